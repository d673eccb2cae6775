"""Asking: first and last pages of a register in every order and filter, and search."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

from bench import office
from bench.measure import Result, median, milliseconds, p95
from edo.domain.card import Kind, Language
from edo.domain.document import Status
from edo.queries import documents, search
from edo.queries.listing import Filter, Order, Sort

_PAGE = 100
_TIMES = 5


def pages(made: office.Office) -> Iterator[Result]:
    """Time the first and last page of a register, every sort with every filter offered."""
    slowest: tuple[float, str] = (0.0, "")
    taken: list[float] = []
    for (name, filter), sort, language, descending in product(
        _filters(made).items(), Sort, ("ru", "kk"), (True, False)
    ):
        order = Order(sort, descending, language)
        spent = median(
            milliseconds(
                lambda filter=filter, order=order: made.workplace.read(
                    documents.page, filter=filter, order=order, limit=_PAGE
                ),
                _TIMES,
            )
        )
        taken.append(spent)
        slowest = max(
            slowest, (spent, f"{name}, {sort}, {language}, {'down' if descending else 'up'}")
        )
    bare = milliseconds(
        lambda: made.workplace.read(
            lambda connection: connection.exec_driver_sql(
                "SELECT * FROM documents ORDER BY key DESC LIMIT 100"
            ).all()
        ),
        20,
    )
    yield Result(
        "first or last page, the slowest of all sorts and filters",
        slowest[0],
        "ms",
        60.0,
        median(bare),
        {
            "documents": made.size,
            "slowest": slowest[1],
            "median": round(median(taken), 2),
            "combinations": len(taken),
        },
    )


def found(made: office.Office, target: float) -> Iterator[Result]:
    """Time the first page of what 200 people look for."""
    asked = office.queries(made.size)
    for text in asked[:20]:
        made.workplace.read(search.search, text=text)
    taken = [
        milliseconds(lambda text=text: made.workplace.read(search.search, text=text), 1)[0]
        for text in asked
    ]
    bare = [
        milliseconds(
            lambda text=text: made.workplace.read(
                lambda connection: connection.exec_driver_sql(
                    "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 50",
                    (str(search.wanted(text).anywhere) or "zzz",),
                ).all()
            ),
            1,
        )[0]
        for text in asked
    ]
    yield Result(
        "search, first page, p95 of 200 queries",
        p95(taken),
        "ms",
        target,
        p95(bare),
        {"documents": made.size, "median": round(median(taken), 2), "worst": round(max(taken), 1)},
    )


def _filters(made: office.Office) -> dict[str, Filter]:
    today = made.workplace.clock.today()
    person = made.workplace.identity.person
    rows = made.workplace.read(documents.page, filter=Filter(kind=Kind.INCOMING), limit=1)
    party = made.workplace.read(documents.card, document=rows[0].document).document.card.parties[0]
    base = Filter(kind=Kind.INCOMING)
    return {
        "none": base,
        "journal": replace(base, journal=made.journal),
        "year": replace(base, since=today - timedelta(days=365), until=today),
        "month": replace(base, since=today - timedelta(days=30), until=today),
        "registered": replace(base, status=Status.REGISTERED),
        "annulled": replace(base, status=Status.CANCELLED),
        "correspondent": replace(base, correspondent=party.correspondent),
        "type": replace(base, type="t-report"),
        "language": replace(base, language=Language.BOTH),
        "other language": replace(base, language=Language.OTHER),
        "with files": replace(base, has_files=True),
        "without files": replace(base, has_files=False),
        "by whom": replace(base, person=person),
        "year and type": replace(base, type="t-report", since=today - timedelta(days=365)),
    }
