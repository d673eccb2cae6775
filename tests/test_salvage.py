"""A damaged database: the program says so, and brings back each document whose segment is whole."""

import os
import random
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from edo.check import check
from edo.commands import forms
from edo.commands.documents import Registration, register
from edo.domain.card import Card
from edo.errors import DamagedError, EdoError, Reason, Refusal
from edo.queries import directory
from edo.queries.documents import page
from edo.queries.forms import kept
from edo.queries.listing import Filter
from edo.salvage import salvage
from edo.store.database import FILE_NAME
from edo.workplace import Workplace, open_workplace
from tests.office import founded
from tests.tables import said

PAGE = 4096
ONLY_HERE = {"segments", "authority"}
"""Tables that cannot be made again from others."""


@dataclass
class Archive:
    """A closed office of some dozens of documents.

    Attributes:
        folder: its home folder.
        given: what was acknowledged.
        pages: page number → the table or index it belongs to.
        indexes: names of the indexes among them.
        tables: what its tables say.
    """

    folder: Path
    given: list[Registration]
    pages: dict[int, str]
    indexes: set[str]
    tables: dict[str, object]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Fill an office and close it."""
    chance = random.Random(1)
    with founded(tmp_path_factory.mktemp("archive") / "home") as office:
        given = [
            office.register(
                note="х" * chance.randrange(600),
                named=[f"Школа № {n % 20}"],
                their_number=f"01/{n}",
            )
            for n in range(60)
        ]
        forms.keep_form(office.workplace, name="registration/incoming", value=b"half typed")
        office.workplace.rebuild(lambda _done, _total: None)
        tables = said(office.workplace)
        office.close()
        pages, indexes = pages_of(office.folder / FILE_NAME)
        return Archive(office.folder, given, pages, indexes, tables)


def pages_of(path: Path) -> tuple[dict[int, str], set[str]]:
    """Tell which page belongs to which table or index, and which names are of indexes."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            found = connection.execute("SELECT pageno, name FROM dbstat")
        except sqlite3.OperationalError:
            pytest.skip("this SQLite cannot tell what its pages hold")
        pages = dict(found)
        indexes = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
        return pages, {name for (name,) in indexes}


@pytest.fixture
def home(archive: Archive, memory_path: Path) -> Path:
    """Make a copy that may be damaged."""
    return Path(shutil.copytree(archive.folder, memory_path / "home"))


def overwrite(home: Path, page: int, content: bytes, offset: int = 0) -> None:
    """Write into a page of the database file."""
    with (home / FILE_NAME).open("r+b") as file:
        file.seek((page - 1) * PAGE + offset)
        file.write(content)


@contextmanager
def opened(home: Path) -> Generator[Workplace]:
    """Open a workplace for a moment."""
    workplace = open_workplace(home)
    try:
        yield workplace
    finally:
        workplace.close()


def documents(workplace: Workplace, given: list[Registration]) -> int:
    """Return how many documents are there; each has the number that was acknowledged."""
    known = {one.document: one for one in given}
    rows = workplace.read(page, filter=Filter(), limit=len(given) + 1)
    for row in rows:
        assert (row.number, row.on) == (known[row.document].number, known[row.document].on)
    return len(rows)


def is_noticed(home: Path) -> bool:
    """Tell whether the program or its check says that something is wrong; it never breaks off."""
    try:
        with opened(home) as workplace:
            return check(workplace).findings != ()
    except EdoError:
        return True


def test_a_damaged_page_is_noticed_and_costs_nothing_that_can_be_made_again(
    archive: Archive, home: Path
) -> None:
    """Tables, indexes, the ledger's own lines and the schema: all come back from the segments.

    Each by itself is noticed; tables are lost one by one, indexes, which hold nothing, all at once.
    """
    chance = random.Random(2)
    sound = (home / FILE_NAME).read_bytes()
    one_of_each = {name: number for number, name in archive.pages.items() if name not in ONLY_HERE}
    assert archive.indexes < one_of_each.keys()
    for name, number in one_of_each.items():
        (home / FILE_NAME).write_bytes(sound)
        overwrite(home, number, chance.randbytes(PAGE))
        assert is_noticed(home), name
        if name not in archive.indexes:
            assert_nothing_lost(archive, home, name)
    (home / FILE_NAME).write_bytes(sound)
    for name in archive.indexes:
        overwrite(home, one_of_each[name], chance.randbytes(PAGE))
    assert_nothing_lost(archive, home, "indexes")


def assert_nothing_lost(archive: Archive, home: Path, damaged: str) -> None:
    """Fail where a salvage loses anything."""
    assert salvage(home).lost == 0, damaged
    with opened(home) as workplace:
        assert documents(workplace, archive.given) == len(archive.given), damaged
        assert check(workplace).findings == (), damaged


def test_a_damaged_page_of_segments_costs_those_on_it(archive: Archive, home: Path) -> None:
    """All others come back with their numbers, and the loss is counted."""
    chance = random.Random(3)
    sound = (home / FILE_NAME).read_bytes()
    for number in (number for number, name in archive.pages.items() if name == "segments"):
        (home / FILE_NAME).write_bytes(sound)
        overwrite(home, number, chance.randbytes(PAGE))
        assert is_noticed(home)
        saved = salvage(home)
        assert 0 <= saved.lost <= 5
        with opened(home) as workplace:
            assert documents(workplace, archive.given) >= len(archive.given) - saved.lost
            assert {one.code for one in check(workplace).findings} <= {"segment_chain"}


def test_what_was_salvaged_says_the_same_as_before(archive: Archive, home: Path) -> None:
    """Tables, index and search; and a half-typed form, where its page can be read."""
    page_of_changes = next(n for n, name in archive.pages.items() if name == "changes")
    overwrite(home, page_of_changes, bytes(PAGE))
    salvage(home)
    with opened(home) as workplace:
        assert said(workplace) == archive.tables
        assert [form.value for form in workplace.read(kept)] == [b"half typed"]


@pytest.mark.parametrize("lost", ["kept", "changes", "segments_hlc"])
def test_work_goes_on_after_a_salvage(archive: Archive, home: Path, lost: str) -> None:
    """Who works here and where is known again, and the next number follows the last."""
    overwrite(home, next(n for n, name in archive.pages.items() if name == lost), bytes(PAGE))
    salvage(home)
    with opened(home) as workplace:
        journal = workplace.read(directory.journal, index="ВХ").id
        given = register(workplace, journal=journal, card=Card(subject_ru="Ещё"), named=["Семей"])
        assert given.number == str(len(archive.given) + 1)
        assert check(workplace).findings == ()


def test_a_file_cut_short_still_holds_what_it_holds(archive: Archive, home: Path) -> None:
    """A copy that broke off in the middle: nothing false comes back, and something does."""
    size = (home / FILE_NAME).stat().st_size
    os.truncate(home / FILE_NAME, size * 2 // 3 + 100)
    assert is_noticed(home)
    saved = salvage(home)
    with opened(home) as workplace:
        assert 0 < documents(workplace, archive.given) <= len(archive.given)
        assert saved.saved > documents(workplace, archive.given)


def test_what_waits_in_the_log_of_the_database_is_found_too(tmp_path: Path) -> None:
    """A computer that went off before its log was taken in: the first page is lost besides."""
    with founded(tmp_path / "alive") as office:
        given = [office.register() for _ in range(5)]
        shutil.copytree(office.folder, tmp_path / "home")
    home = tmp_path / "home"
    assert (home / f"{FILE_NAME}-wal").stat().st_size > PAGE
    overwrite(home, 1, bytes(PAGE))
    assert salvage(home).lost == 0
    with opened(home) as workplace:
        assert documents(workplace, given) == 5
        assert check(workplace).findings == ()


def test_flipped_bytes_bring_nothing_false_back(archive: Archive, home: Path) -> None:
    """Three hundred of them all over the file; what is signed wrongly is left behind."""
    chance = random.Random(4)
    size = (home / FILE_NAME).stat().st_size
    chain = [n for n, name in archive.pages.items() if name == "authority"]
    for _ in range(300):
        place = chance.randrange(PAGE, size)
        if place // PAGE + 1 not in chain:
            overwrite(home, 1, chance.randbytes(1), place)
    assert is_noticed(home)
    saved = salvage(home)
    with opened(home) as workplace:
        assert documents(workplace, archive.given) >= len(archive.given) - saved.lost
        assert {one.code for one in check(workplace).findings} <= {"segment_chain"}


def test_where_nothing_is_left_nothing_is_touched(home: Path) -> None:
    """Without the chain of authority no signature can be believed; the file stays as it was."""
    (home / FILE_NAME).write_bytes(os.urandom(50 * PAGE))
    before = sorted((path.name, path.read_bytes()) for path in home.glob("edo.db*"))
    with pytest.raises(DamagedError):
        salvage(home)
    assert sorted((path.name, path.read_bytes()) for path in home.glob("edo.db*")) == before


def test_the_damaged_file_is_kept_beside_the_new_one(home: Path) -> None:
    """Byte for byte: perhaps somebody else can read more of it."""
    overwrite(home, 1, bytes(PAGE))
    before = (home / FILE_NAME).read_bytes()
    saved = salvage(home)
    assert saved.damaged.read_bytes() == before
    assert saved.damaged.parent == home


def test_a_salvage_of_what_is_whole_changes_nothing(archive: Archive, home: Path) -> None:
    """As often as it is done."""
    for _ in range(2):
        assert salvage(home).lost == 0
    with opened(home) as workplace:
        assert said(workplace) == archive.tables
        assert check(workplace).findings == ()


def test_nobody_salvages_what_somebody_works_on(home: Path) -> None:
    """The second program is told so."""
    with opened(home), pytest.raises(Refusal) as error:
        salvage(home)
    assert error.value.reason is Reason.HOME_IN_USE


def test_a_salvage_that_was_broken_off_can_be_done_again(archive: Archive, home: Path) -> None:
    """What the first attempt left does not stand in the way."""
    for suffix in ("", "-wal", "-shm"):
        (home / f"{FILE_NAME}.new{suffix}").write_bytes(b"half of something")
    assert salvage(home).lost == 0
    with opened(home) as workplace:
        assert documents(workplace, archive.given) == len(archive.given)
