"""Forms wait for the next registration windows; nobody could tell them from one made at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind
from tests.ui.counter import Counter, counter
from ui.dialogs.card_form import CardForm
from ui.dialogs.registration import Registration
from ui.dialogs.spare_forms import SpareForms


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """Open the counter of an office that keeps a form ready for letters."""
    with counter(qtbot, tmp_path / "home") as made:
        keep(qtbot, made, Kind.INCOMING)
        yield made


def keep(qtbot: QtBot, office: Counter, *kinds: Kind) -> None:
    """Keep forms ready, as the main window has it done."""
    place = QWidget()
    qtbot.addWidget(place)
    place.show()
    SpareForms.on(office.desk).keep(place, kinds)


def ready(qtbot: QtBot, office: Counter) -> SpareForms:
    """Wait until all are ready."""
    spare = SpareForms.on(office.desk)
    qtbot.waitUntil(lambda: spare.ready)
    return spare


def walked(window: Registration) -> list[str]:
    """Give the names of what Tab comes to, from the first field of the card to the files."""
    window.go_first()
    names: list[str] = []
    while not window.files.isAncestorOf(holder := QApplication.focusWidget() or QWidget()):
        names.append(holder.accessibleName())
        assert len(names) < 60, "Tab never comes to the files"
        QTest.keyClick(holder, Qt.Key.Key_Tab)
    return names


def test_a_letter_is_registered_in_a_form_that_was_ready(qtbot: QtBot, office: Counter) -> None:
    """The clerk types into it, Ctrl+Enter gives the number; another form is ready after that."""
    spare = ready(qtbot, office)
    window = office.open()
    assert not spare.ready, "it was taken"
    assert window.form.isVisible()
    office.type("школа", "17-к", "27.02", "", "О ремонте крыши")
    office.hand_in()
    assert [row.subject_ru for row in office.rows()] == ["О ремонте крыши"]
    ready(qtbot, office)


@pytest.mark.parametrize("kind", [Kind.INCOMING, Kind.OUTGOING])
def test_tab_goes_the_same_way(qtbot: QtBot, office: Counter, kind: Kind) -> None:
    """A form that was ready, and one of a kind that was not, are walked through alike."""
    ready(qtbot, office)
    window = office.open(kind)
    way = walked(window)
    window.close()
    keep(qtbot, office, Kind.INCOMING if kind is Kind.OUTGOING else Kind.OUTGOING)
    ready(qtbot, office)
    again = office.open(kind)
    assert again is not window
    assert walked(again) == way
    assert len(way) > 10


def test_a_form_half_made_is_finished_by_who_wants_it(office: Counter) -> None:
    """Whoever is quicker than the turns in which it is made gets it whole."""
    assert not SpareForms.on(office.desk).ready
    window = office.open()
    assert set(window.form.controls) == set(CardForm(office.desk, Kind.INCOMING).controls)
    assert not window.touched


def test_the_form_speaks_the_language_of_now(qtbot: QtBot, office: Counter) -> None:
    """After the language was changed another form is made: the Kazakh title stands first."""
    ready(qtbot, office)
    office.desk.speech.speak("kk")
    spare = SpareForms.on(office.desk)
    assert not spare.ready
    ready(qtbot, office)
    window = office.open()
    names = list(window.form.controls)
    assert names.index("subject_kk") < names.index("subject_ru")


def test_who_goes_between_two_kinds_finds_both(qtbot: QtBot, office: Counter) -> None:
    """Of the two kinds wanted last there is a form; of a third it is made, and the oldest goes."""
    place = QWidget()
    qtbot.addWidget(place)
    SpareForms.on(office.desk).keep(place, (Kind.INCOMING, Kind.OUTGOING, Kind.ORDERS))

    def waiting() -> set[Kind]:
        ready(qtbot, office)
        return {one.kind for one in place.findChildren(CardForm)}

    assert waiting() == {Kind.INCOMING, Kind.OUTGOING}
    outgoing = next(one for one in place.findChildren(CardForm) if one.kind is Kind.OUTGOING)
    assert office.open(Kind.OUTGOING).form is outgoing
    assert waiting() == {Kind.INCOMING, Kind.OUTGOING}
    office.open(Kind.ORDERS)
    assert waiting() == {Kind.OUTGOING, Kind.ORDERS}


def test_nothing_is_kept_where_nobody_asked_for_it(qtbot: QtBot, tmp_path: Path) -> None:
    """A window that stands alone leaves no form behind."""
    with counter(qtbot, tmp_path / "home") as made:
        made.open()
        assert not SpareForms.on(made.desk).ready
