"""Something out on paper: a name is asked for, a PDF written, and the way to open it offered."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from edo.queries.phrases import PaperLanguage
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.long_run import Progress
from ui.theme import Tone
from ui.widgets.last_folder import keep_folder, last_folder
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

if TYPE_CHECKING:
    from edo.printing import Printed

KINDS = {".pdf": "PDF (*.pdf)", ".xlsx": "Excel (*.xlsx);;CSV (*.csv)"}
"""By the usual ending of a file's name: what a person can choose."""


class PaperOut(QObject):
    """Prints by the functions of a module of `edo.sheets`, in the person's language."""

    def __init__(self, desk: Desk, host: QWidget, module: str = "edo.sheets.paper") -> None:
        super().__init__(host)
        self._desk, self._host, self._module = desk, host, module

    def ask(self, function: str, title: str, name: str, **words: Any) -> None:
        """Ask where to write, and print there; `title` is in the person's language.

        `name` ends in .pdf, or in .xlsx for a list that may be written as CSV too.
        """
        start = last_folder(self._desk.memory) / name.replace("/", "-")
        usual = Path(name).suffix or ".pdf"
        chosen, kind = QFileDialog.getSaveFileName(self._host, title, str(start), KINDS[usual])
        if chosen:
            path = Path(chosen)
            if not path.suffix:
                path = path.with_suffix(".csv" if kind.startswith("CSV") else usual)
            keep_folder(self._desk.memory, path)
            self.write(function, title, path, **words)

    def write(self, function: str, title: str, path: Path, **words: Any) -> None:
        """Print to a file."""
        kk = self._desk.speech.language == "kk"
        self._desk.bridge.run_long(
            _write,
            title,
            then=self._on_written,
            owner=self,
            writes=False,
            module=self._module,
            function=function,
            path=path,
            language=PaperLanguage.KK if kk else PaperLanguage.RU,
            **words,
        )

    def _on_written(self, printed: Printed) -> None:
        words = self._desk.speech.words
        text = words.text("Written: {name}", name=printed.path.name)
        act = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(printed.path)))
        tell(self._host, Notice(text, Tone.GOOD, button=words.text("Open"), act=act))


def _write(
    workplace: OpenWorkplace, *, progress: Progress, module: str, function: str, **words: Any
) -> Printed:
    """Print; what draws on paper is read on the thread that draws."""
    progress(0, 0)
    sheets: Any = import_module(module)
    return getattr(sheets, function)(workplace, **words)
