"""Which pictures are taken: the covering set, the whole product, and how one walk takes them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.ui.snapshots.homes import Filled, Place
from tests.ui.snapshots.usable import unusable
from ui.album import Set
from ui.album_scene import Shot
from ui.main_window import MainWindow
from ui.pictures import photograph, picture
from ui.theme import Look
from ui.ways import PLACES
from ui.widgets.last_folder import own_folder
from ui.widgets.six_words import SixWords

DEEP = 4
"""Layouts within one another that a shorter text may change."""
SMALL, LARGE = (1366, 768), (1920, 1080)
MINUTE = 60_000
WAITING = 999
"""Counters of an overfull home begin above it."""

WORDS = ("вагон", "степь", "вишня", "чашка", "осень", "магазин")
SAME = ("балық", "шуақ", "белес", "құдық", "сарбаз", "мұхит")

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Variant:
    """One walk through all pages.

    Attributes:
        filled: how much is in the home.
        language, look: of the window.
        sizes: in which every page is taken.
        used: whether each page is looked at for what somebody without eyes or mouse needs.
    """

    filled: Filled
    language: str
    look: Look
    sizes: tuple[Size, ...] = (SMALL,)
    used: bool = False

    @property
    def name(self) -> str:
        """As it stands in names of files."""
        return f"{self.filled}.{self.language}.{self.look}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture: its page, its name, and where it was taken.

    Attributes:
        shot: the page and its windows, as they stood.
        name: of the file, without its ending.
        size: of the window.
        image: what was seen.
        main: the program's window, wherever the page stands.
    """

    shot: Shot
    name: str
    size: Size
    image: QImage
    main: QWidget


COVERING = (
    Variant(Filled.EMPTY, "kk", Look.LIGHT),
    Variant(Filled.FULL, "ru", Look.LIGHT, (SMALL, LARGE), used=True),
    Variant(Filled.OVERFULL, "kk", Look.DARK),
)
"""Every page in every state it can have, in both languages, looks and sizes."""
ALL = tuple(
    Variant(filled, language, look, (SMALL, LARGE))
    for filled, language, look in product(Filled, ("ru", "kk"), (Look.LIGHT, Look.DARK))
)


def walk(place: Place, variant: Variant, take: Callable[[Taken], object]) -> list[str]:
    """Take all pictures of a variant; return what is wrong that no picture shows."""
    troubles: list[str] = []
    QApplication.setCursorFlashTime(0)
    stage = Set(place.folder / "home", variant.language, variant.look, moment=place.moment)
    stage.desk.bridge.crashed.connect(troubles.append)
    stage.desk.bridge.failed.connect(lambda error: troubles.append(repr(error)))

    def shoot(shot: Shot) -> None:
        _stand(stage.window)
        _calm(shot, place.folder)
        if place.filled is Filled.OVERFULL and isinstance(shot.window, MainWindow):
            _count(shot.window)
        size = shot.window.width(), shot.window.height()
        name = f"{shot.name}.{variant.name}.{size[0]}"
        troubles.extend(f"{shot.name}: {one}" for one in _grown(shot, size, variant.sizes))
        take(Taken(shot, name, size, picture(shot).toImage(), stage.window))
        if variant.used and size == SMALL:
            troubles.extend(f"{shot.name}: {one}" for one in unusable(shot))

    try:
        photograph(stage, _sized(_begun(stage, place.filled), variant.sizes), shoot)
    finally:
        stage.close()
    return troubles


def _grown(shot: Shot, size: Size, asked: tuple[Size, ...]) -> list[str]:
    """Tell whether the window is another size than it was made, or the sheet larger than it."""
    sheet = shot.sheet
    large = sheet is not None and (sheet.width() > size[0] or sheet.height() > size[1])
    return [f"the window is {size}"] * (size not in asked) + ["the sheet is larger"] * large


def _sized(walk: Iterator[Shot | None], sizes: tuple[Size, ...]) -> Iterator[Shot | None]:
    """Go through a walk in several sizes, the small one last."""
    for shot in walk:
        if shot is None:
            yield None
            continue
        for size in sorted(sizes, reverse=True):
            shot.window.resize(QSize(*size))
            yield shot


def _begun(stage: Set, filled: Filled) -> Iterator[Shot | None]:
    """Walk when the first exchange with the share is over, where there is one."""
    full = filled is not Filled.EMPTY
    while full and stage.desk.bridge.last_exchange is None:
        yield None
    stage.desk.bridge.stop_exchange()
    yield from stage.walk(full=full)


def _stand(window: QWidget) -> None:
    """Let nothing be said anew because a minute is over."""
    for timer in window.findChildren(QTimer):
        if timer.interval() >= MINUTE:
            timer.stop()


def _count(window: MainWindow) -> None:
    for n, place in enumerate(PLACES, 1):
        if place.listed:
            window.list.count(place.code, WAITING + n, late=n % 2 == 0)


def _calm(shot: Shot, folder: Path) -> None:
    """Let paths be the same on every computer, and words to compare, which come of new keys."""
    places = {str(folder): "/home/office", str(own_folder()): "/home/office/Documents"}
    for window in (shot.window, shot.sheet):
        if window is None:
            continue
        for words in window.findChildren(SixWords):
            words.put(WORDS, SAME)
        for widget in window.findChildren(QWidget):
            if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
                text = widget.text()
                for place, said in places.items():
                    if place and place in text:
                        widget.setText(text.replace(place, said))
    for _around in range(DEEP):  # a shorter path takes fewer lines, and so on outwards
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
