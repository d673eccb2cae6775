"""An organisation out of any pile of files: segments, packs, records, contents, wherever they lie.

Every signed object says where it belongs, so a share is laid out anew in an empty folder first, and
a workplace is made from it: by its own key, or by the root key's code as the keeper's.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from edo import keystore
from edo import segment as segments
from edo.clock import Now, Random, now
from edo.commands import recovery
from edo.domain.roster import OPEN, Roster, fold_roster
from edo.errors import DamagedError, EdoError, Reason, Refusal, refuse_os_error
from edo.home import Home
from edo.joining import establish
from edo.repair.refetch import refetch
from edo.share import authority, frame, layout, packs, strays
from edo.share.authority import Chain
from edo.share.carrier import Carrier
from edo.share.collect import PendingError
from edo.share.packs import Index, Place
from edo.store import attachments
from edo.workplace import Connect, open_workplace, share_at


@dataclass(slots=True)
class Rescued:
    """What was found in the pile, by its kind."""

    records: int = 0
    segments: int = 0
    heads: int = 0
    claims: int = 0
    files: int = 0

    def told(self) -> dict[str, int]:
        """Return how many of each kind."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def rescue(
    pile: Path,
    home: Path,
    place: Path,
    *,
    code: str = "",
    password: str = "",
    at: Now = now,
    random: Random = secrets.token_bytes,
    make: Connect = share_at,
) -> Rescued:
    """Make a share and a workplace out of a pile of files; nothing in the pile is changed.

    Args:
        pile: a folder; everything in it is looked at.
        home: of the new workplace. Its own key may lie there already.
        place: an empty folder for the share.
        code: of the root key, where there is no own key.
        password: of the own key, or for the new one.
        at: the wall clock.
        random: answers n random bytes.
        make: makes the share's carrier.

    Raises:
        Refusal: a folder cannot be read or written, or the code is another organisation's.
        DamagedError: no founding record is in the pile.
        UnreachableError: the folder for the share cannot be used.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, place) from error
    carrier = make(str(place), "")
    laid = _Laid(carrier, _chain(pile))
    laid.lay(pile)
    if code:
        recovery.begin_again(
            home, place=str(place), code=code, password=password, at=at, random=random, make=make
        )
    else:
        _by_own_key(Home(home), laid, str(place), password)
    workplace = open_workplace(home, password=password, at=at, random=random, connect=make)
    try:
        if workplace.carrier is not None:
            refetch(workplace, workplace.carrier)
    finally:
        workplace.close()
    return laid.done


def _chain(pile: Path) -> tuple[Chain, list[bytes]]:
    """Return the longest chain the records of a pile make."""
    found = [data for _, data in _files(pile) if data.startswith(authority.MAGIC)]
    arranged = authority.arrange(found)
    if not arranged:
        raise DamagedError("rescue_nothing", path=str(pile))
    grown = authority.grow(authority.check(arranged[:1]), arranged[1:])
    return grown.chain, [arranged[0], *grown.records]


def _files(pile: Path) -> Iterator[tuple[Path, bytes]]:
    try:
        for path in sorted(pile.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= strays.LIMIT:
                yield path, path.read_bytes()
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, pile) from error


@dataclass(slots=True)
class _Laid:
    """A share that is being laid out."""

    carrier: Carrier
    known: tuple[Chain, list[bytes]]
    done: Rescued = field(default_factory=Rescued)
    inst: dict[str, str] = field(default_factory=dict[str, str])
    _wanted: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    @property
    def roster(self) -> Roster:
        """Whose keys count."""
        return fold_roster(self.known[0].records)

    def lay(self, pile: Path) -> None:
        """Give everything in a pile its own name."""
        chain, records = self.known
        for n, data in enumerate(records, start=-1):
            self.carrier.put_new(layout.FOUNDING if n < 0 else layout.record(n), data)
        self.done.records = len(records)
        roster, org = self.roster, chain.founding.org
        for path, data in _files(pile):
            folder = _folder(path.relative_to(pile))
            if data.startswith(packs.KIND.magic):
                for inner in _unpacked(data, org, roster):
                    self._put(inner, "", org, roster)
            elif not data.startswith(authority.MAGIC):
                self._put(data, folder, org, roster)
        for _, data in _files(pile):
            for space in self._wanted.get(hashlib.sha256(data).hexdigest(), ()):
                name = layout.blob(space, hashlib.sha256(data).hexdigest())
                self.done.files += self.carrier.put_new(name, data).value == "created"

    def _put(self, data: bytes, folder: str, org: str, roster: Roster) -> None:
        name = strays.proper_name(data, folder, org, roster)
        if name is None or "/blobs/" in name:
            return
        is_new = self.carrier.put_new(name, data).value == "created"
        told = layout.read_segment(name)
        if told is not None:
            self.done.segments += is_new
            self._note(data)
        elif "/heads/" in name:
            self.done.heads += is_new
        else:
            self.done.claims += is_new

    def _note(self, data: bytes) -> None:
        """Note what contents a segment attaches, and at which installation it was made."""
        segment, _ = segments.parse(data)
        self.inst[segment.header.dev] = segment.header.inst
        with suppress(EdoError):
            for line in segments.lines(segment):
                for told in attachments.brought(line.kind, bytes(line.data)):
                    self._wanted.setdefault(told.sha256, set()).add(segment.header.space)


def _folder(path: Path) -> str:
    """Return the folder a file would lie in on a share, as far as its path still tells."""
    parts = path.parts[:-1]
    if layout.SPACES not in parts:
        return ""
    start = len(parts) - 1 - parts[::-1].index(layout.SPACES)
    return "/".join(parts[start:])


def _unpacked(data: bytes, org: str, roster: Roster) -> list[bytes]:
    """Return the segments of a pack that is whole and signed by a known device."""
    lines = data.split(b"\n", 3)
    with suppress(PendingError, EdoError):
        _, index = frame.read(packs.KIND, b"\n".join(lines[:3]) + b"\n", Index)
        device = roster.devices.get(index.dev)
        if device is not None:
            place = Place(org, index.space, index.dev)
            pack = packs.verify(data, place, (index.first, index.last), device.public)
            return [inner for _, inner in pack.segments()]
    return []


def _by_own_key(home: Home, laid: _Laid, place: str, password: str) -> None:
    """Make the workplace of a key that lies in the home and that the chain knows."""
    if not home.device_key.exists():
        raise Refusal(Reason.REQUIRED_FIELD, field="code")
    home.take()
    try:
        key = keystore.load(home.device_key, password=password)
        roster = laid.roster
        device = roster.devices.get(key.name)
        if device is None or device.until != OPEN:
            raise Refusal(Reason.DEVICE_RETIRED)
        if key.name in laid.inst:
            home.new_installation(laid.inst[key.name])  # it goes on where its work ended
        roles = next((one.roles for one in roster.members() if one.person == device.person), ())
        offices = [scope for _, scope in roles if scope in roster.offices]
        office = next(iter((*offices, *roster.offices)))
        establish(home, laid.known[1], person=device.person, office=office, place=place)
    finally:
        home.release()
