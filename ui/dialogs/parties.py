"""The correspondents or addressees of a card: rows that come and go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edo.commands.correspondents import Newcomer
from edo.domain.card import Delivery, Kind, Party
from edo.queries.correspondents import CorrespondentItem
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.card_controls import Control
from ui.dialogs.party_row import PartyRow, Shape, TypedParty, typed_parties
from ui.dialogs.sender_line import choice_of
from ui.theme import GRID


class Parties(Control):
    """Rows of parties; Enter on one that is picked begins the next.

    `chosen` carries an id of the directory; `rearranged` is sent when rows came or went,
    `doubted` when something wrong is typed whole.
    """

    chosen = Signal(str)
    rearranged = Signal()
    doubted = Signal()

    def __init__(self, desk: Desk, kind: Kind) -> None:
        self._holder = QWidget()
        super().__init__(self._holder)
        self._desk = desk
        self._shape = Shape.of(kind)
        self._known: dict[str, CorrespondentItem] = {}
        self.delivery: Delivery | None = None
        self.rows: list[PartyRow] = []
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        self._show([TypedParty(being=self._shape.being.value)])

    @property
    def ids(self) -> list[str]:
        """Ids of the correspondents picked, in order."""
        return [row.code for row in self.rows if row.code]

    @property
    def being(self) -> str:
        """What the last newcomer was: an organisation or a person."""
        return self.rows[-1].strip.being.code

    @property
    def parts(self) -> list[QWidget]:
        """What takes the keys, in the order of Tab."""
        return [part for row in self.rows for part in self._of_row(row)]

    def newcomers(self) -> list[Newcomer]:
        """Give those to be added to the directory, each with its place among the parties."""
        found: list[Newcomer] = []
        for row in self.rows:
            place = len(found) + len(self._before(row))
            one = row.newcomer(place, self.delivery)
            if one is not None:
                found.append(one)
        return found

    def learn(self, known: Mapping[str, CorrespondentItem]) -> None:
        """Take entries of the directory that parties to be shown point at."""
        self._known |= known

    def value(self) -> object:
        """Give the parties that are in the directory, or only named; newcomers apart."""
        parties = (row.party(self.delivery) for row in self.rows)
        return tuple(party for party in parties if party is not None)

    def put(self, value: object) -> None:
        """Show parties."""
        parties = cast("Sequence[Party]", value or ())
        being = self.being
        self._show([TypedParty(being=being) for _ in parties] or [TypedParty(being=being)])
        for row, party in zip(self.rows, parties, strict=False):
            item = self._known.get(party.correspondent)
            row.put(party, choice_of(self._desk, item) if item else None)

    def clear(self, being: str) -> None:
        """Begin with one empty row; a newcomer would be such a one."""
        self._show([TypedParty(being=being)])
        self.edited.emit()

    def typed(self) -> str:
        """Give the rows that are not empty as JSON."""
        rows = [row.typed() for row in self.rows if not row.empty]
        return msgspec.json.encode(rows).decode() if rows else ""

    def restore(self, typed: str) -> None:
        """Show what a kept form holds; what cannot be read shows nothing."""
        rows = typed_parties(typed)
        self._show(rows or [TypedParty(being=self._shape.being.value)])
        self.edited.emit()

    def fault(self, words: Wording) -> str:
        """Say what is wrong with the first row that is."""
        faults = (row.fault(words) for row in self.rows)
        return next((fault for fault in faults if fault), "")

    def frame(self, words: Wording, *, wrong: bool) -> None:
        """Frame the rows that are wrong, where one says so."""
        for row in self.rows:
            row.show_wrong(wrong=wrong and bool(row.fault(words)))

    def focus(self) -> None:
        """Bring the keys to the first row that is wrong or empty, else to the first."""
        words = self._desk.speech.words
        wanting = (row for row in self.rows if row.empty or row.fault(words))
        next(wanting, self.rows[0]).focus(words)

    def add(self) -> PartyRow:
        """Begin one more row, or go to the one that is still empty."""
        row = next((row for row in self.rows if row.empty), None)
        if row is None:
            row = self._add(TypedParty(being=self.being))
            self.rearranged.emit()
        row.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return row

    def _before(self, row: PartyRow) -> list[Party]:
        earlier = self.rows[: self.rows.index(row)]
        parties = (one.party(self.delivery) for one in earlier)
        return [party for party in parties if party is not None]

    def _show(self, typed: Sequence[TypedParty]) -> None:
        """Show rows anew; a single one that nobody has touched yet serves for a single one."""
        if len(self.rows) == len(typed) == 1 and self.rows[0].blank:
            self.rows[0].restore(typed[0])
            self.rearranged.emit()
            return
        for row in self.rows:
            self._drop(row)
        self.rows = []
        for one in typed:
            self._add(one).restore(one)
        self.rearranged.emit()

    def _add(self, typed: TypedParty) -> PartyRow:
        row = PartyRow(self._desk, self._shape)
        row.strip.being.put(typed.being)
        row.edited.connect(self.edited)
        row.chosen.connect(self.chosen)
        row.doubted.connect(self.doubted)
        row.wants_next.connect(self.add)
        row.removed.connect(partial(self._remove, row))
        self.rows.append(row)
        self._lines.addWidget(row)
        self._show_crosses()
        return row

    def _remove(self, row: PartyRow) -> None:
        if len(self.rows) == 1:
            self.clear(row.strip.being.code)
            return
        self.rows.remove(row)
        self._drop(row)
        self.rearranged.emit()
        self._show_crosses()
        self.rows[-1].line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, row: PartyRow) -> None:
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_crosses(self) -> None:
        for row in self.rows:
            row.cross.setVisible(len(self.rows) > 1)

    def _of_row(self, row: PartyRow) -> tuple[QWidget, ...]:
        strip = row.strip
        return row.line, row.person, row.method, row.cross, strip.bin, strip.second, strip.being
