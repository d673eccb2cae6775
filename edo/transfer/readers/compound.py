"""The old container of office documents (MS-CFB), as far as to tell why its text is not read.

Encrypted documents of new office suites come in it too: those need a password; the old kinds are
not read.
"""

from collections.abc import Mapping
from typing import BinaryIO

from edo.transfer.readers.child import Work
from edo.transfer.readers.ending import Ending, Failure
from edo.transfer.readers.reading import text_work
from edo.transfer.readers.sink import Sink

_HEADER = 512
_SHIFT_AT, _DIRECTORY_AT = 30, 48
_SHIFTS = (9, 12)
_LISTED = 8192  # bytes of the directory to look through: some sixty names
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def works() -> Mapping[str, Work]:
    """Return the works of this module by name."""
    return {"text": text_work(read)}


def read(file: BinaryIO, _: Sink) -> None:
    """Say why there is no text.

    Raises:
        Failure: always: ENCRYPTED, or UNSUPPORTED, or DAMAGED.
    """
    header = file.read(_HEADER)
    shift = int.from_bytes(header[_SHIFT_AT : _SHIFT_AT + 2], "little")
    directory = int.from_bytes(header[_DIRECTORY_AT : _DIRECTORY_AT + 4], "little")
    if shift not in _SHIFTS:
        raise Failure(Ending.DAMAGED)
    file.seek((directory + 1) << shift)
    encrypted = _ENCRYPTED in file.read(_LISTED)
    raise Failure(Ending.ENCRYPTED if encrypted else Ending.UNSUPPORTED)
