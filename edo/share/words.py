"""Six words that two people read to each other, to know that both screens show one request.

Each word stands for one byte, so six are 48 bits. Two screens may run two releases: the lists never
change. Words of one list differ in two letters at least, also where letters sound alike.
"""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache

import resources
from edo import keys

COUNT = 6
"""Words that are read aloud."""

_SUMMED = b"edo/words/1\0"
_REMEMBERED = 64
"""Sums kept in mind: a keeper's screen shows the same requests again and again."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same six bytes in both languages."""

    ru: tuple[str, ...]
    kk: tuple[str, ...]


def six_words(digest: bytes) -> Words:
    """Return the words of the first six bytes.

    Args:
        digest: at least `COUNT` bytes.
    """
    if len(digest) < COUNT:
        raise ValueError(len(digest))
    told = digest[:COUNT]
    ru, kk = word_list("ru"), word_list("kk")
    return Words(tuple(ru[byte] for byte in told), tuple(kk[byte] for byte in told))


@lru_cache(_REMEMBERED)
def summed(founding: str, request: bytes) -> bytes:
    """Sum up what a new workplace and the keeper must see alike.

    The sum costs a fifth of a second on purpose: who holds a stolen invitation would have to
    find, by trying, another request with the same words, and 48 bits of a quick sum are too few.

    Args:
        founding: hash of the organisation's founding record.
        request: the request's line as it is signed.
    """
    whole = hashlib.sha256(_SUMMED + founding.encode() + b"\0" + request).digest()
    return keys.stretch(whole, hashlib.sha256(_SUMMED).digest())


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the 256 words of a language, `ru` or `kk`, by the byte each stands for."""
    return tuple(resources.path(f"words/{language}.txt").read_text(encoding="utf-8").split())
