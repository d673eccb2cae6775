"""Pages of PDF documents drawn as pictures, and their letters with their places."""

import ctypes
from collections.abc import Mapping, Sequence
from functools import partial
from typing import BinaryIO

from pypdfium2 import PdfBitmap, PdfDocument, PdfiumError, PdfPage, PdfTextPage
from pypdfium2.raw import (
    FPDF_PageToDevice,
    FPDFText_CountRects,
    FPDFText_GetRect,
    FPDFText_GetUnicode,
)

from edo.transfer.readers.child import Work
from edo.transfer.readers.drawing import Desk, Drawn, Size, fitting
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.layer import MOST_LETTERS, Box
from edo.transfer.readers.pdf import open_document

_packed = partial(PdfBitmap.new_foreign, force_packed=True)
_ACROSS = 1_000_000
"""Places are asked for in millionths of the page: the library gives whole numbers."""
_LAST_SIGN = 0x10FFFF
_HALVES = range(0xD800, 0xE000)


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return Desk(PdfPages).works()


class PdfPages:
    """The pages of one document, with what is filled into its forms."""

    plain = cut = False

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

    def layer(self, number: int) -> "PdfLayer":
        """Give the letters of a page. Raises Failure(DAMAGED) when it is broken."""
        page = page_of(self._document, number)
        try:
            return PdfLayer(page, page.get_textpage())
        except PdfiumError as error:
            page.close()
            raise Failure(Ending.DAMAGED) from error


class PdfLayer:
    """The text layer of one page."""

    def __init__(self, page: PdfPage, text: PdfTextPage) -> None:
        self._page, self._text = page, text
        many = min(max(0, text.count_chars()), MOST_LETTERS)
        self.letters = "".join(_sign(FPDFText_GetUnicode(text, place)) for place in range(many))

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """Give the places of letters, one a line."""
        found: list[Box] = []
        for number in range(FPDFText_CountRects(self._text, start, end - start)):
            sides = [ctypes.c_double() for _ in range(4)]
            if FPDFText_GetRect(self._text, number, *map(ctypes.byref, sides)):
                left, top, right, bottom = (side.value for side in sides)
                found.append(self._as_seen(left, top, right, bottom))
        return found

    def close(self) -> None:
        """Let go of the page."""
        self._text.close()
        self._page.close()

    def _as_seen(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Turn a place on the sheet into one on the page as it is shown, turned and cropped."""
        one, other = self._seen(left, top), self._seen(right, bottom)
        return Box(
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        FPDF_PageToDevice(self._page, 0, 0, _ACROSS, _ACROSS, 0, x, y, across, down)
        return across.value / _ACROSS, down.value / _ACROSS


def _sign(code: int) -> str:
    return chr(code) if 0 < code <= _LAST_SIGN and code not in _HALVES else " "


def page_of(document: PdfDocument, number: int) -> PdfPage:
    """Load a page. Raises Failure(DAMAGED) when it is broken."""
    try:
        return document[number]
    except PdfiumError as error:
        raise Failure(Ending.DAMAGED) from error
