"""Letters between offices whose workplaces meet only through the share."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from edo.check import check
from edo.commands import documents, letters, numbers
from edo.commands.documents import Attachment, Registration
from edo.domain.card import Card, DeliveryState, Kind, Party
from edo.domain.document import Document, Link, Status
from edo.domain.letter import LetterStatus, incoming_of
from edo.domain.rights import Role
from edo.errors import Reason, Refusal
from edo.finding import Harm
from edo.queries import letters as asked
from edo.queries.documents import card as card_of
from edo.queries.letters import Addressee, TrayRow
from tests.town import KEEPER, Town, town

BOLAT, DINARA, ERLAN = "Болат", "Динара", "Ерлан"
"""Two clerks of the second office, and the one of the third."""


@dataclass
class Offices:
    """Three offices: the keeper's, one of two clerks, one of one clerk.

    Attributes:
        town: their workplaces.
        first, second, third: ids of the offices.
        outgoing: journals of outgoing letters, by office.
    """

    town: Town
    first: str
    second: str
    third: str
    outgoing: dict[str, str]

    def document(
        self, name: str, *offices: str, files: tuple[Path, ...] = (), reply: str = ""
    ) -> Registration:
        """Register an outgoing document addressed to offices."""
        workplace = self.town.open[name]
        self.town.clock.move(minutes=1)
        return documents.register(
            workplace,
            journal=self.outgoing[workplace.identity.office],
            card=Card(
                subject_ru="О путёвках",
                subject_kk="Жолдамалар туралы",
                signed_by=("Иванова А.",),
                parties=tuple(Party(office) for office in offices),
            ),
            files=[Attachment(file) for file in files],
            links=[(Link.REPLY, reply)] if reply else [],
        )

    def send(self, name: str, document: str, *offices: str) -> list[str]:
        """Send a document as letters."""
        self.town.clock.move(minutes=1)
        return letters.send(self.town.open[name], document=document, offices=offices)

    def register(self, name: str, letter: str) -> Registration:
        """Register a letter."""
        self.town.clock.move(minutes=1)
        workplace = self.town.open[name]
        journal = self.town.journals[workplace.identity.office]
        return letters.register(workplace, letter=letter, journal=journal)

    def tray(self, name: str) -> list[TrayRow]:
        """Return what waits in somebody's tray."""
        return self.town.open[name].read(asked.tray)

    def states(self, name: str, document: str) -> list[Addressee]:
        """Return what is known of the letters that brought a document."""
        return self.town.open[name].read(asked.states, document=document)

    def shown(self, name: str, document: str) -> Document:
        """Return a document as somebody's tables have it."""
        return self.town.open[name].read(card_of, document=document).document

    def assert_sound(self) -> None:
        """Nothing is wrong at any workplace, nor on the share."""
        for name, workplace in self.town.open.items():
            bad = [one for one in check(workplace).findings if one.harm is not Harm.NOTICE]
            assert not bad, (name, bad)


@pytest.fixture
def offices(tmp_path: Path) -> Generator[Offices]:
    """Let three offices work."""
    with town(tmp_path) as made:
        second, third = made.add_office("Второй филиал"), made.add_office("Третий филиал")
        for name, office in ((BOLAT, second), (DINARA, second), (ERLAN, third)):
            made.invite(name, office=office, roles=(Role.CLERK, Role.ADMINISTRATOR))
        outgoing: dict[str, str] = {}
        for name in (KEEPER, BOLAT, ERLAN):
            workplace = made.open[name]
            office = workplace.identity.office
            outgoing[office] = numbers.open_journal(
                workplace, index="ИСХ", kind=Kind.OUTGOING, title_ru="Исходящие"
            )
            if office not in made.journals:
                made.journals[office] = numbers.open_journal(
                    workplace, index="ВХ", kind=Kind.INCOMING, title_ru="Входящие"
                )
        made.settle()
        yield Offices(made, made.keeper.identity.office, second, third, outgoing)


def test_a_letter_is_there_after_one_exchange(offices: Offices, tmp_path: Path) -> None:
    """It has its number, date, titles and files; and nobody else has it."""
    file = tmp_path / "письмо.txt"
    file.write_text("О путёвках")
    sent = offices.document(KEEPER, offices.second, files=(file,))
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.exchange(KEEPER, BOLAT)
    (row,) = offices.tray(BOLAT)
    assert (row.letter, row.number, row.on) == (letter, sent.number, sent.on)
    assert (row.sender.id, row.subject_kk, row.files) == (offices.first, "Жолдамалар туралы", 1)
    assert row.absent == 0
    offices.town.settle()
    assert offices.tray(KEEPER) == offices.tray(ERLAN) == []
    (state,) = offices.states(KEEPER, sent.document)
    assert (state.office.id, state.status) == (offices.second, LetterStatus.RECEIVED)
    offices.assert_sound()


def test_a_registered_letter_is_a_whole_incoming_document(offices: Offices, tmp_path: Path) -> None:
    """One key makes it; the sender sees our number."""
    file = tmp_path / "письмо.txt"
    file.write_text("О путёвках")
    sent = offices.document(KEEPER, offices.second, files=(file,))
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.exchange(KEEPER, BOLAT)
    made = offices.register(BOLAT, letter)
    incoming = offices.shown(BOLAT, made.document)
    assert incoming.status is Status.REGISTERED
    assert incoming.card.their_number == sent.number
    assert incoming.card.their_date == sent.on
    assert incoming.card.their_signatory == "Иванова А."
    assert [one.current.name for one in incoming.live_files] == ["письмо.txt"]
    offices.town.settle()
    (state,) = offices.states(KEEPER, sent.document)
    assert (state.status, state.number, state.on) == (
        LetterStatus.REGISTERED,
        made.number,
        made.on,
    )
    assert offices.tray(DINARA) == []
    (party,) = offices.shown(KEEPER, sent.document).card.parties
    assert party.state is DeliveryState.SENT
    offices.assert_sound()
