"""Answers on the terminal: one JSON value, or a table a person can read."""

import json
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

from edo.wording import Wording


@dataclass(frozen=True, slots=True)
class Listed:
    """Records, and which of their values a person's table shows; JSON has them all."""

    rows: Sequence[Mapping[str, Any]]
    columns: Sequence[str]


Answer = Mapping[str, Any] | Sequence[Mapping[str, Any]] | Sequence[str] | Listed | None
"""What a command of the terminal answers: one record, a list of them, or lines of text."""

_GAP = "  "
_SHORTEST = 8


def as_json(answer: Answer) -> str:
    """Return the answer as one JSON value."""
    plain = answer.rows if isinstance(answer, Listed) else answer
    return json.dumps(plain, ensure_ascii=False, default=_plain)


def as_text(answer: Answer, words: Wording) -> str:
    """Return the answer for a person: a table for a list, `name: value` lines for one record."""
    if answer is None:
        return ""
    if isinstance(answer, Mapping):
        width = max((len(words.field(name)) for name in answer), default=0)
        return "\n".join(
            f"{words.field(name):<{width}}  {_shown(value, words)}"
            for name, value in answer.items()
            if value not in ("", None, [], ())
        )
    if isinstance(answer, Listed):
        return _table(answer.rows, answer.columns, words)
    if answer and isinstance(answer[0], str):
        return "\n".join(str(line) for line in answer)
    rows = [row for row in answer if isinstance(row, Mapping)]
    return _table(rows, list(rows[0]) if rows else [], words)


def _table(rows: Sequence[Mapping[str, Any]], names: Sequence[str], words: Wording) -> str:
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
    while _width(text) > width:
        text = text[:-2] + "…"
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)


def _shown(value: Any, words: Wording) -> str:
    match value:
        case None:
            return ""
        case StrEnum():
            return words.name(value)
        case bool():
            return words.text("yes") if value else words.text("no")
        case date():
            return words.date(value)
        case Mapping():
            inner = cast("Mapping[str, Any]", value)
            return ", ".join(f"{words.field(k)}: {_shown(v, words)}" for k, v in inner.items() if v)
        case list() | tuple():
            return "; ".join(_shown(item, words) for item in cast("Sequence[Any]", value))
        case _:
            return " ".join(str(value).split())


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
