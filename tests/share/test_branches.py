"""A log that forked: a home was restored while the share had lost what it sent since."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from edo.exchange.exchange import Halt
from edo.repair.renewal import renew
from edo.share import head as heads
from edo.share import layout
from edo.store import forks, ledger
from tests.share.test_attacks import last, pass_on, register, run
from tests.world.acts import HOUR
from tests.world.verdict import dump, judge, stated, survivors
from tests.world.world import Story, World, world

TORN = Story("torn", is_exclusive=False, is_torn=True)


@pytest.fixture
def scene() -> Iterator[World]:
    """Give the keeper and three more workplaces, of two offices; all have exchanged."""
    with world(7, TORN, workplaces=4) as made:
        yield made


def forked(made: World) -> tuple[str, str]:
    """Let the keeper's log fork: one workplace has the first course, the share the second one."""
    keeper, one = made.seats[:2]
    keeper.keep_backup(made.folder / "backup")
    before = made.share.inner.objects
    first = register(keeper, made).document
    register(keeper, made)
    pass_on(made, keeper, one)
    made.share.inner.restore(before)
    keeper.restore()
    made.time.at += HOUR
    second = register(keeper, made).document
    assert run(keeper).halt is None
    return first, second


def test_both_courses_come_to_everybody(scene: World) -> None:
    """Whatever came first, and the device itself goes on under another key only."""
    first, second = forked(scene)
    keeper, one, other, fourth = scene.seats
    pass_on(scene, other, one, other, fourth, one)
    assert {first, second} <= {*dump(one)["order"]} & {*dump(other)["order"]}
    assert one.workplace.read(forks.tips) == other.workplace.read(forks.tips)
    assert len(one.workplace.read(forks.tips)) == 2
    assert run(keeper).halt is Halt.FORKED
    assert run(one).pending == {}
    held = [(seat, stated(seat)) for seat in scene.seats]
    scene.settle()
    judge(scene, survivors(held))
    assert renew(keeper.workplace, keeper.carrier, computer="ПК") is None
    keeper.reopen()
    scene.settle()
    judge(scene, survivors(held))
    assert keeper.halt is None
    assert second in dump(keeper)["order"]
    assert keeper.workplace.read(ledger.of_subject, first)  # below the cut: to be adopted


def test_what_somebody_only_says_of_a_fork_halts_nobody(scene: World) -> None:
    """A head may name any end of a branch; the device believes what its own key has signed."""
    keeper, one = scene.seats[:2]
    register(keeper, scene)
    pass_on(scene, keeper, one)
    space, dev = one.workplace.identity.office, one.workplace.device
    known = one.exchange._receiver.known(space, dev)
    assert known is not None
    false = heads.sign(
        replace(
            heads.read(known.data),
            hlc=one.workplace.clock.tick(),
            forks=((keeper.workplace.device, 1, "ab" * 32),),
        ),
        one.workplace.key,
    )
    scene.share.inner.plant(false.name, false.data)
    assert run(keeper).halt is None
    assert layout.read_segment(last(keeper))
