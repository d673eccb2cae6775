"""Icons of the one family, drawn from their outlines in any colour, sharp at every scale."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources


def draw_icon(
    name: str,
    tint: str,
    faint: str,
    *,
    sizes: Collection[int],
    scales: Collection[float],
    after: int = 0,
) -> QIcon:
    """Draw an icon.

    Args:
        name: of a file in `resources/icons`.
        tint, faint: its colour, and the one where it cannot be used.
        sizes: logical pixels it is shown at.
        scales: physical pixels in a logical one, for each kind of screen there is.
        after: logical pixels left free at its right, for a text beside it.
    """
    edges = {(round(size * scale), round(after * scale)) for size in sizes for scale in scales}
    icon = QIcon()
    for image, pale in _drawn(name, tint, faint, tuple(sorted(edges))):
        icon.addPixmap(QPixmap.fromImage(image), QIcon.Mode.Normal)
        icon.addPixmap(QPixmap.fromImage(pale), QIcon.Mode.Disabled)
    return icon


@cache
def _drawn(
    name: str, tint: str, faint: str, edges: tuple[tuple[int, int], ...]
) -> tuple[tuple[QImage, QImage], ...]:
    """Draw an icon in two colours for each edge and what is free beside it.

    Kept, at no cost: a pixmap made of an image shares its bits. A client that is opened again in
    one process draws nothing anew.
    """
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    drawing = QSvgRenderer(QByteArray(source.replace("currentColor", tint).encode()))
    return tuple(_pair(drawing, edge, room, faint) for edge, room in edges)


def _pair(drawing: QSvgRenderer, edge: int, room: int, faint: str) -> tuple[QImage, QImage]:
    image = QImage(QSize(edge + room, edge), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return image, _painted(image, faint)


def tint_icon(drawn: QIcon, tint: str, faint: str) -> QIcon:
    """Give a drawn icon in other colours: a tenth of the work of drawing it."""
    icon = QIcon()
    for size in drawn.availableSizes():
        image = drawn.pixmap(size, 1.0).toImage()
        icon.addPixmap(QPixmap.fromImage(_painted(image, tint)), QIcon.Mode.Normal)
        icon.addPixmap(QPixmap.fromImage(_painted(image, faint)), QIcon.Mode.Disabled)
    return icon


def _painted(outline: QImage, colour: str) -> QImage:
    """Paint an outline over in another colour."""
    image = QImage(outline)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), QColor(colour))
    painter.end()
    return image
