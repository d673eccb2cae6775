"""The chain of authority: who founded, who was let in, and that nobody else wrote a link of it."""

import base64
import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edo import keys
from edo.domain.authority_record import (
    Adopt,
    Content,
    DeviceAdd,
    DeviceRetire,
    KeeperPass,
    PersonLeave,
    cut_of,
)
from edo.domain.rights import Right
from edo.domain.roster import fold_roster
from edo.errors import DamagedError, OutdatedError
from edo.share import authority
from edo.share.authority import RECORD_LIMIT
from tests.builders import stamp

ROOT, KEEPER, STRANGER = keys.make(), keys.make(), keys.make()
SECOND, THIRD = keys.make(), keys.make()


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


def long_chain() -> list[bytes]:
    """Extend the chain by what ends rights, passes the keeping on, and is signed by each of three.

    The second keeper was let in before, the third by the root's own record.
    """
    made = chain()
    cut = cut_of([("o1", KEEPER.name, 7, "ab" * 32), ("common", KEEPER.name, 1, "cd" * 32)])
    told: list[tuple[keys.SigningKey, Content]] = [
        (KEEPER, DeviceAdd(SECOND.name, SECOND.public.hex(), "p1", "invited")),
        (KEEPER, KeeperPass(SECOND.name)),
        (SECOND, DeviceRetire(KEEPER.name, cut)),
        (ROOT, KeeperPass(THIRD.name, THIRD.public.hex(), "p1")),
        (THIRD, Adopt([("o1", KEEPER.name, 8, "ef" * 32)])),
        (THIRD, PersonLeave("p1", cut)),
    ]
    for key, content in told:
        made.append(authority.extend(made, *content.told(), key, at=9))
    return made


LONG = long_chain()


def test_the_keeping_is_passed_on() -> None:
    """By the keeper to a device of the chain, and by the root to a new one; one at a time."""
    checked = authority.check(LONG)
    roster = fold_roster(checked.records)
    assert roster.keeper == THIRD.name
    assert roster.devices[THIRD.name].public == THIRD.public
    for length, keeper in ((5, KEEPER), (6, SECOND), (7, SECOND), (8, THIRD)):
        prefix = LONG[:length]
        known = authority.check(prefix)
        for key in (KEEPER, SECOND, THIRD):
            link = authority.extend(prefix, "person.add", {"person": "p2"}, key, at=9)
            if key is keeper:
                assert authority.follow(known, link).records[-1].dev == keeper.name
                continue
            assert why(authority.follow, known, link) == "authority_signature"


def test_the_keeping_is_passed_to_a_key_only() -> None:
    """A device nobody let in, or a name that is not the key's, would end the chain for ever."""
    for told in (
        KeeperPass(STRANGER.name),
        KeeperPass(STRANGER.name, THIRD.public.hex(), "p1"),
        KeeperPass("", "", "p1"),
    ):
        for key in (KEEPER, ROOT):
            link = authority.extend(CHAIN, *told.told(), key, at=9)
            assert why(authority.check, [*CHAIN, link]) == "authority_keeper"


def test_a_chain_is_followed_record_by_record() -> None:
    """One after another or all at once, it comes to the same; what is known changes nothing."""
    known = authority.check(LONG[:1])
    for place, data in enumerate(LONG[1:], start=2):
        known = authority.follow(known, data)
        assert known == authority.check(LONG[:place])
        assert authority.follow(known, *LONG[1:place]) == known
        assert known.holds(known.head)
        assert not known.holds((known.head[0] + 1, known.head[1]))
        assert not known.holds((known.head[0], "0" * 64))
    assert authority.follow(authority.check(LONG[:3]), *LONG[1:]) == known
    assert [known.holds(quoted) for quoted in enumerate(known.hashes[1:])] == [True] * 9
    assert not known.holds((-1, known.hashes[0]))
    with pytest.raises(DamagedError):
        authority.follow(authority.check(LONG[:3]), LONG[4])


def test_a_chain_grows_as_far_as_records_are_good() -> None:
    """What somebody put under the next name does not keep the records before it from counting."""
    known, garbage = authority.check(LONG[:3]), LONG[6][:-20]
    grown = authority.grow(known, [*LONG[1:6], garbage, *LONG[7:]])
    assert grown.chain == authority.check(LONG[:6])
    assert grown.records == tuple(LONG[3:6])
    assert grown.fault is not None
    assert grown.fault.reason == "frame_lines"
    rest = authority.grow(grown.chain, LONG[1:])
    assert (rest.chain, rest.records) == (authority.check(LONG), tuple(LONG[6:]))
    assert rest.fault is None


def test_two_records_of_one_index_are_a_fork() -> None:
    """A stolen or restored keeper's key tells two stories: everybody who sees both, sees it."""
    known = authority.check(LONG)
    for n, key in ((1, KEEPER), (5, SECOND), (6, ROOT), (8, THIRD)):
        rival = authority.extend(LONG[: n + 1], *KeeperPass(KEEPER.name).told(), key, at=10)
        assert why(authority.follow, known, rival) == "authority_fork"
        assert why(authority.check, [*LONG[: n + 2], rival]) == "authority_fork"
        forged = authority.extend(LONG[: n + 1], "person.add", {"person": "p9"}, STRANGER, at=10)
        assert why(authority.follow, known, forged) == "authority_chain"


@pytest.mark.parametrize(
    "told",
    [{"n": -1}, {"n": 9}, {"org": STRANGER.name}, {"prev": ""}],
    ids=["n before the first", "n ahead", "org", "prev"],
)
def test_a_record_out_of_place_changes_nothing(told: dict[str, Any]) -> None:
    """Not even under the keeper's own signature."""
    link = authority.extend(CHAIN, "person.add", {"person": "p2"}, KEEPER, at=9)
    record = json.loads(link.split(b"\n")[1]) | told
    stray = signed(json.dumps(record).encode(), KEEPER)
    assert why(authority.follow, authority.check(CHAIN), stray) == "authority_chain"


def test_a_deposed_keeper_tells_a_second_story_in_vain() -> None:
    """The thief of the keeper's key goes on where the root passed the keeping to another device."""
    known = authority.check(LONG[:8])
    thief = authority.extend(
        LONG[:7], "role.grant", {"person": "p9", "role": "clerk"}, SECOND, at=9
    )
    assert why(authority.follow, known, thief) == "authority_fork"
    late = authority.extend(LONG[:8], "role.grant", {"person": "p9", "role": "clerk"}, SECOND, at=9)
    assert why(authority.follow, known, late) == "authority_signature"
    deceived = authority.follow(authority.check(LONG[:7]), thief)
    assert why(authority.follow, deceived, LONG[7]) == "authority_fork"


@pytest.mark.parametrize("mask", [1, 0x80])
def test_a_flipped_byte_has_no_effect_in_any_kind_of_record(mask: int) -> None:
    """Whatever a record says, whoever signed it: the chain stays what it was."""
    for n, record in enumerate(LONG[1:], start=1):
        known = authority.check(LONG[:n])
        for place in range(len(record)):
            torn = bytearray(record)
            torn[place] ^= mask
            with pytest.raises((DamagedError, OutdatedError)) as error:
                authority.follow(known, bytes(torn))
            assert error.type is DamagedError or place == record.index(b'"v":1') + 4
        assert authority.follow(known, record) == authority.check(LONG[: n + 1])


def test_what_was_checked_once_is_trusted_byte_for_byte() -> None:
    """A mark vouches for the very bytes it was made of, and for nothing behind them."""
    known = authority.check(LONG)
    for length in range(1, len(LONG) + 1):
        mark = authority.check(LONG[:length]).mark
        assert mark[0] == length
        assert authority.check(LONG, trusted=mark) == known
        for n, record in enumerate(LONG):
            place = record.rindex(b"=", 0, -2) - 10
            torn = record[:place] + (b"A" if record[place] != 65 else b"B") + record[place + 1 :]
            with pytest.raises(DamagedError):
                authority.check([*LONG[:n], torn, *LONG[n + 1 :]], trusted=mark)
    assert authority.check(CHAIN, trusted=(len(LONG), known.mark[1])) == authority.check(CHAIN)
    assert authority.check(LONG, trusted=(3, "0" * 64)) == known


@given(st.randoms(use_true_random=False))
def test_a_chain_found_in_pieces_is_arranged(chance: random.Random) -> None:
    """In any order, repeated, among records strangers forged for the same indices."""
    forged = [
        authority.extend(LONG[:n], "person.add", {"person": "p9"}, STRANGER, at=9)
        for n in chance.sample(range(1, len(LONG)), 3)
    ]
    pile = [*LONG, *forged, *chance.choices(LONG, k=3), b"EDAU1\nno record\n"]
    chance.shuffle(pile)
    assert authority.arrange(pile) == LONG


def test_a_fork_found_in_pieces_stays_a_fork() -> None:
    """Nobody chooses between a keeper's two stories by the order in which they are found."""
    rival = authority.extend(LONG[:3], "person.add", {"person": "p9"}, KEEPER, at=9)
    for pile in ([*LONG, rival], [rival, *LONG]):
        assert why(authority.check, authority.arrange(pile)) == "authority_fork"
    lost = authority.arrange([*LONG[:2], *LONG[3:]])
    assert why(authority.check, lost) == "authority_chain"


def why(act: Callable[..., Any], *given: Any) -> str:
    """Return why something is damage."""
    with pytest.raises(DamagedError) as error:
        act(*given)
    return error.value.reason


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
    assert why(authority.follow, authority.check(CHAIN), link) == "authority_chain"
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
