"""The places of the office, and how they lead to one another.

Pages say what a person wants in signals (`opened` a document, `printing` a journal); here that
becomes going to a place. Modules of pages and windows are read when they are first needed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from edo.sentences import mark
from ui.by_name import by_name
from ui.desk import Desk
from ui.dropping import Dropping
from ui.exchange_line import SHARE, ExchangeLine
from ui.main_window import MainWindow
from ui.models.live import Live
from ui.places import Act, Place, later
from ui.read_ahead import PANE_CORE, PANE_PARTS, ReadAhead

if TYPE_CHECKING:
    from edo.commands.myself import Myself
    from edo.domain.card import Kind
    from edo.domain.document import Status
    from edo.queries.documents import Card
    from edo.queries.listing import Filter
    from edo.queries.names import Named
    from edo.queries.waits import Counts

TODAY, NUMBERS, FOUND = "today", "numbers", "found"
APPROVALS = "approvals"
LETTERS = "letters"
CONTROL = "control"
TRAINING = "training"
ORGANISATION = "organisation"
REGISTERS = {
    "incoming": (mark("Incoming"), "inbox", mark("Incoming document")),
    "outgoing": (mark("Outgoing"), "send", mark("Outgoing document")),
    "internal": (mark("Internal"), "file-text", mark("Internal document")),
    "orders": (mark("Orders"), "gavel", mark("Order")),
    "minutes": (mark("Minutes"), "users", mark("Minutes of a meeting")),
    "appeals": (mark("Appeals"), "message-square", mark("Appeal")),
}
"""Kind → the name of its register, its icon, and what one document of it is called."""
READ_AFTER = 500
"""Milliseconds after the workplace has opened until the modules of other pages are read."""
BETWEEN = 30
"""Milliseconds from one of them to the next."""


FIRST_CORE = ("edo.commands.inbox", "edo.commands.membership", "edo.queries.digest")
FIRST = (
    "ui.pages.today_words",
    "ui.widgets.agenda",
    "ui.pages.today_side",
    "ui.pages.today",
)
"""What the first page is made of: the core's part is read while its workplace opens."""
AHEAD_CORE = (
    *PANE_CORE,
    "edo.queries.attendance",
    "edo.queries.discipline",
    "edo.queries.duplicates",
    "edo.queries.excerpts",
    "edo.queries.staff",
    "edo.queries.training_report",
    "edo.commands.attendance",
    "edo.commands.calendar",
    "edo.commands.certificates",
    "edo.commands.deputies",
    "edo.commands.home",
    "edo.commands.organisation",
    "edo.commands.training",
    "edo.commands.training_letters",
    "edo.transfer.fingerprint",
    "edo.transfer.scan_folder",
    "edo.diagnosis",
    "edo.check",
    "edo.repair",
)
AHEAD = (
    "ui.models.document_list",
    "ui.handbook_text",
    "ui.handbook",
    "ui.palette_commands",
    "ui.palette",
    "ui.widgets.cells",
    "ui.widgets.table_view",
    *PANE_PARTS,
    "ui.pages.register_many",
    "ui.pages.register",
    "ui.pages.found",
    "ui.dialogs.spare_forms",
    "ui.dialogs.duplicate_watch",
    "ui.dialogs.openings",
    "ui.dialogs.registration",
    "ui.pages.approvals",
    "ui.pages.control_filters",
    "ui.pages.control",
    "ui.pages.letters",
    "ui.pages.numbers",
    "ui.pages.section",
    "ui.pages.staff",
    "ui.pages.offices",
    "ui.pages.organisation",
    "ui.pages.training.page",
    "ui.pages.training.course_table",
    "ui.pages.training.session_list",
    "ui.pages.training.people",
    "ui.pages.training.session_doing",
    "ui.pages.training.session_view",
    "ui.pages.training.sessions",
    "ui.pages.training.courses",
    "ui.pages.root_key",
    "ui.pages.share",
    "ui.autostart",
    "ui.pages.settings",
)
"""What a person will need next, so that no first visit waits for its module."""


def register_code(kind: str) -> str:
    """Give the code of the place where documents of a kind are."""
    return f"documents.{kind}"


PLACES: tuple[Place, ...] = (
    Place(TODAY, mark("Today"), "house", later("ui.pages.today", "TodayPage")),
    *(
        Place(
            register_code(kind),
            name,
            icon,
            later("ui.pages.register", "register_page", kind=kind),
            group=mark("Documents") if kind == "incoming" else "",
        )
        for kind, (name, icon, _one) in REGISTERS.items()
    ),
    Place(
        LETTERS,
        mark("Letters of offices"),
        "mail",
        later("ui.pages.letters", "LettersPage"),
    ),
    Place(
        APPROVALS,
        mark("Approval"),
        "user-check",
        later("ui.pages.approvals", "ApprovalsPage"),
    ),
    Place(CONTROL, mark("Control"), "clipboard-list", later("ui.pages.control", "ControlPage")),
    Place(
        NUMBERS,
        mark("Numbers"),
        "hash",
        later("ui.pages.numbers", "NumbersPage"),
        group=mark("Records"),
    ),
    Place(
        TRAINING,
        mark("Training"),
        "graduation-cap",
        later("ui.pages.training.page", "TrainingPage"),
    ),
    Place(
        ORGANISATION,
        mark("Organisation"),
        "building-2",
        later("ui.pages.organisation", "OrganisationPage"),
    ),
    Place(SHARE, mark("Exchange"), "refresh-cw", later("ui.pages.share", "SharePage")),
    Place("settings", mark("Settings"), "settings", later("ui.pages.settings", "SettingsPage")),
    Place(FOUND, mark("Found"), "search", later("ui.pages.found", "FoundPage"), listed=False),
)


def register_acts(desk: Desk) -> tuple[Act, ...]:
    """Give what the primary button offers: a document of each kind."""
    return tuple(
        Act(f"register.{kind}", one, icon, partial(open_registration, desk, kind), f"Alt+{place}")
        for place, (kind, (_name, icon, one)) in enumerate(REGISTERS.items(), 1)
    )


def open_registration(
    desk: Desk,
    kind: str,
    document: str = "",
    *,
    kept: str = "",
    then: Callable[[Any], object] | None = None,
) -> None:
    """Open the window in which a document is registered, or goes on being; `then` gets it."""
    kinds: Any = import_module("edo.domain.card").Kind
    opened: Any = import_module("ui.dialogs.registration").open_registration
    opened(desk, kinds(kind), document, kept=kept, then=then)


def _take_files(paths: Sequence[Path], window: Any) -> None:
    window.files.take(paths)


class Ways(QObject):
    """Leads from page to page of one window, and keeps the counters at the places true."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._before = TODAY
        self._palette: Any = None
        self._kinds = set(REGISTERS)
        self._ahead = ReadAhead(desk.bridge, AHEAD_CORE, AHEAD, self, pause=BETWEEN)
        self._reading = QTimer(self)
        self._here = QAction(window)
        self._build()
        self._say()

    @property
    def palette(self) -> Any:
        """What the search line finds (`ui.palette.Palette`); made when it is first wanted."""
        if self._palette is None:
            made: Any = import_module("ui.palette").Palette(self._desk, self._window)
            made.document.connect(self.show_document)
            made.person.connect(self.show_person)
            made.everything.connect(self.show_found)
            self._palette = made
        return self._palette

    def show_found(self, text: str) -> None:
        """Go to all documents found for a text."""
        page: Any = self._window.go(FOUND)
        self._window.search.setText(text)
        page.look_for(text)

    def show_person(self, one: Named) -> None:
        """Show one of the staff, or a correspondent, in the list they are in."""
        page: Any = self._window.go(ORGANISATION)
        if one.key:
            page.show_correspondent(one.key)
        else:
            page.show_person(one.id)

    def show_document(self, document: str) -> None:
        """Go to the register of a document and show it there."""
        self._desk.bridge.ask(
            by_name("edo.queries.documents", "card"),
            then=self._on_card,
            key=(id(self), "document"),
            owner=self,
            document=document,
        )

    def print_journal(self, kind: Kind | None = None, filter: Filter | None = None) -> None:
        """Open the sheet that prints a journal, as the filters of a register have it."""
        sheet: Any = import_module("ui.dialogs.print_journal").PrintJournal(
            self._desk,
            self._window,
            kind=kind,
            journal=filter.journal if filter else "",
            since=filter.since if filter else None,
            until=filter.until if filter else None,
        )
        sheet.open()

    def register_files(self, paths: Sequence[Path]) -> None:
        """Register files as a document of the kind one is looking at."""
        if self._kinds:
            take = partial(_take_files, paths)
            open_registration(self._desk, self._kind_here(), then=take)

    def way_to(self, name: str) -> Callable[[], object] | None:
        """Give what goes to where a kept form of a name is; None where that is not known."""
        subject = name.rpartition("/")[2]
        if name.startswith("registration/"):
            return partial(self._on_form, name)
        return partial(self.show_document, subject) if subject.startswith("d") else None

    def register_here(self) -> None:
        """Register a document of the kind one is looking at; elsewhere an incoming one."""
        open_registration(self._desk, self._kind_here())

    def _kind_here(self) -> str:
        kind = self._window.here.removeprefix("documents.")
        usual = "incoming" if "incoming" in self._kinds else "outgoing"
        return kind if kind in self._kinds else usual

    def _keep_forms(self) -> None:
        """Have forms ready for whoever may write documents: of those here, and of what is usual."""
        kinds: Any = import_module("edo.domain.card").Kind
        spare: Any = import_module("ui.dialogs.spare_forms").SpareForms.on(self._desk)
        wanted = dict.fromkeys((self._kind_here(), "incoming", "outgoing"))
        spare.keep(self._window, [kinds(one) for one in wanted if one in self._kinds])

    def _begun_here(self) -> str:
        """Say what files begin where one is: what one document is called; nothing for nobody."""
        kind = self._kind_here()
        return REGISTERS[kind][2] if kind in self._kinds else ""

    def _build(self) -> None:
        window = self._window
        self._here.setShortcut(QKeySequence("Ctrl+N"))
        self._here.triggered.connect(self.register_here)
        window.addAction(self._here)
        window.built.connect(self._on_built)
        window.went.connect(self._on_went)
        window.search.asked.connect(self._open_palette)
        window.search.textEdited.connect(self._open_palette)
        window.search.left.connect(self._on_search_left)
        window.search.lost.connect(self._on_search_lost)
        window.closing.connect(self._on_closing)
        self._desk.speech.changed.connect(self._say)
        self._desk.bridge.opened.connect(self._count)
        self._desk.bridge.opened.connect(self._ask_who)
        self._desk.bridge.exchanged.connect(self._ask_who)
        self._desk.bridge.opened.connect(partial(self._reading.start, READ_AFTER))
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(self._ahead.begin)
        self._ahead.over.connect(self._keep_forms)
        self._live = Live(self._desk.bridge, window, self._count)
        self._exchange = ExchangeLine(self._desk, window)
        self._dropping = Dropping(self._desk, window, self._begun_here, self.register_files)

    def _say(self) -> None:
        self._here.setText(self._desk.speech.words.text("Register a document"))

    def _on_built(self, code: str, page: QWidget) -> None:
        """Listen to what a new page wants."""
        for name, act in (
            ("opened", self.show_document),
            ("asked_form", self._on_form),
            ("asked_registration", partial(open_registration, self._desk)),
            ("asked_journal", self._on_journal),
            ("asked_share", self._on_share),
            ("asked_session", self._on_session),
            ("left", self._go_back),
            ("found_nothing", self._window.search.setFocus),
            ("printing", partial(self._on_printing, code)),
        ):
            signal: Any = getattr(page, name, None)
            if signal is not None:
                signal.connect(act)
        counted: Any = getattr(page, "counted", None)
        if counted is not None:
            counted.connect(partial(self._on_counted, code))

    def _on_counted(self, code: str, count: int, late: bool) -> None:
        """Show how much waits in a place; red where some of it is overdue."""
        self._window.list.count(code, count, late=late)

    def _on_closing(self) -> None:
        """Close the windows of registration with the program; each keeps what is typed in it."""
        openings: Any = sys.modules.get("ui.dialogs.openings")
        if openings is not None:
            openings.close_registrations(self._desk)

    def _on_went(self, code: str) -> None:
        if code != FOUND:
            self._before = code
            self._window.search.clear()

    def _on_card(self, card: Card) -> None:
        self.palette.last.add(f"document:{card.id}")
        page: Any = self._window.visit(register_code(card.document.kind.value))
        page.show_document(card.id)

    def _on_form(self, name: str) -> None:
        """Go on with a form somebody began: its name says the kind and the document."""
        kind = next((kind for kind in REGISTERS if kind in name.split("/")), "incoming")
        open_registration(self._desk, kind, kept=name.rpartition("/")[2])

    def _on_journal(self, journal: str) -> None:
        page: Any = self._window.go(NUMBERS)
        page.show_journal(journal)

    def _on_share(self) -> None:
        """Show who asks to be let in."""
        page: Any = self._window.go(SHARE)
        page.show_asking()

    def _on_session(self, session: str) -> None:
        """Show a training session."""
        page: Any = self._window.go(TRAINING)
        page.show_session(session)

    def _on_printing(self, code: str, filter: Filter) -> None:
        self.print_journal(filter.kind, filter)

    def _open_palette(self) -> None:
        """Open the palette the first time; afterwards it listens to the line itself."""
        if self._palette is None:
            self.palette.open()

    def _on_search_left(self) -> None:
        """Go back from the page of what was found where nothing was."""
        page: Any = self._window.stage.currentWidget()
        if self._window.here == FOUND and not page.list.rowCount():
            self._go_back()

    def _on_search_lost(self) -> None:
        """Leave in the line only what the page of what was found shows."""
        page: Any = self._window.stage.currentWidget()
        self._window.search.setText(page.list.text if self._window.here == FOUND else "")

    def _go_back(self) -> None:
        """Go back from the page of what was found."""
        self._window.go(self._before).setFocus()

    def _count(self) -> None:
        ask, look = self._desk.bridge.ask, self._desk.bridge.look
        for carry, question, then in (
            (ask, by_name("edo.queries.documents", "counts"), self._on_counts),
            (look, by_name("edo.commands.deciding", "count"), self._on_waiting),
            (look, by_name("ui.pages.training.asking", "waiting"), self._on_training),
            (ask, by_name("edo.queries.letters", "waiting"), self._on_letters),
        ):
            carry(question, then=then, key=(id(self), then.__name__), owner=self)
        self._ask_overdue()

    def _ask_overdue(self) -> None:
        """Ask how many tasks are overdue; the counter of the control is of nothing else."""
        overdue = by_name("edo.commands.control", "overdue")
        self._desk.bridge.look(
            overdue, then=self._on_overdue, key=(id(self), "overdue"), owner=self
        )

    def _on_overdue(self, number: int) -> None:
        self._window.list.count(CONTROL, number, late=True)

    def _on_training(self, told: tuple[int, bool]) -> None:
        """Show how much of training needs action; red where something is late."""
        number, late = told
        self._window.list.count(TRAINING, number, late=late)

    def _on_letters(self, number: int) -> None:
        self._window.list.count(LETTERS, number)

    def _ask_who(self, _ended: object = None) -> None:
        """Ask what the person may begin: roles change with what an exchange brings."""
        who = by_name("edo.commands.myself", "myself")
        self._desk.bridge.look(who, then=self._on_who, key=(id(self), "who"), owner=self)

    def _on_who(self, me: Myself) -> None:
        """Offer to register, or only to write what others register; know whose place this is."""
        self._window.is_keepers = me.is_keeper
        rights: Any = import_module("edo.domain.rights").Right
        received: Any = import_module("edo.domain.card").RECEIVED_KINDS
        kinds, names = set(REGISTERS), (mark("Register"), mark("Register a document"))
        if not me.may(rights.REGISTER):
            written = kinds - {kind.value for kind in received}
            kinds = written if me.may(rights.DRAFT) else set[str]()
            names = (mark("Write"), mark("Write a document"))
        self._kinds = kinds
        self._here.setEnabled(bool(kinds))
        self._window.offer_acts([f"register.{kind}" for kind in kinds], *names)

    def _on_waiting(self, counts: Counts) -> None:
        """Show how many approvals wait for the person; red where one is overdue."""
        self._window.list.count(APPROVALS, counts.count, late=counts.late > 0)

    def _on_counts(self, counts: dict[tuple[Kind, Status], int]) -> None:
        """Show at each register how many documents wait for their number."""
        waiting = dict.fromkeys(REGISTERS, 0)
        for (kind, _status), number in counts.items():
            waiting[kind.value] += number
        for kind, number in waiting.items():
            self._window.list.count(register_code(kind), number)
