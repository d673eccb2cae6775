"""Which column of a sheet holds what: guessed by heads and by contents, for a person to change."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from edo.domain.judging import is_name
from edo.domain.likeness import name
from edo.domain.staff_list import DATES, OF_TRAINING, ListColumn, ListKind
from edo.errors import Reason, Refusal
from edo.transfer.headings import said_columns
from edo.transfer.said_dates import said_date
from edo.transfer.tabular import Row, Sheet, Sheets

_HEAD_WITHIN = 40
"""Rows of a sheet among which its head is looked for."""
_LOOKED_AT = 200
"""Rows by which the contents of a column are judged."""
_SAMPLES = 3
_LEAST = 0.45
"""From how sure on a guess is worth making."""
_BY_CONTENTS = 0.6
_MIXED = 0.5
_TWO_ROWS = 0.15
"""How much surer a head of two rows must be than one of one row."""
_PHONE = re.compile(r"[+()\d\s.,;/-]{6,60}")
_DIGIT = re.compile(r"\d")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FEWEST_DIGITS = 6
_NAMED = (ListColumn.NAME, ListColumn.SURNAME)


@dataclass(frozen=True, slots=True)
class Guess:
    """One column of a sheet.

    Attributes:
        place: from 0.
        title: its head.
        holds: what it is taken for; None where it is left out.
        sure: how sure that is, from 0 to 1; 1 where a person said it.
        sample: a few of its contents.
    """

    place: int
    title: str
    holds: ListColumn | None
    sure: float
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """The columns of a sheet and what each holds.

    Attributes:
        kind: what the list tells.
        head: number of the last row of the head in the file; 0 where there is none.
        columns: all columns, from the left.
    """

    kind: ListKind
    head: int
    columns: tuple[Guess, ...]

    def place(self, holds: ListColumn) -> int:
        """Return the place of the column that holds something; -1 where none does."""
        return next((one.place for one in self.columns if one.holds is holds), -1)

    def with_column(self, place: int, holds: ListColumn | None) -> "Mapped":
        """Return the same with one column taken for something else, which no other is then."""

        def changed(one: Guess) -> Guess:
            if one.place == place:
                return replace(one, holds=holds, sure=1.0)
            return replace(one, holds=None) if holds and one.holds is holds else one

        return replace(self, columns=tuple(map(changed, self.columns)))


class _Head(NamedTuple):
    """A head that was tried: its last row, the titles, how well they fit, the rows below it."""

    number: int
    titles: Sequence[str]
    columns: Mapping[int, tuple[ListColumn, float]]
    rows: Sequence[Row]

    @property
    def weight(self) -> float:
        named = any(column in _NAMED for column, _sure in self.columns.values())
        return sum(sure for _column, sure in self.columns.values()) if named else 0.0


def likely(sheets: Sheets) -> Sheet:
    """Return the sheet that looks most like a list of people; hidden ones only where no other."""
    weights = [(_best(sheet).weight, not sheet.hidden, len(sheet.rows)) for sheet in sheets.sheets]
    found = max(
        range(len(weights)), key=lambda n: (weights[n][1] and weights[n][0] > 0, *weights[n])
    )
    return sheets.sheets[found]


def guess(sheet: Sheet, kind: ListKind | None = None) -> Mapped:
    """Guess what the columns of a sheet hold.

    Args:
        sheet: the sheet.
        kind: what the list tells; None lets the columns decide.

    Raises:
        Refusal: NO_HEADINGS when no column holds names of people.
    """
    best = _best(sheet)
    if not best.weight:
        raise Refusal(Reason.NO_HEADINGS)
    held = {column for column, _sure in best.columns.values()}
    if kind is None:
        kind = ListKind.TRAINING if held & OF_TRAINING else ListKind.STAFF
    return _mapped(sheet, best, kind)


def unguessed(sheet: Sheet, kind: ListKind) -> Mapped:
    """Return the columns of a sheet without any guess, its first row as the head."""
    rows = sheet.rows[:1]
    titles = [rows[0][place] for place in range(sheet.width)] if rows else []
    return _mapped(sheet, _Head(rows[0].number if rows else 0, titles, {}, sheet.rows[1:]), kind)


def told(mapped: Mapped, columns: Mapping[str, ListColumn | None]) -> Mapped:
    """Return the columns with what a person said of some, by their heads or their numbers from 1.

    Raises:
        Refusal: UNKNOWN_COLUMN.
    """
    for said, holds in columns.items():
        wanted = said.strip().casefold()
        found = [
            one.place
            for one in mapped.columns
            if one.title.casefold() == wanted or str(one.place + 1) == wanted
        ]
        if not found:
            raise Refusal(Reason.UNKNOWN_COLUMN, value=said)
        mapped = mapped.with_column(found[0], holds)
    return mapped


def _mapped(sheet: Sheet, head: _Head, kind: ListKind) -> Mapped:
    def one(place: int) -> Guess:
        holds, sure = head.columns.get(place, (None, 0.0))
        if kind is ListKind.STAFF and holds in OF_TRAINING:
            holds, sure = None, 0.0
        texts = (row[place] for row in head.rows[:_LOOKED_AT])
        sample = tuple(dict.fromkeys(filter(None, texts)))[:_SAMPLES]
        title = head.titles[place] if place < len(head.titles) else ""
        return Guess(place, title, holds, round(sure, 2), sample)

    return Mapped(kind, head.number, tuple(map(one, range(sheet.width))))


def _best(sheet: Sheet) -> _Head:
    """Try every row, and every two neighbours, as the head; and that there is none."""
    width = sheet.width
    best = _head(sheet, -1, [""] * width)
    best = best if ListColumn.NAME in {holds for holds, _ in best.columns.values()} else _NOTHING
    for place, row in enumerate(sheet.rows[:_HEAD_WITHIN]):
        titles = [row[column] for column in range(width)]
        if not any(map(said_columns, titles)):
            continue
        one = _head(sheet, place, titles)
        best = max(best, one, key=lambda head: head.weight)
        if place + 1 < len(sheet.rows) and _is_head(below := sheet.rows[place + 1]):
            both = _head(sheet, place + 1, _joined(titles, below), below.cells)
            if both.weight > best.weight + _TWO_ROWS:
                best = both
    return best


_NOTHING = _Head(0, (), {}, ())


def _is_head(row: Row) -> bool:
    return any(map(said_columns, row.cells))


def _joined(upper: Sequence[str], lower: Row) -> list[str]:
    """Join a head of two rows: a group's name goes over the columns to its right, too."""
    titles: list[str] = []
    group = ""
    for place, title in enumerate(upper):
        below = lower[place]
        group = title or (group if below else "")
        titles.append(title if below in {"", title} else f"{group} {below}".strip())
    return titles


def _head(sheet: Sheet, place: int, titles: Sequence[str], below: Sequence[str] = ()) -> _Head:
    """Guess the columns below a head, at most one for each thing a column may hold.

    Args:
        sheet: the sheet.
        place: of the last row of the head among the rows; -1 for none.
        titles: what the columns are called.
        below: what the lower of two rows alone says.
    """
    rows = [row for row in sheet.rows[place + 1 :] if not is_of_numbers(row)]
    looked = rows[:_LOOKED_AT]
    guesses: list[tuple[float, int, ListColumn]] = []
    for column, title in enumerate(titles):
        texts = [row[column] for row in looked if row[column]]
        said = said_columns(title)
        if column < len(below):
            said = _surer(said, said_columns(below[column]))
        guesses += [(sure, -column, holds) for holds, sure in _guesses(said, texts).items()]
    found: dict[int, tuple[ListColumn, float]] = {}
    taken: set[ListColumn] = set()
    for sure, column, holds in sorted(guesses, key=lambda one: one[:2], reverse=True):
        if sure >= _LEAST and -column not in found and holds not in taken:
            found[-column] = holds, sure
            taken.add(holds)
    if ListColumn.NAME in taken and ListColumn.GIVEN not in taken:
        found = {at: one for at, one in found.items() if one[0] is not ListColumn.SURNAME}
    return _Head(sheet.rows[place].number if place >= 0 else 0, titles, found, rows)


def _surer(
    one: Mapping[ListColumn, float], other: Mapping[ListColumn, float]
) -> dict[ListColumn, float]:
    return {holds: max(one.get(holds, 0.0), other.get(holds, 0.0)) for holds in {*one, *other}}


def _guesses(said: Mapping[ListColumn, float], texts: Sequence[str]) -> dict[ListColumn, float]:
    """Return what a column may hold by its head, as far as its contents agree, or by them alone."""
    found: dict[ListColumn, float] = {}
    for holds, sure in said.items():
        fits = _FITS.get(holds)
        found[holds] = sure * (_MIXED + _MIXED * _share(texts, fits)) if fits and texts else sure
    dates = _share(texts, _is_date)
    if dates > _MIXED:
        found = {holds: sure if holds in DATES else sure * _MIXED for holds, sure in found.items()}
    for holds in (ListColumn.NAME, ListColumn.PHONE, ListColumn.EMAIL):
        share = _share(texts, _FITS[holds]) if not said else 0.0
        if share > _BY_CONTENTS:
            found[holds] = max(found.get(holds, 0.0), share * _BY_CONTENTS)
    return found


def is_of_numbers(row: Row) -> bool:
    """Tell whether a row only counts the columns: 1, 2, 3 … as papers have under their heads."""
    said = [cell for cell in row.cells if cell]
    return len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)]


def _share(texts: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, texts)) / len(texts) if texts else 0.0


def _is_date(text: str) -> bool:
    return said_date(text) is not None


def _is_full_name(text: str) -> bool:
    words = text.replace(".", ". ").split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and is_name(text, name(text))


def _is_word(text: str) -> bool:
    return not _DIGIT.search(text)


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and len(_DIGIT.findall(text)) >= _FEWEST_DIGITS


def _is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text))


_FITS: Mapping[ListColumn, Callable[[str], bool]] = {
    ListColumn.NAME: _is_full_name,
    ListColumn.SURNAME: _is_word,
    ListColumn.GIVEN: _is_word,
    ListColumn.PATRONYMIC: _is_word,
    ListColumn.POSITION: _is_word,
    ListColumn.PHONE: _is_phone,
    ListColumn.EMAIL: _is_email,
    **dict.fromkeys(DATES, _is_date),
}
