"""The text of a page with its places: looking for words in it, and giving them out one by one."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

MOST_LETTERS = 100_000
"""Of one page."""

_STRAYS = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe"
_ALIKE = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
"""The Russian letter for each Kazakh one: many type without a Kazakh keyboard."""
_WORD = re.compile(r"\S+")


class Box(NamedTuple):
    """A place on the page as a person sees it, in shares of its width and height from the top."""

    left: float
    top: float
    right: float
    bottom: float


class Layer(Protocol):
    """The letters of one page in the order of reading, and where they stand."""

    letters: str

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """Give the places of letters, one a line; none where a file does not say."""
        ...

    def close(self) -> None:
        """Let go of the page."""
        ...


class NoLayer:
    """The layer of a page that is a picture."""

    letters = ""

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """Give nothing."""
        return ()

    def close(self) -> None:
        """Nothing."""


class _Folded(dict[str, str]):
    """What a letter becomes where texts are compared, worked out when first met."""

    def __missing__(self, letter: str) -> str:
        small = " " if letter.isspace() else letter.casefold().translate(_ALIKE)
        self[letter] = found = "" if letter in _STRAYS else small
        return found


_FOLDED = _Folded()


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text as it is compared, and of each of its letters the place in the text."""
    letters: list[str] = []
    places: list[int] = []
    last = " "
    for place, letter in enumerate(text):
        for one in _FOLDED[letter]:
            if one == last == " ":
                continue
            last = one
            letters.append(one)
            places.append(place)
    return "".join(letters), places


def matches(text: str, needle: str, most: int) -> list[tuple[int, int]]:
    """Find a scrap of text, in any case and over ends of lines: where each find begins and ends.

    `needle` is folded and not empty.
    """
    whole, places = folded(text)
    found: list[tuple[int, int]] = []
    at = whole.find(needle)
    while at >= 0 and len(found) < most:
        found.append((places[at], places[at + len(needle) - 1] + 1))
        at = whole.find(needle, at + len(needle))
    return found


def words(layer: Layer, most: int) -> list[tuple[str, bool, Sequence[Box]]]:
    """Give the words of a page: each, whether a line ends after it, and where it stands."""
    found: list[tuple[str, bool, Sequence[Box]]] = []
    text = layer.letters
    for match in _WORD.finditer(text):
        boxes = layer.boxes(match.start(), match.end())
        if boxes:
            rest = text[match.end() : match.end() + 2]
            word = "".join(letter for letter in match.group() if letter not in _STRAYS)
            found.append((word, "\n" in rest or "\r" in rest, boxes))
        if len(found) >= most:
            break
    return found
