"""Square codes (QR) on scanned pages, read as a phone would: any way up, blurred, grey."""

import time
from collections.abc import Iterator, Mapping

import msgspec
import zxingcpp
from PIL import Image

from edo.transfer.readers.child import Emit, Notes, Request, Work, open_file
from edo.transfer.readers.drawing import Drawn, Pages
from edo.transfer.readers.ending import Failure
from edo.transfer.readers.pdf_pages import PdfPages
from edo.transfer.readers.pictures import PicturePages

MOST_PAGES = 60
"""Pages looked at: a signed sheet has a few."""
MOST_CODES = 200
LONGEST = 4096
"""Characters of one code: the square code holds no more."""
_SQUARE = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_WIDTHS = (1654, 2480, 3508)
"""An A4 at 200, 300 and 425 dots an inch: the first that shows a code is enough."""


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    Image.preinit()  # loads decoders, which later there would be no way to
    return {"pdf": _in_pdf, "picture": _in_picture}


def _in_pdf(request: Request, emit: Emit) -> Notes:
    with open_file(request.file) as file:
        return _read(PdfPages(file), request, emit)


def _in_picture(request: Request, emit: Emit) -> Notes:
    with open_file(request.file) as file:
        return _read(PicturePages(file), request, emit)


def _read(pages: Pages, request: Request, emit: Emit) -> Notes:
    """Emit a list of texts, those of the first page first; say how many pages were looked at."""
    found: dict[str, None] = {}
    looked = min(pages.count, MOST_PAGES)
    bad = 0
    for number in range(looked):
        if time.monotonic() > request.deadline and found:
            looked = number
            break
        try:
            found.update(dict.fromkeys(_on_page(pages, number)))
        except Failure as failure:
            bad += 1
            if bad == looked:
                raise Failure(failure.ending) from failure
    emit(msgspec.json.encode(list(found)[:MOST_CODES]))
    return {"pages": pages.count, "looked": looked}


def _on_page(pages: Pages, number: int) -> list[str]:
    for width in _WIDTHS:
        texts = list(_texts(pages.draw(number, width)))
        if texts:
            return texts
    return []


def _texts(drawn: Drawn) -> Iterator[str]:
    image = Image.frombuffer("RGB", (drawn.width, drawn.height), bytes(drawn.rgb)).convert("L")
    for one in zxingcpp.read_barcodes(image, formats=_SQUARE):
        if 0 < len(one.text) <= LONGEST:
            yield one.text
