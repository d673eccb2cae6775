"""The client, started to be timed: shows a register, says how long that took, and ends.

`python -m bench.started HOME BEGUN [PICTURE]`: BEGUN is the moment of the start in nanoseconds;
with PICTURE the window is drawn into that file.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from ui.app import Client
from ui.models.table_model import TableModel
from ui.ways import PLACES

_EVERY = 2
"""Milliseconds between two looks at the list."""


class Watch(QObject):
    """Waits until the first rows of the register are there and painted."""

    def __init__(self, client: Client, begun: int, picture: Path | None) -> None:
        super().__init__()
        self._client = client
        self._begun = begun
        self._picture = picture
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_EVERY)

    def _look(self) -> None:
        model = self._client.window.findChild(TableModel)
        if model is None or model.rowCount() == 0 or model.row_at(0) is None:
            return
        self._timer.stop()
        drawn = self._client.window.grab()
        spent = (time.time_ns() - self._begun) / 1e6
        QTimer.singleShot(3_000, lambda: self._end(spent, drawn))

    def _end(self, spent: float, drawn: QPixmap) -> None:
        if self._picture is not None:
            drawn.save(str(self._picture))
        print(f"{spent:.1f} {resident_mb():.1f}")
        self._client.stop()
        QApplication.quit()


def main() -> int:
    """Start on the home folder given, at the instant given."""
    home, begun, *picture = sys.argv[1:]
    app = QApplication(sys.argv)
    register = [place for place in PLACES if place.code == "documents.incoming"]
    client = Client(Path(home), places=register)
    client.start()
    watch = Watch(client, int(begun), Path(picture[0]) if picture else None)
    code = app.exec()
    del watch
    return code


def resident_mb() -> float:
    """Return the memory resident now, in MB."""
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    sys.exit(main())
