"""Small pictures of the pages beside the page, drawn as they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.polish import named

WIDTH = 112
SMALL = QSize(72, 102)
HEIGHT = 132
MOST = 160
"""Small pictures kept."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class _Numbers(QAbstractListModel):
    """The numbers of the pages; what is drawn of them is asked of the strip."""

    def __init__(self, desk: Desk, parent: Strip) -> None:
        super().__init__(parent)
        self._desk = desk
        self.count = 0

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._desk.speech.words.text("Page {n}", n=index.row() + 1)
        return None

    def become(self, count: int) -> None:
        """Have so many pages."""
        self.beginResetModel()
        self.count = count
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Draws a small page and its number."""

    def __init__(self, desk: Desk, strip: Strip) -> None:
        super().__init__(strip)
        self._desk, self._strip = desk, strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 3 * GRID, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._desk.theme
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        image = self._strip.picture(index.row())
        size = SMALL if image is None else image.size().scaled(SMALL, _KEEP)
        frame = QRect(0, 0, size.width(), size.height())
        frame.moveCenter(box.center())
        frame.moveTop(box.top() + GRID // 2 + (SMALL.height() - size.height()) // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if image is None:
            painter.fillRect(frame, theme.colour("surface"))
        else:
            painter.drawImage(frame, image)
        painter.setPen(
            QPen(theme.colour("accent" if chosen else "line_strong"), 3 if chosen else 1)
        )
        painter.drawRect(frame)
        painter.setPen(theme.colour("accent_text" if chosen else "muted"))
        painter.setFont(theme.font("small"))
        under = QRect(box.left(), box.bottom() - 3 * GRID + 2, box.width(), 2 * GRID + 2)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class Strip(QListView):
    """The strip. `needs` says that small pictures are missing, `picked` carries a page chosen."""

    needs = Signal()
    picked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        named(self, "strip")
        self._desk = desk
        self._pictures: OrderedDict[int, QImage | None] = OrderedDict()
        self._numbers = _Numbers(desk, self)
        self._quiet = False
        self.setModel(self._numbers)
        self.setItemDelegate(_Painter(desk, self))
        self.setUniformItemSizes(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        desk.speech.changed.connect(self._say)
        self._say()

    @property
    def asked_width(self) -> int:
        """Pixels a small picture is drawn with."""
        return round(SMALL.width() * self.devicePixelRatioF())

    def picture(self, page: int) -> QImage | None:
        """Give a small picture that is here."""
        return self._pictures.get(page)

    def begin(self, count: int) -> None:
        """Show the pages of another file."""
        if count != self._numbers.count or self._pictures:
            self._pictures.clear()
            self._quiet = True
            self._numbers.become(count)
            self._quiet = False

    def show_page(self, page: int) -> None:
        """Mark the page that is shown."""
        self._quiet = True
        self.setCurrentIndex(self._numbers.index(page))
        self._quiet = False

    def missing(self) -> int | None:
        """Name a page in sight whose small picture is not here."""
        if not self.isVisible() or not self._numbers.count:
            return None
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        most = self.viewport().height() // HEIGHT + 2
        last = min(max(first, 0) + most, self._numbers.count)
        return next((row for row in range(max(first, 0), last) if row not in self._pictures), None)

    def learn(self, page: int, image: QImage | None) -> None:
        """Take a small picture; None where there is none to have."""
        self._pictures[page] = image
        while len(self._pictures) > MOST:
            self._pictures.popitem(last=False)
        self.update(self._numbers.index(page))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ask for what is missing."""
        super().paintEvent(event)
        if self.missing() is not None:
            self.needs.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page that is shown in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _on_current(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self.picked.emit(index.row())

    def _say(self) -> None:
        self.setAccessibleName(self._desk.speech.words.text("Small pictures of the pages"))
