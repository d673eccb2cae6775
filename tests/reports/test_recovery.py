"""A sheet found in a safe after years tells whose it is, what it is for, and gives the key back."""

import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edo import keycode
from edo.errors import Reason, Refusal
from edo.queries.phrases import Phrase
from edo.reports.code import qr_lines
from edo.reports.recovery import RecoverySheet, write_recovery
from tests.reports.reading import fonts, letters, texts

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KEY = bytes(range(100, 132))
SHEET = RecoverySheet(
    organisation=Phrase(ru="Абайская областная организация", kk="Абай облыстық ұйымы"),
    org="qd73sbttlxtiquaa",
    fingerprint="0123456789abcdef" * 4,
    code=keycode.write(KEY),
    made=date(2026, 11, 22),
)


def printed(folder: Path, sheet: RecoverySheet = SHEET) -> Path:
    """Print a sheet."""
    path = folder / "recovery.pdf"
    write_recovery(path, sheet=sheet, created=CREATED)
    return path


def test_the_sheet_is_one_page_in_both_languages(tmp_path: Path) -> None:
    """Whose it is, what for, how to keep and how to use it; every font is in the file."""
    path = printed(tmp_path)
    (page,) = texts(path)
    for said in (
        "Қалпына келтіру парағы",
        "Лист восстановления",
        "Абай облыстық ұйымы",
        "Абайская областная организация",
        "qd73sbttlxtiquaa",
        "22.11.2026",
        " ".join(["0123 4567 89ab cdef"] * 4),
        "Как хранить",
        "Қалай сақтау керек",
        "Принял на хранение",
    ):
        assert said in page
    assert all(fonts(path).values())


def test_the_key_is_read_back_from_the_sheet(tmp_path: Path) -> None:
    """Line for line in the places of its signs, which stand apart from each other."""
    signs = [each for each in letters(printed(tmp_path), 0) if each.top - each.bottom > 10]
    rows: dict[int, list[tuple[float, str]]] = {}
    for each in signs:
        if each.left < 370 and each.text in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            rows.setdefault(round(each.top / 8), []).append((each.left, each.text))
    lines = ["".join(text for _, text in sorted(rows[row])) for row in sorted(rows, reverse=True)]
    assert lines == [line.replace("-", "") for line in SHEET.code]
    assert keycode.read("\n".join(lines)) == KEY


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    """Also where another file stood before; nothing else is left in the folder."""
    (tmp_path / "recovery.pdf").write_bytes(b"old")
    path = printed(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["recovery.pdf"]


def test_a_sheet_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The sentence names the file."""
    with pytest.raises(Refusal) as refusal:
        printed(tmp_path / "nowhere")
    assert refusal.value.reason is Reason.CANNOT_WRITE


def test_the_longest_names_stay_on_the_page(tmp_path: Path) -> None:
    """Five hundred letters in each language leave room for everything below."""
    names = Phrase(ru="организация " * 41, kk="ұйымдастыру " * 41)
    path = printed(tmp_path, replace(SHEET, organisation=names))
    (page,) = texts(path)
    assert page.count("организация ") >= 41
    drawn = letters(path, 0)
    assert all(20 < letter.left < letter.right < 575 for letter in drawn)
    receipt = "".join(letter.text for letter in drawn).index("Сақтауғақабылдады")
    texts_above = [letter for letter in drawn[:receipt] if letter.bottom > 0]
    assert min(letter.bottom for letter in texts_above) > drawn[receipt].top


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two sheets printed of one key are alike."""
    first = printed(tmp_path).read_bytes()
    assert printed(tmp_path).read_bytes() == first


def test_the_square_code_has_its_three_corners() -> None:
    """It is a square with the marks a scanner looks for, and another text gives another one."""
    rows = list(qr_lines("-".join(SHEET.code)))
    size = len(rows)
    assert {len(row) for row in rows} == {size}
    mark = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        seen = [
            "".join(str(int(dark)) for dark in row[left : left + 7]) for row in rows[top : top + 7]
        ]
        assert seen == mark
    assert rows != list(qr_lines("-".join(keycode.write(bytes(32)))))
