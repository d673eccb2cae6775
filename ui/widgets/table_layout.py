"""Which columns of a list a person sees, how wide and in what order; remembered by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from math import ceil

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ui.desk import Desk
from ui.models.columns import Align, AnyColumn
from ui.models.table_model import TableModel
from ui.theme import MARGIN, ROOMY
from ui.widgets.cells import SIDE

EDGE = MARGIN - SIDE
"""The first column, and figures in the last, are farther from the edge than from a neighbour."""

LEAST = 0.65
"""Of its usual width that is left of a column of words where the list would scroll sideways."""


class Arrangement(msgspec.Struct, frozen=True):
    """A person's columns: codes from left to right, the hidden ones, widths in logical pixels.

    `kept` are those that do not give way where the list is narrow. `sort` is what the list is
    sorted by, empty for the order it comes in.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: dict[str, int] = {}
    sort: str = ""
    descending: bool = False
    kept: frozenset[str] = frozenset()


class TableLayout(QObject):
    """Keep the columns of a view as its person left them; the stretching one fills what is left.

    Where that is less than it needs at its ease, those that are `spare` give way; what a person
    chose stays chosen.
    """

    def __init__(self, view: QTableView, model: TableModel, desk: Desk, name: str) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._desk = desk
        self._name = f"table.{name}"
        self._placing = False
        self._usual = {
            column.code: column.width + self._edge(at) for at, column in enumerate(model.columns)
        }
        self._widths = dict(self._usual)
        self._hidden = self._kept = self._out = frozenset[str]()
        wanted = self._load()
        self._apply(wanted)
        model.prefer(wanted.sort, descending=wanted.descending)
        heads = view.horizontalHeader()
        heads.setProperty("ends_in_figures", model.columns[-1].align is Align.RIGHT)
        heads.sectionResized.connect(self._on_resized)
        heads.sectionMoved.connect(self._save)
        model.reordered.connect(self._on_reordered)
        desk.theme.changed.connect(self._dress)

    @property
    def arrangement(self) -> Arrangement:
        """The columns as they are now."""
        heads = self._view.horizontalHeader()
        columns = self._model.columns
        order = tuple(columns[heads.logicalIndex(place)].code for place in range(heads.count()))
        sort, descending = self._model.order
        return Arrangement(
            order, self._hidden, dict(self._widths), sort or "", descending, self._kept
        )

    def arrange(self, wanted: Arrangement) -> None:
        """Place the columns as they were at another time."""
        self._apply(wanted)
        self._save()

    def visible(self) -> list[AnyColumn]:
        """Give the columns chosen, from left to right, those that gave way too."""
        return [self._model.columns[at] for at in self._chosen()]

    def choices(self) -> Iterator[tuple[str, str, bool, Callable[[bool], None]]]:
        """Go through all columns from left to right: code, heading, whether seen, the switch."""
        heads = self._view.horizontalHeader()
        for place in range(heads.count()):
            at = heads.logicalIndex(place)
            column = self._model.columns[at]
            if column.code in self._out:
                continue
            heading = " ".join(self._desk.speech.words.text(column.heading).split())
            seen = not heads.isSectionHidden(at) or self._model.is_tucked(at)
            yield column.code, heading, seen, partial(self.switch, at)

    def move(self, code: str, step: int) -> bool:
        """Move a column one place; False where it stands at the end already."""
        heads = self._view.horizontalHeader()
        codes = [column.code for column in self._model.columns]
        place = heads.visualIndex(codes.index(code))
        if not (0 <= place + step < heads.count() and heads.sectionsMovable()):
            return False
        heads.moveSection(place, place + step)
        return True

    def switch(self, section: int, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        code = self._model.columns[section].code
        if not shown and self._chosen() == [section]:
            return
        self._hidden = self._hidden - {code} if shown else self._hidden | {code}
        self._kept = self._kept | {code} if shown else self._kept - {code}
        self.fill()
        self._save()

    def leave_out(self, *codes: str) -> None:
        """Have no such columns for now, whatever a person chose: what is listed has them not."""
        self._out = frozenset(codes)
        self.fill()

    def reset(self) -> None:
        """Put the columns back as the program has them."""
        self._desk.memory.set(self._name, "")
        self._apply(self._load())
        if self._model.has_own_order:
            self._model.sort_as_it_comes()

    def fill(self) -> None:
        """Give the stretching column what the others leave, at least its own width."""
        heads, columns = self._view.horizontalHeader(), self._model.columns
        chosen = self._chosen()
        stretch = self._stretching(chosen)
        away = self._giving_way(chosen, stretch)
        self._placing = True
        for at in range(len(columns)):
            hidden = at not in chosen or at in away
            if hidden != heads.isSectionHidden(at):
                heads.setSectionHidden(at, hidden)
                heads.resizeSection(at, self._wide(at))
        if stretch is not None:
            seen = [at for at in chosen if at != stretch and at not in away]
            for at in seen:
                code = columns[at].code
                if columns[at].most or self._widths[code] == self._usual[code]:
                    heads.resizeSection(at, self._wide(at))
            left = self._view.viewport().width() - sum(heads.sectionSize(at) for at in seen)
            left -= self._share(seen, left - self._grown(columns[stretch].ease))
            least = max(self._least(columns[stretch]), self._heading_width(columns[stretch]))
            left += self._squeeze(seen, least - left)
            heads.resizeSection(stretch, max(left, least))
        self._placing = False
        places = {column.code: at for at, column in enumerate(columns)}
        self._model.tuck({places[columns[at].under]: at for at in away if columns[at].under})

    def _stretching(self, chosen: list[int]) -> int | None:
        """Tell which column fills what is left: where it is taken away, the widest one of words."""
        columns = self._model.columns
        own = next((at for at, column in enumerate(columns) if column.stretch), None)
        if own is None or own in chosen:
            return own
        words = (at for at in chosen if _is_words(columns[at]))
        return max(words, key=lambda at: columns[at].width, default=None)

    def _least(self, column: AnyColumn) -> int:
        """Tell the least width of a column that stretches.

        By what is bold rows are told apart: where it has one line of the two, it is not cut so
        soon.
        """
        one_line = column.strong and column.second is not None
        return self._grown(column.width) if one_line else column.width

    def _share(self, seen: list[int], above: int) -> int:
        """Give columns that grow their part of what is above the ease; tell how much that is."""
        heads, given = self._view.horizontalHeader(), 0
        for at in seen:
            column = self._model.columns[at]
            if above > 0 and column.most and self._widths[column.code] == self._usual[column.code]:
                more = min(self._grown(column.most - column.width), above // 3)
                heads.resizeSection(at, heads.sectionSize(at) + more)
                given += more
        return given

    def _squeeze(self, seen: list[int], lacking: int) -> int:
        """Take from columns of words, each in its measure, what the stretching one lacks.

        Words break into two lines or are cut; a date, a number, a status is there whole or not at
        all, and what a person made as wide as it is stays so. Tells how much was taken.
        """
        heads = self._view.horizontalHeader()
        give: dict[int, int] = {}
        for at in seen:
            column, wide = self._model.columns[at], heads.sectionSize(at)
            if _is_words(column) and self._widths[column.code] == self._usual[column.code]:
                least = max(round(column.width * LEAST), self._heading_width(column))
                give[at] = max(0, wide - least)
        total = sum(give.values())
        if lacking <= 0 or not total:
            return 0
        part = min(1.0, lacking / total)
        taken = {at: ceil(most * part) for at, most in give.items()}
        for at, less in taken.items():
            heads.resizeSection(at, heads.sectionSize(at) - less)
        return sum(taken.values())

    def _heading_width(self, column: AnyColumn) -> int:
        """Measure how wide a column must be for its heading to be read."""
        heading = self._desk.speech.words.text(column.heading)
        metrics = QFontMetrics(self._desk.theme.font("small", bold=True))
        return max(map(metrics.horizontalAdvance, heading.split("\n"))) + 2 * SIDE + 2

    def _chosen(self) -> list[int]:
        """Give the places of the columns a person wants to see, from left to right."""
        heads = self._view.horizontalHeader()
        logical = (heads.logicalIndex(place) for place in range(heads.count()))
        away = self._hidden | self._out
        return [at for at in logical if self._model.columns[at].code not in away]

    def _giving_way(self, chosen: list[int], stretch: int | None) -> set[int]:
        """Choose who gives way for the stretching column, from the right, and no more than needed.

        What would be said nowhere, as its rows have one line, stays.
        """
        away: set[int] = set()
        if stretch is None:
            return away
        columns = self._model.columns
        least = columns[stretch].width
        ease = max(self._grown(columns[stretch].ease), least)
        left = self._view.viewport().width() - sum(self._wide(at) for at in chosen if at != stretch)
        seen = {columns[at].code for at in chosen}
        for at in reversed(chosen):
            column = columns[at]
            tucks = column.under in seen and not self._desk.theme.compact
            if column.code in self._kept or not (tucks if column.under else column.spare):
                continue
            if left < (ease if column.spare else least):
                away.add(at)
                left += self._wide(at)
        return away

    def _load(self) -> Arrangement:
        text = self._desk.memory.get(self._name)
        usual = Arrangement(
            tuple(column.code for column in self._model.columns),
            frozenset(column.code for column in self._model.columns if not column.shown),
            self._usual,
        )
        if not text:
            return usual
        try:
            return msgspec.json.decode(text, type=Arrangement)
        except msgspec.DecodeError:
            return usual

    def _apply(self, wanted: Arrangement) -> None:
        heads = self._view.horizontalHeader()
        places = {column.code: at for at, column in enumerate(self._model.columns)}
        self._hidden, self._kept = wanted.hidden, wanted.kept
        self._placing = True
        for place, code in enumerate(code for code in wanted.order if code in places):
            heads.moveSection(heads.visualIndex(places[code]), place)
        for code, at in places.items():
            self._widths[code] = wanted.widths.get(code, self._model.columns[at].width)
            heads.setSectionHidden(at, code in wanted.hidden)
            heads.resizeSection(at, self._grown(self._widths[code]))
        self._placing = False
        self.fill()

    @property
    def _growth(self) -> float:
        """How much larger texts are than those the widths are said for."""
        return max(1.0, self._desk.theme.sizes.text / ROOMY.text)

    def _grown(self, width: int) -> int:
        return round(width * self._growth)

    def _wide(self, at: int) -> int:
        """Tell how wide a column is to be: as its person made it, else its heading is read."""
        column = self._model.columns[at]
        wide = self._grown(self._widths[column.code])
        if self._widths[column.code] != self._usual[column.code]:
            return wide
        return max(wide, self._heading_width(column) + self._edge(at))

    def _edge(self, at: int) -> int:
        """Tell what a column is wider by as it stands at the edge."""
        columns = self._model.columns
        ends = at == len(columns) - 1 and columns[at].align is Align.RIGHT
        return EDGE if at == 0 or ends else 0

    def _dress(self) -> None:
        """Give larger texts wider columns."""
        heads = self._view.horizontalHeader()
        self._placing = True
        for at in range(len(self._model.columns)):
            if not heads.isSectionHidden(at):
                heads.resizeSection(at, self._wide(at))
        self._placing = False
        self.fill()

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if self._placing or new == 0:
            return
        self._widths[self._model.columns[section].code] = round(new / self._growth)
        self.fill()
        self._save()

    def _save(self) -> None:
        if self._placing:
            return
        self._desk.memory.set(self._name, msgspec.json.encode(self.arrangement).decode())

    def _on_reordered(self) -> None:
        sort, descending = self._model.order
        self._model.prefer(sort, descending=descending)
        if sort or self._desk.memory.get(self._name):
            self._save()


def _is_words(column: AnyColumn) -> bool:
    """Tell whether texts of any length stand in a column, not a number, a date or a status."""
    return column.align is Align.LEFT and not (column.tone or column.value)
