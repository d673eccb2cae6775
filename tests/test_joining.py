"""A new workplace asks, is let in and works; no old, foreign or half-copied share takes it in."""

import random
from pathlib import Path

import pytest

from edo import joining
from edo.commands import membership, organisation
from edo.domain.roster import Role
from edo.errors import DamagedError, EdoError, Reason, Refusal
from edo.exchange.exchange import Exchange
from edo.share.carrier import Carrier
from edo.workplace import open_workplace
from tests.office import Chancery
from tests.share.carriers import MemoryCarrier


class Share:
    """One share that everybody finds under any path."""

    def __init__(self) -> None:
        self.carrier = MemoryCarrier()

    def __call__(self, place: str, dev: str) -> Carrier:
        """Make a carrier, as `workplace.share_at` does."""
        return self.carrier


@pytest.fixture
def share(chancery: Chancery) -> Share:
    """Begin the share of an office, filled by its keeper."""
    made = Share()
    joining.connect(chancery.workplace, place="//server/edo", make=made)
    exchange(chancery, made)
    return made


def exchange(chancery: Chancery, share: Share) -> None:
    """Let the keeper's workplace exchange until nothing is left to send."""
    for _ in range(2):
        assert Exchange(chancery.workplace, share.carrier).run().halt is None


def invite(chancery: Chancery, days: int = 7) -> bytes:
    """Invite Ким as a clerk of the keeper's office."""
    office = chancery.workplace.identity.office
    return membership.invite(
        chancery.workplace, person="Ким Е. В.", office=office, roles=[Role.CLERK], days=days
    )


def ask(chancery: Chancery, share: Share, folder: Path, invited: bytes) -> joining.Words:
    """Ask to join from a new home."""
    return joining.ask(
        folder,
        invited=invited,
        place="",
        computer="ПК-7",
        at=chancery.clock,
        random=random.Random(folder.name).randbytes,
        make=share,
    )


def waiting(chancery: Chancery) -> membership.Waiting:
    """Return the one request that waits."""
    (found,) = membership.requests(chancery.workplace)
    return found


def admit(chancery: Chancery, share: Share) -> None:
    """Admit the one who waits, and tell the share."""
    request = waiting(chancery).request
    assert request is not None
    membership.admit(chancery.workplace, request=request)
    exchange(chancery, share)


def test_an_invited_workplace_is_let_in_and_sees_the_office(
    chancery: Chancery, share: Share, tmp_path: Path
) -> None:
    """The keeper sees the same words; then the new one knows the office and is its person's."""
    new = tmp_path / "new"
    words = ask(chancery, share, new, invite(chancery))
    assert not joining.finish(new, make=share)
    assert waiting(chancery).words == words == joining.words(new)
    admit(chancery, share)
    assert membership.requests(chancery.workplace) == []
    assert joining.is_asking(new)
    assert joining.finish(new, make=share)
    assert not joining.is_asking(new)

    workplace = open_workplace(new, at=chancery.clock, connect=share)
    try:
        Exchange(workplace, share.carrier).run()
        assert workplace.roster.devices[workplace.device].person == workplace.identity.person
        assert workplace.chain.head == chancery.workplace.chain.head
        found = membership.find_person(workplace, name="Ким Е. В.")
        assert found == workplace.identity.person
    finally:
        workplace.close()


def test_who_keeps_the_list_of_members_next_invites_at_once(
    chancery: Chancery, share: Share, tmp_path: Path
) -> None:
    """The record that passes the keeping on is sent, though its author is no keeper any more."""
    new = tmp_path / "new"
    ask(chancery, share, new, invite(chancery))
    admit(chancery, share)
    assert joining.finish(new, make=share)
    heir = open_workplace(new, at=chancery.clock, connect=share)
    try:
        membership.pass_keeper(chancery.workplace, device=heir.device)
        exchange(chancery, share)
        Exchange(heir, share.carrier).run()
        office = heir.identity.office
        membership.invite(heir, person="Ким Е. В.", office=office, roles=[Role.READER])
        with pytest.raises(Refusal) as refused:
            invite(chancery)
        assert refused.value.reason is Reason.NOT_KEEPER
    finally:
        heir.close()


def test_asking_again_asks_the_same(chancery: Chancery, share: Share, tmp_path: Path) -> None:
    """A second try by one invitation is one request with the same words."""
    invited = invite(chancery)
    first = ask(chancery, share, tmp_path / "new", invited)
    assert ask(chancery, share, tmp_path / "new", invited) == first
    assert waiting(chancery).words == first


def test_a_new_invitation_takes_the_place_of_one_that_ended(
    chancery: Chancery, share: Share, tmp_path: Path
) -> None:
    """Who was too late asks by the next one, and is let in by it."""
    new = tmp_path / "new"
    ask(chancery, share, new, invite(chancery, days=1))
    chancery.clock.move(days=2)
    assert waiting(chancery).reason == Reason.INVITATION_EXPIRED
    words = ask(chancery, share, new, invite(chancery))
    holding = [one for one in membership.requests(chancery.workplace) if one.request]
    assert [one.words for one in holding] == [words]
    assert holding[0].request is not None
    membership.admit(chancery.workplace, request=holding[0].request)
    exchange(chancery, share)
    assert joining.finish(new, make=share)


def test_an_older_copy_of_the_share_takes_nobody_in(
    chancery: Chancery, share: Share, tmp_path: Path
) -> None:
    """A copy from before the invitation is refused, one from before the admission is not enough."""
    before = share.carrier.objects
    office = chancery.workplace.identity.office
    membership.invite(chancery.workplace, person="Другой", office=office, roles=[])
    chancery.workplace.extend(("person.add", {"person": "p0000000000000000"}))
    exchange(chancery, share)
    new = tmp_path / "new"
    ask(chancery, share, new, invite(chancery))
    unadmitted = share.carrier.objects
    admit(chancery, share)
    admitted = share.carrier.objects

    share.carrier.restore(before)
    with pytest.raises(EdoError) as error:
        joining.finish(new, make=share)
    assert error.value.reason == Reason.SHARE_OLDER
    share.carrier.restore(unadmitted)
    assert not joining.finish(new, make=share)
    share.carrier.restore(admitted)
    assert joining.finish(new, make=share)


def test_another_organisation_gets_no_request(
    chancery: Chancery, share: Share, tmp_path: Path
) -> None:
    """Before anything is written there, and also when the folder is exchanged later."""
    new = tmp_path / "new"
    foreign = Share()
    other = organisation.found(
        tmp_path / "foreign",
        organisation="Профсоюз работников образования",
        office="Областная организация Абай",
        person="Иванова Айгуль",
        at=chancery.clock,
        random=random.Random(2).randbytes,
    )
    joining.connect(other, place="//server/edo", make=foreign)
    Exchange(other, foreign.carrier).run()
    other.close()
    whole = foreign.carrier.objects
    with pytest.raises(Refusal) as refusal:
        ask(chancery, foreign, new, invite(chancery))
    assert refusal.value.reason is Reason.SHARE_FOREIGN
    assert foreign.carrier.objects == whole
    ask(chancery, share, new, invite(chancery))
    with pytest.raises(EdoError) as error:
        joining.finish(new, make=foreign)
    assert error.value.reason == Reason.SHARE_FOREIGN


def test_a_damaged_invitation_makes_no_home(
    chancery: Chancery, share: Share, tmp_path: Path
) -> None:
    """Nothing is left of a try that could not be made."""
    torn = invite(chancery)[:-3]
    with pytest.raises(DamagedError):
        ask(chancery, share, tmp_path / "new", torn)
    assert not (tmp_path / "new").exists()
