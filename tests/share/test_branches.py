"""A log that forked: a home was restored while the share had lost what it sent since."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from edo.errors import UnreachableError
from edo.exchange.exchange import Exchange, Halt
from edo.repair.renewal import renew
from edo.share import head as heads
from edo.share import layout
from edo.store import forks, ledger, outbox
from tests.share.carriers import CrashAt
from tests.share.faulty import Fault
from tests.share.test_attacks import last, pass_on, register, run
from tests.world.acts import HOUR
from tests.world.seat import Seat
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


def test_a_branch_that_a_power_cut_tore_keeps_no_work_from_anybody(scene: World) -> None:
    """Whoever waits for the rest of it says what they hold, and so gets the other branch."""
    keeper, one, other = scene.seats[:3]
    keeper.keep_backup(scene.folder / "backup")
    space, dev = one.workplace.identity.office, keeper.workplace.device
    place = {"space": space, "dev": dev}
    first = keeper.workplace.read(ledger.tail, space, dev).seq + 1
    for _ in range(3):
        register(keeper, scene)
    pass_on(scene, keeper, one)
    keeper.restore()
    scene.time.at += HOUR
    for seq, kept in ((first, 1), (first + 1, 2)):  # whole, and half of it
        register(keeper, scene)
        data = keeper.workplace.read(ledger.bytes_of, seq=seq, **place)
        scene.share.inner.plant(layout.segment(space, dev, seq), data[: len(data) // kept])
    run(other)
    assert other.workplace.read(ledger.tail, space, dev).seq == first
    for _ in range(5):
        scene.time.at += HOUR
        pass_on(scene, other, one)
    assert one.workplace.read(forks.tips) == other.workplace.read(forks.tips)
    assert [seq for *_, seq, _ in one.workplace.read(forks.tips)] == [first, first + 2]
    assert run(keeper).halt is Halt.FORKED


@pytest.mark.parametrize("is_copy", [False, True])
@pytest.mark.parametrize("nth", [0, 1])
def test_what_lies_in_a_segments_place_keeps_its_work_from_nobody(
    scene: World, nth: int, *, is_copy: bool
) -> None:
    """Its author sends no more: others put theirs beside it, be it a copy of who lacks it."""
    keeper, one, other = scene.seats[:3]
    if is_copy:
        scene.clone(other, with_installation=True)
        one = scene.seats[-1]
    space, dev = one.workplace.identity.office, keeper.workplace.device
    first = keeper.workplace.read(ledger.tail, space, dev).seq + 1
    known = {register(keeper, scene).document for _ in range(3)}
    pass_on(scene, keeper, one)
    scene.share.inner.plant(layout.segment(space, dev, first + nth), b"EDSG1\nof another branch")
    for _ in range(5):
        scene.time.at += HOUR
        pass_on(scene, other, one)
    assert known <= {*dump(other)["order"]}
    assert run(other).pending == {}


def test_a_torn_head_is_put_again_by_who_knows_it(scene: World) -> None:
    """Its author may be gone: others learn from it what there is."""
    keeper, one, other = scene.seats[:3]
    document = register(keeper, scene).document
    pass_on(scene, keeper, one, other)
    second = register(keeper, scene).document
    pass_on(scene, keeper, one)
    known = one.exchange._receiver.known(one.workplace.identity.office, keeper.workplace.device)
    assert known is not None
    scene.share.inner.plant(known.name, known.data[:100])
    for _ in range(3):
        scene.time.at += HOUR
        pass_on(scene, other, one)
    assert scene.share.inner.look(known.name) == known.data
    assert {document, second} <= {*dump(other)["order"]}


class Unmounted(CrashAt):
    """A share that is an empty folder from the second look at its marker on."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.view)
        self._seat = seat
        self._looks = 0

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes."""
        self._looks += name == layout.FOUNDING
        if self._looks > 1:
            self._seat.view.fall(Fault.EMPTY, 1_000)
        return super().read(name, limit)


def test_what_is_written_past_the_folder_is_not_taken_for_sent(scene: World) -> None:
    """Who learns in the middle that the folder is gone writes nothing into what is there."""
    keeper = scene.keeper
    register(keeper, scene)
    run(keeper)
    register(keeper, scene)
    waiting = keeper.workplace.read(outbox.waiting)
    keeper.workplace.carrier = Unmounted(keeper)
    with pytest.raises(UnreachableError, match="share_absent"):
        Exchange(keeper.workplace, keeper.workplace.carrier).run()
    assert keeper.workplace.read(outbox.waiting) == waiting > 0


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
