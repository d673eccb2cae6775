"""The client, started to be timed: shows a register, says how long that took, and ends.

`python -m bench.started HOME BEGUN [PICTURE]`: BEGUN is the moment of the start in nanoseconds;
with PICTURE the window is drawn into that file, and the handbook into one called after it.
"""

import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from ui.app import Client
from ui.models.table_model import TableModel
from ui.thrift import spare_memory
from ui.ways import PLACES

REGISTER = "documents.incoming"
_EVERY = 2
"""Milliseconds between two looks at the list."""
_CALM, _READ = 3_000, 1_500
"""Milliseconds until memory is measured; until a chapter of the handbook has been read."""


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
        QTimer.singleShot(_CALM, lambda: self._tell(spent, drawn))

    def _tell(self, spent: float, drawn: QPixmap) -> None:
        print(f"{spent:.1f} {resident_mb():.1f}")
        if self._picture is None:
            self._end()
            return
        drawn.save(str(self._picture))
        window = self._client.window
        opened: Any = import_module("ui.handbook").show_handbook
        handbook = opened(self._client.desk, window, window.page(REGISTER))
        place = self._picture.with_stem(f"{self._picture.stem}-handbook")
        QTimer.singleShot(_READ, lambda: handbook.grab().save(str(place)))
        QTimer.singleShot(_READ, self._end)

    def _end(self) -> None:
        self._client.stop()
        QApplication.quit()


def main() -> int:
    """Start on the home folder given, at the instant given."""
    home, begun, *picture = sys.argv[1:]
    spare_memory()
    app = QApplication(sys.argv)
    register = [place for place in PLACES if place.code == REGISTER]
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
