"""Paper says what it is, keeps several documents apart and draws every letter it has."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pypdf
import pytest

from edo.queries.phrases import PaperLanguage
from edo.reports.paper import A4_LANDSCAPE, A4_PORTRAIT, Colophon, Paper
from edo.reports.typeface import Cut, presentable
from tests.reports.reading import fonts, letters, texts

COLOPHON = Colophon(
    title="Тіркеу журналы (ВХ)",
    author="Абай облыстық ұйымы",
    language=PaperLanguage.KK,
    created=datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=5))),
)
MANY = "".join(
    chr(code)
    for code in [
        *range(0x21, 0x7F),
        *range(0xA1, 0x17F),
        *range(0x391, 0x3CA),
        *range(0x400, 0x524),
    ]
    if presentable(chr(code)) == chr(code)
)
"""More letters than one subset of an embedded font can hold."""


def test_a_document_says_what_it_is(tmp_path: Path) -> None:
    """Title, author, language and the stated time of making are in the file."""
    path = tmp_path / "paper.pdf"
    with path.open("wb") as file:
        paper = Paper(file, A4_PORTRAIT, COLOPHON)
        paper.next_page()
        paper.finish()

    reader = pypdf.PdfReader(path)

    assert reader.metadata is not None
    assert reader.metadata.title == "Тіркеу журналы (ВХ)"
    assert reader.metadata.author == "Абай облыстық ұйымы"
    assert reader.metadata.creation_date == COLOPHON.created
    assert reader.metadata.modification_date == COLOPHON.created
    assert reader.root_object["/Lang"] == "kk-KZ"
    assert [(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages] == [
        (595, 842)
    ]


@pytest.mark.parametrize("cut", Cut)
def test_more_letters_than_one_subset_holds_come_back(tmp_path: Path, cut: Cut) -> None:
    """Letters beyond the first subset are drawn in their place, and the next line is not harmed."""
    path = tmp_path / "paper.pdf"
    assert len(MANY) > 300
    with path.open("wb") as file:
        paper = Paper(file, A4_LANDSCAPE, COLOPHON)
        pen = paper.pen(9, cut)
        lines = pen.wrap(f"{MANY} ҚАЗАҚ\\(1)", A4_LANDSCAPE.inner_width)
        for place, line in enumerate(lines):
            paper.write(A4_LANDSCAPE.left, 500 - 14 * place, line, pen)
        paper.next_page()
        paper.finish()

    (page,) = texts(path)
    drawn = letters(path, 0)

    assert page.replace(" ", "") == "".join(lines).replace(" ", "")
    assert all(fonts(path).values())
    assert max(letter.right for letter in drawn) <= A4_LANDSCAPE.right_edge
    assert "ҚАЗАҚ\\(1)" in page


def test_two_documents_at_once_do_not_mix(tmp_path: Path) -> None:
    """Pages of two documents written in turns are the pages each would have alone."""
    paths = [tmp_path / "1.pdf", tmp_path / "2.pdf", tmp_path / "alone.pdf"]
    words = ["Әлем", "Ұлытау", "Әлем"]
    files = [path.open("wb") for path in paths]
    papers = [Paper(file, A4_PORTRAIT, COLOPHON) for file in files[:2]]
    for step in range(3):
        for paper, word in zip(papers, words, strict=False):
            paper.write(100, 700 - 20 * step, f"{word} {step}", paper.pen(10))
    papers.append(Paper(files[2], A4_PORTRAIT, COLOPHON))
    for step in range(3):
        papers[2].write(100, 700 - 20 * step, f"{words[2]} {step}", papers[2].pen(10))
    for paper, file in zip(papers, files, strict=True):
        paper.next_page()
        paper.finish()
        file.close()

    assert texts(paths[0]) == ["Әлем 0 Әлем 1 Әлем 2"]
    assert texts(paths[1]) == ["Ұлытау 0 Ұлытау 1 Ұлытау 2"]
    assert paths[0].read_bytes() == paths[2].read_bytes()


def test_a_late_text_stands_in_all_its_places(tmp_path: Path) -> None:
    """A number known only at the end appears on every page that kept a place for it."""
    path = tmp_path / "paper.pdf"
    with path.open("wb") as file:
        paper = Paper(file, A4_PORTRAIT, COLOPHON)
        for _ in range(3):
            paper.write(100, 100, "барлығы", paper.pen(10))
            paper.place_later("Total", 200, 100)
            paper.next_page()
        paper.settle("Total", "42 парақ", paper.pen(10))
        paper.finish()

    assert texts(path) == ["барлығы 42 парақ"] * 3


def test_a_line_too_long_is_shortened(tmp_path: Path) -> None:
    """A line that must stay one line ends in an ellipsis and fits."""
    with (tmp_path / "paper.pdf").open("wb") as file:
        pen = Paper(file, A4_PORTRAIT, COLOPHON).pen(10)

        short = pen.shortened("Қазақстандық салалық кәсіподақ", 80)

        assert short.startswith("Қазақстан")
        assert short.endswith("…")
        assert pen.ruler[short] <= 80
        assert pen.shortened("Кіріс", 80) == "Кіріс"
        assert pen.shortened("Кіріс", 0) == "…"


def test_utc_is_written_too(tmp_path: Path) -> None:
    """A time in UTC is a time of making like any other."""
    path = tmp_path / "paper.pdf"
    colophon = Colophon("т", "а", PaperLanguage.RU, datetime(2026, 1, 2, tzinfo=UTC))
    with path.open("wb") as file:
        paper = Paper(file, A4_PORTRAIT, colophon)
        paper.next_page()
        paper.finish()

    reader = pypdf.PdfReader(path)

    assert reader.metadata is not None
    assert reader.metadata.creation_date == colophon.created
    assert reader.root_object["/Lang"] == "ru-KZ"
