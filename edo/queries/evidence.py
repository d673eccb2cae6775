"""What a document's visas are judged by: which subjects, and the signed segments they lie in.

The segments are what people signed, so they are taken whole, though other changes may stand in
them. Taken are those about the document, about what was begun on it, and about whoever and whatever
these name: people with their positions, offices, correspondents, types and deputyships.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from sqlalchemy import Connection

from edo.change import Change, is_id
from edo.errors import UNPARSABLE, Reason, Refusal
from edo.segment import without_body
from edo.store import ledger
from edo.store.database import ask

_NAMING = ("p", "o", "s", "c", "t")
"""What ids of people, offices, positions, correspondents and document types begin with."""
_USUAL_TYPE = "t-"
"""What the ids of the types begin with that every organisation starts with."""
_LED_TO = ("o", "s")
_ROUTED = "SELECT subject FROM routed WHERE document = ? AND document <> '' ORDER BY subject"
_SEGMENTS = (
    "SELECT DISTINCT segment FROM changes WHERE subject IN ({places})",
    "SELECT space, dev, seq, data FROM segments WHERE id = ?",
)
_DEPUTYSHIPS = "SELECT DISTINCT subject FROM changes WHERE subject >= 'e' AND subject < 'f'"
_FORKED = (
    "SELECT 1 FROM segments WHERE space = ? AND dev = ? GROUP BY seq HAVING count(*) > 1 LIMIT 1"
)
_LOG = "SELECT data FROM segments WHERE space = ? AND dev = ? AND seq >= ? ORDER BY seq, id"
_AT_ONCE = 300
_A_PAIR = 2
_DEPTH = 4
"""A person names a position and an office, the office its parent, and so on up."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a bundle about a document is made of, besides the authority chain.

    Attributes:
        subjects: the document first, then what was begun about it, then who and what these name.
        segments: byte for byte.
        heads: of the other segments of logs that forked: they show which branch a cut keeps.
    """

    subjects: tuple[str, ...]
    segments: tuple[bytes, ...]
    heads: tuple[bytes, ...]


def evidence(connection: Connection, *, document: str) -> Evidence:
    """Return what the ledger holds about a document, its way, and everybody who took part.

    Raises:
        Refusal: the ledger knows nothing of the document.
    """
    told = (document, *(row[0] for row in ask(connection, _ROUTED, (document,))))
    changes = _changes(connection, told)
    if not changes[document]:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    named = _named(connection, [one for about in changes.values() for one in about])
    named |= _deputyships(connection, named)
    subjects = (*told, *sorted(named))
    kept = _segments(connection, subjects)
    return Evidence(subjects, tuple(row[-1] for row in kept), tuple(_heads(connection, kept)))


def mentioned(changes: Iterable[Change]) -> set[str]:
    """Return the ids of entries that changes name: their authors, and whatever stands in them."""
    found: set[str] = set()
    for change in changes:
        found.update((change.stamp.person, change.stamp.space))
        try:
            found.update(_texts(msgspec.json.decode(change.data)))
        except UNPARSABLE:
            continue
    return {one for one in found if _names_an_entry(one)}


def _names_an_entry(text: str) -> bool:
    return text.startswith(_USUAL_TYPE) or any(is_id(prefix, text) for prefix in _NAMING)


def _changes(connection: Connection, subjects: Sequence[str]) -> Mapping[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for start in range(0, len(subjects), _AT_ONCE):
        entries = ledger.of_subjects(connection, subjects[start : start + _AT_ONCE])
        found |= {subject: [one.change for one in held] for subject, held in entries.items()}
    return found


def _named(connection: Connection, changes: list[Change]) -> set[str]:
    """Return the entries that changes name, and those that these name in turn."""
    found: set[str] = set()
    new = mentioned(changes)
    for _ in range(_DEPTH):
        found |= new
        held = _changes(connection, sorted(new))
        entries = [one for subject in sorted(new) for one in held[subject]]
        new = _led_to(entries) - found
        if not new:
            break
    return {one for one, about in _changes(connection, sorted(found)).items() if about}


def _led_to(entries: list[Change]) -> set[str]:
    """Return what entries need to be read: whoever made them is of no account here."""
    texts = {text for one in entries for text in _texts(_decoded(one))}
    return {one for one in texts if any(is_id(prefix, one) for prefix in _LED_TO)}


def _deputyships(connection: Connection, people: set[str]) -> set[str]:
    """Return the deputyships between people who are named: who acts for whom."""
    subjects = [row[0] for row in ask(connection, _DEPUTYSHIPS)]
    return {
        subject
        for subject, about in _changes(connection, subjects).items()
        if len(people & {text for one in about for text in _texts(_decoded(one))}) >= _A_PAIR
    }


def _segments(connection: Connection, subjects: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return (space, device, number, bytes) of the segments that hold changes of subjects."""
    numbers: set[int] = set()
    which, whole = _SEGMENTS
    for start in range(0, len(subjects), _AT_ONCE):
        some = tuple(subjects[start : start + _AT_ONCE])
        numbers.update(
            row[0] for row in ask(connection, which.format(places=", ".join("?" * len(some))), some)
        )
    rows = [tuple(row) for n in numbers for row in ask(connection, whole, (n,))]
    return sorted(rows)


def _heads(connection: Connection, kept: list[tuple[Any, ...]]) -> Iterator[bytes]:
    first: dict[tuple[str, str], int] = {}
    for space, dev, seq, _ in kept:
        first.setdefault((space, dev), seq)
    whole = {row[-1] for row in kept}
    for (space, dev), seq in sorted(first.items()):
        if ask(connection, _FORKED, (space, dev)):
            for (data,) in ask(connection, _LOG, (space, dev, seq)):
                if data not in whole:
                    yield without_body(data)


def _decoded(change: Change) -> Any:
    try:
        return msgspec.json.decode(change.data)
    except UNPARSABLE:
        return None


def _texts(value: Any) -> Iterator[str]:
    """Yield every text inside a JSON value, names of fields too."""
    match value:
        case str():
            yield value
        case list():
            for one in cast("list[Any]", value):
                yield from _texts(one)
        case dict():
            for name, one in cast("dict[str, Any]", value).items():
                yield name
                yield from _texts(one)
        case _:
            return
