"""Pictures of what only some see: a page in English, a workplace of several; light and dark.

All other pages are in `tests/ui/snapshots`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.snapshots.fitting import cut
from tests.ui.snapshots.homes import Filled, home
from ui.album import Set
from ui.album_scene import Shot
from ui.pictures import picture
from ui.theme import Look

CALM = 6


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Make a home with everything in it, and one just founded."""
    made: dict[bool, Path] = {}
    for filled in (Filled.FULL, Filled.EMPTY):
        with home(filled, tmp_path_factory.mktemp(filled)) as place:
            made[filled is Filled.FULL] = place.folder / "home"
    return made


def shots(qtbot: QtBot, stage: Set, walk: Iterator[Shot | None]) -> Iterator[Shot]:
    """Go through the album, waiting at each shot until nothing is on its way."""
    crashed: list[str] = []
    refused: list[object] = []
    stage.desk.bridge.crashed.connect(crashed.append)
    stage.desk.bridge.failed.connect(refused.append)
    calm = 0

    def rests() -> bool:
        nonlocal calm
        calm = calm + 1 if stage.desk.bridge.resting else 0
        return calm > CALM

    for shot in walk:
        calm = 0
        qtbot.waitUntil(rests)
        assert crashed == []
        assert refused == []
        if shot is not None:
            yield shot


def test_english_fits_too(qtbot: QtBot, homes: dict[bool, Path]) -> None:
    """Each page of a new office is drawn in English without a mistake or a text too wide."""
    stage = Set(homes[False], "en", Look.LIGHT)
    wrong: dict[str, list[str]] = {}
    try:
        for shot in shots(qtbot, stage, stage.walk(full=False)):
            image = picture(shot).toImage()
            assert (image.width(), image.height()) == (1366, 768), shot.name
            wrong[shot.name] = cut(shot.sheet or shot.window)
    finally:
        stage.close()
    assert {"today", "settings", "registration.incoming"} <= wrong.keys()
    assert [name for name, texts in wrong.items() if texts] == []


def test_what_a_workplace_of_several_shows_can_be_drawn(
    qtbot: QtBot, homes: dict[bool, Path]
) -> None:
    """Who has what, what was set aside, and no card of what nobody has written twice."""
    stage = Set(homes[True], "kk", Look.DARK)
    wrong: dict[str, list[str]] = {}
    try:
        for shot in shots(qtbot, stage, stage.walk_together()):
            wrong[shot.name] = cut(shot.window)
    finally:
        stage.close()
    assert {"share.peers", "share.aside", "incoming"} <= wrong.keys()
    assert not any(name.startswith("document.") for name in wrong)
    assert [name for name, texts in wrong.items() if texts] == []


def test_a_page_looks_different_in_the_dark(qtbot: QtBot, homes: dict[bool, Path]) -> None:
    """The ground of the first page is light or dark as chosen."""
    assert _ground(qtbot, homes[False], Look.LIGHT) > 200
    assert _ground(qtbot, homes[False], Look.DARK) < 60


def _ground(qtbot: QtBot, home: Path, look: Look) -> int:
    stage = Set(home, "ru", look)
    shot = next(shots(qtbot, stage, stage.walk(full=False)))
    lightness = picture(shot).toImage().pixelColor(700, 600).lightness()
    stage.close()
    return lightness
