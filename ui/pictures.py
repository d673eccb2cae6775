"""`python -m ui.pictures HOME OUT [NAME=HOME]... [--work NAME=HOME...]`: pictures of every page.

Light in Russian and dark in Kazakh, at the size of office screens, of a home folder, of an office
just founded, of what is different at further workplaces, by their names, and of what those who
decide and execute work with. Needs no screen.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

# Before Qt is there; whoever wants to watch names another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QAbstractAnimation,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QPoint,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.album import Set
from ui.album_scene import Shot
from ui.app import found_home
from ui.calm import Calm
from ui.dialogs.first_run import Answers
from ui.dialogs.way_cards import Way
from ui.theme import Look

_NO_SCREEN = "This plugin does not support"
TICK = 2
"""Milliseconds."""
CALM = 6
"""So many ticks without a question on its way, and nothing more is coming."""
SHORT = 300
"""Milliseconds: what a page does so soon is waited for."""
TAKES = (("ru", Look.LIGHT), ("kk", Look.DARK))
SHADE = 90

Take = Callable[[Shot], object]
Tour = Callable[[Set], Iterator[Shot | None]]


class Photographer(QObject):
    """Takes each shot of a walk once nothing is on its way any more."""

    ended = Signal()

    def __init__(self, stage: Set, walk: Iterator[Shot | None], take: Take) -> None:
        super().__init__()
        self._stage = stage
        self._walk = walk
        self._take = take
        self._shot: Shot | None = None
        self._calm = Calm(
            stage.desk.bridge, tick=TICK, ticks=CALM, parent=self, is_busy=self._is_moving
        )
        self._calm.came.connect(self._on_calm)

    def _on_calm(self) -> None:
        if self._shot is not None:
            self._take(self._shot)
        try:
            self._shot = next(self._walk)
        except StopIteration:
            self._calm.end()
            self.ended.emit()

    def _is_moving(self) -> bool:
        """Tell whether something is about to be asked, or a sign still fades in."""
        windows = {self._stage.window, *(() if self._shot is None else (self._shot.window,))}
        asks = (
            timer.isActive() and timer.isSingleShot() and timer.interval() <= SHORT
            for window in windows
            for timer in window.findChildren(QTimer)
        )
        fades = (
            one.state() is one.State.Running and one.totalDuration() > 0
            for window in windows
            for one in window.findChildren(QAbstractAnimation)
        )
        return any(asks) or any(fades)


def photograph(stage: Set, walk: Iterator[Shot | None], take: Take) -> None:
    """Go through a walk and take every shot of it."""
    loop = QEventLoop()
    photographer = Photographer(stage, walk, take)
    photographer.ended.connect(loop.quit)
    loop.exec()
    photographer.deleteLater()


def picture(shot: Shot) -> QPixmap:
    """Draw a window and, over it, its sheet."""
    whole = shot.window.grab()
    if shot.sheet is None:
        return whole
    sheet = shot.sheet.grab()
    painter = QPainter(whole)
    painter.fillRect(whole.rect(), QColor(0, 0, 0, SHADE))
    room = (shot.window.size() - shot.sheet.size()) / 2
    painter.drawPixmap(QPoint(room.width(), max(0, room.height())), sheet)
    painter.end()
    return whole


def take_pictures(
    home: Path, out: Path, others: Mapping[str, Path], work: Mapping[str, Path]
) -> int:
    """Take all pictures of a home folder, of an empty one, and of others; count them.

    Args:
        home: the folder.
        out: where the pictures go.
        others: further workplaces of the organisation, by the names their pictures begin with.
        work: workplaces of those who decide and execute, by such names.
    """
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        empty = Path(folder) / "home"
        found_home(
            Answers(
                Way.FOUND,
                empty,
                "Серікова Айгүл",
                "Профсоюз работников образования",
                "Областная организация Абай",
            )
        )
        tours: list[tuple[str, Path, Tour]] = [
            ("", home, Set.walk),
            ("empty.", empty, partial(Set.walk, full=False)),
            *((f"{name}.", place, Set.walk_together) for name, place in others.items()),
            *((f"{name}.", place, Set.walk_work) for name, place in work.items()),
        ]
        return sum(
            _walk(place, out, prefix, tour, take) for prefix, place, tour in tours for take in TAKES
        )


def _walk(home: Path, out: Path, prefix: str, tour: Tour, how: tuple[str, Look]) -> int:
    language, look = how
    stage = Set(home, language, look)
    stage.desk.bridge.crashed.connect(_fail)
    taken: list[str] = []

    def take(shot: Shot) -> None:
        taken.append(shot.name)
        name = f"{prefix}{shot.name}.{language}.{look}.png"
        picture(shot).save(str(out / name))

    photograph(stage, tour(stage), take)
    stage.close()
    return len(taken)


def _fail(trace: str) -> None:
    """Let a mistake of another thread be one of the windows' thread."""
    raise RuntimeError(trace)


def _named(text: str) -> tuple[str, Path]:
    name, _, home = text.partition("=")
    return name, Path(home)


def _tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt has to say, but not what a platform without a screen cannot do."""
    del context
    if not message.startswith(_NO_SCREEN):
        sys.stderr.write(f"{kind.name}: {message}\n")


def quiet() -> None:
    """Let Qt say nothing of what it cannot do without a screen."""
    qInstallMessageHandler(_tell)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and say how many there are."""
    reader = argparse.ArgumentParser(prog="python -m ui.pictures")
    reader.add_argument("home", type=Path)
    reader.add_argument("out", type=Path)
    reader.add_argument("others", type=_named, nargs="*", metavar="NAME=HOME")
    reader.add_argument("--work", type=_named, nargs="*", metavar="NAME=HOME", default=())
    asked = reader.parse_args(arguments)
    quiet()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("edo")
    mistakes = _watched()
    count = take_pictures(asked.home, asked.out, dict(asked.others), dict(asked.work))
    sys.stdout.write(f"{asked.out}: {count}\n")
    return 1 if mistakes else 0


def _watched() -> list[BaseException]:
    """Write down what nobody caught in the windows' thread, from now on, and give the list of it.

    A page that cannot be opened is no picture, and no reason to end: the others are taken.
    """
    mistakes: list[BaseException] = []

    def write(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        mistakes.append(error)
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = write
    return mistakes


if __name__ == "__main__":
    sys.exit(main())
