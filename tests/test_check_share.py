"""Looking a share over: what is whole is called whole, and every harm done there is named."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from edo import segment as segments
from edo.check import check
from edo.domain.authority_record import PersonAdd
from edo.finding import Harm, worst
from edo.segment import Log
from edo.share import authority, layout
from edo.share import head as heads
from edo.share.claims import Claimer, Series
from edo.share.head import Head
from edo.store import ledger
from tests.town import KEEPER, Town, town

CLERK = "Ерлан"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Let two workplaces of one office register, with a file, and hear of everything."""
    folder = tmp_path_factory.mktemp("town")
    (folder / "письмо.txt").write_text("О путёвках", encoding="utf-8")
    with town(folder) as made:
        made.invite(CLERK)
        made.settle()
        made.register(KEEPER, "О путёвках", folder / "письмо.txt")
        made.register(CLERK, "О взносах")
        made.settle()
        shutil.copytree(made.share, folder / "whole")
        yield made


@pytest.fixture
def pair(whole: Town) -> Town:
    """Give the town, its share as it should be."""
    shutil.rmtree(whole.share)
    shutil.copytree(whole.share.parent / "whole", whole.share)
    return whole


def found(made: Town, *, deep: bool = True) -> set[tuple[Harm, str]]:
    """Return what a look over the keeper's workplace finds."""
    return {(one.harm, one.code) for one in check(made.keeper, deep=deep).findings}


def first(made: Town, pattern: str) -> Path:
    """Return a file of the share."""
    return min(made.share.glob(pattern))


def theirs(made: Town) -> Path:
    """Return the clerk's last segment in the office's space."""
    clerk = made.open[CLERK]
    space = clerk.identity.office
    tail = clerk.read(ledger.tail, space, clerk.device)
    return made.share / layout.segment(space, clerk.device, tail.seq)


@pytest.mark.parametrize("deep", [False, True])
def test_a_share_that_is_whole_is_called_so(pair: Town, *, deep: bool) -> None:
    """Also by the one who looks deeply; and nothing there is changed by looking."""
    before = {path: path.read_bytes() for path in pair.share.rglob("*") if path.is_file()}
    examined = check(pair.keeper, deep=deep)
    assert (examined.findings, examined.objects > 20) == ((), True)
    assert {p: p.read_bytes() for p in pair.share.rglob("*") if p.is_file()} == before


def test_a_workplace_that_is_behind_is_not_damaged(pair: Town) -> None:
    """What others have sent since is on its way, and no harm."""
    pair.clock.move(minutes=1)
    pair.register(CLERK, "О съезде")
    pair.exchange(CLERK)
    assert worst(check(pair.keeper, deep=True).findings) in (None, Harm.NOTICE)
    pair.settle()
    shutil.rmtree(pair.share.parent / "whole")
    shutil.copytree(pair.share, pair.share.parent / "whole")


def remove(pattern: str) -> Callable[[Town], None]:
    """Return what takes files away."""

    def act(made: Town) -> None:
        for path in made.share.glob(pattern):
            path.unlink()

    return act


def swap(pattern: str) -> Callable[[Town], None]:
    """Return what puts the second of two genuine objects in the place of the first."""

    def act(made: Town) -> None:
        one, other = sorted(made.share.glob(pattern))[:2]
        one.write_bytes(other.read_bytes())

    return act


def forge_segment(made: Town) -> None:
    """Change what a segment says of itself, as somebody without the key can."""
    path = theirs(made)
    path.write_bytes(path.read_bytes().replace(b'"inst":"', b'"inst":"0123456789'))


def rot(made: Town) -> None:
    """Flip one bit of a segment."""
    path = theirs(made)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def cut_short(made: Town) -> None:
    """Leave the beginning of a segment."""
    path = theirs(made)
    path.write_bytes(path.read_bytes()[:100])


def forge_claim(made: Town) -> None:
    """Change what a claim is for."""
    path = first(made, "spaces/*/claims/*/*/*/*")
    path.write_bytes(path.read_bytes().replace(b'"document":"d', b'"document":"e'))


def orphan_claim(made: Town) -> None:
    """Claim a number and forget it, as a crash does."""
    keeper = made.keeper
    path = max(made.share.glob("spaces/*/claims/*/*/*/*"))
    _, space, _, journal, period, _, n = path.relative_to(made.share).parts
    series = Series(keeper.identity.org, space, journal, int(period))
    claimer = Claimer(keeper.key, keeper.identity.person)
    token = claimer.token(series, int(n) + 1, document="d0", nonce="0")
    path.with_name(f"{int(n) + 1:07}").write_bytes(token)


def conflict_copy(made: Town) -> None:
    """Leave a segment only in a replicator's conflict copy."""
    path = theirs(made)
    path.rename(path.with_name(f"{path.stem}.sync-conflict-20261122-101010-ABCDEFG.seg"))


def other_list(made: Town) -> None:
    """Sign another list of members with the keeper's key, as its thief can."""
    keeper = made.keeper
    last = keeper.authority[0]
    kind, data = PersonAdd("p0000000000000000").told()
    record = authority.extend(keeper.records[:-1], kind, data, keeper.key, at=1)
    (made.share / layout.record(last)).write_bytes(record)


def other_installation(made: Town) -> None:
    """Let a copy of the keeper's workplace say where its work ends."""
    keeper = made.keeper
    space = keeper.identity.office
    tail = keeper.read(ledger.tail, space, keeper.device)
    head = Head(
        v=heads.VERSION,
        org=keeper.identity.org,
        space=space,
        dev=keeper.device,
        inst="another",
        seq=tail.seq,
        last=tail.hash,
        hlc=keeper.clock.tick(),
        at=made.clock(),
        auth=keeper.authority,
    )
    signed = heads.sign(head, keeper.key)
    (made.share / signed.name).write_bytes(signed.data)


def other_course(made: Town) -> None:
    """Sign other work under a number that is given, as a thief of the clerk's key can."""
    clerk, path = made.open[CLERK], theirs(made)
    old, _ = segments.parse(path.read_bytes())
    head = old.header
    log = Log(head.org, head.space, head.dev, head.inst, head.seq, head.prev, head.auth)
    lines = [msgspec.structs.replace(one, hlc=one.hlc + 1) for one in segments.lines(old)]
    path.write_bytes(segments.seal(lines, log, clerk.key).data)


def other_organisation(made: Town) -> None:
    """Put bytes that are no founding record in its place."""
    (made.share / layout.FOUNDING).write_bytes(json.dumps({"v": 1}).encode())


HARMS: dict[str, tuple[Callable[[Town], None], Harm, str]] = {
    "the folder emptied": (remove("org.json"), Harm.REPAIRABLE, "share_absent"),
    "another marker": (other_organisation, Harm.REPAIRABLE, "founding"),
    "a record gone": (remove("auth/*/00000003.rec"), Harm.REPAIRABLE, "record_missing"),
    "a record in another's place": (swap("auth/*/*.rec"), Harm.TAMPERED, "record_other"),
    "two lists of members": (other_list, Harm.TAMPERED, "chain_forked"),
    "a copied workplace": (other_installation, Harm.REPAIRABLE, "copied"),
    "another course of a log": (other_course, Harm.TAMPERED, "log_forked"),
    "heads gone": (remove("spaces/*/heads/*"), Harm.REPAIRABLE, "head_missing"),
    "a head in another's place": (swap("spaces/*/heads/*"), Harm.TAMPERED, "head_other"),
    "segments gone": (remove("spaces/*/log/*/*/*"), Harm.REPAIRABLE, "segment_missing"),
    "a segment forged": (forge_segment, Harm.TAMPERED, "segment_other"),
    "a segment in another's place": (
        swap("spaces/common/log/*/*/*"),
        Harm.TAMPERED,
        "segment_other",
    ),
    "a bit flipped": (rot, Harm.REPAIRABLE, "segment_other"),
    "a segment cut short": (cut_short, Harm.REPAIRABLE, "segment_other"),
    "claims gone": (remove("spaces/*/claims/*/*/*/*"), Harm.REPAIRABLE, "claim_missing"),
    "a claim forged": (forge_claim, Harm.TAMPERED, "claim_other"),
    "a claim without a document": (orphan_claim, Harm.REPAIRABLE, "claim_unused"),
    "a content gone": (remove("spaces/*/blobs/*/*"), Harm.REPAIRABLE, "blob_missing"),
    "a conflict copy": (conflict_copy, Harm.REPAIRABLE, "stray_holds"),
}


@pytest.mark.parametrize(("harm", "how_bad", "code"), HARMS.values(), ids=HARMS)
def test_harm_done_to_a_share_is_found(
    pair: Town, harm: Callable[[Town], None], how_bad: Harm, code: str
) -> None:
    """Each by its name, and as bad as it is; nothing worse is said."""
    harm(pair)
    seen = found(pair)
    assert (how_bad, code) in seen
    assert worst(check(pair.keeper, deep=True).findings) is how_bad


def test_a_content_that_was_changed_is_found_by_a_deep_look(pair: Town) -> None:
    """A quick one trusts the name."""
    path = first(pair, "spaces/*/blobs/*/*")
    path.chmod(0o600)
    path.write_bytes(b"other")
    assert found(pair, deep=False) == set()
    assert found(pair) == {(Harm.REPAIRABLE, "blob_other")}


def test_a_share_that_does_not_answer_is_said_and_is_no_damage(pair: Town) -> None:
    """The workplace itself was looked over all the same."""
    pair.share.rename(pair.folder / "away")
    try:
        examined = check(pair.keeper)
        assert [(one.harm, one.code) for one in examined.findings] == [
            (Harm.REPAIRABLE, "share_away")
        ]
        assert examined.segments > 3
    finally:
        (pair.folder / "away").rename(pair.share)


def test_foreign_files_are_told_and_do_no_harm(pair: Town) -> None:
    """A note somebody left, and what a file manager leaves."""
    (pair.share / "Читай меня.txt").write_text("не удалять", encoding="utf-8")
    (pair.share / ".stfolder").mkdir()
    assert found(pair) == {(Harm.NOTICE, "stray")}
