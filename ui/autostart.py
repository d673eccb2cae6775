"""Starting with the system, for this user alone: one small file, or one value of the registry.

Each home folder has an entry of its own; nothing is written but by a person's wish.
"""

from __future__ import annotations

import hashlib
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QSettings, QStandardPaths

from edo import starting
from edo.errors import Reason, refuse_os_error

HIDDEN = "--hidden"
"""Asks the program to begin as a sign beside the clock."""
RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
ROOT = Path(__file__).parents[1]


class Autostart(Protocol):
    """Whether the program starts with the system."""

    def is_on(self) -> bool:
        """Tell whether it does."""
        ...

    def turn(self, *, on: bool) -> None:
        """Let it, or not.

        Raises:
            Refusal: the system's place for that cannot be written.
        """
        ...


def autostart(home: Path) -> Autostart:
    """Give the way of this system for a home folder."""
    command, name = command_for(home), name_for(home)
    if sys.platform == "win32":
        return RunKey(name, command, QSettings(RUN_KEY, QSettings.Format.NativeFormat))
    if sys.platform == "darwin":
        return LaunchAgent(name, command, Path.home() / "Library" / "LaunchAgents")
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return DesktopEntry(name, command, Path(config) / "autostart")


def command_for(home: Path) -> tuple[str, ...]:
    """Give the words that start the program over a home folder, beginning beside the clock."""
    return (*starting.client(), HIDDEN, "--home", str(home.expanduser().absolute()))


def name_for(home: Path) -> str:
    """Name the entry of a home folder."""
    whole = str(home.expanduser().resolve())
    return f"edo-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


class DesktopEntry:
    """A file in the folder of what desktops of Linux start (XDG Autostart)."""

    def __init__(self, name: str, command: Sequence[str], folder: Path) -> None:
        self._path, self._command = folder / f"{name}.desktop", command

    def is_on(self) -> bool:
        """Tell whether the file is there; a desktop that switched it off says so inside."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        lines = {line.strip().replace(" ", "").casefold() for line in text.splitlines()}
        return not lines & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def turn(self, *, on: bool) -> None:
        """Write the file, or remove it."""
        lines = ["[Desktop Entry]", "Type=Application", "Name=ЭДО", "Name[en]=EDO"]
        lines.append("Exec=" + " ".join(quoted(word) for word in self._command))
        if not starting.BUNDLED:
            lines.append(f"Path={ROOT}")
        lines += ["Terminal=false", "X-GNOME-Autostart-enabled=true"]
        _put(self._path, "\n".join((*lines, "")).encode() if on else None)


class RunKey:
    """A value under the key of what Windows starts when this user signs in."""

    def __init__(self, name: str, command: Sequence[str], key: QSettings) -> None:
        self._name, self._command, self._key = name, command, key

    def is_on(self) -> bool:
        """Tell whether the value is there."""
        return self._key.contains(self._name)

    def turn(self, *, on: bool) -> None:
        """Write the value, or remove it."""
        if on:
            self._key.setValue(self._name, subprocess.list2cmdline(self._command))
        else:
            self._key.remove(self._name)
        self._key.sync()
        if self._key.status() is not QSettings.Status.NoError:
            error = PermissionError(self._name)
            raise refuse_os_error(error, Reason.CANNOT_WRITE, Path(self._key.fileName()))


class LaunchAgent:
    """A file in the folder of what macOS starts when this user signs in."""

    def __init__(self, name: str, command: Sequence[str], folder: Path) -> None:
        self._label, self._command = f"kz.{name}.client", command
        self._path = folder / f"{self._label}.plist"

    def is_on(self) -> bool:
        """Tell whether the file is there."""
        return self._path.is_file()

    def turn(self, *, on: bool) -> None:
        """Write the file, or remove it."""
        told: dict[str, Any] = {
            "Label": self._label,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        if not starting.BUNDLED:
            told["WorkingDirectory"] = str(ROOT)
        _put(self._path, plistlib.dumps(told) if on else None)


def quoted(word: str) -> str:
    r"""Quote a word as the Exec line of a desktop entry wants it.

    Inside the quotes `"`, backtick, `$` and `\` have a backslash before them; every backslash is
    doubled once more, as in all texts of such a file, and so is `%` (Desktop Entry Specification,
    version 1.5).
    """
    inside = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    return '"' + inside.replace("\\", "\\\\").replace("%", "%%") + '"'


def _put(path: Path, data: bytes | None) -> None:
    try:
        if data is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error
