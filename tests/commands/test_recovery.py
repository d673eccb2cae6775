"""The root key leaves the home on paper, and comes back when the keeper's computer is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edo import keycode, keys
from edo.commands import membership, recovery
from edo.domain.rights import Role
from edo.errors import EdoError, Reason, Refusal
from edo.workplace import Workplace
from tests.town import KEEPER, Town, town


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Town]:
    """Give a keeper with one clerk over a folder."""
    with town(tmp_path) as made:
        made.invite("Ерлан")
        yield made


def code_of(workplace: Workplace) -> str:
    """Write the code that stands on the sheet."""
    return "\n".join(keycode.write(recovery.root_key(workplace).seed))


def reason(error: pytest.ExceptionInfo[EdoError]) -> str:
    """Give why something was refused."""
    return error.value.reason


def test_the_root_key_is_forgotten_only_when_its_code_came_back(place: Town) -> None:
    """Another organisation's code or a slip of the pen keeps the key where it is."""
    keeper = place.keeper
    code = code_of(keeper)
    wrong = code.replace(code[0], "2" if code[0] != "2" else "3", 1)
    foreign = "\n".join(keycode.write(keys.make().seed))
    for typed, why in ((wrong, Reason.CODE_GROUP_WRONG), (foreign, Reason.CODE_FOREIGN)):
        with pytest.raises(Refusal) as refused:
            recovery.forget(keeper, code=typed)
        assert reason(refused) == why
    assert recovery.has_root_key(keeper)
    recovery.forget(keeper, code=code.lower().replace("-", " "))
    assert not recovery.has_root_key(keeper)
    with pytest.raises(Refusal) as gone:
        recovery.root_key(keeper)
    assert reason(gone) == Reason.ROOT_KEY_NOT_HERE


def test_another_workplace_takes_the_keeping_over(place: Town) -> None:
    """The clerk with the sheet becomes the keeper; others learn of it and the old one is ended."""
    code, lost = code_of(place.keeper), place.keeper.device
    place.stop(KEEPER)
    clerk = place.open["Ерлан"]
    with pytest.raises(Refusal) as refused:
        membership.retire(clerk, device=lost)
    assert reason(refused) == Reason.NOT_KEEPER
    recovery.take_keeping(clerk, code=code)
    membership.retire(clerk, device=lost)
    place.exchange("Ерлан")
    old = place.start(KEEPER)
    place.exchange(KEEPER)
    assert old.roster.keeper == clerk.device
    with pytest.raises(Refusal):
        membership.grant(old, person=old.identity.person, role=Role.READER)
    with pytest.raises(Refusal) as again:
        recovery.take_keeping(clerk, code=code)
    assert reason(again) == Reason.ALREADY_KEEPER


def test_a_closed_workplace_cannot_take_the_keeping(place: Town) -> None:
    """A computer that was taken out of service stays so, whoever has the sheet."""
    clerk = place.open["Ерлан"]
    membership.retire(place.keeper, device=clerk.device)
    place.exchange(KEEPER)
    place.exchange("Ерлан")
    with pytest.raises(Refusal) as refused:
        recovery.take_keeping(clerk, code=code_of(place.keeper))
    assert reason(refused) == Reason.DEVICE_RETIRED


def test_all_workplaces_are_lost_and_the_share_and_the_sheet_are_left(place: Town) -> None:
    """From an empty folder: everything that was sent is back, and the new keeper lets others in."""
    place.register("Ерлан", "Последнее письмо")
    place.exchange("Ерлан")
    code, person = code_of(place.keeper), place.keeper.identity.person
    for name in tuple(place.open):
        place.stop(name)
    home = place.home("new")
    other = "\n".join(keycode.write(keys.make().seed))
    with pytest.raises(Refusal) as foreign:
        recovery.begin_again(home, place=str(place.share), code=other, at=place.clock)
    assert reason(foreign) == Reason.CODE_FOREIGN
    assert not home.exists(), "a wrong sheet leaves no trace"
    for _ in range(2):  # the first time somebody pulls the plug at the end
        (home / "edo.db").unlink(missing_ok=True)
        recovery.begin_again(home, place=str(place.share), code=code, at=place.clock)
    with pytest.raises(Refusal) as refused:
        recovery.begin_again(home, place=str(place.share), code=code, at=place.clock)
    assert reason(refused) == Reason.ALREADY_FOUNDED
    found = place.start("new")
    place.exchange("new")
    assert found.roster.keeper == found.device
    assert found.identity.person == person
    assert place.subjects("new") == {"1": "Последнее письмо"}
    membership.invite(found, person="Ерлан", office=found.identity.office, roles=[Role.CLERK])
