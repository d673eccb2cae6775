"""Claims on a share against the numbers documents have: forged, lost, and those nobody used."""

from collections.abc import Iterator

from edo.change import COMMON
from edo.domain.roster import OPEN
from edo.errors import DamagedError, OutdatedError
from edo.finding import Finding, Harm
from edo.share import claims, layout
from edo.share.check.known import Known, Looked, harm_of
from edo.share.check.known import Series as KnownSeries
from edo.share.claims import TOKEN, Series, Token


def claimed(share: Looked, known: Known) -> Iterator[Finding]:
    """Look over the claims of every space this workplace collects.

    A quick look reads those of each journal's last period, a deep one all.
    """
    for space in sorted(known.spaces - {COMMON}):
        for journal in share.list(layout.claimed(space)):
            periods = sorted(
                int(part)
                for part in share.list(f"{layout.claimed(space)}/{journal}")
                if part.isdecimal()
            )
            for period in periods if known.deep else periods[-1:]:
                told = known.series(journal, period)
                if told is not None:
                    series = Series(known.org, space, journal, period)
                    yield from _series(share, known, series, told)


def _series(share: Looked, known: Known, series: Series, told: KnownSeries) -> Iterator[Finding]:
    """Look over one chain of claims: no name missing, every claim used or explained."""
    end, last = told.first - 1, max((one.last for one in told.claims.values()), default=0)
    for n, tail, name in _names(share, series):
        data = share.read(name, TOKEN.limit)
        if data is None:
            continue
        try:
            token = claims.verify(data, series, n, known.roster, tail)
        except (DamagedError, OutdatedError) as error:
            yield _no_claim(error.reason, data, n, name, told)
            end = max(end, n) if not tail else end
            continue
        yield from _unused(token, name, known, told)
        if not tail:
            yield from _gap(series, end + 1, n - 1)
            end = max(end, token.last)
    yield from _gap(series, end + 1, last)


def _names(share: Looked, series: Series) -> Iterator[tuple[int, str, str]]:
    """Yield (number, what tells it beside the sequence, name) of all claims, in order."""
    folder = layout.claims(series.space, series.journal, series.period)
    for bucket in share.list(folder):
        for part in share.list(f"{folder}/{bucket}"):
            number, _, tail = part.partition(layout.SIDE)
            if (n := layout.read_claim(number)) is not None and series.name(n, tail) == (
                f"{folder}/{bucket}/{part}"
            ):
                yield n, tail, f"{folder}/{bucket}/{part}"


def _gap(series: Series, first: int, last: int) -> Iterator[Finding]:
    if first <= last:
        where = series.name(first)
        yield Finding(
            Harm.REPAIRABLE, "claim_missing", where if first == last else f"{where} … {last}"
        )


def _no_claim(reason: str, data: bytes, n: int, name: str, told: KnownSeries) -> Finding:
    if n in told.unreadable:
        return Finding(Harm.NOTICE, "claim_unreadable", name)
    return Finding(harm_of(reason, data, None), "claim_other", name)


def _unused(token: Token, name: str, known: Known, told: KnownSeries) -> Iterator[Finding]:
    """Say that a claim came to nothing, and whether it can be explained from here."""
    if not token.document or token.beside:
        return
    numbers = set(range(token.n + token.free, token.last + 1)) - told.given
    if numbers:
        device = known.roster.devices[token.dev]
        is_ours = token.dev == known.device or device.until != OPEN
        yield Finding(
            Harm.REPAIRABLE if is_ours else Harm.NOTICE,
            "claim_unused" if is_ours else "claim_awaited",
            name,
        )
