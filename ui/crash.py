"""The last resort: what nobody expected is written down, shown, and offered as a report.

The report says where in the program it happened. The message of an error may quote what was being
worked on, so it is shown before it is saved and goes nowhere by itself.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from edo import starting
from edo.sentences import mark
from ui.speech import Speech
from ui.theme import GRID
from ui.widgets.last_folder import own_folder
from ui.widgets.layouts import put_in

LOG_FILE = "client.log"
LOG_BYTES = 1_000_000
LOG_FILES = 3
FATAL_FILE = "ended.log"
"""Is there while the program runs; what it says is where it died."""
FATAL_MOST = 100_000
"""Letters of it that are read."""
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
IDLE_TALK = ("propagateSizeHints", "does not support raise", "grabbing the keyboard")
"""What Qt's platforms without a window system say of every window."""
WENT_WRONG = mark("Something went wrong that should not")
NOT_BEGUN = mark("The program could not start")
GO_ON = mark(
    "What was registered is kept. You can go on working; if the window behaves oddly, close it and"
    " open it again."
)
BEGIN_AGAIN = mark("What was registered is kept. Start the program once more.")
THE_REPORT = mark(
    "The report helps to mend the mistake: it says where in the program it happened. Read it before"
    " you send it: it may quote a word you were working on."
)

log = logging.getLogger("edo.client")


def write_log(folder: Path) -> logging.Handler:
    """Write the log into a folder, made where it is missing; a full disk ends no program."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    return handler


def report_of(trace: str) -> str:
    """Write a report: the program, the system, and where it happened.

    The person's own folder is written as `~`: its name is often theirs.
    """
    head = (
        f"edo {starting.version() or '?'}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        platform.platform(),
    )
    return "\n".join((*head, "", trace)).replace(str(Path.home()), "~")


class LastWords:
    """Tells whether the program ended well last time, and where it died if it did not.

    While it runs there is a file in the folder of logs. The interpreter writes into it where it
    was when it died of its own fault; a program that was killed, or a computer that was switched
    off, leaves it empty.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FATAL_FILE
        self._file: IO[str] | None = None

    def begin(self) -> str | None:
        """Begin to run; give what the last run left where it did not end well, else None."""
        left = None
        try:
            if self._path.exists():
                left = self._path.read_text(encoding="utf-8", errors="replace")[:FATAL_MOST]
            self._file = self._path.open("w", encoding="utf-8")
        except OSError:
            return left
        faulthandler.enable(self._file)
        return left

    def end(self) -> None:
        """End well."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)


class CrashWatch(QObject):
    """Takes what nobody caught, on any thread, and shows it once."""

    caught = Signal(str)

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self.window: CrashWindow | None = None
        self.caught.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begin to watch: Python on every thread, and Qt's own messages."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        qInstallMessageHandler(_on_qt_message)

    def uninstall(self) -> None:
        """Leave everything as Python and Qt have it."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    @Slot(str)
    def report(self, trace: str) -> None:
        """Write a mistake of another thread down and show it."""
        log.error("not expected:\n%s", trace)
        self.show_crash(trace)

    @Slot(str)
    def show_crash(self, trace: str) -> None:
        """Show a crash; while one is shown others are added to its report."""
        if self.window is not None:
            self.window.add(trace)
            return
        at = QApplication.focusWidget()
        self.window = CrashWindow(self._speech, trace)
        self.window.finished.connect(partial(self._on_closed, at))
        self.window.open()

    def _on_closed(self, at: QWidget | None, _result: int = 0) -> None:
        """Put what was typed over the report where it was meant for, if that is still there."""
        if self.window is None:
            return
        typed = self.window.typed
        self.window.deleteLater()
        self.window = None
        if at is None or not typed or not isValid(at) or not at.isEnabled():
            return
        if isinstance(at, QLineEdit) and not at.isReadOnly():
            at.insert(typed)
        elif isinstance(at, QPlainTextEdit | QTextEdit) and not at.isReadOnly():
            at.insertPlainText(typed)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self._write("".join(traceback.format_exception(kind, error, trace)))

    def _on_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self._write("".join(traceback.format_exception(told.exc_value)))

    def _write(self, text: str) -> None:
        log.error("not expected:\n%s", text)
        self.caught.emit(text)


def show_failed_start(speech: Speech, trace: str) -> None:
    """Say why no window came, and wait until that is read: nobody looks at a log then."""
    CrashWindow(speech, trace, began=False).exec()


class CrashWindow(QDialog):
    """Says what happened and offers the report. `began` tells that there is work to go on with."""

    def __init__(self, speech: Speech, trace: str, *, began: bool = True) -> None:
        super().__init__()
        words = speech.words
        self._words, self._began = words, began
        self.typed = ""
        self.setWindowTitle(words.text("A mistake in the program"))
        self.resize(680, 420)
        title = QLabel(words.text(WENT_WRONG if began else NOT_BEGUN))
        title.setProperty("text_size", "large")
        text = QLabel(
            " ".join(words.text(one) for one in (GO_ON if began else BEGIN_AGAIN, THE_REPORT))
        )
        text.setWordWrap(True)
        self.report = QPlainTextEdit(report_of(trace))
        self.report.setReadOnly(True)
        self.report.setAccessibleName(words.text("Report"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        for widget in (title, text, self.report):
            layout.addWidget(widget)
        self.kept = QLabel()
        self.kept.setProperty("muted", True)
        self.kept.setWordWrap(True)
        self.kept.hide()
        layout.addWidget(self.kept)
        put_in(layout, self._buttons())
        self.report.installEventFilter(self)
        self.report.setFocus()  # who types on and presses Enter must not put it away unread

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed over the report by somebody who looks at paper, not at the screen."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            held = event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            )
            if event.key() == Qt.Key.Key_Backspace and self.typed:
                self._keep(self.typed[:-1])
            elif event.text().isprintable() and event.text() and not held:
                self._keep(self.typed + event.text())
                return True
        return super().eventFilter(watched, event)

    def _keep(self, typed: str) -> None:
        self.typed = typed
        said = self._words.text("Typed meanwhile, goes into its field: {text}", text=typed)
        self.kept.setText(said)
        self.kept.setVisible(bool(typed))

    def add(self, trace: str) -> None:
        """Add one more mistake to the report."""
        self.report.appendPlainText("\n" + trace)

    def save(self, path: Path) -> None:
        """Write the report to a file; where that fails, say so in the report itself."""
        try:
            path.write_text(self.report.toPlainText(), encoding="utf-8")
        except OSError as error:
            self.report.appendPlainText(f"\n{path}: {error.strerror}")

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        save = QPushButton(self._words.text("Save the report…"))
        copy = QPushButton(self._words.text("Copy"))
        away = self._words.text(mark("Go on") if self._began else mark("Close"))
        close = QPushButton(f"{away}  Esc")
        close.setProperty("primary", True)
        for button in (save, copy, close):
            button.setAutoDefault(False)
        save.clicked.connect(self._on_save)
        copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.accept)
        line.addWidget(save)
        line.addWidget(copy)
        line.addStretch()
        line.addWidget(close)
        return line

    def _on_save(self) -> None:
        place = str(own_folder() / "edo-report.txt")
        name, _filter = QFileDialog.getSaveFileName(self, "", place)
        if name:
            self.save(Path(name))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def _on_qt_message(kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
    if text and not any(talk in text for talk in IDLE_TALK):
        logging.getLogger("qt").log(LEVELS[kind], "%s", text)
