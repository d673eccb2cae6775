"""How everything looks: colours light and dark, three sizes of text, an 8-pixel grid, icons, fonts.

Colours and sizes are data here; what they are applied to is written in the style sheets under
`resources/theme`, where `$name` stands for a colour or a size. Fusion draws the rest by the
palette. Status is never told by colour alone: a tone always comes with a word (see
`ui.widgets.badge`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from string import Template
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory
from shiboken6 import isValid

import resources

GRID = 8
ICON_SIZES = (16, 20, 24, 36, 48)
STYLE_SHEETS = ("window", "controls", "lists", "pieces")
FAMILY = "IBM Plex Sans"


class Look(StrEnum):
    """Which of the two palettes; SYSTEM follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class TextSize(StrEnum):
    """How large texts are."""

    USUAL = "usual"
    LARGER = "larger"
    LARGEST = "largest"


GROWTH = {TextSize.USUAL: 0, TextSize.LARGER: 2, TextSize.LARGEST: 4}
"""Logical pixels added to every text; controls and rows grow by twice as much."""


class Tone(StrEnum):
    """What a status feels like; each tone has a text and a ground colour."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette. `…_soft` is a ground for text of the same name; contrast is at least 4.5 : 1."""

    ground: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    hover: str
    chosen: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_text: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral: str
    neutral_soft: str
    shadow: str


LIGHT = Colours(
    ground="#f3f5f7",
    surface="#ffffff",
    raised="#ffffff",
    line="#dfe4e9",
    line_strong="#c3ccd5",
    text="#1a2530",
    muted="#586675",
    faint="#8794a1",
    hover="#eef2f5",
    chosen="#dceff3",
    accent="#0b7285",
    accent_hover="#0a6475",
    accent_press="#085563",
    on_accent="#ffffff",
    accent_text="#0a6475",
    accent_soft="#e0f1f4",
    good="#1d6b43",
    good_soft="#e1f3e8",
    warn="#85510a",
    warn_soft="#fdf0d9",
    bad="#ad2b22",
    bad_soft="#fbe7e5",
    neutral="#4c5a68",
    neutral_soft="#e9edf1",
    shadow="#1a2530",
)

DARK = Colours(
    ground="#14191f",
    surface="#1b2128",
    raised="#232a33",
    line="#2c353f",
    line_strong="#43505e",
    text="#e4e9ee",
    muted="#9dabb9",
    faint="#76838f",
    hover="#222a33",
    chosen="#173c46",
    accent="#3aa9be",
    accent_hover="#4fbacd",
    accent_press="#66c6d7",
    on_accent="#06222a",
    accent_text="#69c9da",
    accent_soft="#17333b",
    good="#7fd0a2",
    good_soft="#1a3527",
    warn="#e8b765",
    warn_soft="#3a2d16",
    bad="#f0938b",
    bad_soft="#402220",
    neutral="#b3bfca",
    neutral_soft="#2b343e",
    shadow="#000000",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in logical pixels, all on the grid or half of it."""

    small: int
    text: int
    large: int
    huge: int
    control: int
    row: int
    pad: int
    icon: int


ROOMY = Sizes(small=12, text=14, large=20, huge=44, control=34, row=44, pad=8, icon=18)
COMPACT = Sizes(small=11, text=13, large=18, huge=40, control=28, row=28, pad=4, icon=16)


class Theme(QObject):
    """The look in force. Everything drawn by hand asks it; `changed` tells to draw again."""

    changed = Signal()

    def __init__(
        self,
        look: Look = Look.SYSTEM,
        *,
        compact: bool = False,
        text: TextSize = TextSize.USUAL,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._compact = compact
        self._text = text
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self._dressed: WeakKeyDictionary[QObject, tuple[str, str]] = WeakKeyDictionary()
        self._fonts_loaded = False

    @property
    def look(self) -> Look:
        """The look that was chosen."""
        return self._look

    @property
    def compact(self) -> bool:
        """Whether rows and controls are low, for small screens."""
        return self._compact

    @property
    def text_size(self) -> TextSize:
        """How large texts are."""
        return self._text

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in force."""
        if self._look is Look.SYSTEM:
            return QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._look is Look.DARK

    @property
    def colours(self) -> Colours:
        """The palette in force."""
        return DARK if self.dark else LIGHT

    @property
    def sizes(self) -> Sizes:
        """The sizes in force."""
        base, more = COMPACT if self._compact else ROOMY, GROWTH[self._text]
        return replace(
            base,
            small=base.small + more,
            text=base.text + more,
            large=base.large + more,
            control=base.control + 2 * more,
            row=base.row + 2 * more,
        )

    def choose(
        self,
        *,
        look: Look | None = None,
        compact: bool | None = None,
        text: TextSize | None = None,
    ) -> None:
        """Take another look, density or size of texts and dress the whole program again."""
        self._look = self._look if look is None else look
        self._compact = self._compact if compact is None else compact
        self._text = self._text if text is None else text
        self.apply()

    def apply(self) -> None:
        """Dress the application: style, fonts, palette and style sheets."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        self._load_fonts()
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(self.font())
        application.setPalette(self.palette())
        application.setStyleSheet(self.style_sheet())
        for target, (name, colour) in list(self._dressed.items()):
            if isValid(target):
                self._give_icon(target, name, colour)
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """Give a colour of the palette in force by its name."""
        return QColor(getattr(self.colours, name))

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Give the text and the ground colour of a tone."""
        if tone is Tone.ACCENT:
            return self.colour("accent_text"), self.colour("accent_soft")
        return self.colour(tone.value), self.colour(f"{tone.value}_soft")

    def font(self, size: str = "text", *, bold: bool = False) -> QFont:
        """Give the face in `small`, `text` or `large`, or `huge` for a number to copy by hand."""
        font = QFont([FAMILY, "DejaVu Sans"])
        font.setPixelSize(getattr(self.sizes, size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def icon(self, name: str, colour: str = "muted") -> QIcon:
        """Draw an icon in a colour of the palette, sharp at every scale of the screen."""
        tint = str(getattr(self.colours, colour))
        found = self._icons.get((name, tint, self.colours.faint))
        if found is None:
            found = _draw_icon(name, tint, self.colours.faint)
            self._icons[name, tint, self.colours.faint] = found
        return found

    def dress(self, target: QObject, name: str, colour: str = "muted") -> None:
        """Give a button or an action its icon, now and after every change of the look."""
        self._dressed[target] = (name, colour)
        self._give_icon(target, name, colour)

    def palette(self) -> QPalette:
        """Make Qt's palette out of the colours in force."""
        colours, role = self.colours, QPalette.ColorRole
        palette = QPalette()
        for target, name in (
            (role.Window, colours.ground),
            (role.WindowText, colours.text),
            (role.Base, colours.surface),
            (role.AlternateBase, colours.ground),
            (role.ToolTipBase, colours.raised),
            (role.ToolTipText, colours.text),
            (role.PlaceholderText, colours.faint),
            (role.Text, colours.text),
            (role.Button, colours.surface),
            (role.ButtonText, colours.text),
            (role.BrightText, colours.bad),
            (role.Link, colours.accent_text),
            (role.LinkVisited, colours.accent_text),
            (role.Highlight, colours.accent),
            (role.HighlightedText, colours.on_accent),
            (role.Accent, colours.accent),
            (role.Mid, colours.line),
            (role.Dark, colours.line_strong),
            (role.Shadow, colours.shadow),
        ):
            palette.setColor(target, QColor(name))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.faint))
        return palette

    def style_sheet(self) -> str:
        """Fill the colours and sizes into the style sheets."""
        places = {name: str(value) for name, value in asdict(self.colours).items()}
        places |= {f"size_{name}": f"{value}px" for name, value in asdict(self.sizes).items()}
        places["marks"] = resources.path("theme/marks").as_posix()
        places["shade"], places["tick"] = ("dark", "light") if self.dark else ("light", "dark")
        texts = [
            resources.path(f"theme/{name}.qss").read_text(encoding="utf-8") for name in STYLE_SHEETS
        ]
        return Template("\n".join(texts)).substitute(places)

    def _give_icon(self, target: QObject, name: str, colour: str) -> None:
        give = getattr(target, "setIcon", None)
        if give is not None:
            give(self.icon(name, colour))

    def _load_fonts(self) -> None:
        if self._fonts_loaded:
            return
        self._fonts_loaded = True
        for face in sorted(resources.path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(face))


def _draw_icon(name: str, tint: str, faint: str) -> QIcon:
    source = resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, tint), (QIcon.Mode.Disabled, faint)):
        drawing = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
        for size in ICON_SIZES:
            image = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            drawing.render(painter, QRectF(0, 0, size, size))
            painter.end()
            icon.addPixmap(QPixmap.fromImage(image), mode)
    return icon
