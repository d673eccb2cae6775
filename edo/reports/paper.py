"""A sheet of paper: its frame, pens that write and measure on it, and numbers known only later.

All reports draw through `Paper`. Text goes straight into the page as PDF operators: a pen keeps,
for each letter, the bytes that draw it, which makes a page some ten times faster than reportlab's
own text calls. Every font is embedded as a subset with its Unicode map, so text can be copied and
searched. The same input and creation time give the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from edo.queries.phrases import PaperLanguage
from edo.reports.typeface import Cut, Ruler, font, presentable
from edo.reports.wrapping import wrap

MM = 72 / 25.4
"""Points in a millimetre."""

ASCENT = 0.79
"""Height of letters with their accents above the baseline, for one point of size."""

rl_config.useA85 = 0  # reportlab's text armour of streams costs a quarter of size and time


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's size and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def inner_width(self) -> float:
        """What is left between the margins."""
        return self.width - self.left - self.right

    @property
    def right_edge(self) -> float:
        """Where the right margin begins."""
        return self.width - self.right


def frame(
    width: float, height: float, left: float, right: float, top: float, bottom: float
) -> Frame:
    """Return a frame given in millimetres."""
    return Frame(width * MM, height * MM, left * MM, right * MM, top * MM, bottom * MM)


A4_PORTRAIT = frame(210, 297, left=20, right=12, top=14, bottom=14)
A4_LANDSCAPE = frame(297, 210, left=20, right=10, top=12, bottom=12)


@dataclass(frozen=True, slots=True)
class Colophon:
    """What a PDF says about itself.

    Attributes:
        title: name of the document.
        author: the organisation.
        language: language of the text.
        created: when it was made, with its time zone.
    """

    title: str
    author: str
    language: PaperLanguage
    created: datetime


class Pen(dict[int, str]):
    """Writes with one cut in one size on one document; maps letters to the bytes that draw them."""

    def __init__(self, document: PDFDocument, cut: Cut, size: float) -> None:
        super().__init__()
        self.ruler = Ruler(cut, size)
        self.size = size
        self._document = document
        self._font = font(cut)
        first, _ = self._font.code(" ", document)
        self.choice = self._choice(first)

    def _choice(self, subset: int) -> str:
        return f"{self._font.subset_name(subset, self._document)} {self.size:g} Tf"

    def __missing__(self, letter: int) -> str:
        subset, code = self._font.code(chr(letter), self._document)
        drawn = _escape(code)
        if subset:
            drawn = f") Tj {self._choice(subset)} ({drawn}) Tj {self.choice} ("
        self[letter] = drawn
        return drawn

    def show(self, line: str) -> str:
        """Return the operator that draws a line where the text position is."""
        return f"({line.translate(self)}) Tj"

    def shortened(self, line: str, width: float) -> str:
        """Return a line cut with an ellipsis where it is wider than `width` points."""
        if self.ruler[line] <= width:
            return line
        while line and self.ruler[line + "…"] > width:
            line = line[:-1].rstrip()
        return line + "…"

    def wrap(self, text: str, width: float) -> list[str]:
        """Return a text as lines that this pen can write, none wider than `width` points."""
        return wrap(presentable(text), width, self.ruler)

    def balanced(self, text: str, width: float) -> list[str]:
        """Return the lines of `wrap` with their lengths as near to each other as they may be."""
        lines = self.wrap(text, width)
        widest_word = max(map(self.ruler.__getitem__, presentable(text).split()), default=0)
        for share in (0.9, 0.8, 0.7, 0.6):
            narrower = self.wrap(text, width * share)
            if width * share < widest_word or len(narrower) > len(lines):
                break
            lines = narrower
        return lines


def _escape(code: int) -> str:
    character = chr(code)
    if character in "()\\":
        return f"\\{character}"
    return character if " " <= character <= "~" else f"\\{code:03o}"


@dataclass(frozen=True, slots=True)
class _Moment:
    """The time of making as PDF writes it, whatever reportlab thinks the time is."""

    created: datetime

    def __call__(self, *_now: int) -> str:
        zone = f"{self.created:%z}"
        return f"D:{self.created:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")


class _Sheet(Canvas):
    _doc: PDFDocument

    def pen(self, cut: Cut, size: float) -> Pen:
        return Pen(self._doc, cut, size)


class Paper:
    """A PDF document being written, one page after another.

    Args:
        file: receives the bytes when the paper is finished.
        frame: the size of its pages.
        colophon: what the file says about itself.
        furniture: draws what stands on a page besides its text, given the page's number; it is
            called once for each page, when the page is done.
    """

    def __init__(
        self,
        file: BinaryIO,
        frame: Frame,
        colophon: Colophon,
        furniture: Callable[["Paper", int], None] | None = None,
    ) -> None:
        self.frame = frame
        self.page = 1
        self._furniture = furniture
        self._pens: dict[tuple[Cut, float], Pen] = {}
        make: Any = _Sheet
        self._sheet: Any = make(
            file,
            pagesize=(frame.width, frame.height),
            pageCompression=1,
            invariant=1,
            initialFontName=font(Cut.REGULAR).name,
            lang="ru-KZ" if colophon.language is PaperLanguage.RU else "kk-KZ",
        )
        self._sheet.setTitle(presentable(colophon.title))
        self._sheet.setAuthor(presentable(colophon.author))
        self._sheet.setSubject(presentable(colophon.title))
        self._sheet.setCreator("edo")
        self._sheet.setDateFormatter(_Moment(colophon.created))

    def pen(self, size: float, cut: Cut = Cut.REGULAR) -> Pen:
        """Return the pen of a cut and a size in points."""
        key = (cut, size)
        if key not in self._pens:
            self._pens[key] = self._sheet.pen(cut, size)
        return self._pens[key]

    def draw(self, operators: str) -> None:
        """Put PDF operators on the page as they are."""
        self._sheet.addLiteral(operators)

    def write(self, x: float, y: float, line: str, pen: Pen, share: float = 0) -> float:
        """Write one line and return its width in points.

        Args:
            x, y: the baseline's place, from the lower left corner of the page.
            line: presentable text.
            pen: what it is written with.
            share: how much of the line stands left of x: 0 none, 0.5 half (centred), 1 all.
        """
        width = pen.ruler[line]
        x -= width * share
        self.draw(f"BT {pen.choice} {x:.2f} {y:.2f} Td {pen.show(line)} ET")
        return width

    def write_block(
        self, x: float, top: float, width: float, text: str, pen: Pen, *, centred: bool = False
    ) -> float:
        """Write a text wrapped into a width and return where the next block's top may be."""
        leading = pen.size * 1.28
        share = 0.5 if centred else 0
        for line in pen.balanced(text, width) if centred else pen.wrap(text, width):
            self.write(x + width * share, top - ASCENT * pen.size, line, pen, share)
            top -= leading
        return top

    def rule(self, x1: float, y1: float, x2: float, y2: float, thickness: float = 0.4) -> None:
        """Draw a straight line."""
        self.draw(f"{thickness:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, thickness: float = 0.4) -> None:
        """Draw the border of a box given by its lower left corner."""
        self.draw(f"{thickness:g} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def grey(self, level: float) -> None:
        """Let what follows on the page be drawn in a grey, 0 for black and 1 for white."""
        self.draw(f"{level:g} g {level:g} G")

    def colour(self, red: float, green: float, blue: float) -> None:
        """Let what follows on the page be drawn in a colour, each part from 0 to 1."""
        part = f"{red:g} {green:g} {blue:g}"
        self.draw(f"{part} rg {part} RG")

    def place_later(self, name: str, x: float, y: float) -> None:
        """Keep a place for a text that is known only when all pages are written."""
        self.draw(f"q 1 0 0 1 {x:.2f} {y:.2f} cm")
        self._sheet.doForm(name)
        self.draw("Q")

    def settle(self, name: str, line: str, pen: Pen) -> None:
        """Say what stands in every place kept under a name; the last page must be finished."""
        self._sheet.beginForm(name, 0, -10, 300, 30)
        self.write(0, 0, line, pen)
        self._sheet.endForm()

    def next_page(self) -> None:
        """Finish this page and begin another."""
        if self._furniture:
            self._furniture(self, self.page)
        self._sheet.showPage()
        self.page += 1

    def finish(self) -> None:
        """Write the document into its file. The last page must have been finished."""
        self._sheet.save()
