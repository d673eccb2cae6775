"""What a person does with letters of other offices: look at one, read it, register it with one key.

And what the sender looks at: how each of the letters stands that took a document to an office.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edo.commands import letters
from edo.commands.registering import Registration
from edo.domain.card import Kind
from edo.domain.letter import LetterStatus
from edo.domain.rights import Right
from edo.errors import Reason, Refusal
from edo.queries import directory
from edo.queries import letters as asked
from edo.queries.directory import JournalItem
from edo.queries.letters import Addressee, LetterItem, OfficeName, TrayRow
from edo.workplace import Workplace

ON_THEIR_WAY = (
    LetterStatus.SENT,
    LetterStatus.RECEIVED,
    LetterStatus.OPENED,
    LetterStatus.TAKEN,
)
"""Nobody has decided about the letter yet, or it has no number yet."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A letter with what came with it.

    Attributes:
        item: the letter.
        paths: where the contents lie that are here, by hash.
        journals: the open journals it can be registered in.
        may_act: whether the person here registers in this office.
    """

    item: LetterItem
    paths: dict[str, Path]
    journals: tuple[JournalItem, ...]
    may_act: bool


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that waits here, or one we sent.

    Attributes:
        letter: id.
        document: the one of ours that was sent; empty for what came.
        office_ru, office_kk: the other office.
        number, on: of the letter where it was registered first: there, or, of ours, here.
        title_ru, title_kk: what it is about.
        waits: what waits here; `sent` what we sent.
    """

    letter: str
    document: str
    office_ru: str
    office_kk: str
    number: str
    on: date | None
    title_ru: str
    title_kk: str
    waits: TrayRow | None = None
    sent: Addressee | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """How a document stands with the offices it is addressed to.

    Attributes:
        document: id.
        states: what is known of each letter, oldest first.
        due: the offices it would go to now.
        came: the letter it was made of, where it was made of one.
        may_send: whether the person here sends letters of this office.
    """

    document: str
    states: tuple[Addressee, ...]
    due: tuple[OfficeName, ...]
    came: LetterItem | None
    may_send: bool

    @property
    def last(self) -> tuple[Addressee, ...]:
        """The last letter to each office."""
        return tuple(one for one in self.states if one.is_last)


def look(workplace: Workplace, *, letter: str) -> Brought:
    """Look at a letter without opening it for its sender.

    Raises:
        Refusal: there is no such letter.
    """
    item = workplace.read(asked.letter, id=letter)
    state = item.letter
    files = (*state.files, *([state.proof] if state.proof else ()))
    hashes = [file.sha256 for file in files]
    held = {sha: workplace.blobs.path(sha) for sha in hashes if workplace.blobs.holds(sha)}
    journals = workplace.read(directory.journals, kind=Kind.INCOMING)
    may = workplace.roster.can(workplace.identity.person, Right.REGISTER, workplace.identity.office)
    is_open = tuple(one for one in journals if not one.journal.closed)
    return Brought(item, held, is_open, may)


def read(workplace: Workplace, *, letter: str) -> Brought:
    """Open a letter to read it, where the person may, and return it whole.

    Raises:
        Refusal: there is no such letter.
    """
    found = look(workplace, letter=letter)
    if found.may_act and not found.item.letter.opened:
        letters.open_letter(workplace, letter=letter)
        found = look(workplace, letter=letter)
    return found


def waiting(workplace: Workplace) -> list[LetterRow]:
    """Return what waits here."""
    return [
        LetterRow(
            one.letter,
            "",
            one.sender.ru,
            one.sender.kk,
            one.number,
            one.on,
            one.subject_ru,
            one.subject_kk,
            waits=one,
        )
        for one in workplace.read(asked.tray)
    ]


def sent(workplace: Workplace, *, statuses: Sequence[LetterStatus]) -> list[LetterRow]:
    """Return letters we sent that stand so, the newest first."""
    found = [one for status in statuses for one in workplace.read(asked.sent, status=status)]
    return [
        LetterRow(
            one.letter,
            one.document,
            one.office.ru,
            one.office.kk,
            one.ours.number if one.ours else "",
            date.fromisoformat(one.ours.on) if one.ours and one.ours.on else None,
            one.title,
            "",
            sent=one,
        )
        for one in sorted(found, key=lambda one: -one.sent)
    ]


def register(workplace: Workplace, *, letter: str, journal: str = "") -> Registration:
    """Register a letter in the journal that was used last, or in the only one there is.

    Raises:
        Refusal: it is not clear in which journal, or a rule says no. No number is used up.
    """
    found = [one.id for one in look(workplace, letter=letter).journals]
    if journal not in found:
        if len(found) != 1:
            raise Refusal(Reason.REQUIRED_FIELD, field="journal")
        journal = found[0]
    return letters.register(workplace, letter=letter, journal=journal)


def dispatch(workplace: Workplace, *, document: str) -> Dispatch:
    """Return how a document stands with other offices."""
    identity = workplace.identity
    states = workplace.read(asked.states, document=document)
    came = workplace.read(asked.of_document, document=document)
    may = workplace.roster.can(identity.person, Right.REGISTER, identity.office)
    offices = workplace.roster.offices
    due = workplace.read(asked.due, document=document, own=identity.office, offices=offices)
    return Dispatch(document, tuple(states), tuple(due), came, may)
