"""Every change is a sentence, whatever it was and whoever reads it."""

from functools import cache

import pytest
from hypothesis import given

from edo.change import Change
from edo.domain.fold import in_order
from edo.domain.training import Invited
from edo.errors import DamagedError
from edo.narrative import Narrator
from edo.queries.history import Event, History, told
from edo.wording import LANGUAGES, Wording
from tests.builders import change, stamp
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
