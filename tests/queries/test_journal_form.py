"""The journals' columns are those of the records rules and read every document."""

from datetime import date

import pytest

from edo.domain.card import Delivery, DeliveryState, Kind
from edo.queries.journal import Appeal, Dispatch, JournalRow
from edo.queries.journal_cells import METHODS, STATES, Entry, as_text, entries
from edo.queries.journal_form import TITLES, columns
from edo.queries.phrases import PaperLanguage, Phrase

KK, RU, BOTH = PaperLanguage.KK, PaperLanguage.RU, PaperLanguage.BOTH
EMPTY = JournalRow(number="1", on=None)


def cells(kind: Kind, row: JournalRow, language: PaperLanguage = RU) -> dict[str, str]:
    """Return a document's cells by the codes of their columns."""
    entry = Entry(7, row, language)
    return {column.code: as_text(column.read(entry)) for column in columns(kind)}


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (Kind.INCOMING, 13),
        (Kind.OUTGOING, 12),
        (Kind.INTERNAL, 11),
        (Kind.ORDERS, 8),
        (Kind.MINUTES, 10),
        (Kind.APPEALS, 14),
    ],
)
def test_each_journal_has_the_columns_of_its_form(kind: Kind, count: int) -> None:
    """The number of columns is the form's, each with a code of its own and both headings."""
    form = columns(kind)

    assert len({column.code for column in form}) == len(form) == count
    assert all(column.heading.ru and column.heading.kk for column in form)
    assert TITLES[kind].ru
    assert TITLES[kind].kk


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", PaperLanguage)
def test_a_bare_document_has_bare_cells(kind: Kind, language: PaperLanguage) -> None:
    """A document of which only the number is known fills its place and number and no more."""
    found = cells(kind, EMPTY, language)

    assert found.pop("position") == "7"
    assert {text for text in found.values() if text} <= {"1", "№ 1"}


def test_every_way_and_state_of_delivery_has_its_word() -> None:
    """A method of delivery added to the domain must be named on paper too."""
    assert set(METHODS) == set(Delivery)
    assert set(STATES) == set(DeliveryState)


def test_an_incoming_document_is_read() -> None:
    """Each cell of the incoming journal shows the fields that its heading promises."""
    row = JournalRow(
        number="347/02-15",
        on=date(2026, 1, 16),
        received=date(2026, 1, 15),
        correspondents=(Phrase("Министерство", "Министрлік"), Phrase("Совет", "Кеңес")),
        their_number="№ 12-05/318",
        their_date=date(2026, 1, 12),
        type_ru="Письмо",
        type_kk="Хат",
        subject_ru="О сведениях",
        subject_kk="Мәлімет туралы",
        sheets=3,
        executors="Ким Е.В.",
        due=date(2026, 1, 30),
        executed_on=date(2026, 1, 28),
        answer="02-15/412",
    )

    assert cells(Kind.INCOMING, row) == {
        "position": "7",
        "received": "15.01.2026",
        "number": "347/02-15",
        "correspondents": "1) Министерство\n2) Совет",
        "theirs": "12.01.2026\n№ 12-05/318",
        "subject": "Письмо. О сведениях",
        "sheets": "3 / –",
        "resolution": "",
        "executors": "Ким Е.В.\n30.01.2026",
        "acknowledged": "",
        "execution": "28.01.2026\n02-15/412",
        "dossier": "",
        "note": "",
    }
    both = cells(Kind.INCOMING, row, BOTH)
    assert both["subject"] == "Хат. Мәлімет туралы\nПисьмо. О сведениях"
    assert both["correspondents"] == "1) Министрлік\nМинистерство\n2) Кеңес\nСовет"


def test_a_subject_in_one_language_stands_in_for_the_other() -> None:
    """A Kazakh journal shows a Russian subject where there is no Kazakh one, and only once."""
    row = JournalRow(number="1", on=None, type_kk="Хат", type_ru="Письмо", subject_ru="О сём")

    assert cells(Kind.INCOMING, row, KK)["subject"] == "Письмо. О сём"
    assert cells(Kind.INCOMING, row, BOTH)["subject"] == "Письмо. О сём"
    assert cells(Kind.OUTGOING, row, BOTH)["subject"] == "О сём"


def test_each_copy_is_told_apart() -> None:
    """Copies that went differently are numbered like their addressees, equal ones told once."""
    sent = Dispatch(Delivery.EMAIL, date(2026, 1, 15), DeliveryState.DELIVERED)
    late = Dispatch(Delivery.REGISTERED_MAIL, date(2026, 1, 16), DeliveryState.SENT, "РПО 05")

    def delivery(*copies: Dispatch) -> str:
        row = JournalRow(number="1", on=None, delivery=copies)
        return cells(Kind.OUTGOING, row)["delivery"]

    assert delivery(sent) == delivery(sent, sent) == "эл. почта, 15.01.2026, доставлено"
    assert delivery(sent, Dispatch(), late) == (
        "1) эл. почта, 15.01.2026, доставлено\n3) заказное письмо, 16.01.2026, отправлено, РПО 05"
    )


@pytest.mark.parametrize("kind", Kind)
def test_an_annulled_document_says_so_where_nothing_is_struck(kind: Kind) -> None:
    """Every journal has a column that names the annulment and is not crossed out."""
    row = JournalRow(number="1", on=None, cancelled=True, cancel_reason="қате")
    entry = Entry(1, row, BOTH)

    staying = [as_text(column.read(entry)) for column in columns(kind) if column.stays]

    assert "күші жойылды / аннулирован: қате" in staying


def test_an_appeal_shows_who_applied() -> None:
    """The journal of appeals has the applicant's number, address and the outcome."""
    appeal = Appeal(identifier="850101300123", address="Семей", outcome=Phrase("отказано", "бас"))
    row = JournalRow(
        number="И-24",
        on=date(2026, 1, 15),
        correspondents=(Phrase("Исаев", "Исаев"),),
        appeal=appeal,
    )

    found = cells(Kind.APPEALS, row)

    assert found["correspondents"] == "Исаев\n850101300123"
    assert found["on"] == "15.01.2026\n№ И-24"
    assert (found["address"], found["outcome"]) == ("Семей", "отказано")


def test_rows_are_numbered_from_one() -> None:
    """The ordinal number counts the printed period, not the journal."""
    assert [entry.position for entry in entries([EMPTY, EMPTY], RU)] == [1, 2]
