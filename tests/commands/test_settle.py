"""A field that two changed at once: both values are told of, and a command settles it."""

import pytest

from edo.commands import documents
from edo.domain.card import Kind
from edo.domain.document import Document
from edo.domain.registering import DocumentChanged
from edo.errors import Reason, Refusal
from edo.narrative import Narrator
from edo.queries.documents import parallel, parallel_count
from edo.queries.history import history
from edo.queries.inbox import inbox
from edo.wording import LANGUAGES, Wording
from tests.colleague import Colleague, colleague
from tests.domain.telling import outcome
from tests.office import Chancery


@pytest.fixture
def other(chancery: Chancery) -> Colleague:
    """Let a second clerk into the office."""
    return colleague(chancery.workplace, "Ерлан Б.")


def at_once(chancery: Chancery, other: Colleague, **fields: str) -> str:
    """Register a letter, and let two change its note at once; the colleague's stands."""
    document = chancery.register().document
    seen = other.sees(document)
    chancery.clock.move(minutes=1)
    documents.change(chancery.workplace, document=document, fields={"note": "срочно"})
    chancery.clock.move(minutes=1)
    said = DocumentChanged({"note": "не срочно", **fields})
    other.states(document, said, seen, chancery.clock())
    return document


def values(state: Document) -> dict[str, list[str]]:
    """Return what is shown: the values of each field."""
    return {edit.field: [one.value for one in edit.values] for edit in state.parallel}


def test_both_values_are_kept_and_a_command_settles_it(
    chancery: Chancery, other: Colleague
) -> None:
    """Whoever is asked says which one; the history keeps both."""
    document = at_once(chancery, other)
    state = chancery.document(document)
    assert state.card.note == "не срочно"
    assert values(state) == {"note": ["срочно", "не срочно"]}
    mine, theirs = state.parallel[0].values
    assert (mine.person, theirs.person) == (chancery.workplace.identity.person, other.person)
    documents.settle(chancery.workplace, document=document, field="note", value=mine.value)
    after = chancery.document(document)
    assert (after.card.note, after.parallel) == ("срочно", ())
    chancery.assert_sound()


def test_the_value_that_stands_may_be_kept(chancery: Chancery, other: Colleague) -> None:
    """Saying that nothing is to change is a fact too."""
    document = at_once(chancery, other)
    documents.settle(chancery.workplace, document=document, field="note", value="не срочно")
    after = chancery.document(document)
    assert (after.card.note, after.parallel) == ("не срочно", ())
    chancery.assert_sound()


def test_changing_another_field_settles_nothing(chancery: Chancery, other: Colleague) -> None:
    """The tables say the same before a rebuild and after it."""
    document = at_once(chancery, other)
    documents.change(chancery.workplace, document=document, fields={"topic": "Отдых"})
    before = chancery.document(document)
    assert values(before) == {"note": ["срочно", "не срочно"]}
    chancery.workplace.rebuild(lambda _done, _total: None)
    assert chancery.document(document) == before
    documents.change(chancery.workplace, document=document, fields={"note": "решено"})
    assert chancery.document(document).parallel == ()


def test_only_what_two_changed_can_be_settled(chancery: Chancery, other: Colleague) -> None:
    """Another field, a second time, or a value that does not fit."""
    document = at_once(chancery, other)

    def settled(field: str, value: object) -> object:
        return outcome(
            lambda: documents.settle(
                chancery.workplace, document=document, field=field, value=value
            )
        )

    assert settled("topic", "Отдых") is Reason.NOTHING_TO_SETTLE
    assert settled("note", 5) is Reason.BAD_VALUE
    assert settled("note", "срочно") is None
    assert settled("note", "срочно") is Reason.NOTHING_TO_SETTLE
    with pytest.raises(Refusal):
        documents.settle(chancery.workplace, document="d0", field="note", value="")


def test_it_waits_for_the_clerk_until_it_is_settled(chancery: Chancery, other: Colleague) -> None:
    """The first page names the document once; an annulled one needs no word any more."""
    documents_of = [at_once(chancery, other, topic="Отдых") for _ in range(2)]
    workplace = chancery.workplace
    chancery.register(Kind.OUTGOING)
    found = workplace.read(inbox, today=chancery.today)
    assert [row.document for row in found.parallel] == documents_of
    assert (found.parallel_count, found.count) == (2, 2)
    assert len(workplace.read(parallel, limit=1)) == 1
    documents.settle(workplace, document=documents_of[0], field="note", value="срочно")
    documents.annul(workplace, document=documents_of[1], reason="Ошибка")
    assert workplace.read(parallel_count) == 0
    assert workplace.read(inbox, today=chancery.today).count == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_says_what_happened_at_once(
    chancery: Chancery, other: Colleague, language: str
) -> None:
    """Each of the two sentences names the other person; later ones name nobody."""
    document = at_once(chancery, other)
    documents.settle(chancery.workplace, document=document, field="note", value="срочно")
    told = chancery.workplace.read(history, subject=document, roster=chancery.workplace.roster)
    narrator = Narrator(Wording(language), told)
    registered, mine, theirs, settled = map(narrator.sentence, told.events)
    assert mine.count("Ерлан Б.") == 1
    assert theirs.count("Иванова Айгуль") == 1
    assert "Ерлан Б." not in registered + settled
    if language == "en":
        assert theirs.endswith(
            "Changed at the same time: note — Иванова Айгуль (02.03.2026 09:01)."
        )
