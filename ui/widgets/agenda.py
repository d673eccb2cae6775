"""The list of what waits: a line for each thing, its term as a word, its act as a button."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.desk import Desk
from ui.models.agenda import AgendaModel, Entry, Heading, Line, More, Role, Thing
from ui.theme import GRID, MARGIN, Theme
from ui.widgets.badge import badge_width, draw_badge
from ui.widgets.measure import WITH_ACTS, line_of_text
from ui.widgets.polish import named

SIDE = MARGIN
BAR = 3
BUTTON_AT_MOST = 24 * GRID
BUTTON_AT_LEAST = 12 * GRID
TEXT_AT_LEAST = 20 * GRID
Index = QModelIndex | QPersistentModelIndex


class Agenda(QListView):
    """What waits, one under another. Enter does what the button of a line says.

    `chosen` carries the line one stands on, or nothing; `wanted_more` is sent when one comes to the
    end of what is here of a group.
    """

    chosen = Signal(object)
    wanted_more = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "agenda")
        self.lines = AgendaModel(self)
        self._key = ""
        self._painter = AgendaPainter(desk.theme, self)
        self._build()
        desk.theme.changed.connect(self._dress)

    @property
    def key(self) -> str:
        """The key of the line one stands on; empty where there is none."""
        return self._key

    @property
    def line(self) -> Line | None:
        """The line one stands on."""
        found = self.currentIndex().data(Role.LINE)
        return found if isinstance(found, Line) else None

    def put(self, things: Sequence[Thing], buttons: Iterable[str] = ()) -> None:
        """Show other lines; where the line one stood on is gone, one stands on the next.

        Args:
            things: in order.
            buttons: what the buttons say, by which they are all as wide.
        """
        self._painter.measure(buttons)
        before, at = [one.key for one in self.lines.entries], self.verticalScrollBar().value()
        key, row = self._key, self.currentIndex().row()
        on_more = isinstance(self.currentIndex().data(Role.ENTRY), More)
        self.lines.put(things)
        place = row if on_more and row < len(things) else self.lines.place_of(key)
        if place < 0 and key in before:
            after = before[before.index(key) + 1 :] + before[: before.index(key)][::-1]
            place = next((row for one in after if (row := self.lines.place_of(one)) >= 0), -1)
        if place < 0:
            place = next((n for n, one in enumerate(things) if isinstance(one, Entry)), -1)
        self.verticalScrollBar().setValue(at)
        self._stand(place)

    def choose(self, key: str) -> bool:
        """Stand on the line of a key; False where it is not here."""
        place = self.lines.place_of(key)
        if place >= 0:
            self._stand(place)
        return place >= 0

    def next_of(self, key: str) -> Entry | None:
        """Give the line after one, or else the one before it."""
        entries = self.lines.entries
        places = [n for n, one in enumerate(entries) if one.key == key]
        if not places:
            return None
        others = entries[places[0] + 1 :] + entries[: places[0]][::-1]
        return next(iter(others), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the button says by Enter and the space bar; go to the ends by Home and End."""
        key, line = event.key(), self.line
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and line is not None:
            if not event.isAutoRepeat():
                line.act()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            entries = self.lines.entries
            if entries:
                self.choose(entries[0 if key == Qt.Key.Key_Home else -1].key)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Type nothing into this list: Qt would make every line to search it."""
        del search

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the painter where the mouse is."""
        super().mouseMoveEvent(event)
        self._point(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._painter.point(-1, on_button=False)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the button says where it was clicked."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        line = index.data(Role.LINE)
        pressed = event.button() is Qt.MouseButton.LeftButton and isinstance(line, Line)
        if pressed and self._painter.button(self.visualRect(index), line).contains(point):
            line.act()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where one stands now."""
        super().currentChanged(current, previous)
        thing = current.data(Role.ENTRY) if current.isValid() else None
        if isinstance(thing, More):
            self._key = thing.key
            self.wanted_more.emit(thing.key)
        elif isinstance(thing, Entry) and thing.key != self._key:
            self._key = thing.key
            self.chosen.emit(self.line)
        elif thing is None and not self.lines.entries and self._key:
            self._key = ""
            self.chosen.emit(None)

    def _build(self) -> None:
        self.setModel(self.lines)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def _stand(self, place: int) -> None:
        if place < 0:
            had, self._key = self._key, ""
            if had:
                self.chosen.emit(None)
            return
        index = self.lines.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _point(self, point: QPoint) -> None:
        index = self.indexAt(point)
        line = index.data(Role.LINE)
        on_button = isinstance(line, Line) and self._painter.button(
            self.visualRect(index), line
        ).contains(point)
        if self._painter.point(index.row(), on_button=on_button):
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if on_button else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()

    def _dress(self) -> None:
        self._painter.dress()
        self.doItemsLayout()
        self.viewport().update()


class AgendaPainter(QStyledItemDelegate):
    """Draw headings, lines and what stands for more of them."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._row, self._on_button = -1, False
        self._button_width = BUTTON_AT_LEAST
        self.dress()

    def dress(self) -> None:
        """Take colours and fonts from the theme."""
        theme = self._theme
        self._fonts = {
            "title": theme.font(),
            "note": theme.font("small"),
            "heading": theme.font(bold=True),
        }
        small, text = theme.sizes.small, theme.sizes.text
        self._line_height = max(theme.sizes.row + GRID, 2 * GRID + text + small + GRID)
        self._heading_height = text + 4 * GRID
        self._widest = round(WITH_ACTS * line_of_text(theme))
        self._control = min(theme.sizes.control, self._line_height - GRID)

    def measure(self, buttons: Iterable[str]) -> None:
        """Make all buttons as wide as the widest."""
        metrics = self._metrics("title")
        widest = max((metrics.horizontalAdvance(one) for one in buttons), default=0)
        self._button_width = max(BUTTON_AT_LEAST, min(widest + 3 * GRID, BUTTON_AT_MOST))

    def point(self, row: int, *, on_button: bool) -> bool:
        """Note what the mouse points at; tell whether that is something else."""
        changed = (row, on_button) != (self._row, self._on_button)
        self._row, self._on_button = row, on_button
        return changed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Make lines of one height, headings of another."""
        thing = index.data(Role.ENTRY)
        high = self._heading_height if isinstance(thing, Heading) else self._line_height
        return QSize(TEXT_AT_LEAST, high)

    def button(self, place: QRect, line: Line) -> QRect:
        """Give where the button of a line is."""
        if not line.button:
            return QRect()
        place = self._within(place)
        wide = min(self._button_width, place.width() // 3)
        top = place.center().y() - self._control // 2
        return QRect(place.right() - MARGIN - wide, top, wide, self._control)

    def _within(self, place: QRect) -> QRect:
        """Give the part of a row in which a line is written: its button is never far from it."""
        return QRect(place.topLeft(), QSize(min(place.width(), self._widest), place.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        thing, line = index.data(Role.ENTRY), index.data(Role.LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = option.rect
        if isinstance(thing, Heading):
            self._draw_heading(painter, place, thing)
        elif isinstance(line, Line):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._draw_ground(painter, place, index.row(), chosen=chosen)
            self._draw_line(painter, place, line, index.row(), chosen=chosen)
        elif isinstance(thing, More):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._draw_ground(painter, place, index.row(), chosen=chosen)
            self._write(painter, place.adjusted(SIDE, 0, -SIDE, 0), thing.text, "note", "muted")
        painter.restore()

    def _draw_heading(self, painter: QPainter, place: QRect, thing: Heading) -> None:
        inner = place.adjusted(SIDE, GRID, -2 * GRID, 0)
        self._write(painter, inner, thing.name, "heading", "text")
        wide = painter.fontMetrics().horizontalAdvance(thing.name) + GRID
        inner.adjust(wide, 0, 0, 0)
        self._write(painter, inner, thing.count, "title", "muted")
        if thing.late:
            wide = painter.fontMetrics().horizontalAdvance(thing.count) + 2 * GRID
            self._write(painter, inner.adjusted(wide, 0, 0, 0), thing.late, "note", "bad")

    def _draw_ground(self, painter: QPainter, place: QRect, row: int, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(place, self._theme.colour("chosen"))
            if self._view.hasFocus():
                painter.fillRect(
                    QRect(place.left(), place.top(), BAR, place.height()),
                    self._theme.colour("accent"),
                )
        elif row == self._row:
            painter.fillRect(place, self._theme.colour("hover"))
        painter.fillRect(
            QRect(place.left() + SIDE, place.bottom(), place.width() - SIDE, 1),
            self._theme.colour("line"),
        )

    def _draw_line(
        self, painter: QPainter, place: QRect, line: Line, row: int, *, chosen: bool
    ) -> None:
        place, size = self._within(place), 20
        box = QRect(place.left() + SIDE, place.center().y() - size // 2, size, size)
        self._theme.icon(line.icon, "accent_text", size).paint(painter, box)
        button = self.button(place, line)
        right = button.left() - GRID if line.button else place.right() - 2 * GRID
        left = box.right() + 2 * GRID
        if line.term:
            wide = min(badge_width(line.term, self._theme), right - left - TEXT_AT_LEAST)
            if wide > 4 * GRID:
                badge = QRect(right - wide, place.top(), wide, place.height())
                draw_badge(painter, badge, line.term, line.tone, self._theme, chosen=chosen)
                right = badge.left() - GRID
        self._draw_texts(painter, QRect(left, place.top(), right - left, place.height()), line)
        if line.button:
            self._draw_button(painter, button, line.button, row, chosen=chosen)

    def _draw_texts(self, painter: QPainter, place: QRect, line: Line) -> None:
        notes = [part for part in (line.behalf, line.note) if part]
        if not notes:
            self._write(painter, place, line.title, "title", "text")
            return
        title, note = self._metrics("title").height(), self._metrics("note").height()
        top = place.center().y() - (title + note) // 2
        upper = QRect(place.left(), top, place.width(), title)
        lower = QRect(place.left(), top + title, place.width(), note)
        self._write(painter, upper, line.title, "title", "text")
        if line.behalf:
            wide = self._write(painter, lower, line.behalf, "note", "accent_text")
            lower.adjust(wide + GRID, 0, 0, 0)
        self._write(painter, lower, line.note, "note", "muted")

    def _draw_button(
        self, painter: QPainter, place: QRect, text: str, row: int, *, chosen: bool
    ) -> None:
        under = row == self._row and self._on_button
        names = ("surface", "line_strong", "text")
        if chosen:
            names = ("accent_hover" if under else "accent", "accent", "on_accent")
        elif under:
            names = ("hover", "line_strong", "text")
        ground, edge, ink = names
        painter.setPen(self._theme.colour(edge))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 5, 5)
        inner = place.adjusted(GRID, 0, -GRID, 0)
        self._write(painter, inner, text, "title", ink, Qt.AlignmentFlag.AlignCenter)

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        font: str,
        colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> int:
        """Write one line of text, cut where it does not fit; return its width."""
        painter.setFont(self._fonts[font])
        painter.setPen(self._theme.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, align, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    def _metrics(self, name: str) -> QFontMetrics:
        return QFontMetrics(self._fonts[name])
