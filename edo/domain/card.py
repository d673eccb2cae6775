"""The registration card: its fields, which kinds of document have them, and their limits.

The list of fields is the card of the records rules («регистрационно-контрольная карточка»,
«тіркеу-бақылау карточкасы»). Windows, the terminal, history and paper all read this one table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter, gt
from typing import Any

from msgspec.structs import replace

from edo.domain.fact import Record, within
from edo.errors import Reason, Refusal


class Kind(StrEnum):
    """The kind of a journal and of the documents in it."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"
    ORDERS = "orders"
    MINUTES = "minutes"
    APPEALS = "appeals"


RECEIVED_KINDS = frozenset({Kind.INCOMING, Kind.APPEALS})
"""Kinds that come from outside: they have a sender and a day of receipt."""


class Language(StrEnum):
    """The language a document is written in."""

    RU = "ru"
    KK = "kk"
    BOTH = "kk+ru"
    OTHER = "other"


class Carrier(StrEnum):
    """What a document is on («носитель», «тасығыш»)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    MIXED = "mixed"


class Delivery(StrEnum):
    """How a document came or goes («способ доставки», «жеткізу тәсілі»)."""

    HAND = "hand"
    POST = "post"
    REGISTERED_MAIL = "registered_mail"
    EMAIL = "email"
    PORTAL = "portal"
    FAX = "fax"
    MESSENGER = "messenger"
    COURIER = "courier"
    EDO = "edo"
    """As a letter between offices of one organisation, by this very program."""


class DeliveryState(StrEnum):
    """How far one addressee's copy has come."""

    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"


class Control(StrEnum):
    """Whether execution is watched («контроль», «бақылау»)."""

    NONE = "none"
    CONTROL = "control"
    SPECIAL = "special"


class Access(StrEnum):
    """The restriction mark («гриф», «қол жеткізу белгісі»)."""

    OPEN = "open"
    OFFICIAL = "official"
    CONFIDENTIAL = "confidential"


class Party(Record, frozen=True, omit_defaults=True):
    """One correspondent of an incoming document, or one addressee of another.

    Attributes:
        correspondent: id in the directory; empty for one who is only named.
        name: name as written, or the person there («на имя»).
        method: how this copy goes.
        state: how far it has come.
        on: date of the last step.
        proof: registry or receipt number, or why it was not delivered.
    """

    correspondent: str = ""
    name: str = ""
    method: Delivery | None = None
    state: DeliveryState = DeliveryState.WAITING
    on: date | None = None
    proof: str = ""

    @property
    def key(self) -> str:
        """What tells this party from the document's others."""
        return self.correspondent or self.name


class Card(Record, frozen=True, omit_defaults=True):
    """What a person wrote about a document. `FIELDS` says the meaning of each field."""

    type: str = ""
    subject_ru: str = ""
    subject_kk: str = ""
    language: Language = Language.RU
    parties: tuple[Party, ...] = ()
    received_at: str = ""
    their_number: str = ""
    their_date: date | None = None
    their_signatory: str = ""
    delivery: Delivery | None = None
    sheets: int | None = None
    sheets_attached: int | None = None
    copies: int | None = None
    carrier: Carrier = Carrier.PAPER
    access: Access = Access.OPEN
    character: str = ""
    topic: str = ""
    place: str = ""
    signed_by: tuple[str, ...] = ()
    prepared_by: str = ""
    phone: str = ""
    handed_to: str = ""
    resolution: str = ""
    executors: str = ""
    control: Control = Control.NONE
    due: date | None = None
    executed_on: date | None = None
    execution_note: str = ""
    dossier: str = ""
    volume: int | None = None
    pages: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the card.

    Attributes:
        name: attribute of `Card`.
        kinds: the kinds of document that have it.
        required: the kinds that cannot be registered without it.
        limit: longest text in characters, greatest number, or most entries.
    """

    name: str
    kinds: frozenset[Kind]
    required: frozenset[Kind] = frozenset()
    limit: int = 500


_ALL = frozenset(Kind)
_IN = RECEIVED_KINDS
_OUT = frozenset({Kind.OUTGOING})
_INNER = frozenset({Kind.INTERNAL, Kind.ORDERS, Kind.MINUTES})
_EXECUTED = _IN | _INNER

FIELDS: tuple[Field, ...] = (
    Field("parties", _ALL, required=_IN | _OUT, limit=200),
    Field("received_at", _IN, limit=16),
    Field("their_number", _IN, limit=32),
    Field("their_date", _IN),
    Field("their_signatory", _IN, limit=200),
    Field("type", _ALL, limit=64),
    Field("subject_ru", _ALL),
    Field("subject_kk", _ALL),
    Field("language", _ALL),
    Field("sheets", _ALL, limit=100_000),
    Field("sheets_attached", _ALL, limit=100_000),
    Field("copies", _ALL, limit=10_000),
    Field("delivery", _IN | _OUT),
    Field("carrier", _ALL),
    Field("access", _ALL),
    Field("character", _EXECUTED, limit=200),
    Field("topic", _ALL, limit=200),
    Field("place", _OUT | _INNER, limit=200),
    Field("signed_by", _OUT | _INNER, limit=20),
    Field("prepared_by", _OUT | _INNER, limit=200),
    Field("phone", _OUT | _INNER, limit=64),
    Field("handed_to", _ALL, limit=200),
    Field("resolution", _EXECUTED, limit=1000),
    Field("executors", _EXECUTED),
    Field("control", _EXECUTED),
    Field("due", _EXECUTED),
    Field("executed_on", _EXECUTED),
    Field("execution_note", _EXECUTED),
    Field("dossier", _ALL, limit=64),
    Field("volume", _ALL, limit=10_000),
    Field("pages", _ALL, limit=64),
    Field("note", _ALL, limit=1000),
)
"""Every field of the card, in the order people read it (records rules, §3.4)."""

FIELD_BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}

PROOF_LIMIT = 500
"""Characters of a receipt's number, or of the words why a copy was not delivered."""
_PERSON_NAME_LIMIT = 200
_COUNTS = ("sheets", "sheets_attached", "copies", "volume")
_TEXTS = tuple(field.name for field in FIELDS if type(getattr(Card(), field.name)) is str)
_TEXT_LIMITS = tuple(FIELD_BY_NAME[name].limit for name in _TEXTS)
_COUNT_LIMITS = tuple(FIELD_BY_NAME[name].limit for name in _COUNTS)
_texts = attrgetter(*_TEXTS)
_counts = attrgetter(*_COUNTS)
_REQUIRED = {kind: tuple(field.name for field in FIELDS if kind in field.required) for kind in Kind}


def check_card(card: Card) -> None:
    """Refuse a card with a value outside its field's limits.

    Raises:
        Refusal: names the first field that is wrong.
    """
    texts = _texts(card)
    if any(map(gt, map(len, texts), _TEXT_LIMITS)):
        texts_of = zip(texts, _TEXT_LIMITS, _TEXTS, strict=True)
        name, limit = next((name, limit) for text, limit, name in texts_of if len(text) > limit)
        raise Refusal(Reason.TOO_LONG, field=name, limit=limit)
    for count, limit, name in zip(_counts(card), _COUNT_LIMITS, _COUNTS, strict=True):
        if count is not None and not 0 <= count <= limit:
            raise Refusal(Reason.BAD_VALUE, field=name, value=str(count))
    if card.received_at:
        received_date(card)
    _check_lists(card)


def check_complete(card: Card, kind: Kind, required: frozenset[str] = frozenset()) -> None:
    """Refuse to register a card that lacks what its kind or its type demands.

    Args:
        card: the card.
        kind: its kind of journal.
        required: names of further fields its document type demands.
    """
    if not (card.subject_ru.strip() or card.subject_kk.strip()):
        raise Refusal(Reason.REQUIRED_FIELD, field="subject_ru")
    demanded = (name for name in sorted(required) if kind in FIELD_BY_NAME[name].kinds)
    for name in (*_REQUIRED[kind], *demanded):
        value = getattr(card, name)
        if value in ("", None, ()) or (isinstance(value, str) and not value.strip()):
            raise Refusal(Reason.REQUIRED_FIELD, field=name)


def received_date(card: Card) -> date | None:
    """Return the day of receipt, None where it is not given.

    Raises:
        Refusal: `received_at` is no date.
    """
    if not card.received_at:
        return None
    try:
        return datetime.fromisoformat(card.received_at).date()
    except ValueError as error:
        raise Refusal(Reason.BAD_DATE, value=card.received_at) from error


def fresh_copy(card: Card) -> Card:
    """Return what a new card takes over from an old one: all but what belongs to that paper."""
    parties = tuple(
        Party(party.correspondent, party.name, method=party.method) for party in card.parties
    )
    return replace(
        card,
        parties=parties,
        received_at="",
        their_number="",
        their_date=None,
        due=None,
        executed_on=None,
        execution_note="",
        volume=None,
        pages="",
    )


def differences(before: Card, after: Card) -> Iterator[tuple[str, Any, Any]]:
    """Yield (field, old value, new value) for each field that differs."""
    for field in FIELDS:
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield field.name, old, new


def _check_lists(card: Card) -> None:
    for name in ("parties", "signed_by"):
        if len(getattr(card, name)) > FIELD_BY_NAME[name].limit:
            raise Refusal(Reason.TOO_LONG, field=name, limit=FIELD_BY_NAME[name].limit)
    for name in card.signed_by:
        within(name, "signed_by", _PERSON_NAME_LIMIT)
    keys: set[str] = set()
    for party in card.parties:
        within(party.name, "parties", _PERSON_NAME_LIMIT)
        within(party.proof, "proof", PROOF_LIMIT)
        if not party.key.strip():
            raise Refusal(Reason.REQUIRED_FIELD, field="parties")
        if party.key in keys:
            raise Refusal(Reason.ALREADY_EXISTS, field="parties", value=party.name)
        keys.add(party.key)
