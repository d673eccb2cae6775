"""Columns of a list are as wide as what stands in them, and those of long texts have the rest."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.queries.phrases import PaperLanguage
from edo.reports.list_paper import ListHeading, write_list
from edo.reports.typeface import Cut, Ruler
from edo.reports.widths import fitted
from edo.reports.wrapping import wrap
from tests.reports.reading import texts

HEAD, BODY = Ruler(Cut.REGULAR, 6.6), Ruler(Cut.REGULAR, 7.5)
PAD = 5.4
ROOM = 770.0
COLUMNS = [
    ("№", 13.0),
    ("Дата", 13.0),
    ("Корреспондент", 27.0),
    ("Содержание", 54.0),
    ("Ведёт делопроизводство", 21.0),
]
SUBJECT = "О предложениях к плану мероприятий по безопасности и охране труда на будущий год"
SENDER = "Территориальное объединение профсоюзов «Профсоюзный центр области Абай»"
ROW = ("348", "22.11.2026", SENDER, SUBJECT + "\n" + SUBJECT + " · қазақша", "да")


def widths(rows: list[tuple[str, ...]], room: float = ROOM) -> list[float]:
    """Share a page of the usual width out."""
    return fitted(COLUMNS, rows, head=HEAD, body=BODY, pad=PAD, width=room)


def test_numbers_and_dates_take_what_they_need_and_texts_the_rest() -> None:
    """A sign is as wide as its heading's longest word; on a full page the long texts share."""
    number, day, sender, subject, clerk = widths([ROW], 400)
    assert number == pytest.approx(BODY["348"] + PAD, abs=0.2)
    assert day == pytest.approx(BODY["22.11.2026"] + PAD, abs=0.2)
    assert clerk == pytest.approx(HEAD["делопроизводство"] + PAD, abs=0.2)
    assert subject == pytest.approx(2 * sender, abs=2 * PAD)
    assert number + day + sender + subject + clerk == pytest.approx(400)


def test_where_there_is_room_the_heaviest_column_has_it() -> None:
    """Nothing is broken then, headings neither."""
    *others, clerk = widths([("1", "2", "3", "4", "да")])
    assert clerk == pytest.approx(HEAD["Ведёт"] + HEAD[" "] + HEAD["делопроизводство"] + PAD, abs=1)
    assert sum(others) + clerk == pytest.approx(ROOM)
    assert others[3] == max(others) > ROOM / 2


@given(
    st.lists(
        st.tuples(*[st.text("абвгд еж\n", max_size=120)] * len(COLUMNS)), min_size=1, max_size=4
    ),
    st.floats(90, 900),
)
def test_any_texts_fill_the_page_and_no_more(rows: list[tuple[str, ...]], room: float) -> None:
    """Whatever stands in the columns, together they are as wide as the page, and each is there."""
    found = widths(rows, room)
    assert sum(found) == pytest.approx(room)
    assert min(found) > PAD


def test_what_is_short_is_not_broken_where_there_is_any_other_way() -> None:
    """A name of twenty letters stands in one line beside a subject that takes many."""
    name = "Сейткалиева Айгуль"
    found = widths([("348", "22.11.2026", name, SUBJECT * 4, "да")], 400)
    assert wrap(name, found[2] - PAD, BODY) == [name]


def test_a_printed_list_breaks_no_subject_that_its_page_has_room_for(tmp_path: Path) -> None:
    """A subject too long for its width on screen takes no more paper than one of a word."""
    assert pages(tmp_path / "long.pdf", SUBJECT) == pages(tmp_path / "short.pdf", "О плане")


def pages(path: Path, subject: str) -> int:
    """Print a long list and count its pages."""
    written = write_list(
        path,
        heading=ListHeading("Входящие", "", "Профсоюз", "Напечатано", "Пусто"),
        columns=[(text, 30.0) for text, _ in COLUMNS],
        rows=(("348", "22.11.2026", "Горком", subject, "да") for _ in range(1200)),
        language=PaperLanguage.RU,
        created=datetime(2026, 11, 22, tzinfo=UTC),
    )
    assert written == 1200
    return len(texts(path))
