"""Forms being filled in, kept as they are typed: a crash loses no word.

They are this workplace's own memory, neither signed nor shipped.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from edo.store.database import bulk, insert_into
from edo.store.ledger_tables import drafts

SIZE_LIMIT = 1024 * 1024
"""Bytes one form may have."""


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was when it was last kept.

    Attributes:
        name: what it is for, such as `registration/incoming`.
        saved: instant, milliseconds since 1970 UTC.
        value: its content, the window's own affair.
    """

    name: str
    saved: int
    value: bytes


def keep(connection: Connection, *, name: str, saved: int, value: bytes) -> None:
    """Keep a form in place of its earlier state."""
    if len(value) <= SIZE_LIMIT:
        bulk(connection, insert_into(drafts, replace=True), [(name, saved, value)])


def forget(connection: Connection, *, name: str) -> None:
    """Forget a form that was handed in or given up."""
    bulk(connection, "DELETE FROM drafts WHERE name = ?", [(name,)])


def kept(connection: Connection, *, prefix: str = "") -> list[KeptForm]:
    """Return the kept forms whose name begins with a text, the latest first."""
    rows = connection.execute(
        select(drafts)
        .where(drafts.c.name.startswith(prefix, autoescape=True))
        .order_by(drafts.c.saved.desc())
    )
    return [KeptForm(row.name, row.saved, row.value) for row in rows]
