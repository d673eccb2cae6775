"""Stories about the files the demo makes: they are read like any other."""

import zipfile
from datetime import datetime
from pathlib import Path

import pypdf
import pytest

from edo.clock import OFFICE_ZONE
from edo.domain.text import TextState
from edo.errors import Reason, Refusal
from edo.transfer import pages
from edo.transfer.sample_files import Align, Paragraph, write_docx, write_scan
from edo.transfer.text import extract
from tests.transfer.files import KAZAKH, RUSSIAN, pdf

CREATED = datetime(2026, 11, 20, 10, 0, tzinfo=OFFICE_ZONE)


def test_a_word_document_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """Kazakh letters, signs that XML forbids, line ends: all are there."""
    path = tmp_path / "хат.docx"
    paragraphs = [
        Paragraph("БАСТЫҚҚА\nҮржар", Align.LEFT, strong=True, left=85),
        Paragraph(KAZAKH, indent=True),
        Paragraph("1 < 2 & «тырнақша»"),
        Paragraph("Төраға\tЛ. Садықова", Align.LEFT),
    ]
    write_docx(path, paragraphs=paragraphs, title="Т & Т", author="А", created=CREATED)
    found = extract(path, path.name)
    assert found.state is TextState.FOUND
    for part in ("Үржар", KAZAKH, "1 < 2 & «тырнақша»", "Л. Садықова"):
        assert part in found.text


def test_a_word_document_is_whole(tmp_path: Path) -> None:
    """Every part its list of contents names is in the package, and every part is named there."""
    path = tmp_path / "a.docx"
    write_docx(path, paragraphs=[Paragraph(RUSSIAN)], title="", author="", created=CREATED)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        listed = archive.read("[Content_Types].xml").decode()
        names = {name for name in archive.namelist() if name.endswith(".xml")}
    named = {name for name in names if f'PartName="/{name}"' in listed}
    assert names - named == {"[Content_Types].xml"}


def test_a_scan_has_pages_but_no_text(tmp_path: Path) -> None:
    """What was printed and scanned can be seen, and its words cannot be read."""
    printed, scanned = tmp_path / "printed.pdf", tmp_path / "scanned.pdf"
    printed.write_bytes(pdf(RUSSIAN, KAZAKH))
    assert write_scan(scanned, source=printed, seed=1, created=CREATED) == 2
    found = extract(scanned, scanned.name)
    assert (found.state, found.pages, found.text) == (TextState.EMPTY, 2, "")
    sheet = pages.look(scanned)
    assert isinstance(sheet, pages.Sheet)
    assert (round(sheet.width), round(sheet.height)) == pytest.approx((595, 842), abs=2)


def test_a_scan_lies_askew_and_no_two_alike(tmp_path: Path) -> None:
    """One seed gives one scan, byte for byte; another sheet lies another way."""
    printed, scanned = tmp_path / "printed.pdf", tmp_path / "scanned.pdf"
    printed.write_bytes(pdf(RUSSIAN))
    made: list[bytes] = []
    for seed in (7, 7, 8):
        write_scan(scanned, source=printed, seed=seed, created=CREATED)
        made.append(scanned.read_bytes())
    assert made[0] == made[1] != made[2]


def test_a_scan_is_grey_as_paper_is(tmp_path: Path) -> None:
    """No spot of the paper is quite white, no letter has a colour, and the file stays small."""
    printed, scanned = tmp_path / "printed.pdf", tmp_path / "scanned.pdf"
    printed.write_bytes(pdf(RUSSIAN))
    write_scan(scanned, source=printed, seed=3, created=CREATED)
    image = pypdf.PdfReader(scanned).pages[0].images[0].image
    assert image is not None
    assert image.mode == "L"
    lightest = image.getextrema()[1]
    assert isinstance(lightest, (int, float))
    assert 200 < lightest <= 255
    assert scanned.stat().st_size < 400_000


def test_what_cannot_be_drawn_is_not_scanned(tmp_path: Path) -> None:
    """A source that is no PDF is refused, and nothing is left behind."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(Refusal) as refused:
        write_scan(tmp_path / "scan.pdf", source=broken, seed=1, created=CREATED)
    assert refused.value.reason is Reason.CANNOT_READ
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.pdf"]
