"""Finds somebody of the staff by a few letters of their name, however many work there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QWidget

from edo.queries import attendance
from edo.queries.attendance import Attendee, Colleague
from ui.desk import Desk
from ui.widgets.both import own
from ui.widgets.picker import Choice


class StaffFinder:
    """The staff, asked for once; `find` is what a picker asks.

    Names are compared on a reader's thread: there may be tens of thousands of them.
    """

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk, self._owner = desk, owner
        self._staff: tuple[Colleague, ...] = ()
        self._by_id: dict[str, Attendee] = {}
        self._came = False
        self._waiting: list[Callable[[], object]] = []
        self.first: Iterable[str] = ()
        self.without: Iterable[str] = ()

    def ask(self) -> None:
        """Ask for the staff as it is now."""
        self._desk.bridge.ask(
            attendance.staff,
            then=self._on_staff,
            key=(id(self), "staff"),
            owner=self._owner,
            language=self._desk.speech.language,
        )

    def when_here(self, then: Callable[[], object]) -> None:
        """Call back when the staff is here."""
        if self._came:
            then()
        else:
            self._waiting.append(then)

    def find(self, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        """Find people; where the staff is still on its way, as soon as it is here."""
        if not self._came:
            self._waiting.append(lambda: self.find(text, then))
            return
        self._desk.bridge.ask(
            attendance.named_so,
            then=lambda found: then([self._choice(one) for one in found]),
            key=(id(self), "find"),
            owner=self._owner,
            staff=self._staff,
            text=text,
            first=tuple(self.first),
            without=tuple(self.without),
        )

    def among(self, ids: Iterable[str]) -> list[Choice]:
        """Give some people by id, in their order; those who work nowhere are left out."""
        return [self._choice(self._by_id[id]) for id in ids if id in self._by_id]

    def _choice(self, one: Attendee) -> Choice:
        words = self._desk.speech.words
        places = (own(words, *one.position), own(words, *one.office))
        return Choice(one.id, own(words, *one.name), " · ".join(part for part in places if part))

    def _on_staff(self, found: tuple[Colleague, ...]) -> None:
        self._staff = found
        self._by_id = {one.who.id: one.who for one in found}
        self._came = True
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
