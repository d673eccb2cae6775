"""The database file: whole transactions, plain words for its errors, one program at a time."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from edo.commands.documents import Attachment
from edo.domain.card import Kind
from edo.errors import DamagedError, EdoError, OutdatedError, Reason, Refusal
from edo.queries.documents import count, page
from edo.queries.listing import Filter
from edo.store import ledger
from edo.store.database import FILE_NAME, Database, bulk
from edo.store.ledger_tables import LEDGER_VERSION
from edo.workplace import open_workplace
from tests.limits import no_file_beyond, small_disk
from tests.office import Chancery, founded

MIB = 1024 * 1024


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Make an empty database."""
    made = Database(tmp_path / FILE_NAME)
    yield made
    made.close()


def keep(database: Database, name: str, value: str = "x") -> None:
    """Remember a value in a transaction of its own."""
    with database.writing() as connection:
        ledger.keep(connection, name, value)


def recall(database: Database, name: str) -> str:
    """Return a remembered value."""
    with database.reading() as connection:
        return ledger.recall(connection, name)


def test_a_transaction_is_there_whole_or_not_at_all(database: Database) -> None:
    """Whatever breaks the block off, nothing of it stays, and the next one works."""
    for error in (ValueError(), KeyboardInterrupt(), Refusal(Reason.NOTHING_CHANGED)):
        with pytest.raises(type(error)):
            _break_off(database, error)
        assert recall(database, "a") == ""
    keep(database, "a", "2")
    assert recall(database, "a") == "2"


def _break_off(database: Database, error: BaseException) -> None:
    with database.writing() as connection:
        ledger.keep(connection, "a", "1")
        raise error


def test_what_was_written_is_there_after_it_was_closed(database: Database) -> None:
    """A closed file is one file: nothing waits beside it."""
    keep(database, "a", "1")
    database.close()
    assert [path.name for path in database.path.parent.iterdir()] == [FILE_NAME]
    again = Database(database.path)
    assert recall(again, "a") == "1"
    again.close()


def test_a_reader_sees_one_moment(database: Database) -> None:
    """What is committed while it reads, it does not see; what is not committed nobody does."""
    keep(database, "a", "1")
    with database.reading() as before:
        assert ledger.recall(before, "a") == "1"
        with database.writing() as connection:
            ledger.keep(connection, "a", "2")
            assert recall(database, "a") == "1"
        assert ledger.recall(before, "a") == "1"
    assert recall(database, "a") == "2"


def test_writers_wait_for_each_other(database: Database) -> None:
    """Eight threads that count together count right."""
    keep(database, "n", "0")

    def count_on() -> None:
        for _ in range(10):
            with database.writing() as connection:
                ledger.keep(connection, "n", str(int(ledger.recall(connection, "n")) + 1))

    threads = [threading.Thread(target=count_on) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert recall(database, "n") == "80"


FILES = {
    "garbage": b"not a database, not at all " * 1000,
    "a beginning and nothing more": b"SQLite format 3\0",
    "another format": b"PK\3\4" + bytes(5000),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_file_that_is_no_database_is_damage(tmp_path: Path, content: bytes) -> None:
    """It is said, and it is left as it was."""
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    with pytest.raises(DamagedError) as error:
        Database(path)
    assert error.value.values["path"] == str(path)
    assert path.read_bytes() == content


def test_a_newer_release_s_database_asks_for_an_update(chancery: Chancery) -> None:
    """Nothing in it is changed; the release that wrote it opens it as before."""
    chancery.register()
    chancery.close()
    path = chancery.folder / FILE_NAME
    _set_version(path, LEDGER_VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(OutdatedError) as error:
        open_workplace(chancery.folder)
    assert error.value.values["version"] == LEDGER_VERSION + 1
    assert path.read_bytes() == before
    _set_version(path, LEDGER_VERSION)
    assert chancery.reopen().read(count, filter=Filter()) == 1


def _set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {version}")


def test_a_place_that_is_none_is_said(tmp_path: Path) -> None:
    """A folder where the file should be, and a folder that is not there."""
    (tmp_path / FILE_NAME).mkdir()
    for path in (tmp_path / FILE_NAME, tmp_path / "nowhere" / FILE_NAME):
        with pytest.raises(Refusal) as error:
            Database(path)
        assert error.value.reason is Reason.CANNOT_WRITE


def test_a_statement_that_fails_is_told_in_the_same_words_every_way(database: Database) -> None:
    """Through the library and past it: a broken table is damage."""
    for act in (
        lambda connection: connection.exec_driver_sql("SELECT * FROM nothing"),
        lambda connection: bulk(connection, "INSERT INTO nothing VALUES (?)", [(1,)]),
    ):
        with pytest.raises(DamagedError), database.writing() as connection:
            act(connection)
    keep(database, "a")


def test_a_full_file_is_a_full_disk(chancery: Chancery) -> None:
    """In the middle of a transaction no page can be had: nothing is lost, and later it works."""
    done = [chancery.register() for _ in range(3)]
    pages = chancery.workplace.read(_pragma, "page_count")
    chancery.workplace.write(_pragma, f"max_page_count = {pages + 4}")
    refusals: list[Refusal] = []
    while not refusals:
        try:
            done.append(chancery.register(note="х" * 900))
        except Refusal as refusal:
            refusals.append(refusal)
    assert refusals[0].reason is Reason.DISK_FULL
    assert refusals[0].values["path"] == str(chancery.folder / FILE_NAME)
    chancery.assert_sound()
    chancery.workplace.write(_pragma, f"max_page_count = {pages * 100}")
    done.append(chancery.register())
    assert [given.number for given in done] == [str(n + 1) for n in range(len(done))]
    chancery.reopen()
    assert chancery.numbers().registered == len(done)
    chancery.assert_sound()


def _pragma(connection: Any, statement: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {statement}").scalar()


def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path) -> None:
    """Letters with files until nothing fits; with room again the work goes on."""
    with small_disk(tmp_path / "disk", 6) as disk, founded(disk / "home") as chancery:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(MIB))
        (tmp_path / "scan.pdf").write_bytes(bytes(range(256)) * 512)
        scan = [Attachment(tmp_path / "scan.pdf")]
        done = _until_refused(lambda: chancery.register(files=scan))
        with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while filler.write(bytes(512)):
                pass
        done += _until_refused(chancery.register)
        assert chancery.numbers().registered == done
        with suppress(Refusal):  # there may be room enough to open it
            chancery.reopen()
        for path in (ballast, disk / "filler"):
            path.unlink()
        chancery.reopen()
        chancery.assert_sound()
        assert chancery.register(files=scan).number == str(done + 1)


def _until_refused(act: Callable[[], object]) -> int:
    """Do something until the disk is full; return how often it was done."""
    for done in range(10_000):
        try:
            act()
        except EdoError as error:
            if error.reason != Reason.DISK_FULL:
                raise
            return done
    pytest.fail("the disk never filled up")


def test_a_write_the_system_stops_is_no_damage(chancery: Chancery) -> None:
    """A quota, a cable pulled out: the clerk is told, and goes on when it is over."""
    first = chancery.register()
    size = (chancery.folder / f"{FILE_NAME}-wal").stat().st_size
    with no_file_beyond(size + 8192):
        for _ in range(3):
            with pytest.raises(Refusal) as error:
                chancery.register(note="х" * 900)
            assert error.value.reason is Reason.CANNOT_WRITE
        assert chancery.document(first.document)
    assert chancery.register().number == "2"
    chancery.assert_sound()


HOLDING = """
import sys, edo.workplace as w
from pathlib import Path
try:
    place = w.open_workplace(Path(sys.argv[1]))
except Exception as error:
    print(type(error).__name__, error.reason, flush=True)
else:
    print("open", flush=True)
    sys.stdin.read()
"""


def _another(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_program_on_one_home_is_told_so(chancery: Chancery) -> None:
    """Whichever came first holds it, until it goes; killed, it lets go too."""
    with pytest.raises(Refusal) as error:
        open_workplace(chancery.folder)
    assert error.value.reason is Reason.HOME_IN_USE
    with _another(chancery.folder) as second:
        assert _first_line(second) == "Refusal home_in_use"
    chancery.close()
    with _another(chancery.folder) as second:
        assert _first_line(second) == "open"
        with pytest.raises(Refusal) as error:
            open_workplace(chancery.folder)
        assert error.value.reason is Reason.HOME_IN_USE
        os.kill(second.pid, signal.SIGKILL)
    chancery.reopen()
    assert chancery.register().number == "1"


def test_lists_are_read_while_somebody_writes(chancery: Chancery) -> None:
    """A long entry stops no reader, and shows nothing before it ends."""
    chancery.register()
    with chancery.workplace.entry():
        assert len(chancery.workplace.read(page, filter=Filter(kind=Kind.INCOMING))) == 1


def test_who_rewrites_tables_keeps_what_is_taken_back_in_a_file(database: Database) -> None:
    """In memory a dropped table of a million documents would be two gigabytes; afterwards again."""
    asked = "PRAGMA temp_store"
    with database.rewriting() as connection:
        assert connection.exec_driver_sql(asked).scalar_one() == 1
    with database.writing() as connection:
        assert connection.exec_driver_sql(asked).scalar_one() == 2
    with pytest.raises(ValueError, match="stopped"), database.rewriting():
        raise ValueError("stopped")
    with database.writing() as connection:
        assert connection.exec_driver_sql(asked).scalar_one() == 2
