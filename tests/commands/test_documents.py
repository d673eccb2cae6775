"""A clerk's day: drafts, registrations, files, links, sending, annulling, and doing it twice."""

import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from edo.change import Touched
from edo.commands import documents, drafts, organisation, registering
from edo.commands.documents import Attachment, new_document, request_document
from edo.domain.card import Card, DeliveryState, Kind, Language, Party, fresh_copy
from edo.domain.document import FileRole, Link, Status
from edo.domain.document_type import DocumentType
from edo.domain.registering import DocumentChanged
from edo.errors import Reason
from edo.queries.documents import card as card_of
from edo.queries.documents import latest_of
from edo.queries.history import history
from edo.store.tables_check import counted
from tests.builders import TODAY
from tests.office import Chancery
from tests.refusing import refusal


def changes(chancery: Chancery) -> int:
    """Return how many changes the ledger holds."""
    return chancery.workplace.read(counted)[1]


def letter(folder: Path, name: str = "письмо.txt", text: str = "О выделении путёвок") -> Path:
    """Write a file to attach."""
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize("kind", Kind)
def test_what_goes_without_saying_is_filled_in(chancery: Chancery, kind: Kind) -> None:
    """A type for the kind, and for what came from outside the day it came."""
    card = chancery.document(chancery.register(kind).document).card
    assert card.type == registering.USUAL_TYPES[kind]
    received = kind in (Kind.INCOMING, Kind.APPEALS)
    assert card.received_at == (TODAY.isoformat() if received else "")


def test_a_registration_says_what_to_write_on_the_paper(chancery: Chancery) -> None:
    """Number, date and journal; the card in the tables is the same."""
    given = chancery.register(subject_kk="Жолдама туралы", language=Language.BOTH)
    assert (given.number, given.on, given.journal) == ("1", TODAY, "ВХ")
    document = chancery.document(given.document)
    assert document.status is Status.REGISTERED
    assert document.card.subject_kk == "Жолдама туралы"
    found = chancery.workplace.read(card_of, document=given.document)
    assert (found.journal, found.id) == ("ВХ", given.document)


def test_pressing_twice_registers_once(chancery: Chancery) -> None:
    """A form has its document's id before it is handed in; a second press gets the same number."""
    document = new_document(chancery.workplace)
    first = chancery.register(document=document)
    before = changes(chancery)
    assert chancery.register(document=document, subject_ru="Другое", number="77") == first
    assert changes(chancery) == before
    assert chancery.register().number == "2"


def test_a_script_may_try_again(chancery: Chancery) -> None:
    """One key of a request stands for one document, also after the program was started anew."""
    first = chancery.register(document=request_document("сканер-1/17"))
    chancery.reopen()
    assert chancery.register(document=request_document("сканер-1/17")) == first
    assert chancery.register(document=request_document("сканер-1/18")).number == "2"


def test_two_presses_at_once_register_once(chancery: Chancery) -> None:
    """Whatever the threads do, there is one number, and both are told it."""
    document = new_document(chancery.workplace)
    answers: list[Any] = []
    start = threading.Barrier(8)

    def press() -> None:
        start.wait()
        answers.append(chancery.register(document=document))

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert chancery.numbers().registered == 1


def test_a_draft_becomes_a_registered_document(chancery: Chancery, tmp_path: Path) -> None:
    """Its files and history stay, its number is the day's."""
    draft = documents.begin(
        chancery.workplace,
        kind=Kind.OUTGOING,
        card=Card(note="черновик"),
        named=["Акимат города Семей"],
        files=[Attachment(letter(tmp_path))],
    )
    assert chancery.document(draft).status is Status.DRAFT
    chancery.clock.move(days=3)
    card = chancery.document(draft).card
    given = chancery.register(
        Kind.OUTGOING, document=draft, parties=card.parties, subject_ru="О путёвках"
    )
    document = chancery.document(draft)
    assert (given.document, document.number and document.number.on) == (draft, chancery.today)
    assert [file.current.name for file in document.live_files] == ["письмо.txt"]
    assert document.created < document.registered
    assert refusal(
        documents.begin, chancery.workplace, kind=Kind.OUTGOING, card=Card(), document=draft
    )


def test_a_draft_is_written_on(chancery: Chancery, tmp_path: Path) -> None:
    """Saved again it is the same draft; saved unchanged it is no change."""
    document = new_document(chancery.workplace)
    told: dict[str, Any] = {"kind": Kind.INCOMING, "document": document}
    for note in ("а", "а", "б"):
        drafts.save(chancery.workplace, card=Card(note=note), **told)
    assert chancery.document(document).card.note == "б"
    events = chancery.workplace.read(
        history, subject=document, roster=chancery.workplace.roster
    ).events
    assert [event.change.kind for event in events] == ["document.drafted", "document.changed"]
    drafts.save(
        chancery.workplace, card=Card(note="б"), files=[Attachment(letter(tmp_path))], **told
    )
    assert len(chancery.document(document).live_files) == 1


@pytest.mark.parametrize("document", ["foo", "d1", "", "d" + "i" * 16])
def test_an_id_nobody_made_is_no_document(chancery: Chancery, document: str) -> None:
    """A misspelt id is not a new document; an empty one asks for a new one."""
    if document:
        assert refusal(chancery.register, document=document) is Reason.UNKNOWN_SUBJECT
        begun = {"kind": Kind.INCOMING, "card": Card(), "document": document}
        assert refusal(documents.begin, chancery.workplace, **begun) is Reason.UNKNOWN_SUBJECT
    assert chancery.register().number == "1"


def test_what_is_no_document_cannot_be_treated_as_one(chancery: Chancery) -> None:
    """The id of a journal or a correspondent is refused in plain words."""
    annulled = {"document": chancery.ministry, "reason": "ошибка"}
    assert refusal(documents.annul, chancery.workplace, **annulled) is Reason.UNKNOWN_SUBJECT
    changed = {"document": chancery.journals[Kind.INCOMING], "fields": {"note": "х"}}
    assert refusal(documents.change, chancery.workplace, **changed) is Reason.UNKNOWN_SUBJECT
    assert refusal(chancery.register, document=chancery.ministry) is Reason.UNKNOWN_SUBJECT


WRONG: dict[str, tuple[dict[str, Any], Reason]] = {
    "tomorrow": ({"on": TODAY + timedelta(days=1)}, Reason.FUTURE_DATE),
    "long ago": ({"on": date(1989, 12, 31)}, Reason.DATE_OUT_OF_RANGE),
    "about nothing": ({"subject_ru": " "}, Reason.REQUIRED_FIELD),
    "from nobody": ({"parties": ()}, Reason.REQUIRED_FIELD),
    "from an unknown id": ({"parties": (Party("c0"),)}, Reason.UNKNOWN_CORRESPONDENT),
    "from a blank": ({"named": [" "]}, Reason.REQUIRED_FIELD),
    "of an unknown type": ({"type": "t-poem"}, Reason.UNKNOWN_TYPE),
    "of a type that is a person": ({"type": "p1"}, Reason.UNKNOWN_TYPE),
    "received on no day": ({"received_at": "вчера"}, Reason.BAD_DATE),
    "with fewer than no sheets": ({"sheets": -1}, Reason.BAD_VALUE),
    "with a note without end": ({"note": "х" * 1001}, Reason.TOO_LONG),
    "linked to nothing": ({"links": [(Link.REPLY, "d0")]}, Reason.UNKNOWN_SUBJECT),
    "with a file that is not there": (
        {"files": [Attachment(Path("/nowhere/письмо.pdf"))]},
        Reason.CANNOT_READ,
    ),
}


@pytest.mark.parametrize(("told", "reason"), WRONG.values(), ids=WRONG)
def test_a_refused_registration_burns_no_number(
    chancery: Chancery, told: dict[str, Any], reason: Reason
) -> None:
    """Nothing of it is kept: no change, no correspondent, no number."""
    before = changes(chancery)
    assert refusal(chancery.register, **told) is reason
    assert changes(chancery) == before
    assert chancery.register().number == "1"
    assert chancery.numbers().missing == ()


def test_a_type_demands_its_fields_and_a_change_keeps_to_them(chancery: Chancery) -> None:
    """What a type demands cannot be left out, nor taken away afterwards."""
    strict = organisation.define_type(
        chancery.workplace,
        type=DocumentType("Запрос", kinds=(Kind.INCOMING,), required=("their_number", "sheets")),
    )
    assert refusal(chancery.register, type=strict, sheets=1) is Reason.REQUIRED_FIELD
    given = chancery.register(type=strict, their_number="7", sheets=1)
    plain = chancery.register()

    def change(document: str, **fields: Any) -> None:
        documents.change(chancery.workplace, document=document, fields=fields)

    assert refusal(change, given.document, their_number="") is Reason.REQUIRED_FIELD
    assert refusal(change, plain.document, type=strict) is Reason.REQUIRED_FIELD
    assert refusal(change, plain.document, type="t-poem") is Reason.UNKNOWN_TYPE
    change(plain.document, type=strict, their_number="8", sheets=2)
    draft = documents.begin(
        chancery.workplace, kind=Kind.INCOMING, card=Card(type=strict, note="черновик")
    )
    change(draft, note="")


def test_a_change_that_changes_nothing_is_no_change(chancery: Chancery) -> None:
    """Only fields that differ are stated; where none does the clerk is told."""
    given = chancery.register(note="а")

    def change(**fields: Any) -> None:
        documents.change(chancery.workplace, document=given.document, fields=fields)

    assert refusal(change, note="а", subject_ru="О выделении путёвок") is Reason.NOTHING_CHANGED
    change(note="б", subject_ru="О выделении путёвок", sheets=3)
    event = chancery.workplace.read(
        history, subject=given.document, roster=chancery.workplace.roster
    ).events[-1]
    assert event.fact == DocumentChanged({"sheets": 3, "note": "б"})
    assert refusal(change, parties=[{"correspondent": "c0"}]) is Reason.UNKNOWN_CORRESPONDENT


def test_files_come_in_versions(chancery: Chancery, tmp_path: Path) -> None:
    """A new version stands before the old, a removed file is out of sight, contents stay."""
    given = chancery.register(files=[Attachment(letter(tmp_path), FileRole.SCAN, "ru")])
    (file,) = chancery.document(given.document).live_files
    second = letter(tmp_path, "письмо 2.txt", "исправлено")
    where: dict[str, Any] = {"document": given.document, "file": file.id}
    documents.replace_file(chancery.workplace, **where, path=second)
    (file,) = chancery.document(given.document).live_files
    assert [version.name for version in file.versions] == ["письмо.txt", "письмо 2.txt"]
    assert (file.role, file.language) == (FileRole.SCAN, "ru")
    documents.remove_file(chancery.workplace, **where, reason=" чужой скан ")
    document = chancery.document(given.document)
    assert document.live_files == ()
    assert document.files[0].removed == "чужой скан"
    assert all(chancery.workplace.blobs.is_whole(version.sha256) for version in file.versions)
    again = {**where, "reason": "ещё раз"}
    assert refusal(documents.remove_file, chancery.workplace, **again) is Reason.UNKNOWN_FILE


def test_a_link_is_seen_from_both_ends(chancery: Chancery) -> None:
    """The letter knows its answer, the answer its letter; a removed link is gone from both."""
    incoming = chancery.register()
    outgoing = chancery.register(Kind.OUTGOING, links=[(Link.REPLY, incoming.document)])
    (forward,) = chancery.workplace.read(card_of, document=outgoing.document).linked
    letter_card = chancery.workplace.read(card_of, document=incoming.document)
    (back,) = letter_card.linked
    assert (forward.link, forward.document, forward.back) == (Link.REPLY, incoming.document, False)
    assert (back.link, back.document, back.back) == (Link.REPLY, outgoing.document, True)
    assert letter_card.answered_by == (back,)
    where: dict[str, Any] = {"document": outgoing.document, "other": incoming.document}
    documents.unlink(chancery.workplace, **where, link=Link.REPLY)
    assert chancery.workplace.read(card_of, document=incoming.document).linked == ()
    assert refusal(documents.unlink, chancery.workplace, **where, link=Link.REPLY)
    itself = {"document": incoming.document, "other": incoming.document, "link": Link.BASIS}
    assert refusal(documents.link, chancery.workplace, **itself) is Reason.LINK_TO_ITSELF


def test_a_letter_goes_to_each_addressee_in_its_own_way(chancery: Chancery) -> None:
    """Sent to one, then to all who still wait; delivered to one, returned by another."""
    given = chancery.register(
        Kind.OUTGOING, parties=(Party(chancery.ministry), Party(chancery.school))
    )
    where: dict[str, Any] = {"document": given.document}
    documents.send(chancery.workplace, **where, party=chancery.ministry, method="courier")
    documents.send(chancery.workplace, **where, proof=" реестр 7 ")
    documents.mark_delivery(chancery.workplace, **where, party=chancery.ministry, arrived=True)
    documents.mark_delivery(
        chancery.workplace, **where, party=chancery.school, arrived=False, proof="адресат выбыл"
    )
    first, second = chancery.document(given.document).card.parties
    assert (first.state, first.method) == (DeliveryState.DELIVERED, "courier")
    assert (second.state, second.proof) == (DeliveryState.NOT_DELIVERED, "адресат выбыл")
    assert chancery.document(given.document).status is Status.SENT
    assert refusal(documents.send, chancery.workplace, **where) is Reason.NO_ADDRESSEE


def test_an_annulled_document_can_do_nothing_more(chancery: Chancery) -> None:
    """Its number is burnt; a retry of its registration still answers with it."""
    document = new_document(chancery.workplace)
    given = chancery.register(document=document)
    documents.annul(chancery.workplace, document=document, reason=" дважды ")
    annulled = chancery.document(document)
    assert (annulled.status, annulled.reason) == (Status.CANCELLED, "дважды")
    change: dict[str, Any] = {"document": document, "fields": {"note": "х"}}
    assert refusal(documents.change, chancery.workplace, **change) is Reason.DOCUMENT_CANCELLED
    assert chancery.register(document=document) == given
    assert chancery.register().number == "2"


def test_a_letter_that_is_not_ours_is_refused(chancery: Chancery) -> None:
    """It gets no number, neither then nor later."""
    taken = documents.begin(chancery.workplace, kind=Kind.INCOMING, card=Card())
    documents.refuse(chancery.workplace, document=taken, reason="не нам", returned=True)
    assert chancery.document(taken).status is Status.REFUSED
    assert refusal(chancery.register, document=taken) is Reason.ALREADY_REFUSED
    assert chancery.register().number == "1"


def test_the_next_card_starts_from_the_last_of_its_correspondent(chancery: Chancery) -> None:
    """Copying a card leaves numbers and deliveries behind and registers anew."""
    first = chancery.register(their_number="01-5/7", note="образец")
    latest = chancery.workplace.read(latest_of, correspondent=chancery.ministry, kind=Kind.INCOMING)
    assert latest is not None
    copy = documents.register(
        chancery.workplace, journal=chancery.journals[Kind.INCOMING], card=fresh_copy(latest.card)
    )
    assert (first.number, copy.number) == ("1", "2")
    card = chancery.document(copy.document).card
    assert (card.note, card.their_number) == ("образец", "")


def test_a_clock_set_back_does_not_stop_the_day(chancery: Chancery) -> None:
    """After the wall clock was two days ahead for a moment, today is still a day to register on."""
    chancery.clock.move(days=2)
    chancery.register()
    chancery.clock.move(days=-2)
    given = chancery.register()
    assert given.on == TODAY
    tomorrow = TODAY + timedelta(days=1)
    assert refusal(chancery.register, on=tomorrow) is Reason.FUTURE_DATE
    chancery.assert_sound()


def test_whoever_listens_is_told_what_was_touched(chancery: Chancery) -> None:
    """After the commit, once, and not when nothing was kept; and not any more when it stops."""
    heard: list[Touched] = []
    stop = chancery.workplace.listen(heard.append)
    given = chancery.register()
    refusal(chancery.register, subject_ru="")
    assert heard == [Touched(frozenset({given.document}))]
    stop()
    chancery.register()
    assert len(heard) == 1


def test_a_draft_is_written_on_by_the_same_rules(chancery: Chancery) -> None:
    """A correspondent or a type that is not there is refused in a draft too."""
    draft = documents.begin(chancery.workplace, kind=Kind.INCOMING, card=Card(note="черновик"))
    told: dict[str, Any] = {"kind": Kind.INCOMING, "document": draft}
    for card, reason in (
        (Card(parties=(Party("c0"),)), Reason.UNKNOWN_CORRESPONDENT),
        (Card(type="t-poem"), Reason.UNKNOWN_TYPE),
    ):
        assert refusal(drafts.save, chancery.workplace, card=card, **told) is reason
    assert chancery.document(draft).card == Card(note="черновик")
