"""Typing into the client: each letter until all that is found for it is shown."""

from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, median, p95
from bench.offscreen import said

_TARGET = 100.0


def keystrokes(home: Path, size: int) -> Iterator[Result]:
    """Type into the search line of the client offscreen, letter by letter."""
    told = said("typed", home, size, seconds=600).strip().splitlines()
    each, fast, longest = told[-3:]
    taken, last = [float(one) for one in each.split()], [float(one) for one in fast.split()]
    yield Result(
        "keystroke in the palette until everything found is shown, p95",
        p95(taken),
        "ms",
        _TARGET,
        notes={
            "documents": size,
            "keystrokes": len(taken),
            "median": round(median(taken), 1),
            "worst": round(max(taken), 1),
            "answered_while_typing_fast_p95": round(p95(last), 1),
            "windows_busy_at_most": round(float(longest), 1),
        },
    )
