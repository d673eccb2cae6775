"""Files the program carries with it: fonts, icons, looks, translations.

They may lie in a folder or in an installed package; `path` is the only way to reach them.
"""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Give the place of a carried file.

    `name` is relative to this package, with forward slashes: `fonts/IBMPlexSans-Regular.ttf`.
    Raises `FileNotFoundError` when there is no such file or folder: a mistake in the program.
    """
    found = _ROOT / name
    if not found.exists():
        raise FileNotFoundError(found)
    return found
