"""The next scan from the folder of the scanner: taken by one key, once, and never deleted."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from edo.transfer.scan_folder import Look, Stamp, look
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.last_folder import own_folder

FOLDER = "scan.folder"
"""The choice of a person: where the scanner writes."""
TAKEN = "scan.taken"
"""The memory of what was taken."""
MOST = 1000
AGAIN = 800
"""Milliseconds after which a file that is being written is looked at again."""
LONGEST = 150
"""How often: two minutes."""


class NextScan(QObject):
    """Takes scans for one window: `take` gets the file, `tell` what there is to say."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        take: Callable[[Path], object],
        tell: Callable[[str, Tone], object],
    ) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._take, self._tell = take, tell
        self._before: Mapping[str, Stamp] = {}
        self._looks = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._look)

    @property
    def waits(self) -> bool:
        """Whether a scan is waited for that is still being written."""
        return self._looks > 0

    def take_next(self) -> None:
        """Take the newest scan that was not taken yet; where there is no folder, ask for one."""
        if self._looks:
            return
        if not self._desk.choices.get(FOLDER) and not choose_folder(self._desk, self._window):
            return
        self._looks, self._before = 1, {}
        self._look()

    def _look(self) -> None:
        self._desk.bridge.work(
            look,
            Path(self._desk.choices.get(FOLDER)),
            taken=_taken(self._desk),
            before=self._before,
            now=self._desk.now() * 1_000_000,
            then=self._on_looked,
            key=(id(self), "scans"),
        )

    def _on_looked(self, found: Look) -> None:
        words = self._desk.speech.words
        folder = self._desk.choices.get(FOLDER)
        if found.next is not None and not found.rests and self._looks < LONGEST:
            if self._looks == 1:
                text = words.text("{name} is still being written…", name=found.next.name)
                self._tell(text, Tone.NEUTRAL)
            self._looks += 1
            self._before = found.there
            self._again.start()
            return
        self._looks = 0
        if found.failed:
            text = words.text("The folder of scans cannot be read: {folder}", folder=folder)
            self._tell(text, Tone.BAD)
        elif found.next is None:
            self._tell(words.text("No new scans in {folder}", folder=folder), Tone.NEUTRAL)
        elif not found.rests:
            text = words.text("{name} is being written for too long", name=found.next.name)
            self._tell(text, Tone.WARN)
        else:
            _remember(self._desk, found.next, found.there)
            self._take(Path(folder) / found.next.name)
            self._tell(words.text("Taken: {name}", name=found.next.name), Tone.GOOD)


def choose_folder(desk: Desk, window: QWidget) -> str:
    """Ask where the scanner writes; empty where a person thought better of it."""
    words = desk.speech.words
    start = desk.choices.get(FOLDER) or str(own_folder())
    folder = QFileDialog.getExistingDirectory(window, words.text("Folder of scans"), start)
    if folder:
        desk.choices.set(FOLDER, folder)
    return folder


def _taken(desk: Desk) -> list[Stamp]:
    """Give what was taken; a memory that is no memory is empty."""
    try:
        kept: object = json.loads(desk.memory.get(TAKEN) or "[]")
    except ValueError:
        return []
    rows = cast("list[object]", kept) if isinstance(kept, list) else []
    return [stamp for row in rows if (stamp := _stamp(row)) is not None]


def _stamp(row: object) -> Stamp | None:
    match row:
        case [str(name), int(size), int(changed)]:
            return Stamp(name, size, changed)
        case _:
            return None


def _remember(desk: Desk, stamp: Stamp, there: Mapping[str, Stamp]) -> None:
    """Remember what was taken, as long as it lies in the folder."""
    still: Collection[Stamp] = frozenset(there.values())
    kept = [one for one in _taken(desk) if one in still][-MOST + 1 :]
    desk.memory.set(TAKEN, json.dumps([*kept, stamp], ensure_ascii=False))
