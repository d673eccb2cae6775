"""A status: a word on a ground of its tone, a quiet one the word alone. Never the colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.select import sentence

DOT = 6
SIDE = 8


def badge_width(text: str, theme: Theme, tone: Tone = Tone.NEUTRAL) -> int:
    """Measure how wide a badge with this word is."""
    if tone is Tone.QUIET:
        return QFontMetrics(theme.font()).horizontalAdvance(sentence(text)) + 2
    return QFontMetrics(theme.font("small")).horizontalAdvance(sentence(text)) + DOT + 3 * SIDE


def badge_height(theme: Theme) -> int:
    """Tell how high a badge is."""
    return theme.sizes.small + 10


def draw_badge(
    painter: QPainter, place: QRect, text: str, tone: Tone, theme: Theme, *, chosen: bool = False
) -> None:
    """Draw a badge at the left of a rectangle, in the middle of its height.

    Args:
        painter: to draw with.
        place: the rectangle.
        text: the word; it begins as a sentence does.
        tone: what the status feels like.
        theme: the look.
        chosen: whether the row under it is chosen: its ground would hardly be seen there.
    """
    ink, ground = theme.tone(tone)
    if tone is Tone.QUIET:
        _draw_word(painter, place, sentence(text), ink, theme)
        return
    if chosen:
        ground = theme.colour("surface")
    text = sentence(text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("small"))
    width = min(badge_width(text, theme), place.width())
    height = min(badge_height(theme), place.height() - 2)
    box = QRect(place.left(), place.center().y() - height // 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setBrush(ink)
    dot = QPoint(box.left() + SIDE + DOT // 2, box.center().y() + 1)
    painter.drawEllipse(dot, DOT // 2, DOT // 2)
    painter.setPen(ink)
    inner = box.adjusted(2 * SIDE - 2 + DOT // 2, 0, -SIDE, 0)
    word = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


def _draw_word(painter: QPainter, place: QRect, word: str, ink: QColor, theme: Theme) -> None:
    painter.save()
    painter.setFont(theme.font())
    painter.setPen(ink)
    word = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


class Badge(QWidget):
    """A badge as a widget, for a card's head."""

    def __init__(self, theme: Theme, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self._theme = theme
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._dress)

    def show_status(self, text: str, tone: Tone) -> None:
        """Say another word in another tone."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self._dress()

    def sizeHint(self) -> QSize:
        """Be as wide as the word."""
        wide = badge_width(self._text, self._theme, self._tone)
        return QSize(wide, badge_height(self._theme) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        if self._text:
            draw_badge(QPainter(self), self.rect(), self._text, self._tone, self._theme)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
