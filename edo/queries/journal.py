"""What a printed journal needs to know: its title page and one row for each document."""

from dataclasses import dataclass
from datetime import date

from edo.domain.card import Delivery, DeliveryState, Kind
from edo.queries.phrases import Phrase


@dataclass(frozen=True, slots=True)
class JournalHeading:
    """The title page of a journal.

    Attributes:
        kind: which columns the journal has.
        index: short name of the journal, such as «ВХ».
        dossier: its index by the nomenclature of files, such as «02-05»; empty where none is set.
        organisation: full name of the organisation.
        title: name of the journal; empty for the usual name of its kind.
        office: unit or branch that keeps the journal; empty where the organisation itself does.
        since: first day of the printed period.
        until: last day of the printed period.
        begun: when the journal was begun; None leaves a line to write on.
        finished: when it was finished; None leaves a line to write on.
    """

    kind: Kind
    index: str
    organisation: Phrase
    since: date
    until: date
    title: Phrase = Phrase()
    office: Phrase = Phrase()
    begun: date | None = None
    finished: date | None = None
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """How one addressee's copy went.

    Attributes:
        method: by what way; None while nobody has said.
        sent_on: date of the last step.
        state: how far it came.
        proof: registry or receipt number, or why it was not delivered.
    """

    method: Delivery | None = None
    sent_on: date | None = None
    state: DeliveryState = DeliveryState.WAITING
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """What the journal of appeals has beyond the other journals (records rules, §6.4).

    Attributes:
        identifier: ИИН or БИН of the applicant.
        address: postal address and telephone.
        form: written, oral or electronic.
        channel: in person, post, portal, from a superior body.
        repeated: repeated or collective.
        extension: until when and why the term was extended, date of the notice.
        outcome: satisfied, explained, refused, redirected, left without consideration.
    """

    identifier: str = ""
    address: str = ""
    form: Phrase = Phrase()
    channel: Phrase = Phrase()
    repeated: Phrase = Phrase()
    extension: str = ""
    outcome: Phrase = Phrase()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One document as a journal shows it.

    Attributes:
        number: registration number as written.
        on: registration date; None only for a record without one.
        received: day of receipt, where it differs from registration.
        correspondents: senders of an incoming document.
        their_number: the sender's number; their_date: the sender's date.
        type_ru, type_kk: document type.
        subject_ru, subject_kk: heading or summary.
        sheets: sheets of the document itself; sheets_attached: of its annexes; copies: how many.
        resolution: author and text of the first resolution.
        handed_to: whom the document was handed to.
        executors: who executes it.
        due: until when.
        acknowledged: note of receipt, such as the time of an electronic acquaintance.
        executed_on: when it was executed; execution_note: what was done.
        answer: numbers and dates of the replies.
        dossier: index, volume and pages where it is filed.
        note: remark.
        addressees: whom an outgoing document goes to, in the order of `delivery`.
        reply_to: numbers and dates of what it answers.
        signed_by: who signed; prepared_by: who wrote it; phone: that person's telephone.
        delivery: how each addressee's copy went.
        body: body that met, for minutes; decisions: numbers of its decisions.
        acquainted: who was made acquainted with an order.
        appeal: what only appeals have.
        cancelled: the registration was annulled; cancel_reason: why.
    """

    number: str
    on: date | None
    received: date | None = None
    correspondents: tuple[Phrase, ...] = ()
    their_number: str = ""
    their_date: date | None = None
    type_ru: str = ""
    type_kk: str = ""
    subject_ru: str = ""
    subject_kk: str = ""
    sheets: int | None = None
    sheets_attached: int | None = None
    copies: int | None = None
    resolution: str = ""
    handed_to: str = ""
    executors: str = ""
    due: date | None = None
    acknowledged: str = ""
    executed_on: date | None = None
    execution_note: str = ""
    answer: str = ""
    dossier: str = ""
    note: str = ""
    addressees: tuple[Phrase, ...] = ()
    reply_to: str = ""
    signed_by: tuple[str, ...] = ()
    prepared_by: str = ""
    phone: str = ""
    delivery: tuple[Dispatch, ...] = ()
    body: Phrase = Phrase()
    decisions: str = ""
    acquainted: str = ""
    appeal: Appeal = Appeal()
    cancelled: bool = False
    cancel_reason: str = ""
