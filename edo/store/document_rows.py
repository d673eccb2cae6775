"""The rows of documents: what of a folded state goes into which table.

Pure functions of the state, the names of correspondents and the keys already given, so a process
apart can make them as well.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from edo.clock import office_date
from edo.domain.document import Document, Status
from edo.store.search import Entry, card_terms
from edo.store.spelling import number_key, sort_key

DAY_BITS = 26
"""A document's key is its day's ordinal, shifted by this, plus its place in the day."""

_encode = msgspec.json.Encoder().encode

_OF = "@"
_PERIOD_SHIFT, ORDINAL_SHIFT = 36, 12
"""Bits of a place: the period above, then the ordinal number, then the suffix."""
LAST_RANK = (1 << ORDINAL_SHIFT) - 1
"""The greatest rank of a suffix; a number without one has the rank 0."""


def place(period: int, n: int, suffix: str = "") -> int:
    """Return the number by which a registration sorts within its journal."""
    return period << _PERIOD_SHIFT | n << ORDINAL_SHIFT | _rank(suffix)


def first_place(period: int) -> int:
    """Return the least place a number of a period may have."""
    return period << _PERIOD_SHIFT


def ordinal(place: int, period: int) -> int:
    """Return the ordinal number of a place in a period."""
    return (place - (period << _PERIOD_SHIFT)) >> ORDINAL_SHIFT


def register(kind: str, office: str = "") -> str:
    """Return the name of a register: a kind of documents, and whose if not this office's."""
    return f"{kind}{_OF}{office}" if office else kind


def read_register(name: str) -> tuple[str, str]:
    """Return the kind of a register, and whose it is; empty for this office's."""
    kind, _, office = name.partition(_OF)
    return kind, office


def first_key(day: date) -> int:
    """Return the least key a document of that day may have."""
    return day.toordinal() << DAY_BITS


def day_of(state: Document) -> date:
    """Return the day a document stands under: of its registration, else of its beginning."""
    return state.number.on if state.number else office_date(state.created)


def moment_of(state: Document) -> int:
    """Return the timestamp a document stands under in its day: of the same fact as the day."""
    return state.registered if state.number else state.created


def their_order(number: str) -> bytes:
    """Return the key by which senders' numbers sort and are compared for duplicates."""
    return number_key(number).encode()


def both(ru: str, kk: str) -> tuple[str, str]:
    """Return both names, each standing in for the other where that is missing."""
    return ru or kk, kk or ru


def orders(ru: str, kk: str) -> tuple[bytes, bytes]:
    """Return the keys by which a text sorts among Russian and among Kazakh ones."""
    ru, kk = both(ru, kk)
    return sort_key(ru, "ru"), sort_key(kk, "kk")


@dataclass(frozen=True, slots=True)
class Name:
    """A correspondent as documents show it: the kept entry's id, names and sort keys."""

    correspondent: str
    ru: str
    kk: str
    orders: tuple[bytes, bytes]


def name(correspondent: str, ru: str, kk: str) -> Name:
    """Make a name with its sort keys."""
    return Name(correspondent, ru, kk, orders(ru, kk))


@dataclass(slots=True)
class Rows:
    """Rows of a batch of documents, table by table.

    Attributes:
        documents, parties, attachments, links: rows of these tables.
        contents: hash and name of each attached content, for their texts.
        cards: key → terms by which the document is found; None where they are made later.
        office: whose workplace this is; other offices' documents stand in registers of their own.
    """

    documents: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    parties: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    attachments: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    links: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    contents: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    cards: dict[int, str] | None = field(default_factory=dict[int, str])
    office: str = ""

    def add(self, key: int, subject: str, state: Document, name_of: Callable[[str], Name]) -> None:
        """Add the rows of one document.

        Args:
            key: its row number.
            subject: its id.
            state: its folded state.
            name_of: tells a correspondent's name by its id.
        """
        card, number, files = state.card, state.number, state.live_files
        names = _names_of(state, name_of)
        ru, kk, names_orders = _joined(names)
        self.documents.append(
            (
                key,
                subject,
                moment_of(state),
                register(state.kind, "" if state.office == self.office else state.office),
                state.status,
                number.journal if number else "",
                number.period if number else 0,
                number.n if number else 0,
                number.suffix if number else "",
                place(number.period, number.n, number.suffix) if number else 0,
                number.by_hand if number else False,
                number.text if number else "",
                number.on.isoformat() if number else "",
                card.subject_ru,
                card.subject_kk,
                ru,
                kk,
                card.their_number,
                card.their_date.isoformat() if card.their_date else "",
                card.type,
                card.language,
                len(files),
                1 if files else 0,
                card.due.isoformat() if card.due else "",
                state.registrar or state.author,
                1 if state.parallel and state.status is not Status.CANCELLED else 0,
                state.awaiting.reference if state.awaiting else "",
                *orders(card.subject_ru, card.subject_kk),
                *names_orders,
                their_order(card.their_number),
                _encode(state),
            )
        )
        for position, one in enumerate(names):
            self.parties.append((key, position, one.correspondent))
        for file in files:
            self.attachments.append((key, file.id, file.current.sha256))
            self.contents.append((file.current.sha256, file.current.name))
        for link in state.links:
            self.links.append((key, link.link, link.document))
        if self.cards is not None:
            self.cards[key] = _card(key, state, names)


def card_of(key: int, state: Document, name_of: Callable[[str], Name]) -> str:
    """Return the terms by which a document is found, as `Rows.add` makes them."""
    return _card(key, state, _names_of(state, name_of))


def _names_of(state: Document, name_of: Callable[[str], Name]) -> list[Name]:
    return [
        name_of(party.correspondent) if party.correspondent else name("", party.name, party.name)
        for party in state.card.parties
    ]


def _card(key: int, state: Document, names: Iterable[Name]) -> str:
    return card_terms(_search_entry(key, state, names))


def _search_entry(key: int, state: Document, names: Iterable[Name]) -> Entry:
    card = state.card
    persons = [party.name for party in card.parties if party.correspondent and party.name]
    numbers = [state.number.text if state.number else "", card.their_number]
    extra = (card.note, card.topic, card.prepared_by, card.handed_to, card.resolution)
    return Entry(
        key=key,
        subject_ru=card.subject_ru,
        subject_kk=card.subject_kk,
        names=" ".join(dict.fromkeys([*(n for one in names for n in (one.ru, one.kk)), *persons])),
        numbers=tuple(number for number in numbers if number),
        extra=" ".join(text for text in (*extra, *card.signed_by, card.executors) if text),
    )


def _joined(names: Sequence[Name]) -> tuple[str, str, tuple[bytes, bytes]]:
    """Return the names of all parties and their sort keys; the first party decides the order.

    Two parties that were merged into one entry are shown once.
    """
    if not names:
        return "", "", (b"", b"")
    names = list(dict.fromkeys(names))
    ru, kk = "; ".join(name.ru for name in names), "; ".join(name.kk for name in names)
    return ru, kk, names[0].orders


def _rank(suffix: str) -> int:
    """Order suffixes of one number: none, /1 … /n, then letters by the alphabet."""
    if not suffix:
        return 0
    text = suffix.lstrip("-/.")
    if text.isdecimal():
        return min(int(text) + 1, 999)
    key = sort_key(text, "ru")
    if not key:
        return 1000 if text else 0
    return min(1000 + key[0] * 4 + (key[1] & 3 if len(key) > 1 else 0), LAST_RANK)
