"""A state in a list is a word on a colour, and there whole: its column has room for the longest."""

from collections.abc import Iterator
from datetime import date

import pytest

from edo.domain.approval import ApprovalStatus
from edo.domain.card import Kind
from edo.domain.document import Status
from edo.domain.letter import LetterStatus
from edo.domain.progress import Progress
from edo.domain.routed import Act
from edo.domain.task import TaskStatus
from edo.queries.approval_lists import ACTS
from edo.wording import Wording
from ui.desk import Desk
from ui.models.columns import AnyColumn
from ui.models.document_list import columns
from ui.pages.approval import columns as approval_list
from ui.pages.execution import task_list
from ui.pages.letters import COLUMNS as LETTERS
from ui.pages.training import session_list
from ui.speech import Speech
from ui.widgets.badge import badge_width
from ui.widgets.cells import SIDE
from ui.widgets.select import sentence

TODAY = date(2026, 3, 2)
DAYS = 365


def _documents(words: Wording) -> Iterator[str]:
    yield words.text("Overdue")
    yield from (words.name(one) for one in (*Status, *Progress))


def _tasks(words: Wording) -> Iterator[str]:
    yield words.text("document annulled")
    yield words.plural("overdue by {n} day", "overdue by {n} days", DAYS)
    yield from (words.name(one) for one in TaskStatus)


def _approvals(words: Wording) -> Iterator[str]:
    yield approval_list.state(ApprovalStatus.RUNNING, words, annulled=True)
    yield from (approval_list.state(one, words) for one in ApprovalStatus)


LISTS = {
    "documents": (columns(Kind.INCOMING, lambda: TODAY), "status", _documents),
    "tasks": (task_list.COLUMNS, "status", _tasks),
    "approvals": (approval_list.COLUMNS, approval_list.STATE, _approvals),
    "to decide": (
        approval_list.COLUMNS,
        approval_list.WHAT,
        lambda words: map(words.name, (*ACTS, Act.APPROVE)),
    ),
    "sessions": (
        session_list.COLUMNS,
        "state",
        lambda words: (words.text(told[0]) for told in session_list.SAYING.values()),
    ),
    "letters": (LETTERS, "state", lambda words: map(words.name, LetterStatus)),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_state_is_there_whole(desk: Desk, language: str, name: str) -> None:
    """Whatever stands in the column of a state, in both languages."""
    found, code, said = LISTS[name]
    column: AnyColumn = next(one for one in found if one.code == code)
    words = Speech(language).words
    room = column.width - 2 * SIDE
    wide = {text: badge_width(sentence(text), desk.theme) for text in said(words)}
    assert {text: width for text, width in wide.items() if width > room} == {}
