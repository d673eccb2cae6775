"""The words around what was found in files, for the lines that are seen, once one stops typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from edo.queries.excerpts import excerpts
from edo.queries.search import Hit
from ui.bridge import Bridge
from ui.palette_last import DOCUMENT
from ui.widgets.palette_line import Item, Line

CALM = 150
"""Milliseconds without a keystroke after which the texts of files are looked into."""


class Excerpts(QObject):
    """Asks late, so that no letter waits for it. `came` is sent when there is something to show."""

    came = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._text, self._keys = "", dict[int, str]()
        self._found: dict[str, str] = {}
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM)
        self._calm.timeout.connect(self._ask)

    def forget(self) -> None:
        """Ask no more about what was found until now."""
        self._calm.stop()
        self._text, self._found = "", {}

    def want(self, text: str, hits: Sequence[Hit], items: Sequence[Item]) -> None:
        """Ask, after a while, about the hits that are among the lines seen."""
        seen = {item.code for item in items if isinstance(item, Line)}
        codes = {hit.row.key: DOCUMENT + hit.row.document for hit in hits if hit.in_file}
        self._keys = {key: code for key, code in codes.items() if code in seen}
        self._text = text
        if self._keys:
            self._calm.start()

    def into(self, items: Sequence[Item]) -> list[Item]:
        """Put what came into the lines; their order and height stay."""
        return [
            replace(item, note=self._found[item.code])
            if isinstance(item, Line) and item.code in self._found
            else item
            for item in items
        ]

    def _ask(self) -> None:
        self._bridge.ask(
            excerpts,
            then=partial(self._on_answer, self._text),
            key=(id(self), "excerpts"),
            owner=self,
            text=self._text,
            keys=list(self._keys),
        )

    def _on_answer(self, text: str, found: Mapping[int, str]) -> None:
        if text == self._text and found:
            self._found = {self._keys[key]: said for key, said in found.items()}
            self.came.emit()
