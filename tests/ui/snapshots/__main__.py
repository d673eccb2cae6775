"""`python -m tests.ui.snapshots`: take the pictures anew and print a sheet of each page to look at.

With `--all` the whole product of states, languages, looks and sizes is taken instead, in full size,
and what is kept stays as it is.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

# Before Qt is there.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.places import in_memory
from tests.ui.snapshots import sheets
from tests.ui.snapshots.comparing import differences, kept, pictured, small
from tests.ui.snapshots.homes import home
from tests.ui.snapshots.kept import REFERENCES
from tests.ui.snapshots.walking import ALL, COVERING, Taken, Variant, walk
from ui.pictures import quiet

OUT = Path("build") / "snapshots"


def renew(variants: Iterable[Variant], prints: list[sheets.Print]) -> None:
    """Take the covering set, keep it, and mark on prints what has changed."""
    stale = {path.name for path in REFERENCES.glob("*.png")}

    def take(taken: Taken) -> None:
        whole = pictured(taken.image)
        path = REFERENCES / f"{taken.name}.png"
        now, boxes = small(whole), []
        if path.exists():
            with Image.open(path) as before:
                boxes = differences(before, now)
        if boxes or path.name not in stale:
            path.write_bytes(kept(now))
        stale.discard(path.name)
        prints.append(sheets.printed(taken.shot.name, taken.name, whole, boxes))

    _take(variants, take)
    for name in stale:
        (REFERENCES / name).unlink()


def take_all(variants: Iterable[Variant]) -> None:
    """Write every picture of the whole product, in full size."""
    folder = OUT / "all"
    folder.mkdir(parents=True, exist_ok=True)
    _take(variants, lambda taken: taken.image.save(str(folder / f"{taken.name}.png")))


def _take(variants: Iterable[Variant], take: Callable[[Taken], object]) -> None:
    for variant in variants:
        folder = in_memory("edo-pictures-")
        with home(variant.filled, folder) as place:
            troubles = walk(place, variant, take)
        shutil.rmtree(folder)
        sys.stdout.write(f"{variant.name}: {'; '.join(troubles) or 'taken'}\n")


def main() -> int:
    """Take the pictures."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("edo")
    quiet()
    if "--all" in sys.argv:
        take_all(ALL)
        return 0
    REFERENCES.mkdir(exist_ok=True)
    for sheet in OUT.glob("*.png"):
        sheet.unlink()
    prints: list[sheets.Print] = []
    renew(COVERING, prints)
    count = sheets.write(prints, OUT)
    changed = sorted(one.name for one in prints if one.boxes)
    sys.stdout.write("".join(f"changed: {name}\n" for name in changed))
    sys.stdout.write(f"{len(prints)} pictures, {count} sheets in {OUT}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
