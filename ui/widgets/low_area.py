"""A part of a window that is as high as what stands in it, and scrolls where that is too much."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LOWEST = 96
"""Logical pixels that are left of it at least."""


class LowArea(QScrollArea):
    """Gives way to what is above and below it, so that the buttons of a window stay in sight."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        # What breaks into lines would ask for the height it has where it is narrowest.
        inside.setMinimumHeight(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Be as high as what stands inside."""
        inside = self._inside
        width = min(width, inside.maximumWidth())
        high = inside.heightForWidth(width) if inside.hasHeightForWidth() else -1
        return high if high >= 0 else inside.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Ask for that height in the width there is."""
        return QSize(self._inside.sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Be content with little."""
        return QSize(0, min(LOWEST, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with what stands inside."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
