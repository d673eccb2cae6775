"""The program ends at every single act on the share, and what follows is as if it had not.

For each act in turn: before it is done and after. Then the program begins again and goes on.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edo import joining
from edo.commands import documents, membership
from edo.commands.documents import Attachment
from edo.domain.card import Card, Party
from edo.domain.rights import Role
from edo.share.carrier import Carrier
from edo.workplace import Connect, open_workplace
from tests.share.carriers import Crash, CrashAt
from tests.world.seat import Seat
from tests.world.telling import CALM
from tests.world.verdict import Said, dump, judge, stated, survivors
from tests.world.world import World, world

AFTER = pytest.mark.parametrize("after", [False, True], ids=["before", "after"])


@contextmanager
def two() -> Generator[World]:
    """Give two workplaces; the keeper's has something to send."""
    with world(1, CALM, workplaces=2) as made:
        keeper = made.keeper.workplace
        journal = made.begin.journals[keeper.identity.office][0]
        for number in range(3):
            documents.register(
                keeper,
                journal=journal,
                card=Card(subject_ru=f"Письмо {number}", parties=(Party(name="Иванов"),)),
                files=[Attachment(made.file())],
            )
        person = keeper.identity.person
        keeper.extend(("role.grant", {"person": person, "role": "manager", "scope": ""}))
        yield made


def finished(made: World) -> list[Said]:
    """Let everything settle and return what all workplaces show."""
    held = [(seat, stated(seat)) for seat in made.seats]
    made.settle()
    judge(made, survivors(held))
    return [_told(seat) for seat in made.seats]


def _told(seat: Seat) -> Said:
    """Return what a workplace shows; work that is sealed anew stands in other segments."""
    told = dump(seat)
    return told | {"refused": [row[2:] for row in told["refused"]]}


def send(made: World) -> Seat:
    """Return who has something to send."""
    return made.keeper


def collect(made: World) -> Seat:
    """Let the keeper send, and return who has something to collect."""
    made.keeper.run()
    return made.seats[1]


def put_back(made: World) -> Seat:
    """Lose what the keeper sent, and return the keeper."""
    before = made.share.inner.objects
    made.keeper.run()
    made.seats[1].run()
    made.share.inner.restore(before)
    return made.keeper


def rejoin(made: World) -> Seat:
    """Put the keeper's home back to what it was before it sent, and let it state something."""
    keeper = made.keeper
    keeper.run()
    keeper.keep_backup(made.folder / "backup")
    documents.annul(keeper.workplace, document=_first(keeper), reason="ошибка")
    keeper.run()
    keeper.restore()
    documents.change(keeper.workplace, document=_first(keeper), fields={"note": "после"})
    return keeper


def _first(seat: Seat) -> str:
    told = dump(seat)
    return str(told["order"][0])


@AFTER
@pytest.mark.parametrize("who", [send, collect, put_back, rejoin])
def test_an_exchange_goes_on_where_it_ended(who: Callable[[World], Seat], *, after: bool) -> None:
    """Whatever act was the last one, the books are those of an exchange that went through."""
    with two() as made:
        assert who(made).run() != "crash"
        expected = finished(made)
    k, crashed = 0, True
    while crashed:
        k += 1
        with two() as made:
            crashed = who(made).run(k, after=after) == "crash"
            assert finished(made) == expected, k
    assert k > 5


@AFTER
@pytest.mark.parametrize("step", ["ask", "finish"])
def test_joining_goes_on_where_it_ended(step: str, tmp_path: Path, *, after: bool) -> None:
    """Whatever act was the last one, asking and joining again make one workplace, and no more."""
    k, crashed = 0, True
    while crashed:
        k += 1
        with world(2, CALM, workplaces=1) as made:
            crashed = _joins(made, tmp_path / f"home{k}", step, k, after=after)
    assert k > 2


def _joins(made: World, home: Path, step: str, k: int, *, after: bool) -> bool:
    """Let somebody join who crashes at the k-th act of a step; tell whether they did."""
    keeper = made.keeper.workplace
    keeper.carrier = made.keeper.carrier
    office = keeper.identity.office
    invited = membership.invite(
        keeper, person="Новая Сотрудница", office=office, roles=[Role.CLERK], place="share"
    )
    made.keeper.run()
    view = made.share.view("new")

    falling = CrashAt(view, k, after=after)

    def crashing(_place: str, _dev: str) -> Carrier:
        return falling

    def sound(_place: str, _dev: str) -> Carrier:
        return view

    def ask(make: Connect) -> None:
        joining.ask(
            home, invited=invited, place="", computer="ПК", at=lambda: made.time.at,
            random=made.chance.randbytes, make=make,
        )  # fmt: skip

    crashed = False
    try:
        ask(crashing if step == "ask" else sound)
    except Crash:
        crashed = True
        ask(sound)
    asked = [one.request for one in membership.requests(keeper) if one.request]
    assert len({one.device for one in asked}) == 1
    membership.admit(keeper, request=asked[0])
    made.keeper.run()
    try:
        made_now = joining.finish(home, make=crashing if step == "finish" else sound)
    except Crash:
        crashed = True
        made_now = joining.finish(home, make=sound)
    assert made_now
    assert not joining.is_asking(home)
    opened = open_workplace(
        home, at=lambda: made.time.at, random=made.chance.randbytes, connect=sound
    )
    try:
        assert opened.identity.person in opened.roster.people
        assert opened.records == keeper.records
    finally:
        opened.close()
    return crashed
