"""What must be there before a chapter is followed, and what its pictures show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from tests.handbook.office import Place
from tests.handbook.reader import Reader

Prepare = Callable[[Place], object]
Meanwhile = Callable[[Reader], object]
Cut = Callable[[Reader], QRect]


@dataclass(frozen=True, slots=True)
class Story:
    """How a chapter is followed.

    Attributes:
        prepare: what the office has seen before.
        before: what others do before a step, by the number of the list and of the step.
        cuts: what is cut out of the window for a picture, by its name.
    """

    prepare: Prepare | None = None
    before: dict[tuple[int, int], Meanwhile] = field(
        default_factory=dict[tuple[int, int], Meanwhile]
    )
    cuts: dict[str, Cut] = field(default_factory=dict[str, Cut])


def part(left: float, top: float, right: float, bottom: float) -> Cut:
    """Cut a part out of the window, in shares of its width and height."""

    def cut(reader: Reader) -> QRect:
        size = reader.window.size()
        return QRect(
            round(left * size.width()),
            round(top * size.height()),
            round((right - left) * size.width()),
            round((bottom - top) * size.height()),
        )

    return cut


def around(find: Callable[[QWidget], QWidget], margin: int = 12) -> Cut:
    """Cut out what is around a widget of the window."""

    def cut(reader: Reader) -> QRect:
        window = reader.window
        widget = find(window)
        place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
        return place.adjusted(-margin, -margin, margin, margin) & window.rect()

    return cut


STORIES: dict[str, Story] = {
    "incoming": Story(cuts={"incoming-card": part(0, 0, 0.55, 0.62)}),
}
