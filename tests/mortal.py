"""A program that is there to be killed: it works as fast as it can and says what it has done.

Run with a home folder. A child works on the home until it is killed, see `tests.nursery`.
"""

import os
import random
import sys
from pathlib import Path
from typing import NoReturn

from edo.commands import documents, numbers, organisation
from edo.commands.documents import Attachment
from edo.domain.card import Card, Kind
from edo.queries import directory
from edo.workplace import Workplace, open_workplace
from tests.nursery import say, serve

NAMES = {"organisation": "Профсоюз", "office": "Абай", "person": "Иванова Айгуль"}


def work(workplace: Workplace, folder: Path) -> NoReturn:
    """Register, attach, annul and rebuild without end."""
    chance = random.Random(os.urandom(8))
    journal = workplace.read(directory.journal, index="ВХ").id
    scan = folder / f"{os.getpid()}.txt"
    while True:
        kind = chance.random()
        files: list[Attachment] = []
        if kind < 0.2:
            scan.write_bytes(os.urandom(1000))
            files = [Attachment(scan)]
        given = documents.register(
            workplace,
            journal=journal,
            card=Card(subject_ru="О выделении путёвок", note="х" * chance.randrange(900)),
            named=[f"Школа № {chance.randrange(50)}"],
            files=files,
        )
        say("registered", given.document, given.number, ".")
        if kind > 0.9:
            documents.annul(workplace, document=given.document, reason="проверка")
            say("annulled", given.document, ".")
        if kind > 0.97:
            workplace.rebuild(lambda _done, _total: None)
            say("rebuilt .")


def begin(home: Path) -> None:
    """Found an organisation with a journal, and say so."""
    workplace = organisation.found(home, **NAMES)
    numbers.open_journal(workplace, index="ВХ", kind=Kind.INCOMING, title_ru="Входящие")
    workplace.close()
    say("founded .")


def live(what: str, home: Path) -> None:
    """Do a child's work."""
    if what == "found":
        begin(home)
        return
    workplace = open_workplace(home)
    say("open")
    work(workplace, home.parent)


if __name__ == "__main__":
    serve(lambda what: live(what, Path(sys.argv[1])))
