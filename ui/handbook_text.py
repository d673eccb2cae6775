"""The user's handbook as data: chapters of plain Markdown, read into blocks and pieces.

The pages mean what they say, so that a test can follow them (`tests/features/test_handbook.py`):

* `«Text»` is a text of the program; `**«Text»**` is to be pressed or chosen.
* `` `Ctrl+N` `` in a step is to be pressed; in brackets after a button it is its key.
* `*text*` in a step is to be typed, into the field named before it.
* `1.` begins a step; an indented line belongs to it; `![words](pictures/name.png)` is a picture.

`README.md` is the contents: groups as headings, chapters as links.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

CONTENTS = "README"


class Kind(StrEnum):
    """What a piece of a line is."""

    WORDS = "words"
    STRONG = "strong"
    LABEL = "label"
    PRESS = "press"
    KEYS = "keys"
    TYPED = "typed"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line; `target` is the chapter a link leads to."""

    kind: Kind
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of a chapter is of level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its path beside the chapter, and what it shows."""

    path: str
    words: str

    @property
    def name(self) -> str:
        """The name of the file without folder and ending."""
        return Path(self.path).stem


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `number` is that of a step, 0 elsewhere. Pictures stand under it."""

    number: int
    pieces: tuple[Piece, ...]
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Steps, or points without an order."""

    items: tuple[Item, ...]

    @property
    def is_steps(self) -> bool:
        """Whether the items are done one after another."""
        return bool(self.items) and self.items[0].number > 0


Block = Heading | Paragraph | Picture | Listing


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the handbook."""

    code: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """What the chapter is called."""
        return next(block.text for block in self.blocks if isinstance(block, Heading))

    @property
    def steps(self) -> tuple[tuple[Item, ...], ...]:
        """The lists of steps, in order."""
        return tuple(
            block.items for block in self.blocks if isinstance(block, Listing) and block.is_steps
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Chapters under one heading of the contents: their titles by their codes."""

    title: str
    chapters: Mapping[str, str]


_PIECES = re.compile(
    r"\*\*«(?P<press>[^»]+)»\*\*"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|\*(?P<typed>[^*]+)\*"
    r"|«(?P<label>[^»]+)»"
    r"|`(?P<keys>[^`]+)`"
    r"|\[(?P<link>[^\]]+)\]\((?P<target>[^)]+)\)"
)
_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<path>[^)]+)\)$")
_ITEM = re.compile(r"(?:(?P<number>\d+)\.|\*) +(?P<text>.+)$")
_HEADING = re.compile(r"(?P<marks>#{1,3}) (?P<text>.+)$")


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Take a line apart."""
    pieces: list[Piece] = []
    end = 0
    for found in _PIECES.finditer(text):
        if found.start() > end:
            pieces.append(Piece(Kind.WORDS, text[end : found.start()]))
        kind = Kind(found.lastgroup if found.lastgroup != "target" else "link")
        target = Path(found["target"]).stem if kind is Kind.LINK else ""
        pieces.append(Piece(kind, found[kind.value], target))
        end = found.end()
    if end < len(text):
        pieces.append(Piece(Kind.WORDS, text[end:]))
    return tuple(pieces)


def parse(code: str, text: str) -> Chapter:
    """Read a chapter."""
    reading = _Reading()
    for line in text.splitlines():
        reading.take(line)
    reading.end_list()
    return Chapter(code, tuple(reading.blocks))


def read_chapter(folder: Path, code: str) -> Chapter:
    """Read a chapter from the folder of a language."""
    return parse(code, (folder / f"{code}.md").read_text(encoding="utf-8"))


def read_contents(folder: Path) -> tuple[Group, ...]:
    """Read which chapters there are, in groups."""
    groups: list[Group] = []
    for block in read_chapter(folder, CONTENTS).blocks:
        if isinstance(block, Heading) and block.level > 1:
            groups.append(Group(block.text, {}))
        elif isinstance(block, Listing) and groups:
            titles = {
                piece.target: piece.text
                for item in block.items
                for piece in item.pieces
                if piece.kind is Kind.LINK
            }
            groups[-1] = Group(groups[-1].title, titles)
    return tuple(groups)


class _Reading:
    """Blocks as they are put together, line by line."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._items: list[tuple[int, str, list[Picture]]] = []
        self._lines: list[str] = []

    def take(self, line: str) -> None:
        bare = line.strip()
        picture = _PICTURE.match(bare)
        if picture and line.startswith(" ") and self._items:
            self._items[-1][2].append(Picture(picture["path"], picture["words"]))
        elif line.startswith(" ") and self._items:
            number, text, pictures = self._items[-1]
            self._items[-1] = (number, f"{text} {bare}", pictures)
        elif item := _ITEM.match(bare):
            self._take_item(int(item["number"] or 0), item["text"])
        elif not bare:
            self._end_paragraph()
        else:
            self._take_line(bare, picture)

    def _take_item(self, number: int, text: str) -> None:
        self._end_paragraph()
        if self._items and bool(self._items[0][0]) != bool(number):
            self.end_list()
        self._items.append((number, text, []))

    def _take_line(self, line: str, picture: re.Match[str] | None) -> None:
        if not self._lines:
            self.end_list()
        if picture:
            self.blocks.append(Picture(picture["path"], picture["words"]))
        elif heading := _HEADING.match(line):
            self._end_paragraph()
            self.blocks.append(Heading(len(heading["marks"]), heading["text"]))
        else:
            self._lines.append(line)

    def _end_paragraph(self) -> None:
        if self._lines:
            self.blocks.append(Paragraph(pieces_of(" ".join(self._lines))))
            self._lines = []

    def end_list(self) -> None:
        self._end_paragraph()
        if self._items:
            items = tuple(
                Item(number, pieces_of(text), tuple(pictures))
                for number, text, pictures in self._items
            )
            self.blocks.append(Listing(items))
            self._items = []
