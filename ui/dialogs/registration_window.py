"""How the registration window is put together: its parts, its keys, its words. No commands here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from edo.domain.card import RECEIVED_KINDS, Kind
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.card_layout import TITLES
from ui.dialogs.duplicates_panel import DuplicatesPanel
from ui.dialogs.files_pane import FilesPane
from ui.dialogs.kept_card import TypedLink
from ui.dialogs.number_banner import NumberBanner
from ui.dialogs.offer_line import OfferLine
from ui.dialogs.registration_foot import RegistrationFoot
from ui.dialogs.registration_head import RegistrationHead
from ui.dialogs.spare_forms import SpareForms
from ui.dialogs.typed_ahead import TypedAhead
from ui.handbook import chapter_about, show_handbook
from ui.theme import GRID
from ui.widgets.entering import presses
from ui.widgets.file_zone import FileZone, Offer, Pasting
from ui.widgets.geometry import keep_place, take_place
from ui.widgets.layouts import put_in
from ui.widgets.polish import named
from ui.widgets.tabbing import step
from ui.widgets.why_not import unanswered

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
    ("scan", "F11", mark("Next scan from the folder of scans")),
    ("page_on", "Alt+PgDown", mark("Next page of the file")),
    ("page_back", "Alt+PgUp", mark("Page before")),
    ("again", "Ctrl+L", mark("One more like the last")),
    ("help", "F1", mark("Keys and help")),
    ("close", "Esc", mark("Keep what is typed and close")),
)
"""Code, keys, marked English name."""
GO_ON = "F10"
"""Keys that go on with what was not finished."""
TAKE_IN = mark("Take in without a number")


class RegistrationWindow(QMainWindow):
    """Parts and keys; `asked_for` carries the code of an action a person asked for.

    Attributes:
        document: id of what is written here; empty until it is made.
        resumes: whether the document was there before: a draft, or a letter taken in.
        links: to the documents it answers.
    """

    asked_for = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.kind = desk, kind
        self.CHAPTER = chapter_about(kind)
        self.document, self.resumes = "", False
        self.links: tuple[TypedLink, ...] = ()
        self._had_keys: QWidget | None = None
        self.ahead = TypedAhead()
        self._writes_only = False
        self.actions_by_code: dict[str, QAction] = {}
        self._make_actions()
        acts = self.actions_by_code
        self._area = QScrollArea()
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._card, self._side = QWidget(), QWidget()
        self._lines, self._beside = QVBoxLayout(self._card), QVBoxLayout(self._side)
        self.hint = OfferLine(desk)
        self._lay_out()
        self.head = RegistrationHead(desk, kind)
        self.form = SpareForms.on(desk).take(kind)
        self._stands, self._first = False, ""
        self._banner: NumberBanner | None = None
        self.doubts = DuplicatesPanel(desk)
        self.offered = OfferLine(desk, GO_ON)
        self.files = FilesPane(desk, kind, self._side)
        self.foot = RegistrationFoot(desk, acts["register"], acts["save"])
        self._fill()
        files = self.files
        self.zone, self.pasting = FileZone(desk, self, self._offer_files), Pasting(self)
        self.zone.taken.connect(files.take_brought)
        self.zone.refused.connect(self.foot.tell)
        self.pasting.taken.connect(self.zone.take)
        for line in (self.hint, self.offered):
            line.left.connect(self.go_first)
        self._say()
        desk.speech.changed.connect(self._say)
        take_place(self, self.desk.memory, GEOMETRY, QSize(*SIZE))

    def place_form(self) -> None:
        """Let the form stand in the window: as much work as all else of it, for a turn of its own.

        A window is not shown without it.
        """
        if self._stands:
            return
        self._stands = True
        self._lines.addWidget(self.form)
        self.form.show()
        head, files, foot = self.head, self.files, self.foot
        self.form.stand_between(
            (head.journal, head.on.widget, head.number.widget, head.templates),
            (
                files.drop,
                *_buttons(files.drop),
                files.add,
                files.next_scan,
                foot.register,
                foot.save,
            ),
        )
        if self._first:
            self.go(self._first)

    def go(self, name: str) -> None:
        """Bring the keys into a field of the card, and the field into sight."""
        if not self._stands:
            self._first = name
            return
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
        """Let nothing be changed while the card is being handed in; the keys come back after."""
        if not allowed:
            self._had_keys = QApplication.focusWidget()
            self.ahead.hold()
        for part in (self.head, self.form, self.files, self.doubts):
            part.setEnabled(allowed)
        for code in ("register", "save", "again"):
            self.actions_by_code[code].setEnabled(allowed)
        if allowed:
            self.ahead.holds = False
        if allowed and self._had_keys is not None:
            self._had_keys.setFocus()
            self._had_keys = None

    @property
    def touched(self) -> bool:
        """Whether anything is typed or chosen that is worth keeping."""
        return self.form.touched or self.files.touched or bool(self.head.typed_number())

    @property
    def banner(self) -> NumberBanner:
        """Where the number just given stands; built for the first one."""
        if self._banner is None:
            self._banner = NumberBanner(self.desk)
            self._banner.again.connect(self._teller("again"))
            self._beside.insertWidget(0, self._banner)
        return self._banner

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to hand in."""
        return not (self.touched or self.resumes)

    @property
    def writes_only(self) -> bool:
        """Whether drafts are written here, and nothing is registered."""
        return self._writes_only

    def write_only(self) -> None:
        """Let drafts be written here and put up for approval, but nothing be registered."""
        self._writes_only = True
        self.head.hide_journal()
        self._say()

    def show_help(self) -> None:
        """Show the chapter about what is being done here, and the keys of this window."""
        show_handbook(self.desk, self)

    def change_side(self) -> None:
        """Bring the keys from the card to the files, or back."""
        if self.files.isAncestorOf(self.focusWidget() or self):
            self.go_first()
        elif self.files.rows:
            self.files.rows[0].button.setFocus()
        else:
            self.files.drop.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab come to every control; what is typed ahead keeps it."""
        return not self.ahead.holds and step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed while the card is being handed in; let Enter press a button."""
        if self.ahead.take(event) or presses(self, event):
            return
        super().keyPressEvent(event)
        if why := unanswered(self, self.desk.speech.words, event):
            self.foot.tell(why)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the form in it."""
        self.place_form()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size, end what draws pages."""
        keep_place(self, self.desk.memory, GEOMETRY)
        self.files.close_pages()
        super().closeEvent(event)
        self.closed.emit()

    def _offer_files(self) -> Offer | None:
        words = self.desk.speech.words
        return Offer(words.text("Drop to add to the document")) if self.files.isEnabled() else None

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
        """Lay out the empty halves first: what changes its parent later is styled once more."""
        whole, left = QWidget(), named(QWidget(), "middle")
        self.setCentralWidget(whole)
        self._rows = QVBoxLayout(whole)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self._halves, 1)
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(left)
        self._halves.addWidget(self._side)
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._area, 1)
        under = QVBoxLayout()
        under.setContentsMargins(3 * GRID, 0, 3 * GRID, GRID)
        under.addWidget(self.hint)
        put_in(lines, under)
        self._area.setWidget(named(self._card, "paper"))
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _fill(self) -> None:
        """Put the parts into the halves."""
        self._rows.insertWidget(0, self.head)
        self._rows.addWidget(self.foot)
        self._lines.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        side = self._beside
        side.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        side.setSpacing(GRID)
        for part in (self.offered, self.doubts):
            side.addWidget(part)
        side.addWidget(self.files, 1)
        self._halves.setSizes([CARD_WIDTH, SCAN_WIDTH])
        self._halves.setStretchFactor(1, 1)

    def _say(self) -> None:
        words = self.desk.speech.words
        for code, _keys, name in ACTIONS:
            self.actions_by_code[code].setText(words.text(name))
        if self.kind in RECEIVED_KINDS:
            self.actions_by_code["save"].setText(words.text(TAKE_IN))
        title = words.text(TITLES[self.kind])
        self.setWindowTitle(words.text("Register: {title}", title=title))
        if self._writes_only:
            self.actions_by_code["register"].setText(words.text("Save and have it approved…"))
            self.setWindowTitle(words.text("Write: {title}", title=title))
        self.foot.say()


def _buttons(place: QWidget) -> list[QPushButton]:
    return list(place.findChildren(QPushButton))
