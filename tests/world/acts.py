"""What people do at a workplace of a world, by chance."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from edo.commands import correspondents, documents, letters, numbers
from edo.commands.documents import Attachment, Intake, Registration
from edo.domain.card import Card, Party
from edo.domain.organisation import Correspondent
from edo.queries import letters as asked
from edo.store.database import Connection, ask
from tests.world.seat import Seat

if TYPE_CHECKING:
    from tests.world.world import World

SUBJECTS = ("О путёвках", "Жолдама туралы", "О премии", "Отчёт за квартал", "№ 12/1 «А»")
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def register(world: "World", seat: Seat) -> None:
    """Register one document, sometimes with a file."""
    chance, journal = world.chance, world.journal(seat)
    files = [Attachment(world.file())] if chance.random() < 0.2 else []
    given = documents.register(
        seat.workplace, journal=journal, card=_card(world, seat), files=files
    )
    _note(world, seat, journal, given)


def register_all(world: "World", seat: Seat) -> None:
    """Register a few documents at once."""
    journal = world.journal(seat)
    lines = [Intake(_card(world, seat)) for _ in range(world.chance.randint(2, 4))]
    for given in documents.register_all(seat.workplace, journal=journal, lines=lines):
        _note(world, seat, journal, given)


def change(world: "World", seat: Seat) -> None:
    """Change a field or two of a document."""
    chance = world.chance
    fields = {
        "subject_ru": chance.choice(SUBJECTS),
        "note": f"{chance.choice(SUBJECTS)} {chance.randrange(50)}",
        "pages": str(chance.randint(1, 9)),
        "their_number": str(chance.randrange(100)),
    }
    some = {name: fields[name] for name in chance.sample(sorted(fields), chance.randint(1, 2))}
    documents.change(seat.workplace, document=_document(world, seat), fields=some)


def annul(world: "World", seat: Seat) -> None:
    """Annul a registration."""
    documents.annul(seat.workplace, document=_document(world, seat), reason="ошибка")


def send(world: "World", seat: Seat) -> None:
    """Send a document to whom it is for."""
    documents.send(seat.workplace, document=_document(world, seat))


def attach(world: "World", seat: Seat) -> None:
    """Attach a small file."""
    documents.attach(seat.workplace, document=_document(world, seat), file=Attachment(world.file()))


def settle(world: "World", seat: Seat) -> None:
    """Settle a field two changed at once."""
    value = world.chance.choice(SUBJECTS)
    document = _document(world, seat)
    documents.settle(seat.workplace, document=document, field="subject_ru", value=value)


def reserve(world: "World", seat: Seat) -> None:
    """Set numbers apart."""
    numbers.reserve(
        seat.workplace,
        journal=world.journal(seat),
        count=world.chance.randint(1, 3),
        whom="бухгалтерия",
        until=seat.workplace.clock.today(),
    )


def explain(world: "World", seat: Seat) -> None:
    """Say why a number is missing."""
    today = seat.workplace.clock.today()
    numbers.explain(
        seat.workplace,
        journal=world.journal(seat),
        period=today.year,
        n=world.chance.randint(1, 9),
        reason="испорчен",
    )


def add_correspondent(world: "World", seat: Seat) -> None:
    """Add somebody to the directory."""
    name = f"Школа № {world.chance.randrange(30)}"
    correspondents.add(seat.workplace, correspondent=Correspondent(name))


def merge(world: "World", seat: Seat) -> None:
    """Merge two entries of the directory."""
    known = seat.workplace.read(_correspondents)
    if len(known) > 1:
        keep, other = world.chance.sample(known, 2)
        correspondents.merge(seat.workplace, keep=keep, other=other)


def jump(world: "World", seat: Seat) -> None:
    """Set a clock forward or back, by minutes or by days."""
    step = world.chance.choice((MINUTE, HOUR, DAY))
    seat.skew = world.chance.randint(-6, 6) * step


def leave(world: "World", seat: Seat) -> None:
    """Go offline, or come back."""
    del world
    seat.is_online = not seat.is_online


def restart(world: "World", seat: Seat) -> None:
    """Close the program and open it again."""
    del world
    seat.reopen()


def wait(world: "World", seat: Seat) -> None:
    """Let time go by."""
    del seat
    world.time.at += world.chance.choice((1_000, MINUTE, HOUR, DAY // 2))


def exchange(world: "World", seat: Seat) -> None:
    """Exchange with the share, sometimes until a crash."""
    if not seat.is_online:
        return
    crash = world.chance.randint(1, 25) if world.chance.random() < 0.1 else 0
    answer = seat.run(crash, after=world.chance.random() < 0.5)
    world.tell(answer if isinstance(answer, str) else f"{answer.halt} {answer.sent}")


def write_letter(world: "World", seat: Seat) -> None:
    """Register a document for the other office, or for both, and send it through the program."""
    chance, workplace = world.chance, seat.workplace
    own = workplace.identity.office
    others = [office for office in world.begin.offices.values() if office != own]
    files = [Attachment(world.file())] if chance.random() < 0.4 else []
    given = documents.register(
        workplace,
        journal=world.begin.journals[own][1],
        card=Card(
            subject_ru=f"{chance.choice(SUBJECTS)} {chance.randrange(20)}",
            parties=tuple(Party(office) for office in others),
        ),
        files=files,
    )
    _note(world, seat, world.begin.journals[own][1], given)
    world.letters.append(given.document)
    letters.send(workplace, document=given.document)


def send_letter(world: "World", seat: Seat) -> None:
    """Send a document again: it was refused, or a colleague sends it at the same time."""
    last = world.letters[-8:]
    known = frozenset(seat.workplace.read(_known, last))
    chosen = world.chance.choice([one for one in last if one in known] or ["d" + "0" * 16])
    letters.send(seat.workplace, document=chosen)


def deal_with_letter(world: "World", seat: Seat) -> None:
    """Do something with a letter of the tray, or with one that was dealt with."""
    chance, workplace = world.chance, seat.workplace
    known = workplace.read(_letters)
    if not known:
        return
    letter = chance.choice(known[-6:])
    match chance.choices(("open", "take", "register", "refuse"), (4, 1, 4, 1))[0]:
        case "open":
            letters.open_letter(workplace, letter=letter)
        case "take":
            world.documents.append(letters.take(workplace, letter=letter))
        case "register":
            journal = world.begin.journals[workplace.identity.office][0]
            given = letters.register(workplace, letter=letter, journal=journal)
            if given.document not in world.documents:
                _note(world, seat, journal, given)
        case _:
            letters.refuse(workplace, letter=letter, reason="не нам")


def recall_letter(world: "World", seat: Seat) -> None:
    """Want a letter back."""
    last = world.letters[-4:]
    known = [one for one in last if seat.workplace.read(asked.states, document=one)]
    if known:
        letters.recall(seat.workplace, document=world.chance.choice(known))


Doing = Callable[["World", Seat], object]
ACTS: Sequence[tuple[Doing, float]] = (
    (register, 14),
    (register_all, 2),
    (change, 14),
    (annul, 1.5),
    (send, 1),
    (attach, 3),
    (settle, 1),
    (reserve, 1.5),
    (explain, 1),
    (add_correspondent, 3),
    (merge, 1),
    (jump, 1.5),
    (leave, 2),
    (restart, 0.7),
    (wait, 8),
    (exchange, 30),
)
"""What people do, and how often."""
LETTERS: Sequence[tuple[Doing, float]] = (
    (write_letter, 8),
    (send_letter, 3),
    (deal_with_letter, 14),
    (recall_letter, 3),
)
"""What people do where offices write to each other."""
MEETING: Sequence[tuple[Doing, float]] = (
    (register, 2),
    (change, 8),
    (annul, 1),
    (attach, 2),
    (jump, 1.5),
    (leave, 4),
    (restart, 0.7),
    (wait, 8),
    (exchange, 45),
)
"""What people do where more is decided than registered."""
AWAY: Sequence[tuple[Doing, float]] = ((jump, 1.5), (leave, 8), (restart, 0.7), (wait, 8))
"""What befalls workplaces that are on the road."""


def _note(world: "World", seat: Seat, journal: str, given: Registration) -> None:
    """Note a document and its number; one that waits for its number has none yet."""
    world.documents.append(given.document)
    if given.number:
        seat.given.append((journal, given.on.year, given.number))


def _card(world: "World", seat: Seat) -> Card:
    chance = world.chance
    known = seat.workplace.read(_correspondents)
    return Card(
        subject_ru=f"{chance.choice(SUBJECTS)} {chance.randrange(20)}",
        parties=(Party(chance.choice(known) if known else "", name="Иванов"),),
    )


def _document(world: "World", seat: Seat) -> str:
    """Return a document of the last ones, known here or not: then the command refuses."""
    last = world.documents[-12:]
    known = frozenset(seat.workplace.read(_known, last))
    return world.chance.choice([one for one in last if one in known] or ["d" + "0" * 16])


def _correspondents(connection: Connection) -> list[str]:
    rows = ask(connection, "SELECT correspondent FROM correspondents ORDER BY correspondent")
    return [row[0] for row in rows]


def _letters(connection: Connection) -> list[str]:
    rows = ask(connection, "SELECT subject FROM routed WHERE sort = 'letter' ORDER BY since")
    return [row[0] for row in rows]


def _known(connection: Connection, documents: Sequence[str]) -> list[str]:
    statement = "SELECT document FROM documents WHERE document = ?"
    return [one for one in documents if ask(connection, statement, (one,))]
