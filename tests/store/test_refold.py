"""Rows of touched subjects: what folded states become in the tables."""

from datetime import timedelta
from typing import Any

import pytest

from edo.domain.card import Kind, Party
from edo.domain.document import Document, Status
from edo.domain.organisation import Correspondent
from edo.queries.documents import page
from edo.queries.listing import Filter
from edo.queries.search import search
from edo.store.database import Connection
from edo.store.document_rows import DAY_BITS, first_key, place
from edo.store.refold import Writer
from tests.builders import TODAY, card, hlc, number
from tests.office import Chancery


def document(**fields: Any) -> Document:
    """Make the state of a registered document."""
    usual: dict[str, Any] = {"number": number(1), "created": hlc(), "author": "p1"}
    usual["card"] = card(parties=(Party("c-later"),))
    return Document(Kind.INCOMING, Status.REGISTERED, **usual | fields)


def write(chancery: Chancery, **states: Any) -> None:
    """Write states in a transaction of their own, as if they had come from elsewhere."""
    chancery.workplace.write(lambda connection: Writer(connection).write(states))


def shown(chancery: Chancery) -> dict[str, str]:
    """Return whom each document shows as its correspondent."""
    rows = chancery.workplace.read(page, filter=Filter())
    return {row.document: row.correspondent_ru for row in rows}


@pytest.mark.parametrize("together", [True, False])
def test_a_correspondent_may_come_after_the_letter_that_names_it(
    chancery: Chancery, *, together: bool
) -> None:
    """Segments arrive in any order; the name appears with its entry, and is found."""
    entry = {"c-later": Correspondent("Акимат города Семей")}
    if together:
        write(chancery, d1=document(), **entry)
    else:
        write(chancery, d1=document())
        assert shown(chancery) == {"d1": ""}
        write(chancery, **entry)
    assert shown(chancery) == {"d1": "Акимат города Семей"}
    assert [hit.row.document for hit in chancery.workplace.read(search, text="акимат")] == ["d1"]


def test_two_entries_merged_into_each_other_do_not_go_round_for_ever(chancery: Chancery) -> None:
    """Two offices may do that to each other; every letter still shows a name."""
    write(chancery, d1=document())
    write(
        chancery,
        **{
            "c-later": Correspondent("Акимат", merged_into="c-other"),
            "c-other": Correspondent("Әкімдік", merged_into="c-later"),
        },
    )
    assert shown(chancery)["d1"] in {"Акимат", "Әкімдік"}


def test_a_key_stays_as_long_as_the_day(chancery: Chancery) -> None:
    """A letter taken in on Monday and registered on Tuesday moves to Tuesday."""

    def key(id: str) -> int:
        rows = chancery.workplace.read(page, filter=Filter())
        return next(row.key for row in rows if row.document == id)

    for id in ("d1", "d2"):
        write(chancery, **{id: document(number=None)})
    first, second = key("d1"), key("d2")
    assert first_key(TODAY) < first < second
    write(chancery, d1=document(number=None, card=card(note="х")))
    assert key("d1") == first
    tomorrow = TODAY + timedelta(days=1)
    write(chancery, d1=document(number=number(1, on=tomorrow)))
    assert key("d1") > first_key(tomorrow)
    write(chancery, d3=document(number=None))
    assert second < key("d3") < first_key(tomorrow)
    assert first_key(tomorrow) - first_key(TODAY) == 1 << DAY_BITS


def test_what_came_to_nothing_has_no_row(chancery: Chancery) -> None:
    """A subject of which no change was accepted is in no table."""
    write(chancery, d1=None, c1=None, j1=None)
    assert shown(chancery) == {}


NUMBERS = [
    (1, ""),
    (1, "/0"),
    (1, "/1"),
    (1, "/2"),
    (1, "/10"),
    (1, "-а"),
    (1, "-б"),
    (1, "-я"),
    (2, ""),
]


def test_numbers_stand_in_the_order_of_the_journal() -> None:
    """The plain one first, fractions by value, letters by the alphabet; then the next number."""
    places = [place(2026, n, suffix) for n, suffix in NUMBERS]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert place(2026, 9_999_999, "-я") < place(2027, 1) < 1 << 63


@pytest.mark.parametrize("suffix", ["-α", "²", "-½", "9" * 32, "-", "ёжз", "中文", "\x00"])
def test_no_suffix_leaves_its_number(suffix: str) -> None:
    """However odd it is, it stands between its number and the next."""
    assert place(2026, 5) <= place(2026, 5, suffix) < place(2026, 6)


def test_a_merge_that_is_told_anew_shows_whom_it_leads_to_now(chancery: Chancery) -> None:
    """Two merged one entry at once: when the earlier word arrives late, every letter follows it."""
    write(
        chancery,
        **{
            "c-later": Correspondent("Акимат", merged_into="c-one"),
            "c-one": Correspondent("Первый"),
            "c-two": Correspondent("Второй"),
        },
    )
    write(chancery, d1=document())
    assert shown(chancery) == {"d1": "Первый"}
    write(chancery, **{"c-later": Correspondent("Акимат", merged_into="c-two")})
    assert shown(chancery) == {"d1": "Второй"}


def test_a_writer_forgets_a_name_that_changes_later_in_its_batch(chancery: Chancery) -> None:
    """A letter and the new name of its sender may come in one batch, one after the other."""
    write(chancery, **{"c-later": Correspondent("Старое имя")})

    def act(connection: Connection) -> None:
        writer = Writer(connection)
        writer.write({"d1": document()})
        writer.write({"d1": document(), "c-later": Correspondent("Новое имя")})

    chancery.workplace.write(act)
    assert shown(chancery) == {"d1": "Новое имя"}


def test_a_new_entry_takes_no_key_of_another(chancery: Chancery) -> None:
    """The newest entry may change in the same batch in which another one is added before it."""
    write(chancery, **{"c-later": Correspondent("Последний")})
    write(chancery, **{"c-added": Correspondent("Новый"), "c-later": Correspondent("Другое имя")})
    write(chancery, d1=document())
    assert shown(chancery) == {"d1": "Другое имя"}
