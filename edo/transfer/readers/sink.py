"""Where readers pour text: cleaned, counted, passed on in pieces, stopped in time."""

import re
import time
import unicodedata
from collections.abc import Callable

MOST_TEXT = 2_000_000
"""Characters kept of one file: some seven hundred pages. The rest would only weigh on the index."""

_PIECE = 1 << 16
_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, soft hyphens, marks of width and direction, halves of pairs, and what is no character.
_NOISE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")


class Full(Exception):
    """Enough text was taken, or enough time: the reader may stop."""


class Sink:
    """Takes text in any portions and emits clean UTF-8 in larger ones.

    Clean: composed (NFC), without controls and invisible characters, single spaces, at most one
    blank line. `pages` is set by readers that know it.
    """

    def __init__(
        self, emit: Callable[[bytes], object], deadline: float, most: int = MOST_TEXT
    ) -> None:
        self.pages: int | None = None
        self.truncated = False
        self._emit = emit
        self._deadline = deadline
        self._left = most
        self._raw_left = most * 8  # noise is not counted as text, but neither is it endless
        self._waiting: list[str] = []
        self._size = 0

    def put(self, text: str) -> None:
        """Take some text.

        Raises:
            Full: when no more is wanted.
        """
        self._waiting.append(text)
        self._size += len(text)
        if self._size >= _PIECE:
            self._pass_on("".join(self._waiting))

    def check(self) -> None:
        """Look at the clock. Raises Full when the time is used up."""
        if time.monotonic() > self._deadline:
            raise Full

    def flush(self) -> None:
        """Pass on what still waits: at the end, and where a reader may not come further."""
        rest, self._waiting, self._size = "".join(self._waiting), [], 0
        self._clean_and_emit(rest)

    def _pass_on(self, text: str) -> None:
        """Pass on up to the last break, so that no letter is parted from its marks."""
        end = max(text.rfind("\n"), text.rfind(" ")) + 1 or len(text)
        self._waiting, self._size = [text[end:]], len(text) - end
        self._clean_and_emit(text[:end])
        self.check()

    def _clean_and_emit(self, text: str) -> None:
        self._raw_left -= len(text)
        clean = cleaned(text)[: self._left]
        self._left -= len(clean)
        self._emit(clean.encode())
        if self._left <= 0 or self._raw_left <= 0:
            self._waiting, self._size = [], 0
            raise Full


def cleaned(text: str) -> str:
    """Return the text as `Sink` promises it."""
    text = _NOISE.sub("", _BREAKS.sub("\n", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", text))
