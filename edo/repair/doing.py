"""Doing one named step of a repair at an open workplace, and telling what it did.

A new database file is made while nobody has the workplace open: see `edo.repair.rebuilding`.
"""

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from edo import keystore
from edo.clock import now
from edo.errors import UnreachableError
from edo.repair import conflicts, numbers, refetch, renewal, republish, steps
from edo.repair.steps import Step
from edo.share.carrier import Carrier
from edo.share.words import Words
from edo.workplace import Workplace

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did.

    Attributes:
        step: which.
        counts: how many of what, by the names of its log.
        words: six, to be read to the keeper, where the workplace waits to be let in again.
        device: the workplace's name, where it has a key of its own again.
    """

    step: Step
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    words: Words | None = None
    device: str = ""

    def told(self) -> dict[str, object]:
        """Return what the log of repairs says."""
        if self.words is not None:
            return {"words_ru": " ".join(self.words.ru), "words_kk": " ".join(self.words.kk)}
        return {**self.counts, **({"device": self.device} if self.device else {})}


def do(step: Step, workplace: Workplace, *, password: str = "", progress: Progress) -> Done:
    """Do one step; it may be repeated, and nobody may exchange meanwhile.

    Args:
        step: any but `REBUILD`.
        workplace: whose.
        password: protects a new key where it is not empty.
        progress: told how many of all changes are folded anew.

    Raises:
        UnreachableError: the share does not answer, or there is none.
        Refusal: another organisation's share lies there.
    """
    if step is Step.REFOLD:
        workplace.rebuild(progress)
        return Done(step)
    carrier = workplace.carrier
    if carrier is None:
        raise UnreachableError("share_none")
    if step is Step.RENEW:
        six = renewal.renew(workplace, carrier, computer=platform.node(), password=password)
        return Done(step, words=six, device="" if six else workplace.device)
    return Done(step, _counted(step, workplace, carrier))


def carry_out(workplace: Workplace, *, step: Step, password: str = "", progress: Progress) -> Done:
    """Do one step and write it into the log of repairs; whoever looks at the tables is told.

    Args:
        workplace: whose.
        step: any but `REBUILD`.
        password: the one the key is under now, where it is under one; a new key is put under it.
        progress: told how many of all changes are folded anew; what it raises undoes the step.

    Raises:
        UnreachableError: the share does not answer, or there is none.
        Refusal: another organisation's share lies there, the password is wrong, or the log cannot
            be written.
    """
    if step is Step.RENEW:  # a misprint would be asked for at every start
        keystore.load(workplace.home.device_key, password=password)
    done = do(step, workplace, password=password, progress=progress)
    steps.log(workplace.home, step, done.told(), now())
    if step is Step.REFOLD:
        workplace.announce([workplace.identity.office])  # every row may be another one
    return done


def is_keeper(workplace: Workplace) -> bool:
    """Tell whether this is the keeper's workplace: it lets itself in."""
    return workplace.roster.keeper == workplace.device


def _counted(step: Step, workplace: Workplace, carrier: Carrier) -> Mapping[str, int]:
    if step is Step.REFETCH:
        return refetch.refetch(workplace, carrier).told()
    if step is Step.IMPORT_STRAYS:
        return {"objects": conflicts.import_strays(workplace, carrier)}
    if step is Step.REPUBLISH:
        counts = republish.republish(workplace, carrier).told()
    else:
        counts = {"numbers": numbers.void_claims(workplace, carrier)}
    refetch.exchanged(workplace, carrier)
    return counts
