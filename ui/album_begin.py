"""What stands over the window before a workplace is open, in the album."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from edo.errors import DamagedError, OutdatedError, Reason, Refusal
from ui.album_scene import Scene, Shot
from ui.desk import Desk
from ui.dialogs.first_questions import BEGIN, STEPS
from ui.dialogs.first_run import FirstRun
from ui.dialogs.restoring import Restoring
from ui.dialogs.restoring_steps import Left
from ui.dialogs.sheet_of_paper import WaitSheet
from ui.dialogs.start_trouble import StartTrouble
from ui.dialogs.waiting_sheet import Awaited, WaitingSheet
from ui.dialogs.way_cards import Way

RESTORING = (
    ("what", Left.SHARE, 0),
    ("sheet", Left.SHARE, 2),
    ("sure", Left.SHARE, 4),
    ("files", Left.FILES, 1),
    ("over", Left.FILES, 5),
)
"""Pictures of restoring: name, what is left, which question."""


class Nobody:
    """A keeper who never lets anybody in: for the picture of waiting."""

    def __call__(self) -> bool:
        """Let nobody in."""
        return False

    def abandon(self) -> None:
        """Have nobody to let go."""


def walk(scene: Scene, home: Path) -> Iterator[Shot | None]:
    """Show what stands over the window before a workplace is open."""
    folder = str(home)
    pages: tuple[tuple[str, Callable[[], QWidget]], ...] = (
        *(
            (f"start.{way}.{at + 1}", partial(questions, scene.desk, home, way, at))
            for way in Way
            for at, step in enumerate(STEPS[way])
            if way is Way.ALONE or step is not BEGIN
        ),
        *(
            (f"restore.{name}", partial(restoring, scene.desk, home, left, at))
            for name, left, at in RESTORING
        ),
        *(
            (f"trouble.{error.reason}", partial(StartTrouble, scene.desk, error, folder))
            for error in (
                Refusal(Reason.WRONG_PASSWORD),
                Refusal(Reason.HOME_IN_USE, path=folder),
                OutdatedError("database_version"),
                DamagedError("database_damaged", detail="page 12"),
            )
        ),
    )
    for name, build in pages:
        scene.window.cover(build())
        yield scene.shot(name)
    words = ("вагон", "степь", "вишня", "чашка", "осень", "магазин")
    same = ("балық", "шуақ", "белес", "құдық", "сарбаз", "мұхит")
    scene.window.cover(WaitingSheet(scene.desk, Awaited(words, same), lambda _password: Nobody()))
    yield scene.shot("start.waiting")
    wait = WaitSheet(scene.desk, "Making the database anew…")
    wait.progress(2, 5)
    scene.window.cover(wait)
    yield scene.shot("start.wait")
    scene.window.cover(None)


def restoring(desk: Desk, home: Path, left: Left, at: int) -> Restoring:
    """Show one question of restoring; after the last one, how it ended."""
    page = Restoring(desk, home)
    page.cards.choose(left)
    page.paths["share"].setText(str(home.with_name("share")))
    page.show_step(at)
    if at == len(page.steps):
        page.end({"segments": 1203, "files": 41})
    return page


def questions(desk: Desk, home: Path, way: Way, at: int) -> FirstRun:
    """Show one question of the first start."""
    page = FirstRun(desk, home, way=way)
    page.show_step(at)
    return page
