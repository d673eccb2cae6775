"""Names that are alike: of people and of offices, however they were typed.

A name is folded first: Kazakh letters and Latin look-alikes become the Russian letters one finds in
their place, «ё» is «е». Then parts of a person's name are compared in any order, an initial with
the part it may stand for, a patronymic by its stem, so that «Кайратовна» is «Қайратқызы». Only
what still differs is measured letter by letter.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

_SAME_LETTERS = str.maketrans(
    {
        **dict(zip("ёқәіғңөұүһйэ", "екаигноуухие", strict=True)),
        **dict(zip("aceopxykmthbin", "асеорхукмтнвии", strict=True)),
        **dict.fromkeys("ьъ'’`ʼ\"«»“”„", ""),
    }
)
_SIGNS = re.compile(r"[^\w\s‐‑–—-]|_")
_HYPHEN = re.compile(r"\s*[-‐‑–—]\s*")
_DOT = re.compile(r"[.,]")
_PATRONYMIC = re.compile(r"(.{3,}?)(?:ович|евич|овна|евна|улы|кызы|ыч|ична|инична)$")
_RUN_TOGETHER = re.compile(r"[^\W\d_][а-яёәіңғүұқөһ]+\s+[А-ЯЁӘІҢҒҮҰҚӨҺ]{2}\s*$")
"""Initials without dots after a name that is not in capitals: «Ахметова АК», but not «Ким Ан»."""
_INITIALS = 2

CLOSE = 86.0
"""Per cent of alikeness from which a name is offered as perhaps the same."""
_CLOSE_PART = 80.0
_MEMORY = 1 << 16


class Alike(IntEnum):
    """How far two names are the same, the closest last."""

    DIFFERENT = 0
    CLOSE = 1
    """Perhaps: a letter or two differ, or too little of the name is given."""
    SHORT = 2
    """One is the other with initials, or without the patronymic."""
    SAME = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, folded.

    Attributes:
        words: parts written out, sorted, patronymics as their stems.
        initials: single letters, sorted.
        key: what equals for the same name, whatever the order of its parts.
    """

    words: tuple[str, ...]
    initials: str
    key: str


def fold(text: str) -> str:
    """Return a text in small letters, one for all that look or sound alike; single spaces."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    plain = _SIGNS.sub(" ", small.translate(_SAME_LETTERS))
    return " ".join(_HYPHEN.sub("-", plain).split())


@lru_cache(maxsize=_MEMORY)
def name(text: str) -> Name:
    """Read a person's name."""
    parts = fold(_DOT.sub(" ", text)).replace("-", "").split()
    words = [part for part in parts if len(part) > 1]
    if len(words) > 1 and words == parts and _RUN_TOGETHER.search(text):
        parts = [*parts[:-1], *words.pop()]
    initials = "".join(sorted(part for part in parts if len(part) == 1))
    stems = tuple(sorted(map(stem, words)))
    return Name(stems, initials, " ".join((*stems, *initials)))


def stem(part: str) -> str:
    """Return a patronymic without its ending, any other part as it is."""
    found = _PATRONYMIC.match(part)
    return found[1] if found else part


def compare(first: Name, second: Name) -> Alike:
    """Tell how far two names are the same."""
    if first.key == second.key:
        return Alike.SAME if len(first.words) > 1 else Alike.CLOSE
    if is_shortened(first, second) or is_shortened(second, first):
        enough = min(len(one.words) + len(one.initials) for one in (first, second))
        return Alike.SHORT if enough > _INITIALS or _two_written(first, second) else Alike.CLOSE
    if first.initials or second.initials:
        return Alike.CLOSE if _abbreviated_close(first, second) else Alike.DIFFERENT
    return Alike.CLOSE if _likeness(first.words, second.words) >= CLOSE else Alike.DIFFERENT


def _two_written(first: Name, second: Name) -> bool:
    return min(len(first.words), len(second.words)) >= _INITIALS


def is_shortened(short: Name, full: Name) -> bool:
    """Tell whether every part of one is a part of the other or the first letter of one."""
    left = list(full.words)
    if not short.words or len(short.words) + len(short.initials) > len(left) + len(full.initials):
        return False
    for word in short.words:
        if word not in left:
            return False
        left.remove(word)
    open_letters = list(full.initials)
    for letter in short.initials:
        if letter in open_letters:
            open_letters.remove(letter)
            continue
        standing = next((part for part in left if part[0] == letter), None)
        if standing is None:
            return False
        left.remove(standing)
    return True


def _abbreviated_close(first: Name, second: Name) -> bool:
    """Compare where initials stand: the surname may differ a little, the letters may not."""
    short, full = (first, second) if len(first.words) <= len(second.words) else (second, first)
    if not short.words or not full.words:
        return False
    best = max(full.words, key=lambda word: fuzz.ratio(word, short.words[0]))
    if fuzz.ratio(best, short.words[0]) < CLOSE:
        return False
    rest = [*full.initials, *(word[0] for word in full.words if word is not best)]
    return all(letter in rest for letter in short.initials)


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return the per cent in which two names agree, each part with the part most like it.

    Nothing where a part has none like it, so that «Айгуль» is not «Айнур» in a long name. A slip in
    the first letter must not matter, so the parts are not taken in their order.
    """
    few, many = sorted((first, second), key=len)
    left = list(many)
    agreed = 0.0
    for part in sorted(few, key=lambda one: one not in left):
        best = max(left, key=lambda other: fuzz.ratio(part, other))
        if not _part_close(part, best):
            return 0.0
        left.remove(best)
        agreed += fuzz.ratio(part, best) * (len(part) + len(best))
    letters = sum(map(len, (*few, *many)))
    return agreed / letters if letters else 0.0


def _part_close(one: str, other: str) -> bool:
    """Tell whether a part is like another; of a short one a single letter may differ."""
    return fuzz.ratio(one, other) >= _CLOSE_PART or Levenshtein.distance(one, other) < _INITIALS


def blocks(one: Name) -> tuple[str, ...]:
    """Return keys of which two names share one if at most one of their parts is misspelt much.

    A key is the starts of two parts without their vowels, in which most slips happen.
    """
    starts = sorted({_skeleton(word) for word in one.words if len(word) > _INITIALS})
    return tuple(f"{first} {second}" for first, second in combinations(starts, 2))


def _skeleton(word: str) -> str:
    return word[0] + re.sub("[аеиоуыюя]", "", word[1:])[:2]


def nearest(text: str, among: Iterable[str], least: float, most: int) -> list[tuple[int, float]]:
    """Return the places of the texts most like one, with per cents, the best first.

    Args:
        text: folded.
        among: folded too.
        least: per cent from which a text counts.
        most: how many to return.
    """
    found = process.extract(
        text, list(among), scorer=fuzz.ratio, score_cutoff=least, limit=most, processor=None
    )
    return [(place, score) for _text, score, place in found]
