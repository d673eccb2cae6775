"""Labels that end in an ellipsis where their text is too long; the whole text is their tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


MOST = 48
"""Letters of a name within a button or beside a box, which cannot break a line."""


def shortened(text: str, most: int = MOST) -> str:
    """Return the beginning of a text that is too long for a button."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class Elided(QLabel):
    """One line of text that never asks for more width than there is."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Be happy with very little."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.contentsRect(), LEFT, shown)


class FewLines(Elided):
    """A text on so many lines at most, as high as the lines it takes."""

    def __init__(self, most: int) -> None:
        self._most = most
        super().__init__()

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the height of the lines there are at this width."""
        return QSize(24, self.fontMetrics().lineSpacing() * max(1, len(self.lines())))

    def minimumSizeHint(self) -> QSize:
        """Never be cut from below."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, the last one cut where there are more."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        high = self.fontMetrics().lineSpacing()
        for number, line in enumerate(self.lines()):
            painter.drawText(QRect(0, number * high, self.width(), high), LEFT, line)

    def lines(self) -> list[str]:
        """Break the text into the lines shown."""
        text, width = self.text(), self.width()
        layout = QTextLayout(text, self.font())
        starts: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        shown = [
            text[start:end].rstrip()
            for start, end in zip(starts, (*starts[1:], len(text)), strict=True)
        ]
        if len(shown) > self._most:
            rest = text[starts[self._most - 1] :]
            cut = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
            shown = [*shown[: self._most - 1], cut]
        return shown
