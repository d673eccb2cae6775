"""What a workplace remembers beside its documents: the person's choices and the program's memory.

Two small JSON files in the home folder. A broken one is set aside, never the reason not to start.
"""

import json
from pathlib import Path
from typing import Any, cast

from edo.errors import Reason, Refusal
from edo.outfile import replacing

_LIMIT = 1024 * 1024


class Remembered:
    """Named values kept in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Any] = _read(path)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, `default` where there is none."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Keep a value: text, number, truth, list or mapping of such. None forgets it.

        A disk that cannot be written costs the memory, not the work: the value then holds
        until the program ends.
        """
        if self._values.get(name) == value:
            return
        if value is None:
            self._values.pop(name, None)
        else:
            self._values[name] = value
        try:
            with replacing(self._path) as file:
                file.write(json.dumps(self._values, ensure_ascii=False, indent=1).encode())
        except Refusal as error:
            if error.reason not in (Reason.CANNOT_WRITE, Reason.DISK_FULL):
                raise


def settings(home: Path) -> Remembered:
    """Return the person's choices: language, theme, text size."""
    return Remembered(home / "settings.json")


def memory(home: Path) -> Remembered:
    """Return the program's memory: window places, column widths."""
    return Remembered(home / "state.json")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
        values = json.loads(data) if len(data) <= _LIMIT else None
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        values = None
    if isinstance(values, dict):
        return dict(cast("dict[str, Any]", values))
    _set_aside(path)
    return {}


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".broken"))
    except OSError:
        return
