"""The page "Exchange": how it stands, what is only here, who has what, who asks, who belongs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from edo.commands import sharing
from edo.commands.sharing import Overview
from edo.sentences import mark
from edo.sharing_words import GRADES, TROUBLES
from ui.desk import Desk
from ui.dialogs.member_sheets import ConnectSheet, InviteSheet
from ui.dialogs.rehearsal_sheet import RehearsalSheet
from ui.exchange_thread import Exchanged
from ui.exchange_words import say
from ui.mending import HALTS, can_mend, open_mending
from ui.models.live import Live
from ui.pages.asking import Asking
from ui.pages.root_key import RootKeyBand
from ui.pages.share_head import ShareHead
from ui.pages.share_lists import (
    AsideSection,
    MembersSection,
    OnlyHereSection,
    PeersSection,
    ShareSection,
)
from ui.pages.tabbed import name_list
from ui.pages.taking_over import TakingOver
from ui.theme import GRID, MARGIN, ROOMY, Tone
from ui.widgets.both import own
from ui.widgets.layouts import put_in
from ui.widgets.low_area import LowArea
from ui.widgets.measure import WITH_ACTS, AtMost
from ui.widgets.notice_bar import Notice
from ui.widgets.polish import restyle
from ui.widgets.tabbing import turn
from ui.widgets.telling import tell

MINUTE = 60_000
LIST_HEIGHT, LIST_GROWS = 22 * GRID, 10
"""Logical pixels that are left for a list where much stands above it, which scrolls then; and more
of them for each that texts are larger."""
PEERS, ONLY, MEMBERS, ASIDE = "peers", "only", "members", "aside"
NAMES = {
    PEERS: mark("Workplaces"),
    ONLY: mark("Only here"),
    MEMBERS: mark("Members"),
    ASIDE: mark("Set aside"),
}
"""The lists, in the order of their tabs."""
LISTS = {PEERS: PeersSection, ONLY: OnlyHereSection, MEMBERS: MembersSection, ASIDE: AsideSection}
LONELY = (MEMBERS,)
"""Tabs that say something of a workplace that is alone."""


class SharePage(QWidget):
    """The state of the exchange. `opened` carries the id of a document somebody wants to see."""

    CHAPTER = "exchange"

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.overview: Overview | None = None
        self.head, self.asking = ShareHead(desk), Asking(desk)
        self.root_key, self.taking_over = RootKeyBand(desk), TakingOver(desk, self)
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self.sections: dict[str, ShareSection] = {}
        self._bar = QHBoxLayout()
        self._codes: tuple[str, ...] = ()
        self._refresh = QAction(self)
        self._offered = [
            (self.head.connect_to, QAction(self), self.connect_to_folder),
            (self.head.invite, QAction(self), self.invite),
            (self.head.mend, QAction(self), self.mend),
            (self.head.take_over, QAction(self), self.take_over),
            (self.head.trying.together, QAction(self), self.rehearse),
        ]
        self._timer = QTimer(self)
        self._asked = False
        self._build()
        self._connect()
        self._say()
        self._ask()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the lists that say something here."""
        return self._codes

    def show_asking(self) -> None:
        """Show everybody who asks to be let in."""
        self.asking.show_all()

    def go(self, code: str) -> ShareSection:
        """Go to a list."""
        if code in self._codes:
            self.tabs.setCurrentIndex(self._codes.index(code))
        section = self._section(code)
        turn(self._stack, section)
        self.setFocusProxy(section)
        return section

    def connect_to_folder(self) -> None:
        """Ask for the shared folder."""
        place = self.overview.status.place if self.overview else ""
        sheet = ConnectSheet(self._desk, self.window(), place)
        sheet.done_with.connect(self._on_connected)
        sheet.open()

    def invite(self) -> None:
        """Ask who shall be invited."""
        place = self.overview.status.place if self.overview else ""
        sheet = InviteSheet(self._desk, self.window(), place)
        sheet.done_with.connect(self._on_invited)
        sheet.open()

    def rehearse(self) -> None:
        """Open the sheet in which several computers rehearse taking numbers."""
        if self.overview is None:
            return
        words = self._desk.speech.words
        names = {
            seat.device: own(words, one.name_ru, one.name_kk)
            for one in self.overview.members
            for seat in one.seats
        }
        seats = [seat for one in self.overview.members for seat in one.seats]
        keeper = next((seat.device for seat in seats if seat.is_keeper), "")
        sheet = RehearsalSheet(self._desk, self.window(), names, keeper)
        sheet.done_with.connect(self._on_acted)
        sheet.open()

    def mend(self) -> None:
        """Open the sheet that puts right why nothing goes out from here."""
        open_mending(self._desk, self.window(), self._halt())

    def take_over(self) -> None:
        """Open the sheet that makes this workplace the keeper's, by the recovery sheet."""
        self.taking_over.begin(self.overview)

    def exchange_now(self) -> None:
        """Exchange at once; how it ended is seen at the top."""
        self._asked = True
        self.head.now.setEnabled(False)
        self._desk.bridge.exchange_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew: acknowledgements of others touch no table."""
        super().showEvent(event)
        self._ask()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        above = QWidget()
        AtMost(self._desk.theme, above, WITH_ACTS)
        layout.addWidget(LowArea(above))
        lines = QVBoxLayout(above)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for widget in (self.head, self.root_key, self.asking):
            lines.addWidget(widget)
        put_in(layout, self._bar)
        layout.addWidget(self._stack, 1)
        self._fit()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self._bar.setContentsMargins(MARGIN, GRID, MARGIN, 0)
        self._bar.addWidget(self.tabs, 1)
        self._refresh.setShortcut(QKeySequence("F5"))
        self._refresh.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self._refresh)
        self._timer.setInterval(MINUTE)
        self.asking.hide()
        for widget in (self.head, self.tabs, self._stack):
            widget.hide()

    def _fit(self) -> None:
        """Leave a list room for its tools and a row or two."""
        larger = max(0, self._desk.theme.sizes.text - ROOMY.text)
        self._stack.setMinimumHeight(LIST_HEIGHT + LIST_GROWS * larger)

    def _connect(self) -> None:
        bridge = self._desk.bridge
        self._desk.theme.changed.connect(self._fit)
        Live(bridge, self, self._ask)
        bridge.exchanged.connect(self._on_exchanged)
        bridge.collecting.connect(self.head.progress)
        self._desk.speech.changed.connect(self._say)
        self._timer.timeout.connect(self._show)
        self._timer.start()
        self._refresh.triggered.connect(self.exchange_now)
        self.head.now.clicked.connect(self.exchange_now)
        for button, action, act in self._offered:
            button.clicked.connect(act)
            action.triggered.connect(act)
            self.addAction(action)
        self.root_key.forgotten.connect(self._on_acted)
        self.taking_over.taken.connect(self._on_acted)
        self.taking_over.asked.connect(self._ask)
        self.asking.answered.connect(self._on_acted)
        self.tabs.currentChanged.connect(self._on_tab)

    def _say(self) -> None:
        words, head = self._desk.speech.words, self.head
        for button, name, keys in (
            (head.now, mark("Exchange now"), " (F5)"),
            (head.connect_to, mark("Connect to a folder…"), ""),
            (head.invite, mark("Invite…"), ""),
            (head.take_over, mark("The keeper's computer is lost…"), ""),
        ):
            button.setText(words.text(name))
            button.setToolTip(words.text(name) + keys)
        self._refresh.setText(words.text("Exchange now"))
        head.bar.setAccessibleName(words.text("Taken in from the shared folder"))
        self.tabs.setAccessibleName(words.text("Exchange"))
        for code, section in self.sections.items():
            name_list(section, words.text(NAMES[code]))
        self._show()

    def _section(self, code: str) -> ShareSection:
        """Give a list, built now where nobody has been yet."""
        section = self.sections.get(code)
        if section is None:
            section = self.sections[code] = LISTS[code](self._desk, self._stack)
            self._stack.addWidget(section)
            section.acted.connect(self._on_acted)
            if isinstance(section, OnlyHereSection):
                section.wanted.connect(self.opened)
            name_list(section, self._desk.speech.words.text(NAMES[code]))
            if self.overview is not None:
                section.show_whole(self.overview)
        return section

    def _ask(self) -> None:
        self._desk.bridge.look(
            sharing.overview, then=self._on_overview, key=(id(self), "overview"), owner=self
        )

    def _on_overview(self, found: Overview) -> None:
        same = found == self.overview
        self.overview = found
        if same:  # nothing is drawn anew every two seconds
            self._show_head(found)
        else:
            self._show()
        self.taking_over.go_on(found, partial(self.go, PEERS))

    def _on_exchanged(self, ended: Exchanged) -> None:
        self.head.progress(0, 0)
        self.head.now.setEnabled(True)
        if self._asked:
            self._asked = False
            if ended.error is not None:
                text = self._desk.speech.words.refusal(ended.error)
                tell(self, Notice(text, Tone.WARN))
        if self.isVisible():
            self._ask()

    def _show(self) -> None:
        found = self.overview
        if found is None:
            return
        self._show_head(found)
        self._show_tabs(found)
        for section in self.sections.values():
            section.show_whole(found)
        for widget in (self.head, self.tabs, self._stack):
            widget.show()

    def _show_head(self, found: Overview) -> None:
        desk, status = self._desk, found.status
        words, last = desk.speech.words, desk.bridge.last_exchange
        said = say(words, status, last, desk.now())
        wrong = bool(self._halt()) or (last is not None and can_mend(last.error))
        self.head.put(said, self._place(found), mend=wrong)
        alone, keeper = not status.place, status.is_keeper
        away = last is not None and last.error is not None and last.error.reason in TROUBLES
        self.head.connect_to.setVisible((alone and keeper) or away)
        restyle(self.head.connect_to, primary=alone)
        ink = "on_accent" if alone else "muted"
        desk.theme.dress(self.head.connect_to, "folder-open", ink)
        self.head.invite.setVisible(not alone and keeper)
        self.head.now.setVisible(not alone)
        self.head.take_over.setVisible(not keeper)
        self.head.trying.setVisible(not alone)
        for button, action, _act in self._offered:
            action.setText(button.text())
            action.setVisible(not button.isHidden())
        self.root_key.setVisible(not alone and found.has_root_key)
        names = {one.person: own(words, one.name_ru, one.name_kk) for one in found.members}
        self.asking.put(last.asking if last else (), names)

    def _halt(self) -> str:
        """Give the code of why nothing is sent from here, where it can be put right here."""
        last, found = self._desk.bridge.last_exchange, self.overview
        halt = last.halt if last is not None else found.status.failed if found else ""
        return halt if halt in HALTS else ""

    def _place(self, found: Overview) -> str:
        """Say where the shared folder is and what it is good for; nothing where there is none."""
        words, status = self._desk.speech.words, found.status
        if not status.place:
            return ""
        grade = next((text for code, text in GRADES.items() if code.value == status.grade), "")
        place = words.text("Shared folder: {path}", path=status.place)
        numbers = words.text("Numbers: {how}", how=words.text(grade)) if grade else ""
        return " · ".join(part for part in (place, numbers) if part)

    def _show_tabs(self, found: Overview) -> None:
        words, status = self._desk.speech.words, found.status
        counts = {
            PEERS: len(status.peers),
            ONLY: status.documents,
            MEMBERS: sum(not one.left for one in found.members),
            ASIDE: len(status.set_aside),
        }
        codes = tuple(code for code in NAMES if status.place or code in LONELY)
        here = self._codes[self.tabs.currentIndex()] if self._codes else codes[0]
        if codes != self._codes:
            self._codes = ()
            while self.tabs.count():
                self.tabs.removeTab(0)
            for _code in codes:
                self.tabs.addTab("")
            self._codes = codes
        for place, code in enumerate(codes):
            self.tabs.setTabText(place, f"{words.text(NAMES[code])}  {counts[code]}")
        self.go(here if here in codes else codes[0])

    def _on_tab(self, place: int) -> None:
        if 0 <= place < len(self._codes):
            self.go(self._codes[place])

    def _on_acted(self, _answer: object = None) -> None:
        """Send what the keeper has recorded; it touches no table that would tell of it."""
        self._desk.bridge.exchange_now()
        self.setFocus()
        self._ask()

    def _on_connected(self, _nothing: object) -> None:
        words = self._desk.speech.words
        tell(self, Notice(words.text("Connected to the shared folder"), Tone.GOOD))
        self._desk.bridge.exchange_now()
        self._ask()

    def _on_invited(self, path: str) -> None:
        words = self._desk.speech.words
        text = words.text(
            "The invitation is in {path}. Give it to whom it is for, by hand or by mail: it"
            " lets one workplace ask, and you let it in.",
            path=path,
        )
        tell(self, Notice(text, Tone.GOOD))
