"""Files to be read before one decides: one of them drawn page by page, chosen above it.

Of files that have no pages what was read out of them is shown, and the file itself opens in its own
program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

from edo.commands.reading import open_copy
from edo.domain.document import FileRole
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.pages.document.lines import PAGED, READABLE, ending
from ui.theme import GRID
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.scan_view import ScanView
from ui.widgets.scan_view_drawer import Drawer
from ui.widgets.select import Select

NOT_HERE = mark("This file is not on this computer yet.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A file to be read; `path` is None while its content is not on this computer."""

    name: str
    role: FileRole
    sha256: str
    path: Path | None


class FilesView(QWidget):
    """Shows one of several files, at first one that has pages.

    `name` says what files these are, `none` what is shown where there are none, in marked English.
    """

    def __init__(self, desk: Desk, name: str, none: str) -> None:
        super().__init__()
        self._desk, self._name, self._none = desk, name, none
        self._shown: tuple[Shown, ...] = ()
        self.files = Select(desk, self._choices)
        self.scan = ScanView(desk)
        self._nothing, self._open = QLabel(), QPushButton()
        self._bar, self._stack = named(QWidget(), "top"), QStackedWidget()
        self._drawer = Drawer(desk, self)
        self._build()
        self.files.chosen.connect(self._on_chosen)
        self._open.clicked.connect(self._open_file)
        desk.speech.changed.connect(self._say)
        self._say()

    def show_files(self, files: Sequence[Shown]) -> None:
        """Show other files, in the order they come in."""
        self._shown = tuple(files)
        self.files.offer(self._choices)
        self._bar.setVisible(bool(files))
        if not files:
            self.tell(self._desk.speech.words.text(self._none))
            return
        self.files.put(str(min(range(len(files)), key=self._worth_reading)))
        self._on_chosen()

    def clear(self) -> None:
        """Show no file, and say nothing."""
        self._shown = ()
        self.scan.show_pages(None)

    def tell(self, text: str) -> None:
        """Say something in the place of the file."""
        self._nothing.setText(text)
        self._stack.setCurrentWidget(self._nothing)

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
        self.files.setAccessibleName(words.text(self._name))

    def _choices(self, words: Wording) -> list[Choice]:
        return [
            Choice(str(place), f"{one.name} — {words.name(one.role)}")
            for place, one in enumerate(self._shown)
        ]

    def _worth_reading(self, place: int) -> tuple[bool, bool, bool]:
        """Sort what can be shown first: real pages before plain ones, a scan before the rest."""
        one = self._shown[place]
        kind = ending(one.name)
        return kind not in READABLE, kind not in PAGED, one.role is not FileRole.SCAN

    @property
    def _file(self) -> Shown | None:
        return self._shown[int(self.files.code)] if self._shown else None

    def _on_chosen(self, _code: str = "") -> None:
        file = self._file
        if file is None:
            return
        self._open.setEnabled(file.path is not None)
        if file.path is None:
            self.tell(self._desk.speech.words.text(NOT_HERE))
        else:
            self._stack.setCurrentWidget(self.scan)
            self.scan.show_pages(self._drawer.of(file.path, file.name, opener=self._open_file))

    def _open_file(self) -> None:
        file = self._file
        if file is not None:
            self._desk.bridge.look(
                open_copy, then=_show_copy, owner=self, sha256=file.sha256, name=file.name
            )


def _show_copy(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
