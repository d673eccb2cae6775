"""Values typed on the command line: dates, codes, correspondents, cards."""

from argparse import Namespace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from edo.commands.documents import Attachment
from edo.domain.card import FIELDS, Card, Delivery
from edo.domain.document import FileRole
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.workplace import Workplace

C = TypeVar("C", bound=StrEnum)

CARD_OPTIONS = tuple(
    field.name for field in FIELDS if field.name not in ("parties", "signed_by", "type")
)
"""Fields of the card that are options of the same name."""


def day(text: str | None) -> date | None:
    """Read a date written as YYYY-MM-DD; None for nothing.

    Raises:
        Refusal: it is no date.
    """
    if not text:
        return None
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
    try:
        return int(text)
    except ValueError as error:
        raise Refusal(Reason.BAD_VALUE, field=field, value=text) from error


def card(workplace: Workplace, given: Namespace) -> Card:
    """Build the card from the options of `register` and `draft`.

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
    fields["signed_by"] = given.signed_by or []
    return Card().with_fields(fields)


def field_value(name: str, text: str) -> Any:
    """Turn a field typed as text into its plain value; empty clears it.

    Raises:
        Refusal: it does not fit the field.
    """
    if name in ("sheets", "sheets_attached", "copies", "volume"):
        return number(text, name) if text else None
    if name in ("their_date", "due", "executed_on"):
        found = day(text)
        return found.isoformat() if found else None
    if name == "delivery":
        return code(Delivery, text, name).value if text else None
    if name == "signed_by":
        return [part.strip() for part in text.split(";") if part.strip()]
    return text


def attachments(given: Namespace) -> list[Attachment]:
    """Return the files to attach."""
    role = code(FileRole, getattr(given, "role", None) or "text", "file")
    language = getattr(given, "file_language", None) or ""
    return [Attachment(Path(path), role, language) for path in texts(given.file)]


def texts(given: list[str] | None) -> list[str]:
    """Return the texts of an option that may come more than once, or not at all."""
    return given or []
