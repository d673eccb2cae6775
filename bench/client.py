"""The client: from the command to a list one can use, how long it stands still, how it grows."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import Result, median
from bench.offscreen import said

_TIMES = 7
_HELD = 50.0
_LONGEST = 7_200
"""Seconds a walk may take: an hour of work, with room."""
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


def held(home: Path, size: int) -> Iterator[Result]:
    """Walk through the whole client; report how long its windows stood still, and at what."""
    told = _walked("held", home, 1)
    yield Result(
        "client held, longest",
        told.pop("longest_ms"),
        "ms",
        _HELD,
        notes={"documents": size, **told},
    )


def memory(home: Path, size: int, rounds: int) -> Iterator[Result]:
    """Walk through the client again and again; report what it has after the last round.

    What it has grown by between the second round and the last stands beside it.
    """
    told = _walked("memory", home, rounds)["rounds"]
    second, last = told[min(1, rounds - 1)], told[-1]
    kept = ("resident_mb", "widgets", "python_objects")
    yield Result(
        "client's memory after all rounds",
        last["resident_mb"],
        "MB",
        _TARGETS[1_000_000][1],
        notes={
            "documents": size,
            "rounds": rounds,
            "grown_since_second": {name: round(last[name] - second[name], 1) for name in kept},
            "resident_mb": [one["resident_mb"] for one in told],
            "python_types_grown": last["grown"],
        },
    )


def _walked(what: str, home: Path, rounds: int) -> Any:
    return json.loads(said("walked", what, home, rounds, seconds=_LONGEST))


def _once(home: Path) -> tuple[float, float]:
    begun = time.time_ns()
    spent, memory = said("started", home, begun, seconds=120).split()
    return float(spent), float(memory)
