"""The way to the sheet that puts things right, from wherever it is told that they are not."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from edo.errors import EdoError
from edo.sentences import mark
from ui.desk import Desk

if TYPE_CHECKING:
    from edo.check import Examined
    from ui.dialogs.mending_sheet import MendingSheet

MEND = mark("Put right…")
"""What leads to the sheet, everywhere."""
HALTS = ("copied", "replaced", "forked")
"""Why nothing is sent from here, where a key of one's own puts it right."""
LOST = "share_absent"
"""Why there is no exchange, where filling the folder again puts it right."""
DAMAGES = ("database_damaged", "ledger_segment")


def can_mend(error: EdoError | None) -> bool:
    """Tell whether looking the data over may put right what was met."""
    return error is not None and str(error.reason) in (*DAMAGES, LOST)


def open_mending(
    desk: Desk, window: QWidget, halt: str = "", examined: Examined | None = None
) -> MendingSheet:
    """Open the sheet.

    Args:
        desk: of the window.
        window: the main window.
        halt: code of why nothing is sent, where that is known.
        examined: what looking over has found, where somebody has looked just now.
    """
    made = import_module("ui.dialogs.mending_sheet").MendingSheet
    sheet: MendingSheet = made(desk, window, halt if halt in HALTS else "", examined)
    sheet.open()
    return sheet
