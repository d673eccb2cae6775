"""Documents that come in bulk are in the lists first, and found by their words a moment later."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edo.check import check
from edo.commands import documents
from edo.commands.documents import Intake
from edo.domain.card import Card, Kind, Party
from edo.queries.documents import page
from edo.queries.listing import Filter
from edo.queries.search import search
from edo.segment import Line, Segment, lines, parse
from edo.store import ledger
from edo.store.arrival import INDEXED_LATER
from edo.workplace import Workplace, open_workplace
from tests.neighbours import neighbour
from tests.office import Chancery
from tests.tables import said


@pytest.fixture
def other(chancery: Chancery, tmp_path: Path) -> Iterator[Workplace]:
    """Open a second workplace."""
    made = neighbour(chancery, tmp_path / "other")
    yield made
    made.close()


def everything(workplace: Workplace) -> list[tuple[Segment, list[Line]]]:
    """Return all that a workplace holds, as it would come over a share."""
    kept = workplace.read(lambda connection: list(ledger.all_segments(connection)))
    segments = [parse(one.data)[0] for one in kept]
    return [(one, lines(one)) for one in segments]


def in_bulk(chancery: Chancery) -> list[tuple[Segment, list[Line]]]:
    """Register many letters and return all that others must hear."""
    card = Card(subject_ru="О путёвках", parties=(Party(chancery.ministry),), their_number="01-5")
    documents.register_all(
        chancery.workplace,
        journal=chancery.journals[Kind.INCOMING],
        lines=[Intake(card, chancery.today)] * INDEXED_LATER,
    )
    return everything(chancery.workplace)


def found(workplace: Workplace) -> int:
    """Return how many letters are found by their words."""
    return len(workplace.read(search, text="путёвки", limit=1000))


def test_many_documents_are_listed_before_they_are_found(
    chancery: Chancery, other: Workplace
) -> None:
    """The lists do not wait for the index; what waits is no damage; then all is as at home."""
    other.take_in(in_bulk(chancery))
    assert len(other.read(page, filter=Filter(), limit=1000)) == INDEXED_LATER
    assert found(other) == 0
    assert check(other).findings == ()
    while other.index_waiting():
        pass
    assert found(other) == INDEXED_LATER
    assert said(other) == said(chancery.workplace)
    assert check(other).findings == ()


def test_one_document_is_found_at_once(chancery: Chancery, other: Workplace) -> None:
    """A registration that comes alone waits for nothing."""
    chancery.register(subject_ru="О путёвках")
    other.take_in(everything(chancery.workplace))
    assert found(other) == 1
    assert not other.index_waiting()


def test_what_waited_when_the_program_ended_is_indexed_at_the_next_start(
    chancery: Chancery, other: Workplace
) -> None:
    """Which documents wait is in the database."""
    other.take_in(in_bulk(chancery))
    folder = other.home.folder
    other.close()
    again = open_workplace(folder, at=chancery.clock, random=chancery.chance.randbytes)
    try:
        assert found(again) == INDEXED_LATER
    finally:
        again.close()


def test_a_document_that_changes_while_it_waits_is_found_as_it_is(
    chancery: Chancery, other: Workplace
) -> None:
    """The index takes the card of the moment, whichever came first."""
    other.take_in(in_bulk(chancery))
    first = chancery.workplace.read(page, filter=Filter(), limit=1000)[0].document
    before = len(everything(chancery.workplace))
    documents.change(chancery.workplace, document=first, fields={"subject_ru": "О сметах"})
    other.take_in(everything(chancery.workplace)[before:])
    while other.index_waiting():
        pass
    assert found(other) == INDEXED_LATER - 1
    assert said(other) == said(chancery.workplace)


def test_a_rebuild_leaves_nothing_waiting(chancery: Chancery, other: Workplace) -> None:
    """A rebuild indexes everything by itself."""
    other.take_in(in_bulk(chancery))
    other.rebuild(lambda _done, _all: None)
    assert found(other) == INDEXED_LATER
    assert not other.index_waiting()
