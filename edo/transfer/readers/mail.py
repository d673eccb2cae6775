"""Text of letters saved from mail programs (RFC 5322, MIME), and of what is attached to them.

A letter attached to a letter is read too, but not the files attached to that one: only their
names. A file that cannot be read leaves its name.
"""

import email
from collections.abc import Iterator, Mapping
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from io import BytesIO
from typing import BinaryIO, cast

from edo.transfer.readers import html, office, pdf, plain, rtf
from edo.transfer.readers.child import Work
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.kinds import Kind, kind
from edo.transfer.readers.reading import Reader, text_work
from edo.transfer.readers.sink import Sink

_LARGEST = 64 << 20
_MOST_PARTS = 1_000
_DEEPEST = 30
_SHOWN = ("subject", "from", "to", "cc", "date")
_READERS: Mapping[Kind, Reader] = {
    Kind.PDF: pdf.read,
    Kind.PACKED: office.read,
    Kind.RTF: rtf.read,
    Kind.HTML: html.read,
    Kind.PLAIN: plain.read,
}


def works() -> Mapping[str, Work]:
    """Return the works of this module: the whole letter, or its own words only."""
    return {"text": text_work(read), "letter": text_work(read_letter)}


def read(file: BinaryIO, sink: Sink) -> None:
    """Pour out headers, body, names of attachments and their text.

    Raises:
        Failure: DAMAGED when it is nested beyond reason, TOO_LARGE.
    """
    _Letter(sink, with_files=True).read(_bytes(file))


def read_letter(file: BinaryIO, sink: Sink) -> None:
    """Do the same without opening what is attached: for when that ends the reader."""
    _Letter(sink, with_files=False).read(_bytes(file))


def _bytes(file: BinaryIO) -> bytes:
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Failure(Ending.TOO_LARGE)
    return data


class _Letter:
    """One letter being read, with the parts it may still have."""

    def __init__(self, sink: Sink, *, with_files: bool, parts: int = _MOST_PARTS) -> None:
        self._sink = sink
        self._with_files = with_files
        self._parts = parts

    def read(self, data: bytes) -> None:
        """Read a letter from its bytes."""
        try:
            self.message(email.message_from_bytes(data))
        except RecursionError as error:  # the parser goes one call deeper for each level
            raise Failure(Ending.DAMAGED) from error

    def message(self, message: Message) -> None:
        """Read a letter that was taken apart already."""
        for name, value in message.raw_items():
            if name.lower() in _SHOWN:
                self._sink.put(_words(str(value)) + "\n")
        self._part(message, 0)

    def _part(self, part: Message, depth: int) -> None:
        self._parts -= 1
        if self._parts < 0 or depth > _DEEPEST:
            self._sink.truncated = True
        elif part.get_content_type() == "message/rfc822":
            self._attached_letter(part)
        elif part.is_multipart():
            for inner in _to_read(part):
                self._part(inner, depth + 1)
        elif part.get_content_maintype() == "text" and not _name(part):
            self._body(part)
        else:
            self._attached_file(_name(part), _content(part))

    def _body(self, part: Message) -> None:
        text = _decoded(part)
        if part.get_content_subtype() == "html":
            html.pour(text, self._sink)
        else:
            self._sink.put(text)
        self._sink.put("\n")

    def _attached_letter(self, part: Message) -> None:
        self._sink.put(_name(part) + "\n")
        for message in _inner(part):
            if self._with_files:
                _Letter(self._sink, with_files=False, parts=self._parts).message(message)
            else:
                self._sink.put(_words(str(message["subject"] or "")) + "\n")

    def _attached_file(self, name: str, content: bytes) -> None:
        self._sink.put(name + "\n")
        if not self._with_files:
            return
        pages = self._sink.pages
        found = kind(content[:4096], name)
        try:
            if found is Kind.MAIL:
                _Letter(self._sink, with_files=False, parts=self._parts).read(content)
            elif found in _READERS:
                _READERS[found](BytesIO(content), self._sink)
        except Failure:  # its name is there; the letter goes on
            self._sink.truncated = True
        self._sink.pages = pages
        self._sink.put("\n")


def _to_read(part: Message) -> list[Message]:
    """Return the inner parts; of alternatives only the plain one, or else the last and richest."""
    inner = list(_inner(part))
    if part.get_content_subtype() != "alternative":
        return inner
    plain_ones = [
        one for one in inner if one.get_content_type() == "text/plain" and _content(one).strip()
    ]
    return plain_ones[:1] or inner[-1:]


def _inner(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        for one in cast("list[object]", payload):
            if isinstance(one, Message):
                yield one


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Message) -> str:
    """Decode a body by the encoding it names, or, where that is not true, by its look."""
    content = _content(part)
    try:
        return content.decode(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):
        try:
            return plain.decoded(content)
        except Failure:
            return ""


def _name(part: Message) -> str:
    return _words(part.get_filename() or "")


def _words(value: str) -> str:
    """Decode a header: encoded words (RFC 2047), or bare letters that should not be there."""
    try:
        if value.isascii():
            return str(make_header(decode_header(value)))
        return plain.decoded(value.encode("utf-8", "surrogateescape"))
    except (HeaderParseError, LookupError, ValueError, Failure):
        return value
