"""The words around what was found in the texts of files: a line that shows why it was found."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from edo.store.database import Connection
from edo.store.ledger_tables import file_texts
from edo.store.spelling import rough
from edo.store.tables import attachments
from edo.store.wanted import Query, match

LONGEST = 120_000
"""Letters of a text that are looked through; what stands further back is found but not shown."""
_PORTION, _OVERLAP = 6_000, 200
_BEFORE, _AFTER = 45, 140
"""Letters shown before what was found, and from there on."""
_HEAD = 4
"""Letters of a stem by which a portion that cannot hold it is passed over."""


def excerpts(connection: Connection, *, text: str, keys: Sequence[int]) -> dict[int, str]:
    """Return, for those documents whose files have it, the words around what was typed.

    Args:
        connection: of one snapshot.
        text: as typed.
        keys: of a few documents, those a person sees.
    """
    query = match(text)
    found: dict[int, str] = {}
    for key in keys:
        best = max((_around(query, one) for one in _texts(connection, key)), default=(0, ""))
        if best[0]:
            found[key] = best[1]
    return found


def _texts(connection: Connection, key: int) -> Iterator[str]:
    rows = connection.execute(
        select(func.substr(file_texts.c.text, 1, LONGEST))
        .join(attachments, attachments.c.sha256 == file_texts.c.sha256)
        .where(attachments.c.key == key)
    )
    yield from rows.scalars()


def _around(query: Query, text: str) -> tuple[int, str]:
    """Return the best place of a text, and how much of what is wanted stands in it."""
    heads = {word[: min(_HEAD, max(1, len(word) - 1))] for word in (*query.words, *query.starts)}
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
                best = len(said), _cut(text, at + start)
        if best[0] >= len(heads):
            break
    return best


def _cut(text: str, at: int) -> str:
    """Cut some words out of a text, at spaces, in one line."""
    first, last = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    if first and " " in text[first:at]:
        first = text.index(" ", first, at)
    if last < len(text) and " " in text[at:last]:
        last = text.rindex(" ", at, last)
    said = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{said}{' …' if last < len(text) else ''}"
