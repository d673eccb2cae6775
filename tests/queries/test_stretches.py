"""Numbers of a period: the stretches of the index hold all of them, in order, and little else."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from edo.domain.card import Kind, Party
from edo.domain.registering import Drafted, Registered
from edo.queries.listing import Order, Plan, Sort
from edo.queries.stretches import stretches
from edo.store.database import ask
from edo.store.document_rows import DAY_BITS, first_key
from tests.builders import card, number
from tests.office import Chancery, founded

FIRST, LAST = date(2019, 12, 1), date(2023, 2, 1)
YEARLY, CONTINUOUS, CHANGED = "j-yearly", "j-continuous", "j-changed"
"""A journal that restarts every year, one that never does, and one that did for some years."""
DAYS = st.none() | st.dates(date(2019, 6, 1), date(2023, 6, 1)) | st.sampled_from([FIRST, LAST])


@dataclass(frozen=True)
class Row:
    """A document as the hand that sorts it sees it."""

    key: int
    kind: str
    journal: str
    place: int

    def is_within(self, since: date | None, until: date | None) -> bool:
        """Tell whether it belongs to a period."""
        day = self.key >> DAY_BITS
        return (since is None or day >= since.toordinal()) and (
            until is None or day <= until.toordinal()
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Fill three years of three journals, with numbers that do not quite grow with the date."""
    with founded(tmp_path_factory.mktemp("stretches") / "home", on=LAST) as made:
        chance = random.Random(3)
        with made.workplace.entry() as entry:
            for n in range(1, 150):
                on = min(FIRST + timedelta(days=n * 7 + chance.randrange(200)), LAST)
                journal = chance.choice([YEARLY, CONTINUOUS, CHANGED])
                restarts = journal == YEARLY or (journal == CHANGED and on.year < 2022)
                fields = {"journal": journal, "period": on.year if restarts else 0, "on": on}
                kind = Kind.INCOMING if n % 5 else Kind.APPEALS
                given = number(n // 2 + 1, by_hand=True, **fields)
                subject = entry.new_id("d")
                described = card(parties=(Party(name="Акимат"),))
                entry.record(subject, Drafted(kind, described))
                if n % 11:
                    entry.record(subject, Registered(kind, given, described))
        yield made


@given(
    owner=st.sampled_from([("kind", "incoming"), ("kind", "appeals"), ("kind", "orders")])
    | st.sampled_from([("journal", one) for one in (YEARLY, CONTINUOUS, CHANGED, "j0")]),
    since=DAYS,
    until=DAYS,
    descending=st.booleans(),
    data=st.data(),
)
def test_a_period_has_all_its_numbers_in_order(
    office: Chancery,
    *,
    owner: tuple[str, str],
    since: date | None,
    until: date | None,
    descending: bool,
    data: st.DataObject,
) -> None:
    """By kind and by journal, up and down, from the beginning and behind any document."""
    rows = [
        Row(*row)
        for row in office.workplace.read(ask, "SELECT key, kind, journal, place FROM documents")
    ]
    expected = sorted(
        (row.place, row.key)
        for row in rows
        if getattr(row, owner[0]) == owner[1] and row.is_within(since, until)
    )
    expected = expected[::-1] if descending else expected
    order = Order(Sort.NUMBER, descending)

    def listed(connection: Connection) -> None:
        plan = _plan(connection, owner, since, until)
        assert plan.keys(connection, order, 1000) == [key for _, key in expected]
        assert plan.joined(connection, order) == ",".join(str(key) for _, key in expected)
        if expected:
            at = data.draw(st.integers(0, len(expected) - 1))
            behind = plan.after(expected[at], descending=descending)
            assert behind.keys(connection, order, 7) == [key for _, key in expected[at + 1 :]][:7]

    office.workplace.read(listed)


def test_years_before_the_period_are_not_walked(office: Chancery) -> None:
    """The stretches of a year leave the numbers of all other years out."""
    since, until = date(2021, 1, 1), date(2021, 12, 31)
    of_year = office.workplace.read(
        ask, "SELECT count(*) FROM documents WHERE registered_on LIKE '2021%' OR place = 0"
    )

    def walked(connection: Connection) -> int:
        plans = [
            Plan(
                "",
                ("kind = ?",),
                (kind,),
                "place",
                stretches(connection, "kind", kind, since, until),
            )
            for kind in ("incoming", "appeals")
        ]
        return sum(len(one.keys(connection, Order(Sort.NUMBER), 1000)) for one in plans)

    assert office.workplace.read(walked) == of_year[0][0]


def _plan(
    connection: Connection, owner: tuple[str, str], since: date | None, until: date | None
) -> Plan:
    name, value = owner
    clauses, values = [f"{name} = ?"], list[str | int]([value])
    for test, day in (("key >= ?", since), ("key < ?", until and until + timedelta(days=1))):
        if day is not None:
            clauses.append(test)
            values.append(first_key(day))
    found = stretches(connection, name, value, since, until)
    hint = f"INDEXED BY documents_{name}_place"
    return Plan(hint, tuple(clauses), tuple(values), "place", found)
