"""A clerk's program at a shared folder, for races and kills: registers, changes, exchanges.

python -m tests.clerk race HOME     a line is an act: `register` or `exchange`; then "done"
python -m tests.clerk work HOME     a child works until it is killed, see `tests.nursery`
"""

import os
import random
import sys
from pathlib import Path
from typing import NoReturn

from edo.commands import documents
from edo.commands.documents import Attachment
from edo.domain.card import Card
from edo.queries import directory
from edo.workplace import Workplace, open_workplace
from tests.crew import INDEX, exchange, exchange_of
from tests.nursery import say, serve


class Clerk:
    """Somebody at work."""

    def __init__(self, workplace: Workplace, folder: Path) -> None:
        self.workplace = workplace
        self._exchange = exchange_of(workplace)
        self._journal = workplace.read(directory.journal, index=INDEX).id
        self._chance = random.Random(os.urandom(8))
        self._scan = folder / f"{os.getpid()}.txt"
        self._last = ""

    def register(self) -> None:
        """Register a letter, one in five with a file."""
        files: list[Attachment] = []
        if self._chance.random() < 0.2:
            self._scan.write_bytes(os.urandom(self._chance.choice((10, 1_000, 100_000))))
            files = [Attachment(self._scan)]
        given = documents.register(
            self.workplace,
            journal=self._journal,
            card=Card(subject_ru="О выделении путёвок", note="х" * self._chance.randrange(900)),
            named=[f"Школа № {self._chance.randrange(50)}"],
            files=files,
        )
        self._last = given.document
        say("registered", given.document, given.number or "-", ".")

    def exchange(self) -> None:
        """Send what waits, and learn what others did."""
        exchange(self.workplace, self._exchange)
        say("exchanged .")

    def change(self) -> None:
        """Change a field of the last letter."""
        if self._last:
            note = f"{self._chance.randrange(10**6)}"
            say("changes", self._last, note)
            documents.change(self.workplace, document=self._last, fields={"note": note})
            say("changed", self._last, note, ".")

    def work(self) -> NoReturn:
        """Do all of this without end."""
        while True:
            kind = self._chance.random()
            if kind < 0.45:
                self.register()
            elif kind < 0.6:
                self.change()
            else:
                self.exchange()


def live(what: str, home: Path) -> None:
    """Do a child's work: `work` as it comes, or first of all `exchange`."""
    clerk = Clerk(open_workplace(home), home.parent)
    say("open")
    if what == "exchange":
        clerk.exchange()
    clerk.work()


def race(home: Path) -> None:
    """Do what each line says, at once with others."""
    clerk = Clerk(open_workplace(home), home.parent)
    say("open")
    for line in sys.stdin:
        if line.strip() == "register":
            clerk.register()
        else:
            clerk.exchange()
        say("done")
    clerk.workplace.close()


if __name__ == "__main__":
    place = Path(sys.argv[2])
    if sys.argv[1] == "race":
        race(place)
    else:
        serve(lambda what: live(what, place))
