"""The pure function from a subject's changes to its state.

Every workplace sorts the same changes the same way, so all come to the same state whatever the
order of arrival. A change whose rule says no is set aside with its reason, on every machine alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from edo.change import COMMON, Change
from edo.domain import facts
from edo.domain.card import Card
from edo.domain.document import Document
from edo.domain.fact import Fact
from edo.domain.parallel import Taken, parallel_edits, seen_by, without
from edo.domain.registering import Registered
from edo.domain.rights import Right
from edo.domain.roster import Roster
from edo.domain.routed import Routed
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
        space: where the subject is at home, empty where no change was accepted.
    """

    state: Any
    refused: tuple[Refused, ...]
    space: str = ""


def fold(changes: Iterable[Change], roster: Roster) -> Folded:
    """Fold a subject's changes, given in any order and with any repetition.

    Args:
        changes: what the ledger holds about one subject.
        roster: who may state what.
    """
    ordered = in_order(changes)
    in_line = is_line(ordered)
    taken: list[Taken] = []
    refused: list[Refused] = []
    state, space = None, ""
    for change, fact, state, error in walk(ordered, roster, in_line=in_line):
        if error is not None:
            refused.append(Refused(change, error.reason))
        elif fact is not None:
            space = change.stamp.space
            if not in_line:
                taken.append(Taken(change, fact, state))
    if not in_line and isinstance(state, Document):
        state = replace(state, parallel=tuple(parallel_edits(ordered, taken)))
    return Folded(state, tuple(refused), space)


def walk(
    ordered: list[Change], roster: Roster, *, in_line: bool
) -> Iterator[tuple[Change, Fact | None, Any, EdoError | None]]:
    """Yield each change with what it states, the state after it, and why it was set aside.

    Args:
        ordered: all changes of a subject, in their order.
        roster: who may state what.
        in_line: each change stands on the one before it, see `is_line`.
    """
    seen = [] if in_line else list(seen_by(ordered))
    state, space = None, ""
    for place, change in enumerate(ordered):
        fact, error = None, None
        try:
            fact = facts.decode(change.kind, change.data)
            if fact is not None:
                after = take(state, fact, change, roster, space)
                if not in_line and isinstance(fact, Registered) and isinstance(state, Document):
                    # It is accepted, as one in a history is: only that one needs a second fold.
                    fact = _as_meant(fact, ordered[:place], seen[place], state.card, roster)
                    after = take(state, fact, change, roster, space)
                state, space = after, change.stamp.space
        except EdoError as refusal:
            error = refusal
        yield change, fact, state, error


def _as_meant(
    fact: Registered, earlier: list[Change], seen: int, now: Card, roster: Roster
) -> Registered:
    """Return a registration, which repeats a whole card, over what its author did not know."""
    known = [change for place, change in enumerate(earlier) if seen >> place & 1]
    if len(known) == len(earlier):
        return fact
    draft = fold(known, roster).state
    return fact.over(draft.card, now) if isinstance(draft, Document) else fact


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Return changes in the order all workplaces share, repetitions left out."""
    found = list(changes)
    if len(found) == 1:  # as most subjects have
        return found
    unique = {change.stamp.order: change for change in found}
    return [change for _, change in sorted(unique.items())]


def is_line(ordered: list[Change]) -> bool:
    """Tell whether each change stands on the one before it, so that nothing happened at once."""
    return all(change.base == (before.stamp.name,) for before, change in pairwise(ordered))


def heads(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the names of a subject's changes that no other change of it was made after.

    A base that names a later change is a lie, and counts for nothing.
    """
    names: dict[str, None] = {}
    seen: set[str] = set()
    for change in in_order(changes):
        seen.update(name for name in change.base if name in names)
        names[change.stamp.name] = None
    return tuple(name for name in names if name not in seen)


def step(state: Any, change: Change, roster: Roster, space: str = "") -> Any:
    """Return the state after one change. A kind this release does not know changes nothing.

    Args:
        state: the subject's state before, None where it is new.
        change: the change.
        roster: who may state what.
        space: where the subject is at home; empty where it is new.

    Raises:
        Refusal: the rule, or the roster, says no.
        DamagedError: the change does not parse.
    """
    fact = facts.decode(change.kind, change.data)
    if fact is None:
        return state
    return take(state, fact, change, roster, space)


def take(state: Any, fact: Fact, change: Change, roster: Roster, space: str = "") -> Any:
    """Apply a fact that is already parsed, if its author may state it here.

    A state that knows of parallel edits is one at the local door: a change made there stands on all
    that is known, so it settles the fields it writes.
    """
    stamp = change.stamp
    right = fact.right(stamp, state)
    if not roster.allows(stamp, right, fact.scope(stamp)):
        backdated = right is Right.BACKDATE and roster.signs_for(stamp)
        raise Refusal(Reason.BACKDATING_NOT_ALLOWED if backdated else Reason.NOT_ALLOWED)
    is_other = state is not None and not isinstance(state, fact.ABOUT)
    if is_other or not fact.is_about(change.subject):
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    if fact.COMMON is not (stamp.space == COMMON) or space not in ("", stamp.space):
        raise Refusal(Reason.WRONG_SPACE)
    after = fact.apply(state, stamp)
    if (principal := fact.principal()) not in {"", stamp.person}:
        about = after.kind if isinstance(after, Routed | Document) else None
        if not roster.acts_for(stamp, principal, about):
            raise Refusal(Reason.NOT_DEPUTY)
    if isinstance(after, Document) and after.parallel:
        left = without(after.parallel, fact.writes(state, after))
        after = replace(after, parallel=left)
    return after
