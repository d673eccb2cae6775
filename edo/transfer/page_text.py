"""The words on the pages of a file, with their places: found, and given out to be copied.

As the pages themselves they are read apart, by the same child, under the same limits; what it
answers is not believed.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from edo.domain.text import TextState
from edo.transfer.apart import Ask, Done
from edo.transfer.pages import Renderer, Unreadable, answered

MILLISECONDS = 200
"""How long one search goes on before it answers with what it has: a page waits no longer for it."""
LONGEST_NEEDLE = 200

Place: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom, in shares of the page as it is shown, from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Match:
    """A find: on which page, and where on it; nowhere, where the file does not say."""

    page: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Finds from one page on. `next` is the page to go on with, None after the last.

    `text` tells whether there was any text on the pages looked at.
    """

    matches: tuple[Match, ...]
    next: int | None
    text: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: `ends_line` where the next one begins another line."""

    text: str
    ends_line: bool
    places: tuple[Place, ...]


class _Next(msgspec.Struct, frozen=True):
    pages: int
    next: int
    text: bool


class _Pages(msgspec.Struct, frozen=True):
    pages: int


def find(
    renderer: Renderer, path: Path, needle: str, page: int, name: str = ""
) -> Found | Unreadable:
    """Look for a scrap of text, in any case, from a page on.

    Raises:
        Refusal: as `Renderer.render`.
    """
    options = {"page": page, "milliseconds": MILLISECONDS}
    request = Ask("find", path, options, needle[:LONGEST_NEEDLE].encode("utf-8", "replace"))
    outcome = renderer.ask(request, name)
    notes = answered(outcome, _Next)
    if isinstance(notes, Unreadable):
        return notes
    try:
        data = outcome.data if isinstance(outcome, Done) else b""
        said = msgspec.json.decode(data, type=list[tuple[int, list[Place]]])
    except msgspec.DecodeError:
        return Unreadable(TextState.DAMAGED)
    matches = [Match(on, _sound(places)) for on, places in said if page <= on < notes.pages]
    goes_on = notes.next if page < notes.next < notes.pages else None
    return Found(tuple(matches), goes_on, notes.text)


def words(renderer: Renderer, path: Path, page: int, name: str = "") -> list[Word] | Unreadable:
    """Give the words of a page in the order of reading. Raises as `Renderer.render`."""
    outcome = renderer.ask(Ask("words", path, {"page": page}), name)
    notes = answered(outcome, _Pages)
    if isinstance(notes, Unreadable):
        return notes
    try:
        data = outcome.data if isinstance(outcome, Done) else b""
        said = msgspec.json.decode(data, type=list[tuple[str, bool, list[Place]]])
    except msgspec.DecodeError:
        return Unreadable(TextState.DAMAGED)
    return [Word(text, ends, _sound(places)) for text, ends, places in said]


def _sound(places: list[Place]) -> tuple[Place, ...]:
    """Keep the places that are on the page, cut to it."""
    cut = [_within(place) for place in places if all(map(math.isfinite, place))]
    return tuple(one for one in cut if one[0] < one[2] and one[1] < one[3])


def _within(place: Place) -> Place:
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in place)
    return left, top, right, bottom
