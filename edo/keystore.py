"""Where this device's key lies: in the system's key store, under a password, or open in a file.

A key in the store leaves a **note** with its public part in the place of its file. Only who finds a
note asks the store, so a start without one never waits for it. A password a person chose comes
before the store; the store before an open file.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

import msgspec

from edo import keys
from edo.clock import Random
from edo.errors import UNPARSABLE, DamagedError, Reason, Refusal, refuse_os_error

_SERVICE = "edo"
_WORTHY = 1
"""Priority from which the library calls a store fit for secrets."""
_TROUBLES = (
    ("keyring.errors", "KeyringError"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)
"""What stores raise, each from a library that is loaded on its own system only."""


class Protection(StrEnum):
    """What keeps a key from others."""

    STORE = "store"
    """The system's key store."""
    PASSWORD = "password"
    """A file under a password."""
    OWNER = "owner"
    """A file that only its owner can read: said until it is mended."""


class Store(Protocol):
    """A store of secrets: what we use of the library's backends."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret; None where there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        ...


FindStore = Callable[[], Store | None]
"""Answers the store to use; None where there is none."""


class _Note(msgspec.Struct, frozen=True, tag_field="kept", tag="store"):
    v: int
    public: bytes


def nowhere() -> Store | None:
    """Find no key store: for workplaces that are played and thrown away."""
    return None


def system_store() -> Store | None:
    """Return the system's key store; None where it has none fit for secrets.

    The library and what it looks for take a third of a second: ask only where the answer is used.
    """
    import keyring

    try:
        found: Any = keyring.get_keyring()
        chained = getattr(found, "backends", [found])  # one may be a chain of others
        worthy = bool(chained) and all(one.priority >= _WORTHY for one in chained)
    except _troubles():
        return None
    return found if worthy else None


def protection(path: Path) -> Protection:
    """Tell what keeps a key from others.

    Raises:
        Refusal: the file cannot be read.
    """
    if _note(path) is not None:
        return Protection.STORE
    return Protection.PASSWORD if keys.is_protected(path) else Protection.OWNER


def load(path: Path, *, password: str = "", store: FindStore = system_store) -> keys.SigningKey:
    """Read a key wherever it lies.

    Raises:
        Refusal: the file cannot be read, its password is missing or wrong, or the store does not
            give the key.
        DamagedError: the file, or what the store has, is not the key.
    """
    note = _note(path)
    if note is None:
        return keys.load(path, password=password)
    return _ask(path, note, store())


def keep(
    key: keys.SigningKey, path: Path, *, password: str = "", store: FindStore = system_store
) -> Protection:
    """Keep a new key in the best place there is, and tell which.

    Args:
        key: the key.
        path: its file, or the note of it; must not exist.
        password: puts the key under it, and not into the store, where it is not empty.
        store: where to look for a store.

    Raises:
        Refusal: the file cannot be written.
    """
    found = None if password else store()
    if found is not None and _put(key, found):
        keys.write_private(path, _written(key))
        return Protection.STORE
    key.save(path, password=password)
    return Protection.PASSWORD if password else Protection.OWNER


def fresh(path: Path, password: str, random: Random) -> keys.SigningKey:
    """Make a key and keep it; one of an earlier try is used again where its password fits.

    Args:
        path: its file.
        password: protects it where it is not empty.
        random: answers n random bytes.

    Raises:
        Refusal: the password does not fit, or the key cannot be written.
    """
    if path.exists():
        return load(path, password=password)
    key = keys.make(random)
    keep(key, path, password=password)
    return key


def move_in(path: Path, store: Store, *, password: str = "") -> None:
    """Move a key from its file into a store. Nothing changes where it lies there already.

    Args:
        path: the key's file.
        store: receives the key.
        password: what the file is under, empty where there is none.

    Raises:
        Refusal: the password is wrong, the store does not keep the key, or the note of it cannot
            be written; the file stays as it was.
        DamagedError: the file is not a key.
    """
    if _note(path) is not None:
        return
    key = keys.load(path, password=password)
    if not _put(key, store):
        raise Refusal(Reason.KEY_STORE_REFUSES)
    keys.replace_private(path, _written(key))


def move_out(path: Path, store: Store, *, password: str = "") -> None:
    """Move a key from a store into its file. Nothing changes where it is a file already.

    Args:
        path: where the note of it lies.
        store: forgets the key when the file is written.
        password: puts the file under it where it is not empty.

    Raises:
        Refusal: the store does not give the key, or the file cannot be written; all stays as it
            was.
    """
    note = _note(path)
    if note is None:
        return
    key = _ask(path, note, store)
    key.replace(path, password=password)
    with suppress(*_troubles()):  # the file is the key from now on; what stays is the same person's
        store.delete_password(*_called(key.public))


def forget(path: Path, *, store: FindStore = system_store) -> None:
    """Remove a key for ever: its file, and what the store has of it.

    Raises:
        Refusal: the file cannot be read or removed; the key stays.
    """
    note = _note(path)
    try:
        path.unlink()
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error
    found = store() if note is not None else None
    if note is not None and found is not None:
        with suppress(*_troubles()):  # without the note nobody asks for it any more
            found.delete_password(*_called(note.public))


def _note(path: Path) -> _Note | None:
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(keys.KEY_FILE_LIMIT), type=_Note)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error
    except UNPARSABLE:
        return None


def _written(key: keys.SigningKey) -> bytes:
    return msgspec.json.encode(_Note(v=1, public=key.public))


def _called(public: bytes) -> tuple[str, str]:
    """Return service and user: a service to each key, for Windows keeps one secret a service."""
    name = keys.key_name(public)
    return f"{_SERVICE} {name}", name


def _put(key: keys.SigningKey, store: Store) -> bool:
    """Put a key into a store and tell whether it can be had back."""
    service, user = _called(key.public)
    try:
        store.set_password(service, user, key.seed.hex())
        return store.get_password(service, user) == key.seed.hex()
    except _troubles():
        return False


def _ask(path: Path, note: _Note, store: Store | None) -> keys.SigningKey:
    try:
        secret = store.get_password(*_called(note.public)) if store else None
    except _troubles() as error:
        raise Refusal(Reason.KEY_STORE_SILENT, detail=str(error)) from error
    if secret is None:
        raise Refusal(Reason.KEY_STORE_SILENT)
    try:
        key = keys.from_seed(bytes.fromhex(secret))
    except (ValueError, DamagedError) as error:
        raise DamagedError("key_file", path=str(path)) from error
    if key.public != note.public:
        raise DamagedError("key_file", path=str(path))
    return key


def _troubles() -> tuple[type[Exception], ...]:
    found = (getattr(sys.modules.get(module), name, None) for module, name in _TROUBLES)
    return (
        ImportError,
        OSError,
        RuntimeError,
        ValueError,
        *(one for one in found if one is not None),
    )
