"""Results as people write them in lists of training: points, per cents, «зачёт», «не явился»."""

import re
from dataclasses import dataclass

from edo.domain.likeness import fold

_BEST = 100
_POINTS = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:%|балл\w*|ұпай|points?)?", re.IGNORECASE)
_SHARE = re.compile(r"0[.,](\d{1,2})")
_NOT = re.compile(
    r"(?:не\b|нет\b|незач|неуд|неяв|отсутств|отказ|жок\b|катиспа|отпеди|сдать не)"
    r"|.*\b(?:катиспади|отпеди|тапсирмади)\b"
)
_NOT_ENGLISH = re.compile(r"(?:no|not|fail|failed|absent)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Result:
    """What a result comes to: whether the person passed, points of a hundred, the words."""

    passed: bool
    points: int | None = None
    remark: str = ""


def said_result(text: str) -> Result:
    """Read a result. Nothing said, and whatever does not deny it, is a pass."""
    plain = text.strip()
    if not plain:
        return Result(passed=True)
    if found := _SHARE.fullmatch(plain):
        return Result(passed=True, points=int(found[1].ljust(2, "0")))
    if (found := _POINTS.fullmatch(plain)) and int(found[1]) <= _BEST:
        return Result(passed=True, points=int(found[1]))
    denied = _NOT.match(fold(plain).replace("ы", "и")) or _NOT_ENGLISH.match(plain)
    return Result(passed=not denied, remark=plain)
