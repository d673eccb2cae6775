"""What stands in the controls of a form as plain values, and how such values are put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, cast

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from ui.widgets.many_picker import ManyPicker
from ui.widgets.picker import Choice, Picker
from ui.widgets.select import Select

Values = dict[str, Any]
"""Name of a control → what stands in it: texts, numbers, truths, lists and mappings of such."""


class Standing(Protocol):
    """A piece of a form with a shape of its own: stages of a route, items of a resolution."""

    def standing(self) -> Any:
        """Give what stands in it as plain values."""
        ...

    def put_back(self, value: Any) -> None:
        """Show what `standing` gave."""
        ...


class Form(Protocol):
    """A form as whoever keeps its words sees it."""

    def read(self) -> Values:
        """Give what stands in it."""
        ...

    def put_back(self, values: Mapping[str, Any]) -> object:
        """Show values in the controls of their names; others stay."""
        ...

    def at(self, focus: QWidget) -> str:
        """Give the name of the control that has the keys; empty where none of the form's has."""
        ...

    def go(self, name: str) -> None:
        """Bring the keys to a control."""
        ...


class PartsForm:
    """A form out of named widgets, each with any number of controls in it."""

    def __init__(self, parts: Callable[[], Mapping[str, QWidget]]) -> None:
        self._parts = parts

    def read(self) -> Values:
        """Give what stands in the parts."""
        return read(self._parts())

    def put_back(self, values: Mapping[str, Any]) -> None:
        """Show values in the controls of their names, in the order of the form."""
        put_back(self._parts(), values)

    def at(self, focus: QWidget) -> str:
        """Give the name of the control that has the keys."""
        found = controls(self._parts()).items()
        return next(
            (name for name, one in found if one is focus or one.isAncestorOf(focus)),
            "",
        )

    def go(self, name: str) -> None:
        """Bring the keys to a control."""
        control = controls(self._parts()).get(name)
        if control is not None:
            control.setFocus()


def controls(parts: Mapping[str, QWidget]) -> dict[str, QWidget]:
    """Name everything in the parts of a form that a person fills in, in order.

    Passwords and what can only be read are left out.
    """
    return {
        f"{name}.{place}": control
        for name, part in parts.items()
        for place, control in enumerate(_within(part))
    }


def read(parts: Mapping[str, QWidget]) -> Values:
    """Give what stands in the parts of a form."""
    return {name: _read(control) for name, control in controls(parts).items()}


def put_back(parts: Mapping[str, QWidget], values: Mapping[str, Any]) -> None:
    """Show values in the controls of their names, in the order of the form; others stay."""
    for name in tuple(values):
        # What stands above may bring other controls with it, so they are looked for each time.
        control = controls(parts).get(name)
        if control is not None:
            _put(control, values[name])


def _within(widget: QWidget) -> Iterator[QWidget]:
    if widget.isWindow() and widget.parent() is not None:
        return
    if _is_control(widget):
        if not _is_silent(widget):
            yield widget
        return
    if isinstance(widget, QAbstractItemView):
        return
    for child in widget.children():
        if isinstance(child, QWidget):
            yield from _within(child)


def _is_control(widget: QWidget) -> bool:
    return _stands(widget) or isinstance(widget, _KINDS)


def _stands(widget: QWidget) -> bool:
    """Tell whether a widget is a `Standing`; asking the protocol itself takes ten times as long."""
    return hasattr(type(widget), "standing")


def _is_silent(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isReadOnly() or widget.echoMode() is not QLineEdit.EchoMode.Normal
    return isinstance(widget, QPlainTextEdit) and widget.isReadOnly()


def _read(control: QWidget) -> Any:
    if _stands(control):
        return cast(Standing, control).standing()
    return next(read for kind, read in _READ.items() if isinstance(control, kind))(control)


def _put(control: QWidget, value: Any) -> None:
    if _stands(control):
        cast(Standing, control).put_back(value)
    elif isinstance(control, ManyPicker):
        control.put([Choice(*one) for one in value["chosen"]])
        control.line.setText(value["text"])
    elif isinstance(control, Picker):
        chosen = value["chosen"]
        control.put(Choice(*chosen) if chosen else None)
        if not chosen:
            control.setText(value["text"])
    elif isinstance(control, Select):
        _choose(control, str(value))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(str(value))
        cursor = control.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        control.setTextCursor(cursor)
    elif isinstance(control, QSpinBox):
        control.setValue(int(value))
    elif isinstance(control, QCheckBox | QRadioButton):
        control.setChecked(bool(value))
    elif isinstance(control, QLineEdit):
        control.setText(str(value))


def _choose(control: Select, code: str) -> None:
    if control.findData(code) >= 0 and control.code != code:
        control.put(code)
        control.chosen.emit(code)


def _of_choice(choice: Choice) -> list[str]:
    return [choice.code, choice.name, choice.note]


def _many(control: ManyPicker) -> Values:
    chosen = [_of_choice(one) for one in control.choices]
    return {"chosen": chosen, "text": control.line.text()}


def _one(control: Picker) -> Values:
    choice = control.choice
    return {"chosen": _of_choice(choice) if choice else None, "text": control.text()}


_READ: dict[type[QWidget], Callable[[Any], Any]] = {
    ManyPicker: _many,
    Picker: _one,
    Select: lambda control: cast(Select, control).code,
    QPlainTextEdit: lambda control: cast(QPlainTextEdit, control).toPlainText(),
    QSpinBox: lambda control: cast(QSpinBox, control).value(),
    QCheckBox: lambda control: cast(QCheckBox, control).isChecked(),
    QRadioButton: lambda control: cast(QRadioButton, control).isChecked(),
    QLineEdit: lambda control: cast(QLineEdit, control).text(),
}
"""Kind of control → what is read from it; the special kinds before the general ones."""
_KINDS = tuple(_READ)
