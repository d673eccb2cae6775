"""Pages of PDF documents drawn as pictures."""

from collections.abc import Mapping
from functools import partial
from typing import BinaryIO

from pypdfium2 import PdfBitmap, PdfDocument, PdfiumError, PdfPage

from edo.transfer.readers.child import Work
from edo.transfer.readers.drawing import Desk, Drawn, Size, fitting
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.pdf import open_document

_packed = partial(PdfBitmap.new_foreign, force_packed=True)


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return Desk(PdfPages).works()


class PdfPages:
    """The pages of one document, with what is filled into its forms."""

    def __init__(self, file: BinaryIO) -> None:
        self._document = open_document(file)
        self._document.init_forms()
        self.count = len(self._document)

    def size(self, number: int) -> Size:
        """Measure a page. Raises Failure(DAMAGED) when it is broken."""
        page = page_of(self._document, number)
        try:
            return Size(page.get_width(), page.get_height())
        finally:
            page.close()

    def draw(self, number: int, width: int) -> Drawn:
        """Draw a page. Raises Failure(DAMAGED) when it is broken."""
        page = page_of(self._document, number)
        try:
            wide = page.get_width()
            pixels = fitting(width, Size(wide, page.get_height()))
            # The library rounds up; a hair less keeps it from a pixel too many.
            scale = (pixels - 1e-3) / wide
            bitmap = page.render(scale, rev_byteorder=True, bitmap_maker=_packed)
            return Drawn(bitmap.width, bitmap.height, memoryview(bitmap.buffer).cast("B"))
        finally:
            page.close()


def page_of(document: PdfDocument, number: int) -> PdfPage:
    """Load a page. Raises Failure(DAMAGED) when it is broken."""
    try:
        return document[number]
    except PdfiumError as error:
        raise Failure(Ending.DAMAGED) from error
