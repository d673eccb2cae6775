"""A list and the thing selected in it, side by side; on narrow windows one at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.theme import GRID, MARGIN, ROOMY
from ui.widgets.key_action import quiet_button
from ui.widgets.layouts import put_in
from ui.widgets.measure import line_of_text

NARROW = 940
"""Below this width, in logical pixels, the detail lies over the list instead of beside it."""
NARROWEST = 360
"""Logical pixels of the detail at least, at first."""
WITH_TEXTS = 0.6
"""So much of what texts are larger by it is wider for them: they break into more lines, too."""


class Split(QWidget):
    """A list and a detail. F4 folds the detail away; on a narrow window Esc leads back.

    The shares of the width are remembered under `name`. Until a person moves the border the detail
    is no wider than one reads, and the list has the rest. `folded` tells whether the detail is out
    of sight.
    """

    folded = Signal(bool)

    def __init__(self, desk: Desk, master: QWidget, detail: QWidget, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._name = f"split.{name}"
        self._master, self._detail = master, detail
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._over = QWidget(self)
        self._over_lines = QVBoxLayout(self._over)
        self._stack = QStackedLayout(self)
        self._fold = QAction(self)
        self._back = QAction(self)
        self._narrow: bool | None = None
        self._wanted = desk.memory.get(f"{self._name}.open", "yes") == "yes"
        self._build()
        self._say()

    @property
    def narrow(self) -> bool:
        """Whether the detail lies over the list."""
        return bool(self._narrow)

    @property
    def fold_action(self) -> QAction:
        """The action that folds the detail, for a page's tool bar."""
        return self._fold

    def open_detail(self) -> None:
        """Bring the detail into sight, over the list where the window is narrow."""
        if self.narrow:
            self._stack.setCurrentWidget(self._over)
            self._back.setEnabled(True)
            self._detail.setFocus()
        else:
            self._set_wanted(wanted=True)

    def close_detail(self) -> None:
        """Go back to the list."""
        self._stack.setCurrentWidget(self._splitter)
        self._back.setEnabled(False)
        self._master.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between side by side and one at a time."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        larger = max(1.0, self._desk.theme.sizes.text / ROOMY.text) - 1
        narrow = self.width() < NARROW * (1 + WITH_TEXTS * larger)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()
        elif not narrow:
            self._share(anew=False)

    def _build(self) -> None:
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._master)
        self._splitter.addWidget(self._detail)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.splitterMoved.connect(self._remember)
        over = self._over_lines
        over.setContentsMargins(0, 0, 0, 0)
        over.setSpacing(0)
        button = quiet_button(self._back)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head = QHBoxLayout()
        head.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        head.addWidget(button)
        head.addStretch()
        put_in(over, head)
        self._stack.addWidget(self._splitter)
        self._stack.addWidget(self._over)
        self._fold.setShortcut(QKeySequence(Qt.Key.Key_F4))
        self._back.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        for action in (self._fold, self._back):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        self._fold.setCheckable(True)
        self._fold.setChecked(self._wanted)
        self._fold.triggered.connect(self._on_fold)
        self._back.triggered.connect(self.close_detail)
        self._back.setEnabled(False)
        self._desk.theme.dress(self._fold, "panel-right")
        self._desk.theme.dress(self._back, "chevron-left")
        self._desk.speech.changed.connect(self._say)
        self._desk.theme.changed.connect(self._measure)

    def _say(self) -> None:
        words = self._desk.speech.words
        for action, name in (
            (self._fold, words.text("Show the document beside the list")),
            (self._back, words.text("Back to the list")),
        ):
            action.setText(name)
            action.setToolTip(f"{name} ({action.shortcut().toString()})")

    def _on_fold(self, wanted: bool) -> None:
        if self.narrow:
            self.open_detail() if wanted else self.close_detail()
        else:
            self._set_wanted(wanted=wanted)

    def _set_wanted(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._fold.setChecked(wanted)
        self._desk.memory.set(f"{self._name}.open", "yes" if wanted else "no")
        self._arrange()

    def _arrange(self) -> None:
        if self._narrow:
            self._over_lines.addWidget(self._detail)
            self._detail.show()
        else:
            self._splitter.addWidget(self._detail)
            self._detail.setVisible(self._wanted)
            self._share()
        self._stack.setCurrentWidget(self._splitter)
        self._back.setEnabled(False)
        self.folded.emit(self.narrow or not self._wanted)

    def _share(self, *, anew: bool = True) -> None:
        kept = self._desk.memory.get(f"{self._name}.detail")
        if kept.isdigit() and not anew:
            return
        detail = int(kept) if kept.isdigit() else self._usual_width()
        self._splitter.setSizes([self.width() - detail, detail])

    def _usual_width(self) -> int:
        most = line_of_text(self._desk.theme) + 2 * MARGIN
        return max(NARROWEST, min(self.width() * 34 // 100, most))

    def _remember(self) -> None:
        self._desk.memory.set(f"{self._name}.detail", str(self._splitter.sizes()[1]))
