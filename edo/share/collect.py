"""What others put on the share, judged before it counts: limits, place, signature, chain.

A segment is `pending` where it may still become whole (missing, short, of the future, quoting
records not known here) and damaged where it cannot: then it is set aside with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edo import segment as segments
from edo.clock import COUNTER_BITS
from edo.domain.roster import Roster
from edo.errors import DamagedError
from edo.segment import HEADER_LIMIT, End, Line, Segment
from edo.share import layout
from edo.share.authority import RECORD_LIMIT, Chain
from edo.share.carrier import Carrier

_LINES_BEFORE_BODY = 3
FUTURE_MS = 5 * 60 * 1000
"""Milliseconds a segment may be ahead of the wall clock before it is held."""


class PendingError(Exception):
    """The object does not count yet; `reason` says why. It is asked for again later."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Judge:
    """What segments of one organisation are judged by.

    Attributes:
        org: id of the organisation.
        roster: whose keys count.
        chain: the authority records known here.
        now: the wall clock, milliseconds since 1970 UTC.
    """

    org: str
    roster: Roster
    chain: Chain
    now: int

    def judge(self, data: bytes, space: str, dev: str, end: End) -> tuple[Segment, list[Line]]:
        """Verify the segment that follows the end of a log.

        Args:
            data: bytes found under its name.
            space: where it was found.
            dev: whose log it is.
            end: of the log so far.

        Raises:
            PendingError: it may count later.
            DamagedError: it never will.
            OutdatedError: a newer release wrote it.
        """
        device = self.roster.devices.get(dev)
        if device is None:
            raise PendingError("unknown_device")
        segment = whole(data, device.public)
        header = segment.header
        if (header.org, header.space, header.dev) != (self.org, space, dev):
            raise DamagedError("segment_place")
        if header.seq != end.seq + 1:
            raise DamagedError("segment_number")
        if header.prev != end.hash:
            raise PendingError("other_branch")
        self._judge_times(segment, end)
        lines = segments.lines(segment)
        check_lines(lines, segment)
        return segment, lines

    def _judge_times(self, segment: Segment, end: End) -> None:
        header = segment.header
        index, _ = header.auth
        if index >= len(self.chain.records):
            raise PendingError("unknown_record")
        if index < end.authority or not self.chain.holds(header.auth):
            raise DamagedError("segment_authority")
        first, last = header.hlc
        if not end.hlc < first <= last:
            raise DamagedError("segment_time")
        if last >> COUNTER_BITS > self.now + FUTURE_MS:
            raise PendingError("future")


def read_records(carrier: Carrier, first: int) -> list[bytes]:
    """Read the records of the authority chain from an index on, as far as there are any."""
    found: list[bytes] = []
    while data := carrier.read(layout.record(first + len(found)), RECORD_LIMIT):
        found.append(data)
    return found


def read_founding(carrier: Carrier) -> bytes | None:
    """Read the founding record; None where the share is not here."""
    return carrier.read(layout.FOUNDING, RECORD_LIMIT)


def read_chain(carrier: Carrier) -> list[bytes]:
    """Read the founding record and the whole authority chain; empty where the share is not here."""
    first = read_founding(carrier)
    return [] if first is None else [first, *read_records(carrier, 0)]


def whole(data: bytes, public: bytes) -> Segment:
    """Verify a segment; one that is only short is still on its way.

    Raises:
        PendingError: bytes are missing at the end.
        DamagedError: it is no segment, or not signed by the device.
    """
    try:
        return segments.verify(data, public)
    except DamagedError as error:
        if _is_short(data):
            raise PendingError("short") from error
        raise


def _is_short(data: bytes) -> bool:
    if not data.startswith(segments.MAGIC):
        return segments.MAGIC.startswith(data)
    try:
        segment, _ = segments.parse(data)
    except DamagedError:
        return len(data) <= HEADER_LIMIT and data.count(b"\n") < _LINES_BEFORE_BODY
    return len(segments.stored_body(segment)) < segment.header.len


def check_lines(lines: Sequence[Line], segment: Segment) -> None:
    """Refuse changes whose times leave the header's range or go back.

    Raises:
        DamagedError: they do.
    """
    first, last = segment.header.hlc
    before = first - 1
    for line in lines:
        if not before < line.hlc <= last:
            raise DamagedError("segment_time")
        before = line.hlc
