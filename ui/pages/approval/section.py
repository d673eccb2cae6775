"""The approval of the document shown: its route, who said what, and what the person can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edo.commands import approval as commands
from edo.commands import deciding
from edo.commands.deciding import Approvals
from edo.domain.approval import ENDED
from edo.domain.visa import Seat, Step
from edo.errors import EdoError
from edo.queries.approvals import Approving
from edo.sentences import mark
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.models.live import Live
from ui.pages.approval.acts import APPROVAL_ACTS, UNLESS, next_acts
from ui.pages.approval.doing import ApprovalDoing
from ui.pages.approval.route_view import RouteView
from ui.pages.approval.visa_words import STATUS_TONES, Teller
from ui.theme import GRID, Tone
from ui.widgets.badge import Badge
from ui.widgets.key_action import key_action
from ui.widgets.layouts import empty, put_in
from ui.widgets.many_picker import Flow
from ui.widgets.polish import named
from ui.widgets.sign import Sign
from ui.widgets.why_not import explain

if TYPE_CHECKING:
    from edo.change import Touched

LOOKED_AFTER = 1500
"""Milliseconds a version stands before the eyes of who is asked, until that is noted."""
SIGN = mark("Sign")


class ApprovalSection(QWidget):
    """Part of the pane; hidden where there is nothing to tell.

    `found` is what was answered about the document shown. `decided` carries the approval's id as
    soon as the person has given their word; `came` is sent when another answer is here.
    """

    CHAPTER = "approve"

    decided = Signal(str)
    came = Signal()

    def __init__(
        self,
        desk: Desk,
        pane: QWidget,
        put_sheet: Callable[[FormSheet | None], object],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._document = ""
        self.found: Approvals | None = None
        self.doing = ApprovalDoing(desk, pane, put_sheet)
        self.actions_by_code: dict[str, QAction] = {}
        self._title, self._about, self._ending = named(QLabel(), "section"), QLabel(), QLabel()
        self.news = QLabel()
        self.badge = Badge(desk.theme)
        self.changed = QLabel()
        self._band = named(QFrame(), "notice")
        self._sign = Sign(desk.theme, "triangle-alert", "warn")
        self._buttons = QWidget()
        self._flow = Flow(self._buttons, GRID)
        self._flow.setContentsMargins(0, GRID // 2, 0, 0)
        self.route = RouteView(desk, self._seat_menu)
        self._looking = QTimer(self)
        self._menu: QMenu | None = None
        self._build()
        self._connect()
        self._say()
        self.hide()

    def serve(self, pane: QWidget, menu: QMenu) -> None:
        """Let the keys work all over the pane; its menu offers the acts in one of their own."""
        menu.addSeparator()
        self._menu = QMenu(menu)
        menu.addMenu(self._menu)
        self._desk.theme.dress(self._menu.menuAction(), "user-check")
        for act in APPROVAL_ACTS:
            action = self.actions_by_code[act.code]
            pane.addAction(action)
            if act.grouped and not self._menu.isEmpty():
                self._menu.addSeparator()
            self._menu.addAction(action)
        self._say()

    def show_document(self, document: str) -> None:
        """Show the approval of another document; nothing for none."""
        if document == self._document and self.found is not None:
            return
        self._document = document
        self._looking.stop()
        self._put(None)
        if document:
            self._ask()

    def show_ahead(self, found: Approvals) -> None:
        """Show what was read before it was wanted, and ask whether it still is so."""
        self._document = found.document
        self._put(found)
        self._ask()

    def do(self, code: str) -> None:
        """Do an act where it makes sense."""
        act = next(one for one in APPROVAL_ACTS if one.code == code)
        if self.found is not None and act.fits(self.found):
            self.doing.do(code, self.found)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title)
        head.addWidget(self.badge)
        head.addStretch()
        put_in(lines, head)
        for label in (self._about, self._ending):
            label.setProperty("muted", True)
            label.setProperty("text_size", "small")
        for label in (self._about, self._ending, self.news, self.changed):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        lines.addWidget(self._about)
        lines.addWidget(self._ending)
        lines.addWidget(self.news)
        self._band.setProperty("tone", "warn")
        band = QHBoxLayout(self._band)
        band.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        band.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        band.addWidget(self.changed, 1)
        lines.addWidget(self._band)
        lines.addWidget(self._buttons)
        lines.addWidget(self.route)
        for act in APPROVAL_ACTS:
            run = partial(self._on_act, act.code)
            action = key_action(self, self._desk, act.keys, act.icon, run)
            self.actions_by_code[act.code] = action
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOKED_AFTER)

    def _connect(self) -> None:
        self._looking.timeout.connect(self._note_look)
        self.doing.decided.connect(self.decided)
        self._desk.speech.changed.connect(self._say)
        self._desk.theme.changed.connect(self._show)
        self._live = Live(self._desk.bridge, self.parentWidget() or self, self._ask, self._concerns)

    def watch(self, seen: QWidget) -> None:
        """Ask again while this widget is seen: the section itself may be hidden."""
        self._live.deleteLater()
        self._live = Live(self._desk.bridge, seen, self._ask, self._concerns)

    def _concerns(self, touched: Touched) -> bool:
        return bool(self._document) and any(
            one == self._document or one.startswith("a") for one in touched.subjects
        )

    def _ask(self) -> None:
        if self._document:
            self._desk.bridge.look(
                deciding.read_approvals,
                then=self._on_answer,
                otherwise=self._on_gone,
                key=(id(self), "approvals"),
                owner=self,
                document=self._document,
            )

    def _on_gone(self, _error: EdoError) -> None:
        self._put(None)

    def _on_answer(self, found: Approvals) -> None:
        if found.document == self._document:
            self._put(found)

    def _put(self, found: Approvals | None) -> None:
        self.found = found
        self._show()
        if found is not None and self._is_to_note(found):
            self._looking.start()
        self.came.emit()

    def _is_to_note(self, found: Approvals) -> bool:
        """Tell whether who is asked looks at a version for the first time."""
        if found.last is None or not found.parts:
            return False
        state, behalf = found.last.approval, found.parts[0].behalf.id
        seen = (found.person, behalf, state.round)
        return seen not in [(one.person, one.behalf, one.round) for one in state.openings]

    def _note_look(self) -> None:
        found = self.found
        if found is not None and found.last is not None and self.isVisible() and found.parts:
            self._desk.bridge.run(
                commands.opened,
                otherwise=lambda _error: None,
                approval=found.last.id,
                version=found.last.approval.version,
                behalf=found.parts[0].behalf.id,
            )

    def _say(self) -> None:
        words = self._desk.speech.words
        name = words.text("Approval")
        self._title.setText(name)
        self.setAccessibleName(name)
        if self._menu is not None:
            self._menu.setTitle(name)
        for act in APPROVAL_ACTS:
            action = self.actions_by_code[act.code]
            text = words.text(act.name)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(text)
            action.setToolTip(f"{text} ({keys})" if keys else text)
        self._show()

    def _show(self) -> None:
        found = self.found
        for act in APPROVAL_ACTS:
            action, fits = self.actions_by_code[act.code], found is not None and act.fits(found)
            action.setEnabled(fits)
            explain(action, "" if fits else self._desk.speech.words.text(UNLESS.get(act.code, "")))
        self._name_yes()
        buttons = next_acts(found) if found is not None else ()
        self._offer(buttons)
        last = found.last if found is not None else None
        self._show_last(last)
        self.setVisible(last is not None or bool(buttons))

    def _show_last(self, last: Approving | None) -> None:
        for part in (self.badge, self._about, self.route):
            part.setVisible(last is not None)
        self.route.show_approval(last)
        if last is None:
            for part in (self._ending, self.news, self._band):
                part.hide()
            return
        words, state = self._desk.speech.words, last.approval
        teller = Teller(words, last)
        stopped = last.is_cancelled and not state.is_over
        tone = Tone.NEUTRAL if stopped else STATUS_TONES[state.status]
        self.badge.show_status(teller.status(), tone)
        self._about.setText(teller.about())
        self._ending.setText(teller.ending())
        self._ending.setVisible(bool(teller.ending()))
        self.news.setText(teller.news())
        self.news.setVisible(bool(teller.news()))
        differs = bool(last.changed) and state.status not in ENDED - {state.status.SIGNED}
        said = words.text("Changed since this version was put up: {what}", what=teller.changes())
        if last.is_cancelled:
            said, differs = words.text("The document is annulled."), True
        self.changed.setText(said if differs else "")
        self._band.setVisible(differs)

    def _name_yes(self) -> None:
        """Call the yes by what it is, and by whom it is for."""
        words, found = self._desk.speech.words, self.found
        action = self.actions_by_code["yes"]
        part = found.parts[0] if found is not None and found.parts else None
        name = words.text(SIGN) if part is not None and part.signing else words.text(mark("Agree"))
        if part is not None and part.behalf.id:
            behalf = part.behalf.name(words.language)
            name = words.text("{act} for {person}", act=name, person=behalf)
        action.setText(name)
        action.setToolTip(f"{name} (F12)")

    def _offer(self, codes: tuple[str, ...]) -> None:
        empty(self._flow)
        found = self.found
        beside = codes == ("start",) and found is not None and found.offers("register")
        for place, code in enumerate(codes, int(beside)):
            action = self.actions_by_code[code]
            icon = next(one.icon for one in APPROVAL_ACTS if one.code == code)
            button = QPushButton(action.text())
            self._desk.theme.dress(button, icon, "muted" if place else "on_accent")
            button.setProperty("primary", not place)
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            self._flow.addWidget(button)
        self._buttons.setVisible(bool(codes))

    def _seat_menu(self, line: QWidget, step: Step, seat: Seat) -> QMenu | None:
        """Offer the file somebody wrote, and to who may, not to wait for somebody."""
        found = self.found
        last = found.last if found is not None else None
        if found is None or last is None:
            return None
        menu, words = QMenu(line), self._desk.speech.words
        written = last.approval.visas[seat.visa].file if seat.visa is not None else ""
        file = next((one for one in found.state.files if one.id == written), None)
        if file is not None:
            menu.addAction(
                words.text("Open the file with remarks"),
                partial(self.doing.open_file, file.current),
            )
        waits = seat.waits and not step.is_done and last.approval.status not in ENDED
        if found.leads and waits:
            menu.addAction(
                words.text("Do not wait for them…"), partial(self.doing.skip, found, seat.key)
            )
        return menu if menu.actions() else None

    def _on_act(self, code: str, *_checked: bool) -> None:
        self.do(code)
