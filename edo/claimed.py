"""Numbers claimed on the share: chains of claims, joined with what this workplace remembers.

What is learnt of a chain is kept in the same transaction as the registration it was learnt for. A
crash in between leaves a claim on the share that nobody remembers; so a series is noted before its
first claim, and whoever accounts for claims reads every noted series from where it was whole last.
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from edo.domain.numbering import Absence, NumberVoided, place_id
from edo.entry import Entry
from edo.errors import Reason, Refusal, UnreachableError
from edo.share.carrier import Carrier
from edo.share.claiming import Chain, Doubt, Link, Want
from edo.share.claims import Claimer, Series, beside, digest, nonce
from edo.share.collect import read_founding
from edo.store import claims as kept
from edo.store.claims import DOUBT, KeptClaim
from edo.store.database import Connection
from edo.workplace import Workplace

_STEPS = 200
"""Claims read in one transaction: a person who registers meanwhile waits no longer."""


@dataclass(frozen=True, slots=True)
class Counter:
    """The numbers of a journal in a period, as this workplace knows them.

    Attributes:
        journal: its id.
        period: calendar year, or 0.
        first: the number the period begins with.
        last: the greatest one given or set apart here; 0 where there is none.
    """

    journal: str
    period: int
    first: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class Purpose:
    """What numbers are claimed for: the document, and what tells this attempt from others."""

    document: str
    attempt: str = ""


class NumberClaims:
    """Claims the numbers of one workplace."""

    def __init__(self, workplace: Workplace, carrier: Carrier) -> None:
        self._workplace = workplace
        self._carrier = carrier
        self._claimer = Claimer(workplace.key, workplace.identity.person)

    def prepare(self, journal: str, periods: Iterable[int]) -> None:
        """Note series durably before numbers of theirs are claimed in an entry."""
        read = self._workplace.read
        due = [one for one in set(periods) if not read(kept.is_noted, journal, one)]
        if due:
            self._workplace.write(_note, journal, due)

    def take(self, entry: Entry, counter: Counter, count: int, purpose: Purpose) -> Link:
        """Claim the next numbers; the last `count` of the claim are the ones.

        Raises:
            UnreachableError: no number can be given now.
            Refusal: too many at once.
        """
        with self._chain(entry, counter) as chain:
            chain.cover(counter.last, self._nonce(""))
            link = chain.take(Want(purpose.document, self._nonce(*_told(purpose)), count))
        if link is None:
            raise AssertionError(counter)
        return link

    def reach(self, entry: Entry, counter: Counter, n: int, purpose: Purpose) -> Link | None:
        """Claim a number beyond the end; None where the chain has come as far already.

        Raises:
            UnreachableError: no number can be given now.
        """
        with self._chain(entry, counter) as chain:
            chain.cover(counter.last, self._nonce(""))
            return chain.take(Want(purpose.document, self._nonce(*_told(purpose)), reach=n))

    def cover(self, entry: Entry, counter: Counter, n: int) -> None:
        """Claim all numbers up to one that nobody claimed, as those of an old journal.

        Raises:
            UnreachableError: the share does not answer.
        """
        with self._chain(entry, counter) as chain:
            chain.cover(max(n, counter.last), self._nonce(""))

    def take_beside(
        self, entry: Entry, counter: Counter, n: int, suffix: str, purpose: Purpose
    ) -> Link:
        """Claim a number with a suffix, or one inside the chain that was left open.

        Raises:
            UnreachableError: no number can be given now.
            Refusal: another workplace has it.
        """
        with self._chain(entry, counter) as chain:
            chain.cover(counter.last, self._nonce(""))
            if suffix and n > chain.end:
                chain.take(Want(purpose.document, self._nonce(*_told(purpose), "open"), 0, n))
            elif not suffix and not self._is_open(entry, chain, n):
                raise Refusal(Reason.NUMBER_TAKEN, number=n)
            want = Want(purpose.document, self._nonce(*_told(purpose)))
            link = chain.take_beside(n, beside(suffix), want)
        kept.keep(entry.connection, [self._row(counter, link, beside(suffix))])
        return link

    def follow(self, journal: str, period: int, first: int) -> None:
        """Read a chain to its end and remember all of it; what is known is not read again.

        Args:
            journal: its id.
            period: calendar year, or 0.
            first: the number the period begins with.

        Raises:
            UnreachableError: the share does not answer.
        """
        counter = Counter(journal, period, first)
        since = max(self._workplace.read(kept.settled, journal, period), first - 1)
        is_further = True
        while is_further:
            with self._workplace.entry() as entry:
                end = self._follow(entry, counter, since)
                kept.settle(entry.connection, journal, period, end)
            since, is_further = end, end > since

    def _follow(self, entry: Entry, counter: Counter, since: int) -> int:
        def last(n: int) -> int:
            found = kept.known(entry.connection, counter.journal, counter.period, n)
            return found.last if found else 0

        with self._chain(entry, counter) as chain:
            chain.end = since
            chain.follow(last, _STEPS)
        return chain.end

    def is_own(self, claim: KeptClaim, purpose: Purpose) -> bool:
        """Tell whether a claim was made here for a purpose."""
        own = claim.dev == self._workplace.device
        return own and claim.nonce == self._nonce(*_told(purpose))

    def _is_open(self, entry: Entry, chain: Chain, n: int) -> bool:
        """Tell whether a number inside the chain may be given by hand.

        Its own workplace knows all that was registered in its claim; others may only take what the
        claim left open, or what somebody set apart.
        """
        series = chain.series
        if entry.state(place_id(series.journal, series.period, n)) is not None:
            return True
        found = kept.covering(entry.connection, series.journal, series.period, n)
        if found is not None:
            return found.dev == entry.device or n < found.n + found.free
        link = chain.covering(n)
        token = link.token if link else None
        return token is not None and (token.dev == entry.device or n < token.n + token.free)

    def _nonce(self, *parts: str) -> str:
        identity = self._workplace.identity
        return nonce(self._workplace.device, identity.inst, *parts)

    @contextmanager
    def _chain(self, entry: Entry, counter: Counter) -> Generator[Chain]:
        """Give a chain as it is remembered; keep what is learnt of it, an outage or not.

        Claims of this device are kept once they were read back: where a mount point without its
        mount stood in the share's place for a moment, they are on no share.
        """
        at = counter.journal, counter.period
        end = max(kept.end(entry.connection, *at), counter.first - 1)
        chain = Chain(
            carrier=self._carrier,
            series=Series(self._workplace.identity.org, entry.office, *at),
            roster=entry.roster,
            claimer=self._claimer,
            end=end,
            doubts={
                one.n: Doubt(one.hash, one.at) for one in kept.doubts(entry.connection, *at, end)
            },
            at=self._workplace.clock.now,
            sleep=self._workplace.pause,
        )
        before = dict(chain.doubts)
        try:
            self._check_here()
            yield chain
            self._check_here()
            chain.confirm()
        except (UnreachableError, Refusal):
            self._remember(entry, counter, chain, before, chain.certain())
            raise
        self._remember(entry, counter, chain, before, chain.links)

    def _check_here(self) -> None:
        """Refuse an empty folder in place of the share: in it every number would be free.

        Raises:
            UnreachableError: what is there is not the share.
        """
        if read_founding(self._carrier) != self._workplace.records[0]:
            raise UnreachableError("share_absent")

    def _remember(
        self,
        entry: Entry,
        counter: Counter,
        chain: Chain,
        before: dict[int, Doubt],
        learnt: Iterable[Link],
    ) -> None:
        at = counter.journal, counter.period
        for n in before.keys() - chain.doubts.keys():
            kept.forget_doubt(entry.connection, *at, n)
        doubts = [
            KeptClaim(*at, n, "", DOUBT, 0, "", "", "", doubt.hash, doubt.since)
            for n, doubt in chain.doubts.items()
            if before.get(n) != doubt
        ]
        links = {link.n: link for link in learnt}
        kept.keep(entry.connection, [*doubts, *(self._row(counter, one) for one in links.values())])
        for link in links.values():
            if link.token is None:
                explain(entry, *at, link.n, Absence.CLAIM_UNREADABLE, link.hash)

    def _row(self, counter: Counter, link: Link, tail: str = "") -> KeptClaim:
        token = link.token
        return KeptClaim(
            counter.journal,
            counter.period,
            link.n,
            tail,
            link.last - link.n + 1,
            token.free if token else 0,
            token.dev if token else "",
            token.document if token else "",
            token.nonce if token else "",
            link.hash,
            self._workplace.clock.now(),
        )


def claims_of(workplace: Workplace) -> NumberClaims | None:
    """Return what claims a workplace's numbers; None where it works alone."""
    return NumberClaims(workplace, workplace.carrier) if workplace.carrier is not None else None


def explain(entry: Entry, journal: str, period: int, n: int, why: Absence, claim: str) -> None:
    """Say that a claimed number came to nothing, where nothing is said of it yet."""
    subject = place_id(journal, period, n)
    if entry.state(subject) is None:
        fact = NumberVoided(journal, period, n, why.value, claim or digest(b""))
        with suppress(Refusal):  # who may not register leaves it to one who may
            entry.record(subject, fact)


def _told(purpose: Purpose) -> tuple[str, str]:
    return purpose.document, purpose.attempt


def _note(connection: Connection, journal: str, periods: Iterable[int]) -> None:
    for period in periods:
        kept.note(connection, journal, period)
