"""The named steps of a repair: what each does, which findings it mends, and the log of them."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from edo.check import Examined
from edo.errors import Reason, refuse_os_error
from edo.home import Home
from edo.sentences import mark


class Step(StrEnum):
    """A step, in the order they are proposed."""

    REBUILD = "rebuild"
    REFOLD = "refold"
    RENEW = "renew"
    REPUBLISH = "republish"
    IMPORT_STRAYS = "import-strays"
    REFETCH = "refetch"
    VOID_CLAIM = "void-claim"


DOES = {
    Step.REBUILD: mark(
        "Make a new database file from the signed work in the old one; the old one is kept."
    ),
    Step.REFOLD: mark("Make all tables anew from the ledger."),
    Step.RENEW: mark(
        "Give this workplace a key of its own again; the keeper lets it in by six words."
    ),
    Step.REPUBLISH: mark("Put what the shared folder lacks, and lies here, back into it."),
    Step.IMPORT_STRAYS: mark("Give work that lies in conflict copies its own name again."),
    Step.REFETCH: mark("Read again what is lost or spoilt here and lies in the shared folder."),
    Step.VOID_CLAIM: mark("Use or explain the numbers that were claimed and given to nobody."),
}
"""What each step does, for people."""
MENDS: dict[str, Step] = {
    "database": Step.REBUILD,
    "database_damaged": Step.REBUILD,
    "ledger_segment": Step.REBUILD,
    "table": Step.REFOLD,
    "table_rows": Step.REFOLD,
    "copied": Step.RENEW,
    "replaced": Step.RENEW,
    "share_absent": Step.REPUBLISH,
    "founding": Step.REPUBLISH,
    "record_missing": Step.REPUBLISH,
    "record_other": Step.REPUBLISH,
    "head_missing": Step.REPUBLISH,
    "segment_missing": Step.REPUBLISH,
    "segment_other": Step.REPUBLISH,
    "pack_other": Step.REPUBLISH,
    "claim_missing": Step.REPUBLISH,
    "blob_missing": Step.REPUBLISH,
    "blob_other": Step.REPUBLISH,
    "stray_holds": Step.IMPORT_STRAYS,
    "set_aside": Step.REFETCH,
    "file_absent": Step.REFETCH,
    "file": Step.REFETCH,
    "segment_chain": Step.REFETCH,
    "claim_unused": Step.VOID_CLAIM,
}
"""A check's code → the step that mends it."""


def proposed(examined: Examined) -> list[Step]:
    """Return the steps that may mend what was found, in their order."""
    wanted = {MENDS[one.code] for one in examined.findings if one.code in MENDS}
    return [step for step in Step if step in wanted]


def log(home: Home, step: str, told: dict[str, Any], at: int) -> None:
    """Write down what a step did.

    Args:
        home: whose log.
        step: its name.
        told: what it did.
        at: the instant, milliseconds since 1970 UTC.

    Raises:
        Refusal: the log cannot be written.
    """
    when = datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")
    line = json.dumps({"at": when, "step": step, **told}, ensure_ascii=False)
    path = home.logs / "repair.log"
    try:
        home.logs.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error
