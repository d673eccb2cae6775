"""Claims on numbers that the share has lost: put there again, so that no number is given twice.

A workplace can make its own claims again, byte for byte. Those of others it can only stand in for:
a claim of its own on the same numbers, for no document, keeps them from everybody else.
"""

from collections.abc import Iterator

from edo.entry import Identity
from edo.queries import numbers
from edo.share import layout
from edo.share.carrier import Carrier, Outcome
from edo.share.claims import COUNT_LIMIT, Claimer, Series, digest, nonce
from edo.store import claims as kept
from edo.store.claims import KeptClaim
from edo.workplace import Workplace

_Again = tuple[int, bytes, bool]
"""The number that names a claim, its bytes, and whether it stands in for another's."""


def restore(workplace: Workplace, carrier: Carrier, *, only_own: bool = False) -> int:
    """Put every claim this workplace knows of where it is missing; return how many.

    Args:
        workplace: which remembers them.
        carrier: of its share.
        only_own: stand in for nobody: the others are there to put theirs.

    Raises:
        UnreachableError: the share does not answer.
    """
    identity = workplace.identity
    claimer = Claimer(workplace.key, identity.person)
    put = 0
    for journal, period in workplace.read(kept.series):
        state = workplace.read(numbers.journal_of, id=journal)
        if state is None:
            continue
        series = Series(identity.org, identity.office, journal, period)
        there = set(_listed(carrier, series))
        held = workplace.read(kept.in_sequence, journal, period)
        for n, token, is_for_others in _tokens(
            series, held, state.first_of(period), claimer, identity
        ):
            if n not in there and not (only_own and is_for_others):
                put += carrier.claim(series.name(n), token).outcome is Outcome.MINE
    return put


def _listed(carrier: Carrier, series: Series) -> Iterator[int]:
    folder = layout.claims(series.space, series.journal, series.period)
    for bucket in carrier.list(folder):
        for part in carrier.list(f"{folder}/{bucket}"):
            if (n := layout.read_claim(part)) is not None:
                yield n


def _tokens(
    series: Series, held: list[KeptClaim], first: int, claimer: Claimer, identity: Identity
) -> Iterator[_Again]:
    """Yield the claims of a series from its first number on, gaps stood in for too."""
    end = first - 1
    for one in held:
        yield from _cover(series, end + 1, one.n - 1, claimer, identity)
        own = claimer.token(
            series, one.n, count=one.held, free=one.free, document=one.document, nonce=one.nonce
        )
        if one.dev == claimer.key.name and digest(own) == one.hash:
            yield one.n, own, False
        else:
            yield from _cover(series, one.n, one.last, claimer, identity)
        end = max(end, one.last)


def _cover(
    series: Series, first: int, last: int, claimer: Claimer, identity: Identity
) -> Iterator[_Again]:
    told = nonce(claimer.key.name, identity.inst, "")
    while first <= last:
        count = min(last - first + 1, COUNT_LIMIT)
        yield first, claimer.token(series, first, count=count, document="", nonce=told), True
        first += count
