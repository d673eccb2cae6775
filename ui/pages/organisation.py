"""The page "Organisation": offices, people, deputies, correspondents, papers, the calendar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from edo.queries import organisation as asked
from edo.queries.organisation import Organisation
from edo.sentences import mark
from ui.desk import Desk
from ui.models.live import Live
from ui.pages.correspondents import CorrespondentsSection
from ui.pages.deputies import DeputiesSection
from ui.pages.document_types import TemplatesSection, TypesSection
from ui.pages.offices import OfficesSection
from ui.pages.phrases import PhrasesSection
from ui.pages.routes import RoutesSection
from ui.pages.section import Section
from ui.pages.staff import PeopleSection, PlacesSection
from ui.pages.working_days import WorkingDaysSection
from ui.theme import GRID

if TYPE_CHECKING:
    from edo.change import Touched

AnySection = OfficesSection | PlacesSection | CorrespondentsSection | Section
TABS: tuple[tuple[str, str, Callable[[Desk], AnySection]], ...] = (
    ("offices", mark("Offices"), OfficesSection),
    ("places", mark("Units"), PlacesSection),
    ("people", mark("People"), PeopleSection),
    ("correspondents", mark("Correspondents"), CorrespondentsSection),
    ("types", mark("Document types"), TypesSection),
    ("templates", mark("Templates"), TemplatesSection),
    ("phrases", mark("Phrases"), PhrasesSection),
    ("routes", mark("Routes"), RoutesSection),
    ("deputies", mark("Deputies"), DeputiesSection),
    ("days", mark("Calendar"), WorkingDaysSection),
)
CONCERN = "ouspmtfhew"
"""First letters of the ids of what is shown here."""


class OrganisationPage(QWidget):
    """Tabs over the lists of the organisation; a section is built when first visited."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole: Organisation | None = None
        self._sections: dict[str, AnySection] = {}
        self.tabs = QTabBar()
        self._stack = QStackedWidget()
        self._turns = [QAction(self), QAction(self)]
        self._build()
        self._connect()
        self._say()
        self._ask()
        self.go(desk.memory.get("organisation.tab", TABS[0][0]))

    def go(self, code: str) -> AnySection:
        """Go to a section."""
        codes = [tab[0] for tab in TABS]
        place = codes.index(code) if code in codes else 0
        if self.tabs.currentIndex() != place:
            self.tabs.setCurrentIndex(place)
        section = self._section(place)
        self._stack.setCurrentWidget(section)
        self.setFocusProxy(section)
        self._desk.memory.set("organisation.tab", TABS[place][0])
        return section

    def _section(self, place: int) -> AnySection:
        code, _name, build = TABS[place]
        section = self._sections.get(code)
        if section is None:
            section = build(self._desk)
            self._sections[code] = section
            self._stack.addWidget(section)
            if self._whole is not None:
                section.show_whole(self._whole)
        return section

    def _build(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for _tab in TABS:
            self.tabs.addTab("")
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, GRID, 3 * GRID, 0)
        head.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        for action, keys, step in zip(
            self._turns, ("Ctrl+PgUp", "Ctrl+PgDown"), (-1, 1), strict=True
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on=False, step=step: self._turn(step))
            self.addAction(action)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        Live(self._desk.bridge, self, self._ask, _concerns)
        self._desk.speech.changed.connect(self._say)
        self._desk.speech.changed.connect(self._ask)

    def _say(self) -> None:
        words = self._desk.speech.words
        for place, (_code, name, _build) in enumerate(TABS):
            self.tabs.setTabText(place, words.text(name))
        self.tabs.setAccessibleName(words.text("Organisation"))
        for action, name in zip(
            self._turns, (mark("The list before"), mark("The next list")), strict=True
        ):
            action.setText(words.text(name))

    def _on_tab(self, place: int) -> None:
        self.go(TABS[place][0])

    def _turn(self, step: int) -> None:
        section = self.go(TABS[(self.tabs.currentIndex() + step) % len(TABS)][0])
        section.setFocus()

    def _ask(self) -> None:
        self._desk.bridge.ask(
            asked.organisation,
            then=self._on_organisation,
            key=(id(self), "organisation"),
            language=self._desk.speech.language,
        )

    def _on_organisation(self, whole: Organisation) -> None:
        self._whole = whole
        for section in self._sections.values():
            section.show_whole(whole)


def _concerns(touched: Touched) -> bool:
    return any(subject[:1] in CONCERN for subject in touched.subjects)
