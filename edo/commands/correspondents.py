"""The directory of correspondents: add, change, and merge duplicates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from edo.change import is_id
from edo.domain.card import Card, Delivery, Party
from edo.domain.organisation import (
    Being,
    Correspondent,
    CorrespondentAdded,
    CorrespondentChanged,
    CorrespondentMerged,
    Office,
    check_entry,
)
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import correspondents as asked
from edo.queries import directory
from edo.store.spelling import fold
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A party of a card that may not be in the directory yet, as a form names it.

    Attributes:
        correspondent: the entry to add where none has its name or number.
        place: its place among the card's parties.
        name: the person there.
        method: how its copy goes.
    """

    correspondent: Correspondent
    place: int = 0
    name: str = ""
    method: Delivery | None = None


def add(workplace: Workplace, *, correspondent: Correspondent) -> str:
    """Add a correspondent; return its id.

    Raises:
        Refusal: a name is missing, one with this name is there, or the БИН or ИИН is wrong.
    """
    check_entry(correspondent)
    with workplace.entry() as entry:
        for name in _texts(correspondent):
            if name.strip() and asked.named(entry.connection, text=name) is not None:
                raise Refusal(Reason.ALREADY_EXISTS, field="correspondent", value=name)
        id = entry.new_id("c")
        entry.record(id, CorrespondentAdded(correspondent))
        return id


class AddressBook:
    """The directory within one entry, with what the entry added; it serves a whole batch."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._added: dict[str, str] = {}
        self._offices: dict[str, str] | None = None

    def find_or_add(self, text: str, being: Being = Being.ORGANISATION) -> str:
        """Return the id of the correspondent a text names, adding one where there is none.

        Args:
            text: an id, a name in either language, a БИН or an ИИН.
            being: what a new one is.

        Raises:
            Refusal: the text is empty or too long for a name.
        """
        if office := self._office((text,)):
            return self.of_office(office)
        return self._find((text,)) or self._add(Correspondent(text.strip(), being=being))

    def with_newcomers(self, card: Card, newcomers: Sequence[Newcomer]) -> Card:
        """Return the card with its newcomers among its parties, added where needed.

        Raises:
            Refusal: a name is missing or too long, or the БИН or ИИН is wrong.
        """
        card = self.with_offices(card)
        if not newcomers:
            return card
        parties = list(card.parties)
        for one in sorted(newcomers, key=lambda one: one.place):
            check_entry(one.correspondent)
            texts = _texts(one.correspondent)
            if office := self._office(texts):
                id = self.of_office(office)
            else:
                id = self._find(texts) or self._add(one.correspondent)
            parties.insert(one.place, Party(id, one.name, method=one.method))
        return replace(card, parties=tuple(parties))

    def of_office(self, office: str) -> str:
        """Return the id of the correspondent that stands for an office of the organisation.

        One that bears the office's name is tied to it; where there is none, one is added.

        Raises:
            Refusal: there is no such office.
        """
        if known := self._added.get(office) or asked.of_office(self._entry.connection, office):
            return known
        state = self._entry.state(office)
        if not isinstance(state, Office):
            raise Refusal(Reason.UNKNOWN_OFFICE, value=office)
        entry = Correspondent(
            state.name_ru,
            state.name_kk,
            bin=state.bin,
            address=state.address,
            phone=state.phone,
            email=state.email,
            office=office,
        )
        id = self._find(_texts(entry))
        if id:
            self._entry.record(id, CorrespondentChanged({"office": office}))
        else:
            id = self._add(entry)
        self._added[office] = id
        return id

    def with_offices(self, card: Card) -> Card:
        """Return the card with correspondents in place of offices that were picked as parties."""
        if not any(is_id("o", party.correspondent) for party in card.parties):
            return card
        parties = tuple(
            replace(party, correspondent=self.of_office(party.correspondent))
            if is_id("o", party.correspondent)
            else party
            for party in card.parties
        )
        return replace(card, parties=parties)

    def _office(self, texts: Iterable[str]) -> str:
        """Return the other office of the organisation that one of some texts names, or empty."""
        if self._offices is None:
            self._offices = {
                key: item.id
                for item in directory.offices(self._entry.connection)
                if item.id != self._entry.office and not item.office.closed
                for key in (item.id, fold(item.office.name_ru), fold(item.office.name_kk))
                if key
            }
        found = (self._offices.get(text.strip()) or self._offices.get(fold(text)) for text in texts)
        return next((office for office in found if office), "")

    def _find(self, texts: Iterable[str]) -> str:
        for text in texts:
            if not text.strip():
                continue
            if known := self._added.get(fold(text)):
                return known
            if (found := asked.named(self._entry.connection, text=text)) is not None:
                return found.id
        return ""

    def _add(self, correspondent: Correspondent) -> str:
        id = self._entry.new_id("c")
        self._entry.record(id, CorrespondentAdded(correspondent))
        self._added |= {fold(text): id for text in _texts(correspondent) if fold(text)}
        return id


def _texts(correspondent: Correspondent) -> tuple[str, str, str]:
    """Return all by which an entry is found again."""
    return correspondent.bin, correspondent.name_ru, correspondent.name_kk


def change(workplace: Workplace, *, correspondent: str, fields: Mapping[str, Any]) -> None:
    """Change an entry's fields; documents show the new name.

    Raises:
        Refusal: there is no such entry, or a value does not fit.
    """
    workplace.record(correspondent, CorrespondentChanged(dict(fields)))


def merge(workplace: Workplace, *, keep: str, other: str) -> None:
    """Merge a duplicate into the entry that is kept; its documents move there.

    Args:
        workplace: who acts.
        keep: id of the entry that stays.
        other: id of the duplicate.

    Raises:
        Refusal: one of them is unknown or merged already, or they are the same.
    """
    if keep == other:
        raise Refusal(Reason.MERGE_WITH_ITSELF)
    with workplace.entry() as entry:
        for id in (keep, other):
            state = entry.known(Correspondent, id, Reason.UNKNOWN_CORRESPONDENT)
            if state.merged_into:
                name = state.name_ru or state.name_kk
                raise Refusal(Reason.CORRESPONDENT_MERGED, value=name)
        entry.record(other, CorrespondentMerged(keep))
