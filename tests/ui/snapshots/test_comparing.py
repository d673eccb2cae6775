"""Of two pictures of a window: what may differ between two computers, and what may not."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.snapshots.comparing import differences, kept, pictured, small
from ui.theme import Look, Theme

LINES = ("О проведении семинара по охране труда", "Еңбекті қорғау семинары туралы", "№ 01-15/718")
SIZE = (480, 200)


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """Put the program's face at hand."""
    assert qtbot
    made = Theme(Look.LIGHT)
    made.apply()
    return made


def drawn(theme: Theme, *, down: float = 0, icon: bool = True, **told: Any) -> Image.Image:
    """Draw a small page: three lines, the last of them so much lower, and an icon."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.colours.surface))
    painter = QPainter(image)
    font = QFont(theme.font("text"))
    font.setHintingPreference(told.get("hinting", QFont.HintingPreference.PreferDefaultHinting))
    font.setStyleStrategy(told.get("strategy", QFont.StyleStrategy.PreferDefault))
    painter.setFont(font)
    painter.setPen(QColor(told.get("colour", theme.colours.text)))
    for n, line in enumerate(told.get("lines", LINES)):
        top = 20.0 + 40 * n + (down if n == 2 else 0)
        painter.drawText(QRectF(48, top, 420, 30), Qt.AlignmentFlag.AlignLeft, line)
    if icon:
        painter.drawPixmap(QPointF(16, 20), theme.icon("printer").pixmap(18, 18))
    painter.end()
    return small(pictured(image))


def compared(theme: Theme, **told: Any) -> int:
    """Count the blocks by which a page differs from the one that was kept."""
    before = Image.open(BytesIO(kept(drawn(theme))))
    return len(differences(before, drawn(theme, **told)))


def test_the_same_page_is_the_same(theme: Theme) -> None:
    """A page equals itself, though few colours of it were kept."""
    assert compared(theme) == 0


@pytest.mark.parametrize(
    "told",
    [
        {"hinting": QFont.HintingPreference.PreferNoHinting},
        {"strategy": QFont.StyleStrategy.PreferQuality},
        {"colour": "#16202e"},
    ],
    ids=["without hinting", "finer", "a shade of ink"],
)
def test_letters_drawn_a_little_otherwise_are_the_same(theme: Theme, told: dict[str, Any]) -> None:
    """Hinting, smoothing and a shade that nobody sees make no difference."""
    assert compared(theme, **told) == 0


@pytest.mark.parametrize(
    "told",
    [
        {"down": 4},
        {"down": -4},
        {"icon": False},
        {"lines": LINES[:2]},
        {"lines": (*LINES[:2], "№ 01-15/71")},
        {"colour": "#888888"},
        {"strategy": QFont.StyleStrategy.NoAntialias, "down": 8},
    ],
    ids=["line lower", "line higher", "no icon", "line gone", "a letter gone", "paler", "moved"],
)
def test_what_one_would_see_is_told(theme: Theme, told: dict[str, Any]) -> None:
    """A line that moved, an icon or a letter that is gone, another colour."""
    assert compared(theme, **told) > 0


def test_another_size_is_another_picture(theme: Theme) -> None:
    """Nothing is compared of a window that is larger than it was."""
    page = drawn(theme)
    assert differences(page, page.resize((60, 50))) == [(0, 0, *page.size)]
