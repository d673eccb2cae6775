"""Where Tab goes: what is read of a window, line by line."""

from PySide6.QtWidgets import QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from ui.widgets.tabbing import laid_out


def test_hidden_pages_are_passed_over_but_for_where_the_keys_are(qtbot: QtBot) -> None:
    """Of a stack the page that is seen is read, and the one from which somebody goes on."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    seen, other, third = (QPushButton(name) for name in ("seen", "other", "third"))
    for page in (seen, other, third):
        stack.addWidget(page)
    stack.show()
    assert laid_out(stack) == [stack, seen]
    assert laid_out(stack, third) == [stack, seen, third]
