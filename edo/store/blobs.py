"""Contents of attached files, by hash, on this computer: whole or absent.

A file is copied in as a stream, whatever its size, under a temporary name, hashed on the way and
checked against what the source looked like before and after; only then does it get its name.
"""

import hashlib
import os
import shutil
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EINVAL, EISDIR
from pathlib import Path
from secrets import token_hex
from typing import IO

from edo.domain.document import plain_name
from edo.errors import Reason, Refusal, refuse_os_error
from edo.outfile import replacing

SIZE_LIMIT = 200 * 1024 * 1024
"""Bytes one file may have."""

_CHUNK = 1024 * 1024
_TEMPORARY = ".tmp"
_READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Blob:
    """A file taken in: the hash of its content, its own name and its size in bytes."""

    sha256: str
    name: str
    size: int


class Blobs:
    """A folder of contents."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Return where a content lies, or would lie."""
        return self._folder / sha256[:2] / sha256

    def holds(self, sha256: str) -> bool:
        """Tell whether the content is here."""
        return self.path(sha256).is_file()

    def put(self, source: Path) -> Blob:
        """Copy a file in.

        Raises:
            Refusal: it cannot be read, is empty or too large, changed meanwhile, or the disk is
                full. Nothing is left behind.
        """
        temporary = self._folder / f"{token_hex(8)}{_TEMPORARY}"
        try:
            _make_folder(self._folder)
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, self._folder) from error
        try:
            digest, size = self._copy(source, temporary)
            self._name(temporary, digest)
        finally:
            temporary.unlink(missing_ok=True)
        return Blob(digest, _readable(source.name), size)

    @contextmanager
    def incoming(self) -> Generator[Path]:
        """Give a path for a content being brought here; what is left there is removed."""
        temporary = self._folder / f"{token_hex(8)}{_TEMPORARY}"
        try:
            _make_folder(self._folder)
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, self._folder) from error
        try:
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)

    def take(self, temporary: Path, sha256: str) -> bool:
        """Take a file brought here over if it is the content of that hash; tell whether it is."""
        try:
            with temporary.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, self._folder) from error
        if digest == sha256:
            self._name(temporary, digest)
        return digest == sha256

    def copy_out(self, sha256: str, target: Path, name: str) -> None:
        """Copy a content to a file a person can open; opening it changes nothing here.

        Raises:
            Refusal: the content is not here, or the target cannot be written.
        """
        if not self.holds(sha256):
            raise Refusal(Reason.FILE_MISSING_HERE, name=name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            with replacing(target) as out, self.path(sha256).open("rb") as content:
                shutil.copyfileobj(content, out, _CHUNK)
            target.chmod(_READ_ONLY)
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, target) from error

    def is_whole(self, sha256: str) -> bool:
        """Tell whether the content is here and still has its hash."""
        if not self.holds(sha256):
            return False
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def sweep(self) -> None:
        """Remove what an interrupted `put` left behind, as far as it can be."""
        for stray in self._folder.glob(f"*{_TEMPORARY}"):
            with suppress(OSError):
                stray.unlink()

    def _copy(self, source: Path, temporary: Path) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        before, file = _open(source)
        try:
            with file, temporary.open("xb") as target:
                for chunk in _chunks(file, source):
                    size += len(chunk)
                    if size > SIZE_LIMIT:
                        raise too_large(source)
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, self._folder) from error
        if size == 0:
            raise Refusal(Reason.FILE_EMPTY, path=str(source))
        if size != before[0] or _looks(source) != before:
            raise Refusal(Reason.FILE_CHANGED, path=str(source))
        return digest.hexdigest(), size

    def _name(self, temporary: Path, digest: str) -> None:
        target = self.path(digest)
        if self.is_whole(digest):
            return
        try:
            _make_folder(target.parent)
            if target.exists():  # damaged; a read-only file cannot be replaced everywhere
                target.chmod(stat.S_IREAD | stat.S_IWRITE)
            temporary.chmod(_READ_ONLY)
            temporary.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, target) from error


def _open(source: Path) -> tuple[tuple[int, int], IO[bytes]]:
    """Return how the source looks, and the open source."""
    try:
        _check_file(source)
        looks = _looks(source)
        file = source.open("rb")
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, source) from error
    if looks[0] > SIZE_LIMIT:
        file.close()
        raise too_large(source)
    return looks, file


def _chunks(file: IO[bytes], source: Path) -> Iterator[bytes]:
    """Yield the content piece by piece; errors of reading become refusals."""
    while True:
        try:
            chunk = file.read(_CHUNK)
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_READ, source) from error
        if not chunk:
            return
        yield chunk


def _make_folder(folder: Path) -> None:
    """Make a folder if need be, and its entry durable in the folder above."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync_folder(folder.parent)


def _check_file(source: Path) -> None:
    """Refuse folders, devices and pipes: reading them fails late, or never ends."""
    mode = source.stat().st_mode
    if not stat.S_ISREG(mode):
        code = EISDIR if stat.S_ISDIR(mode) else EINVAL
        raise OSError(code, os.strerror(code))


def _readable(name: str) -> str:
    """Return a file's name with a mark for every byte that is no letter of any text."""
    return plain_name(name.encode(errors="replace").decode()) or "?"


def _looks(source: Path) -> tuple[int, int]:
    try:
        seen = source.stat()
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, source) from error
    return seen.st_size, seen.st_mtime_ns


def too_large(source: Path) -> Refusal:
    """Return the refusal of a file of more than `SIZE_LIMIT`."""
    limit = SIZE_LIMIT // (1024 * 1024)
    return Refusal(Reason.FILE_TOO_LARGE, path=str(source), limit=limit)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no fsync of folders
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
