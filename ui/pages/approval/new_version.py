"""Put up a new version: which files change, what was changed, and who is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edo.commands import rerouting
from edo.commands.deciding import Approvals
from edo.commands.documents import Attachment
from edo.commands.forms import forget_picture, keep_picture
from edo.domain.document import File, FileRole
from edo.domain.route import Reset
from edo.domain.visa import YES
from edo.errors import EdoError, Reason
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.pages.approval.visa_words import Teller
from ui.pages.document.lines import PICTURES, ending
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.file_drop import FileDrop
from ui.widgets.last_folder import keep_folder, last_folder
from ui.widgets.layouts import put_in
from ui.widgets.polish import named
from ui.widgets.select import sentence

WIDE = 720
REASON_HEIGHT = 64


class FileChange(QWidget):
    """A file of the document: it stays, another takes its place, or it is removed."""

    def __init__(self, desk: Desk, file: File, *, covered: bool) -> None:
        super().__init__()
        self._desk, self.file, self._covered = desk, file, covered
        self.path: Path | None = None
        self.removed = False
        self._name, self._note = Elided(file.current.name), Elided()
        self.replace, self.remove = QPushButton(), QPushButton()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._note.setProperty("muted", True)
        self._note.setProperty("text_size", "small")
        texts.addWidget(self._name)
        texts.addWidget(self._note)
        put_in(line, texts, 1)
        for button in (self.replace, self.remove):
            button.setAutoDefault(False)
            line.addWidget(button)
        self.replace.clicked.connect(self._choose)
        self.remove.clicked.connect(self._turn)
        self._say()
        desk.speech.changed.connect(self._say)

    def put(self, path: Path) -> None:
        """Let another file take its place."""
        self.path, self.removed = path, False
        self._say()

    def standing(self) -> list[Any]:
        """Give what shall become of the file, for a sheet that is kept."""
        return [str(self.path or ""), self.removed]

    def put_back(self, value: list[Any]) -> None:
        """Show what should become of the file."""
        path, self.removed = Path(value[0]), bool(value[1])
        self.path = path if value[0] and path.is_file() else None
        self._say()

    def _choose(self) -> None:
        words = self._desk.speech.words
        start = str(last_folder(self._desk.memory))
        name, _ = QFileDialog.getOpenFileName(self, words.text("New version"), start)
        if name:
            keep_folder(self._desk.memory, name)
            self.put(Path(name))

    def _turn(self) -> None:
        """Remove the file, or take back what was chosen."""
        if self.path is not None:
            self.path = None
        else:
            self.removed = not self.removed
        self._say()

    def _say(self) -> None:
        words = self._desk.speech.words
        changed = self.removed or self.path is not None
        if self.removed:
            note = words.text("will be removed")
        elif self.path is not None:
            note = words.text("will be replaced by {name}", name=self.path.name)
        else:
            note = words.name(self.file.role)
            if not self._covered:
                note = f"{note} · {words.text('not part of the version')}"
        self._note.setText(note)
        self.replace.setText(words.text("Replace…"))
        self.replace.setAccessibleName(f"{self.replace.text()} {self.file.current.name}")
        self.remove.setText(words.text("Keep as it is") if changed else words.text("Remove"))
        self.remove.setAccessibleName(f"{self.remove.text()} {self.file.current.name}")
        self._name.setEnabled(not self.removed)


class Added(QWidget):
    """Where more files are dropped or chosen, and which were."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.paths: list[Path] = []
        self.drop, self.said = FileDrop(desk), Elided()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        lines.addWidget(self.drop)
        lines.addWidget(self.said)
        self.drop.taken.connect(self.add)
        self.drop.pasted.connect(self.take_picture)

    def take_picture(self, data: bytes) -> None:
        """Attach a pasted picture too: it becomes a file first."""
        self._desk.bridge.run(
            keep_picture, data=data, then=lambda path: self.add([path]), owner=self
        )

    def forget(self) -> None:
        """Forget the pictures that were pasted: the document has them."""
        for path in self.paths:
            self._desk.bridge.run(forget_picture, path=path)

    def add(self, paths: Sequence[Path]) -> None:
        """Attach these too."""
        self.paths += [path for path in paths if path not in self.paths]
        self.changed.emit()

    def standing(self) -> list[str]:
        """Give the files, for a sheet that is kept."""
        return [str(path) for path in self.paths]

    def put_back(self, value: list[str]) -> None:
        """Show the files of a kept sheet; what is not there any more is left out."""
        self.paths = [path for path in map(Path, value) if path.is_file()]
        self.changed.emit()


class NewVersion(FormSheet):
    """Changes files and puts the document up anew, in one act."""

    CHAPTER = "outgoing"

    def __init__(self, desk: Desk, parent: QWidget | None, found: Approvals) -> None:
        super().__init__(desk, parent, mark("Put up a new version"), mark("Put up"), found.document)
        self.setMinimumWidth(WIDE)
        self._found = found
        self.changes = self._file_lines()
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID)
        for change in self.changes:
            lines.addWidget(change)
        self._added = Added(desk)
        self.drop = self._added.drop
        lines.addWidget(self._added)
        self._added.changed.connect(self._say)
        self.accepted.connect(self._added.forget)
        self.add("files", mark("Files"), holder)
        self.reason = self.add(
            "reason",
            mark("What was changed"),
            QPlainTextEdit(),
            hint=mark("Those who are asked again read it first."),
        )
        self.reason.setFixedHeight(REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)
        self.again: dict[str, QCheckBox] = {}
        self._before = named(QLabel(), "field_hint")
        self._before.setWordWrap(True)
        self.form.add(self._before)
        self._build_again()
        self._say()
        desk.speech.changed.connect(self._say)
        first = self.changes[0].replace if self.changes else self.reason
        first.setFocus()

    def hand_in(self) -> None:
        """Put the new version up."""
        last = self._found.last
        if last is None:
            return
        files = {one.file.id: one.path for one in self.changes if one.path is not None}
        why = self.reason.toPlainText().strip()
        words = self._desk.speech.words
        reason = why or words.text("new version")
        self.run(
            rerouting.revise,
            approval=last.id,
            files=files,
            added=[Attachment(path, _role(path)) for path in self._added.paths],
            removed={one.file.id: reason for one in self.changes if one.removed},
            again=[key for key, box in self.again.items() if box.isChecked()],
            reason=why,
            behalf=self._found.leads_for,
        )

    def _file_lines(self) -> list[FileChange]:
        last = self._found.last
        covered = {id for id, _sha in last.approval.covered.files} if last else set[str]()
        files = [one for one in self._found.state.live_files if one.role is not FileRole.REMARKS]
        files.sort(key=lambda one: one.id not in covered)
        return [FileChange(self._desk, one, covered=one.id in covered) for one in files]

    def _build_again(self) -> None:
        """Ask who is concerned by the change, where the route does not ask everyone."""
        last = self._found.last
        if last is None or last.approval.reset is Reset.EVERYONE:
            return
        state, teller = last.approval, Teller(self._desk.speech.words, last)
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        for step in state.stages:
            for seat in step.seats:
                if seat.visa is None or step.signing:
                    continue
                visa = state.visas[seat.visa]
                if visa.result not in YES:
                    continue
                said = self._desk.speech.words.name(visa.result)
                box = QCheckBox(f"{teller.both(visa.person, visa.behalf)} — {said}")
                lines.addWidget(box)
                self.again[seat.key] = box
        if self.again:
            self.add("again", mark("Ask again although they had agreed"), holder)

    def _say(self) -> None:
        words, last = self._desk.speech.words, self._found.last
        names = ", ".join(path.name for path in self._added.paths)
        self._added.said.setText(words.text("Added: {names}", names=names) if names else "")
        self._added.said.setVisible(bool(names))
        if last is None:
            return
        changes = Teller(words, last).changes()
        everyone = last.approval.reset is Reset.EVERYONE
        who = words.name(last.approval.reset)
        text = words.text("Asked: {who}.", who=who)
        if everyone:
            text = words.text("Everyone is asked again, from the first stage.")
        if changes:
            text = f"{words.text('Changed already: {what}.', what=changes)} {text}"
        self._before.setText(sentence(text))

    def _on_refused(self, error: EdoError) -> None:
        """Say what is missing where a change is expected."""
        if error.reason == Reason.NOTHING_CHANGED:
            self.primary.setEnabled(True)
            words = self._desk.speech.words
            self.show_wrong(
                "files", words.text("Nothing is changed yet: replace, add or remove a file.")
            )
            return
        super()._on_refused(error)


def _role(path: Path) -> FileRole:
    return FileRole.SCAN if ending(path.name) in PICTURES else FileRole.APPENDIX
