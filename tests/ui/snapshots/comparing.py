"""Whether two pictures of a window show the same, whatever hinting does to letters.

A picture is kept a quarter as large in each direction, in few colours. Two are compared block by
block, by how light each block is on the whole: the same letters drawn a little otherwise leave a
block as it was, letters that moved, came or went do not.
"""

from io import BytesIO

from PIL import Image, ImageChops
from PySide6.QtGui import QImage

SMALLER = 4
"""A picture is kept so many times smaller."""
BLOCK = 4
"""Pixels of a small picture: 16 of the window, as large as an icon."""
LIMIT = 8
"""Of 255, in any colour: so much may a block differ."""
COLOURS = 256
"""No block differs by more than 3 for that."""

_MARKS = [255 * (value > LIMIT) for value in range(256)] * 3

Box = tuple[int, int, int, int]
"""Left, top, right and bottom."""


def pictured(image: QImage) -> Image.Image:
    """Turn a picture of Qt's into one to reckon with."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = plain.width(), plain.height()
    return Image.frombuffer(
        "RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1
    )


def small(picture: Image.Image) -> Image.Image:
    """Make a picture as small as it is kept."""
    return picture.reduce(SMALLER)


def kept(picture: Image.Image) -> bytes:
    """Return the file of a small picture."""
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def differences(one: Image.Image, other: Image.Image) -> list[Box]:
    """Return the blocks of two small pictures that differ, in pixels of the small ones."""
    if one.size != other.size:
        return [(0, 0, *one.size)]
    half = BLOCK // 2
    return sorted(box for x in (0, half) for y in (0, half) for box in _differing(one, other, x, y))


def _differing(one: Image.Image, other: Image.Image, x: int, y: int) -> list[Box]:
    box = (x, y, *one.size)
    blocks = (picture.convert("RGB").crop(box).reduce(BLOCK) for picture in (one, other))
    differ = ImageChops.difference(*blocks).point(_MARKS)
    red, green, blue = differ.split()
    marked = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    if marked.getbbox() is None:
        return []
    found = (divmod(n, marked.width) for n, value in enumerate(marked.tobytes()) if value)
    return [
        (x + column * BLOCK, y + row * BLOCK, x + (column + 1) * BLOCK, y + (row + 1) * BLOCK)
        for row, column in found
    ]
