"""Where the tests keep what is written and synced a thousand times and proves nothing of disks."""

import tempfile
from pathlib import Path

MEMORY = Path("/dev") / "shm"
"""A disk in memory, where the system has one."""


def in_memory(prefix: str) -> Path:
    """Make a temporary folder, in memory where the system has such a place."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if MEMORY.is_dir() else None))
