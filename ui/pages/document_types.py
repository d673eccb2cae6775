"""Document types and card templates: two sections of the organisation's page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from edo.commands import organisation as commands
from edo.domain.document_type import Template
from edo.queries.directory import TemplateItem, TypeItem
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.type_sheet import TypeSheet
from ui.models.columns import Column
from ui.models.held import Entry, entry
from ui.pages.section import Deed, Section
from ui.pages.staff import closed_word
from ui.theme import Tone
from ui.undoing import offer_undo
from ui.widgets.both import other, own
from ui.widgets.select import sentence


def _kinds(row: Entry[TypeItem], words: Wording) -> str:
    return ", ".join(words.name(kind) for kind in row.item.type.kinds)


def _demands(row: Entry[TypeItem], words: Wording) -> str:
    return ", ".join(words.field(name) for name in row.item.type.required)


TYPE_COLUMNS: tuple[Column[Entry[TypeItem]], ...] = (
    Column(
        "name",
        mark("Document type"),
        lambda row, words: own(words, row.item.type.name_ru, row.item.type.name_kk),
        240,
        second=lambda row, words: other(words, row.item.type.name_ru, row.item.type.name_kk),
        strong=True,
    ),
    Column("kinds", mark("Kinds of journal"), _kinds, 260, stretch=True),
    Column("required", mark("Required fields"), _demands, 260),
    Column(
        "closed",
        mark("State"),
        lambda row, words: closed_word(words, closed=row.item.type.closed),
        130,
        tone=lambda _row: Tone.NEUTRAL,
    ),
)
TEMPLATE_COLUMNS: tuple[Column[Entry[TemplateItem]], ...] = (
    Column("name", mark("Template"), lambda row, _words: row.item.template.name, 260, strong=True),
    Column(
        "kind",
        mark("Kind"),
        lambda row, words: sentence(words.name(row.item.template.kind)),
        160,
    ),
    Column(
        "subject",
        mark("Subject"),
        lambda row, words: own(
            words, row.item.template.card.subject_ru, row.item.template.card.subject_kk
        ),
        300,
        stretch=True,
    ),
)


class TypesSection(Section):
    """The document types; those not offered any more stand last."""

    TITLE = mark("Document types")

    CHAPTER = "incoming"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("No document types yet"),
            mark("Ins adds one: a letter, an order, minutes, an application…"),
        )
        super().__init__(desk, TYPE_COLUMNS, "document_types", empty, parent=parent)

    def entries(self, whole: Organisation) -> Iterator[Entry[TypeItem]]:
        """Give the types."""
        for item in sorted(whole.types, key=lambda one: one.type.closed):
            yield entry(item.id, item)

    def add(self) -> None:
        """Add a type."""
        TypeSheet(self.desk, self.window()).open()

    def change(self) -> None:
        """Change the chosen type."""
        if self.chosen is not None:
            TypeSheet(self.desk, self.window(), self.chosen).open()


class TemplatesSection(Section):
    """The card templates; they are made in the registration window."""

    TITLE = mark("Templates")

    CHAPTER = "incoming"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        empty = (
            mark("No card templates yet"),
            mark(
                "Ctrl+N registers; a card saved there as a template is where the next one starts."
            ),
        )
        super().__init__(
            desk,
            TEMPLATE_COLUMNS,
            "card_templates",
            empty,
            [Deed(mark("Remove"), self.remove, "Del", "trash-2", chosen=True)],
            parent=parent,
        )

    def entries(self, whole: Organisation) -> Iterator[Entry[TemplateItem]]:
        """Give the templates."""
        for item in whole.templates:
            yield entry(item.id, item)

    def remove(self) -> None:
        """Offer the chosen template no more."""
        if self.chosen is not None:
            self.desk.bridge.run(
                commands.remove_template,
                template=self.chosen.id,
                then=partial(self._on_removed, self.chosen.template),
                owner=self,
            )

    def _on_removed(self, template: Template, _answer: object) -> None:
        said = self.desk.speech.words.text("The template is removed: {name}", name=template.name)
        offer_undo(
            self.desk,
            self,
            said,
            commands.save_template,
            name=template.name,
            kind=template.kind,
            card=template.card,
        )
