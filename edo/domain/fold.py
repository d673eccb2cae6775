"""The pure function from a subject's changes to its state.

Every workplace sorts the same changes the same way, so all come to the same state whatever the
order of arrival. A change whose rule says no is set aside with its reason, on every machine alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from edo.change import Change
from edo.domain import facts
from edo.domain.fact import Fact
from edo.domain.roster import Right, Roster
from edo.errors import EdoError, Reason, Refusal


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that has no effect, and why."""

    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class Folded:
    """What a subject's changes come to.

    Attributes:
        state: the subject's state, None where no change was accepted.
        refused: changes set aside.
    """

    state: Any
    refused: tuple[Refused, ...]


def fold(changes: Iterable[Change], roster: Roster) -> Folded:
    """Fold a subject's changes, given in any order and with any repetition.

    Args:
        changes: what the ledger holds about one subject.
        roster: who may state what.
    """
    state: Any = None
    refused: list[Refused] = []
    for change in in_order(changes):
        try:
            state = step(state, change, roster)
        except EdoError as error:
            refused.append(Refused(change, error.reason))
    return Folded(state, tuple(refused))


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return changes in the order all workplaces share, repetitions left out."""
    unique = {change.stamp.order: change for change in changes}
    return [change for _, change in sorted(unique.items())]


def heads(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the names of a subject's changes that no other change of it was made after."""
    names: dict[str, None] = {}
    seen: set[str] = set()
    for change in in_order(changes):
        names[change.stamp.name] = None
        seen.update(change.base)
    return tuple(name for name in names if name not in seen)


def step(state: Any, change: Change, roster: Roster) -> Any:
    """Return the state after one change. A kind this release does not know changes nothing.

    Raises:
        Refusal: the rule, or the roster, says no.
        DamagedError: the change does not parse.
    """
    fact = facts.decode(change.kind, change.data)
    if fact is None:
        return state
    return take(state, fact, change, roster)


def take(state: Any, fact: Fact, change: Change, roster: Roster) -> Any:
    """Apply a fact that is already parsed, if its author may state it."""
    stamp = change.stamp
    right = fact.right(stamp)
    if not roster.allows(stamp, right):
        backdated = right is Right.BACKDATE and roster.signs_for(stamp)
        raise Refusal(Reason.BACKDATING_NOT_ALLOWED if backdated else Reason.NOT_ALLOWED)
    is_other = state is not None and not isinstance(state, fact.ABOUT)
    if is_other or not fact.is_about(change.subject):
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    return fact.apply(state, stamp)
