"""Walkers that pour out the cells of Excel workbooks: a row is a line, cells are apart."""

from edo.transfer.readers.sheet_dates import DateStyles, as_date
from edo.transfer.readers.sink import Full, Sink

_MOST_CELLS = 1_000_000
_MOST_STRINGS = 1_000_000
_MOST_STRING_TEXT = 16_000_000  # characters
_LONGEST_NUMBER = len(str(_MOST_STRINGS))


class Book:
    """Walks the workbook itself: the names of its sheets, and from when it counts days."""

    def __init__(self, sink: Sink) -> None:
        self.counts_from_1904 = False
        self._sink = sink

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Put the name of a sheet."""
        if name == "sheet":
            self._sink.put(attributes.get("name", "") + "\n")
        elif name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in {"1", "true"}

    def end(self, name: str) -> None:
        """Nothing."""

    def text(self, data: str) -> None:
        """Nothing."""


class SharedStrings:
    """Walks the table of strings that cells refer to by number. What passes the limits is lost."""

    def __init__(self) -> None:
        self.truncated = False
        self._strings: list[str] = []
        self._now: list[str] = []
        self._left = _MOST_STRING_TEXT
        self._taking = False
        self._phonetic = False

    def get(self, number: str) -> str:
        """Return the string of a number written in a cell, or nothing."""
        plain = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
        place = int(number) if plain else len(self._strings)
        return self._strings[place] if place < len(self._strings) else ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a string or a run of it."""
        if name == "si":
            self._now = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._taking = not self._phonetic

    def end(self, name: str) -> None:
        """End a run or keep a string."""
        if name == "t":
            self._taking = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self._keep("".join(self._now))

    def text(self, data: str) -> None:
        """Take the text of a run."""
        if self._taking:
            self._now.append(data)

    def _keep(self, string: str) -> None:
        self._left -= len(string)
        if self._left < 0 or len(self._strings) >= _MOST_STRINGS:
            self.truncated = True
        else:
            self._strings.append(string)


class Cells:
    """Walks a sheet: what cells show, as far as it is written there."""

    def __init__(self, sink: Sink, book: Book, strings: SharedStrings, dates: DateStyles) -> None:
        self._sink = sink
        self._book = book
        self._strings = strings
        self._dates = dates
        self._is_date = False
        self._cells = 0
        self._kind = ""
        self._value: list[str] = []
        self._taking = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a cell or its value. Raises Full after a million of cells."""
        if name == "c":
            self._cells += 1
            if self._cells > _MOST_CELLS:
                raise Full
            self._kind = attributes.get("t", "n")
            self._is_date = self._kind == "n" and attributes.get("s", "") in self._dates
            self._value = []
        elif name in {"v", "t"}:
            self._taking = True

    def end(self, name: str) -> None:
        """Put a finished cell, or end a row."""
        if name in {"v", "t"}:
            self._taking = False
        elif name == "c" and self._value:
            self._sink.put(self._shown("".join(self._value)).replace("\n", " ") + "\t")
        elif name == "row":
            self._sink.put("\n")

    def _shown(self, value: str) -> str:
        if self._kind == "s":
            return self._strings.get(value)
        return as_date(value, later=self._book.counts_from_1904) if self._is_date else value

    def text(self, data: str) -> None:
        """Take the text of a value."""
        if self._taking:
            self._value.append(data)
