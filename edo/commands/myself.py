"""Who works here: the person, what they may do in this office, and for whom they act today.

Windows offer by it what can be done; whether it can, the facts themselves decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from edo.domain.card import Kind
from edo.domain.rights import Right
from edo.queries.deputies import Principal, acting_for
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Myself:
    """The person at a workplace.

    Attributes:
        person: id.
        office: id of the office they work in.
        rights: what they may do in it.
        others: the people they act for today.
        is_keeper: this workplace extends the chain of authority.
    """

    person: str
    office: str
    rights: frozenset[Right] = frozenset()
    others: tuple[Principal, ...] = ()
    is_keeper: bool = False

    def may(self, right: Right) -> bool:
        """Tell whether they have a right in this office."""
        return right in self.rights

    def acts_as(self, people: Sequence[str], kind: Kind | None = None) -> str | None:
        """Return for whom they act as one of some people: empty for themselves, None for nobody.

        Args:
            people: ids of those who may act.
            kind: of the document, by which a deputy may be limited.
        """
        if self.person in people:
            return ""
        fitting = (
            one.person
            for one in self.others
            if one.person in people and (one.kinds is None or kind in one.kinds)
        )
        return next(fitting, None)


def myself(workplace: Workplace) -> Myself:
    """Return who works here."""
    identity, roster = workplace.identity, workplace.roster
    return Myself(
        identity.person,
        identity.office,
        frozenset(one for one in Right if roster.can(identity.person, one, identity.office)),
        workplace.read(acting_for, person=identity.person, today=workplace.clock.today()),
        roster.keeper == workplace.device,
    )
