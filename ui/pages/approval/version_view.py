"""What is decided about, to be read: the files of a version, one of them drawn page by page.

Of files that have no pages what was read out of them is shown, and the file itself opens in its own
program.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edo.commands.reading import Whole, open_copy
from edo.domain.document import File
from edo.wording import Wording
from ui.desk import Desk
from ui.pages.document.lines import paged
from ui.theme import GRID
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.scan_view import ScanView
from ui.widgets.scan_view_drawer import Drawer
from ui.widgets.select import Select


class VersionView(QWidget):
    """Shows the files of a document, those that a version covers first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole: Whole | None = None
        self._order: list[File] = []
        self.files = Select(desk, self._choices)
        self.scan = ScanView(desk)
        self._nothing, self._open = QLabel(), QPushButton()
        self._bar, self._stack = named(QWidget(), "top"), QStackedWidget()
        self._drawer = Drawer(desk, self)
        self._build()
        self.files.chosen.connect(self._on_file)
        self._open.clicked.connect(self._open_file)
        desk.speech.changed.connect(self._say)
        self._say()

    def show_files(self, whole: Whole, covered: Collection[str]) -> None:
        """Show the files of a document; `covered` are the ids of those the version covers."""
        self._whole = whole
        files = whole.card.document.live_files
        self._order = sorted(files, key=lambda one: one.id not in covered)
        self.files.offer(self._choices)
        self._bar.setVisible(bool(self._order))
        first = next(iter(paged(self._order)), next(iter(self._order), None))
        if first is not None:
            self.files.put(first.id)
            self._on_file(first.id)
        else:
            self._tell(self._desk.speech.words.text("The document has no files: its card is all."))

    def clear(self) -> None:
        """Show no document."""
        self._whole, self._order = None, []
        self.scan.show_pages(None)

    def rest(self) -> None:
        """Let the drawing child rest: nobody looks any more."""
        self._drawer.rest()

    def _build(self) -> None:
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        line.setSpacing(GRID)
        line.addWidget(self.files, 1)
        self._open.setAutoDefault(False)
        self._desk.theme.dress(self._open, "external-link")
        line.addWidget(self._open)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("muted", True)
        named(self._nothing, "ground")
        for part in (self._nothing, self.scan):
            self._stack.addWidget(part)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._bar)
        lines.addWidget(self._stack, 1)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._open.setText(words.text("Open"))
        self._open.setToolTip(words.text("Open the file in its own program"))
        self.files.setAccessibleName(words.text("File of the version"))

    def _choices(self, words: Wording) -> list[Choice]:
        return [
            Choice(one.id, f"{one.current.name} — {words.name(one.role)}") for one in self._order
        ]

    def _file(self) -> File | None:
        return next((one for one in self._order if one.id == self.files.code), None)

    def _on_file(self, _id: str) -> None:
        file, whole = self._file(), self._whole
        if file is None or whole is None:
            return
        content = whole.contents.get(file.current.sha256)
        path = content.path if content else None
        if path is None:
            self._tell(self._desk.speech.words.text("This file is not on this computer yet."))
        else:
            self._stack.setCurrentWidget(self.scan)
            name = file.current.name
            self.scan.show_pages(self._drawer.of(path, name, opener=self._open_file))

    def _tell(self, text: str) -> None:
        self._nothing.setText(text)
        self._stack.setCurrentWidget(self._nothing)

    def _open_file(self) -> None:
        file = self._file()
        if file is not None:
            self._desk.bridge.look(
                open_copy,
                then=_show_copy,
                owner=self,
                sha256=file.current.sha256,
                name=file.current.name,
            )


def _show_copy(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
