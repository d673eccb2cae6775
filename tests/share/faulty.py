"""A share that fails in every way a share does, seen by several workplaces.

Each workplace sees a `FaultyShare` through its own view, a `FaultyCarrier`. What fails, and when,
comes from the `random.Random` it is given and nothing else: one seed, one history.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import TypeVar

from edo.errors import UnreachableError
from edo.share.carrier import LIST_LIMIT, Claim, Outcome, Put
from edo.share.trouble import Trouble
from tests.share.carriers import MemoryCarrier, Objects, check, copy_out

T = TypeVar("T")


class Fault(StrEnum):
    """What can go wrong, and is counted."""

    ERROR_BEFORE = "error_before"
    """An error, and the act was not done."""
    ERROR_AFTER = "error_after"
    """An error, though the act was done."""
    DELAY = "delay"
    """An object is seen by another workplace only later."""
    MISS = "miss"
    """An object that is there is said not to be."""
    REORDERED = "reordered"
    STALE = "stale"
    """A listing is the one of last time."""
    REPEATED = "repeated"
    PARTIAL = "partial"
    TORN = "torn"
    """The end of an object reads as zeros."""
    TRUNCATED = "truncated"
    FLIPPED = "flipped"
    """One bit of an object reads otherwise."""
    UNFINISHED = "unfinished"
    """A beginning of an object stays under its name, and the writer gets an error."""
    UNFINISHED_CLAIM = "unfinished_claim"
    """The same of a claim: it is nobody's for ever. A share with links has none."""
    TWO_WINNERS = "two_winners"
    """A claim that another has already is given once more."""
    GONE = "gone"
    """The share does not answer for a while."""
    EMPTY = "empty"
    """The share is an empty folder for a while: a mount point without its mount."""
    READ_ONLY = "read_only"
    FULL = "full"
    LOST = "lost"
    """The last writes are gone after a power cut, though they were acknowledged."""
    ROLLBACK = "rollback"
    """The share is what it was some time ago."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How likely each fault is at one operation, 0 to 1; nothing fails by default."""

    error_before: float = 0
    error_after: float = 0
    delay: float = 0
    miss: float = 0
    reordered: float = 0
    stale: float = 0
    repeated: float = 0
    partial: float = 0
    torn: float = 0
    truncated: float = 0
    flipped: float = 0
    unfinished: float = 0
    unfinished_claim: float = 0
    two_winners: float = 0
    """Off for a share that is exclusive, whatever else fails."""
    gone: float = 0
    empty: float = 0
    read_only: float = 0
    full: float = 0
    lost: float = 0
    rollback: float = 0
    longest: int = 60
    """Operations, of all workplaces together, that a delay or a state lasts at most."""


NONE = Faults()
USUAL = Faults(
    error_before=0.03,
    error_after=0.03,
    delay=0.3,
    miss=0.02,
    reordered=0.5,
    stale=0.1,
    repeated=0.05,
    partial=0.05,
    torn=0.01,
    truncated=0.01,
    flipped=0.01,
    unfinished=0.01,
    gone=0.002,
    empty=0.001,
    read_only=0.001,
    full=0.001,
)
"""What a bad office share does, without losing what it acknowledged."""
_STATES = (Fault.GONE, Fault.EMPTY, Fault.READ_ONLY, Fault.FULL)
_ERRORS = (Trouble.ERROR, Trouble.TIMEOUT, Trouble.DENIED, Trouble.GONE)
_KEPT_SNAPSHOTS = 8
_SNAPSHOT_EVERY = 50


class FaultyShare:
    """One share that fails, and what all its views have in common.

    Args:
        inner: what is really there.
        random: decides everything.
        faults: how likely what is.
    """

    def __init__(self, inner: MemoryCarrier, random: Random, faults: Faults = NONE) -> None:
        self.inner = inner
        self.random = random
        self.faults = faults
        self.injected: Counter[Fault] = Counter()
        self.operations: Counter[str] = Counter()
        self.views: list[FaultyCarrier] = []
        self.tick = 0
        self._trace = hashlib.sha256()
        self._snapshots: list[Objects] = []
        self._fresh: list[str] = []

    @property
    def trace(self) -> str:
        """The hash of all that was asked and answered so far: equal histories, equal hashes."""
        return self._trace.hexdigest()

    def view(self, who: str) -> "FaultyCarrier":
        """Return the share as one more workplace sees it."""
        found = FaultyCarrier(self, who)
        self.views.append(found)
        return found

    def calm(self) -> None:
        """End all faults for good: everything becomes visible, nothing fails any more."""
        self.faults = NONE
        for view in self.views:
            view.heal()

    def power_cut(self, last: int) -> None:
        """Lose or tear some of the last writes, as a server does that lied about its disk.

        Args:
            last: how many writes at most.
        """
        for name in self._fresh[-last:]:
            now = self.inner.look(name)
            if now is None or self.random.random() < 0.5:
                continue
            self.injected[Fault.LOST] += 1
            if self.random.random() < 0.5:
                self.inner.pull(name)
            else:
                self.inner.plant(name, now[: self.random.randrange(len(now) + 1)])
        self._fresh.clear()

    def roll_back(self) -> None:
        """Make the share what it was at one of the moments it remembers."""
        if self._snapshots:
            self.injected[Fault.ROLLBACK] += 1
            self.inner.restore(self.random.choice(self._snapshots))

    def chance(self, fault: Fault) -> bool:
        """Let a fault happen or not, and count it."""
        likely = getattr(self.faults, fault.value)
        if not likely or self.random.random() >= likely:
            return False
        self.injected[fault] += 1
        return True

    def span(self) -> int:
        """Return the operation until which a delay or a state that begins now lasts."""
        return self.tick + self.random.randint(1, self.faults.longest)

    def begin(self, who: str, act: str, name: str) -> None:
        """Count an operation and let what befalls the whole share befall it."""
        self.tick += 1
        self.operations[act] += 1
        self._trace.update(f"{who} {act} {name}\n".encode())
        if self.faults.rollback and self.tick % _SNAPSHOT_EVERY == 1:
            self._snapshots = [*self._snapshots[1 - _KEPT_SNAPSHOTS :], self.inner.objects]
        if self.faults.rollback and self.random.random() < self.faults.rollback:
            self.roll_back()
        if self.faults.lost and self.random.random() < self.faults.lost:
            self.power_cut(10)

    def end(self, answer: object) -> None:
        """Take an answer into the trace."""
        self._trace.update(f"= {answer!r}\n".encode())

    def written(self, name: str, writer: "FaultyCarrier") -> None:
        """Hide a new object from some of the other workplaces for a while."""
        self._fresh = [*self._fresh[-20:], name]
        for view in self.views:
            if view is not writer and self.chance(Fault.DELAY):
                view.hidden[name] = self.span()


class FaultyCarrier:
    """A `FaultyShare` as one workplace sees it; made by `FaultyShare.view`."""

    def __init__(self, share: FaultyShare, who: str) -> None:
        self.share = share
        self.who = who
        self.hidden: dict[str, int] = {}
        self._states: dict[Fault, int] = {}
        self._believed: dict[str, tuple[bytes, int]] = {}
        self._listed: dict[str, list[str]] = {}
        self._mount_point = MemoryCarrier()

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name, if nothing comes between."""
        data = content if isinstance(content, bytes) else content.read_bytes()

        def act(inner: MemoryCarrier) -> Put:
            if inner.look(name) is None and self._stops_halfway(
                Fault.UNFINISHED, inner, name, data
            ):
                raise _error(self.share.random, name)
            put = inner.put_new(name, data)
            self._appear(inner, name, new=put is Put.CREATED)
            return put

        return self._do("put_new", name, act, writes=True)

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes, or something like them."""
        return self._do("read", name, lambda inner: self._seen(inner, name, limit))

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a new local file, or something like it."""
        seen = self._do("copy_out", name, lambda inner: self._seen(inner, name, limit))
        return copy_out(seen, target)

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield names in a folder, as they were some time ago, in any order, some of them."""
        return iter(self._do("list", folder, lambda inner: self._listing(inner, folder)[:limit]))

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name that only one can have, unless the share lies."""

        def act(inner: MemoryCarrier) -> Claim:
            there = inner.look(name)
            if there is None and self._stops_halfway(Fault.UNFINISHED_CLAIM, inner, name, token):
                raise _error(self.share.random, name)
            if there not in (None, token) and self._lies(inner, name, token):
                return Claim(Outcome.MINE, token)
            claim = inner.claim(name, token)
            self._appear(inner, name, new=there is None)
            return Claim(Outcome.UNKNOWN) if self.share.chance(Fault.MISS) else claim

        return self._do("claim", name, act, writes=True)

    def drop_own(self, name: str) -> None:
        """Remove an object."""
        self._do("drop_own", name, lambda inner: inner.drop_own(name), writes=True)

    def fall(self, state: Fault, operations: int) -> None:
        """Let this workplace's share be gone, empty, read-only or full for so many operations."""
        self.share.injected[state] += 1
        self._states[state] = self.share.tick + operations

    def heal(self) -> None:
        """See the share as it is from now on."""
        self.hidden.clear()
        self._states.clear()
        self._believed.clear()
        self._listed.clear()

    def _do(
        self, act: str, name: str, do: Callable[[MemoryCarrier], T], *, writes: bool = False
    ) -> T:
        check(name)
        self.share.begin(self.who, act, name)
        try:
            inner = self._there(name, writes=writes)
            if self.share.chance(Fault.ERROR_BEFORE):
                raise _error(self.share.random, name)
            answer = do(inner)
            if self.share.chance(Fault.ERROR_AFTER):
                raise _error(self.share.random, name)
        except UnreachableError as error:
            self.share.end(error.reason)
            raise
        self.share.end(answer)
        return answer

    def _there(self, name: str, *, writes: bool) -> MemoryCarrier:
        """Return what this workplace finds at the place of the share."""
        for state in _STATES:
            if self.share.chance(state):
                self._states[state] = self.share.span()
        if self._is(Fault.GONE):
            raise UnreachableError(Trouble.GONE, path=name)
        if writes and self._is(Fault.READ_ONLY):
            raise UnreachableError(Trouble.READ_ONLY, path=name)
        if writes and self._is(Fault.FULL):
            raise UnreachableError(Trouble.FULL, path=name)
        return self._mount_point if self._is(Fault.EMPTY) else self.share.inner

    def _is(self, state: Fault) -> bool:
        return self._states.get(state, 0) > self.share.tick

    def _is_hidden(self, name: str) -> bool:
        until = self.hidden.get(name)
        if until is None:
            return False
        if until <= self.share.tick:
            del self.hidden[name]
            return False
        return True

    def _appear(self, inner: MemoryCarrier, name: str, *, new: bool) -> None:
        """Note what this workplace wrote, or learned by writing."""
        self.hidden.pop(name, None)
        if new and inner is self.share.inner:
            self.share.written(name, self)

    def _stops_halfway(self, fault: Fault, inner: MemoryCarrier, name: str, data: bytes) -> bool:
        if not self.share.chance(fault):
            return False
        inner.plant(name, data[: self.share.random.randrange(max(len(data), 1))])
        self._appear(inner, name, new=True)
        return True

    def _lies(self, inner: MemoryCarrier, name: str, token: bytes) -> bool:
        """Give a claim that is taken once more; in the end one of the two tokens stays."""
        believed, until = self._believed.get(name, (b"", 0))
        if until > self.share.tick:
            return believed == token
        if not self.share.chance(Fault.TWO_WINNERS):
            return False
        self._believed[name] = (token, self.share.span())
        if self.share.random.random() < 0.5:
            inner.plant(name, token)
        return True

    def _seen(self, inner: MemoryCarrier, name: str, limit: int) -> bytes | None:
        believed, until = self._believed.get(name, (b"", 0))
        if until > self.share.tick:
            return believed
        found = inner.read(name, limit)
        if found is None or self._is_hidden(name) or self.share.chance(Fault.MISS):
            return None
        return self._spoilt(found)

    def _spoilt(self, data: bytes) -> bytes:
        """Return bytes as a bad cable or a busy server may hand them over."""
        random = self.share.random
        if data and self.share.chance(Fault.TORN):
            kept = random.randrange(len(data))
            data = data[:kept] + bytes(len(data) - kept)
        if data and self.share.chance(Fault.TRUNCATED):
            data = data[: random.randrange(len(data))]
        if data and self.share.chance(Fault.FLIPPED):
            at = random.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]
        return data

    def _listing(self, inner: MemoryCarrier, folder: str) -> Sequence[str]:
        if folder in self._listed and self.share.chance(Fault.STALE):
            return self._listed[folder]
        found = [part for part in inner.list(folder) if not self._is_hidden(f"{folder}/{part}")]
        self._listed[folder] = found[:]
        random = self.share.random
        if found and self.share.chance(Fault.PARTIAL):
            found = random.sample(found, random.randrange(len(found)))
        if found and self.share.chance(Fault.REPEATED):
            found.append(random.choice(found))
        if self.share.chance(Fault.REORDERED):
            random.shuffle(found)
        return found


def _error(random: Random, name: str) -> UnreachableError:
    return UnreachableError(random.choice(_ERRORS), path=name)
