"""Layouts put into one another, and emptied."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from ui.widgets.layouts import empty, put_in


def test_nobody_holds_the_items_of_a_layout_put_into_another(qtbot: QtBot) -> None:
    """However deep they are: Qt may end them at any time, and says nothing."""
    before = _items()
    inside = QWidget()
    qtbot.addWidget(inside)
    outer, line, grid = QVBoxLayout(inside), QHBoxLayout(), QGridLayout()
    for n in range(3):
        grid.addWidget(QLabel(str(n)), n, 0)
        line.addWidget(QLabel(str(n)))
    put_in(line, grid, 1)
    put_in(outer, line)
    assert [one for one in _items() if one not in before] == []
    assert outer.indexOf(line) == 0
    assert line.stretch(line.indexOf(grid)) == 1
    assert len(inside.findChildren(QLabel)) == 6


def test_a_layout_is_emptied_but_for_what_is_kept(qtbot: QtBot) -> None:
    """Widgets taken out are not seen any more; one that is kept can be put in again."""
    inside = QWidget()
    qtbot.addWidget(inside)
    line = QHBoxLayout(inside)
    gone, kept = QLabel("gone"), QLabel("kept")
    for one in (gone, kept):
        line.addWidget(one)
    line.addStretch()
    inside.show()
    empty(line, kept=(kept,))
    assert (line.count(), gone.isHidden(), kept.isHidden()) == (0, True, False)
    line.addWidget(kept)
    assert line.indexOf(kept) == 0


def _items() -> list[QWidgetItem]:
    return [one for one in getAllValidWrappers() if isinstance(one, QWidgetItem)]
