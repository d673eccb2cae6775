"""Every page, empty, full and overfull: it looks as it did, nothing is cut, nothing fails.

Pictures that differ lie beside the test's other files, with the differences marked; after a change
that was meant, `make snapshots` keeps the new ones.
"""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.snapshots.comparing import differences, pictured, small
from tests.ui.snapshots.fitting import alone, cut, cut_states
from tests.ui.snapshots.homes import home
from tests.ui.snapshots.kept import REFERENCES
from tests.ui.snapshots.sheets import printed, write
from tests.ui.snapshots.walking import COVERING, SMALL, Taken, Variant, walk
from ui.theme import Theme

EXPECTED = {
    "share",
    "sheet.connect",
    "today",
    "numbers",
    "organisation",
    "settings",
    "registration.incoming",
}
WHEN_FULL = {
    *("document.incoming", "found", "sheet.journal", "sheet.merge", "sheet.print"),
    *("share.aside", "share.away", "share.collecting", "sheet.invite", "sheet.end"),
    *("sheet.pass", "sheet.code", "session", "session.reason", "session.differs"),
    *("session.add", "sheet.course", "sheet.plan", "sheet.replan", "sheet.import"),
    *("sheet.move", "sheet.leaving", "training.sessions", "training.over_time"),
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("variant", COVERING, ids=lambda variant: variant.name)
def test_every_page_looks_as_it_did_and_nothing_is_cut(
    qtbot: QtBot, variant: Variant, memory_path: Path, tmp_path: Path
) -> None:
    """Each page is drawn without a mistake, a refusal, a text too wide, or anything that moved."""
    assert qtbot
    wrong: dict[str, list[str]] = {}
    changed: list[str] = []
    pages: set[str] = set()
    names: set[str] = set()
    theme = Theme(variant.look)
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible()]

    def look(taken: Taken) -> None:
        pages.add(taken.shot.name)
        names.add(taken.name)
        window = taken.shot.window
        if taken.size == SMALL:
            known = (window, taken.shot.sheet, taken.main, *others)
            texts = [*cut(taken.shot.sheet or window), *alone(*known)]
            if texts := [*texts, *cut_states(window, theme)]:
                wrong[taken.name] = texts
        path = REFERENCES / f"{taken.name}.png"
        whole = pictured(taken.image)
        boxes = _differences(path, small(whole))
        if boxes:
            changed.append(taken.name)
            write([printed(taken.name, taken.name, whole, boxes)], tmp_path)

    with home(variant.filled, memory_path) as place:
        assert walk(place, variant, look) == []
    assert wrong == {}, wrong
    assert changed == [], f"see {tmp_path}"
    assert EXPECTED | (WHEN_FULL if variant.filled != "empty" else set()) <= pages
    kept = {path.stem for path in REFERENCES.glob(f"*.{variant.name}.*.png")}
    assert names == kept


def _differences(path: Path, now: Image.Image) -> list[tuple[int, int, int, int]]:
    if not path.exists():
        return [(0, 0, *now.size)]
    with Image.open(path) as before:
        return differences(before, now)
