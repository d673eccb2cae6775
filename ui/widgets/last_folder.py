"""The folder files were last taken from or written to: where the next choosing begins."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ui.desk import Memory

FOLDER = "files.folder"


def last_folder(memory: Memory) -> Path:
    """Give the last folder; before there was one, that of the person's documents.

    The folder the program was started in is no place for anybody's files.
    """
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(memory.get(FOLDER) or QStandardPaths.writableLocation(documents) or Path.home())


def keep_folder(memory: Memory, file: str | Path) -> None:
    """Remember the folder of a file that was chosen."""
    memory.set(FOLDER, str(Path(file).parent))
