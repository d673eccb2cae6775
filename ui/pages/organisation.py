"""The page "Organisation": offices, people, deputies, correspondents, papers, the calendar."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QWidget

from edo.queries import organisation as asked
from edo.queries.organisation import Organisation
from edo.sentences import mark
from ui.desk import Desk
from ui.models.live import Live, touches
from ui.pages.correspondents import CorrespondentsSection
from ui.pages.deputies import DeputiesSection
from ui.pages.document_types import TemplatesSection, TypesSection
from ui.pages.offices import OfficesSection
from ui.pages.phrases import PhrasesSection
from ui.pages.routes import RoutesSection
from ui.pages.section import Section
from ui.pages.staff import PeopleSection, PlacesSection
from ui.pages.tabbed import Tab, TabbedPage
from ui.pages.working_days import WorkingDaysSection

AnySection = OfficesSection | PlacesSection | CorrespondentsSection | Section
TABS: tuple[Tab, ...] = (
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


class OrganisationPage(TabbedPage):
    """Tabs over the lists of the organisation."""

    CHAPTER = "staff"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, mark("Organisation"), "organisation.tab", TABS, parent)
        self._whole: Organisation | None = None
        self.built.connect(self._on_built)
        Live(desk.bridge, self, self._ask, touches(CONCERN))
        desk.speech.changed.connect(self._ask)
        self._ask()
        self.go_on()

    def show_person(self, id: str) -> None:
        """Show one of the staff in the list of people."""
        section: PeopleSection = self.go("people")
        section.choose(id)
        section.setFocus()

    def show_correspondent(self, key: int) -> None:
        """Show the correspondent of a row."""
        section: CorrespondentsSection = self.go("correspondents")
        section.choose(key)
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
        for section in self.sections.values():
            cast(AnySection, section).show_whole(whole)

    def _on_built(self, section: AnySection) -> None:
        if self._whole is not None:
            section.show_whole(self._whole)
