"""The sign beside the clock, and the messages that come from it.

Where a system has no such place, nothing is shown and nothing breaks.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from edo.sentences import mark
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.notifying import ON, Message, Notifier
from ui.ways import TODAY

SHOWN_FOR = 12_000
"""Milliseconds a message stays, where the system lets one say."""
SIZES = (16, 20, 22, 24, 32, 48)
"""Logical pixels of the sign: each desktop has its own."""
OPEN, SILENT, QUIT = mark("Open"), mark("Notifications"), mark("Close the program")


STAY, STAYED = "tray.stay", "tray.stayed"
"""Under which the person's choice is kept, and that it was said once what it means."""
WAIT, TRIES = 3_000, 20
"""At the start of the system the place beside the clock may come later: how often it is looked for,
and every how many milliseconds."""


class Tray(QObject):
    """One sign for one window; a click on it leads to the first page, on a message to its subject.

    Where the person wants it so, closing the window leaves the sign and the program.
    `show_document` goes to a document.
    """

    def __init__(
        self, desk: Desk, window: MainWindow, show_document: Callable[[str], object]
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._show_document = desk, window, show_document
        self._told: Message | None = None
        self._tries = QTimer(self)
        self._tries.setInterval(WAIT)
        self._tries.timeout.connect(self._on_try)
        self._left = TRIES
        window.installEventFilter(self)
        self.icon: QSystemTrayIcon | None = None
        self.notifier: Notifier | None = None
        self._menu = QMenu(window)
        self._actions: dict[str, QAction] = {}
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._build()
        else:
            self._tries.start()

    @property
    def stays(self) -> bool:
        """Whether closing the window leaves the program beside the clock."""
        return self.icon is not None and self._desk.choices.get(STAY) == "yes"

    def begin_hidden(self) -> None:
        """Begin without a window; where there is no sign yet, as a window that is put down."""
        if self.icon is None:
            self._window.showMinimized()

    def come_forward(self) -> None:
        """Bring the window forward as it is."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def show_first(self, *_reason: object) -> None:
        """Bring the window forward, on its first page."""
        self.come_forward()
        if not self._window.covered:
            self._window.go(TODAY).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the window instead of closing it, where the person wants it so."""
        if watched is not self._window or event.type() is not QEvent.Type.Close:
            return False
        ends = self._window.quits or _is_signing_off()
        if ends or not self.stays:
            return False
        event.ignore()
        self._window.hide()
        self._say_stays()
        return True

    def _say_stays(self) -> None:
        """Say once that the program goes on, and how it is ended."""
        if self._desk.choices.get(STAYED) != "yes":
            self._desk.choices.set(STAYED, "yes")
            words = self._desk.speech.words
            text = words.text("The program goes on here. Ctrl+Q, or this sign's menu, ends it.")
            self.tell(Message(words.text(mark("Document flow")), text))

    def _on_try(self) -> None:
        """Look for the place beside the clock once more."""
        self._left -= 1
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tries.stop()
            self._build()
            if self._window.isMinimized():
                self._window.hide()
        elif not self._left:
            self._tries.stop()

    def _build(self) -> None:
        icon = self.icon = QSystemTrayIcon(self)
        self.notifier = Notifier(self._desk, self.tell, self)
        for name, act in ((OPEN, self.show_first), (SILENT, None), (QUIT, self._window.quit)):
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
        icon.messageClicked.connect(self._on_message)
        self._desk.theme.changed.connect(self._dress)
        self._desk.speech.changed.connect(self._say)
        self._window.closing.connect(icon.hide)
        self._dress()
        self._say()
        icon.show()

    def _dress(self) -> None:
        if self.icon is not None:
            self.icon.setIcon(self._desk.theme.icon("inbox", "accent", *SIZES))

    def _say(self) -> None:
        words = self._desk.speech.words
        for name, action in self._actions.items():
            action.setText(words.text(name))
        self._actions[SILENT].setChecked(self._desk.choices.get(ON) != "no")
        if self.icon is not None:
            self.icon.setToolTip(words.text(mark("Document flow")))

    def _on_message(self) -> None:
        """Lead to what the last message was about."""
        told = self._told
        if told is not None and told.document and not self._window.covered:
            self.come_forward()
            self._show_document(told.document)
        else:
            self.show_first()

    def tell(self, message: Message) -> None:
        """Show a message beside the sign."""
        self._told = message
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


def _is_signing_off() -> bool:
    """Tell whether the system itself is closing all programs."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()


def _bare(act: Callable[[], object]) -> Callable[..., object]:
    return lambda *_checked: act()
