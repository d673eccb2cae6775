"""Start of the client: from the command to a list one can use, and the memory it then has."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, median

_TIMES = 7
_TARGETS = {10_000: (800.0, 150), 1_000_000: (1_500.0, 350)}


def start(home: Path, size: int) -> Iterator[Result]:
    """Start the client offscreen several times; it says when its first list is usable and ends."""
    runs = [_once(home) for _ in range(_TIMES)][1:]
    target, memory = _TARGETS[size]
    yield Result(
        "start of the client to a usable list",
        median([spent for spent, _ in runs]),
        "ms",
        target,
        notes={
            "documents": size,
            "memory_mb": round(max(mb for _, mb in runs)),
            "memory_target_mb": memory,
        },
    )


def _once(home: Path) -> tuple[float, float]:
    begun = time.time_ns()
    run = subprocess.run(
        [sys.executable, "-m", "bench.started", str(home), str(begun)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    spent, memory = run.stdout.split()
    return float(spent), float(memory)
