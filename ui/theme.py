"""How everything looks: colours light and dark, three sizes of text, an 8-pixel grid, icons, fonts.

Colours and sizes are data here; what they are applied to is written in the style sheets under
`resources/theme`, where `$name` stands for a colour or a size. Fusion draws the rest by the
palette. Status is never told by colour alone: a tone always comes with a word (see
`ui.widgets.badge`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial
from string import Template
from sys import platform
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QStyleFactory,
    QToolButton,
)
from shiboken6 import isValid

import resources
from ui.colours import DARK, LIGHT, Colours
from ui.icons import draw_icon, tint_icon
from ui.polishing import Still, polish_all
from ui.turns import NEXT_TURN, InTurns
from ui.unseen import News, Parts, Unseen

GRID = 8
MARGIN = 2 * GRID
"""From the edge of a page to what stands on it."""
BESIDE_ICON = 3
"""From the icon of a button to its text."""
IN_LINES = 16
"""Logical pixels of an icon in a field: Qt leaves it no more room, however large texts are."""
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
    """What a status feels like; each tone has a text and a ground colour.

    QUIET is what is as it should be, on nearly every row: the word alone, so that the others show.
    """

    QUIET = "quiet"
    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in logical pixels, all on the grid or half of it."""

    small: int
    text: int
    large: int
    number: int
    huge: int
    control: int
    chip: int
    row: int
    pad: int
    icon: int


ROOMY = Sizes(
    small=12, text=14, large=20, number=28, huge=44, control=34, chip=28, row=44, pad=8, icon=18
)
COMPACT = Sizes(
    small=11, text=13, large=18, number=24, huge=40, control=28, chip=24, row=28, pad=4, icon=16
)
USUAL_POINTS = {"win32": 9.0, "darwin": 13.0}
"""The size of texts a system comes with; elsewhere desktops choose between 9 and 11."""
USUAL_ELSEWHERE = 11.0
MOST = 2.0
"""So many times larger at most: a window must still fit its screen."""


def system_scale() -> float:
    """Tell how much larger than usual the texts of the system are; never smaller.

    High-density screens do not count: Qt makes their logical pixels larger by itself.
    """
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(MOST, max(1.0, points / USUAL_POINTS.get(platform, USUAL_ELSEWHERE)))


class Theme(QObject):
    """The look in force. Everything drawn by hand asks it; `changed` tells to draw again.

    What nobody sees is dressed when it is shown, or a moment later (`ui.unseen`).
    """

    def __init__(
        self,
        look: Look = Look.SYSTEM,
        *,
        compact: bool = False,
        text: TextSize = TextSize.USUAL,
        scale: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._unseen = Unseen(self)
        self.changed = News(self._unseen)
        self._scale = scale
        self._look = look
        self._compact = compact
        self._sizes: dict[tuple[bool, TextSize, float], Sizes] = {}
        self._text = text
        self._icons: dict[tuple[str, tuple[int, ...], int, str, str], QIcon] = {}
        self._drawn: dict[tuple[str, tuple[int, ...], int], QIcon] = {}
        self._dressed: WeakKeyDictionary[QObject, tuple[str, str]] = WeakKeyDictionary()
        self._fonts_loaded = False
        self._fusion = False
        self._still = Still()
        self._turns = InTurns(self, NEXT_TURN)
        self._turns.over.connect(self._on_dressed)
        if isinstance(QGuiApplication.instance(), QGuiApplication):
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_look)

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
    def resting(self) -> bool:
        """Whether all that is seen wears what was chosen last."""
        return not self._turns.under_way

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
        key = (self._compact, self._text, self._scale)
        if key not in self._sizes:
            self._sizes = {key: self._reckon_sizes()}
        return self._sizes[key]

    def _reckon_sizes(self) -> Sizes:
        base, more = COMPACT if self._compact else ROOMY, GROWTH[self._text]
        texts = {
            name: round(getattr(base, name) * self._scale) + more
            for name in ("small", "text", "large", "number", "huge")
        }
        # What texts stand in grows as much as they do.
        grown = 2 * (texts["text"] - base.text)
        return replace(
            base,
            **texts,
            control=base.control + grown,
            chip=base.chip + grown,
            row=base.row + grown,
            icon=base.icon + grown // 2,
        )

    def choose(
        self,
        *,
        look: Look | None = None,
        compact: bool | None = None,
        text: TextSize | None = None,
    ) -> None:
        """Take another look, density or size of texts and dress the whole program again.

        It is done in short turns. Meanwhile the windows are seen as they were, and hear keys.
        """
        self._look = self._look if look is None else look
        self._compact = self._compact if compact is None else compact
        self._text = self._text if text is None else text
        self._dress_in_turns()

    def apply(self) -> None:
        """Dress the application at once: style, fonts, palette and style sheets."""
        self._turns.begin(self._dressing())
        self._turns.finish()

    def _dress_in_turns(self) -> None:
        self._still.hold()
        self._turns.begin(self._dressing())

    def _on_dressed(self) -> None:
        """Let those draw anew who draw by hand, and then all be seen."""
        self.changed.emit()
        self._still.let_go()

    def _dressing(self) -> Iterator[bool]:
        """Dress all that is seen, part by part."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        self._load_fonts()
        if self._fusion:
            # Qt would dress every widget it has read the sheet for, and those in it once for each
            # that they stand in. It forgets here whom it read it for, and dresses nobody.
            application.style().unpolish(application)
        else:
            application.setStyleSheet("")
            application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(self.font())
        application.setPalette(self.palette())
        application.setStyleSheet(self.style_sheet())
        yield False
        if self._fusion:
            yield from polish_all(self._unseen)
        self._fusion = True
        for target, (name, colour) in list(self._dressed.items()):
            if isValid(target):
                part, give = Parts().hidden(target), partial(self._give_icon, target, name, colour)
                if part is None:
                    give()
                else:
                    self._unseen.put_off(part, target, "icon", give)
            yield False

    def colour(self, name: str) -> QColor:
        """Give a colour of the palette in force by its name."""
        return QColor(getattr(self.colours, name))

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Give the text and the ground colour of a tone."""
        if tone is Tone.ACCENT:
            return self.colour("accent_text"), self.colour("accent_soft")
        if tone is Tone.QUIET:
            return self.colour("muted"), QColor(Qt.GlobalColor.transparent)
        return self.colour(tone.value), self.colour(f"{tone.value}_soft")

    def font(self, size: str = "text", *, bold: bool = False) -> QFont:
        """Give the face in `small`, `text` or `large`, or `huge` for a number to copy by hand."""
        font = QFont([FAMILY, "DejaVu Sans"])
        font.setPixelSize(getattr(self.sizes, size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def icon(self, name: str, colour: str = "muted", *sizes: int, after: int = 0) -> QIcon:
        """Draw an icon in a colour of the palette, sharp at every scale of the screen.

        Args:
            name: of the icon.
            colour: of the palette.
            sizes: logical pixels it is shown at; none for those of buttons and of fields.
            after: logical pixels left free at its right.
        """
        tint, faint = str(getattr(self.colours, colour)), self.colours.faint
        key = name, sizes or (self.sizes.icon, IN_LINES), after
        found = self._icons.get((*key, tint, faint))
        if found is None:
            found = self._icons[*key, tint, faint] = self._tinted(*key, tint, faint)
        return found

    def picture(self, name: str, colour: str = "muted", size: int = 0) -> QPixmap:
        """Draw an icon for a label.

        Args:
            name: of the icon.
            colour: of the palette.
            size: logical pixels; none for that of the look.
        """
        size = size or self.sizes.icon
        return self.icon(name, colour, size).pixmap(size, size)

    def _tinted(
        self, name: str, sizes: tuple[int, ...], after: int, tint: str, faint: str
    ) -> QIcon:
        drawn = self._drawn.get((name, sizes, after))
        if drawn is not None:
            return tint_icon(drawn, tint, faint)
        scales = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
        made = draw_icon(name, tint, faint, sizes=sizes, scales=scales, after=after)
        self._drawn[name, sizes, after] = made
        return made

    def dress(self, target: QObject, name: str, colour: str = "muted") -> None:
        """Give a button or an action its icon, now and after every change of the look."""
        self._dressed[target] = (name, colour)
        self._give_icon(target, name, colour)

    def icon_name(self, target: QObject) -> str:
        """Tell which icon a button or an action was given; nothing where it has none."""
        return self._dressed.get(target, ("", ""))[0]

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
            (role.PlaceholderText, colours.hint),
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
        sizes = self.sizes
        lengths = {
            "margin": MARGIN,
            "inner_control": sizes.control - 2,
            "inner_chip": sizes.chip - 2,
            "inner_chip_focus": sizes.chip - 4,
            "round_chip": sizes.chip // 2,
            "in_lines": IN_LINES,
        }
        places |= {name: f"{value}px" for name, value in lengths.items()}
        places["marks"] = resources.path("theme/marks").as_posix()
        places["shade"], places["tick"] = ("dark", "light") if self.dark else ("light", "dark")
        texts = [
            resources.path(f"theme/{name}.qss").read_text(encoding="utf-8") for name in STYLE_SHEETS
        ]
        return Template("\n".join(texts)).substitute(places)

    def _give_icon(self, target: QObject, name: str, colour: str) -> None:
        if isinstance(target, QAbstractButton):
            size, after = self.sizes.icon, BESIDE_ICON if _has_text_beside(target) else 0
            target.setIconSize(QSize(size + after, size))
            target.setIcon(self.icon(name, colour, size, after=after))
            return
        give = getattr(target, "setIcon", None)
        if give is not None:
            give(self.icon(name, colour))

    def _on_system_look(self) -> None:
        """Follow the desktop where nobody chose otherwise."""
        if self._look is Look.SYSTEM:
            self._dress_in_turns()

    def _load_fonts(self) -> None:
        if self._fonts_loaded:
            return
        self._fonts_loaded = True
        for face in sorted(resources.path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(face))


def _has_text_beside(target: QObject) -> bool:
    """Tell whether a text stands at the right of an icon."""
    if isinstance(target, QToolButton):
        return target.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    return isinstance(target, QPushButton)
