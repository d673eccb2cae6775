"""The palette: what the search line finds while one types, and what one did last before that.

Every keystroke asks two questions, documents and people, each under a key of its own: of several
only the latest is answered. Commands are at hand. What was found is shown at once when all of it is
here, or after `PATIENCE` with what is not: what answers an older text is never shown beside a newer
one, and Enter waits for the answer to what was typed before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from edo.domain.organisation import Office
from edo.queries import directory
from edo.queries.directory import OfficeItem
from edo.queries.documents import DocumentRow
from edo.queries.names import Named, named, typed
from edo.queries.search import Hit, marked, recalled, search
from edo.sentences import mark
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.models.document_list import office_name
from ui.palette_commands import Commands
from ui.palette_excerpts import Excerpts
from ui.palette_last import DOCUMENT, SEARCH, LastDone
from ui.palette_lines import (
    arranged,
    document_line,
    fitting,
    hit_line,
    person_line,
    sections,
)
from ui.theme import GRID
from ui.widgets.palette import PalettePanel
from ui.widgets.palette_line import Heading, Item, Line
from ui.widgets.polish import named as called

PATIENCE = 80
"""Milliseconds after a keystroke until what is here is shown without the rest."""
HITS, NAMES = 12, 8
WIDE = 720
GAP = 4
RECALLED = 7
"""So many of what one did last are shown."""


class Veil(QWidget):
    """Lies over the page while the palette is open; a click on it closes the palette."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        self.pressed.emit()


class Palette(QObject):
    """Joins the search line, the panel under it, and what can be found.

    `document` carries the id of a document somebody wants to see, `person` a `Named`, `everything`
    the text of which all documents found are wanted.
    """

    document = Signal(str)
    person = Signal(object)
    everything = Signal(str)

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.commands = Commands(desk, window)
        self.last = LastDone(desk.memory)
        self._around: QWidget = window.stage.parentWidget() or window
        self._veil = called(Veil(self._around), "veil")
        self.panel = PalettePanel(desk, self._around)
        self._lines: list[Line] = []
        self._text = ""
        self._hits: Sequence[Hit] | None = None
        self._people: Sequence[Named] | None = None
        self._offices: dict[str, Office] = {}
        self._shown, self._moved = True, False
        self._entered: bool | None = None
        self._is_asking = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE)
        self._excerpts = Excerpts(desk.bridge, self)
        self._veil.hide()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the panel is open."""
        return self.panel.isVisible()

    @property
    def is_answered(self) -> bool:
        """Whether all is shown that is found for what is in the line now."""
        return self.is_open and self._shown

    def open(self) -> None:
        """Open the panel for what is in the line; what one did last where there is nothing."""
        if self._window.covered:
            return
        if not self.is_open:
            self._lines = self.commands.gather()
            self._ask_offices()
            self._say()
        self._look_for(self._window.search.text())

    def close(self) -> None:
        """Close the panel; nothing that is on its way matters any more."""
        self._text, self._entered, self._shown = "", None, True
        self._is_asking = False
        self._late.stop()
        self._excerpts.forget()
        self.panel.hide()
        self._veil.hide()

    def _connect(self) -> None:
        line, panel = self._window.search, self.panel
        line.asked.connect(self.open)
        line.textEdited.connect(self._on_edited)
        line.stepped.connect(self._on_step)
        line.turned.connect(self._on_turn)
        line.taken.connect(self._on_enter)
        line.left.connect(self.close)
        line.lost.connect(self._on_lost)
        panel.taken.connect(self._take)
        self._veil.pressed.connect(self._window.leave_search)
        self._late.timeout.connect(self._on_late)
        self._excerpts.came.connect(self._show)
        self._window.stage.resized.connect(self._place)
        self._window.went.connect(self._on_went)
        self._window.primary.menu().aboutToShow.connect(self.close)
        self._desk.speech.changed.connect(self._on_speech)

    def _say(self) -> None:
        words = self._desk.speech.words
        keys = (
            words.text("↑ ↓ choose"),
            words.text("PgDn next section"),
            words.text("Enter open"),
            words.text("Esc close"),
        )
        self.panel.name(words.text("What was found"), "   ·   ".join(keys))

    def _on_speech(self) -> None:
        if self.is_open:
            self._lines = self.commands.gather()
            self._say()
            self._look_for(self._window.search.text())

    def _on_edited(self, text: str) -> None:
        if self.is_open:
            self._look_for(text)
        else:
            self.open()

    def _on_step(self, by: int) -> None:
        if self.is_open:
            self._moved = True
            self.panel.step(by)
            self._read_aloud()
        elif by > 0:
            self.open()

    def _on_turn(self, by: int) -> None:
        self._moved = True
        self.panel.turn(by)
        self._read_aloud()

    def _on_went(self, _code: str) -> None:
        self.close()

    def _on_lost(self) -> None:
        """Empty the line where the keys went elsewhere, but not over what it found."""
        if self.is_open:
            self.close()

    def _on_enter(self, all_of_them: bool) -> None:
        """Do what is marked, or go to all that was found, once the answer is here."""
        if not self.is_open:
            self.open()
        self._entered = all_of_them
        if self._shown:
            self._do_entered()

    def _do_entered(self) -> None:
        all_of_them, self._entered = self._entered, None
        line = self.panel.current
        if all_of_them and self._text:
            self._go_to_all(self._text)
        elif all_of_them is False and line is not None:
            self._take(line)

    def _take(self, line: Line) -> None:
        """Give the keys back and do what a line is for."""
        if line.code:
            self.last.add(line.code)
        self.close()
        self._window.leave_search()
        # What is done may take the window apart; the line whose key this is must be through then.
        QTimer.singleShot(0, self, line.run)

    def _go_to_all(self, text: str) -> None:
        self.last.add(SEARCH + text)
        self.close()
        self.everything.emit(text)

    def _look_for(self, text: str) -> None:
        """Ask for what fits a text."""
        self._text = text.strip()
        self._hits = self._people = None
        self._is_asking = True
        self._shown, self._moved, self._entered = False, False, None
        self._excerpts.forget()
        self._late.start()
        if not self._text:
            self._ask_last()
            return
        ask = partial(self._desk.bridge.ask, owner=self, text=self._text)
        then, found = partial(self._on_hits, self._text), partial(self._on_people, self._text)
        ask(search, then=then, key=(id(self), "documents"), limit=HITS)
        language = self._desk.speech.language
        ask(named, then=found, key=(id(self), "people"), limit=NAMES, language=language)

    def _on_hits(self, text: str, hits: Sequence[Hit]) -> None:
        if text == self._text:
            self._hits = hits
            self._on_answer()

    def _on_people(self, text: str, people: Sequence[Named]) -> None:
        if text == self._text:
            self._people = people
            self._on_answer()

    def _on_answer(self) -> None:
        if self._hits is not None and self._people is not None:
            self._late.stop()
            self._shown = True
            self._show()
            self._excerpts.want(self._text, self._hits, self.panel.items)
            self._do_entered()

    def _on_late(self) -> None:
        """Show what is here already; where one goes then one stays when the rest comes."""
        if self._text:
            self._show()
        else:
            self._show_last(())

    def _show(self) -> None:
        """Show what is here of what fits the text."""
        words, text = self._desk.speech.words, self._text
        fits, names, marks = typed(text), self._people or (), marked(text)
        hits = self._hits or ()
        documents = [
            hit_line(
                hit,
                words,
                partial(self.document.emit, hit.row.document),
                marks,
                self._office(hit.row),
            )
            for hit in hits
        ]
        people = [
            person_line(one, words, partial(self.person.emit, one), fits.marks) for one in names
        ]
        found = sections(hits, documents, people, fitting(self._lines, fits), fits.whole)
        lines = arranged(found, words, self._all_line(text), self._fits)
        self._put(self._excerpts.into(lines))

    def _all_line(self, text: str) -> Line:
        name = self._desk.speech.words.text("All documents found")
        run = partial(self._go_to_all, text)
        return Line("", "search", name, run, keys="Ctrl+Enter", is_link=True)

    def _ask_last(self) -> None:
        """Ask how the documents one saw last are called now."""
        ids = self.last.documents
        if not ids:
            self._on_last(())
            return
        self._desk.bridge.ask(
            recalled, then=self._on_last, key=(id(self), "documents"), owner=self, ids=ids
        )

    def _on_last(self, rows: Sequence[DocumentRow]) -> None:
        if self._is_asking and not self._text:
            self._late.stop()
            self._shown = True
            self._show_last(rows)
            self._do_entered()

    def _show_last(self, rows: Sequence[DocumentRow]) -> None:
        """Show what one did last, and then the places."""
        words = self._desk.speech.words
        known = {line.code: line for line in self._lines if line.code}
        known |= {
            DOCUMENT + row.document: document_line(
                row, words, partial(self.document.emit, row.document), office=self._office(row)
            )
            for row in rows
        }
        last = [line for code in self.last.codes if (line := self._last_line(code, known))][
            :RECALLED
        ]
        items: list[Item] = [Heading(words.text(mark("What you did last"))), *last] if last else []
        done = {line.code for line in last}
        places = [line for line in self.commands.places() if line.code not in done]
        self._put([*items, Heading(words.text(mark("Places"))), *places])

    def _last_line(self, code: str, known: dict[str, Line]) -> Line | None:
        if code.startswith(SEARCH):
            text = code.removeprefix(SEARCH)
            beside = self._desk.speech.words.text("Search")
            return Line(code, "search", text, partial(self._go_to_all, text), beside=beside)
        return known.get(code)

    def _put(self, items: Sequence[Item]) -> None:
        current = self.panel.current if self._moved else None
        self.panel.show_items(items, current.code if current else "")
        self._place()
        if not self.is_open:
            # What is raised again is drawn again, and the whole page under the veil with it.
            for part in (self._veil, self.panel):
                part.show()
                part.raise_()
        self._read_aloud()

    def _fits(self, items: Sequence[Item]) -> bool:
        return self.panel.high(items) <= self._room().height()

    def _place(self) -> None:
        """Stand under the search line, over the page."""
        self._veil.setGeometry(self._window.stage.geometry())
        self.panel.fit(self._room())

    def _room(self) -> QRect:
        """Tell where the panel may stand."""
        around, line = self._around, self._window.search
        left = line.mapTo(around, line.rect().topLeft()).x()
        top = line.mapTo(around, line.rect().bottomLeft()).y() + GAP
        width = min(max(WIDE, line.width()), around.width() - left - 2 * GRID)
        return QRect(left, top, width, around.height() - top - GRID)

    def _read_aloud(self) -> None:
        """Tell a screen reader what is marked: the keys stay in the line."""
        current = self.panel.current
        self._window.search.setAccessibleDescription(current.spoken if current else "")

    def _ask_offices(self) -> None:
        self._desk.bridge.ask(
            directory.offices, then=self._on_offices, key=(id(self), "offices"), owner=self
        )

    def _on_offices(self, items: Sequence[OfficeItem]) -> None:
        self._offices = {item.id: item.office for item in items}

    def _office(self, row: DocumentRow) -> str:
        office = self._offices.get(row.office)
        return office_name(self._desk.speech.words, office) if office else ""
