"""Who acts for whom, out of the ledger: all who judge changes need it before they fold them.

Deputyships are folded first, since the chain alone tells which of them count; everything else is
judged by what they come to. Where they change late, what deputies stated since is folded anew.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from edo.domain.deputy import Deputies, DeputyNamed, Deputyship
from edo.domain.fact import Fact
from edo.domain.facts import FACTS
from edo.domain.fold import fold
from edo.domain.roster import Roster
from edo.store import ledger
from edo.store.database import ask

PREFIX = DeputyNamed.PREFIX
_BEFORE = chr(ord(PREFIX) + 1)
_ON_BEHALF = sorted(name for name, fact in FACTS.items() if fact.principal is not Fact.principal)
_STATED = (
    "SELECT DISTINCT c.subject FROM segments s JOIN changes c ON c.segment = s.id"
    " WHERE s.dev = ? AND s.hlc >= ? AND c.hlc >= ?"
    f" AND c.kind IN ({', '.join(repr(name) for name in _ON_BEHALF)})"
)


def among(subjects: Iterable[str]) -> bool:
    """Tell whether some of the subjects are deputyships."""
    return any(subject.startswith(PREFIX) for subject in subjects)


def informed(connection: Connection, roster: Roster) -> Roster:
    """Return the roster that knows the deputyships the ledger holds."""
    known = {
        subject: folded.state
        for subject, entries in ledger.by_subject(connection, since=PREFIX, before=_BEFORE)
        if isinstance((folded := fold((one.change for one in entries), roster)).state, Deputyship)
    }
    return roster.with_deputies(Deputies(known))


def judged_anew(connection: Connection, before: Roster, now: Roster) -> frozenset[str]:
    """Return the subjects about which those spoke for others who may now, or may not any more.

    Args:
        connection: of the ledger.
        before: the roster by which everything was folded.
        now: the one that counts.
    """
    return frozenset(_stated(connection, now, now.deputies.changed(before.deputies)))


def _stated(connection: Connection, roster: Roster, since: dict[str, int]) -> Iterator[str]:
    for deputy, moment in since.items():
        for dev, _ in roster.devices_of(deputy):
            for row in ask(connection, _STATED, (dev, moment, moment)):
                yield row[0]
