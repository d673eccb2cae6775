"""An office whose people are at workplaces of their own: an author, two who give visas, a chair.

What they do meets only in a share in memory, when `meet` says so; the homes are in memory too.
"""

import atexit
import random
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from edo.commands import approval, documents, rerouting
from edo.commands.documents import Attachment
from edo.domain.approval import Approval
from edo.domain.card import Card, Kind, Party
from edo.domain.route import Approver, Stage
from edo.domain.routed import OFFICE, Act
from edo.domain.visa import Result
from edo.exchange.exchange import Exchange
from edo.queries import approvals
from edo.queries.approvals import Approving
from edo.workplace import Workplace, open_workplace
from tests.neighbours import begun, neighbour
from tests.office import Chancery, Clock, founded
from tests.places import in_memory
from tests.share.carriers import MemoryCarrier, Objects, at_once
from tests.tables import Said, said

LAWYER, BOOKKEEPER, CHAIR = "Юрист", "Бухгалтер", "Председатель"
AUTHOR = "Исполнитель"
CLERK = "Иванова"
ROLES = {LAWYER: "executor", BOOKKEEPER: "executor", CHAIR: "manager", AUTHOR: "executor"}


@dataclass
class Office:
    """Workplaces of one office, by the name of who works there, and the share between them.

    Attributes:
        chancery: the clerk's, who keeps the keys.
        folder: for homes and files.
        at: the workplaces.
        exchanges: theirs.
    """

    chancery: Chancery
    folder: Path
    at: dict[str, Workplace] = field(default_factory=dict[str, Workplace])
    exchanges: dict[str, Exchange] = field(default_factory=dict[str, Exchange])
    _files: int = 0

    def meet(self, *names: str) -> None:
        """Let workplaces exchange one after another, all of them twice where none is named."""
        for name in names or (*self.at, *self.at):
            self.chancery.clock.move(minutes=1)
            assert self.exchanges[name].run().halt is None

    def file(self, text: str = "Просим выделить путёвки.") -> Path:
        """Write a file."""
        self._files += 1
        path = self.folder / f"письмо-{self._files}.txt"
        path.write_text(text, encoding="utf-8")
        return path

    def person(self, name: str) -> str:
        """Return somebody's id."""
        return self.at[name].identity.person

    def stage(self, *names: str, **told: Any) -> Stage:
        """Return a stage of people."""
        return Stage(tuple(Approver(person=self.person(one)) for one in names), **told)

    def draft(self, **told: Any) -> str:
        """Begin an outgoing letter with its text at the author's."""
        card = Card(subject_ru="О путёвках", parties=(Party(self.chancery.ministry),), **told)
        return documents.begin(
            self.at[AUTHOR], kind=Kind.OUTGOING, card=card, files=[Attachment(self.file())]
        )

    def start(self, *stages: Stage, **told: Any) -> str:
        """Put a new letter up, and let everybody hear of it."""
        id = approval.start(self.at[AUTHOR], document=self.draft(), stages=stages, **told)
        self.meet()
        return id

    def shown(self, name: str, id: str) -> Approving:
        """Return an approval as somebody sees it."""
        return self.at[name].read(approvals.approval, approval=id)

    def state(self, name: str, id: str) -> Approval:
        """Return the state of an approval at somebody's."""
        return self.shown(name, id).approval

    def decide(self, name: str, id: str, result: Result = Result.AGREED, **told: Any) -> None:
        """Give a visa on the version somebody sees."""
        self.chancery.clock.move(minutes=1)
        version = self.state(name, id).version
        words = "" if result is Result.AGREED else "Нет сметы"
        given: dict[str, Any] = {"version": version, "result": result, "remarks": words}
        approval.visa(self.at[name], approval=id, **given | told)

    def revise(self, id: str, **told: Any) -> None:
        """Bring another text and put it up."""
        self.chancery.clock.move(minutes=1)
        document = self.state(AUTHOR, id).document
        card = self.at[AUTHOR].read(documents.asked.card, document=document)
        text = card.document.live_files[0].id
        files = {text: self.file("Просим выделить десять путёвок.")}
        rerouting.revise(self.at[AUTHOR], approval=id, files=files, **told)

    def agree_on(self, id: str) -> Approval:
        """Let everybody exchange; all must see the same; return it."""
        self.agree()
        seen = [self.state(name, id) for name in self.at]
        assert all(one == seen[0] for one in seen)
        return seen[0]

    def agree(self) -> None:
        """Let everybody exchange; all tables must say the same."""
        self.meet()
        first, *others = (_told(one) for one in self.at.values())
        assert all(one == first for one in others)

    def promote(self, name: str, role: str = "manager") -> None:
        """Give somebody one more role in the office."""
        keeper = self.chancery.workplace
        scope = keeper.identity.office
        grant = {"person": self.person(name), "role": role, "scope": scope}
        keeper.extend(("role.grant", grant))
        self.meet()

    def waits(self, id: str) -> list[tuple[str, Act]]:
        """Return who is waited for, by name."""
        names = {self.person(name): name for name in self.at} | {OFFICE: OFFICE}
        return [(names[one.person], one.act) for one in self.state(CLERK, id).waits()]


def _told(workplace: Workplace) -> Said:
    """Return what the tables say but for rows that have the ledger's own numbers."""
    return {name: rows for name, rows in said(workplace).items() if name != "refused"}


@contextmanager
def office() -> Generator[Office]:
    """Give the office; everybody has heard of everything.

    It is peopled once a process, and then copied.
    """
    begun = _peopled()
    folder = in_memory("edo-desks-")
    try:
        shutil.copytree(begun.folder, folder, dirs_exist_ok=True)
        yield from _opened(begun, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class _Begun:
    """Homes to copy, what lies on the share, and where clock and chance stood."""

    folder: Path
    objects: Objects
    journals: Mapping[Kind, str]
    correspondents: tuple[str, str]
    at: int
    chance: tuple[Any, ...]


@cache
def _peopled() -> _Begun:
    folder = in_memory("edo-desks-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    share = MemoryCarrier()
    with founded(folder / CLERK) as chancery:
        made = Office(chancery, folder)
        made.at[CLERK], made.exchanges[CLERK] = chancery.workplace, begun(chancery, share)
        for name, role in ROLES.items():
            made.at[name] = neighbour(chancery, folder / name, role=role)
            made.exchanges[name] = Exchange(made.at[name], share)
        for one in made.at.values():
            one.carrier, one.pause = share, at_once
        made.meet()
        for name in ROLES:
            made.at[name].close()
    known = chancery.ministry, chancery.school
    at, chance = chancery.clock.at, chancery.chance.getstate()
    return _Begun(folder, share.objects, chancery.journals, known, at, chance)


def _opened(begun: _Begun, folder: Path) -> Generator[Office]:
    share, clock, chance = MemoryCarrier(), Clock(), random.Random()
    share.restore(begun.objects)
    clock.at = begun.at
    chance.setstate(begun.chance)
    at: dict[str, Workplace] = {}
    try:
        for name in (CLERK, *ROLES):
            at[name] = open_workplace(folder / name, at=clock, random=chance.randbytes)
            at[name].carrier, at[name].pause = share, at_once
        chancery = Chancery(
            at[CLERK], folder / CLERK, clock, chance, dict(begun.journals), *begun.correspondents
        )
        exchanges = {name: Exchange(one, share) for name, one in at.items()}
        yield Office(chancery, folder, at, exchanges)
    finally:
        for one in at.values():
            one.close()
