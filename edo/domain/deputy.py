"""Deputies: who acts for whom, between two dates, for all documents or for those of some kinds.

A deputy acts by their own rights; being named gives none. Whether an act counts is judged by what
was stated before it in the order all workplaces share, and by the office's date of the act.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import Kind
from edo.domain.fact import Fact, Record, need, within
from edo.domain.rights import ANYWHERE, Right
from edo.errors import Reason, Refusal

BASIS_LIMIT = 200
_ID_LIMIT = 64

Moment = tuple[int, str]
"""Timestamp and device of a change: its place in the common order, sealed or not yet."""


class Deputyship(Record, frozen=True, omit_defaults=True, kw_only=True):
    """One person named to act for another.

    Attributes:
        person: who is acted for.
        deputy: who acts.
        since, until: first and last day of it.
        kinds: of documents it is for; empty: for everything.
        basis: the order or the like that says so.
        named_by, named: who stated it, and when.
        ended_by, ended: the same of its early end; None where it was not ended.
    """

    person: str
    deputy: str
    since: date
    until: date
    kinds: tuple[Kind, ...] = ()
    basis: str = ""
    named_by: str
    named: Moment
    ended_by: str = ""
    ended: Moment | None = None

    def covers(self, stamp: Stamp, kind: Kind | None) -> bool:
        """Tell whether what the deputy stated counts as done for the person.

        Args:
            stamp: of what they stated.
            kind: of the document it is about; None without one.
        """
        at = moment(stamp)
        return (
            self.named < at
            and (self.ended is None or at < self.ended)
            and self.lasts(stamp.on)
            and self.is_for(kind)
        )

    def lasts(self, on: date) -> bool:
        """Tell whether a day lies between its dates."""
        return self.since <= on <= self.until

    def is_for(self, kind: Kind | None) -> bool:
        """Tell whether it is for documents of a kind; for what is about none: only if for all."""
        return not self.kinds or kind in self.kinds


class _AboutDeputy(Fact, frozen=True, omit_defaults=True):
    """Something about a deputyship: stated by whom it is about, or by who organises."""

    ABOUT: ClassVar[type] = Deputyship
    PREFIX: ClassVar[str] = "e"
    COMMON: ClassVar[bool] = True

    person: str

    def right(self, stamp: Stamp, state: Deputyship | None) -> Right:
        """Return what its author needs: one's own deputy is named by whoever takes part."""
        return Right.TAKE_PART if stamp.person == self.person else Right.ORGANISE

    def scope(self, stamp: Stamp) -> str:
        """Return where: in any office for oneself, in all of them for others."""
        return ANYWHERE if stamp.person == self.person else stamp.space


class DeputyNamed(_AboutDeputy, frozen=True, omit_defaults=True, kw_only=True):
    """A person was named to act for another."""

    NAME: ClassVar[str] = "deputy.named"

    deputy: str
    since: date
    until: date
    kinds: tuple[Kind, ...] = ()
    basis: str = ""

    def apply(self, state: Deputyship | None, stamp: Stamp) -> Deputyship:
        """Name the deputy."""
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="deputy", value="")
        for field in ("person", "deputy"):
            need(getattr(self, field), field, _ID_LIMIT)
        if self.person == self.deputy:
            raise Refusal(Reason.OWN_DEPUTY)
        if self.until < self.since:
            raise Refusal(Reason.PERIOD_REVERSED, since=self.since, until=self.until)
        within(self.basis, "basis", BASIS_LIMIT)
        return Deputyship(
            person=self.person,
            deputy=self.deputy,
            since=self.since,
            until=self.until,
            kinds=tuple(dict.fromkeys(self.kinds)),
            basis=self.basis,
            named_by=stamp.person,
            named=moment(stamp),
        )


class DeputyEnded(_AboutDeputy, frozen=True, omit_defaults=True):
    """A deputyship was ended before its last day; what the deputy did before stays done."""

    NAME: ClassVar[str] = "deputy.ended"

    def apply(self, state: Deputyship | None, stamp: Stamp) -> Deputyship:
        """End it."""
        if state is None or state.person != self.person:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if state.ended is not None:
            raise Refusal(Reason.DEPUTY_ENDED)
        return replace(state, ended_by=stamp.person, ended=moment(stamp))


FACTS: tuple[type[Fact], ...] = (DeputyNamed, DeputyEnded)


class Deputies:
    """All deputyships there ever were, as everybody judges by them."""

    def __init__(self, known: Mapping[str, Deputyship] | None = None) -> None:
        self.known = dict(known or {})
        self._of: dict[tuple[str, str], list[Deputyship]] = {}
        for one in self.known.values():
            self._of.setdefault((one.deputy, one.person), []).append(one)

    def act(self, stamp: Stamp, person: str, kind: Kind | None) -> bool:
        """Tell whether a change counts as stated for a person by their deputy."""
        return any(one.covers(stamp, kind) for one in self._of.get((stamp.person, person), ()))

    def changed(self, before: "Deputies") -> dict[str, int]:
        """Return the deputies judged otherwise than before, and from which timestamp on."""
        since: dict[str, int] = {}
        for id in self.known.keys() | before.known.keys():
            for one, at in _differing(self.known.get(id), before.known.get(id)):
                since[one.deputy] = min(at, since.get(one.deputy, at))
        return since


def moment(stamp: Stamp) -> Moment:
    """Return a change's place in the common order, which it has before it is sealed."""
    return (stamp.hlc, stamp.dev)


def _differing(
    one: Deputyship | None, other: Deputyship | None
) -> Iterable[tuple[Deputyship, int]]:
    """Yield the states that differ, each with the timestamp from which they do."""
    if one == other:
        return
    states = [state for state in (one, other) if state is not None]
    same_beginning = len({replace(state, ended_by="", ended=None) for state in states}) == 1
    if len(states) > 1 and same_beginning:
        first = min(state.ended[0] for state in states if state.ended is not None)
        yield states[0], first
    else:
        yield from ((state, state.named[0]) for state in states)
