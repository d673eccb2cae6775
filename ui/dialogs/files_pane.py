"""The files of a document being registered: dropped, pasted or chosen, and looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from edo.commands.documents import Attachment
from edo.commands.forms import forget_picture, keep_picture
from edo.commands.reading import Content
from edo.domain.card import Kind
from edo.domain.document import Document, FileRole
from edo.errors import EdoError, Refusal
from edo.transfer.fingerprint import Fingerprint, fingerprint
from ui.desk import Desk
from ui.dialogs.file_row import Chosen, FileRow, KeptFile, guess
from ui.theme import GRID
from ui.widgets.file_drop import FileDrop
from ui.widgets.file_out import runs
from ui.widgets.file_zone import Brought
from ui.widgets.layouts import put_in
from ui.widgets.polish import named
from ui.widgets.scan_view import ScanView
from ui.widgets.scan_view_drawer import Drawer

MOST_SEEN = 4
"""Rows of files seen without scrolling."""


class FilesPane(QWidget):
    """Files and the page of the one that is shown.

    `changed` is sent when a file came, went, or became another thing; `read` when a content was
    read, so that its hash is known. Files are read on the bridge's thread for files, never here.
    """

    CHAPTER = "files"

    changed = Signal()
    read = Signal()

    def __init__(self, desk: Desk, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind
        self._drawer = Drawer(desk, self)
        self._reading = 0
        self._pasted: list[Path] = []
        self.rows: list[FileRow] = []
        self.drop, self.add = FileDrop(desk, tall=True), QPushButton()
        self.next_scan = QPushButton()
        self._scan: ScanView | None = None
        self._whole = QVBoxLayout(self)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._area = QScrollArea()
        self._build()
        self._arrange()

    @property
    def scan(self) -> ScanView:
        """What shows the pages of a file; made with the first file."""
        if self._scan is None:
            self._scan = ScanView(self._desk)
            self._whole.addWidget(self._scan, 1)
            before: QWidget = self.next_scan
            for part in (self._scan, *self._scan.findChildren(QWidget)):
                QWidget.setTabOrder(before, part)
                before = part
        return self._scan

    @property
    def reading(self) -> bool:
        """Whether contents are still being read."""
        return self._reading > 0

    @property
    def hashes(self) -> list[str]:
        """The hashes of new files read so far."""
        return [row.file.sha256 for row in self.rows if row.file.sha256 and not row.file.held]

    @property
    def fault(self) -> str:
        """What is wrong with the first file that cannot be taken."""
        return next((row.file.fault for row in self.rows if row.file.fault), "")

    @property
    def touched(self) -> bool:
        """Whether there are files that were not in the document before."""
        return any(not row.file.held for row in self.rows)

    def attachments(self) -> list[Attachment]:
        """Give the new files as the commands take them."""
        new = (row.file for row in self.rows if not row.file.held)
        return [Attachment(file.path, file.role, file.language) for file in new]

    def languages(self) -> set[str]:
        """Give the language versions there are, appendices apart."""
        main = (row.file for row in self.rows if row.file.role is not FileRole.APPENDIX)
        return {file.language for file in main if file.language}

    def kept(self) -> list[KeptFile]:
        """Give the new files for a kept form."""
        new = (row.file for row in self.rows if not row.file.held)
        return [KeptFile(str(file.path), file.role.value, file.language) for file in new]

    def restore(self, kept: Iterable[KeptFile]) -> None:
        """Show the files of a kept form."""
        for one in kept:
            role = FileRole(one.role) if one.role in tuple(FileRole) else FileRole.TEXT
            self._add(Chosen(Path(one.path), role, one.language))
        self.changed.emit()

    def show_held(self, document: Document, contents: dict[str, Content]) -> None:
        """Show the files a document has already."""
        for file in document.live_files:
            version = file.current
            content = contents.get(version.sha256)
            path = content.path if content and content.path else Path()
            known = (version.name, version.sha256, version.size)
            self._add(Chosen(path, file.role, file.language, *known, held=True))

    def take(self, paths: Sequence[Path]) -> None:
        """Take files; one that is here already is shown, not taken twice."""
        known = {row.file.path: row for row in self.rows}
        for path in paths:
            if path in known:
                self.show_row(known[path])
            else:
                self._add(guess(path, self._kind, first=not self.rows))
        self.changed.emit()

    def take_scan(self, path: Path) -> None:
        """Take a scan and show it."""
        self.take([path])
        row = next((row for row in self.rows if row.file.path == path), None)
        if row is not None:
            self.show_row(row)

    def take_picture(self, data: bytes) -> None:
        """Take a pasted picture: it becomes a file first, so that a kept form can point at it."""
        self._desk.bridge.run(keep_picture, data=data, then=self._on_pasted, owner=self)

    def empty(self) -> None:
        """Take all files off the window."""
        for path in self._pasted:
            self._desk.bridge.run(forget_picture, path=path)
        self._pasted = []
        for row in tuple(self.rows):
            self._drop_row(row)
        self._show_no_pages()
        self._arrange()

    def give_up(self) -> None:
        """Wait for no content any more: what should have read it has failed."""
        self._reading = 0

    def close_pages(self) -> None:
        """End what draws the pages."""
        self._drawer.close()

    def show_row(self, row: FileRow) -> None:
        """Show a file's pages."""
        for each in self.rows:
            each.button.setChecked(each is row)
        file = row.file
        opener = None if file.held or runs(file.path.name) else partial(_open, file.path)
        self.scan.show_pages(self._drawer.of(file.path, file.shown_name, opener=opener))

    def turn_page(self, by: int) -> None:
        """Show another page of the file shown."""
        if self._scan is not None:
            self._scan.go(self._scan.page + by)

    def _show_no_pages(self) -> None:
        if self._scan is not None:
            self._scan.show_pages(None)

    def take_brought(self, what: Brought) -> None:
        """Take files, or a picture, dropped or pasted anywhere in the window."""
        if what.picture:
            self.take_picture(what.picture)
        else:
            self.take(what.paths)

    def _build(self) -> None:
        layout = self._whole
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        self._area.setWidget(self._list)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self._area, "files")
        layout.addWidget(self.drop, 1)
        layout.addWidget(self._area)
        more = QHBoxLayout()
        more.setSpacing(2 * GRID)
        more.addWidget(self.add)
        more.addWidget(self.next_scan)
        more.addStretch()
        put_in(layout, more)
        self.add.setProperty("link", True)
        self._desk.theme.dress(self.add, "paperclip", "accent_text")
        self.add.clicked.connect(self.drop.choose)
        self.next_scan.setProperty("link", True)
        self._desk.theme.dress(self.next_scan, "scan-line", "accent_text")
        self.next_scan.clicked.connect(self.drop.scan_wanted)
        self.drop.taken.connect(self.take)
        self.drop.pasted.connect(self.take_picture)
        self._desk.speech.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        words = self._desk.speech.words
        self.add.setText(words.text("Add files, or drop them here"))
        self.add.setToolTip(words.text("Choose files") + " (Ctrl+O)")
        self.next_scan.setText(words.text("Next scan"))
        self.next_scan.setToolTip(words.text("Next scan from the folder of scans") + " (F11)")

    def _arrange(self) -> None:
        some = bool(self.rows)
        self.drop.setVisible(not some)
        for part in (self._area, self.add, self.next_scan):
            part.setVisible(some)
        if some or self._scan is not None:
            self.scan.setVisible(some)
        seen = min(len(self.rows), MOST_SEEN)
        self._area.setFixedHeight(seen * (self._desk.theme.sizes.control + GRID // 2 + 2))

    def _add(self, file: Chosen) -> None:
        row = FileRow(self._desk, file)
        row.shown.connect(partial(self.show_row, row))
        row.changed.connect(self.changed)
        row.removed.connect(partial(self._remove, row))
        self.rows.append(row)
        self._lines.addWidget(row)
        self._arrange()
        if len(self.rows) == 1:
            self.show_row(row)
        if not file.sha256:
            self._read(row)

    def _read(self, row: FileRow) -> None:
        def on_read(found: Fingerprint) -> None:
            self._reading = max(0, self._reading - 1)
            if row in self.rows:
                row.learn(replace(row.file, sha256=found.sha256, size=found.size))
            self.read.emit()

        def on_fault(error: EdoError) -> None:
            self._reading = max(0, self._reading - 1)
            if row in self.rows:
                sentence = self._desk.speech.words.refusal(error)
                why = error.reason.value if isinstance(error, Refusal) else ""
                row.learn(replace(row.file, fault=sentence, why=why))
            self.read.emit()

        self._reading += 1
        self._desk.bridge.work(
            fingerprint, row.file.path, then=on_read, otherwise=on_fault, owner=self
        )

    def _remove(self, row: FileRow) -> None:
        self._drop_row(row)
        self._arrange()
        if self.rows:
            self.rows[0].button.setFocus()
        else:
            self._show_no_pages()
            self.drop.setFocus()
        self.changed.emit()
        self.read.emit()

    def _drop_row(self, row: FileRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_pasted(self, path: Path) -> None:
        self._pasted.append(path)
        self.take([path])

    def changeEvent(self, event: QEvent) -> None:
        """Fit the list of files to another density."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._arrange()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
