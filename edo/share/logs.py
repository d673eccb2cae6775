"""A whole log as it lies on the share: segment after segment, by its own name or out of a pack.

For those who look at a log once, from wherever it ends for them: a cut, a check, a repair.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace

from edo.errors import DamagedError, OutdatedError
from edo.segment import NOTHING, STORED_LIMIT, End, Line, Segment, end_of
from edo.share import head as heads
from edo.share import layout, packs
from edo.share.carrier import Carrier
from edo.share.collect import Judge, PendingError
from edo.share.head import Head
from edo.share.packs import Place


@dataclass(slots=True)
class Log:
    """Reads one log; what is found is judged, never trusted.

    Attributes:
        carrier: of the share.
        judge: knows whose keys count.
        space, dev: which log.
    """

    carrier: Carrier
    judge: Judge
    space: str
    dev: str
    _open: dict[int, bytes] = field(default_factory=dict[int, bytes])

    def after(self, end: End = NOTHING) -> Iterator[tuple[Segment, list[Line]]]:
        """Yield the segments behind an end, in order, until one is missing or is not what it says.

        Raises:
            UnreachableError: the share does not answer.
        """
        while (found := self.next(end)) is not None:
            yield found
            end = end_of(found[0])

    def next(self, end: End) -> tuple[Segment, list[Line]] | None:
        """Return the segment behind an end; None where it is not to be had."""
        for data in self.found(end.seq + 1):
            try:
                return self.judge.judge(data, self.space, self.dev, end)
            except (PendingError, DamagedError, OutdatedError):
                continue
        return None

    def found(self, seq: int) -> Iterator[bytes]:
        """Yield what lies on the share for one number, unjudged: by its name, then in packs."""
        data = self.carrier.read(layout.segment(self.space, self.dev, seq), STORED_LIMIT)
        if data is not None:
            yield data
        if seq not in self._open:
            self._open = self._unpack(seq)
        if seq in self._open:
            yield self._open[seq]

    def _unpack(self, seq: int) -> dict[int, bytes]:
        place = Place(self.judge.org, self.space, self.dev)
        device = self.judge.roster.devices.get(self.dev)
        if device is None:
            return {}
        for told in packs.names(self.carrier, place):
            if told[0] <= seq <= told[1]:
                name = layout.pack(self.space, self.dev, *told)
                data = self.carrier.read(name, packs.SIZE_LIMIT) or b""
                try:
                    return dict(packs.verify(data, place, told, device.public).segments())
                except (PendingError, DamagedError, OutdatedError):
                    continue
        return {}


def newest(carrier: Carrier, judge: Judge, space: str, devices: Container[str]) -> dict[str, Head]:
    """Return the newest head that holds of some devices in a space, by device.

    Args:
        carrier: of the share.
        judge: knows whose keys count.
        space: where to look.
        devices: whose heads are read.

    Raises:
        UnreachableError: the share does not answer.
    """
    found: dict[str, Head] = {}
    told = sorted(
        (name for part in carrier.list(layout.heads(space)) if (name := layout.read_head(part))),
        key=lambda name: -name.seq,
    )
    for name in told:
        device = judge.roster.devices.get(name.dev)
        if (
            device is None
            or name.dev not in devices
            or (name.dev in found and found[name.dev].seq > name.seq)
        ):
            continue
        where = layout.head(space, name.dev, name.seq, name.hash)
        data = carrier.read(where, heads.KIND.limit) or b""
        try:
            head = heads.verify(data, judge.org, space, name, device.public)
        except (DamagedError, OutdatedError):
            continue
        before = found.get(name.dev)
        if before is None or (before.seq, before.hlc) < (head.seq, head.hlc):
            found[name.dev] = head
    return found


def patient(judge: Judge) -> Judge:
    """Return a judge that holds no segment for its clock: whatever the log says of the time."""
    return replace(judge, now=1 << 62)
