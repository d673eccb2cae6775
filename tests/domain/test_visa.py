"""What a visa covers reads the same whether it was just computed or comes out of the ledger."""

import msgspec

from edo.domain.card import Card, Kind, Party
from edo.domain.document import Document, Status
from edo.domain.visa import Covered, changed_fields, covered_by, version_of

CARD = Card(
    type="t-letter",
    subject_ru="О путёвках",
    parties=(Party("c1", "Иванов"),),
    signed_by=("Жұмабаев Н. С.", "Петрова О. В."),
)


def test_nothing_is_changed_in_what_was_written_down() -> None:
    """Lists of a card stay lists: a document nobody touched differs in no field."""
    now = covered_by(Document(Kind.OUTGOING, Status.DRAFT, CARD))
    kept = msgspec.json.decode(msgspec.json.encode(now), type=Covered)
    assert version_of(kept) == version_of(now)
    assert changed_fields(kept, now) == ()
    assert kept == now


def test_a_signer_more_is_told_by_the_field() -> None:
    """Another list of signers is another version."""
    before = covered_by(Document(Kind.OUTGOING, Status.DRAFT, CARD))
    fewer = msgspec.structs.replace(CARD, signed_by=CARD.signed_by[:1])
    after = covered_by(Document(Kind.OUTGOING, Status.DRAFT, fewer))
    assert version_of(before) != version_of(after)
    assert changed_fields(before, after) == ("signed_by",)
