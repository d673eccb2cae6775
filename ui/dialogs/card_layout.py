"""Which fields of a card stand where, by kind of document: data for the form.

The order is the order on the paper: a letter names its sender, its number and date, what it is
about, who signed and how many sheets there are. Widths are twelfths of a line. What is not named
here stands under "more", in the order of the card.
"""

from edo.domain.card import FIELDS, Kind
from edo.sentences import mark
from edo.wording import Wording
from ui.widgets.both import languages

Line = tuple[tuple[str, int], ...]

LABELS: dict[str, str] = {
    "parties": mark("Correspondent"),
    "received_at": mark("Received on"),
    "their_number": mark("Their number"),
    "their_date": mark("Their date"),
    "their_signatory": mark("Signed by (sender)"),
    "type": mark("Document type"),
    "subject_ru": mark("Subject in Russian"),
    "subject_kk": mark("Subject in Kazakh"),
    "language": mark("Language"),
    "sheets": mark("Sheets"),
    "sheets_attached": mark("Appendices"),
    "copies": mark("Copies"),
    "delivery": mark("Delivery method"),
    "carrier": mark("Carrier"),
    "access": mark("Access mark"),
    "character": mark("Nature of the matter"),
    "topic": mark("Topic"),
    "place": mark("Place of issue"),
    "signed_by": mark("Signed by"),
    "prepared_by": mark("Prepared by"),
    "phone": mark("Phone"),
    "handed_to": mark("Handed to"),
    "resolution": mark("Resolution"),
    "executors": mark("Executors"),
    "control": mark("Control"),
    "due": mark("Due date"),
    "executed_on": mark("Executed on"),
    "execution_note": mark("Mark of execution"),
    "dossier": mark("Dossier index"),
    "volume": mark("Volume"),
    "pages": mark("Sheets in the dossier"),
    "note": mark("Note"),
}
"""Field → its label."""

TITLES: dict[Kind, str] = {
    Kind.INCOMING: mark("Incoming document"),
    Kind.OUTGOING: mark("Outgoing document"),
    Kind.INTERNAL: mark("Internal document"),
    Kind.ORDERS: mark("Order"),
    Kind.MINUTES: mark("Minutes of a meeting"),
    Kind.APPEALS: mark("Appeal"),
}
"""Kind → what one document of it is called."""

ADDRESSEES = mark("Addressees")
APPLICANT = mark("Applicant")

_SUBJECT: Line = (("subject_ru", 6), ("subject_kk", 6))
_RECEIVED: tuple[Line, ...] = (
    (("parties", 12),),
    (("their_number", 4), ("their_date", 4), ("received_at", 4)),
    _SUBJECT,
    (("type", 4), ("language", 4), ("delivery", 4)),
    (("their_signatory", 4), ("sheets", 2), ("sheets_attached", 3), ("copies", 3)),
    (("handed_to", 4), ("due", 4), ("control", 4)),
)
_SENT: tuple[Line, ...] = (
    (("parties", 12),),
    _SUBJECT,
    (("type", 4), ("language", 4), ("delivery", 4)),
    (("signed_by", 5), ("prepared_by", 4), ("phone", 3)),
    (("sheets", 2), ("sheets_attached", 3), ("copies", 3), ("place", 4)),
)
_INNER: tuple[Line, ...] = (
    (("type", 4), ("language", 4), ("place", 4)),
    _SUBJECT,
    (("parties", 12),),
    (("signed_by", 5), ("prepared_by", 4), ("phone", 3)),
    (("sheets", 2), ("sheets_attached", 3), ("copies", 3), ("handed_to", 4)),
    (("executors", 4), ("due", 4), ("control", 4)),
)
MAIN: dict[Kind, tuple[Line, ...]] = {
    Kind.INCOMING: _RECEIVED,
    Kind.APPEALS: _RECEIVED,
    Kind.OUTGOING: _SENT,
    Kind.INTERNAL: _INNER,
    Kind.ORDERS: _INNER,
    Kind.MINUTES: _INNER,
}
"""Kind → the lines that are always seen, as they stand in a Russian window."""

_MORE_WIDTHS = {
    "carrier": 6,
    "access": 6,
    "topic": 6,
    "character": 6,
    "place": 6,
    "handed_to": 6,
    "executors": 6,
    "control": 4,
    "due": 4,
    "executed_on": 4,
    "execution_note": 8,
    "dossier": 5,
    "volume": 3,
    "pages": 4,
}


def main(kind: Kind, words: Wording) -> tuple[Line, ...]:
    """Return the lines of a kind that are always seen, a person's own language first."""
    subject = tuple((f"subject_{one}", 6) for one in languages(words))
    return tuple(subject if line is _SUBJECT else line for line in MAIN[kind])


def more(kind: Kind) -> Line:
    """Return the fields a kind has beside those of its main lines."""
    seen = {name for line in MAIN[kind] for name, _ in line}
    rest = (field.name for field in FIELDS if kind in field.kinds and field.name not in seen)
    return tuple((name, _MORE_WIDTHS.get(name, 12)) for name in rest)


def label(name: str, kind: Kind) -> str:
    """Return a field's label; correspondents are called by what they are for the kind."""
    if name != "parties" or kind is Kind.INCOMING:
        return LABELS[name]
    return APPLICANT if kind is Kind.APPEALS else ADDRESSEES
