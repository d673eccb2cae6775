"""What the share asks of the operating system: one method a call, so that calls can be counted.

A link in the place of a file or folder is never followed, on any system.
"""

import errno
import os
import stat
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_ALONE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_BINARY", 0)
# A pipe under the name of a file must not stop whoever opens it.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FILE = _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | _ALONE
_FOLDER = _NO_FOLLOW | getattr(os, "O_DIRECTORY", 0) | _ALONE
_CANNOT_SYNC = {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY, errno.EBADF, errno.ENOSYS}
# The end of the path of a file that lost its name meanwhile.
_REMOVED = " (deleted)"
# Reparse tags of symbolic links and junctions; a placeholder of a cloud has another.
_LINK_TAGS = {0xA000000C, 0xA0000003}
_PATH_BYTES = 1024


class System:
    """Calls on whole paths. Every method may raise `OSError`."""

    def create(self, path: str) -> int:
        """Make a new file and return its descriptor; an error where the name exists."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE, 0o664)

    def open(self, path: str) -> int:
        """Return a descriptor to read a file by."""
        return os.open(path, os.O_RDONLY | _FILE)

    def open_folder(self, path: str, *, follow: bool = False) -> int:
        """Return a descriptor of a folder; -1 where the system has none.

        Args:
            path: of the folder.
            follow: take a link in its place for the folder.
        """
        if sys.platform == "win32":
            return -1
        return os.open(path, os.O_RDONLY | (_FOLDER & ~_NO_FOLLOW if follow else _FOLDER))

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        """Write a piece and return how many of its bytes were written."""
        return os.write(fd, data)

    def read(self, fd: int, size: int) -> bytes:
        """Read a piece of at most that many bytes."""
        return os.read(fd, size)

    def size(self, fd: int) -> int | None:
        """Return the size of a plain file; None for anything else."""
        found = os.fstat(fd)
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def sync(self, fd: int) -> None:
        """Wait until a file's bytes are on the disk itself."""
        if sys.platform == "darwin":
            # A plain fsync there leaves the bytes in the drive's own memory; shares lack the other.
            with suppress(OSError):
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
                return
        os.fsync(fd)

    def link(self, source: str, target: str) -> None:
        """Give a file a second name; an error where the name exists."""
        os.link(source, target)

    def remove(self, path: str) -> None:
        """Remove a file's name."""
        Path(path).unlink()

    def make_folder(self, path: str) -> None:
        """Make a folder; an error where the name exists."""
        Path(path).mkdir()

    def sync_folder(self, path: str) -> None:
        """Wait until the names in a folder are on the disk, where the system can do that."""
        with self.folder(path, follow=True) as fd:
            if fd < 0:
                return
            try:
                os.fsync(fd)
            except OSError as error:
                if error.errno not in _CANNOT_SYNC:
                    raise

    def names(self, path: str, fd: int, limit: int) -> list[str]:
        """Return at most that many names in a folder.

        Args:
            path: of the folder.
            fd: its descriptor, or -1.
            limit: names wanted.
        """
        with os.scandir(path if fd < 0 else fd) as entries:
            return [entry.name for entry in islice(entries, limit)]

    def children(self, path: str, limit: int) -> list[tuple[str, bool]]:
        """Return at most that many things in a folder as (name, whether it is a folder itself)."""
        with os.scandir(path) as entries:
            some = islice(entries, limit)
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in some]

    def exists(self, path: str) -> bool:
        """Tell whether anything, be it a link, has this name."""
        try:
            Path(path).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def modified(self, path: str) -> int:
        """Return when a file was last written by the clock of its disk, in milliseconds."""
        return Path(path).lstat().st_mtime_ns // 1_000_000

    def is_link(self, path: str) -> bool:
        """Tell whether a name stands for another place: a symbolic link or a junction."""
        found = Path(path).lstat()
        return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _LINK_TAGS

    def place(self, fd: int) -> str | None:
        """Return the path an open file or folder really has; None where the system cannot tell."""
        try:
            if sys.platform == "linux":
                return str(Path(f"/proc/self/fd/{fd}").readlink()).removesuffix(_REMOVED)
            if sys.platform == "darwin":
                found = fcntl.fcntl(fd, fcntl.F_GETPATH, bytes(_PATH_BYTES))
                return os.fsdecode(found.rstrip(b"\0"))
        except OSError:
            return None
        return None

    def real(self, root: str) -> str | None:
        """Return the path the shared folder really has; None where the system cannot tell."""
        if sys.platform == "win32":
            Path(root).stat()
            return None
        # Here a link is the person's own choice.
        with self.folder(root, follow=True) as fd:
            return self.place(fd)

    @contextmanager
    def folder(self, path: str, *, follow: bool = False) -> Generator[int]:
        """Hold a folder open; see `open_folder`."""
        fd = self.open_folder(path, follow=follow)
        try:
            yield fd
        finally:
            if fd >= 0:
                self.close(fd)
