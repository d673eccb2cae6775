"""Beginnings of words are spelled out to the terms of the index, and find what they found."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from edo.store import search
from edo.store.begun import MOST, READY, Begun
from edo.store.database import create
from edo.store.ledger_tables import LEDGER
from edo.store.search import Entry
from edo.store.tables import TABLES
from edo.store.wanted import NOTHING, AllOf, AnyOf, Term, Wanted

_LETTERS = st.text(alphabet="абә1", min_size=1, max_size=READY + 4)


@pytest.fixture(scope="module")
def shelf() -> Iterator[Connection]:
    """Return an index of words that begin alike."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        create(connection, LEDGER)
        create(connection, TABLES)
        search.create(connection)
        search.finish(connection)
        rows = [(key, " абаб абаба ә1 ", " §абаб ") for key in range(1, 4)]
        rows += [(key, f" абв{key:03} ", "") for key in range(10, 10 + MOST + 1)]
        rows += [(200, " ааааа ааабә 1111 ", ""), (201, " абабә ", ""), (202, " аббб1 ", "")]
        for row in rows:
            connection.exec_driver_sql(
                "INSERT INTO search (rowid, card, files) VALUES (?, ?, ?)", row
            )
        yield connection
    engine.dispose()


def _begins(text: str) -> Term:
    return Term(text, begins=True)


@pytest.mark.parametrize(
    ("wanted", "spelled"),
    [
        (Term("абаб"), Term("абаб")),
        (_begins("аба"), _begins("аба")),
        (_begins("абаб"), AnyOf((Term("абаб"), Term("абаба"), Term("абабә")))),
        (_begins("абаба"), Term("абаба")),
        (_begins("§аба"), Term("§абаб")),
        (_begins("абабаб"), NOTHING),
        (_begins("абв0"), _begins("абв0")),
        (_begins("абв01"), AnyOf(tuple(Term(f"абв01{last}") for last in range(10)))),
        (AnyOf((_begins("абабаб"), Term("яяя"))), Term("яяя")),
        (AllOf((_begins("абабаб"), Term("яяя"))), NOTHING),
        (AllOf((_begins("абаба"), Term("яяя"))), AllOf((Term("абаба"), Term("яяя")))),
    ],
)
def test_a_long_beginning_is_the_terms_that_begin_so(
    shelf: Connection, wanted: Wanted, spelled: Wanted
) -> None:
    """Short ones the index keeps ready; of too many, the beginning itself stays."""
    assert Begun(shelf).spelled_out(wanted) == spelled


def test_what_wants_the_same_terms_comes_out_the_same(shelf: Connection) -> None:
    """So a stage that takes in nothing beyond the one before is not read."""
    begun = Begun(shelf)
    one = AnyOf((Term("абаб"), Term("абаба"), _begins("абабә")))
    assert begun.spelled_out(one) == begun.spelled_out(_begins("абаб"))


@given(st.lists(_LETTERS, min_size=1, max_size=3), st.sampled_from((AnyOf, AllOf)))
def test_spelled_out_finds_what_the_beginning_found(
    shelf: Connection, beginnings: list[str], joined: type[AnyOf | AllOf]
) -> None:
    """Whatever begins, and however beginnings are joined."""
    wanted = joined(tuple(map(_begins, beginnings)))
    spelled = Begun(shelf).spelled_out(wanted)
    assert _found(shelf, spelled) == _found(shelf, wanted)


def test_a_word_that_came_is_found_by_its_beginning(shelf: Connection) -> None:
    """Terms are those of the moment, those of the transaction at hand among them."""
    search.add(shelf, [Entry(300, "Нотариус")])
    assert [hit.key for hit in search.find(shelf, "нотари", limit=5)] == [300]
    search.remove(shelf, [300])
    assert search.find(shelf, "нотари", limit=5) == []


def _found(shelf: Connection, wanted: Wanted) -> list[int]:
    if wanted == NOTHING:
        return []
    rows = shelf.exec_driver_sql("SELECT rowid FROM search WHERE search MATCH ?", (str(wanted),))
    return sorted(rows.scalars())
