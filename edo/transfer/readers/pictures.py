"""Pages that are pictures: PNG, JPEG, BMP, GIF, and TIFF with one page or many."""

import struct
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps
from PIL.TiffImagePlugin import TiffImageFile

from edo.transfer.readers.child import Work
from edo.transfer.readers.drawing import Desk, Drawn, Size, fitting
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.layer import NoLayer

_FORMATS = ("BMP", "GIF", "JPEG", "PNG", "TIFF")
# Of one decoded page: an A3 at 600 dpi fits, and as RGB takes a quarter of the memory allowed.
_MOST_PIXELS = 80_000_000
_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})
_POINTS = 72
_A4_LONGER = 842.0
_LIKELY_LONGER = (200.0, 1700.0)  # points: from A7 to A2
_QUALITY = 90


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    Image.preinit()  # loads decoders, which later there would be no way to
    return Desk(PicturePages).works()


class PicturePages:
    """The pages of one picture file: only TIFF has more than one."""

    plain = cut = False

    def __init__(self, file: BinaryIO) -> None:
        with _reading():
            self._image = Image.open(file, formats=_FORMATS)
            many = getattr(self._image, "n_frames", 1)
        # Other formats may have frames too: moving pictures, previews of a camera.
        self.count = many if isinstance(self._image, TiffImageFile) else 1

    def size(self, number: int) -> Size:
        """Measure a page by the resolution it names, or as an A4 where that is not likely.

        Raises:
            Failure: DAMAGED, or TOO_LARGE.
        """
        self._go_to(number)
        width, height = self._upright()
        across, down = _resolution(self._image)
        size = Size(width / across * _POINTS, height / down * _POINTS)
        shortest, longest = _LIKELY_LONGER
        if shortest <= max(size) <= longest:
            return size
        scale = _A4_LONGER / max(width, height)
        return Size(width * scale, height * scale)

    def draw(self, number: int, width: int) -> Drawn:
        """Draw a page. Raises Failure: DAMAGED, or TOO_LARGE."""
        self._go_to(number)
        size = Size(*self._upright())
        pixels = fitting(width, size)
        target = (pixels, max(1, round(pixels * size.height / size.width)))
        with _reading():
            # A JPEG can be decoded at half the size at once.
            self._image.draft("RGB", (target[1], target[0]) if self._turned() else target)
            image = ImageOps.exif_transpose(_on_white(self._image))
            image = image.reduce(max(1, image.width // pixels))
            image = ImageOps.contain(image, target, Image.Resampling.BILINEAR)
            return Drawn(image.width, image.height, image.tobytes())

    def layer(self, number: int) -> NoLayer:
        """Give no letters: what a picture shows is not read."""
        return NoLayer()

    def as_pdf(self, number: int) -> bytes:
        """Make a PDF of one page of it, as large as `size` says."""
        size = self.size(number)
        with _reading():
            page = ImageOps.exif_transpose(self._image)
            if page.mode != "1":
                page = _on_white(page)
            out = BytesIO()
            page.save(out, "PDF", resolution=page.width / size.width * _POINTS, quality=_QUALITY)
            return out.getvalue()

    def _go_to(self, number: int) -> None:
        with _reading():
            self._image.seek(number)
        if self._image.width * self._image.height > _MOST_PIXELS:
            raise Failure(Ending.TOO_LARGE)

    def _turned(self) -> bool:
        with _reading():
            return self._image.getexif().get(_ORIENTATION) in _TURNED

    def _upright(self) -> tuple[int, int]:
        width, height = self._image.size
        return (height, width) if self._turned() else (width, height)


@contextmanager
def _reading() -> Generator[None]:
    """Turn what the library says of bad bytes into our words."""
    try:
        yield
    except Image.DecompressionBombError as error:
        raise Failure(Ending.TOO_LARGE) from error
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error) as error:
        raise Failure(Ending.DAMAGED) from error


def _on_white(image: Image.Image) -> Image.Image:
    """Return it in RGB; what shows through shows white, sixteen bits of grey become eight."""
    if image.mode.startswith("I"):
        return Image.eval(image.convert("I"), lambda level: level * (1 / 256)).convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Return dots per inch across and down; what a file without them says is nothing likely."""
    try:
        across, down = (float(number) for number in image.info["dpi"])
    except (LookupError, TypeError, ValueError, ZeroDivisionError):
        return (1, 1)
    return (across, down) if across > 0 and down > 0 else (1, 1)
