"""Numbers of a journal without a document, each with its reason."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from edo.domain.numbering import Absence, Place, PlaceStatus


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Numbers documents have, one after another: hundreds of thousands are a few runs.

    Attributes:
        first: ordinal.
        last: ordinal.
        suffix: of all of them. A number with one stands beside the plain number and does not take
            its place.
        by_hand: the first was given by hand.
    """

    first: int
    last: int
    suffix: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A number without a document.

    Attributes:
        n: the ordinal.
        why: the kind of reason.
        reason: the person's words, or for whom it was reserved.
        until: the last day of an expired reserve.
        suffix: of the workplace, where each counts for itself.
    """

    n: int
    why: Absence
    reason: str = ""
    until: date | None = None
    suffix: str = ""

    @property
    def number(self) -> str:
        """The number in figures."""
        return f"{self.n}{self.suffix}"


def is_taken(runs: Sequence[Run], n: int) -> bool:
    """Tell whether a document has the plain number `n`.

    Args:
        runs: those without a suffix, in their order.
        n: ordinal.
    """
    place = bisect_right(runs, n, key=_first) - 1
    return place >= 0 and n <= runs[place].last


def missing(
    first: int, used: Sequence[Run], places: Mapping[int, Place], today: date
) -> Iterator[Missing]:
    """Yield every number below the last one that no document has, each with its reason.

    Args:
        first: the number the period begins with.
        used: the numbers of the period's documents, in order.
        places: reserved, released and void numbers by ordinal.
        today: decides whether a reserve still holds; numbers on live reserve are not missing.
    """
    plain = [one for one in used if not one.suffix]
    expected = first
    # An explanation is given afterwards and says nothing about the neighbours of its number: those
    # were passed over by the document or the reserve that came next.
    came = [(one.first, one.last, one.by_hand) for one in used]
    came += [(n, n, False) for n, one in places.items() if one.status is not PlaceStatus.VOID]
    end = max(places, default=0)
    for begin, last, by_hand in (*sorted(came), (end, end, False)):
        why = Absence.ENTERED_BY_HAND if by_hand else Absence.UNEXPLAINED
        for absent in range(expected, begin + 1):
            if absent not in places and not is_taken(plain, absent):
                yield Missing(absent, why)
        expected = max(expected, last + 1)
    for n, place in sorted(places.items()):
        if (gone := _absence(place, today)) and not is_taken(plain, n):
            yield gone


def _first(run: Run) -> int:
    return run.first


def _absence(place: Place, today: date) -> Missing | None:
    match place.status:
        case PlaceStatus.VOID if place.claim:
            return Missing(place.n, Absence(place.reason))
        case PlaceStatus.VOID:
            return Missing(place.n, Absence.EXPLAINED, place.reason)
        case PlaceStatus.RELEASED:
            return Missing(place.n, Absence.RESERVE_RELEASED, place.reason)
        case PlaceStatus.RESERVED:
            if place.until is not None and place.until < today:
                return Missing(place.n, Absence.RESERVE_EXPIRED, place.whom, place.until)
            return None
