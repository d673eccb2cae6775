"""The folder of one workplace: its parts, and the lock that keeps a second program out."""

import os
import sys
from pathlib import Path
from secrets import token_hex
from typing import IO

import platformdirs

from edo.errors import Reason, Refusal, refuse_os_error

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_APP = "edo"


def default_home() -> Path:
    """Return the folder used where nobody names one: `EDO_HOME`, else the system's place."""
    return Path(os.environ.get("EDO_HOME") or platformdirs.user_data_dir(_APP, appauthor=False))


class Home:
    """Paths of a workplace's parts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keys = folder / "keys"
        self.device_key = self.keys / "device.key"
        self.root_key = self.keys / "root.key"
        self.blobs = folder / "blobs"
        self.opened = folder / "opened"
        self.logs = folder / "logs"
        self._lock: IO[bytes] | None = None

    def take(self) -> None:
        """Make the folder if need be, and hold it for this program alone.

        Raises:
            Refusal: another program holds it, or it cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.keys.mkdir(mode=0o700, exist_ok=True)
            lock = (self.folder / "lock").open("ab")
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, self.folder) from error
        try:
            _hold(lock)
        except OSError as error:
            lock.close()
            raise Refusal(Reason.HOME_IN_USE, path=str(self.folder)) from error
        self._lock = lock

    def release(self) -> None:
        """Let other programs in."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def installation(self) -> str:
        """Return the random id of this installation, making it where there is none.

        It lies outside the database, so a copied or restored database is told from the original.
        """
        path = self.folder / "inst"
        try:
            if not path.exists():
                path.write_text(token_hex(8))
            return path.read_text().strip()[:32]
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error

    def new_installation(self, name: str) -> None:
        """Make this another installation: what used its home's copy is told from it.

        Args:
            name: the new id.
        """
        path = self.folder / "inst"
        beside = path.with_name("inst.new")
        try:
            beside.write_text(name)
            beside.replace(path)
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error


def _hold(lock: IO[bytes]) -> None:
    if sys.platform == "win32":
        lock.seek(0)
        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
