"""Trying the shared folder out: what it does for one workplace, and for several at once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edo.commands import membership
from edo.errors import UnreachableError
from edo.share.patient import patiently
from edo.share.probe import Grade, Probe, probe
from edo.share.rehearsal import WAIT, Rehearsal, Verdict, rehearse
from edo.store import ledger
from edo.workplace import SHARE, Workplace


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal showed, and what followed from it.

    Attributes:
        rehearsal: who won what.
        probe: what the folder does for this workplace.
        grade: what the chain says the share is good for from now on; empty where it does not say.
        is_new: this workplace, the keeper's, has just said so.
    """

    rehearsal: Rehearsal
    probe: Probe
    grade: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What the folder does for this workplace, and what the chain says it is good for."""

    probe: Probe
    grade: str


def try_out(workplace: Workplace) -> Tried:
    """Try the shared folder out from this workplace alone.

    Raises:
        UnreachableError: there is none, it does not answer, or cannot be written to.
    """
    found = look_over(workplace)
    if found is None:
        raise UnreachableError("share_none")
    return Tried(found, workplace.roster.grade)


def look_over(workplace: Workplace) -> Probe | None:
    """Try the shared folder out; None where there is none. It is left as it was.

    Raises:
        UnreachableError: it does not answer, or cannot be written to.
    """
    place = workplace.read(ledger.recall, SHARE)
    if not place or workplace.carrier is None:
        return None
    return patiently(place, lambda: probe(Path(place), workplace.device))


def take_part(
    workplace: Workplace,
    *,
    others: int = 1,
    wait: float = WAIT,
    tell: Callable[[int], None] = lambda _here: None,
) -> Rehearsed:
    """Race with other workplaces for names; the keeper's then says what the share is good for.

    A share that lies is called so too, whatever was said of it before. Where nobody else came, or
    somebody did not finish, nothing is said.

    Args:
        workplace: this one.
        others: how many to wait for.
        wait: seconds for them to come, and again for them to finish.
        tell: hears how many are there, as they come.

    Raises:
        UnreachableError: there is no share, or it does not answer.
    """
    found = look_over(workplace)
    if found is None or workplace.carrier is None:
        raise UnreachableError("share_none")
    shown = rehearse(workplace.carrier, workplace.device, others=others, wait=wait, tell=tell)
    before = workplace.roster.grade
    grade = before
    if shown.verdict is Verdict.LIES:
        grade = Grade.EVENTUAL.value
    elif shown.verdict is Verdict.EXCLUSIVE:
        grade = found.grade(rehearsed=True).value
    is_keeper = workplace.roster.keeper == workplace.device
    if is_keeper and grade != before:
        membership.grade(workplace, grade=grade)
    return Rehearsed(shown, found, workplace.roster.grade, is_keeper and grade != before)
