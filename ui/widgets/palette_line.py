"""A line of the palette: what it is, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import GRID, Theme
from ui.widgets.marked import draw_marked

if TYPE_CHECKING:
    from edo.queries.search import Mark

BAR = 3
KEY_PAD = 6
LEAST = 200

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1


def unmarked(_text: str) -> list[Mark]:
    """Mark nothing in a text."""
    return []


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a section; without a name, a line between two."""

    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be gone to or done; its texts are in the person's language.

    Attributes:
        code: what it is kept under among the last ones; empty where it is not kept.
        icon: name of the picture before it.
        title: what it is; `lead` stands before it in bold (a number).
        run: what Enter does.
        note: a second, quieter line.
        beside: a quiet word at the right (which register).
        keys: the keys that do the same.
        marks: the parts of a text to show as found.
        is_link: it leads to more of the same.
    """

    code: str
    icon: str
    title: str
    run: Callable[[], object]
    lead: str = ""
    note: str = ""
    beside: str = ""
    keys: str = ""
    marks: Callable[[str], list[Mark]] = unmarked
    is_link: bool = False

    @property
    def shows_why(self) -> bool:
        """Whether something in it is shown as found."""
        return any(self.marks(text) for text in (self.lead, self.title, self.note))

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        parts = (self.lead, self.title, self.note, self.beside, self.keys)
        return ", ".join(part for part in parts if part)


Item = Heading | Line


class LinePainter(QStyledItemDelegate):
    """Draw a heading, or a line: icon, title with what was found, note; at the right the keys."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def height(self, item: Item) -> int:
        """Tell how high an item is drawn."""
        sizes = self._theme.sizes
        if isinstance(item, Heading):
            return sizes.small + 2 * GRID if item.name else GRID + 1
        return sizes.text + sizes.small + 2 * GRID + 2 if item.note else sizes.control

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give an item its height."""
        item = index.data(LINE)
        return QSize(LEAST, self.height(item) if isinstance(item, Heading | Line) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item."""
        item, place = index.data(LINE), option.rect
        if isinstance(item, Heading):
            inner = place.adjusted(2 * GRID - 4, 4, -GRID, 0)
            if item.name:
                self._plain(painter, inner, item.name)
            else:
                line = QRect(place.left(), place.center().y(), place.width(), 1)
                painter.fillRect(line, self._theme.colour("line"))
        elif isinstance(item, Line):
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(place, self._theme.colour("chosen"))
                bar = QRect(place.left(), place.top(), BAR, place.height())
                painter.fillRect(bar, self._theme.colour("accent"))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(place, self._theme.colour("hover"))
            self._draw(painter, place.adjusted(2 * GRID - 4, 0, -2 * GRID + 4, 0), item)

    def _draw(self, painter: QPainter, place: QRect, line: Line) -> None:
        theme, size = self._theme, self._theme.sizes.icon
        icon = QRect(place.left(), place.center().y() - size // 2 + 1, size, size)
        theme.icon(line.icon, "accent_text" if line.is_link else "muted").paint(painter, icon)
        left = icon.right() + GRID + 4
        right = self._draw_keys(painter, place, line.keys) if line.keys else place.right()
        if line.beside:
            wide = self._plain(
                painter,
                QRect(left, place.top(), right - left, place.height()),
                line.beside,
                Qt.AlignmentFlag.AlignRight,
            )
            right -= wide
        inner = QRect(left, place.top(), right - left - GRID, place.height())
        if line.note:
            top, high = inner.top() + GRID - 2, theme.sizes.text + 4
            upper = QRect(inner.left(), top, inner.width(), high)
            lower = QRect(inner.left(), top + high, inner.width(), theme.sizes.small + 6)
            self._marked(painter, lower, line.note, line, ("small", "muted"))
            inner = upper
        if line.lead:
            room = inner.width() // 2
            width = min(self._width(line.lead), room) + GRID
            self._marked(
                painter,
                QRect(inner.left(), inner.top(), width, inner.height()),
                line.lead,
                line,
                ("text", "text"),
                bold=True,
            )
            inner = inner.adjusted(width, 0, 0, 0)
        colour = "accent_text" if line.is_link else "text"
        self._marked(painter, inner, line.title, line, ("text", colour))

    def _draw_keys(self, painter: QPainter, place: QRect, keys: str) -> int:
        """Draw keys in a box at the right and tell where it begins."""
        theme = self._theme
        font = theme.font("small")
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(keys) + 2 * KEY_PAD
        high = theme.sizes.small + GRID
        box = QRect(place.right() - width, place.center().y() - high // 2 + 1, width, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()
        painter.setPen(theme.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
        return box.left() - GRID

    def _marked(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        line: Line,
        look: tuple[str, str],
        *,
        bold: bool = False,
    ) -> None:
        size, colour = look
        colours = self._theme.colour(colour), self._theme.colour("accent_text")
        font = self._theme.font(size, bold=bold)
        draw_marked(painter, place, text, line.marks(text), font, colours)

    def _plain(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Draw small, quiet words and tell how wide they are."""
        font = self._theme.font("small")
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, text)
        return QFontMetrics(font).horizontalAdvance(text)

    def _width(self, text: str) -> int:
        return QFontMetrics(self._theme.font(bold=True)).horizontalAdvance(text) + 2
