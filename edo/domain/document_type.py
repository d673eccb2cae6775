"""Document types and card templates: what a type demands, and what a card starts with.

Types are data of the organisation, not of the program: names in two languages, the kinds of
journal they occur in, the card fields they demand, and values a new card begins with.
"""

from typing import Any, ClassVar

import msgspec

from edo.change import Stamp
from edo.domain.card import FIELD_BY_NAME, Card, Kind, check_card
from edo.domain.fact import Fact, Record, need, within
from edo.domain.rights import Right
from edo.domain.workdays import Term, check_term
from edo.errors import Reason, Refusal

NAME_LIMIT = 200


class DocumentType(Record, frozen=True, omit_defaults=True):
    """A type of document («вид документа», «құжат түрі»).

    Attributes:
        name_ru, name_kk: its name.
        kinds: the kinds of journal it occurs in.
        required: card fields it demands beyond those of its kind.
        defaults: card fields a new document of the type starts with.
        term: how long its execution takes, offered when it is registered; None: no term.
        closed: not offered any more.
    """

    name_ru: str = ""
    name_kk: str = ""
    kinds: tuple[Kind, ...] = ()
    required: tuple[str, ...] = ()
    defaults: dict[str, Any] = msgspec.field(default_factory=dict[str, Any])
    closed: bool = False
    term: Term | None = None


class Template(Record, frozen=True, omit_defaults=True):
    """A card somebody keeps to start the next one from."""

    name: str
    kind: Kind
    card: Card
    removed: bool = False


class TypeDefined(Fact, frozen=True, omit_defaults=True):
    """A document type was defined."""

    NAME: ClassVar[str] = "type.defined"
    ABOUT: ClassVar[type] = DocumentType
    PREFIX: ClassVar[str] = "t"
    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.ORGANISE

    type: DocumentType

    def apply(self, state: DocumentType | None, stamp: Stamp) -> DocumentType:
        """Define the type."""
        del stamp
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="type", value=state.name_ru)
        check_type(self.type)
        return self.type


class TypeChanged(Fact, frozen=True, omit_defaults=True):
    """A document type's fields were changed; documents registered before stay as they are."""

    NAME: ClassVar[str] = "type.changed"
    ABOUT: ClassVar[type] = DocumentType
    PREFIX: ClassVar[str] = "t"
    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.ORGANISE

    fields: dict[str, Any]

    def apply(self, state: DocumentType | None, stamp: Stamp) -> DocumentType:
        """Change the type."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_TYPE, value="")
        changed = state.with_fields(self.fields)
        check_type(changed)
        return changed

    def writes(self, before: Any, after: Any) -> tuple[str, ...]:
        """Return the fields that are stated."""
        del before, after
        return tuple(self.fields)


class TemplateSaved(Fact, frozen=True, omit_defaults=True):
    """A card was kept as a template, or a template was replaced."""

    NAME: ClassVar[str] = "template.saved"
    ABOUT: ClassVar[type] = Template
    PREFIX: ClassVar[str] = "m"

    template: Template

    def apply(self, state: Template | None, stamp: Stamp) -> Template:
        """Keep the template."""
        del state, stamp
        need(self.template.name, "name", NAME_LIMIT)
        check_card(self.template.card)
        return self.template


FACTS: tuple[type[Fact], ...] = (TypeDefined, TypeChanged, TemplateSaved)


def check_type(kind: DocumentType) -> None:
    """Refuse a type without a name or kind, or with a field the card does not have."""
    if not (kind.name_ru.strip() or kind.name_kk.strip()):
        raise Refusal(Reason.REQUIRED_FIELD, field="name_ru")
    within(kind.name_ru, "name_ru", NAME_LIMIT)
    within(kind.name_kk, "name_kk", NAME_LIMIT)
    if not kind.kinds:
        raise Refusal(Reason.REQUIRED_FIELD, field="kinds")
    if kind.term is not None:
        check_term(kind.term)
    for name in (*kind.required, *kind.defaults):
        if name not in FIELD_BY_NAME:
            raise Refusal(Reason.BAD_VALUE, field="required", value=name)
    try:
        check_card(msgspec.convert(kind.defaults, Card))
    except msgspec.ValidationError as error:
        raise Refusal(Reason.BAD_VALUE, field="defaults", value=str(error)) from error
