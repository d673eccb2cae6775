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

from shiboken6 import delete

from edo.domain.card import Kind
from edo.domain.document import Status
from edo.queries import documents
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter, Order
from ui import album_begin, album_share, album_training, album_work
from ui.album_scene import Scene, Shot
from ui.bridge import Bridge, OpenWorkplace
from ui.collecting import Collecting
from ui.desk import Desk, Forgetful
from ui.dialogs.registration import Registration, open_registration
from ui.exchange_line import SHARE
from ui.handbook import show_handbook
from ui.main_window import MainWindow
from ui.pages.letters import VIEWS as LETTER_VIEWS
from ui.pages.letters import LettersPage
from ui.pages.numbers import NumbersPage
from ui.pages.organisation import TABS, OrganisationPage
from ui.pages.section import Section
from ui.pages.share import SharePage
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
WORK = (TODAY, LETTERS, APPROVALS, CONTROL)
"""Pages of those who decide and execute."""
SOUGHT = "О"
"""Something every sample holds."""


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
        self.scene = Scene(self.desk, self.window)
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
                yield self.scene.shot(place.code)
        yield from self._tabs()
        yield from album_share.walk(self.scene, full=full)
        if not full:
            yield from album_training.sections(self.scene, TRAINING)
        if full:
            yield from self._documents()
            yield from album_work.approvals(self.scene)
            yield from album_work.execution(self.scene)
            yield from self._sheets()
            yield from album_training.walk(self.scene, TRAINING)
            yield from album_begin.walk(self.scene, self._home)
        yield from self._registration()

    def walk_together(self) -> Iterator[Shot | None]:
        """Go through what only a workplace of several shows: who has what, waits, two values."""
        page = cast(SharePage, self.window.go(SHARE))
        yield None
        for code in page.codes:
            page.go(code).setFocus()
            yield self.scene.shot(f"share.{code}")
        register: Any = self.window.go(register_code(Kind.INCOMING.value))
        register.setFocus()
        yield self.scene.shot(Kind.INCOMING.value)
        for name, find in (("waiting", documents.awaiting), ("parallel", _parallel)):
            found: list[DocumentRow] = []
            self.desk.bridge.ask(find, then=found.extend, owner=register)
            yield None
            if found:
                register.show_document(found[0].document)
                yield self.scene.shot(f"document.{name}")

    def walk_work(self) -> Iterator[Shot | None]:
        """Go through what somebody who decides or executes works with, in their own office."""
        for code in WORK:
            self.window.go(code).setFocus()
            yield None
            yield self.scene.shot(code)
        for name, kind, find in (
            ("execution", Kind.INCOMING, album_work.executed),
            ("approved", Kind.OUTGOING, album_work.approved),
        ):
            found: list[DocumentRow] = []
            register: Any = self.window.go(register_code(kind))
            self.desk.bridge.ask(find, then=found.extend, owner=register)
            yield None
            if found:
                register.show_document(found[0].document)
                yield self.scene.shot(f"document.{name}")

    def _on_names(self, names: tuple[str, str]) -> None:
        self.window.name_owner(*names)

    def _tabs(self) -> Iterator[Shot | None]:
        page = cast(OrganisationPage, self.window.go("organisation"))
        for code, _name, _build in TABS[1:]:
            page.go(code).setFocus()
            yield self.scene.shot(f"organisation.{code}")
        page.go(TABS[0][0])

    def _documents(self) -> Iterator[Shot | None]:
        for kind in ("incoming", "outgoing"):
            page: Any = self.window.go(register_code(kind))
            self.desk.bridge.ask(_last_of, then=page.show_document, owner=page, kind=Kind(kind))
            yield self.scene.shot(f"document.{kind}")
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
            yield self.scene.shot(f"document.{kind}.pages")
            viewer.scan.strip.hide()
            viewer.put_away()

    def _search(self) -> Iterator[Shot | None]:
        """Show what the search line offers before one types and while one does, and all of it."""
        line = self.window.search
        line.ask()
        yield self.scene.shot("palette")
        for name, text in (
            ("found", SOUGHT),
            ("command", self.desk.speech.words.text("Settings")),
        ):
            line.setText(text)
            self.ways.palette.open()
            yield self.scene.shot(f"palette.{name}")
        self.ways.palette.close()
        for name, text in (("found", SOUGHT), ("found.nothing", "яъё 9999")):
            self.ways.show_found(text)
            yield None
            yield self.scene.shot(name)
        line.left.emit()

    def _sheets(self) -> Iterator[Shot | None]:
        numbers = cast(NumbersPage, self.window.go(NUMBERS))
        yield None
        yield from self.scene.over("sheet.journal", numbers.panel.change)
        yield from self.scene.over("sheet.reserve", numbers.panel.reserve)
        yield from self.scene.over("sheet.explain", numbers.panel.act)
        organisation = cast(OrganisationPage, self.window.go("organisation"))
        for code in ("offices", "people", "correspondents", "types"):
            section = cast(Section, organisation.go(code))
            section.setFocus()
            yield None
            yield from self.scene.over(f"sheet.{code}", section.change)
        for code in ("deputies", "days"):
            section = cast(Section, organisation.go(code))
            yield None
            yield from self.scene.over(f"sheet.{code}", section.add)
        yield from self._letters()
        correspondents: Any = organisation.go("correspondents")
        yield from self.scene.over("sheet.merge", correspondents.merge)
        yield from self.scene.over("sheet.print", self.ways.print_journal)
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
            yield from self.scene.over(
                "sheet.letter", partial(page.open_letter, waits[0].item.letter)
            )
        for code, *_view in LETTER_VIEWS[1:]:
            page.go(code)
            yield self.scene.shot(f"letters.{code}")
        page.go(LETTER_VIEWS[0][0])

    def _registration(self) -> Iterator[Shot | None]:
        for kind in ("incoming", "outgoing"):
            came: list[Registration] = []
            open_registration(self.desk, Kind(kind), then=came.append)
            while not (came and came[0].isVisible()):
                yield None
            window = came[0]
            window.resize(WIDTH, HEIGHT)
            yield Shot(f"registration.{kind}", window)
            window.close()
            yield None


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


def _parallel(connection: Any) -> list[DocumentRow]:
    return documents.parallel(connection, limit=1)
