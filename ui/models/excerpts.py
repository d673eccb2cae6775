"""The words found in files, asked for a stretch at a time, to the end of the longest text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from edo.queries.excerpts import LONGEST, Looked, excerpts
from ui.bridge import Bridge


class ExcerptReader(QObject):
    """Reads on while a better place may come, and stops where something else is looked for.

    `came` carries the excerpts that are new, by key.
    """

    came = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._text = ""
        self._said: dict[int, int] = {}

    def look_for(self, text: str) -> None:
        """Look for another text from now on: what is still asked for the one before is dropped."""
        if text != self._text:
            self._text, self._said = text, {}

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._text

    def read(self, keys: Sequence[int]) -> None:
        """Look into the files of documents."""
        self._ask(self._text, tuple(keys), 0)

    def _ask(self, text: str, keys: tuple[int, ...], since: int) -> None:
        if not keys or text != self._text:
            return
        self._bridge.ask(
            excerpts,
            then=partial(self._on_looked, text, since),
            owner=self,
            text=text,
            keys=keys,
            since=since,
        )

    def _on_looked(self, text: str, since: int, looked: Looked) -> None:
        if text != self._text:
            return
        better = {
            key: one.text for key, one in looked.found.items() if one.said > self._said.get(key, 0)
        }
        self._said |= {key: looked.found[key].said for key in better}
        if better:
            self.came.emit(better)
        self._ask(text, looked.rest, since + LONGEST)
