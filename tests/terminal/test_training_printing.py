"""Papers and lists of training from a shell."""

from pathlib import Path

import openpyxl
import pytest

from edo.transfer.codes import codes_in
from tests.reports.reading import texts
from tests.terminal.conftest import Terminal
from tests.terminal.days import day
from tests.terminal.trained import AIGUL, BERIK, BRANCH, VERA, at_branch, planned

COURSE = "Освоение единого электронного документооборота"


@pytest.fixture
def desk(blank: Terminal, trained_home: Path) -> Terminal:
    """Give a terminal in an organisation with a branch, half of which was trained a week ago."""
    at_branch(blank, trained_home)
    return blank


@pytest.fixture
def session(desk: Terminal) -> str:
    """Hold a session at which two passed."""
    id = planned(desk, AIGUL, BERIK, on=-7)
    desk.json("training", "mark", id, "--all-present")
    desk.json("training", "session", "hold", id)
    return id


@pytest.mark.usefixtures("session")
def test_the_report_is_told_and_printed(desk: Terminal, tmp_path: Path) -> None:
    """Without a file the paragraphs come, in the language of the program or the one asked for."""
    told = desk.json("training", "report", "документооборот")
    (paragraph,) = told["paragraphs"]
    assert "Обучены не все работники 1 организации: Филиал города Аягоз (2 из 4)" in paragraph
    before = desk.json("training", "report", "документооборот", "--on", day(-8))
    assert "не прошла ни одна организация" in before["paragraphs"][0]
    words = ("training", "report", "документооборот", "--since", day(-10))
    period = desk(*words, "--language", "kk").out
    assert "курсы бойынша 1 оқыту өткізілді" in period
    path = tmp_path / "report.pdf"
    printed = desk.json(*words, "--out", path)
    assert printed == {"out": str(path), "offices": 2}
    said = " ".join(texts(path))
    assert "Отчёт об обучении" in said
    assert "Оқыту туралы есеп" in said
    assert "unknown" not in desk.refused("training", "report", "нет такого курса")
    desk.refused(*words, "--on", day(-11))


def test_the_sheet_and_certificates_are_printed_and_verified(
    desk: Terminal, session: str, tmp_path: Path
) -> None:
    """What is printed is found again by its code, and what is given holds."""
    sheet, certificates = tmp_path / "sheet.pdf", tmp_path / "certificates.pdf"
    desk.json("training", "session", "print", session, "--out", sheet, "--empty", "2")
    assert codes_in(sheet) == (f"EDOS1:{session}",)
    assert desk.json("verify", sheet)["session"] == session
    words, out = ("training", "certificate", "print", session), ("--out", certificates)
    desk.refused(*words, *out)
    desk.json("training", "certificate", "issue", session, "--open-journal")
    assert desk.json(*words, *out)["pages"] == 2
    assert desk.json(*words, "Асанова", *out, "--language", "ru")["pages"] == 1
    told = desk.json("verify", certificates)
    assert (told["standing"], told["person"], told["number"]) == ("valid", AIGUL, "СЕРТ-1")
    desk.refused(*words, VERA, *out)


@pytest.mark.parametrize(
    ("what", "more", "count"),
    [
        ("offices", ("--course", "документооборот"), 3),
        ("left", ("--course", "документооборот"), 3),
        ("matrix", (), 3),
        ("ending", ("--days", "365"), 2),
        ("sessions", (), 1),
        ("staff", (), 5),
        ("staff", ("--under", "аягоз"), 4),
    ],
)
@pytest.mark.usefixtures("session")
def test_lists_are_written(
    desk: Terminal, tmp_path: Path, what: str, more: tuple[str, ...], count: int
) -> None:
    """Each with a row for each thing; headings in both languages."""
    path = tmp_path / "list.xlsx"
    told = desk.json("training", "export", what, *more, "--out", path)
    assert told["rows"] == count
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet.max_row == count + 1
    assert {"Коды / Код", "№"} <= {str(cell.value) for cell in sheet[1]}


def test_the_marks_of_a_session_and_the_matrix_on_paper(
    desk: Terminal, session: str, tmp_path: Path
) -> None:
    """A list that is about one thing asks for it."""
    path = tmp_path / "marks.csv"
    desk.json("training", "export", "marks", "--session", session, "--out", path)
    assert AIGUL in path.read_text(encoding="utf-8-sig")
    desk.refused("training", "export", "marks", "--out", path)
    desk.refused("training", "export", "left", "--on", "2020-01-01", "--out", path)
    desk.refused("training", "export", "staff", "--out", tmp_path / "staff.pdf")
    desk.misused("training", "export", "nothing", "--out", path)
    matrix = tmp_path / "matrix.pdf"
    desk.json("training", "matrix", "--out", matrix, "--language", "ru", "--on", day(0))
    assert BRANCH in " ".join(texts(matrix))
