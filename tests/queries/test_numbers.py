"""What is asked about the numbers of a journal."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edo.commands import documents, numbers
from edo.domain.card import Kind
from edo.domain.numbering import PlaceStatus
from edo.queries import directory
from edo.queries import numbers as asked
from tests.builders import TODAY
from tests.office import Chancery, founded

UNTIL = TODAY + timedelta(days=3)


def reserve(chancery: Chancery, count: int) -> None:
    """Reserve numbers of the incoming journal."""
    numbers.reserve(
        chancery.workplace,
        journal=chancery.journals[Kind.INCOMING],
        count=count,
        whom="бухгалтерия",
        until=UNTIL,
    )


def test_the_last_number_is_the_greatest_given_or_set_apart(chancery: Chancery) -> None:
    """Each period and journal for itself; nought where there is none."""
    journal, workplace = chancery.journals[Kind.INCOMING], chancery.workplace

    def last(period: int) -> int:
        return workplace.read(asked.last, journal=journal, period=period)

    assert last(2026) == 0
    chancery.register()
    chancery.register(number="7-а")
    assert last(2026) == 7
    reserve(chancery, 2)
    assert last(2026) == 9
    assert (last(2025), last(0)) == (0, 0)
    assert workplace.read(asked.periods, journal=journal) == [2026]
    assert workplace.read(asked.periods, journal=chancery.journals[Kind.OUTGOING]) == []


def test_a_number_has_one_holder(chancery: Chancery) -> None:
    """Suffixes tell numbers apart, their case does not; an annulled document holds its own."""
    journal, workplace = chancery.journals[Kind.INCOMING], chancery.workplace
    plain = chancery.register().document
    lettered = chancery.register(number="1-а").document

    def holder(n: int, suffix: str = "") -> str | None:
        return workplace.read(asked.holder, journal=journal, period=2026, n=n, suffix=suffix)

    documents.annul(workplace, document=plain, reason="ошибка")
    assert (holder(1), holder(1, "-а"), holder(1, "-А")) == (plain, lettered, lettered)
    assert (holder(1, "-б"), holder(1, "а"), holder(2)) == (None, None, None)


def test_what_was_set_apart_is_known_by_its_number(chancery: Chancery) -> None:
    """For whom, and what became of it."""
    journal, workplace = chancery.journals[Kind.INCOMING], chancery.workplace
    reserve(chancery, 2)
    numbers.release(workplace, journal=journal, period=2026, n=2, reason="не нужен")

    def apart(n: int) -> PlaceStatus | None:
        place = workplace.read(asked.set_apart, journal=journal, period=2026, n=n)
        return place.status if place else None

    assert [apart(n) for n in (1, 2, 3)] == [PlaceStatus.RESERVED, PlaceStatus.RELEASED, None]
    kept = workplace.read(asked.reserved, journal=journal, period=2026)
    assert [(one.n, one.whom, one.until) for one in kept] == [(1, "бухгалтерия", UNTIL)]
    chancery.register(number="1")
    assert workplace.read(asked.reserved, journal=journal, period=2026) == []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Found an office in which every example opens a journal of its own."""
    with founded(tmp_path_factory.mktemp("office") / "home") as made:
        yield made


@settings(max_examples=40)
@given(
    st.integers(1, 4),
    st.lists(
        st.sampled_from(["next", "next", "hand", "letter", "reserve", "annul", "early"]), max_size=8
    ),
)
def test_gaps_are_seen_by_counting_alone(office: Chancery, first: int, acts: list[str]) -> None:
    """The quick answer agrees with the page: something without a document, or nothing."""
    journal = numbers.open_journal(
        office.workplace,
        index=f"Ж{office.chance.getrandbits(40)}",
        kind=Kind.INCOMING,
        title_ru="Журнал",
        first=first,
    )
    office.journals[Kind.INCOMING] = journal
    _play(office, acts)
    state = office.workplace.read(directory.journal, index=journal).journal
    gaps = office.workplace.read(asked.has_gaps, id=journal, journal=state, period=2026)
    page = office.numbers()
    assert gaps == bool(page.missing or page.reserved)


def _play(chancery: Chancery, acts: list[str]) -> None:
    journal = chancery.journals[Kind.INCOMING]
    for act in acts:
        last = chancery.workplace.read(asked.last, journal=journal, period=2026)
        match act:
            case "hand":
                chancery.register(number=str(last + 2))
            case "letter":
                chancery.register(number=f"{last + 1}-а")
            case "reserve":
                reserve(chancery, 1)
            case "annul":
                document = chancery.register().document
                documents.annul(chancery.workplace, document=document, reason="ошибка")
            case "early":
                chancery.register(on=date(2025, 3, 1))
            case _:
                chancery.register()
