"""A key as a code on paper: written so that it can be typed back, each line checked by itself.

32 bytes make four lines of four groups of four signs. A line is 8 bytes of the key and 2 of a
checksum that also counts the line, in base32 with Crockford's alphabet: no I, L, O or U. What the
eye takes for one sign is one sign here: small letters, O for 0, I and L for 1, and the Cyrillic
letters that look like Latin ones.
"""

import base64
import hashlib
import itertools
import re
from collections.abc import Iterator

from edo.errors import Reason, Refusal

LINES = 4
KEY_BYTES = 32
_GROUP = 4
_SIGNS = 16
_GROUPS = _SIGNS // _GROUP
_PART = KEY_BYTES // LINES
_CHECK = 2
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIGN_SET = frozenset(_ALPHABET)
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_BASE32 = str.maketrans(_ALPHABET, _BASE32)
_FROM_BASE32 = str.maketrans(_BASE32, _ALPHABET)
_ALIKE = str.maketrans("OILАВЕКМНОРСТУХІҮЗҺ", "011ABEKMH0PCTYX1Y3H")
_NUMBERED = re.compile(r"^\s*[1-4]\s*[.):]")
_BETWEEN = re.compile(r"[^\w]+")


def write(key: bytes) -> tuple[str, ...]:
    """Return the lines of a key's code, groups parted by hyphens.

    Args:
        key: `KEY_BYTES` bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    parts = (key[start : start + _PART] for start in range(0, KEY_BYTES, _PART))
    return tuple(_line(n, part) for n, part in enumerate(parts, 1))


def read(text: str) -> bytes:
    """Read a code back, however its signs are spaced and whether or not its lines are numbered.

    Raises:
        Refusal: a line is missing or mistyped, as `check` tells.
    """
    return b"".join(check(n, line) for n, line in enumerate(_lines(text), 1))


def check(n: int, line: str) -> bytes:
    """Return the part of the key that line `n` holds, as it was typed.

    Raises:
        Refusal: it is mistyped. The value `n` says which line it is; `group` which group of it,
            where that shows: by a sign that no code has, by its length, or because one other sign
            there, or two changed about, would make the line right.
    """
    line = _NUMBERED.sub("", line)
    groups = [group for group in _BETWEEN.split(line) if group]
    signs = "".join(groups)
    apart = len(groups) == _GROUPS
    read = [sign.upper().translate(_ALIKE) for sign in signs]
    for place, sign in enumerate(read):
        if sign not in _SIGN_SET:
            at = _group_at(groups, place) if apart else place // _GROUP
            raise Refusal(Reason.CODE_SIGN_WRONG, n=n, group=at + 1, sign=signs[place])
    if len(read) != _SIGNS:
        odd = next((at for at, group in enumerate(groups, 1) if len(group) != _GROUP), 0)
        if apart:
            raise Refusal(Reason.CODE_GROUP_LENGTH, n=n, group=odd, signs=len(groups[odd - 1]))
        raise Refusal(Reason.CODE_LINE_LENGTH, n=n, signs=len(read))
    return _part(n, "".join(read))


def _group_at(groups: list[str], place: int) -> int:
    """Return in which group a sign stands, the first is 0."""
    ends = itertools.accumulate(len(group) for group in groups)
    return next(at for at, end in enumerate(ends) if place < end)


def _line(n: int, part: bytes) -> str:
    signs = base64.b32encode(part + _check(n, part)).decode().translate(_FROM_BASE32)
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def _check(n: int, part: bytes) -> bytes:
    return hashlib.sha256(b"edo/code/1\0" + bytes([n]) + part).digest()[:_CHECK]


def _lines(text: str) -> list[str]:
    typed = [_NUMBERED.sub("", line) for line in text.splitlines()]
    lines = [line for line in typed if _BETWEEN.sub("", line)]
    if len(lines) != LINES:  # typed in one go, or broken elsewhere
        whole = "".join(_BETWEEN.sub("", line) for line in lines)
        lines = [whole[start : start + _SIGNS] for start in range(0, len(whole), _SIGNS)]
    if len(lines) != LINES:
        raise Refusal(Reason.CODE_INCOMPLETE, lines=LINES, n=len(lines))
    return lines


def _part(n: int, signs: str) -> bytes:
    part, told = _apart(signs)
    if told == _check(n, part):
        return part
    other = next((m for m in range(1, LINES + 1) if told == _check(m, part)), 0)
    if other:
        raise Refusal(Reason.CODE_LINE_MOVED, n=n, other=other)
    if group := _suspect(n, signs):
        raise Refusal(Reason.CODE_GROUP_WRONG, n=n, group=group)
    raise Refusal(Reason.CODE_LINE_WRONG, n=n)


def _apart(signs: str) -> tuple[bytes, bytes]:
    """Return a line's part of the key, and its checksum."""
    both = base64.b32decode(signs.translate(_TO_BASE32))
    return both[:_PART], both[_PART:]


def _suspect(n: int, signs: str) -> int:
    """Return the only group in which one slip of the hand explains the line; 0 where none does."""
    right = {
        place // _GROUP + 1
        for place, line in _near(signs)
        if (told := _apart(line))[1] == _check(n, told[0])
    }
    return right.pop() if len(right) == 1 else 0


def _near(signs: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that one other sign, or two neighbours changed about, would make."""
    for place, sign in enumerate(signs):
        before, after = signs[:place], signs[place + 1 :]
        for other in _ALPHABET:
            if other != sign:
                yield place, before + other + after
        if after and after[0] != sign:
            yield place, before + after[0] + sign + after[1:]
