"""A table keeps its texts in their cells, its head on every page and its rows in order."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from edo.queries.phrases import PaperLanguage
from edo.reports.paper import A4_LANDSCAPE, Colophon, Paper
from edo.reports.table import Column, Row, Table
from tests.reports.reading import Letter, letters, texts

COLOPHON = Colophon("Кесте", "Ұйым", PaperLanguage.KK, datetime(2026, 11, 22, tzinfo=UTC))
MARKS = "аәбвгғдеёжзқл"
COLUMNS = [
    Column(mark.upper(), 10 + place, centred=place % 2 == 0) for place, mark in enumerate(MARKS)
]


def write(path: Path, rows: list[Row], columns: list[Column] = COLUMNS) -> int:
    """Write a table as a file and return the number of its pages."""
    with path.open("wb") as file:
        paper = Paper(file, A4_LANDSCAPE, COLOPHON)
        assert Table(paper, columns).write(rows, "бос") == len(rows)
        paper.finish()
        return paper.page - 1


def filled(words: int) -> Row:
    """Make a row that has its own letter in each column, in words of growing length."""
    return Row(tuple(" ".join(mark * (1 + place % 9) for place in range(words)) for mark in MARKS))


def test_every_text_stays_in_its_cell(tmp_path: Path) -> None:
    """No letter crosses the edge of its column or of the frame, and lines do not touch."""
    path = tmp_path / "table.pdf"
    write(path, [filled(3), Row(tuple(mark * 90 for mark in MARKS)), filled(20)])
    whole = sum(column.weight for column in COLUMNS)
    left = A4_LANDSCAPE.left

    page = letters(path, 0)

    for mark, column in zip(MARKS, COLUMNS, strict=True):
        right = left + A4_LANDSCAPE.inner_width * column.weight / whole
        own = [letter for letter in page if letter.text == mark]
        assert len(own) > 90
        assert all(left < letter.left and letter.right < right for letter in own)
        assert _least_step(own) > 8
        left = right
    assert all(
        A4_LANDSCAPE.bottom <= letter.bottom
        and letter.top <= A4_LANDSCAPE.height - A4_LANDSCAPE.top
        for letter in page
    )


def _least_step(own: list[Letter]) -> float:
    lines = sorted({round(letter.bottom, 1) for letter in own})
    return min(later - earlier for earlier, later in pairwise(lines))


def test_the_head_stands_on_every_page(tmp_path: Path) -> None:
    """Headings and column numbers are repeated above the rows of each page."""
    path = tmp_path / "table.pdf"
    pages = write(path, [filled(9) for _ in range(40)])

    shown = texts(path)

    assert len(shown) == pages > 2
    numbers = " ".join(str(number) for number in range(1, 14))
    for page in shown:
        assert page.startswith(" ".join(mark.upper() for mark in MARKS) + " " + numbers)


@pytest.mark.parametrize("lines", [30, 60, 200, 999])
def test_a_tall_row_is_split_and_nothing_of_it_is_lost(tmp_path: Path, lines: int) -> None:
    """A row taller than a page goes on over the pages, its first cell repeated."""
    path = tmp_path / "table.pdf"
    columns = [Column("№", 1), Column("Мазмұны", 20)]
    tall = "\n".join(f"жол{place}" for place in range(lines))

    write(path, [Row(("101", "қысқа")), Row(("202", tall)), Row(("303", "соңы"))], columns)

    shown = " ".join(texts(path)).split()
    assert [word for word in shown if word.startswith("жол")] == tall.split("\n")
    assert shown.count("202") == sum("жол" in page for page in texts(path))
    assert shown.count("101") == shown.count("303") == 1


def test_a_short_row_is_not_split(tmp_path: Path) -> None:
    """A row that would fit a page and leaves little empty goes to the next page whole."""
    path = tmp_path / "table.pdf"
    columns = [Column("№", 1), Column("Мазмұны", 20)]
    rows = [Row((f"n{place}", "\n".join(f"r{place}" for _ in range(7)))) for place in range(30)]

    write(path, rows, columns)

    for page in texts(path):
        words = page.split()
        assert all(words.count(f"r{place}") in {0, 7} for place in range(30))


def test_a_struck_row_is_crossed_but_for_what_stays(tmp_path: Path) -> None:
    """Striking a row draws lines and leaves its text to be read and copied."""
    kept, struck = tmp_path / "kept.pdf", tmp_path / "struck.pdf"
    columns = [Column("№", 1, stays=True), Column("Мазмұны", 5)]

    write(kept, [Row(("1", "хат"))], columns)
    write(struck, [Row(("1", "хат"), struck=True)], columns)

    assert texts(kept) == texts(struck)
    assert kept.read_bytes() != struck.read_bytes()


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    """A table without rows is one page with its head and a word about it."""
    path = tmp_path / "table.pdf"

    assert write(path, []) == 1
    assert "бос" in texts(path)[0]
