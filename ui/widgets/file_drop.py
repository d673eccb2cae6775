"""A place for files: drop them, paste them, or choose them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from edo.sentences import mark
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.file_zone import (
    FOLDERS,
    TAKES_FILES,
    Brought,
    brought,
    holds_files,
    is_ours,
    on_clipboard,
)
from ui.widgets.last_folder import keep_folder, last_folder
from ui.widgets.layouts import put_in
from ui.widgets.polish import restyle
from ui.widgets.sign import Sign

ANY_FILES = mark("Drop files here")
ICON = 24


class FileDrop(QFrame):
    """Takes files in three ways; `taken` carries their paths, `pasted` a picture as PNG bytes.

    A tall one that takes `scans` has a button for the next one too: `scan_wanted` asks for it.
    `prompt`, marked English, says what is wanted where that is not just any file.
    """

    taken = Signal(object)
    pasted = Signal(bytes)
    scan_wanted = Signal()

    def __init__(
        self, desk: Desk, *, tall: bool = False, scans: bool = True, prompt: str = ANY_FILES
    ) -> None:
        super().__init__()
        self.setObjectName("drop")
        self._desk, self._prompt = desk, prompt
        self._text = QLabel()
        self._choose, self._paste = QPushButton(), QPushButton()
        self._scan = QPushButton()
        self._sign = Sign(desk.theme, "upload", size=ICON)
        self._build(tall=tall)
        self._scan.setVisible(tall and scans)
        self._say()
        desk.speech.changed.connect(self._say)

    def choose(self) -> None:
        """Ask for files by the system's own window."""
        words = self._desk.speech.words
        start = str(last_folder(self._desk.memory))
        names, _filter = QFileDialog.getOpenFileNames(self, words.text("Add files"), start)
        if names:
            keep_folder(self._desk.memory, names[0])
            self.taken.emit([Path(name) for name in names])

    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        self._take(on_clipboard())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and pictures."""
        if not is_ours(event) and holds_files(event.mimeData()):
            event.acceptProposedAction()
            restyle(self, over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        restyle(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        restyle(self, over=False)
        self._take(brought(event.mimeData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste by Ctrl+V, choose by Enter or Space."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
        else:
            super().keyPressEvent(event)

    def _build(self, *, tall: bool) -> None:
        self.setAcceptDrops(True)
        self.setProperty(TAKES_FILES, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self._choose, self._paste, self._scan):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._choose.clicked.connect(self.choose)
        self._paste.clicked.connect(self.paste)
        self._scan.clicked.connect(self.scan_wanted)
        self._text.setProperty("muted", True)
        self._text.setWordWrap(True)
        if tall:
            layout = QVBoxLayout(self)
            layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
            layout.setSpacing(GRID + GRID // 2)
            layout.addStretch()
            layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
            self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(self._text)
            buttons.addStretch()
            for button in (self._choose, self._paste, self._scan):
                buttons.addWidget(button)
            buttons.addStretch()
            put_in(layout, buttons)
            layout.addStretch()
        else:
            line = QHBoxLayout(self)
            line.setContentsMargins(GRID + GRID // 2, GRID, GRID, GRID)
            line.addWidget(self._sign)
            line.addWidget(self._text, 1)
            buttons.addWidget(self._choose)
            buttons.addWidget(self._paste)
            put_in(line, buttons)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._text.setText(words.text(self._prompt))
        self._choose.setText(words.text("Choose…"))
        self._choose.setToolTip(words.text("Choose files (Enter)"))
        self._paste.setText(words.text("Paste"))
        self._scan.setText(words.text("Next scan"))
        self._scan.setToolTip(words.text("Next scan from the folder of scans") + " (F11)")
        self._paste.setToolTip(words.text("Paste files or a picture (Ctrl+V)"))
        self.setAccessibleName(words.text("Place for files"))
        self.setAccessibleDescription(words.text("Enter chooses files, Ctrl+V pastes them"))

    def _take(self, what: Brought) -> None:
        if what.paths:
            self.taken.emit(list(what.paths))
        elif what.picture:
            self.pasted.emit(what.picture)
        if what.folders:
            self._text.setText(self._desk.speech.words.text(FOLDERS))
        else:
            self._say()
