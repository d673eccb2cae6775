"""Keeping what is being typed: forms survive a crash, a power cut, and a closed window."""

import hashlib
from pathlib import Path

from edo.errors import Reason, refuse_os_error
from edo.outfile import replacing
from edo.store import drafts
from edo.workplace import Workplace


def keep_form(workplace: Workplace, *, name: str, value: bytes) -> None:
    """Keep a form in place of its earlier state.

    Args:
        workplace: where.
        name: what it is for, such as `registration/incoming`.
        value: its content, at most `drafts.SIZE_LIMIT` bytes; a larger one is not kept.
    """
    workplace.write(drafts.keep, name=name, saved=workplace.clock.now(), value=value)


def forget_form(workplace: Workplace, *, name: str) -> None:
    """Forget a form that was handed in or given up."""
    workplace.write(drafts.forget, name=name)


def keep_picture(workplace: Workplace, *, data: bytes) -> Path:
    """Keep a pasted picture as a PNG file, so that a kept form may point at it; return its path.

    Raises:
        Refusal: it cannot be written.
    """
    folder = workplace.home.folder / "pasted"
    path = folder / f"scan-{hashlib.sha256(data).hexdigest()[:8]}.png"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, folder) from error
    with replacing(path) as file:
        file.write(data)
    return path


def forget_picture(workplace: Workplace, *, path: Path) -> None:
    """Remove a pasted picture that was taken in or is not wanted; any other file stays."""
    if path.parent == workplace.home.folder / "pasted":
        path.unlink(missing_ok=True)
