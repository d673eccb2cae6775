"""This device's packs: made when enough segments are on the share, and what they replace dropped.

A segment leaves the share only by the hand that wrote it, a week after its pack was put there, when
two others have said they hold it, and in two steps a day apart; before each the pack is read back
and compared with the ledger. Nothing is dropped while the clock is not to be trusted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from edo.clock import COUNTER_BITS
from edo.errors import EdoError
from edo.share import layout, packs, publish
from edo.share.carrier import Carrier
from edo.share.collect import FUTURE_MS, PendingError
from edo.share.head import Head
from edo.share.packs import Place
from edo.store import ledger, outbox
from edo.store.database import Connection
from edo.workplace import Workplace

AT_LEAST = packs.SEGMENTS_LIMIT
"""Segments of one log that are packed as soon as there are so many."""
_DAY = 24 * 60 * 60 * 1000
REST = 7 * _DAY
"""Milliseconds a pack lies on the share before segments are dropped for it."""
PAUSE = _DAY
"""Milliseconds between the two steps of dropping."""
WITNESSES = 2
"""Other devices that must hold a segment before it is dropped."""

Heads = Mapping[tuple[str, str], Head]
"""The newest heads by (space, device)."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A pack whose segments still lie beside it.

    Attributes:
        first, last: their numbers.
        at: when it was made or found, milliseconds since 1970 UTC.
        marked: when the first step of dropping was made, 0 before.
    """

    first: int
    last: int
    at: int
    marked: int = 0


class Packed(msgspec.Struct, frozen=True):
    """What this device has packed of one log.

    Attributes:
        last: number of the last segment in a pack.
        beside: packs whose segments were not dropped yet.
    """

    last: int = 0
    beside: tuple[Kept, ...] = ()


def packed(connection: Connection, space: str) -> Packed:
    """Return what this device has packed of its log in a space."""
    found = ledger.recall(connection, _name(space))
    return msgspec.json.decode(found, type=Packed) if found else Packed()


@dataclass(frozen=True, slots=True)
class Packer:
    """Makes and thins out the packs of this device.

    Attributes:
        workplace: whose.
        carrier: of the share.
    """

    workplace: Workplace
    carrier: Carrier

    def pack(self, *, at_least: int = AT_LEAST) -> int:
        """Pack what was sent and is in no pack; return how many packs were made or found.

        Broken off anywhere, it finds its own pack the next time.

        Args:
            at_least: segments of a log that are worth it.

        Raises:
            UnreachableError: the share does not answer.
            DamagedError: something else lies under the name of a pack.
        """
        own = self.workplace.device
        tails = self.workplace.read(ledger.tails)
        made = 0
        for space in sorted(space for space, dev in tails if dev == own):
            before = self.workplace.read(packed, space).last
            waiting = self.workplace.read(outbox.unsent, space=space, dev=own)
            last = waiting - 1 if waiting else tails[space, own].seq
            if last - before >= max(at_least, 1):
                made += self._pack_log(space, before + 1, last)
        return made

    def mend(self) -> int:
        """Make packs again that the share has lost; return how many.

        Raises:
            UnreachableError: the share does not answer.
            DamagedError: something else lies under the name of a pack.
        """
        own = self.workplace.device
        made = 0
        for space in sorted(
            space for space, dev in self.workplace.read(ledger.tails) if dev == own
        ):
            if last := self.workplace.read(packed, space).last:
                place = self._place(space)
                for first, upto in packs.gaps(packs.names(self.carrier, place), last):
                    while first <= upto and (told := self._make(place, first, upto)):
                        first, made = told[1] + 1, made + 1
        return made

    def drop(self, heads: Heads) -> int:
        """Drop segments that lie in packs, if it is time; return how many.

        Args:
            heads: the newest ones of all devices.

        Raises:
            UnreachableError: the share does not answer; it goes on another time.
        """
        now = self.workplace.clock.now()
        if self.workplace.clock.tick() >> COUNTER_BITS > now + FUTURE_MS:
            return 0  # the clock went back
        dropped = 0
        for space in sorted({space for space, dev in heads if dev == self.workplace.device}):
            for one in self.workplace.read(packed, space).beside:
                if self._is_due(space, one, now, heads) and self._holds(space, one):
                    dropped += self._step(space, one, now)
        return dropped

    def _pack_log(self, space: str, first: int, last: int) -> int:
        place = self._place(space)
        there = packs.names(self.carrier, place)
        made = 0
        while first <= last:
            found = next((told for told in there if told[0] == first and told[1] <= last), None)
            if found is None or not self._holds(space, Kept(*found, at=0)):
                found = self._make(place, first, last)
                if found is None:
                    return made
            self._note(space, found)
            first = found[1] + 1
            made += 1
        return made

    def _make(self, place: Place, first: int, last: int) -> tuple[int, int] | None:
        """Put one pack there and read it back; None where that cannot be."""
        stored = self._stored(place.space, first, min(last, first + packs.SEGMENTS_LIMIT - 1))
        chosen = _as_fit(stored)
        if not chosen:
            return None
        data = packs.seal(place, first, chosen, self.workplace.key)
        told = (first, first + len(chosen) - 1)
        name = layout.pack(place.space, place.dev, *told)
        publish.put_pack(self.carrier, name, data)
        return told if self.carrier.read(name, packs.SIZE_LIMIT) == data else None

    def _stored(self, space: str, first: int, last: int) -> list[bytes]:
        """Return the segments of a range, none if the log has forked or has a gap there."""
        dev = self.workplace.device
        rows = self.workplace.read(ledger.stored, space=space, dev=dev, first=first, last=last)
        is_line = [seq for _, seq, _ in rows] == list(range(first, last + 1))
        return [data for *_, data in rows] if is_line else []

    def _holds(self, space: str, one: Kept) -> bool:
        """Read a pack back: tell whether it holds just what the ledger does."""
        place, told = self._place(space), (one.first, one.last)
        data = self.carrier.read(layout.pack(space, place.dev, *told), packs.SIZE_LIMIT)
        if data is None:
            return False
        try:
            found = packs.verify(data, place, told, self.workplace.key.public)
        except (PendingError, EdoError):
            return False
        return [data for _, data in found.segments()] == self._stored(space, *told)

    def _is_due(self, space: str, one: Kept, now: int, heads: Heads) -> bool:
        since, wait = (one.marked, PAUSE) if one.marked else (one.at, REST)
        own = self.workplace.device
        seen = sum(
            dict(head.seen).get(own, 0) >= one.last
            for (where, dev), head in heads.items()
            if where == space and dev != own
        )
        return now >= since + wait and seen >= WITNESSES

    def _step(self, space: str, one: Kept, now: int) -> int:
        """Make the next step of dropping a pack's segments: mark them, or drop them."""
        if not one.marked:
            self._change(space, one, (Kept(one.first, one.last, one.at, now),))
            return 0
        for seq in range(one.first, one.last + 1):
            self.carrier.drop_own(layout.segment(space, self.workplace.device, seq))
        self._change(space, one, ())
        return one.last - one.first + 1

    def _note(self, space: str, told: tuple[int, int]) -> None:
        made = Kept(*told, at=self.workplace.clock.now())
        self._edit(space, lambda before: Packed(told[1], (*before.beside, made)))

    def _change(self, space: str, one: Kept, now: tuple[Kept, ...]) -> None:
        def changed(before: Packed) -> Packed:
            beside = (now if kept == one else (kept,) for kept in before.beside)
            return Packed(before.last, tuple(kept for some in beside for kept in some))

        self._edit(space, changed)

    def _edit(self, space: str, edit: Callable[[Packed], Packed]) -> None:
        def act(connection: Connection) -> None:
            after = edit(packed(connection, space))
            ledger.keep(connection, _name(space), msgspec.json.encode(after).decode())

        self.workplace.write(act)

    def _place(self, space: str) -> Place:
        return Place(self.workplace.identity.org, space, self.workplace.device)


def _as_fit(stored: Sequence[bytes]) -> list[bytes]:
    """Return as many of the first segments as one pack takes."""
    chosen: list[bytes] = []
    size = 0
    for data in stored:
        size += len(data)
        if size > packs.BODY_LIMIT:
            break
        chosen.append(data)
    return chosen


def _name(space: str) -> str:
    """Return the name under which the ledger remembers the packs of a space."""
    return f"packed/{space}"
