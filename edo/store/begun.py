"""Beginnings of words, spelled out: which terms of the full-text index begin so.

For a beginning of up to `READY` letters the index keeps its documents together. Of a longer one
FTS5 gathers all documents before it gives the first, which takes 60 ms where a million have it
(1 000 000 documents); but few terms begin so, each is found in 25 µs, and documents that have one
of several terms are read one by one: the newest dozen take 1 ms.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from edo.store.database import ask
from edo.store.wanted import NOTHING, AllOf, AnyOf, Term, Wanted

READY: Final = 3
"""Letters of a beginning of which the index keeps the documents together."""
MOST: Final = 64
"""Terms one beginning is spelled out to; every one more is looked at for every document read."""

_TERMS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search, instance)"
)
_NEXT = "SELECT term FROM temp.search_terms WHERE term >= ? AND term < ? LIMIT 1"
_FIRST_SIGN, _LAST_SIGN = "\x01", "\U0010ffff"
"""No term has the one, and none begins with the other."""


@dataclass(slots=True)
class Begun:
    """What beginnings stand for in the index of one snapshot; each is looked up once."""

    connection: Connection
    _found: dict[str, list[str] | None] = field(default_factory=dict[str, list[str] | None])

    def spelled_out(self, wanted: Wanted) -> Wanted:
        """Return what finds the same documents, with the terms themselves for long beginnings.

        A beginning of more than `MOST` terms stays one; of none it becomes `NOTHING`. What wants
        the same terms comes out the same.
        """
        if isinstance(wanted, Term):
            found = self._terms(wanted.text) if wanted.begins else None
            return wanted if found is None else _any_of(Term(term) for term in found)
        parts = [self.spelled_out(part) for part in wanted.parts]
        if isinstance(wanted, AnyOf):
            return _any_of(parts)
        return NOTHING if NOTHING in parts else AllOf(tuple(parts))

    def _terms(self, beginning: str) -> list[str] | None:
        """Return all terms that begin so; None where the beginning itself serves as well."""
        if len(beginning) <= READY:
            return None
        if beginning not in self._found:
            self._found[beginning] = self._looked_up(beginning)
        return self._found[beginning]

    def _looked_up(self, beginning: str) -> list[str] | None:
        ask(self.connection, _TERMS)
        found = list[str]()
        last = beginning + _LAST_SIGN
        following = beginning
        while rows := ask(self.connection, _NEXT, (following, last)):
            found.append(rows[0][0])
            if len(found) > MOST:
                return None
            # Behind all that have this term: to step over them takes as long as to read them.
            following = found[-1] + _FIRST_SIGN
        return found


def _any_of(parts: Iterable[Wanted]) -> Wanted:
    """Join alternatives in one order, each once."""
    flat = {one for part in parts for one in (part.parts if isinstance(part, AnyOf) else (part,))}
    found = tuple(sorted(flat, key=str))
    return found[0] if len(found) == 1 else AnyOf(found)
