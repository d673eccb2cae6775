"""PDF documents: opening them, and their text page by page."""

import ctypes
import mmap
from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from edo.transfer.readers.child import Work
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.reading import text_work
from edo.transfer.readers.sink import Sink

# PDFium marks a word broken at the end of a line with this and leaves out the line's end.
_BROKEN_WORD = "\ufffe"


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return {"text": text_work(read)}


def open_document(file: BinaryIO) -> PdfDocument:
    """Open a PDF without copying it into memory.

    Raises:
        Failure: ENCRYPTED when it has a password for opening, DAMAGED when it is no PDF.
    """
    try:
        return PdfDocument(_bytes(file))
    except PdfiumError as error:
        locked = error.err_code in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}
        raise Failure(Ending.ENCRYPTED if locked else Ending.DAMAGED) from error


def _bytes(file: BinaryIO) -> "bytes | ctypes.Array[ctypes.c_char]":
    if isinstance(file, BytesIO):
        return file.getvalue()
    try:
        view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except ValueError as error:  # nothing to map: an empty file
        raise Failure(Ending.DAMAGED) from error
    return (ctypes.c_char * len(view)).from_buffer(view)


def read(file: BinaryIO, sink: Sink) -> None:
    """Pour out the text layer of every page. A page that cannot be read is passed over.

    Raises:
        Failure: as `open_document`; DAMAGED also when not one page could be read.
    """
    with open_document(file) as document:
        sink.pages = len(document)
        bad = 0
        for number in range(sink.pages):
            sink.check()
            try:
                sink.put(_page_text(document, number))
            except PdfiumError:
                bad += 1
            sink.flush()  # the next page may be the one that ends us
        if bad == sink.pages:
            raise Failure(Ending.DAMAGED)


def _page_text(document: PdfDocument, number: int) -> str:
    page = document[number]
    try:
        layer = page.get_textpage()
        text = layer.get_text_range().replace(_BROKEN_WORD, "")
        layer.close()
        return text + "\n\n"
    finally:
        page.close()
