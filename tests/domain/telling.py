"""Telling a subject's story: facts one after another, and what the last of them comes to."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from edo.change import Stamp
from edo.domain.fact import Fact
from edo.domain.fold import take
from edo.errors import Reason, Refusal
from tests.builders import change, hlc, roster, stamp


def told(*facts: Fact, state: Any = None) -> Any:
    """Return the state after facts, each a minute after the one before."""
    for minute, fact in enumerate(facts):
        state = fact.apply(state, stamp(hlc(minute=minute)))
    return state


def refused(*facts: Fact, state: Any = None, at: Stamp | None = None) -> Reason:
    """Return why the last of some facts is refused; all before it must be accepted."""
    *before, last = facts
    state = told(*before, state=state)
    with pytest.raises(Refusal) as refusal:
        last.apply(state, at or stamp(hlc(minute=len(before))))
    return refusal.value.reason


def outcome(act: Callable[..., Any], /, *given: Any) -> Any:
    """Return what an act answers, or the reason it refuses."""
    try:
        return act(*given)
    except Refusal as refusal:
        return refusal.reason


def allowed(fact: Fact, person: str, subject: str = "") -> str:
    """Return why a person may not state a fact about a new subject; empty where they may."""
    made = change(subject or f"{fact.PREFIX}1", fact, stamp(person=person))
    answer = outcome(take, None, fact, made, roster())
    return answer if isinstance(answer, Reason) else ""


def day(number: int) -> date:
    """Return a day of March 2026, in which the stories play."""
    return date(2026, 3, number)
