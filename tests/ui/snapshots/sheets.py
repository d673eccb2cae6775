"""Contact sheets: all pictures of a page on one, differences from what was kept marked in red."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from tests.ui.snapshots.comparing import SMALLER, Box

HALF = 2
GAP = 12
LINE = 18
GROUND, INK, RED = (128, 128, 128), (255, 255, 255), (230, 0, 60)


@dataclass(frozen=True, slots=True)
class Print:
    """One picture on a sheet.

    Attributes:
        page: whose sheet it stands on.
        name: what stands over it.
        picture: half as large as the window.
        boxes: where it differs from what was kept, in pixels of the small picture.
    """

    page: str
    name: str
    picture: Image.Image
    boxes: tuple[Box, ...] = ()


def printed(page: str, name: str, picture: Image.Image, boxes: Iterable[Box] = ()) -> Print:
    """Make a print of a whole picture."""
    return Print(page, name, picture.reduce(HALF), tuple(boxes))


def write(prints: Iterable[Print], folder: Path) -> int:
    """Write one sheet a page; return how many there are."""
    pages: dict[str, list[Print]] = defaultdict(list)
    for one in prints:
        pages[one.page].append(one)
    folder.mkdir(parents=True, exist_ok=True)
    for page, those in pages.items():
        _sheet(those).save(folder / f"{page}.png")
    return len(pages)


def _sheet(prints: list[Print]) -> Image.Image:
    rows = [prints[n : n + 2] for n in range(0, len(prints), 2)]
    heights = [max(one.picture.height for one in row) + LINE + GAP for row in rows]
    width = max(sum(one.picture.width + GAP for one in row) for row in rows) + GAP
    sheet = Image.new("RGB", (width, sum(heights) + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for one in row:
            draw.text((left, top), one.name, INK)
            sheet.paste(one.picture, (left, top + LINE))
            for box in one.boxes:
                x0, y0, x1, y1 = (value * SMALLER // HALF for value in box)
                draw.rectangle(
                    (left + x0, top + LINE + y0, left + x1, top + LINE + y1), outline=RED
                )
            left += one.picture.width + GAP
        top += height
    return sheet
