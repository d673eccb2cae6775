"""A one-page overlay laid over the first page of a copy of a document."""

from collections.abc import Mapping
from typing import BinaryIO

import pypdfium2.raw as pdfium
from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError, PdfMatrix, PdfPage

from edo.transfer.readers.child import Emit, Notes, Request, Work, open_file
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.pdf import open_document
from edo.transfer.readers.pdf_pages import page_of
from edo.transfer.readers.pictures import PicturePages

_MOST_PICTURES = 300


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    Image.preinit()
    return {"stamp_pdf": _stamp_pdf, "stamp_picture": _stamp_picture}


class _Answer:
    """The file PDFium writes into: straight to the parent."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit

    def write(self, data: bytes) -> int:
        """Pass it on."""
        self._emit(data)
        return len(data)


def _stamp_pdf(request: Request, emit: Emit) -> Notes:
    with open_file(request.file) as file:
        return _stamp(open_document(file), request, emit)


def _stamp_picture(request: Request, emit: Emit) -> Notes:
    with open_file(request.file) as file:
        return _stamp(_as_document(file, whole=bool(request.options["whole"])), request, emit)


def _as_document(file: BinaryIO, *, whole: bool) -> PdfDocument:
    pages = PicturePages(file)
    if pages.count > _MOST_PICTURES:
        raise Failure(Ending.TOO_LARGE)
    document = PdfDocument.new()
    for number in range(pages.count if whole else 1):
        document.import_pages(PdfDocument(pages.as_pdf(number)))
    return document


def _stamp(document: PdfDocument, request: Request, emit: Emit) -> Notes:
    try:
        _enclose(page_of(document, 0))
        _lay(PdfDocument(request.payload), page_of(document, 0), document)
        if not request.options["whole"]:
            document, source = PdfDocument.new(), document
            document.import_pages(source, [0])
        document.save(_Answer(emit))
    except PdfiumError as error:
        raise Failure(Ending.DAMAGED) from error
    return {"pages": len(document)}


def _enclose(page: PdfPage) -> None:
    """Save the state of drawing before what the page draws, and restore it after.

    Else a clip that the page forgot to undo would cut the stamp. The page is closed: what was read
    of it is no longer true.
    """
    pdfium.FPDFPage_TransFormWithClip(page, pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), None)
    page.close()


def _lay(overlay: PdfDocument, page: PdfPage, document: PdfDocument) -> None:
    """Put the overlay's lower right corner on the one a person sees, upright for that person."""
    sheet = overlay[0]
    right = page.get_width() - sheet.get_width()
    form = overlay.page_as_xobject(0, document)
    thing = form.as_pageobject()
    form.close()
    thing.set_matrix(upright(page.get_rotation(), page.get_bbox(), right))
    page.insert_obj(thing)
    page.gen_content()


def upright(turn: int, box: tuple[float, float, float, float], right: float) -> PdfMatrix:
    """Return the way from a place on the page as seen to the same place in the page's own terms.

    Args:
        turn: degrees clockwise by which the page is turned when shown.
        box: left, bottom, right, top of what is shown, in the page's own terms.
        right: how far to the right of the lower left corner, as seen, the origin lies.
    """
    x0, y0, x1, y1 = box
    ways = {
        0: PdfMatrix(1, 0, 0, 1, x0 + right, y0),
        90: PdfMatrix(0, 1, -1, 0, x1, y0 + right),
        180: PdfMatrix(-1, 0, 0, -1, x1 - right, y1),
        270: PdfMatrix(0, -1, 1, 0, x0, y1 - right),
    }
    return ways[turn]
