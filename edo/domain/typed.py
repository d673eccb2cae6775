"""What a person typed, pasted or scripted, made fit to be signed for ever.

Texts out of letters and programs bring along what nobody sees: ends of lines and pages, bytes of
terminals, signs that turn the direction of writing round. Paper and spreadsheets cannot show them
and two names that look the same would not be. Here, at the local door, they are taken out of every
fact at once; a fact that is signed already is folded as it is, so that all workplaces agree.
"""

import re
from typing import Any, TypeVar, cast

import msgspec
from msgspec.structs import replace

from edo.domain.fact import Fact

SEVERAL_LINES = frozenset(
    {
        "note",
        "resolution",
        "execution_note",
        "reason",
        "remarks",
        "text",
        "text_ru",
        "text_kk",
        "comment",
    }
)
"""Fields that may have ends of lines and tabs in them; a line's end in any other is a space."""
_REFERENCES = frozenset({"party"})
"""Fields that repeat a name as a card already has it, whatever it has in it."""

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Embeddings, overrides and isolates: they show `gpj.exe` as `exe.jpg`."""
_NO_CHARACTERS = {0xFEFF, 0xFFFE, 0xFFFF}
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {*b"\n\t"}
_HALVES = range(0xD800, 0xE000)
_UNSEEN: dict[int, str | None] = {
    **dict.fromkeys(_CONTROLS | _TURNS | _NO_CHARACTERS),
    **dict.fromkeys(_HALVES, "\N{REPLACEMENT CHARACTER}"),
}
"""Half characters stand for bytes that are no text, as in a file's name: their place is marked."""

F = TypeVar("F", bound=Fact)

_encode = msgspec.json.Encoder().encode


def stated(fact: F) -> tuple[F, bytes]:
    """Return a fact as it may be stated, and its fields as JSON."""
    try:
        data = _encode(fact)
    except UnicodeEncodeError:  # half characters
        data = b"\\"
    # JSON writes what cannot be seen below 32 with a backslash; almost no fact has either.
    if b"\\" in data or not data.decode().isprintable():
        fact = _cleaned(fact, "")
        data = _encode(fact)
    return fact, data


def clean(text: str, *, several_lines: bool = False) -> str:
    """Return a text without what cannot be seen; ends of lines become spaces, or stay."""
    text = _BREAK.sub("\n", text).translate(_UNSEEN)
    return text if several_lines else text.replace("\n", " ").replace("\t", " ")


def _cleaned(value: Any, field: str) -> Any:
    """Return a value with all its texts clean; the very same one where they are already."""
    match value:
        case str() if field not in _REFERENCES:
            text = clean(value, several_lines=field in SEVERAL_LINES)
            return value if text == value else text
        case dict():
            entries = cast("dict[str, Any]", value)
            return {name: _cleaned(one, name) for name, one in entries.items()}
        case list():
            return [_cleaned(one, field) for one in cast("list[Any]", value)]
        case tuple():
            return tuple(_cleaned(one, field) for one in cast("tuple[Any, ...]", value))
        case msgspec.Struct():
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            return replace(value, **{name: _cleaned(one, name) for name, one in fields.items()})
        case _:
            return value
