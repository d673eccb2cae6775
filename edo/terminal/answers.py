"""Answers on the terminal: one JSON value, or a table a person can read."""

import json
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from edo.wording import Wording

Row = Mapping[str, Any]
"""One record: name of a field → its value."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Records, and which of their values a person's table shows; JSON has them all."""

    rows: Sequence[Row]
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that a person is shown in other words than a script, under a sentence perhaps."""

    plain: Any
    shown: "Row | Sequence[Row] | Listed"
    said: str = ""


Answer = Row | Sequence[Row] | Sequence[str] | Listed | Told | None
"""What a command of the terminal answers: one record, a list of them, or lines of text."""

_GAP = "  "
_SHORTEST = 8
_WIDE = "WF"
"""East Asian widths that take two places on the terminal: ideographs and emoji."""


def as_json(answer: Answer, *, escaped: bool = False) -> str:
    """Return the answer as one JSON value.

    Args:
        answer: what is answered.
        escaped: write letters beyond ASCII as escapes, for an output that cannot take them.
    """
    plain = answer
    if isinstance(answer, Listed):
        plain = answer.rows
    elif isinstance(answer, Told):
        plain = answer.plain
    return json.dumps(plain, ensure_ascii=escaped, default=_plain)


def as_text(answer: Answer, words: Wording) -> str:
    """Return the answer for a person: a table for a list, `name  value` lines for one record."""
    match answer:
        case None:
            return ""
        case Told():
            shown = as_text(answer.shown, words) if answer.shown or not answer.said else ""
            return "\n\n".join(part for part in (answer.said, shown.lstrip("\n")) if part)
        case Mapping():
            return _record(answer, words)
        case Listed():
            return _table(answer.rows, answer.columns, words)
        case _:
            rows = [row for row in answer if isinstance(row, Mapping)]
            if answer and not rows:
                return "\n".join(_shown(line, words) for line in answer)
            return _table(rows, list(rows[0]) if rows else [], words)


def _record(record: Row, words: Wording) -> str:
    """Write a record: its plain values line by line, its lists as tables below."""
    known = {name: value for name, value in record.items() if value not in ("", None, [], ())}
    tables = {name: value for name, value in known.items() if _is_table(value)}
    lines = {words.field(name): value for name, value in known.items() if name not in tables}
    width = max((_width(name) for name in lines), default=0)
    parts = [f"{_fit(name, width)}  {_shown(value, words)}" for name, value in lines.items()]
    for name, rows in tables.items():
        parts += ["", f"{words.field(name)}:", _table(rows, list(rows[0]), words)]
    return "\n".join(parts)


def _is_table(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and isinstance(value[0], Mapping)


def _table(rows: Sequence[Row], names: Sequence[str], words: Wording) -> str:
    if not rows:
        return words.text("Nothing found.")
    cells = [[words.field(name) for name in names]]
    cells += [[_shown(row.get(name), words) for name in names] for row in rows]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(names))]
    _squeeze(widths, shutil.get_terminal_size((160, 24)).columns)
    lines = [
        _GAP.join(_fit(cell, width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    ]
    lines.insert(1, _GAP.join("─" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _squeeze(widths: list[int], room: int) -> None:
    """Narrow the widest columns until the table fits the terminal."""
    while sum(widths) + len(_GAP) * (len(widths) - 1) > room and max(widths) > _SHORTEST:
        widths[widths.index(max(widths))] -= 1


def _fit(text: str, width: int) -> str:
    """Cut a text to a width, with an ellipsis where something is lost, or fill it up."""
    if _width(text) <= width:
        return text + " " * (width - _width(text))
    kept, used = "", 0
    for letter in text:
        used += _width(letter)
        if used > width - 1:
            break
        kept += letter
    return kept + "…" + " " * (width - 1 - _width(kept))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in _WIDE)
        for letter in text
    )


def _shown(value: Any, words: Wording) -> str:
    match value:
        case None:
            return ""
        case StrEnum():
            return words.name(value)
        case bool():
            return words.text("yes") if value else words.text("no")
        case datetime():
            return words.moment(value)
        case date():
            return words.date(value)
        case Mapping():
            inner = cast("Row", value)
            return ", ".join(f"{words.field(k)}: {_shown(v, words)}" for k, v in inner.items() if v)
        case list() | tuple():
            return "; ".join(_shown(item, words) for item in cast("Sequence[Any]", value))
        case _:
            return _one_line(str(value))


def _one_line(text: str) -> str:
    """Return a text without line ends and without letters that would steer the terminal."""
    plain = " ".join(text.split())
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
