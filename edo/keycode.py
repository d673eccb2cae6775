"""A key as a code on paper: written so that it can be typed back, each line checked by itself.

32 bytes make four lines of four groups of four signs. A line is 8 bytes of the key and 2 of a
checksum that also counts the line, in base32 with Crockford's alphabet: no I, L, O or U. What the
eye takes for one sign is one sign here: small letters, O for 0, I and L for 1, and the Cyrillic
letters that look like Latin ones.
"""

import base64
import hashlib
import re

from edo.errors import Reason, Refusal

LINES = 4
KEY_BYTES = 32
_GROUP = 4
_SIGNS = 16
_PART = KEY_BYTES // LINES
_CHECK = 2
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
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
        Refusal: a line is missing or mistyped; the value `n` says which.
    """
    return b"".join(_part(n, line) for n, line in enumerate(_lines(text), 1))


def _line(n: int, part: bytes) -> str:
    signs = base64.b32encode(part + _check(n, part)).decode().translate(_FROM_BASE32)
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def _check(n: int, part: bytes) -> bytes:
    return hashlib.sha256(b"edo/code/1\0" + bytes([n]) + part).digest()[:_CHECK]


def _lines(text: str) -> list[str]:
    typed = [_NUMBERED.sub("", line) for line in text.splitlines()]
    lines = [signs for line in typed if (signs := _BETWEEN.sub("", line))]
    if len(lines) != LINES:  # typed in one go, or broken elsewhere
        whole = "".join(lines)
        lines = [whole[start : start + _SIGNS] for start in range(0, len(whole), _SIGNS)]
    if len(lines) != LINES:
        raise Refusal(Reason.CODE_INCOMPLETE, lines=LINES, n=len(lines))
    return lines


def _part(n: int, line: str) -> bytes:
    signs = line.upper().translate(_ALIKE)
    if len(signs) != _SIGNS or not set(signs) <= set(_ALPHABET):
        raise Refusal(Reason.CODE_LINE_WRONG, n=n)
    both = base64.b32decode(signs.translate(_TO_BASE32))
    if both[_PART:] != _check(n, both[:_PART]):
        raise Refusal(Reason.CODE_LINE_WRONG, n=n)
    return both[:_PART]
