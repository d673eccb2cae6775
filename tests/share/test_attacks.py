"""What somebody with the folder can do, and what comes of it: the list A1 to A19, one by one.

F is anyone who can write the folder but has no key, R one who had to go and kept theirs, I one who
belongs to the organisation and oversteps, K a thief of the keeper's key.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from edo import joining, keys, segment
from edo.change import COMMON
from edo.clock import COUNTER_BITS
from edo.commands import documents, membership
from edo.commands.documents import Attachment, Registration
from edo.domain import facts
from edo.domain.card import Card, Party
from edo.domain.fact import Fact
from edo.domain.organisation import Office, OfficeAdded
from edo.domain.registering import DocumentChanged
from edo.domain.rights import Role
from edo.errors import DamagedError, UnreachableError
from edo.exchange.exchange import Exchange, Halt, Outcome
from edo.segment import STORED_LIMIT, Line, Log
from edo.share import authority, collect, frame, layout
from edo.share import head as heads
from edo.share.claims import TOKEN, Series, verify
from edo.share.head import Head
from edo.store import ledger, shared
from tests.share.faulty import NONE
from tests.world import villain
from tests.world.acts import DAY, HOUR, MINUTE
from tests.world.seat import Seat
from tests.world.telling import CALM
from tests.world.verdict import dump, judge, stated, survivors
from tests.world.world import World, world


@pytest.fixture
def scene() -> Iterator[World]:
    """Give the keeper, a clerk of the same office and one of another; all have exchanged."""
    with world(7, CALM, workplaces=4) as made:
        yield made


def register(seat: Seat, made: World, files: Sequence[Attachment] = ()) -> Registration:
    """Register a document."""
    journal = made.begin.journals[seat.workplace.identity.office][0]
    card = Card(subject_ru="Письмо", parties=(Party(name="Иванов"),))
    return documents.register(seat.workplace, journal=journal, card=card, files=files)


def run(seat: Seat) -> Outcome:
    """Exchange; it must go through."""
    answer = seat.run()
    assert isinstance(answer, Outcome)
    return answer


def pass_on(made: World, *seats: Seat) -> None:
    """Let some exchange, one after another."""
    for seat in seats:
        made.time.at += MINUTE
        run(seat)


def last(seat: Seat) -> str:
    """Return the name of the last segment of somebody's log of their office."""
    identity = seat.workplace.identity
    tail = seat.workplace.read(ledger.tail, identity.office, seat.workplace.device)
    return layout.segment(identity.office, seat.workplace.device, tail.seq)


def aside(seat: Seat) -> dict[str, str]:
    """Return what a workplace has set aside, with reasons."""
    return {one.name: one.reason for one in seat.workplace.read(shared.aside)}


def refused(seat: Seat) -> set[str]:
    """Return the reasons of refused changes."""
    return {str(row[3]) for row in dump(seat)["refused"]}


def well(made: World) -> None:
    """All ends well: everybody has the same, and nothing is lost."""
    held = [(seat, stated(seat)) for seat in made.seats]
    made.settle()
    judge(made, survivors(held))


def insiders(
    made: World, *facts_of: tuple[str, Fact], at: int, seq: int = 1, space: str = ""
) -> str:
    """Put a segment of the reader's genuine key, and the head that promises it; return its name."""
    key, person = made.begin.insider
    keeper = made.keeper.workplace
    space = space or keeper.identity.office
    log = Log(keeper.identity.org, space, key.name, "i", seq, "", keeper.authority)
    lines = [
        Line(subject, fact.NAME, (at << COUNTER_BITS) + n, person, (), _raw(fact))
        for n, (subject, fact) in enumerate(facts_of)
    ]
    sealed = segment.seal(lines, log, key)
    made.share.inner.plant(layout.segment(space, key.name, seq), sealed.data)
    promise(made, key, space, seq, sealed.hash)
    return layout.segment(space, key.name, seq)


def promise(made: World, key: keys.SigningKey, space: str, seq: int, digest: str) -> str:
    """Put a head of a genuine key; return its name."""
    keeper = made.keeper.workplace
    head = Head(
        v=1, org=keeper.identity.org, space=space, dev=key.name, inst="i", seq=seq, last=digest,
        hlc=made.time.at << COUNTER_BITS, at=made.time.at, auth=keeper.authority,
    )  # fmt: skip
    signed = heads.sign(head, key)
    made.share.inner.plant(signed.name, signed.data)
    return signed.name


def _raw(fact: Fact) -> msgspec.Raw:
    return msgspec.Raw(facts.encode(fact))


def test_a1_a_forged_or_altered_change_is_set_aside_and_mended(scene: World) -> None:
    """A1, F: an altered segment counts nowhere; its owner notices who lacks it and mends it."""
    keeper, reader = scene.seats[:2]
    document = register(keeper, scene).document
    run(keeper)
    name = last(keeper)
    right = scene.share.inner.look(name)
    assert right is not None
    scene.share.inner.plant(name, right[:-3] + b"abc")
    before = dump(reader)
    run(reader)
    assert dump(reader) == before
    assert aside(reader)[name] == "segment_body"
    well(scene)
    assert scene.share.inner.look(name) == right
    assert document in dump(reader)["order"]
    assert name not in aside(reader)


def test_a2_what_is_cut_short_is_waited_for_and_written_again(scene: World) -> None:
    """A2, F or the carrier: short, empty or zeroed is not wrong yet, or set aside; both heal."""
    keeper, reader = scene.seats[:2]
    register(keeper, scene)
    run(keeper)
    name = last(keeper)
    right = scene.share.inner.look(name) or b""
    for cut in (b"", right[:40], right[:-1]):
        scene.share.inner.plant(name, cut)
        scene.time.at += HOUR
        assert run(reader).pending[name] == "short"
    scene.share.inner.plant(name, bytes(len(right)))
    scene.time.at += HOUR
    run(reader)
    assert name in aside(reader)
    well(scene)
    assert scene.share.inner.look(name) == right


def test_a3_withheld_segments_are_missed_and_put_back(scene: World) -> None:
    """A3, F: who lacks a promised segment says so; its owner, or who has it, puts it back."""
    keeper, reader, other = scene.seats[0], scene.seats[1], scene.seats[3]
    register(keeper, scene)
    pass_on(scene, keeper, other)
    name = last(keeper)
    scene.share.inner.pull(name)
    assert run(reader).pending[name] == "missing"
    keeper.is_online = False
    scene.time.at += 2 * DAY
    run(other)
    assert scene.share.inner.look(name) is not None
    scene.time.at += 2 * HOUR
    run(reader)
    assert dump(reader)["order"] == dump(other)["order"]
    well(scene)


def test_a4_who_is_cut_off_is_seen_to_be_silent(scene: World) -> None:
    """A4, F: heads and segments withheld from everyone leave the time of the last head known."""
    keeper, reader = scene.seats[:2]
    register(keeper, scene)
    before = scene.share.inner.objects
    run(keeper)
    heard = reader.exchange._receiver.heads[
        keeper.workplace.identity.office, keeper.workplace.device
    ]
    scene.share.inner.restore(before)
    scene.time.at += 3 * DAY
    run(reader)
    now = reader.exchange._receiver.heads[keeper.workplace.identity.office, keeper.workplace.device]
    assert now == heard
    assert scene.time.at - now.at >= 3 * DAY
    well(scene)


def test_a5_a_share_rolled_back_is_filled_again_by_all(scene: World) -> None:
    """A5, F: nobody loses what they knew, and everybody puts back what they hold."""
    keeper, reader = scene.seats[:2]
    before = scene.share.inner.objects
    register(keeper, scene)
    register(reader, scene)
    keeper.workplace.extend(
        ("role.grant", {"person": reader.workplace.identity.person, "role": "reader", "scope": ""})
    )
    pass_on(scene, keeper, reader, keeper)
    after = scene.share.inner.objects
    known = dump(keeper)
    scene.share.inner.restore(before)
    made = run(keeper)
    assert made.mended
    assert dump(keeper) == known
    well(scene)
    segments = {name for name in after if name.endswith((".seg", ".rec"))}
    assert segments <= scene.share.inner.objects.keys()


def test_a5_a_folder_that_lost_most_is_not_taken_for_the_share(scene: World) -> None:
    """A5: with more than half of the known logs gone it is another folder until a person speaks."""
    keeper = scene.keeper
    register(keeper, scene)
    org = scene.share.inner.look(layout.FOUNDING)
    scene.share.inner.restore({layout.FOUNDING: org or b""})
    assert keeper.run() == "share_absent"
    assert scene.share.inner.objects.keys() == {layout.FOUNDING}
    well(scene)
    assert scene.share.inner.look(last(keeper)) is not None


def test_a5_who_was_restored_waits_for_work_others_know_of(scene: World) -> None:
    """A5: a home and the share both put back: what others saw comes first, then what is new."""
    keeper, reader = scene.seats[:2]
    keeper.keep_backup(scene.folder / "backup")
    first = register(keeper, scene).document
    pass_on(scene, keeper, reader)
    for name in (last(keeper), _head_of(keeper)):
        scene.share.inner.pull(name)
    keeper.restore()
    second = register(keeper, scene).document
    assert run(keeper).halt is Halt.BEHIND
    scene.time.at += HOUR
    run(reader)
    scene.time.at += HOUR
    run(reader)
    assert run(keeper).halt is None
    well(scene)
    assert {first, second} <= set(dump(reader)["order"])


def test_a5_who_was_restored_has_the_files_again_too(scene: World) -> None:
    """A5: what the program had forgotten comes with the contents it names, while it runs."""
    keeper, reader = scene.seats[:2]
    keeper.keep_backup(scene.folder / "backup")
    register(keeper, scene, files=[Attachment(scene.file())])
    pass_on(scene, keeper, reader)
    keeper.restore()
    pass_on(scene, keeper, keeper)
    assert keeper.workplace.read(shared.missed, limit=1) == []
    well(scene)


@pytest.mark.parametrize("is_sent", [False, True])
def test_a5_what_no_head_promised_is_promised_when_it_is_back(
    scene: World, *, is_sent: bool
) -> None:
    """A5: a connection broke before the head, and the home was put back to before all that."""
    keeper, reader = scene.seats[:2]
    known = {register(keeper, scene).document}
    if is_sent:
        run(keeper)
    keeper.keep_backup(scene.folder / "backup")
    known.add(register(keeper, scene).document)
    run(keeper)
    known.add(register(keeper, scene).document)
    space, dev = keeper.workplace.identity.office, keeper.workplace.device
    end = keeper.workplace.read(ledger.tail, space, dev).seq
    data = keeper.workplace.read(ledger.bytes_of, space=space, dev=dev, seq=end)
    scene.share.inner.plant(last(keeper), data)
    keeper.restore()
    pass_on(scene, keeper, reader)
    assert known <= {*dump(reader)["order"]}
    well(scene)


def _head_of(seat: Seat) -> str:
    known = seat.exchange._receiver.known(seat.workplace.identity.office, seat.workplace.device)
    return known.name if known else ""


def test_a6_a_new_workplace_is_not_begun_on_an_old_share(scene: World, tmp_path: Path) -> None:
    """A6, F: the invitation names a record the chain must hold."""
    keeper = scene.keeper.workplace
    old = scene.share.inner.objects
    keeper.extend(
        ("role.grant", {"person": keeper.identity.person, "role": "trainer", "scope": ""})
    )
    keeper.carrier = scene.keeper.carrier
    invited = membership.invite(
        keeper, person="Новая", office=keeper.identity.office, roles=[Role.CLERK], place="x"
    )
    run(scene.keeper)
    view = scene.share.view("new")
    home = tmp_path / "home"
    joining.ask(home, invited=invited, place="", computer="ПК", at=lambda: scene.time.at,
                random=scene.chance.randbytes, make=lambda _place, _dev: view)  # fmt: skip
    (waiting,) = membership.requests(keeper)
    assert waiting.request
    membership.admit(keeper, request=waiting.request)
    scene.share.inner.restore(old)
    with pytest.raises(DamagedError):
        joining.finish(home, make=lambda _place, _dev: view)
    run(scene.keeper)
    assert joining.finish(home, make=lambda _place, _dev: view)


def test_a7_two_courses_of_one_log_are_seen(scene: World) -> None:
    """A7, F with a copied home: the copy is refused its pen; no log forks."""
    keeper = scene.keeper
    scene.clone(keeper, with_installation=False)
    register(keeper, scene)
    run(keeper)
    register(scene.seats[-1], scene)
    assert run(scene.seats[-1]).halt is Halt.COPIED
    well(scene)


def test_a7_a_segment_that_does_not_follow_is_pending(scene: World) -> None:
    """A7: another branch of a log is told of, and taken into no ledger that has the first one."""
    reader = scene.seats[1]
    key, _ = scene.begin.insider
    office = scene.keeper.workplace.identity.office
    insiders(scene, ("d" + "1" * 16, DocumentChanged({"note": "1"})), at=scene.time.at)
    run(reader)
    log = Log(
        scene.keeper.workplace.identity.org, office, key.name, "i", 2, "ab" * 32,
        scene.keeper.workplace.authority,
    )  # fmt: skip
    line = Line("d1", "document.changed", (scene.time.at + 1) << COUNTER_BITS, "p", (), _raw(
        DocumentChanged({"note": "2"})))  # fmt: skip
    other = segment.seal([line], log, key)
    name = layout.segment(office, key.name, 2)
    scene.share.inner.plant(name, other.data)
    promise(scene, key, office, 2, other.hash)
    before = dump(reader)
    assert run(reader).pending[name] == "other_branch"
    assert dump(reader) == before


@pytest.mark.parametrize("where", ["next", "other device", "other space"])
def test_a8_a_genuine_segment_in_another_place_counts_for_nothing(scene: World, where: str) -> None:
    """A8, F: replayed under another number, device or space; the place is inside the signature."""
    keeper, reader = scene.seats[:2]
    register(keeper, scene)
    register(reader, scene)
    pass_on(scene, keeper, reader, keeper)
    data = scene.share.inner.look(last(keeper)) or b""
    office, dev = keeper.workplace.identity.office, keeper.workplace.device
    tail = keeper.workplace.read(ledger.tail, office, dev)
    name = {
        "next": layout.segment(office, dev, tail.seq + 1),
        "other device": layout.segment(office, reader.workplace.device, 2),
        "other space": layout.segment(COMMON, reader.workplace.device, 1),
    }[where]
    before = dump(scene.seats[3])
    scene.share.inner.plant(name, data)
    register(keeper, scene)
    for _ in range(4):
        scene.time.at += HOUR
        for seat in scene.seats:
            seat.run()
    assert len(dump(scene.seats[3])["order"]) > len(before["order"])
    well(scene)


def test_a9_another_content_of_a_file_is_not_taken(scene: World) -> None:
    """A9, F: a content is named by its hash; another one under its name stays outside."""
    keeper, reader = scene.seats[:2]
    register(keeper, scene, files=[Attachment(scene.file())])
    run(keeper)
    (name,) = (one for one in scene.share.inner.objects if "/blobs/" in one)
    right = scene.share.inner.look(name) or b""
    scene.share.inner.plant(name, b"virus")
    assert run(reader).pending[name] == "damaged"
    assert not reader.workplace.blobs.holds(name.rpartition("/")[2])
    scene.share.inner.plant(name, right)
    scene.time.at += HOUR
    run(reader)
    assert reader.workplace.blobs.is_whole(name.rpartition("/")[2])


def test_a10_another_key_in_a_request_is_no_request(scene: World, tmp_path: Path) -> None:
    """A10, F: a request is signed by the invitation; with another key in it nobody is let in."""
    keeper = scene.keeper.workplace
    keeper.carrier = scene.keeper.carrier
    invited = membership.invite(
        keeper, person="Новая", office=keeper.identity.office, roles=[Role.CLERK], place="x"
    )
    view = scene.share.view("new")
    home = tmp_path / "home"
    joining.ask(home, invited=invited, place="", computer="ПК", at=lambda: scene.time.at,
                random=scene.chance.randbytes, make=lambda _place, _dev: view)  # fmt: skip
    (name,) = (one for one in scene.share.inner.objects if one.startswith("join/"))
    data = scene.share.inner.look(name) or b""
    device = keys.load(home / "keys" / "device.key")
    stranger = keys.make(scene.chance.randbytes)
    for mine, theirs in (
        (device.public.hex(), stranger.public.hex()),
        (device.name, stranger.name),
    ):
        data = data.replace(mine.encode(), theirs.encode())
    scene.share.inner.plant(name, data if data != scene.share.inner.look(name) else data[:-9])
    assert [one.request for one in membership.requests(keeper)] == [None]


def test_a11_what_is_ahead_of_time_is_held_and_moves_no_clock(scene: World) -> None:
    """A11, I: a future time waits, a huge number or an unknown record is never there."""
    reader, office = scene.seats[1], scene.keeper.workplace.identity.office
    key, _ = scene.begin.insider
    document = register(scene.keeper, scene).document
    pass_on(scene, scene.keeper, reader)
    far = scene.time.at + 30 * 365 * DAY
    name = insiders(scene, (document, DocumentChanged({"note": "!"})), at=far)
    before = dump(reader)
    assert run(reader).pending[name] == "future"
    assert reader.workplace.clock.tick() >> COUNTER_BITS <= reader.now()
    promise(scene, key, office, 10**9, "ab" * 32)
    scene.time.at += HOUR
    assert run(reader).pending[name] == "future"
    assert dump(reader) == before
    well(scene)


def test_a12_a_backdated_change_stands_where_it_came_in(scene: World) -> None:
    """A12, I: within one log time only rises; what states an earlier time is no segment of it."""
    key, person = scene.begin.insider
    office, reader = scene.keeper.workplace.identity.office, scene.seats[1]
    insiders(scene, ("d" + "1" * 16, DocumentChanged({"note": "1"})), at=scene.time.at)
    run(reader)
    first = reader.workplace.read(ledger.tail, office, key.name)
    log = Log(
        scene.keeper.workplace.identity.org, office, key.name, "i", 2, first.hash,
        scene.keeper.workplace.authority,
    )  # fmt: skip
    early = (scene.time.at - DAY) << COUNTER_BITS
    line = Line("d1", "document.changed", early, person, (), _raw(DocumentChanged({"note": "2"})))
    late = segment.seal([line], log, key)
    name = layout.segment(office, key.name, 2)
    scene.share.inner.plant(name, late.data)
    promise(scene, key, office, 2, late.hash)
    run(reader)
    assert aside(reader)[name] == "segment_time"
    assert reader.workplace.read(ledger.tail, office, key.name).seq == 1


def test_a13_what_is_stated_after_leaving_counts_nowhere(scene: World) -> None:
    """A13, R: beyond the cut everything is set aside, on every workplace alike."""
    keeper, leaving = scene.seats[0], scene.seats[3]
    assert leaving.name == "damir"
    before = register(leaving, scene).document
    pass_on(scene, leaving, keeper)
    villain.dismiss(scene, keeper)
    after = register(leaving, scene).document
    run(leaving)
    pass_on(scene, keeper, scene.seats[1])
    well(scene)
    for seat in scene.seats[:2]:
        assert before in dump(seat)["order"]
        assert after not in dump(seat)["order"]
        assert "not_allowed" in refused(seat)


def test_a14_what_a_role_does_not_allow_is_refused_everywhere(scene: World) -> None:
    """A14, I: who may only read states nothing, whatever their program lets them write."""
    document = register(scene.keeper, scene).document
    pass_on(scene, scene.keeper, scene.seats[1])
    before = dump(scene.seats[1])["documents"]
    insiders(scene, (document, DocumentChanged({"subject_ru": "Подмена"})), at=scene.time.at)
    body = next(iter(scene.keeper.workplace.roster.offices))
    insiders(scene, (body, OfficeAdded(Office(name_ru="Мой"))), at=scene.time.at, space=COMMON)
    well(scene)
    assert dump(scene.seats[1])["documents"] == before
    assert refused(scene.seats[1]) == {"not_allowed"}


def test_a15_a_claim_without_a_device_of_ours_is_no_claim(scene: World) -> None:
    """A15, F: tokens must be signed by a device of the chain, for this very number."""
    keeper = scene.keeper.workplace
    journal = scene.begin.journals[keeper.identity.office][0]
    series = Series(keeper.identity.org, keeper.identity.office, journal, 2026)
    stranger = keys.make(scene.chance.randbytes)
    said = {
        "v": 1, "org": series.org, "journal": journal, "period": 2026, "n": 1,
        "dev": keeper.device, "person": keeper.identity.person, "document": "", "nonce": "",
    }  # fmt: skip
    for data in (frame.seal(TOKEN, said, stranger), b"", b"junk" * 999, b"EDCL1\n{}\n"):
        with pytest.raises(DamagedError):
            verify(data, series, 1, keeper.roster)
    assert verify(frame.seal(TOKEN, said, keeper.key), series, 1, keeper.roster).n == 1
    with pytest.raises(DamagedError):
        verify(frame.seal(TOKEN, said, keeper.key), series, 2, keeper.roster)


def test_a16_endless_data_costs_no_more_than_its_limit(scene: World) -> None:
    """A16, F: heaps of names, giant objects and bombs are read up to a limit and set aside."""
    keeper, reader = scene.seats[:2]
    register(keeper, scene)
    office = keeper.workplace.identity.office
    for n in range(2_000):
        scene.share.inner.plant(f"{layout.heads(office)}/junk{n}", b"")
    folder = layout.heads(office)
    giant = f"{folder}/{keeper.workplace.device}.{999999:012}.{'ab' * 6}"
    scene.share.inner.plant(giant, bytes(8 * 1024 * 1024))
    pass_on(scene, keeper, reader)
    assert aside(reader)[giant] == "frame_kind"
    name = last(keeper)
    right = scene.share.inner.look(name) or b""
    scene.share.inner.plant(name, bytes(STORED_LIMIT + 1))
    assert len(scene.keeper.view.read(name, STORED_LIMIT) or b"") == STORED_LIMIT + 1
    with pytest.raises(DamagedError):
        collect.whole(bytes(STORED_LIMIT + 1), keeper.workplace.key.public)
    scene.share.inner.plant(name, right)
    well(scene)


def test_a17_nothing_on_the_share_is_run_or_opened_as_a_database(scene: World) -> None:
    """A17, F: a database, a script or another organisation's objects are junk like any other."""
    keeper, reader = scene.seats[:2]
    register(keeper, scene)
    run(keeper)
    known = keeper.exchange._receiver.known(
        keeper.workplace.identity.office, keeper.workplace.device
    )
    assert known is not None
    for data in (
        b"SQLite format 3\0" + bytes(200),
        b"#!/bin/sh\nrm -rf /\n",
        b"<?xml?><!DOCTYPE x>",
    ):
        scene.share.inner.plant(known.name, data)
        with pytest.raises(DamagedError):
            frame.read(heads.KIND, data, Head)
        Exchange(reader.workplace, reader.view).run()
        assert known.name in aside(reader)
    well(scene)


def test_a18_two_records_of_one_place_are_seen(scene: World) -> None:
    """A18, K: a second record under a known index has an error of its own, and changes nothing."""
    keeper = scene.keeper.workplace
    records = list(keeper.records)
    grant = {"person": keeper.identity.person, "role": "trainer", "scope": ""}
    one = authority.extend(records, "role.grant", grant, keeper.key, 1)
    two = authority.extend(records, "role.grant", grant | {"role": "reader"}, keeper.key, 2)
    keeper.learn([one])
    with pytest.raises(DamagedError) as error:
        keeper.learn([two])
    assert error.value.reason == "authority_fork"
    assert keeper.records[-1] == one
    scene.share.inner.plant(layout.record(len(records) - 1), two)
    assert run(scene.keeper).halt is Halt.CHAIN


def test_a19_a_newer_or_older_format_is_not_taken_for_ours(scene: World) -> None:
    """A19, F: nothing is encrypted yet, so nothing can be downgraded; a version cannot be changed.

    The version and the empty field of encryption are inside every signature.
    """
    keeper, reader = scene.seats[:2]
    register(keeper, scene)
    run(keeper)
    name = last(keeper)
    right = scene.share.inner.look(name) or b""
    before = dump(reader)
    for old, new, reason in (
        (b'"v":1', b'"v":2', "segment_version"),
        (b'"v":1', b'"v":0', "segment_signature"),
        (b'"enc":null', b'"enc":1   ', "segment_header"),
    ):
        scene.share.inner.plant(name, right.replace(old, new, 1))
        scene.time.at += HOUR
        Exchange(reader.workplace, reader.view).run()
        assert reader.workplace.read(shared.aside)
        assert dump(reader) == before
        assert Exchange(reader.workplace, reader.view).run().pending[name] == reason
    well(scene)


def test_a_share_of_another_organisation_is_left_alone(scene: World) -> None:
    """F: with another founding record in its place, nobody reads or writes anything."""
    scene.share.inner.plant(layout.FOUNDING, b"other")
    before = scene.share.inner.objects
    register(scene.keeper, scene)
    with pytest.raises(UnreachableError):
        Exchange(scene.keeper.workplace, scene.keeper.view).run()
    assert scene.share.inner.objects == before
    assert scene.share.faults == NONE
