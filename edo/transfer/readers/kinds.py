"""What kind of file this is: told by its first bytes, and by its name only where bytes do not say.

A name is given by whoever sent the file; the bytes decide what will be read and how.
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """Kinds the program tells apart."""

    PDF = "pdf"
    PACKED = "packed"
    """A zip: a document of an office suite, or any other archive."""
    COMPOUND = "compound"
    """The old container of office documents; also of encrypted new ones."""
    RTF = "rtf"
    MAIL = "mail"
    HTML = "html"
    PLAIN = "plain"
    PICTURE = "picture"
    OTHER = "other"


_PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\0",
    b"MM\0*",
    b"GIF87a",
    b"GIF89a",
)
_PDF_WITHIN = 1024  # readers of PDF forgive that much before the mark
_MAIL_HEADER = re.compile(
    rb"^(?:received|return-path|delivered-to|mime-version|message-id|from|to|subject|date"
    rb"|content-type|reply-to|x-[\w-]+|dkim-signature|authentication-results):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
_PLAIN_NAMES = frozenset({"txt", "text", "csv", "tsv", "md", "log", "asc"})


def kind(start: bytes, name: str) -> Kind:
    """Tell the kind from the first bytes (a kilobyte or more) and the file's name."""
    return _by_mark(start) or _by_name(name) or _by_look(start)


def _by_mark(start: bytes) -> Kind | None:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.PACKED
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.COMPOUND
    if start.startswith(b"{\\rtf"):
        return Kind.RTF
    if start.startswith(_PICTURES) or (start[:2] == b"BM" and start[6:10] == bytes(4)):
        return Kind.PICTURE
    if b"%PDF-" in start[:_PDF_WITHIN]:
        return Kind.PDF
    return None


def _by_name(name: str) -> Kind | None:
    ending = name.rpartition(".")[2].lower()
    if ending == "eml":
        return Kind.MAIL
    if ending in {"htm", "html"}:
        return Kind.HTML
    if ending in _PLAIN_NAMES:
        return Kind.PLAIN
    return None


def _by_look(start: bytes) -> Kind:
    headers = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if start[:1].isalpha() and len(_MAIL_HEADER.findall(headers)) > 1:
        return Kind.MAIL
    if _HTML.match(start.removeprefix(b"\xef\xbb\xbf")):
        return Kind.HTML
    return Kind.OTHER
