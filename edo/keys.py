"""This device's keys: make, protect, load, sign, verify.

A key file holds an Ed25519 private key, either under a password (Argon2id, then
ChaCha20-Poly1305) or plain in a file that only its owner can read. Keys never enter the database.
"""

import base64
import hashlib
import os
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from edo.clock import Random
from edo.errors import UNPARSABLE, DamagedError, Reason, Refusal, refuse_os_error

KEY_FILE_LIMIT = 4096
"""Bytes a key file may have."""

_ARGON_PASSES = 3
_ARGON_LANES = 1
_ARGON_KIB = 64 * 1024
_ARGON_KIB_LIMIT = 1024 * 1024
_ARGON_PASSES_LIMIT = 16
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


class _KeyFile(msgspec.Struct, frozen=True, omit_defaults=True):
    v: int
    key: bytes
    salt: bytes = b""
    nonce: bytes = b""
    passes: Annotated[int, msgspec.Meta(ge=0, le=_ARGON_PASSES_LIMIT)] = 0
    kib: Annotated[int, msgspec.Meta(ge=0, le=_ARGON_KIB_LIMIT)] = 0


def key_name(public: bytes) -> str:
    """Return the short name of a public key: 16 characters fit for a path (share format)."""
    return base64.b32encode(hashlib.sha256(public).digest()).decode().lower()[:16]


class SigningKey:
    """A private key that signs. Its `name` is what others call the device that holds it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public: bytes = private.public_key().public_bytes_raw()
        self.name: str = key_name(self.public)

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of `data`."""
        return self._private.sign(data)

    def save(self, path: Path, *, password: str = "") -> None:
        """Write the key to a new file that only its owner can read.

        Args:
            path: where; must not exist.
            password: protects the file where it is not empty.

        Raises:
            Refusal: the file cannot be written.
        """
        raw = self._private.private_bytes_raw()
        content = _lock(raw, password) if password else _KeyFile(v=1, key=raw)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(content))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error


def make(random: Random = os.urandom) -> SigningKey:
    """Make a new key from 32 random bytes."""
    return SigningKey(Ed25519PrivateKey.from_private_bytes(random(_KEY_BYTES)))


def load(path: Path, *, password: str = "") -> SigningKey:
    """Read a key that `SigningKey.save` wrote.

    Raises:
        Refusal: the file cannot be read, or its password is missing or wrong.
        DamagedError: the file is not a key.
    """
    try:
        with path.open("rb") as file:
            data = file.read(KEY_FILE_LIMIT + 1)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error
    try:
        content = msgspec.json.decode(data, type=_KeyFile)
        raw = _unlock(content, password) if content.nonce else content.key
        return SigningKey(Ed25519PrivateKey.from_private_bytes(raw))
    except UNPARSABLE as error:
        raise DamagedError("key_file", path=str(path)) from error


def is_protected(path: Path) -> bool:
    """Tell whether a key file is under a password."""
    try:
        return bool(msgspec.json.decode(path.read_bytes(), type=_KeyFile).nonce)
    except (OSError, *UNPARSABLE):
        return False


def verify(public: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether `signature` over `data` was made by the owner of `public`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _lock(raw: bytes, password: str) -> _KeyFile:
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    secret = _derive(password, salt, _ARGON_PASSES, _ARGON_KIB)
    locked = ChaCha20Poly1305(secret).encrypt(nonce, raw, b"edo/key/1")
    return _KeyFile(v=1, key=locked, salt=salt, nonce=nonce, passes=_ARGON_PASSES, kib=_ARGON_KIB)


def _unlock(content: _KeyFile, password: str) -> bytes:
    if not password:
        raise Refusal(Reason.PASSWORD_NEEDED)
    secret = _derive(password, content.salt, content.passes, content.kib)
    try:
        return ChaCha20Poly1305(secret).decrypt(content.nonce, content.key, b"edo/key/1")
    except InvalidTag as error:
        raise Refusal(Reason.WRONG_PASSWORD) from error


def _derive(password: str, salt: bytes, passes: int, kib: int) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=_ARGON_LANES, memory_cost=kib)
    return kdf.derive(password.encode())
