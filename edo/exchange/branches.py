"""Logs that forked: every branch of them is followed, so that all workplaces hold the same.

Under one name lies one segment. What a fork has besides lies under a name with its hash, put there
by anybody who holds it; whoever holds several branches names their ends in his heads, and so does
who holds one that is not the share's. From an end the hashes lead back to what is held already. The
device itself does not follow its other branch: it must go on under another key.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from edo.errors import DamagedError, OutdatedError
from edo.exchange.waits import Waits
from edo.segment import NOTHING, STORED_LIMIT, End, Line, Segment, end_of
from edo.share import collect, layout
from edo.share.carrier import Carrier
from edo.share.collect import Judge, PendingError
from edo.share.head import FORKS_LIMIT, Head
from edo.share.logs import Log
from edo.store import forks, ledger, outbox
from edo.workplace import Workplace

LIMIT = 1_000
"""Segments of another branch read at most."""
_AGAIN = 60 * 60 * 1_000
"""Milliseconds after which a branch is put on the share again, where somebody still lacks it."""
OTHER = "other_branch"
_SPOILT = 60 * 60 * 1_000
"""Milliseconds after which what is no whole segment in one's place may hide another branch."""
_ON_ITS_WAY = frozenset(
    {"missing", "future", "unknown_device", "unknown_record", "segment_version"}
)
"""Why a segment is waited for that is none of another branch: nothing lies in its place, or it."""

Arrived = list[tuple[Segment, list[Line]]]


@dataclass(frozen=True, slots=True, order=True)
class Tip:
    """The end of a branch: the number and the hash of its last segment."""

    space: str
    dev: str
    seq: int
    hash: str


def _lacks(head: Head, tip: Tip) -> bool:
    """Tell whether a head's author has not come to the end of another's log."""
    is_reader = head.space == tip.space and head.dev != tip.dev
    return is_reader and dict(head.seen).get(tip.dev, 0) < tip.seq


class Branches:
    """Follows forked logs. It remembers between runs which ends it has heard of."""

    def __init__(self, workplace: Workplace, carrier: Carrier, waits: Waits) -> None:
        self._workplace = workplace
        self._carrier = carrier
        self._waits = waits
        self._heard: set[Tip] = set()
        self._parted: set[Tip] = set()
        self._offered: dict[tuple[str, str], int] = {}
        self._lent: dict[tuple[str, str], Tip] = {}
        self._tips = self._held_tips()

    def tips(self, space: str) -> tuple[tuple[str, int, str], ...]:
        """Return the ends of the forked logs of a space that are held, as heads tell them."""
        held = {*self._tips, *self._strayed(), *self._lent.values()}
        told = [(tip.dev, tip.seq, tip.hash) for tip in sorted(held) if tip.space == space]
        return tuple(told[:FORKS_LIMIT])

    def hear(self, head: Head) -> None:
        """Note which ends a head tells of."""
        if head.seq:
            self._heard.add(Tip(head.space, head.dev, head.seq, head.last))
        told = {Tip(head.space, *one) for one in head.forks}
        self._heard |= told
        self._parted |= told

    def follow(self) -> Iterator[Arrived]:
        """Yield what other branches have that is not held, to be taken in before the next.

        Raises:
            UnreachableError: the share does not answer.
        """
        now = self._workplace.clock.now()
        for tip in sorted(self._heard):
            if self._is_held(tip):
                self._heard.discard(tip)
                self._parted.discard(tip)
            elif tip.dev != self._workplace.device and self._is_other(tip):
                name = layout.branch(tip.space, tip.dev, tip.seq, tip.hash)
                if not self._waits.is_due(name, now):
                    continue
                if arrived := self._judged(tip):
                    yield arrived
                    self._tips = self._held_tips()
                    self._offered.pop((tip.space, tip.dev), None)
                    self._came(arrived)
                if self._is_held(tip):
                    self._waits.done(name)
                else:
                    self._waits.put_off(name, OTHER, now)

    def has_own(self) -> bool:
        """Tell whether another branch of this device's own log lies on the share.

        What only somebody says does not count: it is read, and signed by this device.

        Raises:
            UnreachableError: the share does not answer.
        """
        return any(
            self._is_other_of_own(tip)
            for tip in sorted(self._heard)
            if tip.dev == self._workplace.device and not self._is_held(tip)
        )

    def offer(self, heads: Mapping[tuple[str, str], Head], collects: Callable[[Head], bool]) -> int:
        """Put branches on the share that others lack; return how many segments.

        Args:
            heads: the newest ones, which tell who lacks what.
            collects: tells whether a head's author collects its space: else it lacks nothing.

        Raises:
            UnreachableError: the share does not answer.
        """
        now = self._workplace.clock.now()
        own = self._workplace.device
        readers = [head for head in heads.values() if collects(head)]
        for log, tip in [*self._lent.items()]:
            if not any(_lacks(head, tip) for head in readers):
                del self._lent[log]
        put = 0
        for space, dev in sorted({(tip.space, tip.dev) for tip in self._tips}):
            ends = {told for told in self.tips(space) if told[0] == dev}
            is_lacking = any(
                not ends <= set(head.forks)
                for (where, author), head in heads.items()
                if where == space and author not in (own, dev) and collects(head)
            )
            before = self._offered.get((space, dev))
            if before is None or (is_lacking and abs(now - before) >= _AGAIN):
                put += self._offer(space, dev)
                self._offered[space, dev] = now
        for tip in sorted({*self._strayed(), *self._parted}):
            before = self._offered.get((tip.space, tip.dev))
            if tip.dev != own and (before is None or abs(now - before) >= _AGAIN):
                put += self._offer_line(tip)
                self._offered[tip.space, tip.dev] = now
        return put

    def lend(self, space: str, dev: str, seq: int) -> None:
        """Put a log under names with hashes from a number on, where the share has something else.

        Somebody lacks it whom only its author could help otherwise, and this device tells its end.

        Raises:
            UnreachableError: the share does not answer.
        """
        end = self._workplace.read(ledger.tail, space, dev)
        tip = Tip(space, dev, end.seq, end.hash)
        if self._offer_line(replace(tip, seq=seq)):
            self._lent[space, dev] = tip

    def _strayed(self) -> Iterator[Tip]:
        """Yield the ends held of logs whose next segment on the share follows another one.

        Or may do so: a branch that a power cut has torn cannot say whom it follows.
        """
        now = self._workplace.clock.now()
        for name, wait in self._waits.names.items():
            is_stuck = wait.reason not in _ON_ITS_WAY and abs(now - wait.since) >= _SPOILT
            is_other = wait.reason == OTHER or is_stuck
            told = layout.read_segment(name) if is_other else None
            if told is not None and told[1] != self._workplace.device:
                end = self._workplace.read(ledger.tail, *told[:2])
                if end.seq:
                    yield Tip(*told[:2], end.seq, end.hash)

    def _offer_line(self, tip: Tip) -> int:
        """Put what is held of a log under names with hashes where other work has its names.

        From the number where somebody holds another branch it is looked at down to where the share
        has the same, and up to where it has the same.
        """
        last = self._workplace.read(ledger.tail, tip.space, tip.dev).seq
        first = min(tip.seq, last)
        down = self._offer_until_same(tip, range(first, max(first - LIMIT, 0), -1))
        return down + self._offer_until_same(tip, range(first + 1, min(last, first + LIMIT) + 1))

    def _offer_until_same(self, tip: Tip, numbers: range) -> int:
        put, place = 0, {"space": tip.space, "dev": tip.dev}
        for seq in numbers:
            data = self._workplace.read(ledger.bytes_of, seq=seq, **place)
            name = layout.segment(tip.space, tip.dev, seq)
            if not data or self._carrier.read(name, STORED_LIMIT) == data:
                break
            digest = self._workplace.read(ledger.hash_of, seq=seq, **place)
            self._carrier.put_new(layout.branch(tip.space, tip.dev, seq, digest), data)
            put += 1
        return put

    def _offer(self, space: str, dev: str) -> int:
        put = 0
        for seq, digest, data in self._workplace.read(forks.parted, space=space, dev=dev):
            name = layout.segment(space, dev, seq)
            if self._carrier.read(name, STORED_LIMIT) != data:
                self._carrier.put_new(layout.branch(space, dev, seq, digest), data)
                put += 1
        return put

    def _held_tips(self) -> tuple[Tip, ...]:
        return tuple(Tip(*told) for told in self._workplace.read(forks.tips))

    def _is_held(self, tip: Tip) -> bool:
        return self._end_at(tip, tip.seq, tip.hash) is not None

    def _end_at(self, tip: Tip, seq: int, digest: str) -> End | None:
        read = self._workplace.read
        return read(ledger.end_at, space=tip.space, dev=tip.dev, seq=seq, digest=digest)

    def _is_other(self, tip: Tip) -> bool:
        """Tell whether an end lies on another branch; what is merely further is on its way."""
        end = self._workplace.read(ledger.tail, tip.space, tip.dev)
        if tip.seq <= end.seq or tip in self._parted:
            return True
        wait = self._waits.names.get(layout.segment(tip.space, tip.dev, end.seq + 1))
        return wait is not None and wait.reason == OTHER

    def _is_other_of_own(self, tip: Tip) -> bool:
        join, found = self._back(tip)
        waiting = self._workplace.read(outbox.unsent, space=tip.space, dev=tip.dev)
        end = self._workplace.read(ledger.tail, tip.space, tip.dev).seq
        if not found or join is None:
            return False
        return join.seq < (waiting - 1 if waiting else end) or self._lies_there(tip, join, found)

    def _lies_there(self, tip: Tip, join: End, found: list[bytes]) -> bool:
        """Tell whether what waits here lies on the share already, in the place of a branch.

        It was put there, and no head was sent for it: others may have taken it in all the same.
        """
        for seq, data in enumerate(found, join.seq + 1):
            held = self._workplace.read(ledger.bytes_of, space=tip.space, dev=tip.dev, seq=seq)
            if held != data:
                name = layout.segment(tip.space, tip.dev, seq)
                return bool(held) and self._carrier.read(name, STORED_LIMIT) == held
        return False

    def _back(self, tip: Tip) -> tuple[End | None, list[bytes]]:
        """Return where a branch joins what is held, and its segments from there on."""
        found: list[bytes] = []
        if tip.dev not in self._workplace.roster.devices:
            return None, found
        seq, digest = tip.seq, tip.hash
        while len(found) < LIMIT:
            if not seq:
                return NOTHING, found[::-1]
            if (held := self._end_at(tip, seq, digest)) is not None:
                return held, found[::-1]
            segment = self._read(tip, seq, digest)
            if segment is None:
                break
            found.append(segment.data)
            seq, digest = seq - 1, segment.header.prev
        return None, []

    def _read(self, tip: Tip, seq: int, digest: str) -> Segment | None:
        """Return the segment of a number and a hash, None where it is not to be had."""
        public = self._workplace.roster.devices[tip.dev].public
        for data in self._ways(tip, seq, digest):
            try:
                segment = collect.whole(data, public)
            except (PendingError, DamagedError, OutdatedError):
                continue
            if (segment.header.seq, segment.hash) == (seq, digest):
                return segment
        return None

    def _ways(self, tip: Tip, seq: int, digest: str) -> Iterator[bytes]:
        yield from Log(self._carrier, self._judge(), tip.space, tip.dev).found(seq)
        name = layout.branch(tip.space, tip.dev, seq, digest)
        data = self._carrier.read(name, STORED_LIMIT)
        if data is not None:
            yield data

    def _judge(self) -> Judge:
        at = self._workplace
        return Judge(at.identity.org, at.roster, at.chain, at.clock.now())

    def _judged(self, tip: Tip) -> Arrived:
        """Return what lies between what is held and an end, as far as it holds."""
        arrived: Arrived = []
        judge = self._judge()
        end, found = self._back(tip)
        for data in found if end is not None else ():
            try:
                arrived.append(judge.judge(data, tip.space, tip.dev, end or NOTHING))
            except (PendingError, DamagedError, OutdatedError):
                break
            end = end_of(arrived[-1][0])
        return arrived

    def _came(self, arrived: Arrived) -> None:
        for segment, _ in arrived:
            header = segment.header
            self._waits.done(layout.segment(header.space, header.dev, header.seq))
