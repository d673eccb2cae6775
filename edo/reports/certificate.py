"""A certificate of training: one landscape sheet, to be framed and to be checked by its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo import kazakh, russian
from edo.domain.workdays import last_day
from edo.kazakh import Case
from edo.outfile import replacing
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.code import draw_code
from edo.reports.paper import ASCENT, MM, Colophon, Paper, Pen, frame
from edo.reports.training_sheet import days
from edo.reports.typeface import Cut, presentable

TITLE = Phrase(ru="Сертификат", kk="Сертификат")
_SHEET = frame(297, 210, left=24, right=24, top=20, bottom=18)
_BEFORE_RU = "прошёл (прошла) обучение по курсу"
_AFTER_KK = "курсы бойынша оқудан өтті"
"""Russian names the course after saying what was done, Kazakh before."""
_HOURS_KK = "{n} академиялық сағат"
_HOURS_RU = ("академический час", "академических часа", "академических часов")
_UNTIL = Phrase(ru="Действителен до {date}", kk="{date} дейін жарамды")
_FOR_EVER = Phrase(ru="Срок действия не ограничен", kk="Жарамдылық мерзімі шектелмеген")
_GIVEN = Phrase(ru="Выдан {date}", kk="{date} берілді")
_HEAD = Phrase(ru="Руководитель", kk="Басшы")
_TRAINER = Phrase(ru="Обучающий", kk="Оқытушы")
_SIGNATURE = Phrase(ru="подпись, печать", kk="қолы, мөр")
_SIGNED = Phrase(ru="подпись", kk="қолы")
_CHECK = Phrase(ru="проверка подлинности", kk="түпнұсқалығын тексеру")

_DEEP = (0.06, 0.27, 0.36)
_GOLD = (0.72, 0.58, 0.28)
_SPACED = 5.2
"""Points between the letters of the title."""
_CODE = 37 * MM
_NAMES = (30.0, 26.0, 22.0, 18.0, 15.0)
_SIGNERS = (8.2, 7.6, 7.0)
_COURSE_LINES = 2
_COURSES = (17.0, 15.0, 13.0, 11.0, 9.5)


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """What stands on a certificate.

    Attributes:
        organisation: that gives it, and its office.
        person: full name.
        course: title; hours: how long it takes, 0 where that is not told.
        begins, ends: days of the training.
        place: where it was, in words.
        number, given: by the journal, and the day.
        until: the first day on which it does not hold; None: it holds for ever.
        trainer: who held the training.
        code: text of the square code; empty for none.
    """

    organisation: Phrase
    office: Phrase
    person: Phrase
    course: Phrase
    hours: int
    begins: date
    ends: date
    place: str
    number: str
    given: date
    until: date | None
    trainer: Phrase
    code: str


def write_certificates(
    path: Path,
    *,
    sheets: Sequence[CertificateSheet],
    language: PaperLanguage,
    created: datetime,
) -> int:
    """Print certificates, a page each, and return how many there are.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        sheets: at least one.
        language: Russian, Kazakh, or both, Kazakh on the left.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    first = sheets[0]
    title = f"{TITLE.ru} {first.number}" if len(sheets) == 1 else TITLE.ru
    colophon = Colophon(title, first.organisation.on(language), language, created)
    with replacing(path) as file:
        paper = Paper(file, _SHEET, colophon)
        for sheet in sheets:
            _Certificate(paper, sheet, language).draw()
            paper.next_page()
        paper.finish()
    return len(sheets)


@dataclass(frozen=True, slots=True)
class _Certificate:
    paper: Paper
    sheet: CertificateSheet
    language: PaperLanguage

    def draw(self) -> None:
        self._border()
        paper, sheet = self.paper, self.sheet
        frame = paper.frame
        middle, width = frame.width / 2, frame.inner_width
        y = frame.height - frame.top - 4 * MM
        for phrase in (sheet.organisation, sheet.office):
            if phrase != Phrase():
                text = phrase.on(self.language, "\n")
                y = self._lines(middle, y, width * 0.86, text, paper.pen(10.5))
        is_both = self.language is PaperLanguage.BOTH
        y -= (7 if is_both else 11) * MM
        y = self._title(middle, y)
        self._ink(_DEEP)
        paper.write(middle, y - 5, f"№ {presentable(sheet.number)}", paper.pen(13), 0.5)
        self._ink()
        y -= (18 if is_both else 22) * MM
        y = self._name(middle, y, width * 0.9)
        y -= 5 * MM
        if is_both:
            quarter = width / 4
            gap = 5 * MM
            self._told(frame.left + quarter - gap / 2, y, width / 2 - gap, PaperLanguage.KK)
            self._told(middle + quarter + gap / 2, y, width / 2 - gap, PaperLanguage.RU)
        else:
            self._told(middle, y, width * 0.84, self.language)
        self._foot()

    def _border(self) -> None:
        """Draw two frames, the inner one fine, with small corners between them."""
        paper, frame = self.paper, self.paper.frame
        self._ink(_DEEP)
        edge = 8 * MM
        paper.box(edge, edge, frame.width - 2 * edge, frame.height - 2 * edge, 2.2)
        self._ink(_GOLD)
        edge = 10.4 * MM
        paper.box(edge, edge, frame.width - 2 * edge, frame.height - 2 * edge, 0.7)
        side = 5 * MM
        for x in (edge, frame.width - edge - side):
            for y in (edge, frame.height - edge - side):
                paper.box(x, y, side, side, 0.7)
        self._ink()

    def _title(self, middle: float, y: float) -> float:
        """Write the word itself in spaced capitals, and a short rule below."""
        paper = self.paper
        pen = paper.pen(34, Cut.STRONG)
        word = TITLE.ru.upper()
        width = pen.ruler[word] + _SPACED * (len(word) - 1)
        self._ink(_DEEP)
        x = middle - width / 2
        for letter in word:
            x += paper.write(x, y - ASCENT * pen.size, letter, pen) + _SPACED
        y -= pen.size * 1.18
        self._ink(_GOLD)
        paper.rule(middle - 26 * MM, y, middle + 26 * MM, y, 1.1)
        self._ink()
        return y - 6 * MM

    def _name(self, middle: float, y: float, width: float) -> float:
        """Write the name, as large as it may be; two lines where the languages differ."""
        paper, person = self.paper, self.sheet.person
        names = presentable(person.on(self.language, "\n")).split("\n")
        pen = self._fitting(names, width, _NAMES)
        for name in names:
            paper.write(middle, y, name, pen, 0.5)
            y -= pen.size * 1.2
        y += pen.size * 1.2
        return y - 9 * MM

    def _told(self, middle: float, y: float, width: float, language: PaperLanguage) -> None:
        """Write what was passed, when, where and until when it holds, in one language."""
        paper, sheet = self.paper, self.sheet
        is_kk = language is PaperLanguage.KK
        y = self._pale(middle, y, width, _BEFORE_RU if not is_kk else "")
        course = f"«{sheet.course.on(language)}»"
        pen = next(
            (
                pen
                for size in _COURSES
                for pen in (paper.pen(size, Cut.STRONG),)
                if len(pen.balanced(course, width)) <= _COURSE_LINES
            ),
            paper.pen(_COURSES[-1], Cut.STRONG),
        )
        y = self._lines(middle, y, width, course, pen)
        y = self._pale(middle, y, width, _AFTER_KK if is_kk else "")
        y -= 2.4 * MM
        hours = self._hours(language)
        when = days(sheet.begins, sheet.ends, language)
        told = ", ".join(part for part in (when, hours, sheet.place) if part)
        y = self._lines(middle, y, width, told, paper.pen(11))
        until = self._until(language)
        self._lines(middle, y - 1 * MM, width, until, paper.pen(11, Cut.STRONG))

    def _pale(self, middle: float, y: float, width: float, text: str) -> float:
        if not text:
            return y
        self.paper.grey(0.25)
        y = self._lines(middle, y, width, text, self.paper.pen(11.5))
        self.paper.grey(0)
        return y - 2 * MM

    def _hours(self, language: PaperLanguage) -> str:
        n = self.sheet.hours
        if not n:
            return ""
        if language is PaperLanguage.KK:
            return _HOURS_KK.format(n=n)
        return russian.counted(n, *_HOURS_RU)

    def _until(self, language: PaperLanguage) -> str:
        until = last_day(self.sheet.until)
        if until is None:
            return _FOR_EVER.on(language)
        said = Phrase(russian.long_date(until), kazakh.long_date(until, Case.DATIVE))
        return _UNTIL.on(language).format(date=said.on(language))

    def _foot(self) -> None:
        """Draw where it is signed, when it was given, and the code."""
        paper, sheet, language = self.paper, self.sheet, self.language
        frame = paper.frame
        base = frame.bottom + 15 * MM
        right = frame.right_edge
        if sheet.code:
            bottom = draw_code(paper, right - _CODE, base + _CODE - 9 * MM, _CODE, sheet.code)
            paper.grey(0.4)
            middle = right - _CODE / 2
            for line, said in enumerate(_CHECK.on(language, "\n").split("\n")):
                paper.write(middle, bottom - 4 - 7.2 * line, said, paper.pen(6.4), 0.5)
            paper.grey(0)
        wide = 78 * MM
        self._line_to_sign(frame.left, base, wide, _HEAD, _SIGNATURE, Phrase())
        left = frame.left + wide + 12 * MM
        self._line_to_sign(left, base, wide, _TRAINER, _SIGNED, sheet.trainer)
        given = Phrase(
            _GIVEN.ru.format(date=russian.long_date(sheet.given)),
            _GIVEN.kk.format(date=kazakh.long_date(sheet.given, Case.LOCATIVE)),
        )
        y = frame.bottom + 1 * MM
        paper.write(frame.left, y, given.on(language, "  ·  "), paper.pen(9.5))

    def _line_to_sign(
        self, x: float, y: float, width: float, who: Phrase, below: Phrase, name: Phrase
    ) -> None:
        paper, language = self.paper, self.language
        pen, small = paper.pen(9.5), paper.pen(6.8)
        paper.write(x, y + 12, presentable(who.on(language)), pen)
        paper.rule(x, y, x + width, y, 0.5)
        told = presentable(below.on(language))
        paper.grey(0.42)
        paper.write(x, y - 8, told, small)
        paper.grey(0)
        left = width - small.ruler[told] - 3 * MM
        names = presentable(name.on(language, "\n")).split("\n")
        written = self._fitting(names, left, _SIGNERS, Cut.REGULAR)
        y -= 3 + ASCENT * written.size
        for line in (line for one in names for line in written.wrap(one, left)):
            paper.write(x + width, y, line, written, 1)
            y -= written.size * 1.2

    def _lines(self, middle: float, y: float, width: float, text: str, pen: Pen) -> float:
        """Write lines around a middle and return where the next may begin."""
        for line in pen.balanced(text, width):
            self.paper.write(middle, y - ASCENT * pen.size, line, pen, 0.5)
            y -= pen.size * 1.3
        return y

    def _fitting(
        self, lines: Sequence[str], width: float, sizes: Sequence[float], cut: Cut = Cut.STRONG
    ) -> Pen:
        """Return the largest pen by which no line is wider; the smallest, where all would be."""
        pens = [self.paper.pen(size, cut) for size in sizes]
        fitting = (pen for pen in pens if all(pen.ruler[line] <= width for line in lines))
        return next(fitting, pens[-1])

    def _ink(self, colour: tuple[float, float, float] = (0, 0, 0)) -> None:
        self.paper.colour(*colour)
