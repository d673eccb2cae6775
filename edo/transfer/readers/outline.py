"""What a document is made of besides its words, as far as a plain preview shows it.

A line knows whether it is a heading, stands in the middle or at the right, or is a row of a table.
Word documents (ECMA-376) say so themselves; of all other kinds there are only lines.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from edo.transfer.readers import compound, html, mail, office, plain, rtf
from edo.transfer.readers.archive import Archive
from edo.transfer.readers.kinds import Kind, kind
from edo.transfer.readers.markup import walk
from edo.transfer.readers.reading import Reader
from edo.transfer.readers.sink import Full, Sink, cleaned

MOST_LETTERS = 400_000
"""Of one preview: some hundred and fifty pages."""
MOST_LINES = 40_000
MOST_SECONDS = 4.0
_CONTENTS = "[content_types].xml"
_DOCUMENTS = ("document.main+xml", "document.macroEnabled.main+xml", "template.main+xml")
_START = 4096
_CELL = "\ue000"
"""Stands for a tab while the text is cleaned: no font has it."""
_BETWEEN = "  │  "
_READERS: Mapping[Kind, Reader] = {
    Kind.PACKED: office.read,
    Kind.RTF: rtf.read,
    Kind.MAIL: mail.read,
    Kind.HTML: html.read,
    Kind.COMPOUND: compound.read,
}


class Side(StrEnum):
    """Where a line stands."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table: then it has several cells. `level` 1, 2, … is a heading."""

    cells: tuple[str, ...]
    level: int = 0
    bold: bool = False
    side: Side = Side.LEFT
    row: bool = False


@dataclass(slots=True)
class Outline:
    """Lines gathered until there are enough of them; `cut` says that there were more."""

    lines: list[Line] = field(default_factory=list)
    cut: bool = False
    _left: int = MOST_LETTERS
    _deadline: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)

    def put(self, line: Line) -> None:
        """Take a line.

        Raises:
            Full: when no more is wanted.
        """
        self._left -= sum(map(len, line.cells)) + 1
        if self._left < 0 or len(self.lines) >= MOST_LINES or time.monotonic() > self._deadline:
            self.cut = True
            raise Full
        self.lines.append(line)


def read(file: BinaryIO) -> Outline:
    """Read what a file with words is made of.

    Raises:
        Failure: as the readers of the kinds.
    """
    found = kind(file.read(_START), "")
    file.seek(0)
    outline = Outline()
    if found is Kind.PACKED and _word_document(file, outline):
        return outline
    file.seek(0)
    _plain_lines(_READERS.get(found, plain.read), file, outline)
    return outline


def _plain_lines(reader: Reader, file: BinaryIO, outline: Outline) -> None:
    pieces: list[bytes] = []
    kind_of_sink = _Cells if reader is office.read else Sink
    sink = kind_of_sink(pieces.append, time.monotonic() + MOST_SECONDS, MOST_LETTERS)
    try:
        reader(file, sink)
        sink.flush()
    except Full:
        outline.cut = True
    outline.cut = outline.cut or sink.truncated
    text = b"".join(pieces).decode("utf-8", "ignore")
    _gather(outline, lambda: _put_lines(text, outline))


class _Cells(Sink):
    """A sink in which the ends of cells outlive the cleaning."""

    def put(self, text: str) -> None:
        """Take some text. Raises Full when no more is wanted."""
        super().put(text.replace("\t", _CELL))


def _put_lines(text: str, outline: Outline) -> None:
    """Put every line; a spreadsheet's cells stand one after another: empty ones are not known."""
    for line in text.strip("\n").split("\n"):
        cells = (cell.strip() for cell in line.split(_CELL))
        outline.put(Line((_BETWEEN.join(cell for cell in cells if cell),)))


def _gather(outline: Outline, work: Callable[[], object]) -> None:
    try:
        work()
    except Full:
        outline.cut = True


def _word_document(file: BinaryIO, outline: Outline) -> bool:
    """Read a Word document; tell whether it was one."""
    archive = Archive(file)
    if _CONTENTS not in archive:
        return False
    parts = office.Parts()
    walk(archive.portions(_CONTENTS), parts)
    main = [name for code in _DOCUMENTS for name in parts.of(code) if name in archive]
    if not main:
        return False
    styles = _Styles()
    for name in parts.of("styles+xml"):
        if name in archive:
            walk(archive.portions(name), styles)
    around = [parts.of(code) for code in ("header+xml", "footer+xml", "footnotes+xml")]
    head, foot, notes = ([name for name in names if name in archive] for names in around)

    def all_parts() -> None:
        for name in (*head, *main, *foot, *notes):
            walk(archive.portions(name), _Walker(outline, styles.levels))

    _gather(outline, all_parts)
    return True


class _Styles:
    """Walks the styles: which are headings, and of which level."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "name" and self._style:
            first, _, number = value.casefold().partition(" ")
            if first == "heading" and number.isdecimal():
                self.levels[self._style] = min(int(number[:2]), 9)
            elif first == "title":
                self.levels[self._style] = 1
        elif name == "outlineLvl" and self._style and value in set("012345678"):
            self.levels.setdefault(self._style, int(value) + 1)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def text(self, data: str) -> None:
        """Nothing."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    text: list[str] = field(default_factory=list)
    level: int = 0
    side: Side = Side.LEFT
    listed: bool = False
    bold_letters: int = 0
    letters: int = 0


_LEFT_OUT = frozenset({"Fallback", "moveFrom", "tblPr", "sectPr", "del"})
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SIDES = {"center": Side.MIDDLE, "right": Side.RIGHT, "end": Side.RIGHT}
_NO = frozenset({"0", "false", "off", "none"})


class _Walker:
    """Walks a part of a Word document and puts its paragraphs and rows into an outline.

    A table inside a cell becomes lines of that cell. Left out is what `words.Words` leaves out.
    """

    def __init__(self, outline: Outline, levels: Mapping[str, int]) -> None:
        self._outline, self._levels = outline, levels
        self._open: list[_Paragraph] = []
        self._left_out = self._tables = self._properties = 0
        self._cells: list[list[str]] = []
        self._taking = self._bold = self._marked = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
            return
        value = attributes.get("val", "")
        if name in {"pPr", "rPr"}:
            self._properties += 1
            self._marked = name == "pPr" or self._marked
        elif self._properties:
            self._property(name, value)
        else:
            self._enter(name)

    def _enter(self, name: str) -> None:
        if name == "p":
            self._open.append(_Paragraph())
        elif name == "r":
            self._bold = False
        elif name == "t":
            self._taking = True
        elif name == "tbl":
            self._tables += 1
        elif name in _SIGNS and self._open:
            self._open[-1].text.append(_SIGNS[name])
        elif self._tables == 1 and name == "tr":
            self._cells = []
        elif self._tables == 1 and name == "tc":
            self._cells.append([])

    def _property(self, name: str, value: str) -> None:
        paragraph = self._open[-1] if self._open else None
        if name == "b" and not self._marked:
            self._bold = value not in _NO
        elif paragraph is None:
            return
        elif name == "pStyle":
            paragraph.level = self._levels.get(value, 0)
        elif name == "outlineLvl" and value in set("012345678"):
            paragraph.level = int(value) + 1
        elif name == "jc":
            paragraph.side = _SIDES.get(value, Side.LEFT)
        elif name == "numPr":
            paragraph.listed = True

    def end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
        elif name in {"pPr", "rPr"}:
            self._properties -= 1
            self._marked = self._marked and name != "pPr"
        elif self._properties:
            return
        else:
            self._leave(name)

    def _leave(self, name: str) -> None:
        if name == "t":
            self._taking = False
        elif name == "p" and self._open:
            self._end_paragraph(self._open.pop())
        elif name == "tr" and self._tables == 1:
            cells = tuple("\n".join(cell).strip() for cell in self._cells)
            self._cells = []
            if cells:
                self._outline.put(Line(cells, row=True))
        elif name == "tbl":
            self._tables -= 1

    def text(self, data: str) -> None:
        if self._taking and not self._left_out and self._open:
            paragraph = self._open[-1]
            paragraph.text.append(data)
            paragraph.letters += len(data)
            paragraph.bold_letters += len(data) if self._bold else 0

    def _end_paragraph(self, done: _Paragraph) -> None:
        text = cleaned("".join(done.text)).strip()
        if done.listed and text:
            text = f"•  {text}"
        if self._tables:
            if self._cells and text:
                self._cells[-1].append(text)
            return
        bold = 0 < done.letters == done.bold_letters
        self._outline.put(Line((text,), level=done.level, bold=bold, side=done.side))
