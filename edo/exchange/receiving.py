"""In: new heads, the records they quote, the segments they promise, the files those name.

What may still become whole is asked for again later, at growing intervals; what never will is set
aside with its reason. Nothing is concluded from an absence.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from edo.errors import DamagedError, OutdatedError, UnreachableError
from edo.exchange.branches import Branches
from edo.exchange.hands import Hands, one_by_one
from edo.exchange.unpacking import Unpacker
from edo.exchange.waits import Waits
from edo.queries.share import SURE
from edo.segment import NOTHING, STORED_LIMIT, End, Line, Segment, end_of
from edo.share import collect, layout
from edo.share import head as heads
from edo.share.carrier import Carrier
from edo.share.collect import Judge, PendingError
from edo.share.head import Head, Signed
from edo.share.packs import Place
from edo.store import ledger, outbox, shared
from edo.store.blobs import SIZE_LIMIT
from edo.store.shared import KnownHead
from edo.workplace import Workplace

CHANGES_AT_ONCE = 2_000
"""Changes taken in by one transaction: a clerk who registers meanwhile waits no longer."""
CHANGES_OF_FAR = 10_000
"""The same of a log that is far behind: at a million documents it halves what is written."""
FILES_AT_ONCE = 100
_A_DAY = 24 * 60 * 60_000
FAR = 16
"""Segments behind which a log is read from its packs."""

Progress = Callable[[int, int], object]
"""Told (segments taken in, segments promised) while many come in."""


@dataclass(slots=True)
class Received:
    """What came in."""

    segments: int = 0
    changes: int = 0
    files: int = 0
    records: int = 0
    set_aside: int = 0


class Receiver:
    """Collects what is new on a share. It remembers between runs what it has looked at."""

    def __init__(self, workplace: Workplace, carrier: Carrier, hands: Hands = one_by_one) -> None:
        self._hands = hands
        self._workplace = workplace
        self._carrier = carrier
        self.waits = Waits()
        self._known = {(one.space, one.dev): one for one in workplace.read(shared.heads)}
        self._heads = {key: heads.read(one.data) for key, one in self._known.items()}
        self._ends = workplace.read(ledger.tails)
        self.branches = Branches(workplace, carrier, self.waits)
        for head in self._heads.values():
            self.branches.hear(head)
        self._wants_files = True
        self._is_known = False
        self._listed: dict[str, frozenset[str]] = {}
        self._unread: dict[str, dict[str, layout.HeadName]] = {}
        self._bad: set[str] = {one.name for one in workplace.read(shared.aside)}
        self._abroad: dict[str, int] = {}
        self.looked: set[str] = set()
        """Spaces this device only writes to and that were looked at in this run."""

    @property
    def heads(self) -> Mapping[tuple[str, str], Head]:
        """The newest head of every log, by (space, device)."""
        return self._heads

    def listed(self, space: str) -> frozenset[str]:
        """Return the last parts of the names a space's heads had at the last listing."""
        return self._listed.get(space, frozenset())

    def ends(self, space: str) -> dict[str, int]:
        """Return the number of the last segment held of each log of a space."""
        return {dev: end.seq for (where, dev), end in self._ends.items() if where == space}

    def known(self, space: str, dev: str) -> KnownHead | None:
        """Return the newest head of a log as it was found."""
        return self._known.get((space, dev))

    def lost(self) -> list[tuple[tuple[str, str], int]]:
        """Return the logs whose newest head was not listed, each with the last segment held."""
        spaces = self._spaces() | self.looked
        return [
            (key, min(self._end(*key).seq, one.seq))
            for key, one in sorted(self._known.items())
            if one.space in spaces and not self._is_listed(one)
        ]

    def _is_listed(self, one: KnownHead | None) -> bool:
        """Tell whether a head was there at the last listing; one nobody knows lacks nowhere."""
        return one is None or one.name.rpartition("/")[2] in self.listed(one.space)

    def note(self, signed: Signed) -> None:
        """Know a head this device has just sent: it need not be read."""
        head = signed.head
        known = KnownHead(head.space, head.dev, head.seq, signed.name, head.at, signed.data)
        self._known[head.space, head.dev] = known
        self._heads[head.space, head.dev] = head
        part = signed.name.rpartition("/")[2]
        self._listed[head.space] = self._listed.get(head.space, frozenset()) | {part}

    def collects(self, head: Head) -> bool:
        """Tell whether the author of a head collects its space, and does not only send there."""
        device = self._workplace.roster.devices.get(head.dev)
        reads = self._workplace.roster.reads(device.person) if device else frozenset[str]()
        return bool(head.seen) or head.space in reads

    def look_abroad(self) -> bool:
        """Look for this device's own heads where it writes and does not read.

        That is before something is sent there, once at the start and once a day, and when the
        share has lost a head of this device, there or elsewhere: it may be an older copy.

        Returns:
            Whether it was looked anywhere.

        Raises:
            UnreachableError: the share does not answer.
        """
        own, now = self._workplace.device, self._workplace.clock.now()
        abroad = self._workplace.abroad() - self.looked
        if not abroad:
            return False
        waiting = self._workplace.read(outbox.waiting_spaces, dev=own)
        is_older = any(dev == own for (_, dev), _ in self.lost())
        due = {
            space
            for space in abroad
            if is_older
            or space in waiting
            or space not in self._abroad
            or not self._is_listed(self._known.get((space, own)))
            or abs(now - self._abroad[space]) >= _A_DAY
        }
        for space in sorted(due):
            there = self._carrier.list(layout.heads(space))
            names = frozenset(part for part in there if part.startswith(own))
            self._take_listing(space, names, Received())
            self._abroad[space] = now
            self.looked.add(space)
        return bool(due)

    def want_files(self) -> None:
        """Look the next time which contents are not here: segments came another way."""
        self._wants_files = True

    def receive(self, progress: Progress = lambda _done, _total: None) -> Received:
        """Collect what is new.

        Args:
            progress: told after each transaction that took segments in.

        Raises:
            UnreachableError: the share does not answer, or is not the one we know.
        """
        got = Received()
        self.looked.clear()
        for _ in range(2):  # new records may let us read more spaces
            before = self._workplace.authority
            found = {
                space: frozenset(self._carrier.list(layout.heads(space)))
                for space in sorted(self._spaces())
            }
            self._check_here(found)
            for space, names in found.items():
                self._take_listing(space, names, got)
            self._read_records(got)
            for space in sorted(self._unread):
                self._read_heads(space, got)
            if self._workplace.authority == before:
                break
        own = self._workplace.device
        behind = {
            key: head.seq - end
            for key, head in sorted(self._heads.items())
            if key[1] != own and head.seq > (end := self._end(*key).seq)
        }
        total = sum(behind.values())
        for key in behind:
            self._follow(self._heads[key], lambda: progress(got.segments, total), got)
        for arrived in self.branches.follow():
            self._take_in(arrived, got)
            header = arrived[-1][0].header
            key = header.space, header.dev
            self._ends[key] = self._workplace.read(ledger.tail, *key)
        if self._wants_files:
            self._fetch_files(got)
        return got

    def _spaces(self) -> frozenset[str]:
        return self._workplace.spaces

    def _check_here(self, found: Mapping[str, frozenset[str]]) -> None:
        """Make sure that a folder with the right marker is no empty or other one.

        A person may have said that it is the share, however little lies there.

        Raises:
            UnreachableError: more than half of the logs that are known have no head there.
        """
        listed = {
            (space, told.dev)
            for space, names in found.items()
            for part in names
            if (told := layout.read_head(part))
        }
        known = [key for key in self._known if key[0] in found]
        lacks = 2 * sum(key not in listed for key in known) > len(known)
        is_told = (lacks or not self._is_known) and self._workplace.read(ledger.recall, SURE)
        if lacks and not is_told:
            raise UnreachableError("share_absent")
        if is_told and not lacks:
            self._workplace.write(ledger.keep, SURE, "")
        self._is_known = not lacks

    def _take_listing(self, space: str, names: frozenset[str], got: Received) -> None:
        """Look for heads with new names; read those of devices that are known."""
        if names == self._listed.get(space):
            return
        fresh = names - self._listed.get(space, frozenset())
        self._listed[space] = names
        unread = self._unread.setdefault(space, {})
        unread.update((part, told) for part in fresh if (told := layout.read_head(part)))
        self._read_heads(space, got)

    def _read_heads(self, space: str, got: Received) -> None:
        """Read unread heads, the newest of each device first; those of strangers stay unread.

        A head stays unread until it was dealt with: the share may fail in the middle.
        """
        unread = self._unread.get(space, {})
        newest = sorted(unread.items(), key=lambda item: (item[1].dev, -item[1].seq, item[0]))
        for part, told in newest:
            if told.dev not in self._workplace.roster.devices:
                continue
            if (
                told.dev != self._workplace.device or not self._is_ours(space, part)
            ) and not self._read_head(space, part, told, got):
                continue
            del unread[part]

    def _is_ours(self, space: str, part: str) -> bool:
        known = self._known.get((space, self._workplace.device))
        return known is not None and known.name.endswith(part)

    def _read_head(self, space: str, part: str, told: layout.HeadName, got: Received) -> bool:
        """Read a head; tell whether it is dealt with."""
        known = self._known.get((space, told.dev))
        name = f"{layout.heads(space)}/{part}"
        now = self._workplace.clock.now()
        if known and known.name == name:
            return True
        if not self.waits.is_due(name, now):
            return False
        data = self._carrier.read(name, heads.KIND.limit)
        if data is None:
            self._listed[space] -= {part}  # it will be looked for again
            return True
        device = self._workplace.roster.devices[told.dev]
        try:
            head = heads.verify(data, self._workplace.identity.org, space, told, device.public)
        except (DamagedError, OutdatedError) as error:
            got.set_aside += self.set_aside(name, error.reason, data)
            self.waits.put_off(name, error.reason, now)  # a byte may have been misread
            return False
        self._came(name)
        self._hear(name, head, data)
        return True

    def _hear(self, name: str, head: Head, data: bytes) -> None:
        self.branches.hear(head)
        known = self._known.get((head.space, head.dev))
        if known is not None:
            old = self._heads[head.space, head.dev]
            if (head.seq, head.hlc) < (old.seq, old.hlc):
                return
        now = self._workplace.clock.now()
        one = KnownHead(head.space, head.dev, head.seq, name, now, data)
        self._known[head.space, head.dev] = one
        self._heads[head.space, head.dev] = head
        self._workplace.write(shared.hear, [one])
        # Something new of this log: what it lacked may have come too.
        self.waits.done(
            layout.segment(head.space, head.dev, self._end(head.space, head.dev).seq + 1)
        )

    def _read_records(self, got: Received) -> None:
        """Read the records of the chain that heads quote, or strangers' heads suggest."""
        after = self._workplace.authority[0] + 1
        wanted = any(head.auth[0] >= after for head in self._heads.values())
        if not wanted and not any(self._unread.values()):
            return
        records = collect.read_records(self._carrier, after)
        if not records:
            return
        try:
            self._workplace.learn(records)
        except (DamagedError, OutdatedError) as error:
            bad = min(self._workplace.authority[0] + 1 - after, len(records) - 1)
            self._set_aside(layout.record(after + bad), error.reason, records[bad], got)
        got.records += self._workplace.authority[0] + 1 - after

    def _end(self, space: str, dev: str) -> End:
        """Return where a log ends here; this device's own may have grown meanwhile."""
        if dev == self._workplace.device:
            return self._workplace.read(ledger.tail, space, dev)
        return self._ends.get((space, dev), NOTHING)

    def _follow(self, head: Head, tell: Callable[[], object], got: Received) -> None:
        """Take in the segments a head promises, as far as they are there."""
        batch: list[tuple[Segment, list[Line]]] = []
        changes = 0
        is_far = head.seq - self._end(head.space, head.dev).seq >= FAR
        at_once = CHANGES_OF_FAR if is_far else CHANGES_AT_ONCE
        for segment, lines in self._segments(head, got):
            batch.append((segment, lines))
            changes += len(lines)
            if changes >= at_once:
                self._take_in(batch, got)
                tell()
                batch, changes = [], 0
        if batch:
            self._take_in(batch, got)
            tell()

    def _segments(self, head: Head, got: Received) -> Iterator[tuple[Segment, list[Line]]]:
        """Yield the segments after the end of a log, each judged, until one is not to be had."""
        judge = Judge(
            self._workplace.identity.org,
            self._workplace.roster,
            self._workplace.chain,
            self._workplace.clock.now(),
        )
        unpacker = self._unpacker(head, judge.now, got)
        end = self._end(head.space, head.dev)
        while end.seq < head.seq:
            found = self._next(head, end, judge, unpacker, got)
            if found is None:
                return
            yield found
            end = end_of(found[0])

    def _next(
        self, head: Head, end: End, judge: Judge, unpacker: Unpacker, got: Received
    ) -> tuple[Segment, list[Line]] | None:
        """Return the segment after the end of a log; None where it is not to be had now."""
        name = layout.segment(head.space, head.dev, end.seq + 1)
        reason, spoilt = "missing", None
        for data in self._ways(name, end.seq + 1, head, unpacker):
            try:
                found = judge.judge(data, head.space, head.dev, end)
            except PendingError as error:
                reason = error.reason
            except (DamagedError, OutdatedError) as error:
                reason, spoilt = error.reason, data
            else:
                self._came(name)
                return found
        if spoilt is not None:
            self._set_aside(name, reason, spoilt, got)
        if self.waits.is_due(name, judge.now):
            self.waits.put_off(name, reason, judge.now)
        return None

    def _ways(self, name: str, seq: int, head: Head, unpacker: Unpacker) -> Iterator[bytes]:
        """Yield what is found of a segment, the cheaper way first."""
        is_far = head.seq - seq >= FAR or unpacker.holds(seq)
        is_packed = seq <= head.packed
        if is_packed and is_far and (data := unpacker.segment(seq)) is not None:
            yield data
        if self.waits.is_due(name, unpacker.now):
            data = self._carrier.read(name, STORED_LIMIT)
            if data is not None:
                yield data
        if is_packed and not is_far and (data := unpacker.segment(seq)) is not None:
            yield data

    def _unpacker(self, head: Head, now: int, got: Received) -> Unpacker:
        return Unpacker(
            self._carrier,
            Place(head.org, head.space, head.dev),
            self._workplace.roster.devices[head.dev].public,
            self.waits,
            now,
            lambda name, reason, data: self._set_aside(name, reason, data, got),
            self._came,
        )

    def _came(self, name: str) -> None:
        self.waits.done(name)
        if name in self._bad:
            self._bad.discard(name)
            self._workplace.write(shared.take_back, name=name)

    def _take_in(self, batch: list[tuple[Segment, list[Line]]], got: Received) -> None:
        self._workplace.take_in(batch)
        for segment, _ in batch:
            header = segment.header
            self._ends[header.space, header.dev] = end_of(segment)
        self._wants_files = True
        got.segments += len(batch)
        got.changes += sum(len(lines) for _, lines in batch)

    def set_aside(self, name: str, reason: str, data: bytes) -> bool:
        """Note an object that has no effect; tell whether it is new."""
        self._bad.add(name)
        now = self._workplace.clock.now()
        return self._workplace.write(shared.put_aside, name=name, reason=reason, at=now, data=data)

    def _set_aside(self, name: str, reason: str, data: bytes, got: Received) -> None:
        got.set_aside += self.set_aside(name, reason, data)

    def _fetch_files(self, got: Received) -> None:
        """Bring contents here that segments named; broken off, it goes on the next time."""
        now, after, lacks = self._workplace.clock.now(), "", False
        while wanted := self._workplace.read(shared.missed, after=after, limit=FILES_AT_ONCE):
            here = list(self._brought(wanted, now, got))
            if here:
                self._workplace.write(shared.bring, here)
            lacks |= len(here) < len(wanted)
            after = wanted[-1].sha256
        self._wants_files = lacks

    def _brought(
        self, wanted: Iterable[shared.AbsentFile], now: int, got: Received
    ) -> Iterator[str]:
        due = [
            one
            for one in wanted
            if self._workplace.blobs.holds(one.sha256)
            or self.waits.is_due(layout.blob(one.space, one.sha256), now)
        ]
        for one, fault in zip(due, self._hands(self._bring, due), strict=True):
            name = layout.blob(one.space, one.sha256)
            if fault:
                self.waits.put_off(name, fault, now)
            else:
                self._came(name)
                got.files += 1
                yield one.sha256

    def _bring(self, one: shared.AbsentFile) -> str:
        """Bring one content here; return why it is not, empty where it is."""
        blobs = self._workplace.blobs
        if blobs.holds(one.sha256):
            return ""
        with blobs.incoming() as target:
            name = layout.blob(one.space, one.sha256)
            if not self._carrier.copy_out(name, target, SIZE_LIMIT):
                return "missing"
            return "" if blobs.take(target, one.sha256) else "damaged"
