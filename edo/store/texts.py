"""Texts of attached files: which wait to be read, and what was read.

A text belongs to a content, not to a document: the same file attached twice is read once. Texts are
no part of the ledger; a rebuild keeps them, and losing them costs only reading time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from edo.domain.text import TextState
from edo.store import search
from edo.store.database import bulk
from edo.store.ledger_tables import file_texts
from edo.store.tables import attachments


@dataclass(frozen=True, slots=True)
class Waiting:
    """A content whose text was not read yet, and the name it was attached under."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class FileText:
    """What is known of a content's text."""

    state: TextState
    pages: int | None
    length: int


def expect(connection: Connection, contents: Iterable[tuple[str, str]]) -> None:
    """Note contents (hash, name) whose text is to be read, unless it was."""
    rows = [(sha256, name, TextState.WAITING.value) for sha256, name in contents]
    bulk(
        connection,
        "INSERT OR IGNORE INTO file_texts (sha256, name, state, pages, text)"
        " VALUES (?, ?, ?, NULL, '')",
        rows,
    )


def waiting(connection: Connection, *, limit: int = 20) -> list[Waiting]:
    """Return contents of attached files that wait to be read."""
    rows = connection.execute(
        select(file_texts.c.sha256, file_texts.c.name)
        .where(file_texts.c.state == TextState.WAITING.value)
        .limit(limit)
    )
    return [Waiting(row.sha256, row.name) for row in rows]


def keep(
    connection: Connection, *, sha256: str, state: TextState, pages: int | None, text: str
) -> list[str]:
    """Keep what was read, make it findable, and return the documents it belongs to."""
    bulk(
        connection,
        "UPDATE file_texts SET state = ?, pages = ?, text = ? WHERE sha256 = ?",
        [(state.value, pages, text, sha256)],
    )
    keys = connection.execute(
        select(attachments.c.key).where(attachments.c.sha256 == sha256).distinct()
    ).scalars()
    search.add_text(connection, sha256, text)
    return [
        str(document)
        for key in keys
        if (
            document := connection.exec_driver_sql(
                "SELECT document FROM documents WHERE key = ?", (key,)
            ).scalar()
        )
    ]


def states(connection: Connection, *, hashes: Iterable[str]) -> dict[str, FileText]:
    """Return what is known of the texts of some contents."""
    rows = connection.execute(
        select(
            file_texts.c.sha256,
            file_texts.c.state,
            file_texts.c.pages,
            func.length(file_texts.c.text).label("length"),
        ).where(file_texts.c.sha256.in_(list(hashes)))
    )
    return {row.sha256: FileText(TextState(row.state), row.pages, row.length) for row in rows}
