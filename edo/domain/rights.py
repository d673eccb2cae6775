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


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.KEEPER: frozenset(),
    Role.ADMINISTRATOR: frozenset(Right),
    Role.CLERK: frozenset({Right.REGISTER}),
    Role.MANAGER: frozenset(),
    Role.EXECUTOR: frozenset(),
    Role.TRAINER: frozenset(),
    Role.READER: frozenset(),
    Role.AUDITOR: frozenset(),
}
"""What each role brings. Rights come only from here."""

EVERYWHERE = ""
"""Scope of a role that holds in all offices."""


READING = (Role.READER, Role.AUDITOR)
"""Roles that, held everywhere, bring every office's documents: an administrator needs none."""


def scope_of(role: Role, office: str) -> str:
    """Return where a role usually holds: keepers and administrators have theirs everywhere."""
    return EVERYWHERE if role in (Role.KEEPER, Role.ADMINISTRATOR) else office
