"""Pages of a scan, a PDF or a document of words: read by keys, looked through, copied from.

One page is shown at a time. The pages beside it are drawn ahead, small pictures when they are in
sight, and never more than one thing at once (`scan_view_pages`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edo.transfer.page_text import Match, Word
from ui.desk import Desk
from ui.widgets.layouts import put_in
from ui.widgets.polish import named
from ui.widgets.scan_view_bar import ScanBar
from ui.widgets.scan_view_finding import Finding
from ui.widgets.scan_view_fit import Fit
from ui.widgets.scan_view_note import ScanNote
from ui.widgets.scan_view_pages import MOST_BYTES, Answer, Job, Kept, Orders, Picture, Source
from ui.widgets.scan_view_paper import Paper, Room
from ui.widgets.scan_view_strip import Strip

MARGIN = 12
OVERLAP = 0.9
STRIP = "scan.strip"


class ScanView(QFrame):
    """Shows one page at a time. `turned` carries the page (from 0) when another one is shown."""

    turned = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("scan")
        self._desk = desk
        self._source: Source | None = None
        self._page, self._pages = 0, 0
        self._fit = Fit()
        self._picture: Picture | None = None
        self._to_foot = self._to_match = False
        self.kept = Kept()
        self._orders = Orders(self._pick, self)
        self._wants_words = self._wants_all = False
        self.paper = Paper(desk.theme)
        self.area = Room()
        self.bar = ScanBar(desk, self)
        acts = self.bar.actions_by_code
        self.finding = Finding(desk, (acts["before"], acts["next"]), self)
        self.note = ScanNote(desk)
        self.strip = Strip(desk)
        self._build()
        self._connect()
        self._say()

    @property
    def message(self) -> str:
        """What is said in place of a page."""
        return self.note.message

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the file has; 0 while it is not known."""
        return self._pages

    def show_pages(self, source: Source | None) -> None:
        """Show another file from its first page; None shows nothing."""
        if self._orders.forget() and self._source is not None:
            self._source.leave()
        self._source = source
        self._page, self._pages, self._fit.turn = 0, 0, 0
        self._picture = None
        self.kept.clear()
        self.paper.show_image(QImage(), QSize(1, 1))
        self.paper.learn(None)
        self.note.clear()
        self.strip.begin(0)
        self.finding.forget()
        self._show_marks()
        self._say_place()
        self._go_on()

    def go(self, page: int, *, foot: bool = False) -> None:
        """Show another page of the file, from its top or its foot."""
        if not 0 <= page < self._pages or page == self._page:
            return
        self._page = page
        self.finding.turn_to(page)
        self._to_foot, self._to_match = foot, False
        self._wants_words = self._wants_all = False
        self.paper.learn(None)
        if self._orders.holds_up(page) and self._source is not None:
            self._orders.forget()
            self._source.leave()
        self.area.verticalScrollBar().setValue(0)
        self._show_kept()
        self._go_on()
        self.turned.emit(page)
        self._say_place()

    def read_on(self) -> None:
        """Go a screen down; from the foot of a page to the top of the next."""
        bar = self.area.verticalScrollBar()
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() + int(bar.pageStep() * OVERLAP))
        else:
            self.go(self._page + 1)

    def read_back(self) -> None:
        """Go a screen up; from the top of a page to the foot of the one before."""
        bar = self.area.verticalScrollBar()
        if bar.value() > bar.minimum():
            bar.setValue(bar.value() - int(bar.pageStep() * OVERLAP))
        else:
            self.go(self._page - 1, foot=True)

    def zoom(self, factor: float | None) -> None:
        """Show the page at a factor of a hundred per cent; None fits it to the width."""
        self._show_fit(factor, whole=False)

    def show_whole(self) -> None:
        """Fit all of the page into the view."""
        self._show_fit(None, whole=True)

    def turn(self) -> None:
        """Turn the page a quarter to the right."""
        self._fit.turn_right()
        self._show()
        self._go_on()

    def copy(self) -> None:
        """Copy the words chosen."""
        text = self.paper.text
        if text:
            QGuiApplication.clipboard().setText(text)

    def open_find(self) -> None:
        """Bring the keys into the line to look for words."""
        if self._picture is not None:
            self.finding.open()

    def event(self, event: QEvent) -> bool:
        """Keep keys of the view from windows that have the same for something else."""
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and self._knows(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key of the view is for."""
        action = self.bar.action_of(event)
        if action is not None:
            action.trigger()
        elif event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.read_back if back else self.read_on)()
        elif self._leaves_find(event):
            self.finding.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the page when the view is first seen."""
        super().showEvent(event)
        self._go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new size."""
        super().resizeEvent(event)
        self._show()
        self._go_on()

    def _knows(self, event: QKeyEvent) -> bool:
        return self.bar.action_of(event) is not None or self._leaves_find(event)

    def _leaves_find(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.finding.bar.isVisible()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.finding.bar)
        holder = named(QWidget(), "scan_ground")
        inside = self._inside = QVBoxLayout(holder)
        inside.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        inside.addWidget(self.note)
        inside.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inside.addStretch()
        self.area.setWidget(holder)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.area)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addWidget(self.area, 1)
        put_in(layout, middle, 1)
        self.strip.setVisible(bool(self._desk.memory.get(STRIP)))
        self.bar.actions_by_code["strip"].setChecked(bool(self._desk.memory.get(STRIP)))
        self.bar.say_fit(width=True, whole=False)

    def _connect(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "back": lambda: self.go(self._page - 1),
            "on": lambda: self.go(self._page + 1),
            "read_on": self.read_on,
            "read_back": self.read_back,
            "first": lambda: self.go(0),
            "last": lambda: self.go(self._pages - 1),
            "strip": self._turn_strip,
            "find": self.open_find,
            "next": partial(self.finding.step, 1),
            "before": partial(self.finding.step, -1),
            "smaller": partial(self._step, -1),
            "larger": partial(self._step, 1),
            "fit": self._other_fit,
            "width": partial(self.zoom, None),
            "whole": self.show_whole,
            "turn": self.turn,
            "copy": self.copy,
            "all": self._choose_all,
        }
        self.bar.connect_acts(acts)
        self.area.wheeled.connect(self._step)
        self.area.passed.connect(self._on_passed)
        self.paper.wanted.connect(self._want_words)
        self.strip.needs.connect(self._go_on)
        self.strip.picked.connect(self.go)
        self.finding.reached.connect(self._reach)
        self.finding.changed.connect(self._on_search)
        self.finding.left.connect(self.area.setFocus)
        self._desk.speech.changed.connect(self._say)

    def _say(self) -> None:
        words = self._desk.speech.words
        self.setAccessibleName(words.text("Page of the file"))
        self.area.setAccessibleName(words.text("Page of the file"))
        self._say_place()

    def _say_place(self) -> None:
        self.bar.say_place(self._page, self._pages)
        if self._pages:
            self.strip.show_page(self._page)

    # What is asked for.

    def _go_on(self) -> None:
        if self._source is not None and self.isVisible():
            self._orders.go_on()

    def _pick(self) -> Job | None:
        """Name the most urgent thing that is wanted of the file."""
        source = self._source
        if source is None or not self.isVisible():
            return None
        width = self._wanted_width()
        if self.kept.get(self._page, width) is None:
            return self._draw(source, self._page, width)
        if not isinstance(self.kept.get(self._page, width), Picture):
            return None
        if self._wants_words and self.paper.words is None:
            return self._read_words(source)
        looking = self.finding.job(source)
        if looking is not None:
            return looking
        for page in (self._page + 1, self._page - 1):
            if 0 <= page < self._pages and self._is_wanted_ahead(page, width):
                return self._draw(source, page, width)
        small = self.strip.missing()
        if small is not None:
            then = partial(self._on_small, small)
            return Job(small, partial(source.draw, small, self.strip.asked_width), then)
        return None

    def _draw(self, source: Source, page: int, width: int) -> Job:
        return Job(page, partial(source.draw, page, width), partial(self._on_drawn, page, width))

    def _read_words(self, source: Source) -> Job:
        page = self._page
        return Job(page, partial(source.words, page), partial(self._on_words, page))

    def _is_wanted_ahead(self, page: int, width: int) -> bool:
        """Tell whether a page is to be drawn ahead: not where three of them are too much."""
        if self._picture is None or self.kept.get(page, width) is not None:
            return False
        return 3 * self._picture.image.sizeInBytes() <= MOST_BYTES

    # What comes of it.

    def _on_drawn(self, page: int, width: int, answer: Answer) -> None:
        self.kept.put(page, width, answer)
        if isinstance(answer, Picture) and answer.pages != self._pages:
            self._pages = answer.pages
            self.strip.begin(answer.pages)
            self._say_place()
        if page == self._page:
            self._show_kept()

    def _on_small(self, page: int, answer: Answer) -> None:
        self.strip.learn(page, answer.image if isinstance(answer, Picture) else None)

    def _on_words(self, page: int, words: Sequence[Word]) -> None:
        if page != self._page:
            return
        self._wants_words = False
        self.paper.learn(words)
        if self._wants_all:
            self._wants_all = False
            self.paper.choose_all()

    # How it is shown.

    def _show_kept(self) -> None:
        """Show the page as far as it is here: sharp, at another width, or small."""
        answer = self.kept.get(self._page, self._wanted_width()) or self.kept.nearest(self._page)
        if answer is None:
            self._picture = None
            self.note.clear()
            small = self.strip.picture(self._page)
            self.paper.show_image(small or QImage(), self._fit.size(self._room()), self._fit.turn)
        else:
            opener = self._source.opener() if self._source is not None else None
            self.note.show_answer(answer, opener)
            self._picture = answer if isinstance(answer, Picture) else None
            if self._picture is None:
                self.paper.show_image(QImage(), QSize(1, 1))
            self._show()
        self._show_marks()
        if self._picture is not None and (self._to_foot or self._to_match):
            QTimer.singleShot(0, self, self._bring)

    def _show(self) -> None:
        if self._picture is None:
            return
        sharp = self.kept.get(self._page, self._wanted_width())
        if isinstance(sharp, Picture):
            self._picture = sharp
        image = self._picture.image
        self._fit.learn(image.size())
        self.paper.show_image(image, self._fit.size(self._room()), self._fit.turn)

    def _bring(self) -> None:
        """Bring the find, or the foot of the page, into sight."""
        self._inside.activate()
        bar = self.area.verticalScrollBar()
        if self._to_foot:
            bar.setValue(bar.maximum())
        match = self.finding.shown
        if self._to_match and match is not None and match.page == self._page and match.places:
            spot = self.paper.place_of(match.places[0]).translated(self.paper.pos()).center()
            self.area.ensureVisible(spot.x(), spot.y(), 80, self.area.height() // 3)
        self._to_foot = self._to_match = False

    def _show_marks(self) -> None:
        self.paper.show_marks(*self.finding.marks(self._page))

    def _room(self) -> QSize:
        """Say how much room there is for a page."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        over = self.note.height() if self.note.isVisible() else 0
        width = self.area.width() - bar - 2 * MARGIN
        return QSize(width, self.area.height() - 2 * MARGIN - over - 2)

    def _wanted_width(self) -> int:
        return self._fit.pixels(self._room(), self.devicePixelRatioF())

    # What a person does.

    def _show_fit(self, factor: float | None, *, whole: bool) -> None:
        self._fit.zoom, self._fit.whole = factor, whole
        self.bar.say_fit(width=self._fit.to_width, whole=whole)
        self._show()
        self._go_on()

    def _other_fit(self) -> None:
        """Fit to the width; where it is, to the whole page."""
        self._show_fit(None, whole=self._fit.to_width)

    def _step(self, direction: int) -> None:
        self.zoom(self._fit.stepped(direction, self.paper.size()))

    def _turn_strip(self) -> None:
        shown = not self.strip.isVisible()
        self.strip.setVisible(shown)
        self.bar.actions_by_code["strip"].setChecked(shown)
        self._desk.memory.set(STRIP, "yes" if shown else "")
        if not shown:
            self.area.setFocus()

    def _on_passed(self, direction: int) -> None:
        self.go(self._page + direction, foot=direction < 0)

    def _want_words(self) -> None:
        self._wants_words = True
        self._go_on()

    def _choose_all(self) -> None:
        if self.paper.words is None:
            self._wants_all = True
            self._want_words()
        else:
            self.paper.choose_all()

    def _reach(self, match: Match) -> None:
        """Go to a find."""
        self.go(match.page)
        self._to_match = True
        if self._picture is not None:
            QTimer.singleShot(0, self, self._bring)

    def _on_search(self) -> None:
        self._show_marks()
        self._go_on()
