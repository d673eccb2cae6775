"""How everything looks: both palettes readable, every icon drawn, every style sheet filled."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
from ui.colours import DARK, LIGHT, Colours
from ui.desk import Desk
from ui.icons import draw_icon
from ui.theme import FAMILY, MOST, ROOMY, Look, TextSize, Theme, Tone, system_scale
from ui.widgets.badge import Badge

ENOUGH = 4.5
"""The contrast the accessibility guidelines ask of text."""
SEEN = 3.0
"""What they ask of the frames of controls, of signs, and of where the keys go."""


def brightness(colour: str) -> float:
    """Measure a colour's relative luminance."""
    shade = QColor(colour)
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: str, ground: str) -> float:
    """Measure the contrast of a text on its ground."""
    light, dark = sorted((brightness(text), brightness(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(colours: Colours) -> None:
    """Texts stand out from what they are written on, also where a row is chosen."""
    pairs = [(colours.on_accent, colours.accent), (colours.accent_text, colours.accent_soft)]
    pairs += [(colours.on_accent, colours.accent_hover), (colours.on_accent, colours.accent_press)]
    for ground in (colours.danger, colours.danger_hover, colours.danger_press):
        pairs += [(colours.on_danger, ground)]
    for ground in (colours.surface, colours.ground, colours.raised, colours.hover, colours.chosen):
        pairs += [(colours.text, ground), (colours.muted, ground)]
    for tone in ("good", "warn", "bad", "neutral"):
        pairs += [(getattr(colours, tone), getattr(colours, f"{tone}_soft"))]
    pairs += [(colours.bad, colours.surface), (colours.accent_text, colours.chosen)]
    for ground in (colours.surface, colours.ground, colours.raised):
        pairs += [(colours.hint, ground), (colours.accent_text, ground), (colours.bad, ground)]
    for ground in (colours.accent_soft, colours.neutral_soft, colours.warn_soft):
        pairs += [(colours.text, ground)]
    for name in ("muted", "neutral", "accent_text"):
        pairs += [(getattr(colours, name), colours.neutral_soft)]
    # Badges lie on the surface where a row is chosen; the words of the bottom line on the ground.
    for tone in ("good", "warn", "bad", "neutral", "accent_text"):
        pairs += [
            (getattr(colours, tone), colours.surface),
            (getattr(colours, tone), colours.ground),
        ]
    weak = [(text, ground) for text, ground in pairs if contrast(text, ground) < ENOUGH]
    assert weak == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_control_and_the_focus_are_seen(colours: Colours) -> None:
    """Frames of fields, signs, what cannot be used now, and where the keys go stand out."""
    pairs: list[tuple[str, str]] = []
    for ground in (colours.surface, colours.raised):
        pairs += [(colours.edge, ground), (colours.faint, ground)]
    for ground in (colours.surface, colours.ground, colours.raised, colours.hover, colours.chosen):
        pairs += [(colours.accent, ground), (colours.muted, ground)]
    # The frame of a filled button lies between the button and the page.
    pairs += [(colours.text, colours.surface), (colours.on_accent, colours.accent)]
    pairs += [(colours.danger, colours.surface), (colours.text, colours.raised)]
    weak = [(sign, ground) for sign, ground in pairs if contrast(sign, ground) < SEEN]
    assert weak == []


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("compact", [False, True])
def test_style_sheets_are_filled_whole(desk: Desk, look: Look, *, compact: bool) -> None:
    """No place in a style sheet is left without a value, no picture it names is missing."""
    desk.theme.choose(look=look, compact=compact)
    sheet = desk.theme.style_sheet()
    assert "$" not in sheet
    named = re.findall(r'url\("(.+?)"\)', sheet)
    assert named
    for name in named:
        assert resources.path("theme").joinpath(name).exists()


def test_the_programs_own_face_is_used(desk: Desk) -> None:
    """Texts are set in the face that is shipped, on every machine alike."""
    assert QFontInfo(desk.theme.font()).family() == FAMILY
    sizes = [QFontInfo(desk.theme.font(size)).pixelSize() for size in ("small", "text", "large")]
    assert sizes == sorted(set(sizes))


def test_every_icon_is_drawn_in_the_colours_of_the_theme(desk: Desk) -> None:
    """Each icon shipped can be drawn, and takes the palette's colour."""
    for name in sorted(path.stem for path in resources.path("icons").glob("*.svg")):
        image = desk.theme.icon(name, "bad", 48).pixmap(48, 48).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert inked, name
        wanted = QColor(LIGHT.bad)
        assert all(abs(c.red() - wanted.red()) < 4 and c.blue() < 60 for c in inked), name


def test_a_button_keeps_its_icon_when_the_look_changes(qtbot: QtBot, desk: Desk) -> None:
    """What was dressed once is dressed again in the other colours; what is gone is forgotten."""
    button = QToolButton()
    desk.theme.dress(button, "search", "text")
    before = button.icon().pixmap(16, 16).toImage()
    gone = QToolButton()
    desk.theme.dress(gone, "search")
    del gone
    desk.theme.choose(look=Look.DARK)
    qtbot.waitUntil(lambda: button.icon().pixmap(16, 16).toImage() != before)


def test_a_status_is_a_word_and_not_a_colour_alone(desk: Desk) -> None:
    """A badge is as wide as its word, which a screen reader says too."""
    badge = Badge(desk.theme, "Overdue", Tone.BAD)
    narrow = badge.sizeHint().width()
    badge.show_status("Overdue for a long time", Tone.BAD)
    assert badge.sizeHint().width() > narrow
    assert badge.accessibleName() == "Overdue for a long time"
    for tone in Tone:
        ink, ground = desk.theme.tone(tone)
        assert ink != ground


def test_a_quiet_status_has_no_ground(qtbot: QtBot, desk: Desk) -> None:
    """What is as it should be is the word alone; a colour would call the eye to every row."""
    holder = QWidget()
    qtbot.addWidget(holder)
    grounds: list[set[str]] = []
    for tone in (Tone.QUIET, Tone.WARN):
        badge = Badge(desk.theme, "Registered", tone)
        badge.setParent(holder)
        badge.resize(badge.sizeHint())
        image = badge.grab().toImage()
        edge = range(image.width() // 3, image.width() // 2)
        grounds.append({image.pixelColor(x, 3).name() for x in edge})
    assert LIGHT.warn_soft not in grounds[0]
    assert grounds[1] == {LIGHT.warn_soft}


def test_what_cannot_be_undone_is_done_by_a_button_of_its_own_colour(
    qtbot: QtBot, desk: Desk
) -> None:
    """Such a button has the ground of danger in both looks, which is seen before it is read."""
    button = QPushButton("Annul")
    qtbot.addWidget(button)
    button.setProperty("danger", True)
    for look, colours in ((Look.LIGHT, LIGHT), (Look.DARK, DARK)):
        desk.theme.choose(look=look)
        qtbot.waitUntil(lambda: desk.theme.resting)
        button.resize(button.sizeHint())
        image = button.grab().toImage()
        assert image.pixelColor(image.width() // 2, 4).name() == colours.danger


def test_labels_take_their_sizes_from_the_style_sheet(desk: Desk) -> None:
    """A label asks for one of the sizes by a property."""
    label = QLabel("348")
    label.setProperty("text_size", "huge")
    label.ensurePolished()
    assert label.font().pixelSize() == desk.theme.sizes.huge


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        (QLineEdit, "", {}),
        (QLineEdit, "search", {}),
        (QLineEdit, "", {"wrong": True}),
        (QComboBox, "", {}),
        (QSpinBox, "", {}),
        (QPushButton, "", {}),
        (QPushButton, "", {"primary": True}),
        (QPushButton, "", {"danger": True}),
        (QPushButton, "", {"link": True}),
        (QPushButton, "", {"link": True, "flush": True}),
        (QToolButton, "", {}),
        (QToolButton, "primary", {}),
        (QToolButton, "", {"chip": True}),
        (QToolButton, "", {"tall": True}),
        (QToolButton, "", {"language": "ru"}),
        (QCheckBox, "", {}),
        (QRadioButton, "", {}),
    ],
)
def test_the_keys_make_nothing_larger(
    qtbot: QtBot, desk: Desk, kind: type[QWidget], name: str, words: dict[str, object]
) -> None:
    """The frame of who has the keys is thicker within: what stands below does not move."""
    desk.theme.apply()
    sheet = QWidget()
    qtbot.addWidget(sheet)
    lines = QVBoxLayout(sheet)
    one, other = kind(), QPushButton()
    one.setObjectName(name)
    for word, value in words.items():
        one.setProperty(word, value)
    one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    lines.addWidget(one)
    lines.addWidget(other)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    other.setFocus()
    without = one.sizeHint()
    one.setFocus()
    assert one.hasFocus()
    assert one.sizeHint() == without


def test_nothing_in_a_palette_is_no_colour() -> None:
    """Each entry of both palettes is a colour Qt knows."""
    for colours in (LIGHT, DARK):
        for name, value in asdict(colours).items():
            assert QColor(value).isValid(), name


def test_the_system_decides_where_nobody_chose(desk: Desk) -> None:
    """Without a choice the look follows the desktop."""
    theme = Theme(Look.SYSTEM)
    assert theme.colours in (LIGHT, DARK)
    assert desk.theme.look is Look.LIGHT


def test_texts_grow_with_those_of_the_system_and_everything_around_them(desk: Desk) -> None:
    """Where the system's texts are half as large again, so are ours, at each of our own sizes."""
    assert desk.theme.sizes == ROOMY
    for chosen in TextSize:
        usual = Theme(Look.LIGHT, text=chosen).sizes
        large = Theme(Look.LIGHT, text=chosen, scale=1.5).sizes
        assert large.text - usual.text == ROOMY.text // 2
        for name, value in asdict(large).items():
            assert name == "pad" or value > getattr(usual, name), name
    assert 1.0 <= system_scale() <= MOST


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icons_are_sharp_on_every_screen(ratio: float) -> None:
    """An icon has a drawing of exactly the pixels it takes, and no other."""
    icon = draw_icon("search", LIGHT.text, LIGHT.faint, sizes=(16, 22), scales={1.0, ratio})
    drawn = {size.width() for size in icon.availableSizes()}
    assert drawn == {16, 22, round(16 * ratio), round(22 * ratio)}


@pytest.mark.parametrize("chosen", TextSize)
def test_icons_are_as_large_as_the_look_has_them(chosen: TextSize) -> None:
    """And those a page shows larger, or smaller, are drawn for that."""
    theme = Theme(Look.LIGHT, text=chosen)
    assert QSize(theme.sizes.icon, theme.sizes.icon) in theme.icon("search").availableSizes()
    assert theme.icon("search", "muted", 36).availableSizes() == [QSize(36, 36)]
