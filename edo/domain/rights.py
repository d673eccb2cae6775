"""Roles, and the rights each of them brings."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in the organisation's document flow."""

    KEEPER = "keeper"
    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    MANAGER = "manager"
    EXECUTOR = "executor"
    TRAINER = "trainer"
    READER = "reader"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What a fact may need of its author."""

    ORGANISE = "organise"
    """Keep offices, units, positions, people and document types."""
    KEEP_JOURNALS = "keep_journals"
    """Open, change and close journals."""
    REGISTER = "register"
    """Register, describe, send and link documents; keep correspondents; reserve numbers."""
    BACKDATE = "backdate"
    """Register with an earlier date, as when an old journal is entered by hand."""
    ANNUL = "annul"
    """Annul a registration; its number is never used again."""
    DRAFT = "draft"
    """Begin documents, write their text and have them approved, before they have a number."""
    TAKE_PART = "take_part"
    """Give a visa when asked, execute and report, confirm acquaintance, name one's own deputy."""
    RESOLVE = "resolve"
    """Write resolutions and give tasks in one's own name."""
    SIGN = "sign"
    """Sign documents."""
    CONTROL = "control"
    """Watch over execution: accept and return reports, move terms, take off control."""
    STAFF = "staff"
    """Keep an office's staff: who came, moved to another office or position, left."""
    TRAIN = "train"
    """Hold training sessions and mark who was there; held everywhere, keep courses too."""


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.KEEPER: frozenset(),
    Role.ADMINISTRATOR: frozenset(Right),
    Role.CLERK: frozenset(
        {Right.REGISTER, Right.DRAFT, Right.TAKE_PART, Right.CONTROL, Right.STAFF}
    ),
    Role.MANAGER: frozenset(
        {Right.DRAFT, Right.TAKE_PART, Right.RESOLVE, Right.SIGN, Right.CONTROL}
    ),
    Role.EXECUTOR: frozenset({Right.DRAFT, Right.TAKE_PART}),
    Role.TRAINER: frozenset({Right.DRAFT, Right.TAKE_PART, Right.STAFF, Right.TRAIN}),
    Role.READER: frozenset(),
    Role.AUDITOR: frozenset(),
}
"""What each role brings. Rights come only from here."""

EVERYWHERE = ""
"""Scope of a role that holds in all offices."""
ANYWHERE = "*"
"""Scope of a fact whose author needs its right in some office, no matter in which."""


READING = (Role.READER, Role.AUDITOR)
"""Roles that, held everywhere, bring every office's documents: an administrator needs none."""


def scope_of(role: Role, office: str) -> str:
    """Return where a role usually holds: who keeps the whole, or goes round, has it everywhere."""
    everywhere = role in (Role.KEEPER, Role.ADMINISTRATOR, Role.TRAINER)
    return EVERYWHERE if everywhere else office
