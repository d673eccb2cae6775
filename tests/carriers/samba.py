"""A Samba of our own on loopback, and the calls of the operating system spoken over SMB.

The carrier on top is the program's own `FolderCarrier`: what it asks of a system - create
exclusively, link, read back, list - goes over the wire as a Windows computer would send it.
"""

import getpass
import ntpath
import os
import secrets
import shutil
import socket
import stat
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EBUSY, ENOTCONN
from importlib import import_module
from itertools import count, islice
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest

from edo.share.folder import FolderCarrier
from edo.share.system import System
from edo.share.trouble import Sleep, rest

T = TypeVar("T")

SHARE = "edo"
"""What the share is called on the server."""
ROOT = Path("/on-samba")
"""What stands for the server's share in the paths of a carrier."""
_CONFIGURATION = """\
[global]
server role = standalone server
smb ports = {port}
interfaces = 127.0.0.1
bind interfaces only = yes
disable netbios = yes
load printers = no
printcap name = /dev/null
disable spoolss = yes
private dir = {folder}/private
lock directory = {folder}/lock
state directory = {folder}/state
cache directory = {folder}/cache
pid directory = {folder}/pid
ncalrpc dir = {folder}/ncalrpc
passdb backend = tdbsam:{folder}/private/passdb.tdb
log file = {folder}/smbd.log
[{share}]
path = {folder}/share
read only = no
"""
# Files in use, and files that are gone when whoever has them open is done.
_BUSY = {0xC0000043, 0xC0000056}
_WAIT = 20.0


@dataclass(frozen=True)
class Samba:
    """A server that runs.

    Attributes:
        folder: what it shares, as this computer has it.
        port: where it listens.
        user, password: who may come in.
        version: as it names itself.
    """

    folder: Path
    port: int
    user: str
    password: str
    version: str

    def carrier(
        self,
        place: str,
        *,
        dev: str = "",
        links: bool = True,
        sleep: Sleep = rest,
        system: System | None = None,
    ) -> FolderCarrier:
        """Make a carrier over a connection of its own.

        Args:
            place: folder on the share.
            dev: the device.
            links: try hard links at all.
            sleep: waits between tries.
            system: a connection to use; by default a new one.
        """
        system = system or SmbSystem(self)
        return FolderCarrier(ROOT / place, dev=dev, system=system, links=links, sleep=sleep)


@contextmanager
def samba(folder: Path) -> Generator[Samba]:
    """Run Samba as the person who runs the tests, with nothing outside a folder.

    Args:
        folder: an empty one.
    """
    program = shutil.which("smbd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    accounts = shutil.which("pdbedit")
    if program is None or accounts is None:
        pytest.skip("Samba did not run: there is no smbd; Debian has it in the package samba")
    pytest.importorskip("smbclient", reason="smbprotocol is not installed: make test-carriers")
    for part in ("private", "lock", "state", "cache", "pid", "ncalrpc", "share"):
        (folder / part).mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configuration = folder / "smb.conf"
    configuration.write_text(_CONFIGURATION.format(port=port, folder=folder, share=SHARE))
    user, password = getpass.getuser(), secrets.token_hex(8)
    subprocess.run(
        [accounts, "-s", str(configuration), "-a", "-t", "-u", user],
        input=f"{password}\n{password}\n".encode(),
        capture_output=True,
        check=True,
    )
    version = subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stdout
    with (folder / "smbd.out").open("wb") as said:
        process = subprocess.Popen(
            [program, "--foreground", "--no-process-group", "-s", str(configuration)],
            stdin=subprocess.DEVNULL,  # it ends with a pipe that ends
            stdout=said,
            stderr=said,
            start_new_session=True,  # it ends all of its group with it
        )
        try:
            _wait_for(port, process)
            yield Samba(folder / "share", port, user, password, version.strip())
        finally:
            process.terminate()
            process.wait()


class SmbSystem(System):
    """The calls of the operating system, over one SMB connection of its own.

    Where Windows tells nothing of an open file's true path, neither does this.

    Attributes:
        calls: how many there were; each waits for the server once at least.
    """

    def __init__(self, server: Samba) -> None:
        self._smb: Any = import_module("smbclient")
        self._failed: Any = import_module("smbprotocol.exceptions")
        self._server = rf"\\127.0.0.1\{SHARE}"
        self._open: dict[int, Any] = {}
        self._next = count(1_000_000)
        self.calls = 0
        self._with = {
            "username": server.user,
            "password": server.password,
            "port": server.port,
            "connection_cache": {},
        }
        # One after the other: of sixteen logins at once one was seen to go unanswered for ever.
        self._do(lambda: self._smb.register_session("127.0.0.1", **self._with))

    def create(self, path: str) -> int:
        """Make a new file by FILE_CREATE."""
        return self._opened(path, "xb")

    def open(self, path: str) -> int:
        """Return a number to read a file by."""
        return self._opened(path, "rb")

    def open_folder(self, path: str, *, follow: bool = False) -> int:
        """Have none, as on Windows."""
        return -1

    def close(self, fd: int) -> None:
        """Close a file."""
        self._do(self._open.pop(fd).close)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        """Write a piece."""
        return self._do(lambda: self._open[fd].write(bytes(data)))

    def read(self, fd: int, size: int) -> bytes:
        """Read a piece."""
        return self._do(lambda: self._open[fd].read(size)) if size else b""

    def size(self, fd: int) -> int | None:
        """Return the size of a file, as it was when it was opened."""
        return self._open[fd].fd.end_of_file

    def sync(self, fd: int) -> None:
        """Send FLUSH."""
        self._do(self._open[fd].flush)

    def link(self, source: str, target: str) -> None:
        """Give a file a second name by FileLinkInformation."""
        self._do(lambda: self._smb.link(self._far(source), self._far(target), **self._with))

    def remove(self, path: str) -> None:
        """Remove a file's name."""
        self._do(lambda: self._smb.remove(self._far(path), **self._with))

    def make_folder(self, path: str) -> None:
        """Make a folder."""
        self._do(lambda: self._smb.mkdir(self._far(path), **self._with))

    def sync_folder(self, path: str) -> None:
        """Do nothing, as on Windows."""

    def names(self, path: str, fd: int, limit: int) -> list[str]:
        """Return names in a folder."""
        found = self._do(lambda: self._smb.listdir(self._far(path), **self._with))
        return list(islice(found, limit))

    def children(self, path: str, limit: int) -> list[tuple[str, bool]]:
        """Return things in a folder."""

        def look() -> list[tuple[str, bool]]:
            entries: Iterator[Any] = self._smb.scandir(self._far(path), **self._with)
            return [(entry.name, entry.is_dir()) for entry in islice(entries, limit)]

        return self._do(look)

    def exists(self, path: str) -> bool:
        """Tell whether anything has this name."""
        try:
            self._stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def modified(self, path: str) -> int:
        """Return when a file was last written by the server's clock."""
        return self._stat(path).st_mtime_ns // 1_000_000

    def is_link(self, path: str) -> bool:
        """Tell whether a name is a link."""
        return stat.S_ISLNK(self._stat(path).st_mode)

    def place(self, fd: int) -> str | None:
        """Not know it, as on Windows."""
        return None

    def real(self, root: str) -> str | None:
        """Make sure that the shared folder is there."""
        self._stat(root)
        return None

    def disconnect(self) -> None:
        """Close the connection."""
        cache = self._with["connection_cache"]
        self._do(lambda: self._smb.reset_connection_cache(connection_cache=cache))

    def _opened(self, path: str, mode: str) -> int:
        options = {"buffering": 0, "share_access": "rwd", **self._with}
        file = self._do(lambda: self._smb.open_file(self._far(path), mode, **options))
        fd = next(self._next)
        self._open[fd] = file
        return fd

    def _stat(self, path: str) -> Any:
        return self._do(lambda: self._smb.lstat(self._far(path), **self._with))

    def _far(self, path: str) -> str:
        return self._server + path[len(str(ROOT)) :].replace(os.sep, ntpath.sep)

    def _do(self, act: Callable[[], T]) -> T:
        """Do an act; what fails, fails as it does on this computer."""
        self.calls += 1
        try:
            return act()
        except self._failed.SMBOSError as error:
            code = EBUSY if error.ntstatus in _BUSY else error.errno
            raise OSError(code, error.strerror, error.filename) from error
        except self._failed.SMBException as error:
            raise OSError(ENOTCONN, str(error)) from error


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers."""
    for _ in range(int(_WAIT / 0.1)):
        assert process.poll() is None, "the server did not start"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        Event().wait(0.1)
    pytest.fail("the server does not answer")
