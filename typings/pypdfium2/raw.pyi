# The part of PDFium that the program uses as it is.

from collections.abc import Callable

from pypdfium2 import PdfPage

FPDF_ERR_PASSWORD: int
FPDF_ERR_SECURITY: int

FS_MATRIX: Callable[[float, float, float, float, float, float], object]
FPDFPage_TransFormWithClip: Callable[[PdfPage, object, None], bool]
