"""Letters between offices whose workplaces meet only through the share."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from edo.check import check
from edo.commands import cuts, documents, letters, numbers, proving
from edo.commands.documents import Attachment, Registration
from edo.domain.card import Card, Delivery, DeliveryState, Kind, Party
from edo.domain.document import Document, FileRole, Link, Status
from edo.domain.letter import LetterStatus, incoming_of
from edo.domain.lettering import LetterRecalled
from edo.errors import Reason, Refusal
from edo.exchange.exchange import Exchange, Halt
from edo.finding import Harm
from edo.queries import correspondents, share
from edo.queries import letters as asked
from edo.queries.documents import card as card_of
from edo.queries.letters import Addressee, TrayRow
from edo.store.database import ask
from edo.workplace import Workplace
from tests.neighbours import seat
from tests.share.carriers import Watched
from tests.town import KEEPER, Town, continued

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

    @contextmanager
    def away(self) -> Generator[None]:
        """Let nobody reach the share meanwhile."""
        share, aside = self.town.share, self.town.share.with_name("away")
        share.rename(aside)
        try:
            yield
        finally:
            aside.rename(share)

    def assert_sound(self) -> None:
        """Nothing is wrong at any workplace, nor on the share."""
        for name, workplace in self.town.open.items():
            bad = [one for one in check(workplace).findings if one.harm is not Harm.NOTICE]
            assert not bad, (name, bad)


@pytest.fixture
def offices(tmp_path: Path) -> Generator[Offices]:
    """Let three offices work."""
    with continued(tmp_path, _work) as (made, (second, third, outgoing)):
        yield Offices(made, made.keeper.identity.office, second, third, dict(outgoing))


def _work(made: Town) -> tuple[str, str, dict[str, str]]:
    second, third = made.add_office("Второй филиал"), made.add_office("Третий филиал")
    roles = {BOLAT: "administrator", DINARA: "clerk", ERLAN: "administrator"}
    made.keeper.extend(
        *(("office.add", {"office": office, "parent": ""}) for office in (second, third))
    )
    for name, role in roles.items():
        office = third if name == ERLAN else second
        random, place = made.chance.randbytes, str(made.share)
        seat(made.keeper, made.home(name), role=role, place=place, random=random, office=office)
    made.exchange(KEEPER)
    for name in roles:
        made.start(name)
    made.settle()
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
    return second, third, outgoing


def refusals(workplace: Workplace, subject: str) -> list[str]:
    """Return why changes about a subject have no effect."""
    statement = "SELECT reason FROM refused WHERE subject = ?"
    return [row[0] for row in workplace.read(lambda one: ask(one, statement, (subject,)))]


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
    text, proof = incoming.live_files
    assert (text.current.name, proof.role) == ("письмо.txt", FileRole.PROOF)
    path = offices.town.open[BOLAT].blobs.path(proof.current.sha256)
    print_of = proving.fingerprint(offices.town.open[BOLAT])
    proved = proving.prove_file(path, fingerprint=print_of)
    assert (proved.id, proved.missing) == (sent.document, 0)
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


def test_one_document_for_many_offices_has_a_state_for_each(offices: Offices) -> None:
    """And no office sees what goes to another."""
    sent = offices.document(KEEPER, offices.second, offices.third)
    offices.send(KEEPER, sent.document)
    offices.town.settle()
    (here,), (there,) = offices.tray(BOLAT), offices.tray(ERLAN)
    assert here.letter != there.letter
    offices.register(BOLAT, here.letter)
    letters.refuse(offices.town.open[ERLAN], letter=there.letter, reason="Не наш филиал")
    offices.town.settle()
    told = {one.office.id: one for one in offices.states(KEEPER, sent.document)}
    assert told[offices.second].status is LetterStatus.REGISTERED
    assert told[offices.third].status is LetterStatus.REFUSED
    assert told[offices.third].reason == "Не наш филиал"
    for name, other in ((BOLAT, there), (DINARA, there), (ERLAN, here), (KEEPER, here)):
        with pytest.raises(Refusal):
            offices.town.open[name].read(asked.letter, id=other.letter)
    space = offices.town.share / "spaces" / offices.third
    assert offices.town.open[BOLAT].device not in str(sorted((space / "log").iterdir()))
    offices.assert_sound()


def test_a_reply_links_both_ways(offices: Offices) -> None:
    """The first office's incoming letter knows which of its outgoing documents it answers."""
    asking = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, asking.document)
    offices.town.exchange(KEEPER, BOLAT)
    incoming = offices.register(BOLAT, letter)
    answer = offices.document(BOLAT, offices.first, reply=incoming.document)
    (back,) = offices.send(BOLAT, answer.document)
    offices.town.exchange(BOLAT, KEEPER)
    (row,) = offices.tray(KEEPER)
    assert (row.letter, row.answers) == (back, asking.document)
    reply = offices.register(KEEPER, back)
    shown = offices.town.keeper.read(card_of, document=asking.document)
    assert [one.document for one in shown.answered_by] == [reply.document]
    item = offices.town.keeper.read(asked.of_document, document=reply.document)
    assert item is not None
    assert item.answers is not None
    assert item.answers.document == asking.document


def test_a_letter_nobody_opened_is_recalled(offices: Offices) -> None:
    """It leaves the tray, and may be sent again."""
    sent = offices.document(KEEPER, offices.second)
    offices.send(KEEPER, sent.document)
    offices.town.settle()
    letters.recall(offices.town.keeper, document=sent.document)
    (state,) = offices.states(KEEPER, sent.document)
    assert state.is_recalling
    offices.town.settle()
    assert offices.tray(BOLAT) == []
    (state,) = offices.states(KEEPER, sent.document)
    assert (state.status, state.is_recalling, state.can_resend) == (
        LetterStatus.RECALLED,
        False,
        True,
    )
    offices.send(KEEPER, sent.document, offices.second)
    offices.town.settle()
    assert len(offices.tray(BOLAT)) == 1
    first, again = offices.states(KEEPER, sent.document)
    assert (first.is_last, again.is_last, again.attempt) == (False, True, 1)


def test_what_was_opened_is_not_recalled(offices: Offices) -> None:
    """The sender is told so at once where it is known."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.exchange(KEEPER, BOLAT)
    letters.open_letter(offices.town.open[BOLAT], letter=letter)
    offices.town.exchange(BOLAT, KEEPER)
    with pytest.raises(Refusal) as refused:
        letters.recall(offices.town.keeper, document=sent.document, offices=[offices.second])
    assert refused.value.reason is Reason.LETTER_OPENED


@pytest.mark.parametrize("recalled_first", [True, False])
def test_recalled_and_opened_at_once(offices: Offices, *, recalled_first: bool) -> None:
    """What came first in the common order counts, everywhere alike."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.settle()

    def recall() -> None:
        offices.town.clock.move(minutes=1)
        letters.recall(offices.town.keeper, document=sent.document)

    def open_it() -> None:
        offices.town.clock.move(minutes=1)
        letters.open_letter(offices.town.open[BOLAT], letter=letter)

    for act in (recall, open_it) if recalled_first else (open_it, recall):
        act()
    offices.town.settle()
    (state,) = offices.states(KEEPER, sent.document)
    stands = LetterStatus.RECALLED if recalled_first else LetterStatus.OPENED
    assert state.status is stands
    assert not state.is_recalling
    for name in (BOLAT, DINARA):
        found = offices.town.open[name].read(asked.letter, id=letter)
        assert found.letter.status is stands
    offices.assert_sound()


def test_registered_by_two_clerks_at_once(offices: Offices) -> None:
    """One document comes of it, and its sender hears the number that counts."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.settle()
    first, second = offices.register(BOLAT, letter), offices.register(DINARA, letter)
    assert first.document == second.document == incoming_of(letter)
    assert first.number != second.number
    offices.town.settle()
    for name in (BOLAT, DINARA):
        document = offices.shown(name, first.document)
        assert document.number is not None
        assert document.number.text == first.number
    (state,) = offices.states(KEEPER, sent.document)
    assert (state.status, state.number) == (LetterStatus.REGISTERED, first.number)


def test_refused_and_registered_at_once(offices: Offices) -> None:
    """The first counts; the sender hears it even where the other answer went out last."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.settle()
    letters.refuse(offices.town.open[DINARA], letter=letter, reason="Не нам")
    made = offices.register(BOLAT, letter)
    offices.town.exchange(BOLAT, KEEPER)
    assert offices.states(KEEPER, sent.document)[0].status is LetterStatus.REGISTERED
    offices.town.settle()
    (state,) = offices.states(KEEPER, sent.document)
    assert (state.status, state.reason) == (LetterStatus.REFUSED, "Не нам")
    item = offices.town.open[BOLAT].read(asked.letter, id=letter)
    assert item.letter.status is LetterStatus.REFUSED
    assert item.incoming is not None
    assert item.incoming.number == made.number


def test_an_office_that_is_away_for_a_while(offices: Offices) -> None:
    """What it missed comes all at once; what it did meanwhile is told."""
    sent = [offices.document(KEEPER, offices.third).document for _ in range(3)]
    for document in sent[:2]:
        offices.send(KEEPER, document)
    offices.town.exchange(KEEPER, ERLAN, KEEPER)
    first, _ = offices.tray(ERLAN)
    made = offices.register(ERLAN, first.letter)
    offices.send(KEEPER, sent[2])
    for _ in range(3):
        offices.town.exchange(KEEPER, BOLAT)
        offices.town.clock.move(days=1)
    offices.town.exchange(ERLAN, KEEPER)
    assert len(offices.tray(ERLAN)) == 2
    told = [offices.states(KEEPER, document)[0] for document in sent]
    assert [one.status for one in told] == [
        LetterStatus.REGISTERED,
        LetterStatus.RECEIVED,
        LetterStatus.RECEIVED,
    ]
    assert told[0].number == made.number


def test_a_share_that_went_back(offices: Offices, tmp_path: Path) -> None:
    """Whoever sent a letter puts it there again, though nobody reads the space it went to."""
    file = tmp_path / "письмо.txt"
    file.write_text("О путёвках")
    offices.town.exchange()
    kept = tmp_path / "kept"
    shutil.copytree(offices.town.share, kept)
    sent = offices.document(KEEPER, offices.second, files=(file,))
    offices.send(KEEPER, sent.document)
    offices.town.exchange(KEEPER)
    shutil.rmtree(offices.town.share)
    shutil.copytree(kept, offices.town.share)
    offices.town.settle()
    (row,) = offices.tray(BOLAT)
    assert (row.number, row.absent) == (sent.number, 0)
    assert offices.states(KEEPER, sent.document)[0].status is LetterStatus.RECEIVED
    offices.assert_sound()


def test_only_the_part_of_the_other_office_went_back(offices: Offices, tmp_path: Path) -> None:
    """Nothing tells at once that a space nobody here reads has lost something: a day does."""
    offices.town.settle()
    kept, space = tmp_path / "kept", offices.town.share / "spaces" / offices.third
    shutil.copytree(space, kept)
    sent = offices.document(KEEPER, offices.third)
    offices.send(KEEPER, sent.document)
    assert offices.town.keeper.carrier is not None
    running = Exchange(offices.town.keeper, offices.town.keeper.carrier)
    running.run()
    shutil.rmtree(space)
    shutil.copytree(kept, space)
    offices.town.clock.move(days=1.1)
    running.run()
    offices.town.exchange(ERLAN)
    assert [row.number for row in offices.tray(ERLAN)] == [sent.number]


def test_a_home_that_was_restored_goes_on_behind_its_letters(
    offices: Offices, tmp_path: Path
) -> None:
    """It has forgotten that it ever wrote to that office."""
    offices.town.stop(BOLAT)
    shutil.copytree(offices.town.home(BOLAT), tmp_path / "backup")
    offices.town.start(BOLAT)
    first = offices.document(BOLAT, offices.third)
    offices.send(BOLAT, first.document)
    offices.town.exchange(BOLAT, ERLAN)
    offices.town.stop(BOLAT)
    shutil.rmtree(offices.town.home(BOLAT))
    shutil.copytree(tmp_path / "backup", offices.town.home(BOLAT))
    offices.town.start(BOLAT)
    offices.town.exchange(BOLAT)
    second = offices.document(BOLAT, offices.third)
    offices.send(BOLAT, second.document)
    offices.town.settle()
    assert [row.number for row in offices.tray(ERLAN)] == [first.number, second.number]
    assert offices.states(BOLAT, first.document)[0].status is LetterStatus.RECEIVED
    offices.assert_sound()


def test_a_copy_of_a_home_sends_no_letters(offices: Offices) -> None:
    """Two installations with one key are told where one of them wrote, too."""
    offices.town.stop(ERLAN)
    offices.town.copy_home(ERLAN, "copy")
    (offices.town.home("copy") / "inst").write_text("0123456789abcdef")
    offices.town.start(ERLAN)
    first = offices.document(ERLAN, offices.second)
    offices.send(ERLAN, first.document)
    offices.town.exchange(ERLAN)
    copy = offices.town.start("copy")
    copied = offices.document("copy", offices.second)
    letters.send(copy, document=copied.document)
    assert offices.town.exchange("copy")["copy"] is Halt.COPIED


def test_sending_by_the_usual_act_sends_letters(offices: Offices) -> None:
    """Who is no office, or is to get it by post, gets none."""
    workplace = offices.town.keeper
    made = documents.register(
        workplace,
        journal=offices.outgoing[offices.first],
        card=Card(
            subject_ru="О взносах",
            parties=(
                Party(offices.second),
                Party(offices.third, method=Delivery.POST),
                Party(name="Иванов И. И."),
            ),
        ),
    )
    documents.send(workplace, document=made.document)
    offices.town.settle()
    assert [row.number for row in offices.tray(BOLAT)] == [made.number]
    assert offices.tray(ERLAN) == []
    parties = offices.shown(KEEPER, made.document).card.parties
    assert {one.state for one in parties} == {DeliveryState.SENT}
    assert [one.office.id for one in offices.states(KEEPER, made.document)] == [offices.second]


def test_a_letter_that_waits_for_its_number_is_told_of_when_it_has_it(offices: Offices) -> None:
    """The share may be away when it is registered."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.settle()
    with offices.away():
        made = offices.register(BOLAT, letter)
    assert not made.number
    offices.town.settle()
    (state,) = offices.states(KEEPER, sent.document)
    number = offices.shown(BOLAT, made.document).number
    assert number is not None
    assert (state.status, state.number) == (LetterStatus.REGISTERED, number.text)


def test_taken_in_now_and_registered_later(offices: Offices) -> None:
    """The usual form registers the document a letter became."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.settle()
    workplace = offices.town.open[BOLAT]
    document = letters.take(workplace, letter=letter)
    offices.town.settle()
    assert offices.states(KEEPER, sent.document)[0].status is LetterStatus.TAKEN
    offices.town.clock.move(minutes=1)
    made = documents.register(
        workplace,
        journal=offices.town.journals[offices.second],
        card=offices.shown(BOLAT, document).card,
        document=document,
    )
    offices.town.settle()
    (state,) = offices.states(KEEPER, sent.document)
    assert (state.status, state.number) == (LetterStatus.REGISTERED, made.number)


def test_nobody_speaks_for_another_office(offices: Offices) -> None:
    """A letter in another's name, or a recall by a third office, has no effect anywhere."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.settle()
    thief = offices.town.open[ERLAN]
    with pytest.raises(Refusal), thief.entry() as entry:
        entry.record(letter, LetterRecalled(sender=offices.first), space=offices.second)
    with thief.entry() as entry:
        entry.record(letter, LetterRecalled(sender=offices.third), space=offices.second)
    offices.town.settle()
    assert [row.letter for row in offices.tray(BOLAT)] == [letter]
    assert "not_allowed" in refusals(offices.town.open[BOLAT], letter)


def test_who_writes_into_a_space_lacks_nothing_of_it(offices: Offices) -> None:
    """Nobody is shown as behind because another office wrote to us; nor is it looked for."""
    sent = offices.document(KEEPER, offices.second)
    offices.send(KEEPER, sent.document)
    offices.document(BOLAT, offices.first)
    offices.town.settle()
    workplace = offices.town.open[BOLAT]
    found = workplace.read(share.peers, device=workplace.device, roster=workplace.roster)
    keeper = next(one for one in found if one.device == offices.town.keeper.device)
    assert (keeper.has_all, keeper.lacks, keeper.behind) == (True, 0, 0)
    assert workplace.carrier is not None
    running = Exchange(workplace, workplace.carrier)
    for _ in range(3):
        running.run()
        offices.town.clock.move(minutes=10)
    seen = Watched(workplace.carrier)
    running._carrier = running._receiver._carrier = running._mender._carrier = seen
    running._mender._restorer._carrier = seen
    running.run()
    assert len(seen.names) <= 10


def test_a_cut_names_logs_in_other_offices(offices: Offices) -> None:
    """What somebody wrote to other offices before they left counts."""
    sent = offices.document(ERLAN, offices.second)
    offices.send(ERLAN, sent.document)
    offices.town.exchange(ERLAN)
    dev = offices.town.open[ERLAN].device
    found = cuts.ends(offices.town.keeper, devices=[dev])
    assert (offices.second, dev) in {place[:2] for place in found}


def test_the_form_begins_with_what_the_letter_says(offices: Offices) -> None:
    """Its card may be changed before it is registered; the sender's entry is made by itself."""
    sent = offices.document(KEEPER, offices.second)
    (letter,) = offices.send(KEEPER, sent.document)
    offices.town.exchange(KEEPER, BOLAT)
    workplace = offices.town.open[BOLAT]
    basis = workplace.read(asked.basis, id=letter)
    assert [one.key for one in basis.card.parties] == [offices.first]
    card = basis.card.with_fields({"note": "срочно"})
    journal = offices.town.journals[offices.second]
    made = letters.register(workplace, letter=letter, journal=journal, card=card)
    shown = offices.shown(BOLAT, made.document).card
    assert shown.note == "срочно"
    entry = workplace.read(correspondents.correspondent, id=shown.parties[0].correspondent)
    assert entry.correspondent.office == offices.first
    assert workplace.read(asked.basis, id=letter).card.parties[0].key == entry.id


def test_the_picker_offers_offices(offices: Offices) -> None:
    """Under their own ids until an entry stands for them, and only once."""
    workplace = offices.town.keeper
    found = workplace.read(correspondents.completed, text="филиал")
    assert {one.id for one in found} == {offices.second, offices.third}
    offices.document(KEEPER, offices.second)
    found = workplace.read(correspondents.completed, text="филиал")
    assert {one.correspondent.office for one in found} == {offices.second, offices.third}
    assert len(found) == 2


def test_an_exchange_without_news_lists_no_space_it_does_not_read(offices: Offices) -> None:
    """At most ten operations, whomever this workplace ever wrote to."""
    for _ in range(2):
        sent = offices.document(KEEPER, offices.second, offices.third)
        offices.send(KEEPER, sent.document)
    offices.town.settle()
    keeper = offices.town.keeper
    assert keeper.carrier is not None
    seen = Watched(keeper.carrier)
    running = Exchange(keeper, seen)
    for _ in range(3):
        running.run()
    seen.names.clear()
    running.run()
    assert len(seen.names) <= 10
    assert not [name for name in seen.names if offices.second in name or offices.third in name]
