"""What one did last, as codes kept between two starts: documents seen, commands, searches."""

from __future__ import annotations

from ui.desk import Memory

NAME, SEPARATOR = "palette.last", "\n"
KEPT = 24
DOCUMENT, SEARCH = "document:", "found:"
"""How the codes of documents and of searches begin; what follows is an id, or what was typed."""


class LastDone:
    """The codes of what one did last, the latest first."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    @property
    def codes(self) -> list[str]:
        """All of them."""
        return [code for code in self._memory.get(NAME).split(SEPARATOR) if code]

    @property
    def documents(self) -> list[str]:
        """The ids of the documents among them."""
        return [code.removeprefix(DOCUMENT) for code in self.codes if code.startswith(DOCUMENT)]

    def add(self, code: str) -> None:
        """Keep what was done just now."""
        codes = [code, *(one for one in self.codes if one != code)]
        self._memory.set(NAME, SEPARATOR.join(codes[:KEPT]))
