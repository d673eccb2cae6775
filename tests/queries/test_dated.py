"""A date in the search line: documents of that day, first, page by page, with words beside it."""

from collections.abc import Iterator
from datetime import date

import pytest

from edo.domain.card import Kind
from edo.queries.dated import Dated, read
from edo.queries.listing import Filter
from edo.queries.search import marked, search
from edo.store.search import Hit
from tests.office import Chancery, founded


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Give an office with documents of several days of two years."""
    with founded(tmp_path_factory.mktemp("dated") / "home", on=date(2025, 3, 12)) as made:
        made.register(subject_ru="О помощи прошлого года")
        made.clock.set(date(2026, 3, 12))
        made.register(subject_ru="О помощи")
        made.register(subject_ru="Об отчёте")
        made.register(Kind.OUTGOING, subject_ru="Ответ о помощи")
        made.clock.set(date(2026, 4, 2))
        made.register(subject_ru="О письме", their_number="5", their_date=date(2026, 3, 12))
        made.register(subject_ru="О дне 12.03.2026", their_number="12.05")
        made.clock.set(date(2026, 5, 12))
        made.register(subject_ru="О мае")
        yield made


def found(office: Chancery, text: str, filter: Filter | None = None) -> list[str]:
    """Return the titles of what is found."""
    hits = office.workplace.read(search, text=text, filter=filter)
    return [hit.row.subject_ru for hit in hits]


DAY = ["О письме", "Ответ о помощи", "Об отчёте", "О помощи"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("12.03.2026", [*DAY, "О дне 12.03.2026"]),
        ("12.3.26", DAY),
        ("12.03", [*DAY, "О дне 12.03.2026"]),
        ("12.03.2025", ["О помощи прошлого года"]),
        ("помощь 12.03", ["Ответ о помощи", "О помощи"]),
        ("12.03.2025 отчёт", []),
        ("12.05", ["О дне 12.03.2026"]),
        ("12.05.2026", ["О мае", "О дне 12.03.2026"]),
        ("31.02.2026", []),
        ("01.01.0000", []),
    ],
)
def test_documents_of_a_day_are_found(office: Chancery, text: str, titles: list[str]) -> None:
    """By the day of either side, with other words; without a year the last such day counts.

    A whole number that looks like a date is a number.
    """
    assert found(office, text) == titles


def test_a_day_is_read_page_by_page(office: Chancery) -> None:
    """Nothing is left out or told twice, in any order; a kind narrows it."""
    for newest in (False, True):
        titles: list[str] = []
        after: Hit | None = None
        while page := office.workplace.read(
            search, text="12.03.2026", limit=2, after=after, newest_first=newest
        ):
            titles += [hit.row.subject_ru for hit in page]
            after = page[-1].place
        assert titles == [*DAY, "О дне 12.03.2026"]
    kind = Filter(kind=Kind.OUTGOING)
    assert found(office, "12.03.2026", filter=kind) == ["Ответ о помощи"]
    assert found(office, "помощь 12.03.2026", filter=kind) == ["Ответ о помощи"]


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("22.11", Dated(22, 11, 0, "")),
        ("письмо 1.2.2026 школе", Dated(1, 2, 2026, "письмо школе")),
        ("от 01.02.26.", Dated(1, 2, 2026, "от")),
        ("29.02", Dated(29, 2, 0, "")),
        ("29.02.2025", None),
        ("40.13 05.06", Dated(5, 6, 0, "40.13")),
        ("12/05", None),
        ("№12.05", None),
        ("12.05-1", None),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, dated: Dated | None) -> None:
    """Day and month between points, with a year or without; nothing that is no such day."""
    assert read(text) == dated


def test_a_date_is_marked_only_for_a_date() -> None:
    """A scrap of a number is not found in the day a letter came on."""
    shown = "20.11.2026 · № 12-3 от 12.11.2026"
    assert [shown[a:b] for a, b in marked("12")(shown)] == ["12"]
    assert [shown[a:b] for a, b in marked("20.11")(shown)] == ["20.11"]
