"""Several computers claim the same names at once: the only proof that a share is exclusive.

Each lays down that it is there, waits for the others, claims all names in one order, writes down
who had each, and reads what the others wrote down. A share is exclusive when every name had one
winner, the same for all, and everybody won something - else they did not race.

    probe/rehearsal-<id>/here/<dev>     who takes part
    probe/rehearsal-<id>/n/<4 digits>   the claims
    probe/rehearsal-<id>/won/<dev>      what each saw
"""

import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from edo.clock import Now, deadline, now
from edo.errors import UNPARSABLE, UnreachableError
from edo.share import layout
from edo.share.carrier import Carrier, Outcome
from edo.share.trouble import Sleep, rest

CLAIMS = 200
"""Names that are raced for."""
WAIT = 60.0
"""Seconds to wait for the others to come, and again for them to finish."""

LATELY = 10 * 60 * 1_000
"""Milliseconds since a rehearsal began, or clocks may differ, for others to find it themselves."""

_PAUSE = 0.05
_PREFIX = "rehearsal-"
_REHEARSAL = re.compile(_PREFIX + r"((\d{13})-[0-9a-f]{8})")
_RESULT_LIMIT = 64 * 1024


class Verdict(StrEnum):
    """What a rehearsal showed."""

    EXCLUSIVE = "exclusive"
    LIES = "lies"
    """A name had two winners, or not the same one for all: numbers must not be claimed here."""
    ALONE = "alone"
    """Nobody else came."""
    UNFINISHED = "unfinished"
    """Somebody who came did not finish, or could not see who had a name."""
    NO_RACE = "no_race"
    """Somebody won nothing: they were not at it at the same time."""


class Result(msgspec.Struct, frozen=True):
    """What one computer saw: for each name the device it belongs to, empty where unknown."""

    dev: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of a rehearsal.

    `twice` are the names, by their place, that had two winners or differing ones.
    """

    id: str
    verdict: Verdict
    devs: tuple[str, ...]
    won: Mapping[str, int]
    """Device → names it won."""
    twice: tuple[int, ...] = ()
    unknown: int = 0
    """Names somebody could not tell the winner of."""


def _say_nothing(here: int) -> None:
    """Tell nobody how many are there."""


class Rehearsing:
    """One computer's part in a rehearsal, step by step.

    Args:
        carrier: of the share.
        dev: this device.
        id: of the rehearsal, the same on all computers.
        claims: names that are raced for.
    """

    def __init__(self, carrier: Carrier, dev: str, id: str, claims: int = CLAIMS) -> None:
        self.id = id
        self._carrier = carrier
        self._dev = dev
        self._claims = claims
        self._folder = f"{layout.PROBE}/{_PREFIX}{id}"
        self._owners: list[str] = []
        self._mine: list[str] = []

    def arrive(self) -> None:
        """Lay down that this computer takes part."""
        self._carrier.put_new(f"{self._folder}/here/{self._dev}", b"here")

    def leave(self) -> None:
        """Take part no more."""
        self._carrier.drop_own(f"{self._folder}/here/{self._dev}")

    def present(self) -> Sequence[str]:
        """Return the devices that take part so far."""
        return sorted(set(self._carrier.list(f"{self._folder}/here")))

    def race(self) -> Iterator[str]:
        """Claim the names one after another; yield whose each is, empty where that is unknown."""
        for n in range(self._claims):
            name = f"{self._folder}/n/{n:04}"
            claim = self._carrier.claim(name, f"{self._dev} {secrets.token_hex(8)}".encode())
            if claim.outcome is Outcome.MINE:
                self._mine.append(name)
            owner = claim.token.decode("ascii", "replace").partition(" ")[0]
            self._owners.append("" if claim.outcome is Outcome.UNKNOWN else owner)
            yield owner

    def report(self) -> None:
        """Write down what this computer saw."""
        result = Result(self._dev, tuple(self._owners))
        self._carrier.put_new(f"{self._folder}/won/{self._dev}", msgspec.json.encode(result))

    def results(self) -> Sequence[Result]:
        """Read what the computers saw that are through."""
        found: list[Result] = []
        for dev in sorted(set(self._carrier.list(f"{self._folder}/won"))):
            name = f"{self._folder}/won/{dev}"
            data = self._carrier.read(name, _RESULT_LIMIT) if layout.is_name(name) else None
            with suppress(*UNPARSABLE):
                result = msgspec.json.decode(data or b"", type=Result)
                if result.dev == dev and len(result.owners) == self._claims:
                    found.append(result)
        return found

    def tidy(self) -> None:
        """Remove the claims this computer won; what was seen stays as evidence."""
        for name in self._mine:
            self._carrier.drop_own(name)


def rehearse(
    carrier: Carrier,
    dev: str,
    *,
    id: str = "",
    others: int = 1,
    claims: int = CLAIMS,
    wait: float = WAIT,
    at: Now = now,
    sleep: Sleep = rest,
    tell: Callable[[int], None] = _say_nothing,
) -> Rehearsal:
    """Race with the other computers that do the same now, and say what it showed.

    Args:
        carrier: of the share.
        dev: this device.
        id: of the rehearsal; by default the first one begun lately that still waits for others.
        others: how many computers to wait for.
        claims: names that are raced for; the same number on all.
        wait: seconds for the others to come, and again for them to finish.
        at: our clock.
        sleep: waits.
        tell: hears how many computers are there, as they come; what it raises ends our part.

    Raises:
        UnreachableError: the share does not answer.
    """
    part = Rehearsing(carrier, dev, id or f"{at():013}-{secrets.token_hex(4)}", claims)
    part.arrive()

    def all_here() -> bool:
        nonlocal part
        here = len(part.present())
        tell(here)
        if here > others:
            return True
        first = "" if id else _first_waiting(carrier, at())
        if first and first < part.id:  # never back: there nobody would be any more
            part.leave()
            part = Rehearsing(carrier, dev, first, claims)
            part.arrive()
        return False

    try:
        has_come = _until(all_here, wait, sleep)
    except BaseException:
        with suppress(UnreachableError):
            part.leave()  # or the others would race against nobody
        raise
    if not has_come:
        part.leave()
        return judge(part.id, [dev], [])
    met = False
    for owner in part.race():
        met = met or owner != dev
        if not met:
            # Whoever is first gives the others, whose listing may be old, time to catch up.
            sleep(_PAUSE)
    part.report()
    _until(lambda: len(part.results()) >= len(part.present()), wait, sleep)
    found = judge(part.id, part.present(), part.results())
    part.tidy()
    return found


def judge(id: str, devs: Sequence[str], results: Sequence[Result]) -> Rehearsal:
    """Compare what the computers saw.

    Args:
        id: of the rehearsal.
        devs: the devices that took part.
        results: of those that are through, all of one length.
    """
    seen = list(zip(*(result.owners for result in results), strict=True))
    winners = [
        [result.dev for result, owner in zip(results, owners, strict=True) if owner == result.dev]
        for owners in seen
    ]
    twice = tuple(
        n
        for n, owners in enumerate(seen)
        if len(winners[n]) > 1 or len({owner for owner in owners if owner}) > 1
    )
    won = Counter({result.dev: 0 for result in results})
    won.update(dev for devs_of in winners for dev in devs_of)
    unknown = sum("" in owners for owners in seen)
    through = {result.dev for result in results} >= set(devs) and not unknown
    if twice:
        verdict = Verdict.LIES
    elif len(devs) <= 1:
        verdict = Verdict.ALONE
    elif not through:
        verdict = Verdict.UNFINISHED
    elif not all(won.values()):
        verdict = Verdict.NO_RACE
    else:
        verdict = Verdict.EXCLUSIVE
    return Rehearsal(id, verdict, tuple(devs), dict(won), twice, unknown)


def _first_waiting(carrier: Carrier, now: int) -> str:
    """Return the first rehearsal begun lately that somebody waits at; empty where none is."""
    for part in sorted(set(carrier.list(layout.PROBE))):
        match = _REHEARSAL.fullmatch(part)
        lately = match is not None and abs(now - int(match[2])) < LATELY
        if match and lately and _is_waiting(carrier, f"{layout.PROBE}/{part}"):
            return match[1]
    return ""


def _is_waiting(carrier: Carrier, folder: str) -> bool:
    """Tell whether somebody is there, and nobody races or has raced."""
    has_begun = any(any(carrier.list(f"{folder}/{part}", 1)) for part in ("n", "won"))
    return not has_begun and any(carrier.list(f"{folder}/here", 1))


def _until(holds: Callable[[], bool], seconds: float, sleep: Sleep) -> bool:
    """Wait until something holds; False where it does not in time."""
    over = deadline(seconds)
    while not holds():
        if over():
            return False
        sleep(_PAUSE)
    return True
