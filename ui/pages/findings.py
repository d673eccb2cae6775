"""What looking over the data found, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from edo.check import Examined
from edo.diagnosis import sentence
from edo.finding import Harm, worst
from edo.wording import Wording

SHOWN = 3
"""Places named of each kind of finding."""


_STATES: dict[Harm | None, Callable[[Wording], str]] = {
    Harm.REPAIRABLE: lambda words: words.text(
        "⚠ Something is not as it should be; it can be mended."
    ),
    Harm.DAMAGE: lambda words: words.text(
        "⚠ Something is damaged. Make a copy of the folder before anything else."
    ),
    Harm.TAMPERED: lambda words: words.text(
        "⚠ Somebody has put forged or altered files into the shared folder. Tell the keeper."
    ),
}


def told(examined: Examined, words: Wording) -> Iterator[str]:
    """Say what was looked at and what is wrong with it."""
    counted = (
        words.plural("{n} signed segment", "{n} signed segments", examined.segments),
        words.plural("{n} change", "{n} changes", examined.changes),
        words.plural("{n} file", "{n} files", examined.files),
    )
    harm = worst(examined.findings)
    if examined.stopped and harm in (None, Harm.NOTICE):
        yield words.text("Stopped before all was read; until then everything was in order.")
    elif harm in (None, Harm.NOTICE):
        yield words.text("✓ Everything is in order.") + " " + ", ".join(counted) + "."
    else:
        yield _STATES[harm](words)
    seen: Counter[str] = Counter()
    for one in examined.findings:
        seen[one.code] += 1
        if seen[one.code] <= SHOWN:
            yield sentence(one, words)
    more = sum(max(0, count - SHOWN) for count in seen.values())
    if more:
        yield words.plural("and {n} more", "and {n} more", more)
