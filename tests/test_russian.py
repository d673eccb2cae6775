"""Russian word forms: tables."""

from datetime import date

import pytest

from edo import russian


@pytest.mark.parametrize(
    ("n", "wanted"),
    [
        (0, "0 организаций"),
        (1, "1 организация"),
        (2, "2 организации"),
        (5, "5 организаций"),
        (11, "11 организаций"),
        (12, "12 организаций"),
        (21, "21 организация"),
        (24, "24 организации"),
        (111, "111 организаций"),
        (122, "122 организации"),
        (25_001, "25\u00a0001 организация"),
    ],
)
def test_a_noun_agrees_with_its_number(n: int, wanted: str) -> None:
    """One, few and many, the teens among the many."""
    assert russian.counted(n, "организация", "организации", "организаций") == wanted
    assert russian.is_one(n) == wanted.endswith("я")


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        (date(2026, 10, 12), date(2026, 10, 14), "с 12 по 14 октября 2026 года"),
        (date(2026, 9, 30), date(2026, 10, 2), "с 30 сентября по 2 октября 2026 года"),
        (date(2025, 12, 1), date(2026, 1, 9), "с 1 декабря 2025 года по 9 января 2026 года"),
        (date(2026, 5, 3), date(2026, 5, 3), "3 мая 2026 года"),
    ],
)
def test_a_period_says_each_thing_once(since: date, until: date, wanted: str) -> None:
    """Month and year stand where they change, and at the end."""
    assert russian.period(since, until) == wanted


def test_days_and_lists() -> None:
    """Days that follow one another, and names with «и» before the last."""
    assert russian.days(date(2026, 10, 12), date(2026, 10, 14)) == "12–14 октября"
    assert russian.days(date(2026, 9, 30), date(2026, 10, 2)) == "30 сентября – 2 октября"
    assert russian.days(date(2026, 10, 2), date(2026, 10, 2)) == "2 октября"
    assert russian.listed(["А", "Б", "В"]) == "А, Б и В"
    assert russian.listed(["А"]) == "А"
    assert russian.listed([]) == ""
