"""The mark of receipt («отметка о поступлении») as a page to be laid over a document's first page.

Model text and size are those of §3.3 of the records rules. The stamp is drawn like an ink stamp:
dark blue, one border, nothing behind it, so that what lies under it stays readable.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from io import BytesIO

from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.reports.paper import ASCENT, MM, Colophon, Paper, Pen, frame
from edo.reports.typeface import Cut, presentable

WIDTH = 60.0
"""Width of the stamp in millimetres."""
HEIGHT = 25.0
"""Height of the stamp in millimetres."""
MARGIN = 8.0
"""Distance from the corner's edges in millimetres: printers leave the edge of a page blank."""

_TITLE = Phrase(ru="Отметка о поступлении", kk="Түскені туралы белгі")
_NUMBER = Phrase(ru="ВХОДЯЩИЙ №", kk="КІРІС №")
_NUMBER_BOTH = "КІРІС / ВХОДЯЩИЙ №"
_SHEETS = Phrase(ru="листов", kk="парақ")
_YEAR = Phrase(ru="г.", kk="ж.")
_INK = (0.09, 0.16, 0.42)
_PAD = 2.0
_LINE_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
_NAME_SIZES = (7.0, 6.5, 6.0, 5.5, 5.0, 4.5)
_LEADING = 1.22
_NAME_SHARE = 0.42
"""Share of the stamp's height that the organisation's name may take."""


class Corner(StrEnum):
    """Where on the page the stamp stands."""

    LOWER_RIGHT = "lower_right"
    LOWER_LEFT = "lower_left"
    UPPER_RIGHT = "upper_right"
    UPPER_LEFT = "upper_left"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the stamp says.

    Attributes:
        organisation: short name of the organisation and, on a second line, of its branch.
        number: registration number.
        on: registration date; at: the time too, for an urgent paper.
        sheets, sheets_attached: sheets of the document and of its annexes; None leaves a line.
    """

    organisation: Phrase
    number: str
    on: date
    at: time | None = None
    sheets: int | None = None
    sheets_attached: int | None = None


def stamp_overlay(
    page_width_mm: float,
    page_height_mm: float,
    *,
    receipt: Receipt,
    created: datetime,
    corner: Corner = Corner.LOWER_RIGHT,
    at: tuple[float, float] | None = None,
    language: PaperLanguage = PaperLanguage.BOTH,
) -> bytes:
    """Return a PDF of one page, empty but for the stamp.

    The stamp never leaves the page: a place too near to an edge is moved inwards, and on a page
    smaller than the stamp it is drawn smaller.

    Args:
        page_width_mm, page_height_mm: size of the page as it is seen, in millimetres.
        receipt: what the stamp says.
        created: time of making, with its zone.
        corner: the corner it stands in.
        at: its lower left corner in millimetres from that of the page, instead of a corner.
        language: Russian, Kazakh, or both, Kazakh first.
    """
    page = frame(page_width_mm, page_height_mm, left=0, right=0, top=0, bottom=0)
    file = BytesIO()
    author = receipt.organisation.on(language).replace("\n", " ")
    paper = Paper(file, page, Colophon(_TITLE.on(language), author, language, created))
    scale = min(1.0, page_width_mm / WIDTH, page_height_mm / HEIGHT)
    x, y = at or _corner(page_width_mm, page_height_mm, corner)
    x = min(max(x, 0.0), page_width_mm - WIDTH * scale)
    y = min(max(y, 0.0), page_height_mm - HEIGHT * scale)
    paper.draw(f"q {scale:.4f} 0 0 {scale:.4f} {x * MM:.2f} {y * MM:.2f} cm")
    _draw(paper, receipt, language)
    paper.draw("Q")
    paper.next_page()
    paper.finish()
    return file.getvalue()


def _corner(width: float, height: float, corner: Corner) -> tuple[float, float]:
    left = corner in (Corner.LOWER_LEFT, Corner.UPPER_LEFT)
    lower = corner in (Corner.LOWER_LEFT, Corner.LOWER_RIGHT)
    return (
        MARGIN if left else width - WIDTH - MARGIN,
        MARGIN if lower else height - HEIGHT - MARGIN,
    )


def _draw(paper: Paper, receipt: Receipt, language: PaperLanguage) -> None:
    width, height = WIDTH * MM, HEIGHT * MM
    room = width - 2 * _PAD * MM
    middle = width / 2
    paper.colour(*_INK)
    paper.box(0.5, 0.5, width - 1, height - 1, 1.0)
    top = height - _PAD * MM
    lines, pen = _name(paper, receipt.organisation.on(language, "\n"), room)
    for line in lines:
        paper.write(middle, top - ASCENT * pen.size, line, pen, 0.5)
        top -= pen.size * _LEADING
    number = f"{_number(language)} {receipt.number}"
    _line(paper, (middle, _baseline(1, top)), presentable(number), room, Cut.STRONG)
    _line(paper, (middle, _baseline(0, top)), _when_and_sheets(receipt, language), room)


def _baseline(place: int, top: float) -> float:
    """Return the baseline of the last line (0) or the one above it (1), spread below the name."""
    step = top / 2
    return step * place + step / 2 - 0.3 * _LINE_SIZES[0] + (1 - place) * 1.5


def _name(paper: Paper, text: str, room: float) -> tuple[list[str], Pen]:
    """Return the organisation's name in the largest letters that leave room for the rest."""
    most = HEIGHT * MM * _NAME_SHARE
    for size in _NAME_SIZES:
        pen = paper.pen(size)
        lines = [line for part in text.split("\n") for line in pen.balanced(part, room)]
        if len(lines) * size * _LEADING <= most:
            return lines, pen
    pen = paper.pen(_NAME_SIZES[-1])
    most_lines = int(most / (pen.size * _LEADING))
    lines = pen.wrap(text, room)
    kept = lines[:most_lines]
    kept[-1] = pen.shortened(" ".join(lines[most_lines - 1 :]), room)
    return kept, pen


def _line(
    paper: Paper, place: tuple[float, float], text: str, room: float, cut: Cut = Cut.REGULAR
) -> None:
    """Write one centred line in the largest letters that fit."""
    pens = [paper.pen(size, cut) for size in _LINE_SIZES]
    pen = next((pen for pen in pens if pen.ruler[text] <= room), pens[-1])
    paper.write(*place, pen.shortened(text, room), pen, 0.5)


def _number(language: PaperLanguage) -> str:
    return _NUMBER_BOTH if language is PaperLanguage.BOTH else _NUMBER.on(language)


def _when_and_sheets(receipt: Receipt, language: PaperLanguage) -> str:
    moment = f" {receipt.at:%H:%M}" if receipt.at else ""
    year = _YEAR.on(PaperLanguage.RU if language is PaperLanguage.RU else PaperLanguage.KK)
    counts = " + ".join(
        "___" if count is None else str(count)
        for count in (receipt.sheets, receipt.sheets_attached)
    )
    return f"{written(receipt.on)} {year}{moment}   {_SHEETS.on(language)}: {counts}"
