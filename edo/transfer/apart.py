"""Work on other people's files, done apart: in a child process under limits.

A file that came from outside may be made to crash, fill or stall whoever reads it. So nothing
outside `edo.transfer.readers` parses such a file, and the readers run only in children started
here. A child gets a path and answers bytes; however it ends, the parent has a value: `Done` or
`Failed`. The child holds no secret of ours (a bare environment, no open file but its pipes), and
cannot put a byte into a file or, unless it is the administrator's, start a program. It is no jail:
a reader wholly taken over by its file may still read, and remove, what the person may.

Limits of address space, processor time, written files and processes are set by the child on
itself before it opens the file; the wall clock is watched and the answer's size counted here. On
Windows only these last two hold: the others would need a job object there.
"""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import BinaryIO, Self, TypeAlias

from edo.errors import Obstacle, Reason, Refusal, refuse_os_error
from edo.starting import reading_child
from edo.transfer.readers.child import DONE, FAILED, LENGTH, LONGEST_PIECE, PIECE, RECORD, Header
from edo.transfer.readers.ending import Ending

MIB = 1 << 20

_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG")
_FATES = {
    getattr(signal, name, None): ending
    for ending, names in {
        Ending.TOO_LONG: ("SIGXCPU", "SIGALRM"),
        Ending.TOO_MUCH_MEMORY: ("SIGABRT",),  # how C++ code ends when it gets no memory
        Ending.INTERRUPTED: ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"),
    }.items()
    for name in names
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may use.

    Args:
        memory: address space in bytes, the interpreter and the libraries included.
        seconds: of processor time, whole.
        wall: seconds of any time.
        answer: bytes.
        nice: how much lower the child's priority is than ours.
    """

    memory: int = 1024 * MIB
    seconds: int = 20
    wall: float = 30
    answer: int = 16 * MIB
    nice: int = 10


@dataclass(frozen=True, slots=True)
class Done:
    """The work's answer: its bytes (unless they were written into a file) and its notes in JSON."""

    data: bytes
    notes: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no whole answer, and the part of it that came before."""

    ending: Ending
    partial: bytes = b""


Outcome: TypeAlias = Done | Failed


@dataclass(frozen=True, slots=True)
class Ask:
    """A work by its name in the child's module, its file, and numbers and bytes for it."""

    work: str
    file: Path
    options: Mapping[str, int] = field(default_factory=dict[str, int])
    payload: bytes = b""


@dataclass(frozen=True, slots=True)
class Start:
    """The first bytes of a file, its size and time: all that the parent itself reads."""

    data: bytes
    size: int
    changed: int


def start_of(path: Path) -> Start:
    """Read the first 4 KiB of a regular file.

    Raises:
        Refusal: CANNOT_READ for anything that is not a file or may not be read.
    """
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        )
        with os.fdopen(descriptor, "rb", closefd=True) as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Refusal(Reason.CANNOT_READ, path=str(path), detail=Obstacle.NO_FILE)
            return Start(file.read(4096), status.st_size, status.st_mtime_ns)
    except (OSError, ValueError) as error:
        raise _cannot_read(error, path) from error


def _cannot_read(error: OSError | ValueError, path: Path) -> Refusal:
    """Make one refusal of both: a path with a NUL inside is a ValueError in Python."""
    if isinstance(error, OSError):
        return refuse_os_error(error, Reason.CANNOT_READ, path)
    return Refusal(Reason.CANNOT_READ, path=str(path), detail=Obstacle.ABSENT)


class _Broken(Exception):
    """The child's answer ended in the middle, or is not an answer."""


class Child:
    """One process doing the works of one module, one after another, until it fails or is closed.

    Not for two threads at once. On Linux the child also ends with the thread that started it.
    """

    def __init__(self, module: str, limits: Limits) -> None:
        self._late = False
        words = (module, str(os.getpid()), str(limits.memory), str(limits.nice))
        self._process = subprocess.Popen(
            reading_child(words),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=sys.platform != "win32",
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the process may be asked again."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Kill the process. May be called while another thread asks: its answer is a failure."""
        self._process.kill()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def ask(self, request: Ask, limits: Limits, into: BinaryIO | None = None) -> Outcome:
        """Have one work done within the limits of time and answer (memory was set at the start).

        Args:
            request: what to do with which file.
            limits: what this work may use.
            into: where to write the answer as it comes, instead of keeping it.

        Raises:
            OSError: only from writing `into`; the child is closed then.
        """
        pieces: list[bytes] = []
        keep = pieces.append if into is None else into.write
        self._late = False
        clock = Timer(limits.wall, self._end_late)
        clock.start()
        try:
            self._send(request, limits)
            kind, data = self._receive(keep, limits.answer)
        except _Broken:
            return Failed(self._fate(), b"".join(pieces))
        except OSError:
            self.close()
            raise
        finally:
            clock.cancel()
        if kind == DONE:
            return Done(b"".join(pieces), data)
        return Failed(_ending(data), b"".join(pieces))

    def _end_late(self) -> None:
        self._late = True
        self._process.kill()

    def _send(self, request: Ask, limits: Limits) -> None:
        header = Header(
            work=request.work,
            file=str(request.file.absolute()),
            options=dict(request.options),
            seconds=limits.seconds,
            wall=limits.wall,
        )
        said = json.dumps(header).encode()
        message = (
            LENGTH.pack(len(said)) + said + LENGTH.pack(len(request.payload)) + request.payload
        )
        pipe = self._process.stdin
        try:
            while message and pipe is not None:
                message = message[pipe.write(message) :]
        except (OSError, ValueError) as error:  # it has ended, or was closed
            raise _Broken from error

    def _receive(self, keep: Callable[[bytes], object], most: int) -> tuple[bytes, bytes]:
        """Pass pieces on until the end record, counting. A child that says too much is ended."""
        while True:
            kind, size = RECORD.unpack(self._read(RECORD.size))
            most -= size
            if most < 0 or size > LONGEST_PIECE:
                self._process.kill()
                return FAILED, Ending.TOO_LARGE.encode()
            data = self._read(size)
            if kind != PIECE:
                return kind, data
            keep(data)

    def _read(self, size: int) -> bytes:
        data = bytearray()
        pipe = self._process.stdout
        while len(data) < size:
            try:
                got = None if pipe is None else pipe.read(size - len(data))
            except ValueError as error:  # closed
                raise _Broken from error
            if not got:
                raise _Broken
            data += got
        return bytes(data)

    def _fate(self) -> Ending:
        """Tell from the exit code what ended the process. The request's clock is still running."""
        code = self._process.wait()
        return Ending.TOO_LONG if self._late else _FATES.get(-code, Ending.DAMAGED)


def _ending(said: bytes) -> Ending:
    """Believe the child only as far as it speaks our words."""
    try:
        return Ending(said.decode("ascii"))
    except ValueError:
        return Ending.DAMAGED


def run(module: str, request: Ask, limits: Limits, into: BinaryIO | None = None) -> Outcome:
    """Do one work in a process of its own.

    Raises:
        Refusal: CANNOT_READ when the process cannot be started.
        OSError: from writing `into`.
    """
    with start(module, limits, request.file) as child:
        return child.ask(request, limits, into)


def start(module: str, limits: Limits, file: Path) -> Child:
    """Start a child for a file.

    Raises:
        Refusal: CANNOT_READ when the system has no room for one more process.
    """
    try:
        return Child(module, limits)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, file) from error
