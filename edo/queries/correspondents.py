"""The directory of correspondents: find by name in any spelling, complete while typing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, func, or_, select

from edo.domain.organisation import Correspondent
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.store import ledger
from edo.store.database import ask
from edo.store.spelling import fold
from edo.store.tables import correspondents, parties

_decode = msgspec.json.Decoder(Correspondent).decode
_LAST = "\U0010ffff"
_OF_ID, _NAMED = (
    f"SELECT key, correspondent, state FROM correspondents WHERE ({condition})"
    " AND merged_into = '' ORDER BY key LIMIT 1"
    for condition in (
        "correspondent = ?",
        "correspondent = ? OR folded_ru = ? OR folded_kk = ? OR bin = ?",
    )
)
_OF_OFFICE = (
    "SELECT correspondent FROM correspondents"
    " WHERE instr(state, CAST(? AS BLOB)) > 0 AND merged_into = '' ORDER BY key LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class CorrespondentItem:
    """A correspondent with its id and how many documents name it."""

    key: int
    id: str
    correspondent: Correspondent
    documents: int = 0


def correspondent(connection: Connection, *, id: str) -> CorrespondentItem:
    """Return one entry.

    Raises:
        Refusal: there is none.
    """
    row = connection.execute(
        select(correspondents.c.key, correspondents.c.state).where(
            correspondents.c.correspondent == id
        )
    ).one_or_none()
    if row is None:
        for office in _offices(connection):
            if office.id == id:
                return office
        raise Refusal(Reason.UNKNOWN_CORRESPONDENT, value=id)
    return CorrespondentItem(row.key, id, _decode(row.state), _documents(connection, id))


def of_office(connection: Connection, office: str) -> str:
    """Return the id of the correspondent that stands for an office; empty for none."""
    rows = ask(connection, _OF_OFFICE, (f'"office":"{office}"',))
    return rows[0][0] if rows else ""


def named(connection: Connection, *, text: str) -> CorrespondentItem | None:
    """Find the entry with this id, БИН, ИИН or name; case, quotes and Kazakh letters apart."""
    folded, bare = fold(text), text.strip()
    values = (bare, folded, folded, bare) if folded else (bare,)
    rows = ask(connection, _NAMED if folded else _OF_ID, values)
    return CorrespondentItem(rows[0][0], rows[0][1], _decode(rows[0][2])) if rows else None


def completed(
    connection: Connection, *, text: str, limit: int = 12, language: str = "ru"
) -> list[CorrespondentItem]:
    """Return entries for a text being typed: names that begin with it, then that hold its words.

    Offices of the organisation that no entry stands for yet come last, under their own ids: a
    command that is given one as a correspondent adds the entry.

    Args:
        connection: of one snapshot.
        text: what was typed so far, in either spelling; empty gives the most used entries.
        limit: entries at most.
        language: whose order to use.
    """
    folded = fold(text)
    if not folded:
        return _most_used(connection, limit)
    order = correspondents.c.order_kk if language == "kk" else correspondents.c.order_ru
    base = select(
        correspondents.c.key, correspondents.c.correspondent, correspondents.c.state
    ).where(correspondents.c.merged_into == "")
    begins = or_(
        *(
            (column >= folded) & (column < folded + _LAST)
            for column in (correspondents.c.folded_ru, correspondents.c.folded_kk)
        ),
        correspondents.c.bin.startswith(text.strip(), autoescape=True),
    )
    found = list(connection.execute(base.where(begins).order_by(order).limit(limit)))
    if len(found) < limit:
        whole = correspondents.c.folded_ru + " " + correspondents.c.folded_kk
        for word in folded.split():
            base = base.where(func.instr(whole, word) > 0)
        known = {row.key for row in found}
        more = connection.execute(base.order_by(order).limit(limit * 2))
        found += [row for row in more if row.key not in known]
    items = [
        CorrespondentItem(row.key, row.correspondent, _decode(row.state)) for row in found[:limit]
    ]
    if len(items) < limit:
        items += _offices_named(connection, folded, {item.correspondent.office for item in items})
    return items[:limit]


class Sort(StrEnum):
    """By what the directory can be sorted."""

    NAME = "name"
    BIN = "bin"
    DOCUMENTS = "documents"


def all_keys(
    connection: Connection,
    *,
    text: str = "",
    language: str = "ru",
    sort: Sort = Sort.NAME,
    descending: bool = False,
) -> list[int]:
    """Return the keys of all entries that were not merged away, in an order.

    Args:
        connection: of one snapshot.
        text: words the name must hold, in either spelling.
        language: whose alphabet to use.
        sort: what decides; the alphabet decides among equals.
        descending: from the end.
    """
    order = correspondents.c.order_kk if language == "kk" else correspondents.c.order_ru
    query = select(correspondents.c.key).where(correspondents.c.merged_into == "")
    whole = correspondents.c.folded_ru + " " + correspondents.c.folded_kk
    for word in fold(text).split():
        query = query.where(func.instr(whole, word) > 0)
    if sort is Sort.DOCUMENTS:
        counted = (
            select(parties.c.correspondent, func.count(parties.c.key.distinct()).label("count"))
            .group_by(parties.c.correspondent)
            .subquery()
        )
        same = counted.c.correspondent == correspondents.c.correspondent
        query = query.outerjoin(counted, same)
        first = func.coalesce(counted.c.count, 0)
    else:
        first = correspondents.c.bin if sort is Sort.BIN else order
    sorted_by = first.desc() if descending else first
    return list(
        connection.execute(query.order_by(sorted_by, order, correspondents.c.key)).scalars()
    )


def rows(connection: Connection, *, keys: Sequence[int]) -> list[CorrespondentItem]:
    """Return entries by key, each with its number of documents, in the order of the keys."""
    found = {
        row.key: row
        for row in connection.execute(
            select(
                correspondents.c.key, correspondents.c.correspondent, correspondents.c.state
            ).where(correspondents.c.key.in_(keys))
        )
    }
    return [
        CorrespondentItem(
            key,
            found[key].correspondent,
            _decode(found[key].state),
            _documents(connection, found[key].correspondent),
        )
        for key in keys
        if key in found
    ]


def _offices(connection: Connection) -> list[CorrespondentItem]:
    """Return the other offices of the organisation as entries that could stand for them."""
    own = ledger.recall(connection, ledger.OFFICE)
    return [
        CorrespondentItem(
            0,
            item.id,
            Correspondent(item.office.name_ru, item.office.name_kk, office=item.id),
        )
        for item in directory.offices(connection)
        if item.id != own and not item.office.closed
    ]


def _offices_named(
    connection: Connection, folded: str, shown: Collection[str]
) -> list[CorrespondentItem]:
    words = folded.split()
    return [
        item
        for item in _offices(connection)
        if item.id not in shown
        and all(
            word in f"{fold(item.correspondent.name_ru)} {fold(item.correspondent.name_kk)}"
            for word in words
        )
        and not of_office(connection, item.id)
    ]


def _most_used(connection: Connection, limit: int) -> list[CorrespondentItem]:
    """Return who wrote most among the latest documents."""
    latest = (
        select(parties.c.correspondent)
        .where(parties.c.correspondent != "")
        .order_by(parties.c.key.desc())
        .limit(500)
        .subquery()
    )
    ranked = connection.execute(
        select(latest.c.correspondent)
        .group_by(latest.c.correspondent)
        .order_by(func.count().desc(), latest.c.correspondent)
        .limit(limit)
    ).scalars()
    found = (named(connection, text=id) for id in ranked)
    return [item for item in found if item is not None]


def _documents(connection: Connection, id: str) -> int:
    return connection.execute(
        select(func.count(parties.c.key.distinct())).where(parties.c.correspondent == id)
    ).scalar_one()
