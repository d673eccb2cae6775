"""Square codes on paper and back: printed, scanned badly, read apart."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from edo.domain.text import TextState
from edo.errors import Reason, Refusal
from edo.queries.phrases import PaperLanguage
from edo.reports.code import QUIET, draw_code, qr_lines
from edo.reports.paper import A4_PORTRAIT, MM, Colophon, Paper
from edo.transfer.apart import MIB, Limits
from edo.transfer.codes import codes_in
from edo.transfer.pages import Page, render
from tests.transfer.files import RUSSIAN, docx, endless_pdf, pdf

SHORT = "EDOS1:v1kjpb7wg0z2sbr3e"
LONG = "EDOC1:" + "".join(
    random.Random(7).choices("abcdefghijklmnopqrstuvwxyzABCD0123456789-_", k=494)
)
SIDE = 46 * MM
MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def printed(path: Path, *pages: str) -> Path:
    """Print a sheet for each text, its code in the upper right corner, words beside it."""
    with path.open("wb") as file:
        paper = Paper(file, A4_PORTRAIT, Colophon("т", "о", PaperLanguage.RU, MADE))
        for text in pages:
            paper.write_block(60, 700, 300, RUSSIAN * 20, paper.pen(9))
            if text:
                draw_code(paper, paper.frame.right_edge - SIDE, 800, SIDE, text)
            paper.next_page()
        paper.finish()
    return path


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """Give one printed sheet with a long code, seen at 150 dots an inch."""
    path = printed(tmp_path_factory.mktemp("codes") / "long.pdf", LONG)
    drawn = render(path, 0, 1240)
    assert isinstance(drawn, Page)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb).convert("L")


def noisy(image: Image.Image) -> Image.Image:
    """Return it as a tired scanner sees it: pale, grey, with grain."""
    grain = Image.effect_noise(image.size, 40)
    pale = Image.blend(image, Image.new("L", image.size, 120), 0.4)
    return ImageChops.add(pale, grain, scale=1, offset=-128)


def turned(angle: float) -> Callable[[Image.Image], Image.Image]:
    """Return what turns a picture by an angle on white."""
    return lambda image: image.rotate(
        angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC
    )


SPOILS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda image: image,
    "a little askew": turned(3),
    "askew": turned(-11),
    "on its side": turned(90),
    "upside down": turned(180),
    "on its side and askew": turned(264),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(1.1)),
    "grey and grainy": noisy,
    "two colours": lambda image: image.convert("1"),
}


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_the_longest_code_is_read_from_a_bad_scan(
    sheet: Image.Image, tmp_path: Path, spoil: str, form: str
) -> None:
    """However the sheet lay on the glass, at 150 dots an inch."""
    path = tmp_path / "scan"
    SPOILS[spoil](sheet).save(path, form, dpi=(150, 150))
    assert codes_in(path) == (LONG,)


def test_all_pages_of_a_pdf_are_looked_at(tmp_path: Path) -> None:
    """Codes come in the order of pages, each once; a page without one is passed over."""
    path = printed(tmp_path / "many.pdf", "", SHORT, "", LONG, SHORT)
    assert codes_in(path) == (SHORT, LONG)


def test_a_page_that_is_shown_turned_is_read(tmp_path: Path) -> None:
    """A scanner that turns pages by a mark in the file turns nothing else."""
    reader = PdfReader(BytesIO(printed(tmp_path / "one.pdf", SHORT).read_bytes()))
    writer = PdfWriter()
    page = writer.add_page(reader.pages[0])
    page.rotate(90)
    page.mediabox = RectangleObject((0, 0, 595, 842))
    out = tmp_path / "turned.pdf"
    writer.write(out)
    assert codes_in(out) == (SHORT,)


def test_two_codes_on_one_page_are_both_read(tmp_path: Path) -> None:
    """Certificates cut out of one sheet."""
    path = tmp_path / "two.pdf"
    with path.open("wb") as file:
        paper = Paper(file, A4_PORTRAIT, Colophon("т", "о", PaperLanguage.RU, MADE))
        draw_code(paper, 60, 800, SIDE, LONG)
        draw_code(paper, 60, 500, 25 * MM, SHORT)
        paper.next_page()
        paper.finish()
    assert set(codes_in(path)) == {SHORT, LONG}


def test_a_scan_without_a_code_has_none(tmp_path: Path) -> None:
    """That is an answer, not a refusal."""
    path = tmp_path / "plain.pdf"
    path.write_bytes(pdf(RUSSIAN))
    assert codes_in(path) == ()


def test_a_code_has_its_blank_edge_and_is_never_too_fine() -> None:
    """A small place gets a code that is larger than it, rather than one nobody can read."""
    paper = Paper(BytesIO(), A4_PORTRAIT, Colophon("т", "о", PaperLanguage.RU, MADE))
    rows = len(list(qr_lines(LONG))) + 2 * QUIET
    assert 700 - draw_code(paper, 60, 700, 10 * MM, LONG) == pytest.approx(rows * 0.42 * MM)
    assert 700 - draw_code(paper, 60, 700, 60 * MM, LONG) == pytest.approx(60 * MM)


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (b"%PDF-1.7\n nothing of it", TextState.DAMAGED),
        (b"\x89PNG\r\n\x1a\n and no more", TextState.DAMAGED),
        (docx(RUSSIAN), TextState.UNSUPPORTED),
        (pdf(RUSSIAN, password="x"), TextState.ENCRYPTED),
        (endless_pdf(), TextState.TOO_LARGE),
        (b"just words", TextState.UNSUPPORTED),
    ],
    ids=["no pdf", "no picture", "a letter", "locked", "endless", "words"],
)
def test_what_cannot_be_searched_says_why(tmp_path: Path, data: bytes, state: TextState) -> None:
    """Every bad file gets its word, and none holds the program up."""
    path = tmp_path / "scan"
    path.write_bytes(data)
    limits = Limits(memory=700 * MIB, seconds=20, wall=120, answer=MIB)
    with pytest.raises(Refusal) as refused:
        codes_in(path, limits)
    assert refused.value.reason is Reason.CODES_UNREADABLE
    assert refused.value.values["state"] is state


def test_a_missing_scan_is_refused(tmp_path: Path) -> None:
    """As everything that cannot be opened."""
    with pytest.raises(Refusal) as refused:
        codes_in(tmp_path / "none.pdf")
    assert refused.value.reason is Reason.CANNOT_READ
