"""The life of a child process: put the limits on, take requests, answer them, end.

Spoken to by `edo.transfer.apart` through two pipes. A request is a length, a JSON header, a length
and a payload; an answer is any number of pieces and one end record. The module with the works is
loaded before the limits close the way to writing files, so that its compiled code can be kept.
Light on imports: every start waits for them.
"""

import errno
import json
import os
import stat
import struct
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import BinaryIO, NamedTuple, TypeAlias, TypedDict, cast

from edo.transfer.readers.ending import Ending, Failure

RECORD = struct.Struct("<cI")
LENGTH = struct.Struct("<Q")
PIECE, DONE, FAILED = b"P", b"D", b"F"
LONGEST_PIECE = 1 << 20

_PR_SET_PDEATHSIG = 1
_UNREADABLE = frozenset(
    {errno.EIO, errno.ENOENT, errno.EACCES, errno.EPERM, errno.ESTALE, errno.ETIMEDOUT}
)


class Header(TypedDict):
    """What a request says before its payload: `seconds` of processor time, `wall` of any time."""

    work: str
    file: str
    options: dict[str, int]
    seconds: int
    wall: float


class Request(NamedTuple):
    """One thing to do with one file.

    `deadline` (monotonic seconds) is when to stop by oneself and give what there is.
    """

    file: str
    options: Mapping[str, int]
    payload: bytes
    deadline: float


Notes: TypeAlias = Mapping[str, int | float | bool | None]
Emit: TypeAlias = Callable[[bytes | memoryview], object]
Work: TypeAlias = Callable[[Request, Emit], Notes]


def open_file(path: str) -> BinaryIO:
    """Open a regular file for reading without ever waiting on it.

    Raises:
        Failure: UNSUPPORTED when the path is a device, a pipe or a folder.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Failure(Ending.UNSUPPORTED)
    return os.fdopen(descriptor, "rb")


def serve() -> None:
    """Be a child.

    The last of `argv`: module with the works, id of the parent, memory in bytes, niceness.
    """
    module, parent, memory, nice = sys.argv[-4:]
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    works = cast("Mapping[str, Work]", import_module(module).works())
    if sys.platform == "linux":
        _die_with_parent(int(parent))
    if sys.platform != "win32":
        _close_ways(int(memory), int(nice))
    while (length := sys.stdin.buffer.read(LENGTH.size)) and len(length) == LENGTH.size:
        header = cast("Header", json.loads(sys.stdin.buffer.read(*LENGTH.unpack(length))))
        payload = sys.stdin.buffer.read(*LENGTH.unpack(sys.stdin.buffer.read(LENGTH.size)))
        if not _answer(works[header["work"]], header, payload, answers):
            break
    os._exit(0)


def _answer(work: Work, header: Header, payload: bytes, answers: int) -> bool:
    """Do one work and write its answer. False when the process is not fit for another."""

    def emit(data: bytes | memoryview) -> None:
        view = memoryview(data)
        for start in range(0, len(view), LONGEST_PIECE):
            _write(answers, PIECE, view[start : start + LONGEST_PIECE])

    _allow(header["seconds"], header["wall"])
    soft = min(header["seconds"], header["wall"]) * 0.6
    request = Request(header["file"], header["options"], payload, time.monotonic() + soft)
    fit = True
    try:
        kind, data = DONE, json.dumps(work(request, emit)).encode()
    except Failure as failure:
        kind, data = FAILED, failure.ending.encode()
    except MemoryError:
        kind, data, fit = FAILED, Ending.TOO_MUCH_MEMORY.encode(), False
    except OSError as error:
        ending = Ending.UNREADABLE if error.errno in _UNREADABLE else Ending.DAMAGED
        kind, data = FAILED, ending.encode()
    _write(answers, kind, data)
    _allow(0, 0)
    return fit


def _write(descriptor: int, kind: bytes, data: bytes | memoryview) -> None:
    os.write(descriptor, RECORD.pack(kind, len(data)))
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _die_with_parent(parent: int) -> None:
    import ctypes
    import signal

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked to be told
        os._exit(1)


def _close_ways(memory: int, nice: int) -> None:
    """Take away what no work needs: more memory, writing files, starting processes, core dumps."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))
    os.nice(nice)


def _allow(seconds: int, wall: float) -> None:
    """Start both clocks of a request: the system ends the process on either. Zeros mean: at rest.

    The parent watches the wall clock too; this one is for when there is no parent any more.
    """
    if sys.platform == "win32":
        return
    import resource
    import signal

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    signal.setitimer(signal.ITIMER_REAL, wall + 1 if wall else 0)
