"""The end of the second day: who has what, and that all see the same, byte for byte."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import msgspec

from edo.commands.sharing import state
from edo.domain.document import Document
from edo.domain.fold import fold
from edo.domain.roster import Roster
from edo.sample.seats import Seat
from edo.sample.together import UNION, Together
from edo.store import ledger
from edo.store.database import Connection

_PARTS = ("log", "heads", "claims", "blobs")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a workplace has of some spaces.

    Attributes:
        documents, changes, segments: how many.
        segments_hash, states_hash: SHA-256 over all segments' bytes, over all folded states.
    """

    documents: int
    changes: int
    segments: int
    segments_hash: str
    states_hash: str


def seen(seat: Seat, spaces: frozenset[str]) -> Seen:
    """Fold everything a workplace holds of some spaces anew, and sum it up."""
    workplace = seat.workplace
    return workplace.read(_seen, roster=workplace.roster, spaces=spaces)


def tell_state(day: Together) -> None:
    """Let the keeper see who has what."""
    text, words = day.words.text, day.words
    day.at(11, 0)
    day.exchange(*day.seats, *day.seats)
    people = {seat.workplace.identity.person: key for key, seat in day.seats.items()}
    for peer in state(day.seats[UNION].workplace).peers:
        name = day.name(people[peer.person])
        said = text("sees: {name} has everything", name=name)
        if not peer.has_all:
            lacks = words.plural("{n} sending", "{n} sendings", peer.lacks)
            said = text("sees: {name} lacks {sendings}", name=name, sendings=lacks)
        day.tell(UNION, said)


def compare(day: Together) -> None:
    """Compare every two workplaces in all that both may read.

    Raises:
        AssertionError: they differ.
    """
    day.at(11, 10)
    for one, other in combinations(day.seats.values(), 2):
        both = one.workplace.spaces & other.workplace.spaces
        mine, theirs = seen(one, both), seen(other, both)
        if mine != theirs:
            raise AssertionError(mine, theirs)
        _tell_same(day, one, other, mine)
    _tell_share(day)


def _tell_same(day: Together, one: Seat, other: Seat, both: Seen) -> None:
    words = day.words
    is_whole = one.workplace.identity.office == other.workplace.identity.office
    said = words.text(
        "{one} = {other}, {part}, byte for byte: {documents}, {changes}, {sendings}",
        part=day.office_name(one.key) if is_whole else words.text("the common part"),
        one=day.office.people[one.key],
        other=day.office.people[other.key],
        documents=words.plural("{n} document", "{n} documents", both.documents),
        changes=words.plural("{n} change", "{n} changes", both.changes),
        sendings=words.plural("{n} sending", "{n} sendings", both.segments),
    )
    day.notice(said)


def _tell_share(day: Together) -> None:
    words, share = day.words, day.stage.share
    files = [path.relative_to(share).parts for path in share.rglob("*") if path.is_file()]
    size = sum(share.joinpath(*parts).stat().st_size for parts in files)
    counts = {name: sum(name in parts for parts in files) for name in _PARTS}
    said = words.text(
        "the shared folder holds {size} in {files}: {sendings}, {blobs} attached files, "
        "{claims} claims on numbers, {heads} signed ends of work",
        size=words.size(size),
        files=words.plural("{n} file", "{n} files", len(files)),
        sendings=words.plural("{n} sending", "{n} sendings", counts["log"]),
        heads=counts["heads"],
        claims=counts["claims"],
        blobs=counts["blobs"],
    )
    day.notice(said)
    day.notice(words.text("open the client on it: EDO_HOME={path} edo-client", path=day.stage.home))


def _seen(connection: Connection, *, roster: Roster, spaces: frozenset[str]) -> Seen:
    segments = [one for one in ledger.all_segments(connection) if one.told[0] in spaces]
    documents = changes = 0
    bytes_of_segments = b"".join(one.data for one in segments)
    whole = hashlib.sha256()
    for subject, folded, count in _states(connection, roster, spaces):
        documents += isinstance(folded, Document)
        changes += count
        whole.update(f"{subject} {type(folded).__name__} ".encode())
        whole.update(msgspec.json.encode(folded))
    signed = hashlib.sha256(bytes_of_segments)
    return Seen(documents, changes, len(segments), signed.hexdigest(), whole.hexdigest())


def _states(
    connection: Connection, roster: Roster, spaces: frozenset[str]
) -> Iterator[tuple[str, object, int]]:
    for subject, entries in ledger.by_subject(connection):
        changes = [one.change for one in entries if one.change.stamp.space in spaces]
        if changes:
            yield subject, fold(changes, roster).state, len(changes)
