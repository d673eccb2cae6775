"""A part of a page that is built a moment after the page: neither holds the windows long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.turns import NEXT_TURN

Part = TypeVar("Part", bound=QWidget)


class Late(QWidget, Generic[Part]):
    """The place of a part that is built in the turn after it is first shown, or when it is asked.

    Args:
        make: builds the part; called once, by whoever comes first.
    """

    def __init__(self, make: Callable[[], Part]) -> None:
        super().__init__()
        self._make = make
        self._part: Part | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    @property
    def part(self) -> Part:
        """The part, built now where it is not yet."""
        if self._part is None:
            self._part = self._make()
            self._lines.addWidget(self._part)
            self.setFocusProxy(self._part)
        return self._part

    def showEvent(self, event: QShowEvent) -> None:
        """Build the part when the page around it has been drawn."""
        super().showEvent(event)
        if self._part is None:
            QTimer.singleShot(NEXT_TURN, self, lambda: self.part)
