"""Where the tests keep what is written and synced a thousand times and proves nothing of disks."""

import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev") / "shm"
"""A disk in memory, where the system has one."""


def in_memory(prefix: str) -> Path:
    """Make a temporary folder, in memory where the system has such a place."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if MEMORY.is_dir() else None))


_ROOM = 2 * 2**30
"""Bytes; a whole run holds a tenth of it at a time."""
_FREE = "MemAvailable:"


def is_roomy() -> bool:
    """Tell whether the memory and its disk have room for everything the tests write."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < _ROOM:
        return False
    told = Path("/proc/meminfo").read_text(encoding="ascii").split()
    return int(told[told.index(_FREE) + 1]) * 1024 > 2 * _ROOM
