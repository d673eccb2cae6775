"""An icon beside a text, in the colours and the size of the look in force."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ui.theme import Theme


class Sign(QLabel):
    """Shows an icon, or nothing.

    Args:
        theme: whose look it wears.
        name: of the icon.
        colour: of the palette.
        size: logical pixels; none for those of the look.
        less: logical pixels it is smaller than the look has it.
    """

    def __init__(
        self, theme: Theme, name: str = "", colour: str = "muted", *, size: int = 0, less: int = 0
    ) -> None:
        super().__init__()
        self._theme, self._name, self._colour = theme, name, colour
        self._size, self._less = size, less
        self._dress()
        theme.changed.connect(self._dress)

    def put(self, name: str, colour: str = "muted") -> None:
        """Show another icon; none where it has no name."""
        self._name, self._colour = name, colour
        self._dress()

    def _dress(self) -> None:
        if self._name:
            size = (self._size or self._theme.sizes.icon) - self._less
            self.setPixmap(self._theme.picture(self._name, self._colour, size))
        else:
            self.clear()
