"""The four lines of the code on the recovery sheet, typed from paper.

What is wrong is said under the line it is in, as soon as it shows; nothing typed is ever cleared.
The lines are a secret: they are kept nowhere but where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from edo import keycode
from edo.errors import EdoError, Reason, Refusal
from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.polish import named, restyle
from ui.widgets.sign import Sign

CODE = mark("The four lines of the code")
"""What the field is called, everywhere."""
HOW = mark("Hyphens, spaces, large and small letters make no difference.")
ICON = 18
AT_ONCE = (
    Reason.CODE_SIGN_WRONG,
    Reason.CODE_LINE_MOVED,
    Reason.CODE_GROUP_WRONG,
    Reason.CODE_LINE_WRONG,
)
"""What is wrong whatever is typed after it; a short line may become a long one."""
ONWARDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class CodeLine(QLineEdit):
    """One line: Enter and the arrows go to the next one, as long as there is one."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n
        self.before: CodeLine | None = None
        self.after: CodeLine | None = None

    def event(self, event: QEvent) -> bool:
        """Keep Enter from whoever hands in, before the last line."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return super().event(event)
        if self._target(event) is None:
            return super().event(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the line before or after."""
        target = self._target(event)
        if target is None:
            super().keyPressEvent(event)
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _target(self, event: QKeyEvent) -> CodeLine | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if event.key() in ONWARDS:
            return self.after
        return self.before if event.key() == Qt.Key.Key_Up else None


class CodeLines(QWidget):
    """The lines, each with its number before it and what is wrong under it.

    `changed` is sent whenever something is typed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines = [CodeLine(n) for n in range(1, keycode.LINES + 1)]
        self._marks = [Sign(desk.theme, size=ICON) for _line in self.lines]
        self._wrongs = [named(QLabel(), "field_error") for _line in self.lines]
        self._refused: dict[int, EdoError] = {}
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)

    @property
    def wrongs(self) -> list[str]:
        """What is said under each line; nothing where nothing is wrong."""
        return [label.text() for label in self._wrongs]

    def texts(self) -> list[str]:
        """Give what stands in each line."""
        return [line.text() for line in self.lines]

    def text(self) -> str:
        """Give what was typed, line by line."""
        return "\n".join(self.texts())

    def put(self, texts: Sequence[str]) -> None:
        """Let what was typed before stand there again."""
        for line, text in zip(self.lines, texts, strict=False):
            line.setText(text)
            self._look_at(line, is_left=True)

    def look_over(self) -> bool:
        """Say what is wrong in each line that has something in it; go to the first such line.

        Tells whether nothing is. Where all is empty the first line has the keys.
        """
        for line in self.lines:
            self._look_at(line, is_left=True)
        wrong = [line for line in self.lines if line.n in self._refused or not line.text().strip()]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for place, line in enumerate(self.lines):
            line.before = self.lines[place - 1] if place else None
            line.after = self.lines[place + 1] if line.n < len(self.lines) else None
            number, sign, wrong = QLabel(f"{line.n}."), self._marks[place], self._wrongs[place]
            number.setProperty("muted", True)
            sign.setFixedWidth(ICON)
            wrong.setWordWrap(True)
            wrong.hide()
            for column, widget in enumerate((number, line, sign)):
                grid.addWidget(widget, 2 * place, column)
            grid.addWidget(wrong, 2 * place + 1, 1, 1, 2)
            line.textChanged.connect(self._on_changed)
            line.editingFinished.connect(self._on_left)
        self.setFocusProxy(self.lines[0])

    def _on_changed(self) -> None:
        line = self.sender()
        if isinstance(line, CodeLine):
            self._look_at(line, is_left=False)
        self.changed.emit()

    def _on_left(self) -> None:
        line = self.sender()
        if isinstance(line, CodeLine):
            self._look_at(line, is_left=True)

    def _look_at(self, line: CodeLine, *, is_left: bool) -> None:
        self._refused.pop(line.n, None)
        try:
            keycode.check(line.n, line.text())
        except Refusal as error:
            if line.text().strip() and (is_left or error.reason in AT_ONCE):
                self._refused[line.n] = error
        self._say_line(line)

    def _say(self) -> None:
        for line in self.lines:
            self._say_line(line)

    def _say_line(self, line: CodeLine) -> None:
        words, place = self._desk.speech.words, line.n - 1
        error = self._refused.get(line.n)
        said = words.refusal(error) if error is not None else ""
        right = error is None and _is_right(line)
        self._wrongs[place].setText(said)
        self._wrongs[place].setVisible(bool(said))
        restyle(line, wrong=bool(said))
        if line.n > 1:  # the first has the name of the field
            line.setAccessibleName(words.text("Line {n} of the code", n=line.n))
        line.setAccessibleDescription(said or (words.text("The line is right") if right else ""))
        sign = self._marks[place]
        sign.setToolTip(words.text("The line is right") if right else "")
        sign.put("check" if right else "", "good")


def _is_right(line: CodeLine) -> bool:
    try:
        keycode.check(line.n, line.text())
    except Refusal:
        return False
    return True
