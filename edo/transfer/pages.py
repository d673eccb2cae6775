"""Pages of files: seen as pictures, looked through for words, and stamped on a copy.

Scans and PDF documents have pages of their own; of documents of words, plain ones are made here.

Everything that reads the file is done apart, see `edo.transfer.apart`; here are only its results.
"""

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self, TypeVar

import msgspec

from edo.domain.text import TextState
from edo.errors import Obstacle, Reason, Refusal, refuse_os_error
from edo.transfer import apart
from edo.transfer.apart import MIB, Ask, Child, Done, Failed, Limits, Outcome, Start
from edo.transfer.readers.drawing import MOST_PIXELS
from edo.transfer.readers.ending import Ending
from edo.transfer.readers.kinds import Kind, kind
from edo.transfer.text import STATES

DRAWING = Limits(seconds=10, wall=15, answer=3 * MOST_PIXELS + MIB, nice=0)
"""One page: a person is waiting for it."""

STAMPING = Limits(seconds=60, wall=90, answer=512 * MIB, nice=0)
"""One copy: the largest file the program takes has 200 MB."""

_WORDS = "edo.transfer.readers.text_pages"
_DRAWERS = {
    Kind.PDF: "edo.transfer.readers.pdf_pages",
    Kind.PICTURE: "edo.transfer.readers.pictures",
    **dict.fromkeys(
        (Kind.PACKED, Kind.RTF, Kind.MAIL, Kind.HTML, Kind.PLAIN, Kind.COMPOUND), _WORDS
    ),
}
_STAMPER = "edo.transfer.readers.stamping"
MODULES = (*dict.fromkeys(_DRAWERS.values()), _STAMPER)
"""What may be started as a child."""

_STAMPS = {Kind.PDF: "stamp_pdf", Kind.PICTURE: "stamp_picture"}

Found = TypeVar("Found", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page: rows of red, green and blue bytes from the top, without gaps.

    `pages` is how many the file has. A `plain` one was made from the words alone, without the
    layout they have elsewhere; `cut` says that only the beginning of the file has pages.
    """

    width: int
    height: int
    rgb: bytes
    pages: int
    plain: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first page as a person sees it, turned and cropped, in points; and how many there are."""

    width: float
    height: float
    pages: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """There is nothing to show, and why."""

    state: TextState


class _Size(msgspec.Struct, frozen=True):
    pages: int
    width: float
    height: float


class _Drawn(msgspec.Struct, frozen=True):
    pages: int
    width: int
    height: int
    plain: bool = False
    cut: bool = False


class Renderer:
    """Draws pages, keeping one child at work on the file shown last.

    A child serves one file only, so that what one file may have done to it does not show in the
    next; it is replaced after so many pages, when it fails and when it dies. May be used from any
    thread; one page at a time.
    """

    def __init__(self, limits: Limits = DRAWING, most: int = 200) -> None:
        self._limits = limits
        self._most = most
        self._lock = Lock()
        self._closed = self._left_alone = False
        self._child: Child | None = None
        self._serves: tuple[str, Path, Start] | None = None
        self._left = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, also in the middle of a page. No more pages will be drawn."""
        self._closed = True
        if self._child is not None:
            self._child.stop()
        with self._lock:
            self._drop()

    def leave(self) -> None:
        """End what is being drawn, from any thread: nobody waits for it any more."""
        self._left_alone = True
        child = self._child
        if child is not None:
            child.stop()

    def render(self, path: Path, page: int, width: int, name: str = "") -> Page | Unreadable:
        """Draw a page.

        Args:
            path: a file.
            page: from 0.
            width: in pixels; a page that would then have too many of them is drawn narrower.
            name: what the file is called, where its path does not say it: asked only when the
                bytes do not tell the kind.

        Raises:
            Refusal: CANNOT_READ when our own side cannot open the file.
        """
        outcome = self.ask(Ask("draw", path, {"page": page, "width": width}), name)
        found = answered(outcome, _Drawn)
        if isinstance(found, Unreadable):
            return found
        rgb = outcome.data if isinstance(outcome, Done) else b""
        if len(rgb) != found.width * found.height * 3:
            return Unreadable(TextState.DAMAGED)
        return Page(found.width, found.height, rgb, found.pages, found.plain, found.cut)

    def look(self, path: Path) -> Sheet | Unreadable:
        """Count the pages and measure the first. Raises as `render`."""
        found = answered(self.ask(Ask("look", path)), _Size)
        if isinstance(found, Unreadable):
            return found
        return Sheet(found.width, found.height, found.pages)

    def ask(self, request: Ask, name: str = "") -> Outcome:
        """Have one work done by the child that serves the file. Raises as `render`."""
        start = apart.start_of(request.file)
        module = _DRAWERS.get(kind(start.data, name or request.file.name))
        if module is None:
            return Failed(Ending.UNSUPPORTED)
        with self._lock:
            self._left_alone = False
            outcome = self._try(request, module, start)
            again = isinstance(outcome, Failed) and outcome.ending is Ending.INTERRUPTED
            if again and not self._left_alone:
                outcome = self._try(request, module, start)
        if isinstance(outcome, Failed) and outcome.ending is Ending.UNREADABLE:
            raise Refusal(Reason.CANNOT_READ, path=str(request.file), detail=Obstacle.UNREADABLE)
        return outcome

    def _try(self, request: Ask, module: str, start: Start) -> Outcome:
        child = self._fit_for(module, request.file, start)
        if child is None:
            return Failed(Ending.INTERRUPTED)
        self._left -= 1
        outcome = child.ask(request, self._limits)
        if isinstance(outcome, Failed) or not self._left:
            self._drop()
        return outcome

    def _fit_for(self, module: str, path: Path, start: Start) -> Child | None:
        """Return the child if it serves this file as it is now; else another."""
        if self._closed:
            return None
        wanted = (module, path, start)
        if self._child is None or not self._child.alive or self._serves != wanted:
            self._drop()
            self._child = apart.start(module, self._limits, path)
            self._serves = wanted
            self._left = self._most
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.close()
        self._child = None


def answered(outcome: Outcome, notes: type[Found]) -> Found | Unreadable:
    """Read the notes of an answer, believing nothing."""
    if isinstance(outcome, Failed):
        return Unreadable(STATES[outcome.ending])
    try:
        return msgspec.json.decode(outcome.notes, type=notes)
    except msgspec.DecodeError:
        return Unreadable(TextState.DAMAGED)


def render(path: Path, page: int, width: int, limits: Limits = DRAWING) -> Page | Unreadable:
    """Draw one page of a file. See `Renderer.render`, which is faster for the next one."""
    with Renderer(limits) as renderer:
        return renderer.render(path, page, width)


def look(path: Path, limits: Limits = DRAWING) -> Sheet | Unreadable:
    """Count the pages of a file and measure the first. See `Renderer.look`."""
    with Renderer(limits) as renderer:
        return renderer.look(path)


def overlay(
    source: Path, out: Path, stamp: bytes, *, whole: bool = True, limits: Limits = STAMPING
) -> None:
    """Write a copy of a document with a stamp on its first page.

    The stamp is a one-page PDF. Its lower right corner is laid on the lower right corner of the
    page as a person sees it. A picture becomes a PDF. The original is only read; `out` appears
    whole or not at all.

    Args:
        source: a PDF or a picture.
        out: where the copy goes; an older file there is replaced.
        stamp: the bytes of the one-page PDF.
        whole: all pages, or the first alone.
        limits: what the work may use.

    Raises:
        Refusal: CANNOT_READ, CANNOT_WRITE, DISK_FULL, or CANNOT_STAMP with the state of the file.
    """
    work = _STAMPS.get(kind(apart.start_of(source).data, source.name))
    if work is None:
        raise Refusal(Reason.CANNOT_STAMP, path=str(source), state=TextState.UNSUPPORTED)
    request = Ask(work, source, {"whole": whole}, stamp)
    try:
        if out.exists() and out.samefile(source):
            raise Refusal(Reason.CANNOT_WRITE, path=str(out), detail=Obstacle.SAME)
        with _replacing(out) as file:
            outcome = apart.run(_STAMPER, request, limits, into=file)
            if isinstance(outcome, Failed):
                raise _cannot_stamp(outcome.ending, source)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, out) from error


def _cannot_stamp(ending: Ending, source: Path) -> Refusal:
    if ending is Ending.UNREADABLE:
        return Refusal(Reason.CANNOT_READ, path=str(source), detail=Obstacle.UNREADABLE)
    return Refusal(Reason.CANNOT_STAMP, path=str(source), state=STATES[ending])


@contextmanager
def _replacing(out: Path) -> Generator[BinaryIO]:
    """Give a file beside `out` that takes its place when all went well, and vanishes otherwise."""
    part = out.parent / f".{secrets.token_hex(8)}.part"
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
