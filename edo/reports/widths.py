"""How wide the columns of a list on paper are: as wide as what stands in them.

What is short (a number, a date, a sign) stands in one line, and a heading breaks between its words
only, where there is no room for all of it; long texts share what is left by the weights of their
columns.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edo.reports.typeface import Ruler

_SHORT = 20
"""Letters that are not broken into lines where there is any other way."""
_LETTER = "н"
_SPARE = 0.05
"""Points over what was measured, so that no sum of them falls short."""
_STEPS = 60
"""Halvings after which a length in points is known as well as it can be."""


@dataclass(slots=True)
class _Need:
    """What a column asks for, in points.

    Attributes:
        weight: its part of what is to be shared.
        word: its longest word, the heading's too, is not broken.
        short: nor is what is short.
        whole: nothing in it is broken but the heading.
        heading: the heading is in one line.
    """

    weight: float
    word: float
    short: float
    whole: float
    heading: float

    def steps(self) -> tuple[float, ...]:
        """Give ever greater widths: words are whole, what is short, all, the heading too."""
        short = max(self.word, self.short)
        whole = max(short, self.whole)
        return self.word, short, whole, max(whole, self.heading)


def fitted(
    columns: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[str]],
    *,
    head: Ruler,
    body: Ruler,
    pad: float,
    width: float,
) -> list[float]:
    """Share out the width of a page among the columns of a table.

    Args:
        columns: headings with their weights; at least one.
        rows: presentable texts, one for each column.
        head, body: measure headings and texts.
        pad: points that stay empty on both sides of a cell together.
        width: of the whole table, in points.

    Returns:
        the width of each column, in points; together they are `width`.
    """
    needs = [_headed(text, weight, head) for text, weight in columns]
    short = _SHORT * body[_LETTER]
    for row in rows:
        for need, text in zip(needs, row, strict=True):
            _widen(need, text, body, short)
    room = width - (pad + _SPARE) * len(needs)
    return [found + pad + _SPARE for found in _shared(needs, room)]


def _headed(heading: str, weight: float, head: Ruler) -> _Need:
    word = max(map(head.__getitem__, heading.split()), default=0.0)
    whole = max(_length(line, head) for line in heading.split("\n"))
    return _Need(weight, word, word, word, whole)


def _length(line: str, ruler: Ruler) -> float:
    words = line.split(" ")
    return sum(map(ruler.__getitem__, words)) + ruler[" "] * (len(words) - 1)


def _widen(need: _Need, text: str, body: Ruler, short: float) -> None:
    for line in text.split("\n"):
        whole = _length(line, body)
        need.whole = max(need.whole, whole)
        if whole <= short:
            need.short = max(need.short, whole)
        if whole > need.word:
            need.word = max(need.word, *(min(body[word], short) for word in line.split(" ")))


def _shared(needs: Sequence[_Need], room: float) -> list[float]:
    """Give each column what it needs, and the heaviest of them what is left, if anything is."""
    weights = [need.weight for need in needs]
    steps = list(zip(*(need.steps() for need in needs), strict=True))
    least, most = steps[0], steps[-1]
    if (spare := room - sum(most)) >= 0:
        heaviest = weights.index(max(weights))
        return [wide + (spare if at == heaviest else 0.0) for at, wide in enumerate(most)]
    for floors, tops in reversed(list(pairwise(steps))):
        if sum(floors) <= room:
            return _levelled(weights, floors, tops, room)
    return [word * room / sum(least) for word in least]


def _levelled(
    weights: Sequence[float], floors: Sequence[float], tops: Sequence[float], room: float
) -> list[float]:
    """Raise all columns by their weights from floor to top, until the room is full."""

    def at(level: float) -> list[float]:
        limits = zip(weights, floors, tops, strict=True)
        return [min(max(weight * level, floor), top) for weight, floor, top in limits]

    low, high = 0.0, max(top / weight for weight, top in zip(weights, tops, strict=True))
    for _step in range(_STEPS):
        middle = (low + high) / 2
        if sum(at(middle)) <= room:
            low = middle
        else:
            high = middle
    return at(low)
