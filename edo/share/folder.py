"""A share that is a folder: of a disk, of a server, or of a program that copies between machines.

A file gets its name by a hard link when it is whole and on the disk, so a name is complete or
absent; where links are missing the name itself is created exclusively. Nothing is renamed: on SMB
two renames to one name may both succeed, two links or two creations never. Names are built by
`layout`; a link planted in the place of a file or folder is not followed.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from edo.errors import DamagedError, Reason, UnreachableError, refuse_os_error
from edo.share import layout
from edo.share.carrier import LIST_LIMIT, TOKEN_LIMIT, Claim, Outcome, Put
from edo.share.files import Files, small
from edo.share.system import System
from edo.share.trouble import Sleep, SpoiltError, Trouble, again, rest

T = TypeVar("T")

STALE = 48 * 60 * 60 * 1_000
"""Milliseconds after which a temporary file is nobody's work any more."""

# Names looked at in a folder: foreign files must not hide ours, nor cost without end.
_LOOKED_AT = 10 * LIST_LIMIT
_UNFINISHED_TRIES = 3


class FolderCarrier:
    """The `Carrier` of a folder. Any thread may use it.

    Args:
        root: the shared folder, which a person made.
        dev: the device, by which it knows its own temporary files.
        system: the calls of the operating system.
        sleep: waits between tries.
        links: try hard links at all.
    """

    def __init__(
        self,
        root: Path,
        *,
        dev: str = "",
        system: System | None = None,
        sleep: Sleep = rest,
        links: bool = True,
    ) -> None:
        self._root = extended(str(root.absolute()))
        self._sleep = sleep
        mark = hashlib.sha256(dev.encode()).hexdigest()[:4]
        self._files = Files(self._root, mark, system or System(), links=links)

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name, whole and durable, or leave what is there alone.

        The bytes are on the disk when this returns, and so is the name; that of a file only when
        the next name is written from bytes, or claimed. A mere beginning of the same bytes was
        torn off by a crash, and is written anew.

        Raises:
            UnreachableError: see `Trouble`.
            Refusal: the local file cannot be read.
        """
        path = self._path(name)
        unfinished = 0
        file = content if isinstance(content, Path) else None
        content = small(content)

        def act() -> Put:
            nonlocal unfinished
            # A file is not sent to learn that it is there already.
            known = file is not None and self._files.exists(path)
            created = not known and self._files.write(path, content)
            found = self._files.compare(path, content)
            if found is Put.SAME:
                if file is None:
                    self._files.settle(path)
                else:
                    self._files.postpone(path)
                return Put.CREATED if created else found
            if found is Put.DIFFERENT and not created:
                return found
            unfinished += 1
            if created or unfinished > _UNFINISHED_TRIES:
                self._files.remove(path)
            raise SpoiltError

        return again(act, self._sleep, path)

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes; None where it is not here yet, unreadable, or no plain file."""
        path = self._path(name)
        return self._tolerate(lambda: self._files.read(path, limit), path)

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a new local file as a stream; False where `read` says None.

        Raises:
            UnreachableError: see `Trouble`.
            Refusal: the local file cannot be written.
        """
        path = self._path(name)
        copied: bool | None = False
        try:
            with target.open("xb") as file:
                try:
                    copied = self._tolerate(lambda: self._files.copy(path, file, limit), path)
                finally:
                    if not copied:
                        target.unlink()
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, target) from error
        return bool(copied)

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield the last parts of names in a folder; files that are none of ours are left out."""
        found = self._names(self._path(folder))
        ours = (part for part in found if layout.is_name(part))
        return islice((part for part in ours if not layout.is_temporary(part)), limit)

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name that only one of many can have, by writing a token under it.

        Raises:
            UnreachableError: the claim may have been made. Repeat it with the same token.
        """
        path = self._path(name)

        def act() -> Claim:
            self._files.write(path, token)
            found = self._files.read(path, TOKEN_LIMIT)
            if found == token:
                self._files.settle(path)
                return Claim(Outcome.MINE, token)
            if not found:
                raise SpoiltError
            return Claim(Outcome.TAKEN, found)

        try:
            return again(act, self._sleep, path)
        except UnreachableError as error:
            if error.reason == Trouble.SPOILT:
                return Claim(Outcome.UNKNOWN)
            raise

    def drop_own(self, name: str) -> None:
        """Remove an object this device wrote; nothing where it is not there."""
        path = self._path(name)
        again(lambda: self._files.remove(path), self._sleep, path)

    def strays(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield names in a folder that cannot be ours, such as a replicator's conflict copies.

        Args:
            folder: its name; empty for the share itself.
            limit: names yielded at most.
        """
        found = self._names(self._folder(folder))
        return islice((part for part in found if not layout.is_name(part)), limit)

    def temporaries(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[tuple[str, int]]:
        """Yield names of files still being written, and when they were changed last.

        Args:
            folder: its name; empty for the share itself.
            limit: names yielded at most.
        """
        path = self._folder(folder)
        found = islice((part for part in self._names(path) if layout.is_temporary(part)), limit)
        for part in found:
            since = self._tolerate(partial(self._files.modified, path + os.sep + part), path)
            if since is not None:
                yield part, since

    def read_stray(self, folder: str, part: str, limit: int) -> bytes | None:
        """Return the bytes of a file whose name cannot be ours, as `read` does.

        Args:
            folder: its name; empty for the share itself.
            part: one of `strays`.
            limit: bytes wanted at most; of a larger file `limit` + 1 bytes come back.
        """
        if part in {"", ".", ".."} or any(sign in part for sign in "/\\:\0"):
            raise DamagedError("share_name", name=part)
        path = self._folder(folder) + os.sep + part
        return self._tolerate(lambda: self._files.read(path, limit), path)

    def sweep(self, now: int, age: int = STALE) -> int:
        """Remove temporary files this device left behind at a crash; return how many.

        Args:
            now: milliseconds since 1970 UTC.
            age: milliseconds for which a file was not touched.
        """
        return again(lambda: self._files.sweep(now - age, _LOOKED_AT), self._sleep, self._root)

    def _path(self, name: str) -> str:
        if not layout.is_name(name):
            raise DamagedError("share_name", name=name)
        return self._root + os.sep + name.replace("/", os.sep)

    def _folder(self, name: str) -> str:
        return self._path(name) if name else self._root

    def _names(self, path: str) -> Sequence[str]:
        return again(lambda: self._files.names(path, _LOOKED_AT), self._sleep, path)

    def _tolerate(self, act: Callable[[], T], path: str) -> T | None:
        """Do a reading act; what only this one file refuses is as good as not here yet."""
        try:
            return again(act, self._sleep, path)
        except UnreachableError:
            again(self._files.find_root, self._sleep, self._root)
            return None


def extended(root: str, platform: str = sys.platform) -> str:
    r"""Return a path in the form that Windows takes beyond 260 characters: `\\?\C:\…`.

    Args:
        root: an absolute path of a folder.
        platform: as `sys.platform` names it.
    """
    if platform != "win32" or root.startswith("\\\\?\\"):
        return root
    if root.startswith("\\\\"):
        return "\\\\?\\UNC\\" + root[2:]
    return "\\\\?\\" + root
