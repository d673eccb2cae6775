"""The bottom line: the state of things, what is being done, the language and the look."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.desk import Desk
from ui.long_run import LongRun
from ui.speech import FULL_NAMES, LANGUAGES, SHORT_NAMES
from ui.theme import GRID, Look, Tone
from ui.widgets.layouts import put_in

HEIGHT = 34
BAR = 160
ICON = 16
INKS = {Tone.WARN: "warn", Tone.BAD: "bad"}
"""Tones that colour the words too; the others only their icon."""


class StateButton(QAbstractButton):
    """How things stand, as an icon and as much of a sentence as there is room for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._icon, self._tone = "", Tone.NEUTRAL
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def tone(self) -> Tone:
        """What the state feels like."""
        return self._tone

    def show_state(self, text: str, icon: str, tone: Tone) -> None:
        """Say another state."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Be content with little."""
        return QSize(10 * GRID, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Be content with less."""
        return QSize(3 * GRID, HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the mouse."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the icon and the words."""
        theme = self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font())
        room = self.rect().adjusted(GRID, 0, -GRID, 0)
        left = room.left() + (ICON + GRID if self._icon else 0)
        width = min(painter.fontMetrics().horizontalAdvance(self.text()), room.right() - left)
        box = QRect(0, 4, left + width + GRID, self.height() - 8)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("neutral_soft"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        if self._icon:
            place = QRect(room.left(), (self.height() - ICON) // 2, ICON, ICON)
            theme.icon(self._icon, self._tone.value, ICON).paint(painter, place)
        painter.setPen(theme.colour(INKS.get(self._tone, "text")))
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.right() - left
        )
        painter.drawText(
            QRect(left, 0, room.right() - left, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            text,
        )


class RunView(QWidget):
    """A long run: what it is, how far, and a button to stop it."""

    def __init__(self, desk: Desk, run: LongRun) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(BAR)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(run.title)
        cancel = QToolButton()
        cancel.setProperty("quiet", True)
        desk.theme.dress(cancel, "x")
        cancel.setToolTip(desk.speech.words.text("Stop"))
        cancel.setAccessibleName(desk.speech.words.text("Stop: {what}", what=run.title))
        cancel.clicked.connect(run.cancel)
        line.addWidget(QLabel(run.title))
        line.addWidget(self._bar)
        line.addWidget(cancel)
        run.progressed.connect(self._on_progress)
        run.ended.connect(self._on_end)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_end(self) -> None:
        self.hide()
        self.deleteLater()


class StatusLine(QWidget):
    """The line at the bottom.

    `asked_help` is sent by the button with the question mark, `asked_state` by a click on how
    things stand.
    """

    asked_help = Signal()
    asked_state = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("bottom")
        self._desk = desk
        self.state = StateButton(desk)
        self._collected = QProgressBar()
        self._runs = QHBoxLayout()
        self._languages = QButtonGroup(self)
        self._menu: QMenu | None = None
        self._look, self._help = QToolButton(), QToolButton()
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        desk.theme.changed.connect(self._say)
        desk.bridge.started.connect(self._on_started)

    def show_state(self, text: str, icon: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Say how things stand, in the person's language."""
        self.state.show_state(text, icon, tone)

    def show_collected(self, done: int, total: int) -> None:
        """Show how much has come in of much that comes; nothing once all is here."""
        self._collected.setVisible(done < total)
        self._collected.setRange(0, total)
        self._collected.setValue(done)

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID, 0, GRID, 0)
        line.setSpacing(GRID)
        line.addWidget(self.state, 1)
        self.state.clicked.connect(self.asked_state)
        self._collected.setFixedWidth(BAR)
        self._collected.hide()
        line.addWidget(self._collected)
        put_in(line, self._runs)
        for code in LANGUAGES:
            button = QToolButton()
            button.setText(SHORT_NAMES[code])
            button.setToolTip(FULL_NAMES[code])
            button.setAccessibleName(FULL_NAMES[code])
            button.setProperty("language", code)
            button.setCheckable(True)
            button.setChecked(code == self._desk.speech.language)
            button.clicked.connect(lambda _on=False, code=code: self._speak(code))
            self._languages.addButton(button)
            line.addWidget(button)
        for button, icon in (
            (self._look, "sliders-horizontal"),
            (self._help, "circle-question-mark"),
        ):
            button.setProperty("quiet", True)
            self._desk.theme.dress(button, icon)
            line.addWidget(button)
        self._look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._help.clicked.connect(self.asked_help)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._look.setToolTip(words.text("Light, dark, height of rows"))
        self._look.setAccessibleName(self._look.toolTip())
        self._help.setToolTip(words.text("Keys and help (F1)"))
        self._help.setAccessibleName(self._help.toolTip())
        self._collected.setAccessibleName(words.text("Taken in from the shared folder"))
        self._make_look_menu()
        for button in self._languages.buttons():  # it may have been changed elsewhere
            button.setChecked(button.property("language") == self._desk.speech.language)
        self.state.update()

    def _make_look_menu(self) -> None:
        words, theme = self._desk.speech.words, self._desk.theme
        menu = QMenu(self._look)
        group = QActionGroup(menu)
        for look, name in (
            (Look.LIGHT, words.text("Light")),
            (Look.DARK, words.text("Dark")),
            (Look.SYSTEM, words.text("As the system has it")),
        ):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(theme.look is look)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, look=look: self._choose(look))
        menu.addSeparator()
        low = menu.addAction(words.text("Low rows for small screens"))
        low.setCheckable(True)
        low.setChecked(theme.compact)
        low.triggered.connect(self._make_compact)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        self._look.setMenu(menu)

    def _speak(self, language: str) -> None:
        self._desk.choices.set("language", language)
        self._desk.speech.speak(language)

    def _choose(self, look: Look) -> None:
        self._desk.choices.set("look", look.value)
        self._desk.theme.choose(look=look)

    def _make_compact(self, compact: bool) -> None:
        self._desk.choices.set("compact", "yes" if compact else "no")
        self._desk.theme.choose(compact=compact)

    def _on_started(self, run: LongRun) -> None:
        self._runs.addWidget(RunView(self._desk, run))
