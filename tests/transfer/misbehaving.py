"""Works for a child process that do what a conquered reader might."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from edo.transfer.readers.child import Emit, Notes, Request, Work
from edo.transfer.readers.ending import Ending, Failure


def works() -> Mapping[str, Work]:
    """Return the works by name."""
    return {
        "echo": _echo,
        "count": _Count().work,
        "busy": _busy,
        "spin": _spin,
        "stall": _stall,
        "hoard": _hoard,
        "flood": _flood,
        "write": _write,
        "start": _start,
        "say": _say,
        "crash": _crash,
        "abort": _abort,
        "leave": _leave,
        "raise": _raise,
        "fail": _fail,
        "babble": _babble,
        "see": _see,
    }


def _echo(request: Request, emit: Emit) -> Notes:
    emit(request.payload)
    return {"size": len(request.payload)}


class _Count:
    """Counts how often this process was asked."""

    def __init__(self) -> None:
        self._asked = 0

    def work(self, _request: Request, emit: Emit) -> Notes:
        self._asked += 1
        emit(b"%d %d" % (self._asked, os.getpid()))
        return {}


def _busy(_request: Request, _emit: Emit) -> Notes:
    """Use more than half a second of processor time."""
    start = time.process_time()
    while time.process_time() - start < 0.6:
        pass
    return {}


def _spin(_request: Request, emit: Emit) -> Notes:
    emit(b"begun %d" % os.getpid())
    while True:
        pass


def _stall(_request: Request, emit: Emit) -> Notes:
    emit(b"begun %d" % os.getpid())
    first, _ = socket.socketpair()
    first.recv(1)
    return {}


def _hoard(_request: Request, _emit: Emit) -> Notes:
    kept = bytearray()
    while True:
        kept += bytes(1 << 20)


def _flood(_request: Request, emit: Emit) -> Notes:
    while True:
        emit(bytes(1 << 20))


def _write(request: Request, _emit: Emit) -> Notes:
    Path(request.file).with_name("written").write_bytes(b"something")
    return {}


def _start(_request: Request, _emit: Emit) -> Notes:
    subprocess.run([sys.executable, "-c", ""], check=True)
    return {}


def _say(_request: Request, emit: Emit) -> Notes:
    ctypes.CDLL(None).puts(b"from a library")
    ctypes.CDLL(None).fflush(None)
    os.write(2, b"a complaint\n")
    emit(b"the answer")
    return {}


def _crash(_request: Request, emit: Emit) -> Notes:
    emit(b"begun")
    ctypes.string_at(0)
    return {}


def _abort(_request: Request, _emit: Emit) -> Notes:
    os.abort()


def _leave(_request: Request, _emit: Emit) -> Notes:
    os._exit(0)


def _raise(_request: Request, _emit: Emit) -> Notes:
    raise RuntimeError


def _fail(_request: Request, emit: Emit) -> Notes:
    emit(b"half of it")
    raise Failure(Ending.ENCRYPTED)


def _babble(_request: Request, _emit: Emit) -> Notes:
    """Write into every pipe what is no answer."""
    for descriptor in range(3, 10):
        with suppress(OSError):
            os.write(descriptor, b"\xff" * 100)
    return {}


def _see(_request: Request, emit: Emit) -> Notes:
    """Tell the environment and the open files."""
    descriptors = (place.name for place in Path("/proc/self/fd").iterdir())
    emit("\n".join([*os.environ, *descriptors]).encode())
    return {}
