"""How large a page is shown: by a factor, to the width, or all of it; and how it is turned."""

from __future__ import annotations

from PySide6.QtCore import QSize

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
NATURAL = 794
"""How wide a page is at a hundred per cent, in logical pixels: A4 at 96 dots an inch."""
WIDEST = 4000
STEP = 200
"""Pages are asked for in steps of this width, so that dragging a border asks seldom."""
USUAL_SHARE = 0.707
"""Width of a page to its height before one is there."""


class Fit:
    """The size of a page in a room. `zoom` is None where the room decides; `share` is the page's.

    `turn` is in degrees to the right.
    """

    def __init__(self) -> None:
        self.zoom: float | None = None
        self.whole = False
        self.turn = 0
        self.share = USUAL_SHARE

    @property
    def to_width(self) -> bool:
        """Whether the page is as wide as the room."""
        return self.zoom is None and not self.whole

    @property
    def lies(self) -> bool:
        """Whether the page is turned on its side."""
        return self.turn % 180 != 0

    def turn_right(self) -> None:
        """Turn a quarter to the right."""
        self.turn = (self.turn + 90) % 360

    def learn(self, image: QSize) -> None:
        """Take the shape of the page."""
        self.share = image.width() / max(1, image.height())

    def size(self, room: QSize) -> QSize:
        """Say how large the page is shown, in logical pixels."""
        share = 1 / self.share if self.lies else self.share
        if self.zoom is not None:
            width = NATURAL * self.zoom * (share if self.lies else 1)
        else:
            width = max(STEP, room.width())
            if self.whole:
                width = min(width, max(STEP, room.height()) * share)
        return QSize(round(width), round(width / share))

    def pixels(self, room: QSize, ratio: float) -> int:
        """Tell the width to ask for, in pixels of the screen, rounded up to a step."""
        size = self.size(room)
        logical = size.height() if self.lies else size.width()
        return min(WIDEST, -(-int(logical * ratio) // STEP) * STEP)

    def stepped(self, direction: int, shown: QSize) -> float:
        """Give the factor after, or before, the one a page is shown at."""
        now = self.zoom or (shown.height() if self.lies else shown.width()) / NATURAL
        if direction > 0:
            return next((zoom for zoom in ZOOMS if zoom > now + 0.01), ZOOMS[-1])
        return next((zoom for zoom in reversed(ZOOMS) if zoom < now - 0.01), ZOOMS[0])
