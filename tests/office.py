"""A founded workplace for tests: its clock stands until a test moves it, chance is repeatable.

Take the fixture `chancery`, or make one by `founded(folder)` where a test needs another.
"""

import atexit
import random
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from edo.check import check
from edo.commands import correspondents, documents, numbers, organisation
from edo.commands.documents import Registration
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Document
from edo.domain.organisation import Correspondent
from edo.finding import Harm
from edo.queries import directory
from edo.queries.documents import card as card_of
from edo.queries.numbers import Numbers
from edo.queries.numbers import numbers as numbers_of
from edo.workplace import Workplace, open_workplace
from tests.builders import TODAY, instant
from tests.places import in_memory

INDEXES: dict[Kind, str] = {
    Kind.INCOMING: "ВХ",
    Kind.OUTGOING: "ИСХ",
    Kind.INTERNAL: "ВН",
    Kind.ORDERS: "ПР",
    Kind.MINUTES: "ПТ",
    Kind.APPEALS: "ОБР",
}

Names = tuple[str, str, str]
NAMES = "Профсоюз работников образования", "Областная организация Абай", "Иванова Айгуль"


class Clock:
    """The wall clock at the border of the program: it moves when it is told to."""

    def __init__(self, on: date = TODAY) -> None:
        self.at = instant(on)

    def __call__(self) -> int:
        """Answer the instant, as `edo.clock.now` does."""
        return self.at

    def move(self, *, days: float = 0, minutes: float = 0) -> None:
        """Let time go by; a negative time sets the clock back."""
        self.at += int((days * 24 * 60 + minutes) * 60_000)

    def set(self, on: date, hour: int = 9, minute: int = 0) -> None:
        """Set the clock to a moment in the office's zone."""
        self.at = instant(on, hour, minute)


@dataclass
class Chancery:
    """A workplace with one journal of each kind and two correspondents.

    Attributes:
        workplace: open; `reopen` puts another in its place.
        folder: the home folder.
        clock: what the workplace takes for the wall clock.
        chance: where its random bytes come from.
        journals: ids by kind.
        ministry, school: ids of correspondents.
    """

    workplace: Workplace
    folder: Path
    clock: Clock
    chance: random.Random
    journals: dict[Kind, str] = field(default_factory=dict[Kind, str])
    ministry: str = ""
    school: str = ""

    @property
    def today(self) -> date:
        """The office's date."""
        return self.workplace.clock.today()

    def register(self, kind: Kind = Kind.INCOMING, **told: Any) -> Registration:
        """Register a document; what is said beside the command's own words goes on its card."""
        own = ("named", "document", "on", "number", "files", "links", "journal")
        words = {name: told.pop(name) for name in own if name in told}
        fields: dict[str, Any] = {
            "subject_ru": "О выделении путёвок",
            "parties": (Party(self.ministry),) if not words.get("named") else (),
        }
        words.setdefault("journal", self.journals[kind])
        return documents.register(self.workplace, card=Card(**fields | told), **words)

    def document(self, id: str) -> Document:
        """Return a document as the tables have it."""
        return self.workplace.read(card_of, document=id).document

    def numbers(self, kind: Kind = Kind.INCOMING, year: int = 0) -> Numbers:
        """Return the page of numbers of a journal."""
        journal = self.workplace.read(directory.journal, index=self.journals[kind])
        return self.workplace.read(
            numbers_of,
            id=journal.id,
            journal=journal.journal,
            period=journal.journal.period(self.today.replace(year=year, day=1))
            if year
            else journal.journal.period(self.today),
            today=self.today,
        )

    def close(self) -> None:
        """Close the workplace, as at the end of the day."""
        self.workplace.close()

    def reopen(self) -> Workplace:
        """Close the workplace and open it again."""
        self.workplace.close()
        self.workplace = open_workplace(self.folder, at=self.clock, random=self.chance.randbytes)
        return self.workplace

    def assert_sound(self) -> None:
        """Nothing is wrong with the file, the signatures, the ledger, the tables or the files."""
        found = check(self.workplace).findings
        assert [one for one in found if one.harm is not Harm.NOTICE] == []


@contextmanager
def founded(folder: Path, *, on: date = TODAY, names: Names = NAMES) -> Generator[Chancery]:
    """Found an organisation in a folder, with journals and correspondents.

    It is founded once a process and day, and then copied: the bytes are the same each time anyway.

    Args:
        folder: an empty one, or none yet.
        on: the date the clock shows.
        names: of the organisation, the office and its founder.
    """
    begun = _begun(on, names)
    shutil.copytree(begun.folder, folder, dirs_exist_ok=True)
    clock, chance = Clock(on), random.Random()
    chance.setstate(begun.chance)
    workplace = open_workplace(folder, at=clock, random=chance.randbytes)
    made = Chancery(
        workplace, folder, clock, chance, dict(begun.journals), begun.ministry, begun.school
    )
    try:
        yield made
    finally:
        made.workplace.close()


@dataclass(frozen=True)
class _Begun:
    """A home to copy, what is known of it, and where chance stood."""

    folder: Path
    journals: Mapping[Kind, str]
    ministry: str
    school: str
    chance: tuple[Any, ...]


@cache
def _begun(on: date, names: Names) -> _Begun:
    folder = in_memory("edo-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock, chance = Clock(on), random.Random(1)
    workplace = organisation.found(
        folder / "home",
        organisation=names[0],
        office=names[1],
        person=names[2],
        at=clock,
        random=chance.randbytes,
    )
    journals = {
        kind: numbers.open_journal(workplace, index=index, kind=kind, title_ru=f"Журнал {index}")
        for kind, index in INDEXES.items()
    }
    ministry, school = (
        correspondents.add(workplace, correspondent=Correspondent(*known))
        for known in (
            ("Министерство просвещения", "Оқу-ағарту министрлігі"),
            ("Школа-гимназия № 8", "№ 8 мектеп-гимназия"),
        )
    )
    workplace.close()
    return _Begun(folder / "home", journals, ministry, school, chance.getstate())
