"""Texts that are stated have nothing in them that cannot be seen."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain import facts
from edo.domain.attaching import FileAttached
from edo.domain.card import Kind, Party
from edo.domain.document import Document
from edo.domain.document_type import DocumentType, TypeDefined
from edo.domain.fact import Fact
from edo.domain.fold import fold
from edo.domain.numbering import NumberReserved
from edo.domain.organisation import Correspondent, CorrespondentAdded
from edo.domain.registering import DocumentCancelled, DocumentChanged, Drafted
from edo.domain.sending import Delivered
from edo.domain.typed import clean, stated
from tests.builders import SHA, TODAY, card, change, roster
from tests.office import Chancery

CASES = [
    ("Об отпуске", "Об отпуске", "Об отпуске"),
    ("Әліпби «ғ»\u00a0№\u202f12 — ½ 😀", *["Әліпби «ғ»\u00a0№\u202f12 — ½ 😀"] * 2),
    ("a\nb", "a b", "a\nb"),
    ("a\r\nb\rc", "a b c", "a\nb\nc"),
    ("a\tb", "a b", "a\tb"),
    ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a b c d e f", "a\nb\nc\nd\ne\nf"),
    ("\x00a\x07b\x1bc\x7fd\x9fe", "abcde", "abcde"),
    ("\ufeffотчёт\u202egpj.exe\u2066", "отчётgpj.exe", "отчётgpj.exe"),
    ("a\ud800b\udcff", "a\ufffdb\ufffd", "a\ufffdb\ufffd"),
    ("a\ufffe\uffff", "a", "a"),
    ('"\\', '"\\', '"\\'),
]


@pytest.mark.parametrize(("typed", "line", "lines"), CASES)
def test_a_text_keeps_what_can_be_seen(typed: str, line: str, lines: str) -> None:
    """In one line ends of lines are spaces; in several they stay, all written one way."""
    assert clean(typed) == line
    assert clean(typed, several_lines=True) == lines


DIRTY, LINE, LINES = "Школа\x00\r\n№ 1", "Школа № 1", "Школа\n№ 1"


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (
            Drafted(Kind.INCOMING, card(subject_ru=DIRTY, note=DIRTY, signed_by=(DIRTY,))),
            Drafted(Kind.INCOMING, card(subject_ru=LINE, note=LINES, signed_by=(LINE,))),
        ),
        (
            Drafted(Kind.OUTGOING, card(parties=(Party(name=DIRTY, proof=DIRTY),))),
            Drafted(Kind.OUTGOING, card(parties=(Party(name=LINE, proof=LINE),))),
        ),
        (
            DocumentChanged({"topic": DIRTY, "resolution": DIRTY, "sheets": 2, "due": None}),
            DocumentChanged({"topic": LINE, "resolution": LINES, "sheets": 2, "due": None}),
        ),
        (
            DocumentChanged({"parties": [{"name": DIRTY}], "signed_by": [DIRTY]}),
            DocumentChanged({"parties": [{"name": LINE}], "signed_by": [LINE]}),
        ),
        (DocumentCancelled(DIRTY), DocumentCancelled(LINES)),
        (FileAttached("f1", "\udcd0.pdf", SHA, 1), FileAttached("f1", "\ufffd.pdf", SHA, 1)),
        (
            CorrespondentAdded(Correspondent(DIRTY, head=DIRTY)),
            CorrespondentAdded(Correspondent(LINE, head=LINE)),
        ),
        (
            NumberReserved("j1", 2026, 5, DIRTY, TODAY),
            NumberReserved("j1", 2026, 5, LINE, TODAY),
        ),
        (
            TypeDefined(DocumentType(DIRTY, defaults={"topic": DIRTY})),
            TypeDefined(DocumentType(LINE, defaults={"topic": LINE})),
        ),
        (Delivered(DIRTY, TODAY, proof=DIRTY), Delivered(DIRTY, TODAY, proof=LINE)),
    ],
)
def test_every_text_of_a_fact_is_clean(fact: Fact, expected: Fact) -> None:
    """However deep it lies; only a name that must match what a card already has stays as it is."""
    made, data = stated(fact)
    assert made == expected
    assert facts.decode(fact.NAME, data) == expected


@given(st.text(), st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_what_is_stated_can_be_stated_again(some: str, more: str) -> None:
    """Cleaning a clean fact changes nothing, and its bytes are the encoder's own."""
    made, data = stated(Drafted(Kind.INCOMING, card(subject_ru=some + more, note=more)))
    assert stated(made) == (made, data)
    assert data == facts.encode(made)
    assert all(sign.isprintable() or ord(sign) > 0x9F for sign in clean(some + more))


def test_what_was_signed_before_is_folded_as_it_is() -> None:
    """An older release let such texts through; all workplaces still see the same."""
    changes = [change("d1", Drafted(Kind.INCOMING, card(subject_ru=DIRTY)))]
    state: Any = fold(changes, roster()).state
    assert isinstance(state, Document)
    assert state.card.subject_ru == DIRTY


def test_the_local_door_takes_texts_in_clean(chancery: Chancery) -> None:
    """Whoever registers by a script with whatever bytes; the letter is found by its words."""
    given = chancery.register(subject_ru="О\x00 выделении\nпутёвок\udcff", note="a\nb")
    shown = chancery.document(given.document).card
    assert (shown.subject_ru, shown.note) == ("О выделении путёвок\ufffd", "a\nb")
    chancery.assert_sound()
