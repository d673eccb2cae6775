"""How the registration window is put together: its parts, its keys, its words. No commands here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from edo.domain.card import RECEIVED_KINDS, Kind
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.card_form import CardForm
from ui.dialogs.card_layout import TITLES
from ui.dialogs.duplicates_panel import DuplicatesPanel
from ui.dialogs.files_pane import FilesPane
from ui.dialogs.help_sheet import HelpSheet
from ui.dialogs.number_banner import NumberBanner
from ui.dialogs.offer_line import OfferLine
from ui.dialogs.registration_foot import RegistrationFoot
from ui.dialogs.registration_head import RegistrationHead
from ui.theme import GRID
from ui.widgets.polish import named

CARD_WIDTH, SCAN_WIDTH = 740, 620
SIZE = 1366, 728
GEOMETRY = "registration.geometry"

ACTIONS: tuple[tuple[str, str, str], ...] = (
    ("register", "Ctrl+Return", mark("Register")),
    ("save", "Ctrl+S", mark("Save as a draft")),
    ("party", "F7", mark("One more correspondent")),
    ("more", "F9", mark("More fields")),
    ("other_side", "F6", mark("Between the card and the files")),
    ("files", "Ctrl+O", mark("Choose files")),
    ("paste", "Ctrl+Shift+V", mark("Paste files or a picture")),
    ("page_on", "Alt+PgDown", mark("Next page of the file")),
    ("page_back", "Alt+PgUp", mark("Page before")),
    ("again", "Ctrl+L", mark("One more like the last")),
    ("help", "F1", mark("Keys and help")),
    ("close", "Esc", mark("Keep what is typed and close")),
)
"""Code, keys, marked English name."""
TAKE_IN = mark("Take in without a number")


class RegistrationWindow(QMainWindow):
    """Parts and keys; `asked_for` carries the code of an action a person asked for."""

    asked_for = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.kind = desk, kind
        self.document = ""
        self.actions_by_code: dict[str, QAction] = {}
        self._make_actions()
        self.head = RegistrationHead(desk, kind)
        self.form = CardForm(desk, kind)
        self.banner, self.doubts = NumberBanner(desk), DuplicatesPanel(desk)
        self.offered, self.hint = OfferLine(desk), OfferLine(desk)
        self.files = FilesPane(desk, kind)
        acts = self.actions_by_code
        self.foot = RegistrationFoot(desk, acts["register"], acts["save"])
        self._area = QScrollArea()
        self._lay_out()
        self._say()
        desk.speech.changed.connect(self._say)
        self._restore()

    def go(self, name: str) -> None:
        """Bring the keys into a field of the card, and the field into sight."""
        self.form.go(name)
        QTimer.singleShot(0, self, self._reach)

    def go_first(self) -> None:
        """Bring the keys to the beginning of the card."""
        self.go(next(iter(self.form.controls)))

    def turn_fold(self) -> None:
        """Show what is seldom needed, or hide it."""
        self.form.turn_fold()
        QTimer.singleShot(0, self, self._reach)

    def _reach(self) -> None:
        """Scroll the card so that the field with the keys is seen, with its label and error."""
        holds = QApplication.focusWidget()
        if holds is not None and self.form.isAncestorOf(holds):
            self._area.ensureWidgetVisible(holds, 0, 8 * GRID)

    def let_edit(self, *, allowed: bool) -> None:
        """Let nothing be changed while the card is being handed in."""
        for part in (self.head, self.form, self.files, self.doubts):
            part.setEnabled(allowed)
        for code in ("register", "save", "again"):
            self.actions_by_code[code].setEnabled(allowed)

    def show_help(self) -> None:
        """Show the keys of this window."""
        sheet = HelpSheet(self.desk, self, self.files)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def change_side(self) -> None:
        """Bring the keys from the card to the files, or back."""
        if self.files.isAncestorOf(self.focusWidget() or self):
            self.go_first()
        elif self.files.rows:
            self.files.rows[0].button.setFocus()
        else:
            self.files.drop.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size, end what draws pages."""
        state = self.saveGeometry().toBase64().data()
        self.desk.memory.set(GEOMETRY, bytes(state).decode("ascii"))
        self.files.close_pages()
        super().closeEvent(event)
        self.closed.emit()

    def _make_actions(self) -> None:
        for code, keys, _name in ACTIONS:
            action = QAction(self)
            action.setShortcuts(
                [QKeySequence(keys), QKeySequence("Ctrl+Enter")]
                if code == "register"
                else [QKeySequence(keys)]
            )
            action.setAutoRepeat(False)
            action.triggered.connect(self._teller(code))
            self.addAction(action)
            self.actions_by_code[code] = action

    def _teller(self, code: str) -> Callable[[], None]:
        return lambda: self.asked_for.emit(code)

    def _lay_out(self) -> None:
        card, side = QWidget(), QWidget()
        lines = QVBoxLayout(card)
        lines.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        lines.addWidget(self.form)
        self._area.setWidget(named(card, "paper"))
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(side)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        for part in (self.banner, self.offered, self.doubts):
            column.addWidget(part)
        column.addWidget(self.files, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._left())
        halves.addWidget(side)
        halves.setSizes([CARD_WIDTH, SCAN_WIDTH])
        halves.setStretchFactor(1, 1)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(halves, 1)
        rows.addWidget(self.foot)
        self.setCentralWidget(whole)
        self.form.stand_after(self.head.templates)

    def _left(self) -> QWidget:
        """Put the quiet hint under the card, where it moves nothing."""
        left = named(QWidget(), "middle")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._area, 1)
        under = QVBoxLayout()
        under.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID)
        under.addWidget(self.hint)
        lines.addLayout(under)
        return left

    def _say(self) -> None:
        words = self.desk.speech.words
        for code, _keys, name in ACTIONS:
            self.actions_by_code[code].setText(words.text(name))
        if self.kind in RECEIVED_KINDS:
            self.actions_by_code["save"].setText(words.text(TAKE_IN))
        title = words.text(TITLES[self.kind])
        self.setWindowTitle(words.text("Register: {title}", title=title))
        self.foot.say()

    def _restore(self) -> None:
        state = self.desk.memory.get(GEOMETRY)
        if not state or not self.restoreGeometry(QByteArray.fromBase64(state.encode("ascii"))):
            self.resize(*SIZE)
