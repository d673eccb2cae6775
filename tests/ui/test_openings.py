"""Registration windows come in turns: one for one wish, none for a program that ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind
from tests.ui.counter import Counter, counter
from ui.dialogs.openings import Openings, close_registrations
from ui.dialogs.registration import Registration, open_registration
from ui.dialogs.spare_forms import SpareForms


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    """Open the counter of an office."""
    with counter(qtbot, tmp_path / "home") as made:
        yield made


def come(office: Counter) -> list[Registration]:
    """Wait until all windows that were wanted are seen, and give them."""
    openings = Openings.on(office.desk)
    office.qtbot.waitUntil(lambda: openings.resting)
    office.settle()
    return [one for one in openings.windows if isinstance(one, Registration)]


def test_who_presses_twice_gets_one_window(office: Counter) -> None:
    """The second wish finds the window that is on its way, and a third the one that came."""
    for _ in range(2):
        open_registration(office.desk, Kind.INCOMING)
    assert not Openings.on(office.desk).windows, "it is not built at once"
    (window,) = come(office)
    open_registration(office.desk, Kind.INCOMING)
    assert come(office) == [window]


def test_files_go_into_the_empty_window_that_is_on_its_way(office: Counter, tmp_path: Path) -> None:
    """What else is dropped meanwhile is another document."""
    letters = [tmp_path / name for name in ("раз.txt", "два.txt")]
    for letter in letters:
        letter.write_text("Письмо", encoding="utf-8")
    open_registration(office.desk, Kind.INCOMING)
    for letter in letters:
        open_registration(
            office.desk, Kind.INCOMING, then=lambda window, one=letter: window.files.take([one])
        )
    windows = come(office)
    assert [[row.file.path for row in one.files.rows] for one in windows] == [
        [letters[0]],
        [letters[1]],
    ]


def test_windows_of_two_kinds_come_both(office: Counter) -> None:
    """Each is whole, and the one wanted last has the keys."""
    for kind in (Kind.ORDERS, Kind.OUTGOING):
        open_registration(office.desk, kind)
    windows = come(office)
    assert {one.kind for one in windows} == {Kind.ORDERS, Kind.OUTGOING}
    for one in windows:
        assert one.form.isVisible()
        assert one.form.window() is one
    office.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), Registration))


def test_a_window_on_its_way_does_not_come_where_all_are_closed(office: Counter) -> None:
    """The program ends: neither what is not built yet nor what is built already is shown."""
    came: list[Registration] = []
    open_registration(office.desk, Kind.INCOMING, then=came.append)
    close_registrations(office.desk)
    assert come(office) == [] == came
    open_registration(office.desk, Kind.INCOMING, then=came.append)
    office.qtbot.waitUntil(lambda: bool(came))
    assert not came[0].isVisible()
    close_registrations(office.desk)
    assert come(office) == []


def test_the_keys_stay_where_they_are_until_the_window_is_there(
    office: Counter, qtbot: QtBot
) -> None:
    """Its form stands in the main window until then; the first field has them only after that."""
    place = QWidget()
    line = QLineEdit(place)
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    line.setFocus()
    spare = SpareForms.on(office.desk)
    spare.keep(place, [Kind.OUTGOING])
    qtbot.waitUntil(lambda: spare.ready)
    came: list[Registration] = []
    open_registration(office.desk, Kind.OUTGOING, then=came.append)
    qtbot.waitUntil(lambda: bool(came))
    (window,) = came
    assert window.form.window() is place, "it is put into its window in a turn of its own"
    assert place.focusWidget() is line
    come(office)
    qtbot.waitUntil(window.isActiveWindow)
    assert window.form.window() is window
    assert window.form.at == next(iter(window.form.controls))
    assert place.focusWidget() is line
