"""Text of attached files, taken apart from the program and under limits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from edo.domain.text import TextState
from edo.errors import Obstacle, Reason, Refusal
from edo.transfer import apart
from edo.transfer.apart import Ask, Failed, Limits, Outcome
from edo.transfer.readers.ending import Ending
from edo.transfer.readers.kinds import Kind, kind

LIMITS = Limits()
"""One file: a gigabyte of address space, 20 seconds of processor time, 30 of any time."""

MODULES: Mapping[Kind, str] = {
    Kind.PDF: "edo.transfer.readers.pdf",
    Kind.PACKED: "edo.transfer.readers.office",
    Kind.RTF: "edo.transfer.readers.rtf",
    Kind.MAIL: "edo.transfer.readers.mail",
    Kind.HTML: "edo.transfer.readers.html",
    Kind.PLAIN: "edo.transfer.readers.plain",
    Kind.COMPOUND: "edo.transfer.readers.compound",
}
STATES: Mapping[Ending, TextState] = {
    Ending.TOO_LONG: TextState.TOO_LONG,
    Ending.TOO_MUCH_MEMORY: TextState.TOO_LARGE,
    Ending.TOO_LARGE: TextState.TOO_LARGE,
    Ending.DAMAGED: TextState.DAMAGED,
    Ending.ENCRYPTED: TextState.ENCRYPTED,
    Ending.UNSUPPORTED: TextState.UNSUPPORTED,
    # Twice ended from outside: what the system ends for its memory is too large for it.
    Ending.INTERRUPTED: TextState.TOO_LARGE,
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one file, at most two million characters, and how the reading ended.

    `text` may be there in any state: what was read before the end. `pages` only where the kind of
    the file has them and all were counted.
    """

    text: str
    state: TextState
    pages: int | None
    truncated: bool


class _Notes(msgspec.Struct, frozen=True):
    pages: int | None = None
    truncated: bool = False


def extract(path: Path, name: str, limits: Limits = LIMITS) -> Extracted:
    """Take the text of a file.

    Args:
        path: where its bytes are.
        name: what it is called: asked only when the bytes do not say what they are.
        limits: what the reading may use.

    Raises:
        Refusal: CANNOT_READ when our own side cannot open the file.
    """
    found = kind(apart.start_of(path).data, name)
    if found is Kind.PICTURE:
        return Extracted("", TextState.EMPTY, None, truncated=False)
    module = MODULES.get(found)
    if module is None:
        return Extracted("", TextState.UNSUPPORTED, None, truncated=False)
    outcome = _patiently(module, Ask("text", path), limits)
    if found is Kind.MAIL and isinstance(outcome, Failed):
        return replace(
            _extracted(_patiently(module, Ask("letter", path), limits), path), truncated=True
        )
    return _extracted(outcome, path)


def _patiently(module: str, request: Ask, limits: Limits) -> Outcome:
    """Try once more when something outside ended the child."""
    outcome = apart.run(module, request, limits)
    if isinstance(outcome, Failed) and outcome.ending is Ending.INTERRUPTED:
        return apart.run(module, request, limits)
    return outcome


def _extracted(outcome: Outcome, path: Path) -> Extracted:
    """Judge what came back. The child is not believed: its text must be text."""
    if isinstance(outcome, Failed):
        if outcome.ending is Ending.UNREADABLE:
            raise Refusal(Reason.CANNOT_READ, path=str(path), detail=Obstacle.UNREADABLE)
        text = outcome.partial.decode("utf-8", "ignore").strip()
        return Extracted(text, STATES[outcome.ending], None, truncated=bool(text))
    try:
        notes = msgspec.json.decode(outcome.notes, type=_Notes)
        text = outcome.data.decode("utf-8").strip()
    except ValueError:
        return Extracted("", TextState.DAMAGED, None, truncated=False)
    state = TextState.FOUND if any(map(str.isalnum, text)) else TextState.EMPTY
    return Extracted(text if state is TextState.FOUND else "", state, notes.pages, notes.truncated)
