"""What goes wrong with a shared folder: what passes by itself, and what a person is told.

Errors of the system become `UnreachableError` with one of the reasons here; `edo.faults` has
their words. What often passes within seconds - a virus scanner that holds a fresh file, a server
that forgot an open file - is tried again a few times first.
"""

import errno
import sys
from collections.abc import Callable
from enum import StrEnum
from threading import Event
from typing import TypeVar

from edo.errors import UnreachableError

T = TypeVar("T")
Sleep = Callable[[float], object]
"""Waits that many seconds."""

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)
"""Seconds between tries: two and a half in all."""


class Trouble(StrEnum):
    """Reasons of an `UnreachableError`."""

    GONE = "share_gone"
    DENIED = "share_denied"
    READ_ONLY = "share_read_only"
    FULL = "share_full"
    TIMEOUT = "share_timeout"
    LINK = "share_link"
    """A link stands in the place of one of the share's folders."""
    SPOILT = "share_spoilt"
    """What was written does not read back as it was."""
    ERROR = "share_error"


class LinkError(OSError):
    """A link stands in the place of a folder."""


class SpoiltError(OSError):
    """What is read is not what was written, or not all of it."""


_PASSING = {
    errno.EINTR,
    errno.EAGAIN,
    errno.EBUSY,
    errno.EIO,
    errno.ESTALE,
    errno.ETIMEDOUT,
    # A temporary name somebody has already, of two to the sixteenth.
    errno.EEXIST,
}
# There much comes through the C library, which has no better words for a file that is held
# and for a network that falters.
_PASSING_C_WINDOWS = {errno.EACCES, errno.EINVAL}
_PASSING_WINDOWS = {5, 32, 33, 53, 59, 64, 121, 1231}
_TROUBLES = {
    errno.EACCES: Trouble.DENIED,
    errno.EPERM: Trouble.DENIED,
    errno.EROFS: Trouble.READ_ONLY,
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.ETIMEDOUT: Trouble.TIMEOUT,
    errno.ENOENT: Trouble.GONE,
    errno.ENODEV: Trouble.GONE,
    errno.ENOTCONN: Trouble.GONE,
    errno.ESTALE: Trouble.GONE,
    errno.EHOSTDOWN: Trouble.GONE,
    errno.EHOSTUNREACH: Trouble.GONE,
    errno.ENETUNREACH: Trouble.GONE,
    errno.ECONNRESET: Trouble.GONE,
    errno.ECONNABORTED: Trouble.GONE,
}
_TROUBLES_WINDOWS = {
    5: Trouble.DENIED,
    19: Trouble.READ_ONLY,
    39: Trouble.FULL,
    112: Trouble.FULL,
    121: Trouble.TIMEOUT,
    **dict.fromkeys((53, 59, 64, 67, 1231), Trouble.GONE),
}


def again(act: Callable[[], T], sleep: Sleep, path: str) -> T:
    """Do an act, and again after a pause where what hindered it may pass.

    Args:
        act: gives the same answer when it is done twice.
        sleep: waits.
        path: what the person is told it was about.

    Raises:
        UnreachableError: it was not done, or nobody knows.
    """
    for pause in PAUSES:
        try:
            return act()
        except OSError as error:
            if not passes(error):
                raise unreachable(error, path) from error
        sleep(pause)
    try:
        return act()
    except OSError as error:
        raise unreachable(error, path) from error


def rest(seconds: float) -> None:
    """Wait that many seconds."""
    Event().wait(seconds)


def unreachable(error: OSError, path: str) -> UnreachableError:
    """Turn the system's error into the reason a person is told.

    Args:
        error: what the system said.
        path: of the file or folder.
    """
    return UnreachableError(_trouble(error), path=path, detail=error.strerror or str(error))


def passes(error: OSError, platform: str = sys.platform) -> bool:
    """Tell whether what hinders may be over in a moment.

    Args:
        error: what the system said.
        platform: as `sys.platform` names it.
    """
    code = getattr(error, "winerror", None)
    return (
        isinstance(error, SpoiltError)
        or error.errno in _PASSING
        or code in _PASSING_WINDOWS
        or (platform == "win32" and code is None and error.errno in _PASSING_C_WINDOWS)
    )


def _trouble(error: OSError) -> Trouble:
    if isinstance(error, LinkError):
        return Trouble.LINK
    if isinstance(error, SpoiltError):
        return Trouble.SPOILT
    code = getattr(error, "winerror", None)
    if code is not None:
        return _TROUBLES_WINDOWS.get(code, _TROUBLES.get(error.errno or 0, Trouble.ERROR))
    return _TROUBLES.get(error.errno or 0, Trouble.ERROR)
