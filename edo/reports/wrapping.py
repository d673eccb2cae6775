"""Breaking text into lines no wider than a cell, without losing a letter.

Lines break at blanks, and behind a hyphen or a slash that stands between letters. A word wider
than a whole line is broken behind any such sign, else between syllables with a hyphen, else
anywhere. The hyphen added is U+2010, which stands nowhere
else on our paper, so a reader of the text layer can take it out again.
"""

import re
import unicodedata
from collections.abc import Iterator

from edo.reports.typeface import Ruler

HYPHEN = "\u2010"
_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_WORD = re.compile(r"[Ѐ-ӿ]+")
_SYLLABLE = 2
"""Fewest letters that may stand on either side of an added hyphen."""
_JOINT = re.compile(r"(?<=[^\W\d_]{2})[-/](?=[^\W\d_]{2})")
_BEHIND = frozenset("-–—/\\_.,;:@+=&?)]»")


def wrap(text: str, width: float, ruler: Ruler) -> list[str]:
    """Return the lines of a text.

    Args:
        text: presentable text; its own line ends are kept.
        width: the widest a line may be, in points; at least as wide as the widest letter.
        ruler: measures words in the font of the text.
    """
    lines: list[str] = []
    blank = ruler[" "]
    for paragraph in text.split("\n"):
        words = paragraph.split(" ")
        if sum(map(ruler.__getitem__, words)) + blank * (len(words) - 1) <= width:
            lines.append(paragraph)
        else:
            lines.extend(_fill(words, width, ruler))
    return lines


def _fill(words: list[str], width: float, ruler: Ruler) -> Iterator[str]:
    blank = ruler[" "]
    line = ""
    used = 0.0
    for word in words:
        wide = ruler[word]
        if line and used + blank + wide <= width:
            line = f"{line} {word}"
            used += blank + wide
            continue
        if line and (at := _joint_within(word, width - used - blank, ruler)):
            line, word = f"{line} {word[:at]}", word[at:]
            wide = ruler[word]
        if line:
            yield line
        if wide > width:
            *whole, word = _pieces(word, width, ruler)
            yield from whole
            wide = ruler[word]
        line, used = word, wide
    yield line


def _joint_within(word: str, room: float, ruler: Ruler) -> int:
    """Return the place behind a word's last joint that has room, 0 for none.

    A joint stands between words: numbers and «п/п» stay whole as long as they fit a line.
    """
    for joint in reversed(list(_JOINT.finditer(word))):
        if ruler[word[: joint.end()]] <= room:
            return joint.end()
    return 0


def _pieces(word: str, width: float, ruler: Ruler) -> Iterator[str]:
    while word:
        fits = _longest_prefix(word, width, ruler)
        if fits == len(word):
            yield word
            return
        at, mark = _break(word, fits, width, ruler)
        yield word[:at] + mark
        word = word[at:]


def _longest_prefix(word: str, width: float, ruler: Ruler) -> int:
    used = 0.0
    for place, letter in enumerate(word):
        used += ruler[letter]
        if used > width:
            return max(place, 1)
    return len(word)


def _break(word: str, fits: int, width: float, ruler: Ruler) -> tuple[int, str]:
    for at in range(fits, 1, -1):
        if word[at - 1] in _BEHIND and word[at] not in _BEHIND:
            return at, ""
    for at in range(fits, 1, -1):
        if _syllable_starts(word, at) and ruler[word[:at] + HYPHEN] <= width:
            return at, HYPHEN
    at = fits
    while at > 1 and unicodedata.combining(word[at]):
        at -= 1
    return at, ""


def _syllable_starts(word: str, at: int) -> bool:
    """Say whether a syllable begins at a place, with two letters and a vowel on either side."""
    for run in _WORD.finditer(word):
        if run.start() < at < run.end():
            left, right = word[run.start() : at].casefold(), word[at : run.end()].casefold()
            return (
                min(len(left), len(right)) >= _SYLLABLE
                and not _VOWELS.isdisjoint(left)
                and right[0] not in _VOWELS
                and right[0] not in "ьъй"
                and right[1] in _VOWELS
            )
    return False
