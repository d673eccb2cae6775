"""The clerk's window: a letter comes in, the clerk types, a number comes out."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from edo.commands import organisation
from edo.commands.forms import keep_form
from edo.domain.card import Delivery, Kind, Language, Party
from edo.domain.document import Document, FileRole, Link, Status
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Being
from edo.errors import Reason, Refusal
from edo.queries import correspondents, forms
from edo.queries.documents import card as card_of
from edo.workplace import open_workplace
from tests.ui.counter import CTRL, Counter, counter, counter_of, registering
from tests.ui.typing_keys import press, type_text
from ui.dialogs.file_row import guess
from ui.dialogs.kept_card import Keeper, TypedCard

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """Open the counter of an office."""
    with counter(qtbot, tmp_path / "home") as made:
        yield made


def document(office: Counter, id: str) -> Document:
    """Give a document as the tables have it."""
    return office.chancery.workplace.read(card_of, document=id).document


def test_a_letter_is_registered_by_keys_alone(office: Counter) -> None:
    """The clerk types in the order of the letter, Ctrl+Enter; the number stands large."""
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О ремонте крыши")
    office.hand_in()
    (row,) = office.rows()
    assert (row.number, row.correspondent_ru) == ("1", "Школа-гимназия № 8")
    assert (row.their_number, row.their_date) == ("17-к", date(2026, 2, 27))
    assert row.subject_ru == "О ремонте крыши"
    assert window.banner.number.text() == "1"
    assert window.banner.isVisible()
    assert "02.03.2026" in window.banner.accessibleName()


def test_the_next_card_is_empty_but_for_what_papers_share(office: Counter) -> None:
    """Journal and delivery stay for the next letter, the rest is empty, the keys are at its top."""
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О ремонте крыши")
    window.form.controls["delivery"].put(Delivery.POST)
    office.hand_in()
    card = window.form.card()
    assert (card.delivery, card.their_number, card.subject_ru) == (Delivery.POST, "", "")
    assert window.form.parties.rows[0].line.hasFocus()
    assert window.head.journal.code == office.chancery.journals[Kind.INCOMING]
    assert not window.touched
    office.type("мин", "5", "", "", "О втором")
    office.hand_in()
    assert [row.number for row in office.rows()] == ["2", "1"]


def test_pressing_twice_registers_once(office: Counter) -> None:
    """Two Ctrl+Enter in a row, the second before the first is written, give one number."""
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О ремонте крыши")
    window.register()
    window.register()
    office.hand_in()
    office.hand_in()
    assert [row.number for row in office.rows()] == ["1"]
    assert "Nothing is typed yet" in window.foot.state.text()


def test_what_is_typed_ahead_goes_into_the_next_card(office: Counter) -> None:
    """Letters and Tabs typed while the number is on its way stand in the card that follows."""
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О первом")
    QTest.keyClick(office.holder(), Qt.Key.Key_Return, CTRL)
    assert window.banner.number.text() == "", "it is on its way"
    for word in ("школа", "18-к"):
        type_text(window.focusWidget() or window, word)
        press(window.focusWidget() or window, Qt.Key.Key_Tab)
    office.settle()
    assert window.banner.number.text() == "1"
    assert window.form.parties.ids == [office.chancery.school]
    assert window.form.controls["their_number"].typed() == "18-к"
    assert window.form.controls["their_date"].widget.hasFocus()


def test_a_letter_that_comes_by_the_closed_list_stands_where_the_keys_are(office: Counter) -> None:
    """X hears late that a list is closed: what is typed meanwhile goes into the next field."""
    window = office.open()
    office.type("школа")
    line = window.form.parties.rows[0].line
    office.wait(line.popup.isVisible)
    office.tab()
    assert not line.popup.isVisible()
    type_text(line.popup, "17")
    type_text(office.holder(), "-к")
    assert line.text() == "Школа-гимназия № 8"
    assert window.form.controls["their_number"].typed() == "17-к"


def test_who_is_faster_than_every_answer_registers_the_same(office: Counter) -> None:
    """Ctrl+Enter before the directory has answered, or the window itself: it is waited for."""
    for number, subject in enumerate(("О ремонте крыши", "О ремонте двора"), start=1):
        window = registering(office.qtbot, office.desk, Kind.INCOMING)
        office.qtbot.waitUntil(window.isActiveWindow)
        for text in ("школа", f"{number}-к", "", "", subject):
            type_text(window.focusWidget() or window, text)
            if text != subject:
                press(window.focusWidget() or window, Qt.Key.Key_Tab)
        assert window.form.parties.ids == [], "its answer is on its way"
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return, CTRL)
        office.settle()
        assert window.banner.number.text() == str(number), window.foot.state.text()
        assert not window.offered.isVisible(), "its own words are nothing left behind"
    assert [row.correspondent_ru for row in office.rows()] == ["Школа-гимназия № 8"] * 2


def test_a_name_nobody_has_is_waited_for_and_told(office: Counter) -> None:
    """What the directory does not know is said once it has answered; the card can be mended."""
    window = office.open()
    type_text(office.holder(), "Музей")
    press(window.focusWidget() or window, Qt.Key.Key_Tab)
    window.form.fill({"subject_ru": "О выставке"})
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return, CTRL)
    office.settle()
    assert "Not registered" in window.foot.state.text()
    assert window.form.isEnabled()
    assert window.form.parties.rows[0].line.hasFocus()
    assert office.rows() == []


def test_a_retry_after_a_refusal_is_the_same_document(office: Counter) -> None:
    """A number that is taken is told beside its field; mended, the same document gets another."""
    office.chancery.register()
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О ремонте крыши")
    window.head.number.put("1")
    before = window.document
    office.hand_in()
    assert "taken" in window.head.fields["number"].error
    assert window.head.number.line.hasFocus()
    window.head.number.put("")
    office.hand_in()
    assert next((row.number, row.document) for row in office.rows()) == ("2", before)


class Odd(int):
    """An instant at which nothing can be written: no timestamp can be made of it."""

    def __lshift__(self, bits: int, /) -> int:
        raise ZeroDivisionError(bits)


def test_a_mistake_of_the_writer_leaves_the_card_to_be_handed_in_again(
    office: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer breaks under a registration: it is told, the card stands, once more is once."""
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О первом")
    with monkeypatch.context() as broken:
        broken.setattr(office.chancery.clock, "at", Odd(office.chancery.clock.at))
        with office.qtbot.waitSignal(office.desk.bridge.crashed):
            QTest.keyClick(office.holder(), Qt.Key.Key_Return, CTRL)
        office.settle()
    assert "once more" in window.foot.state.text()
    assert window.form.card().subject_ru == "О первом"
    assert window.form.controls["subject_ru"].widget.hasFocus()
    office.hand_in()
    assert window.banner.number.text() == "1"
    assert len(office.rows()) == 1


def test_what_lacks_is_said_beside_the_field_in_words(office: Counter) -> None:
    """An incomplete card is not handed in: every field says what it wants."""
    window = office.open()
    window.form.go("their_date")
    office.type("33.11")
    office.hand_in()
    assert office.rows() == []
    fields = window.form.fields
    assert fields["parties"].error == "Fill this in"
    assert "33.11" in fields["their_date"].error
    assert "either language" in fields["subject_ru"].error
    assert window.form.parties.rows[0].line.hasFocus()
    assert "their_number" not in {name for name, field in fields.items() if field.error}


def test_a_type_may_demand_more_fields(office: Counter) -> None:
    """A document type marks the fields it demands, and its defaults fill what nobody wrote."""
    organisation.define_type(
        office.chancery.workplace,
        type=DocumentType(
            "Акт сверки",
            kinds=(Kind.INCOMING,),
            required=("sheets",),
            defaults={"language": "kk", "sheets": None},
        ),
    )
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О сверке", "", "Акт св")
    office.tab()
    assert window.form.card().language is Language.KK
    office.hand_in()
    assert window.form.fields["sheets"].error == "Fill this in"
    office.type("3")
    office.hand_in()
    assert len(office.rows()) == 1


def test_a_probable_duplicate_is_shown_while_typing(office: Counter) -> None:
    """Same sender, number and date: the other document is shown before anything is handed in."""
    office.chancery.register(
        parties=(Party(office.chancery.school),), their_number="17-к", their_date=date(2026, 2, 27)
    )
    window = office.open()
    office.type("школа", "17-К", "27.02")
    office.wait(window.doubts.isVisible)
    assert "№ 1 (ВХ), 02.03.2026" in window.doubts.accessibleName()
    office.tab()
    office.type("", "О том же")
    office.hand_in()
    assert len(office.rows()) == 1, "an open question is not passed over"
    assert "confirm that it is another document" in window.foot.state.text()
    office.key(Qt.Key.Key_F8)
    office.hand_in()
    assert [row.number for row in office.rows()] == ["2", "1"]
    assert not window.doubts.isVisible()


def test_a_duplicate_is_found_however_fast_one_types(office: Counter) -> None:
    """Ctrl+Enter looks once more at exactly what is handed in, before the pause is over."""
    office.chancery.register(
        parties=(Party(office.chancery.school),), their_number="5", their_date=date(2026, 2, 27)
    )
    window = office.open()
    office.type("школа", "", "27.02", "", "О том же")
    window.form.controls["their_number"].put("5")
    window.register()
    office.settle()
    assert len(office.rows()) == 1
    assert window.doubts.isVisible()


def test_letters_without_a_number_are_no_duplicates(office: Counter) -> None:
    """«б/н» is a number like the letter has it, and says nothing about another letter."""
    for subject in ("О первом", "О втором"):
        office.open()
        office.type("школа", "б/н", "27.02", "", subject)
        office.hand_in()
    assert [row.their_number for row in office.rows()] == ["б/н", "б/н"]


def test_the_same_file_is_a_duplicate_too(office: Counter, tmp_path: Path) -> None:
    """A file that another document has is told by its content, whatever it is called."""
    first, second = tmp_path / "скан.txt", tmp_path / "копия.txt"
    for path in (first, second):
        path.write_text("Письмо о ремонте", encoding="utf-8")
    window = office.open()
    office.type("школа", "1", "27.02", "", "О первом")
    window.files.take([first])
    office.hand_in()
    office.type("мин", "2", "26.02", "", "О втором")
    window.files.take([second])
    office.wait(window.doubts.isVisible)
    assert "the same file" in window.doubts.accessibleName()
    office.hand_in()
    assert len(office.rows()) == 1


def test_a_new_correspondent_is_added_by_enter_with_the_registration(office: Counter) -> None:
    """Enter takes an unknown name for new; a wrong БИН is told at once; nothing is added yet."""
    window = office.open()
    office.type("Колледж связи")
    office.key(Qt.Key.Key_Return)
    strip = window.form.parties.rows[0].strip
    assert strip.isVisible()
    office.key(Qt.Key.Key_Return)
    office.type("123456789012")
    assert "control digit" in window.form.fields["parties"].error
    strip.bin.setText("")
    window.form.go("subject_ru")
    office.type("О связи")
    read = office.chancery.workplace.read
    assert read(correspondents.named, text="Колледж связи") is None
    office.hand_in()
    assert office.rows()[0].correspondent_ru == "Колледж связи"
    assert read(correspondents.named, text="колледж СВЯЗИ") is not None


def test_a_newcomer_costs_no_tab_and_one_more_enter_where_more_is_known(office: Counter) -> None:
    """Tab goes on to the letter's number, Enter to the newcomer's, however fast one types."""
    window = office.open()
    (row,) = window.form.parties.rows
    type_text(row.line, "Колледж связи")
    press(row.line, Qt.Key.Key_Return)
    press(row.line, Qt.Key.Key_Tab)
    assert window.form.controls["their_number"].widget.hasFocus()
    row.line.setFocus()
    press(row.line, Qt.Key.Key_Return)
    assert row.strip.bin.hasFocus()
    office.settle()
    assert row.strip.bin.hasFocus()
    for part in (row.strip.second, row.strip.being, window.form.controls["their_number"].widget):
        office.tab()
        assert part.hasFocus()
    window.form.begin()
    (row,) = window.form.parties.rows
    type_text(row.line, "министерство ПРОСВЕЩЕНИЯ")
    press(row.line, Qt.Key.Key_Return)
    row.strip.enter()
    office.settle()
    assert row.line.choice is not None, "the directory knows it after all"
    assert not row.strip.isVisible()
    assert row.line.hasFocus()


@pytest.mark.parametrize("kind", list(Kind))
def test_a_document_of_every_kind_is_registered(office: Counter, kind: Kind) -> None:
    """Each kind has its own fields; a subject, and a correspondent where it has one, are enough."""
    window = office.open(kind)
    if window.form.fields["parties"].control.accessibleName().endswith("required"):
        window.form.go("parties")
        office.type("Ахметова Динара")
        office.key(Qt.Key.Key_Return)
    window.form.go("subject_ru")
    office.type("О помощи")
    office.hand_in()
    (row,) = office.rows(kind)
    assert (row.number, row.subject_ru) == ("1", "О помощи")
    if kind is Kind.APPEALS:
        person = office.chancery.workplace.read(correspondents.named, text="Ахметова Динара")
        assert person is not None
        assert person.correspondent.being is Being.PERSON


def test_a_name_nobody_confirmed_is_not_taken_for_a_new_one(office: Counter) -> None:
    """A name typed past the directory is asked about, not silently added."""
    window = office.open()
    office.type("Гимназия", "")
    assert "Press Enter" in window.form.fields["parties"].error, "said as soon as one goes on"
    office.type("", "", "", "О связи")
    office.hand_in()
    assert "Press Enter" in window.form.fields["parties"].error
    assert office.rows() == []


def test_several_addressees_each_have_their_own_delivery(office: Counter) -> None:
    """Enter on a picked addressee begins the next; each goes its own way, or as all do."""
    window = office.open(Kind.OUTGOING)
    office.type("школа")
    office.tab()
    window.form.parties.rows[0].line.setFocus()
    office.key(Qt.Key.Key_Return)
    office.type("Новый адресат")
    office.key(Qt.Key.Key_Return)
    office.key(Qt.Key.Key_F7)
    office.type("мин")
    office.tab()
    rows = window.form.parties.rows
    rows[1].method.put(Delivery.COURIER)
    rows[2].person.setText("Сериков Б.")
    window.form.controls["delivery"].put(Delivery.EMAIL)
    window.form.go("subject_ru")
    office.type("О семинаре")
    office.hand_in()
    (row,) = office.rows(Kind.OUTGOING)
    parties = document(office, row.document).card.parties
    assert [party.method for party in parties] == [
        Delivery.EMAIL,
        Delivery.COURIER,
        Delivery.EMAIL,
    ]
    assert parties[2].correspondent == office.chancery.ministry
    assert parties[2].name == "Сериков Б."
    assert row.correspondent_ru.count("Новый адресат") == 1


def test_what_a_correspondent_sent_last_is_suggested(office: Counter) -> None:
    """Type and delivery of the last letter are filled in where nothing is written."""
    office.chancery.register(
        parties=(Party(office.chancery.school),), type="t-request", delivery=Delivery.PORTAL
    )
    window = office.open()
    office.type("школа")
    office.tab()
    card = window.form.card()
    assert (card.type, card.delivery) == ("t-request", Delivery.PORTAL)
    assert "Filled in as in № 1" in window.hint.text.text()
    office.desk.speech.speak("kk")
    assert "Filled in" not in window.hint.text.text(), "said anew in the language spoken"
    window.hint.buttons[0].click()
    card = window.form.card()
    assert (card.type, card.delivery) == ("", None)


def test_a_draft_is_registered_later(office: Counter) -> None:
    """A letter is taken in by Ctrl+S, opened again, and gets its number with all that was added."""
    window = office.open()
    office.type("школа", "17-к", "27.02", "", "О ремонте")
    office.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (row,) = office.rows()
    assert row.status is Status.RECEIVED
    assert not window.touched
    window.close()
    office.settle()
    again = office.open(document=row.document)
    assert again.form.card().subject_ru == "О ремонте"
    again.form.go("subject_kk")
    office.type("Жөндеу туралы")
    office.hand_in()
    (row,) = office.rows()
    assert (row.number, row.status) == ("1", Status.REGISTERED)
    assert (row.subject_ru, row.subject_kk) == ("О ремонте", "Жөндеу туралы")


def test_a_draft_is_saved_again_with_more_in_it(office: Counter, tmp_path: Path) -> None:
    """Saving a draft twice keeps one document, with what came last and its files."""
    letter = tmp_path / "хат.txt"
    letter.write_text("Хат", encoding="utf-8")
    office.open(Kind.INTERNAL)
    office.type("", "", "", "О премии")
    office.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (row,) = office.rows(Kind.INTERNAL)
    window = office.open(Kind.INTERNAL, row.document)
    window.form.go("subject_kk")
    office.type("Сыйлық туралы")
    window.files.take([letter])
    office.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (row,) = office.rows(Kind.INTERNAL)
    assert (row.status, row.subject_kk, row.files) == (Status.DRAFT, "Сыйлық туралы", 1)


def test_language_versions_stand_under_one_number(office: Counter, tmp_path: Path) -> None:
    """Files in Kazakh and Russian become versions of one document, which is then in both."""
    paths = [tmp_path / name for name in ("письмо_рус.txt", "хат_каз.txt", "приложение.txt")]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    window = office.open()
    office.type("школа", "1", "27.02", "", "О первом")
    window.files.take(paths)
    assert window.form.card().language is Language.BOTH
    office.hand_in()
    (row,) = office.rows()
    files = document(office, row.document).live_files
    assert [(file.language, file.role) for file in files] == [
        ("ru", FileRole.SCAN),
        ("kk", FileRole.SCAN),
        ("", FileRole.APPENDIX),
    ]


def test_the_language_is_that_of_the_only_subject(office: Counter) -> None:
    """A subject in Kazakh alone makes a letter in Kazakh, until one says otherwise."""
    window = office.open()
    kazakh, russian = (window.form.controls[name].widget for name in ("subject_kk", "subject_ru"))
    type_text(kazakh, "Шатырды жөндеу туралы")
    assert window.form.card().language is Language.KK
    type_text(russian, "О ремонте крыши")
    assert window.form.card().language is Language.RU
    window.form.controls["language"].put(Language.OTHER)
    type_text(kazakh, " және басқа")
    assert window.form.card().language is Language.OTHER


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_registered(
    office: Counter, tmp_path: Path
) -> None:
    """An empty file is told beside its name; taken away, the letter is registered without it."""
    empty = tmp_path / "скан.pdf"
    empty.touch()
    window = office.open()
    office.type("школа", "1", "27.02", "", "О первом")
    window.files.take([empty])
    office.hand_in()
    assert office.rows() == []
    assert "empty" in window.foot.state.text()
    window.files.rows[0].cross.click()
    window.form.go("subject_ru")
    office.hand_in()
    assert len(office.rows()) == 1


def test_a_pasted_picture_becomes_a_file_of_the_document(office: Counter) -> None:
    """A picture from the clipboard is kept as a file until the letter is registered with it."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    window = office.open()
    office.type("школа", "1", "27.02", "", "О первом")
    office.key(
        Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    (row,) = window.files.rows
    assert row.file.path.is_file()
    assert row.file.path.is_relative_to(office.chancery.folder), "it outlives a crash"
    office.wait(lambda: not window.files.scan.paper.image.isNull())
    office.hand_in()
    assert office.rows()[0].files == 1
    assert not row.file.path.exists()


def test_what_somebody_wrote_is_no_scan(tmp_path: Path) -> None:
    """A letter that came by mail as a document is its text; what a scanner makes is a scan."""
    roles = [
        guess(tmp_path / name, Kind.INCOMING, first=True).role
        for name in ("Письмо.DOCX", "скан.pdf", "снимок.jpg")
    ]
    assert roles == [FileRole.TEXT, FileRole.SCAN, FileRole.SCAN]


def test_what_was_typed_is_offered_back(office: Counter, tmp_path: Path) -> None:
    """Esc keeps the card: the next window offers it, half typed dates and chosen files included."""
    letter = tmp_path / "письмо.txt"
    letter.write_text("Письмо", encoding="utf-8")
    window = office.open()
    office.type("школа", "17-к", "27.", "", "О ремонте")
    window.files.take([letter])
    window.form.go("subject_ru")
    kept = window.document
    office.key(Qt.Key.Key_Escape)
    again = office.open()
    assert again is not window
    assert "О ремонте" in again.offered.text.text()
    office.key(Qt.Key.Key_F10)
    assert again.document == kept
    assert again.form.controls["subject_ru"].widget.hasFocus(), "where the keys were"
    assert again.form.controls["their_date"].typed() in ("27.", "2026-02-27")
    assert again.form.parties.ids == [office.chancery.school]
    assert [row.file.path for row in again.files.rows] == [letter]
    office.hand_in()
    (row,) = office.rows()
    assert row.document == kept
    assert office.chancery.workplace.read(forms.kept) == []


@pytest.mark.parametrize("refused", [False, True])
def test_who_closes_while_a_card_is_handed_in_keeps_it_only_where_it_is_refused(
    office: Counter, *, refused: bool
) -> None:
    """What is registered is no unfinished card, though nobody is there to hear of it."""
    bridge, read = office.desk.bridge, office.chancery.workplace.read
    typed = TypedCard("d1", fields={"subject_ru": "О ремонте"})
    keeper = Keeper(bridge, Kind.INCOMING, lambda: typed, bridge)

    def hand_in(_workplace: object) -> None:
        if refused:
            raise Refusal(Reason.REQUIRED_FIELD, field="subject")

    keeper.keep()
    bridge.run(keeper.handing_in(hand_in), otherwise=lambda _error: None)
    keeper.close()
    office.wait(lambda: bridge.resting)
    assert [form.name for form in read(forms.kept)] == ["registration/incoming/d1"] * refused


def test_what_is_not_wanted_any_more_is_thrown_away(office: Counter) -> None:
    """A kept card that is not needed is offered no more."""
    office.open()
    office.type("школа", "17-к")
    office.key(Qt.Key.Key_Escape)
    window = office.open()
    window.offered.buttons[1].setFocus()
    office.key(Qt.Key.Key_Space)
    assert window.form.parties.rows[0].line.hasFocus(), "one goes on at the beginning of the card"
    assert office.chancery.workplace.read(forms.kept) == []


def test_a_card_another_window_has_in_hand_is_not_offered(office: Counter) -> None:
    """Two windows of a kind do not take each other's cards; one that waits is used again."""
    first = office.open()
    office.type("школа", "17-к")
    office.wait(lambda: office.chancery.workplace.read(forms.kept) != [])
    second = office.open()
    assert second is not first
    assert not second.offered.isVisible()
    assert office.open() is second


def test_a_card_that_got_its_number_is_not_offered(office: Counter) -> None:
    """The program ended between writing the number and forgetting the card: nothing is offered."""
    letter = office.chancery.register()
    keep_form(
        office.chancery.workplace,
        name=f"registration/incoming/{letter.document}",
        value=b'{"document":"' + letter.document.encode() + b'"}',
    )
    assert not office.open().offered.isVisible()


def test_an_untouched_window_leaves_nothing_behind(office: Counter) -> None:
    """Opening and closing a window keeps no form."""
    window = office.open()
    window.close()
    office.settle()
    assert office.chancery.workplace.read(forms.kept) == []


def test_killing_the_program_loses_no_typed_word(qtbot: QtBot, tmp_path: Path) -> None:
    """The program is killed while a card is being typed; the next start has every word of it."""
    with counter(qtbot, tmp_path / "home") as office:
        clock, chance = office.chancery.clock, office.chancery.chance
    words = "О предоставлении сведений о членах профсоюза"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typist", str(tmp_path / "home"), words],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
        text=True,
    ) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "kept\n"
        typist.send_signal(signal.SIGKILL)
    workplace = open_workplace(tmp_path / "home", at=clock, random=chance.randbytes)
    office.chancery.workplace = workplace
    with counter_of(qtbot, office.chancery) as again:
        window = again.open()
        assert words in window.offered.text.text()
        window.offered.buttons[0].click()
        again.settle()
        assert window.form.card().subject_ru == words


def test_a_back_dated_registration_says_so(office: Counter) -> None:
    """An earlier registration date is shown in words above the card, a future one is refused."""
    window = office.open()
    day = office.chancery.today - timedelta(days=3)
    window.head.on.put(day)
    assert "3 days" in " ".join(label.text() for label in window.head.findChildren(QLabel))
    office.type("школа", "1", "27.02", "", "О первом")
    office.hand_in()
    (row,) = office.rows()
    assert row.on == day
    assert window.head.day() is None, "the next one is of today again"
    window.head.on.put(office.chancery.today + timedelta(days=1))
    office.type("мин", "1", "27.02", "", "О втором")
    office.hand_in()
    assert window.head.fields["on"].error
    assert len(office.rows()) == 1


def test_a_card_is_copied_and_a_letter_answered(office: Counter) -> None:
    """A copy has all but that paper's own numbers; a reply has the addressee and the link."""
    letter = office.chancery.register(
        parties=(Party(office.chancery.school),), their_number="17", topic="Ремонт"
    )
    copy = office.open(copy_of=letter.document)
    assert copy.form.card().subject_ru == "О выделении путёвок"
    assert copy.form.card().their_number == ""
    reply = office.open(Kind.OUTGOING, reply_to=letter.document)
    reply.form.go("subject_ru")
    office.type("Ответ о путёвках")
    office.hand_in()
    (row,) = office.rows(Kind.OUTGOING)
    made = document(office, row.document)
    assert [(link.link, link.document) for link in made.links] == [(Link.REPLY, letter.document)]
    assert made.card.parties[0].correspondent == office.chancery.school


def test_a_template_is_kept_and_used(office: Counter) -> None:
    """A card is kept under a name and starts the next one; its name is offered in the menu."""
    window = office.open()
    office.type("школа", "17", "27.02", "", "О ежемесячном отчёте")
    window.head.named.emit("Отчёт школы")
    office.settle()
    office.hand_in()
    (item,) = window.head.offered_templates
    assert item.template.name == "Отчёт школы"
    window.head.chosen.emit(item)
    office.settle()
    card = window.form.card()
    assert (card.subject_ru, card.their_number) == ("О ежемесячном отчёте", "")
    assert window.form.parties.ids == [office.chancery.school]


def test_the_language_changes_while_one_types(office: Counter) -> None:
    """Texts change in the open window, what is typed stays; Kazakh asks for the Kazakh subject."""
    window = office.open()
    office.type("школа", "17-к", "вчера", "", "О ремонте")
    english = window.windowTitle()
    office.desk.speech.speak("kk")
    office.settle()
    assert window.form.card().subject_ru == "О ремонте"
    assert window.form.parties.ids == [office.chancery.school]
    assert window.form.card().their_date == office.chancery.today - timedelta(days=1)
    assert "required" not in window.form.fields["subject_ru"].control.accessibleName()
    office.desk.speech.speak("en")
    office.settle()
    assert window.windowTitle() == english


def test_names_are_completed_in_the_language_they_are_typed_in(office: Counter) -> None:
    """In a Kazakh window a Russian beginning is completed too, of correspondents and of types."""
    office.desk.speech.speak("kk")
    window = office.open()
    office.type("Школа-гим", "17-к", "27.02", "", "", "Жөндеу туралы", "Запр")
    office.tab()
    assert window.form.parties.ids == [office.chancery.school]
    assert window.form.card().type == "t-request"
    office.hand_in()
    assert len(office.rows()) == 1


def test_every_control_has_a_name_and_a_place_in_the_order_of_the_letter(office: Counter) -> None:
    """Tab goes from sender to number, date, receipt, subject; all has a name for screen readers."""
    window = office.open()
    names: list[str] = []
    for _ in range(12):
        names.append(office.holder().accessibleName())
        office.tab()
    assert names[:6] == [
        "Correspondent",
        "Their number",
        "Their date",
        "Received on",
        "Subject in Russian, required",
        "Subject in Kazakh",
    ]
    assert all(names)
    assert window.isVisible()
