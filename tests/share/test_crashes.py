"""The program ends at every single act on the share, and what follows is as if it had not.

For each act in turn: before it is done and after. Then the program begins again and goes on.
"""

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec

import pytest

from edo import joining
from edo.commands import documents, membership
from edo.commands.documents import Attachment
from edo.domain.card import Card, Party
from edo.domain.rights import Role
from edo.share.carrier import Carrier
from edo.workplace import open_workplace
from tests.share.carriers import Crash, CrashAt
from tests.world.seat import Seat
from tests.world.telling import CALM
from tests.world.verdict import Said, dump, judge, stated, survivors
from tests.world.world import World, world

P = ParamSpec("P")
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
def test_asking_to_join_goes_on_where_it_ended(*, after: bool) -> None:
    """Whatever act was the last one, asking again makes one request, which lets one in."""
    k, crashed = 0, True
    while crashed:
        k += 1
        with world(2, CALM, workplaces=1) as made:
            home = made.folder / "new"
            sound = made.share.view("new")
            invited = _invite(made)
            crashed = _crashes(_ask, made, home, invited, CrashAt(sound, k, after=after))
            if crashed:
                _ask(made, home, invited, sound)
            _admit(made)
            _is_let_in(made, home, sound)
    assert k > 2


@AFTER
def test_being_let_in_goes_on_where_it_ended(*, after: bool) -> None:
    """Whatever act was the last one, the next knock makes the workplace, and writes nothing."""
    with world(2, CALM, workplaces=1) as made:
        waiting = made.folder / "waiting"
        sound = made.share.view("new")
        _ask(made, waiting, _invite(made), sound)
        _admit(made)
        before = made.share.inner.objects
        k, crashed = 0, True
        while crashed:
            k += 1
            home = made.folder / f"new{k}"
            shutil.copytree(waiting, home)
            falling = CrashAt(sound, k, after=after)
            crashed = _crashes(joining.finish, home, make=lambda _place, _dev, to=falling: to)
            assert joining.is_asking(home) == crashed
            _is_let_in(made, home, sound)
        assert made.share.inner.objects == before
    assert k > 2


def _crashes(act: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Do something; tell whether the program ended in it."""
    try:
        act(*args, **kwargs)
    except Crash:
        return True
    return False


def _invite(made: World) -> bytes:
    """Let the keeper invite somebody to their own office."""
    keeper = made.keeper.workplace
    keeper.carrier = made.keeper.carrier
    invited = membership.invite(
        keeper,
        person="Новая Сотрудница",
        office=keeper.identity.office,
        roles=[Role.CLERK],
        place="share",
    )
    made.keeper.run()
    return invited


def _ask(made: World, home: Path, invited: bytes, carrier: Carrier) -> None:
    joining.ask(
        home,
        invited=invited,
        place="",
        computer="ПК",
        at=lambda: made.time.at,
        random=made.chance.randbytes,
        make=lambda _place, _dev: carrier,
    )


def _admit(made: World) -> None:
    """Let the keeper admit who has asked, all of them one workplace."""
    keeper = made.keeper.workplace
    asked = [one.request for one in membership.requests(keeper) if one.request]
    assert len({one.device for one in asked}) == 1
    membership.admit(keeper, request=asked[0])
    made.keeper.run()


def _is_let_in(made: World, home: Path, carrier: Carrier) -> None:
    """Knock once more, unless the workplace is there, and look at what it knows."""

    def connect(_place: str, _dev: str) -> Carrier:
        return carrier

    if joining.is_asking(home):
        assert joining.finish(home, make=connect)
    assert not joining.is_asking(home)
    opened = open_workplace(
        home, at=lambda: made.time.at, random=made.chance.randbytes, connect=connect
    )
    try:
        assert opened.identity.person in opened.roster.people
        assert opened.records == made.keeper.workplace.records
    finally:
        opened.close()
