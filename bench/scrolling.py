"""Scrolling a register from its top to its end: how long each frame holds the windows."""

from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, median, p95
from bench.offscreen import said

_TARGET = 16.0


def scrolling(home: Path, size: int) -> Iterator[Result]:
    """Scroll offscreen: the bar dragged from top to end, then a stretch by the wheel."""
    lines = said("scrolled", home, seconds=900).strip().splitlines()[-5:]
    dragged, wheeled, shown, busy = ([float(one) for one in line.split()] for line in lines[:4])
    yield Result(
        "a register scrolled from top to end, frame, p95",
        p95(dragged),
        "ms",
        _TARGET,
        notes={
            "documents": size,
            "rows": int(lines[4]),
            "frames": len(dragged),
            "median": round(median(dragged), 2),
            "worst": round(max(dragged), 1),
            "processor_p95": round(p95(busy), 2),
            "wheel_p95": round(p95(wheeled), 2),
            "wheel_worst": round(max(wheeled), 1),
            "rows_there_after_a_jump_p95": round(p95(shown), 1),
        },
    )
