"""The narrow door to a share: write a new name, read, list, claim, drop one's own.

Everything above it is the same for a folder, a database or an object store. Names are relative
paths parted by `/`, see `layout`; they are never written over. Absence of a name means "not here
yet", never "deleted". An act that may have happened and answered with an error is repeated by the
carrier itself: every act gives the same answer when it is done twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

TOKEN_LIMIT = 4 * 1024
"""Bytes of a claim's token."""
LIST_LIMIT = 20_000
"""Names one listing answers at most: a folder by design holds a thousand."""


class Put(StrEnum):
    """What became of writing a name."""

    CREATED = "created"
    SAME = "same"
    """The name was there with these very bytes."""
    DIFFERENT = "different"
    """The name was there with other bytes; they were left alone."""


class Outcome(StrEnum):
    """Whose a claimed name is."""

    MINE = "mine"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    """The name may be anybody's: it cannot be read now."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The answer to a claim; `token` holds the bytes found under the name where it is taken."""

    outcome: Outcome
    token: bytes = b""


class Carrier(Protocol):
    """A place all workplaces see. Every method may raise `UnreachableError`."""

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name, whole and durable, or leave what is there alone.

        Args:
            name: of the object.
            content: its bytes, or a local file that is copied as a stream.
        """
        ...

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes; None where it is not here yet, or is no plain file.

        Args:
            name: of the object.
            limit: bytes wanted at most; of a larger object `limit` + 1 bytes come back.
        """
        ...

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a new local file as a stream; False where it is not here yet.

        Args:
            name: of the object.
            target: a local file that does not exist.
            limit: bytes copied at most; a larger object is cut after `limit` + 1 bytes.
        """
        ...

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield the last parts of names in a folder, in no order; none where it is not there.

        Args:
            folder: its name.
            limit: names yielded at most.
        """
        ...

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name that only one of many can have, by writing a token under it.

        Never by renaming: on SMB that is not exclusive. The token is read back before it is ours.

        Args:
            name: of the claim.
            token: bytes no two claimers share.
        """
        ...

    def drop_own(self, name: str) -> None:
        """Remove an object this device wrote; nothing where it is not there."""
        ...


@runtime_checkable
class Foreign(Protocol):
    """A carrier whose folders may hold files that are none of ours. Folder: empty for the share."""

    def strays(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield names that cannot be ours, such as a replicator's conflict copies."""
        ...

    def temporaries(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[tuple[str, int]]:
        """Yield names of files still being written, and when they were changed last.

        Milliseconds since 1970 UTC, by the server's clock.
        """
        ...

    def read_stray(self, folder: str, part: str, limit: int) -> bytes | None:
        """Return the bytes of a file whose name cannot be ours, as `read` does."""
        ...
