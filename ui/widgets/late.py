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
    """The place of a part that comes in the turns after it is first shown, or when it is asked.

    It is built in one turn and stands there, dressed, in the next.

    Args:
        make: builds the part; called once, by whoever comes first.
    """

    def __init__(self, make: Callable[[], Part]) -> None:
        super().__init__()
        self._make = make
        self._made: Part | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    @property
    def part(self) -> Part:
        """The part, built and put here now where it is not yet."""
        part = self._built()
        if self._lines.isEmpty():
            self._lines.addWidget(part)
            self.setFocusProxy(part)
        return part

    def showEvent(self, event: QShowEvent) -> None:
        """Build the part when the page around it has been drawn."""
        super().showEvent(event)
        if self._made is None:
            QTimer.singleShot(NEXT_TURN, self, self._begin)

    def _begin(self) -> None:
        self._built()
        QTimer.singleShot(NEXT_TURN, self, lambda: self.part)

    def _built(self) -> Part:
        if self._made is None:
            self._made = self._make()
        return self._made
