"""What concerns a part of a window nobody sees is done when it is shown, or a little at a time.

Thousands of widgets stand in pages that were visited once and are hidden now. A look or a language
is heard by those a person sees at once. The others hear of it in the moment they are shown, before
they are drawn, and those nobody goes to in short turns while nothing else is to be done: a moment
later everything is as it should be, and no turn is felt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.turns import InTurns

Act = Callable[[], object]


class Unseen(QObject):
    """Keeps what is to be done for hidden parts of windows, and does it in time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[QWidget, dict[tuple[QObject, str], Act]] = {}
        self._turns = InTurns(self)
        self._turns.over.connect(self._go_on)

    @property
    def waits(self) -> bool:
        """Whether anything is left to be done."""
        return bool(self._waiting)

    def put_off(self, part: QWidget, owner: QObject, name: str, act: Act) -> None:
        """Do something for an owner when a hidden part is shown, or a moment later.

        Of several acts of one name for one owner the last is done, in the place of the first.
        """
        acts = self._waiting.get(part)
        if acts is None:
            acts = self._waiting[part] = {}
            part.installEventFilter(self)
        acts[owner, name] = act
        self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what waits for a part as it is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            told = _Told()
            for owner, act in self._let_go(watched):
                if isValid(owner):
                    told.now.connect(act)
            told.now.emit()
        return False

    def _let_go(self, part: QWidget) -> list[tuple[QObject, Act]]:
        part.removeEventFilter(self)
        return [(owner, act) for (owner, _name), act in self._waiting.pop(part, {}).items()]

    def _go_on(self) -> None:
        """Have done what waits, also after an act that failed."""
        if self._waiting and not self._turns.under_way:
            self._turns.begin(self._acts())

    def _acts(self) -> Iterator[bool]:
        while self._waiting:
            part, acts = next(iter(self._waiting.items()))
            if not isValid(part):
                del self._waiting[part]
            elif not acts:
                self._let_go(part)
            else:
                key = next(iter(acts))
                act = acts.pop(key)
                if isValid(key[0]):
                    act()
            yield False


class _Told(QObject):
    """Calls what is connected; what fails keeps nobody else from hearing."""

    now = Signal()


class News:
    """What all windows hear of: parts that are seen at once, hidden ones when they are shown.

    `connect` as with a signal: a method of an object of Qt's is forgotten with the object. Whoever
    stands in no widget, or in a window that is not shown, hears at once.
    """

    def __init__(self, unseen: Unseen) -> None:
        self._unseen = unseen
        self._methods: WeakKeyDictionary[QObject, dict[str, None]] = WeakKeyDictionary()
        self._others: list[Act] = []

    def connect(self, hear: Act) -> None:
        """Call a method, or any function, at every change."""
        owner: object = getattr(hear, "__self__", None)
        if isinstance(owner, QObject):
            self._methods.setdefault(owner, {})[hear.__name__] = None
        else:
            self._others.append(hear)

    def emit(self) -> None:
        """Tell everybody."""
        told, parts = _Told(), Parts()
        for hear in self._others:
            told.now.connect(hear)
        for owner, names in list(self._methods.items()):
            if not isValid(owner):
                del self._methods[owner]
                continue
            part = parts.hidden(owner)
            for name in names:
                hear = getattr(owner, name)
                if part is None:
                    told.now.connect(hear)
                else:
                    self._unseen.put_off(part, owner, name, hear)
        told.now.emit()


class Parts:
    """Tells which hidden part of a window something stands in; asked within one moment only."""

    def __init__(self) -> None:
        self._places: dict[QWidget, tuple[QWidget | None, bool]] = {}

    def hidden(self, one: QObject) -> QWidget | None:
        """Give the nearest widget around something that is hidden by itself.

        None where it is seen, and where the outermost window is not shown or there is none.
        """
        around: QObject | None = one
        while around is not None and not isinstance(around, QWidget):
            around = around.parent()
        if around is None:
            return None
        part, shown = self._place(around)
        return part if shown else None

    def _place(self, widget: QWidget) -> tuple[QWidget | None, bool]:
        """Give the part a widget stands in, and whether its outermost window is shown."""
        found = self._places.get(widget)
        if found is None:
            parent = widget.parentWidget()
            if parent is None:
                found = (None, widget.isVisible())
            else:
                part, shown = self._place(parent)
                found = (widget if widget.isHidden() else part, shown)
            self._places[widget] = found
        return found
