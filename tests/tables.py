"""What the tables of a workplace say, with subjects in place of row numbers: for comparing."""

from typing import Any

from sqlalchemy import Connection, select

from edo.queries.search import search
from edo.store.database import ask
from edo.store.document_rows import DAY_BITS
from edo.store.tables import TABLES
from edo.workplace import Workplace

WORDS = (
    "путёвки",
    "жолдама",
    "министерство",
    "школа",
    "акимат",
    "12",
    "01-5",
    "б/н",
    "а",
    "срочно",
)
"""What documents of tests have in them, and some have not."""

_WHOLE = [(table, str(select(table))) for table in TABLES.sorted_tables]
"""Every table, and how to ask for all that is in it: put into words once, not for every home."""

Said = dict[str, Any]


def said(workplace: Workplace) -> Said:
    """Return all that the folded tables say.

    Row numbers are given anew by a rebuild; what must stay is the day in them, their order, every
    column, every term of the index, and what is found.
    """
    found = {
        word: sorted(hit.row.document for hit in workplace.read(search, text=word, limit=1000))
        for word in WORDS
    }
    return workplace.read(_tables) | {"found": found}


def _tables(connection: Connection) -> Said:
    names: dict[int, str] = dict(
        ask(connection, "SELECT key, document FROM documents ORDER BY key")
    )
    told: Said = {"order": list(names.values())} | {
        table.name: sorted(
            tuple(
                _plain(column.name, value, names)
                for column, value in zip(table.columns, row, strict=True)
            )
            for row in ask(connection, statement)
        )
        for table, statement in _WHOLE
    }
    told["index"] = {
        names.get(key, key): (card, sorted(files.split()))
        for key, card, files in ask(connection, "SELECT rowid, card, files FROM search")
    }
    return told


def _plain(column: str, value: Any, names: dict[int, str]) -> Any:
    if column != "key":
        return value
    return (names[value], value >> DAY_BITS) if value in names else ()
