"""Fields of a form: the label above, a mark where required, the error beside in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.polish import named, restyle

REQUIRED = "•"


class Field(QWidget):
    """One control of a form in its frame. `name` is marked English text."""

    def __init__(
        self, desk: Desk, name: str, control: QWidget, *, required: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self._desk = desk
        self._name, self._hint_text, self._required = name, hint, required
        self._label = named(QLabel(), "field_label")
        self._lines = QVBoxLayout(self)
        self._error: QLabel | None = None
        self._hint = self._add_line("field_hint") if hint else None
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        desk.theme.changed.connect(self._say)

    @property
    def name(self) -> str:
        """The field's marked English name."""
        return self._name

    @property
    def error(self) -> str:
        """What is said to be wrong, or nothing."""
        return self._error.text() if self._error is not None else ""

    def show_error(self, text: str = "") -> None:
        """Say in words what is wrong, or nothing when all is well."""
        if self._error is None and text:
            self._error = self._add_line("field_error")
        if self._error is not None:
            self._error.setText(text)
            self._error.setVisible(bool(text))
        if self._hint is not None:
            self._hint.setVisible(not text)
        restyle(self.control, wrong=bool(text))
        self.control.setAccessibleDescription(text)

    def require(self, *, required: bool) -> None:
        """Mark the field as required or not."""
        if required != self._required:
            self._required = required
            self._say()

    def rename(self, name: str) -> None:
        """Call the field something else."""
        self._name = name
        self._say()

    def _build(self) -> None:
        layout = self._lines
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        self._label.setBuddy(self.control)
        layout.insertWidget(0, self._label)
        layout.insertWidget(1, self.control)
        layout.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _add_line(self, name: str) -> QLabel:
        """Make room for a sentence under the control: most fields never say any."""
        line = named(QLabel(), name)
        line.setWordWrap(True)
        self._lines.insertWidget(min(2, self._lines.count()), line)
        return line

    def _say(self) -> None:
        words = self._desk.speech.words
        name = words.text(self._name)
        accent = self._desk.theme.colours.accent_text
        sign = f' <span style="color:{accent}">{REQUIRED}</span>' if self._required else ""
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setText(name + sign)
        required = words.text("required")
        # What the keys go to is what is read out.
        for control in {self.control, self.control.focusProxy() or self.control}:
            control.setAccessibleName(f"{name}, {required}" if self._required else name)
        if self._hint is not None:
            self._hint.setText(words.text(self._hint_text))
            self._hint.setVisible(not self.error)


class Form(QWidget):
    """Fields in a grid of twelve columns, so that short fields share a line."""

    COLUMNS = 12

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID + GRID // 2)
        for column in range(self.COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)
        self._line = 0
        self._place = 0

    def add(self, field: QWidget, width: int = COLUMNS) -> None:
        """Put a field on the line, `width` twelfths wide, or on a new one if it does not fit."""
        if self._place + width > self.COLUMNS:
            self._line, self._place = self._line + 1, 0
        self._grid.addWidget(field, self._line, self._place, 1, width)
        self._grid.setRowStretch(self._line, 0)
        self._grid.setRowStretch(self._line + 1, 1)
        self._place += width

    def end_line(self) -> None:
        """Begin a new line."""
        if self._place:
            self._line, self._place = self._line + 1, 0


def row(*widgets: QWidget, spacing: int = GRID) -> QWidget:
    """Put widgets side by side, the last free space at the right."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch()
    return holder
