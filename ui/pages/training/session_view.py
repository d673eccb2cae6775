"""One training session: who came is marked by keys, as fast as they are called out.

Every mark is kept the moment its key is pressed, behind the back of the person at the keys. What
was marked is never taken away: another mark takes its place, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edo.change import Touched
from edo.commands.attendance import Opened, open_session
from edo.domain.session import Sheet
from edo.sentences import mark
from ui.desk import Desk
from ui.models.held import Held
from ui.models.live import Live
from ui.models.table_model import TableModel
from ui.pages.training.mark_list import MarkList
from ui.pages.training.session_acts import ACTS
from ui.pages.training.session_doing import SessionDoing
from ui.pages.training.session_foot import SessionFoot
from ui.pages.training.session_head import SessionHead
from ui.pages.training.session_marking import SessionMarking
from ui.pages.training.session_rows import COLUMNS, PersonRow
from ui.theme import GRID, MARGIN
from ui.widgets.empty import EmptyState
from ui.widgets.file_drop import FileDrop
from ui.widgets.key_action import key_action
from ui.widgets.layouts import empty, put_in
from ui.widgets.polish import restyle

PLAN_SHEET = "ui.dialogs.session_sheet"
NEXT = ("hold", "certify", "print_certificates")
"""Acts of the button in the head: one after another."""
REASONS = (
    mark("Moved to another day"),
    mark("The trainer is ill"),
    mark("The office asked for it"),
    mark("The road is closed"),
)
"""Why a session is not held."""


class SessionView(QWidget):
    """A session on screen.

    `left` is sent by Escape in the list, `shown` with the session's id when it was read.
    """

    left = Signal()
    shown = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._session = ""
        self.found: Opened | None = None
        self.head = SessionHead(desk)
        self._held: Held[PersonRow] = Held(any_order=False)
        self.list = TableModel(desk.bridge, desk.speech, COLUMNS, self)
        self.view = MarkList(desk, self.list, "session")
        self.foot = SessionFoot(desk)
        self.marking = SessionMarking(desk, self.view, self.foot, self._held)
        self._below, self._signed = QWidget(), QLabel()
        self._sheets = QHBoxLayout()
        self.drop = FileDrop(desk, prompt=mark("Drop a scan of the signed sheet here"))
        self.actions_by_code: dict[str, QAction] = {}
        self._main, self._more, self._next = QPushButton(), QToolButton(), NEXT[0]
        self._menu = QMenu(self)
        self.doing = SessionDoing(desk, self)
        self._deeds: dict[str, Callable[[], object]] = {
            "all": self.marking.mark_rest,
            "add": self.marking.add,
            "remark": self.marking.remark,
            "hold": lambda: self.doing.hold(self._session),
            "print": lambda: self.doing.print_sheet(self._session),
            "letters": lambda: self.doing.write_letters(self._session),
            "attach": self.drop.choose,
            "certify": lambda: self.doing.certify(self._session),
            "print_certificates": lambda: self.doing.print_certificates(self._session),
            "change": self._change,
            "cancel": self._ask_cancel,
        }
        self._build()
        self._connect()
        self._say()

    def show_session(self, session: str) -> None:
        """Show a session and put the keys into its list."""
        if session != self._session:
            self.marking.finish()
            self._session = session
        self.view.setFocus()
        self._ask()

    def do(self, code: str) -> None:
        """Do an act, where it makes sense."""
        if not self.actions_by_code[code].isEnabled() or self.found is None:
            return
        if code in ("hold", "certify"):
            self.marking.finish()
        self._deeds[code]()

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach scans of the sheet that was signed."""
        self.doing.attach(self._session, paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a scan anywhere on the page."""
        if self.actions_by_code["attach"].isEnabled():
            self.drop.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        self.drop.dropEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing behind that is not handed in."""
        self.marking.finish()
        super().hideEvent(event)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 2 * GRID, 0, 0)
        lines.setSpacing(GRID)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.addWidget(self.head)
        put_in(lines, top)
        empty = (mark("Nobody is on the list yet"), mark("Ins adds who came; the plan invites."))
        self.view.set_empty(EmptyState(self._desk, *empty))
        lines.addWidget(self.view, 1)
        lines.addWidget(self.foot)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(MARGIN, 0, MARGIN, GRID)
        below.setSpacing(GRID)
        self._signed.setProperty("muted", True)
        below.addWidget(self._signed)
        put_in(below, self._sheets)
        below.addWidget(self.drop, 1)
        lines.addWidget(self._below)
        self.setAcceptDrops(True)
        self._build_acts()
        self.setFocusProxy(self.view)

    def _build_acts(self) -> None:
        for act in ACTS:
            run = partial(self._on_act, act.code)
            action = key_action(self, self._desk, act.keys, act.icon, run)
            if act.grouped:
                self._menu.addSeparator()
            self._menu.addAction(action)
            self.addAction(action)
            self.actions_by_code[act.code] = action
        self._main.setProperty("primary", True)
        self._main.clicked.connect(lambda: self.do(self._next))
        self._more.setProperty("quiet", True)
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._desk.theme.dress(self._more, "ellipsis")
        for button in (self._main, self._more):
            self.head.buttons.addWidget(button)

    def _connect(self) -> None:
        self.list.show(self._held.source)
        self.marking.changed.connect(self._on_marks)
        self.marking.stale.connect(self._ask)
        self.doing.done.connect(self._ask)
        self.drop.taken.connect(self.attach)
        self.drop.pasted.connect(self._on_picture)
        self.view.left.connect(self.left)
        Live(self._desk.bridge, self, self._ask, self._concerns)
        self._desk.bridge.exchanged.connect(self._on_exchanged)
        self._desk.speech.changed.connect(self._say)

    def _ask(self) -> None:
        if self._session:
            self._desk.bridge.look(
                open_session,
                then=self._on_found,
                key=(id(self), "session"),
                owner=self,
                session=self._session,
            )

    def _concerns(self, touched: Touched) -> bool:
        people = self.found.attendance.session.people if self.found is not None else ()
        return self._session in touched.subjects or not touched.subjects.isdisjoint(people)

    def _on_exchanged(self, _ended: object) -> None:
        if self.isVisible() and self.found is not None and self.found.attendance.only_here:
            self._ask()

    def _on_found(self, found: Opened) -> None:
        if found.attendance.id != self._session:
            return
        self.found = found
        self.marking.show_session(found)
        self._show()
        self.shown.emit(self._session)

    def _show(self) -> None:
        found = self.found
        if found is None:
            return
        self.head.show_session(found.attendance)
        self._on_marks()
        today = self._desk.today()
        for act in ACTS:
            self.actions_by_code[act.code].setEnabled(act.fits(found, today))
        self._show_main(found)
        session = found.attendance.session
        may = self.actions_by_code["attach"].isEnabled()
        self.drop.setVisible(may and bool(session.marks) and not session.unmarked)
        self._below.setVisible(self.drop.isVisibleTo(self._below) or bool(session.sheets))
        self._signed.setVisible(bool(session.sheets))
        self.foot.marks.show_hints(self.marking.why_not)
        self._show_sheets(session.sheets)

    def _show_main(self, found: Opened) -> None:
        """Offer what comes next: that it was held, certificates, their paper."""
        held = found.attendance.session.is_held
        fitting = (code for code in NEXT if self.actions_by_code[code].isEnabled())
        self._next = next(fitting, "") if held else NEXT[0]
        self._main.setVisible(found.may_train and bool(self._next))
        if not self._main.isVisibleTo(self):
            return
        action = self.actions_by_code[self._next]
        self._main.setEnabled(action.isEnabled())
        self._main.setText(action.text())
        self._main.setToolTip(action.toolTip() if action.isEnabled() else self._why_not())
        restyle(self._main, primary=self._next != NEXT[-1])

    def _why_not(self) -> str:
        """Say what is to be done before it was held."""
        first = self._desk.speech.words.text("First mark everybody: F8 marks all the rest.")
        return self.marking.why_not or first

    def _show_sheets(self, sheets: Sequence[Sheet]) -> None:
        empty(self._sheets)
        words = self._desk.speech.words
        for one in sheets:
            button = QToolButton()
            button.setProperty("chip", True)
            button.setText(one.name)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setToolTip(words.text("Open the signed sheet: {name}", name=one.name))
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(partial(self._open_sheet, one))
            self._desk.theme.dress(button, "paperclip")
            self._sheets.addWidget(button)

    def _on_marks(self) -> None:
        if self.found is not None:
            self.head.show_marks(
                self.found.attendance, self.marking.rows, resting=self.marking.resting
            )

    def _ask_cancel(self) -> None:
        question = self._desk.speech.words.text("Why is the training not held?")
        self.marking.ask(question, REASONS, self._cancel, needed=True)

    def _cancel(self, reason: str) -> None:
        self.doing.cancel(self._session, reason)

    def _change(self) -> None:
        if self.found is not None:
            module = import_module(PLAN_SHEET)
            module.SessionSheet(self._desk, self.window(), self.found.attendance).open()

    def _on_picture(self, data: bytes) -> None:
        self.doing.attach_picture(self._session, data)

    def _open_sheet(self, sheet: Sheet, *_checked: bool) -> None:
        self.doing.open_sheet(sheet)

    def _on_act(self, code: str, *_checked: bool) -> None:
        self.do(code)

    def _say(self) -> None:
        words = self._desk.speech.words
        for act in ACTS:
            action, name = self.actions_by_code[act.code], words.text(act.name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(name)
            action.setToolTip(f"{name} ({keys})")
        self._more.setToolTip(words.text("More"))
        self._more.setAccessibleName(words.text("More"))
        self._signed.setText(words.text("Signed sheet:"))
        self.view.setAccessibleName(words.text("People of the training"))
        self._show()
