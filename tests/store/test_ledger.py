"""The ledger: what was signed, in the order it came, for ever."""

import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo import keys, segment
from edo.change import COMMON
from edo.commands import documents
from edo.commands.documents import Intake
from edo.domain.card import Card, Kind, Party
from edo.domain.registering import DocumentChanged
from edo.errors import DamagedError
from edo.segment import CHANGES_LIMIT, End, Line, Log
from edo.store import ledger, outbox
from edo.store.database import Connection, Database
from tests.builders import hlc
from tests.office import Chancery

KEY = keys.make()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Make an empty database."""
    made = Database(tmp_path / "edo.db")
    yield made
    made.close()


@contextmanager
def emptied() -> Generator[Connection]:
    """Make an empty database for a moment."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database(Path(folder) / "edo.db")) as one,
        one.writing() as connection,
    ):
        yield connection


def line(n: int, subject: str = "d1", base: tuple[str, ...] = ()) -> Line:
    """Make a line."""
    return Line(subject, "document.changed", hlc(minute=n), "p1", base, msgspec.Raw(b"{}"))


def append(connection: Connection, lines: list[Line], seq: int = 1, space: str = "o1") -> str:
    """Seal lines and append them; return the segment's name."""
    log = Log("org", space, KEY.name, "inst", seq, "", (0, ""))
    sealed = segment.seal(lines, log, KEY)
    ledger.append(connection, sealed, lines)
    return sealed.hash


def test_a_subject_s_changes_come_back_with_their_stamps(database: Database) -> None:
    """Who, when, where in the log, and on what they stand; names of one segment in full."""
    with database.writing() as connection:
        first = append(connection, [line(1), line(2, "d2"), line(3, base=(":0",))])
        second = append(connection, [line(4, base=(f"{first}:2", ":7"))], seq=2)
        found = [one.change for one in ledger.of_subject(connection, "d1")]
    assert [one.stamp.name for one in found] == [f"{first}:0", f"{first}:2", f"{second}:0"]
    assert [one.base for one in found] == [(), (f"{first}:0",), (f"{first}:2", f"{second}:7")]
    stamp = found[-1].stamp
    assert (stamp.dev, stamp.seq, stamp.space) == (KEY.name, 2, "o1")
    assert (stamp.hlc, stamp.person, stamp.authority) == (hlc(minute=4), "p1", 0)


@given(st.lists(st.tuples(st.sampled_from(["c1", "d1", "d2", "e1", "ё"]), st.integers(0, 9))))
def test_changes_are_read_subject_by_subject(stated: list[tuple[str, int]]) -> None:
    """All of them, each with its own; a range of ids leaves out the others."""
    lines = [line(minute, subject) for subject, minute in stated]
    with emptied() as connection:
        for seq, one in enumerate(lines, start=1):
            append(connection, [one], seq)
        read = {subject: len(found) for subject, found in ledger.by_subject(connection)}
        assert read == {one: sum(s == one for s, _ in stated) for one, _ in stated}
        some = dict(ledger.by_subject(connection, since="d", before="e"))
        assert some.keys() == {subject for subject, _ in stated if subject[0] == "d"}
        assert ledger.count(connection) == len(lines)


def test_a_log_has_one_end_in_each_space(database: Database) -> None:
    """And nothing is at the end of a log that never was."""
    with database.writing() as connection:
        assert ledger.tail(connection, "o1", KEY.name) == End(0, "")
        assert ledger.latest_hlc(connection) == 0
        append(connection, [line(1)])
        last = append(connection, [line(2), line(9)], seq=2)
        append(connection, [line(3)], space=COMMON)
        assert ledger.tail(connection, "o1", KEY.name) == End(2, last, 0, hlc(minute=9))
        assert ledger.tail(connection, COMMON, KEY.name).seq == 1
        assert ledger.tail(connection, "o1", "another") == End(0, "")
        assert ledger.latest_hlc(connection) == hlc(minute=9)
        assert outbox.waiting(connection) == 3
        assert ledger.office_of(connection, KEY.name) == "o1"
        assert ledger.office_of(connection, "another") == ""


def test_a_copied_device_may_have_two_segments_of_one_number(database: Database) -> None:
    """Both branches are kept; the log's end is the one that came first."""
    with database.writing() as connection:
        first = append(connection, [line(1)])
        second = append(connection, [line(2)])
        assert ledger.tail(connection, "o1", KEY.name).hash == first
        assert ledger.held(connection, [first, second, "x"]) == {first, second}
        assert ledger.count(connection) == 2


def test_a_segment_is_in_the_ledger_once(database: Database) -> None:
    """The very same segment cannot be appended again."""
    with pytest.raises(DamagedError):
        _append_twice(database)
    with database.reading() as connection:
        assert ledger.count(connection) == 0


def _append_twice(database: Database) -> None:
    log = Log("org", "o1", KEY.name, "inst", 1, "", (0, ""))
    sealed = segment.seal([line(1)], log, KEY)
    with database.writing() as connection:
        for _ in range(2):
            ledger.append(connection, sealed, [line(1)])


def test_values_are_remembered_beside_it(database: Database) -> None:
    """The last one counts; of what was never said nothing is known."""
    with database.writing() as connection:
        for value in ("one", "two"):
            ledger.keep(connection, "name", value)
        assert ledger.recall(connection, "name") == "two"
        assert ledger.recall(connection, "other") == ""


def test_everything_stated_at_once_is_sealed_at_once(chancery: Chancery) -> None:
    """One entry, one segment in each space; it waits in the outbox with its chain whole."""
    before = waiting(chancery)
    chancery.register(named=["Акимат города Семей"])
    assert waiting(chancery) == before + 1
    with chancery.workplace.entry():
        pass
    assert waiting(chancery) == before + 1
    chancery.assert_sound()


def waiting(chancery: Chancery) -> int:
    """Return how many segments wait."""
    return chancery.workplace.read(outbox.waiting)


def test_a_bulk_is_cut_into_segments_that_keep_the_limits(chancery: Chancery) -> None:
    """More changes than one may hold; what stands on what is kept across the cut."""
    before = waiting(chancery)
    card = Card(subject_ru="О путёвках", parties=(Party(chancery.ministry),))
    documents.register_all(
        chancery.workplace,
        journal=chancery.journals[Kind.INCOMING],
        lines=[Intake(card)] * (CHANGES_LIMIT + 1),
    )
    assert waiting(chancery) == before + 2
    one = chancery.register().document
    with chancery.workplace.entry() as entry:
        for n in range(CHANGES_LIMIT + 5):
            entry.record(one, DocumentChanged({"note": f"{n}"}))
    with chancery.workplace.entry() as entry:
        changes = [found.change for found in ledger.of_subject(entry.connection, one)]
    assert [change.base for change in changes[1:]] == [
        (change.stamp.name,) for change in changes[:-1]
    ]
    chancery.assert_sound()


def test_long_texts_are_cut_by_their_size(chancery: Chancery) -> None:
    """A thousand changes of four thousand bytes are more than a segment may weigh."""
    document = chancery.register().document
    before = waiting(chancery)
    with chancery.workplace.entry() as entry:
        for n in range(1000):
            text = f"{n:04}" + "қ" * 996
            entry.record(document, DocumentChanged({"note": text, "resolution": text}))
    assert waiting(chancery) == before + 2
    chancery.assert_sound()
