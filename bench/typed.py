"""The client, typed into to be timed: each letter until the palette shows what fits all of them."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from bench import office
from ui.app import Client
from ui.palette import Palette

_TYPED = 40
_WARM = 5
_FAST = 30
"""Milliseconds between two letters of who types fast."""
_BEAT = 5
"""Milliseconds between two looks at whether the windows are busy."""
_CALM = 2_000
"""Milliseconds after the start until somebody types."""


class Typist(QObject):
    """Types words into the search line of an open client, and looks at the clock.

    First each letter waits for the answer to the one before; then the same words are typed fast,
    and only the last letter of each is waited for.
    """

    def __init__(self, client: Client, words: list[str]) -> None:
        super().__init__()
        self._client = client
        self._words = words
        self._line = client.window.search
        self._palette: Palette = client.ways.palette
        self._letters: Iterator[str] = iter(())
        self._left: list[str] = []
        self._fast = False
        self._begun = self._beaten = 0.0
        self.each: list[float] = []
        self.last: list[float] = []
        self.longest = 0.0
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._on_beat)
        self._palette.panel.view.model().modelReset.connect(self._on_shown)

    def begin(self) -> None:
        """Type everything slowly, then fast."""
        self._beaten = time.perf_counter()
        self._beat.start(_BEAT)
        self._left = list(self._words)
        self._next_word()

    def _next_word(self) -> None:
        if not self._left and self._fast:
            print(" ".join(f"{one:.2f}" for one in self.each[_WARM:]))
            print(" ".join(f"{one:.2f}" for one in self.last))
            print(f"{self.longest:.2f}")
            self._client.stop()
            QApplication.quit()
            return
        if not self._left:
            self._fast, self._left = True, list(self._words)
        self._line.left.emit()
        self._line.ask()
        self._letters = iter(self._left.pop(0))
        QTimer.singleShot(_FAST, self, self._next_letter)

    def _next_letter(self) -> None:
        letter = next(self._letters, "")
        if not letter:
            self._next_word()
            return
        self._begun = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(self._line, key)
        if self._fast:
            QTimer.singleShot(_FAST, self, self._next_letter)

    def _on_shown(self) -> None:
        # After what is shown has been placed and painted.
        QTimer.singleShot(0, self, self._on_painted)

    def _on_painted(self) -> None:
        if not self._begun or not self._palette.is_answered:
            return
        spent, self._begun = (time.perf_counter() - self._begun) * 1000, 0.0
        if self._fast:
            self.last.append(spent)
        else:
            self.each.append(spent)
            self._next_letter()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._beaten) * 1000 - _BEAT)
        self._beaten = now


def main() -> int:
    """Type what people look for in the home folder given, of the size given; print milliseconds."""
    app = QApplication(sys.argv)
    client = Client(Path(sys.argv[1]))
    client.start()
    typist = Typist(client, office.queries(int(sys.argv[2]))[:_TYPED])
    client.desk.bridge.opened.connect(lambda: QTimer.singleShot(_CALM, typist, typist.begin))
    # Another program may be at work in the folder.
    client.desk.bridge.unopened.connect(_give_up)
    return app.exec()


def _give_up(_reason: object) -> None:
    QApplication.exit(1)


if __name__ == "__main__":
    sys.exit(main())
