"""A list as a spreadsheet comes back as it was, and never runs as a formula."""

import csv
import resource
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edo.domain.card import Kind
from edo.errors import Reason, Refusal
from edo.queries.journal import JournalHeading, JournalRow
from edo.queries.journal_cells import Cell
from edo.queries.journal_form import columns
from edo.queries.phrases import PaperLanguage, Phrase
from edo.transfer.spreadsheet import Heading, write_csv, write_journal, write_xlsx

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HEADINGS = [Heading("р/с №", 8), Heading("Күні", 12), Heading("Тақырыбы", 60)]
ROWS: list[list[Cell]] = [
    [1, date(2026, 1, 15), "Әр өңірдің ұйымдары һәм ғылым қызметкерлері"],
    [2, None, ""],
    [3, date(1899, 5, 1), "бірінші жол\nекінші жол"],
]
FORMULAS = ["=1+1", "+7 701 123", "-5 дана", "@SUM(A1)", " =cmd|' /C calc'!A0", "\t=1+1"]
TYPED = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), max_size=80)


def sheet_of(path: Path) -> Any:
    """Return the only sheet of a workbook."""
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 1
    return book.active


def workbook(path: Path, rows: list[list[Cell]], title: str = "Кіріс") -> Any:
    """Write a workbook and return its sheet."""
    count = write_xlsx(path, title=title, headings=HEADINGS, rows=rows, created=CREATED)
    assert count == len(rows)
    return sheet_of(path)


def lines(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_workbook_comes_back(tmp_path: Path) -> None:
    """Numbers are numbers, dates are dates, texts keep their letters and lines."""
    sheet = workbook(tmp_path / "list.xlsx", ROWS)

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["р/с №", "Күні", "Тақырыбы"],
        [1, datetime.combine(date(2026, 1, 15), time()), ROWS[0][2]],
        [2, None, None],
        [3, "01.05.1899", "бірінші жол\nекінші жол"],
    ]
    assert sheet["B2"].number_format == "dd.mm.yyyy"


def test_the_head_stays_in_sight(tmp_path: Path) -> None:
    """The first row is frozen, bold, repeated in print, and the columns have their widths."""
    sheet = workbook(tmp_path / "list.xlsx", ROWS)

    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["C"].width == 60
    assert sheet.auto_filter.ref == "A1:C4"


@pytest.mark.parametrize("text", [*FORMULAS, "#N/A", "TRUE", "0012"])
def test_text_stays_text_in_a_workbook(tmp_path: Path, text: str) -> None:
    """What looks like a formula, an error or a number is kept as the text it is."""
    cell = workbook(tmp_path / "list.xlsx", [[1, None, text]])["C2"]

    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.quotePrefix == (text in FORMULAS)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_harmless_in_csv(tmp_path: Path, text: str) -> None:
    """An apostrophe stands before whatever a spreadsheet would calculate, also in the head."""
    path = tmp_path / "list.csv"

    write_csv(path, headings=[Heading(text)], rows=[[text]])

    assert lines(path) == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize("text", ["-", "02-15", "О = о", "а@б.kz", "№ 5"])
def test_harmless_text_is_left_alone_in_csv(tmp_path: Path, text: str) -> None:
    """A dash for «nothing», an index or an address gets no apostrophe."""
    path = tmp_path / "list.csv"

    write_csv(path, headings=HEADINGS, rows=[[text]])

    assert lines(path)[1] == [text]


def test_csv_is_what_an_office_opens(tmp_path: Path) -> None:
    """CSV has its UTF-8 mark, semicolons, CRLF and dates as people write them."""
    path = tmp_path / "list.csv"

    assert write_csv(path, headings=HEADINGS, rows=ROWS[:2]) == 2

    assert (
        path.read_bytes()
        == (
            "\ufeffр/с №;Күні;Тақырыбы\r\n"
            "1;15.01.2026;Әр өңірдің ұйымдары һәм ғылым қызметкерлері\r\n"
            "2;;\r\n"
        ).encode()
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
@example('a;б"в\nг')
@example("\x00\x08\uffff я")
@example("\ud800x")
def test_any_text_survives(tmp_path: Path, text: str) -> None:
    """Whatever was typed is written and read back, but for characters no file may hold."""
    kept = "".join(letter for letter in text if _may_be_kept(letter))

    sheet = workbook(tmp_path / "list.xlsx", [[1, None, text]])
    write_csv(tmp_path / "list.csv", headings=HEADINGS, rows=[[text]])

    assert (sheet["C2"].value or "") == kept
    (back,) = lines(tmp_path / "list.csv")[1] or [""]
    assert back.removeprefix("'") == kept.removeprefix("'")


def _may_be_kept(letter: str) -> bool:
    return (letter >= " " or letter in "\t\n\r") and not (
        "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"
    )


@pytest.mark.parametrize("title", ["", "'", "[ВХ]: журнал/2026 * ?", "ұзақ атау " * 9])
def test_any_title_names_the_sheet(tmp_path: Path, title: str) -> None:
    """Excel's rules for the names of sheets are kept whatever the list is called."""
    sheet = workbook(tmp_path / "list.xlsx", ROWS, title)

    assert 1 <= len(sheet.title) <= 31
    assert not set("[]:*?/\\") & set(sheet.title)


def test_a_very_long_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    """A cell holds 32 767 characters; the rest would damage the workbook."""
    sheet = workbook(tmp_path / "list.xlsx", [[1, None, "ә" * 40_000]])

    assert sheet["C2"].value == "ә" * 32_767


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_journal_has_its_columns(tmp_path: Path, kind: Kind, suffix: str) -> None:
    """A journal goes out with the columns it has on paper, rows numbered from 1."""
    path = tmp_path / f"journal{suffix}"
    heading = JournalHeading(kind, "ВХ", Phrase(), date(2026, 1, 1), date(2026, 12, 31))
    row = JournalRow(number="347", on=date(2026, 1, 15), subject_kk="Ұсыныс", subject_ru="О сём")

    count = write_journal(
        path, heading=heading, rows=[row, row], language=PaperLanguage.BOTH, created=CREATED
    )

    assert count == 2
    found = (
        lines(path)
        if suffix == ".csv"
        else [[cell.value for cell in row] for row in sheet_of(path).iter_rows()]
    )
    assert found[0] == [column.heading.on(PaperLanguage.BOTH) for column in columns(kind)]
    assert [str(row[0]) for row in found[1:]] == ["1", "2"]
    assert any("Ұсыныс\nО сём" in str(cell) for cell in found[1])


def test_a_list_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A place that is no folder is refused for both kinds of file."""
    (tmp_path / "file").write_text("x")

    for name in ("journal.csv", "journal.xlsx"):
        with pytest.raises(Refusal) as refused:
            _write(tmp_path / "file" / name, iter(ROWS))
        assert refused.value.reason is Reason.CANNOT_WRITE


def _write(path: Path, rows: Iterator[list[Cell]]) -> None:
    if path.suffix == ".csv":
        write_csv(path, headings=HEADINGS, rows=rows)
    else:
        write_xlsx(path, title="Кіріс", headings=HEADINGS, rows=rows, created=CREATED)


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_rows_that_break_off_leave_the_old_list(tmp_path: Path, name: str) -> None:
    """When the rows fail half-way, the list that was there is untouched and nothing is left."""
    path = tmp_path / name
    path.write_text("old")

    def rows() -> Iterator[list[Cell]]:
        yield ROWS[0]
        raise Refusal(Reason.UNKNOWN_JOURNAL)

    with pytest.raises(Refusal):
        _write(path, rows())

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_a_full_disk_leaves_the_old_list(tmp_path: Path, name: str) -> None:
    """A file that cannot grow to its end leaves the list that was there."""
    path = tmp_path / name
    path.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, hard))
    try:
        with pytest.raises(Refusal) as refused:
            _write(path, iter(ROWS * 100))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert refused.value.reason is Reason.CANNOT_WRITE
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
