"""Rows of a long list, fetched by page when a view wants them.

Sixty-four pages are kept, the least seen go first. While somebody drags the scroll bar over pages
far apart nothing is fetched until the bar rests: reading would only hold up the painting. Rows of
pages that were let go because the list changed are shown until newer ones come.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import Bridge
from ui.models.columns import AnySource, Keyed

PAGE = 100
PAGES_KEPT = 64
FETCHES = 2
WANTED = 4
REST = 60
"""Milliseconds after which a bar that is not moved rests."""

KeysOf = Callable[[int, int], "array[int]"]
"""Gives the keys of the rows from one place to another, the second not included."""


class RowPages(QObject):
    """The rows that are here; `came` tells the first place of newcomers and the one after."""

    came = Signal(int, int)

    def __init__(self, bridge: Bridge, keys_of: KeysOf, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._keys_of = keys_of
        self._source: AnySource | None = None
        self._pages: OrderedDict[int, tuple[Keyed | None, ...]] = OrderedDict()
        self._stale: dict[int, Keyed] = {}
        self._wanted: list[int] = []
        self._fetching: set[int] = set()
        self._recent = -1
        self._held = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._fetch)

    def hold(self) -> None:
        """Fetch nothing while the list is being changed: places mean nothing then."""
        self._held = True

    def let_go(self) -> None:
        """Fetch again what is wanted."""
        self._held = False

    def take(self, source: AnySource) -> None:
        """Take rows from another list; none of those here is kept."""
        self._source = source
        self.drop(0)
        self._stale = {}

    def drop(self, start: int) -> None:
        """Let go of the pages from a place on, keeping their rows to show for a while."""
        if len(self._stale) > PAGES_KEPT * PAGE:
            self._stale = {}
        for number in [page for page in self._pages if (page + 1) * PAGE > start]:
            self.show_meanwhile(row for row in self._pages.pop(number) if row is not None)
        self._wanted.clear()
        self._rest.stop()
        self._fetching = set()  # what is on its way belongs to an older list
        self._recent = -1

    def show_meanwhile(self, rows: Iterable[Keyed]) -> None:
        """Show these rows wherever their keys are, until their pages come."""
        self._stale.update((row.key, row) for row in rows)

    def put_first(self, rows: Sequence[Keyed]) -> None:
        """Take rows as the first page."""
        self._pages[0] = tuple(rows)

    def find(self, place: int, *, want: bool) -> Keyed | None:
        """Give the row at a place; where it is not here and `want` says so, fetch its page."""
        number, at = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is not None and at < len(page):
            if number != self._recent:
                self._recent = number
                self._pages.move_to_end(number)
            return page[at]
        keys = self._keys_of(place, place + 1)
        if not keys:
            return None
        if want and not self._held:
            self._want(number)
        return self._stale.get(keys[0])

    def _want(self, number: int) -> None:
        if number in self._fetching or number in self._wanted:
            return
        self._wanted.append(number)
        del self._wanted[:-WANTED]
        near = any(
            page in self._pages or page in self._fetching for page in (number - 1, number + 1)
        )
        moving = self._rest.isActive()
        if not near:
            self._rest.start()
        if near or not moving:
            self._fetch()

    def _fetch(self) -> None:
        while self._wanted and len(self._fetching) < FETCHES:
            self._fetch_page(self._wanted.pop())

    def _fetch_page(self, number: int) -> None:
        source = self._source
        if source is None:
            return
        keys = self._keys_of(number * PAGE, (number + 1) * PAGE)
        fetching = self._fetching
        fetching.add(number)

        def on_rows(rows: Sequence[Keyed]) -> None:
            fetching.discard(number)
            if fetching is self._fetching:
                self._on_rows(number, keys, rows)

        def on_refused(error: object) -> None:
            fetching.discard(number)
            self._bridge.failed.emit(error)

        self._bridge.ask(source.rows, then=on_rows, otherwise=on_refused, owner=self, keys=keys)

    def _on_rows(self, number: int, keys: array[int], rows: Sequence[Keyed]) -> None:
        found = {row.key: row for row in rows}
        self._pages[number] = tuple(found.get(key) for key in keys)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        self.came.emit(number * PAGE, number * PAGE + len(keys))
        if not self._rest.isActive():
            self._fetch()
