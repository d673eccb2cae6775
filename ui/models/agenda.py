"""Lines in groups: headings that cannot be chosen, lines made when they are first seen, and more.

A line is one thing that waits with the one thing to do about it. What it says is worked out only
when it is drawn, so that a list of thousands costs no more than what is seen of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What is asked of the model beside the words."""

    ENTRY = Qt.ItemDataRole.UserRole
    LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits; its texts are in the person's language.

    Attributes:
        icon: name of the picture before it.
        title, note: what it is, and what is to be known of it.
        button: what is done with it; `act` does it.
        plain: the act of one key where there is such, and `do_plain` what does it.
        term: how near its term is, `tone` what that feels like.
        behalf: for whom one would act.
        document: the one it is about, to be read beside the list.
        task: the task it is, where it is about no document.
        session: the training session it is.
    """

    icon: str
    title: str
    note: str
    button: str
    act: Callable[[], object]
    plain: str = ""
    do_plain: Callable[[], object] | None = None
    term: str = ""
    tone: Tone = Tone.NEUTRAL
    behalf: str = ""
    document: str = ""
    task: str = ""
    session: str = ""

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        parts = (self.term, self.behalf, self.note)
        return ", ".join([f"{self.button}: {self.title}", *(part for part in parts if part)])


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group, how much is in it, and how much of that is late, in words."""

    name: str
    count: str
    late: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that is made when it is first seen; `key` stays the same when the list is put anew."""

    key: str
    make: Callable[[], Line]


@dataclass(frozen=True, slots=True)
class More:
    """Stands for the lines of a group that are not here yet."""

    key: str
    text: str


Thing = Heading | Entry | More


class AgendaModel(QAbstractListModel):
    """The lines of a page, group by group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._things: tuple[Thing, ...] = ()
        self._lines: dict[str, Line] = {}
        self._places: dict[str, int] = {}

    @property
    def things(self) -> tuple[Thing, ...]:
        """Everything in order."""
        return self._things

    @property
    def entries(self) -> list[Entry]:
        """The lines in order, those alone."""
        return [one for one in self._things if isinstance(one, Entry)]

    def put(self, things: Iterable[Thing]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._things = tuple(things)
        self._lines.clear()
        self._places = {
            one.key: place for place, one in enumerate(self._things) if not isinstance(one, Heading)
        }
        self.endResetModel()

    def line(self, entry: Entry) -> Line:
        """Give what a line says."""
        found = self._lines.get(entry.key)
        if found is None:
            found = self._lines[entry.key] = entry.make()
        return found

    def place_of(self, key: str) -> int:
        """Give the row of a key, -1 where it is not here."""
        return self._places.get(key, -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows; none has rows of its own."""
        return 0 if parent is not None and parent.isValid() else len(self._things)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if not index.isValid() or isinstance(self._things[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give an entry, its line, or what is read aloud."""
        if not index.isValid():
            return None
        thing = self._things[index.row()]
        if role == Role.ENTRY:
            return thing
        if role == Role.LINE:
            return self.line(thing) if isinstance(thing, Entry) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(thing)
        return None

    def _said(self, thing: Thing) -> str:
        match thing:
            case Heading():
                return " ".join(part for part in (thing.name, thing.count, thing.late) if part)
            case Entry():
                return self.line(thing).spoken
            case More():
                return thing.text
