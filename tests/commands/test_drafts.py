"""Drafts written on, and correspondents that come with a document."""

import pytest

from edo.commands import documents, drafts
from edo.commands.correspondents import Newcomer
from edo.domain.card import Card, Delivery, Kind, Party
from edo.domain.document import Status
from edo.domain.organisation import Being, Correspondent
from edo.errors import Reason, Refusal
from edo.queries import correspondents
from tests.office import Chancery

COLLEGE = Correspondent("Колледж связи", "Байланыс колледжі", bin="")


def test_a_draft_is_saved_as_often_as_needed(chancery: Chancery) -> None:
    """The same document takes what changed; saving it unchanged states nothing."""
    workplace = chancery.workplace
    id = documents.new_document(workplace)
    for subject in ("О семинаре", "О семинаре и поездке", "О семинаре и поездке"):
        saved = drafts.save(
            workplace, kind=Kind.OUTGOING, card=Card(subject_ru=subject), document=id
        )
        assert saved == id
    found = chancery.document(id)
    assert (found.status, found.card.subject_ru) == (Status.DRAFT, "О семинаре и поездке")
    chancery.assert_sound()


def test_newcomers_stand_where_the_form_put_them(chancery: Chancery) -> None:
    """A new addressee between two known ones keeps its place, its person and its delivery."""
    card = Card(subject_ru="О семинаре", parties=(Party(chancery.school), Party(chancery.ministry)))
    done = documents.register(
        chancery.workplace,
        journal=chancery.journals[Kind.OUTGOING],
        card=card,
        newcomers=[Newcomer(COLLEGE, 1, "Сериков Б.", Delivery.COURIER)],
    )
    first, second, third = chancery.document(done.document).card.parties
    assert (first.correspondent, third.correspondent) == (chancery.school, chancery.ministry)
    assert (second.name, second.method) == ("Сериков Б.", Delivery.COURIER)
    added = chancery.workplace.read(correspondents.correspondent, id=second.correspondent)
    assert added.correspondent == COLLEGE


def test_a_newcomer_who_is_known_is_not_added_twice(chancery: Chancery) -> None:
    """One of its names, or its number, is enough to know it by."""
    done = documents.register(
        chancery.workplace,
        journal=chancery.journals[Kind.INCOMING],
        card=Card(subject_ru="О ремонте"),
        newcomers=[Newcomer(Correspondent("ШКОЛА-ГИМНАЗИЯ № 8", being=Being.PERSON))],
    )
    (party,) = chancery.document(done.document).card.parties
    assert party.correspondent == chancery.school


def test_a_refused_registration_adds_nobody(chancery: Chancery) -> None:
    """A newcomer comes with the registration or not at all; a wrong БИН is refused."""
    for entry, card, reason in (
        (COLLEGE, Card(), Reason.REQUIRED_FIELD),
        (
            Correspondent("Колледж связи", bin="123456789012"),
            Card(subject_ru="О связи"),
            Reason.WRONG_CONTROL_DIGIT,
        ),
    ):
        with pytest.raises(Refusal) as refused:
            documents.register(
                chancery.workplace,
                journal=chancery.journals[Kind.INCOMING],
                card=card,
                newcomers=[Newcomer(entry)],
            )
        assert refused.value.reason is reason
        assert chancery.workplace.read(correspondents.named, text="Колледж связи") is None
