"""Puts everything together: application, theme, bridge, main window; and takes it apart again.

The window is there before the workplace is: the core and its database are read on the writer's
thread meanwhile, and a page's module when somebody goes there.
"""

from __future__ import annotations

import argparse
import gc
import logging
import platform
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

import resources
from edo.home import default_home
from edo.settings import memory, settings
from edo.wording import Wording
from ui.asked_to_end import AskedToEnd
from ui.bridge import Bridge, OpenWorkplace
from ui.by_name import by_name
from ui.collecting import Collecting
from ui.crash import CrashWatch, LastWords, show_failed_start, write_log
from ui.desk import Desk, Kept
from ui.dialogs.first_run import Answers
from ui.dialogs.waiting_sheet import Awaited
from ui.file_texts import FileTexts
from ui.guide import Guide
from ui.long_run import Progress, until_stopped
from ui.main_window import MainWindow
from ui.places import Place
from ui.read_ahead import ReadAhead
from ui.roles import teach_roles
from ui.single import SHOW, Request, Single
from ui.speech import LANGUAGES, Speech
from ui.start import Doors, Start
from ui.theme import Look, TextSize, Theme, Tone, system_scale
from ui.thrift import keep_few_pictures, spare_memory
from ui.tray import Tray
from ui.turns import NEXT_TURN
from ui.ways import FIRST, FIRST_CORE, PLACES, Ways, register_acts
from ui.widgets.notice_bar import Notice

if TYPE_CHECKING:
    from edo.change import Touched
    from edo.joining import Invited, Knock
    from edo.queries.forms import KeptForm
    from ui.dialogs.restoring import Wanted

REGISTRATION, SHEET_PARTS = "registration/", 4
"""How names of kept registrations begin; how many parts the name of a kept sheet has."""
LATELY = 24 * 3_600_000
"""Milliseconds in which a form was kept that may have been written when the program died."""
INVITATION = ".edi"
"""How the names of files of invitations end."""
SWITCH_SECONDS = 0.0005
"""How long another thread may keep the windows waiting for their turn."""

log = logging.getLogger("edo.client")


def open_home(home: Path, password: str, progress: Callable[[int, int], object]) -> OpenWorkplace:
    """Open the workplace in a folder; the core is read here, on the writer's thread."""
    core = import_module("edo.workplace")
    return cast(OpenWorkplace, core.open_workplace(home, password=password, progress=progress))


def found_home(answers: Answers) -> None:
    """Found what a person answered at the first start, with the usual journals.

    Where a shared folder is named, a share is begun in it.
    """
    joining = import_module("edo.joining")
    if answers.share:
        joining.check_empty(answers.share)
    workplace = import_module("edo.commands.organisation").found(
        answers.folder,
        organisation=answers.organisation,
        office=answers.office,
        person=answers.person,
        password=answers.password,
    )
    try:
        if answers.share:
            joining.connect(workplace, place=answers.share)
        import_module("edo.commands.usual_journals").open_usual(workplace)
    finally:
        workplace.close()


def read_invitation(path: Path) -> Invited:
    """Tell what an invitation file says."""
    joining = import_module("edo.joining")
    return joining.invited_as(joining.read_file(path))


def ask_to_join(answers: Answers) -> Awaited:
    """Put this workplace's request on the share; return the words to be compared."""
    joining = import_module("edo.joining")
    words = joining.ask(
        answers.folder,
        invited=joining.read_file(answers.invitation),
        place=answers.share,
        computer=platform.node(),
        password=answers.password,
    )
    return Awaited(words.ru, words.kk)


def asked_to_join(home: Path) -> Awaited | None:
    """Tell whether the workplace in a folder has asked to join and waits."""
    joining = import_module("edo.joining")
    if not joining.is_asking(home):
        return None
    words = joining.words(home)
    return Awaited(words.ru, words.kk)


def knock_at(home: Path, password: str) -> Knock:
    """Give what asks whether the keeper has let a workplace in."""
    return import_module("edo.joining").Knock(home, password=password)


def play_sample(folder: Path, language: str, progress: Progress) -> Path:
    """Play the days of a sample office into a folder; return its home folder."""
    import_module("edo.demo").play(folder, Wording(language), step=until_stopped(progress))
    return folder / "home"


def mend_home(home: Path) -> None:
    """Make a damaged database anew out of what it still holds."""
    import_module("edo.salvage").salvage(home)


def restore_home(wanted: Wanted, progress: Progress) -> Mapping[str, int]:
    """Restore what was lost; tell how many of what were found."""
    return import_module("ui.restoring").restore(wanted, progress)


DOORS = Doors(
    open=open_home,
    found=found_home,
    invited=read_invitation,
    join=ask_to_join,
    asked=asked_to_join,
    knock=knock_at,
    play=play_sample,
    mend=mend_home,
    restore=restore_home,
)


def remembered_home() -> Path:
    """Return the folder used last where nobody names one."""
    place = default_home()
    return Path(settings(place).get("home") or place)


class Client(QObject):
    """One open program over one home folder.

    `moved` carries another home folder a person wants to work in, its password, and whether to
    begin there next time.
    """

    moved = Signal(object, str, bool)

    def __init__(self, home: Path, *, language: str = "", places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self._memory, self._choices = Kept(memory(home)), Kept(settings(home))
        self.desk = self._lay_desk(language)
        self._log = write_log(home / "logs")
        self.crash = CrashWatch(self.desk.speech, self)
        self.crash.install()
        keep_few_pictures()
        self.desk.theme.apply()
        self.window = MainWindow(self.desk, places, register_acts(self.desk))
        self.ways = Ways(self.desk, self.window)
        self.tray = Tray(self.desk, self.window, self.ways.show_document)
        self.guide = Guide(self.desk, self.window, self.ways)
        self._texts = FileTexts(self.desk.bridge, self)
        self.beginning = Start(self.desk, self.window, home, DOORS)
        self._first = ReadAhead(self.desk.bridge, FIRST_CORE, FIRST, self.window)
        self._places = tuple(places)
        self._files: tuple[Path, ...] = ()
        self._connect()

    def start(self, password: str = "", *, hidden: bool = False) -> None:
        """Show the window, open the home folder and go to the first place."""
        if hidden:
            self.tray.begin_hidden()
        else:
            self.window.show()
        self.beginning.open(password)
        self._first.begin()

    def take(self, request: Request) -> None:
        """Do what a start of the program was asked for: show the window, open files."""
        if not request.hidden:
            self.tray.come_forward()
        files = [Path(one) for one in request.files]
        invitations = [one for one in files if one.suffix.casefold() == INVITATION]
        self._files += tuple(one for one in files if one not in invitations and one.is_file())
        if invitations:
            self.beginning.join(invitations[0])
        elif self.beginning.is_open:
            self._register_files()

    def come_back(self, left: str) -> None:
        """Show where the program died last time, and what was being written then."""
        if left.strip():
            self.crash.show_crash(left)
        kept = by_name("edo.queries.forms", "kept")
        self.desk.bridge.ask(kept, then=self._on_left, owner=self)

    def end(self) -> None:
        """Write what is not written, and join the threads; the window stands."""
        self.desk.bridge.close()
        self._memory.flush()
        self._choices.flush()

    def stop(self) -> None:
        """Take everything apart: no window, no thread, nothing unwritten."""
        self.end()
        delete(self.window)
        self.crash.uninstall()
        logging.getLogger().removeHandler(self._log)
        self._log.close()

    def _lay_desk(self, language: str) -> Desk:
        choices = self._choices
        look = choices.get("look", Look.SYSTEM.value)
        size = choices.get("text_size", TextSize.USUAL.value)
        theme = Theme(
            Look(look) if look in tuple(Look) else Look.SYSTEM,
            compact=choices.get("compact") == "yes",
            text=TextSize(size) if size in tuple(TextSize) else TextSize.USUAL,
            scale=system_scale(),
        )
        speech = Speech(language or choices.get("language", "ru"))
        return Desk(speech, theme, Bridge(), self._memory, choices)

    def _on_unopened(self, _error: object) -> None:
        """Show the window where a question waits in it: a password, the first start, trouble."""
        if not self.window.isVisible():
            self.window.showMinimized()

    def _connect(self) -> None:
        self.desk.bridge.unopened.connect(self._on_unopened)
        self.beginning.opened.connect(self._on_opened)
        self.beginning.moved.connect(self.moved)
        self._first.over.connect(self._build_first)
        self.desk.bridge.crashed.connect(self.crash.report)
        self.desk.bridge.touched.connect(self._on_touched)
        self.desk.speech.changed.connect(self._say)
        self.window.built.connect(self._on_built)

    def _build_first(self) -> None:
        """Build the first page, and show it in the next turn."""
        if self._places and not self.window.covered:
            self.window.page(self._places[0].code)
            QTimer.singleShot(NEXT_TURN, self.window, self._show_first)

    def _show_first(self) -> None:
        """Show the first page where nobody was quicker to go elsewhere."""
        if not (self.window.here or self.window.covered):
            self.window.visit(self._places[0].code)

    def _say(self) -> None:
        words = self.desk.speech.words
        self.desk.bridge.ask(
            by_name("edo.queries.organisation", "names"),
            then=self._on_names,
            key=(id(self), "names"),
            owner=self,
            language=words.language,
        )

    def _on_opened(self) -> None:
        self._say()
        if not self.window.here:
            self._first.begin()
        self._register_files()

    def _register_files(self) -> None:
        """Begin a registration with the files the program was started with."""
        files, self._files = self._files, ()
        if files:
            self.ways.register_files(files)

    def _on_left(self, found: Sequence[KeptForm]) -> None:
        """Open the registration that was being written, or say where a form waits."""
        words = self.desk.speech.words
        kept_card = import_module("ui.dialogs.kept_card")
        lately = [one for one in found if self.desk.now() - one.saved < LATELY]
        lately = [one for one in lately if not _is_closed(one, kept_card.was_closed)]
        if not lately:
            return
        name = lately[0].name
        way = self.ways.way_to(name)
        if way is not None and name.startswith(REGISTRATION):
            way()
            return
        text = words.text("The program ended unexpectedly. What you were writing is kept.")
        parts = name.split("/")
        if len(parts) == SHEET_PARTS:
            text = f"{text} ({words.text(parts[2])})"
        self.window.notify(Notice(text, Tone.WARN, words.text("Show it") if way else "", way))

    def _on_touched(self, touched: Touched) -> None:
        """Name the owner anew: a workplace just let in hears of its office by the exchange."""
        if any(subject.startswith("o") for subject in touched.subjects):
            self._say()

    def _on_names(self, names: tuple[str, str]) -> None:
        self.window.name_owner(*names)

    def _on_built(self, code: str, page: QWidget) -> None:
        """Let the settings ask for another folder, or for what was lost."""
        for name, begin in (
            ("moved", self.beginning.choose_folder),
            ("restoring", self.beginning.restore),
        ):
            asked: Any = getattr(page, name, None)
            if asked is not None:
                asked.connect(begin)


def _is_closed(form: KeptForm, was_closed: Callable[[bytes], bool]) -> bool:
    return form.name.startswith(REGISTRATION) and was_closed(form.value)


class Program(QObject):
    """The client in force; going to another home folder puts another one in its place.

    `single` is the name under which other starts over the same home find this one.
    """

    def __init__(self, home: Path, language: str, single: Single, request: Request = SHOW) -> None:
        super().__init__()
        # The window may wait beside the clock while a registration is closed: who ends, says so.
        QApplication.setQuitOnLastWindowClosed(False)
        self._last = LastWords(home / "logs")
        self._single = self._answer(single)
        self.client = self._begin(home, language, hidden=request.hidden)
        if request.files:
            self.client.take(request)

    def quit(self) -> None:
        """End as Ctrl+Q does, whatever stands open over the window."""
        self.client.window.quit()

    def end(self) -> None:
        """End well, and leave the windows to whoever takes them away."""
        self.client.end()
        self._last.end()

    def stop(self) -> None:
        """Take the client apart."""
        self.end()
        self._single.end()
        self.client.stop()

    def _begin(
        self, home: Path, language: str, password: str = "", *, hidden: bool = False
    ) -> Client:
        client = Client(home, language=language)
        client.moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        client.window.closing.connect(_end)
        client.beginning.opened.connect(self._on_opened)
        client.start(password, hidden=hidden)
        return client

    def _answer(self, single: Single) -> Single:
        single.setParent(self)
        single.asked.connect(self._on_asked)
        return single

    def _on_asked(self, request: Request) -> None:
        self.client.take(request)

    def _on_opened(self) -> None:
        """Look how the last run ended, now that the home is this program's alone."""
        left = self._last.begin()
        if left is not None:
            self.client.come_back(left)

    def _on_moved(self, home: Path, password: str, kept: bool) -> None:
        before, language = self.client, self.client.desk.speech.language
        single = Single(home)
        if not single.begin():
            text = before.desk.speech.words.text("This folder is open in another window already.")
            before.window.notify(Notice(text, Tone.WARN))
            return
        if kept:
            settings(default_home()).set("home", str(home.absolute()))
        before.window.closing.disconnect(_end)
        before.stop()
        self._single.end()
        self._last.end()
        self._single, self._last = self._answer(single), LastWords(home / "logs")
        self.client = self._begin(home, language, password)
        self.client.desk.choices.set("language", language)


def _begun(home: Path, language: str, request: Request) -> Program | None:
    """Begin over a home; None where another program has it open and was asked instead."""
    single = Single(home)
    return Program(home, language, single, request) if single.begin(request) else None


def _end() -> None:
    """End the program, once the event that closed its window is over."""
    QTimer.singleShot(0, QApplication.exit)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the client until its window is closed."""
    reader = argparse.ArgumentParser(prog="edo-client")
    reader.add_argument("--home", type=Path, default=None)
    reader.add_argument("--language", choices=LANGUAGES, default="")
    reader.add_argument("--hidden", action="store_true", help="begin beside the clock")
    reader.add_argument("files", nargs="*", help="files to register, or an invitation")
    asked = reader.parse_args(arguments)
    spare_memory()
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("edo")
    teach_roles(application)
    QApplication.setDesktopFileName("edo")
    QApplication.setWindowIcon(QIcon(str(resources.path("theme/sign.svg"))))
    collecting = Collecting()  # before there is any other thread
    request = Request(tuple(str(Path(one).absolute()) for one in asked.files), asked.hidden)
    try:
        program = _begun(asked.home or remembered_home(), asked.language, request)
    except Exception:  # whatever it is: somebody waits for a window
        log.exception("not begun")
        Theme(Look.SYSTEM, scale=system_scale()).apply()
        show_failed_start(Speech(asked.language or "ru"), traceback.format_exc())
        return 1
    if program is None:
        return 0
    # At the end of a session Windows kills the program inside the loop, where it hears of it.
    application.aboutToQuit.connect(program.end)
    system = AskedToEnd()
    system.asked.connect(program.quit)
    system.begin()
    gc.freeze()  # what stands now stands till the end: no collection looks at it again
    ended = application.exec()
    program.stop()
    system.end()  # not before: asked twice, the program still writes what it has to
    collecting.stop()
    return ended


if __name__ == "__main__":
    sys.exit(main())
