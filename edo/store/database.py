"""Opening the local database: pragmas, versions, transactions, and what its errors mean."""

import sqlite3
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec
from sqlalchemy import URL, Connection, Engine, Index, MetaData, Table, create_engine, event
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable

from edo.errors import DamagedError, EdoError, OutdatedError, Reason, Refusal
from edo.store.ledger_tables import LEDGER, LEDGER_VERSION

FILE_NAME = "edo.db"

_READERS = 4
_CACHE_KIB = 6 * 1024
"""Of pages of the file, for each of five connections: the system holds the whole file anyway."""
_WRITERS_CACHE_KIB = 32 * 1024
"""While a transaction writes: pages of many indexes are changed again and again."""
_ASIDE = "MEMORY"
"""Where SQLite sorts, and keeps what it needs to take a statement back."""
_BUSY_SECONDS = 30
_CANNOT_WRITE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_STOPPED = (
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_DELETE,
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMMAP,
)
"""A write the system did not let through, as at a quota's end: nothing is damaged by it."""


class Database:
    """The workplace's SQLite file: one writer, several readers, each with its own snapshot."""

    def __init__(self, path: Path, *, reads_only: bool = False) -> None:
        """Open or create the file.

        Args:
            path: the file.
            reads_only: somebody else has opened it and writes; this one only reads along.

        Raises:
            DamagedError: it is no database, or a broken one.
            OutdatedError: a newer release wrote it.
            Refusal: the disk is full or the file cannot be opened.
        """
        self.path = path
        self._engine: Engine = create_engine(
            URL.create("sqlite", database=str(path)),  # a name may hold any letter, "?" too
            poolclass=QueuePool,
            pool_size=_READERS,
            pool_reset_on_return=None,  # every use is a transaction that ends by itself
            connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS},
        )
        event.listen(self._engine, "connect", _prepare)
        self._idle: list[_Held] = []
        self._kept = _READERS
        if reads_only:
            return
        with self.writing() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version > LEDGER_VERSION:
                raise OutdatedError("database_version", version=version)
            if version < LEDGER_VERSION:
                if version:
                    _begin_upgrade(connection)
                create(connection, LEDGER)
                if version:
                    _end_upgrade(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {LEDGER_VERSION}")

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one moment of the database."""
        return self._transaction("BEGIN", _CACHE_KIB)

    def writing(self) -> AbstractContextManager[Connection]:
        """Give the connection of one transaction: durable when the block ends, or nothing."""
        return self._transaction("BEGIN IMMEDIATE", _WRITERS_CACHE_KIB)

    def rewriting(self) -> AbstractContextManager[Connection]:
        """Give such a connection to somebody who drops and fills whole tables.

        What SQLite keeps to take one statement back goes to a file meanwhile: for a dropped table
        that is the table, two gigabytes of a million documents.
        """
        return self._transaction("BEGIN IMMEDIATE", _WRITERS_CACHE_KIB, aside="FILE")

    @contextmanager
    def _transaction(self, begin: str, cache: int, aside: str = "") -> Generator[Connection]:
        """Give a connection whose transaction is begun and ended here.

        SQLAlchemy's own transaction is only noticed where a statement of its began one: the one
        that most questions never need costs more than they do.
        """
        try:
            held = self._taken()
            try:
                if aside:
                    held.driver.execute(f"PRAGMA temp_store = {aside}")
                held.keep_pages(cache)
                held.driver.execute(begin)
                yield held.connection
                held.commit()
                if aside:
                    held.driver.execute(f"PRAGMA temp_store = {_ASIDE}")
            except BaseException:
                held.give_up(for_good=bool(aside))
                raise
        except DBAPIError as error:
            raise _plain(error.orig, self.path) from error
        except sqlite3.Error as error:
            raise _plain(error, self.path) from error
        except msgspec.MsgspecError as error:  # overwritten bytes in the middle of a state
            path = str(self.path)
            raise DamagedError("database_damaged", path=path, detail=str(error)) from error
        if len(self._idle) < self._kept:
            self._idle.append(held)
        else:
            held.connection.close()

    def _taken(self) -> "_Held":
        """Take a connection that rests; the pool's own way costs as much as a small question."""
        try:
            return self._idle.pop()
        except IndexError:
            return _Held(self._engine.connect())

    def check_integrity(self) -> list[str]:
        """Return what SQLite's own integrity check finds wrong; nothing where all is well."""
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        return [] if found == ["ok"] else [str(line) for line in found]

    def close(self) -> None:
        """Close every connection; one that is in use is closed when its block ends."""
        self._kept = 0
        while self._idle:
            self._idle.pop().connection.close()
        self._engine.dispose()


class _Held:
    """A connection in use or at rest, and the driver's own beneath it."""

    __slots__ = ("_cache", "connection", "driver")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.driver = _driver(connection)
        self._cache = 0

    def keep_pages(self, cache: int) -> None:
        """Keep at most so many KiB of pages of the file."""
        if cache != self._cache:
            self.driver.execute(f"PRAGMA cache_size = -{cache}")
            self._cache = cache

    def commit(self) -> None:
        """End the transaction: durable."""
        if self.connection.in_transaction():
            self.connection.commit()
        else:
            self.driver.commit()

    def give_up(self, *, for_good: bool) -> None:
        """End the transaction, of which nothing stays, and perhaps the connection itself."""
        try:
            if self.connection.in_transaction():
                self.connection.rollback()
            else:
                self.driver.rollback()
        finally:
            if for_good:
                self.connection.invalidate()
            self.connection.close()


def ask(
    connection: Connection, statement: str, values: tuple[Any, ...] = ()
) -> list[tuple[Any, ...]]:
    """Return the rows of one small statement, with as little in between as possible.

    For the dozen questions every registration asks: SQLAlchemy's own results cost several times
    what such a statement takes.

    Args:
        connection: of any transaction.
        statement: SQL with `?` in the places.
        values: one for each place.
    """
    return _driver(connection).execute(statement, values).fetchall()


def bulk(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    """Run one statement for many rows, with as little in between as possible.

    Args:
        connection: of a writing transaction.
        statement: SQL with `?` in the places.
        rows: one tuple a row; may be empty.
    """
    if rows:
        _driver(connection).executemany(statement, rows)


def create(connection: Connection, tables: MetaData) -> None:
    """Make tables and their indexes, those that are not there.

    Args:
        connection: of a writing transaction.
        tables: all that belong together.
    """
    for table in tables.sorted_tables:
        _driver(connection).execute(_created(table))
        create_indexes(connection, sorted(table.indexes, key=_name))


def create_indexes(connection: Connection, indexes: Iterable[Index]) -> None:
    """Make indexes, those that are not there."""
    for index in indexes:
        _driver(connection).execute(_created(index))


def drop(connection: Connection, tables: MetaData) -> None:
    """Drop tables and their indexes, those that are there."""
    for table in tables.tables:
        _driver(connection).execute(f'DROP TABLE IF EXISTS "{table}"')


def drop_indexes(connection: Connection, indexes: Iterable[Index]) -> None:
    """Drop indexes, those that are there."""
    for index in indexes:
        _driver(connection).execute(f'DROP INDEX IF EXISTS "{index.name}"')


@cache
def _created(made: Table | Index) -> str:
    """Return the statement that makes one; kept, as saying it takes longer than doing it."""
    if isinstance(made, Index):
        said = CreateIndex(made, if_not_exists=True)
    else:
        said = CreateTable(made, if_not_exists=True)
    return str(said.compile(dialect=dialect()))


def _name(index: Index) -> str:
    return index.name or ""


def insert_into(table: Any, *, replace: bool = False) -> str:
    """Return the INSERT statement for all columns of a table, in the table's order."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    places = ", ".join("?" for _ in table.columns)
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    return f'{verb} INTO "{table.name}" ({names}) VALUES ({places})'


def _driver(connection: Connection) -> sqlite3.Connection:
    # For SQLite the two are one, and the way to `driver_connection` is twice as long.
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _begin_upgrade(connection: Connection) -> None:
    """Set the segments of version 1 aside: a number of a log could have one segment only."""
    for index in ("segments_hlc", "segments_waiting"):
        connection.exec_driver_sql(f"DROP INDEX {index}")
    connection.exec_driver_sql("PRAGMA legacy_alter_table = ON")
    connection.exec_driver_sql("ALTER TABLE segments RENAME TO segments_1")


def _end_upgrade(connection: Connection) -> None:
    """Take the segments over, and note the end of every log."""
    connection.exec_driver_sql("INSERT INTO segments SELECT * FROM segments_1 ORDER BY id")
    connection.exec_driver_sql("DROP TABLE segments_1")
    connection.exec_driver_sql(
        "INSERT INTO logs SELECT space, dev, max(seq), hash, authority, hlc FROM segments"
        " GROUP BY space, dev"
    )


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun above, not by the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute(f"PRAGMA temp_store = {_ASIDE}")
    cursor.close()


def _plain(error: BaseException | None, path: Path) -> EdoError:
    detail = str(error)
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    kind = code & 0xFF
    if kind == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_SHMSIZE:
        return Refusal(Reason.DISK_FULL, path=str(path))
    if kind in _CANNOT_WRITE or code in _STOPPED:
        return Refusal(Reason.CANNOT_WRITE, path=str(path), detail=detail)
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Refusal(Reason.HOME_IN_USE, path=str(path.parent))
    return DamagedError("database_damaged", path=str(path), detail=detail)
