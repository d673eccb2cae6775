"""The lines of a document under its head: who, files, fields, the first page, links, history."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from edo.commands.reading import Whole
from edo.domain.card import RECEIVED_KINDS
from edo.domain.document import Document
from edo.narrative import Narrator
from edo.queries.history import Event
from edo.sentences import mark
from ui.desk import Desk
from ui.pages.document.beside import Beside
from ui.pages.document.doing import DocumentActs
from ui.pages.document.facts import Facts, filled
from ui.pages.document.lines import file_line, link_line, paged, party_name, party_note
from ui.pages.document.pages import WIDTH, FirstPage
from ui.pages.document.section import Section
from ui.theme import GRID
from ui.widgets.line_button import LineButton
from ui.widgets.polish import named
from ui.widgets.scan_view_drawer import Drawer
from ui.widgets.scan_view_pages import Answer, Picture
from ui.widgets.select import sentence

TOLD = 20
"""Sentences of a document's history shown at first."""


class Body(QScrollArea):
    """Shows what a document is made of. `opened` carries the id of a document linked to it."""

    opened = Signal(str)

    def __init__(self, desk: Desk, acts: DocumentActs) -> None:
        super().__init__()
        self._desk, self._acts = desk, acts
        self.beside = Beside(desk)
        self.facts = Facts()
        self.parties = Section(desk, mark("Correspondents"))
        self.files = Section(desk, mark("Files"))
        self.links = Section(desk, mark("Links"))
        self.history = Section(desk, mark("History"))
        self.first_page = FirstPage(desk)
        self._drawer = Drawer(desk, self.first_page)
        self._drawn = ""
        self._lines = QVBoxLayout()
        self._build()
        self.first_page.pressed.connect(partial(acts.do, "view"))
        self.beside.kept.connect(acts.keep)
        acts.choosing.connect(self._choose)
        acts.unsettled.connect(self.beside.ask_again)

    def show_document(self, whole: Whole, narrator: Narrator) -> None:
        """Show a document."""
        words, document = self._desk.speech.words, whole.card.document
        received = document.kind in RECEIVED_KINDS
        self.beside.show_edits(document, narrator, may=whole.elsewhere is None)
        self.parties.rename(mark("Correspondents") if received else mark("Addressees"))
        self.parties.put(self._party_lines(document, narrator))
        self.facts.show_fields(filled(document.kind, document.card, narrator, words))
        self.files.put(self._file_lines(whole))
        self.links.put(self._link_lines(whole))
        self._tell_history(whole, narrator, TOLD)
        self._draw_first_page(whole)

    def _tell_history(self, whole: Whole, narrator: Narrator, most: int) -> None:
        """Tell what happened, the latest first; what is much is told whole when asked for."""
        events = whole.history.events[::-1]
        lines: list[QWidget] = [self._event_line(narrator, one) for one in events[:most]]
        if len(events) > most:
            text = self._desk.speech.words.text("Show all {n}", n=len(events))
            more = LineButton(self._desk, "history", text)
            more.pressed.connect(lambda: self._tell_history(whole, narrator, len(events)))
            lines.append(more)
        self.history.put(lines)

    def _event_line(self, narrator: Narrator, event: Event) -> QLabel:
        """Say when and who in a quiet line, and under it what was done."""
        theme = self._desk.theme
        when = escape(" · ".join(narrator.when_and_who(event)))
        what = escape(sentence(narrator.what(event)))
        style = f"color:{theme.colours.muted};font-size:{theme.sizes.small}px"
        spoken = narrator.sentence(event)
        return _sentence(f'<span style="{style}">{when}</span><br>{what}', spoken)

    def put_part(self, part: QWidget) -> None:
        """Put one more part over the parties, under those that were put before."""
        self._lines.insertWidget(self._lines.indexOf(self.parties), part)

    def put_first(self, widget: QWidget) -> None:
        """Put something above everything else and bring it into sight."""
        self._lines.insertWidget(0, widget)
        self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Show no first page: another document may have none."""
        self._drawn = ""
        self.first_page.hide()

    def rest(self) -> None:
        """Let the drawing child rest while nobody looks."""
        self._drawer.rest()

    def _choose(self) -> None:
        self.verticalScrollBar().setValue(0)
        self.beside.take_keys()

    def _build(self) -> None:
        inside = named(Lines(), "paper")
        self.setWidget(inside)  # while nothing is in it that would be measured, and dressed for it
        self.setWidgetResizable(True)
        inside.setLayout(self._lines)
        self._lines.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self._lines.setSpacing(GRID + GRID // 2)
        self._lines.addWidget(self.beside)
        parts = (self.parties, self.files, self.facts, self.first_page, self.links, self.history)
        for part in parts:
            self._lines.addWidget(part)
        self._lines.addStretch(1)
        self.first_page.hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _party_lines(self, document: Document, narrator: Narrator) -> list[QWidget]:
        words = self._desk.speech.words
        lines: list[QWidget] = []
        for party in document.card.parties:
            icon = "building" if party.correspondent else "user"
            name, note = party_name(party, narrator), party_note(document, party, words)
            line = LineButton(self._desk, icon, name, note)
            line.pressed.connect(partial(self._acts.party, party.key))
            lines.append(line)
        return lines

    def _file_lines(self, whole: Whole) -> list[QWidget]:
        lines: list[QWidget] = []
        for file in whole.card.document.live_files:
            line = file_line(self._desk, file, whole.contents.get(file.current.sha256))
            line.pressed.connect(partial(self._acts.open_version, file.current))
            self._acts.filing.lets_out(line, file.current)
            line.set_menu(
                self._acts.file_menu(line, file),
                self._desk.speech.words.text("More about the file"),
            )
            lines.append(line)
        return lines

    def _link_lines(self, whole: Whole) -> list[QWidget]:
        lines: list[QWidget] = []
        for linked in whole.card.linked:
            line = link_line(self._desk, linked)
            line.pressed.connect(partial(self.opened.emit, linked.document))
            if not linked.back and whole.elsewhere is None:
                line.set_menu(
                    self._acts.link_menu(line, linked), self._desk.speech.words.text("More")
                )
            lines.append(line)
        return lines

    def _draw_first_page(self, whole: Whole) -> None:
        """Draw the top of the first file that has pages, unless it is drawn already."""
        version = next((file.current for file in paged(whole.card.document.live_files)), None)
        content = whole.contents.get(version.sha256) if version else None
        path = content.path if content else None
        wanted = version.sha256 if version and path else ""
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.first_page.show_page(None)
        self.first_page.setVisible(path is not None)
        if path is not None:
            then = partial(self._on_page, wanted)
            name = version.name if version else ""
            self._drawer.draw(path, 0, WIDTH, then, name=name, key=id(self))
        if version is not None:
            self._acts.filing.lets_out(self.first_page, version)

    def _on_page(self, wanted: str, page: Answer) -> None:
        if wanted == self._drawn:
            self.first_page.show_page(page if isinstance(page, Picture) else None)
            self.first_page.setVisible(isinstance(page, Picture))


class Lines(QWidget):
    """What is scrolled: as high as its width makes it, whatever its texts would need in less."""

    def minimumSizeHint(self) -> QSize:
        """Ask for no height but that which follows from the width."""
        return QSize(0, 0)


def _sentence(text: str, spoken: str) -> QLabel:
    label = QLabel(text)
    label.setAccessibleName(spoken)
    label.setWordWrap(True)
    label.setContentsMargins(0, 0, 0, GRID // 2)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
