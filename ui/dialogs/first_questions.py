"""The questions of the first start, as data: which way asks which, and for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edo.sentences import mark
from ui.dialogs.way_cards import Way


@dataclass(frozen=True, slots=True)
class Step:
    """One question: its title and sentence, what is asked, and what is there for those who look.

    Attributes:
        title: marked English, as `text`.
        asked: codes of fields.
        more: codes of fields under "More".
    """

    title: str
    text: str
    asked: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


FIELDS = {
    "person": mark("Your name"),
    "name": mark("Organisation"),
    "office": mark("Your office"),
    "password": mark("Password of your key"),
    "path": mark("Folder on this computer"),
    "share": mark("Shared folder"),
    "invitation": mark("Invitation file"),
}
HINTS = {
    "person": mark("As it stands on documents: surname, first name, patronymic."),
}
EMPTY = {
    "name": mark("May stay empty; it can be named later."),
    "office": mark("Empty: the organisation has one office."),
    "password": mark("May stay empty; it can be set later."),
    "share": mark("May stay empty; it can be named later."),
}
"""What stands in empty fields that need not be filled."""
BEGIN = Step(
    mark("How do you begin?"),
    mark("Three short questions. Everything else has a default that works."),
)
WHO = mark("Who are you?")
WHERE = mark("Where is the folder?")
ON_PAPER = mark("So you are named in journals and on paper.")
HERE = mark("All you do lies in one folder on this computer. The one proposed is fine.")
SHARED = mark(
    "Workplaces meet in a shared folder: on a network drive, or one that another program keeps the"
    " same on all computers."
)
STEPS: Mapping[Way, tuple[Step, ...]] = {
    Way.ALONE: (
        BEGIN,
        Step(WHO, ON_PAPER, ("person", "name"), ("office",)),
        Step(WHERE, HERE, ("path",), ("password",)),
    ),
    Way.FOUND: (
        BEGIN,
        Step(WHO, ON_PAPER, ("person", "name"), ("office",)),
        Step(WHERE, SHARED, ("share",), ("path", "password")),
    ),
    Way.JOIN: (
        BEGIN,
        Step(
            mark("Who invites you?"),
            mark("The invitation says who you are and which office you work in."),
            ("invitation",),
        ),
        Step(WHERE, SHARED, ("share",), ("path", "password")),
    ),
    Way.SAMPLE: (
        BEGIN,
        Step(
            mark("Where may the sample lie?"),
            mark("In a folder of its own, which you can throw away afterwards."),
            ("path",),
        ),
    ),
    Way.OPEN: (
        Step(
            mark("Which folder?"),
            mark("One in which somebody has worked with this program before."),
            ("path",),
        ),
    ),
}
REQUIRED = {
    Way.ALONE: frozenset({"person", "path"}),
    Way.FOUND: frozenset({"person", "name", "path"}),
    Way.JOIN: frozenset({"invitation", "share", "path"}),
    Way.OPEN: frozenset({"path"}),
    Way.SAMPLE: frozenset({"path"}),
}
PATHS = {
    "path": (mark("Choose a folder"), ""),
    "share": (mark("Choose a folder"), ""),
    "invitation": (mark("Choose the invitation"), "*.edi *.*"),
}
"""Fields that are paths: the title of the dialog, and the pattern where a file is chosen."""
