"""What a bundle proves: signatures, rights and histories, judged by nothing but what is in it.

The organisation's fingerprint is all that must be known beforehand. From the founding record it
names follow the chain of authority, from the chain the keys and rights, from the keys the segments,
and from these, folded as every workplace folds them, what happened to the document and what of it
has effect.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edo import segment as segments
from edo.change import COMMON, Change, Stamp
from edo.domain.authority_record import Link
from edo.domain.deputy import Deputies, DeputyNamed, Deputyship
from edo.domain.document import Document
from edo.domain.document_type import DocumentType
from edo.domain.fold import fold, in_order
from edo.domain.organisation import Correspondent, Office, Person, Position
from edo.domain.roster import OPEN, Roster, fold_roster
from edo.domain.routed import Routed
from edo.errors import DamagedError
from edo.queries.given import Given, given
from edo.queries.history import Event, told
from edo.segment import Line, Segment
from edo.share import authority
from edo.share.authority import Chain
from edo.share.bundle import Bundle
from edo.share.collect import check_lines

INFLATED_LIMIT = 512 * 1024 * 1024
"""Bytes the bodies of all segments may inflate to."""
_FINGERPRINT = 64
_NAMED = (Person, Position, Office, Correspondent, DocumentType)
_NAMING = ("p", "s", "o", "c", "t", DeputyNamed.PREFIX)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a bundle proves.

    Attributes:
        organisation: its name as it was founded; `org` its id.
        fingerprint: of the founding record, in hex.
        document: the document as its history makes it; `id` its id.
        histories: subject → its events, refused ones too: the document first, then all that was
            begun about it.
        states: subject → what its events come to; None where nothing of it counts.
        given: visas, signatures and confirmations, with what each covers and whether it holds.
        names: id → (name in Russian, name in Kazakh).
        posts: person → id of the position they hold.
        maker: id of the person whose workplace made the bundle, at the instant `at` (milliseconds
            since 1970 UTC); `records` records of authority were judged by.
        contents: hashes of the contents that are in it.
        signed: segments in it, each with a signature that holds.
        beside: changes in them about other things of an office, there because segments cannot be
            divided.
        missing: changes that those who came after them had seen and that are not in it.
    """

    organisation: str
    org: str
    fingerprint: str
    id: str
    document: Document
    histories: Mapping[str, tuple[Event, ...]]
    states: Mapping[str, Any]
    given: tuple[Given, ...]
    names: Mapping[str, tuple[str, str]]
    posts: Mapping[str, str]
    maker: str
    at: int
    records: int
    contents: frozenset[str]
    signed: int
    beside: int
    missing: int


def prove(bundle: Bundle, *, fingerprint: str, later: Sequence[bytes] = ()) -> Proof:
    """Judge all that is in a bundle.

    Args:
        bundle: as `edo.share.bundle` read it.
        fingerprint: of the organisation, in hex: what the verifier knows from elsewhere.
        later: records of the chain that the verifier knows, where it knows any: what they ended
            since the bundle was made does not hold.

    Raises:
        DamagedError: it is another organisation's, or something in it is not what it should be.
        OutdatedError: a newer release wrote something in it.
    """
    chain = chain_of(bundle, fingerprint)
    opened = _opened(bundle, chain)
    heads = [_signed(data, chain, whole=False) for data in bundle.parts.heads]
    maker = fold_roster(chain.records).devices[bundle.index.dev].person
    chain = authority.follow(chain, *later)
    roster = fold_roster(chain.records)
    whose = roster.with_forks(_links((*(one for one, _ in opened), *heads)))
    changes, beside = _sorted(opened, frozenset(bundle.index.subjects))
    return _proof(bundle, chain, whose, maker, changes, beside)


def read_fingerprint(text: str) -> str:
    """Return a fingerprint typed in groups or in capitals as it is compared; empty for none."""
    plain = "".join(text.split()).replace("-", "").casefold()
    is_one = len(plain) == _FINGERPRINT and not plain.strip("0123456789abcdef")
    return plain if is_one else ""


def chain_of(bundle: Bundle, fingerprint: str) -> Chain:
    """Check a bundle's chain of authority, and who made the bundle.

    Raises:
        DamagedError: the chain is another organisation's, or not whole.
    """
    index, records = bundle.index, bundle.parts.records
    chain = authority.check(records)
    if chain.hashes[0] != fingerprint or index.org != chain.founding.org:
        raise DamagedError("bundle_foreign", name=chain.founding.name)
    device = fold_roster(chain.records).devices.get(index.dev)
    if device is None or device.until != OPEN or not bundle.is_signed(device.public):
        raise DamagedError("bundle_signature")
    if index.auth != chain.head:
        raise DamagedError("bundle_chain")
    return chain


def _opened(bundle: Bundle, chain: Chain) -> list[tuple[Segment, list[Line]]]:
    """Check and open the segments; none is inflated before all say to what."""
    found = [_signed(data, chain, whole=True) for data in bundle.parts.segments]
    if sum(one.header.raw for one in found) > INFLATED_LIMIT:
        raise DamagedError("bundle_limits")
    if len({one.hash for one in found}) != len(found):
        raise DamagedError("bundle_repeats")
    opened: list[tuple[Segment, list[Line]]] = []
    for one in found:
        lines = segments.lines(one)
        check_lines(lines, one)
        opened.append((one, lines))
    return opened


def _signed(data: bytes, chain: Chain, *, whole: bool) -> Segment:
    """Check that a segment, or its head alone, is signed by a device of the organisation."""
    header = segments.parse(data)[0].header
    public = chain.devices.get(header.dev)
    if public is None:
        raise DamagedError("segment_signature")
    if header.org != chain.founding.org or not chain.holds(header.auth):
        raise DamagedError("segment_authority")
    return segments.verify(data, public) if whole else segments.verify_head(data, public)


def _links(found: Iterable[Segment]) -> Iterator[Link]:
    for one in found:
        header = one.header
        yield header.space, header.dev, header.seq, one.hash, header.prev


def _sorted(
    opened: list[tuple[Segment, list[Line]]], subjects: frozenset[str]
) -> tuple[dict[str, list[Change]], int]:
    """Return the changes of each subject, and how many others there are."""
    changes: dict[str, list[Change]] = {subject: [] for subject in subjects}
    beside = 0
    for one, lines in opened:
        for place, line in enumerate(lines):
            if line.subject in changes:
                changes[line.subject].append(_change(one, place, line))
            else:
                beside += one.header.space != COMMON
    return changes, beside


def _change(one: Segment, place: int, line: Line) -> Change:
    header = one.header
    stamp = Stamp(
        line.hlc,
        line.person,
        header.dev,
        header.seq,
        place,
        one.hash,
        header.space,
        header.auth[0],
    )
    base = tuple(one.hash + name if name.startswith(":") else name for name in line.base)
    return Change(line.subject, line.kind, stamp, base, bytes(line.data))


def _proof(
    bundle: Bundle,
    chain: Chain,
    roster: Roster,
    maker: str,
    changes: dict[str, list[Change]],
    beside: int,
) -> Proof:
    index = bundle.index
    roster = roster.with_deputies(_deputies(changes, roster))
    states = {subject: fold(about, roster).state for subject, about in changes.items()}
    document = states.get(index.document)
    if not isinstance(document, Document):
        raise DamagedError("bundle_document")
    named = {one for one, state in states.items() if isinstance(state, _NAMED)}
    about = [one for one in index.subjects if _is_told(one, states[one])]
    histories = {one: tuple(told(in_order(changes[one]), roster)) for one in about}
    return Proof(
        organisation=chain.founding.name,
        org=chain.founding.org,
        fingerprint=chain.hashes[0],
        id=index.document,
        document=document,
        histories=histories,
        states={one: states[one] for one in about},
        given=given(histories, document),
        names={one: _name(states[one]) for one in named},
        posts={one: state.position for one, state in states.items() if isinstance(state, Person)},
        maker=maker,
        at=index.at,
        records=len(chain.records),
        contents=frozenset(sha256 for sha256, _ in index.files),
        signed=len(bundle.parts.segments),
        beside=beside,
        missing=_missing(changes.values()),
    )


def _is_told(subject: str, state: Any) -> bool:
    """Tell whether a subject is the document or begun about it, and no entry that names things."""
    if state is None:
        return not subject.startswith(_NAMING)
    return isinstance(state, Document | Routed)


def _deputies(changes: Mapping[str, list[Change]], roster: Roster) -> Deputies:
    """Return who acts for whom: what else is judged depends on it."""
    first = DeputyNamed.PREFIX
    states = {
        one: fold(about, roster).state for one, about in changes.items() if one.startswith(first)
    }
    return Deputies({one: state for one, state in states.items() if isinstance(state, Deputyship)})


def _name(entry: Any) -> tuple[str, str]:
    return entry.name_ru or entry.name_kk, entry.name_kk or entry.name_ru


def _missing(changes: Iterable[list[Change]]) -> int:
    """Count the changes that others stand on and that are not there."""
    return sum(
        len({name for one in about for name in one.base} - {one.stamp.name for one in about})
        for about in changes
    )
