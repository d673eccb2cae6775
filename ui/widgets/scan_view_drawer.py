"""Draws pages of files away from the windows' thread, and makes a `Source` of each file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from edo.transfer import page_text
from edo.transfer.page_text import Found, Word
from edo.transfer.pages import Renderer, Unreadable
from ui.desk import Desk
from ui.widgets.scan_view_pages import Answer, Picture, Unshown


class Drawer(QObject):
    """Keeps the child that draws for one window, and lets go of it when nobody looks."""

    def __init__(self, desk: Desk, seen: QWidget) -> None:
        super().__init__(seen)
        self._desk = desk
        self._renderers = [Renderer()]
        self._used = False
        seen.destroyed.connect(partial(_close_all, self._renderers))

    @property
    def renderer(self) -> Renderer:
        """What draws now."""
        self._used = True
        return self._renderers[0]

    def draw(
        self,
        path: Path,
        page: int,
        width: int,
        then: Callable[[Answer], object],
        *,
        name: str = "",
        key: Hashable | None = None,
    ) -> None:
        """Draw a page and call back; of several with one `key` only the latest is answered."""
        self._desk.bridge.work(
            _picture,
            self.renderer,
            path,
            page,
            width,
            name,
            then=then,
            otherwise=lambda _error: then(Unshown()),
            key=key,
            owner=self,
        )

    def of(
        self, path: Path, name: str = "", *, opener: Callable[[], object] | None = None
    ) -> FileSource:
        """Make what a `ScanView` asks for the pages of a file; `opener` opens it elsewhere."""
        return FileSource(self._desk, self, path, name or path.name, opener)

    def rest(self) -> None:
        """End the child; the next page starts another."""
        if not self._used:
            return
        self._used = False
        old = self._renderers[0]
        old.leave()
        self._renderers.insert(0, Renderer())
        self._desk.bridge.work(old.close, then=lambda _nothing: self._renderers.remove(old))

    def close(self) -> None:
        """End every child: the window is closing."""
        _close_all(self._renderers)


class FileSource:
    """One file as a `ScanView` asks for it."""

    def __init__(
        self,
        desk: Desk,
        drawer: Drawer,
        path: Path,
        name: str,
        opener: Callable[[], object] | None,
    ) -> None:
        self._desk, self._drawer = desk, drawer
        self._path, self._name = path, name
        self._opener = opener

    def draw(self, page: int, width: int, then: Callable[[Answer], object]) -> None:
        """Draw a page."""
        self._drawer.draw(self._path, page, width, then, name=self._name)

    def find(self, needle: str, page: int, then: Callable[[Found | None], object]) -> None:
        """Look for a scrap of text from a page on."""

        def on_found(found: Found | Unreadable) -> None:
            then(found if isinstance(found, Found) else None)

        self._desk.bridge.work(
            page_text.find,
            self._drawer.renderer,
            self._path,
            needle,
            page,
            self._name,
            then=on_found,
            otherwise=lambda _error: then(None),
            owner=self._drawer,
        )

    def words(self, page: int, then: Callable[[Sequence[Word]], object]) -> None:
        """Give the words of a page; none where it has none, or cannot be read."""

        def on_words(words: list[Word] | Unreadable) -> None:
            then(words if isinstance(words, list) else ())

        self._desk.bridge.work(
            page_text.words,
            self._drawer.renderer,
            self._path,
            page,
            self._name,
            then=on_words,
            otherwise=lambda _error: then(()),
            owner=self._drawer,
        )

    def leave(self) -> None:
        """Give up what is being done."""
        self._drawer.renderer.leave()

    def opener(self) -> Callable[[], object] | None:
        """Give what opens the file in its own program."""
        return self._opener


def _picture(renderer: Renderer, path: Path, page: int, width: int, name: str) -> Answer:
    """Draw a page and make a picture of its bytes; on the thread for files."""
    drawn = renderer.render(path, page, width, name)
    if isinstance(drawn, Unreadable):
        return Unshown(drawn.state)
    form = QImage.Format.Format_RGB888
    image = QImage(drawn.rgb, drawn.width, drawn.height, 3 * drawn.width, form)
    return Picture(image.copy(), drawn.pages, drawn.plain, drawn.cut)


def _close_all(renderers: list[Renderer], _gone: object = None) -> None:
    for renderer in renderers:
        renderer.close()
