"""Values typed on the command line: dates, numbers, codes, files, cards."""

import os
import re
from argparse import Namespace
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from edo.clock import office_time
from edo.commands.documents import Attachment
from edo.commands.membership import find_person
from edo.domain.card import FIELDS, Access, Card, Carrier, Control, Delivery, Language
from edo.domain.document import FileRole
from edo.domain.workdays import Term, Unit
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.sentences import mark
from edo.workplace import Workplace

C = TypeVar("C", bound=StrEnum)

CARD_OPTIONS = tuple(
    field.name for field in FIELDS if field.name not in ("parties", "signed_by", "type")
)
"""Fields of the card that are options of the same name."""

CARD_CODES: dict[str, type[StrEnum]] = {
    "language": Language,
    "delivery": Delivery,
    "carrier": Carrier,
    "access": Access,
    "control": Control,
}
"""Fields of the card that hold a code, and which codes there are."""

CARD_COUNTS = ("sheets", "sheets_attached", "copies", "volume")
CARD_DATES = ("their_date", "due", "executed_on")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,18}")


class Misread(Exception):
    """A value of the command line is not what is expected: said in the person's language later.

    Args:
        sentence: what would be right, marked.
        values: what fills its places.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most` off the command line."""

    def read(text: str) -> int:
        if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
            raise Misread(
                mark("a whole number from {least} to {most}, not “{value}”"),
                least=least,
                most=most,
                value=text,
            )
        return int(text)

    return read


year = whole(MINYEAR, MAXYEAR)
_TERM = re.compile(r"([0-9]{1,4})(h|w|d|m)?")
_UNITS = {"h": Unit.HOURS, "w": Unit.WORKING, "d": Unit.CALENDAR, "m": Unit.MONTHS}


def term(text: str) -> Term:
    """Read a term: `15w` or `15` in working days, `10d` in calendar ones, `4h`, `1m`."""
    found = _TERM.fullmatch(text.strip())
    if not found:
        raise Misread(mark("a term such as 15w, 10d, 1m or 4h, not “{value}”"), value=text)
    return Term(int(found[1]), _UNITS[found[2] or "w"])


def path(text: str) -> Path:
    """Read the name of a file or folder, which cannot be empty."""
    if not text.strip():
        raise Misread(mark("the name of a file or folder, not nothing"))
    return Path(text)


def day(text: str | None) -> date | None:
    """Read a date written as YYYY-MM-DD; None for nothing.

    Raises:
        Refusal: it is no date.
    """
    if not text:
        return None
    if not _DAY.fullmatch(text):
        raise Refusal(Reason.BAD_DATE, value=text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(Reason.BAD_DATE, value=text) from error


def needed_day(text: str) -> date:
    """Read a date that must be there."""
    found = day(text)
    if found is None:
        raise Refusal(Reason.BAD_DATE, value=text)
    return found


def code(kind: type[C], text: str, field: str) -> C:
    """Read a code of the domain.

    Raises:
        Refusal: there is no such code.
    """
    try:
        return kind(text)
    except ValueError as error:
        raise Refusal(Reason.BAD_VALUE, field=field, value=text) from error


def number(text: str, field: str) -> int:
    """Read a whole number.

    Raises:
        Refusal: it is none.
    """
    if not _NUMBER.fullmatch(text):
        raise Refusal(Reason.BAD_VALUE, field=field, value=text)
    return int(text)


def card(workplace: Workplace, given: Namespace, begun: Card) -> Card:
    """Build the card from the options of `register` and `draft`.

    Args:
        workplace: knows the document types.
        given: the options.
        begun: the draft's card, else an empty one; what is given takes the place of what it has.

    Raises:
        Refusal: a value does not fit.
    """
    fields: dict[str, Any] = {}
    for name in CARD_OPTIONS:
        value = getattr(given, f"card_{name}", None)
        if value is not None:
            fields[name] = field_value(name, value)
    if given.type:
        fields["type"] = workplace.read(directory.document_type, name=given.type).id
    if given.signed_by:
        fields["signed_by"] = given.signed_by
    if "language" not in fields and fields.get("subject_kk"):
        both = bool(fields.get("subject_ru"))
        fields["language"] = (Language.BOTH if both else Language.KK).value
    return begun.with_fields(fields)


def field_value(name: str, text: str) -> Any:
    """Turn a field typed as text into its plain value; empty clears it.

    Raises:
        Refusal: it does not fit the field.
    """
    if name in CARD_COUNTS:
        return number(text, name) if text else None
    if name in CARD_DATES:
        found = day(text)
        return found.isoformat() if found else None
    if name in CARD_CODES:
        return code(CARD_CODES[name], text, name).value if text else getattr(Card(), name)
    if name == "signed_by":
        return [part.strip() for part in text.split(";") if part.strip()]
    return text


def attachments(given: Namespace) -> list[Attachment]:
    """Return the files to attach."""
    role = FileRole(getattr(given, "role", None) or FileRole.TEXT)
    language = getattr(given, "file_language", None) or ""
    return [Attachment(path, role, language) for path in paths(given)]


def paths(given: Namespace) -> list[Path]:
    """Return the files of `--file`."""
    return given.file or []


def texts(given: list[str] | None) -> list[str]:
    """Return the texts of an option that may come more than once, or not at all."""
    return given or []


def password() -> str:
    """Return the password a script opens the key with; empty where none is given."""
    return os.environ.get("EDO_PASSWORD", "")


def someone(workplace: Workplace, name: str | None) -> str:
    """Return the id of a person that is named, nobody's where none is."""
    return find_person(workplace, name=name) if name else ""


def several(workplace: Workplace, names: list[str] | None) -> tuple[str, ...]:
    """Return the ids of people that are named."""
    return tuple(find_person(workplace, name=name) for name in texts(names))


def moment(hlc: int) -> datetime:
    """Return the moment of a hybrid timestamp on the office's clock, to the second."""
    return office_time(hlc).replace(microsecond=0)


def given_fields(given: Namespace, *names: str) -> dict[str, Any]:
    """Return the fields that are said on the command line, by name."""
    return {name: value for name in names if (value := getattr(given, name, None)) is not None}
