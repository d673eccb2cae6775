"""Writing a file whole or not at all.

What a person asks for appears under its name only when it is complete: it is written beside its
place under a passing name and then put there in one step, so a full disk or a killed program
leaves the old file as it was.
"""

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from edo.errors import Reason, refuse_os_error


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO]:
    """Give a file to write to; when the block ends well, it stands at `path`, else nothing changed.

    The block may read and seek in the file it is given.

    Raises:
        Refusal: the disk is full, or the place cannot be written to.
    """
    beside = path.parent / f".{secrets.token_hex(6)}.part"
    try:
        try:
            with beside.open("x+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error
