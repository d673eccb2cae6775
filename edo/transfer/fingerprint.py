"""The hash of a file before it is taken in: two files with one content are one document's."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from edo.errors import Reason, Refusal, refuse_os_error
from edo.store.blobs import SIZE_LIMIT, too_large


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The SHA-256 of a file's content in hexadecimal digits, and its size in bytes."""

    sha256: str
    size: int


def fingerprint(path: Path) -> Fingerprint:
    """Read a file as a stream and return its hash.

    Raises:
        Refusal: it cannot be read, nothing is in it, or more than one file may have.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise too_large(path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            size = file.tell()
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error
    if not size:
        raise Refusal(Reason.FILE_EMPTY, path=str(path))
    return Fingerprint(digest.hexdigest(), size)
