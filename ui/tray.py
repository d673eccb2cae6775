"""The sign beside the clock, and the messages that come from it.

Where a system has no such place, nothing is shown and nothing breaks.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from edo.sentences import mark
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.notifying import ON, Message, Notifier
from ui.ways import TODAY

SHOWN_FOR = 12_000
"""Milliseconds a message stays, where the system lets one say."""
OPEN, SILENT, QUIT = mark("Open"), mark("Notifications"), mark("Close the program")


class Tray(QObject):
    """One sign for one window; a click on it, or on a message, leads to the first page."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.icon: QSystemTrayIcon | None = None
        self.notifier: Notifier | None = None
        self._menu = QMenu(window)
        self._actions: dict[str, QAction] = {}
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._build()

    def show_first(self, *_reason: object) -> None:
        """Bring the window forward, on its first page."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if not window.covered:
            window.go(TODAY).setFocus()

    def _build(self) -> None:
        icon = self.icon = QSystemTrayIcon(self)
        self.notifier = Notifier(self._desk, self._show, self)
        for name, act in ((OPEN, self.show_first), (SILENT, None), (QUIT, self._window.close)):
            action = self._menu.addAction("")
            if act is not None:
                action.triggered.connect(_bare(act))
            self._actions[name] = action
        silent = self._actions[SILENT]
        silent.setCheckable(True)
        silent.triggered.connect(self._on_silent)
        self._menu.aboutToShow.connect(self._say)
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._on_activated)
        icon.messageClicked.connect(self.show_first)
        self._desk.theme.changed.connect(self._dress)
        self._desk.speech.changed.connect(self._say)
        self._window.closing.connect(icon.hide)
        self._dress()
        self._say()
        icon.show()

    def _dress(self) -> None:
        if self.icon is not None:
            self.icon.setIcon(self._desk.theme.icon("inbox", "accent"))

    def _say(self) -> None:
        words = self._desk.speech.words
        for name, action in self._actions.items():
            action.setText(words.text(name))
        self._actions[SILENT].setChecked(self._desk.choices.get(ON) != "no")
        if self.icon is not None:
            self.icon.setToolTip(words.text(mark("Document flow")))

    def _show(self, message: Message) -> None:
        if self.icon is not None:
            self.icon.showMessage(
                message.title,
                message.text,
                QSystemTrayIcon.MessageIcon.NoIcon,
                SHOWN_FOR,
            )

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.show_first()

    def _on_silent(self, on: bool) -> None:
        self._desk.choices.set(ON, "yes" if on else "no")


def _bare(act: Callable[[], object]) -> Callable[..., object]:
    return lambda *_checked: act()
