"""A line one can press: its texts have the room there is."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.desk import Desk
from ui.widgets.elided import Elided
from ui.widgets.line_button import LineButton

WIDTH = 340


@pytest.mark.parametrize("note", ["", "not sent yet"])
@pytest.mark.parametrize("badge", [False, True])
def test_the_first_line_has_the_width_of_the_line(
    qtbot: QtBot, desk: Desk, note: str, *, badge: bool
) -> None:
    """The first text is as wide as the line, with a second one, with a badge under it, or alone."""
    line = LineButton(desk, "building", "Аппарат акима области Абай", note)
    qtbot.addWidget(line)
    if badge:
        line.put_under(QLabel("late"))
    line.resize(WIDTH, line.sizeHint().height())
    line.show()
    assert line.findChildren(Elided)[0].width() > WIDTH * 0.8
