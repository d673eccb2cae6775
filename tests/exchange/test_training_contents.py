"""Signed sheets of trainings and programmes of courses: sent, brought, looked for like any file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edo.change import COMMON
from edo.check import check
from edo.commands import courses, training
from edo.commands.training import Plan
from edo.domain.course import Edition
from edo.domain.rights import Role
from edo.finding import Harm
from edo.queries.sessions import state_of
from edo.repair.refetch import refetch
from edo.repair.republish import republish
from edo.share import layout
from tests.builders import TODAY
from tests.town import KEEPER, Town, town

TRAINER = "Ерлан"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Town]:
    """Let the keeper and a trainer of the same office share."""
    with town(tmp_path) as made:
        made.invite(TRAINER, roles=(Role.TRAINER,))
        made.settle()
        yield made


def stated(made: Town, folder: Path) -> tuple[str, str]:
    """Let the keeper define a course with a programme, the trainer add a sheet; return both."""
    paths = {name: folder / f"{name}.txt" for name in ("programme", "sheet")}
    for name, path in paths.items():
        path.write_text(name, encoding="utf-8")
    programme = courses.programme(made.keeper, path=paths["programme"])
    course = courses.define(
        made.keeper,
        title_ru="Документооборот",
        title_kk="",
        edition=Edition(on=TODAY, programme=programme),
    )
    made.settle()
    trainer = made.open[TRAINER]
    session = training.plan(trainer, plan=Plan(course, TODAY, TODAY))
    training.attach_sheet(trainer, session=session, path=paths["sheet"])
    made.settle()
    state = made.keeper.read(state_of, session=session)
    assert state is not None
    return programme.sha256, state.sheets[0].sha256


def harms(made: Town, name: str) -> set[tuple[Harm, str, str]]:
    """Return what a deep look over somebody's workplace and the share finds."""
    found = check(made.open[name], deep=True).findings
    return {(one.harm, one.code, one.where) for one in found}


def test_what_is_attached_to_a_training_comes_to_everybody(pair: Town, tmp_path: Path) -> None:
    """Its content lies in the space everybody reads, and nothing is wrong anywhere."""
    for sha256 in stated(pair, tmp_path):
        assert (pair.share / layout.blob(COMMON, sha256)).is_file()
        for name in (KEEPER, TRAINER):
            assert pair.open[name].blobs.is_whole(sha256)
            assert harms(pair, name) == set()


def test_what_is_gone_is_found_and_put_back(pair: Town, tmp_path: Path) -> None:
    """Here it is looked for on the share; there, it is put back by who has it."""
    programme, sheet = stated(pair, tmp_path)
    here = pair.keeper.blobs.path(sheet)
    here.chmod(0o600)
    here.unlink()
    name = layout.blob(COMMON, programme)
    (pair.share / name).unlink()
    assert harms(pair, KEEPER) == {
        (Harm.REPAIRABLE, "file_absent", sheet),
        (Harm.REPAIRABLE, "blob_missing", name),
    }
    carrier = pair.keeper.carrier
    assert carrier is not None
    assert refetch(pair.keeper, carrier).files == 1
    republish(pair.keeper, carrier)
    assert harms(pair, KEEPER) == set()
