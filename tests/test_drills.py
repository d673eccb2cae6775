"""What people do when something was lost, as `docs/recovery.md` tells it, with real workplaces."""

import itertools
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from edo import joining, keycode, keys, keystore
from edo.check import check
from edo.commands import membership, organisation, recovery
from edo.errors import Reason, Refusal, UnreachableError
from edo.finding import Harm, worst
from edo.repair import conflicts, keeping, numbers, rescue
from edo.repair.pile import Rescued, Tell
from edo.repair.refetch import refetch
from edo.repair.renewal import renew
from edo.repair.republish import republish
from edo.share.carrier import Carrier
from edo.share.claims import Claimer, Series
from edo.store import ledger
from edo.store.database import bulk
from edo.workplace import Workplace
from tests.town import KEEPER, Town, continued

CLERK, OTHER = "Ерлан", "Сауле"
_LOSE_CHANGES = (
    "DELETE FROM changes WHERE segment IN"
    " (SELECT id FROM segments WHERE space = ? AND dev = ? AND seq = ?)"
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Town]:
    """Let a keeper and two clerks of one office register, one with a file, and hear of it all."""
    with continued(tmp_path, _work) as (made, _):
        yield made


def _work(made: Town) -> None:
    letter = made.folder.parent / "письмо.txt"
    letter.write_text("О путёвках", encoding="utf-8")
    made.invite(CLERK)
    made.invite(OTHER)
    made.settle()
    made.register(KEEPER, "О путёвках", letter)
    made.register(CLERK, "О взносах")
    made.register(OTHER, "О съезде")
    made.settle()


def carrier(workplace: Workplace) -> Carrier:
    """Return the carrier of a workplace."""
    assert workplace.carrier is not None
    return workplace.carrier


def assert_whole(made: Town, *names: str) -> None:
    """Nothing is wrong at some workplaces nor on the share, however deep one looks."""
    for name in names or tuple(made.open):
        examined = check(made.open[name], deep=True)
        assert worst(examined.findings) in (None, Harm.NOTICE), (name, examined.findings)


def assert_same(made: Town) -> None:
    """Everybody has the same documents."""
    (first, *others) = (made.subjects(name) for name in made.open)
    assert all(one == first for one in others), (first, others)


def test_the_share_is_lost_and_one_workplace_fills_an_empty_folder(made: Town) -> None:
    """Any of them can, the claims on numbers too; the numbers go on behind the last one."""
    shutil.rmtree(made.share)
    made.share.mkdir()
    clerk = made.open[CLERK]
    told = republish(clerk, carrier(clerk)).told()
    assert told["untouched"] == 0
    assert told["claims"] == 3
    made.settle()
    assert_whole(made)
    made.invite("Новая")
    assert made.register("Новая", "О новом").number == "4"
    made.settle()
    assert_same(made)
    assert len(made.subjects(KEEPER)) == 4


@pytest.mark.parametrize("by_hand", [True, False])
def test_the_share_goes_back_to_an_old_copy(made: Town, *, by_hand: bool) -> None:
    """What was sent since comes back from those who hold it, by itself or by a repair at once."""
    old = made.folder / "old"
    shutil.copytree(made.share, old)
    made.register(CLERK, "О смете")
    made.register(KEEPER, "О ремонте")
    made.settle()
    shutil.rmtree(made.share)
    shutil.copytree(old, made.share)
    if by_hand:
        republish(made.keeper, carrier(made.keeper))
    made.settle()
    assert made.register(OTHER, "О графике").number == "6"
    made.settle()
    assert_same(made)
    assert_whole(made)


def test_a_workplace_is_lost(made: Town) -> None:
    """It is retired, its person is invited again, and the new one collects everything."""
    made.register(CLERK, "О смете")
    made.exchange(CLERK)
    lost = made.open[CLERK]
    device = lost.device
    made.stop(CLERK)
    shutil.rmtree(made.home(CLERK))
    membership.retire(made.keeper, device=device)
    made.invite(CLERK)
    made.settle()
    assert_same(made)
    assert made.subjects(CLERK)["4"] == "О смете"
    assert made.register(CLERK, "О графике").number == "5"
    made.settle()
    assert_whole(made)


def let_in(made: Town, name: str) -> None:
    """Ask to be enrolled anew, be let in by the keeper, and go on under the new key."""
    workplace = made.open[name]
    words = renew(workplace, carrier(workplace), computer="ПК", random=made.chance.randbytes)
    again = renew(workplace, carrier(workplace), computer="ПК", random=made.chance.randbytes)
    assert words == again
    assert words is not None
    (asked,) = (one for one in membership.requests(made.keeper) if one.request is not None)
    assert asked.words == words
    assert asked.request is not None
    membership.admit(made.keeper, request=asked.request)
    made.exchange(KEEPER)
    assert renew(workplace, carrier(workplace), computer="ПК") is None


@pytest.mark.parametrize("with_installation", [True, False])
def test_a_workplace_was_copied(made: Town, *, with_installation: bool) -> None:
    """Two programs with one key: both are enrolled anew, and what each has done stays."""
    twin = "Ерлан-2"
    made.copy_home(CLERK, twin)
    if not with_installation:
        (made.home(twin) / "inst").write_text("0123456789abcdef")
    made.start(twin)
    made.register(CLERK, "О смете")
    made.register(twin, "О ремонте")
    made.exchange(CLERK)
    halted = made.exchange(twin)[twin]
    if not with_installation:
        assert halted is not None
    let_in(made, twin)
    if made.exchange(CLERK)[CLERK] is not None:
        let_in(made, CLERK)
    made.settle()
    assert_same(made)
    assert {"О смете", "О ремонте"} <= {*made.subjects(KEEPER).values()}
    made.reopen(twin)
    made.register(twin, "О графике")
    made.settle()
    assert "О графике" in made.subjects(KEEPER).values()
    assert_whole(made)


def test_an_enrolment_broken_off_goes_on(made: Town) -> None:
    """The program ended after the work was sealed anew and before the key was in its place."""
    made.register(CLERK, "О смете")
    clerk = made.open[CLERK]
    renew(clerk, carrier(clerk), computer="ПК", random=made.chance.randbytes)
    (asked,) = (one for one in membership.requests(made.keeper) if one.request is not None)
    assert asked.request is not None
    membership.admit(made.keeper, request=asked.request)
    made.exchange(KEEPER)
    made.exchange(CLERK)
    key = keystore.load(made.home(CLERK) / "keys/next.key")
    clerk.renew(key, "0123456789abcdef", [])
    clerk = made.reopen(CLERK)
    assert clerk.device != key.name
    assert renew(clerk, carrier(clerk), computer="ПК") is None
    clerk = made.reopen(CLERK)
    assert clerk.device == key.name
    made.register(CLERK, "О ремонте")
    made.settle()
    assert_same(made)
    assert sorted(made.subjects(KEEPER)) == ["1", "2", "3", "4", "5"]
    assert_whole(made)


def test_the_keeper_was_copied(made: Town) -> None:
    """Its workplace lets its new key in by itself, and keeps the chain with it."""
    made.register(KEEPER, "О смете")
    old = made.keeper.device
    assert renew(made.keeper, carrier(made.keeper), computer="ПК") is None
    assert made.keeper.roster.keeper == made.keeper.device != old
    made.settle()
    made.reopen(KEEPER)
    made.invite("Новая")
    made.settle()
    assert_same(made)
    assert_whole(made)


def test_a_backup_was_restored(made: Town) -> None:
    """What the workplace has forgotten comes back from the share, before it sends anything."""
    made.copy_home(CLERK, "backup")
    made.register(CLERK, "О смете")
    made.exchange(CLERK)
    made.stop(CLERK)
    shutil.rmtree(made.home(CLERK))
    made.home("backup").rename(made.home(CLERK))
    made.start(CLERK)
    made.register(CLERK, "О ремонте")
    made.settle()
    assert {"О смете", "О ремонте"} <= {*made.subjects(KEEPER).values()}
    assert_same(made)
    assert_whole(made)


def test_all_workplaces_and_the_share_are_lost_but_one(made: Town) -> None:
    """That one rescues everything it holds; the root key makes it the keeper's."""
    code = "\n".join(keycode.write(recovery.root_key(made.keeper).seed))
    for name in (KEEPER, OTHER):
        made.stop(name)
        shutil.rmtree(made.home(name))
    shutil.rmtree(made.share)
    made.share.mkdir()
    clerk = made.open[CLERK]
    republish(clerk, carrier(clerk))
    made.settle()
    recovery.take_keeping(clerk, code=code)
    made.settle()
    assert clerk.roster.keeper == clerk.device
    assert len(made.subjects(CLERK)) == 3
    assert_whole(made)


def test_the_keeper_is_lost(made: Town) -> None:
    """The code on the recovery sheet passes the keeping on to another workplace."""
    code = "\n".join(keycode.write(recovery.root_key(made.keeper).seed))
    old = made.keeper.device
    made.stop(KEEPER)
    shutil.rmtree(made.home(KEEPER))
    clerk = made.open[CLERK]
    recovery.take_keeping(clerk, code=code)
    made.settle()
    membership.retire(clerk, device=old)
    made.settle()
    assert made.open[OTHER].roster.keeper == clerk.device
    assert_same(made)
    assert_whole(made)


def pile(made: Town, folder: Path) -> None:
    """Throw the files of a share into one folder, in no order and under no names."""
    folder.mkdir()
    paths = sorted(path for path in made.share.rglob("*") if path.is_file())
    random.Random(5).shuffle(paths)
    for n, path in enumerate(paths):
        shutil.copyfile(path, folder / f"file{n:04}")


@pytest.mark.parametrize("by", ["code", "key", "key in its place"])
def test_an_organisation_is_built_from_a_pile_of_files(made: Town, tmp_path: Path, by: str) -> None:
    """By the root key as the keeper's, or by a clerk's own key; names of files do not matter."""
    code = "\n".join(keycode.write(recovery.root_key(made.keeper).seed))
    pile(made, tmp_path / "pile")
    before = made.subjects(KEEPER)
    new = made.home("rescued")
    if by == "key in its place":
        (new / "keys").mkdir(parents=True)
        shutil.copyfile(made.home(CLERK) / "keys/device.key", new / "keys/device.key")
    told = rescued(
        made,
        tmp_path,
        code=code if by == "code" else "",
        key=made.home(CLERK) / "keys/device.key" if by == "key" else None,
    )
    assert (told.segments > 5, told.files) == (True, 1)
    made.start("rescued")
    made.exchange("rescued", times=2)
    assert made.subjects("rescued") == before
    if by != "code":
        assert made.register("rescued", "О смете").number == "4"
    assert worst(check(made.open["rescued"]).findings) is not Harm.TAMPERED


def rescued(
    made: Town, folder: Path, code: str = "", key: Path | None = None, tell: Tell | None = None
) -> Rescued:
    """Build an organisation from the pile."""
    return rescue.rescue(
        folder / "pile",
        made.home("rescued"),
        folder / "new share",
        code=code,
        key=key,
        tell=tell or (lambda _done, _total: None),
        at=made.clock,
        random=made.chance.randbytes,
        make=made.make,
    )


def test_a_rescue_that_was_stopped_anywhere_goes_on(made: Town, tmp_path: Path) -> None:
    """While files are looked at, laid out or read in: the same folders again, and all is there."""
    code = "\n".join(keycode.write(recovery.root_key(made.keeper).seed))
    pile(made, tmp_path / "pile")
    before, files = made.subjects(KEEPER), len([*(tmp_path / "pile").iterdir()])
    for stop in (1, files + files // 2, 3 * files + 1, 3 * files + 2):
        with pytest.raises(CancelledError):
            rescued(made, tmp_path, code=code, tell=until(stop))
    assert rescued(made, tmp_path, code=code).files == 1
    made.start("rescued")
    made.exchange("rescued", times=2)
    assert made.subjects("rescued") == before


def another_share(folder: Path) -> Path:
    """Found another organisation over a folder of its own."""
    share = folder / "share"
    share.mkdir(parents=True)
    them = organisation.found(
        folder / "home", organisation="Союз", office="Комитет", person="Омаров Е."
    )
    joining.connect(them, place=str(share))
    them.close()
    return share


def until(stop: int) -> Tell:
    """Stop when it is told for that many times how far it is."""
    told = itertools.count(1)

    def tell(_done: int, _total: int) -> None:
        if next(told) == stop:
            raise CancelledError

    return tell


def test_a_rescue_writes_nowhere_else(made: Town, tmp_path: Path) -> None:
    """Not into the pile, not into another's share or home; a wrong sheet is told at once."""
    code = "\n".join(keycode.write(recovery.root_key(made.keeper).seed))
    pile(made, tmp_path / "pile")
    foreign = "\n".join(keycode.write(keys.make().seed))
    theirs = another_share(tmp_path / "other")
    new, share = tmp_path / "new", tmp_path / "share2"
    for home, place, typed, why in (
        (new, tmp_path / "pile/share", code, Reason.RESCUE_INSIDE),
        (new, share, foreign, Reason.CODE_FOREIGN),
        (new, share, "", Reason.REQUIRED_FIELD),
        (new, theirs, code, Reason.SHARE_FOREIGN),
        (made.home(CLERK), share, code, Reason.ALREADY_FOUNDED),
    ):
        if home != new:
            made.stop(CLERK)
        with pytest.raises(Refusal) as refused:
            rescue.rescue(tmp_path / "pile", home, place, code=typed)
        assert refused.value.reason == why
        assert not share.exists() or why == Reason.REQUIRED_FIELD


def test_the_share_is_lost_with_the_keeper_and_its_place_is_gone(
    made: Town, tmp_path: Path
) -> None:
    """Only when it is said that the folder is lost does the keeping pass without hearing others."""
    code = "\n".join(keycode.write(recovery.root_key(made.keeper).seed))
    made.stop(KEEPER)
    shutil.rmtree(made.share)
    clerk = made.open[CLERK]
    with pytest.raises(UnreachableError):
        keeping.take_over(clerk, code=code)
    with pytest.raises(CancelledError):
        keeping.take_over(clerk, code=code, without_share=True, tell=until(1))
    assert clerk.roster.keeper != clerk.device, "stopped in time"
    keeping.take_over(clerk, code=code, without_share=True)
    place = tmp_path / "another"
    place.mkdir()
    joining.connect(clerk, place=str(place), make=made.make)
    republish(clerk, carrier(clerk))
    assert clerk.roster.keeper == clerk.device
    log = (made.home(CLERK) / "logs/repair.log").read_text(encoding="utf-8")
    assert '"step": "keeper"' in log


def test_the_ledger_lost_a_part_and_reads_it_again(made: Town) -> None:
    """Work of others, one's own, and the content of a file."""
    clerk = made.open[CLERK]
    before = made.subjects(CLERK)
    office = clerk.identity.office
    for path in (made.home(CLERK) / "blobs").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.write_bytes(b"spoilt")
    for dev in (made.keeper.device, clerk.device):
        clerk.write(_lose, office, dev)
    clerk = made.reopen(CLERK)
    clerk.rebuild(lambda _done, _total: None)
    assert made.subjects(CLERK) != before
    told = refetch(clerk, carrier(clerk)).told()
    assert told == {"segments": 2, "files": 1}
    assert made.subjects(CLERK) == before
    assert_whole(made, CLERK)


def _lose(connection: ledger.Connection, space: str, dev: str) -> None:
    """Lose the last segment of a log."""
    number = ledger.numbers_of(connection, space=space, dev=dev)[-1]
    values = [(space, dev, number)]
    bulk(connection, _LOSE_CHANGES, values)
    bulk(connection, "DELETE FROM segments WHERE space = ? AND dev = ? AND seq = ?", values)


@pytest.mark.parametrize("by_hand", [True, False])
def test_work_in_a_conflict_copy_is_found(made: Town, *, by_hand: bool) -> None:
    """At once by a repair, else within a day: everybody hears of it; the copy stays."""
    made.register(CLERK, "О смете")
    made.exchange(CLERK)
    clerk = made.open[CLERK]
    space = clerk.identity.office
    tail = clerk.read(ledger.tail, space, clerk.device)
    (path,) = made.share.glob(f"spaces/{space}/log/{clerk.device}/*/{tail.seq:012}.seg")
    copy = path.with_name(f"{path.stem} (conflicted copy 2026-03-02).seg")
    path.rename(copy)
    if by_hand:
        assert conflicts.import_strays(made.keeper, carrier(made.keeper)) == 1
    else:
        made.stop(CLERK)  # or it would put back its own work
        made.clock.move(days=2)
    made.settle()
    assert "О смете" in made.subjects(KEEPER).values()
    assert copy.exists()


def test_numbers_nobody_used_are_explained(made: Town) -> None:
    """One's own, and those of a workplace that was ended: no gap stays without a word."""
    clerk = made.open[CLERK]
    office = clerk.identity.office
    for n in (4, 5):
        series = Series(clerk.identity.org, office, made.journals[office], 2026)
        token = Claimer(clerk.key, clerk.identity.person).token(
            series, n, document=f"d{n}", nonce=str(n)
        )
        carrier(clerk).put_new(series.name(n), token)
    made.stop(CLERK)
    membership.retire(made.keeper, device=clerk.device)
    codes = {one.code for one in check(made.keeper).findings}
    assert "claim_unused" in codes
    assert numbers.void_claims(made.keeper, carrier(made.keeper)) == 2
    made.settle()
    assert made.register(OTHER, "О смете").number == "6"
    made.settle()
    assert_whole(made)
