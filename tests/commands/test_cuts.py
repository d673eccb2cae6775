"""A right ends: what was honestly sent until then counts, wherever it lies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edo.commands import documents, membership
from edo.domain.card import Card, Kind
from edo.domain.roster import Role
from edo.errors import Reason, Refusal
from edo.share import head as heads
from edo.share.head import Head
from edo.store import ledger
from edo.workplace import Workplace
from tests.town import KEEPER, Town, town

CLERK = "Ерлан"


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Town]:
    """Let a clerk into another office, whose space the keeper does not collect."""
    with town(tmp_path) as made:
        made.invite(CLERK, office=made.add_office("Филиал"))
        made.settle()
        for subject in ("О путёвках", "О взносах", "О съезде"):
            documents.begin(made.open[CLERK], kind=Kind.INCOMING, card=Card(subject_ru=subject))
        made.settle()
        yield made


def end(workplace: Workplace) -> tuple[int, str]:
    """Return the end of a workplace's own log in its office."""
    tail = workplace.read(ledger.tail, workplace.identity.office, workplace.device)
    return tail.seq, tail.hash


@pytest.mark.parametrize("how", ["retire", "leave", "revoke"])
def test_what_lies_in_a_space_the_keeper_does_not_collect_is_kept(branch: Town, how: str) -> None:
    """The cut names the last segment that lies on the share."""
    clerk, keeper = branch.open[CLERK], branch.keeper
    space, person = clerk.identity.office, clerk.identity.person
    assert space not in keeper.spaces
    assert end(clerk)[0] == 3
    if how == "revoke":
        membership.revoke(keeper, person=person, role=Role.CLERK, office=space)
        (cut,) = (one.data["cut"] for one in keeper.chain.records if one.kind == "role.revoke")
        assert tuple(cut[space][clerk.device]) == end(clerk)
        return
    if how == "retire":
        membership.retire(keeper, device=clerk.device)
    else:
        membership.leave(keeper, person=person)
    assert keeper.roster.end_of(space, clerk.device) == end(clerk)


def test_a_promise_alone_leaves_no_room_behind_the_cut(branch: Town) -> None:
    """Who expects to be cut off cannot keep numbers for work to be made up later."""
    clerk = branch.open[CLERK]
    space, (seq, digest) = clerk.identity.office, end(clerk)
    promise = Head(
        v=heads.VERSION,
        org=clerk.identity.org,
        space=space,
        dev=clerk.device,
        inst=clerk.identity.inst,
        seq=1_000,
        last="ab" * 32,
        hlc=clerk.clock.tick(),
        at=branch.clock(),
        auth=clerk.authority,
    )
    signed = heads.sign(promise, clerk.key)
    branch.make(str(branch.share), "").put_new(signed.name, signed.data)
    membership.retire(branch.keeper, device=clerk.device)
    assert branch.keeper.roster.end_of(space, clerk.device) == (seq, digest)


def test_nothing_is_cut_off_while_the_share_is_away(branch: Town) -> None:
    """Honest work might lie there."""
    clerk, before = branch.open[CLERK], branch.keeper.authority
    branch.share.rename(branch.folder / "away")
    with pytest.raises(Refusal) as refusal:
        membership.retire(branch.keeper, device=clerk.device)
    assert refusal.value.reason is Reason.CUT_NEEDS_SHARE
    branch.share.mkdir()
    with pytest.raises(Refusal) as refusal:
        membership.leave(branch.keeper, person=clerk.identity.person)
    assert refusal.value.reason is Reason.CUT_NEEDS_SHARE
    assert branch.open[KEEPER].authority == before
