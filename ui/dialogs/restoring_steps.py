"""The questions of restoring, as data: what is left, and what is asked for then."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from edo.sentences import mark
from ui.dialogs.first_questions import Step
from ui.dialogs.way_cards import Said


class Left(StrEnum):
    """What is left of what was lost."""

    SHARE = "share"
    FILES = "files"


CARDS: Mapping[Left, Said] = {
    Left.SHARE: (
        "folder-open",
        mark("The shared folder is left"),
        mark("The keeper's computer is lost, or its password. All that was sent comes back."),
    ),
    Left.FILES: (
        "files",
        mark("Only files are left"),
        mark("A copy of the shared folder, a part of it, files of a rescued disk in any order."),
    ),
}
FIELDS = {
    "pile": mark("Folder with the files"),
    "share": mark("Shared folder"),
    "key": mark("File of a workplace's key"),
    "path": mark("Folder on this computer"),
    "password": mark("Password of the key"),
}
NEW_SHARE = mark("New shared folder")
"""What the share is called where it is made anew."""
HINTS = {
    "pile": mark("All folders in it are looked through; nothing in it is changed."),
    "key": mark("It is called device.key and lies in the folder “keys” of a program's folder."),
}
PATHS = {
    "pile": (mark("Choose a folder"), ""),
    "share": (mark("Choose a folder"), ""),
    "key": (mark("Choose the file of the key"), "*.key *.*"),
    "path": (mark("Choose a folder"), ""),
}
"""Fields that are paths: the title of the dialog, and the pattern where a file is chosen."""
WHAT = Step(
    mark("What is left?"),
    mark(
        "If another workplace still works, nothing has to be restored: open the program there,"
        " page “Exchange”, and press “The keeper's computer is lost…”."
    ),
)
SHEET = Step(
    mark("The recovery sheet"),
    mark("Open the envelope and type the four lines of the code, as they stand on the sheet."),
    ("code",),
)
KEY = Step(
    mark("A workplace's own key"),
    mark(
        "Without the sheet one workplace can go on by its own key. The keeper's rights come back"
        " only with the sheet, or with the keeper's own key."
    ),
    ("key",),
)
WHERE = Step(
    mark("Where on this computer?"),
    mark("All you do will lie in this folder. The one proposed is fine."),
    ("path", "password"),
)
SURE = Step(mark("Restore?"), "")
STEPS: Mapping[Left, tuple[Step, ...]] = {
    Left.SHARE: (
        WHAT,
        Step(
            mark("Where is the shared folder?"),
            mark("The one in which the workplaces of the organisation have met."),
            ("share",),
        ),
        SHEET,
        WHERE,
        SURE,
    ),
    Left.FILES: (
        WHAT,
        Step(
            mark("Where are the files?"),
            mark("What is signed is found and laid into a new shared folder, an empty one."),
            ("pile", "share"),
        ),
        SHEET,
        WHERE,
        SURE,
    ),
}
REQUIRED = frozenset({"pile", "share", "key", "path"})
