"""Memory that was let go goes back to the system, and what nobody asked for is let go.

Sorting a list of a million rows passes tens of megabytes through the program's memory. The C
library of Linux takes each large piece that is given back as a reason to keep the next one, and has
such a store for every thread: after an hour the program holds a hundred megabytes of nothing. And
Qt's binding reads the source of every module that is imported, to see whether it asks for other
spellings of Qt's names: a tenth of the time the program takes to start, and thirty megabytes more,
as Python keeps what was read.
"""

from __future__ import annotations

import ctypes
import linecache
import sys
from importlib import import_module

from PySide6.QtGui import QPixmapCache

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 512 * 1024
"""Bytes from which a piece comes from the system by itself, and goes back to it at once."""
_STORES = 2
_ASKED = "_mod_uses_pyside"
_PICTURES = 4 * 1024
"""Kilobytes of drawn icons and shadows: a screen of them takes a tenth of that."""


def spare_memory() -> bool:
    """Have large pieces given back; tell whether the C library listens. Once, before any thread."""
    leave_sources()
    if sys.platform != "linux":
        return False
    try:
        choose = ctypes.CDLL(None).mallopt
    except AttributeError:  # another C library
        return False
    asked = ((_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE), (_ARENA_MAX, _STORES))
    answers = [choose(name, value) for name, value in asked]
    return all(answers)


def keep_few_pictures() -> None:
    """Bound what Qt keeps drawn: icons, shadows, a picture of every heading that was clicked.

    Qt listens only once there is an application.
    """
    QPixmapCache.setCacheLimit(_PICTURES)


def leave_sources() -> None:
    """Have no source read by Qt's binding any more, and let go of those it has read.

    It takes every module for one that knows Qt's usual spellings alone, as all are here. The
    function it asks is its own affair: where another release has none, it reads on.
    """
    linecache.clearcache()
    spellings = import_module("shibokensupport.feature")
    if hasattr(spellings, _ASKED):
        setattr(spellings, _ASKED, _asks_for_none)


def _asks_for_none(_module: object) -> bool:
    return False
