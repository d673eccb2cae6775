"""Sheets about the keys of the organisation: print the root key, forget it, pass the keeping on."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from edo.commands import membership, recovery
from edo.queries.members import MemberRow
from edo.queries.share import Peer
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.code_lines import CODE, HOW, CodeLines
from ui.dialogs.form_sheet import FormSheet
from ui.dialogs.member_sheets import about, note
from ui.widgets.last_folder import own_folder

if TYPE_CHECKING:
    from edo.printing import Printed
    from ui.bridge import OpenWorkplace

PDF = ".pdf"


class RecoverySheet(FormSheet):
    """Save the recovery sheet as a file to print. `done_with` carries what was printed."""

    CHAPTER = "recovery"

    def __init__(self, desk: Desk, parent: QWidget | None, *, protected: bool) -> None:
        super().__init__(desk, parent, mark("Recovery sheet"), mark("Save the sheet…"))
        note(
            desk,
            self,
            mark(
                "One page with the root key of the organisation. Where the keeper's computer is"
                " lost, its code names another keeper; without it nobody can be let in any more."
                " Print it twice, seal both in envelopes, keep them in safes in two buildings,"
                " and remove the file."
            ),
        )
        self.password = QLineEdit()
        if protected:
            self.password = self.line("password", mark("Password of the keys"), required=True)
            self.password.setEchoMode(QLineEdit.EchoMode.Password)
            self.password.setFocus()

    def hand_in(self) -> None:
        """Ask where the file shall be, and write it."""
        words = self._desk.speech.words
        path, _kind = QFileDialog.getSaveFileName(
            self,
            words.text("Save the recovery sheet"),
            str(own_folder() / (words.text("Recovery sheet") + PDF)),
            f"PDF (*{PDF})",
        )
        if path:
            self.make(Path(path))

    def make(self, path: Path) -> None:
        """Write the sheet into a file."""
        self.run(
            _print,
            path=path if path.suffix else path.with_suffix(PDF),
            password=self.password.text(),
        )


class ForgetSheet(FormSheet):
    """Type the code back from paper; then the root key is removed from this computer."""

    CHAPTER = "recovery"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(
            desk,
            parent,
            mark("Is the sheet right?"),
            mark("Remove the root key from this computer"),
        )
        note(
            desk,
            self,
            mark(
                "Type the code from the printed page. If it is right, the root key is removed from"
                " this computer and is on paper only. Cancel leaves it here for now."
            ),
        )
        self.code = self.add(
            "code",
            CODE,
            CodeLines(desk),
            required=True,
            hint=HOW,
        )
        self.warn()
        self.code.setFocus()

    def hand_in(self) -> None:
        """Compare the code, and remove the key."""
        if self.code.look_over() or not self.code.text().strip():
            self.run(recovery.forget, code=self.code.text())


class PassSheet(FormSheet):
    """Pass the keeping of the organisation's keys to another workplace."""

    CHAPTER = "recovery"

    def __init__(
        self, desk: Desk, parent: QWidget | None, peer: Peer, member: MemberRow | None
    ) -> None:
        super().__init__(desk, parent, mark("Pass the keeping on"), mark("Pass it on"))
        self._peer = peer
        if member is not None:
            about(desk, self, member)
        note(
            desk,
            self,
            mark(
                "From then on only that workplace lets others in, gives roles and ends workplaces."
                " This one cannot take it back: that one passes it on, or the code on the recovery"
                " sheet does."
            ),
        )
        self.be_careful()

    def hand_in(self) -> None:
        """Pass the keeping on."""
        self.run(membership.pass_keeper, device=self._peer.device)


def _print(workplace: OpenWorkplace, **words: object) -> Printed:
    """Write the recovery sheet.

    Raises:
        Refusal: as `edo.printing.print_recovery`.
    """
    # Read here, on the thread that writes: what draws paper takes a while to read.
    printing: Any = import_module("edo.printing")
    return printing.print_recovery(workplace, **words)
