"""Out: what waits in the outbox, file by file, segment by segment, then the heads.

Broken off anywhere, it goes on from there the next time: the outbox is emptied only of what a head
has promised.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from msgspec.structs import replace

from edo.exchange import packing
from edo.exchange.hands import Hands, one_by_one
from edo.share import head as heads
from edo.share import publish
from edo.share.carrier import Carrier
from edo.share.head import Head, Signed
from edo.store import attachments, ledger, outbox, shared
from edo.store.outbox import Sealed
from edo.workplace import Workplace

_AT_ONCE = 200
"""Segments sent before their heads: what a broken connection may make us repeat."""


@dataclass(slots=True)
class Sent:
    """What went out."""

    segments: int = 0
    files: int = 0
    heads: int = 0

    def __iadd__(self, more: "Sent") -> Self:
        """Count what went out besides."""
        self.segments += more.segments
        self.files += more.files
        self.heads += more.heads
        return self


Listed = Mapping[str, Sequence[str]]
"""Last parts of the names of this device's own heads on the share, by space."""


Note = Callable[[Signed], object]
"""Told of every head that was sent."""


Forks = tuple[tuple[str, int, str], ...]
Tips = Callable[[str], Forks]
"""Tells of the ends of the forked logs of a space, as heads do."""


def no_tips(space: str) -> Forks:
    """Tell that no log of a space has forked."""
    del space
    return ()


def send(
    workplace: Workplace,
    carrier: Carrier,
    listed: Listed,
    note: Note,
    hands: Hands = one_by_one,
    tips: Tips = no_tips,
) -> Sent:
    """Send what waits for the spaces whose heads were listed; more may be stated meanwhile.

    Args:
        workplace: whose outbox.
        carrier: of the share.
        listed: this device's heads that are there, by the spaces that were looked at.
        note: told of the heads sent.
        hands: carry the files.
        tips: tells of the forked logs of a space.

    Raises:
        UnreachableError: the share does not answer; what waits still waits.
        DamagedError: somebody else has written under this device's names.
    """
    sent = Sent()
    own, spaces = workplace.device, tuple(listed)
    while waiting := workplace.read(outbox.sealed, dev=own, spaces=spaces, limit=_AT_ONCE):
        sent.files += _send_files(workplace, carrier, waiting, hands)
        for sealed in waiting:
            publish.put_segment(carrier, sealed.space, workplace.device, sealed.seq, sealed.data)
            sent.segments += 1
        for space in {sealed.space: None for sealed in waiting}:
            last = max(one.seq for one in waiting if one.space == space)
            last = workplace.read(outbox.sent_to, space=space, dev=own, after=last)
            note(send_head(workplace, carrier, space, last, listed[space], tips(space)))
            sent.heads += 1
        workplace.write(outbox.sent, [sealed.id for sealed in waiting])
    return sent


def send_head(
    workplace: Workplace,
    carrier: Carrier,
    space: str,
    seq: int,
    listed: Sequence[str],
    tips: Forks = (),
) -> Signed:
    """Send a head that promises the log of a space up to a number."""
    told = replace(_head(workplace, space, seq), forks=tips)
    signed = heads.sign(told, workplace.key)
    publish.put_head(carrier, signed, listed)
    known = shared.KnownHead(
        space, workplace.device, seq, signed.name, workplace.clock.now(), signed.data
    )
    workplace.write(shared.hear, [known])
    return signed


def seen_of(ends: Mapping[str, int], own: str) -> tuple[tuple[str, int], ...]:
    """Return what a head says its author has seen of the other logs of its space.

    Args:
        ends: number of the last segment held, by device.
        own: the author's device.
    """
    seen = sorted(item for item in ends.items() if item[0] != own and item[1])
    return tuple(seen[: heads.SEEN_LIMIT])


def _send_files(
    workplace: Workplace, carrier: Carrier, waiting: Sequence[Sealed], hands: Hands
) -> int:
    """Send the contents segments name; return how many."""

    def put(file: tuple[str, str]) -> None:
        space, sha256 = file
        publish.put_file(carrier, space, sha256, workplace.blobs.path(sha256))

    files = {
        (sealed.space, sha256): None
        for sealed in waiting
        for sha256 in workplace.read(attachments.files_of, number=sealed.id)
        if workplace.blobs.holds(sha256)
    }
    return len(list(hands(put, files)))


def _head(workplace: Workplace, space: str, seq: int) -> Head:
    tails = workplace.read(ledger.tails)
    own = workplace.device
    ends = {dev: tail.seq for (where, dev), tail in tails.items() if where == space}
    identity = workplace.identity
    return Head(
        v=heads.VERSION,
        org=identity.org,
        space=space,
        dev=own,
        inst=identity.inst,
        seq=seq,
        last=workplace.read(ledger.hash_of, space=space, dev=own, seq=seq),
        hlc=workplace.clock.tick(),
        at=workplace.clock.now(),
        auth=workplace.authority,
        packed=workplace.read(packing.packed, space).last,
        seen=seen_of(ends, own),
    )
