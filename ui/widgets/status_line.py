"""The bottom line: the state of things, what is being done, the language and the look."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QToolButton,
    QWidget,
)

from ui.bridge import LongRun
from ui.desk import Desk
from ui.speech import FULL_NAMES, LANGUAGES, SHORT_NAMES
from ui.theme import GRID, Look, Tone

HEIGHT = 34
BAR = 160
ICONS = {Tone.GOOD: "check", Tone.WARN: "triangle-alert", Tone.BAD: "triangle-alert"}


class RunView(QWidget):
    """A long run: what it is, how far, and a button to stop it."""

    def __init__(self, desk: Desk, run: LongRun) -> None:
        super().__init__()
        self._run = run
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
    """The line at the bottom; `asked_help` is sent by the button with the question mark."""

    asked_help = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("bottom")
        self._desk = desk
        self._icon, self._text = QLabel(), QLabel()
        self._tone = Tone.NEUTRAL
        self._runs = QHBoxLayout()
        self._languages = QButtonGroup(self)
        self._menu: QMenu | None = None
        self._look, self._help = QToolButton(), QToolButton()
        self._build()
        self._say()
        desk.speech.changed.connect(self._say)
        desk.theme.changed.connect(self._say)
        desk.bridge.started.connect(self._on_started)

    def show_state(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say how things stand, in the person's language."""
        self._tone = tone
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._show_icon()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 0, GRID, 0)
        line.setSpacing(GRID)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        line.addLayout(self._runs)
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
        self._make_look_menu()
        self._show_icon()

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

    def _show_icon(self) -> None:
        name = ICONS.get(self._tone)
        self._icon.setVisible(name is not None)
        if name is not None:
            self._icon.setPixmap(self._desk.theme.icon(name, self._tone.value).pixmap(16, 16))

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
