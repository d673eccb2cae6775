"""Keeps marks: each is handed to the workplace at once, and nobody waits for it.

While the workplace writes one batch, the next marks gather into another, so that thirty quick keys
are a few short commands and not thirty. What was handed in is shown as marked; what is refused
comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from edo.commands import training
from edo.domain.organisation import Person
from edo.domain.training import Marking
from edo.errors import EdoError
from ui.desk import Desk


@dataclass(slots=True, eq=False)
class Batch:
    """Marks of one command; `done` once it is written down."""

    marks: tuple[Marking, ...]
    done: bool = False


class MarkKeeper(QObject):
    """The marks of one session on their way.

    `changed` is sent when more is on its way, `kept` when a command was carried out and the session
    is to be read again, `refused` with the reason when it was not.
    """

    changed = Signal()
    kept = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, session: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.session = session
        self._gathered: dict[str, Marking] = {}
        self._handed: list[Batch] = []

    @property
    def on_the_way(self) -> Mapping[str, Marking]:
        """What is not in the list yet: person → the latest word about them."""
        handed = {one.person: one for batch in self._handed for one in batch.marks}
        return {**handed, **self._gathered}

    @property
    def resting(self) -> bool:
        """Whether all that was marked is written down."""
        return not self._gathered and all(batch.done for batch in self._handed)

    def waits(self, person: str) -> bool:
        """Tell whether a mark is not handed in yet: it may still become another."""
        return person in self._gathered

    def mark(self, *marks: Marking) -> None:
        """Mark people for the first time."""
        self._gathered.update({one.person: one for one in marks})
        if all(batch.done for batch in self._handed):
            self._flush()
        self.changed.emit()

    def correct(self, marking: Marking, reason: str) -> None:
        """Put a mark right, after all that was marked before."""
        self._flush()
        self._run((marking,), training.correct, mark=marking, reason=reason)
        self.changed.emit()

    def add(self, person: Person, marking: Marking) -> None:
        """Mark somebody who is in no directory yet."""
        self._flush()
        self._run((), training.mark_newcomer, person=person, marking=marking)

    def hurry(self) -> None:
        """Hand in at once what is gathered: nobody may be there any more to do it later."""
        self._flush()

    def answered(self) -> None:
        """Let go of what is written down: the session was read again."""
        self._handed = [batch for batch in self._handed if not batch.done]

    def _flush(self) -> None:
        if self._gathered:
            marks, self._gathered = tuple(self._gathered.values()), {}
            self._run(marks, training.mark, marks=marks)

    def _run(
        self, shown: tuple[Marking, ...], command: Callable[..., object], **words: Any
    ) -> None:
        batch = Batch(shown)
        self._handed.append(batch)
        self._desk.bridge.run(
            command,
            then=partial(self._on_kept, batch),
            otherwise=partial(self._on_refused, batch),
            session=self.session,
            **words,
        )

    def _on_kept(self, batch: Batch, _answer: object) -> None:
        batch.done = True
        self._go_on()

    def _on_refused(self, batch: Batch, error: EdoError) -> None:
        self._handed.remove(batch)
        self.refused.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if all(batch.done for batch in self._handed):
            self._flush()
        self.kept.emit()
