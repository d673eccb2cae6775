"""What restoring does, in plain words: before it is done, afterwards, and where it went wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from edo.errors import EdoError, Reason, Refusal
from edo.sentences import mark
from edo.wording import Wording
from ui.dialogs.restoring_steps import Left

_KEEPER = mark(
    "A workplace of the keeper is made in {folder}, and that is recorded in the shared folder"
    " {share}: from now on it lets others in, gives roles and ends workplaces. The computer that"
    " did so before does so no longer. This cannot be taken back."
)
_PILE = mark(
    "What is signed in {pile} is laid into {share}. Nothing in {pile} is changed or removed. This"
    " may take minutes; it can be stopped, and goes on when it is begun again with these folders."
)
_OWN = mark("The workplace of that key goes on in {folder}.")
"""What will be done, told before it is."""
_NEXT = (
    mark("Put the recovery sheet back into its envelope, and into the safe."),
    mark(
        "On the page “Exchange”, end the workplaces that were lost and invite their people again."
    ),
    mark("Look the data over: page “Settings”."),
)
"""What is to be done afterwards."""


def sure(words: Wording, left: Left, told: Mapping[str, str], *, by_key: bool) -> str:
    """Say what will be done.

    Args:
        words: of the language.
        left: what is left.
        told: paths by the codes of their fields.
        by_key: whether a workplace's own key takes the place of the sheet.
    """
    said = {"folder": told["path"], "share": told["share"], "pile": told["pile"]}
    parts = ([_PILE] if left is Left.FILES else []) + [_OWN if by_key else _KEEPER]
    return "\n\n".join(words.text(one, **said) for one in parts)


def ended(words: Wording, counts: Mapping[str, int], *, by_key: bool) -> Iterator[str]:
    """Say what was found, and what is to be done next."""
    if counts:
        work = words.plural(
            "{n} signed piece of work found",
            "{n} signed pieces of work found",
            counts.get("segments", 0),
        )
        files = words.plural("{n} attached file", "{n} attached files", counts.get("files", 0))
        yield f"{work}, {files}."
    for n, one in enumerate(_NEXT[1:] if by_key else _NEXT, 1):
        yield f"{n}. {words.text(one)}"


def said(words: Wording, error: EdoError) -> str:
    """Say what is wrong; how a password is told on the terminal is nothing to a window."""
    if error.reason == Reason.PASSWORD_NEEDED:
        return words.text("The key of this workplace has a password.")
    return words.refusal(error)


def field_of(error: EdoError, paths: Mapping[str, str], asked: Collection[str]) -> str:
    """Tell which answer a refusal is about.

    Args:
        error: the refusal.
        paths: by the codes of their fields.
        asked: codes of all that is asked for.
    """
    reason, path = str(error.reason), str(error.values.get("path", ""))
    named = [code for code, one in paths.items() if path and path == one and code in asked]
    if named:
        return named[0]
    if "code" in asked and (reason.startswith("code_") or error.values.get("field") == "code"):
        return "code"
    if reason in (Reason.WRONG_PASSWORD, Reason.PASSWORD_NEEDED):
        return "password"
    if "key" in asked and (reason.startswith("key") or reason == Reason.DEVICE_RETIRED):
        return "key"
    return "path" if isinstance(error, Refusal) and not reason.startswith("share") else "share"
