"""Pages made here of a document's words alone: readable, without the layout it has elsewhere.

Every word is put in its place once, in points of an A4; drawing at any width and looking for words
use these places.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import BinaryIO, NamedTuple

from PIL import Image, ImageDraw, ImageFont

import resources
from edo.transfer.readers.child import Work
from edo.transfer.readers.drawing import Desk, Drawn, Size, fitting
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.layer import Box
from edo.transfer.readers.outline import Line, Side, read

PAGE = Size(595.0, 842.0)
_LEFT, _TOP = 62.0, 54.0
_WIDE, _HIGH = PAGE.width - 2 * _LEFT, PAGE.height - 2 * _TOP
_FACES = ("fonts/IBMPlexSans-Regular.ttf", "fonts/IBMPlexSans-SemiBold.ttf")
_SIZES = {0: 11.0, 1: 16.0, 2: 14.0}
_HEADING = 12.0
_LEADING = 1.42
_ROW_SIZE = 9.5
_MOST_CELLS = 12
_NARROWEST, _WIDEST = 22.0, 150.0
_LETTER = 0.62
"""How wide a letter is on the whole, in shares of its size."""
_LOOKED_AT = 200
"""Rows by which the widths of columns are chosen."""
_INSIDE = 4.0
"""Between the edge of a cell and its words."""
_MEASURED = 1000
_RULE, _INK = 200, 25
_FINER, _FINEST = 3, 4000


class Word(NamedTuple):
    """A word in its place: `start` is where it begins among the letters of its page."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    start: int


@dataclass(slots=True)
class Sheet:
    """One page: its words, thin lines from point to point, and its letters."""

    words: list[Word]
    rules: list[tuple[float, float, float, float]]
    letters: list[str]
    length: int = 0

    def put(self, x: float, y: float, text: str, size: float, *, bold: bool, after: str) -> None:
        """Put a word and what follows it."""
        self.words.append(Word(x, y, text, size, bold, self.length))
        self.letters.append(text + after)
        self.length += len(text) + len(after)


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    _measure_font(bold=False)
    _measure_font(bold=True)
    return Desk(TextPages).works()


class TextPages:
    """The pages of one document of words."""

    plain = True

    def __init__(self, file: BinaryIO) -> None:
        outline = read(file)
        if not any(any(map(str.isalnum, cell)) for line in outline.lines for cell in line.cells):
            raise Failure(Ending.UNSUPPORTED)  # pictures only, or nothing at all
        self.cut = outline.cut
        self._sheets = Setter().set(outline.lines)
        self.count = len(self._sheets)

    def size(self, number: int) -> Size:
        """Measure a page: all are alike."""
        return PAGE

    def draw(self, number: int, width: int) -> Drawn:
        """Draw a page."""
        pixels = fitting(width, PAGE)
        # Letters stand on whole dots: drawn larger and made smaller, they stand where they should.
        finer = max(1, min(_FINER, _FINEST // pixels))
        scale = pixels * finer / PAGE.width
        sheet = self._sheets[number]
        high = max(1, round(PAGE.height * pixels / PAGE.width))
        image = Image.new("L", (pixels * finer, high * finer), "white")
        pen = ImageDraw.Draw(image)
        for rule in sheet.rules:
            pen.line([place * scale for place in rule], fill=_RULE, width=finer)
        for word in sheet.words:
            font = _font(word.size * scale, bold=word.bold)
            pen.text((word.x * scale, word.y * scale), word.text, fill=_INK, font=font)
        image = image.reduce(finer).convert("RGB")
        return Drawn(image.width, image.height, image.tobytes())

    def layer(self, number: int) -> "TextLayer":
        """Give the letters of a page."""
        return TextLayer(self._sheets[number])


class TextLayer:
    """The letters of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.letters = "".join(sheet.letters)

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """Give the places of letters, one a line."""
        found: list[Box] = []
        for word in self._sheet.words:
            first, last = max(start, word.start), min(end, word.start + len(word.text))
            if first >= last:
                continue
            before = word.text[: first - word.start]
            left = word.x + _width(before, word.size, bold=word.bold)
            wide = _width(word.text[len(before) : last - word.start], word.size, bold=word.bold)
            top, bottom = word.y / PAGE.height, (word.y + word.size * _LEADING) / PAGE.height
            box = Box(left / PAGE.width, top, (left + wide) / PAGE.width, bottom)
            if found and found[-1].top == top and found[-1].right <= box.left:
                box = found.pop()._replace(right=box.right)
            found.append(box)
        return found

    def close(self) -> None:
        """Nothing."""


class Setter:
    """Sets lines on sheets, one under the other."""

    def __init__(self) -> None:
        self._sheets = [Sheet([], [], [])]
        self._y = 0.0
        self._columns: list[float] = []
        self._in_table = False

    def set(self, lines: Sequence[Line]) -> list[Sheet]:
        """Set all lines; there is at least one sheet."""
        for place, line in enumerate(lines):
            if line.row:
                if not self._in_table:
                    self._columns = _columns(lines, place)
                    self._y += _ROW_SIZE / 2
                self._row(line)
            else:
                self._y += _ROW_SIZE if self._in_table else 0
                self._paragraph(line)
            self._in_table = line.row
        return self._sheets

    def _paragraph(self, line: Line) -> None:
        size = _SIZES.get(line.level, _HEADING)
        bold = line.bold or line.level > 0
        high = size * _LEADING
        if line.level and self._y:
            self._y += size * 0.6
            if self._y + 3 * high > _HIGH:  # no heading alone at the foot of a page
                self._turn()
        for text in line.cells[0].split("\n"):
            for words in _wrapped(text, _WIDE, size, bold=bold):
                self._make_room(high)
                wide = _width(" ".join(words), size, bold=bold)
                share = {Side.MIDDLE: 0.5, Side.RIGHT: 1.0}.get(line.side, 0.0)
                self._put(words, share * max(0.0, _WIDE - wide), size, bold=bold)
                self._y += high
        self._y += size * 0.35

    def _row(self, line: Line) -> None:
        many = len(self._columns)
        cells = [*line.cells[: many - 1], "  ".join(line.cells[many - 1 :])]
        cells += [""] * (many - len(cells))
        set_ = [
            [
                words
                for text in cell.split("\n")
                for words in _wrapped(text, wide - 2 * _INSIDE, _ROW_SIZE)
            ]
            for cell, wide in zip(cells, self._columns, strict=True)
        ]
        high = _ROW_SIZE * _LEADING
        deep = max(1, *(len(cell) for cell in set_))
        if self._y + deep * high + 2 * _INSIDE > _HIGH and deep * high < _HIGH / 2:
            self._turn()
        for number in range(deep):
            if self._make_room(high + _INSIDE) or not number:
                self._rule()
                self._y += _INSIDE / 2
            top, x = self._y, _INSIDE
            for cell, wide in zip(set_, self._columns, strict=True):
                if number < len(cell):
                    self._put(cell[number], x, _ROW_SIZE, bold=False)
                x += wide
            bottom = top + high + (_INSIDE / 2 if number == deep - 1 else 0)
            self._sides(top - _INSIDE / 2, bottom)
            self._y = bottom
        self._rule()

    def _put(self, words: Sequence[str], x: float, size: float, *, bold: bool) -> None:
        sheet = self._sheets[-1]
        space = _width(" ", size, bold=bold)
        for place, word in enumerate(words, 1):
            after = "\n" if place == len(words) else " "
            sheet.put(_LEFT + x, _TOP + self._y, word, size, bold=bold, after=after)
            x += _width(word, size, bold=bold) + space

    def _rule(self) -> None:
        y = _TOP + self._y
        self._sheets[-1].rules.append((_LEFT, y, _LEFT + _WIDE, y))

    def _sides(self, top: float, bottom: float) -> None:
        x = _LEFT
        for wide in (0.0, *self._columns):
            x += wide
            self._sheets[-1].rules.append((x, _TOP + top, x, _TOP + bottom))

    def _make_room(self, high: float) -> bool:
        """Turn to a new sheet where there is no room left; tell whether it did."""
        if self._y + high > _HIGH:
            self._turn()
            return True
        return False

    def _turn(self) -> None:
        self._sheets.append(Sheet([], [], []))
        self._y = 0.0


def _columns(lines: Sequence[Line], place: int) -> list[float]:
    """Say how wide the columns of the table are that begins at a line: by what is in them."""
    rows = list(takewhile(lambda line: line.row, islice(lines, place, place + _LOOKED_AT)))
    many = min(max(len(row.cells) for row in rows), _MOST_CELLS)
    wanted = [_NARROWEST] * many
    for column in range(many):
        texts = [row.cells[column] for row in rows if len(row.cells) > column]
        widths = [_width(text, _ROW_SIZE, bold=False) for text in texts if text]
        if widths:
            middle = sum(widths) / len(widths)
            longest = max(len(word) for text in texts for word in text.split() or ("",))
            least = min(longest * _ROW_SIZE * _LETTER, _WIDEST / 2)
            wanted[column] = min(max(middle, least, _NARROWEST), _WIDEST) + 2 * _INSIDE
    return [wide / sum(wanted) * _WIDE for wide in wanted]


def _wrapped(text: str, room: float, size: float, *, bold: bool = False) -> Iterator[list[str]]:
    """Break a text into lines of words that fit; a word too long for a line is broken too."""
    line: list[str] = []
    left = room
    space = _width(" ", size, bold=bold)
    for word in _fitting_words(text, room, size, bold=bold):
        wide = _width(word, size, bold=bold)
        if line and wide > left:
            yield line
            line, left = [], room
        line.append(word)
        left -= wide + space
    yield line


def _fitting_words(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    for word in text.split():
        if _width(word, size, bold=bold) <= room:
            yield word
            continue
        piece, wide = "", 0.0
        for letter in word:
            more = _width(letter, size, bold=bold)
            if piece and wide + more > room:
                yield piece
                piece, wide = "", 0.0
            piece += letter
            wide += more
        yield piece


class _Widths(dict[str, float]):
    """How wide each letter is at a size of one, measured when first met."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, letter: str) -> float:
        self[letter] = wide = _measure_font(bold=self._bold).getlength(letter) / _MEASURED
        return wide


_WIDTHS = {False: _Widths(bold=False), True: _Widths(bold=True)}


def _width(text: str, size: float, *, bold: bool) -> float:
    widths = _WIDTHS[bold]
    return sum([widths[letter] for letter in text]) * size


@cache
def _measure_font(*, bold: bool) -> ImageFont.FreeTypeFont:
    return _load(_MEASURED, bold=bold)


@cache
def _font(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    return _load(max(1.0, size), bold=bold)


def _load(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    path = str(resources.path(_FACES[bold]))
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
