"""What somebody who sees nothing, or has no mouse, needs of a window: names, roles, keys, Tab."""

from collections import Counter
from collections.abc import Iterator
from itertools import count, takewhile

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

NOTHING_SAID = (
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Border,
    QAccessible.Role.Window,
)
"""Roles that tell nobody what can be done with a control."""
STEPS = 40
"""So many links at most."""


def controls(window: QWidget) -> Iterator[QWidget]:
    """Go through all that can be seen and used in a window."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window.window():
            continue
        if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
            continue
        takes_keys = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if widget.focusProxy() is None and (takes_keys or isinstance(widget, QAbstractButton)):
            yield widget


def told(widget: QWidget) -> str:
    """Name a widget for whoever reads what a test found."""
    names = [type(widget).__name__, widget.objectName(), widget.accessibleName()]
    parent = widget.parentWidget()
    if parent is not None:
        names.append(f"in {type(parent).__name__}")
    return " ".join(name for name in names if name)


def nameless(window: QWidget) -> list[str]:
    """Name the controls of which a screen reader can say neither what they are nor what for."""
    wrong: list[str] = []
    for widget in controls(window):
        known = QAccessible.queryAccessibleInterface(widget)
        if not known.text(QAccessible.Text.Name).strip():
            wrong.append(f"no name: {told(widget)}")
        if known.role() in NOTHING_SAID:
            wrong.append(f"no role: {told(widget)}")
        if isinstance(widget, QAbstractItemView):
            wrong += [f"silent row: {told(widget)}"] * (not _speaks(widget))
    return wrong


def _speaks(view: QAbstractItemView) -> bool:
    """Tell whether the row one stands on is a text too, however it is drawn."""
    at = view.currentIndex()
    if not at.isValid():
        return True
    row = takewhile(QModelIndex.isValid, (at.siblingAtColumn(place) for place in count()))
    said = (one.data(Qt.ItemDataRole.AccessibleTextRole) or one.data() for one in row)
    return any(str(text or "").strip() for text in said)


def unclear_keys(window: QWidget) -> list[str]:
    """Name the keys that mean two things at once, and the buttons that do not tell theirs."""
    keys: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    whose: dict[str, list[str]] = {}
    unnamed: list[str] = []
    for action in window.findChildren(QAction):
        if not action.isEnabled() or not _is_in(action, window):
            continue
        for one in action.shortcuts():
            key = one.toString(QKeySequence.SequenceFormat.PortableText)
            keys[key] += 1
            whose.setdefault(key, []).append(action.text())
            if action.text():
                names.setdefault(action.text(), {"(Return)", "(Esc)"}).add(key)
            else:
                unnamed.append(f"nobody says what {key} does")
    wrong = unnamed + [f"{key} is {whose[key]}" for key, often in keys.items() if often > 1]
    for widget in controls(window):
        sign = isinstance(widget.parentWidget(), QLineEdit)
        if isinstance(widget, QAbstractButton) and widget.text() in names and not sign:
            tip = _portable(widget.toolTip())
            if not any(key in tip for key in names[widget.text()]):
                wrong.append(f"does not tell its key: {told(widget)} {widget.text()}")
    return wrong


def _portable(tip: str) -> str:
    """Write keys as Qt does."""
    for ours, qts in (
        ("Enter", "Return"),
        ("←", "Left"),
        ("→", "Right"),
        ("↑", "Up"),
        ("↓", "Down"),
    ):
        tip = tip.replace(ours, qts)
    return tip


def _is_in(action: QAction, window: QWidget) -> bool:
    """Tell whether a key press in the window finds an action."""
    near = action.shortcutContext() is Qt.ShortcutContext.WidgetWithChildrenShortcut
    alone = action.shortcutContext() is Qt.ShortcutContext.WidgetShortcut
    keys = QApplication.focusWidget()
    return any(
        isinstance(one, QWidget)
        and one.isVisible()
        and one.window() is window.window()
        and not (alone and keys is not None and one is not keys)
        and not (near and keys is not None and one is not keys and not one.isAncestorOf(keys))
        for one in action.associatedObjects()
    )


def unreached(window: QWidget) -> list[str]:
    """Name the controls Tab does not come to, going round once from where the keys are."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    met: dict[int, QWidget] = {}
    at, stayed = QApplication.focusWidget(), 0
    while at is not None and (id(at) not in met or 0 < stayed < STEPS):
        met[id(at)] = at
        QTest.keyClick(at, Qt.Key.Key_Tab)
        # What is read has links, to which Tab comes one after another.
        now = QApplication.focusWidget()
        at, stayed = now, stayed + 1 if now is at else 0
    caught = [f"Tab is caught at {told(at)}"] if at is not None and stayed else []
    return caught + [
        f"Tab passes by {told(one)}" for one in _on_the_way(window) if id(one) not in met
    ]


def _on_the_way(window: QWidget) -> Iterator[QWidget]:
    for widget in controls(window):
        by_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if not by_tab or not widget.isEnabled():
            continue
        if isinstance(widget, QAbstractButton) and _among_others(widget):
            continue
        if isinstance(widget, QScrollArea):
            continue
        yield widget


def _among_others(button: QAbstractButton) -> bool:
    """Tell whether a button is one of several of which Tab comes to the chosen one only."""
    group = button.group()
    exclusive = button.autoExclusive() or bool(group and group.exclusive())
    return exclusive and not button.isChecked() and not isinstance(button, QToolButton)
