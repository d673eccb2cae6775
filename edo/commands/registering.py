"""How a registration is made: complete the card, try its rules, give the number or let it wait."""

from dataclasses import dataclass
from datetime import date

from msgspec import to_builtins
from msgspec.structs import replace

from edo.claimed import Purpose
from edo.commands.approved import check_card_held, check_passed, note_number
from edo.commands.certifying import certify
from edo.commands.numberer import Numberer
from edo.domain.awaiting import NumberAwaited, temporary_reference
from edo.domain.card import RECEIVED_KINDS, Card, Kind, check_complete, differences
from edo.domain.document import Document
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Correspondent
from edo.domain.registering import DocumentChanged, Drafted, Registered
from edo.entry import Entry
from edo.errors import Reason, Refusal, UnreachableError
from edo.store import claims
from edo.workplace import Workplace

USUAL_TYPES: dict[Kind, str] = {
    Kind.INCOMING: "t-letter",
    Kind.OUTGOING: "t-letter",
    Kind.INTERNAL: "t-memo",
    Kind.ORDERS: "t-order",
    Kind.MINUTES: "t-minutes",
    Kind.APPEALS: "t-application",
}
"""The type of a document nobody gave one."""


@dataclass(frozen=True, slots=True)
class Registration:
    """What the pencil writes on the paper.

    Attributes:
        document: id.
        number: as written.
        on: date of registration.
        journal: index of the journal.
        awaiting: temporary reference, where the document waits for its number; `number` is empty.
    """

    document: str
    number: str
    on: date
    journal: str
    awaiting: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """One line of a journal being entered in bulk: its card, date, and number if it has one."""

    card: Card
    on: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A registration that only lacks its number: every rule was tried.

    Attributes:
        document: id.
        journal: id of the journal.
        index: its index.
        kind: what is registered in it.
        card: as it will be registered.
        on: registration date.
        typed: the number given by hand, empty for the next one.
        attempt: tells this registration from an earlier one of the document.
    """

    document: str
    journal: str
    index: str
    kind: Kind
    card: Card
    on: date
    typed: str = ""
    attempt: str = ""


def register_ready(entry: Entry, numberer: Numberer, ready: Ready) -> Registration:
    """Give a number and record the registration.

    Raises:
        Refusal: the number typed cannot be given, or another workplace gives the numbers.
        UnreachableError: no number can be given now.
    """
    purpose = Purpose(ready.document, ready.attempt)
    given = numberer.allot(ready.journal, ready.on, ready.card, ready.typed, purpose)
    before = entry.state(ready.document)
    entry.record(ready.document, Registered(ready.kind, given.number, ready.card, given.claim))
    if isinstance(before, Document):
        note_number(entry, ready.document, given.number.text)
        certify(entry, ready.document)
    return Registration(ready.document, given.number.text, ready.on, ready.index)


def register_or_wait(
    workplace: Workplace, entry: Entry, numberer: Numberer, ready: Ready
) -> Registration:
    """Register a document, or let it wait where no number can be given now.

    Raises:
        Refusal: the number typed cannot be given.
        UnreachableError: the share does not answer, and a number was typed.
    """
    if numberer.is_elsewhere(ready.journal):
        if ready.typed:
            raise Refusal(Reason.NUMBERS_ELSEWHERE, value=ready.index)
        return await_number(workplace, entry, ready)
    try:
        return register_ready(entry, numberer, ready)
    except UnreachableError:
        if ready.typed:
            raise
        return await_number(workplace, entry, ready)


def await_number(workplace: Workplace, entry: Entry, ready: Ready) -> Registration:
    """Keep the document and note that it waits for a number; who asks again waits on."""
    state = entry.state(ready.document)
    if isinstance(state, Document):
        restate(entry, ready.document, state, ready.card)
        waits = state.awaiting
    else:
        entry.record(ready.document, Drafted(ready.kind, ready.card))
        waits = None
    if waits is None or waits.journal != ready.journal:
        count = claims.next_reference(entry.connection)
        reference = temporary_reference(workplace.device, count)
        entry.record(ready.document, NumberAwaited(ready.journal, ready.on, reference))
    awaiting = entry.state(ready.document).awaiting
    return Registration(ready.document, "", awaiting.on, ready.index, awaiting.reference)


def complete(entry: Entry, numberer: Numberer, journal: str, line: Intake, document: str) -> Ready:
    """Complete a registration and try its rules, as far as they can be without its number.

    Raises:
        Refusal: a rule says no.
    """
    state = numberer.journal(journal)
    on = line.on or entry.today
    if on > entry.today:  # the last stamp may be ahead of a clock that was set back
        raise Refusal(Reason.FUTURE_DATE, date=on)
    card = _completed(line.card, state.kind, on)
    check_type(entry, card, state.kind, registered=True)
    check_parties(entry, card)
    if isinstance(draft := entry.state(document), Document):
        check_card_held(entry, document, draft, card)
    if state.signed_first and not line.number:  # what is entered from paper is signed there
        check_passed(entry, document)
    ready = Ready(document, journal, state.index, state.kind, card, on, line.number)
    if numberer.claims(journal) is not None:
        check_ready(entry, numberer, ready)
    return ready


def check_ready(entry: Entry, numberer: Numberer, ready: Ready) -> None:
    """Try the rules of a registration before a number is claimed for it.

    Raises:
        Refusal: a rule says no.
    """
    likely = numberer.probe(ready.journal, ready.on, ready.card, ready.typed)
    entry.check(ready.document, Registered(ready.kind, likely, ready.card))


def _completed(card: Card, kind: Kind, on: date) -> Card:
    """Fill in what goes without saying: the usual type, and receipt on the day."""
    type = card.type or USUAL_TYPES[kind]
    received = card.received_at or (on.isoformat() if kind in RECEIVED_KINDS else "")
    if (type, received) == (card.type, card.received_at):
        return card
    return replace(card, type=type, received_at=received)


def restate(entry: Entry, document: str, state: Document, card: Card) -> bool:
    """State in what a document's card is another one now; tell whether in anything.

    Raises:
        Refusal: a value does not fit, or names what is not there.
    """
    changed = {name: to_builtins(new) for name, _, new in differences(state.card, card)}
    if changed:
        check_parties(entry, card)
        check_type(entry, card, state.kind, registered=state.number is not None)
        entry.record(document, DocumentChanged(changed))
    return bool(changed)


def check_type(entry: Entry, card: Card, kind: Kind, *, registered: bool) -> None:
    """Refuse an unknown type, and a registered card without what its type demands.

    Raises:
        Refusal: it is so.
    """
    if not card.type:
        return
    type = entry.known(DocumentType, card.type, Reason.UNKNOWN_TYPE)
    if registered:
        check_complete(card, kind, frozenset(type.required))


def check_parties(entry: Entry, card: Card) -> None:
    """Refuse correspondents that are not in the directory.

    Raises:
        Refusal: one is not.
    """
    for party in card.parties:
        if party.correspondent:
            entry.known(Correspondent, party.correspondent, Reason.UNKNOWN_CORRESPONDENT)
