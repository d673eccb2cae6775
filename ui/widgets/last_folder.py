"""The folder files were last taken from or written to: where the next choosing begins."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.desk import Desk, Memory

FOLDER = "files.folder"


def own_folder() -> Path:
    """Give the folder of the person's documents; where there is none, their own.

    The folder the program was started in is no place for anybody's files.
    """
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    place = QStandardPaths.writableLocation(documents)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def last_folder(memory: Memory) -> Path:
    """Give the last folder; where it is not there any more, the person's own."""
    last = str(memory.get(FOLDER) or "")
    return Path(last) if last and Path(last).is_dir() else own_folder()


def keep_folder(memory: Memory, file: str | Path) -> None:
    """Remember the folder of a file that was chosen."""
    memory.set(FOLDER, str(Path(file).parent))


def ask_where(desk: Desk, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to write a file, beginning in the last folder; None where nobody says.

    Args:
        desk: of the window.
        parent: over what it is asked.
        title: marked English.
        name: of the file, as it is proposed; a slash in a number becomes a dash.
        kinds: what may be chosen, as Qt writes it.
    """
    start = last_folder(desk.memory) / name.replace("/", "-")
    title = desk.speech.words.text(title)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    if not chosen:
        return None
    keep_folder(desk.memory, chosen)
    return Path(chosen)
