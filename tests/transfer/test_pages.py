"""Pages as pictures, and stamps on copies."""

import os
import resource
import signal
import struct
import threading
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from edo.domain.text import TextState
from edo.errors import Reason, Refusal
from edo.transfer import pages, text
from edo.transfer.apart import MIB, Limits
from edo.transfer.pages import Page, Renderer, Sheet, Unreadable
from tests.transfer.files import KAZAKH, RUSSIAN, docx, endless_pdf, one_page, packed, pdf, picture

SHORT = Limits(memory=512 * MIB, seconds=1, wall=20, answer=64 * MIB, nice=0)
RED, BLACK, WHITE = (255, 0, 0), (0, 0, 0), (255, 255, 255)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a place for the file of a test."""
    return tmp_path / "scan"


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    """Give one renderer to all tests of this file, as a window would."""
    with Renderer(SHORT) as renderer:
        yield renderer


def seen(renderer: Renderer, path: Path, page: int = 0, width: int = 100) -> Image.Image:
    """Draw a page that can be drawn."""
    drawn = renderer.render(path, page, width)
    assert isinstance(drawn, Page)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)


def like(color: tuple[int, int, int], pixel: object) -> bool:
    """Tell whether a pixel is of a colour, as far as JPEG lets it be."""
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 40 for one, other in zip(color, pixel, strict=True))


def test_a_page_of_a_pdf_is_drawn_as_wide_as_asked(renderer: Renderer, file: Path) -> None:
    """Width is exact, height follows, rows have no gaps, and the number of pages comes along."""
    file.write_bytes(pdf(RUSSIAN, KAZAKH, size=(421.3, 595.7)))
    for width in (1, 99, 100, 333, 800):
        drawn = renderer.render(file, 1, width)
        assert isinstance(drawn, Page)
        assert (drawn.width, drawn.pages) == (width, 2)
        assert abs(drawn.height - width * 595.7 / 421.3) <= 1
        assert len(drawn.rgb) == drawn.width * drawn.height * 3


def test_red_is_red_and_up_is_up(renderer: Renderer, file: Path) -> None:
    """Colours are in the order red, green, blue, and rows come from the top."""
    file.write_bytes(one_page(b"1 0 0 rg 0 0 300 400 re f"))
    image = seen(renderer, file)
    assert image.getpixel((10, image.height - 10)) == RED
    assert image.getpixel((90, 10)) == WHITE


@pytest.mark.parametrize(
    ("turn", "corner"), [(0, (1, 1)), (90, (0, 1)), (180, (0, 0)), (270, (1, 0))]
)
def test_turned_pages_are_shown_turned(
    renderer: Renderer, file: Path, turn: int, corner: tuple[int, int]
) -> None:
    """The black corner goes where /Rotate takes it."""
    entries = b"/MediaBox [0 0 200 300] /Rotate %d" % turn
    file.write_bytes(one_page(b"150 0 50 50 re f", entries))
    image = seen(renderer, file)
    at = (5 + corner[0] * (image.width - 10), 5 + corner[1] * (image.height - 10))
    assert image.getpixel(at) == BLACK
    assert (image.width > image.height) == (turn in {90, 270})


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF"])
def test_a_picture_is_a_page(renderer: Renderer, file: Path, form: str) -> None:
    """Scans in every usual form are shown."""
    file.write_bytes(picture(form))
    image = seen(renderer, file)
    assert image.size == (100, 150)
    assert like(WHITE, image.getpixel((5, 5)))
    assert like(BLACK, image.getpixel((95, 145)))


def test_a_tiff_has_as_many_pages_as_frames(renderer: Renderer, file: Path) -> None:
    """A scanner's TIFF is turned over like a document."""
    file.write_bytes(picture("TIFF", pages=3))
    sheet = renderer.look(file)
    assert isinstance(sheet, Sheet)
    assert (round(sheet.width), sheet.height, sheet.pages) == (561, 842, 3)
    assert seen(renderer, file, 2).size == (100, 150)
    assert renderer.render(file, 3, 100) == Unreadable(TextState.DAMAGED)


def test_a_photograph_held_sideways_is_shown_upright(renderer: Renderer, file: Path) -> None:
    """The note of a camera about its position is obeyed."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    file.write_bytes(picture("JPEG", exif=exif))
    image = seen(renderer, file)
    assert image.size == (100, 67)
    assert like(BLACK, image.getpixel((5, 62)))
    assert like(WHITE, image.getpixel((95, 62)))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_shown(renderer: Renderer, file: Path, mode: str) -> None:
    """Black and white, grey, palette, transparent, for print, and sixteen bits."""
    if mode == "I;16":
        image = Image.new(mode, (20, 20), 65_535)
        image.paste(0, (10, 10, 20, 20))
    else:
        image = Image.open(BytesIO(picture("PNG", (20, 20)))).convert(mode)
    image.save(file, "TIFF" if mode == "CMYK" else "PNG")
    shown = seen(renderer, file, width=20)
    assert shown.getpixel((2, 2)) == WHITE
    assert shown.getpixel((18, 18)) == BLACK


def test_what_shines_through_is_white(renderer: Renderer, file: Path) -> None:
    """An empty transparent picture is a white page, not a black one."""
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")
    assert seen(renderer, file, width=10).getpixel((5, 5)) == WHITE


@pytest.mark.parametrize(
    ("dpi", "points"),
    [((300, 300), (595.2, 841.9)), ((1, 1), (595.3, 842)), (None, (595.3, 842))],
)
def test_the_size_of_a_scan_comes_from_its_resolution(
    renderer: Renderer, file: Path, dpi: tuple[int, int] | None, points: tuple[float, float]
) -> None:
    """A scan of A4 at 300 dots per inch is an A4; where the dots make no sense, it is one too."""
    file.write_bytes(picture("PNG", (2480, 3508), dpi=dpi))
    size = renderer.look(file)
    assert isinstance(size, Sheet)
    assert (size.width, size.height) == pytest.approx(points, abs=0.1)


def test_a_very_tall_page_is_drawn_narrower(file: Path) -> None:
    """A page of two hundred metres does not take the memory of one."""
    file.write_bytes(one_page(b"", b"/MediaBox [0 0 10 14400]"))
    drawn = pages.render(file, 0, 2000)
    assert isinstance(drawn, Page)
    assert 100 < drawn.width < 200
    assert drawn.width * drawn.height < 40_000_000


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (b"", TextState.UNSUPPORTED),
        (docx(""), TextState.UNSUPPORTED),
        (packed({"a": "b"}), TextState.UNSUPPORTED),
        (docx(RUSSIAN)[:200], TextState.DAMAGED),
        (b"%PDF-1.7 and no more", TextState.DAMAGED),
        (pdf(RUSSIAN, password="secret"), TextState.ENCRYPTED),
        (picture("PNG")[:-30], TextState.DAMAGED),
        (picture("PNG")[:20], TextState.DAMAGED),
        (picture("TIFF")[:-300], TextState.DAMAGED),
        (picture("BMP")[:60], TextState.DAMAGED),
        (one_page(b"", b"/MediaBox [0 0 0 0]"), None),
        (one_page(b"", b"/MediaBox [0 0 1e38 1e38]"), None),
        (one_page(b"", b"/MediaBox [0 0 100000 0.001]"), None),
    ],
)
def test_what_cannot_be_shown_says_why(
    renderer: Renderer, file: Path, data: bytes, state: TextState | None
) -> None:
    """A page is a picture or a reason; a page of an absurd size may be either."""
    file.write_bytes(data)
    shown = renderer.render(file, 0, 500)
    assert isinstance(shown, Unreadable) or state is None
    if isinstance(shown, Unreadable) and state is not None:
        assert shown.state is state


def spoilt_png(data: bytes, chunk: bytes, beginning: bytes) -> bytes:
    """Change the beginning of a chunk of a PNG and make its sum right again."""
    start = data.index(chunk)
    (size,) = struct.unpack_from(">I", data, start - 4)
    body = chunk + beginning + data[start + 4 + len(beginning) : start + 4 + size]
    rest = data[start + 4 + size + 4 :]
    return data[:start] + body + struct.pack(">I", zlib.crc32(body)) + rest


def test_a_picture_of_a_thousand_million_dots_is_not_unfolded(
    renderer: Renderer, file: Path
) -> None:
    """A small file that promises an enormous picture is refused by its promise."""
    data = picture("PNG", (40, 25))
    promised = struct.pack(">II", 40_000, 25_000)
    file.write_bytes(spoilt_png(data, b"IHDR", promised))
    assert renderer.render(file, 0, 500) == Unreadable(TextState.TOO_LARGE)


def test_a_page_that_never_ends_is_left(renderer: Renderer, file: Path) -> None:
    """A pattern drawn a million million times does not hold up the window for ever."""
    file.write_bytes(endless_pdf())
    shown = renderer.render(file, 1, 100)
    assert isinstance(shown, Unreadable)
    assert shown.state in {TextState.TOO_LONG, TextState.TOO_LARGE}
    file.write_bytes(pdf(RUSSIAN))
    assert seen(renderer, file).size == (100, 142)


def test_a_file_that_changed_is_read_anew(renderer: Renderer, file: Path) -> None:
    """A scan made again under the same name shows its new pages."""
    file.write_bytes(pdf("1"))
    assert seen(renderer, file).size == (100, 142)
    file.write_bytes(pdf("1", "2", size=(100, 100)))
    assert seen(renderer, file, 1).size == (100, 100)


def test_a_renderer_outlives_its_children(file: Path) -> None:
    """A child that is killed, or has drawn enough, is replaced without a word."""
    file.write_bytes(pdf(RUSSIAN))
    with Renderer(SHORT, most=2) as renderer:
        for _ in range(5):
            seen(renderer, file)
        child = renderer._child
        assert child is not None
        os.kill(child._process.pid, signal.SIGKILL)
        seen(renderer, file)
        assert renderer._child is not child
    assert renderer.render(file, 0, 10) == Unreadable(TextState.TOO_LARGE)


def test_one_file_is_served_by_one_child(tmp_path: Path) -> None:
    """What a hostile file may do to its reader does not reach the next file."""
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    for path in (one, other):
        path.write_bytes(pdf(RUSSIAN, KAZAKH))
    processes: list[int] = []
    with Renderer(SHORT) as renderer:
        for path, page in ((one, 0), (one, 1), (other, 0), (other, 1)):
            seen(renderer, path, page)
            assert renderer._child is not None
            processes.append(renderer._child._process.pid)
    assert processes[0] == processes[1] != processes[2] == processes[3]


def test_many_threads_may_ask_one_renderer(tmp_path: Path) -> None:
    """Questions from several threads are answered each with its own page."""
    paths = [tmp_path / f"{number}.pdf" for number in range(3)]
    for number, path in enumerate(paths, 1):
        path.write_bytes(pdf(*["x"] * number))
    counted: dict[Path, set[int]] = {path: set() for path in paths}

    def ask(path: Path) -> None:
        for _ in range(3):
            drawn = renderer.render(path, 0, 50)
            counted[path].add(drawn.pages if isinstance(drawn, Page) else 0)

    with Renderer(SHORT) as renderer:
        threads = [threading.Thread(target=ask, args=[path]) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [counted[path] for path in paths] == [{1}, {2}, {3}]


def test_a_missing_scan_is_refused(renderer: Renderer, tmp_path: Path) -> None:
    """A file that is gone is our trouble, not the file's."""
    with pytest.raises(Refusal) as refusal:
        renderer.render(tmp_path / "gone.pdf", 0, 100)
    assert refusal.value.reason is Reason.CANNOT_READ


# Stamps.


def stamp(width: float = 60, height: float = 40) -> bytes:
    """Make a red stamp with a black mark in its lower left corner."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(0, 0, width / 4, height / 4, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


def stands_in_the_corner(image: Image.Image) -> bool:
    """Tell whether the stamp lies upright in the lower right corner, a third of the width wide."""
    right, bottom = image.width - 1, image.height - 1
    wide = image.width // 3
    return all(
        like(color, image.getpixel(place))
        for color, place in (
            (RED, (right - 3, bottom - 3)),
            (BLACK, (right - wide + 4, bottom - 3)),
            (RED, (right - wide // 2, bottom - 3)),
            (WHITE, (right - wide - 4, bottom - 3)),
            (WHITE, (right - 3, bottom - wide * 2 // 3 - 6)),
        )
    )


BOXES = {
    "plain": b"/MediaBox [0 0 180 240]",
    "moved": b"/MediaBox [-500 300 -320 540]",
    "cropped": b"/MediaBox [0 0 1000 1000] /CropBox [100 200 280 440]",
    "crop beyond": b"/MediaBox [10 20 190 260] /CropBox [-50 -50 900 900]",
    "backwards": b"/MediaBox [180 240 0 0]",
}


@pytest.mark.parametrize(
    ("box", "turn"),
    [*product(BOXES, (0, 90, 180, 270)), ("plain", -90), ("moved", 450)],
)
def test_a_stamp_stands_where_a_person_sees_the_lower_right(
    renderer: Renderer, tmp_path: Path, box: str, turn: int
) -> None:
    """However the page is turned, moved or cropped, the stamp is upright in its corner."""
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(one_page(b"", BOXES[box] + b" /Rotate %d" % turn))
    size = pages.look(source)
    assert isinstance(size, Sheet)
    pages.overlay(source, out, stamp(size.width / 3, size.width * 2 / 9))
    assert stands_in_the_corner(seen(renderer, out, width=90))


@pytest.mark.parametrize(
    "content", [b"q 3 0 0 3 50 50 cm", b"0.1 0 0 0.1 0 0 cm", b"0 0 5 5 re W n", b"q q q", b"Q Q"]
)
def test_a_page_left_in_disorder_does_not_carry_the_stamp_away(
    renderer: Renderer, tmp_path: Path, content: bytes
) -> None:
    """What a page forgets to undo (scale, clip, state) does not touch the stamp."""
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(one_page(content, b"/MediaBox [0 0 180 240]"))
    pages.overlay(source, out, stamp())
    assert stands_in_the_corner(seen(renderer, out, width=90))


def test_a_stamp_as_large_as_the_page_covers_it(renderer: Renderer, tmp_path: Path) -> None:
    """An overlay made to the size of the page lies on it edge to edge."""
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(one_page(b"", b"/MediaBox [0 0 180 240] /Rotate 90"))
    pages.overlay(source, out, stamp(240, 180))
    image = seen(renderer, out, width=120)
    corners = [image.getpixel((x, y)) for x in (1, 118) for y in (1, 88)]
    assert corners == [RED, BLACK, RED, RED]


def test_only_the_first_page_is_stamped_and_nothing_else_changes(
    renderer: Renderer, tmp_path: Path
) -> None:
    """The copy has the text and the pages of the original, which is not touched."""
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    data = pdf(RUSSIAN, KAZAKH, size=(180, 240))
    source.write_bytes(data)
    before = seen(renderer, source, 1)
    pages.overlay(source, out, stamp())
    assert source.read_bytes() == data
    assert text.extract(out, "").text == text.extract(source, "").text
    assert seen(renderer, out, 1).tobytes() == before.tobytes()
    first = seen(renderer, out, 0, width=90)
    assert stands_in_the_corner(first)
    upper = (0, 0, 90, 60)
    assert first.crop(upper).tobytes() == seen(renderer, source, 0, width=90).crop(upper).tobytes()


def test_the_first_page_alone_may_be_stamped(tmp_path: Path) -> None:
    """For the paper file one stamped page is enough."""
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(pdf(RUSSIAN, KAZAKH))
    pages.overlay(source, out, stamp(), whole=False)
    assert text.extract(out, "").text == RUSSIAN
    assert len(PdfReader(out).pages) == 1


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_picture_becomes_a_stamped_pdf(renderer: Renderer, tmp_path: Path, form: str) -> None:
    """A scan kept as a picture gets its stamp on a PDF of the same size."""
    source, out = tmp_path / "in", tmp_path / "out.pdf"
    Image.new("RGB", (1800, 2400), "white").save(source, form, dpi=(600, 600))
    pages.overlay(source, out, stamp(72, 48))
    sheet = renderer.look(out)
    assert isinstance(sheet, Sheet)
    assert (round(sheet.width), round(sheet.height), sheet.pages) == (216, 288, 1)
    assert stands_in_the_corner(seen(renderer, out, width=90))


def test_a_tiff_becomes_a_pdf_of_all_its_pages(tmp_path: Path) -> None:
    """Every page of a scan goes into the copy, or the first when that is asked for."""
    source, out = tmp_path / "in.tif", tmp_path / "out.pdf"
    source.write_bytes(picture("TIFF", pages=3))
    pages.overlay(source, out, stamp())
    assert len(PdfReader(out).pages) == 3
    pages.overlay(source, out, stamp(), whole=False)
    assert len(PdfReader(out).pages) == 1


def test_a_pdf_protected_from_changes_is_still_stamped(renderer: Renderer, tmp_path: Path) -> None:
    """A file that opens without a password and only forbids changes can be registered."""
    source, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    writer = PdfWriter(BytesIO(pdf(RUSSIAN, size=(180, 240))))
    writer.encrypt(user_password="", owner_password="owner", algorithm="RC4-128")
    writer.write(source)
    pages.overlay(source, out, stamp())
    assert stands_in_the_corner(seen(renderer, out, width=90))
    assert RUSSIAN[:10] in text.extract(out, "").text


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (docx(RUSSIAN), TextState.UNSUPPORTED),
        (pdf(RUSSIAN)[:700], TextState.DAMAGED),
        (pdf(RUSSIAN, password="secret"), TextState.ENCRYPTED),
    ],
)
def test_what_cannot_be_stamped_leaves_nothing_behind(
    tmp_path: Path, data: bytes, state: TextState
) -> None:
    """A refusal names the state of the file, keeps an older copy and leaves no half of a new."""
    source, out = tmp_path / "in", tmp_path / "out.pdf"
    source.write_bytes(data)
    out.write_bytes(b"older")
    with pytest.raises(Refusal) as refusal:
        pages.overlay(source, out, stamp())
    assert refusal.value.reason is Reason.CANNOT_STAMP
    assert refusal.value.values["state"] is state
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.pdf"]
    assert out.read_bytes() == b"older"


def test_the_original_is_never_replaced(tmp_path: Path) -> None:
    """Not even by its own stamped copy under another name of the same file."""
    source = tmp_path / "in.pdf"
    source.write_bytes(pdf(RUSSIAN))
    link = tmp_path / "link.pdf"
    link.symlink_to(source)
    for out in (source, link):
        with pytest.raises(Refusal) as refusal:
            pages.overlay(source, out, stamp())
        assert refusal.value.reason is Reason.CANNOT_WRITE
    assert text.extract(source, "").text == RUSSIAN


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A folder that is not there is told apart from a file that cannot be read."""
    source = tmp_path / "in.pdf"
    source.write_bytes(pdf(RUSSIAN))
    with pytest.raises(Refusal) as refusal:
        pages.overlay(source, tmp_path / "none" / "out.pdf", stamp())
    assert refusal.value.reason is Reason.CANNOT_WRITE


def test_a_copy_that_cannot_be_finished_leaves_no_half(tmp_path: Path) -> None:
    """When writing breaks off in the middle, there is no copy and nothing of it."""
    source = tmp_path / "in.pdf"
    source.write_bytes(pdf(RUSSIAN))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(Refusal) as refusal:
            pages.overlay(source, tmp_path / "out.pdf", stamp())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert refusal.value.reason is Reason.CANNOT_WRITE
    assert [path.name for path in tmp_path.iterdir()] == ["in.pdf"]


# Any bytes at all.

SAMPLES = {form: picture(form, (20, 30)) for form in ("PNG", "JPEG", "TIFF", "BMP")}
SAMPLES["PDF"] = one_page(b"BT /F 9 Tf (x) Tj ET 0 0 9 9 re f")


@pytest.mark.parametrize("kind", SAMPLES)
@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(choose=st.data())
def test_spoilt_files_are_shown_or_refused(
    renderer: Renderer, tmp_path: Path, kind: str, choose: st.DataObject
) -> None:
    """Cut or changed bytes give a page or a reason, and the window lives on."""
    spoilt = bytearray(SAMPLES[kind])
    for _ in range(choose.draw(st.integers(1, 6), "changes")):
        place = choose.draw(st.integers(8, len(spoilt) - 1), "place")
        spoilt[place] = choose.draw(st.integers(0, 255), "byte")
    path = tmp_path / kind
    path.write_bytes(spoilt[: choose.draw(st.integers(8, len(spoilt)), "length")])
    assert isinstance(renderer.render(path, 0, 60), Page | Unreadable)
    assert text.extract(path, "", SHORT).state in set(TextState)
