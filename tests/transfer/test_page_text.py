"""Words on the pages of files, and plain pages made of words alone."""

import threading
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from edo.domain.text import TextState
from edo.transfer import page_text
from edo.transfer.apart import MIB, Limits
from edo.transfer.page_text import Found, Match, Place, Word
from edo.transfer.pages import Page, Renderer, Unreadable
from edo.transfer.readers import outline
from edo.transfer.readers.layer import folded, matches
from edo.transfer.readers.outline import Side
from tests.transfer.files import (
    KAZAKH,
    RUSSIAN,
    docx,
    endless_pdf,
    one_page,
    paragraph,
    pdf,
    picture,
    rtf,
)

SHORT = Limits(memory=512 * MIB, seconds=1, wall=20, answer=64 * MIB, nice=0)
WIDTH = 400


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a place for the file of a test."""
    return tmp_path / "file"


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    """Give one renderer to all tests of this file, as a window would."""
    with Renderer(SHORT) as renderer:
        yield renderer


def find(renderer: Renderer, path: Path, needle: str) -> list[Match]:
    """Find a scrap on all pages, answer by answer."""
    matches: list[Match] = []
    page: int | None = 0
    while page is not None:
        found = page_text.find(renderer, path, needle, page)
        assert isinstance(found, Found)
        matches += found.matches
        page = found.next
    return matches


def drawn(renderer: Renderer, path: Path, page: int = 0) -> Image.Image:
    """Draw a page in shades of grey."""
    found = renderer.render(path, page, WIDTH)
    assert isinstance(found, Page)
    return Image.frombytes("RGB", (found.width, found.height), found.rgb).convert("L")


def ink(image: Image.Image, place: Place | None = None) -> Place:
    """Say where something dark is, in shares of the page; of a part of it where one is given."""
    if place is not None:
        left, top, right, bottom = place
        part = (
            int(left * image.width) - 2,
            int(top * image.height) - 2,
            int(right * image.width) + 3,
            int(bottom * image.height) + 3,
        )
        paper = Image.new("L", image.size, 255)
        paper.paste(image.crop(part), part[:2])
        image = paper
    box = ImageChops.invert(image).point([0] * 100 + [255] * 156).getbbox()
    assert box is not None
    return (
        box[0] / image.width,
        box[1] / image.height,
        box[2] / image.width,
        box[3] / image.height,
    )


def close(one: Place, other: Place, by: float = 0.02) -> bool:
    """Tell whether two places are nearly the same."""
    return all(abs(a - b) < by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [b"/MediaBox [0 0 400 300]", b"/MediaBox [-50 20 350 320]"])
def test_a_find_stands_where_the_word_is_seen(
    renderer: Renderer, file: Path, box: bytes, turn: int
) -> None:
    """However the page is turned or moved, the place of a find is the place of its ink."""
    content = b"BT /F 30 Tf 1 0 0 1 90 120 Tm (WORD) Tj ET"
    font = b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    file.write_bytes(one_page(content, box + b" /Rotate %d " % turn + font))
    (match,) = find(renderer, file, "word")
    assert match.page == 0
    (place,) = match.places
    assert close(place, ink(drawn(renderer, file)))


def test_words_are_found_in_any_case_and_by_letters_of_the_other_keyboard(
    renderer: Renderer, file: Path
) -> None:
    """Who types к for қ finds the word; what stands over the end of a line is found in two."""
    file.write_bytes(pdf(RUSSIAN, f"{KAZAKH}\nбірінші бет"))
    assert [match.page for match in find(renderer, file, "ПУТЕВОК")] == [0]
    (found,) = find(renderer, file, "касиподак")
    assert found.page == 1
    (over,) = find(renderer, file, "өтініш бірінші")
    assert len(over.places) == 2
    assert over.places[0][1] < over.places[1][1]
    assert find(renderer, file, "  ") == []


def test_a_long_document_is_looked_through_in_portions(
    monkeypatch: pytest.MonkeyPatch, renderer: Renderer, file: Path
) -> None:
    """One answer takes no longer than it may; the next one goes on where it ended."""
    monkeypatch.setattr(page_text, "MILLISECONDS", 0)
    file.write_bytes(pdf(*["слово"] * 5))
    first = page_text.find(renderer, file, "слово", 0)
    assert first == Found(first.matches, 1, text=True) if isinstance(first, Found) else False
    assert [match.page for match in find(renderer, file, "слово")] == [0, 1, 2, 3, 4]


def test_a_scan_says_that_it_has_no_text(renderer: Renderer, file: Path) -> None:
    """Nothing found in a picture is not the same as nothing found in a letter."""
    file.write_bytes(picture("PNG"))
    assert page_text.find(renderer, file, "слово", 0) == Found((), None, text=False)
    assert page_text.words(renderer, file, 0) == []


def test_words_are_given_in_the_order_of_reading(renderer: Renderer, file: Path) -> None:
    """What is copied from a page has its words and its lines."""
    file.write_bytes(pdf("первая строка\nвторая"))
    words = page_text.words(renderer, file, 0)
    assert isinstance(words, list)
    assert [(word.text, word.ends_line) for word in words[:2]] == [
        ("первая", False),
        ("строка", True),
    ]
    assert words[2].text == "вторая"
    assert words[0].places[0][0] < words[1].places[0][0]


TABLE = (
    "<w:tbl><w:tblPr/><w:tr><w:tc>{0}</w:tc><w:tc>{1}</w:tc></w:tr>"
    "<w:tr><w:tc>{2}<w:tbl><w:tr><w:tc>{3}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
)


def test_a_word_document_is_shown_plainly(renderer: Renderer, file: Path) -> None:
    """Its words are on a page that says it is plain, and each is found where its ink is."""
    table = TABLE.format(*map(paragraph, ("Ячейка", "Вторая", "Третья", "Внутри")))
    file.write_bytes(docx(RUSSIAN, KAZAKH, body=table))
    page = renderer.render(file, 0, WIDTH)
    assert isinstance(page, Page)
    assert (page.plain, page.cut, page.pages) == (True, False, 1)
    image = drawn(renderer, file)
    for needle in ("путёвок", "жолдама", "ячейка", "Внутри"):
        (match,) = find(renderer, file, needle)
        (place,) = match.places
        there = ink(image, place)
        assert place[0] - 0.01 < there[0] < there[2] < place[2] + 0.01, needle
        assert place[1] - 0.01 < there[1] < there[3] < place[3] + 0.01, needle
    words = page_text.words(renderer, file, 0)
    assert isinstance(words, list)
    assert words[-1] == Word("Внутри", ends_line=True, places=words[-1].places)


def test_headings_rows_and_sides_are_known() -> None:
    """The outline of a Word document has its headings by style, its middle lines, its tables."""
    body = (
        "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>Заголовок</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:b/></w:rPr>"
        "<w:t>Посередине</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>пункт</w:t></w:r></w:p>"
        + TABLE.format(*map(paragraph, "абвг"))
        + "<w:p><w:del><w:r><w:t>удалено</w:t></w:r></w:del><w:r><w:t>конец</w:t></w:r></w:p>"
    )
    styles = "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 2'/></w:style>"
    lines = outline.read(BytesIO(docx(body=body, styles=styles))).lines
    heading, middle, point, row, other, last = lines
    assert (heading.cells, heading.level) == (("Заголовок",), 2)
    assert (middle.cells, middle.side, middle.bold) == (("Посередине",), Side.MIDDLE, True)
    assert point.cells == ("•  пункт",)
    assert (row.cells, row.row) == (("а", "б"), True)
    assert other.cells == ("в\nг",)
    assert (last.cells, last.row) == (("конец",), False)


def test_long_words_make_many_pages_and_much_too_long_ones_are_cut(
    renderer: Renderer, file: Path
) -> None:
    """Half a million letters make as many pages as are shown, and are said to be more."""
    file.write_bytes(docx(*["слово " * 1000] * 90))
    page = renderer.render(file, 0, WIDTH)
    assert isinstance(page, Page)
    assert 50 < page.pages < 300
    assert page.cut
    file.write_bytes(rtf("я" * 9000))
    page = renderer.render(file, 1, WIDTH)
    assert isinstance(page, Page)
    assert (page.pages, page.cut) == (3, False) or page.pages < 6


def test_a_text_is_told_by_its_name_where_its_bytes_do_not(renderer: Renderer, file: Path) -> None:
    """A kept content has no name of its own; with the name it is called by it is shown."""
    file.write_bytes(RUSSIAN.encode())
    assert renderer.render(file, 0, WIDTH) == Unreadable(TextState.UNSUPPORTED)
    assert isinstance(renderer.render(file, 0, WIDTH, "письмо.txt"), Page)
    found = page_text.find(renderer, file, "членам", 0, "письмо.txt")
    assert isinstance(found, Found)
    assert len(found.matches) == 1


def bomb() -> bytes:
    """Make a Word document that unfolds to more letters than any member may."""
    out = BytesIO()
    sound = zipfile.ZipFile(BytesIO(docx(RUSSIAN)))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sound.namelist():
            data = sound.read(name)
            if name == "word/document.xml":
                data = data.replace(b"</w:t>", b"a" * (130 << 20) + b"</w:t>")
            archive.writestr(name, data)
    return out.getvalue()


def test_hostile_documents_of_words_end_with_a_reason(renderer: Renderer, file: Path) -> None:
    """A bomb, depths without end and an entity are refused; the window lives on."""
    deep = "<w:tbl><w:tr><w:tc>" * 2000
    for data in (bomb(), docx(body=deep), docx(body="&lol;"), docx(body="<w:tr/></w:tbl>")):
        file.write_bytes(data)
        assert isinstance(renderer.render(file, 0, WIDTH), Unreadable)
        assert isinstance(page_text.find(renderer, file, "a", 0), Unreadable)
    file.write_bytes(docx(RUSSIAN, body="<w:tr/><w:tc/><w:tbl><w:p/></w:tbl>" * 3))
    assert isinstance(renderer.render(file, 0, WIDTH), Page)


def test_a_page_whose_words_never_end_is_left(renderer: Renderer, file: Path) -> None:
    """A search over a page of a million million forms ends by its limits."""
    file.write_bytes(endless_pdf())
    found = page_text.find(renderer, file, "x", 0)
    assert isinstance(found, Unreadable | Found)
    file.write_bytes(pdf(RUSSIAN))
    assert len(find(renderer, file, "членам")) == 1


def test_who_waits_no_longer_ends_the_drawing(file: Path) -> None:
    """A drawing that nobody waits for is ended from another thread, and the next one is made."""
    file.write_bytes(endless_pdf())
    with Renderer(Limits(memory=512 * MIB, seconds=60, wall=60, answer=64 * MIB)) as renderer:
        answers: list[object] = []
        thread = threading.Thread(target=lambda: answers.append(renderer.render(file, 1, 100)))
        thread.start()
        while thread.is_alive():
            renderer.leave()
            thread.join(0.2)
        assert isinstance(answers[0], Unreadable)
        file.write_bytes(pdf(RUSSIAN))
        assert isinstance(renderer.render(file, 0, 100), Page)


def test_folding_keeps_places() -> None:
    """A find in the folded text is a place in the text as it is written."""
    text = "Қаза\u00adқ \n елі, ß"
    assert folded(text)[0] == "казак ели, ss"
    ((start, end),) = matches(text, "казак ели", 5)
    assert text[start:end] == "Қаза\u00adқ \n елі"
    assert matches("ааа", "а", 2) == [(0, 1), (1, 2)]


SAMPLES = {"DOCX": docx(RUSSIAN, body=TABLE.format(*map(paragraph, "абвг"))), "PDF": pdf(RUSSIAN)}


@pytest.mark.parametrize("kind", SAMPLES)
@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(choose=st.data())
def test_spoilt_files_are_looked_through_or_refused(
    renderer: Renderer, tmp_path: Path, kind: str, choose: st.DataObject
) -> None:
    """Cut or changed bytes give finds and words or a reason."""
    spoilt = bytearray(SAMPLES[kind])
    for _ in range(choose.draw(st.integers(1, 6), "changes")):
        place = choose.draw(st.integers(8, len(spoilt) - 1), "place")
        spoilt[place] = choose.draw(st.integers(0, 255), "byte")
    path = tmp_path / kind
    path.write_bytes(spoilt)
    assert isinstance(renderer.render(path, 0, 60), Page | Unreadable)
    assert isinstance(page_text.find(renderer, path, "о", 0), Found | Unreadable)
    assert isinstance(page_text.words(renderer, path, 0), list | Unreadable)
