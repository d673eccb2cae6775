"""Lay the licences of everything a bundle is made of into a folder.

    PYTHON tools/licences.py FOLDER

To be run by the Python of the environment the bundle is taken from: it asks that environment what
the program stands on. What a library says nowhere itself stands in packaging/licences.
"""

import shutil
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

PROGRAM = "edo"
BUILDER = "pyinstaller"
"""What begins each program is its; other parts of it are not in the bundle."""
OWN = Path(__file__).parents[1] / "packaging" / "licences"
LESSER = "LGPL-3.0"
NAMED = ("licen", "copying", "notice")
ENDINGS = ("", ".txt", ".rst", ".md", ".python", ".APACHE", ".BSD", ".unicode")
HEAD = """What ЭДО is made of, and under which licences. The texts stand in the folders beside.

Qt, PySide and Shiboken are libraries under the LGPL, version 3: their files in `_internal/PySide6`
and `_internal/shiboken6` may be replaced by others of the same kind. Their sources:
code.qt.io (pyside/pyside-setup and qt/qt5)

"""


def needed(name: str, seen: set[str]) -> Iterator[Distribution]:
    """Go through what a distribution stands on here, and what that does, each once."""
    for text in distribution(name).requires or ():
        wanted = Requirement(text)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        key = wanted.name.casefold().replace("_", "-")
        if key not in seen:
            seen.add(key)
            yield distribution(wanted.name)
            yield from needed(wanted.name, seen)


def texts(found: Distribution) -> Iterator[Path]:
    """Go through the files of a distribution that are licences."""
    for file in found.files or ():
        if any(sign in str(file).casefold() for sign in NAMED) and file.suffix in ENDINGS:
            yield Path(str(found.locate_file(file)))


def said(found: Distribution) -> str:
    """Tell what a distribution says its licence is."""
    told = found.metadata
    short = told["License-Expression"] or (told["License"] or "").strip().partition("\n")[0]
    classes = told.get_all("Classifier") or ()
    return short or ", ".join(one.rpartition(" :: ")[2] for one in classes if "License" in one)


def main() -> int:
    """Lay the licences out; answer 1 where one is missing."""
    into = Path(sys.argv[1])
    into.mkdir(parents=True)
    lines = [f"Python {sys.version.split()[0]}: PSF-2.0"]
    shutil.copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", into / "Python.txt")
    silent: list[str] = []
    parts = [*needed(PROGRAM, set()), distribution(BUILDER)]
    for found in sorted(parts, key=lambda one: one.name.casefold()):
        lines.append(f"{found.name} {found.version}: {said(found)}")
        folder = into / found.name
        for number, path in enumerate(texts(found)):
            folder.mkdir(exist_ok=True)
            name = path.name if not (folder / path.name).exists() else f"{number}-{path.name}"
            shutil.copy(path, folder / name)
        if not folder.exists() and LESSER not in said(found):
            silent.append(found.name)
    for path in OWN.iterdir():
        shutil.copy(path, into)
    (into / "README.txt").write_text(HEAD + "\n".join((*lines, "")), encoding="utf-8")
    if silent:
        print(f"licences: no text for {', '.join(silent)}", file=sys.stderr)
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
