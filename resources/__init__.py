"""Files the program carries with it: fonts, icons, looks, translations.

They may lie in a folder or in an installed package; `path` is the only way to reach them.
"""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent
_HANDBOOKS = (_ROOT / "handbook", _ROOT.parent / "docs")
"""Where the handbook lies: carried along by a built program, among the documents of a checkout."""


def path(name: str) -> Path:
    """Give the place of a carried file.

    `name` is relative to this package, with forward slashes: `fonts/IBMPlexSans-Regular.ttf`.
    Raises `FileNotFoundError` when there is no such file or folder: a mistake in the program.
    """
    found = _ROOT / name
    if not found.exists():
        raise FileNotFoundError(found)
    return found


def handbook(language: str) -> Path:
    """Give the folder of the user's handbook in a language.

    A wheel and a bundle carry `docs/ru` and `docs/kk` as `handbook/ru` and `handbook/kk`.
    Raises `FileNotFoundError` when there is none in that language.
    """
    for folder in _HANDBOOKS:
        if (folder / language / "README.md").exists():
            return folder / language
    raise FileNotFoundError(_HANDBOOKS[0] / language)
