"""The client, scrolled to be timed: `python -m bench.scrolled HOME`.

A frame is all that the thread of the windows does between two refreshes of a screen: moving the
list, taking in what came meanwhile, painting.
"""

import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui.app import Client
from ui.pages.register import RegisterPage
from ui.ways import PLACES

_DRAGGED = 1_200
_WHEELED = 600
_NOTCH = 3
"""Rows of a step of the wheel."""
_JUMPS = 20
_FRAME = 1000 / 60
"""Milliseconds between two refreshes of a screen."""
_CALM = 1_500
_LOOK = 2
"""Milliseconds between two looks at whether the rows are there."""


class Scroller(QObject):
    """Drags the bar of a list from top to end, turns the wheel, then jumps about."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client = client
        self._page: RegisterPage | None = None
        self._steps: Iterator[tuple[int, list[float]]] = iter(())
        self._jumps: Iterator[int] = iter(())
        self._begun = self._busy = 0.0
        self.busy: list[float] = []
        self.dragged: list[float] = []
        self.wheeled: list[float] = []
        self.shown: list[float] = []
        self._next, self._look = QTimer(self), QTimer(self)
        self._next.setSingleShot(True)
        self._next.setTimerType(Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self._frame)
        self._look.timeout.connect(self._on_look)

    def begin(self) -> None:
        """Scroll once all keys are here."""
        page = self._page = self._client.window.findChild(RegisterPage)
        if page is None or not page.list.complete:
            QTimer.singleShot(_CALM, self, self.begin)
            return
        self._steps = self._places(page)
        end = page.view.verticalScrollBar().maximum()
        self._jumps = iter([end * (jump * 7 % _JUMPS) // _JUMPS for jump in range(_JUMPS)])
        self._frame()

    def _places(self, page: RegisterPage) -> Iterator[tuple[int, list[float]]]:
        end = page.view.verticalScrollBar().maximum()
        for place in range(_DRAGGED + 1):
            yield end * place // _DRAGGED, self.dragged
        notch = _NOTCH * page.view.rowHeight(0)
        for step in range(_WHEELED):
            yield end // 2 + step * notch, self.wheeled

    def _frame(self) -> None:
        step, page = next(self._steps, None), self._page
        if step is None or page is None:
            self._jump()
            return
        value, taken = step
        self._begun, self._busy = time.perf_counter(), time.thread_time()
        page.view.verticalScrollBar().setValue(value)
        page.view.viewport().repaint(0, 0, 1, 1)  # and with it whatever else is to be painted
        # After whatever came meanwhile was taken in.
        QTimer.singleShot(0, self, partial(self._on_frame, taken))

    def _on_frame(self, taken: list[float]) -> None:
        spent = (time.perf_counter() - self._begun) * 1000
        taken.append(spent)
        self.busy.append((time.thread_time() - self._busy) * 1000)
        rest = max(0, round(_FRAME - spent))
        self._next.start(rest)

    def _jump(self) -> None:
        """Go far and wait until every row in sight is there."""
        value, page = next(self._jumps, None), self._page
        if value is None or page is None:
            self._end()
            return
        self._begun = time.perf_counter()
        page.view.verticalScrollBar().setValue(value)
        self._look.start(_LOOK)

    def _on_look(self) -> None:
        page = self._page
        if page is None:
            return
        view, model = page.view, page.list
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        last = last if last >= 0 else model.rowCount() - 1
        if all(model.row_at(row) is not None for row in range(first, last + 1)):
            self._look.stop()
            self.shown.append((time.perf_counter() - self._begun) * 1000)
            self._jump()

    def _end(self) -> None:
        for taken in (self.dragged, self.wheeled, self.shown, self.busy):
            print(" ".join(f"{one:.2f}" for one in taken))
        print(self._page.list.rowCount() if self._page else 0)
        self._client.stop()
        QApplication.quit()


def main() -> int:
    """Scroll the register of incoming documents of the home folder given; print milliseconds."""
    app = QApplication(sys.argv)
    register = [place for place in PLACES if place.code == "documents.incoming"]
    client = Client(Path(sys.argv[1]), places=register)
    client.start()
    scroller = Scroller(client)
    client.desk.bridge.opened.connect(lambda: QTimer.singleShot(_CALM, scroller, scroller.begin))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
