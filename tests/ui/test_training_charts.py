"""The charts of training: gone through by keys, told in words, in the colours of the theme."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.typing_keys import press
from ui.desk import Desk
from ui.pages.training.charts import OfficeBar, OfficesChart, Point, Series, TimeChart
from ui.theme import Look

Show = Callable[[QWidget], None]
Key = Qt.Key
POINTS = [Point(f"m{n}", f"month {n}: {10 * n} %", (10.0 * n, 5.0)) for n in range(6)]


def has(image: QImage, name: str) -> bool:
    """Tell whether a colour is anywhere in a picture."""
    wanted = QColor(name)
    return any(
        image.pixelColor(x, y) == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_the_arrows_go_through_the_months(desk: Desk, show: Show) -> None:
    """One begins at the last month; what is said goes with the arrows and stops at the end."""
    chart = TimeChart(desk)
    show(chart)
    chart.show_points("Offices", [Series("offices", "accent"), Series("people", "good")], POINTS)
    assert chart.accessibleName() == "Offices"
    assert chart.said == "month 5: 50 %"
    press(chart, Key.Key_Left)
    press(chart, Key.Key_Left)
    assert chart.said == chart.accessibleDescription() == "month 3: 30 %"
    for _again in range(9):
        press(chart, Key.Key_Right)
    assert chart.said == "month 5: 50 %"


def test_bars_are_told_from_the_top(desk: Desk, show: Show) -> None:
    """A bar is as long as its share, the first on top; an empty chart says nothing."""
    chart = OfficesChart(desk)
    show(chart)
    press(chart, Key.Key_Down)
    assert chart.said == ""
    chart.show_bars(
        "By office", [OfficeBar("A", "A 100", 100, "good"), OfficeBar("B", "B 0", 0, "bad")]
    )
    assert chart.said == "A 100"
    press(chart, Key.Key_Down)
    assert chart.said == "B 0"
    places = [item for item in chart.plot.getPlotItem().items if hasattr(item, "opts")]
    assert places[-1].opts["x1"] == [100, 0]
    assert places[-1].opts["y"] == [0, -1]


def test_a_chart_follows_the_look(desk: Desk, show: Show, qtbot: QtBot) -> None:
    """Ground and lines are those of the palette in force."""
    chart = TimeChart(desk)
    show(chart)
    chart.show_points("Offices", [Series("offices", "accent")], POINTS)
    light = desk.theme.colour("surface").name()
    assert has(chart.plot.grab().toImage(), light)
    desk.theme.choose(look=Look.DARK)
    dark = desk.theme.colour("surface").name()
    assert dark != light
    qtbot.waitUntil(lambda: has(chart.plot.grab().toImage(), dark))
    assert not has(chart.plot.grab().toImage(), light)
