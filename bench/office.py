"""A believable office of any size: correspondents, titles in two languages, senders' numbers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from edo.commands import correspondents, documents, numbers, organisation
from edo.domain.card import Card, Delivery, Kind, Language, Party
from edo.domain.organisation import Correspondent
from edo.keystore import nowhere
from edo.workplace import Workplace

SEED = 20261122
CORRESPONDENTS = 1_200
LINES_AT_ONCE = 10_000

_ABOUT = (
    "О предоставлении сведений о",
    "О проведении",
    "О результатах",
    "Об участии в",
    "О направлении",
    "Об утверждении",
    "О рассмотрении обращения по вопросу",
    "О выделении средств на",
    "О ходе",
    "О внесении изменений в",
    "Об организации",
    "О соблюдении",
    "О подготовке к",
    "О проверке",
)
_WHAT = (
    "коллективного договора",
    "семинара профсоюзных кадров",
    "охраны труда",
    "отчётной конференции",
    "оздоровления членов профсоюза",
    "заседания исполкома",
    "аттестации педагогов",
    "заработной платы",
    "обучения работников",
    "смотра-конкурса",
    "выплаты материальной помощи",
    "трудовых споров",
    "санаторного лечения",
    "социального партнёрства",
    "единого электронного документооборота",
)
_WHERE = (
    "в организациях образования области",
    "в районных филиалах",
    "в первичных организациях",
    "в высших учебных заведениях",
    "в колледжах города Семей",
    "в сельских школах",
    "за отчётный период",
    "на территории Аягозского района",
    "среди молодых учителей",
    "в детских садах",
    "за третий квартал",
)
_KAZAKH = (
    "туралы мәлімет беру",
    "семинар өткізу туралы",
    "ұжымдық шарт жасасу туралы",
    "еңбекті қорғау жөнінде",
    "кәсіподақ мүшелерін сауықтыру туралы",
    "білім беру ұйымдарындағы жағдай туралы",
    "атқару комитетінің отырысы туралы",
    "құжат айналымын енгізу туралы",
    "өтінішті қарау нәтижесі туралы",
)
_SENDERS = (
    "Управление образования области Абай",
    "Отдел образования Аягозского района",
    "Школа-лицей",
    "Семейский педагогический колледж",
    "Филиал профсоюза",
    "Первичная организация школы",
    "Департамент труда и социальной защиты",
    "Университет имени Шакарима",
    "Детский сад «Балдаурен»",
)


@dataclass(frozen=True, slots=True)
class Office:
    """A filled office: the workplace, its journal of incoming documents, and its size."""

    workplace: Workplace
    journal: str
    size: int


def make(folder: Path, size: int) -> Office:
    """Found an office with that many documents over the last ten years, on the import path."""
    workplace = organisation.found(
        folder,
        organisation="Отраслевой профсоюз работников образования",
        office="Абайская областная организация",
        person="Сейтова Айгуль",
        store=nowhere,
    )
    journal = numbers.open_journal(
        workplace, index="ВХ", kind=Kind.INCOMING, title_ru="Журнал входящих документов"
    )
    ids = add_correspondents(workplace)
    lines = list(take(intakes(ids, workplace.clock.today(), size), LINES_AT_ONCE))
    for part in lines:
        documents.register_all(workplace, journal=journal, lines=part)
    return Office(workplace, journal, size)


def add_correspondents(workplace: Workplace) -> list[str]:
    """Fill the directory of correspondents."""
    return [
        correspondents.add(
            workplace,
            correspondent=Correspondent(
                name_ru=f"{_SENDERS[n % len(_SENDERS)]} № {n + 1}",
                name_kk=f"Білім беру ұйымы № {n + 1}" if n % 3 == 0 else "",
            ),
        )
        for n in range(CORRESPONDENTS)
    ]


def intakes(ids: list[str], today: date, size: int) -> Iterator[documents.Intake]:
    """Yield that many lines of a journal, oldest first, the same in every run."""
    chance = random.Random(SEED)
    begun = today - timedelta(days=3_650)
    for n in range(size):
        yield documents.Intake(card(chance, ids, n), begun + timedelta(days=3_649 * n // size))


def card(chance: random.Random, ids: list[str], n: int) -> Card:
    """Make the card of a letter."""
    kazakh = chance.random() < 0.4
    what = chance.choice(_WHAT)
    return Card(
        type=chance.choice(("t-letter", "t-letter", "t-letter", "t-request", "t-report")),
        subject_ru=f"{chance.choice(_ABOUT)} {what} {chance.choice(_WHERE)} ({n % 997})",
        subject_kk=chance.choice(_KAZAKH).capitalize() if kazakh else "",
        language=Language.BOTH if kazakh else Language.RU,
        parties=(Party(ids[int(chance.random() ** 2 * len(ids))]),),
        their_number=their_number(chance),
        their_date=date(2016 + n % 10, 1 + n % 12, 1 + n % 28),
        sheets=1 + n % 7,
        delivery=chance.choice(tuple(Delivery)),
        prepared_by="",
        handed_to="Председатель" if n % 2 else "",
    )


def their_number(chance: random.Random) -> str:
    """Make a sender's number, such as 05-17/2048."""
    return f"{chance.randint(1, 30):02}-{chance.randint(1, 40)}/{chance.randint(1, 9999)}"


def queries(size: int) -> list[str]:
    """Return 200 things people type: words, forms, beginnings, two words, scraps of numbers."""
    chance = random.Random(SEED + size)
    words = " ".join((*_ABOUT, *_WHAT, *_WHERE, *_KAZAKH, *_SENDERS)).split()
    long = [word for word in words if len(word) > 4]
    asked = [chance.choice(long) for _ in range(50)]
    asked += [word[: chance.randint(1, 6)] for word in chance.choices(long, k=60)]
    asked += [" ".join(chance.sample(long, 2)) for _ in range(40)]
    asked += [str(chance.randint(1, 9999))[: chance.randint(1, 4)] for _ in range(30)]
    asked += [
        f"{chance.randint(1, 30):02}-{chance.randint(1, 40)}/{chance.randint(1, 99)}"
        for _ in range(20)
    ]
    return asked


def take(lines: Iterator[documents.Intake], count: int) -> Iterator[list[documents.Intake]]:
    """Yield lists of up to `count` lines."""
    part: list[documents.Intake] = []
    for line in lines:
        part.append(line)
        if len(part) == count:
            yield part
            part = []
    if part:
        yield part
