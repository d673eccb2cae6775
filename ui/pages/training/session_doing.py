"""What is done with a whole session: held, called off, papers, letters, certificates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from edo.commands import certificates, training
from edo.commands.certificates import Issued
from edo.commands.forms import forget_picture, keep_picture
from edo.commands.reading import open_copy
from edo.commands.training_letters import Invitation
from edo.domain.session import Sheet
from edo.errors import EdoError
from edo.sentences import mark
from ui.bridge import OpenWorkplace
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.paper_out import PaperOut
from ui.widgets.telling import tell

PAPERS, LETTERS = "edo.sheets.training_paper", "edo.sheets.training_letters"


class SessionDoing(QObject):
    """Runs the commands about one session after another; `done` is sent when one ended."""

    done = Signal()

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self._paper = PaperOut(desk, host, PAPERS)

    def hold(self, session: str) -> None:
        """State that it was held."""
        self._run(training.hold, self._said(mark("The training is held")), session=session)

    def cancel(self, session: str, reason: str) -> None:
        """State that it is not held."""
        said = self._said(mark("The training is cancelled"))
        self._run(training.cancel, said, session=session, reason=reason)

    def attach(self, session: str, paths: Sequence[Path]) -> None:
        """Attach scans of the sheet that was signed."""
        said = self._said(mark("The signed sheet is attached"))
        for path in paths:
            self._run(training.attach_sheet, said, session=session, path=path)

    def attach_picture(self, session: str, data: bytes) -> None:
        """Attach a pasted picture of the sheet: it becomes a file for as long as that takes."""
        run = self._desk.bridge.run

        def on_kept(path: Path) -> None:
            self.attach(session, [path])
            run(forget_picture, path=path)

        run(keep_picture, data=data, then=on_kept, owner=self)

    def certify(self, session: str) -> None:
        """Give certificates to all who passed and have none."""
        self._run(certificates.issue, self._on_certified, session=session)

    def write_letters(self, session: str) -> None:
        """Write to the offices whose people are to come."""
        self._run(_invite, self._on_letters, session=session)

    def print_sheet(self, session: str) -> None:
        """Print the sheet that people sign."""
        title = self._desk.speech.words.text("Sheet to sign")
        self._paper.ask("print_attendance", title, f"{title}.pdf", session=session)

    def print_certificates(self, session: str) -> None:
        """Print the certificates that have their numbers."""
        title = self._desk.speech.words.text("Certificates")
        self._paper.ask("print_certificates", title, f"{title}.pdf", session=session)

    def open_sheet(self, sheet: Sheet) -> None:
        """Open a read-only copy of a scan."""
        self._desk.bridge.look(
            open_copy, then=self._on_copy, owner=self, sha256=sheet.sha256, name=sheet.name
        )

    def _run(
        self, command: Callable[..., Any], then: Callable[[Any], object], **words: object
    ) -> None:
        self._desk.bridge.run(
            command,
            then=partial(self._on_done, then),
            otherwise=self._on_refused,
            owner=self,
            **words,
        )

    def _said(self, text: str) -> Callable[[object], None]:
        return lambda _answer: self._tell(self._desk.speech.words.text(text))

    def _tell(self, text: str) -> None:
        tell(self._host, Notice(text, Tone.GOOD))

    def _on_done(self, then: Callable[[Any], object], answer: object) -> None:
        then(answer)
        self.done.emit()

    def _on_refused(self, error: EdoError) -> None:
        tell(self._host, Notice(self._desk.speech.words.refusal(error), Tone.WARN))
        self.done.emit()

    def _on_certified(self, made: Sequence[Issued]) -> None:
        words = self._desk.speech.words
        waiting = sum(not one.number for one in made)
        text = words.plural("{n} certificate is given", "{n} certificates are given", len(made))
        if waiting:
            left = words.text("without a number yet: {n}", n=words.number(waiting))
            text = f"{text} · {left}"
        self._tell(text)

    def _on_letters(self, made: Sequence[Invitation]) -> None:
        words = self._desk.speech.words
        new = sum(one.made for one in made)
        text = words.plural("{n} letter of invitation", "{n} letters of invitation", new)
        if new < len(made):
            earlier = words.text("written before: {n}", n=words.number(len(made) - new))
            text = f"{text} · {earlier}"
        self._tell(text)

    def _on_copy(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self._desk.speech.words
            text = words.text("No program on this computer opens {name}", name=path.name)
            tell(self._host, Notice(text, Tone.WARN))


def _invite(workplace: OpenWorkplace, *, session: str) -> Sequence[Invitation]:
    """Write the letters; what draws on paper is read on the thread that writes."""
    letters: Any = import_module(LETTERS)
    return letters.invite(workplace, session=session)
