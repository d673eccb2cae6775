"""An invitation says whom one joins, and nothing else is taken for that organisation's share."""

import base64
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo import keys
from edo.domain.authority_record import DeviceAdd, DeviceRetire, KeeperPass, OfficeAdd, PersonAdd
from edo.domain.rights import EVERYWHERE, Role
from edo.domain.roster import fold_roster
from edo.errors import DamagedError, OutdatedError, Reason, Refusal
from edo.share import authority, frame
from edo.share import invitation as invitations
from edo.share.authority import Chain
from edo.share.invitation import (
    OFFER,
    Seat,
    check_chain,
    check_founding,
    check_time,
    is_admitted,
    make_invitation,
    read_invitation,
    read_offer,
    shown,
)

ROOT, KEEPER, HEIR, STRANGER = (keys.make(lambda n, i=i: bytes([i]) * n) for i in range(4))
SEAT = Seat(
    person="p2",
    person_name="Ким Е. В.",
    office="o2",
    office_name="Филиал №2",
    parent="o1",
    roles=((Role.CLERK, "o2"), (Role.READER, EVERYWHERE)),
)
NOW = 1_795_000_000_000
DAY = 86_400_000


def grown(*told: tuple[str, dict[str, object]], by: keys.SigningKey = KEEPER) -> list[bytes]:
    """Found an organisation and let its keeper write records."""
    chain = [authority.found("Профсоюз", ROOT, KEEPER, at=1)]
    first = [
        PersonAdd("p1").told(),
        DeviceAdd(KEEPER.name, KEEPER.public.hex(), "p1").told(),
        DeviceAdd(HEIR.name, HEIR.public.hex(), "p1").told(),
    ]
    for kind, data in first:
        chain.append(authority.extend(chain, kind, data, KEEPER, at=2))
    for kind, data in told:
        chain.append(authority.extend(chain, kind, data, by, at=3))
    return chain


CHAIN = grown()
CHECKED = authority.check(CHAIN)
FILE = make_invitation(
    KEEPER,
    CHECKED,
    SEAT,
    at=NOW,
    until=NOW + 7 * DAY,
    place="//server/edo",
    random=lambda n: b"i" * n,
)
INVITATION = read_invitation(FILE)
OFFERED = INVITATION.offer


def test_an_invitation_says_whom_one_joins_and_as_what() -> None:
    """The organisation, its fingerprint and chain, the seat, the end, and where the share is."""
    assert (OFFERED.org, OFFERED.name) == (ROOT.name, "Профсоюз")
    assert OFFERED.founding == CHECKED.records[0].prev
    assert OFFERED.auth == CHECKED.head
    assert OFFERED.keeper == KEEPER.public
    assert OFFERED.seat == SEAT
    assert (OFFERED.at, OFFERED.until, OFFERED.place) == (NOW, NOW + 7 * DAY, "//server/edo")
    assert INVITATION.key.public == OFFERED.key
    assert OFFERED.invitation == INVITATION.key.name


def test_the_offer_can_be_shown_to_anybody() -> None:
    """It is whole and signed without the secret, which stands nowhere in it."""
    assert read_offer(INVITATION.frame) == OFFERED
    assert FILE.startswith(INVITATION.frame)
    assert base64.b64encode(INVITATION.key.seed) in FILE
    assert base64.b64encode(INVITATION.key.seed) not in INVITATION.frame
    assert INVITATION.key.seed.hex().encode() not in INVITATION.frame


def test_each_invitation_has_a_key_of_its_own() -> None:
    """Two made at one moment are two."""
    first, second = (
        read_invitation(make_invitation(KEEPER, CHECKED, SEAT, at=NOW, until=NOW)) for _ in range(2)
    )
    assert first.offer.invitation != second.offer.invitation


@pytest.mark.parametrize("mask", [*(1 << bit for bit in range(8)), 0xFF])
def test_a_flipped_byte_of_an_invitation_is_noticed(mask: int) -> None:
    """Of the offer, its signature and the secret alike."""
    version = FILE.index(b'"v":1') + 4
    for place in range(len(FILE)):
        torn = bytearray(FILE)
        torn[place] ^= mask
        with pytest.raises((DamagedError, OutdatedError)) as error:
            read_invitation(bytes(torn))
        assert error.type is DamagedError or place == version


def test_a_torn_invitation_is_noticed() -> None:
    """Not a byte may be missing, and none may follow."""
    for torn in [*(FILE[:length] for length in range(len(FILE))), FILE + b"\n", FILE + b" "]:
        with pytest.raises(DamagedError):
            read_invitation(torn)


@given(st.binary(max_size=200) | st.binary(max_size=80).map(lambda tail: INVITATION.frame + tail))
def test_bytes_that_are_no_invitation_are_damage(data: bytes) -> None:
    """Nothing else is ever raised."""
    with pytest.raises(DamagedError):
        read_invitation(data)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Проф\u202eсоюз"},
        {"name": "a\nb"},
        {"name": "и" * 201},
        {"place": " //server"},
        {"org": "../../elsewhere00"},
        {"founding": "00"},
        {"keeper": b"short"},
        {"until": -1},
        {"seat": msgspec.structs.replace(SEAT, office="../o1")},
        {"seat": msgspec.structs.replace(SEAT, office="o1\n")},
        {"seat": msgspec.structs.replace(SEAT, person="")},
        {"seat": msgspec.structs.replace(SEAT, person_name="Ким\u200b")},
        {"seat": msgspec.structs.replace(SEAT, roles=SEAT.roles * 17)},
    ],
)
def test_a_keeper_cannot_offer_what_misleads(change: dict[str, object]) -> None:
    """Signed or not: no invisible letters, no ids that are paths, no endless lists."""
    offer = msgspec.structs.replace(OFFERED, **change)
    with pytest.raises(DamagedError):
        read_offer(frame.seal(OFFER, offer, KEEPER))


def test_names_are_cleaned_and_shortened_where_an_invitation_is_made() -> None:
    """What is typed with line ends and hidden signs is one plain line; no name is refused."""
    seat = msgspec.structs.replace(SEAT, person_name=" Ким\n Е.\u00ad В. ", office_name="ф" * 400)
    offer = read_invitation(make_invitation(KEEPER, CHECKED, seat, at=1, until=2)).offer
    assert offer.seat.person_name == "Ким Е. В."
    assert offer.seat.office_name == "ф" * 200
    widest = msgspec.structs.replace(SEAT, person_name="𝔄" * 400, roles=SEAT.roles * 16)
    wide = make_invitation(KEEPER, CHECKED, widest, at=1, until=2, place="\\" * 260)
    assert read_invitation(wide).offer.seat.roles == widest.roles
    assert len(wide) <= invitations.INVITATION_LIMIT


@pytest.mark.parametrize(
    ("seat", "place", "reason"),
    [
        (msgspec.structs.replace(SEAT, person_name=" \u200b "), "", Reason.REQUIRED_FIELD),
        (msgspec.structs.replace(SEAT, office_name=""), "", Reason.REQUIRED_FIELD),
        (SEAT, "x" * 261, Reason.TOO_LONG),
    ],
)
def test_an_invitation_needs_its_names(seat: Seat, place: str, reason: Reason) -> None:
    """For whom and for which office must be said."""
    with pytest.raises(Refusal) as refusal:
        make_invitation(KEEPER, CHECKED, seat, at=1, until=2, place=place)
    assert refusal.value.reason is reason


def test_a_newer_invitation_asks_for_an_update() -> None:
    """A newer release's invitation is not damage."""
    newer = frame.seal(OFFER, msgspec.structs.replace(OFFERED, v=2), KEEPER)
    with pytest.raises(OutdatedError):
        read_invitation(newer + FILE[-45:])


def test_an_invitation_ends() -> None:
    """Up to its last millisecond it is good; then the day it ended is told."""
    check_time(OFFERED, OFFERED.until)
    with pytest.raises(Refusal) as refusal:
        check_time(OFFERED, OFFERED.until + 1)
    assert refusal.value.reason is Reason.INVITATION_EXPIRED
    assert refusal.value.values["on"] == date(2026, 11, 25)


def test_a_share_is_known_by_its_founding_record() -> None:
    """Another organisation's is refused, though it has the same name and keeper."""
    check_founding(OFFERED, CHAIN[0])
    other = authority.found("Профсоюз", STRANGER, KEEPER, at=1)
    again = authority.found("Профсоюз", ROOT, KEEPER, at=2)
    for foreign in (other, again):
        with pytest.raises(Refusal) as refusal:
            check_founding(OFFERED, foreign)
        assert refusal.value.reason is Reason.SHARE_FOREIGN
    with pytest.raises(DamagedError):
        check_founding(OFFERED, b"no record")


def tried(chain: list[bytes], offer: invitations.Offer = OFFERED) -> Reason | None:
    """Return why a chain is not the one an offer was made from."""
    checked = authority.check(chain)
    try:
        check_chain(offer, checked, fold_roster(checked.records))
    except Refusal as refusal:
        return refusal.reason
    return None


def test_the_chain_on_the_share_must_hold_what_the_invitation_quotes() -> None:
    """The chain it was made from, or a longer one; an old copy and another history are refused."""
    assert tried(CHAIN) is None
    assert tried(grown(PersonAdd("p9").told())) is None
    for length in range(1, len(CHAIN)):
        assert tried(CHAIN[:length]) is Reason.SHARE_OLDER
    other = CHAIN[:3]
    for person in ("p8", "p9"):
        other.append(authority.extend(other, *PersonAdd(person).told(), KEEPER, at=3))
    assert tried(other) is Reason.SHARE_FOREIGN
    refounded = [authority.found("Другой", STRANGER, KEEPER, at=1)]
    assert tried(refounded) is Reason.SHARE_FOREIGN


def offered(chain: Chain, by: keys.SigningKey) -> invitations.Offer:
    """Make an offer from a chain, signed by whomever."""
    return read_invitation(make_invitation(by, chain, SEAT, at=1, until=2)).offer


def test_only_who_was_keeper_then_invites() -> None:
    """Before the keeper passes, the first one; after it, the heir; nobody else ever."""
    passed = grown(KeeperPass(HEIR.name).told())
    after = authority.check(passed)
    assert tried(passed, offered(CHECKED, KEEPER)) is None
    assert tried(passed, offered(after, HEIR)) is None
    for chain, key in ((CHECKED, HEIR), (after, KEEPER), (after, STRANGER), (CHECKED, ROOT)):
        assert tried(passed, offered(chain, key)) is Reason.INVITATION_FOREIGN
    founding = authority.check(CHAIN[:1])
    assert tried(CHAIN, offered(founding, KEEPER)) is None


def test_a_closed_device_has_invited_nobody() -> None:
    """What a stolen keeper's device invites is void once the device is retired."""
    chain = grown(KeeperPass(HEIR.name).told())
    kind, data = DeviceRetire(KEEPER.name, {}).told()
    chain.append(authority.extend(chain, kind, data, HEIR, at=4))
    assert tried(chain) is Reason.INVITATION_FOREIGN


def test_a_workplace_is_admitted_when_its_key_stands_in_the_chain() -> None:
    """Its own key, for the person of the seat, with the office there; an old copy has none."""
    device = keys.make()
    added = DeviceAdd(device.name, device.public.hex(), "p2").told()
    other = DeviceAdd(device.name, device.public.hex(), "p1").told()
    office = OfficeAdd("o2").told()

    def admitted(*told: tuple[str, dict[str, object]]) -> bool:
        return is_admitted(
            OFFERED, device.public, fold_roster(authority.check(grown(*told)).records)
        )

    assert admitted(office, added)
    assert not admitted(office)
    assert not admitted(added)
    assert not admitted(office, other)


@given(st.text(max_size=60), st.integers(1, 60))
def test_a_shown_text_is_one_visible_line(text: str, limit: int) -> None:
    """Short enough, without line ends or hidden signs, and showing it again changes nothing."""
    once = shown(text, limit)
    assert len(once) <= limit
    assert not set(once) & {*map(chr, range(32)), "\u2028", "\u202e", "\u200b", "\x7f", "\ufeff"}
    assert shown(once, limit) == once
