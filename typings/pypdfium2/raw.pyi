# The constants of PDFium that the program uses.

FPDF_ERR_PASSWORD: int
FPDF_ERR_SECURITY: int
