"""What Qt's own windows for files say, where there is no desktop and its translations have gaps."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTranslator

from edo.sentences import mark
from edo.wording import Wording

SAID = {
    "&Look in:": mark("In the folder:"),
    "Look in:": mark("In the folder:"),
    "Files of &type:": mark("Kind of files:"),
    "Files of type:": mark("Kind of files:"),
    "File &name:": mark("File name:"),
    "&File name:": mark("File name:"),
    "Save As": mark("Save as"),
    "My Computer": mark("This computer"),
    "Computer": mark("This computer"),
    "Folder": mark("Folder"),
    "File Folder": mark("Folder"),
    "File": mark("File"),
    "%1 File": mark("File %1"),
    "Drive": mark("Drive"),
    "Unknown": mark("Unknown kind"),
    "%1 KB": mark("%1 KB"),
    "%1 MB": mark("%1 MB"),
    "%1 GB": mark("%1 GB"),
    "%1 bytes": mark("%1 bytes"),
}
"""What Qt says → marked English."""
PLACES = frozenset(
    ("QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider", "QFileIconProvider")
)
"""Where Qt says it."""


class QtWords(QTranslator):
    """Speaks for Qt in the sentences above; to all others it is silent, and Qt asks the next."""

    _words: Wording | None = None  # still asked while it is torn down and has no words any more

    def __init__(self, words: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        """Have something to say."""
        return False

    def translate(self, *sentence: Any, **_more: Any) -> Any:
        """Say one of Qt's sentences, of which come where it stands and what it is; else None."""
        context, text = sentence[:2]
        said = SAID.get(text) if context in PLACES else None
        return self._words.text(said) if said and self._words else None
