"""A sheet: one form, one command. Errors stand beside their fields, Ctrl+Enter hands it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from edo.commands.forms import forget_form
from edo.errors import EdoError, Reason
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_state import PartsForm
from ui.dialogs.kept_words import KeptWords
from ui.dialogs.offer_line import OfferLine
from ui.dialogs.refused_fields import field_of
from ui.handbook import offer_help
from ui.theme import GRID, ROOMY
from ui.widgets.both import languages
from ui.widgets.catching_up import leave_line, once_caught_up
from ui.widgets.field import Field, Form
from ui.widgets.layouts import put_in
from ui.widgets.main_key import DOING, MainKey
from ui.widgets.polish import named, restyle
from ui.widgets.tabbing import step
from ui.widgets.why_not import unanswered

WIDTH = 640
FRAME = 40
"""Logical pixels that the frame of a window takes of the screen's height."""
BOTH_NAMES = {"ru": mark("Name in Russian"), "kk": mark("Name in Kazakh")}

Control = TypeVar("Control", bound=QWidget)


class WayOut(QPushButton):
    """A further button of a sheet; its action is called as it is, and its tooltip tells the key."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)

    def setText(self, text: str) -> None:
        """Call the button, and what its key does."""
        super().setText(text)
        self._action.setText(text)
        self.setToolTip(f"{text} ({self._action.shortcut().toString()})")


class FormSheet(QDialog):
    """A form in a window of its own. Subclasses add fields and say what is sent.

    `title` and `button` are marked English. `done` is sent with the command's answer once it was
    carried out; the sheet is then closed.

    `subject` is the id of what the sheet is about, empty for something new: what is typed is kept
    under it, and stands there again when such a sheet about the same is opened. None keeps nothing:
    a sheet of ticks, or of secrets.
    """

    done_with = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        title: str,
        button: str,
        subject: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._texts = (title, button)
        self._leading: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self.form = Form()
        self.primary, self._cancel = QPushButton(), QPushButton()
        self._buttons = QHBoxLayout()
        self._title = QLabel()
        self._wrong = named(QLabel(), "field_error")
        self.told_line: OfferLine | None = None
        self.main_key = MainKey(self, self.primary, desk.speech)
        self._outer = QVBoxLayout(self)
        self._fitted, self._widened, self._place = 0, False, QPoint()
        self._build()
        self._say_sheet()
        desk.speech.changed.connect(self._say_sheet)
        desk.bridge.crashed.connect(self._on_crashed)
        self.kept = KeptWords(desk, self, PartsForm(self._parts), self._make_line)
        if subject is not None:
            self.kept.about(f"sheet/{type(self).__name__}/{title}/{subject}")

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab come to every control."""
        return step(self, forward=forward, as_seen=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a key does nothing; a sheet inside a page leaves that to the window around."""
        super().keyPressEvent(event)
        if self.isWindow() and (why := unanswered(self, self._desk.speech.words, event)):
            self._answer_key(why)

    def setVisible(self, visible: bool) -> None:
        """Be as high as the form needs, unless the sheet has a size of its own."""
        if visible and not self.isVisible():
            for part in (self, *self.findChildren(QWidget)):
                part.ensurePolished()
            self._widen()
            if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
                self._fit()
        super().setVisible(visible)
        self._place = self.geometry().topLeft()

    def event(self, event: QEvent) -> bool:
        """Grow when something more is said in the form: an error, a further line."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._fitted:
            self._follow()
        return done

    def add(
        self,
        code: str,
        name: str,
        control: Control,
        width: int = Form.COLUMNS,
        *,
        required: bool = False,
        hint: str = "",
    ) -> Control:
        """Add a field; `name` and `hint` are marked English, `code` is what refusals call it."""
        field = Field(self._desk, name, control, required=required, hint=hint)
        self.fields[code] = field
        self.form.add(field, width)
        return control

    def line(
        self,
        code: str,
        name: str,
        text: str = "",
        width: int = Form.COLUMNS,
        *,
        required: bool = False,
        hint: str = "",
    ) -> QLineEdit:
        """Add a field of one line with a text in it."""
        control = QLineEdit(text)
        control.setCursorPosition(0)
        return self.add(code, name, control, width, required=required, hint=hint)

    def pair(
        self,
        code: str,
        names: Mapping[str, str],
        controls: Mapping[str, QWidget],
        width: int = Form.COLUMNS // 2,
        *,
        required: bool = False,
    ) -> None:
        """Add what is asked for in both languages, the person's own first.

        Args:
            code: what both fields' codes begin with; the language follows.
            names: language → marked English name.
            controls: language → control.
            width: of each.
            required: whether one of them is; the first is marked.
        """
        first, second = languages(self._desk.speech.words)
        self._leading[f"{code}_ru"] = f"{code}_{first}"
        for one in (first, second):
            must = required and one == first
            self.add(f"{code}_{one}", names[one], controls[one], width, required=must)

    def lines(
        self,
        code: str,
        names: Mapping[str, str],
        entry: Any,
        width: int = Form.COLUMNS // 2,
        *,
        required: bool = False,
    ) -> tuple[QLineEdit, QLineEdit]:
        """Add a pair of lines with what a record has; give the Russian and the Kazakh one."""
        ru, kk = (QLineEdit(getattr(entry, f"{code}_{one}", "")) for one in ("ru", "kk"))
        for line in (ru, kk):
            line.setCursorPosition(0)
        self.pair(code, names, {"ru": ru, "kk": kk}, width, required=required)
        return ru, kk

    def leading(self, code: str) -> str:
        """Give the code of the field of a pair that is asked for first; others stay as they are."""
        return self._leading.get(code, code)

    def hand_in(self) -> None:
        """Send what is in the form. Subclasses call `run` here."""
        raise NotImplementedError

    def run(self, command: Callable[..., Any], **words: Any) -> None:
        """Run the sheet's command; its refusal is shown in the form."""
        self.clear_errors()
        self.main_key.hold(DOING)
        # A sheet closed meanwhile must forget its words too, so the answer waits for no window.
        bridge, name = self._desk.bridge, self.kept.name
        bridge.run(
            command,
            then=partial(self._landed, name, self._on_done),
            otherwise=partial(self._landed, "", self._on_refused),
            owner=bridge,
            **words,
        )

    def accept(self) -> None:
        """Close the sheet: what stood in it is handed in, or is what was there before."""
        self.kept.forget()
        super().accept()

    def add_button(self, keys: str, act: Callable[[], object]) -> QPushButton:
        """Add another way out beside the usual one; the sheet names the button in its `_say`."""
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        button = WayOut(action)
        action.triggered.connect(lambda: act())
        self.addAction(action)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def refit(self) -> None:
        """Be as high as what is in the form needs now, once it is laid out."""
        QTimer.singleShot(0, self, self._fit)

    def warn(self) -> None:
        """Colour the button that does it: what this sheet does cannot be undone."""
        restyle(self.primary, primary=False, danger=True)

    def be_careful(self) -> None:
        """Let Enter cancel at first besides: nothing has to be typed that gives time to think."""
        self.warn()
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self._cancel.setAutoDefault(True)
        self._cancel.setDefault(True)
        self._cancel.setFocus()

    def show_wrong(self, code: str, text: str) -> None:
        """Say what is wrong beside a field, or under the form where no field is to blame."""
        field = self.fields.get(code)
        if field is None:
            self._wrong.setText(text)
            self._wrong.setVisible(bool(text))
            return
        field.show_error(text)
        if text:
            field.control.setFocus()

    def clear_errors(self) -> None:
        """Take all errors away."""
        for field in self.fields.values():
            if field.error:
                field.show_error()
        self._wrong.hide()
        if self.told_line is not None:
            self.told_line.hide()

    def _build(self) -> None:
        self._title.setProperty("text_size", "large")
        self._title.setWordWrap(True)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.primary.setProperty("primary", True)
        self.primary.setDefault(True)
        self.primary.clicked.connect(self._on_primary)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self.main_key.worked.connect(self._on_primary)
        self.main_key.told.connect(self._answer_key)
        self.help = offer_help(self._desk, self)
        buttons = self._buttons
        buttons.setSpacing(GRID)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.primary)
        outer = self._outer
        outer.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        outer.setSpacing(2 * GRID)
        outer.addWidget(self._title)
        outer.addWidget(self.form)
        outer.addWidget(self._wrong)
        put_in(outer, buttons)
        self.setMinimumWidth(WIDTH)

    def _widen(self) -> None:
        """Be wider where texts are larger, as far as the screen goes."""
        larger = self._desk.theme.sizes.text / ROOMY.text
        room = self.screen().availableGeometry().width() - 4 * GRID
        wide = self.minimumWidth()
        if larger > 1 and not self._widened:
            self._widened = True
            self.setMinimumWidth(max(wide, min(round(wide * larger), room)))
            self.resize(self.minimumWidth(), self.height())
            self.setAttribute(Qt.WidgetAttribute.WA_Resized, False)

    def _fit(self) -> None:
        if not self.isWindow():
            return
        # Left alone, the layout asks for the height it would need at its narrowest.
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumHeight(0)
        self._outer.activate()
        self._be_high(self._needed())

    def _follow(self) -> None:
        """Keep the height the form needs; what a person made higher stays so while it fits."""
        needed = self._needed()
        if needed > self.height() or self.height() == self._fitted != needed:
            self._be_high(needed)

    def _be_high(self, height: int) -> None:
        """Take a height, and stay where the window was put.

        While X is still placing it, it tells of the corner of the screen first: a window that
        grows then would stay there, its title out of sight.
        """
        self._fitted = height
        at = self.geometry().topLeft()
        if self.isVisible() and at.isNull():
            self.setGeometry(QRect(self._place, QSize(self.width(), height)))
        else:
            self.resize(self.width(), height)

    def _needed(self) -> int:
        height = self._outer.totalHeightForWidth(self.width())
        height = height if height > 0 else self._outer.totalSizeHint().height()
        room = self.screen().availableGeometry().height() - FRAME
        least = self._outer.totalMinimumHeightForWidth(self.width())
        return max(least, min(height, room))

    def _say_sheet(self) -> None:
        words = self._desk.speech.words
        title, button = self._texts
        self._title.setText(words.text(title))
        self.setWindowTitle(words.text(title))
        self.primary.setText(words.text(button))
        self.primary.setToolTip(f"{words.text(button)} (Ctrl+Enter)")
        self._cancel.setText(words.text("Cancel"))
        self._cancel.setToolTip(words.text("Cancel") + " (Esc)")
        self.main_key.setText(words.text(button))

    def _parts(self) -> dict[str, QWidget]:
        """Name what is filled in: fields by their codes, what has no field by its place."""
        codes = {id(field): code for code, field in self.fields.items()}
        children = [one for one in self.form.children() if isinstance(one, QWidget)]
        return {codes.get(id(one), f"+{place}"): one for place, one in enumerate(children)}

    def _answer_key(self, text: str) -> None:
        """Say above the buttons, where mistakes stand too, why a key did nothing; or no more."""
        if self.told_line is None:
            if not text:
                return
            self.told_line = OfferLine(self._desk)
            self._outer.insertWidget(self._outer.indexOf(self._wrong), self.told_line)
        self.told_line.answer(text)

    def _make_line(self) -> OfferLine:
        line = OfferLine(self._desk)
        self._outer.insertWidget(1, line)
        self.refit()
        return line

    def _landed(self, name: str, then: Callable[[Any], object], answer: object) -> None:
        if isValid(self):
            then(answer)
        elif name:
            self._desk.bridge.run(forget_form, name=name)

    def _on_crashed(self, _trace: str) -> None:
        """Let what was typed be handed in once more: the program made a mistake, not the person."""
        self.main_key.hold()

    def _on_primary(self) -> None:
        if self.primary.isEnabled():
            leave_line(self.form)
            self.main_key.hold(DOING)
            once_caught_up(self.form, self._on_caught_up)

    def _on_caught_up(self) -> None:
        self.main_key.hold()
        self.hand_in()

    def _on_done(self, answer: object) -> None:
        self.done_with.emit(answer)
        self.accept()

    def _on_refused(self, error: EdoError) -> None:
        self.main_key.hold()
        code = field_of(error, self.fields)
        # Either language will do, so what is missing is missing where one begins.
        code = self.leading(code) if error.reason == Reason.REQUIRED_FIELD else code
        self.show_wrong(code, self._desk.speech.words.refusal(error))


def changed(before: Any, values: Mapping[str, object]) -> dict[str, object]:
    """Give only the fields that differ from a record: a change states nothing else."""
    return {name: value for name, value in values.items() if getattr(before, name) != value}
