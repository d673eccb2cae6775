"""Why an act cannot be done with a document: what its key says then, and its button's tip."""

from __future__ import annotations

from edo.commands.reading import Whole
from edo.domain.card import RECEIVED_KINDS
from edo.domain.document import Document, Status
from edo.sentences import mark

NOTHING = mark("nothing is chosen in the list")
NOT_YOURS = mark("you may not register documents here")
_ANNULLED = mark("the document is annulled")
_NUMBERED = mark("the document has its number already")
_REFUSED = mark("its registration was refused")
_NO_NUMBER = mark("the document has no number yet; F7 registers it")
_RECEIVED = mark("this document was received; only what goes out is sent")
_WRITTEN = mark("only a document that was received is answered")
_NO_ADDRESSEE = mark("the card names no addressee; F2 adds one")
_NOT_SENT = mark("no copy was sent yet; F8 marks it as sent")
_NO_FILE = mark("no file is attached; Ctrl+I attaches one")
_OTHERS = {
    "settle": mark("no field has two values"),
    "renumber": mark("no other document has its number"),
    "refuse": mark("only a letter that waits for its number is refused"),
}


def why_not(code: str, whole: Whole) -> str:
    """Say why an act cannot be done, as a marked text; nothing where no more is known.

    Args:
        code: of an act that does not fit.
        whole: the document as it is.
    """
    document = whole.card.document
    if document.status is Status.CANCELLED and code not in ("open_file", "view", "stamp"):
        return _ANNULLED
    match code:
        case "register":
            return _REFUSED if document.status is Status.REFUSED else _NUMBERED
        case "answer":
            return _NO_NUMBER if document.kind in RECEIVED_KINDS else _WRITTEN
        case "send" | "deliver":
            return _why_not_sent(document)
        case "open_file" | "view":
            return _NO_FILE
        case "stamp":
            return _NO_FILE if document.number is not None else _NO_NUMBER
        case _:
            return _OTHERS.get(code, "")


def _why_not_sent(document: Document) -> str:
    if document.kind in RECEIVED_KINDS:
        return _RECEIVED
    if document.number is None:
        return _NO_NUMBER
    return _NOT_SENT if document.card.parties else _NO_ADDRESSEE
