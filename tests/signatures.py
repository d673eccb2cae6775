"""A signature is tried once in a process, however many workplaces in it judge the same bytes.

In an office each computer judges what comes to it; here five of them are one process, and the sums
of a signature take a tenth of what all they do takes.
"""

from collections.abc import Generator
from contextlib import contextmanager
from hashlib import sha256
from typing import ClassVar

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from edo import keys

_KEPT = 50_000
"""Signatures that are remembered; a history has some hundreds."""


class _Once:
    """A public key. What it was found to have signed is remembered; what not is tried again."""

    _good: ClassVar[set[tuple[bytes, bytes, bytes]]] = set()

    def __init__(self, public: bytes) -> None:
        self._public = public

    @classmethod
    def from_public_bytes(cls, public: bytes) -> "_Once":
        """Stand for a key."""
        return cls(public)

    def verify(self, signature: bytes, data: bytes) -> None:
        """Do as the library does."""
        told = self._public, signature, sha256(data).digest()
        if told in self._good:
            return
        Ed25519PublicKey.from_public_bytes(self._public).verify(signature, data)
        if len(self._good) >= _KEPT:
            self._good.clear()
        self._good.add(told)


@contextmanager
def tried_once() -> Generator[None]:
    """Let signatures be tried once, until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "Ed25519PublicKey", _Once)
        yield
