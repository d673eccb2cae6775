"""The typeface of all paper, IBM Plex Sans: its cuts, what it can draw, and how wide words are."""

import re
import unicodedata
from enum import Enum
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

import resources

_REMEMBERED = 50_000
_NO_GLYPH = "\ufffd"
_PLAIN = re.compile(r"(?:[!-~\u0400-\u045f\u0490-\u04ff№«»–—](?:[ \n](?=\S))?)*")
_BLANKS = re.compile(r"[ \t\v\f]+")


class Cut(Enum):
    """A cut of the typeface; the value is the name of its file."""

    REGULAR = "IBMPlexSans-Regular"
    STRONG = "IBMPlexSans-SemiBold"
    SLANTED = "IBMPlexSans-Italic"


class Font:
    """One cut, read from its file, as the few things we ask of reportlab's font.

    reportlab's published types leave these calls open; here they are closed once for all.
    """

    def __init__(self, cut: Cut) -> None:
        self._font: Any = TTFont(cut.value, str(resources.path(f"fonts/{cut.value}.ttf")))
        self.name = cut.value
        library: Any = pdfmetrics
        library.registerFont(self._font)

    def knows(self, letter: str) -> bool:
        """Say whether the cut has a drawing for a letter."""
        return ord(letter) in self._font.face.charToGlyph

    def width(self, letter: str) -> float:
        """Return a letter's width in thousandths of the size."""
        return self._font.face.getCharWidth(ord(letter))

    def code(self, letter: str, document: PDFDocument) -> tuple[int, int]:
        """Return the subset of the embedded font that draws a letter, and its code there."""
        ((subset, codes),) = self._font.splitString(letter, document)
        return subset, codes[0]

    def subset_name(self, subset: int, document: PDFDocument) -> str:
        """Return the name by which pages call a subset, such as `/F1+0`."""
        return self._font.getSubsetInternalName(subset, document)


@cache
def font(cut: Cut) -> Font:
    """Return a cut, read once."""
    return Font(cut)


class Ruler(dict[str, float]):
    """Widths of words in points, each measured once: `ruler[word]`."""

    def __init__(self, cut: Cut, size: float) -> None:
        super().__init__()
        self.size = size
        self._width = cache(font(cut).width)
        self._scale = size / 1000

    def __missing__(self, word: str) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        width = self[word] = sum(map(self._width, word)) * self._scale
        return width


def presentable(text: str) -> str:
    """Return a text as it can be drawn: composed letters, single blanks, no invisible characters.

    Lines stay lines. A character the typeface lacks becomes the sign for a lost character, so that
    the reader sees that something stood there.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(map(_drawable, text))
    return "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in text.strip().split("\n"))


@cache
def _drawable(character: str) -> str:
    if character in "\n\t\v\f":
        return character
    if character in "\u2028\u2029":
        return "\n"
    if character == "\u2010":
        return "-"
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    if font(Cut.REGULAR).knows(character):
        return character
    return " " if character.isspace() else _NO_GLYPH
