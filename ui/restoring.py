"""What restoring does with folders, behind the windows: the same as the terminal does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from edo.commands import recovery
from edo.repair import rescue
from ui.dialogs.restoring import Wanted
from ui.dialogs.restoring_steps import Left
from ui.long_run import Progress, until_stopped


def restore(wanted: Wanted, progress: Progress) -> Mapping[str, int]:
    """Restore what a person wants; tell how many of what were found in a pile of files.

    Raises:
        Refusal, DamagedError, UnreachableError: as `recovery.begin_again` and `rescue.rescue`.
        CancelledError: somebody pressed Stop.
    """
    if wanted.left is Left.SHARE:
        recovery.begin_again(
            wanted.folder, place=wanted.share, code=wanted.code, password=wanted.password
        )
        return {}
    found = rescue.rescue(
        wanted.pile,
        wanted.folder,
        Path(wanted.share),
        code=wanted.code,
        key=Path(wanted.key) if wanted.key else None,
        password=wanted.password,
        tell=until_stopped(progress),
    )
    return found.told()
