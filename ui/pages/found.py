"""What the search field found: documents while one types, best first, the match in bold."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from edo.domain.card import Kind
from edo.queries import documents
from edo.queries.documents import DocumentRow
from edo.queries.search import Hit
from edo.sentences import mark
from ui.desk import Desk
from ui.models.columns import AnyColumn, Column, Source
from ui.models.document_list import columns, state, state_tone, theirs
from ui.models.found_list import HIT, FoundList
from ui.models.live import Live
from ui.models.table_model import TableModel
from ui.pages.document_pane import DocumentPane, pane_beside
from ui.theme import GRID
from ui.widgets.badge import badge_width, draw_badge
from ui.widgets.chips import Chips, Filter
from ui.widgets.empty import EmptyState, Picture
from ui.widgets.late import Late
from ui.widgets.layouts import put_in
from ui.widgets.list_tools import ListTools
from ui.widgets.marked import draw_marked
from ui.widgets.picker import Choice
from ui.widgets.polish import beside_title, named
from ui.widgets.select import sentence
from ui.widgets.split import Split
from ui.widgets.table_view import TableView

FOUND = "found"
HEIGHT = 62
BAR = 3
NUMBER = 116
KINDS = (
    Choice(Kind.INCOMING.value, mark("Incoming")),
    Choice(Kind.OUTGOING.value, mark("Outgoing")),
    Choice(Kind.INTERNAL.value, mark("Internal")),
    Choice(Kind.ORDERS.value, mark("Orders")),
    Choice(Kind.MINUTES.value, mark("Minutes")),
    Choice(Kind.APPEALS.value, mark("Appeals")),
)
HINT = (
    mark("Type what you remember"),
    mark("A part of our or their number, words of a title or of a file, who wrote (Ctrl+K)."),
)
NOTHING = (
    mark("Nothing was found"),
    mark("Fewer letters find more: a part of the number, the beginning of a word (Ctrl+K)."),
)


class FoundPage(QWidget):
    """The documents found. `opened` carries the id of one a person wants in its register.

    `left` is sent by Esc in the list, `found_nothing` when there is none to give the keys to.
    """

    CHAPTER = "search"

    opened = Signal(str)
    left = Signal()
    found_nothing = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "register")
        self._desk = desk
        self._waits = False
        self.list = FoundList(desk, self)
        self.view = FoundView(desk, self.list)
        self._beside = Late(self._make_pane)
        self.chips = Chips(
            desk, [Filter("kind", mark("Where"), KINDS), Filter("newest", mark("Newest first"))]
        )
        self._title, self._count = QLabel(), QLabel()
        self._master = named(QWidget(), "middle")
        self._split = Split(desk, self._master, self._beside, "documents")
        self._empty = EmptyState(desk, *HINT, picture=Picture.SEARCH)
        self.table = TableView(
            desk, TableModel(desk.bridge, desk.speech, _columns(desk), self), FOUND
        )
        self.table.setParent(self)
        self.table.hide()
        self.list_tools = ListTools(desk, lambda: self.table, self, note=lambda: self.list.text)
        self._build()
        self._connect()
        self._say()

    @property
    def pane(self) -> DocumentPane:
        """What shows the document chosen."""
        return self._beside.part

    def look_for(self, text: str) -> None:
        """Look for a text; the keys go to what was found."""
        self._waits = True
        self.list.search(text)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        lines = QVBoxLayout(self._master)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, GRID)
        head.setSpacing(GRID)
        self._title.setProperty("text_size", "large")
        self._count.setProperty("muted", True)
        head.addWidget(self._title)
        head.addWidget(beside_title(self._count))
        head.addWidget(self.chips, 1)
        head.addWidget(self.list_tools.button)
        copy = self.list_tools.actions["copy"]
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        put_in(lines, head)
        lines.addWidget(self.view, 1)
        lines.addWidget(self._empty, 1)
        self.setFocusProxy(self.view)

    def _make_pane(self) -> DocumentPane:
        pane = pane_beside(self._desk, self._split, self._master, self)
        pane.opened.connect(self.opened)
        return pane

    def _connect(self) -> None:
        self.list.answered.connect(self._on_answered)
        self.view.went.connect(self._on_went)
        self.view.chosen.connect(self.opened)
        self.view.left.connect(self.left)
        self.chips.changed.connect(self._on_chips)
        self._desk.speech.changed.connect(self._say)
        self._live = Live(self._desk.bridge, self, self.list.refresh)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._title.setText(words.text("Found"))
        self.view.setAccessibleName(words.text("Documents found"))
        self.table.setAccessibleName(words.text("Documents found"))
        self._say_count()

    def _say_count(self) -> None:
        words, count = self._desk.speech.words, self.list.rowCount()
        text = words.plural("{n} document", "{n} documents", count)
        if not self.list.complete:
            text = words.text("the first {n}", n=words.number(count))
        self._count.setText(text if self.list.text else "")

    def _on_answered(self) -> None:
        found = bool(self.list.rowCount())
        self.table.list.show(Source(self._first, self._keys, documents.rows, _as_found))
        self.view.setVisible(found)
        self._empty.setVisible(not found)
        texts = NOTHING if self.list.text else HINT
        self._empty.show_texts(*texts, picture=Picture.SEARCH)
        self._say_count()
        if found:
            self.view.stay()
        else:
            self.pane.show_document("")
        self._give_keys(found=found)

    def _give_keys(self, *, found: bool) -> None:
        """Give the keys, once after a search, to what was found."""
        if self._waits and found:
            self.view.setFocus()
        elif self._waits:
            self.found_nothing.emit()
        self._waits = False

    def _first(self, connection: Any, *, limit: int) -> Sequence[DocumentRow]:
        return documents.rows(connection, keys=self.list.keys()[:limit])

    def _keys(self, _connection: Any) -> array[int]:
        return self.list.keys()

    def _on_went(self, document: str) -> None:
        self.pane.show_document(document)

    def _on_chips(self, values: dict[str, str | bool]) -> None:
        self.list.narrow(
            kind=str(values.get("kind", "")), newest_first=bool(values.get("newest", False))
        )


def _columns(desk: Desk) -> tuple[AnyColumn, ...]:
    """Give the columns in which what was found goes out: those of registers, and the register."""
    kind: Column[DocumentRow] = Column(
        "kind", mark("Where"), lambda row, words: sentence(words.name(row.kind)), 120
    )
    return *columns(Kind.INCOMING, desk.today), kind


def _as_found(_sort: str | None, _descending: bool) -> Mapping[str, object]:
    return {}


class FoundView(QListView):
    """The list of hits. `went` carries the document under the bar, `chosen` the one opened.

    `left` is Esc.
    """

    went = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, found: FoundList) -> None:
        super().__init__()
        self._found = found
        self._document = ""
        self.setModel(found)
        self.setItemDelegate(HitPainter(desk, found, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)

    def stay(self) -> None:
        """Keep the document chosen and the place where it is still found, else choose the best."""
        for row in range(self._found.rowCount()):
            hit = self._found.hit(row)
            if hit is not None and hit.row.document == self._document:
                break
        else:
            row = 0
        self.selectionModel().setCurrentIndex(
            self._found.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which document is under the bar."""
        super().currentChanged(current, previous)
        hit = self._found.hit(current.row()) if current.isValid() else None
        if hit is not None:
            self._document = hit.row.document
            self.went.emit(self._document)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, go back by Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave searching to the search field."""

    def _open(self, *_index: QModelIndex) -> None:
        hit = self._found.hit(self.currentIndex().row())
        if hit is not None:
            self.chosen.emit(hit.row.document)


class HitPainter(QStyledItemDelegate):
    """Draw a hit in three lines: number and state, title, who and their number."""

    def __init__(self, desk: Desk, found: FoundList, view: QWidget) -> None:
        super().__init__(view)
        self._desk, self._found = desk, found

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Make every hit equally high."""
        return QSize(200, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one hit."""
        hit = index.data(HIT)
        if not isinstance(hit, Hit):
            return
        place, theme = option.rect, self._desk.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, theme.colour("chosen"))
            painter.fillRect(QRect(0, place.top(), BAR, place.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, theme.colour("hover"))
        line = QRect(place.left(), place.bottom(), place.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        inner = place.adjusted(2 * GRID, 6, -2 * GRID, -6)
        self._draw_number(painter, QRect(inner.left(), inner.top(), NUMBER, inner.height()), hit)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        right = self._draw_state(painter, inner, hit, chosen=chosen)
        texts = QRect(
            inner.left() + NUMBER + GRID, inner.top(), right - inner.left() - NUMBER - 2 * GRID, 0
        )
        self._draw_texts(painter, texts, inner.height(), hit)

    def _draw_number(self, painter: QPainter, place: QRect, hit: Hit) -> None:
        words, row = self._desk.speech.words, hit.row
        half = place.height() // 2
        upper = QRect(place.left(), place.top(), place.width(), half)
        lower = QRect(place.left(), place.top() + half, place.width(), half)
        self._draw(painter, upper, row.number or "—", "text", "text")
        self._draw(painter, lower, words.date(row.on), "small", "muted")

    def _draw_state(self, painter: QPainter, place: QRect, hit: Hit, *, chosen: bool) -> int:
        words, theme = self._desk.speech.words, self._desk.theme
        today = self._desk.today()
        said = state(hit.row, words, today)
        tone = state_tone(hit.row, today)
        width = badge_width(said, theme, tone)
        half = place.height() // 2
        box = QRect(place.right() - width, place.top(), width, half)
        draw_badge(painter, box, said, tone, theme, chosen=chosen)
        kind = words.text("in a file") if hit.in_file else words.name(hit.row.kind)
        office = self._found.office(hit.row)
        where = f"{office} · {kind}" if office else kind
        font = theme.font("small")
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        wide = QFontMetrics(font).horizontalAdvance(where) + 2
        below = QRect(place.right() - wide, place.top() + half, wide, half)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, where)
        return place.right() - max(width, wide)

    def _draw_texts(self, painter: QPainter, place: QRect, height: int, hit: Hit) -> None:
        words, row = self._desk.speech.words, hit.row
        half = height // 2
        title = self._title(hit)
        upper = QRect(place.left(), place.top(), place.width(), half)
        lower = QRect(place.left(), place.top() + half, place.width(), half)
        self._draw(painter, upper, title, "text", "text")
        parts = (row.correspondent(words.language), theirs(row, words))
        about = " · ".join(part for part in parts if part)
        self._draw(painter, lower, self._found.excerpt(hit) or about, "small", "muted")

    def _title(self, hit: Hit) -> str:
        """Choose the title in which something was found, else the one in the person's language."""
        language = self._desk.speech.language
        titles = (hit.row.subject(language), hit.row.subject_ru, hit.row.subject_kk)
        marks = self._found.marks
        return next((title for title in titles if title and marks(title)), titles[0])

    def _draw(self, painter: QPainter, place: QRect, text: str, size: str, colour: str) -> None:
        theme = self._desk.theme
        colours = theme.colour(colour), theme.colour("accent_text")
        draw_marked(painter, place, text, self._found.marks(text), theme.font(size), colours)
