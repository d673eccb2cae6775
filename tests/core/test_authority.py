"""The chain of authority: who founded, who was let in, and that nobody else wrote a link of it."""

import base64
import hashlib
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edo import keys
from edo.domain.roster import Right, fold_roster
from edo.errors import DamagedError, OutdatedError
from edo.share import authority
from edo.share.authority import RECORD_LIMIT
from tests.builders import stamp

ROOT, KEEPER, STRANGER = keys.make(), keys.make(), keys.make()


def chain(length: int = 3) -> list[bytes]:
    """Found an organisation and extend its chain by so many records."""
    made = [authority.found("Профсоюз", ROOT, KEEPER, at=7)]
    told = [
        ("person.add", {"person": "p1"}),
        ("device.add", {"device": KEEPER.name, "public": KEEPER.public.hex(), "person": "p1"}),
        ("role.grant", {"person": "p1", "role": "clerk", "scope": ""}),
    ]
    for kind, data in told[:length]:
        made.append(authority.extend(made, kind, data, KEEPER, at=8))
    return made


CHAIN = chain()


def test_a_chain_tells_who_founded_it_and_who_may_what() -> None:
    """Each record knows the one before it; the last is what segments quote."""
    checked = authority.check(CHAIN)
    assert checked.founding.name == "Профсоюз"
    assert checked.founding.org == ROOT.name
    assert [record.n for record in checked.records] == [0, 1, 2]
    assert checked.head == (2, hashlib.sha256(CHAIN[-1].split(b"\n")[1]).hexdigest())
    now = stamp(person="p1", dev=KEEPER.name, authority=2)
    assert fold_roster(checked.records).allows(now, Right.REGISTER)
    assert authority.check(CHAIN[:1]).head[0] == -1


def test_no_chain_is_no_authority() -> None:
    """An empty database authorises nobody."""
    with pytest.raises(DamagedError):
        authority.check([])


@pytest.mark.parametrize("mask", [*(1 << bit for bit in range(8)), 0xFF])
def test_a_flipped_byte_is_noticed_in_every_record(mask: int) -> None:
    """Founding and links alike: by its signature, its frame, or the link behind it."""
    for n, record in enumerate(CHAIN):
        version = record.index(b'"v":1') + 4
        for place in range(len(record)):
            torn = bytearray(record)
            torn[place] ^= mask
            with pytest.raises((DamagedError, OutdatedError)) as error:
                authority.check([*CHAIN[:n], bytes(torn), *CHAIN[n + 1 :]])
            assert error.type is DamagedError or place == version, (n, place)


def test_a_torn_record_is_noticed() -> None:
    """Not a byte may be missing, and none may follow."""
    for n, record in enumerate(CHAIN):
        for torn in [*(record[:length] for length in range(len(record))), record + b"\n"]:
            with pytest.raises(DamagedError):
                authority.check([*CHAIN[:n], torn, *CHAIN[n + 1 :]])


@given(st.randoms(use_true_random=False))
def test_records_stand_in_their_order_and_none_is_missing(chance: random.Random) -> None:
    """Shuffled, doubled, dropped: only a beginning of the chain is a chain."""
    arranged = chance.choices(CHAIN, k=chance.randrange(1, 6))
    if arranged == CHAIN[: len(arranged)]:
        assert authority.check(arranged).head[0] == len(arranged) - 2
    else:
        with pytest.raises(DamagedError):
            authority.check(arranged)


def test_only_the_keeper_extends_the_chain() -> None:
    """Not even the founder's own root key may add a link, and no stranger may found it anew."""
    for key in (STRANGER, ROOT):
        link = authority.extend(CHAIN, "role.grant", {"person": "p9", "role": "clerk"}, key, at=9)
        with pytest.raises(DamagedError):
            authority.check([*CHAIN, link])
    refounded = authority.found("Профсоюз", STRANGER, KEEPER, at=7)
    with pytest.raises(DamagedError):
        authority.check([refounded, *CHAIN[1:]])


def test_a_link_follows_the_very_link_it_was_made_after() -> None:
    """The keeper's own signature does not let a link change places between two histories."""
    other = [CHAIN[0], authority.extend(CHAIN[:1], "person.add", {"person": "p2"}, KEEPER, at=9)]
    assert authority.check(other).records[0].data == {"person": "p2"}
    with pytest.raises(DamagedError):
        authority.check([*other, CHAIN[2]])


def test_a_link_of_another_organisation_fits_nowhere() -> None:
    """Though the same keeper signed it, it was signed for another chain."""
    other = [authority.found("Другой", STRANGER, KEEPER, at=7)]
    link = authority.extend(other, "person.add", {"person": "p9"}, KEEPER, at=8)
    assert authority.check([*other, link]).founding.name == "Другой"
    with pytest.raises(DamagedError):
        authority.check([CHAIN[0], link])


def test_a_newer_record_asks_for_an_update() -> None:
    """A newer release's chain is not damage."""
    for n in (0, 2):
        record = json.loads(CHAIN[n].split(b"\n")[1]) | {"v": 2}
        newer = signed(json.dumps(record).encode(), ROOT if n == 0 else KEEPER)
        with pytest.raises(OutdatedError):
            authority.check([*CHAIN[:n], newer])


HOSTILE = {
    "nothing": b"",
    "no json": b"text",
    "no utf-8": b'{"v":1,"org":"\xff"}',
    "another shape": b'{"v":1}',
    "endless nesting": b'{"v":1,"more":' + b"[" * 7000,
    "a key that is no base64": b'{"v":1,"org":"o","name":"n","root":"*","keeper":"","at":1}',
    "a key of other letters": '{"v":1,"org":"o","name":"n","root":"ю","keeper":"","at":1}'.encode(),
    "a key too short": b'{"v":1,"org":"o","name":"n","root":"AAAA","keeper":"AAAA","at":1}',
    "too large": b'{"v":1,"name":"' + b"n" * RECORD_LIMIT + b'"}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_record_that_makes_no_sense_is_damage(text: bytes) -> None:
    """Signed by whomever, as the founding record or as a link."""
    for n, key in ((0, STRANGER), (1, KEEPER)):
        with pytest.raises(DamagedError):
            authority.check([*CHAIN[:n], signed(text, key)])


def test_a_founding_with_a_keeper_who_is_no_key_lets_nobody_in() -> None:
    """The founder signed it; still no link can follow."""
    founding = json.loads(CHAIN[0].split(b"\n")[1])
    for keeper in ("AAAA", "", "ключ", "*"):
        lone = signed(json.dumps(founding | {"keeper": keeper}).encode(), ROOT)
        link = authority.extend([lone], "person.add", {"person": "p1"}, KEEPER, at=8)
        with pytest.raises(DamagedError):
            authority.check([lone, link])


@settings(max_examples=150)
@given(st.lists(st.binary(max_size=100) | st.sampled_from(CHAIN), min_size=1, max_size=3))
def test_bytes_that_are_no_chain_are_damage(found: list[bytes]) -> None:
    """Nothing else is ever raised."""
    if found == CHAIN[: len(found)]:
        authority.check(found)
        return
    with pytest.raises(DamagedError):
        authority.check(found)


def signed(text: bytes, key: keys.SigningKey) -> bytes:
    """Frame and sign any text as a record."""
    to_sign = b"edo/auth/1\0" + len(text).to_bytes(8, "big") + text
    return b"EDAU1\n" + text + b"\n" + base64.b64encode(key.sign(to_sign)) + b"\n"
