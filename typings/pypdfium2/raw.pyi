# The part of PDFium that the program uses as it is.

import ctypes
from collections.abc import Callable

from pypdfium2 import PdfPage, PdfTextPage

FPDF_ERR_PASSWORD: int
FPDF_ERR_SECURITY: int

FS_MATRIX: Callable[[float, float, float, float, float, float], object]
FPDFPage_TransFormWithClip: Callable[[PdfPage, object, None], bool]

def FPDF_PageToDevice(
    page: PdfPage,
    start_x: int,
    start_y: int,
    size_x: int,
    size_y: int,
    rotate: int,
    page_x: float,
    page_y: float,
    device_x: ctypes.c_int,
    device_y: ctypes.c_int,
) -> int: ...
def FPDFText_CountRects(text: PdfTextPage, start: int, count: int, /) -> int: ...
def FPDFText_GetRect(text: PdfTextPage, number: int, /, *sides: object) -> int: ...
def FPDFText_GetUnicode(text: PdfTextPage, place: int, /) -> int: ...
