"""Random approvals at real workplaces: whoever hears of what when, all come to one state."""

from contextlib import suppress
from random import Random

import pytest

from edo.commands import approval, deputies, documents, rerouting
from edo.commands.documents import Attachment
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.route import Approver, Mode, Reset, Rule, Stage
from edo.domain.visa import Result
from edo.errors import Refusal
from tests.desks import AUTHOR, BOOKKEEPER, CHAIR, LAWYER, Office, office
from tests.tables import said

DECIDING = (LAWYER, BOOKKEEPER, CHAIR)
STEPS = 14


def _route(made: Office, chance: Random) -> list[Stage]:
    stages = [
        made.stage(
            *chance.sample(DECIDING, chance.randint(1, 3)),
            mode=chance.choice(list(Mode)),
            rule=chance.choice(list(Rule)),
        )
        for _ in range(chance.randint(1, 2))
    ]
    return [*stages, made.stage(CHAIR, signing=True)]


def _decide(made: Office, chance: Random, name: str, id: str) -> None:
    """Decide what one is asked here, for oneself or for whom one acts for."""
    state = made.state(name, id)
    behalf = made.person(CHAIR) if name == BOOKKEEPER and chance.random() < 0.3 else ""
    if state.status is ApprovalStatus.AGREED:
        version = state.version
        approval.sign(made.at[name], approval=id, version=version, behalf=behalf)
        return
    results = (Result.AGREED, Result.REMARKS, Result.RETURNED)
    (result,) = chance.choices(results, (8, 2, 1))
    made.decide(name, id, result, behalf=behalf)


def _steer(made: Office, chance: Random, id: str) -> None:
    """Do one of the things authors do."""
    author, state = made.at[AUTHOR], made.state(AUTHOR, id)
    seats = [seat.key for step in state.stages for seat in step.seats]
    match chance.randint(0, 5):
        case 0 | 1:
            made.revise(id, again=chance.sample(seats, 1))
        case 2:
            rerouting.skip(author, approval=id, seat=chance.choice(seats), reason="В отпуске")
        case 3:
            who = Approver(person=made.person(chance.choice(DECIDING)))
            rerouting.add(author, approval=id, at=0, approver=who)
        case 4:
            rerouting.withdraw(author, approval=id, reason="Ошибка")
        case _:
            file = Attachment(made.file(f"Приложение {chance.random()}"))
            documents.attach(author, document=state.document, file=file)


def _is_sound(state: Approval) -> None:
    counted = [(one.seat, one.round) for one in state.visas if one.counts]
    assert len(counted) == len(set(counted))
    for one in state.visas:
        assert not one.counts or one.version == state.rounds[one.round - 1].version
    for step in state.stages:
        for seat in step.seats:
            if seat.visa is not None and not seat.carried:
                assert state.visas[seat.visa].version == state.version
    assert state.to_open is None


@pytest.mark.parametrize("seed", range(5))
def test_whatever_happens_all_agree(seed: int) -> None:
    """All workplaces show one approval, sound, with every stage that can start begun."""
    chance = Random(seed)
    with office() as made:
        today = made.chancery.today
        deputies.name(made.at[CHAIR], deputy=made.person(BOOKKEEPER), since=today, until=today)
        made.meet()
        id = made.start(*_route(made, chance), reset=chance.choice(list(Reset)))
        for _ in range(STEPS):
            made.chancery.clock.move(minutes=chance.randint(0, 3))
            with suppress(Refusal):
                if chance.random() < 0.25:
                    _steer(made, chance, id)
                else:
                    _decide(made, chance, chance.choice(DECIDING), id)
            if chance.random() < 0.6:
                made.meet(chance.choice(list(made.at)))
        _is_sound(made.agree_on(id))
        made.chancery.assert_sound()
        before = said(made.at[LAWYER])
        made.at[LAWYER].rebuild(lambda _done, _total: None)
        assert said(made.at[LAWYER]) == before
