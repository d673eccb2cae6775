"""What a workplace knows, for the share to be compared with; and the share as it is looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from edo.domain.roster import Roster
from edo.finding import Harm
from edo.share.authority import Chain
from edo.share.carrier import LIST_LIMIT, Carrier

Log = tuple[str, str]
"""A space and a device."""

FORGED = frozenset(
    {
        "authority_fork",
        "authority_keeper",
        "authority_signature",
        "claim_place",
        "claim_signature",
        "head_name",
        "head_place",
        "head_signature",
        "join_request",
        "pack_place",
        "pack_signature",
        "segment_authority",
        "segment_device",
        "segment_place",
        "segment_signature",
    }
)
"""Reasons that mean: whole by its looks, and not signed by whom it should be."""
_ROT = 8
"""Bits that a disk or a wire may change; a person who forges changes more."""


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim a workplace remembers: the last number it covers, and the hash of its bytes."""

    last: int
    hash: str


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one journal and period, as a workplace knows them.

    Attributes:
        first: the number the period begins with.
        claims: remembered ones, by the first number each covers.
        given: numbers that a document has, or a place explains.
        unreadable: numbers passed over because what lies in place of their claim is none.
    """

    first: int
    claims: Mapping[int, KnownClaim]
    given: frozenset[int]
    unreadable: frozenset[int]


@dataclass(frozen=True, slots=True)
class Known:
    """What a workplace knows.

    Attributes:
        device, inst: whose workplace.
        records: the authority chain as it is stored, the founding record first.
        chain, roster: what it says.
        spaces: those whose segments the workplace collects.
        ends: (number, hash) of the last segment of each log that was sent or received.
        stored: returns number → bytes of the segments held in a range of a log.
        heads: names of the newest heads ever heard of.
        files: contents that documents have, of what was sent: (space, hash).
        has_file: tells whether a content is whole here.
        series: returns what is known of a journal's numbers, by journal and period.
        now: the wall clock, milliseconds since 1970 UTC.
        deep: read also what costs long: contents, packs, claims of earlier years.
    """

    device: str
    inst: str
    records: Sequence[bytes]
    chain: Chain
    roster: Roster
    spaces: frozenset[str]
    ends: Mapping[Log, tuple[int, str]]
    stored: Callable[[str, str, int, int], Mapping[int, bytes]]
    heads: Mapping[Log, str]
    files: frozenset[tuple[str, str]]
    has_file: Callable[[str], bool]
    series: Callable[[str, int], Series | None]
    now: int
    deep: bool = False

    def holds(self, log: Log) -> bool:
        """Tell whether all of a log should be here: it is collected, or this device's own."""
        return log[0] in self.spaces or log[1] == self.device

    @property
    def org(self) -> str:
        """Id of the organisation."""
        return self.chain.founding.org


@dataclass(slots=True)
class Looked:
    """A share that is only looked at; it remembers the folders and counts the objects.

    Attributes:
        carrier: of the share.
        folders: listed so far, with how many names each has.
        objects: names seen.
    """

    carrier: Carrier
    folders: dict[str, int] = field(default_factory=dict[str, int])
    objects: int = 0

    def list(self, folder: str) -> list[str]:
        """Return the names in a folder, in order."""
        found = sorted(set(self.carrier.list(folder, LIST_LIMIT)))
        self.folders[folder] = len(found)
        self.objects += len(found)
        return found

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes; None where it is not there."""
        return self.carrier.read(name, limit)


def harm_of(reason: str, found: bytes, held: bytes | None) -> Harm:
    """Tell how bad an object is that is not what its name says.

    Args:
        reason: what a check said of it.
        found: its bytes.
        held: the true bytes, where they are known.
    """
    if held is not None and _is_rot(found, held):
        return Harm.REPAIRABLE
    if reason in FORGED:
        return Harm.TAMPERED
    return Harm.DAMAGE if held is None else Harm.REPAIRABLE


def _is_rot(found: bytes, held: bytes) -> bool:
    """Tell whether a broken write or a faulty disk explains what differs."""
    whole = found.rstrip(b"\0")
    if held.startswith(whole):
        return True
    if len(found) != len(held):
        return False
    changed = 0
    for one, other in zip(found, held, strict=True):
        changed += (one ^ other).bit_count()
        if changed > _ROT:
            return False
    return True
