"""Where a chapter is read; its pictures are as wide as there is room for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QPainter, QPalette, QPen, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from ui.handbook_text import Picture
from ui.theme import GRID


class ChapterView(QTextBrowser):
    """A chapter; its pictures are as wide as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3 * GRID)

    def width_of(self, picture: Picture) -> int:
        """Tell how wide a picture is drawn."""
        size = QImageReader(str(self.folder / picture.path)).size()
        return min(size.width(), self._room()) if size.isValid() else 0

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
