"""Drafts and letters taken in: written anew as often as needed, until they get their number."""

from collections.abc import Sequence

from edo.commands import documents
from edo.commands.correspondents import AddressBook, Newcomer
from edo.commands.documents import Attachment
from edo.commands.registering import restate
from edo.domain.card import Card, Kind
from edo.domain.document import Document
from edo.workplace import Workplace


def save(
    workplace: Workplace,
    *,
    kind: Kind,
    card: Card,
    document: str,
    newcomers: Sequence[Newcomer] = (),
    files: Sequence[Attachment] = (),
) -> str:
    """Keep a document as it is written now, begun or written on; return its id.

    Args:
        workplace: who acts.
        kind: kind of a new document.
        card: the whole card.
        document: its id, of an existing document or of `documents.new_document`.
        newcomers: parties of the card that may not be in the directory yet.
        files: files to attach to it beside those it has.

    Raises:
        Refusal: a value does not fit, or a file cannot be read.
    """
    if not _rewrite(workplace, document, card, newcomers):
        return documents.begin(
            workplace, kind=kind, card=card, newcomers=newcomers, document=document, files=files
        )
    for file in files:
        documents.attach(workplace, document=document, file=file)
    return document


def _rewrite(
    workplace: Workplace, document: str, card: Card, newcomers: Sequence[Newcomer]
) -> bool:
    """Change an existing document's card; tell whether there is one."""
    with workplace.entry() as entry:
        state = entry.state(document)
        if not isinstance(state, Document):
            return False
        after = AddressBook(entry).with_newcomers(card, newcomers)
        restate(entry, document, state, after)
        return True
