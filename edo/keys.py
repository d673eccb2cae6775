"""This device's keys: make, protect, load, sign, verify.

A key file holds an Ed25519 private key, either under a password (Argon2id, then
ChaCha20-Poly1305) or plain in a file that only its owner can read. Keys never enter the database.
"""

import base64
import hashlib
import os
from functools import lru_cache
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
_STRETCHED_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


class _KeyFile(msgspec.Struct, frozen=True, omit_defaults=True):
    v: int
    key: bytes
    salt: bytes = b""
    nonce: bytes = b""
    passes: Annotated[int, msgspec.Meta(ge=0, le=_ARGON_PASSES_LIMIT)] = 0
    kib: Annotated[int, msgspec.Meta(ge=0, le=_ARGON_KIB_LIMIT)] = 0


@lru_cache(maxsize=1024)
def key_name(public: bytes) -> str:
    """Return the short name of a public key: 16 characters fit for a path (share format)."""
    return base64.b32encode(hashlib.sha256(public).digest()).decode().lower()[:16]


class SigningKey:
    """A private key that signs. Its `name` is what others call the device that holds it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public: bytes = private.public_key().public_bytes_raw()
        self.name: str = key_name(self.public)

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes the key is made of: for a sheet of paper or another store of keys."""
        return self._private.private_bytes_raw()

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
        write_private(path, self._content(password))

    def replace(self, path: Path, *, password: str = "") -> None:
        """Write the key in the place of a key file, whole or not at all.

        Args:
            path: where; what is there is replaced when the new file is complete.
            password: protects the file where it is not empty.

        Raises:
            Refusal: the file cannot be written; the old one stays as it was.
        """
        replace_private(path, self._content(password))

    def _content(self, password: str) -> bytes:
        raw = self._private.private_bytes_raw()
        return msgspec.json.encode(_lock(raw, password) if password else _KeyFile(v=1, key=raw))


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read.

    Raises:
        Refusal: there is a file already, or it cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error


def replace_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read in the place of another, whole or not at all.

    Raises:
        Refusal: it cannot be written; what was there stays as it was.
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.unlink(missing_ok=True)  # of a change cut short
        write_private(beside, content)
        beside.replace(path)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error


def from_seed(seed: bytes) -> SigningKey:
    """Return the key made of 32 secret bytes.

    Raises:
        DamagedError: they are not 32.
    """
    try:
        return SigningKey(Ed25519PrivateKey.from_private_bytes(seed))
    except ValueError as error:
        raise DamagedError("key") from error


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


def protect(path: Path, *, old: str, new: str) -> None:
    """Put a key file under another password, or under none where `new` is empty.

    Raises:
        Refusal: the old password is missing or wrong, or the file cannot be written; it stays as
            it was.
        DamagedError: the file is not a key.
    """
    load(path, password=old).replace(path, password=new)


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


def stretch(secret: bytes, salt: bytes) -> bytes:
    """Return 32 bytes that follow from a secret, at the cost of a password's trial.

    Args:
        secret: what is too short, or worth guessing, for a quick sum.
        salt: at least 16 bytes.
    """
    return _derive(secret, salt, _ARGON_PASSES, _ARGON_KIB)


def _lock(raw: bytes, password: str) -> _KeyFile:
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    secret = _derive(password.encode(), salt, _ARGON_PASSES, _ARGON_KIB)
    locked = ChaCha20Poly1305(secret).encrypt(nonce, raw, b"edo/key/1")
    return _KeyFile(v=1, key=locked, salt=salt, nonce=nonce, passes=_ARGON_PASSES, kib=_ARGON_KIB)


def _unlock(content: _KeyFile, password: str) -> bytes:
    if not password:
        raise Refusal(Reason.PASSWORD_NEEDED)
    secret = _derive(password.encode(), content.salt, content.passes, content.kib)
    try:
        return ChaCha20Poly1305(secret).decrypt(content.nonce, content.key, b"edo/key/1")
    except InvalidTag as error:
        raise Refusal(Reason.WRONG_PASSWORD) from error


def _derive(secret: bytes, salt: bytes, passes: int, kib: int) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=_STRETCHED_BYTES,
        iterations=passes,
        lanes=_ARGON_LANES,
        memory_cost=kib,
    )
    return kdf.derive(secret)
