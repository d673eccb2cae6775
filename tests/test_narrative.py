"""Every change is a sentence, whatever it was and whoever reads it."""

from functools import cache

import pytest
from hypothesis import given

from edo.change import Change
from edo.domain.approving import ApprovalStarted, Signed
from edo.domain.card import Kind
from edo.domain.fold import in_order
from edo.domain.rerouting import Revised
from edo.domain.route import Approver, Reset, Stage
from edo.domain.training import Invited
from edo.domain.visa import Covered
from edo.errors import DamagedError
from edo.narrative import Narrator
from edo.queries.history import Event, History, told
from edo.wording import LANGUAGES, Wording
from tests.builders import SHA, change, stamp
from tests.histories import histories, usual_roster


@cache
def words(language: str) -> Wording:
    """Read a catalogue once."""
    return Wording(language)


def events(changes: list[Change]) -> tuple[Event, ...]:
    """Fold a history step by step, as the query does."""
    return tuple(told(in_order(changes), usual_roster()))


@pytest.mark.parametrize("language", LANGUAGES)
@given(changes=histories())
def test_every_event_of_every_history_is_a_sentence(language: str, changes: list[Change]) -> None:
    """Wise facts and foolish ones, accepted and refused; no place in a sentence stays open."""
    history = History(events(changes), {})
    narrator = Narrator(words(language), history)
    for event in history.events:
        said = narrator.sentence(event)
        assert said.strip() == said != ""
        assert "{" not in said.replace("{n}", "").replace("{yy}", "")
        assert narrator.act(event)


def test_a_change_that_cannot_be_read_is_told_too() -> None:
    """It stands in the history with the reason it has no effect."""
    error = DamagedError("fact", kind="document.changed")
    change = Change("d1", "document.changed", stamp(), (), b"{")
    event = Event(change, None, None, None, error.reason)
    for language in LANGUAGES:
        assert Narrator(words(language), History((event,), {})).sentence(event)


def test_where_nothing_is_named_the_sentence_does_not_end_in_the_air() -> None:
    """A foolish fact may invite nobody."""
    invited = change("v1", Invited(organiser="o1", people=()))
    history = History(events([invited]), {})
    assert Narrator(words("ru"), history).act(history.events[0]) == "приглашены"


def test_a_version_is_told_by_its_number_and_its_file() -> None:
    """Nobody reads hashes: the second version is “2”, with the file as it was called then."""
    first, second = (Covered((("f1", sha),), {"subject_ru": "О смете"}) for sha in (SHA, "cd" * 32))
    stage = Stage((Approver(person="p2"),))
    begun = ApprovalStarted(
        document="d1", kind=Kind.OUTGOING, covered=first, stages=(stage,), reset=Reset.EVERYONE
    )
    changes = [
        change("a1", begun, stamp(1)),
        change("a1", Revised(covered=second, reason="Срок"), stamp(2)),
        change("a1", Signed(seat="9.9", version="ef" * 32), stamp(3)),
    ]
    names = {SHA: ("Смета.docx", "Смета.docx"), "cd" * 32: ("Смета 2.docx", "Смета 2.docx")}
    history = History(events(changes), names)
    narrator = Narrator(words("ru"), history)
    said = [narrator.act(event) for event in history.events]
    assert said[0] == "отправил(а) на согласование версию 1 (Смета.docx)"
    assert said[1] == "внёс(ла) новую версию 2 (Смета 2.docx): Срок"
    assert said[2].startswith("подписал(а) версию efefefefefef")
