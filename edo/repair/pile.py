"""A pile of files, and the share that is laid out from it: every signed object finds its own name.

Names of the pile's files do not matter, but for claims: where those lay is told by folders alone.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from edo import segment as segments
from edo.domain.roster import Roster, fold_roster
from edo.errors import DamagedError, EdoError, Reason, refuse_os_error
from edo.share import authority, frame, layout, packs, strays
from edo.share.authority import Chain
from edo.share.carrier import Carrier
from edo.share.collect import PendingError
from edo.share.packs import Index, Place
from edo.store import attachments

Tell = Callable[[int, int], object]
"""Told how much of how much is done."""
Known = tuple[Chain, list[bytes]]
"""The chain, and its records with the founding one before them."""


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


class Pile:
    """The files of a pile, gone through several times."""

    ROUNDS = 3
    """For the chain, for what is signed, for contents."""

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._folder = folder
        self._tell = tell
        self._seen = 0
        try:
            self._paths = [path for path in sorted(folder.rglob("*")) if _is_to_read(path)]
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_READ, folder) from error

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """Yield every file with its content; tells how far it is."""
        for path in self._paths:
            self._seen += 1
            self._tell(self._seen, self.ROUNDS * len(self._paths))
            try:
                yield path.relative_to(self._folder), path.read_bytes()
            except OSError as error:
                raise refuse_os_error(error, Reason.CANNOT_READ, path) from error

    def chain(self) -> Known:
        """Return the longest chain the records of the pile make."""
        found = [data for _, data in self.files() if data.startswith(authority.MAGIC)]
        arranged = authority.arrange(found)
        if not arranged:
            raise DamagedError("rescue_nothing", path=str(self._folder))
        grown = authority.grow(authority.check(arranged[:1]), arranged[1:])
        return grown.chain, [arranged[0], *grown.records]


def _is_to_read(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= strays.LIMIT


@dataclass(slots=True)
class Laid:
    """A share that is being laid out."""

    carrier: Carrier
    known: Known
    done: Rescued = field(default_factory=Rescued)
    inst: dict[str, str] = field(default_factory=dict[str, str])
    _wanted: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    _names: set[str] = field(default_factory=set[str])

    @property
    def roster(self) -> Roster:
        """Whose keys count."""
        return fold_roster(self.known[0].records)

    def lay(self, pile: Pile) -> None:
        """Give everything in a pile its own name."""
        chain, records = self.known
        for n, data in enumerate(records, start=-1):
            self.carrier.put_new(layout.FOUNDING if n < 0 else layout.record(n), data)
        self.done.records = len(records)
        roster, org = self.roster, chain.founding.org
        for path, data in pile.files():
            if data.startswith(packs.KIND.magic):
                for inner in _unpacked(data, org, roster):
                    self._put(inner, "", org, roster)
            elif not data.startswith(authority.MAGIC):
                self._put(data, _folder(path), org, roster)
        for _, data in pile.files():
            sha256 = hashlib.sha256(data).hexdigest()
            for space in self._wanted.get(sha256, ()):
                self.carrier.put_new(layout.blob(space, sha256), data)
            self.done.files += bool(self._wanted.pop(sha256, None))

    def _put(self, data: bytes, folder: str, org: str, roster: Roster) -> None:
        name = strays.proper_name(data, folder, org, roster)
        if name is None or "/blobs/" in name or name in self._names:
            return
        self._names.add(name)
        self.carrier.put_new(name, data)
        if layout.read_segment(name) is not None:
            self.done.segments += 1
            self._note(data)
        elif "/heads/" in name:
            self.done.heads += 1
        else:
            self.done.claims += 1

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
