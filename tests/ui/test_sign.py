"""An icon beside a text wears the look that is chosen while it stands there."""

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ui.colours import DARK, LIGHT
from ui.desk import Desk
from ui.theme import Look, TextSize
from ui.widgets.sign import Sign


def ink(sign: Sign) -> QColor:
    """Give the colour of the one pixel that is drawn most."""
    image = sign.pixmap().toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max((image.pixelColor(x, y) for x, y in points), key=QColor.alpha)


def near(one: QColor, wanted: str) -> bool:
    """Tell whether a colour is another, but for how it is rounded where lines are thin."""
    other = QColor(wanted)
    apart = one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue()
    return max(map(abs, apart)) < 6


def test_it_follows_the_look_and_the_size_of_texts(desk: Desk, qtbot: QtBot) -> None:
    """What stands in a window is as dark, and as large, as what is beside it."""
    theme = desk.theme
    sign, small = Sign(theme, "square", "bad"), Sign(theme, "square", "bad", less=2)
    large = Sign(theme, "square", "bad", size=36)
    for one in (sign, small, large):
        qtbot.addWidget(one)
    assert near(ink(sign), LIGHT.bad)
    theme.choose(look=Look.DARK, text=TextSize.LARGEST)
    qtbot.waitUntil(lambda: theme.resting)
    assert near(ink(sign), DARK.bad)
    assert sign.pixmap().width() == theme.sizes.icon
    assert small.pixmap().width() == theme.sizes.icon - 2
    assert large.pixmap().width() == 36


def test_without_a_name_it_is_empty(desk: Desk, qtbot: QtBot) -> None:
    """And may have one again."""
    sign = Sign(desk.theme, "check", "good")
    qtbot.addWidget(sign)
    sign.put("")
    desk.theme.apply()
    assert sign.pixmap().isNull()
    sign.put("check", "good")
    assert near(ink(sign), LIGHT.good)
