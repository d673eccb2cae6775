"""Who means harm in a world: somebody with the folder but no key, an insider, one who had to go.

Nobody of them may bring about anything but a delay. What they write is noted in `World.forged`, by
name, so that it can be told afterwards that it stands nowhere and was set aside.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from edo import keys, segment
from edo.change import COMMON
from edo.clock import COUNTER_BITS
from edo.domain import facts
from edo.domain.fact import Fact
from edo.domain.letter import Answer, Cover, LetterStatus, letter_of, receipt_of
from edo.domain.lettering import LetterRecalled, LetterSent
from edo.domain.organisation import Person
from edo.domain.receipting import Acknowledged
from edo.domain.registering import DocumentCancelled, DocumentChanged
from edo.domain.staffing import PersonAdded
from edo.segment import End, Line, Log
from edo.share import authority, head, layout
from edo.share.head import Head
from edo.store import ledger
from tests.builders import TODAY
from tests.world.acts import exchange, register
from tests.world.beginning import MOVABLE
from tests.world.seat import Seat

if TYPE_CHECKING:
    from tests.world.world import World

DAY = 24 * 60 * 60 * 1000


def forge_segment(world: "World", seat: Seat) -> None:
    """Put a segment of a stranger's key where somebody's next one belongs."""
    stranger = keys.make(world.chance.randbytes)
    log = _next_log(world, seat)
    data = _sealed(world, log, stranger, [_annulment(world, world.time.at)])
    _plant(world, layout.segment(log.space, log.dev, log.seq), data)
    if world.chance.random() < 0.5:
        _plant(world, *_headed(world, log, stranger))


def forge_head(world: "World", seat: Seat) -> None:
    """Promise in somebody's name segments that are not there."""
    log = _next_log(world, seat, far=world.chance.choice((1, 1_000_000)))
    _plant(world, *_headed(world, log, keys.make(world.chance.randbytes)))


def forge_record(world: "World", seat: Seat) -> None:
    """Put a record of a stranger's key where the keeper's next one belongs."""
    del seat
    stranger, records = keys.make(world.chance.randbytes), world.keeper.workplace.records
    data = {"device": stranger.name, "public": stranger.public.hex(), "person": "p0"}
    record = authority.extend(records, "device.add", data, stranger, world.time.at)
    _plant(world, layout.record(len(records) - 1), record)


def swap(world: "World", seat: Seat) -> None:
    """Put a genuine object under the name of another one's successor."""
    objects = sorted(world.share.inner.objects)
    name = world.chance.choice(objects)
    log = _next_log(world, seat)
    content = world.share.inner.look(name) or b""
    _plant(world, layout.segment(log.space, log.dev, log.seq), content)


def litter(world: "World", seat: Seat) -> None:
    """Leave junk under names nobody uses, or that look like somebody's."""
    del seat
    chance = world.chance
    objects = sorted(world.share.inner.objects)
    folder, _, part = chance.choice(objects).rpartition("/")
    junk = chance.randbytes(chance.randint(0, 200))
    digest = chance.randbytes(6).hex()
    names = (
        f"{folder}/{digest}",
        f"{folder}/{part}.{digest}",
        f"{folder}/{part[:16]}.{chance.randrange(10**6):012}.{digest}",
    )
    name = chance.choice(names).lstrip("/")
    if world.share.inner.look(name) is None and layout.is_name(name):
        _plant(world, name, junk)


def spoil(world: "World", seat: Seat) -> None:
    """Change a byte of something that is there, or cut it short."""
    del seat
    name = _target(world)
    if name is None:
        return
    data = world.share.inner.look(name) or b""
    at = world.chance.randrange(len(data))
    if world.chance.random() < 0.5:
        data = data[:at]
    else:
        data = data[:at] + bytes([data[at] ^ (1 << world.chance.randrange(8))]) + data[at + 1 :]
    world.share.inner.plant(name, data)


def remove(world: "World", seat: Seat) -> None:
    """Take something away."""
    del seat
    name = _target(world)
    if name is not None:
        world.share.inner.pull(name)


def overstep(world: "World", seat: Seat) -> None:
    """State, with a genuine key, what its owner may not."""
    del seat
    office = world.begin.offices["first"]
    chance = world.chance
    ahead = chance.choice((0, 0, 0, 3, 30 * 365)) * DAY
    fact, subject, space = chance.choice(
        (
            (DocumentCancelled("назло"), _some_document(world), office),
            (DocumentChanged({"subject_ru": "Подмена"}), _some_document(world), office),
            (PersonAdded(Person(name_ru="Никто")), world.keeper.workplace.identity.person, COMMON),
        )
    )
    state(world, fact, subject, space, at=world.time.at + ahead)


def state(
    world: "World",
    fact: Fact,
    subject: str,
    space: str,
    *,
    at: int,
    insider: tuple[keys.SigningKey, str] | None = None,
) -> None:
    """Put a change on the share that an insider's key signs: of one who may only read, if none."""
    key, person = insider or world.begin.insider
    end = world.insider_ends.get((key.name, space), End(0, ""))
    at = max(at << COUNTER_BITS, end.hlc + 1)
    index = world.keeper.workplace.chain.records[-1].n
    quoted = index, world.keeper.workplace.chain.hashes[-1]
    org = world.keeper.workplace.identity.org
    log = Log(org, space, key.name, "insider", end.seq + 1, end.hash, quoted)
    line = Line(subject, fact.NAME, at, person, (), msgspec.Raw(facts.encode(fact)))
    sealed = segment.seal([line], log, key)
    world.insider_ends[key.name, space] = End(log.seq, sealed.hash, index, at)
    world.share.inner.plant(layout.segment(space, key.name, log.seq), sealed.data)
    name, data = _headed(world, log, key, last=sealed.hash, hlc=at + 1)
    world.share.inner.plant(name, data)


def write_in_anothers_name(world: "World", seat: Seat) -> None:
    """Send a letter, recall one or answer for an office, with the key of one who may only read."""
    del seat
    first, second = world.begin.offices["first"], world.begin.offices["second"]
    document = world.chance.choice(world.letters or ["d" + "0" * 16])
    address: dict[str, Any] = {"sender": first, "document": document, "to": second, "attempt": 0}
    letter = letter_of(**address)
    fact, subject, space = world.chance.choice(
        (
            (
                LetterSent(
                    **address, number="1", on=TODAY, cover=Cover("Подмена"), files=(), answers=""
                ),
                letter,
                second,
            ),
            (LetterRecalled(sender=first), letter, second),
            (
                Acknowledged(**address, n=99, answer=Answer(LetterStatus.REFUSED, reason="назло")),
                receipt_of(letter),
                first,
            ),
        )
    )
    state(world, fact, subject, space, at=world.time.at)


def dismiss(world: "World", seat: Seat) -> None:
    """Let somebody go: what they stated after that counts for nothing, though they do not stop."""
    del seat
    leaving = next((one for one in world.seats if one.name == MOVABLE), None)
    keeper = world.keeper.workplace
    if leaving is None or leaving.workplace.identity.person not in keeper.roster.people:
        return
    person = leaving.workplace.identity.person
    cut: dict[str, dict[str, tuple[int, str]]] = {}
    for (space, dev), tail in keeper.read(ledger.tails).items():
        if keeper.roster.devices[dev].person == person:
            cut.setdefault(space, {})[dev] = (tail.seq, tail.hash)
    keeper.extend(("person.leave", {"person": person, "cut": cut}))


def dismiss_while_whole(world: "World", seat: Seat) -> None:
    """Let somebody go, by a keeper who forgot nothing: else one place of the chain has two records.

    That is seen and shown, see A18, and no history goes on from it by itself.
    """
    if not world.keeper.was_restored:
        dismiss(world, seat)


def disown(world: "World", seat: Seat) -> None:
    """Let somebody go whose key was not theirs alone: their latest segments count for nothing."""
    del seat
    leaving = next((one for one in world.seats if one.name == MOVABLE), None)
    keeper = world.keeper.workplace
    if leaving is None or leaving.workplace.identity.person not in keeper.roster.people:
        return
    person = leaving.workplace.identity.person
    cut: dict[str, dict[str, tuple[int, str]]] = {}
    for (space, dev), tail in keeper.read(ledger.tails).items():
        if keeper.roster.devices[dev].person == person:
            seq = max(tail.seq - world.chance.randint(0, 4), 1)
            end = keeper.read(ledger.tail_at, space=space, dev=dev, seq=seq)
            cut.setdefault(space, {})[dev] = (end.seq, end.hash)
    keeper.extend(("person.leave", {"person": person, "cut": cut}))


def power_cut(world: "World", seat: Seat) -> None:
    """Let the server lose some of its last writes."""
    del seat
    world.share.power_cut(world.chance.randint(1, 10))


def keep_copy(world: "World", seat: Seat) -> None:
    """Let the server's administrator make a copy of the folder."""
    del seat
    world.copies = [*world.copies[-3:], world.share.inner.objects]


def go_back(world: "World", seat: Seat) -> None:
    """Let them put a copy in the folder's place."""
    del seat
    if world.copies:
        world.share.inner.restore(world.chance.choice(world.copies))


def back_up(world: "World", seat: Seat) -> None:
    """Copy a home for later."""
    if not seat.is_copy:
        seat.keep_backup(world.folder / f"{seat.name}.backup")


def restore(world: "World", seat: Seat) -> None:
    """Put an earlier copy of a home in its place."""
    del world
    seat.restore()


def keep_all(world: "World", seat: Seat) -> None:
    """Copy a home and the share at one moment, as where one computer holds both."""
    if not seat.is_copy:
        back_up(world, seat)
        world.together[seat.name] = world.share.inner.objects


def put_all_back(world: "World", seat: Seat) -> None:
    """Put both back to that moment; the person goes on working."""
    if seat.name in world.together and seat.backup is not None:
        world.share.inner.restore(world.together[seat.name])
        seat.restore()
        seat.is_online = True
        for act in (register, exchange, register):
            act(world, seat)


def clone(world: "World", seat: Seat) -> None:
    """Let a copy of a home run beside it, under an installation of its own or the same one."""
    if not seat.is_copy and seat.halt is None:
        world.clone(seat, with_installation=world.chance.random() < 0.5)


def _plant(world: "World", name: str, data: bytes) -> None:
    if data != world.share.inner.look(name):
        world.share.inner.plant(name, data)
        world.forged[name] = hashlib.sha256(data).hexdigest()


def _target(world: "World") -> str | None:
    """Choose an object whose owner is there to mend it, but not the folder's marker."""
    own = {seat.workplace.device for seat in world.seats if _is_here(world, seat)}
    names = [
        name
        for name, data in sorted(world.share.inner.objects.items())
        if data and (name.startswith("auth/") or any(dev in name for dev in own))
    ]
    return world.chance.choice(names) if names else None


def _is_here(world: "World", seat: Seat) -> bool:
    people = world.keeper.workplace.roster.people
    return seat.name != MOVABLE and seat.workplace.identity.person in people


def _next_log(world: "World", seat: Seat, far: int = 1) -> Log:
    """Return the place behind the end of somebody's log."""
    identity = seat.workplace.identity
    space = world.chance.choice((COMMON, identity.office))
    tail = seat.workplace.read(ledger.tail, space, seat.workplace.device)
    quoted = seat.workplace.authority
    dev, seq = seat.workplace.device, tail.seq + far
    return Log(identity.org, space, dev, identity.inst, seq, tail.hash, quoted)


def _sealed(world: "World", log: Log, key: keys.SigningKey, lines: Sequence[Line]) -> bytes:
    """Seal lines with another's key as if it were the log's owner's."""
    del world
    mine = segment.seal(lines, log, key)
    return mine.data.replace(key.name.encode(), log.dev.encode())


def _annulment(world: "World", at: int) -> Line:
    fact: Fact = DocumentCancelled("чужой рукой")
    person = world.keeper.workplace.identity.person
    data = msgspec.Raw(facts.encode(fact))
    return Line(_some_document(world), fact.NAME, at << COUNTER_BITS, person, (), data)


def _some_document(world: "World") -> str:
    return world.chance.choice(world.documents or ["d" + "0" * 16])


def _headed(
    world: "World", log: Log, key: keys.SigningKey, *, last: str = "", hlc: int = 0
) -> tuple[str, bytes]:
    told = Head(
        v=head.VERSION,
        org=log.org,
        space=log.space,
        dev=log.dev,
        inst=log.inst,
        seq=log.seq,
        last=last or "ab" * 32,
        hlc=hlc or world.time.at << COUNTER_BITS,
        at=world.time.at,
        auth=log.authority,
    )
    signed = head.sign(told, key)
    return signed.name, signed.data
