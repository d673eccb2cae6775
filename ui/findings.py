"""What looking over the data found, in words: a status, and a sentence for each kind of finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edo.check import Examined
from edo.diagnosis import sentence
from edo.finding import Finding, Harm, worst
from edo.sentences import mark
from edo.wording import Wording
from ui.theme import Tone

_STATES: dict[Harm | None, tuple[str, Tone]] = {
    Harm.REPAIRABLE: (mark("Not everything is in order; it can be mended"), Tone.WARN),
    Harm.DAMAGE: (mark("Damaged: first make a copy of the folder"), Tone.BAD),
    Harm.TAMPERED: (mark("Forged or altered files: tell the keeper"), Tone.BAD),
}
_STOPPED = (mark("Stopped; what was read is in order"), Tone.NEUTRAL)
_WELL = (mark("Everything is in order"), Tone.GOOD)


def state(examined: Examined, words: Wording) -> tuple[str, Tone]:
    """Say in a few words how it stands, and what that feels like."""
    text, tone = _STATES.get(worst(examined.findings), _STOPPED if examined.stopped else _WELL)
    return words.text(text), tone


def told(examined: Examined, words: Wording) -> Iterator[str]:
    """Say what was looked at, and once for each kind of finding where it was found first."""
    counted = (
        words.plural("{n} signed segment", "{n} signed segments", examined.segments),
        words.plural("{n} change", "{n} changes", examined.changes),
        words.plural("{n} file", "{n} files", examined.files),
    )
    yield words.text("Read: {what}.", what=", ".join(counted))
    firsts: dict[str, Finding] = {}
    for one in examined.findings:
        firsts.setdefault(one.code, one)
    count = Counter(one.code for one in examined.findings)
    for code, first in firsts.items():
        more = count[code] - 1
        said = sentence(first, words)
        yield f"{said} ({words.plural('and {n} more', 'and {n} more', more)})" if more else said
