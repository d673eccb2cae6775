"""How cells of lists are drawn: two lines, badges, icons, and grey bars for rows on their way."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.models.columns import Align
from ui.models.table_model import ALIGNMENT, Cell, TableModel
from ui.theme import MARGIN, Theme, Tone
from ui.widgets.badge import draw_badge

SIDE = 8
BAR = 3
TEXTS, BADGES = 8_000, 500
"""Texts cut to their column, and badges, that are kept: they are drawn again and again."""
K = TypeVar("K")
V = TypeVar("V")


class CellPainter(QStyledItemDelegate):
    """Draw the cells of a `TableModel`. `hovered` is the row under the mouse, set by the view."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.hovered = -1
        self._dress()
        theme.changed.connect(self._dress)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        model = index.model()
        if not isinstance(model, TableModel):
            return
        cell = model.cell(index.row(), index.column())
        place = option.rect
        self._draw_ground(painter, option, index)
        column, heads = model.columns[index.column()], self._view.horizontalHeader()
        first = heads.sectionPosition(index.column()) == 0
        ends = column.align is Align.RIGHT and place.right() + 1 >= heads.length() - heads.offset()
        inner = place.adjusted(MARGIN if first else SIDE, 0, -(MARGIN if ends else SIDE), -1)
        if cell.waiting:
            self._draw_waiting(painter, inner, index)
            return
        if cell.tone is not None and cell.text:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._draw_badge(painter, inner, cell.text, cell.tone, chosen=chosen)
            return
        if cell.icon is not None:
            inner = self._draw_icon(painter, inner, cell.icon)
        self._draw_text(painter, inner, cell, column.align, strong=column.strong)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Make every row as high as the theme says; the width is the column's."""
        return QSize(SIDE * 4, self._theme.sizes.row)

    def _dress(self) -> None:
        theme = self._theme
        self._text, self._muted = theme.colour("text"), theme.colour("muted")
        self._line, self._faint = theme.colour("line"), theme.colour("neutral_soft")
        self._hover, self._chosen = theme.colour("hover"), theme.colour("chosen")
        self._accent = theme.colour("accent")
        self._fonts = {
            "text": theme.font(),
            "bold": theme.font(bold=True),
            "small": theme.font("small"),
        }
        self._two_lines = not theme.compact
        self._row, self._icon = theme.sizes.row, theme.sizes.icon
        self._metrics = {name: QFontMetrics(font) for name, font in self._fonts.items()}
        self._badges: dict[tuple[object, ...], QPixmap] = {}
        self._broken: dict[tuple[str, bool, int], tuple[str, str]] = {}
        self._cut: dict[tuple[str, str, int], str] = {}

    def _draw_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, self._chosen)
            if place.left() <= 0 and self._view.hasFocus():
                painter.fillRect(QRect(0, place.top(), BAR, place.height()), self._accent)
        elif index.row() == self.hovered:
            painter.fillRect(place, self._hover)
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), self._line)

    def _draw_waiting(
        self, painter: QPainter, place: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        share = (40, 65, 85)[(index.row() + 2 * index.column()) % 3]
        width = place.width() * share // 100
        painter.fillRect(QRect(place.left(), place.center().y() - 4, width, 8), self._faint)

    def _draw_badge(
        self, painter: QPainter, place: QRect, text: str, tone: Tone, *, chosen: bool
    ) -> None:
        """Draw a badge as it was drawn before: there are few words, and many rows."""
        scale = painter.device().devicePixelRatioF()
        key = (text, tone, chosen, place.width(), place.height(), scale)
        drawn = self._badges.get(key)
        if drawn is None:
            drawn = QPixmap(place.size() * scale)
            drawn.setDevicePixelRatio(scale)
            drawn.fill(Qt.GlobalColor.transparent)
            inside = QPainter(drawn)
            box = QRect(0, 0, place.width(), place.height())
            draw_badge(inside, box, text, tone, self._theme, chosen=chosen)
            inside.end()
            _keep(self._badges, key, drawn, BADGES)
        painter.drawPixmap(place.topLeft(), drawn)

    def _draw_icon(self, painter: QPainter, place: QRect, name: str) -> QRect:
        size = self._icon
        box = QRect(place.left(), place.center().y() - size // 2, size, size)
        self._theme.icon(name).paint(painter, box)
        return place.adjusted(size + SIDE, 0, 0, 0)

    def _draw_text(
        self, painter: QPainter, place: QRect, cell: Cell, align: Align, *, strong: bool
    ) -> None:
        font = "bold" if strong else "text"
        second, second_font, second_colour = cell.second, "small", self._muted
        text = cell.text
        # A list with lower rows than the theme's has room for a small second line only.
        tall = place.height() + 1 >= self._row
        if self._two_lines and tall and not second and align is Align.LEFT:
            text, second = self._break(text, place.width(), strong=strong)
            second_font, second_colour = font, self._text
        if not (second and self._two_lines):
            self._draw_line(painter, place, text, font, self._text, ALIGNMENT[align])
            return
        half = place.height() // 2
        side = ALIGNMENT[align] & ~Qt.AlignmentFlag.AlignVCenter
        upper = QRect(place.left(), place.top() + 3, place.width(), half)
        lower = QRect(place.left(), place.top() + half + 1, place.width(), half - 3)
        middle = side | Qt.AlignmentFlag.AlignVCenter
        top = side | Qt.AlignmentFlag.AlignTop
        self._draw_line(painter, upper, text, font, self._text, middle)
        self._draw_line(painter, lower, second, second_font, second_colour, top)

    def _draw_line(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        font: str,
        colour: QColor,
        align: Qt.AlignmentFlag,
    ) -> None:
        if not text:
            return
        painter.setPen(colour)
        painter.setFont(self._fonts[font])
        key = (text, font, place.width())
        shown = self._cut.get(key)
        if shown is None:
            metrics = self._metrics[font]
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            _keep(self._cut, key, shown, TEXTS)
        painter.drawText(place, align, shown)

    def _break(self, text: str, width: int, *, strong: bool) -> tuple[str, str]:
        key = (text, strong, width)
        found = self._broken.get(key)
        if found is None:
            found = broken(text, self._metrics["bold" if strong else "text"], width)
            _keep(self._broken, key, found, TEXTS)
        return found


def _keep(kept: dict[K, V], key: K, value: V, most: int) -> None:
    """Keep what was made; where it is too much, begin anew."""
    if len(kept) >= most:
        kept.clear()
    kept[key] = value


def broken(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """Break a text that is too wide after the last word that fits; the rest is the second line."""
    if metrics.horizontalAdvance(text) <= width:
        return text, ""
    first = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width).rstrip("…")
    place = first.rfind(" ")
    if place <= 0:
        return text, ""
    return text[:place], text[place + 1 :]
