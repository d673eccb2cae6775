"""Who may write a document before it has a number, and after."""

from typing import Any

import pytest

from edo.domain.attaching import FileAttached, FileRemoved, FileReplaced, Linked, Unlinked
from edo.domain.awaiting import NumberAwaited
from edo.domain.card import Kind
from edo.domain.document import Document, FileRole, Link
from edo.domain.fact import Fact
from edo.domain.registering import DocumentCancelled, DocumentChanged, Drafted
from edo.domain.rights import RIGHTS, Right, Role
from tests.builders import SHA, TODAY, attached, card, drafted, registered, stamp
from tests.domain.telling import told

DRAFT: Document = told(drafted(Kind.OUTGOING), attached())
LETTER: Document = told(drafted(Kind.INCOMING), attached())
NUMBERED: Document = told(drafted(Kind.OUTGOING), attached(), registered(Kind.OUTGOING))
AWAITING: Document = told(
    drafted(Kind.OUTGOING), attached(), NumberAwaited("j1", TODAY, "t-k3f9-1")
)

WRITING: dict[str, Fact] = {
    "a field": DocumentChanged({"subject_ru": "О путёвках"}),
    "two kinds of field": DocumentChanged({"subject_ru": "О путёвках", "due": None}),
    "a file": FileAttached("f2", "а.pdf", SHA, 1),
    "a new version": FileReplaced("f1", "а.pdf", SHA, 1),
    "a file off": FileRemoved("f1", "лишний"),
    "a link": Linked(Link.REPLY, "d2"),
    "no link": Unlinked(Link.REPLY, "d2"),
}


@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize(
    ("state", "right"),
    [
        (DRAFT, Right.DRAFT),
        (LETTER, Right.REGISTER),
        (AWAITING, Right.REGISTER),
        (NUMBERED, Right.REGISTER),
        (None, Right.REGISTER),
    ],
)
def test_who_may_write(name: str, state: Document | None, right: Right) -> None:
    """A draft is anybody's who writes; what came in, or has a number, is the registry's."""
    assert WRITING[name].right(stamp(), state) is right


@pytest.mark.parametrize("state", [DRAFT, LETTER, NUMBERED])
@pytest.mark.parametrize("field", ["resolution", "executors", "control", "due", "execution_note"])
def test_execution_is_for_those_who_watch_over_it(state: Document, field: str) -> None:
    """What comes of a document is written down by those who watch over its execution."""
    assert DocumentChanged({field: ""}).right(stamp(), state) is Right.CONTROL


def test_who_may_begin_and_drop() -> None:
    """Anybody who writes begins a draft and drops it; letters and numbers take more."""
    begun = [Drafted(kind, card()).right(stamp(), None) for kind in (Kind.OUTGOING, Kind.INCOMING)]
    assert begun == [Right.DRAFT, Right.REGISTER]
    dropped = [DocumentCancelled("x").right(stamp(), one) for one in (DRAFT, LETTER, NUMBERED)]
    assert dropped == [Right.DRAFT, Right.ANNUL, Right.ANNUL]


@pytest.mark.parametrize("state", [DRAFT, NUMBERED])
def test_remarks_are_attached_by_who_gives_a_visa(state: Document) -> None:
    """Whoever may be asked for a visa may attach remarks, to a registered document too."""
    remarks = attached(file="f2", role=FileRole.REMARKS)
    assert remarks.right(stamp(), state) is Right.TAKE_PART


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.EXECUTOR, {Right.DRAFT, Right.TAKE_PART}),
        (Role.READER, set[Right]()),
    ],
)
def test_what_roles_may(role: Role, rights: Any) -> None:
    """An executor writes and takes part, and no more; who only reads, only reads."""
    assert RIGHTS[role] == rights
