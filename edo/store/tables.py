"""The tables folded from the ledger; they may be dropped and folded again.

A document's `key` is its row number in every list. It grows with the date of registration, and in
a day with the moment of it, so "newest first" is the order of the table itself. Columns named
`*_order` hold alphabetical keys of `edo.store.spelling`; one index per column a list can be sorted
or filtered by.
"""

from sqlalchemy import (
    BLOB,
    Column,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy import (
    text as sql,
)

TABLES_VERSION = "15"
"""Version of the folded tables; any other in the database means: fold again."""

TABLES = MetaData()

directory = Table(
    "directory",
    TABLES,
    Column("subject", Text, primary_key=True),
    Column("sort", Text, nullable=False),
    Column("order_ru", BLOB, nullable=False),
    Column("order_kk", BLOB, nullable=False),
    Column("state", BLOB, nullable=False),
)
"""Offices, units, positions, people, journals, document types and templates: short lists."""

Index("directory_sort", directory.c.sort)

correspondents = Table(
    "correspondents",
    TABLES,
    Column("key", Integer, primary_key=True),
    Column("correspondent", Text, nullable=False, unique=True),
    Column("folded_ru", Text, nullable=False),
    Column("folded_kk", Text, nullable=False),
    Column("bin", Text, nullable=False),
    Column("merged_into", Text, nullable=False),
    Column("order_ru", BLOB, nullable=False),
    Column("order_kk", BLOB, nullable=False),
    Column("state", BLOB, nullable=False),
)

Index("correspondents_folded_ru", correspondents.c.folded_ru)
Index("correspondents_folded_kk", correspondents.c.folded_kk)
Index("correspondents_bin", correspondents.c.bin)
Index("correspondents_merged", correspondents.c.merged_into)
Index("correspondents_order_ru", correspondents.c.order_ru)
Index("correspondents_order_kk", correspondents.c.order_kk)

places = Table(
    "places",
    TABLES,
    Column("place", Text, primary_key=True),
    Column("journal", Text, nullable=False),
    Column("period", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("state", BLOB, nullable=False),
)
"""Numbers that were set apart: reserved, given back, or explained as missing."""

Index("places_number", places.c.journal, places.c.period, places.c.n)

documents = Table(
    "documents",
    TABLES,
    Column("key", Integer, primary_key=True),
    Column("document", Text, nullable=False),
    Column("moment", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("journal", Text, nullable=False),
    Column("period", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("by_hand", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("registered_on", Text, nullable=False),
    Column("subject_ru", Text, nullable=False),
    Column("subject_kk", Text, nullable=False),
    Column("correspondent_ru", Text, nullable=False),
    Column("correspondent_kk", Text, nullable=False),
    Column("their_number", Text, nullable=False),
    Column("their_date", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("files", Integer, nullable=False),
    Column("has_files", Integer, nullable=False),
    Column("due", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("parallel", Integer, nullable=False),
    Column("awaiting", Text, nullable=False),
    Column("subject_order_ru", BLOB, nullable=False),
    Column("subject_order_kk", BLOB, nullable=False),
    Column("correspondent_order_ru", BLOB, nullable=False),
    Column("correspondent_order_kk", BLOB, nullable=False),
    Column("their_order", BLOB, nullable=False),
    Column("state", BLOB, nullable=False),
)
"""One row a document. `moment` is its place in the day: see `edo.store.day_order`. `place` orders
numbers: period, ordinal, suffix. `parallel` is 1 while a field that two people changed at once
waits to be settled. `awaiting` is the temporary reference of one that waits for its number. `state`
is the whole."""

REGISTERED_YEAR = "substr(registered_on, 1, 4)"
_CONTINUOUS = sql("period = 0 AND place > 0")

DOCUMENT_INDEXES = (
    Index("documents_document", documents.c.document, unique=True),
    Index("documents_kind", documents.c.kind),
    Index("documents_journal", documents.c.journal),
    Index("documents_journal_place", documents.c.journal, documents.c.place),
    Index("documents_kind_place", documents.c.kind, documents.c.place),
    *(
        Index(
            f"documents_{column.name}_continuous",
            column,
            sql(REGISTERED_YEAR),
            documents.c.place,
            sqlite_where=_CONTINUOUS,
        )
        for column in (documents.c.kind, documents.c.journal)
    ),
    Index("documents_kind_subject_ru", documents.c.kind, documents.c.subject_order_ru),
    Index("documents_kind_subject_kk", documents.c.kind, documents.c.subject_order_kk),
    Index("documents_kind_correspondent_ru", documents.c.kind, documents.c.correspondent_order_ru),
    Index("documents_kind_correspondent_kk", documents.c.kind, documents.c.correspondent_order_kk),
    Index("documents_kind_their", documents.c.kind, documents.c.their_order),
    Index("documents_kind_status", documents.c.kind, documents.c.status),
    Index("documents_kind_type", documents.c.kind, documents.c.type),
    Index("documents_kind_language", documents.c.kind, documents.c.language),
    Index("documents_kind_has_files", documents.c.kind, documents.c.has_files),
    Index("documents_kind_person", documents.c.kind, documents.c.person),
    Index("documents_parallel", documents.c.key, sqlite_where=documents.c.parallel == 1),
    Index("documents_awaiting", documents.c.key, sqlite_where=documents.c.awaiting != ""),
)
"""Dropped before a rebuild and made after it: sorting once is cheaper than inserting in order.

The continuous ones hold only numbers of journals that never restart, apart by the year of
registration: see `edo.queries.stretches`.
"""

parties = Table(
    "parties",
    TABLES,
    Column("key", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("correspondent", Text, nullable=False),
    PrimaryKeyConstraint("key", "position"),
    sqlite_with_rowid=False,
)
"""Correspondents of documents, merged ones already followed to the entry that was kept."""

Index("parties_correspondent", parties.c.correspondent, parties.c.key)

attachments = Table(
    "attachments",
    TABLES,
    Column("key", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    PrimaryKeyConstraint("key", "file"),
    sqlite_with_rowid=False,
)
"""Current versions of attached files."""

Index("attachments_sha256", attachments.c.sha256, attachments.c.key)

unindexed = Table(
    "unindexed",
    TABLES,
    Column("document", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Documents that came in bulk and are not in the full-text index as they are yet."""

links = Table(
    "links",
    TABLES,
    Column("key", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("target", Text, nullable=False),
    PrimaryKeyConstraint("key", "link", "target"),
    sqlite_with_rowid=False,
)

Index("links_target", links.c.target)

routed = Table(
    "routed",
    TABLES,
    Column("subject", Text, primary_key=True),
    Column("sort", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("state", BLOB, nullable=False),
    sqlite_with_rowid=False,
)
"""Approvals, resolutions, tasks, acquaintances, letters: what happens with documents. `stage` is
the code of a status of that sort. `state` is the whole."""

Index("routed_document", routed.c.document, sqlite_where=routed.c.document != "")
Index("routed_sort", routed.c.sort, routed.c.stage, routed.c.since)

waits = Table(
    "waits",
    TABLES,
    Column("subject", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("since", Integer, nullable=False),
    PrimaryKeyConstraint("subject", "person", "act"),
    sqlite_with_rowid=False,
)
"""What waits for whom: `person` is empty where it is whoever registers in the office. `due` sorts:
a term that is not set is written as `9999`, so what has none comes last."""

Index("waits_person", waits.c.person, waits.c.due, waits.c.since)

tasks = Table(
    "tasks",
    TABLES,
    Column("task", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("resolution", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("responsible", Text, nullable=False),
    Column("controller", Text, nullable=False),
    Column("controlled", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("is_open", Integer, nullable=False),
    Column("given_on", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("first_due", Text, nullable=False),
    Column("ended_on", Text, nullable=False),
    Column("moved", Integer, nullable=False),
    Column("returns", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Tasks as lists and summaries ask for them; their states are among the `routed`. Dates are ISO
texts; a term that is not set is `9999`, a day that has not come is empty. `is_open` is 1 while the
term runs: a report that waits to be accepted is not late. `controller` is who accepts reports.
`ended_on` is the day of the report that was accepted, or of removal; a task whose document was
annulled is removed on the day it was, or was given where that is later."""

_RUNNING = tasks.c.ended_on == ""
_WATCHED = (
    tasks.c.responsible,
    tasks.c.office,
    tasks.c.author,
    tasks.c.controlled,
    tasks.c.is_open,
    tasks.c.ended_on,  # though it is the same in all of them: else its rows would be read for it
)
Index("tasks_due", tasks.c.due, tasks.c.task, *_WATCHED, sqlite_where=_RUNNING)
Index("tasks_document", tasks.c.document, sqlite_where=tasks.c.document != "")
Index("tasks_parent", tasks.c.parent, sqlite_where=tasks.c.parent != "")
Index("tasks_series", tasks.c.series, sqlite_where=tasks.c.series != "")
_WHOSE = (tasks.c.task, tasks.c.author, tasks.c.office)
Index("tasks_given", tasks.c.given_on, *_WHOSE)
Index("tasks_ended", tasks.c.ended_on, *_WHOSE, sqlite_where=tasks.c.ended_on != "")
Index("tasks_moved", tasks.c.given_on, tasks.c.task, sqlite_where=tasks.c.moved > 0)
Index(
    "tasks_discipline",
    tasks.c.responsible,
    tasks.c.given_on,
    tasks.c.due,
    tasks.c.ended_on,
    tasks.c.status,
    tasks.c.is_open,
    tasks.c.moved,
    tasks.c.returns,
    tasks.c.controlled,
    tasks.c.office,
)
"""Holds all that the summary counts: it reads nothing else."""

executors = Table(
    "executors",
    TABLES,
    Column("task", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("task", "person"),
    sqlite_with_rowid=False,
)
"""Who does a task; the one at position 0 is responsible and coordinates the others."""

Index("executors_person", executors.c.person, executors.c.task)

progress = Table(
    "progress",
    TABLES,
    Column("document", Text, primary_key=True),
    Column("progress", Text, nullable=False),
    Column("controlled", Integer, nullable=False),
    Column("due", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""How far documents have come, by what was begun about them: see `edo.domain.progress`. `due` is
the earliest term that runs, empty where there is none."""

Index("progress_progress", progress.c.progress)
Index("progress_due", progress.c.due, sqlite_where=progress.c.due != "")
Index("progress_controlled", progress.c.document, sqlite_where=progress.c.controlled == 1)

stays = Table(
    "stays",
    TABLES,
    Column("person", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("office", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    PrimaryKeyConstraint("person", "n"),
    sqlite_with_rowid=False,
)
"""Where people worked and work, the earliest first. Days, here and in all that training needs, are
ordinal numbers, as there may be a million of them: see `edo.store.training_rows`."""

Index("stays_office", stays.c.office)
Index("stays_position", stays.c.position)

sessions = Table(
    "sessions",
    TABLES,
    Column("session", Text, primary_key=True),
    Column("course", Text, nullable=False),
    Column("organiser", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Training sessions as lists ask for them; their states are among the `routed`. `disputed` is how
many people are marked differently."""

Index("sessions_begins", sessions.c.begins, sessions.c.session)
Index("sessions_course", sessions.c.course, sessions.c.begins)
Index("sessions_disputed", sessions.c.session, sqlite_where=sessions.c.disputed > 0)

session_offices = Table(
    "session_offices",
    TABLES,
    Column("session", Text, nullable=False),
    Column("office", Text, nullable=False),
    PrimaryKeyConstraint("session", "office"),
    sqlite_with_rowid=False,
)
"""The offices whose people a session is for."""

Index("session_offices_office", session_offices.c.office, session_offices.c.session)

session_people = Table(
    "session_people",
    TABLES,
    Column("session", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("trains", Integer, nullable=False),
    Column("invited", Integer, nullable=False),
    Column("said", Text, nullable=False),
    Column("result", Integer),
    PrimaryKeyConstraint("session", "person"),
    sqlite_with_rowid=False,
)
"""Everybody a session is about, and its trainers. `said` is empty where nothing is marked, else
`present`, `absent`, or `disputed` where different things are."""

Index(
    "session_people_person",
    session_people.c.person,
    session_people.c.said,
    session_people.c.session,
    session_people.c.result,
)

coverage = Table(
    "coverage",
    TABLES,
    Column("course", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("clerk", Integer, nullable=False),
    Column("session", Text, nullable=False),
    Column("passed", Integer, nullable=False),
    Column("expires", Integer, nullable=False),
    Column("had", Integer, nullable=False),
    PrimaryKeyConstraint("course", "office", "person", "since"),
    sqlite_with_rowid=False,
)
"""Who is required to hold a pass of a course, from a day on until before another, and what they
hold: see `edo.domain.coverage`. `session` and `passed` are empty and 0 where they hold none."""

LAPSING = "expires > 0 AND expires < 4000000"
"""What a query must say word for word to walk the second of these indexes."""
COVERAGE_INDEXES = (
    Index("coverage_person", coverage.c.person, coverage.c.course),
    Index("coverage_expires", coverage.c.expires, coverage.c.until, sqlite_where=sql(LAPSING)),
)
"""Made after everything is folded: sorting once is cheaper than inserting in order. The second is
of passes that lapse one day, and holds all that tells which."""

standings = Table(
    "standings",
    TABLES,
    Column("course", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("required", Integer, nullable=False),
    Column("covered", Integer, nullable=False),
    Column("had", Integer, nullable=False),
    Column("clerks", Integer, nullable=False),
    PrimaryKeyConstraint("course", "office", "since"),
    sqlite_with_rowid=False,
)
"""How many of an office's staff are required and covered, from a day on until before another: the
sums of `coverage`, see `edo.domain.coverage.Tally`. There is no row where nobody is required."""

disputes = Table(
    "disputes",
    TABLES,
    Column("document", Text, primary_key=True),
    Column("journal", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("winner", Text, nullable=False),
)
"""Documents whose number another document has by right: possible only where a share lied."""

Index("disputes_place", disputes.c.journal, disputes.c.place)

refused = Table(
    "refused",
    TABLES,
    Column("change", Integer, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Changes the fold set aside, with the reason, by their row in the ledger."""

Index("refused_subject", refused.c.subject)
