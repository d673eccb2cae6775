"""The page "Settings": few, searchable, each with a word on what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edo import starting
from edo.check import Examined, check
from edo.commands.home import Standing, standing
from edo.errors import Refusal
from edo.repair.steps import proposed
from edo.sentences import mark
from edo.wording import Wording
from ui.autostart import Autostart, autostart
from ui.desk import Desk
from ui.dialogs.first_run import RESTORE
from ui.dialogs.next_scan import FOLDER, choose_folder
from ui.dialogs.password_sheet import PasswordSheet
from ui.findings import state, told
from ui.mending import MEND, open_mending
from ui.notifying import ON, QUIET, QUIET_HOURS, USUAL_QUIET
from ui.pages.setting_lines import (
    GROUPS,
    NAMES,
    SETTINGS,
    Setting,
    SettingGroup,
    SettingLine,
)
from ui.speech import FULL_NAMES, LANGUAGES
from ui.theme import GRID, MARGIN, Look, TextSize, Tone
from ui.tray import STAY
from ui.widgets.find_among import holds
from ui.widgets.measure import AtMost, line_of_text
from ui.widgets.picker import Choice
from ui.widgets.polish import named
from ui.widgets.search_signs import make_search
from ui.widgets.select import Select

LINES, CONTROL = 1.25, 0.36
"""How wide the page and its boxes to choose from are, in lines of text."""
NEVER_QUIET = "never"
DATA = mark("Look over the data")
LOOKS: dict[StrEnum, str] = {
    Look.LIGHT: mark("Light"),
    Look.DARK: mark("Dark"),
    Look.SYSTEM: mark("As the system has it"),
}
SIZES: dict[StrEnum, str] = {
    TextSize.USUAL: mark("Usual"),
    TextSize.LARGER: mark("Larger"),
    TextSize.LARGEST: mark("Largest"),
}


class SettingsPage(QWidget):
    """All settings under a line to search.

    `moved` asks for another home folder, `restoring` for what was lost.
    """

    CHAPTER = "settings"

    moved = Signal()
    restoring = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._standing: Standing | None = None
        self._examined: Examined | None = None
        self._heading, self.search = QLabel(), QLineEdit()
        self.language = Select(desk, _languages)
        self.look = Select(desk, _named(LOOKS))
        self.texts = Select(desk, _named(SIZES))
        self.compact = QCheckBox()
        self.notify, self.quiet = QCheckBox(), Select(desk, _quiet_hours)
        self.stay, self.with_system = QCheckBox(), QCheckBox()
        self.scans = QPushButton()
        self._autostart: Autostart | None = None
        self.folder, self.password, self.check = QPushButton(), QPushButton(), QPushButton()
        self.restore = QPushButton()
        self.lines = [SettingLine(desk, setting) for setting in self._settings()]
        self.data = self.lines[NAMES.index(DATA)]
        self._groups = self._grouped()
        self._nothing, self._area = QLabel(), QScrollArea()
        self._about, self._version = QLabel(), "—"
        self._build()
        self._connect()
        self._show_choices()
        self._say()
        desk.bridge.look(standing, then=self._on_standing)
        desk.bridge.work(starting.version, then=self._on_version, owner=self)

    def _settings(self) -> Sequence[Setting]:
        controls = (
            self.language,
            self.look,
            self.texts,
            self.compact,
            self.notify,
            self.quiet,
            self.stay,
            self.with_system,
            self.scans,
            self.folder,
            self.password,
            self.check,
            self.restore,
        )
        return [Setting(*said, control) for said, control in zip(SETTINGS, controls, strict=True)]

    def _grouped(self) -> Sequence[SettingGroup]:
        found: list[SettingGroup] = []
        at = 0
        for name, count in GROUPS:
            found.append(SettingGroup(self._desk, name, self.lines[at : at + count]))
            at += count
        return found

    def show_setting(self, name: str) -> None:
        """Show one setting and give it the keys; `name` is one of `NAMES`."""
        self.search.clear()
        line = self.lines[NAMES.index(name)]
        self._area.ensureWidgetVisible(line)
        line.control.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self._heading.setProperty("text_size", "large")
        make_search(self._desk, self.search)
        for label in (self._nothing, self._about):
            label.setProperty("muted", True)
        self._about.setProperty("text_size", "small")
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._nothing.hide()
        self._widen()
        paper = named(QWidget(), "paper")
        AtMost(self._desk.theme, paper, LINES)
        area = self._area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        area.setWidget(paper)  # while nothing is in it that would be measured, and dressed for it
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(paper)
        column.setContentsMargins(MARGIN, 2 * GRID, MARGIN, MARGIN)
        column.setSpacing(GRID)
        for widget in (self._heading, self.search, *self._groups, self._nothing, self._about):
            column.addWidget(widget)
        column.addStretch()
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        desk = self._desk
        self.search.textChanged.connect(self._on_search)
        self.language.chosen.connect(self._on_language)
        self.look.chosen.connect(self._on_look)
        self.texts.chosen.connect(self._on_size)
        self.compact.clicked.connect(self._on_compact)
        self.notify.clicked.connect(self._on_notify)
        self.quiet.chosen.connect(self._on_quiet)
        self.stay.clicked.connect(self._on_stay)
        self.with_system.clicked.connect(self._on_with_system)
        self.folder.clicked.connect(self.moved)
        self.restore.clicked.connect(self.restoring)
        self.scans.clicked.connect(self._on_scans)
        self.password.clicked.connect(self._on_password)
        self.check.clicked.connect(self._on_check)
        desk.speech.changed.connect(self._say)
        desk.speech.changed.connect(self._show_choices)
        desk.theme.changed.connect(self._show_choices)
        desk.theme.changed.connect(self._widen)

    def _widen(self) -> None:
        """Let all boxes be as wide, so that they stand in one column; larger texts have wider."""
        wide = round(CONTROL * line_of_text(self._desk.theme))
        for control in (self.language, self.look, self.texts, self.quiet):
            control.setFixedWidth(wide)

    def _say(self) -> None:
        words = self._desk.speech.words
        self._heading.setText(words.text("Settings"))
        self.search.setPlaceholderText(words.text("Find a setting"))
        self.search.setAccessibleName(words.text("Find a setting"))
        self._nothing.setText(words.text("There is no such setting."))
        self._about.setText(words.text("Document flow, version {version}", version=self._version))
        self.compact.setText(words.text("Make rows lower"))
        self.notify.setText(words.text("Tell me"))
        self.stay.setText(words.text("Stay beside the clock"))
        self.with_system.setText(words.text("Begin with the system"))
        self.folder.setText(words.text("Another folder…"))
        self.scans.setText(words.text("Choose…"))
        self.restore.setText(words.text(RESTORE))
        protected = self._standing is not None and self._standing.protected
        self.password.setText(
            words.text("Change the password…") if protected else words.text("Set a password…")
        )
        self.check.setText(words.text(MEND) if self._can_mend() else words.text("Look over now"))
        self._tell()

    def _on_version(self, version: str) -> None:
        self._version = version or self._version
        self._say()

    def _tell(self) -> None:
        """Say under the lines what is known about the folder, the keys and the data."""
        words, found = self._desk.speech.words, self._standing
        scans, folder, password, data, _restore = self.lines[-5:]
        scans.tell(self._desk.choices.get(FOLDER))
        if found is not None:
            folder.tell(str(found.folder))
            kept, tone = _kept(found)
            password.tell(state=(words.text(kept), tone))
        if self._examined is not None:
            data.tell("\n".join(told(self._examined, words)), state(self._examined, words))

    def _show_choices(self) -> None:
        theme = self._desk.theme
        self.language.put(self._desk.speech.language)
        self.look.put(theme.look.value)
        self.texts.put(theme.text_size.value)
        self.compact.setChecked(theme.compact)
        choices = self._desk.choices
        self.notify.setChecked(choices.get(ON) != "no")
        self.stay.setChecked(choices.get(STAY) == "yes")
        self.quiet.put(choices.get(QUIET, USUAL_QUIET) or NEVER_QUIET)
        self.quiet.setEnabled(self.notify.isChecked())

    def _on_search(self, typed: str) -> None:
        for line in self.lines:
            line.setVisible(holds(line.text, typed))
        for group in self._groups:
            group.rule_off()
        self._nothing.setVisible(all(line.isHidden() for line in self.lines))

    def _on_language(self, code: str) -> None:
        self._desk.choices.set("language", code)
        self._desk.speech.speak(code)

    def _on_look(self, code: str) -> None:
        self._desk.choices.set("look", code)
        self._desk.theme.choose(look=Look(code))

    def _on_size(self, code: str) -> None:
        self._desk.choices.set("text_size", code)
        self._desk.theme.choose(text=TextSize(code))

    def _on_compact(self, compact: bool) -> None:
        self._desk.choices.set("compact", "yes" if compact else "no")
        self._desk.theme.choose(compact=compact)

    def _on_notify(self, on: bool) -> None:
        self._desk.choices.set(ON, "yes" if on else "no")
        self.quiet.setEnabled(on)

    def _on_quiet(self, code: str) -> None:
        self._desk.choices.set(QUIET, "never" if code == NEVER_QUIET else code)

    def _on_stay(self, on: bool) -> None:
        self._desk.choices.set(STAY, "yes" if on else "no")

    def _on_with_system(self, on: bool) -> None:
        """Begin with the system or not; it stays beside the clock then, unless said otherwise."""
        if self._autostart is None:
            return
        try:
            self._autostart.turn(on=on)
        except Refusal as error:
            self.with_system.setChecked(not on)
            self._desk.bridge.failed.emit(error)
            return
        if on and not self._desk.choices.get(STAY):
            self._on_stay(on)
            self.stay.setChecked(True)

    def _on_standing(self, found: Standing) -> None:
        self._standing = found
        self._autostart = autostart(found.folder)
        self._desk.bridge.work(
            self._autostart.is_on, then=self.with_system.setChecked, owner=self.with_system
        )
        self._say()

    def _on_scans(self) -> None:
        if choose_folder(self._desk, self.window()):
            self._tell()

    def _on_password(self) -> None:
        protected = self._standing is not None and self._standing.protected
        sheet = PasswordSheet(self._desk, self.window(), protected=protected)
        sheet.done_with.connect(self._on_protected)
        sheet.open()

    def _on_protected(self) -> None:
        self._desk.bridge.look(standing, then=self._on_standing)

    def _can_mend(self) -> bool:
        return self._examined is not None and bool(proposed(self._examined))

    def _on_check(self) -> None:
        """Look the data over; where that has shown something, lead to what puts it right."""
        if self._can_mend():
            sheet = open_mending(self._desk, self.window(), examined=self._examined)
            sheet.finished.connect(self._on_mended)
            return
        self.check.setEnabled(False)
        self.data.tell(state=(self._desk.speech.words.text("Reading…"), Tone.ACCENT))
        self._desk.bridge.run_long(
            check,
            self._desk.speech.words.text("Looking over the data"),
            then=self._on_examined,
            otherwise=self._on_unread,
            owner=self,
            writes=False,
        )

    def _on_examined(self, found: Examined) -> None:
        self._examined = found
        self.check.setEnabled(True)
        self._say()

    def _on_mended(self, _result: int) -> None:
        """Let the data be looked over anew: what was found may be gone."""
        self._examined = None
        self.data.tell()
        self._say()

    def _on_unread(self, error: Exception) -> None:
        self.check.setEnabled(True)
        self.data.tell()
        self._desk.bridge.failed.emit(error)


def _kept(found: Standing) -> tuple[str, Tone]:
    """Tell what keeps the keys from others, and what that feels like."""
    if found.in_store:
        return mark("The keys lie in the key store of the system"), Tone.GOOD
    if found.protected:
        return mark("The keys are under a password"), Tone.GOOD
    return mark("The keys have no password now"), Tone.WARN


def _languages(_words: Wording) -> Sequence[Choice]:
    return [Choice(code, FULL_NAMES[code]) for code in LANGUAGES]


def _quiet_hours(words: Wording) -> Sequence[Choice]:
    found: list[Choice] = []
    for hours in QUIET_HOURS:
        first, _, last = hours.partition("-")
        name = words.text("from {first}:00 to {last}:00", first=first, last=last)
        found.append(Choice(hours or NEVER_QUIET, name if hours else words.text("none")))
    return found


def _named(names: dict[StrEnum, str]) -> Callable[[Wording], Sequence[Choice]]:
    return lambda words: [Choice(code.value, words.text(name)) for code, name in names.items()]
