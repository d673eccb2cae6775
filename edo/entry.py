"""The local door: one transaction in which a command reads, decides and states facts.

When the entry ends, everything stated is sealed into signed segments and the touched subjects' rows
are rewritten; all of it is durable at once, or nothing is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import msgspec

from edo import keys
from edo import segment as segments
from edo.change import COMMON, Change, Stamp, Touched, new_id
from edo.clock import HybridClock, Random
from edo.domain import typed
from edo.domain.document_type import DocumentType
from edo.domain.fact import Fact
from edo.domain.fold import fold, heads, take
from edo.domain.numbering import Journal
from edo.domain.organisation import Correspondent
from edo.domain.roster import Roster
from edo.errors import Reason, Refusal
from edo.segment import CHANGES_LIMIT, End, Line, Log
from edo.store import ledger
from edo.store.database import Connection
from edo.store.refold import Writer

S = TypeVar("S")
_RAW_LIMIT = 3 * 1024 * 1024
"""Bytes of changes put into one segment: under the stored limit even if nothing compresses."""
_REMEMBERED = (Journal, DocumentType, Correspondent)
_MEMORY_LIMIT = 500
_PENDING = "@"
"""Marks, in a base, a change of this entry that is not sealed yet."""


@dataclass(slots=True)
class Known:
    """A subject as one entry sees it; `space` is where it is at home, empty while it is new."""

    state: Any
    heads: tuple[str, ...]
    space: str = ""


@dataclass(slots=True)
class _Unsealed:
    """Changes of one space that are not sealed yet."""

    lines: list[Line] = field(default_factory=list[Line])


@dataclass(frozen=True, slots=True)
class Identity:
    """Who works here.

    Attributes:
        org: id of the organisation.
        person: id of the person.
        office: id of the office; the name of its space.
        inst: id of the installation.
    """

    org: str
    person: str
    office: str
    inst: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, by which key and clock, and under which roster.

    Attributes:
        identity: who works here.
        key: signs what they state.
        clock: stamps it.
        random: answers n random bytes.
        roster: who may state what.
        authority: index and hash of the last authority record known here.
    """

    identity: Identity
    key: keys.SigningKey
    clock: HybridClock
    random: Random
    roster: Roster
    authority: tuple[int, str]


class Entry:
    """One transaction at the local door.

    A rule is tried on each fact as it is stated, against the subject's state with all facts stated
    before; the fold tries the same rule again on every machine.
    """

    def __init__(
        self,
        actor: Actor,
        connection: Connection,
        memory: Mapping[str, Known],
    ) -> None:
        self.connection = connection
        self.today: date = actor.clock.today()
        self._actor = actor
        self._memory = memory
        self._subjects: dict[str, Known] = {}
        self._new: set[str] = set()
        self._touched: dict[str, None] = {}
        self._pending: dict[str, _Unsealed] = {}

    @property
    def person(self) -> str:
        """Id of the person who acts."""
        return self._actor.identity.person

    @property
    def office(self) -> str:
        """Id of the office they act in."""
        return self._actor.identity.office

    @property
    def device(self) -> str:
        """The short name of this device's key."""
        return self._actor.key.name

    @property
    def roster(self) -> Roster:
        """Who may state what."""
        return self._actor.roster

    def new_id(self, prefix: str) -> str:
        """Make the id of a new subject."""
        subject = new_id(prefix, self._actor.clock.tick(), self._actor.random)
        self._subjects[subject] = Known(None, ())
        self._new.add(subject)
        return subject

    def state(self, subject: str) -> Any:
        """Return a subject's state, this entry's own facts included; None where there is none."""
        return self._subject(subject).state

    def known(self, kind: type[S], subject: str, reason: Reason = Reason.UNKNOWN_SUBJECT) -> S:
        """Return the state of a subject that must be there.

        Args:
            kind: what it must be.
            subject: id.
            reason: of the refusal where it is not.

        Raises:
            Refusal: it is not there, or is something else.
        """
        state = self.state(subject)
        if not isinstance(state, kind):
            raise Refusal(reason, value=subject)
        return state

    def record(self, subject: str, fact: Fact, *, space: str = "") -> None:
        """State a fact about a subject.

        Args:
            subject: id.
            fact: what happened.
            space: another office's, where the fact may be stated there; empty: its usual place.

        Raises:
            Refusal: the rule, or the roster, says no.
        """
        known = self._subject(subject)
        fact, change = self._change(subject, fact, known, space)
        stamp = change.stamp
        known.state = take(known.state, fact, change, self._actor.roster, known.space)
        known.space = stamp.space
        pending = self._pending.setdefault(stamp.space, _Unsealed())
        line = Line(
            subject, fact.NAME, stamp.hlc, stamp.person, known.heads, msgspec.Raw(change.data)
        )
        pending.lines.append(line)
        known.heads = (f"{_PENDING}{len(pending.lines) - 1}",)
        self._touched[subject] = None

    def check(self, subject: str, *stated: Fact) -> None:
        """Try the rules of facts, one after another, without stating them.

        Raises:
            Refusal: a rule, or the roster, says no.
        """
        known = self._subject(subject)
        state = known.state
        for one in stated:
            fact, change = self._change(subject, one, known)
            state = take(state, fact, change, self._actor.roster, known.space)

    def _change(
        self, subject: str, fact: Fact, known: Known, space: str = ""
    ) -> tuple[Fact, Change]:
        """Return a fact, its texts clean, and the change that states it."""
        if space and not fact.ABROAD:
            raise Refusal(Reason.WRONG_SPACE)
        fact, data = typed.stated(fact)
        stamp = Stamp(
            hlc=self._actor.clock.tick(),
            person=self.person,
            dev=self._actor.key.name,
            seq=0,
            line=0,
            segment="",
            space=space or (COMMON if fact.COMMON else self.office),
            authority=self._actor.authority[0],
        )
        return fact, Change(subject, fact.NAME, stamp, known.heads, data)

    def finish(self) -> Touched:
        """Seal what was stated and rewrite the rows of its subjects."""
        for space, pending in self._pending.items():
            self._seal(space, pending.lines)
        if self._touched:
            states = {subject: self._subjects[subject].state for subject in self._touched}
            Writer(self.connection).write(states, new=frozenset(self._new))
        return Touched(frozenset(self._touched))

    def remembered(self) -> dict[str, Known]:
        """Return the journals, types and correspondents the next entry need not read again.

        Only this program writes here, so what a committed entry saw stays true until the next.
        Subjects this entry stated facts about are left out: their heads have new names.
        """
        seen = {
            subject: known
            for subject, known in {**self._memory, **self._subjects}.items()
            if subject not in self._touched and isinstance(known.state, _REMEMBERED)
        }
        return seen if len(seen) <= _MEMORY_LIMIT else {}

    def _subject(self, subject: str) -> Known:
        known = self._subjects.get(subject)
        if known is None and (kept := self._memory.get(subject)) is not None:
            known = self._subjects[subject] = Known(kept.state, kept.heads, kept.space)
        if known is None:
            changes = [one.change for one in ledger.of_subject(self.connection, subject)]
            folded = fold(changes, self._actor.roster)
            known = Known(folded.state, heads(changes), folded.space)
            self._subjects[subject] = known
        return known

    def _seal(self, space: str, lines: list[Line]) -> None:
        """Seal the lines of one space into as many segments as their limits ask for."""
        end = ledger.tail(self.connection, space, self._actor.key.name)
        identity = self._actor.identity
        sealed: list[str] = []
        for chunk in _chunks(lines):
            first = len(sealed)
            resolved = [_with_base(line, sealed, first) for line in chunk]
            log = Log(
                org=identity.org,
                space=space,
                dev=self._actor.key.name,
                inst=identity.inst,
                seq=end.seq + 1,
                prev=end.hash,
                authority=self._actor.authority,
                dep=() if sealed else ledger.news(self.connection, space, self._actor.key.name),
            )
            segment = segments.seal(resolved, log, self._actor.key)
            ledger.append(self.connection, segment, resolved)
            sealed.extend(f"{segment.hash}:{n}" for n in range(len(chunk)))
            end = End(log.seq, segment.hash)


def _chunks(lines: list[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    size = 0
    for line in lines:
        weight = len(bytes(line.data)) + 200
        if chunk and (len(chunk) >= CHANGES_LIMIT or size + weight > _RAW_LIMIT):
            yield chunk
            chunk, size = [], 0
        chunk.append(line)
        size += weight
    if chunk:
        yield chunk


def _with_base(line: Line, sealed: list[str], first: int) -> Line:
    """Name the changes a line stands on: full names, or `:n` for a line of the same segment."""
    if not any(name.startswith(_PENDING) for name in line.base):
        return line
    base = tuple(_base_name(name, sealed, first) for name in line.base)
    return Line(line.subject, line.kind, line.hlc, line.person, base, line.data)


def _base_name(name: str, sealed: list[str], first: int) -> str:
    if not name.startswith(_PENDING):
        return name
    place = int(name[1:])
    return sealed[place] if place < first else f":{place - first}"
