"""Walkers that pour out the words of word-processing documents and presentations."""

from edo.transfer.readers.sink import Sink

_LEFT_OUT = frozenset({"Fallback", "moveFrom", "pPr", "rPr", "tblPr", "sectPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LINES = frozenset({"p", "h"})
# "s" says how many spaces it stands for; the number may be any, and one is enough for words.
_OPEN_DOCUMENT_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}


class Words:
    """Walks a part of a Word document, or a slide: paragraphs as lines, cells and tabs apart.

    Left out: what was deleted or moved away under tracked changes, instructions of fields, and the
    second copy of a text box kept for old programs.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._left_out = 0
        self._taking = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element: take text, put a sign, or leave a branch out."""
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name == "t":
            self._taking = True
        elif name in _SIGNS:
            self._sink.put(_SIGNS[name])

    def end(self, name: str) -> None:
        """Leave an element: a paragraph ends its line."""
        if self._left_out:
            self._left_out -= 1
        elif name == "t":
            self._taking = False
        elif name == "p":
            self._sink.put("\n")

    def text(self, data: str) -> None:
        """Take the text of a run."""
        if self._taking and not self._left_out:
            self._sink.put(data)


class OpenDocumentWords:
    """Walks the content or the styles of an OpenDocument file: every paragraph and heading a line.

    Left out: what was deleted under tracked changes.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._left_out = 0
        self._paragraphs = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element: a paragraph, a sign, a sheet by name, or a branch to leave out."""
        if self._left_out or name == "tracked-changes":
            self._left_out += 1
        elif name in _LINES:
            self._paragraphs += 1
        elif name == "table":
            self._sink.put(attributes.get("name", "") + "\n")
        elif self._paragraphs and name in _OPEN_DOCUMENT_SIGNS:
            self._sink.put(_OPEN_DOCUMENT_SIGNS[name])

    def end(self, name: str) -> None:
        """Leave an element: a paragraph ends its line."""
        if self._left_out:
            self._left_out -= 1
        elif name in _LINES:
            self._paragraphs -= 1
            self._sink.put("\n")

    def text(self, data: str) -> None:
        """Take the text of a paragraph."""
        if self._paragraphs and not self._left_out:
            self._sink.put(data)
