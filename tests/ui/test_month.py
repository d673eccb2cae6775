"""A month on one sheet: gone through by keys, read aloud, and its happenings on their days."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import TODAY
from tests.ui.typing_keys import press
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.month import Happening, Month

Show = Callable[[QWidget], None]
Key = Qt.Key
TRIP = Happening(
    "v1", date(2026, 11, 12), date(2026, 11, 13), "Кокшетау", "Кокшетау, planned", Tone.BAD
)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ((Key.Key_Left,), date(2026, 11, 21)),
        ((Key.Key_Right,), date(2026, 11, 23)),
        ((Key.Key_Up, Key.Key_Up), date(2026, 11, 8)),
        ((Key.Key_Down, Key.Key_Down), date(2026, 12, 6)),
        ((Key.Key_PageUp,), date(2026, 10, 22)),
        ((Key.Key_PageDown, Key.Key_PageDown), date(2027, 1, 22)),
        ((Key.Key_PageDown, Key.Key_Up, Key.Key_Home), TODAY),
    ],
)
def test_keys_go_by_day_week_and_month(
    desk: Desk, show: Show, keys: tuple[Qt.Key, ...], day: date
) -> None:
    """Arrows go by day and week, Page Up and Down by month, Home comes back to today."""
    month = Month(desk)
    show(month)
    for key in keys:
        press(month, key)
    assert month.day == day
    first, last = month.seen
    assert first <= day.replace(day=1) <= day <= last
    assert first.weekday() == 0


def test_the_31st_goes_to_the_last_day_of_a_shorter_month(desk: Desk, show: Show) -> None:
    """Going by month never jumps over one, not over the turn of a year either."""
    month = Month(desk)
    show(month)
    month.choose(date(2026, 12, 31))
    turned: list[date] = []
    month.turned.connect(turned.append)
    press(month, Key.Key_PageDown)
    assert month.day == date(2027, 1, 31)
    press(month, Key.Key_PageDown)
    assert month.day == date(2027, 2, 28)
    assert turned == [date(2027, 1, 1), date(2027, 2, 1)]


def test_a_day_is_opened_by_enter_and_read_aloud(desk: Desk, show: Show) -> None:
    """A happening is on each of its days and on no other; a day without any says so."""
    month = Month(desk)
    show(month)
    month.put([TRIP])
    opened: list[date] = []
    month.opened.connect(opened.append)
    assert "nothing planned" in month.accessibleDescription()
    month.choose(date(2026, 11, 13))
    assert month.accessibleDescription() == "November 13, 2026; Кокшетау, planned"
    press(month, Key.Key_Return)
    assert opened == [date(2026, 11, 13)]
    days = [day for day in range(1, 31) if month.on(date(2026, 11, day))]
    assert days == [12, 13]


def test_a_happening_is_drawn_in_its_day(desk: Desk, show: Show) -> None:
    """The ground of its tone is in that day's box and in none of the days beside."""
    month = Month(desk)
    show(month)
    month.put([TRIP])
    image = month.grab().toImage()
    ground = desk.theme.tone(Tone.BAD)[1]

    def drawn(column: int) -> bool:
        wide = image.width() // 7
        area = range(column * wide + 2, (column + 1) * wide - 2)
        return any(QColor(image.pixel(x, y)) == ground for x in area for y in range(image.height()))

    assert [drawn(column) for column in range(7)] == [False, False, False, True, True, False, False]
