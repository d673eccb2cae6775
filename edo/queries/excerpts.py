"""The words around what was found in the texts of files: a line that shows why it was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from edo.store.database import Connection
from edo.store.ledger_tables import file_texts
from edo.store.spelling import rough
from edo.store.tables import attachments
from edo.store.wanted import Query, match

LONGEST = 120_000
"""Letters of a text that are looked through for one answer; whoever asks goes on behind them."""
_PORTION, _OVERLAP = 6_000, 200
_BEFORE, _AFTER = 45, 140
"""Letters shown before what was found, and from there on."""
_HEAD = 4
"""Letters of a stem by which a portion that cannot hold it is passed over."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some words of a text; `said` is how many of those wanted are among them."""

    text: str
    said: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look through a stretch of texts has found.

    Attributes:
        found: by key, the best place of a document.
        rest: keys of documents with texts that go on, where not all that is wanted was found.
    """

    found: dict[int, Excerpt]
    rest: tuple[int, ...]


def excerpts(connection: Connection, *, text: str, keys: Sequence[int], since: int = 0) -> Looked:
    """Return, for those documents whose files have it, the words around what was typed.

    A text may be as long as its index: it is looked through a stretch an answer.

    Args:
        connection: of one snapshot.
        text: as typed.
        keys: of a few documents, those a person sees.
        since: letters before the stretch; the next one is `LONGEST` further.
    """
    query = match(text)
    heads = {word[: min(_HEAD, max(1, len(word) - 1))] for word in (*query.words, *query.starts)}
    found: dict[int, Excerpt] = {}
    rest: list[int] = []
    for key in keys:
        best, goes_on = (0, ""), False
        for stretch in _stretches(connection, key, since):
            best = max(best, _around(query, heads, stretch))
            goes_on |= stretch.goes_on
        if best[0]:
            found[key] = Excerpt(best[1], best[0])
        if goes_on and best[0] < len(heads):
            rest.append(key)
    return Looked(found, tuple(rest))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a text with a little before it and behind it.

    Attributes:
        text: all of it.
        before: letters of it that stand before the part looked at.
        goes_on: the text does, behind it.
    """

    text: str
    before: int
    goes_on: bool


def _stretches(connection: Connection, key: int, since: int) -> Iterator[_Stretch]:
    before = min(since, _BEFORE)
    room = before + LONGEST + _OVERLAP
    rows = connection.execute(
        select(func.substr(file_texts.c.text, since - before + 1, room + 1))
        .join(attachments, attachments.c.sha256 == file_texts.c.sha256)
        .where(attachments.c.key == key)
    )
    for text in rows.scalars():
        if len(text) > before:
            yield _Stretch(text[:room], before, len(text) > room)


def _around(query: Query, heads: set[str], stretch: _Stretch) -> tuple[int, str]:
    """Return how much of what is wanted stands in the best place of a stretch, and that place."""
    text = stretch.text
    best = (0, "")
    for at in range(0, len(text), _PORTION):
        portion = text[at : at + _PORTION + _OVERLAP]
        folded = rough(portion)
        if not any(head in folded for head in heads):
            continue
        marks = query.marks(portion)
        for start, _end in marks:
            near = [one for one in marks if start <= one[0] < start + _AFTER]
            said = {rough(portion[first:last])[:_HEAD] for first, last in near}
            if len(said) > best[0]:
                best = len(said), _cut(stretch, at + start)
        if best[0] >= len(heads):
            break
    return best


def _cut(stretch: _Stretch, at: int) -> str:
    """Cut some words out of a text, at spaces, in one line."""
    text = stretch.text
    first, last = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    if first and " " in text[first:at]:
        first = text.index(" ", first, at)
    if last < len(text) and " " in text[at:last]:
        last = text.rindex(" ", at, last)
    said = " ".join(text[first:last].split())
    begins, ends = not (first or stretch.before), last == len(text) and not stretch.goes_on
    return f"{'' if begins else '… '}{said}{'' if ends else ' …'}"
