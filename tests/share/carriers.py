"""Carriers for tests: in memory, and one at which the program ends. `faulty` has the bad ones."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from edo.errors import DamagedError
from edo.share.carrier import LIST_LIMIT, Carrier, Claim, Outcome, Put
from edo.share.layout import is_name, is_temporary

T = TypeVar("T")
Objects = dict[str, bytes]


class MemoryCarrier:
    """A share that is a dictionary."""

    def __init__(self) -> None:
        self._objects: Objects = {}
        self._folders: dict[str, dict[str, int]] = {}

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name; a mere beginning of the same bytes is written anew."""
        check(name)
        data = content if isinstance(content, bytes) else content.read_bytes()
        there = self._objects.get(name)
        if there == data:
            return Put.SAME
        if there is not None and not data.startswith(there):
            return Put.DIFFERENT
        self.plant(name, data)
        return Put.CREATED

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes."""
        check(name)
        there = self._objects.get(name)
        return None if there is None else there[: limit + 1]

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a new local file."""
        return copy_out(self.read(name, limit), target)

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield the last parts of names in a folder."""
        check(folder)
        parts = [part for part in self._folders.get(folder, ()) if is_ours(part)]
        return iter(parts[:limit])

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name that only one can have."""
        check(name)
        there = self._objects.get(name)
        if there is None:
            self.plant(name, token)
            return Claim(Outcome.MINE, token)
        if there == token:
            return Claim(Outcome.MINE, token)
        return Claim(Outcome.TAKEN, there) if there else Claim(Outcome.UNKNOWN)

    def drop_own(self, name: str) -> None:
        """Remove an object."""
        check(name)
        self.pull(name)

    def plant(self, name: str, data: bytes) -> None:
        """Put bytes under any name, as a stranger could."""
        if name not in self._objects:
            self._count(name, 1)
        self._objects[name] = data

    def pull(self, name: str) -> None:
        """Take a name away, as a stranger could."""
        if self._objects.pop(name, None) is not None:
            self._count(name, -1)

    def look(self, name: str) -> bytes | None:
        """Return what really lies under a name."""
        return self._objects.get(name)

    @property
    def objects(self) -> Objects:
        """Everything on the share, by name."""
        return dict(self._objects)

    def restore(self, objects: Objects) -> None:
        """Make the share what it was, or another one."""
        self._objects = dict(objects)
        self._folders = {}
        for name in objects:
            self._count(name, 1)

    def _count(self, name: str, change: int) -> None:
        """Keep in each folder how many objects lie below each of its parts."""
        while name:
            folder, _, part = name.rpartition("/")
            parts = self._folders.setdefault(folder, {})
            parts[part] = parts.get(part, 0) + change
            if not parts[part]:
                del parts[part]
            name = folder


class Crash(BaseException):
    """The program ends here: no code of its own may stop it."""


class CrashAt:
    """A carrier at whose k-th operation the program ends.

    Args:
        carrier: what is asked.
        k: which operation, counted from 1; 0 for none, to learn how many there are.
        after: end when the operation was done, not before.
    """

    def __init__(self, carrier: Carrier, k: int = 0, *, after: bool = False) -> None:
        self._carrier = carrier
        self._k = k
        self._after = after
        self.operations = 0

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name, or end."""
        return self._do(lambda: self._carrier.put_new(name, content))

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes, or end."""
        return self._do(lambda: self._carrier.read(name, limit))

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a new local file, or end."""
        return self._do(lambda: self._carrier.copy_out(name, target, limit))

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield names in a folder, or end."""
        return iter(self._do(lambda: [*self._carrier.list(folder, limit)]))

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name, or end."""
        return self._do(lambda: self._carrier.claim(name, token))

    def drop_own(self, name: str) -> None:
        """Remove an object, or end."""
        self._do(lambda: self._carrier.drop_own(name))

    def _do(self, act: Callable[[], T]) -> T:
        self.operations += 1
        if self.operations == self._k and not self._after:
            raise Crash
        answer = act()
        if self.operations == self._k:
            raise Crash
        return answer


class Watched(CrashAt):
    """A carrier that writes down what it is asked for.

    Args:
        carrier: what is asked.
    """

    def __init__(self, carrier: Carrier) -> None:
        super().__init__(carrier)
        self.names: list[str] = []

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name."""
        self.names.append(name)
        return super().put_new(name, content)

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes."""
        self.names.append(name)
        return super().read(name, limit)

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield names in a folder."""
        self.names.append(folder)
        return super().list(folder, limit)

    def drop_own(self, name: str) -> None:
        """Remove an object."""
        self.names.append(name)
        super().drop_own(name)


def at_once(seconds: float) -> None:
    """Wait for nothing, where a carrier would wait between its tries."""


def check(name: str) -> None:
    """Refuse a name as every carrier does."""
    if not is_name(name):
        raise DamagedError("share_name", name=name)


def is_ours(part: str) -> bool:
    """Tell whether listings show a file of this name."""
    return is_name(part) and not is_temporary(part)


def copy_out(data: bytes | None, target: Path) -> bool:
    """Write what was read to a new local file."""
    if data is None:
        return False
    with target.open("xb") as file:
        file.write(data)
    return True
