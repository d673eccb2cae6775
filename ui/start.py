"""From the first moment to an open workplace: questions, passwords, trouble, waiting.

Everything is a page over the main window. What touches folders is done by the doors, on threads of
the bridge.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from edo.errors import DamagedError, EdoError, Reason, Refusal
from edo.sentences import mark
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.dialogs.first_run import Answers, FirstRun, free_folder
from ui.dialogs.sheet_of_paper import Sheet, WaitSheet
from ui.dialogs.start_trouble import StartTrouble
from ui.dialogs.waiting_sheet import Awaited, Knock, WaitingSheet
from ui.dialogs.way_cards import Way
from ui.long_run import Progress
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from edo.joining import Invited
    from ui.dialogs.restoring import Restoring, Typed, Wanted


@dataclass(frozen=True, slots=True)
class Doors:
    """What may be done with folders; each is called on a thread of the bridge.

    Attributes:
        open: opens the workplace in a folder; told the password and how to tell its progress.
        found: founds what the answers say and closes it again.
        invited: reads an invitation file.
        join: asks to be let in as the answers say.
        asked: tells whether the workplace in a folder has asked, by the words; None where not.
        knock: gives what asks, for a folder and a password, whether it was let in.
        play: plays a sample into a folder, told the language and whom to tell how far it is, who
            may stop it; answers the home folder made.
        mend: makes a damaged database anew.
        restore: restores what was lost, as a person wants it; told as `play` is. Answers how many
            of what were found.
    """

    open: Callable[[Path, str, Callable[[int, int], object]], OpenWorkplace]
    found: Callable[[Answers], object]
    invited: Callable[[Path], Invited]
    join: Callable[[Answers], Awaited]
    asked: Callable[[Path], Awaited | None]
    knock: Callable[[Path, str], Knock]
    play: Callable[[Path, str, Progress], Path]
    mend: Callable[[Path], object]
    restore: Callable[[Wanted, Progress], Mapping[str, int]]


class Start(QObject):
    """Opens one home folder.

    `moved` carries another home folder for another client, its password, and whether to begin there
    next time; a sample is only looked at.
    """

    moved = Signal(object, str, bool)
    opened = Signal()
    _playing = Signal(int, int)

    def __init__(self, desk: Desk, window: MainWindow, home: Path, doors: Doors) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._home = home
        self._doors = doors
        self._covered = False
        self._is_open = self._is_new = False
        self._wait: WaitSheet | None = None
        self._stop = threading.Event()
        self._typed: Typed | None = None
        bridge = desk.bridge
        bridge.opened.connect(self._on_opened)
        bridge.unopened.connect(self._on_unopened)
        bridge.opening.connect(self._on_opening)
        bridge.reopening.connect(self._on_reopening)

    def open(self, password: str = "") -> None:
        """Open the home folder."""
        self._stop.clear()
        self._desk.bridge.open(partial(self._doors.open, self._home, password, self._tell_opening))

    def choose_folder(self) -> None:
        """Ask for another folder."""
        self._ask(Way.OPEN)

    @property
    def is_open(self) -> bool:
        """Whether the workplace is open."""
        return self._is_open

    def join(self, invitation: Path) -> None:
        """Ask how to join by an invitation that was opened from outside."""
        self._ask(Way.JOIN, invitation)

    def restore(self) -> None:
        """Ask what shall be restored, beside the workplace that is open."""
        self._restore(free_folder(self._home), lambda: self._cover(None))

    def _restore(self, home: Path, back: Callable[[], object]) -> None:
        """Ask what shall be restored; what was typed before stands there again."""
        page: Restoring = import_module("ui.dialogs.restoring").Restoring(
            self._desk, home, self._typed
        )
        page.wanted.connect(partial(self._on_wanted, page))
        page.left.connect(partial(self._leave_restoring, page, back))
        page.opening.connect(self._move)
        self._playing.connect(page.progress)
        self._cover(page)

    def _leave_restoring(self, page: Restoring, back: Callable[[], object]) -> None:
        self._typed = page.typed  # in memory only: the code is a secret
        back()

    def _on_wanted(self, page: Restoring, wanted: Wanted) -> None:
        page.work()
        told, stop = self._teller()
        page.stopped.connect(stop.set)
        self._desk.bridge.closing.connect(stop.set)
        self._desk.bridge.work(
            self._doors.restore,
            wanted,
            told,
            key="restore",
            then=partial(self._on_restored, page),
            otherwise=page.refuse,
            owner=page,
        )

    def _on_restored(self, page: Restoring, counts: Mapping[str, int]) -> None:
        self._typed = None
        page.end(counts)

    def _teller(self) -> tuple[Progress, threading.Event]:
        """Make what tells the page how far it is, and what stops it."""
        stop = threading.Event()

        def told(done: int, total: int) -> bool:
            self._playing.emit(done, total)  # from the thread that works to that of the windows
            return not stop.is_set()

        return told, stop

    def _tell_opening(self, done: int, total: int) -> None:
        """Tell, on the thread that opens, how far it is.

        Raises:
            Refusal: a person asked to stop; what was there before stays as it was.
        """
        self._desk.bridge.tell_opening(done, total)
        if self._stop.is_set():
            raise Refusal(Reason.STOPPED)

    def _wait_for(self, title: str, text: str = "") -> None:
        page = WaitSheet(self._desk, title, text)
        page.stopped.connect(self._stop.set)
        self._cover(page)

    def _cover(self, page: Sheet | None) -> None:
        self._wait = page if isinstance(page, WaitSheet) else None
        self._window.cover(page)

    def _on_opened(self) -> None:
        self._is_open, self._is_new = True, False
        self._stop.clear()  # pressed too late: the next opening is another one
        self._cover(None)
        if self._covered:
            self._covered = False
            self._window.forget_pages()
        self.opened.emit()

    def _on_unopened(self, error: EdoError) -> None:
        self._covered = True
        self._is_new = error.reason == Reason.NOT_FOUNDED
        if self._is_new:
            self._desk.bridge.work(
                self._doors.asked,
                self._home,
                then=self._on_asked,
                otherwise=lambda _error: self._ask(Way.ALONE),
                owner=self,
            )
            return
        self._show_trouble(error)

    def _on_asked(self, awaited: Awaited | None) -> None:
        """Go on waiting where this workplace has asked to be let in, else ask what shall be."""
        if awaited is None:
            self._ask(Way.ALONE)
        else:
            self._wait_for_keeper(awaited, self._home)

    def _wait_for_keeper(self, awaited: Awaited, home: Path, password: str = "") -> None:
        door = partial(self._doors.knock, home)
        page = WaitingSheet(self._desk, awaited, door, password)
        page.admitted.connect(partial(self._move, home))
        self._window.closing.connect(page.give_up)
        page.left.connect(lambda: self._ask(Way.JOIN))
        self._cover(page)

    def _show_trouble(self, error: EdoError, *, hopeless: bool = False) -> None:
        page = StartTrouble(self._desk, error, str(self._home), hopeless=hopeless)
        page.again.connect(lambda: self._again(""))
        page.password.connect(self._again)
        page.mend.connect(self._mend)
        page.elsewhere.connect(self.choose_folder)
        back = partial(self._show_trouble, error, hopeless=hopeless)
        page.restoring.connect(lambda: self._restore(free_folder(self._home), back))
        self._cover(page)

    def _on_reopening(self) -> None:
        """Stand before everything while the workplace is closed: its pages begin anew after."""
        self._is_open, self._covered = False, True
        self._wait_for(mark("Making the database anew…"))

    def _on_opening(self, done: int, total: int) -> None:
        if self._is_open:
            return
        if self._wait is None:
            self._wait_for(
                mark("Getting ready"),
                mark("This release keeps its tables in another way. Nothing is lost."),
            )
        if self._wait is not None:
            self._wait.progress(done, total)

    def _again(self, password: str) -> None:
        self._wait_for(mark("Opening…"))
        self.open(password)

    def _mend(self) -> None:
        self._cover(WaitSheet(self._desk, mark("Making the database anew…")))
        self._desk.bridge.work(
            self._doors.mend,
            self._home,
            then=lambda _answer: self._again(""),
            otherwise=self._on_unmended,
            owner=self,
        )

    def _on_unmended(self, error: EdoError) -> None:
        self._show_trouble(error, hopeless=isinstance(error, DamagedError))

    def _ask(self, way: Way, invitation: Path | None = None) -> None:
        page = FirstRun(self._desk, self._home, way=way, leavable=self._is_open)
        page.answered.connect(partial(self._on_answered, page))
        page.left.connect(lambda: self._cover(None))
        page.invited.connect(partial(self._read_invitation, page))
        home = self._home if self._is_new else free_folder(self._home)
        page.restoring.connect(lambda: self._restore(home, partial(self._ask, way)))
        self._cover(page)
        if invitation is not None:
            page.show_step(1)
            page.inputs["invitation"].setText(str(invitation))

    def _on_answered(self, page: FirstRun, answers: Answers) -> None:
        bridge = self._desk.bridge
        if answers.way is Way.OPEN:
            self._move(answers.folder)
            return
        page.work()
        if answers.way is Way.JOIN:
            bridge.work(
                self._doors.join,
                answers,
                then=lambda awaited: self._wait_for_keeper(
                    awaited, answers.folder, answers.password
                ),
                otherwise=page.refuse,
                owner=page,
            )
        elif answers.way in (Way.FOUND, Way.ALONE):
            bridge.work(
                self._doors.found,
                answers,
                then=lambda _done: self._move(answers.folder, answers.password),
                otherwise=page.refuse,
                owner=page,
            )
        else:
            self._play(page, answers.folder)

    def _play(self, page: FirstRun, folder: Path) -> None:
        """Play the sample; the page shows how far it is and may stop it."""
        told, stop = self._teller()
        page.stopped.connect(stop.set)
        self._playing.connect(page.progress)
        self._desk.bridge.work(
            self._doors.play,
            folder,
            self._desk.speech.language,
            told,
            key="sample",
            then=self._look_round,
            otherwise=page.refuse,
            owner=page,
        )

    def _read_invitation(self, page: FirstRun, path: Path) -> None:
        self._desk.bridge.work(
            self._doors.invited,
            path,
            key="invitation",
            then=page.show_invitation,
            otherwise=page.refuse_invitation,
            owner=page,
        )

    def _look_round(self, home: Path) -> None:
        self.moved.emit(home, "", False)

    def _move(self, home: Path, password: str = "") -> None:
        if home.resolve() == self._home.resolve() and not self._is_open:
            self._again(password)
        else:
            self.moved.emit(home, password, True)
