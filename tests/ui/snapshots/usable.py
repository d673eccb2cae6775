"""Whether a page can be used without seeing it, and without a mouse."""

from PySide6.QtWidgets import QApplication

from tests.ui.reach import nameless, unclear_keys, unreached
from ui.album_scene import Shot
from ui.roles import teach_roles

WALKED = frozenset(
    (
        "today",
        "documents.incoming",
        "approvals",
        "control",
        "numbers",
        "organisation",
        "share",
        "settings",
        "letters",
        "training",
        "training.people",
        "training.sessions",
        "session",
        "document.incoming",
        "sheet.journal",
        "sheet.resolve",
        "sheet.task",
        "sheet.plan",
        "sheet.start.outgoing",
        "sheet.invite",
        "sheet.help",
        "registration.incoming",
    )
)
"""Where Tab goes round once: every kind of page and sheet."""


def unusable(shot: Shot) -> list[str]:
    """Name what somebody who sees nothing, or has no mouse, would look for in vain."""
    teach_roles(QApplication.instance() or QApplication([]))
    window = shot.sheet or shot.window
    walked = unreached(window) if shot.name in WALKED else []
    return nameless(window) + unclear_keys(window) + walked
