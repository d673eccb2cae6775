"""What looking over the data found, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edo.check import Examined, Harm
from edo.sentences import mark
from edo.wording import Wording

SENTENCES = {
    "database": mark("The database file itself is damaged: {where}"),
    "file": mark("The content of an attached file is missing or was changed: {where}"),
    "table": mark("The tables differ from the ledger: {where}"),
    "table_rows": mark("The tables have rows the ledger does not know: {where}"),
    "segment_device": mark("A segment was signed by an unknown device: {where}"),
    "segment_chain": mark("A segment does not follow the one before it: {where}"),
    "ledger_segment": mark("The ledger differs from its segment: {where}"),
}
"""A check's code → what it found."""
OTHERWISE = mark("A segment is damaged: {where}")
SHOWN = 3
"""Places named of each kind of finding."""


def told(examined: Examined, words: Wording) -> Iterator[str]:
    """Say what was looked at and what is wrong with it."""
    counted = (
        words.plural("{n} signed segment", "{n} signed segments", examined.segments),
        words.plural("{n} change", "{n} changes", examined.changes),
        words.plural("{n} file", "{n} files", examined.files),
    )
    if not examined.findings:
        yield words.text("✓ Everything is in order.") + " " + ", ".join(counted) + "."
        return
    damaged = any(one.harm is Harm.DAMAGE for one in examined.findings)
    yield (
        words.text("⚠ Something is damaged. Make a copy of the folder before anything else.")
        if damaged
        else words.text("⚠ The tables differ from the ledger; they can be made anew.")
    )
    seen: Counter[str] = Counter()
    for one in examined.findings:
        seen[one.code] += 1
        if seen[one.code] <= SHOWN:
            yield words.text(SENTENCES.get(one.code, OTHERWISE), where=one.where)
    more = sum(max(0, count - SHOWN) for count in seen.values())
    if more:
        yield words.plural("and {n} more", "and {n} more", more)
