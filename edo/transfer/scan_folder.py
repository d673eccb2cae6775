"""The folder into which a scanner writes: which scan is the next to be taken in.

Nothing in it is opened, moved or deleted. What was taken is known by name, size and time together,
so that the next scan under the same name is another one.
"""

import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SCANS = frozenset({"pdf", "png", "jpg", "jpeg", "tif", "tiff", "bmp"})
"""Endings of what scanners write."""
MOST = 20_000
"""Entries of a folder that are looked at."""
SETTLED = 60 * 1_000_000_000
"""Nanoseconds without a change after which nobody asks whether a file is still being written."""


class Stamp(NamedTuple):
    """What tells a scan from any other: name, bytes, nanoseconds of its last change."""

    name: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Look:
    """What there is in the folder.

    `next` is the newest scan not taken yet; `rests` tells whether it is whole: a file that changed
    just now may still be written, and is looked at again. `there` is every scan, `failed` says
    that the folder cannot be read.
    """

    next: Stamp | None = None
    rests: bool = False
    there: Mapping[str, Stamp] = field(default_factory=dict[str, Stamp])
    failed: bool = False


def look(folder: Path, *, taken: Collection[Stamp], before: Mapping[str, Stamp], now: int) -> Look:
    """Look for the next scan.

    Args:
        folder: where the scanner writes.
        taken: what was taken already.
        before: what was there a moment ago: a file that is the same now rests.
        now: nanoseconds since 1970; the folder's own clock may be another.
    """
    try:
        there = _scans(folder)
    except OSError:
        return Look(failed=True)
    known = frozenset(taken)
    left = [one for one in there.values() if one not in known]
    if not left:
        return Look(there=there)
    newest = max(left, key=lambda one: (one.changed, one.name))
    same = before.get(newest.name) == newest
    return Look(newest, newest.size > 0 and (same or abs(now - newest.changed) > SETTLED), there)


def _scans(folder: Path) -> dict[str, Stamp]:
    """List the scans of a folder; what vanishes meanwhile is not there."""
    found: dict[str, Stamp] = {}
    with os.scandir(folder) as entries:
        for _, entry in zip(range(MOST), entries, strict=False):
            name = entry.name
            if name.startswith((".", "~")) or name.rpartition(".")[2].lower() not in SCANS:
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode):
                found[name] = Stamp(name, status.st_size, status.st_mtime_ns)
    return found
