"""A carrier that is waited for only so long: a hung mount must not hang a person's command.

Operations run on threads of their own. When one does not answer in time the caller is told so,
and nothing more is asked until it has come back: threads do not pile up behind a server that is
switched off.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, TypeVar

from edo.errors import EdoError, Reason, UnreachableError, refuse_os_error
from edo.share.carrier import LIST_LIMIT, Carrier, Claim, Foreign, Put
from edo.share.trouble import Trouble

T = TypeVar("T")

SECONDS = 10.0
"""How long one operation may take; its own tries take two and a half."""
SLOWEST = 256 * 1024
"""Bytes a second a file must move at: a large one is waited for longer."""


class PatientCarrier:
    """A carrier with a deadline. Any thread may use it, if the carrier inside allows that.

    An operation that was given up may still be done later, as after any other error: a claim may
    be ours, and the target of `copy_out` may yet appear.

    Args:
        carrier: what may hang.
        seconds: for one operation.
    """

    def __init__(self, carrier: Carrier, seconds: float = SECONDS) -> None:
        self._carrier = carrier
        self.seconds = seconds
        self._alone = Lock()
        self._idle: list[_Worker] = []
        self._late: set[_Task] = set()
        self._awaited: set[_Task] = set()
        self._abandoned = False

    @property
    def hangs(self) -> bool:
        """Whether an operation that was given up has not come back yet."""
        with self._alone:
            self._late = {task for task in self._late if not task.done.is_set()}
            return bool(self._late)

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name; see `Carrier`."""
        return self._wait(name, _size(content), lambda: self._carrier.put_new(name, content))

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes; see `Carrier`."""
        return self._wait(name, limit, lambda: self._carrier.read(name, limit))

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a new local file; see `Carrier`."""
        return self._wait(name, limit, lambda: self._carrier.copy_out(name, target, limit))

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield the last parts of names in a folder; see `Carrier`."""
        return iter(self._wait(folder, 0, lambda: [*self._carrier.list(folder, limit)]))

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name that only one can have; see `Carrier`."""
        return self._wait(name, 0, lambda: self._carrier.claim(name, token))

    def drop_own(self, name: str) -> None:
        """Remove an object this device wrote; see `Carrier`."""
        self._wait(name, 0, lambda: self._carrier.drop_own(name))

    def strays(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield names that cannot be ours; none where the carrier inside has no such files."""
        inner = self._carrier
        if not isinstance(inner, Foreign):
            return iter(())
        return iter(self._wait(folder, 0, lambda: [*inner.strays(folder, limit)]))

    def temporaries(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[tuple[str, int]]:
        """Yield names of files still being written; see `Foreign`."""
        inner = self._carrier
        if not isinstance(inner, Foreign):
            return iter(())
        return iter(self._wait(folder, 0, lambda: [*inner.temporaries(folder, limit)]))

    def read_stray(self, folder: str, part: str, limit: int) -> bytes | None:
        """Return the bytes of a file whose name cannot be ours; see `Foreign`."""
        inner = self._carrier
        if not isinstance(inner, Foreign):
            return None
        return self._wait(part, limit, lambda: inner.read_stray(folder, part, limit))

    def close(self) -> None:
        """Let the threads that wait for work go."""
        with self._alone:
            for worker in self._idle:
                worker.inbox.put(None)
            self._idle.clear()

    def abandon(self) -> None:
        """Keep nobody waiting any longer: who waits, or asks later, hears that nothing answers."""
        self.close()
        with self._alone:
            self._abandoned = True
            for task in self._awaited:
                task.woken.set()

    def _wait(self, name: str, size: int, act: Callable[[], T]) -> T:
        """Do an act on a thread and wait for it, longer for many bytes."""
        if self.hangs:
            raise UnreachableError(Trouble.TIMEOUT, path=name)
        task = _Task(act)
        with self._alone:
            if self._abandoned:
                raise UnreachableError(Trouble.TIMEOUT, path=name)
            self._awaited.add(task)
            worker = self._idle.pop() if self._idle else _Worker()
        worker.inbox.put(task)
        task.woken.wait(self.seconds + size / SLOWEST)
        is_done = task.done.is_set()
        with self._alone:
            self._awaited.discard(task)
            if not is_done:
                self._late.add(task)
            # It comes back to no one where it is late; the thread ends with it.
            is_good = is_done and (task.error is None or isinstance(task.error, EdoError))
            if is_good and not self._abandoned:
                self._idle.append(worker)
            else:
                worker.inbox.put(None)
        if not is_done:
            raise UnreachableError(Trouble.TIMEOUT, path=name)
        if task.error is not None:
            raise task.error
        return task.answer


def patiently(name: str, act: Callable[[], T], seconds: float = SECONDS) -> T:
    """Do one act on a thread of its own, and wait for it only so long.

    Args:
        name: what it is about, for the error.
        act: may hang.
        seconds: to wait.

    Raises:
        UnreachableError: it did not come back in time.
    """
    task, worker = _Task(act), _Worker()
    for each in (task, None):
        worker.inbox.put(each)
    if not task.done.wait(seconds):
        raise UnreachableError(Trouble.TIMEOUT, path=name)
    if task.error is not None:
        raise task.error
    return task.answer


@dataclass(eq=False, slots=True)
class _Task:
    """One act, and what came of it once `done` is set; `woken` is set where nobody need wait."""

    act: Callable[[], Any]
    done: Event = field(default_factory=Event)
    woken: Event = field(default_factory=Event)
    answer: Any = None
    error: BaseException | None = None

    def run(self) -> None:
        try:
            self.answer = self.act()
        except EdoError as error:
            self.error = error
        except BaseException as error:
            self.error = error
            raise
        finally:
            self.done.set()
            self.woken.set()


class _Worker:
    """A thread that does tasks one by one until it is given None."""

    def __init__(self) -> None:
        self.inbox: SimpleQueue[_Task | None] = SimpleQueue()
        # It must not keep the program from ending.
        Thread(target=self._run, daemon=True, name="share").start()

    def _run(self) -> None:
        while (task := self.inbox.get()) is not None:
            task.run()


def _size(content: bytes | Path) -> int:
    if isinstance(content, bytes):
        return len(content)
    try:
        return content.stat().st_size
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, content) from error
