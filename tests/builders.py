"""Short makers of valid facts, stamps, changes and cards; a test says only what matters to it."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from edo.change import COMMON, Change, Stamp
from edo.clock import COUNTER_BITS, OFFICE_ZONE
from edo.domain import facts
from edo.domain.attaching import FileAttached
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Number
from edo.domain.fact import Fact
from edo.domain.registering import Drafted, Registered
from edo.domain.rights import EVERYWHERE, Role
from edo.domain.roster import Device, Grant, Roster, Told

TODAY = date(2026, 3, 2)
"""A Monday: the day on which everything happens unless a test says otherwise."""
OFFICE = "o1"
JOURNAL = "j1"
CLERK, HEAD = "p1", "p2"
"""A clerk, who registers; and the head, who may do everything."""
SENDER = "c1"
SHA = "ab" * 32


def instant(on: date = TODAY, hour: int = 9, minute: int = 0) -> int:
    """Return a moment on the office's wall clock as milliseconds since 1970 UTC."""
    moment = datetime.combine(on, time(hour), OFFICE_ZONE) + timedelta(minutes=minute)
    return int(moment.timestamp()) * 1000


def hlc(on: date = TODAY, hour: int = 9, minute: int = 0, counter: int = 0) -> int:
    """Return that moment as a hybrid timestamp."""
    return instant(on, hour, minute) << COUNTER_BITS | counter


def stamp(at: int | None = None, person: str = CLERK, **fields: Any) -> Stamp:
    """Make the stamp of a clerk's change on the usual day; the person's device bears their name."""
    usual: dict[str, Any] = {
        "dev": f"device-of-{person}",
        "seq": 1,
        "line": 0,
        "segment": "",
        "space": OFFICE,
        "authority": 0,
    }
    return Stamp(hlc=hlc() if at is None else at, person=person, **usual | fields)


def roster(*grants: tuple[str, Role], since: int = 0, scope: str = EVERYWHERE) -> Roster:
    """Make a roster of people with a role and a device each; usually the clerk and the head."""
    given = grants or ((CLERK, Role.CLERK), (HEAD, Role.ADMINISTRATOR))
    told = Told()
    for person, role in given:
        told.people[person] = True
        told.devices[f"device-of-{person}"] = Device(b"", person, 0)
        told.grants.append(Grant(person, role, scope, since))
    return Roster(told)


def change(subject: str, fact: Fact, at: Stamp | None = None, base: Iterable[str] = ()) -> Change:
    """Stamp a fact; one that belongs to all offices is stated in their common space."""
    at = at or stamp()
    at = msgspec.structs.replace(at, space=COMMON) if fact.COMMON else at
    return Change(subject, fact.NAME, at, tuple(base), facts.encode(fact))


def card(**fields: Any) -> Card:
    """Make a card with all that every kind demands."""
    usual: dict[str, Any] = {"subject_ru": "О выделении путёвок", "parties": (Party(SENDER),)}
    return Card(**usual | fields)


def number(n: int = 1, **fields: Any) -> Number:
    """Make the number that a journal of the usual year gives."""
    on: date = fields.pop("on", TODAY)
    suffix: str = fields.pop("suffix", "")
    usual: dict[str, Any] = {
        "journal": JOURNAL,
        "period": on.year,
        "text": f"{n}{suffix}",
        "on": on,
        "suffix": suffix,
    }
    return Number(n=n, **usual | fields)


def drafted(kind: Kind = Kind.INCOMING, **fields: Any) -> Drafted:
    """Begin a document."""
    return Drafted(kind, card(**fields))


def registered(kind: Kind = Kind.INCOMING, n: int = 1, **fields: Any) -> Registered:
    """Register a document under the n-th number of the day."""
    return Registered(kind, number(n), card(**fields))


def attached(file: str = "f1", **fields: Any) -> FileAttached:
    """Attach a file."""
    usual: dict[str, Any] = {"name": "письмо.pdf", "sha256": SHA, "size": 100}
    return FileAttached(file, **usual | fields)
