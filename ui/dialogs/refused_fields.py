"""Which field of a sheet a refusal is about."""

from __future__ import annotations

from collections.abc import Container

from edo.errors import EdoError, Reason

FIELD_OF = {
    Reason.WRONG_CONTROL_DIGIT: "bin",
    Reason.WRONG_IDENTIFIER: "bin",
    Reason.BAD_TEMPLATE: "template",
    Reason.BAD_NUMBER: "first",
    Reason.OFFICE_CYCLE: "parent",
    Reason.TOO_MANY_NUMBERS: "count",
    Reason.RESERVATION_EXPIRED: "until",
    Reason.CODE_INCOMPLETE: "code",
    Reason.CODE_SIGN_WRONG: "code",
    Reason.CODE_GROUP_LENGTH: "code",
    Reason.CODE_LINE_LENGTH: "code",
    Reason.CODE_LINE_MOVED: "code",
    Reason.CODE_GROUP_WRONG: "code",
    Reason.CODE_LINE_WRONG: "code",
    Reason.CODE_FOREIGN: "code",
}
"""Refusals that name no field themselves → the field they are about."""
SAME_FIELD = {"journal": "index", "correspondent": "name_ru"}
"""What a command calls a field → what the form calls it."""


def field_of(error: EdoError, fields: Container[str]) -> str:
    """Give the code of the field of a sheet that a refusal is about, empty where none is."""
    code = str(error.values.get("field", ""))
    if code not in fields:
        code = SAME_FIELD.get(code, code)
    if code or error.reason not in tuple(Reason):
        return code
    return FIELD_OF.get(Reason(error.reason), "")
