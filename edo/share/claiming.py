"""Taking the next numbers of a chain of claims, and reading what others took.

`Chain.take` knows the end of the chain as it was read last and tries the one name behind it; what
it finds there instead it learns and goes on behind. What cannot be read is waited for: it may be a
claim still being written. Only what was no claim on two occasions, a minute apart, is passed over,
at the price of one number. A claim that covers more numbers than one, and a claim behind something
passed over, look once more at the other's name: of two that overlap, one sees the other at least.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from edo.clock import Now
from edo.domain.document import ORDINAL_LIMIT
from edo.domain.roster import Roster
from edo.errors import DamagedError, Reason, Refusal, UnreachableError
from edo.share import layout
from edo.share.carrier import Carrier, Outcome
from edo.share.claims import COUNT_LIMIT, TOKEN, Claimer, Series, Token, digest, verify
from edo.share.trouble import Sleep

PAUSES = (0.2, 0.5, 1.0)
"""Seconds between looks at something that cannot be read as a claim."""
PATIENCE = 60_000
"""Milliseconds between the two occasions after which what is no claim is passed over."""
SILENCE = 24 * 60 * 60_000
"""The same where a name is taken and cannot be read at all."""
FAR = 8
"""Claims of others met in a row after which the greatest one is looked for in the listing."""
PEEK = 100
"""Names looked at behind one that is no claim, so that a heap of them is waited for at once."""
NUMBER_UNKNOWN = "number_unknown"
"""Reason of an `UnreachableError`: whose the next number is cannot be told now."""


@dataclass(frozen=True, slots=True)
class Link:
    """One name of the chain as it was read: a claim, or something passed over."""

    n: int
    hash: str
    token: Token | None = None

    @property
    def last(self) -> int:
        """The last number it covers."""
        return self.token.last if self.token else self.n


@dataclass(frozen=True, slots=True)
class Doubt:
    """What lay in place of a claim: its hash, empty where it cannot be read; since when."""

    hash: str
    since: int

    @property
    def patience(self) -> int:
        """Milliseconds to wait before it is passed over."""
        return PATIENCE if self.hash else SILENCE


@dataclass(frozen=True, slots=True)
class Want:
    """What is wanted of the chain.

    Attributes:
        document: what for.
        nonce: tells a claim made by an earlier try.
        count: how many numbers.
        reach: the last number must be this one, nothing where it is 0; those before the last
            `count` stay open.
    """

    document: str
    nonce: str
    count: int = 1
    reach: int = 0

    def size(self, first: int) -> tuple[int, int]:
        """Return how many numbers to claim from `first` on, and how many of them stay open."""
        count = max(self.count, self.reach - first + 1)
        return count, count - self.count


@dataclass(slots=True)
class Chain:
    """One chain on a carrier, as far as it is known.

    Attributes:
        carrier: where it lies.
        series: whose numbers.
        roster: knows the devices of the organisation.
        claimer: who claims here.
        end: the last number covered, the one before the period's first where nothing is known.
        doubts: what could not be read, by number; to be remembered from one occasion to the next.
        at: the wall clock.
        sleep: waits.
        links: what was learnt, in the order of the chain.
        made: the claims of this device that were met, made now or earlier: hash by name.
    """

    carrier: Carrier
    series: Series
    roster: Roster
    claimer: Claimer
    end: int
    doubts: dict[int, Doubt]
    at: Now
    sleep: Sleep
    links: list[Link] = field(default_factory=list[Link])
    made: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, want: Want) -> Link | None:
        """Claim the next numbers; None where the chain has come past the one to reach.

        Raises:
            UnreachableError: the share does not answer, or what it holds cannot be read now.
            Refusal: the numbers of the journal are at their end.
        """
        foreign = 0
        while True:
            n = self.end + 1
            if want.reach and n > want.reach:
                return None
            count, free = want.size(n)
            if n + count - 1 > ORDINAL_LIMIT or count > COUNT_LIMIT:
                raise Refusal(Reason.TOO_MANY_NUMBERS, count=count, limit=COUNT_LIMIT)
            link = self._try(n, count, free, want)
            if self._is_own(link, want.nonce) and not self._overlaps(link):
                return link
            foreign += 1
            if foreign % FAR == 0:
                self._leap()

    def cover(self, reach: int, nonce: str) -> None:
        """Claim all numbers up to one, if nobody has: they were given before the share was there.

        Raises:
            UnreachableError: the share does not answer, or what it holds cannot be read now.
        """
        while self.end < reach:
            count = min(reach - self.end, COUNT_LIMIT)
            self._try(self.end + 1, count, 0, Want("", nonce))

    def take_beside(self, n: int, tail: str, want: Want) -> Link:
        """Claim a number beside the sequence.

        Raises:
            UnreachableError: the share does not answer.
            Refusal: another workplace has it, or something that cannot be read lies there.
        """
        token = self.claimer.token(
            self.series, n, beside=tail, document=want.document, nonce=want.nonce
        )
        answer = self.carrier.claim(self.series.name(n, tail), token)
        if answer.outcome is Outcome.UNKNOWN:
            raise UnreachableError(NUMBER_UNKNOWN, number=n)
        found = token if answer.outcome is Outcome.MINE else answer.token
        try:
            said = verify(found, self.series, n, self.roster, tail)
        except DamagedError as error:
            raise Refusal(Reason.NUMBER_TAKEN, number=n) from error
        if said.dev != self.claimer.key.name:
            raise Refusal(Reason.NUMBER_TAKEN, number=n)
        self.made[self.series.name(n, tail)] = digest(found)
        return Link(n, digest(found), said)

    def confirm(self) -> None:
        """Make sure that the claims of this device lie where everybody looks for them.

        To be asked once it is known that the share is there again or still: a claim made while
        another folder stood in its place, as a mount point does, binds nobody.

        Raises:
            UnreachableError: one does not; what was learnt since is not to be relied on.
        """
        for name, expected in self.made.items():
            found = self.carrier.read(name, TOKEN.limit)
            if _hash(found) != expected:
                raise UnreachableError(NUMBER_UNKNOWN, path=name)

    def certain(self) -> list[Link]:
        """Return what was learnt before the first claim of this device, which is not confirmed."""
        return list(takewhile(lambda link: not self._is_mine(link), self.links))

    def follow(self, known: Callable[[int], int], steps: int) -> None:
        """Read the chain towards its end, as far as it can be read.

        Args:
            known: tells the last number of the claim that begins at one, 0 where it must be read.
            steps: claims read at most.
        """
        while steps:
            n = self.end + 1
            if last := known(n):
                self.end = last
                continue
            found = self.carrier.read(self.series.name(n), TOKEN.limit)
            if found is None:
                return
            link = self._told(n, found) or self._passed(n, found)
            if link is None:
                return
            self._learn(link)
            steps -= 1

    def covering(self, n: int) -> Link | None:
        """Return the claim in sequence a number belongs to, by the listing; None where none is."""
        for bucket in range(n // layout.BUCKET, -1, -1):
            for first in sorted(self._listed(bucket), reverse=True):
                if first > n:
                    continue
                if (link := self._read(first)) is not None:
                    return link if link.last >= n else None
        return None

    def _try(self, n: int, count: int, free: int, want: Want) -> Link:
        """Try the next name; learn and return what is under it then."""
        token = self.claimer.token(
            self.series, n, count=count, free=free, document=want.document, nonce=want.nonce
        )
        answer = self.carrier.claim(self.series.name(n), token)
        if answer.outcome is Outcome.MINE:
            return self._learn(Link(n, digest(token), verify(token, self.series, n, self.roster)))
        found = answer.token if answer.outcome is Outcome.TAKEN else None
        link = self._told(n, found)
        for pause in () if self._is_doubted(n, found) else PAUSES:
            if link is not None:
                break
            self.sleep(pause)
            found = self.carrier.read(self.series.name(n), TOKEN.limit)
            link = self._told(n, found)
        if link := link or self._passed(n, found):
            return self._learn(link)
        self._peek(n)
        raise UnreachableError(NUMBER_UNKNOWN, number=n)

    def _told(self, n: int, found: bytes | None) -> Link | None:
        """Return the claim that some bytes are, None where they are none."""
        if found is None:
            return None
        try:
            return Link(n, digest(found), verify(found, self.series, n, self.roster))
        except DamagedError:
            return None

    def _learn(self, link: Link) -> Link:
        self.links.append(link)
        self.end = max(self.end, link.last)
        self.doubts.pop(link.n, None)
        if self._is_mine(link):
            self.made[self.series.name(link.n)] = link.hash
        return link

    def _is_mine(self, link: Link) -> bool:
        return link.token is not None and link.token.dev == self.claimer.key.name

    def _is_own(self, link: Link, nonce: str) -> bool:
        token = link.token
        return token is not None and self._is_mine(link) and token.nonce == nonce

    def _is_doubted(self, n: int, found: bytes | None) -> bool:
        """Tell whether these very bytes were found here on an earlier occasion."""
        return n in self.doubts and self.doubts[n].hash == _hash(found)

    def _passed(self, n: int, found: bytes | None) -> Link | None:
        """Note that something is no claim; return it as passed over where that is long known."""
        now = self.at()
        if not self._is_doubted(n, found) or now < self.doubts[n].since:
            self.doubts[n] = Doubt(_hash(found), now)
        elif now - self.doubts[n].since >= self.doubts[n].patience:
            return Link(n, _hash(found))
        return None

    def _peek(self, n: int) -> None:
        """Note what else is no claim right behind a number."""
        for behind in range(n + 1, n + PEEK):
            found = self.carrier.read(self.series.name(behind), TOKEN.limit)
            if found is None or self._told(behind, found) is not None:
                return
            if not self._is_doubted(behind, found):
                self.doubts[behind] = Doubt(digest(found), self.at())

    def _overlaps(self, link: Link) -> bool:
        """Tell whether an own claim covers a number of another that was read too late."""
        if link.last > link.n and self._read(link.n + 1) is not None:
            return True
        for passed in reversed(self.links[:-1]):
            if passed.token is not None:
                break
            late = self._read(passed.n)
            if late is not None and late.last >= link.n:
                self._learn(late)
                return True
        return False

    def _read(self, n: int) -> Link | None:
        return self._told(n, self.carrier.read(self.series.name(n), TOKEN.limit))

    def _leap(self) -> None:
        """Go on behind the greatest claim of the last bucket, where that is further."""
        folder = layout.claims(self.series.space, self.series.journal, self.series.period)
        buckets = [int(part) for part in self.carrier.list(folder) if part.isdecimal()]
        if not buckets:
            return
        further = [n for n in self._listed(max(buckets)) if n > self.end + 1]
        for n in sorted(further, reverse=True)[:FAR]:
            if link := self._read(n):
                self._learn(link)
                return

    def _listed(self, bucket: int) -> list[int]:
        folder = self.series.name(bucket * layout.BUCKET).rpartition("/")[0]
        found = (layout.read_claim(part) for part in self.carrier.list(folder))
        return [n for n in found if n is not None]


def _hash(found: bytes | None) -> str:
    return "" if found is None else digest(found)
