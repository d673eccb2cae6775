"""Mending the share: what this workplace holds and the share has lost is put there again.

The share is a cache of what all workplaces hold. A restored folder, a power cut at the server or
somebody with write access may take objects away or put others in their place; whoever holds the
true bytes puts them back. Nothing is concluded in haste: a listing may be old and a byte misread,
so what looks lost or strange is looked at twice, some time apart.
"""

from contextlib import suppress

from edo import reclaiming
from edo import segment as segments
from edo.clock import COUNTER_BITS
from edo.errors import DamagedError, OutdatedError
from edo.exchange import copies
from edo.exchange.looks import Looks
from edo.exchange.receiving import Receiver
from edo.exchange.restoring import Restorer
from edo.segment import STORED_LIMIT, End, Line, Segment, end_of
from edo.share import authority, collect, layout, publish
from edo.share import head as heads
from edo.share.carrier import Carrier
from edo.share.collect import Judge, PendingError
from edo.share.head import Head
from edo.share.logs import Log
from edo.store import attachments, ledger, outbox
from edo.workplace import Workplace

_PATIENCE = 60_000
"""Milliseconds between two looks that must agree before anything strange is taken away."""
_FIRST_LOOK = 2 * 60_000
_LAST_LOOK = 24 * 60 * 60_000
"""Milliseconds until it is looked why somebody lacks what was sent: at first, and at most."""
_AFTER = 10 * 60_000
"""Milliseconds after which what others sent and the share has lost is put there again."""
_AN_HOUR = 60 * 60_000
"""Milliseconds after which it is looked at first why somebody lacks what a third one sent."""
_EVERY = 24 * 60 * 60_000
"""Milliseconds after which everything held is compared with the share's listings."""
_COMPARED = "share_compared"
LIMIT = 1_000
"""Own segments looked at, at most, to find where two courses of a log part."""


class Mender:
    """Puts back what the share has lost. It remembers between runs what it has seen."""

    def __init__(self, workplace: Workplace, carrier: Carrier, receiver: Receiver) -> None:
        self._workplace = workplace
        self._carrier = carrier
        self._receiver = receiver
        self._lost = Looks(_AFTER, _LAST_LOOK)
        self._lacking = Looks(_FIRST_LOOK, _LAST_LOOK)
        self._of_others = Looks(_AN_HOUR, _LAST_LOOK)
        self._strange: dict[str, tuple[bytes, int]] = {}
        self._whole: dict[str, str] = {}
        self._compared: int | None = None
        self._awaited: dict[str, int] = {}
        self._restorer = Restorer(workplace, carrier, receiver)

    def mend(self) -> None:
        """Put back what is known to be lost.

        Raises:
            UnreachableError: the share does not answer.
        """
        self._mend_lost()
        self._mend_lacking()
        self._compare_all()

    def count(self) -> int:
        """Return how many objects were put back since the last time."""
        put, self._restorer.count = self._restorer.count, 0
        return put

    def rejoin(self) -> bool:
        """Take in what this device once sent and this workplace has forgotten.

        Returns:
            Whether everything that its newest heads promise is here, so that it may send.
        """
        own, is_whole = self._workplace.device, True
        for (space, dev), head in sorted(self._receiver.heads.items()):
            if dev != own or not head.seq or self._whole.get(space) == head.last:
                continue
            if self._holds(space, head.seq, head.last) or self._rejoin(space, head.seq):
                self._whole[space] = head.last
            else:
                is_whole = False
        return is_whole and not self._is_known_better()

    def _is_known_better(self) -> bool:
        """Tell whether others have seen work of this device that is neither here nor on the share.

        They will put it back; what is sent before they do would take its place. It is waited for
        no longer than a day: one who only says so must not keep others from sending.
        """
        own, now = self._workplace.device, self._workplace.clock.now()
        ahead = {
            space
            for (space, _), head in self._receiver.heads.items()
            if (seen := dict(head.seen).get(own, 0)) > self._sent(space) and seen > self._end(space)
        }
        self._awaited = {space: self._awaited.get(space, now) for space in ahead}
        return any(abs(now - since) < _EVERY for since in self._awaited.values())

    def clear(self, name: str) -> bool:
        """Deal with something that lies under a name this device wants to write.

        Returns:
            Whether sending may go on: this device's own earlier work was taken in, or what is no
            work of anybody's was taken away. False where it must be looked at again later.

        Raises:
            DamagedError: another installation has written it with this device's key.
        """
        own = self._workplace.device
        data = self._carrier.read(name, STORED_LIMIT)
        if data is None:
            return True
        told = layout.read_segment(name)
        if told is not None and told[1] == own:
            space, _, seq = told
            if self._is_own_work(data, space, seq):
                return self._rejoin(space, seq)
        elif layout.is_record(name) and self._is_record(data):
            raise DamagedError(publish.TAKEN, name=name)
        return self._take_away(name, data)

    def _end(self, space: str) -> int:
        """Return the number of the last segment of this device's log that does not wait."""
        own = self._workplace.device
        waiting = self._workplace.read(outbox.unsent, space=space, dev=own)
        return waiting - 1 if waiting else self._workplace.read(ledger.tail, space, own).seq

    def _holds(self, space: str, seq: int, digest: str) -> bool:
        own = self._workplace.device
        return self._workplace.read(ledger.holds, space=space, dev=own, seq=seq, digest=digest)

    def _is_own_work(self, data: bytes, space: str, seq: int) -> bool:
        """Tell whether some bytes are the segment of this place, signed by this device's key.

        Raises:
            DamagedError: it has, but at another installation.
        """
        try:
            segment = collect.whole(data, self._workplace.key.public)
        except (DamagedError, OutdatedError, PendingError):
            return False
        header = segment.header
        if (header.space, header.seq) != (space, seq):
            return False
        if header.inst != self._workplace.identity.inst:
            raise DamagedError(publish.TAKEN, name=space)
        return True

    def _is_record(self, data: bytes) -> bool:
        chain = self._workplace.chain
        with suppress(DamagedError, OutdatedError):
            authority.follow(chain, data)
            return True
        return False

    def _take_away(self, name: str, data: bytes) -> bool:
        """Take away what has no right to a name, once it was the same at two looks."""
        now = self._workplace.clock.now()
        seen, since = self._strange.get(name, (b"", 0))
        if seen != data or now < since:
            self._strange[name] = data, now
            self._receiver.set_aside(name, "share_strange", data)
            return False
        if now - since < _PATIENCE:
            return False
        del self._strange[name]
        self._carrier.drop_own(name)
        return True

    def _rejoin(self, space: str, promised: int) -> bool:
        """Take in this device's own segments from where the ledger leaves them, packed or not.

        All that are there, beyond what is promised too: heads may never have been sent for them.

        Returns:
            Whether the log is here up to the number promised.
        """
        own, at = self._workplace.device, self._workplace
        waiting = self._workplace.read(outbox.unsent, space=space, dev=own)
        tail = self._workplace.read(ledger.tail, space, own)
        first = waiting or tail.seq + 1
        arrived: list[tuple[Segment, list[Line]]] = []
        end = self._end_before(space, first)
        judge = Judge(at.identity.org, at.roster, at.chain, at.clock.now())
        log = Log(self._carrier, judge, space, own)
        while True:
            held = b"" if arrived else self._held(space, end.seq + 1)
            if held and held in log.found(end.seq + 1):
                end = self._end_before(space, end.seq + 2)
            elif (found := log.next(end)) is not None:
                arrived.append(found)
                end = end_of(found[0])
            else:
                break
        if arrived:
            begun = arrived[0][0].header.seq
            if self._workplace.read(outbox.has_sent, space=space, dev=own, since=begun):
                return False  # the log forked: what was sent is not withdrawn
            self._workplace.rejoin(arrived)
            self._receiver.want_files()
        return end.seq >= promised

    def _held(self, space: str, seq: int) -> bytes:
        own = self._workplace.device
        return self._workplace.read(ledger.bytes_of, space=space, dev=own, seq=seq)

    def _end_before(self, space: str, seq: int) -> End:
        """Return the end of this device's log as it was before a number."""
        own = self._workplace.device
        return self._workplace.read(ledger.tail_at, space=space, dev=own, seq=seq - 1)

    def _mend_lost(self) -> None:
        """Put back logs whose newest head the share shows no more."""
        own, now = self._workplace.device, self._workplace.clock.now()
        lost: set[object] = set()
        for (space, dev), seq in self._receiver.lost():
            lost.add((space, dev))
            if dev == own or self._lost.is_due((space, dev), now):
                self._restorer.put_records()
                self._restorer.put_log(space, dev, seq)
                self._restorer.put_head(space, dev)
                if dev == own:
                    self._restorer.count += reclaiming.restore(
                        self._workplace, self._carrier, only_own=True
                    )
        self._lost.keep(lost)

    def _mend_lacking(self) -> None:
        """Look at what somebody's head says they lack, though it was sent.

        A head of this device's own may be that of a copy of this workplace.
        """
        own, now = self._workplace.device, self._workplace.clock.now()
        last = self._workplace.authority[0]
        lacking: set[object] = set()
        for (space, dev), head in sorted(self._receiver.heads.items()):
            if not self._receiver.collects(head):
                continue
            self._mend_for(head, now)
            if dev == own:
                continue
            if head.auth[0] < last:
                lacking.add(("auth", dev, head.auth[0]))
                if self._lacking.is_due(("auth", dev, head.auth[0]), now):
                    self._look_at_record(head.auth[0] + 1)
            sent = self._sent(space)
            seen = dict(head.seen).get(own, 0)
            if seen < sent:
                lacking.add((space, dev, seen))
                if self._lacking.is_due((space, dev, seen), now):
                    self._look_at_segment(space, seen + 1)
        self._lacking.keep(lacking)

    def _mend_for(self, head: Head, now: int) -> None:
        """Look at what somebody lacks of others, whose own workplace may have forgotten it."""
        space, seen = head.space, dict(head.seen)
        for dev, end in sorted(self._receiver.ends(space).items()):
            first = seen.get(dev, 0) + 1
            theirs = self._receiver.heads.get((space, dev))
            if dev in (self._workplace.device, head.dev) or theirs is None:
                continue
            if theirs.packed < first <= end and self._of_others.is_due((space, dev, first), now):
                data = self._workplace.read(ledger.bytes_of, space=space, dev=dev, seq=first)
                name = layout.segment(space, dev, first)
                if not self._look_at(name, data, STORED_LIMIT, is_own=False):
                    self._lend(space, dev, first, data)
                if (known := self._receiver.known(space, dev)) is not None:
                    self._look_at(known.name, known.data, heads.KIND.limit, is_own=False)

    def _lend(self, space: str, dev: str, seq: int, data: bytes) -> None:
        """Put what somebody lacks beside what lies in its place, the same at two looks."""
        name, now = layout.segment(space, dev, seq), self._workplace.clock.now()
        found = self._carrier.read(name, STORED_LIMIT)
        seen, _ = self._strange.pop(name, (None, 0))
        if found is None or found == data:
            return
        self._strange[name] = found, now
        if seen == found:
            self._receiver.branches.lend(space, dev, seq)

    def _sent(self, space: str) -> int:
        head = self._receiver.heads.get((space, self._workplace.device))
        return head.seq if head else 0

    def _look_at_record(self, n: int) -> None:
        """See that a record of the chain is there as it is known; its keeper may clear its name."""
        is_keeper = self._workplace.roster.keeper == self._workplace.device
        name, data = layout.record(n), self._workplace.records[n + 1]
        self._look_at(name, data, authority.RECORD_LIMIT, is_own=is_keeper)

    def _look_at_segment(self, space: str, seq: int) -> None:
        """See that a segment of this device's is there as it was sent, and its newest head too."""
        own = self._workplace.device
        name = layout.segment(space, own, seq)
        if self._look_at(name, self._held(space, seq), STORED_LIMIT):
            self._restorer.put_log(space, own, self._sent(space))
        known = self._receiver.known(space, own)
        if known is not None:
            self._look_at(known.name, known.data, heads.KIND.limit)

    def _look_at(self, name: str, data: bytes, limit: int, *, is_own: bool = True) -> bool:
        """See that an object is there as it was sent; tell whether it had to be put again."""
        found = self._carrier.read(name, limit)
        if found == data:
            return False
        if found is None or data.startswith(found) or (is_own and self._take_away(name, found)):
            self._restorer.put(name, data)
            return True
        return False

    def _compare_all(self) -> None:
        """Once a day compare everything held with what the share lists."""
        now = self._workplace.clock.now()
        if self._compared is None:
            self._compared = int(self._workplace.read(ledger.recall, _COMPARED) or "0")
        if abs(now - self._compared) < _EVERY:
            return
        self._restorer.put_records()
        for (space, dev), head in sorted(self._receiver.heads.items()):
            is_own = dev == self._workplace.device
            end = self._end(space) if is_own else self._receiver.ends(space).get(dev, 0)
            self._restorer.put_log(space, dev, min(end, head.seq), is_all=True)
        self._read_back(since=self._compared - _EVERY)
        for space, hashes in sorted(self._workplace.read(attachments.contents).items()):
            self._restorer.put_contents(space, hashes)
        self._restorer.count += copies.import_copies(self._workplace, self._carrier)
        self._workplace.write(ledger.keep, _COMPARED, str(now))
        self._compared = now

    def _read_back(self, since: int) -> None:
        """See that what was sent of late into spaces that are not collected lies there whole.

        Nobody there can tell this device what they lack.
        """
        own = self._workplace.device
        for space in sorted(self._workplace.abroad()):
            last, head = self._end(space), self._receiver.heads.get((space, own))
            first = max(last - LIMIT, head.packed if head else 0) + 1
            rows = self._workplace.read(ledger.stored, space=space, dev=own, first=first, last=last)
            for _, seq, data in rows:
                if segments.parse(data)[0].header.hlc[1] >> COUNTER_BITS >= since:
                    self._look_at(layout.segment(space, own, seq), data, STORED_LIMIT)
            if (known := self._receiver.known(space, own)) is not None:
                self._look_at(known.name, known.data, heads.KIND.limit)
