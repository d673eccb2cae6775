"""Square codes (QR) of a scanned sheet or certificate, read apart and under limits."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from edo.domain.text import TextState
from edo.errors import Obstacle, Reason, Refusal
from edo.transfer import apart
from edo.transfer.apart import MIB, Ask, Failed, Limits
from edo.transfer.readers.ending import Ending
from edo.transfer.readers.kinds import Kind, kind
from edo.transfer.text import STATES

READING = Limits(seconds=60, wall=90, answer=MIB)
"""One scan of some dozens of pages."""
MODULE = "edo.transfer.readers.codes"

_WORKS: Mapping[Kind, str] = {Kind.PDF: "pdf", Kind.PICTURE: "picture"}
_MOST, _LONGEST = 200, 4096
_Text = Annotated[str, msgspec.Meta(max_length=_LONGEST)]
_Texts = Annotated[tuple[_Text, ...], msgspec.Meta(max_length=_MOST)]


def codes_in(path: Path, limits: Limits = READING) -> tuple[str, ...]:
    """Return the texts of all square codes in a scan, each once, those of the first page first.

    Args:
        path: a PDF, or a picture: PNG, JPEG, TIFF, BMP, GIF.
        limits: what the reading may use.

    Raises:
        Refusal: CANNOT_READ when our own side cannot open the file; CODES_UNREADABLE with the
            state of the file when it cannot be searched.
    """
    work = _WORKS.get(kind(apart.start_of(path).data, path.name))
    if work is None:
        raise _unreadable(path, TextState.UNSUPPORTED)
    outcome = apart.run(MODULE, Ask(work, path), limits)
    if isinstance(outcome, Failed) and outcome.ending is Ending.INTERRUPTED:
        outcome = apart.run(MODULE, Ask(work, path), limits)
    if isinstance(outcome, Failed):
        if outcome.ending is Ending.UNREADABLE:
            raise Refusal(Reason.CANNOT_READ, path=str(path), detail=Obstacle.UNREADABLE)
        raise _unreadable(path, STATES[outcome.ending])
    try:
        return msgspec.json.decode(outcome.data, type=_Texts)
    except ValueError as error:
        raise _unreadable(path, TextState.DAMAGED) from error


def _unreadable(path: Path, state: TextState) -> Refusal:
    return Refusal(Reason.CODES_UNREADABLE, path=str(path), state=state)
