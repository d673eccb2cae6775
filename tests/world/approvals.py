"""What people of a world do with drafts and approvals, by chance, wisely and not."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import msgspec

from edo.commands import approval, deciding, deputies, documents, organisation, rerouting
from edo.commands.documents import Attachment
from edo.domain.approval import Approval, ApprovalStatus
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Document, FileRole
from edo.domain.route import Approver, Mode, Reset, Rule, Stage
from edo.domain.routed import Routed
from edo.domain.visa import YES, Result, covered_by, version_of
from edo.domain.workdays import Term
from edo.errors import Refusal
from edo.queries import deputies as asked
from edo.store.database import Connection, ask
from tests.world.acts import SUBJECTS
from tests.world.seat import Seat

if TYPE_CHECKING:
    from tests.world.world import World

R = TypeVar("R", bound=Routed)

DAY = 24 * 60 * 60_000
_KINDS = (Kind.OUTGOING, Kind.INTERNAL)
_STATES = (
    "SELECT subject, state FROM routed WHERE sort = ? AND office = ?"
    " ORDER BY since DESC, subject LIMIT ?"
)
_DOCUMENTS = "SELECT document, state FROM documents WHERE document = ?"
_AT_ONCE = 8
"""So many of the latest of a sort people look at."""


def begin_draft(world: "World", seat: Seat) -> str:
    """Begin a document with a file or two."""
    chance = world.chance
    files = [Attachment(world.file()) for _ in range(chance.choice((0, 1, 1, 2)))]
    card = Card(
        subject_ru=f"{chance.choice(SUBJECTS)} {chance.randrange(50)}",
        parties=(Party(name="Иванов"),),
    )
    given = documents.begin(seat.workplace, kind=chance.choice(_KINDS), card=card, files=files)
    world.documents.append(given)
    return given


def start(world: "World", seat: Seat) -> None:
    """Put a draft up for approval, one's own or any other document."""
    chance = world.chance
    known = [one for one, state in documents_of(world, seat) if state.number is None]
    document = chance.choice(known) if known and chance.random() < 0.5 else begin_draft(world, seat)
    approval.start(
        seat.workplace,
        document=document,
        stages=_stages(world, seat),
        reset=chance.choice((Reset.EVERYONE, Reset.CONCERNED)),
        behalf=principal(world, seat),
    )


def decide(world: "World", seat: Seat) -> None:
    """Give a visa or sign, where one is waited for, and sometimes where one is not."""
    chance = world.chance
    behalf = principal(world, seat)
    person = behalf or seat.workplace.identity.person
    found = routed(seat, Approval)
    if chance.random() < 0.9:
        found = [one for one in found if one[1].seat_of(person) is not None] or found[:1]
    if found:
        id, state = chance.choice(found)
        _decide(world, seat, id, state, behalf)


def decide_at_once(world: "World", seat: Seat) -> None:
    """Let all who know of an approval do something about it before they hear of each other."""
    chance = world.chance
    found = [one for one in routed(seat, Approval) if not one[1].is_over]
    if not found:
        return
    id, _ = chance.choice(found)
    for other in world.seats:
        known = dict(routed(other, Approval)).get(id)
        if known is None:
            continue
        behalf = principal(world, other)
        with suppress(Refusal):
            if known.author != other.workplace.identity.person or chance.random() < 0.4:
                _decide(world, other, id, known, behalf)
            elif chance.random() < 0.5:
                _revise(world, other, id, known, behalf)
            else:
                _reroute(world, other, id, known, behalf)


def _decide(world: "World", seat: Seat, id: str, state: Approval, behalf: str) -> None:
    chance = world.chance
    person = behalf or seat.workplace.identity.person
    chosen = state.seat_of(person)
    version = state.version
    if chance.random() < 0.1:
        version = chance.choice(state.rounds).version  # a window that was left open
    results = (Result.AGREED, Result.REMARKS, Result.RETURNED, Result.REFUSED)
    result = chance.choices(results, (8, 1, 1.2, 0.3))[0]
    at = state.at
    if at is not None and state.stages[at].signing and chance.random() < 0.9:
        _look(world, seat, id, state, version)
        approval.sign(seat.workplace, approval=id, version=version, behalf=behalf)
        return
    file = Attachment(world.file(), FileRole.REMARKS) if chance.random() < 0.1 else None
    if result in YES:
        _look(world, seat, id, state, version)
    else:  # what is wrong with a version may be said without having it
        world.looked.add((seat.workplace.device, id, version))
    approval.visa(
        seat.workplace,
        approval=id,
        version=version,
        result=result,
        remarks="" if result is Result.AGREED else "замечание",
        file=file,
        seat=chosen.key if chosen and chance.random() < 0.5 else "",
        behalf=behalf,
    )


def look(world: "World", seat: Seat) -> None:
    """Look at what is put up."""
    found = routed(seat, Approval)
    if found:
        id, state = world.chance.choice(found)
        approval.opened(
            seat.workplace, approval=id, version=state.version, behalf=principal(world, seat)
        )


def revise(world: "World", seat: Seat) -> None:
    """Put a new version up, or the old one again."""
    chance = world.chance
    found = routed(seat, Approval)
    who = seat.workplace.identity.person
    home = [one for one in found if one[1].author == who and not one[1].is_over]
    if not found:
        return
    id, state = chance.choice(home if home and chance.random() < 0.85 else found)
    _revise(world, seat, id, state, principal(world, seat))


def _revise(world: "World", seat: Seat, id: str, state: Approval, behalf: str) -> None:
    chance = world.chance
    seats = [one.key for step in state.stages for one in step.seats]
    files = [one for one, _ in state.covered.files]
    rerouting.revise(
        seat.workplace,
        approval=id,
        files={chance.choice(files): world.file()} if files and chance.random() < 0.5 else None,
        fields={"subject_ru": f"{chance.choice(SUBJECTS)} {chance.randrange(50)}"}
        if chance.random() < 0.5
        else None,
        again=chance.sample(seats, chance.randint(0, 1)),
        reason="правка",
        behalf=behalf,
    )


def reroute(world: "World", seat: Seat) -> None:
    """Add or skip somebody, withdraw or give up an approval that is under way."""
    chance = world.chance
    found = [one for one in routed(seat, Approval) if not one[1].is_over]
    behalf = principal(world, seat)
    who = behalf or seat.workplace.identity.person
    if chance.random() < 0.85:
        found = [one for one in found if one[1].author == who]
    if found:
        id, state = chance.choice(found)
        _reroute(world, seat, id, state, behalf)


def _reroute(world: "World", seat: Seat, id: str, state: Approval, behalf: str) -> None:
    chance, workplace = world.chance, seat.workplace
    keys = [one.key for step in state.stages for one in step.seats]
    acts = ("add", "skip", "withdraw", "pull", "abort")
    match chance.choices(acts, (4, 4, 1.5, 1.5, 0.5))[0]:
        case "add":
            rerouting.add(
                workplace,
                approval=id,
                at=chance.randrange(len(state.stages)),
                approver=_approver(world, seat),
                before=chance.choice(["", *keys]),
                behalf=behalf,
            )
        case "skip":
            rerouting.skip(
                workplace, approval=id, seat=chance.choice(keys), reason="отпуск", behalf=behalf
            )
        case "withdraw":
            rerouting.withdraw(workplace, approval=id, reason="доработать", behalf=behalf)
        case "pull":
            rerouting.pull_back(workplace, approval=id, behalf=behalf)
        case _:
            rerouting.abort(workplace, approval=id, reason="не нужно", behalf=behalf)


def register_passed(world: "World", seat: Seat) -> None:
    """Register what was approved."""
    passed = (ApprovalStatus.AGREED, ApprovalStatus.SIGNED)
    found = [one for _, one in routed(seat, Approval) if one.status in passed and not one.number]
    if found:
        state = world.chance.choice(found)
        journal = world.begin.journals[seat.workplace.identity.office][
            1 if state.kind is Kind.OUTGOING else 2
        ]
        deciding.register_passed(seat.workplace, document=state.document, journal=journal)


def deputise(world: "World", seat: Seat) -> None:
    """Name a deputy, for oneself or as an administrator for another, or end a deputyship."""
    chance, workplace = world.chance, seat.workplace
    today = workplace.clock.today()
    rows = workplace.read(asked.deputyships, today=today)
    if rows and chance.random() < 0.35:
        deputies.end(workplace, deputyship=chance.choice(rows[:4]).id)
        return
    since = today + timedelta(days=chance.choice((-3, 0, 0, 0, 1, 4)))
    deputies.name(
        workplace,
        deputy=chance.choice(_colleagues(world, seat)),
        person=chance.choice(["", "", chance.choice(_colleagues(world, seat))]),
        since=since,
        until=since + timedelta(days=chance.choice((0, 2, 10, 90))),
        kinds=chance.choice(((), (), (Kind.OUTGOING,))),
        basis="приказ",
    )


def move(world: "World", seat: Seat) -> None:
    """Give somebody another position, or none."""
    position = world.chance.choice(["", *world.begin.positions.values()])
    organisation.change_entry(
        seat.workplace,
        subject=world.chance.choice(_colleagues(world, seat)),
        fields={"position": position},
    )


def routed(seat: Seat, about: type[R]) -> list[tuple[str, R]]:
    """Return the latest of a sort as a workplace knows them: (id, state)."""
    rows = seat.workplace.read(_rows, about.SORT, seat.workplace.identity.office)
    return [(id, msgspec.json.decode(state, type=about)) for id, state in rows]


def documents_of(world: "World", seat: Seat) -> list[tuple[str, Document]]:
    """Return the latest documents that a workplace's own office has: (id, state)."""
    found = seat.workplace.read(_documents, world.documents[-12:])
    return [one for one in found if one[1].office == seat.workplace.identity.office]


def principal(world: "World", seat: Seat) -> str:
    """Choose whom somebody acts for: mostly themselves, or whose deputy they are, or are not."""
    chance, who = world.chance, seat.workplace.identity.person
    if chance.random() < 0.7:
        return ""
    today = seat.workplace.clock.today()
    whose = [one.person for one in seat.workplace.read(asked.acting_for, who, today)]
    return chance.choice(whose or ["", "", chance.choice(_colleagues(world, seat))])


def people_here(world: "World", seat: Seat) -> list[str]:
    """Return the people of a workplace's office, by name."""
    office = seat.workplace.identity.office
    places, people = world.begin.places, world.begin.people
    return [people[name] for name, place in places.items() if place == office]


def day_in(seat: Seat, days: Iterable[int], world: "World") -> date:
    """Choose a day so many days from today."""
    return seat.workplace.clock.today() + timedelta(days=world.chance.choice(list(days)))


def _look(world: "World", seat: Seat, id: str, state: Approval, version: str) -> None:
    """Note what somebody has before them: the document as it lies here, or a picture of it."""
    here = dict(seat.workplace.read(_documents, [state.document])).get(state.document)
    if here is not None and version_of(covered_by(here)) == version:
        world.looked.add((seat.workplace.device, id, version))


def _colleagues(world: "World", seat: Seat) -> list[str]:
    del seat
    return list(world.begin.people.values())


def _stages(world: "World", seat: Seat) -> tuple[Stage, ...]:
    chance = world.chance
    stages = [
        Stage(
            _approvers(world, seat, chance.choice((1, 2, 2, 3))),
            chance.choice((Mode.SEQUENTIAL, Mode.PARALLEL, Mode.PARALLEL)),
            chance.choice((Rule.ALL, Rule.ALL, Rule.ANY)),
            chance.choice((None, Term(2))),
        )
        for _ in range(chance.choice((1, 1, 2)))
    ]
    if chance.random() < 0.5:
        stages.append(Stage(_approvers(world, seat, 1), signing=True))
    return tuple(stages)


def _approvers(world: "World", seat: Seat, many: int) -> tuple[Approver, ...]:
    return tuple(dict.fromkeys(_approver(world, seat) for _ in range(many)))


def _approver(world: "World", seat: Seat) -> Approver:
    chance = world.chance
    if chance.random() < 0.3:
        return Approver(position=chance.choice(list(world.begin.positions.values())))
    return Approver(person=chance.choice(people_here(world, seat)))


def _rows(connection: Connection, sort: str, office: str) -> list[tuple[str, str]]:
    rows = ask(connection, _STATES, (sort, office, _AT_ONCE))
    return [(row[0], row[1]) for row in rows]


def _documents(connection: Connection, wanted: Iterable[str]) -> list[tuple[str, Document]]:
    return [
        (row[0], msgspec.json.decode(row[1], type=Document))
        for one in dict.fromkeys(wanted)
        for row in ask(connection, _DOCUMENTS, (one,))
    ]
