"""Files in a shared folder: written whole or not at all, read without following links.

Everything here raises `OSError` of the system as it is; `folder` tries again and finds the words.
"""

import errno
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from edo.errors import Reason, refuse_os_error
from edo.share import layout
from edo.share.carrier import Put
from edo.share.system import System
from edo.share.trouble import LinkError, SpoiltError

_CHUNK = 1024 * 1024
_RANDOM = len("12345678.tmp")
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_LINKS_WINDOWS = {1, 50}
_NOT_PLAIN = {errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.EMLINK}


class Files:
    """The files below one folder. Paths are absolute.

    Args:
        root: the shared folder.
        mark: four hex digits by which this device knows its temporary files.
        system: the calls of the operating system.
        links: try hard links at all.
    """

    def __init__(self, root: str, mark: str, system: System, *, links: bool) -> None:
        self._root = root
        self._mark = mark
        self._system = system
        self._links = links
        self._real: str | None = None
        self._unsettled: set[str] = set()

    def write(self, path: str, content: bytes | Path) -> bool:
        """Write a new file whole; False where the name exists. `settle` keeps its name."""
        linked = self._write_beside(path, content) if self._links else None
        if linked is not None:
            return linked
        try:
            self._fill(path, content)
        except FileExistsError:
            return False
        return True

    def postpone(self, path: str) -> None:
        """Have a file's name on the disk when the next one is settled: one wait serves many."""
        self._unsettled.add(parent(path))

    def settle(self, path: str) -> None:
        """Wait until a file's name is on the disk, and all that were postponed."""
        self.postpone(path)
        # Folders made on the way come after what lies in them: by then they cost nothing more.
        for folder in sorted(self._unsettled, key=len, reverse=True):
            self._system.sync_folder(folder)
            self._unsettled.discard(folder)

    def compare(self, path: str, content: bytes | Path) -> Put | None:
        """Tell a file that holds the bytes from one that does not; None for a beginning of them.

        Raises:
            SpoiltError: the name is there to some calls and not to others.
        """
        fd = self._open(path)
        if fd is None:
            if self._system.exists(path):
                return Put.DIFFERENT
            raise SpoiltError
        try:
            size = self._plain_size(fd, path)
            if size is None:
                return Put.DIFFERENT
            wanted = 0
            for piece in _pieces(content):
                found = self._take(fd, len(piece))
                if found != piece:
                    return None if piece.startswith(found) else Put.DIFFERENT
                wanted += len(piece)
        finally:
            self._system.close(fd)
        return Put.SAME if size == wanted else Put.DIFFERENT

    def read(self, path: str, limit: int) -> bytes | None:
        """Return a plain file's bytes, of a larger one `limit` + 1; None where there is none."""
        fd = self._open(path)
        if fd is None:
            return None
        try:
            size = self._plain_size(fd, path)
            return None if size is None else self._take(fd, min(size, limit + 1))
        finally:
            self._system.close(fd)

    def copy(self, path: str, target: BinaryIO, limit: int) -> bool:
        """Copy a plain file, of a larger one `limit` + 1 bytes; False where there is none.

        Raises:
            Refusal: the local file cannot be written.
        """
        fd = self._open(path)
        if fd is None:
            return False
        try:
            left = self._plain_size(fd, path)
            if left is None:
                return False
            left = min(left, limit + 1)
            _begin(target)
            while left and (piece := self._take(fd, min(left, _CHUNK))):
                _add(target, piece)
                left -= len(piece)
        finally:
            self._system.close(fd)
        return True

    def names(self, path: str, limit: int) -> list[str]:
        """Return at most that many names in a folder; none where it is not there."""
        try:
            with self._system.folder(path, follow=path == self._root) as fd:
                self._check(fd, path)
                return self._system.names(path, fd, limit)
        except FileNotFoundError:
            self.find_root()
            return []
        except OSError as error:
            # A link is "no folder" to some systems and a loop to others.
            if error.errno in (errno.ENOTDIR, errno.ELOOP):
                self._check_parts(path)
                return []
            raise

    def remove(self, path: str) -> None:
        """Remove a file; nothing where it is not there."""
        with suppress(FileNotFoundError, NotADirectoryError):
            self._system.remove(path)

    def exists(self, path: str) -> bool:
        """Tell whether anything has this name."""
        return self._system.exists(path)

    def modified(self, path: str) -> int:
        """Return when a file was changed last, milliseconds since 1970 UTC."""
        return self._system.modified(path)

    def find_root(self) -> None:
        """Do nothing where the shared folder is there."""
        self._system.real(self._root)

    def sweep(self, before: int, limit: int, folder: str = "") -> int:
        """Remove this device's temporary files that are older than an instant; return how many.

        Args:
            before: milliseconds since 1970 UTC.
            limit: things looked at in each folder.
            folder: its name; by default all.
        """
        path = self._root + os.sep + folder.replace("/", os.sep) if folder else self._root
        swept = 0
        for part, is_folder in self._children(path, limit):
            name = f"{folder}/{part}" if folder else part
            mine = layout.is_temporary(part) and part[-_RANDOM:].startswith(self._mark)
            if is_folder and layout.is_name(name):
                swept += self.sweep(before, limit, name)
            elif mine and not is_folder and self._system.modified(path + os.sep + part) < before:
                self.remove(path + os.sep + part)
                swept += 1
        return swept

    def _children(self, path: str, limit: int) -> Sequence[tuple[str, bool]]:
        try:
            return self._system.children(path, limit)
        except OSError:
            # One folder that may not be looked into does not keep the others from it.
            self.find_root()
            return ()

    def _write_beside(self, path: str, content: bytes | Path) -> bool | None:
        """Write a file and link it to its name; False where that exists, None without links."""
        temporary = f"{path}.{self._mark}{secrets.token_hex(2)}.tmp"
        try:
            self._fill(temporary, content)
            return self._link(temporary, path)
        finally:
            with suppress(OSError):
                self._system.remove(temporary)

    def _link(self, temporary: str, path: str) -> bool | None:
        try:
            self._system.link(temporary, path)
        except FileExistsError:
            return False
        except FileNotFoundError as error:
            # A virus scanner or a sweeper took the temporary file away.
            raise SpoiltError from error
        except OSError as error:
            code = getattr(error, "winerror", None)
            if error.errno not in _NO_LINKS and code not in _NO_LINKS_WINDOWS:
                raise
            self._links = False
            return None
        return True

    def _fill(self, path: str, content: bytes | Path) -> None:
        """Create a file with its bytes on the disk, or leave none."""
        fd = self._create(path)
        whole = False
        try:
            try:
                self._check(fd, path)
                for piece in _pieces(content):
                    left = memoryview(piece)
                    while left:
                        left = left[self._system.write(fd, left) :]
                self._system.sync(fd)
            finally:
                self._system.close(fd)
            whole = True
        finally:
            if not whole:
                with suppress(OSError):
                    self._system.remove(path)

    def _create(self, path: str) -> int:
        try:
            return self._system.create(path)
        except FileNotFoundError:
            self._make_folder(parent(path))
            return self._system.create(path)

    def _make_folder(self, path: str) -> None:
        """Make a folder and those above it, but never the shared folder itself."""
        if path == self._root:
            self.find_root()
            return
        try:
            self._check_parts(parent(path))
            self._system.make_folder(path)
        except FileExistsError:
            return
        except FileNotFoundError:
            self._make_folder(parent(path))
            with suppress(FileExistsError):
                self._system.make_folder(path)
        self.postpone(path)

    def _open(self, path: str) -> int | None:
        """Open a file to read; None where nothing, or no file, has the name."""
        try:
            return self._system.open(path)
        except (FileNotFoundError, NotADirectoryError):
            self.find_root()
            return None
        except OSError as error:
            if error.errno in _NOT_PLAIN:
                return None
            raise

    def _plain_size(self, fd: int, path: str) -> int | None:
        size = self._system.size(fd)
        if size is not None:
            self._check(fd, path)
        return size

    def _take(self, fd: int, size: int) -> bytes:
        """Read that many bytes, fewer only where the file ends."""
        found = self._system.read(fd, size)
        while found and len(found) < size and (more := self._system.read(fd, size - len(found))):
            found += more
        return found

    def _check(self, fd: int, path: str) -> None:
        """Make sure that no folder on the way was a link.

        Raises:
            LinkError: one was.
        """
        place = self._system.place(fd) if fd >= 0 else None
        if place is None:
            self._check_parts(path)
            return
        inside = path[len(self._root) :]
        for _ in range(2):
            if self._real is not None and _same(place, self._real + inside):
                return
            # The first time, or the person's own path to the share leads elsewhere since.
            self._real = self._system.real(self._root)
        raise LinkError

    def _check_parts(self, path: str) -> None:
        end = len(self._root)
        while end < len(path):
            end = path.find(os.sep, end + 1)
            end = len(path) if end < 0 else end
            if self._system.is_link(path[:end]):
                raise LinkError


def parent(path: str) -> str:
    """Return the folder of a path."""
    return path.rpartition(os.sep)[0]


def small(content: bytes | Path) -> bytes | Path:
    """Return a small local file's bytes, so that it is read once and not to compare it again."""
    if isinstance(content, bytes):
        return content
    pieces = _pieces(content)
    first = next(pieces, b"")
    return content if len(first) == _CHUNK else first


def _same(place: str, wanted: str) -> bool:
    """Compare paths; a system that folds case may answer with another spelling."""
    return place == wanted or place.casefold() == wanted.casefold()


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    """Yield the bytes of a content piece by piece."""
    if isinstance(content, bytes):
        yield content
        return
    try:
        with content.open("rb", buffering=0) as file:
            while piece := file.read(_CHUNK):
                yield piece
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, content) from error


def _begin(target: BinaryIO) -> None:
    """Empty a local file that an earlier try began."""
    try:
        target.seek(0)
        target.truncate()
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, target.name) from error


def _add(target: BinaryIO, piece: bytes) -> None:
    try:
        target.write(piece)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, target.name) from error
