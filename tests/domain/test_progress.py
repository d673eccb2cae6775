"""How far a document has come, out of everything that was begun about it."""

from datetime import date

import pytest

from edo.domain.progress import Part, Progress, Way, way_of

TODAY, LATER = date(2026, 11, 22), date(2026, 12, 1)


def task(stage: str, due: date | None = None, *, controlled: bool = False) -> Part:
    """Make a task of a document."""
    return Part("task", stage, 5, due, controlled)


ASKED, DRAFT = Part("resolution", "asked", 1), Part("resolution", "draft", 2)
ISSUED, RECALLED = Part("resolution", "issued", 3), Part("resolution", "recalled", 4)


@pytest.mark.parametrize(
    ("parts", "way"),
    [
        ((), None),
        ((RECALLED,), None),
        ((ASKED,), Way(Progress.ON_REVIEW)),
        ((ISSUED, DRAFT), Way(Progress.ON_REVIEW)),
        ((ISSUED,), Way(Progress.EXECUTED)),
        ((ISSUED, task("new", TODAY)), Way(Progress.IN_WORK, TODAY)),
        ((ASKED, task("on_review")), Way(Progress.IN_WORK)),
        (
            (task("new", LATER, controlled=True), task("returned", TODAY), task("done", TODAY)),
            Way(Progress.IN_WORK, TODAY, controlled=True),
        ),
        ((task("on_review", TODAY), task("new", LATER)), Way(Progress.IN_WORK, LATER)),
        ((task("on_review", TODAY, controlled=True),), Way(Progress.IN_WORK, controlled=True)),
        ((task("done", controlled=True), task("removed")), Way(Progress.EXECUTED)),
        ((Part("approval", "to_open", 1),), Way(Progress.ON_APPROVAL)),
        ((Part("approval", "running", 1),), Way(Progress.ON_APPROVAL)),
        ((Part("approval", "returned", 1),), Way(Progress.ON_REVISION)),
        ((Part("approval", "withdrawn", 1),), Way(Progress.ON_REVISION)),
        ((Part("approval", "agreed", 1),), Way(Progress.AGREED)),
        ((Part("approval", "signed", 1),), Way(Progress.SIGNED)),
        (
            (Part("approval", "refused", 1), Part("approval", "running", 2)),
            Way(Progress.ON_APPROVAL),
        ),
        ((Part("approval", "running", 2), Part("approval", "aborted", 3)), None),
        ((Part("approval", "signed", 1), task("new", TODAY)), Way(Progress.IN_WORK, TODAY)),
    ],
)
def test_what_is_open_counts_before_what_is_done(parts: tuple[Part, ...], way: Way | None) -> None:
    """Tasks count before resolutions, these before approvals, and the latest approval counts."""
    assert way_of(parts) == way
    assert way_of(reversed(parts)) == way
