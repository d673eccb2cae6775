"""Other people's spreadsheets: read as rows of text, whatever their kind, and refused in words."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from edo.errors import Reason, Refusal
from edo.transfer import tabular
from edo.transfer.apart import MIB, Done, Limits
from edo.transfer.readers.archive import Archive
from edo.transfer.readers.ending import Failure
from edo.transfer.readers.tabular import (
    LONGEST_CELL,
    MOST_COLUMNS,
    check_archive,
    check_sheet,
    merged,
    split,
)
from tests.transfer.files import docx, pdf, picture
from tests.transfer.spreadsheets import compound, ods, ods_row, saved, xls, xlsx

HEADS = ("ФИО", "Организация", "Дата")
ROW = ("Ахметова Айгүл", "Ақмола облыстық ұйымы", "2026-11-22")
SHORT = Limits(memory=1024 * MIB, seconds=10, wall=30, answer=64 * MIB)


def read(folder: Path, data: bytes, name: str = "list.xlsx") -> tabular.Sheets:
    """Read a file of some bytes."""
    file = folder / name
    file.write_bytes(data)
    return tabular.read(file, SHORT)


def rows(folder: Path, data: bytes, name: str = "list.xlsx") -> list[tuple[int, tuple[str, ...]]]:
    """Read the rows of the first sheet."""
    return [(row.number, row.cells) for row in read(folder, data, name).sheets[0].rows]


def refusal(folder: Path, data: bytes, name: str = "list.xlsx") -> Reason:
    """Return why a file is refused."""
    with pytest.raises(Refusal) as met:
        read(folder, data, name)
    return met.value.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.xlsx", xlsx([HEADS, (*ROW[:2], date(2026, 11, 22))])),
        ("list.xlsx", xlsx([HEADS, (*ROW[:2], datetime.combine(date(2026, 11, 22), time(9, 30)))])),
        ("list.xls", xls([HEADS, ROW])),
        ("named-wrong.xlsx", xls([HEADS, ROW])),
        ("list.ods", ods(ods_row(*HEADS) + ods_row(*ROW))),
        *(
            (f"list.{ending}", "\n".join(map(mark.join, (HEADS, ROW))).encode(coding))
            for ending, mark, coding in (
                ("csv", ";", "utf-8"),
                ("csv", ",", "utf-8-sig"),
                ("tsv", "\t", "utf-16"),
                ("txt", "\t", "utf-16-le"),
                ("csv", ";", "utf-16-be"),
                ("dat", ";", "utf-8"),
            )
        ),
    ],
)
def test_a_list_is_read_from_any_kind(tmp_path: Path, name: str, data: bytes) -> None:
    """Texts in both languages and days come the same from every format and encoding."""
    assert rows(tmp_path, data, name) == [(1, HEADS), (2, ROW)]


def test_the_encoding_of_old_windows_is_known(tmp_path: Path) -> None:
    """A list saved by a Russian Excel as CSV is in cp1251, with semicolons."""
    text = "ФИО;Должность;Телефон\r\nИванова Анна;бухгалтер, кассир;8 701 111 22 33\r\n"
    assert rows(tmp_path, text.encode("cp1251"), "list.csv")[1] == (
        2,
        ("Иванова Анна", "бухгалтер, кассир", "8 701 111 22 33"),
    )


def test_excel_may_name_its_separator(tmp_path: Path) -> None:
    """The line `sep=` is no row."""
    assert rows(tmp_path, b"sep=|\na;b|c\n", "list.csv") == [(1, ("a;b", "c"))]


def test_a_cell_in_quotes_may_hold_anything(tmp_path: Path) -> None:
    """Separators and line ends within quotes belong to the cell, which is shown in one line."""
    text = 'ФИО;Примечание\n"Ким, Роза";"одна;\nдве ""три"""\n'
    assert rows(tmp_path, text.encode(), "list.csv")[1] == (2, ("Ким, Роза", 'одна; две "три"'))


def test_a_formula_gives_the_value_kept_beside_it(tmp_path: Path) -> None:
    """Nothing is calculated here; a formula without a kept value shows nothing."""
    data = xlsx([("a", "=1+1")])
    inside = zipfile.ZipFile(BytesIO(data))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for name in inside.namelist():
            told = inside.read(name)
            changed.writestr(
                name, told.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
            )
    assert rows(tmp_path, out.getvalue()) == [(1, ("a", "2"))]
    assert rows(tmp_path, xlsx([("a", "=1+1")])) == [(1, ("a",))]


def test_numbers_are_shown_as_they_are_typed(tmp_path: Path) -> None:
    """A phone number keeps its digits and gets no point."""
    assert rows(tmp_path, xlsx([(77011234567, 1.5, True, "  a \n b ", 10.0)])) == [
        (1, ("77011234567", "1.5", "1", "a b", "10"))
    ]


def test_a_merged_cell_says_the_same_everywhere(tmp_path: Path) -> None:
    """A head over two columns and an office over two rows."""
    data = xlsx(
        [("", "Обучение", None), ("", "дата", "балл"), ("Ақмола", 1, 2), (None, 3, 4)],
        "B1:C1",
        "A3:A4",
    )
    assert [cells for _, cells in rows(tmp_path, data)] == [
        ("", "Обучение", "Обучение"),
        ("", "дата", "балл"),
        ("Ақмола", "1", "2"),
        ("Ақмола", "3", "4"),
    ]


def test_a_list_may_begin_anywhere(tmp_path: Path) -> None:
    """Rows keep their numbers; merged cells are found where the list begins."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C5"], sheet["E7"] = "ФИО", "x"
    sheet.merge_cells("C5:D5")
    assert rows(tmp_path, saved(book)) == [(5, ("ФИО", "ФИО")), (7, ("", "", "x"))]


def test_every_sheet_can_be_chosen(tmp_path: Path) -> None:
    """By its name, in any case; empty ones are not offered."""
    read_sheets = read(tmp_path, xlsx([("a",)], Люди=[("b",)], Пусто=[]))
    assert [sheet.name for sheet in read_sheets.sheets] == ["Sheet", "Люди"]
    assert read_sheets.named(" люди ").rows[0].cells == ("b",)
    with pytest.raises(Refusal) as met:
        read_sheets.named("Марс")
    assert met.value.reason is Reason.UNKNOWN_SHEET


def test_a_hidden_sheet_says_so(tmp_path: Path) -> None:
    """What its author hid is read, and marked."""
    book = Workbook()
    book.create_sheet("b").append(["b"])
    book["b"].sheet_state = "hidden"
    assert book.active is not None
    book.active.append(["a"])
    assert [one.hidden for one in read(tmp_path, saved(book)).sheets] == [False, True]


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    """A workbook with a macro is read like any other."""
    data = BytesIO(xlsx([HEADS, ROW]))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 no macro at all")
    assert rows(tmp_path, data.getvalue(), "list.xlsm") == [(1, HEADS), (2, ROW)]


def test_ten_megabytes_of_empty_rows_are_nothing(tmp_path: Path) -> None:
    """Formatted rows without contents do not count, nor do repeated ones of an ods."""
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(3, 250_000))
    data = _with_rows('<row r="1"><c r="A1"><v>1</v></c></row>' + empty)
    assert len(empty) > 10_000_000
    assert rows(tmp_path, data) == [(1, ("1",))]
    tail = ods_row("", "", repeated=1_048_000)
    assert rows(tmp_path, ods(ods_row("a") + tail + ods_row("b")), "list.ods") == [
        (1, ("a",)),
        (1_048_002, ("b",)),
    ]


def test_cells_and_rows_have_their_measure(tmp_path: Path) -> None:
    """A cell is cut, columns beyond the last are left out."""
    wide = [str(n) for n in range(MOST_COLUMNS + 20)]
    ((_, cells), (_, long)) = rows(tmp_path, xlsx([wide, ["я" * (LONGEST_CELL + 1)]]))
    assert len(cells) == MOST_COLUMNS
    assert long == ("я" * LONGEST_CELL,)


def _with_rows(told: str) -> bytes:
    """Make a workbook from the XML of its rows."""
    data = xlsx([("x",)])
    inside = zipfile.ZipFile(BytesIO(data))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in inside.namelist():
            content = inside.read(name)
            if name == "xl/worksheets/sheet1.xml":
                head, _, rest = content.partition(b"<sheetData>")
                tail = rest.partition(b"</sheetData>")[2]
                content = head + b"<sheetData>" + told.encode() + b"</sheetData>" + tail
            changed.writestr(name, content)
    return out.getvalue()


_FAR = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("list.xlsx", b"", Reason.SHEET_EMPTY),
        ("list.xlsx", xlsx([]), Reason.SHEET_EMPTY),
        ("list.csv", b"\n ; \n;;\n", Reason.SHEET_EMPTY),
        ("list.xlsx", docx("Письмо"), Reason.NOT_A_SHEET),
        (
            "list.ods",
            ods("", mimetype="application/vnd.oasis.opendocument.text"),
            Reason.NOT_A_SHEET,
        ),
        ("list.xlsx", pdf("Письмо"), Reason.NOT_A_SHEET),
        ("list.csv", picture("png"), Reason.NOT_A_SHEET),
        ("list", bytes(range(256)) * 20, Reason.NOT_A_SHEET),
        ("list.xlsx", compound("EncryptedPackage", b"secret"), Reason.SHEET_ENCRYPTED),
        ("list.xls", xls([HEADS], password=True), Reason.SHEET_ENCRYPTED),
        ("list.ods", ods("", manifest="<manifest:encryption-data/>"), Reason.SHEET_ENCRYPTED),
        ("list.xls", compound("WordDocument", b"Word"), Reason.SHEET_DAMAGED),
        ("list.xlsx", xlsx([HEADS])[:-300], Reason.SHEET_DAMAGED),
        ("list.xls", xls([HEADS])[:1500], Reason.SHEET_DAMAGED),
        ("list.xlsx", _with_rows(_FAR), Reason.SHEET_TOO_LARGE),
        ("list.csv", b"a;b\n" * 100_001, Reason.SHEET_TOO_LARGE),
        ("list.csv", b'a;"' + b"b" * 3_000_000, Reason.SHEET_TOO_LARGE),
    ],
)
def test_a_bad_spreadsheet_is_refused_in_words(
    tmp_path: Path, name: str, data: bytes, reason: Reason
) -> None:
    """Each way of being bad has its own sentence."""
    assert refusal(tmp_path, data, name) is reason


def test_a_bomb_is_not_unfolded(tmp_path: Path) -> None:
    """A sheet that would take half a gigabyte is refused by its size."""
    bomb = _with_rows('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 200_000_000)
    assert len(bomb) < MIB
    assert refusal(tmp_path, bomb) is Reason.SHEET_TOO_LARGE


def test_what_is_absent_cannot_be_read(tmp_path: Path) -> None:
    """A path without a file is said so."""
    with pytest.raises(Refusal) as met:
        tabular.read(tmp_path / "absent.xlsx")
    assert met.value.reason is Reason.CANNOT_READ


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("portion", [1, 7, 65_536])
def test_a_rectangle_is_seen_however_it_is_written(quote: str, portion: int) -> None:
    """Prefixes, quotes and borders of portions do not hide a far cell."""
    told = f"<x:row><x:c s='1' r={quote}ZZ900000{quote} t='n'><x:v>1</x:v></x:c></x:row>".encode()
    with pytest.raises(Failure):
        check_sheet([told[at : at + portion] for at in range(0, len(told), portion)])


def test_an_empty_far_cell_is_no_rectangle() -> None:
    """A cell that only has a style is not laid out."""
    check_archive(Archive(BytesIO(_with_rows('<row r="9"><c r="ZZ900000" s="1"/></row>'))))


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=6))
def test_merging_nothing_changes_nothing(table: list[list[str]]) -> None:
    """Without merged ranges rows pass as they are."""
    assert [list(row) for row in merged(table, [])] == table


@given(st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text_can_be_split(text: str) -> None:
    """No text stops the splitting; nothing of it is invented."""
    for row in split(text):
        for cell in row:
            assert all(letter in text for letter in cell)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"no json", Reason.SHEET_DAMAGED),
        (b'{"name": 1, "rows": []}', Reason.SHEET_DAMAGED),
        (b'{"name": "a", "rows": [[1, ["x", null]]]}', Reason.SHEET_DAMAGED),
        (b"[" * 100_000, Reason.SHEET_DAMAGED),
        (b'{"name": "a", "rows": [[1, [' + b'"x",' * 200 + b'"x"]]]}', Reason.SHEET_TOO_LARGE),
    ],
)
def test_the_child_is_not_believed(answer: bytes, reason: Reason) -> None:
    """What a reader answers that was taken over by its file is judged, too."""
    with pytest.raises(Refusal) as met:
        tabular.judged(Done(answer, b"{}"), Path("list.xlsx"))
    assert met.value.reason is reason


def test_the_child_is_ended_when_it_takes_too_long(tmp_path: Path) -> None:
    """A second of work is not enough for a large list; the sentence says it is too large."""
    file = tmp_path / "list.csv"
    file.write_bytes(b"a;b;c;d;e;f;g;h\n" * 99_000)
    with pytest.raises(Refusal) as met:
        tabular.read(file, Limits(wall=0.05))
    assert met.value.reason is Reason.SHEET_TOO_LARGE
