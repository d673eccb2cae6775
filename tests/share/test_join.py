"""A new workplace asks, and nobody but the invited gets a request past the keeper's checks."""

import base64
import hashlib
import json
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo import keys
from edo.domain.authority_record import (
    Content,
    DeviceAdd,
    DeviceRetire,
    OfficeAdd,
    PersonAdd,
    PersonLeave,
    RoleGrant,
)
from edo.domain.rights import EVERYWHERE, Role
from edo.domain.roster import Roster, fold_roster
from edo.errors import DamagedError, EdoError, OutdatedError, Reason, Refusal
from edo.share import authority, frame, join, layout
from edo.share.invitation import Seat, is_admitted, make_invitation, read_invitation
from edo.share.join import REQUEST, Asked, Asking, Request

ROOT, KEEPER, STRANGER, NEW, SECOND = (keys.make(lambda n, i=i: bytes([i]) * n) for i in range(5))
SEAT = Seat(
    person="p2",
    person_name="Ким Е. В.",
    office="o2",
    office_name="Филиал №2",
    parent="o1",
    roles=((Role.CLERK, "o2"), (Role.READER, EVERYWHERE), (Role.CLERK, "o2")),
)
NOW = 1_795_000_000_000
WEEK = 7 * 86_400_000
FIRST = (
    OfficeAdd("o1"),
    PersonAdd("p1"),
    DeviceAdd(KEEPER.name, KEEPER.public.hex(), "p1"),
)


def founded(*told: Content, root: keys.SigningKey = ROOT) -> list[bytes]:
    """Found an organisation and let its keeper write records."""
    chain = [authority.found("Профсоюз", root, KEEPER, at=1)]
    return extended(chain, *told)


def extended(chain: list[bytes], *told: Content) -> list[bytes]:
    """Let the keeper write records."""
    chain = [*chain]
    for one in told:
        chain.append(authority.extend(chain, *one.told(), KEEPER, at=2))
    return chain


CHAIN = founded(*FIRST)
CHECKED = authority.check(CHAIN)
INVITATION = read_invitation(
    make_invitation(KEEPER, CHECKED, SEAT, at=NOW, until=NOW + WEEK, random=lambda n: b"i" * n)
)
OFFER = INVITATION.offer


def asked(device: keys.SigningKey = NEW, computer: str = "ПК-7") -> Asking:
    """Ask to join by the invitation."""
    return join.make_request(
        INVITATION, device, inst="ab12", at=NOW, computer=computer, random=b"\1\2\3\4"
    )


def read(data: bytes, chain: list[bytes] = CHAIN, now: int = NOW) -> Request:
    """Read a request as the keeper does."""
    checked = authority.check(chain)
    return join.read_request(data, checked, fold_roster(checked.records), now)


def refused(data: bytes, chain: list[bytes] = CHAIN, now: int = NOW) -> str:
    """Return why a request is not taken."""
    with pytest.raises(EdoError) as error:
        read(data, chain, now)
    return error.value.reason


def admit(request: Request, chain: list[bytes], steps: int | None = None) -> list[bytes]:
    """Write the records that admit a workplace, or only the first of them."""
    chain = [*chain]
    roster = fold_roster(authority.check(chain).records)
    for kind, data in join.records_for(request, roster)[:steps]:
        chain.append(authority.extend(chain, kind, data, KEEPER, at=3))
    return chain


ASKED = asked()


def test_a_request_says_who_asks_to_be_let_in() -> None:
    """Its name tells the invitation; the keeper reads the device, the person and the seat."""
    request = read(ASKED.data)
    assert ASKED.name == f"join/{OFFER.invitation}.01020304.req"
    assert layout.is_name(ASKED.name)
    assert layout.read_request(ASKED.name.removeprefix("join/")) == OFFER.invitation
    assert (request.device, request.person, request.replaces) == (NEW.name, "p2", "")
    assert request.offer == OFFER
    assert (request.asked.inst, request.asked.at, request.asked.computer) == ("ab12", NOW, "ПК-7")
    assert INVITATION.key.seed.hex().encode() not in ASKED.data
    assert len(ASKED.data) < REQUEST.limit / 4


def test_the_bytes_are_those_of_the_written_format() -> None:
    """Read by hand: the lines, what is signed, and where the offer stands."""
    magic, line, *signatures, end = ASKED.data.split(b"\n")
    assert (magic, end, len(signatures)) == (b"EDJR1", b"", 2)
    signed = b"edo/join/1\0" + len(line).to_bytes(8, "big") + line
    for key, signature in zip((INVITATION.key, NEW), signatures, strict=True):
        assert keys.verify(key.public, base64.b64decode(signature), signed)
    offer = json.loads(line)["offer"].encode().split(b"\n")
    assert offer[0] == b"EDIN1"
    signed = b"edo/offer/1\0" + len(offer[1]).to_bytes(8, "big") + offer[1]
    assert keys.verify(KEEPER.public, base64.b64decode(offer[2]), signed)
    assert json.loads(offer[1])["seat"]["roles"][0] == ["clerk", "o2"]


def test_a_request_of_an_older_release_keeps_its_words() -> None:
    """The same bytes say the same words for ever."""
    assert hashlib.sha256(ASKED.data).hexdigest()[:16] == "3ff33357fe30feae"
    assert join.words_of(ASKED.data).ru == ("хлеб", "тыква", "загадка", "цирк", "якорь", "газета")
    assert join.words_of(ASKED.data).kk == ("қорған", "қайың", "жалау", "қуыршақ", "өнер", "бүркіт")


def test_both_screens_show_the_same_words_and_another_key_others() -> None:
    """The words of the bytes on the share are those of the bytes that were made."""
    mine = join.words_of(ASKED.data)
    assert mine == join.words_of(asked().data)
    assert mine != join.words_of(asked(STRANGER).data)
    assert len(mine.ru) == len(mine.kk) == 6
    with pytest.raises(DamagedError):
        join.words_of(ASKED.data[:-1])


def test_admitting_writes_what_the_chain_lacks() -> None:
    """Office, person, roles and the device; then the workplace finds itself in the chain."""
    told = join.records_for(read(ASKED.data), fold_roster(CHECKED.records))
    assert told == [
        one.told()
        for one in (
            OfficeAdd("o2", "o1"),
            PersonAdd("p2"),
            RoleGrant("p2", "clerk", "o2"),
            RoleGrant("p2", "reader"),
            DeviceAdd(NEW.name, NEW.public.hex(), "p2", invitation=OFFER.invitation),
        )
    ]
    roster = fold_roster(authority.check(admit(read(ASKED.data), CHAIN)).records)
    assert is_admitted(OFFER, NEW.public, roster)
    assert roster.reads("p2") == {"common", "o1", "o2"}
    assert not is_admitted(OFFER, NEW.public, fold_roster(CHECKED.records))


def test_a_second_computer_of_a_known_person_needs_its_key_only() -> None:
    """What stands in the chain is not written again."""
    chain = extended(
        CHAIN,
        OfficeAdd("o2"),
        PersonAdd("p2"),
        RoleGrant("p2", "clerk", "o2"),
        RoleGrant("p2", "reader"),
    )
    roster = fold_roster(authority.check(chain).records)
    ((kind, data),) = join.records_for(read(ASKED.data, chain), roster)
    assert (kind, data["device"]) == ("device.add", NEW.name)
    left = extended(chain, PersonLeave("p2", {}))
    kinds = [kind for kind, _ in join.records_for(read(ASKED.data, left), roster_of(left))]
    assert kinds == ["person.add", "role.grant", "role.grant", "device.add"]


def roster_of(chain: list[bytes]) -> Roster:
    """Fold the roster of a chain."""
    return fold_roster(authority.check(chain).records)


def test_an_admission_cut_short_is_finished_by_admitting_again() -> None:
    """After whatever record it stopped, the same request leads to the same roster, each once."""
    whole = admit(read(ASKED.data), CHAIN)
    for steps in range(len(whole) - len(CHAIN)):
        part = admit(read(ASKED.data), CHAIN, steps)
        again = admit(read(ASKED.data, part), part)
        assert len(again) == len(whole)
        assert roster_of(again).members() == roster_of(whole).members()


def test_an_invitation_lets_one_workplace_in() -> None:
    """The same workplace is told that it is in; another is refused."""
    chain = admit(read(ASKED.data), CHAIN)
    assert refused(ASKED.data, chain) == Reason.ALREADY_ADMITTED
    assert refused(asked(SECOND).data, chain) == Reason.INVITATION_USED
    closed = extended(chain, DeviceRetire(NEW.name, {}))
    assert refused(ASKED.data, closed) == Reason.DEVICE_RETIRED


def test_an_ended_invitation_lets_nobody_in() -> None:
    """By the keeper's clock, whatever the request says of its own."""
    read(ASKED.data, now=NOW + WEEK)
    assert refused(ASKED.data, now=NOW + WEEK + 1) == Reason.INVITATION_EXPIRED


def test_another_organisation_does_not_take_the_request() -> None:
    """Nor does the same one founded anew, or the same one with another history."""
    other = founded(*FIRST, root=STRANGER)
    assert refused(ASKED.data, other) == Reason.REQUEST_FOREIGN
    assert refused(ASKED.data, CHAIN[:-1]) == Reason.SHARE_OLDER
    fork = extended(CHAIN[:-1], PersonAdd("p9"))
    assert refused(ASKED.data, fork) == Reason.SHARE_FOREIGN


def test_an_invitation_of_a_stranger_is_worth_nothing() -> None:
    """Though everything in it is right and signed, no keeper made it."""
    made = make_invitation(STRANGER, CHECKED, SEAT, at=NOW, until=NOW + WEEK)
    data = join.make_request(
        read_invitation(made), NEW, inst="ab", at=NOW, computer="", random=bytes(4)
    ).data
    assert refused(data) == Reason.INVITATION_FOREIGN


def changed(**values: object) -> Asked:
    """Return the line of the request with other values."""
    _, line = frame.read(REQUEST, ASKED.data, Asked, signatures=2)
    return msgspec.structs.replace(line, **values)


KEY = INVITATION.key
FORGED: dict[str, Callable[[], bytes]] = {
    "another's key brought in": lambda: frame.seal(
        REQUEST, changed(public=STRANGER.public), KEY, NEW
    ),
    "no proof of the key": lambda: frame.seal(REQUEST, changed(), KEY, KEY),
    "no proof of the invitation": lambda: frame.seal(REQUEST, changed(), NEW, NEW),
    "signatures exchanged": lambda: frame.seal(REQUEST, changed(), NEW, KEY),
    "one signature": lambda: frame.seal(REQUEST, changed(), KEY),
    "three signatures": lambda: frame.seal(REQUEST, changed(), KEY, NEW, NEW),
    "neither invited nor known": lambda: frame.seal(REQUEST, changed(offer=""), KEY, NEW),
    "both invited and known": lambda: frame.seal(REQUEST, changed(old=KEEPER.name), KEEPER, NEW),
    "no offer": lambda: frame.seal(REQUEST, changed(offer="EDIN1\n"), KEY, NEW),
    "a hidden sign": lambda: frame.seal(REQUEST, changed(computer="ПК\u202e"), KEY, NEW),
    "an endless name": lambda: frame.seal(REQUEST, changed(computer="ю" * 65), KEY, NEW),
    "a path for an id": lambda: frame.seal(REQUEST, changed(inst="../x"), KEY, NEW),
    "too large": lambda: frame.seal(REQUEST, changed(offer="x" * 20_000), KEY, NEW),
    "another kind of signature": lambda: frame.seal(
        frame.Kind(REQUEST.magic, b"edo/offer/1", REQUEST.limit), changed(), KEY, NEW
    ),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_forged_request_is_damage(forge: Callable[[], bytes]) -> None:
    """Only the invited, with a key they hold, in the one form a request has."""
    assert refused(forge()) == "join_request"


def test_a_newer_request_asks_for_an_update() -> None:
    """A newer release's request is not damage."""
    with pytest.raises(OutdatedError):
        read(frame.seal(REQUEST, changed(v=2), KEY, NEW))


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_of_a_request_is_noticed(bit: int) -> None:
    """Wherever it stands."""
    version = ASKED.data.index(b'"v":1') + 4
    for place in range(bit, len(ASKED.data), 3):
        torn = bytearray(ASKED.data)
        torn[place] ^= 1 << bit
        with pytest.raises((DamagedError, OutdatedError)) as error:
            read(bytes(torn))
        assert error.type is DamagedError or place == version


@given(st.integers(0, len(ASKED.data) - 1), st.binary(max_size=3))
def test_a_torn_request_is_noticed(place: int, told: bytes) -> None:
    """Bytes missing, other bytes in their place, bytes added."""
    for torn in (
        ASKED.data[:place] + told,
        ASKED.data[:place] + told + ASKED.data[place + 1 :],
        ASKED.data + told,
    ):
        if torn != ASKED.data:
            with pytest.raises((DamagedError, OutdatedError)):
                read(torn)


@given(st.text(max_size=100))
def test_any_name_of_a_computer_is_shown_plainly(computer: str) -> None:
    """One short line without hidden signs, and the request is taken."""
    said = read(asked(computer=computer).data).asked.computer
    assert len(said) <= join.COMPUTER_LIMIT
    assert "\n" not in said


ADMITTED = admit(read(ASKED.data), CHAIN)


def renewed(old: keys.SigningKey, device: keys.SigningKey = SECOND) -> Asking:
    """Ask to be enrolled anew."""
    return join.make_renewal(
        old,
        device,
        authority.check(ADMITTED),
        inst="cd34",
        at=NOW,
        computer="ПК-7",
        random=b"\5\6\7\10",
    )


def test_a_copied_workplace_is_enrolled_anew_by_its_older_key() -> None:
    """For the same person, without an invitation; the record tells which key it follows."""
    asking = renewed(NEW)
    request = read(asking.data, ADMITTED)
    assert layout.read_request(asking.name.removeprefix("join/")) == NEW.name
    assert (request.person, request.replaces, request.offer) == ("p2", NEW.name, None)
    ((kind, data),) = join.records_for(request, roster_of(ADMITTED))
    assert (kind, data["device"], data["replaces"]) == ("device.add", SECOND.name, NEW.name)
    chain = admit(request, ADMITTED)
    assert roster_of(chain).devices[SECOND.name].person == "p2"
    assert refused(asking.data, chain) == Reason.ALREADY_ADMITTED


def test_a_closed_or_unknown_workplace_needs_an_invitation() -> None:
    """Its older key speaks for nobody, and nobody speaks with another's."""
    closed = extended(ADMITTED, DeviceRetire(NEW.name, {}))
    assert refused(renewed(NEW).data, closed) == Reason.DEVICE_RETIRED
    assert refused(renewed(STRANGER).data, ADMITTED) == Reason.REQUEST_FOREIGN
    _, line = frame.read(REQUEST, renewed(NEW).data, Asked, signatures=2)
    assert refused(frame.seal(REQUEST, line, STRANGER, SECOND), ADMITTED) == "join_request"
    assert refused(renewed(NEW).data, founded(*FIRST, root=STRANGER)) == Reason.REQUEST_FOREIGN


def test_a_refusal_is_no_damage() -> None:
    """What is refused was whole: the keeper is told a reason, not that bytes are broken."""
    with pytest.raises(Refusal):
        read(ASKED.data, now=NOW + WEEK + 1)
