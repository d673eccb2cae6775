"""The home folder of a workplace: where it lies, and what keeps its keys from others."""

from dataclasses import dataclass
from pathlib import Path

from edo import keystore
from edo.errors import Reason, Refusal
from edo.keystore import FindStore, Protection, Store, system_store
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a workplace lives and how it is kept.

    Attributes:
        folder: the home folder.
        device: the short name of this device's key.
        protection: what keeps this device's key from others.
        has_root_key: the organisation's root key still lies here.
    """

    folder: Path
    device: str
    protection: Protection
    has_root_key: bool = False

    @property
    def protected(self) -> bool:
        """Whether the keys are under a password."""
        return self.protection is Protection.PASSWORD

    @property
    def in_store(self) -> bool:
        """Whether the keys lie in the system's key store."""
        return self.protection is Protection.STORE


def standing(workplace: Workplace) -> Standing:
    """Return where a workplace lives and what keeps its keys from others."""
    home = workplace.home
    kept = keystore.protection(home.device_key)
    return Standing(home.folder, workplace.device, kept, home.root_key.exists())


def protect(
    workplace: Workplace, *, password: str, old: str = "", store: FindStore = system_store
) -> None:
    """Put the keys under a password, or take it away where `password` is empty.

    Keys in the system's key store come out of it.

    Args:
        workplace: whose keys.
        password: the new one.
        old: the one they are under now, empty where there is none.
        store: where to look for the system's key store.

    Raises:
        Refusal: the old password is wrong, the store does not give a key, or the files cannot be
            written; the keys stay as they were, each file whole.
    """
    loaded = [
        (path, keystore.load(path, password=old, store=store)) for path in _key_files(workplace)
    ]
    for path, key in loaded:
        if keystore.protection(path) is Protection.STORE:
            keystore.move_out(path, _found(store), password=password)
        else:
            key.replace(path, password=password)


def move_in(workplace: Workplace, *, password: str = "", store: FindStore = system_store) -> None:
    """Move the keys from their files into the system's key store.

    Args:
        workplace: whose keys.
        password: the files are under, empty where there is none.
        store: where to look for the store.

    Raises:
        Refusal: there is no store, it does not take a key, or the password is wrong.
    """
    found = _found(store)
    for path in _key_files(workplace):
        keystore.move_in(path, found, password=password)


def move_out(workplace: Workplace, *, password: str = "", store: FindStore = system_store) -> None:
    """Move the keys from the system's key store into files.

    Args:
        workplace: whose keys.
        password: puts the files under it where it is not empty.
        store: where to look for the store.

    Raises:
        Refusal: there is no store, it does not give a key, or a file cannot be written.
    """
    found = _found(store)
    for path in _key_files(workplace):
        keystore.move_out(path, found, password=password)


def _key_files(workplace: Workplace) -> list[Path]:
    home = workplace.home
    return [path for path in (home.root_key, home.device_key) if path.exists()]


def _found(store: FindStore) -> Store:
    found = store()
    if found is None:
        raise Refusal(Reason.KEY_STORE_NONE)
    return found
