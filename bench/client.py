"""Start of the client: from the command to a list one can use, and the memory it then has."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, median

_TIMES = 7
_TARGETS = {10_000: (800.0, 150), 1_000_000: (1_500.0, 350)}
_SAID = re.compile(r"usable after (\d+) ms, (\d+) MB")


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
            "memory_mb": max(mb for _, mb in runs),
            "memory_target_mb": memory,
        },
    )


def _once(home: Path) -> tuple[float, int]:
    run = subprocess.run(
        [sys.executable, "-m", "ui.app", "--home", str(home), "--time-start"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = _SAID.search(run.stdout)
    if said is None:
        raise RuntimeError(run.stdout + run.stderr)
    return float(said[1]), int(said[2])
