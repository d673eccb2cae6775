"""Where a chapter is read: pictures as wide as there is room for, what is looked for marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from edo.queries.names import Mark, Typed
from ui.handbook_text import Picture
from ui.theme import GRID, Theme


class ChapterView(QTextBrowser):
    """A chapter, its pictures, and the words that are looked for in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path()
        self.found: list[Mark] = []
        self._at = -1
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3 * GRID)

    def width_of(self, picture: Picture) -> int:
        """Tell how wide a picture is drawn."""
        size = QImageReader(str(self.folder / picture.path)).size()
        return min(size.width(), self._room()) if size.isValid() else 0

    def mark(self, wanted: Typed, theme: Theme) -> None:
        """Mark every place of the words that are looked for, in whatever form they stand."""
        self.found = wanted.marks(self.toPlainText()) if wanted.words else []
        self._at = -1
        self.setExtraSelections([self._marked(place, theme) for place in self.found])
        self.setTextCursor(QTextCursor(self.document()))

    def step(self) -> None:
        """Go to the next place that is marked; after the last comes the first."""
        if not self.found:
            return
        self._at = (self._at + 1) % len(self.found)
        self.setTextCursor(self._cursor(self.found[self._at]))
        self.ensureCursorVisible()

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Give a picture at the size it is drawn in, so that its letters stay sharp."""
        text = name if isinstance(name, str) else name.toString()
        if type != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(type, QUrl(text))
        image = QImage(str(self.folder / text))
        ratio = self.devicePixelRatioF()
        if image.width() > self._room():
            image = image.scaledToWidth(
                round(self._room() * ratio), Qt.TransformationMode.SmoothTransformation
            )
        return self._framed(image)

    def _cursor(self, place: Mark) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _marked(self, place: Mark, theme: Theme) -> QTextEdit.ExtraSelection:
        found: Any = QTextEdit.ExtraSelection()
        found.cursor, found.format = self._cursor(place), QTextCharFormat()
        found.format.setBackground(theme.colour("warn_soft"))
        found.format.setForeground(theme.colour("text"))
        return found

    def _framed(self, image: QImage) -> QImage:
        """Draw a line around a picture: its ground is that of the page."""
        if image.isNull():
            return image
        drawn = image.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(drawn)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 2))
        painter.drawRect(drawn.rect())
        painter.end()
        return drawn

    def _room(self) -> int:
        return max(200, self.viewport().width() - 13 * GRID)
