"""Whether every text of a window has the room it needs."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.models.table_model import TableModel
from ui.theme import MARGIN, Theme
from ui.widgets.badge import badge_width
from ui.widgets.cells import SIDE
from ui.widgets.elided import Elided
from ui.widgets.table_view import TableView

WIDE = 8
"""A letter or so: faces measure differently with hinting."""


def alone(*known: QWidget | None) -> list[str]:
    """Name what stands on the screen beside the windows that should."""
    return [
        f"alone on the screen: {type(one).__name__}"
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and one not in known
    ]


def cut(window: QWidget) -> list[str]:
    """Name the texts that are wider than the widget they stand in."""
    found = [
        f"{type(widget).__name__}: {text}"
        for widget, text, needs, has in _measured(window)
        if text and needs > has + WIDE
    ]
    outside = [
        f"outside: {type(widget).__name__} {text}"
        for widget, text, _needs, _has in _measured(window)
        if text and _is_outside(widget, window)
    ]
    return found + outside


def cut_states(window: QWidget, theme: Theme) -> list[str]:
    """Name the states in lists that are wider than their column: a word on a colour is whole."""
    found: set[str] = set()
    for view in window.findChildren(TableView):
        model = view.model()
        if not view.isVisible() or not isinstance(model, TableModel):
            continue
        last = view.rowAt(view.viewport().height() - 1)
        rows = range(max(0, view.rowAt(0)), (last if last >= 0 else model.rowCount() - 1) + 1)
        for at, column in enumerate(model.columns):
            if view.isColumnHidden(at):
                continue
            first = view.horizontalHeader().sectionPosition(at) == 0
            room = view.columnWidth(at) - (MARGIN if first else SIDE) - SIDE
            for cell in (model.cell(row, at) for row in rows):
                tone = cell.tone
                if tone is not None and badge_width(cell.text, theme, tone) > room + WIDE:
                    found.add(f"cut in {column.code}: {cell.text}")
    return sorted(found)


def _measured(window: QWidget) -> Iterator[tuple[QWidget, str, int, int]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window.window():
            continue
        if isinstance(widget, QLabel) and not isinstance(widget, Elided):
            if not widget.wordWrap() and widget.textFormat() is not Qt.TextFormat.RichText:
                width = max(
                    (widget.fontMetrics().horizontalAdvance(line))
                    for line in widget.text().split("\n")
                )
                yield widget, widget.text(), width, widget.contentsRect().width()
            elif widget.wordWrap():
                needs = widget.heightForWidth(widget.width())
                yield widget, widget.text(), needs, widget.height()
        elif isinstance(widget, QPushButton | QToolButton | QCheckBox | QRadioButton):
            yield widget, widget.text(), widget.sizeHint().width(), widget.width()
        elif isinstance(widget, QComboBox):
            text = widget.currentText()
            needs = widget.fontMetrics().horizontalAdvance(text)
            yield widget, "" if widget.count() > 20 else text, needs, widget.width()
        elif isinstance(widget, QTabBar):
            last = widget.tabRect(widget.count() - 1)
            yield widget, "tabs", last.right(), widget.width()


def _is_outside(widget: QWidget, window: QWidget) -> bool:
    """Tell whether a widget reaches out of the window, unless one can scroll to it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent.parentWidget(), QScrollArea) or "viewport" in parent.objectName():
            return False
        parent = parent.parentWidget()
    place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    return place.right() > window.width() + WIDE or place.bottom() > window.height() + WIDE
