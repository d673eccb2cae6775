"""What putting things right means, in plain words: what is done, what is kept, how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edo.repair.doing import Done
from edo.repair.steps import DOES, Step
from edo.sentences import mark
from edo.wording import Wording

_RENEW_ALONE = mark(
    "This is the keeper's workplace: it makes itself a new key at once, and nobody is asked."
)
_RENEW = (
    mark("This workplace makes a key of its own and asks the keeper to let it in."),
    mark("Six words appear here and at the keeper's. Call each other: they must be the same."),
    mark("Once the keeper has agreed, what was not sent goes out by itself."),
)
_KEPT = mark(
    "Documents, numbers and what is being written stay as they are. Files that are not the"
    " program's are not touched."
)
_KEPT_OF = {
    Step.RENEW: mark("The old key stays beside the new one."),
    Step.REBUILD: mark("The damaged database stays beside the new one."),
}
_ENDED = {
    Step.REFOLD: mark("The tables are made anew."),
    Step.RENEW: mark("This workplace has a key of its own. What was not sent goes out now."),
}


def deeds(steps: Sequence[Step], words: Wording, *, is_keeper: bool) -> Iterator[str]:
    """Say what will be done, a sentence each."""
    for step in steps:
        if step is not Step.RENEW:
            yield words.text(DOES[step])
        elif is_keeper:
            yield words.text(_RENEW_ALONE)
        else:
            yield from (words.text(one) for one in _RENEW)


def kept(steps: Sequence[Step], words: Wording) -> str:
    """Say what stays as it is."""
    said = [_KEPT, *(_KEPT_OF[step] for step in steps if step in _KEPT_OF)]
    return " ".join(words.text(one) for one in said)


def ended(done: Done, words: Wording) -> str:
    """Say what a step did."""
    if done.step in _ENDED:
        return words.text(_ENDED[done.step])
    counts = dict(done.counts)
    untouched = counts.pop("untouched", 0)
    said = _counted(done.step, sum(counts.values()), words)
    if not untouched:
        return said
    rest = words.plural(
        "{n} object is for its own workplace, or the keeper's, to put back.",
        "{n} objects are for their own workplaces, or the keeper's, to put back.",
        untouched,
    )
    return f"{said} {rest}"


def _counted(step: Step, n: int, words: Wording) -> str:
    match step:
        case Step.REPUBLISH:
            return words.plural(
                "{n} object put back into the shared folder.",
                "{n} objects put back into the shared folder.",
                n,
            )
        case Step.IMPORT_STRAYS:
            return words.plural(
                "{n} object of a conflict copy taken in.",
                "{n} objects of conflict copies taken in.",
                n,
            )
        case Step.VOID_CLAIM:
            return words.plural("{n} number accounted for.", "{n} numbers accounted for.", n)
        case _:
            return words.plural("{n} object read again.", "{n} objects read again.", n)
