"""The tables that are for ever: the ledger, and what a workplace knows beside it.

All others are folded from these, see `edo.store.tables`.
"""

from sqlalchemy import (
    BLOB,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

LEDGER_VERSION = 2
"""Version of the ledger's tables; kept in SQLite's `user_version`. It never goes back."""

LEDGER = MetaData()

segments = Table(
    "segments",
    LEDGER,
    Column("id", Integer, primary_key=True),
    Column("space", Text, nullable=False),
    Column("dev", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("authority", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("data", BLOB, nullable=False),
    UniqueConstraint("hash"),
)
"""Sealed segments, byte for byte. `hlc` is the last timestamp inside; `waiting` is 1 while the
segment is in the outbox. A device that was copied may have two segments of one number."""

Index("segments_log", segments.c.space, segments.c.dev, segments.c.seq)

Index("segments_hlc", segments.c.hlc)
Index("segments_waiting", segments.c.id, sqlite_where=segments.c.waiting == 1)

logs = Table(
    "logs",
    LEDGER,
    Column("space", Text, nullable=False),
    Column("dev", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("authority", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    PrimaryKeyConstraint("space", "dev"),
    sqlite_with_rowid=False,
)
"""The end of every log: its last segment."""

shared_heads = Table(
    "heads",
    LEDGER,
    Column("space", Text, nullable=False),
    Column("dev", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("heard", Integer, nullable=False),
    Column("data", BLOB, nullable=False),
    PrimaryKeyConstraint("space", "dev"),
    sqlite_with_rowid=False,
)
"""The newest head of every log that was seen on the share; `heard` is the instant it was first
seen, milliseconds since 1970 UTC. What was promised once is never forgotten."""

set_aside = Table(
    "set_aside",
    LEDGER,
    Column("name", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("data", BLOB, nullable=False),
)
"""Objects of the share that have no effect, with the reason and a copy of their first bytes."""

absent_files = Table(
    "absent_files",
    LEDGER,
    Column("sha256", Text, primary_key=True),
    Column("space", Text, nullable=False),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Contents attached elsewhere that have not been brought here yet."""

changes = Table(
    "changes",
    LEDGER,
    Column("id", Integer, primary_key=True),
    Column("segment", Integer, ForeignKey("segments.id"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("data", BLOB, nullable=False),
)
"""Every change, in order of arrival. `base` is names parted by spaces."""

Index("changes_subject", changes.c.subject)
Index("changes_segment", changes.c.segment)

authority = Table(
    "authority",
    LEDGER,
    Column("n", Integer, primary_key=True),
    Column("data", BLOB, nullable=False),
)
"""The authority chain, record by record; the founding record is n = -1."""

claims = Table(
    "claims",
    LEDGER,
    Column("journal", Text, nullable=False),
    Column("period", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("beside", Text, nullable=False),
    Column("held", Integer, nullable=False),
    Column("free", Integer, nullable=False),
    Column("dev", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("at", Integer, nullable=False),
    PrimaryKeyConstraint("journal", "period", "n", "beside"),
    sqlite_with_rowid=False,
)
"""Claims on numbers that were read on the share, see `edo.store.claims`. One with `held` 0 is a
doubt: what lies there could not be read as a claim."""

Index("claims_dev", claims.c.dev, claims.c.at)

kept = Table(
    "kept",
    LEDGER,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What this workplace remembers beside the ledger, such as the version of its folded tables."""

drafts = Table(
    "drafts",
    LEDGER,
    Column("name", Text, primary_key=True),
    Column("saved", Integer, nullable=False),
    Column("value", BLOB, nullable=False),
)
"""Forms being filled in, saved as they are typed; not signed, never shipped."""

file_texts = Table(
    "file_texts",
    LEDGER,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("pages", Integer),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Text read out of attached files. It can be read again, but that is slow: a rebuild keeps it."""

Index("file_texts_waiting", file_texts.c.state)
