"""The handbook's pictures: taken while its steps are followed, small, compared with those kept.

With `EDO_PICTURES=make` in the environment they are written anew: `make handbook`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from tests.handbook.reader import Reader
    from tests.handbook.stories import Cut

MAKES = os.environ.get("EDO_PICTURES") == "make"
BLOCK = 12
"""Pixels along a side of a block; the mean of each is compared."""
FAR = 24
"""How far two blocks may be apart, of 255."""
APART = 0.01
"""What share of blocks may be farther apart."""
COLOURS = 255
SHADE = QColor(0, 0, 0, 60)


@dataclass
class Pictures:
    """The pictures of a chapter in a language.

    Attributes:
        folder: where they are kept.
        cuts: what is cut out of the window, by names.
    """

    folder: Path
    cuts: Mapping[str, Cut]
    wrong: list[str] = field(default_factory=list[str])

    def take(self, reader: Reader, name: str) -> None:
        """Take a picture of the window, and write it or hold it against the kept one."""
        window = reader.window
        cut = self.cuts.get(name)
        image = grabbed(window, cut(reader) if cut is not None else window.rect())
        path = self.folder / f"{name}.png"
        if MAKES:
            self.folder.mkdir(parents=True, exist_ok=True)
            # What looks the same is left: its bytes differ all the same.
            if not path.exists() or apart(image, QImage(str(path))) > 0:
                assert few_colours(image).save(str(path))
        elif not path.exists():
            self.wrong.append(f"{name} has never been taken")
        elif (share := apart(image, QImage(str(path)))) > APART:
            self.wrong.append(f"{name} differs in {share:.1%}")

    def tell(self) -> None:
        """Fail where a picture is not what is seen."""
        if self.wrong:
            pytest.fail(f"{'; '.join(self.wrong)}: run `make handbook` and look", pytrace=False)


def grabbed(window: QWidget, place: QRect) -> QImage:
    """Draw a part of a window as it is on the screen."""
    image = window.grab(place).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def few_colours(image: QImage) -> QImage:
    """Give a picture in at most 256 colours: a third of the bytes."""
    counted = Counter(memoryview(image.constBits()).cast("I"))
    table = [colour for colour, _times in counted.most_common(COLOURS)]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, flags)


def apart(first: QImage, second: QImage) -> float:
    """Tell the share of blocks in which two pictures differ; 1 where they are of other sizes."""
    if first.size() != second.size():
        return 1.0
    one, other = (_blocks(image) for image in (first, second))
    far = sum(abs(a - b) > FAR for a, b in zip(one, other, strict=True))
    return far / max(1, len(one))


def _blocks(image: QImage) -> bytes:
    """Give the mean grey of every block, row after row."""
    wide, high = max(1, image.width() // BLOCK), max(1, image.height() // BLOCK)
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        wide, high, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    rows = (cast(memoryview, small.constScanLine(row)) for row in range(high))
    return b"".join(bytes(row)[:wide] for row in rows)


def over(window: QImage, sheet: QImage) -> QImage:
    """Put a sheet over the middle of its window, which is in the shade."""
    painter = QPainter(window)
    painter.fillRect(window.rect(), SHADE)
    room = (window.size() - sheet.size()) / 2
    painter.drawImage(QPoint(room.width(), max(0, room.height())), sheet)
    painter.end()
    return window
