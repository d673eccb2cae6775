"""The mark of receipt says what it must and never leaves the page."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.stamp import HEIGHT, MARGIN, WIDTH, Corner, Receipt, stamp_overlay
from tests.reports.reading import fonts, letters, texts

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MM = 72 / 25.4
RECEIPT = Receipt(
    organisation=Phrase(ru="Абайская областная организация", kk="Абай облыстық ұйымы"),
    number="347/02-15",
    on=date(2026, 1, 15),
    sheets=3,
    sheets_attached=2,
)
SIZES = [(210.0, 297.0), (148.0, 210.0), (297.0, 210.0), (420.0, 297.0)]


def place(path: Path) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top of what is written on a page, in millimetres."""
    page = letters(path, 0)
    return (
        min(letter.left for letter in page) / MM,
        min(letter.bottom for letter in page) / MM,
        max(letter.right for letter in page) / MM,
        max(letter.top for letter in page) / MM,
    )


def test_the_stamp_has_the_model_text(tmp_path: Path) -> None:
    """Both languages, number, date and sheets, on one page with its font inside."""
    path = tmp_path / "stamp.pdf"
    path.write_bytes(stamp_overlay(210, 297, receipt=RECEIPT, created=CREATED))

    (page,) = texts(path)

    assert page == (
        "Абай облыстық ұйымы Абайская областная организация КІРІС / ВХОДЯЩИЙ № 347/02-15 "
        "15.01.2026 ж. парақ / листов: 3 + 2"
    )
    assert all(fonts(path).values())


def test_an_urgent_paper_has_its_time_and_unknown_sheets_a_line(tmp_path: Path) -> None:
    """The time is shown where it is given; sheets nobody counted are left to be written in."""
    path = tmp_path / "stamp.pdf"
    receipt = Receipt(Phrase(ru="Филиал"), "1", date(2026, 1, 15), at=time(10, 42), sheets=3)
    overlay = stamp_overlay(148, 210, receipt=receipt, created=CREATED, language=PaperLanguage.RU)
    path.write_bytes(overlay)

    assert texts(path) == ["Филиал ВХОДЯЩИЙ № 1 15.01.2026 г. 10:42 листов: 3 + ___"]


@pytest.mark.parametrize("corner", Corner)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_stamp_stands_in_its_corner(
    tmp_path: Path, width: float, height: float, corner: Corner
) -> None:
    """On any paper the stamp stands in the corner that was chosen, clear of the edges."""
    path = tmp_path / "stamp.pdf"
    path.write_bytes(stamp_overlay(width, height, receipt=RECEIPT, created=CREATED, corner=corner))

    left, bottom, right, top = place(path)

    if corner in {Corner.LOWER_LEFT, Corner.UPPER_LEFT}:
        assert left > MARGIN
        assert right < MARGIN + WIDTH
    else:
        assert width - MARGIN - WIDTH < left
        assert right < width - MARGIN
    if corner in {Corner.LOWER_LEFT, Corner.LOWER_RIGHT}:
        assert bottom > MARGIN
        assert top < MARGIN + HEIGHT
    else:
        assert height - MARGIN - HEIGHT < bottom
        assert top < height - MARGIN


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    width=st.floats(20, 500),
    height=st.floats(10, 500),
    x=st.floats(-100, 600),
    y=st.floats(-100, 600),
    name=st.text("аәбқ «»\n", min_size=1, max_size=400),
    number=st.text("0123456789/-ОРКіж", min_size=1, max_size=32),
)
def test_the_stamp_never_leaves_the_page(
    tmp_path: Path, width: float, height: float, x: float, y: float, name: str, number: str
) -> None:
    """However small the page, far the place or long the name, all of the stamp is on the page."""
    path = tmp_path / "stamp.pdf"
    receipt = Receipt(Phrase(ru=name, kk=name), number, date(2026, 1, 15), sheets=100_000)
    path.write_bytes(stamp_overlay(width, height, receipt=receipt, created=CREATED, at=(x, y)))

    left, bottom, right, top = place(path)

    assert 0 < left < right < width
    assert 0 < bottom < top < height
    assert right - left < WIDTH
    assert top - bottom < HEIGHT
    # pdfium reads a hyphen at the end of a line as one that may go.
    assert number in texts(path)[0].replace("\ufffe", "-")
