"""Documents of office suites: what kind a zip holds, and the text of that kind.

Word processing, spreadsheets and presentations of Office Open XML (ECMA-376), texts, spreadsheets
and presentations of OpenDocument (ISO/IEC 26300).
"""

import re
from collections.abc import Mapping
from typing import BinaryIO

from edo.transfer.readers.archive import Archive
from edo.transfer.readers.child import Work
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.markup import walk
from edo.transfer.readers.reading import text_work
from edo.transfer.readers.sheet_dates import DateStyles
from edo.transfer.readers.sheets import Book, Cells, SharedStrings
from edo.transfer.readers.sink import Sink
from edo.transfer.readers.words import OpenDocumentWords, Words

_CONTENTS = "[content_types].xml"
_MANIFEST = "meta-inf/manifest.xml"
# The last words of a part's content type: in the order in which a person would read the parts.
_TEXT_PARTS = (
    "document.main+xml",
    "document.macroEnabled.main+xml",
    "template.main+xml",
    "header+xml",
    "footer+xml",
    "footnotes+xml",
    "endnotes+xml",
    "comments+xml",
    "slide+xml",
    "notesSlide+xml",
)
_SHEET_PART = "worksheet+xml"
_STRINGS_PART = "sharedStrings+xml"
_STYLES_PART = "styles+xml"
_BOOK_PART = "sheet.main+xml"
_MACRO_BOOK_PART = "sheet.macroEnabled.main+xml"


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return {"text": text_work(read)}


def read(file: BinaryIO, sink: Sink) -> None:
    """Pour out the text of whatever office document the zip holds.

    Raises:
        Failure: UNSUPPORTED for any other zip, else as `Archive` and `walk`.
    """
    archive = Archive(file)
    if _CONTENTS in archive:
        _open_xml(archive, sink)
    elif "content.xml" in archive and _MANIFEST in archive:
        _open_document(archive, sink)
    else:
        raise Failure(Ending.UNSUPPORTED)


def _open_xml(archive: Archive, sink: Sink) -> None:
    parts = Parts()
    walk(archive.portions(_CONTENTS), parts)
    books = parts.of(_BOOK_PART) or parts.of(_MACRO_BOOK_PART)
    texts = [name for kind in _TEXT_PARTS for name in parts.of(kind) if name in archive]
    if books:
        _spreadsheet(archive, parts, books[0], sink)
    elif texts:
        for name in texts:
            walk(archive.portions(name), Words(sink))
            sink.put("\n")
    else:
        raise Failure(Ending.UNSUPPORTED)


def _spreadsheet(archive: Archive, parts: "Parts", book: str, sink: Sink) -> None:
    workbook, strings, dates = Book(sink), SharedStrings(), DateStyles()
    walk(archive.portions(book), workbook)
    for name in parts.of(_STRINGS_PART):
        walk(archive.portions(name), strings)
    for name in parts.of(_STYLES_PART):
        walk(archive.portions(name), dates)
    cells = Cells(sink, workbook, strings, dates)
    for name in parts.of(_SHEET_PART):
        walk(archive.portions(name), cells)
        sink.put("\n")
    sink.truncated = sink.truncated or strings.truncated


def _open_document(archive: Archive, sink: Sink) -> None:
    manifest = Manifest()
    walk(archive.portions(_MANIFEST), manifest)
    if manifest.encrypted:
        raise Failure(Ending.ENCRYPTED)
    walk(archive.portions("content.xml"), OpenDocumentWords(sink))
    if "styles.xml" in archive:  # headers and footers live there
        sink.put("\n")
        walk(archive.portions("styles.xml"), OpenDocumentWords(sink))


class Parts:
    """A walker through the list of content types: which part is what."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, str]] = []

    def of(self, kind: str) -> list[str]:
        """Return the parts of a kind, the second sheet before the tenth."""
        found = [
            name
            for name, said in self._parts
            if said.rpartition(".")[2] == kind or said.endswith("." + kind)
        ]
        return sorted(found, key=_natural)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note one part."""
        if name == "Override":
            part = attributes.get("PartName", "").removeprefix("/")
            self._parts.append((part, attributes.get("ContentType", "")))

    def end(self, name: str) -> None:
        """Nothing."""

    def text(self, data: str) -> None:
        """Nothing."""


def _natural(name: str) -> list[tuple[int, str]]:
    return [
        (int(scrap[:9]) if scrap.isdigit() else -1, scrap) for scrap in re.split(r"([0-9]+)", name)
    ]


class Manifest:
    """A walker through an OpenDocument manifest, looking for encryption."""

    def __init__(self) -> None:
        self.encrypted = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look for the mark of encryption."""
        self.encrypted = self.encrypted or name == "encryption-data"

    def end(self, name: str) -> None:
        """Nothing."""

    def text(self, data: str) -> None:
        """Nothing."""
