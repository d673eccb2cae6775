"""The words around what was found in files, for the lines that are seen, once one stops typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from edo.queries.search import Hit
from ui.bridge import Bridge
from ui.models.excerpts import ExcerptReader
from ui.palette_last import DOCUMENT
from ui.widgets.palette_line import Item, Line

CALM = 150
"""Milliseconds without a keystroke after which the texts of files are looked into."""


class Excerpts(QObject):
    """Asks late, so that no letter waits for it. `came` is sent when there is something to show."""

    came = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = ExcerptReader(bridge, self)
        self._reader.came.connect(self._on_came)
        self._keys = dict[int, str]()
        self._found: dict[str, str] = {}
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM)
        self._calm.timeout.connect(lambda: self._reader.read(list(self._keys)))

    def forget(self) -> None:
        """Ask no more about what was found until now."""
        self._calm.stop()
        self._found = {}
        self._reader.look_for("")

    def want(self, text: str, hits: Sequence[Hit], items: Sequence[Item]) -> None:
        """Ask, after a while, about the hits that are among the lines seen."""
        seen = {item.code for item in items if isinstance(item, Line)}
        codes = {hit.row.key: DOCUMENT + hit.row.document for hit in hits if hit.in_file}
        self._keys = {key: code for key, code in codes.items() if code in seen}
        if text != self._reader.text:
            self._found = {}
            self._reader.look_for(text)
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

    def _on_came(self, found: Mapping[int, str]) -> None:
        said = {self._keys[key]: text for key, text in found.items() if key in self._keys}
        if said:
            self._found |= said
            self.came.emit()
