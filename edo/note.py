"""A note in the home: what was asked of others, kept beside the database until they answer."""

from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from edo.errors import UNPARSABLE, DamagedError, Reason, refuse_os_error
from edo.outfile import replacing

T = TypeVar("T", bound=msgspec.Struct)

_LIMIT = 64 * 1024


def keep(path: Path, value: msgspec.Struct) -> None:
    """Write a note in place of an older one.

    Raises:
        Refusal: it cannot be written.
    """
    with replacing(path) as file:
        file.write(msgspec.json.encode(value))


def recall(path: Path, type: type[T]) -> T | None:
    """Read a note back; None where there is none.

    Raises:
        Refusal: it cannot be read.
        DamagedError: it is no such note.
    """
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(_LIMIT), type=type)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error
    except UNPARSABLE as error:
        raise DamagedError("joining_file", path=str(path)) from error


def drop(path: Path) -> None:
    """Remove a note that was answered; one that stays is answered again."""
    with suppress(OSError):
        path.unlink()
