"""A window pictures are taken of: a shot of it as it stands, or with a sheet over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from ui.desk import Desk
from ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: its name, the window, and the sheet that stands over it, if any."""

    name: str
    window: QWidget
    sheet: QWidget | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The window of a client, and all it was given."""

    desk: Desk
    window: MainWindow

    def shot(self, name: str) -> Shot:
        """Take the window as it stands."""
        return Shot(name, self.window)

    def over(self, name: str, begin: Callable[[], object]) -> Iterator[Shot | None]:
        """Open a sheet over the window, take it, and put it away."""
        begin()
        yield None
        sheet = next((one for one in self.window.findChildren(QDialog) if one.isVisible()), None)
        if sheet is not None:
            yield Shot(name, self.window, sheet)
            sheet.reject()
