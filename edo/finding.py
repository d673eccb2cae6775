"""What a look over the data finds: how bad it is, which check found it, where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    """How bad a finding is, the least first."""

    NOTICE = "notice"
    """Worth knowing; nothing is wrong."""
    REPAIRABLE = "repairable"
    """`edo repair` mends it; nothing is lost."""
    DAMAGE = "damage"
    """Bytes are lost or were changed."""
    TAMPERED = "tampered"
    """Somebody put forged or altered objects where signed ones belong."""


_ORDER = tuple(Harm)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: how bad, which check found it, and where."""

    harm: Harm
    code: str
    where: str


def worst(findings: Iterable[Finding]) -> Harm | None:
    """Return the worst harm of some findings, None where there are none."""
    return max((one.harm for one in findings), key=_ORDER.index, default=None)
