"""Carry out what a person does about the approval of the document shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from edo.commands import approval as commands
from edo.commands import deciding, rerouting
from edo.commands.deciding import Approvals, Part
from edo.commands.forms import forget_form
from edo.commands.reading import open_copy
from edo.commands.registering import Registration
from edo.domain.card import Kind
from edo.domain.document import Version
from edo.domain.visa import Result
from edo.errors import EdoError, Reason
from edo.queries.phrases import PaperLanguage
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.number_banner import WAITING
from ui.long_run import Progress
from ui.pages.approval.acts import kept_name
from ui.pages.document.sheets import ReasonSheet
from ui.theme import Tone
from ui.widgets.file_out import runs
from ui.widgets.last_folder import ask_where
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell

if TYPE_CHECKING:
    from edo.commands.proving import Exported
    from edo.printing import Printed
    from edo.verification import Proof


class ApprovalDoing(QObject):
    """Every act has a method of its code's name.

    `decided` carries the approval's id as soon as a visa or signature is handed in: who empties a
    list need not wait until it is written down; `written` or `refused` follows. A refusal is said
    with the way back, and `back` carries the document. `reading` carries a window of decisions.
    """

    decided = Signal(str)
    written = Signal(str)
    refused = Signal(str)
    back = Signal(str)
    reading = Signal(object)

    def __init__(
        self,
        desk: Desk,
        pane: QWidget,
        put_sheet: Callable[[FormSheet | None], object],
    ) -> None:
        super().__init__(pane)
        self._desk, self._pane = desk, pane
        self._put_sheet = put_sheet
        self._acts: dict[str, Callable[[Approvals], object]] = {
            "yes": self._yes,
            "read": partial(self._read, result=None),
            "remarks": partial(self._read, result=Result.REMARKS),
            "return": partial(self._read, result=Result.RETURNED),
            "no": partial(self._read, result=Result.REFUSED),
            "sign": self._sign,
            "register_passed": self._register,
            "start": self._start,
            "revise": self._revise,
            "add": self._add,
            "pull_back": self._pull_back,
            "withdraw": partial(self._with_reason, *WITHDRAW),
            "abort": partial(self._with_reason, *ABORT),
            "print_sheet": self._print_sheet,
            "verify": self._verify,
            "bundle": self._bundle,
        }

    def do(self, code: str, found: Approvals) -> None:
        """Do an act."""
        self._acts[code](found)

    def skip(self, found: Approvals, seat: str, *_checked: bool) -> None:
        """Ask why somebody is not waited for, and do so."""
        if found.last is None:
            return
        self._put_sheet(
            ReasonSheet(
                self._desk,
                mark("Do not wait for an approver"),
                mark("Do not wait"),
                rerouting.skip,
                approval=found.last.id,
                seat=seat,
                behalf=found.leads_for,
            )
        )

    def open_file(self, version: Version, *_checked: bool) -> None:
        """Open a copy of a file with remarks in its own program; a program is not run."""
        words = self._desk.speech.words
        if runs(version.name):
            text = words.text("“{name}” is a program and is not run from here", name=version.name)
            tell(self._pane, Notice(text, Tone.WARN))
            return
        self._desk.bridge.look(
            open_copy, then=_show, owner=self, sha256=version.sha256, name=version.name
        )

    def give(self, found: Approvals, part: Part, result: Result, **told: Any) -> None:
        """Hand in a visa or a signature on the version that was looked at."""
        last = found.last
        if last is None:
            return
        given: dict[str, Any] = {
            "approval": last.id,
            "version": last.approval.version,
            "seat": part.seat,
            "behalf": part.behalf.id,
        }
        command: Callable[..., Any] = commands.sign if part.signing else commands.visa
        if part.signing and result in (Result.RETURNED, Result.REFUSED):
            command = commands.visa
        if command is commands.visa:
            given |= {"result": result, **told}
        self._desk.bridge.run(
            command,
            then=partial(self._on_given, last.id, kept_name(last.id, part.seat)),
            otherwise=partial(self._on_not_given, found),
            owner=self,
            **given,
        )
        self.decided.emit(last.id)

    def _yes(self, found: Approvals) -> None:
        part = found.parts[0]
        self.give(found, part, Result.SIGNED if part.signing else Result.AGREED)

    def _sign(self, found: Approvals) -> None:
        if found.free_part is not None:
            self.give(found, found.free_part, Result.SIGNED)

    def _on_given(self, approval: str, remarks: str, _nothing: object) -> None:
        self._desk.bridge.run(forget_form, name=remarks)
        self.written.emit(approval)

    def _on_not_given(self, found: Approvals, error: EdoError) -> None:
        """Say what was not done, and to which document: another one may be shown by now."""
        if found.last is not None:
            self.refused.emit(found.last.id)
        words, card = self._desk.speech.words, found.state.card
        subject = card.subject_kk if words.language == "kk" else card.subject_ru
        subject = subject or card.subject_ru or card.subject_kk
        text = f"«{subject}»: {words.refusal(error)}"
        back = partial(self.back.emit, found.document)
        tell(self._pane, Notice(text, Tone.WARN, words.text("Show it"), back))

    def _read(self, found: Approvals, result: Result | None) -> None:
        window: Any = import_module("ui.pages.approval.decision").DecisionWindow(
            self._desk, self._pane.window(), found, result
        )
        window.given.connect(partial(self._on_word, window))
        self.reading.emit(window)
        window.open()

    def _on_word(self, window: Any, result: Result, told: dict[str, Any]) -> None:
        self.give(window.found, window.part, result, **told)

    def _register(self, found: Approvals) -> None:
        kind = found.state.kind
        journal = self._desk.memory.get(f"registration.{kind.value}.journal")
        self._send_to_journal(found.document, kind, journal)

    def _send_to_journal(self, document: str, kind: Kind, journal: str) -> None:
        self._desk.bridge.run(
            deciding.register_passed,
            then=self._on_registered,
            otherwise=partial(self._on_not_registered, document, kind, journal),
            owner=self,
            document=document,
            journal=journal,
        )

    def _on_registered(self, registered: Registration) -> None:
        words = self._desk.speech.words
        text = words.text("Registered: № {number}", number=registered.number)
        if registered.awaiting:
            text = words.text(WAITING, reference=registered.awaiting)
        tell(self._pane, Notice(text, Tone.GOOD))

    def _on_not_registered(self, document: str, kind: Kind, journal: str, error: EdoError) -> None:
        """Forget a journal that is gone; leave what a person must decide to the usual window."""
        if journal and error.reason in (Reason.UNKNOWN_JOURNAL, Reason.JOURNAL_CLOSED):
            self._send_to_journal(document, kind, "")
            return
        tell(self._pane, Notice(self._desk.speech.words.refusal(error), Tone.WARN))
        window = import_module("ui.dialogs.registration")
        window.open_registration(self._desk, kind, document=document)

    def _start(self, found: Approvals) -> None:
        sheet: Any = import_module("ui.dialogs.approval_start").StartApproval(
            self._desk, self._pane.window(), found.document, found.state
        )
        sheet.done_with.connect(partial(self._tell, mark("The approval has started")))
        sheet.open()

    def _revise(self, found: Approvals) -> None:
        sheet: Any = import_module("ui.pages.approval.new_version").NewVersion(
            self._desk, self._pane.window(), found
        )
        sheet.done_with.connect(partial(self._tell, mark("The new version is put up")))
        sheet.open()

    def _add(self, found: Approvals) -> None:
        sheet: Any = import_module("ui.pages.approval.approver_sheet").ApproverSheet(
            self._desk, found
        )
        self._put_sheet(sheet)

    def _pull_back(self, found: Approvals) -> None:
        if found.last is not None:
            self._desk.bridge.run(
                rerouting.pull_back,
                then=partial(self._tell, mark("Taken back: the document is yours again")),
                owner=self,
                approval=found.last.id,
                behalf=found.leads_for,
            )

    def _with_reason(
        self, title: str, button: str, command: Callable[..., Any], found: Approvals
    ) -> None:
        if found.last is not None:
            self._put_sheet(
                ReasonSheet(
                    self._desk,
                    title,
                    button,
                    command,
                    approval=found.last.id,
                    behalf=found.leads_for,
                )
            )

    def _print_sheet(self, found: Approvals) -> None:
        words, number = self._desk.speech.words, found.state.number
        name = number.text if number else found.state.kind.value
        path = ask_where(
            self._desk,
            self._pane,
            mark("Save the approval sheet"),
            f"{name}-visa.pdf",
            "PDF (*.pdf)",
        )
        if path is not None and found.last is not None:
            self._desk.bridge.run_long(
                _print,
                words.text("Printing the approval sheet"),
                then=self._on_printed,
                owner=self,
                writes=False,
                approval=found.last.id,
                language=PaperLanguage.KK if words.language == "kk" else PaperLanguage.RU,
                path=path,
            )

    def _verify(self, found: Approvals) -> None:
        self._desk.bridge.run_long(
            _prove,
            self._desk.speech.words.text("Checking visas and signatures"),
            then=self._on_proof,
            owner=self,
            writes=False,
            document=found.document,
        )

    def _on_proof(self, proof: Proof) -> None:
        sheet: Any = import_module("ui.pages.approval.proof_sheet").ProofSheet(
            self._desk, self._pane.window(), proof
        )
        sheet.open()

    def _bundle(self, found: Approvals) -> None:
        number = found.state.number
        name = number.text if number else found.state.kind.value
        path = ask_where(
            self._desk, self._pane, mark("Save the evidence"), f"{name}.edo", "ЭДО (*.edo)"
        )
        if path is not None:
            self._desk.bridge.run_long(
                _export,
                self._desk.speech.words.text("Collecting the evidence"),
                then=self._on_exported,
                owner=self,
                writes=False,
                document=found.document,
                path=path,
            )

    def _on_exported(self, made: Exported) -> None:
        words = self._desk.speech.words
        text = words.text(
            "Written: {name}. Whoever knows the organisation's fingerprint can check it.",
            name=made.path.name,
        )
        tell(self._pane, Notice(text, Tone.GOOD))

    def _on_printed(self, printed: Printed) -> None:
        words = self._desk.speech.words
        text = words.text("Written: {name}", name=printed.path.name)
        act = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(printed.path)))
        tell(self._pane, Notice(text, Tone.GOOD, button=words.text("Open"), act=act))

    def _tell(self, text: str, _answer: object = None) -> None:
        tell(self._pane, Notice(self._desk.speech.words.text(text), Tone.GOOD))


WITHDRAW = (mark("Withdraw from approval"), mark("Withdraw"), rerouting.withdraw)
ABORT = (mark("Give the approval up"), mark("Give up"), rerouting.abort)


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _print(workplace: object, *, progress: Progress, **words: object) -> Printed:
    """Print the sheet; what draws on paper is read on the thread that draws."""
    progress(0, 0)
    paper: Any = import_module("edo.sheets.paper")
    return paper.print_approval(workplace, **words)


def _prove(workplace: object, *, progress: Progress, document: str) -> Proof:
    progress(0, 0)
    proving: Any = import_module("edo.commands.proving")
    return proving.prove_document(workplace, document=document)


def _export(workplace: object, *, progress: Progress, document: str, path: Path) -> Exported:
    progress(0, 0)
    proving: Any = import_module("edo.commands.proving")
    return proving.write_bundle(workplace, document=document, path=path, files=True)
