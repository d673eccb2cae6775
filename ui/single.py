"""One program for one home folder: a second start hands over what it was asked for and ends.

The first program listens under a name made of the home folder. Where that name is a file it lies in
a folder nobody else can write or read; on Windows the system lets only the same user connect.
Programs over different homes do not hear of one another.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if sys.platform == "win32":
    import ctypes

CONNECT, ANSWER, DECIDE = 1_000, 3_000, 5_000
"""Milliseconds a second start waits for the first one, for its answer, for another second start."""
LONGEST = 64 * 1024
"""Bytes that are read of what a second start asks for."""
MOST = 100
TAKEN = b"taken\n"


@dataclass(frozen=True, slots=True)
class Request:
    """What a start was asked for.

    Attributes:
        files: full paths of files to be opened.
        hidden: it began with the system, so nobody wants to see a window.
    """

    files: tuple[str, ...] = ()
    hidden: bool = False


SHOW = Request()


class Single(QObject):
    """The name of one home folder. `asked` carries what a second start was asked for."""

    asked = Signal(object)

    def __init__(
        self, home: Path, parent: QObject | None = None, *, folder: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._place = _place(home, folder)
        self._server: QLocalServer | None = None

    @property
    def is_first(self) -> bool:
        """Whether this program is the one that others hand over to."""
        return self._server is not None

    def begin(self, request: Request = SHOW) -> bool:
        """Become the one program for the home, or hand over to the one there is.

        Args:
            request: what this start was asked for.

        Returns:
            Whether this program goes on. It also does where the first one does not answer, or no
            safe place for its name was found: the home's own lock then tells the person.
        """
        if not self._place:
            return True
        taken = _hand_over(self._place, request)
        if taken is not None:
            return not taken
        lock = QLockFile(self._place + ".lock") if os.sep in self._place else None
        if lock is not None and not lock.tryLock(DECIDE):
            return True
        try:
            # Another start may have become the first one while this one waited.
            taken = _hand_over(self._place, request)
            if taken is None:
                self._listen()
            return not taken
        finally:
            if lock is not None:
                lock.unlock()

    def end(self) -> None:
        """Let another program be the first one."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _listen(self) -> None:
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._place):
            QLocalServer.removeServer(self._place)  # nobody answers: a program that died left it
            if not server.listen(self._place):
                return
        server.newConnection.connect(self._on_connection)
        self._server = server

    def _on_connection(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            socket = server.nextPendingConnection()
            caller = _Caller(socket, self)
            caller.told.connect(self.asked)


class _Caller(QObject):
    """A second start that is being listened to; it is let go after a moment, whatever it says."""

    told = Signal(object)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket, self._heard = socket, b""
        socket.setParent(self)
        socket.readyRead.connect(self._on_bytes)
        socket.disconnected.connect(self.deleteLater)
        QTimer.singleShot(ANSWER, socket, socket.abort)
        socket.write(f"{os.getpid()}\n".encode())
        self._on_bytes()

    def _on_bytes(self) -> None:
        self._heard += bytes(self._socket.readAll().data())
        if len(self._heard) > LONGEST:
            self._socket.abort()
        elif self._heard.endswith(b"\n"):
            request = _read(self._heard)
            if request is None:
                self._socket.abort()
                return
            self._socket.write(TAKEN)
            self._socket.flush()
            self.told.emit(request)


def _hand_over(place: str, request: Request) -> bool | None:
    """Hand a request over to the first program; tell whether it took it, None where there is none.

    A program that hangs takes nothing.
    """
    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(CONNECT):
        return None
    heard = _line(socket)
    if heard.strip().isdigit():
        _let_come_forward(int(heard))
    told = {"files": request.files[:MOST], "hidden": request.hidden}
    socket.write(json.dumps(told).encode() + b"\n")
    socket.waitForBytesWritten(CONNECT)
    taken = _line(socket) == TAKEN
    socket.abort()
    return taken


def _line(socket: QLocalSocket) -> bytes:
    while not socket.canReadLine():
        if not socket.waitForReadyRead(ANSWER):
            return b""
    return bytes(socket.readLine(LONGEST).data())


def _read(line: bytes) -> Request | None:
    """Read what a second start asks for; None where it is nothing a second start says."""
    try:
        said: Any = json.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    told = cast("dict[str, Any]", said)
    files: Any = told.get("files")
    if not isinstance(files, list):
        return None
    paths = cast("list[Any]", files)[:MOST]
    if not all(isinstance(one, str) for one in paths):
        return None
    return Request(tuple(paths), told.get("hidden") is True)


def _place(home: Path, folder: Path | None) -> str:
    """Give the name a home's program listens under; empty where no safe one was found."""
    whole = os.path.normcase(home.expanduser().resolve())
    code = hashlib.sha256(os.fsencode(whole)).hexdigest()[:20]
    if sys.platform == "win32":
        return f"edo-{getpass.getuser()}-{code}"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    places = [Path(runtime)] if runtime else []
    places.append(Path(tempfile.gettempdir()) / f"edo-{os.getuid()}")
    for place in [folder] if folder is not None else places:
        if _is_own(place):
            return str(place / f"edo-{code}")
    return ""


def _is_own(folder: Path) -> bool:
    """Tell whether a folder, made where it is missing, is this user's and closed to all others."""
    if sys.platform == "win32":
        return True
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _let_come_forward(process: int) -> None:
    """Let the first program bring its window forward: Windows lets only the newest one do so."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(process)
