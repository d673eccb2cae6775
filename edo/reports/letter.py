"""A letter on a blank: one language, one sheet of requisites, as many pages as the text needs.

Each language version of a document stands on its own blank; two languages never share one (§8 of
the records rules). The requisites and their places are those of §2.1: name and contacts of the
organisation, date and number, what it answers, addressee, heading, text, mark of an annex,
signature, mark of the executor. With `title` the same sheet is an order, a memo or minutes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo.outfile import replacing
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.reports.paper import ASCENT, MM, Colophon, Paper, Pen, frame
from edo.reports.typeface import Cut, presentable
from edo.reports.wrapping import HYPHEN

_SHEET = frame(210, 297, left=28, right=14, top=14, bottom=18)
_YEAR = Phrase(ru="г.", kk="ж.")
_ANSWERS = Phrase(ru="На № {number} от {date}", kk="{date} № {number} хатыңызға")
_ANSWERS_UNDATED = Phrase(ru="На № {number}", kk="№ {number} хатыңызға")
_ANNEX = Phrase(ru="Приложение:", kk="Қосымша:")
_BY = Phrase(ru="Исп.", kk="Орынд.")

_TEXT_SIZE = 12.0
_NAME_SIZE = 10.5
_SMALL_SIZE = 8.0
_LEADING = 1.36
_INDENT = 11 * MM
_COLUMN_GAP = 8 * MM
_INK = (0.09, 0.22, 0.45)
_SIGNATURE_HEIGHT = 26 * MM
"""A signature and the name of who prepared the letter never stand on a page alone."""
_NO_BREAK = "\N{NO-BREAK SPACE}"
_TOGETHER = re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_])|(?<=№) (?=\d)")
"""Initials stay with their name, the sign of a number with the number."""
_WIDEST_GAP = 4.0
"""A blank stretched more than this many times shows as a hole: such a line stays ragged."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Whose paper it is, in the letter's language.

    Attributes:
        names: of the organisation, from the highest body down to the office.
        contacts: address, telephone, БИН, each on a line of its own.
    """

    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says.

    Attributes:
        blank: whose paper; without names the sheet is plain, as a person's application is.
        number, on: registration number and date; both empty on a draft.
        answers, answers_on: number and date of the letter it answers.
        addressees: one text each; its line ends are kept.
        title: name of the document's type, which a letter does not carry.
        place: where it was made, for orders and minutes.
        heading: what it is about.
        body: paragraphs; one that begins with a tab has no indent, one in `|…|` is centred.
        annex: what is enclosed.
        position, signatory: who signs; signatories further below stand in `others`.
        others: further (position, name).
        prepared_by: who prepared it, and the telephone.
    """

    blank: Blank = Blank()
    number: str = ""
    on: date | None = None
    answers: str = ""
    answers_on: date | None = None
    addressees: tuple[str, ...] = ()
    title: str = ""
    place: str = ""
    heading: str = ""
    body: tuple[str, ...] = ()
    annex: str = ""
    position: str = ""
    signatory: str = ""
    others: tuple[tuple[str, str], ...] = ()
    prepared_by: str = ""


def write_letter(path: Path, *, letter: Letter, language: PaperLanguage, created: datetime) -> int:
    """Print a letter as a PDF and return the number of its pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        letter: what it says.
        language: Russian or Kazakh; with both, the Kazakh wording of the blank is taken.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    if language is PaperLanguage.BOTH:
        language = PaperLanguage.KK
    title = " ".join(part for part in (letter.title, letter.number, letter.heading) if part)
    author = letter.blank.names[-1] if letter.blank.names else letter.signatory
    colophon = Colophon(title.replace("\n", " "), author, language, created)
    with replacing(path) as file:
        paper = Paper(file, _SHEET, colophon, _number_page)
        _Sheet(paper, letter, language).draw()
        pages = paper.page - 1
        paper.finish()
    return pages


def _number_page(paper: Paper, page: int) -> None:
    if page > 1:
        sheet = paper.frame
        middle = sheet.left + sheet.inner_width / 2
        paper.write(middle, sheet.height - 9 * MM, str(page), paper.pen(_SMALL_SIZE), 0.5)


class _Sheet:
    def __init__(self, paper: Paper, letter: Letter, language: PaperLanguage) -> None:
        self._paper = paper
        self._letter = letter
        self._language = language
        self._left = paper.frame.left
        self._width = paper.frame.inner_width
        self._y = paper.frame.height - paper.frame.top
        self._text = paper.pen(_TEXT_SIZE)
        self._small = paper.pen(_SMALL_SIZE)

    def draw(self) -> None:
        if self._letter.blank.names:
            self._blank()
        self._requisites()
        self._title()
        self._body()
        self._signatures()
        self._prepared()
        self._paper.next_page()

    def _blank(self) -> None:
        paper, blank = self._paper, self._letter.blank
        paper.colour(*_INK)
        for place, name in enumerate(blank.names):
            last = place == len(blank.names) - 1
            pen = paper.pen(_NAME_SIZE + 1.5 if last else _NAME_SIZE, Cut.STRONG)
            self._centred(name.upper(), pen)
            self._y -= 0.8 * MM
        self._y -= 1.2 * MM
        paper.rule(self._left, self._y, self._left + self._width, self._y, 1.1)
        paper.rule(self._left, self._y - 1.9, self._left + self._width, self._y - 1.9, 0.4)
        self._y -= 2 * MM
        paper.grey(0.25)
        for line in blank.contacts:
            self._centred(line, self._small)
        paper.grey(0)
        self._y -= 4 * MM

    def _centred(self, text: str, pen: Pen) -> None:
        self._y = self._paper.write_block(self._left, self._y, self._width, text, pen, centred=True)

    def _requisites(self) -> None:
        """Draw date, number and what it answers on the left, the addressees on the right."""
        top = self._y
        half = (self._width - _COLUMN_GAP) / 2
        for line in self._dating():
            self._y = self._paper.write_block(self._left, self._y, half, line, self._text)
        below = self._y
        self._y = top
        right = self._left + half + _COLUMN_GAP
        strong = self._paper.pen(_TEXT_SIZE, Cut.STRONG)
        for addressee in self._letter.addressees:
            self._y = self._paper.write_block(right, self._y, half, addressee, strong)
            self._y -= 2.2 * MM
        self._y = min(below, self._y) - 6 * MM if self._y < top or below < top else top

    def _dating(self) -> Iterator[str]:
        letter, language = self._letter, self._language
        if letter.on or letter.number:
            on = f"{written(letter.on)} {_YEAR.on(language)}" if letter.on else ""
            yield f"{on}   № {letter.number}".strip() if letter.number else on
        if letter.answers:
            form = _ANSWERS if letter.answers_on else _ANSWERS_UNDATED
            on = f"{written(letter.answers_on)} {_YEAR.on(language)}"
            yield form.on(language).format(number=letter.answers, date=on)
        if letter.place:
            yield letter.place

    def _title(self) -> None:
        letter = self._letter
        if letter.title:
            self._centred(letter.title, self._paper.pen(_TEXT_SIZE + 2, Cut.STRONG))
            self._y -= 4 * MM
        if letter.heading:
            strong = self._paper.pen(_TEXT_SIZE, Cut.STRONG)
            if letter.title:
                self._centred(letter.heading, strong)
            else:
                self._y = self._paper.write_block(
                    self._left, self._y, self._width * 0.62, letter.heading, strong
                )
            self._y -= 5 * MM

    def _body(self) -> None:
        annex = f"{_ANNEX.on(self._language)} {self._letter.annex}"
        for text in (*self._letter.body, *((annex,) if self._letter.annex else ())):
            if text.startswith("|") and text.endswith("|"):
                self._need(2 * self._leading)
                self._centred(text.strip("|"), self._paper.pen(_TEXT_SIZE, Cut.STRONG))
            else:
                self._paragraph(text)
            self._y -= 1.4 * MM

    @property
    def _leading(self) -> float:
        return _TEXT_SIZE * _LEADING

    def _paragraph(self, text: str) -> None:
        indent = 0.0 if text.startswith("\t") else _INDENT
        whole = _TOGETHER.sub(_NO_BREAK, presentable(text))
        lines = _indented(self._text, whole, self._width, indent)
        for place, line in enumerate(lines):
            self._need(self._leading * (2 if place == 0 and len(lines) > 1 else 1))
            x = self._left + (0 if place else indent)
            room = self._left + self._width - x
            last = place == len(lines) - 1
            self._line(x, line, 0 if last else room)
            self._y -= self._leading

    def _line(self, x: float, line: str, room: float) -> None:
        """Write one line, its blanks widened until it fills `room`; 0 leaves it as it is."""
        pen, y = self._text, self._y - ASCENT * _TEXT_SIZE
        blanks = line.count(" ")
        wider = (room - pen.ruler[line]) / blanks if room and blanks else 0
        if not 0 < wider <= pen.ruler[" "] * _WIDEST_GAP:
            self._paper.write(x, y, line, pen)
            return
        shown = f"BT {pen.choice} {x:.2f} {y:.2f} Td {wider:.3f} Tw {pen.show(line)} 0 Tw ET"
        self._paper.draw(shown)

    def _signatures(self) -> None:
        letter = self._letter
        signers = ((letter.position, letter.signatory), *letter.others)
        self._need(_SIGNATURE_HEIGHT)
        self._y -= 8 * MM
        strong = self._paper.pen(_TEXT_SIZE, Cut.STRONG)
        for position, name in signers:
            if not name:
                continue
            self._need(12 * MM)
            wide = self._width * 0.55
            lines = strong.wrap(position, wide)
            for line in lines:
                self._paper.write(self._left, self._y - ASCENT * _TEXT_SIZE, line, strong)
                self._y -= self._leading
            y = self._y + self._leading - ASCENT * _TEXT_SIZE
            self._paper.write(self._left + self._width, y, presentable(name), strong, 1)
            self._y -= 6 * MM

    def _prepared(self) -> None:
        """Draw who prepared it at the foot of the last page."""
        if not self._letter.prepared_by:
            return
        pen = self._paper.pen(_SMALL_SIZE)
        said = presentable(f"{_BY.on(self._language)} {self._letter.prepared_by}")
        y = min(self._y, self._paper.frame.bottom + 2 * pen.size)
        self._paper.write(self._left, max(y, self._paper.frame.bottom - 6 * MM), said, pen)

    def _need(self, height: float) -> None:
        """Turn to a new page unless this much still fits."""
        if self._y - height < self._paper.frame.bottom:
            self._paper.next_page()
            self._y = self._paper.frame.height - self._paper.frame.top - 4 * MM


def _indented(pen: Pen, text: str, width: float, indent: float) -> list[str]:
    """Break a paragraph into lines, the first of which is shorter by the indent."""
    if not indent:
        return pen.wrap(text, width)
    first = pen.wrap(text, width - indent)
    if len(first) == 1:
        return first
    head = first[0]
    rest = text[len(head.removesuffix(HYPHEN)) :].lstrip(" \n")
    return [head, *pen.wrap(rest, width)]
