"""Who may state what: roles, scopes, and the moment from which they hold."""

from typing import Any

import pytest

from edo.domain.roster import (
    RIGHTS,
    AuthorityRecord,
    Right,
    Role,
    fold_roster,
)
from edo.errors import DamagedError
from tests.builders import CLERK, HEAD, roster


@pytest.mark.parametrize("role", Role)
def test_rights_come_only_from_the_table_of_roles(role: Role) -> None:
    """A role brings what the table says of it, everywhere or in its office."""
    by = roster((CLERK, role))
    assert {right for right in Right if by.may(CLERK, right, "o1", 0)} == RIGHTS[role]


def test_a_right_holds_in_its_office_and_from_its_record_on() -> None:
    """Before it was granted, and next door, it does not."""
    by = roster((CLERK, Role.CLERK), scope="o1", since=5)
    assert by.may(CLERK, Right.REGISTER, "o1", 5)
    assert not by.may(CLERK, Right.REGISTER, "o2", 5)
    assert not by.may(CLERK, Right.REGISTER, "o1", 4)
    assert not by.may(HEAD, Right.REGISTER, "o1", 5)


def test_a_device_signs_for_its_own_person() -> None:
    """Nobody states facts for somebody else."""
    by = roster()
    assert by.signs_for(f"device-of-{CLERK}", CLERK)
    assert not by.signs_for(f"device-of-{CLERK}", HEAD)
    assert not by.signs_for("a stranger's device", CLERK)


def record(n: int, kind: str, **data: Any) -> AuthorityRecord:
    """Make a record of the authority chain."""
    return AuthorityRecord(v=1, org="org", n=n, prev="", kind=kind, at=0, dev="d", data=data)


CHAIN = [
    record(0, "person.add", person="p1"),
    record(1, "device.add", device="dev", public="00", person="p1"),
    record(2, "role.grant", person="p1", role="clerk", scope="o1"),
]


def test_the_chain_folds_into_people_devices_and_roles() -> None:
    """Each record holds from its own place in the chain on."""
    by = fold_roster(CHAIN)
    assert by.people == {"p1"}
    assert by.signs_for("dev", "p1")
    assert by.devices["dev"].since == 1
    assert not by.may("p1", Right.REGISTER, "o1", 1)
    assert by.may("p1", Right.REGISTER, "o1", 2)


@pytest.mark.parametrize(
    "newer",
    [
        record(3, "journal.define", index="ВХ"),
        record(3, "role.grant", person="p1", role="astronaut"),
    ],
    ids=["kind", "role"],
)
def test_what_this_release_does_not_know_changes_nothing(newer: AuthorityRecord) -> None:
    """A newer release may add kinds and roles; the older one reads on."""
    by = fold_roster([*CHAIN, newer])
    assert by.may("p1", Right.REGISTER, "o1", 3)
    assert not by.may("p1", Right.ANNUL, "o1", 3)


@pytest.mark.parametrize(
    "broken",
    [
        record(3, "person.add"),
        record(3, "person.add", person=7),
        record(3, "device.add", device="dev", person="p1"),
        record(3, "device.add", device="dev", person="p1", public="no number"),
        record(3, "role.grant", person="p1", role=["clerk"]),
    ],
    ids=lambda broken: f"{broken.kind} {broken.data}",
)
def test_a_record_that_lacks_its_fields_is_damage(broken: AuthorityRecord) -> None:
    """Even a keeper's signature does not make sense of it."""
    with pytest.raises(DamagedError):
        fold_roster([*CHAIN, broken])
