"""Every page of the program, one after another: what pictures and tests of looks go through.

A `Set` is a window over one home folder; `walk` goes through its pages and yields a shot of each,
to be taken once everything it asked has been answered, or nothing where that is only to be awaited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import delete

from edo.domain.card import Kind
from edo.domain.document import Status
from edo.domain.progress import Progress
from edo.errors import DamagedError, OutdatedError, Reason, Refusal, UnreachableError
from edo.queries import approvals, documents
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter, Order
from edo.queries.task_lists import View
from ui import album_training
from ui.bridge import Bridge, OpenWorkplace
from ui.collecting import Collecting
from ui.desk import Desk, Forgetful
from ui.dialogs.first_questions import BEGIN, STEPS
from ui.dialogs.first_run import FirstRun
from ui.dialogs.registration import open_registration
from ui.dialogs.sheet_of_paper import WaitSheet
from ui.dialogs.start_trouble import StartTrouble
from ui.dialogs.waiting_sheet import Awaited, WaitingSheet
from ui.dialogs.way_cards import Way
from ui.exchange_line import SHARE
from ui.exchange_thread import Exchanged
from ui.exchange_words import Said, say
from ui.handbook import show_handbook
from ui.main_window import MainWindow
from ui.pages.approvals import MINE, VIEWS, ApprovalsPage
from ui.pages.control import LIST, SUMMARY, ControlPage
from ui.pages.letters import VIEWS as LETTER_VIEWS
from ui.pages.letters import LettersPage
from ui.pages.numbers import NumbersPage
from ui.pages.organisation import TABS, OrganisationPage
from ui.pages.section import Section
from ui.pages.share import MEMBERS, PEERS, SharePage
from ui.pages.share_lists import MembersSection, PeersSection
from ui.speech import Speech
from ui.theme import Look, Theme
from ui.ways import (
    APPROVALS,
    CONTROL,
    LETTERS,
    NUMBERS,
    PLACES,
    TODAY,
    TRAINING,
    Ways,
    register_acts,
    register_code,
)

WIDTH, HEIGHT = 1366, 768
"""The screens of offices."""
LONG_AGO = 125_000
"""Milliseconds since the shared folder fell silent on a picture."""
WORK = (TODAY, LETTERS, APPROVALS, CONTROL)
"""Pages of those who decide and execute."""
SOUGHT = "О"
"""Something every sample holds."""


_LOOKED = 50
"""Documents among which an approved one is looked for."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: its name, the window, and the sheet that stands over it, if any."""

    name: str
    window: QWidget
    sheet: QWidget | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When pictures are taken, where they must be the same whenever that is.

    Attributes:
        today: answers the date.
        now: answers the instant, in milliseconds since 1970 UTC.
        open: opens a home folder with such a clock.
    """

    today: Callable[[], date]
    now: Callable[[], int]
    open: Callable[[Path], OpenWorkplace]


class Nobody:
    """A keeper who never lets anybody in: for the picture of waiting."""

    def __call__(self) -> bool:
        """Let nobody in."""
        return False

    def abandon(self) -> None:
        """Have nobody to let go."""


class Set:
    """A client that remembers nothing, over an open home folder."""

    def __init__(
        self, home: Path, language: str, look: Look, *, moment: Moment | None = None
    ) -> None:
        self._home = home
        self._collecting = Collecting()
        theme = Theme(look)
        theme.apply()
        self.desk = Desk(Speech(language), theme, Bridge(), Forgetful(), Forgetful())
        if moment is not None:
            self.desk = replace(self.desk, today=moment.today, now=moment.now)
        self.window = MainWindow(self.desk, PLACES, register_acts(self.desk))
        self.ways = Ways(self.desk, self.window)
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.desk.bridge.open(partial(moment.open if moment is not None else _open, home))
        self.desk.bridge.ask(_names, then=self._on_names, owner=self.window, language=language)

    def close(self) -> None:
        """Take the client apart."""
        self.desk.bridge.close()
        delete(self.window)
        self._collecting.stop()

    def walk(self, *, full: bool = True) -> Iterator[Shot | None]:
        """Go through all pages; `full` says that the home folder has things in it."""
        for place in PLACES:
            if place.listed:
                page = self.window.go(place.code)
                page.setFocus()
                yield Shot(place.code, self.window)
        yield from self._tabs()
        yield from self._share(full=full)
        if not full:
            yield from album_training.sections(self.window, TRAINING, self._take)
        if full:
            yield from self._documents()
            yield from self._approvals()
            yield from self._execution()
            yield from self._sheets()
            yield from album_training.walk(self.desk, self.window, TRAINING, self._take, self._over)
            yield from self._beginnings()
        yield from self._registration()

    def walk_together(self) -> Iterator[Shot | None]:
        """Go through what only a workplace of several shows: who has what, waits, two values."""
        page = cast(SharePage, self.window.go(SHARE))
        yield None
        for code in page.codes:
            page.go(code).setFocus()
            yield Shot(f"share.{code}", self.window)
        register: Any = self.window.go(register_code(Kind.INCOMING.value))
        register.setFocus()
        yield Shot(Kind.INCOMING.value, self.window)
        for name, find in (("waiting", documents.awaiting), ("parallel", _parallel)):
            found: list[DocumentRow] = []
            self.desk.bridge.ask(find, then=found.extend, owner=register)
            yield None
            if found:
                register.show_document(found[0].document)
                yield Shot(f"document.{name}", self.window)

    def walk_work(self) -> Iterator[Shot | None]:
        """Go through what somebody who decides or executes works with, in their own office."""
        for code in WORK:
            self.window.go(code).setFocus()
            yield None
            yield Shot(code, self.window)
        for name, kind, find in (
            ("execution", Kind.INCOMING, _executed),
            ("approved", Kind.OUTGOING, _approved),
        ):
            found: list[DocumentRow] = []
            register: Any = self.window.go(register_code(kind))
            self.desk.bridge.ask(find, then=found.extend, owner=register)
            yield None
            if found:
                register.show_document(found[0].document)
                yield Shot(f"document.{name}", self.window)

    def _on_names(self, names: tuple[str, str]) -> None:
        self.window.name_owner(*names)

    def _tabs(self) -> Iterator[Shot | None]:
        page = cast(OrganisationPage, self.window.go("organisation"))
        for code, _name, _build in TABS[1:]:
            page.go(code).setFocus()
            yield Shot(f"organisation.{code}", self.window)
        page.go(TABS[0][0])

    def _share(self, *, full: bool) -> Iterator[Shot | None]:
        """Show the lists of the exchange, its sheets, and what is said when it does not work."""
        page = cast(SharePage, self.window.go(SHARE))
        yield None
        for code in page.codes:
            page.go(code).setFocus()
            yield Shot(f"share.{code}", self.window)
        yield from self._over("sheet.connect", page.connect_to_folder)
        if not full or PEERS not in page.codes:
            return
        yield from self._over("sheet.invite", page.invite)
        members = cast(MembersSection, page.go(MEMBERS))
        members.list.choose(members.held.rows[-1].key)
        yield None
        for name, begin in (
            ("give", members.give),
            ("take", members.take),
            ("leave", members.leave),
        ):
            yield from self._over(f"sheet.member.{name}", begin)
        peers = cast(PeersSection, page.go(PEERS))
        peers.list.choose(peers.held.rows[0].key)
        yield None
        yield from self._over("sheet.end", peers.end)
        yield from self._over("sheet.pass", peers.pass_on)
        yield from self._over("sheet.code", page.root_key.type_code)
        yield from self._troubles(page)

    def _troubles(self, page: SharePage) -> Iterator[Shot | None]:
        if page.overview is None:
            return
        now, status = self.desk.now(), replace(page.overview.status, documents=4)
        last = self.desk.bridge.last_exchange
        for name, ended in (
            ("away", Exchanged(now, UnreachableError("share_timeout"), since=now - LONG_AGO)),
            ("halted", Exchanged(now, halt="copied", since=now)),
        ):
            self._tell(page, say(self.desk.speech.words, status, ended, now), mend=bool(ended.halt))
            yield Shot(f"share.{name}", self.window)
        self.desk.bridge.collecting.emit(3200, 18000)
        yield Shot("share.collecting", self.window)
        self.desk.bridge.collecting.emit(1, 1)
        self._tell(page, say(self.desk.speech.words, page.overview.status, last, now))

    def _tell(self, page: SharePage, said: Said, *, mend: bool = False) -> None:
        page.head.put(said, page.overview.status.place if page.overview else "", mend=mend)
        self.window.status.show_state(said.line, said.icon, said.tone)

    def _documents(self) -> Iterator[Shot | None]:
        for kind in ("incoming", "outgoing"):
            page: Any = self.window.go(register_code(kind))
            self.desk.bridge.ask(_last_of, then=page.show_document, owner=page, kind=Kind(kind))
            yield Shot(f"document.{kind}", self.window)
            yield from self._pages(page, kind)
        yield from self._search()

    def _pages(self, page: Any, kind: str) -> Iterator[Shot | None]:
        """Show the pages of a document's file large, with the small ones and the search beside."""
        acts = page.pane.acts
        acts.do("view")
        yield None
        viewer = acts.viewer
        if viewer is not None and viewer.isVisible():
            viewer.scan.strip.show()
            viewer.scan.open_find()
            yield Shot(f"document.{kind}.pages", self.window)
            viewer.scan.strip.hide()
            viewer.put_away()

    def _search(self) -> Iterator[Shot | None]:
        """Show what the search line offers before one types and while one does, and all of it."""
        line = self.window.search
        line.ask()
        yield Shot("palette", self.window)
        for name, text in (
            ("found", SOUGHT),
            ("command", self.desk.speech.words.text("Settings")),
        ):
            line.setText(text)
            self.ways.palette.open()
            yield Shot(f"palette.{name}", self.window)
        self.ways.palette.close()
        for name, text in (("found", SOUGHT), ("found.nothing", "яъё 9999")):
            self.ways.show_found(text)
            yield None
            yield Shot(name, self.window)
        line.left.emit()

    def _approvals(self) -> Iterator[Shot | None]:
        """Show the lists of approvals, and the windows over one of each where there are such."""
        page = cast(ApprovalsPage, self.window.go(APPROVALS))
        yield None
        for code, _name, _ask, _empty in VIEWS[1:]:
            page.go(code)
            yield None
            yield Shot(f"approvals.{code}", self.window)
            if page.held.rows and code == "begun":
                yield from self._over("sheet.version", partial(page.pane.approval.do, "revise"))
                yield from self._over("sheet.proof", partial(page.pane.approval.do, "verify"))
        page.go(MINE)
        yield None
        yield from self._over("sheet.decision", partial(page.pane.approval.do, "read"))
        for kind in (Kind.OUTGOING, Kind.INTERNAL):
            found: list[DocumentRow] = []
            register: Any = self.window.go(register_code(kind))
            self.desk.bridge.ask(_drafts, then=found.extend, owner=register, kind=kind)
            yield None
            if found:
                register.show_document(found[0].document)
                yield Shot(f"document.draft.{kind}", self.window)
                start = partial(register.pane.approval.do, "start")
                yield from self._over(f"sheet.start.{kind}", start)
        section = cast(Section, cast(OrganisationPage, self.window.go("organisation")).go("routes"))
        yield None
        yield from self._over("sheet.routes", section.change)

    def _execution(self) -> Iterator[Shot | None]:
        """Show what is on control, the summary, and the sheets of tasks and resolutions."""
        control = cast(ControlPage, self.window.go(CONTROL))
        yield None
        for view in (View.OVERDUE, View.REVIEW, View.CONTROL):
            control.filters.show_view(view)
            yield None
            control.view.choose(control.list.key_at(0) or 0)
            yield Shot(f"control.{view}", self.window)
        for code in control.acts.codes:
            if code not in ("take", "accept"):
                yield from self._over(f"sheet.task.{code}", partial(control.acts.do, code))
        yield from self._over("sheet.task", control.give)
        control.tabs.setCurrentIndex(SUMMARY)
        yield Shot("control.summary", self.window)
        control.tabs.setCurrentIndex(LIST)
        register: Any = self.window.go(register_code(Kind.INCOMING.value))
        found: list[DocumentRow] = []
        self.desk.bridge.ask(_executed, then=found.extend, owner=register)
        yield None
        if found:
            register.show_document(found[0].document)
            yield None
            section = register.pane.execution
            yield Shot("document.execution", self.window)
            for code in ("resolve", "file", "hand_over", "give", "acquaint"):
                yield from self._over(f"sheet.{code}", partial(section.doing.do, code))
        phrases = cast(
            Section, cast(OrganisationPage, self.window.go("organisation")).go("phrases")
        )
        yield None
        yield from self._over("sheet.phrases", phrases.change)

    def _sheets(self) -> Iterator[Shot | None]:
        numbers = cast(NumbersPage, self.window.go(NUMBERS))
        yield None
        yield from self._over("sheet.journal", numbers.panel.change)
        yield from self._over("sheet.reserve", numbers.panel.reserve)
        yield from self._over("sheet.explain", numbers.panel.act)
        organisation = cast(OrganisationPage, self.window.go("organisation"))
        for code in ("offices", "people", "correspondents", "types"):
            section = cast(Section, organisation.go(code))
            section.setFocus()
            yield None
            yield from self._over(f"sheet.{code}", section.change)
        for code in ("deputies", "days"):
            section = cast(Section, organisation.go(code))
            yield None
            yield from self._over(f"sheet.{code}", section.add)
        yield from self._letters()
        correspondents: Any = organisation.go("correspondents")
        yield from self._over("sheet.merge", correspondents.merge)
        yield from self._over("sheet.print", self.ways.print_journal)
        page = self.window.go(register_code("incoming"))
        handbook = show_handbook(self.desk, self.window, page)
        yield Shot("sheet.help", self.window, handbook)
        delete(handbook)

    def _letters(self) -> Iterator[Shot | None]:
        """Show the lists of letters, and one that waits here, where there is one."""
        page = cast(LettersPage, self.window.go(LETTERS))
        yield None
        waits = page.held.rows
        if waits:
            yield from self._over("sheet.letter", partial(page.open_letter, waits[0].item.letter))
        for code, *_view in LETTER_VIEWS[1:]:
            page.go(code)
            yield Shot(f"letters.{code}", self.window)
        page.go(LETTER_VIEWS[0][0])

    def _take(self, name: str) -> Shot | None:
        return Shot(name, self.window)

    def _over(self, name: str, begin: Callable[[], object]) -> Iterator[Shot | None]:
        """Open a sheet over the window, take it, and put it away."""
        begin()
        yield None
        sheet = next((one for one in _sheets_of(self.window) if one.isVisible()), None)
        if sheet is not None:
            yield Shot(name, self.window, sheet)
            sheet.reject()

    def _registration(self) -> Iterator[Shot | None]:
        for kind in ("incoming", "outgoing"):
            window = open_registration(self.desk, Kind(kind))
            window.resize(WIDTH, HEIGHT)
            yield Shot(f"registration.{kind}", window)
            window.close()
            yield None

    def _beginnings(self) -> Iterator[Shot | None]:
        """Show what stands over the window before a workplace is open."""
        folder = str(self._home)
        pages: tuple[tuple[str, Callable[[], QWidget]], ...] = (
            *(
                (f"start.{way}.{at + 1}", partial(questions, self.desk, self._home, way, at))
                for way in Way
                for at, step in enumerate(STEPS[way])
                if way is Way.ALONE or step is not BEGIN
            ),
            *(
                (f"trouble.{error.reason}", partial(StartTrouble, self.desk, error, folder))
                for error in (
                    Refusal(Reason.WRONG_PASSWORD),
                    Refusal(Reason.HOME_IN_USE, path=folder),
                    OutdatedError("database_version"),
                    DamagedError("database_damaged", detail="page 12"),
                )
            ),
        )
        for name, build in pages:
            self.window.cover(build())
            yield Shot(name, self.window)
        words = ("вагон", "степь", "вишня", "чашка", "осень", "магазин")
        same = ("балық", "шуақ", "белес", "құдық", "сарбаз", "мұхит")
        self.window.cover(WaitingSheet(self.desk, Awaited(words, same), lambda _password: Nobody()))
        yield Shot("start.waiting", self.window)
        wait = WaitSheet(self.desk, "Making the database anew…")
        wait.progress(2, 5)
        self.window.cover(wait)
        yield Shot("start.wait", self.window)
        self.window.cover(None)


def _open(home: Path) -> OpenWorkplace:
    return cast(OpenWorkplace, import_module("edo.workplace").open_workplace(home))


def _names(connection: Any, *, language: str) -> tuple[str, str]:
    return import_module("edo.queries.organisation").names(connection, language=language)


def _last_of(connection: Any, *, kind: Kind) -> str:
    """Give the latest document of a kind that has a number, one with files where there is such."""
    numbered = [Filter(kind=kind, status=one) for one in (Status.SENT, Status.REGISTERED)]
    for filter in (*(replace(one, has_files=True) for one in numbered), *numbered):
        rows = documents.page(connection, filter=filter, order=Order(), limit=1)
        if rows:
            return rows[0].document
    return ""


def _executed(connection: Any) -> list[DocumentRow]:
    """Give a letter something is to be done about, else any."""
    worked = Filter(kind=Kind.INCOMING, progress=Progress.IN_WORK)
    for filter in (worked, Filter(kind=Kind.INCOMING, status=Status.REGISTERED)):
        if rows := documents.page(connection, filter=filter, order=Order(), limit=1):
            return list(rows)
    return []


def _drafts(connection: Any, *, kind: Kind) -> list[DocumentRow]:
    filter = Filter(kind=kind, status=Status.DRAFT)
    return list(documents.page(connection, filter=filter, order=Order(), limit=1))


def _parallel(connection: Any) -> list[DocumentRow]:
    return documents.parallel(connection, limit=1)


def _approved(connection: Any) -> list[DocumentRow]:
    """Give the latest outgoing document that has a number and was approved, if there is one."""
    filter = Filter(kind=Kind.OUTGOING)
    rows = documents.page(connection, filter=filter, order=Order(), limit=_LOOKED)
    found = (one for one in rows if one.number)
    return [one for one in found if approvals.of_document(connection, document=one.document)][:1]


def _sheets_of(window: QWidget) -> list[QDialog]:
    return window.findChildren(QDialog)


def questions(desk: Desk, home: Path, way: Way, at: int) -> FirstRun:
    """Show one question of the first start."""
    page = FirstRun(desk, home, way=way)
    page.show_step(at)
    return page
