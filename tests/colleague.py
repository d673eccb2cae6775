"""A colleague at another workplace of the office, whose segments come without a share.

What they state stands on what they had seen: on the heads of a document at an earlier moment.
"""

from dataclasses import dataclass, field

import msgspec

from edo import keys, segment
from edo.clock import COUNTER_BITS
from edo.domain import facts
from edo.domain.fact import Fact
from edo.domain.fold import heads
from edo.domain.organisation import Person
from edo.domain.staffing import PersonAdded
from edo.segment import Line, Log, Segment
from edo.store import ledger
from edo.store.database import Connection
from edo.workplace import Workplace


@dataclass
class Colleague:
    """Somebody with a role in the office and a device of their own."""

    workplace: Workplace
    person: str
    key: keys.SigningKey
    sent: list[Segment] = field(default_factory=list[Segment])

    def sees(self, subject: str) -> tuple[str, ...]:
        """Return what they know of a subject if they hear of everything now."""
        return self.workplace.read(_heads, subject)

    def states(self, subject: str, fact: Fact, seen: tuple[str, ...], at: int) -> None:
        """State a fact, having seen no more than `seen`; it arrives here at once.

        Args:
            subject: what it is about.
            fact: what they state.
            seen: what it stands on.
            at: instant of their clock.
        """
        space = self.workplace.identity.office
        line = Line(
            subject,
            fact.NAME,
            at << COUNTER_BITS,
            self.person,
            seen,
            msgspec.Raw(facts.encode(fact)),
        )
        log = Log(
            org=self.workplace.identity.org,
            space=space,
            dev=self.key.name,
            inst="colleague",
            seq=len(self.sent) + 1,
            prev=self.sent[-1].hash if self.sent else "",
            authority=self.workplace.authority,
        )
        self.sent.append(segment.seal([line], log, self.key))
        self.workplace.take_in([(self.sent[-1], [line])])


def colleague(workplace: Workplace, name: str, *, role: str = "clerk") -> Colleague:
    """Let somebody into the office."""
    key = keys.make(workplace.random)
    person = workplace.new_id("p")
    office = workplace.identity.office
    workplace.record(person, PersonAdded(Person(name_ru=name, office=office)))
    device = {"device": key.name, "public": key.public.hex(), "person": person}
    workplace.extend(
        ("person.add", {"person": person}),
        ("device.add", device),
        ("role.grant", {"person": person, "role": role, "scope": office}),
    )
    return Colleague(workplace, person, key)


def _heads(connection: Connection, subject: str) -> tuple[str, ...]:
    return heads(entry.change for entry in ledger.of_subject(connection, subject))
