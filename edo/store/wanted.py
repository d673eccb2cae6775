"""What a person typed into the search field, as expressions of the full-text index.

Words are looked for in all their forms, the last one also as the beginning of a longer word, since
it may still be typed; anything with a digit is a piece of a number too. All pieces must be found.
In double quotes words must follow each other as typed; this holds for cards, since of files only
the set of words is kept. Nothing a person types is an error: there is no other syntax.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from edo.store.spelling import (
    EXACT,
    SCRAP,
    beginnings,
    fold,
    number_key,
    places,
    scrap_terms,
    split,
    terms,
    variants,
)

IN_FILE: Final = "§"
"""Stands before every term of the index that comes from a file."""

_LONGEST = 300
_MOST_PIECES = 12
_PIECE = re.compile(r'"([^"]*)"|[^\s"]+')
_DIGIT = re.compile(r"\d")
_UNBROKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the index, or, when it `begins` one, the beginning."""

    text: str
    begins: bool = False

    def __str__(self) -> str:
        return f'"{self.text}"*' if self.begins else f'"{self.text}"'

    def holds(self, terms: str) -> bool:
        """Tell whether it is among terms that stand between single spaces."""
        return (f" {self.text}" if self.begins else f" {self.text} ") in terms


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several is wanted; none of none."""

    parts: tuple["Wanted", ...]

    def __str__(self) -> str:
        return f"({' OR '.join(map(str, self.parts))})" if self.parts else ""

    def holds(self, terms: str) -> bool:
        """Tell whether one of the parts holds."""
        return any(part.holds(terms) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Several are wanted."""

    parts: tuple["Wanted", ...]

    def __str__(self) -> str:
        return f"({' AND '.join(map(str, self.parts))})"

    def holds(self, terms: str) -> bool:
        """Tell whether all parts hold."""
        return all(part.holds(terms) for part in self.parts)


Wanted = Term | AnyOf | AllOf
"""What the index is asked: as a string, in the syntax of FTS5."""

NOTHING = AnyOf(())


@dataclass(frozen=True, slots=True)
class Query:
    """A person's words, compiled; every expression is `NOTHING` when there are none.

    Each expression takes in the one before it.

    Attributes:
        number: of documents with just this number; nothing when it cannot be one.
        whole: of documents whose card has everything, the last word not being a beginning.
        card: of documents whose card has everything.
        anywhere: of documents that have everything, in card or files.
        phrases: for each quotation the sequences of terms of which a card must hold one.
        words: terms wanted.
        starts: folded beginnings of words wanted.
        scraps: keys of pieces of numbers wanted.
    """

    number: Wanted
    whole: Wanted
    card: Wanted
    anywhere: Wanted
    phrases: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    starts: tuple[str, ...]
    scraps: tuple[str, ...]

    def marks(self, text: str) -> list[tuple[int, int]]:
        """Return the parts of a text to show as found: starts and ends, in order, apart."""
        found = [(start, end) for start, end, word in places(text) if self._wants(word)]
        for scrap in self.scraps:
            found += _scraps(text, scrap)
        return _joined(sorted(found))

    def _wants(self, word: str) -> bool:
        return not self.words.isdisjoint(variants(word)) or fold(word).startswith(self.starts)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of what was typed; `unfinished` when it is the last and may go on."""

    text: str
    quoted: bool
    unfinished: bool

    @property
    def is_number(self) -> bool:
        return _DIGIT.search(self.text) is not None and " " not in self.text

    @property
    def words(self) -> list[str]:
        """The words that say something."""
        return [word for word in split(self.text) if variants(word)]

    @property
    def scrap(self) -> str:
        """The key of the number this may be a piece of."""
        return number_key(self.text) if self.is_number else ""

    @property
    def starts(self) -> tuple[str, ...]:
        """The folded beginnings of the word still being typed."""
        words = split(self.text)
        return beginnings(words[-1]) if self.unfinished and words else ()

    @property
    def sequences(self) -> tuple[str, ...]:
        """What a card must hold if this is a quotation: terms in a row, or a number's piece."""
        if not self.quoted:
            return ()
        if self.is_number:
            return (self.scrap,)
        both = (terms(self.text, "ru"), terms(self.text, "kk"))
        return tuple({f" {' '.join(sequence)} " for sequence in both if sequence})


@lru_cache(64)
def match(text: str) -> Query:
    """Compile what a person typed, at most its first 300 characters and 12 pieces."""
    pieces = _pieces(text)
    groups = [group for piece in pieces if (group := _group(piece))[1] != NOTHING]
    wholes = [whole for whole, _, _ in groups]
    return Query(
        number=_whole_number(pieces),
        whole=NOTHING if NOTHING in wholes else _all(wholes),
        card=_all(card for _, card, _ in groups),
        anywhere=_all(anywhere for _, _, anywhere in groups),
        phrases=tuple(piece.sequences for piece in pieces if piece.sequences),
        words=frozenset(
            term for piece in pieces for word in piece.words for term in variants(word)
        ),
        starts=tuple(start for piece in pieces for start in piece.starts),
        scraps=tuple(piece.scrap for piece in pieces if piece.scrap),
    )


def _pieces(text: str) -> list[_Piece]:
    """Cut at spaces and quotations; leave out what says nothing, unless all of it does."""
    text = text[:_LONGEST]
    found = list(_PIECE.finditer(text))[:_MOST_PIECES]
    pieces = [
        _Piece(
            match.group(1) if match.group(1) is not None else match.group(),
            quoted=match.group(1) is not None,
            unfinished=match.group(1) is None and match.end() == len(text),
        )
        for match in found
    ]
    saying = [piece for piece in pieces if piece.words or piece.unfinished]
    return saying or [_Piece(piece.text, quoted=False, unfinished=True) for piece in pieces]


def _group(piece: _Piece) -> tuple[Wanted, Wanted, Wanted]:
    """Return what is wanted of one piece: as whole words of a card, in a card, anywhere."""
    finished = replace(piece, unfinished=False)
    whole, in_card, in_files = _words(finished, ""), _words(piece, ""), _words(piece, IN_FILE)
    if piece.is_number:
        # Of 12/B, once в is left out, any 12 would do: then the number is looked for as it is.
        as_words = len(piece.words) == len(split(piece.text)) and not piece.quoted
        whole = [_number(piece), *(whole if as_words else [])]
        in_card = [_number(piece), *(in_card if as_words else [])]
    return _any(whole), _any(in_card), _any(in_card if piece.quoted else [*in_card, *in_files])


def _words(piece: _Piece, before: str) -> list[Wanted]:
    """Return what a piece may be as words: several forms of one word, or all of several words."""
    words = split(piece.text)
    forms = [[Term(before + term) for term in variants(word)] for word in words]
    if words:
        forms[-1] += [Term(before + start, begins=True) for start in piece.starts]
    return [*forms[0]] if len(forms) == 1 else [_all(_any(form) for form in forms)]


def _number(piece: _Piece) -> Wanted:
    return _all(Term(term, begins=len(term) < SCRAP) for term in scrap_terms(piece.text))


def _whole_number(pieces: Sequence[_Piece]) -> Wanted:
    if len(pieces) != 1 or not pieces[0].scrap:
        return NOTHING
    return Term(EXACT + pieces[0].scrap)


def _any(wanted: Iterable[Wanted]) -> Wanted:
    """Join alternatives, without terms whose beginning is one too."""
    found = [one for one in dict.fromkeys(wanted) if one != NOTHING]
    starts = tuple(one.text for one in found if isinstance(one, Term) and one.begins)
    kept = tuple(
        one
        for one in found
        if not isinstance(one, Term) or one.begins or not one.text.startswith(starts)
    )
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def _all(wanted: Iterable[Wanted]) -> Wanted:
    found = tuple(one for one in dict.fromkeys(wanted) if one != NOTHING)
    return found[0] if len(found) == 1 else AllOf(found) if found else NOTHING


def _scraps(text: str, scrap: str) -> Iterator[tuple[int, int]]:
    """Yield where a piece of a number stands in a text, whatever its punctuation."""
    for match in _UNBROKEN.finditer(text):
        signs = [
            (place, key)
            for place, sign in enumerate(match.group(), start=match.start())
            for key in number_key(sign)
        ]
        keys = "".join(key for _, key in signs)
        start = keys.find(scrap)
        while start >= 0:
            yield signs[start][0], signs[start + len(scrap) - 1][0] + 1
            start = keys.find(scrap, start + len(scrap))


def _joined(parts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return overlapping or touching parts as one."""
    found = list[tuple[int, int]]()
    for start, end in parts:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
