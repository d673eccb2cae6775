"""The home folder of a workplace: where it lies, and whether its keys are under a password."""

from dataclasses import dataclass
from pathlib import Path

from edo import keys
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a workplace lives and how it is kept.

    Attributes:
        folder: the home folder.
        device: the short name of this device's key.
        protected: whether the keys are under a password.
    """

    folder: Path
    device: str
    protected: bool


def standing(workplace: Workplace) -> Standing:
    """Return where a workplace lives and whether its keys are under a password."""
    home = workplace.home
    return Standing(home.folder, workplace.device, keys.is_protected(home.device_key))


def protect(workplace: Workplace, *, password: str, old: str = "") -> None:
    """Put the keys under a password, or take it away where `password` is empty.

    Args:
        workplace: whose keys.
        password: the new one.
        old: the one they are under now, empty where there is none.

    Raises:
        Refusal: the old password is wrong, or the files cannot be written; the keys stay as they
            were, each file whole.
    """
    home = workplace.home
    loaded = [
        (path, keys.load(path, password=old))
        for path in (home.root_key, home.device_key)
        if path.exists()
    ]
    for path, key in loaded:
        key.replace(path, password=password)
