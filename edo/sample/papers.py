"""The papers of the story as files: letters on blanks as PDF, Word documents, scans."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from edo.queries.phrases import PaperLanguage
from edo.reports.letter import Blank, Letter, write_letter
from edo.sample.texts import LetterText, Sample, earlier, filled, letters
from edo.sample.times import at
from edo.transfer.sample_files import Align, Paragraph, write_docx, write_scan

_ADDRESSEE_LEFT = 85
_POSITIONS = (
    {"ru": "Руководитель", "kk": "Басшы"},
    {"ru": "Председатель комитета", "kk": "Комитет төрағасы"},
)
_BIN = {"ru": "БИН", "kk": "БСН"}
_PHONE = {"ru": "тел.", "kk": "тел."}
_ANNEX = {"ru": "Приложение: ", "kk": "Қосымша: "}
_SHORT_DATE = {"ru": "{date} г.   № {number}", "kk": "{date} ж.   № {number}"}


class Papers:
    """Makes the files of one day in a folder."""

    def __init__(self, folder: Path, sample: Sample, days: dict[str, date]) -> None:
        self._folder = folder
        self._sample = sample
        self._days = days
        self.made: list[Path] = []

    def but(self, **days: date) -> "Papers":
        """Return papers that put other days into a letter: a first version with a slip in it."""
        other = Papers(self._folder, self._sample, self._days | days)
        other.made = self.made
        return other

    def pdf(self, key: str, name: str, made: datetime, *, number: str = "") -> Path:
        """Print a letter.

        Args:
            key: of its text.
            name: of the file, without its end.
            made: when the file was made.
            number: ours, where the letter is our own and registered.
        """
        path = self._path(f"{name}.pdf")
        text = letters()[key]
        letter = self._letter(text, made.date(), number)
        write_letter(path, letter=letter, language=PaperLanguage(text.language), created=made)
        return path

    def plain(self, sender: str, heading: str, language: str, number: str, on: date) -> Path:
        """Print a letter of a correspondent whose matter is told by its heading."""
        whose, body = self._sample.correspondent(sender), earlier().letter
        letter = Letter(
            blank=self._blank(sender, language),
            number=number,
            on=on,
            addressees=(_name(self._sample.region.name_ru, self._sample.region.name_kk, language),),
            heading=heading,
            body=body.kk if language == "kk" else body.ru,
            position=_POSITIONS["branches" in whose.groups][language],
            signatory=whose.head,
        )
        path = self._path(f"№ {number.replace('/', '-')}, {on:%d.%m.%Y}.pdf")
        write_letter(path, letter=letter, language=PaperLanguage(language), created=at(on, 11))
        return path

    def scan(self, key: str, name: str, made: datetime) -> Path:
        """Print a letter, sign nothing, and scan it: a PDF of grey pictures."""
        printed = self._folder / f".{name}.pdf"
        text = letters()[key]
        letter = self._letter(text, made.date(), "")
        write_letter(printed, letter=letter, language=PaperLanguage(text.language), created=made)
        path = self._path(f"{name}.pdf")
        write_scan(path, source=printed, seed=len(self.made), created=made)
        printed.unlink()
        return path

    def docx(self, key: str, name: str, made: datetime, *, number: str = "") -> Path:
        """Write a letter as a Word document."""
        path = self._path(f"{name}.docx")
        text = letters()[key]
        letter = self._letter(text, made.date(), number)
        write_docx(
            path,
            paragraphs=list(_paragraphs(letter, text.language)),
            title=letter.heading.replace("\n", " ") or letter.title,
            author=letter.signatory,
            created=made,
        )
        return path

    def heading(self, key: str) -> str:
        """Return what a letter is about, on one line."""
        text = letters()[key]
        return self._filled(text, text.heading).replace("\n", " ")

    def place(self, name: str) -> Path:
        """Return the path of a file that is made elsewhere, and count it among the made ones."""
        return self._path(name)

    def _path(self, name: str) -> Path:
        path = self._folder / name
        self.made.append(path)
        return path

    def _filled(self, text: LetterText, part: str) -> str:
        return filled(part, text.language, self._days)

    def _letter(self, text: LetterText, on: date, number: str) -> Letter:
        own = text.blank == "own"
        dated = on if own and number else self._days[text.on] if text.on else None
        answered = letters().get(text.answers)
        return Letter(
            blank=self._blank(text.blank, text.language),
            number=number if own else text.number,
            on=dated,
            answers=answered.number if answered else "",
            answers_on=self._days[answered.on] if answered else None,
            addressees=text.addressees,
            title=text.title,
            place=text.place,
            heading=self._filled(text, text.heading),
            body=tuple(self._filled(text, part) for part in text.body),
            annex=self._filled(text, text.annex),
            position=text.position,
            signatory=text.signatory,
            others=text.others,
            prepared_by=text.prepared_by,
        )

    def _blank(self, key: str, language: str) -> Blank:
        if not key:
            return Blank()
        sample = self._sample
        whose = sample.region if key == "own" else sample.correspondent(key)
        name = _name(whose.name_ru, whose.name_kk, language)
        union = _name(sample.union.name_ru, sample.union.name_kk, language)
        names = {"own": (union, name), "central": (union,)}.get(key, (name,))
        reach = [f"{_PHONE[language]} {whose.phone}" if whose.phone else "", whose.email]
        reach.append(f"{_BIN[language]} {whose.bin}")
        address = whose.address_kk if language == "kk" else ""
        return Blank(names, (address or whose.address, ", ".join(part for part in reach if part)))


def _name(ru: str, kk: str, language: str) -> str:
    return kk if language == "kk" else ru


def _paragraphs(letter: Letter, language: str) -> Iterator[Paragraph]:
    """Lay a letter out as a typist does in Word."""
    yield from _head(letter, language)
    for part in letter.body:
        if part.startswith("|"):
            yield _centred(part.strip("|"))
        else:
            yield Paragraph(part, indent=True)
    if letter.annex:
        yield Paragraph(_ANNEX[language] + letter.annex, indent=True)
    yield Paragraph("")
    for position, name in ((letter.position, letter.signatory), *letter.others):
        if name:
            yield Paragraph(f"{position}\t{name}", Align.LEFT, strong=True)


def _head(letter: Letter, language: str) -> Iterator[Paragraph]:
    for name in letter.blank.names:
        yield _centred(name.upper())
    for line in letter.blank.contacts:
        yield Paragraph(line, Align.CENTRE)
    if letter.on:
        form = _SHORT_DATE[language] if letter.number else "{date}"
        yield Paragraph(form.format(date=f"{letter.on:%d.%m.%Y}", number=letter.number))
    if letter.place:
        yield Paragraph(letter.place)
    for addressee in letter.addressees:
        yield Paragraph(addressee, Align.LEFT, strong=True, left=_ADDRESSEE_LEFT)
    if letter.title:
        yield _centred(letter.title)
    if letter.heading:
        align = Align.CENTRE if letter.title else Align.LEFT
        yield Paragraph(letter.heading, align, strong=True)


def _centred(text: str) -> Paragraph:
    return Paragraph(text, Align.CENTRE, strong=True)
