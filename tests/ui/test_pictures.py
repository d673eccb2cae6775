"""Pictures of what only some see: a page in English, a workplace of several; light and dark.

All other pages are in `tests/ui/snapshots`.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.snapshots.fitting import cut
from tests.ui.snapshots.homes import Filled, home
from ui.album import Set
from ui.album_scene import Shot
from ui.pictures import Take, photograph, picture
from ui.theme import Look


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Make a home with everything in it, and one just founded."""
    made: dict[bool, Path] = {}
    for filled in (Filled.FULL, Filled.EMPTY):
        with home(filled, tmp_path_factory.mktemp(filled)) as place:
            made[filled is Filled.FULL] = place.folder / "home"
    return made


def draw(stage: Set, walk: Iterator[Shot | None], take: Take) -> None:
    """Go through the album, and take each shot once nothing is on its way."""
    crashed: list[str] = []
    refused: list[object] = []
    stage.desk.bridge.crashed.connect(crashed.append)
    stage.desk.bridge.failed.connect(refused.append)
    try:
        photograph(stage, walk, take)
    finally:
        stage.close()
    assert crashed == []
    assert refused == []


def test_english_fits_too(qtbot: QtBot, homes: dict[bool, Path]) -> None:
    """Each page of a new office is drawn in English without a mistake or a text too wide."""
    assert qtbot
    stage = Set(homes[False], "en", Look.LIGHT)
    wrong: dict[str, list[str]] = {}
    sizes: dict[str, tuple[int, int]] = {}

    def take(shot: Shot) -> None:
        image = picture(shot).toImage()
        sizes[shot.name] = image.width(), image.height()
        wrong[shot.name] = cut(shot.sheet or shot.window)

    draw(stage, stage.walk(full=False), take)
    assert {name: size for name, size in sizes.items() if size != (1366, 768)} == {}
    assert {"today", "settings", "registration.incoming"} <= wrong.keys()
    assert [name for name, texts in wrong.items() if texts] == []


def test_what_a_workplace_of_several_shows_can_be_drawn(
    qtbot: QtBot, homes: dict[bool, Path]
) -> None:
    """Who has what, what was set aside, and no card of what nobody has written twice."""
    assert qtbot
    stage = Set(homes[True], "kk", Look.DARK)
    wrong: dict[str, list[str]] = {}

    def take(shot: Shot) -> None:
        wrong[shot.name] = cut(shot.window)

    draw(stage, stage.walk_together(), take)
    assert {"share.peers", "share.aside", "incoming"} <= wrong.keys()
    assert not any(name.startswith("document.") for name in wrong)
    assert [name for name, texts in wrong.items() if texts] == []


def test_a_page_looks_different_in_the_dark(qtbot: QtBot, homes: dict[bool, Path]) -> None:
    """The ground of the first page is light or dark as chosen."""
    assert qtbot
    assert _ground(homes[False], Look.LIGHT) > 200
    assert _ground(homes[False], Look.DARK) < 60


def _ground(home: Path, look: Look) -> int:
    lightness: list[int] = []

    def take(shot: Shot) -> None:
        lightness.append(picture(shot).toImage().pixelColor(700, 600).lightness())

    stage = Set(home, "ru", look)
    draw(stage, islice(stage.walk(full=False), 1), take)
    return lightness[0]
