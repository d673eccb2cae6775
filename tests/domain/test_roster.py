"""Who may state what: roles, scopes, devices, and what ends them."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.change import COMMON, Stamp
from edo.domain.authority_record import (
    Adopt,
    AuthorityRecord,
    CarrierClass,
    Content,
    Cut,
    DeviceAdd,
    DeviceRetire,
    KeeperPass,
    OfficeAdd,
    PersonAdd,
    PersonLeave,
    RoleGrant,
    RoleRevoke,
    Rules,
    cut_of,
)
from edo.domain.fold import fold
from edo.domain.rights import RIGHTS, Right, Role
from edo.domain.roster import Roster, fold_roster
from edo.errors import DamagedError, Reason
from tests.builders import CLERK, HEAD, change, drafted, registered, roster, stamp

NAME = "a" * 64
"""Hash of the last segment a cut names."""


def record(n: int, kind: str, data: dict[str, Any]) -> AuthorityRecord:
    """Make a record of the authority chain."""
    return AuthorityRecord(v=1, org="org", n=n, prev="", kind=kind, at=0, dev="d1", data=data)


def chain(*contents: Content) -> list[AuthorityRecord]:
    """Put records into a chain."""
    return [record(n, *one.told()) for n, one in enumerate(contents)]


def by(*contents: Content) -> Roster:
    """Fold a chain of these records."""
    return fold_roster(chain(*contents))


def made(seq: int = 1, authority: int = 3, **fields: Any) -> Stamp:
    """Stamp a change of the person and the device of every chain here."""
    usual: dict[str, Any] = {"person": "p1", "dev": "d1", "space": "o1", "segment": "s" * 64}
    return stamp(seq=seq, authority=authority, **usual | fields)


START = (
    OfficeAdd("o1"),
    PersonAdd("p1"),
    DeviceAdd("d1", "00", "p1"),
    RoleGrant("p1", "clerk", "o1"),
)
"""Indices 0 to 3: whatever follows has index 4."""
CUT: Cut = {"o1": {"d1": (5, NAME)}}


@pytest.mark.parametrize("role", Role)
def test_rights_come_only_from_the_table_of_roles(role: Role) -> None:
    """A role brings what the table says of it, everywhere or in its office."""
    one = roster((CLERK, role))
    assert {right for right in Right if one.allows(stamp(), right)} == RIGHTS[role]


def test_a_right_holds_in_its_office_and_from_its_record_on() -> None:
    """Before it was granted, next door, in what all offices share, and for others, it does not."""
    one = by(*START)
    assert one.allows(made(), Right.REGISTER)
    assert not one.allows(made(authority=2), Right.REGISTER)
    assert not one.allows(made(space="o2"), Right.REGISTER)
    assert not one.allows(made(space=COMMON), Right.REGISTER)
    assert not one.allows(made(), Right.ANNUL)


def test_a_device_signs_for_its_own_person_from_its_record_on() -> None:
    """Nobody states facts for somebody else."""
    one = by(*START, PersonAdd("p2"), RoleGrant("p2", "administrator"))
    assert one.signs_for(made(authority=2))
    for forged in (made(authority=1), made(person="p2", authority=5), made(dev="d2")):
        assert not one.signs_for(forged)
        assert not one.allows(forged, Right.REGISTER)


def test_a_device_stays_its_first_persons() -> None:
    """What one person signed is never turned into another's words."""
    again = (PersonAdd("p2"), RoleGrant("p2", "clerk"), DeviceAdd("d1", "01", "p2"))
    one = by(*START, *again)
    assert one.devices["d1"].public == b"\0"
    assert one.allows(made(authority=6), Right.REGISTER)
    assert not one.signs_for(made(person="p2", authority=6))


ENDS: dict[str, Content] = {
    "revoked": RoleRevoke("p1", "clerk", "o1", CUT),
    "retired": DeviceRetire("d1", CUT),
    "left": PersonLeave("p1", CUT),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(
    ("one", "allowed"),
    [
        (made(1), True),
        (made(4), True),
        (made(5, segment=NAME), True),
        (made(5), False),
        (made(6), False),
        (made(6, segment=NAME), False),
        (made(1, authority=4), False),
        (made(5, segment=NAME, authority=9), False),
    ],
    ids=lambda one: f"{one.seq} at {one.authority}" if isinstance(one, Stamp) else "",
)
def test_what_ends_a_right_ends_it_at_the_cut(end: Content, one: Stamp, *, allowed: bool) -> None:
    """Up to the very segment named, all stands; beyond, and for who knew of the end, nothing."""
    assert by(*START).allows(one, Right.REGISTER)
    roster_then = by(*START, end)
    able = RIGHTS[Role.CLERK] if allowed else set[Right]()
    assert {right for right in Right if roster_then.allows(one, right)} == able


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_log_the_cut_does_not_name_ends_before_its_first_segment(end: Content) -> None:
    """Else a device would begin a log in another space and go on there."""
    before = (*START, RoleGrant("p1", "clerk"), DeviceAdd("d2", "02", "p1"))
    one = by(*before, RoleRevoke("p1", "clerk", "", CUT), end)
    elsewhere, other = made(space="o2", authority=5), made(dev="d2", authority=5)
    assert by(*before).allows(elsewhere, Right.REGISTER)
    assert by(*before).allows(other, Right.REGISTER)
    assert not one.allows(elsewhere, Right.REGISTER)
    assert one.allows(other, Right.REGISTER) is isinstance(end, DeviceRetire)
    assert one.allows(made(authority=5), Right.REGISTER)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_adopted_segments_count_again_and_only_they(end: Content) -> None:
    """Honest work offline is taken in by name: space, device, number and hash."""
    honest = made(6, segment="b" * 64)
    one = by(*START, end, Adopt([("o1", "d1", 6, "b" * 64)]))
    assert one.allows(honest, Right.REGISTER)
    for other in (made(6), made(7, segment="b" * 64), made(6, segment="b" * 64, authority=4)):
        assert not one.allows(other, Right.REGISTER)


def test_only_the_revoked_role_is_lost() -> None:
    """Another role, another scope, another person keep theirs."""
    others = (
        RoleGrant("p1", "administrator", "o2"),
        RoleGrant("p1", "clerk"),
        PersonAdd("p2"),
        DeviceAdd("d2", "02", "p2"),
        RoleGrant("p2", "clerk", "o1"),
    )
    one = by(*START, *others, RoleRevoke("p1", "clerk", "", {}))
    late = {"authority": 12, "seq": 99}
    assert one.allows(made(**late), Right.REGISTER)
    assert one.allows(made(space="o2", **late), Right.ANNUL)
    assert not one.allows(made(space="o3", **late), Right.REGISTER)
    assert one.allows(made(person="p2", dev="d2", **late), Right.REGISTER)
    none = by(*START, *others, RoleRevoke("p1", "clerk", "", {}), *ENDS_OF_THE_OTHERS)
    assert not none.allows(made(**late), Right.REGISTER)
    assert not none.allows(made(space="o2", **late), Right.ANNUL)


ENDS_OF_THE_OTHERS = (
    RoleRevoke("p1", "clerk", "o1", {}),
    RoleRevoke("p1", "administrator", "o2", {}),
)


def test_a_role_given_again_holds_from_then_on() -> None:
    """The gap between stays a gap, however long the log grew meanwhile."""
    one = by(*START, ENDS["revoked"], RoleGrant("p1", "clerk", "o1"))
    assert one.allows(made(5, 3, segment=NAME), Right.REGISTER)
    assert not one.allows(made(6, 3), Right.REGISTER)
    assert not one.allows(made(6, 4), Right.REGISTER)
    assert one.allows(made(7, 5), Right.REGISTER)


def test_a_person_who_comes_back_needs_a_device_and_a_role_again() -> None:
    """Old keys stay retired."""
    back = (*START, ENDS["left"], PersonAdd("p1"))
    assert not by(*back, RoleGrant("p1", "clerk", "o1")).allows(made(6, 6), Right.REGISTER)
    again = by(*back, RoleGrant("p1", "clerk", "o1"), DeviceAdd("d2", "02", "p1"))
    assert again.allows(made(1, 7, dev="d2"), Right.REGISTER)
    assert again.allows(made(4), Right.REGISTER)


def test_a_later_cut_may_be_stricter() -> None:
    """A key proves stolen earlier than was thought; no later record makes a cut wider."""
    wide, strict = DeviceRetire("d1", CUT), DeviceRetire("d1", {"o1": {"d1": (2, NAME)}})
    for order in ((wide, strict), (strict, wide)):
        one = by(*START, *order)
        assert one.allows(made(1), Right.REGISTER)
        assert not one.allows(made(3), Right.REGISTER)
        assert one.end_of("o1", "d1") == (2, NAME)
        assert one.end_of("o2", "d1") == (0, "")
        assert one.devices["d1"].until == len(START)
    assert by(*START).end_of("o1", "d1") is None


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_another_past_signed_after_the_cut_has_no_effect(end: Content) -> None:
    """Low numbers and an old index do not help: the cut's last segment leads back to one past."""
    true = ["h1", "h2", "h3", "h4", NAME, "h6"]
    false = ["h1", "f2", "f3"]
    links = [
        ("o1", "d1", seq, name, before)
        for branch in (true, false)
        for seq, (name, before) in enumerate(zip(branch, ["", *branch], strict=False), start=1)
    ]
    forged = [made(seq, segment=name) for seq, name in ((2, "f2"), (3, "f3"))]
    honest = [made(seq, segment=name) for seq, name in enumerate(true[:5], start=1)]
    before, after = by(*START), by(*START, end)
    for one in (before, before.with_forks(links), after):
        assert all(one.allows(known, Right.REGISTER) for known in forged)
    for order in (links, links[::-1]):
        one = after.with_forks(order)
        assert all(one.allows(known, Right.REGISTER) for known in honest)
        assert not any(one.allows(known, Right.REGISTER) for known in forged)
        assert not one.allows(made(6, segment="h6"), Right.REGISTER)
    elsewhere = [("o2", *link[1:]) for link in links]
    assert after.with_forks(elsewhere).allows(forged[0], Right.REGISTER)
    adopted = by(*START, end, Adopt([("o1", "d1", 2, "f2")])).with_forks(links)
    assert [adopted.allows(known, Right.REGISTER) for known in forged] == [True, False]


def test_a_cut_of_one_role_says_nothing_of_what_lies_beyond_it() -> None:
    """Another role lasted longer: its own cut decides there."""
    links = [
        ("o1", "d1", 1, "h1", ""),
        ("o1", "d1", 2, "h2", "h1"),
        ("o1", "d1", 2, "f2", "h1"),
        ("o1", "d1", 3, NAME, "h2"),
    ]
    one = by(
        *START,
        RoleGrant("p1", "administrator", "o1"),
        RoleRevoke("p1", "clerk", "o1", {"o1": {"d1": (2, "h2")}}),
        PersonLeave("p1", {"o1": {"d1": (3, NAME)}}),
    ).with_forks(links)
    assert one.allows(made(3, 4, segment=NAME), Right.ANNUL)
    assert one.allows(made(2, 4, segment="h2"), Right.ANNUL)
    assert not one.allows(made(2, 4, segment="f2"), Right.ANNUL)


def test_a_branch_that_did_not_come_yet_cuts_nothing_off() -> None:
    """Where the cut's last segment is not here, nobody can tell whose past is true."""
    links = [("o1", "d1", 2, "f2", "h1"), ("o1", "d1", 2, "h2", "h1")]
    one = by(*START, ENDS["retired"]).with_forks(links)
    assert one.allows(made(2, segment="f2"), Right.REGISTER)
    damaged = [*links, ("o1", "d1", 5, NAME, "h4"), ("o1", "d1", 4, "h4", "h3")]
    damaged += [("o1", "d1", 4, "f4", "f3")]
    one = by(*START, ENDS["retired"]).with_forks(damaged)
    assert one.allows(made(2, segment="f2"), Right.REGISTER)
    assert not one.allows(made(4, segment="f4"), Right.REGISTER)


def test_a_role_ended_twice_ended_with_the_first() -> None:
    """Leaving after losing a role gives nothing of it back, and takes no more than its cut."""
    wide: Cut = {"o1": {"d1": (9, NAME)}}
    one = by(*START, ENDS["revoked"], RoleGrant("p1", "reader"), PersonLeave("p1", wide))
    assert one.allows(made(4, 3), Right.REGISTER)
    assert not one.allows(made(4, 5), Right.REGISTER)
    assert not one.allows(made(6, 3), Right.REGISTER)


def test_a_revoked_person_has_no_effect_on_documents() -> None:
    """Registered within the cut stands; registered beyond it is set aside, with its reason."""
    kept, late = made(2), made(6, 3, segment="b" * 64)
    story = [change("d1", registered(n=1), kept), change("d2", registered(n=2), late)]
    one = by(*START, ENDS["left"])
    assert [fold([story[0]], one).refused, fold([story[1]], one).state] == [(), None]
    assert fold([story[1]], one).refused[0].reason == Reason.NOT_ALLOWED
    adopted = by(*START, ENDS["left"], Adopt([("o1", "d1", 6, "b" * 64)]))
    assert fold([story[1]], adopted).state.number.n == 2


def test_the_chain_tells_who_is_there() -> None:
    """Everybody who ever was, with today's roles and all devices."""
    more = (
        PersonAdd("p2"),
        RoleGrant("p1", "auditor"),
        RoleGrant("p2", "manager", "o1"),
        DeviceRetire("d1", CUT),
        PersonLeave("p2", {}),
    )
    first, second = by(*START, *more).members()
    assert (first.person, first.left) == ("p1", False)
    assert first.roles == ((Role.CLERK, "o1"), (Role.AUDITOR, ""))
    (name, device), *rest = first.devices
    assert (name, device.since, device.until, rest) == ("d1", 2, 7, [])
    assert (second.person, second.left, second.roles, second.devices) == ("p2", True, (), ())


READERS: dict[str, tuple[list[Content], set[str]]] = {
    "nothing but what all share": ([], {COMMON}),
    "one's office": ([RoleGrant("p2", "clerk", "o1")], {COMMON, "o1"}),
    "a region and its branches": (
        [RoleGrant("p2", "clerk", "o1"), RoleGrant("p2", "reader", "o2")],
        {COMMON, "o1", "o2"},
    ),
    "everything": ([RoleGrant("p2", "auditor")], {COMMON, "o1", "o2", "o3"}),
    "what was taken back": (
        [RoleGrant("p2", "reader", "o2"), RoleRevoke("p2", "reader", "o2", {})],
        {COMMON},
    ),
    "a role this release does not know": ([RoleGrant("p2", "astronaut", "o2")], {COMMON}),
    "gone": ([RoleGrant("p2", "clerk"), PersonLeave("p2", {})], set()),
}


@pytest.mark.parametrize(("told", "spaces"), READERS.values(), ids=READERS)
def test_a_workplace_collects_what_its_person_reads(told: list[Content], spaces: set[str]) -> None:
    """What all share, and every office the person has any role in."""
    offices = (OfficeAdd("o2", "o1"), OfficeAdd("o3", "o1"), PersonAdd("p2"))
    one = by(*START, *offices, *told)
    assert one.reads("p2") == spaces
    assert one.reads("nobody") == frozenset()
    assert one.offices == {"o1": "", "o2": "o1", "o3": "o1"}


def test_the_chain_tells_how_the_organisation_works() -> None:
    """Its keeper, what its share is good for, and by which rules all fold: they never go back."""
    one = by(*START)
    assert (one.keeper, one.grade, one.rules, one.invitations_used) == ("d1", "", 1, frozenset())
    more = (
        DeviceAdd("d2", "02", "p1", "invited"),
        KeeperPass("d2"),
        CarrierClass("exclusive"),
        CarrierClass("registrar"),
        Rules(3),
        Rules(2),
    )
    one = by(*START, *more)
    assert (one.keeper, one.grade, one.rules) == ("d2", "registrar", 3)
    assert one.invitations_used == {"invited"}


def test_a_lost_keepers_successor_comes_in_by_one_record() -> None:
    """The record under the root key names its key and its person too."""
    one = by(*START, KeeperPass("d9", "09", "p1"))
    assert one.keeper == "d9"
    assert one.allows(made(dev="d9", authority=4), Right.REGISTER)
    assert not one.signs_for(made(dev="d9", authority=3))


def test_a_cut_is_made_of_the_ends_of_logs() -> None:
    """And a record that holds one comes back the same."""
    ends = [("o1", "d2", 7, "b"), ("common", "d1", 1, "c"), ("o1", "d1", 5, "a")]
    cut = cut_of(ends)
    assert cut == {"common": {"d1": (1, "c")}, "o1": {"d1": (5, "a"), "d2": (7, "b")}}
    left = by(*START, PersonLeave("p1", cut))
    assert left.end_of("o1", "d1") == (5, "a")


def test_a_roster_is_sent_to_another_process_whole() -> None:
    """A long rebuild folds there."""
    one = by(*START, ENDS["left"], Adopt([("o1", "d1", 6, NAME)]))
    sent: Roster = through_a_pipe(one)
    for seq in range(1, 8):
        known = made(seq, segment=NAME)
        assert sent.allows(known, Right.REGISTER) is one.allows(known, Right.REGISTER)
    assert (sent.reads("p1"), sent.members()) == (one.reads("p1"), one.members())
    assert through_a_pipe(roster((HEAD, Role.CLERK))).people == {HEAD}


def through_a_pipe(one: Roster) -> Roster:
    """Send a roster as to another process."""
    ours, theirs = Pipe()
    with ours, theirs:
        ours.send(one)
        return theirs.recv()


NEWER = [
    ("journal.define", {"index": "ВХ"}),
    ("role.grant", {"person": "p1", "role": "astronaut"}),
    ("role.revoke", {"person": "p1", "role": "astronaut", "scope": "", "cut": {}}),
    ("role.grant", {"person": "p2", "role": "clerk", "colour": "red"}),
]


@pytest.mark.parametrize(("kind", "data"), NEWER, ids=str)
def test_what_this_release_does_not_know_changes_nothing(kind: str, data: dict[str, Any]) -> None:
    """A newer release may add kinds, roles and fields; the older one reads on."""
    one = fold_roster([*chain(*START), record(4, kind, data)])
    assert one.allows(made(authority=4), Right.REGISTER)
    assert not one.allows(made(authority=4), Right.ANNUL)


BROKEN = [
    ("person.add", {}),
    ("person.add", {"person": 7}),
    ("person.leave", {"person": "p1", "cut": {"o1": {"d1": [-1, ""]}}}),
    ("person.leave", {"person": "p1", "cut": {"o1": {"d1": [1 << 63, ""]}}}),
    ("person.leave", {"person": "p1", "cut": {"o1": ["d1", 1, ""]}}),
    ("device.add", {"device": "dev", "person": "p1"}),
    ("device.add", {"device": "dev", "person": "p1", "public": "no number"}),
    ("device.retire", {"cut": {}}),
    ("role.grant", {"person": "p1", "role": ["clerk"]}),
    ("role.revoke", {"person": "p1", "role": "clerk", "scope": ""}),
    ("keeper.pass", {"device": "dev", "public": "no number"}),
    ("rules", {"version": "2"}),
    ("adopt", {"segments": [["o1", "d1", 1]]}),
]


@pytest.mark.parametrize(("kind", "data"), BROKEN, ids=str)
def test_a_record_that_lacks_its_fields_is_damage(kind: str, data: dict[str, Any]) -> None:
    """Even a keeper's signature does not make sense of it."""
    with pytest.raises(DamagedError):
        fold_roster([*chain(*START), record(4, kind, data)])


PEOPLE, DEVICES = st.sampled_from(["p1", "p2"]), st.sampled_from(["d1", "d2"])
SCOPES, SPACES = st.sampled_from(["", "o1", "o2"]), st.sampled_from(["o1", "o2", COMMON])
ROLES = st.sampled_from(["clerk", "administrator", "reader"])
SEQS, NAMES = st.integers(1, 4), st.sampled_from(["x", "y"])
CUTS = st.dictionaries(SPACES, st.dictionaries(DEVICES, st.tuples(SEQS, NAMES)))
CONTENTS = st.one_of(
    st.builds(PersonAdd, PEOPLE),
    st.builds(DeviceAdd, DEVICES, st.just("00"), PEOPLE),
    st.builds(RoleGrant, PEOPLE, ROLES, SCOPES),
    st.builds(RoleRevoke, PEOPLE, ROLES, SCOPES, CUTS),
    st.builds(DeviceRetire, DEVICES, CUTS),
    st.builds(PersonLeave, PEOPLE, CUTS),
    st.builds(Adopt, st.lists(st.tuples(SPACES, DEVICES, SEQS, NAMES), max_size=2)),
)
CHAINS = st.lists(CONTENTS, max_size=12).map(
    lambda more: [DeviceAdd("d1", "00", "p1"), RoleGrant("p1", "clerk"), *more]
)
STAMPS = st.builds(
    made, SEQS, st.integers(0, 13), person=PEOPLE, dev=DEVICES, space=SPACES, segment=NAMES
)


@dataclass
class Judge:
    """The rule read off the chain word by word, record by record, for one change."""

    contents: list[Content]
    one: Stamp

    def allows(self, right: Right) -> bool:
        """Tell whether a change counts."""
        return self.signed() and any(
            self.holds(n, self.takes_back(given))
            for n, given in enumerate(self.contents)
            if isinstance(given, RoleGrant)
            and given.person == self.one.person
            and given.scope in ("", self.one.space)
            and right in RIGHTS[Role(given.role)]
        )

    def signed(self) -> bool:
        """Tell whether the device was the person's."""
        let_in = [
            n
            for n, told in enumerate(self.contents)
            if isinstance(told, DeviceAdd) and told.device == self.one.dev
        ]
        if not let_in:
            return False
        told = self.contents[let_in[0]]
        assert isinstance(told, DeviceAdd)
        mine = told.person == self.one.person
        return mine and self.holds(let_in[0], self.ends_device())

    def takes_back(self, given: RoleGrant) -> list[int]:
        """Return the records that end this role."""
        return [
            n
            for n, told in enumerate(self.contents)
            if isinstance(told, RoleRevoke)
            and (told.person, told.role, told.scope) == (given.person, given.role, given.scope)
        ] + self.leaves()

    def ends_device(self) -> list[int]:
        """Return the records that end the device."""
        return [
            n
            for n, told in enumerate(self.contents)
            if isinstance(told, DeviceRetire) and told.device == self.one.dev
        ] + self.leaves()

    def leaves(self) -> list[int]:
        """Return the records by which the person left."""
        return [
            n
            for n, told in enumerate(self.contents)
            if isinstance(told, PersonLeave) and told.person == self.one.person
        ]

    def holds(self, since: int, ends: Iterable[int]) -> bool:
        """Tell whether what began at an index still held, and no later cut takes it away."""
        one, later = self.one, [n for n in ends if n > since]
        named = (one.space, one.dev, one.seq, one.segment)
        adopted = any(isinstance(told, Adopt) and named in told.segments for told in self.contents)
        return (
            since <= one.authority
            and not any(n <= one.authority for n in later)
            and (adopted or all(self.kept(self.contents[n]) for n in later))
        )

    def kept(self, end: Content) -> bool:
        """Tell whether a cut keeps the change."""
        assert isinstance(end, RoleRevoke | DeviceRetire | PersonLeave)
        last, name = end.cut.get(self.one.space, {}).get(self.one.dev, (0, ""))
        return self.one.seq < last or (self.one.seq, self.one.segment) == (last, name)


@given(CHAINS, st.lists(STAMPS, min_size=1, max_size=8))
def test_the_roster_says_what_the_chain_says_word_by_word(
    contents: list[Content], stamps: list[Stamp]
) -> None:
    """Whatever was precomputed, each answer is the rule's own."""
    one = by(*contents)
    for known in stamps:
        for right in (Right.REGISTER, Right.ANNUL):
            assert one.allows(known, right) is Judge(contents, known).allows(right)


@given(
    CHAINS,
    st.lists(STAMPS, min_size=1, max_size=6, unique_by=lambda known: known.order),
    st.randoms(use_true_random=False),
)
def test_rights_do_not_depend_on_the_order_in_which_changes_come(
    contents: list[Content], stamps: list[Stamp], chance: random.Random
) -> None:
    """One document, several hands, a chain that ends some of them: one state, one set aside."""
    story = [change("d1", drafted(), known) for known in stamps]
    one = by(*contents)
    folded = fold(story, one)
    mixed = chance.choices(story, k=3) + story
    chance.shuffle(mixed)
    assert fold(mixed, by(*contents)) == folded


@given(CHAINS, CHAINS, STAMPS)
def test_a_longer_chain_only_takes_away_from_what_was_quoted(
    contents: list[Content], more: list[Content], known: Stamp
) -> None:
    """No later record gives a right to an earlier change, but for the adopted."""
    if known.authority >= len(contents) or any(isinstance(one, Adopt) for one in more):
        return
    if by(*contents, *more).allows(known, Right.REGISTER):
        assert by(*contents).allows(known, Right.REGISTER)
