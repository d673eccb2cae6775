"""Text of a page in HTML, as mail programs write it."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import BinaryIO

from edo.transfer.readers import plain
from edo.transfer.readers.child import Work
from edo.transfer.readers.reading import text_work
from edo.transfer.readers.sink import Sink

_LARGEST = 16 << 20
_LEFT_OUT = frozenset({"script", "style", "template", "noscript", "svg"})
_LINES = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "header", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre", "section", "table", "title"}
    | {"tr", "ul"}
)
_APART = frozenset({"td", "th"})
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return {"text": text_work(read)}


def read(file: BinaryIO, sink: Sink) -> None:
    """Pour out the text of a page in the encoding it names, or else seems to be in."""
    data = file.read(_LARGEST + 1)
    sink.truncated = len(data) > _LARGEST
    pour(_decoded(data[:_LARGEST]), sink)


def _decoded(data: bytes) -> str:
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, ValueError):  # no such encoding, or not true
            pass
    return plain.decoded(data)


def pour(page: str, sink: Sink) -> None:
    """Pour out the text between the tags."""
    walker = _Walker(sink)
    walker.feed(page)
    walker.close()


class _Walker(HTMLParser):
    def __init__(self, sink: Sink) -> None:
        super().__init__(convert_charrefs=True)
        self._sink = sink
        self._left_out = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._left_out = self._left_out or tag
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._left_out:
            self._left_out = ""
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _LINES:
            self._sink.put("\n")
        elif tag in _APART:
            self._sink.put("\t")

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._sink.put(data.replace("\n", " "))
