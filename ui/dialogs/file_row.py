"""A file chosen for a document: where it lies, what it is, and its line in the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from edo.domain.card import RECEIVED_KINDS, Kind, Language
from edo.domain.document import FileRole, plain_name
from edo.errors import Reason
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.theme import GRID
from ui.widgets.elided import Elided
from ui.widgets.picker import Choice
from ui.widgets.polish import named, restyle
from ui.widgets.select import Select, names_of, sentence

VERSIONS = (Language.KK, Language.RU)
"""The language versions one number may have."""
NAME_LETTERS = 12
"""Letters of a name that are seen at least, more or less."""
_SIGNS: tuple[tuple[Language, tuple[str, ...]], ...] = (
    (Language.KK, ("каз", "қаз", "kaz", "_kk", "-kk", "_kz", "-kz", ".kk")),
    (Language.RU, ("рус", "орыс", "rus", "_ru", "-ru", ".ru")),
)
"""What names of files say about the language, as offices write them."""
_APPENDIX = ("прил", "қосымша", "append", "attach")


UNREADABLE = mark("not readable")
_WHY = {Reason.FILE_EMPTY.value: mark("empty"), Reason.FILE_TOO_LARGE.value: mark("too large")}
"""Words beside a file's name for what keeps it out."""


class KeptFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A chosen file in a kept form."""

    path: str
    role: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file and what is known of it.

    `sha256` is empty until its content was read; `fault` is a sentence where it cannot be taken,
    `why` the code of its refusal. `held` says that the document has the file already.
    """

    path: Path
    role: FileRole
    language: str = ""
    name: str = ""
    sha256: str = ""
    size: int = 0
    fault: str = ""
    why: str = ""
    held: bool = False

    @property
    def shown_name(self) -> str:
        """What the file is called."""
        return self.name or self.path.name


WRITTEN = frozenset({".docx", ".doc", ".odt", ".rtf"})
"""Endings of files that somebody wrote: no scanner makes them."""


def guess(path: Path, kind: Kind, *, first: bool) -> Chosen:
    """Say what a file probably is, by its name and place; the person corrects it."""
    name = path.name.casefold()
    language = next(
        (code.value for code, signs in _SIGNS if any(sign in name for sign in signs)), ""
    )
    scanned = kind in RECEIVED_KINDS and path.suffix.casefold() not in WRITTEN
    main = FileRole.SCAN if scanned else FileRole.TEXT
    appended = any(sign in name for sign in _APPENDIX) or not (first or language)
    return Chosen(path, FileRole.APPENDIX if appended else main, language)


class FileButton(QPushButton):
    """The name of a file, its middle left out where there is little room.

    With the keys in it, the file is shown.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Be happy with a few letters."""
        letters = NAME_LETTERS * self.fontMetrics().averageCharWidth()
        least = min(letters, self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the name as there is room for."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(inside, option, self).width()
        middle = Qt.TextElideMode.ElideMiddle
        seen = Qt.TextFlag.TextShowMnemonic.value
        option.text = self.fontMetrics().elidedText(option.text, middle, room, seen)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the file."""
        super().focusInEvent(event)
        self.entered.emit()


class FileRow(QWidget):
    """A file's line: its name, role, language, and a cross."""

    shown = Signal()
    changed = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, file: Chosen) -> None:
        super().__init__()
        self._desk = desk
        self.file = file
        self.button = FileButton()
        self.role = Select(desk, names_of(tuple(FileRole)))
        self.language = Select(desk, _versions)
        self.cross = QToolButton()
        self.note = Elided()
        self._build()
        self.learn(file)
        desk.speech.changed.connect(self._say)

    def learn(self, file: Chosen) -> None:
        """Take what became known of the file."""
        self.file = file
        self._say()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        self.button.setProperty("link", True)
        self.button.setCheckable(True)
        named(self.button, "file_name")
        self.button.entered.connect(self.shown)
        self.button.clicked.connect(self.shown)
        self.note.setProperty("muted", True)
        self.role.put(self.file.role.value)
        self.language.put(self.file.language)
        for box in (self.role, self.language):
            box.setMinimumWidth(box.sizeHint().width() + 3 * GRID)
            box.setEnabled(not self.file.held)
            box.currentIndexChanged.connect(self._on_changed)
        self.cross.setProperty("quiet", True)
        self.cross.clicked.connect(self.removed)
        self._desk.theme.dress(self.cross, "x")
        line.addWidget(self.button)
        line.addWidget(self.note, 1)
        for part in (self.role, self.language, self.cross):
            line.addWidget(part)
        self.cross.setVisible(not self.file.held)

    def _say(self) -> None:
        words, name = self._desk.speech.words, self.file.shown_name
        self.button.setText(plain_name(name).replace("&", "&&"))
        self.button.setToolTip(name if self.file.held else str(self.file.path))
        self.button.setAccessibleName(words.text("File {name}", name=name))
        self.note.setText(self._noted(words))
        self.note.setToolTip(self.file.fault)
        self.note.setMinimumWidth(self.note.fontMetrics().horizontalAdvance(self.note.text()))
        self.note.setObjectName("field_error" if self.file.fault else "")
        restyle(self.note, wrong=bool(self.file.fault))
        self.role.setAccessibleName(words.text("Role of {name}", name=name))
        self.language.setAccessibleName(words.text("Language version of {name}", name=name))
        self.cross.setToolTip(words.text("Take the file away"))
        self.cross.setAccessibleName(words.text("Take {name} away", name=name))

    def _noted(self, words: Wording) -> str:
        """Say how large the file is, or in a word why it cannot be taken."""
        if self.file.fault:
            return words.text(_WHY.get(self.file.why, UNREADABLE))
        return words.size(self.file.size) if self.file.size else "…"

    def _on_changed(self) -> None:
        role, language = self.role.code, self.language.code
        if role and (role, language) != (self.file.role.value, self.file.language):
            self.file = replace(self.file, role=FileRole(role), language=language)
            self.changed.emit()


def _versions(words: Wording) -> list[Choice]:
    none = Choice("", words.text("any language"))
    return [none, *(Choice(code.value, sentence(words.name(code))) for code in VERSIONS)]
