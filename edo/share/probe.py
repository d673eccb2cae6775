"""What kind of folder a share is: tried out once at start, in a folder of this device's own.

A folder that replicates between computers, and one whose server lies, look like any other from one
place. So a share counts as eventual until a rehearsal on several computers at once has shown that
of many claims on a name one wins; see `rehearsal`.
"""

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from edo.clock import Now, now
from edo.share import layout, signs
from edo.share.folder import extended
from edo.share.system import System
from edo.share.trouble import LinkError, Sleep, again, rest


class Grade(StrEnum):
    """How far a share can be trusted with numbers."""

    EXCLUSIVE = "exclusive"
    """Of many claims on one name one wins, on all computers."""
    EVENTUAL = "eventual"
    """Computers see one another's files some time later: two may win."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a share was found to do. `offset` counts as the server's clock less ours."""

    exclusive: bool
    """A second creation of a name fails. On one computer that is necessary, not enough."""
    links: bool
    reads_back: bool
    syncs: bool
    folds_case: bool
    long_names: bool
    free: int | None
    """Bytes; None where the system does not say."""
    offset: int
    """Milliseconds; exact to some two seconds on old file systems."""
    replicators: tuple[str, ...]
    """Programs that seem to copy the folder between computers."""
    online_only: bool
    """Some files are here in name only, and come from a cloud when they are opened."""
    network: str
    """Kind of network drive, as the system names it; empty for a disk of this computer."""

    @property
    def sound(self) -> bool:
        """Nothing speaks against it: names are created once, and nobody copies the folder."""
        return self.exclusive and self.reads_back and not self.replicators and not self.online_only

    def grade(self, *, rehearsed: bool) -> Grade:
        """Say how far the share can be trusted.

        Args:
            rehearsed: a rehearsal on several computers found one winner for every name.
        """
        return Grade.EXCLUSIVE if self.sound and rehearsed else Grade.EVENTUAL


def probe(
    root: Path, dev: str, *, system: System | None = None, at: Now = now, sleep: Sleep = rest
) -> Probe:
    """Try a shared folder out. Everything written for that is removed again.

    Args:
        root: the shared folder.
        dev: the device: it has a folder of its own for this.
        system: the calls of the operating system.
        at: our clock.
        sleep: waits between tries.

    Raises:
        UnreachableError: the folder is not there, or cannot be written to.
    """
    calls = system or System()
    place = extended(str(root.absolute()))
    name = layout.probe(dev, secrets.token_hex(4))
    return again(lambda: _probe(root, place, name, calls, at), sleep, place)


def _probe(root: Path, place: str, name: str, calls: System, at: Now) -> Probe:
    made: list[str] = []
    folder = _make_folders(calls, place, name)
    try:
        first = folder + os.sep + "first"
        before = at()
        syncs = _write(calls, first, b"edo", made)
        offset = calls.modified(first) - (before + at()) // 2
        exclusive = _refuses(lambda: _write(calls, first, b"other", made))
        return Probe(
            exclusive=exclusive,
            links=_links(calls, first, folder + os.sep + "second", made),
            reads_back=_read(calls, first) == b"edo",
            syncs=syncs,
            folds_case=calls.exists(folder + os.sep + "FIRST"),
            long_names=_does(lambda: _write(calls, _long(folder, name), b"", made)),
            free=_free(root),
            offset=offset,
            replicators=signs.copied_by(calls, root),
            online_only=signs.holds_online_only(calls, root),
            network=signs.network(root),
        )
    finally:
        for path in made:
            with suppress(OSError):
                calls.remove(path)
        with suppress(OSError):
            Path(folder).rmdir()


def _make_folders(calls: System, place: str, name: str) -> str:
    calls.real(place)
    path = place
    for part in name.split("/"):
        path = path + os.sep + part
        with suppress(FileExistsError):
            calls.make_folder(path)
        if calls.is_link(path):
            raise LinkError
    return path


def _write(calls: System, path: str, data: bytes, made: list[str]) -> bool:
    """Write a new file; tell whether the system says that its bytes are on the disk."""
    fd = calls.create(path)
    made.append(path)
    try:
        calls.write(fd, data)
        return _does(lambda: calls.sync(fd))
    finally:
        calls.close(fd)


def _read(calls: System, path: str) -> bytes:
    fd = calls.open(path)
    try:
        return calls.read(fd, 100)
    finally:
        calls.close(fd)


def _links(calls: System, first: str, second: str, made: list[str]) -> bool:
    """Tell whether hard links work, and are refused where the name exists."""
    if not _does(lambda: calls.link(first, second)):
        return False
    made.append(second)
    return _refuses(lambda: calls.link(first, second))


def _does(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return False
    return True


def _refuses(act: Callable[[], object]) -> bool:
    try:
        act()
    except FileExistsError:
        return True
    except OSError:
        return False
    return False


def _long(folder: str, name: str) -> str:
    """Return a path in a folder as long as the format's longest name."""
    return folder + os.sep + "n" * (layout.NAME_LIMIT - len(name) - 1)


def _free(root: Path) -> int | None:
    try:
        return shutil.disk_usage(root).free
    except OSError:
        return None
