"""Lists of documents: the keys of the whole list and its pages tell the same order."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest

from edo.domain.card import Kind, Party
from edo.queries import documents
from edo.queries.listing import Filter, Order, Sort
from tests.office import Chancery, founded

COUNT = 40


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Found an office with many letters whose subjects and senders repeat."""
    with founded(tmp_path_factory.mktemp("lists") / "home") as made:
        for place in range(COUNT):
            made.register(
                subject_ru=f"О деле {place % 7}",
                parties=(Party(made.school if place % 3 else made.ministry),),
                their_number=f"{place % 5}-{place}",
                on=made.today - timedelta(days=place % 11),
            )
        made.register(Kind.OUTGOING, subject_ru="Ответ")
        yield made


@pytest.mark.parametrize(("sort", "way"), list(product(Sort, "↑↓")))
def test_keys_stand_in_the_order_of_the_pages(office: Chancery, sort: Sort, way: str) -> None:
    """Walking the pages to the end gives the documents of `keys`, in their order, each once."""
    filter, order = Filter(kind=Kind.INCOMING), Order(sort, descending=way == "↓")
    whole = list(office.workplace.read(documents.keys, filter=filter, order=order))
    walked: list[int] = []
    after = ""
    while rows := office.workplace.read(
        documents.page, filter=filter, order=order, limit=7, after=after
    ):
        walked += [row.key for row in rows]
        after = rows[-1].document
    assert walked == whole
    assert len(set(whole)) == COUNT


def test_a_list_without_documents_has_no_keys(office: Chancery) -> None:
    """An empty list is an empty list."""
    found = office.workplace.read(documents.keys, filter=Filter(kind=Kind.MINUTES))
    assert list(found) == []


def test_a_filter_leaves_its_own_documents_only(office: Chancery) -> None:
    """Keys of a filtered list are those of the rows that fit."""
    filter = Filter(kind=Kind.INCOMING, correspondent=office.ministry)
    found = office.workplace.read(documents.keys, filter=filter)
    assert len(found) == len(range(0, COUNT, 3))
    assert office.workplace.read(documents.count, filter=filter) == len(found)
