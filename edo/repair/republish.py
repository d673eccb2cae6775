"""Putting everything this workplace holds where the share lacks it, or has it spoilt.

The share is a cache of what all workplaces hold, so any of them can fill an empty folder again.
What lies in a name's place and is genuine is left alone; what is not is kept aside here before it
goes, and only its owner, or the keeper, takes it away.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from edo import reclaiming
from edo.errors import DamagedError, EdoError, OutdatedError, Reason, Refusal
from edo.exchange.packing import Packer
from edo.queries.share import SURE
from edo.share import authority, collect, layout, packs, strays
from edo.share.carrier import Carrier, Put
from edo.share.collect import PendingError
from edo.share.packs import Place
from edo.share.publish import STRANGE
from edo.store import attachments, ledger, shared
from edo.workplace import Workplace


@dataclass(slots=True)
class PutBack:
    """What was put back, by its kind; `untouched` could not be."""

    records: int = 0
    segments: int = 0
    heads: int = 0
    packs: int = 0
    claims: int = 0
    files: int = 0
    untouched: list[str] = field(default_factory=list[str])

    def told(self) -> dict[str, int]:
        """Return how many of each kind."""
        names = ("records", "segments", "heads", "packs", "claims", "files")
        return {name: getattr(self, name) for name in names} | {"untouched": len(self.untouched)}


def republish(workplace: Workplace, carrier: Carrier) -> PutBack:
    """Put back what the share lacks of all this workplace holds.

    Raises:
        Refusal: another organisation's share lies there.
        UnreachableError: the share does not answer. It may be repeated.
    """
    return Republisher(workplace, carrier).run()


class Republisher:
    """Puts things back, and counts them."""

    def __init__(self, workplace: Workplace, carrier: Carrier) -> None:
        self._workplace = workplace
        self._carrier = carrier
        self._done = PutBack()

    def run(self) -> PutBack:
        """Put back everything: records first, heads last, as they are sent."""
        done = self._done
        self._put_marker()
        done.records += sum(self._put_records())
        for sha256, space in self._files():
            done.files += self._put_file(space, sha256)
        spaces = sorted({space for space, _ in self._workplace.read(ledger.tails)})
        for space, dev in sorted(self._workplace.read(ledger.tails)):
            done.segments += self._put_log(space, dev)
        with suppress(DamagedError):
            done.packs += Packer(self._workplace, self._carrier).mend()
        done.claims += reclaiming.restore(self._workplace, self._carrier)
        for one in self._workplace.read(shared.heads):
            if one.space in spaces and self._is_oldish(one):
                done.heads += self._put(one.name, one.data, one.dev)
        self._workplace.write(ledger.keep, SURE, "1")
        return done

    def _put_marker(self) -> None:
        """Put the founding record; a person has said that this is the folder."""
        mine = self._workplace.records[0]
        found = collect.read_founding(self._carrier)
        if found == mine:
            return
        if found is not None:
            with suppress(DamagedError, OutdatedError):
                authority.check([found])
                raise Refusal(Reason.SHARE_FOREIGN)
        self._done.records += self._put(layout.FOUNDING, mine, self._workplace.roster.keeper)

    def _put_records(self) -> Iterator[int]:
        keeper = self._workplace.roster.keeper
        for n, data in enumerate(self._workplace.records[1:]):
            yield self._put(layout.record(n), data, keeper)

    def _files(self) -> set[tuple[str, str]]:
        """Return (hash, space) of the contents that were sent and are whole here."""
        sent = self._workplace.read(lambda connection: {*attachments.sent_files(connection)})
        return {(sha256, space) for space, sha256 in sent}

    def _put_file(self, space: str, sha256: str) -> int:
        blobs, name = self._workplace.blobs, layout.blob(space, sha256)
        if not blobs.is_whole(sha256):
            return 0
        put = self._carrier.put_new(name, blobs.path(sha256))
        if put is Put.DIFFERENT:  # its name is its hash: whatever lies there is not the content
            self._carrier.drop_own(name)
            put = self._carrier.put_new(name, blobs.path(sha256))
        return int(put is Put.CREATED)

    def _put_log(self, space: str, dev: str) -> int:
        """Put the segments of a log that neither lie there nor in a pack."""
        last = self._workplace.read(ledger.tail, space, dev).seq
        packed = self._packed(space, dev)
        put = 0
        for first in range(0, last + 1, layout.BUCKET):
            held = self._workplace.read(
                ledger.stored, space=space, dev=dev, first=first, last=first + layout.BUCKET - 1
            )
            for _, seq, data in held:
                if packed.get(seq) != data:
                    put += self._put(layout.segment(space, dev, seq), data, dev)
        return put

    def _packed(self, space: str, dev: str) -> dict[int, bytes]:
        """Return the segments that lie in packs, as far as those are whole."""
        place = Place(self._workplace.identity.org, space, dev)
        device = self._workplace.roster.devices.get(dev)
        found: dict[int, bytes] = {}
        for told in packs.names(self._carrier, place) if device else ():
            data = self._carrier.read(layout.pack(space, dev, *told), packs.SIZE_LIMIT) or b""
            with suppress(PendingError, EdoError):
                if device is not None:
                    found |= packs.verify(data, place, told, device.public).segments()
        return found

    def _is_oldish(self, one: shared.KnownHead) -> bool:
        """Tell whether no newer head of a log lies there."""
        told = [layout.read_head(part) for part in self._carrier.list(layout.heads(one.space))]
        return not any(name and name.dev == one.dev and name.seq > one.seq for name in told)

    def _put(self, name: str, data: bytes, owner: str) -> int:
        """Put one object; return how many were put."""
        put = self._carrier.put_new(name, data)
        if put is Put.DIFFERENT and self._may_replace(name, owner):
            self._carrier.drop_own(name)
            put = self._carrier.put_new(name, data)
        if put is Put.DIFFERENT:
            self._done.untouched.append(name)
        return int(put is Put.CREATED)

    def _may_replace(self, name: str, owner: str) -> bool:
        """Tell whether what lies under a name is nobody's work and ours to take away."""
        own, roster = self._workplace.device, self._workplace.roster
        if own not in (owner, roster.keeper):
            return False
        found = self._carrier.read(name, strays.LIMIT) or b""
        folder = name.rpartition("/")[0]
        org = self._workplace.identity.org
        is_genuine = strays.proper_name(found, folder, org, roster) == name
        if layout.is_record(name):
            is_genuine = is_genuine and self._is_fork(found)
        if not is_genuine:
            now = self._workplace.clock.now()
            self._workplace.write(shared.put_aside, name=name, reason=STRANGE, at=now, data=found)
        return not is_genuine

    def _is_fork(self, found: bytes) -> bool:
        try:
            authority.follow(self._workplace.chain, found)
        except (DamagedError, OutdatedError) as error:
            return error.reason == "authority_fork"
        return True
