"""Packs in use: made by their owner, read by who is far behind, and what they replace dropped."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from edo.errors import DamagedError
from edo.exchange.exchange import Exchange
from edo.exchange.packing import PAUSE, REST, Packer, packed
from edo.share import head as heads
from edo.share import layout, packs
from edo.store import shared
from edo.workplace import Workplace, open_workplace
from tests.neighbours import begun, neighbour
from tests.office import Chancery
from tests.share.carriers import Crash, CrashAt, MemoryCarrier, Objects
from tests.tables import said

LETTERS = 20
"""Registered one by one: more segments than a reader asks for by name."""
DAY_MS = 24 * 60 * 60 * 1000


class Watched(MemoryCarrier):
    """A share that notes what is read."""

    def __init__(self, objects: Objects | None = None) -> None:
        super().__init__()
        self.restore(objects or {})
        self.reads: list[str] = []

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes."""
        self.reads.append(name)
        return super().read(name, limit)


@dataclass
class Branch:
    """An office with a share.

    Attributes:
        owner: whose packs it is about.
        share: as it is.
        exchange: the owner's.
        open_now: other workplaces, by name.
    """

    owner: Chancery
    share: Watched
    exchange: Exchange
    folder: Path
    open_now: dict[str, Workplace] = field(default_factory=dict[str, Workplace])

    @property
    def space(self) -> str:
        """The office's space."""
        return self.owner.workplace.identity.office

    @property
    def packer(self) -> Packer:
        """What makes the owner's packs."""
        return Packer(self.owner.workplace, self.share)

    def join(self, name: str) -> Workplace:
        """Let somebody in; the others hear of it."""
        made = neighbour(self.owner, self.folder / name)
        self.open_now[name] = made
        self.exchange.run()
        return made

    def pack(self) -> None:
        """Pack everything and say so."""
        self.packer.pack(at_least=1)
        self.exchange.run()

    def of(self, kind: str) -> list[str]:
        """Return the names of the owner's packs or segments in the office's space."""
        start = f"spaces/{self.space}/{kind}/{self.owner.workplace.device}/"
        return sorted(name for name in self.share.objects if name.startswith(start))

    def segment(self, seq: int) -> str:
        """Return the name of one of the owner's segments in the office's space."""
        return layout.segment(self.space, self.owner.workplace.device, seq)

    def everybody(self) -> None:
        """Let everybody hear of everything."""
        for _ in range(2):
            self.exchange.run()
            for one in self.open_now.values():
                Exchange(one, self.share).run()
        self.exchange.run()


@pytest.fixture
def branch(chancery: Chancery, tmp_path: Path) -> Iterator[Branch]:
    """Register letters and send them."""
    share = Watched()
    made = Branch(chancery, share, begun(chancery, share), tmp_path)
    for _ in range(LETTERS):
        chancery.register()
    made.exchange.run()
    yield made
    for one in made.open_now.values():
        one.close()


def test_who_is_far_behind_reads_packs(branch: Branch) -> None:
    """A newcomer asks for a pack, not for each segment, and sees what its owner sees."""
    newcomer = branch.join("newcomer")
    branch.pack()
    branch.share.reads.clear()
    told = list[tuple[int, int]]()
    Exchange(newcomer, branch.share).run(lambda done, total: told.append((done, total)))
    assert [name for name in branch.share.reads if name in branch.of("log")] == []
    assert [name for name in branch.share.reads if name in branch.of("packs")] == branch.of("packs")
    assert said(newcomer) == said(branch.owner.workplace)
    assert told[-1][0] == told[-1][1] > LETTERS


def test_who_is_near_reads_by_name(branch: Branch) -> None:
    """One new letter is one small file, packed or not."""
    newcomer = branch.join("newcomer")
    exchange = Exchange(newcomer, branch.share)
    exchange.run()
    branch.owner.register()
    branch.exchange.run()
    branch.pack()
    branch.share.reads.clear()
    assert exchange.run().received.segments == 1
    assert not [name for name in branch.share.reads if name.endswith(".pack")]


def test_a_segment_that_is_only_in_a_pack_is_read_from_it(branch: Branch) -> None:
    """What its owner has dropped since is no gap, even for who lacks little."""
    newcomer = branch.join("newcomer")
    exchange = Exchange(newcomer, branch.share)
    exchange.run()
    branch.owner.register()
    branch.exchange.run()
    branch.pack()
    branch.share.pull(branch.of("log")[-1])
    outcome = exchange.run()
    assert (outcome.received.segments, outcome.pending) == (1, {})


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-1] + b"?", lambda data: data[:-1], lambda _: b"", lambda _: None]
)
def test_a_spoilt_pack_hides_nothing(
    branch: Branch, spoil: Callable[[bytes], bytes | None]
) -> None:
    """Segments that lie under their own names are read from there; the pack is asked for again."""
    newcomer = branch.join("newcomer")
    branch.pack()
    (name,) = branch.of("packs")
    whole = branch.share.look(name) or b""
    spoilt = spoil(whole)
    branch.share.pull(name)
    if spoilt is not None:
        branch.share.plant(name, spoilt)
    Exchange(newcomer, branch.share).run()
    assert said(newcomer) == said(branch.owner.workplace)


def test_what_lies_in_a_spoilt_pack_only_is_waited_for(branch: Branch) -> None:
    """Set aside, told, and taken in when the pack is whole again."""
    newcomer = branch.join("newcomer")
    branch.pack()
    (name,) = branch.of("packs")
    whole = branch.share.look(name) or b""
    branch.share.plant(name, whole[:-1] + b"?")
    for segment in branch.of("log"):
        branch.share.pull(segment)
    exchange = Exchange(newcomer, branch.share)
    outcome = exchange.run()
    assert outcome.pending == {name: "pack_body", branch.segment(1): "missing"}
    assert [one.name for one in newcomer.read(shared.aside)] == [name]
    branch.share.plant(name, whole)
    branch.owner.clock.move(minutes=1)
    assert exchange.run().pending == {}
    assert newcomer.read(shared.aside) == []
    assert said(newcomer) == said(branch.owner.workplace)


def test_a_pack_vouches_for_nothing(branch: Branch) -> None:
    """A segment in a pack its owner signed is judged like any other; its own name still counts."""
    newcomer = branch.join("newcomer")
    branch.pack()
    (name,) = branch.of("packs")
    owner = branch.owner.workplace
    place = packs.Place(owner.identity.org, branch.space, owner.device)
    told = layout.read_pack(name.rpartition("/")[2]) or (0, 0)
    pack = packs.verify(branch.share.look(name) or b"", place, told, owner.key.public)
    stored = [data for _, data in pack.segments()]
    stored[1] = stored[1][:-1] + b"?"
    branch.share.plant(name, packs.seal(place, told[0], stored, owner.key))
    Exchange(newcomer, branch.share).run()
    assert said(newcomer) == said(owner)


def test_few_segments_are_not_packed(branch: Branch) -> None:
    """A pack is made of as many as are worth it, and of what was sent only."""
    assert branch.packer.pack(at_least=1_000) == 0
    assert branch.of("packs") == []
    branch.pack()
    before = branch.of("packs")
    branch.owner.register()
    assert branch.packer.pack(at_least=1) == 0
    assert branch.of("packs") == before


def test_enough_segments_are_packed_by_themselves(branch: Branch) -> None:
    """Nobody needs to ask; the next head says so."""
    last = len(branch.of("log"))
    Exchange(branch.owner.workplace, branch.share, packs_from=last + 1).run()
    assert branch.of("packs") == []
    Exchange(branch.owner.workplace, branch.share, packs_from=last).run()
    (name,) = branch.of("packs")
    assert layout.read_pack(name.rpartition("/")[2]) == (1, last)
    known = branch.owner.workplace.read(shared.heads)
    (head,) = [heads.read(one.data) for one in known if one.space == branch.space]
    assert (head.packed, head.seq) == (last, last)


def crash_in_turn(act: Callable[[CrashAt], object], share: MemoryCarrier) -> int:
    """End an act at each of its operations, before and after it; return how many there were."""
    for k in range(1, 10_000):
        for after in (False, True):
            broken = CrashAt(share, k, after=after)
            try:
                act(broken)
            except Crash:
                continue
            if broken.operations < k:
                return k - 1
    raise AssertionError


def test_packing_may_be_broken_off_anywhere(branch: Branch) -> None:
    """Each time the program ends at another operation, and begins again where it was."""
    newcomer = branch.join("newcomer")
    for k in range(1, 100):
        branch.owner.register()
        branch.exchange.run()
        broken = CrashAt(branch.share, k, after=bool(k % 2))
        with suppress(Crash):
            Packer(branch.owner.workplace, broken).pack(at_least=1)
            Exchange(branch.owner.workplace, broken).run()
            break
    branch.everybody()
    covered = sorted(
        told for name in branch.of("packs") if (told := layout.read_pack(name.rpartition("/")[2]))
    )
    ends = [0, *(last for _, last in covered)]
    assert [first for first, _ in covered] == [end + 1 for end in ends[:-1]]
    for name in branch.of("log"):
        branch.share.pull(name)
    Exchange(newcomer, branch.share).run()
    assert said(newcomer) == said(branch.owner.workplace)


def test_reading_packs_may_be_broken_off_anywhere(branch: Branch) -> None:
    """A newcomer who is switched off at each operation in turn comes to the same in the end."""
    newcomer = branch.join("newcomer")
    branch.pack()
    done = crash_in_turn(lambda broken: Exchange(newcomer, broken).run(), branch.share)
    assert done > 5
    Exchange(newcomer, branch.share).run()
    assert said(newcomer) == said(branch.owner.workplace)


def thinned(branch: Branch) -> list[int]:
    """Return how many segments lie by name after 6, 7, 8 and 14 days, all being heard."""
    left = list[int]()
    for days in (6, 1, 1, 6):
        branch.owner.clock.move(days=days)
        branch.everybody()
        left.append(len(branch.of("log")))
    return left


def test_packed_segments_go_after_a_week_in_two_steps(branch: Branch) -> None:
    """Two others must hold them; a newcomer still gets everything, and new letters go on."""
    branch.join("second")
    branch.join("third")
    branch.everybody()
    branch.pack()
    all_of_them = len(branch.of("log"))
    assert thinned(branch) == [all_of_them, all_of_them, 0, 0]
    newcomer = branch.join("newcomer")
    branch.owner.register()
    branch.everybody()
    assert said(newcomer) == said(branch.owner.workplace)
    assert len(branch.of("log")) == 1


def test_who_was_restored_takes_its_own_work_out_of_packs(branch: Branch, tmp_path: Path) -> None:
    """What it has forgotten may lie there only; then it goes on behind it."""
    home = tmp_path / "restored"
    owner = branch.owner.workplace
    shutil.copytree(owner.home.folder, home, ignore=shutil.ignore_patterns("lock"))
    branch.owner.register()
    branch.join("second")
    branch.join("third")
    branch.everybody()
    branch.pack()
    assert thinned(branch)[-1] == 0
    restored = open_workplace(home, at=branch.owner.clock, random=branch.owner.chance.randbytes)
    branch.open_now["restored"] = restored
    outcome = Exchange(restored, branch.share).run()
    assert outcome.halt is None
    assert said(restored) == said(owner)


def test_nothing_goes_that_one_other_alone_has(branch: Branch) -> None:
    """An owner and one colleague are not enough."""
    branch.join("second")
    branch.everybody()
    branch.pack()
    all_of_them = len(branch.of("log"))
    assert set(thinned(branch)) == {all_of_them}


def test_nothing_goes_while_the_pack_is_not_what_it_was(branch: Branch) -> None:
    """What cannot be read back whole does not replace anything."""
    branch.join("second")
    branch.join("third")
    branch.everybody()
    branch.pack()
    (name,) = branch.of("packs")
    branch.share.plant(name, (branch.share.look(name) or b"")[:-1] + b"?")
    all_of_them = len(branch.of("log"))
    assert set(thinned(branch)) == {all_of_them}


def test_nothing_goes_while_the_clock_is_not_to_be_trusted(branch: Branch) -> None:
    """A clock that was ahead and is set back lets nothing go until it has come past it again."""
    branch.join("second")
    branch.join("third")
    branch.everybody()
    branch.pack()
    branch.owner.clock.move(days=20)
    branch.owner.register()
    branch.owner.clock.move(days=-12)
    left = len(branch.of("log"))
    heads_known = {
        (head.space, head.dev): head
        for one in branch.owner.workplace.read(shared.heads)
        if (head := heads.read(one.data))
    }
    for _ in range(3):
        branch.owner.clock.move(days=2)
        assert branch.packer.drop(heads_known) == 0
    assert len(branch.of("log")) == left
    branch.owner.clock.move(days=10)
    assert branch.packer.drop(heads_known) == 0
    branch.owner.clock.move(days=2)
    assert branch.packer.drop(heads_known) >= left


def test_dropping_may_be_broken_off_anywhere(branch: Branch) -> None:
    """Some names gone and some not is no damage: they lie in the pack."""
    branch.join("second")
    newcomer = branch.join("third")
    branch.everybody()
    branch.pack()
    known = branch.owner.workplace.read(shared.heads)
    heads_known = {(head.space, head.dev): head for one in known if (head := heads.read(one.data))}
    branch.everybody()
    owner = branch.owner.workplace
    for days in (REST, PAUSE):
        branch.owner.clock.move(days=days // DAY_MS)
        crash_in_turn(lambda broken: Packer(owner, broken).drop(heads_known), branch.share)
    assert branch.of("log") == []
    fourth = branch.join("fourth")
    branch.everybody()
    assert said(newcomer) == said(fourth) == said(owner)


def test_lost_packs_are_made_again(branch: Branch) -> None:
    """Their owner has every segment, and looks twice a day."""
    branch.pack()
    before = branch.share.objects
    for name in branch.of("packs"):
        branch.share.pull(name)
    branch.owner.clock.move(days=1)
    branch.exchange.run()
    assert {name: branch.share.look(name) for name in branch.of("packs")} == {
        name: data for name, data in before.items() if name in branch.of("packs")
    }
    assert branch.of("packs")


def test_who_has_everything_puts_it_all_back_when_packs_are_lost(branch: Branch) -> None:
    """Their owner is gone and nobody else can sign packs: segments come back by name."""
    second = branch.join("second")
    branch.everybody()
    branch.pack()
    branch.everybody()
    exchange = Exchange(second, branch.share)
    exchange.run()
    kept = {name: data for name, data in branch.share.objects.items() if "/heads/" in name}
    org = {name: data for name, data in branch.share.objects.items() if "/" not in name}
    newcomer = branch.join("newcomer")
    auth = {n: data for n, data in branch.share.objects.items() if n.startswith("auth/")}
    branch.share.restore(kept | org | auth)
    branch.owner.clock.move(days=1)
    exchange.run()
    assert branch.of("packs") == []
    assert branch.of("log")
    Exchange(newcomer, branch.share).run()
    assert newcomer.read(shared.aside) == []
    assert len(said(newcomer)["documents"]) == LETTERS


def test_somebody_else_s_bytes_under_the_name_of_a_pack_are_left_alone(branch: Branch) -> None:
    """The owner learns of it by the error; nothing is written over."""
    owner = branch.owner.workplace
    name = layout.pack(branch.space, owner.device, 1, len(branch.of("log")))
    branch.share.plant(name, b"else")
    with pytest.raises(DamagedError, match="share_taken"):
        branch.packer.pack(at_least=1)
    assert branch.share.look(name) == b"else"
    assert owner.read(packed, branch.space).last == 0
