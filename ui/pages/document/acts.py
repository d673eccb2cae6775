"""What can be done with a document, as data: its key, its icon, and when it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edo.commands.reading import Whole
from edo.domain.card import RECEIVED_KINDS, DeliveryState
from edo.domain.document import Document, Status
from edo.sentences import mark

ANEW_KEYS = "Shift+F7"
OPEN = (Status.DRAFT, Status.RECEIVED)


@dataclass(frozen=True, slots=True)
class DocumentAct:
    """One act: `code` names the pane's method, `fits` tells whether it can be done now.

    A `disputed` one is for a document whose number another has by right.
    """

    code: str
    name: str
    icon: str
    keys: str
    fits: Callable[[Document], bool]
    grouped: bool = False
    disputed: bool = False

    def can_be_done(self, whole: Whole) -> bool:
        """Tell whether it can be done with a document as it is now."""
        card = whole.card
        if whole.elsewhere is not None and self.code not in READING:
            return False
        return self.fits(card.document) and (bool(card.winner) or not self.disputed)


def is_alive(document: Document) -> bool:
    """Tell whether the document can still be worked on."""
    return document.status is not Status.CANCELLED


def is_to_settle(document: Document) -> bool:
    """Tell whether a field that two changed at once waits for a word."""
    return is_alive(document) and bool(document.parallel)


def is_open(document: Document) -> bool:
    """Tell whether the document waits for its number."""
    return document.status in OPEN


def can_be_answered(document: Document) -> bool:
    """Tell whether a letter came in that a document of ours can answer."""
    return document.kind in RECEIVED_KINDS and document.number is not None and is_alive(document)


def can_send(document: Document) -> bool:
    """Tell whether some addressee can be sent the document."""
    outgoing = document.kind not in RECEIVED_KINDS
    sent = document.status in (Status.REGISTERED, Status.SENT)
    return outgoing and sent and bool(document.card.parties)


def waits_to_be_sent(document: Document) -> bool:
    """Tell whether somebody still waits for their copy."""
    parties = document.card.parties
    return can_send(document) and any(one.state is DeliveryState.WAITING for one in parties)


def can_arrive(document: Document) -> bool:
    """Tell whether some copy is on its way or has come."""
    parties = document.card.parties
    return can_send(document) and any(one.state is not DeliveryState.WAITING for one in parties)


def is_on_its_way(document: Document) -> bool:
    """Tell whether some copy was sent and nobody knows yet whether it came."""
    return can_send(document) and any(
        one.state is DeliveryState.SENT for one in document.card.parties
    )


def can_stamp(document: Document) -> bool:
    """Tell whether there is a number to stamp and a file to stamp it on."""
    return document.number is not None and bool(document.live_files)


ACTS: tuple[DocumentAct, ...] = (
    DocumentAct("register", mark("Register…"), "badge-check", "F7", is_open),
    DocumentAct("renumber", mark("Register anew…"), "hash", ANEW_KEYS, is_alive, disputed=True),
    DocumentAct("edit", mark("Edit the card"), "pencil", "F2", is_alive),
    DocumentAct("settle", mark("Choose between two values"), "merge", "F6", is_to_settle),
    DocumentAct("attach", mark("Attach files…"), "paperclip", "Ctrl+I", is_alive),
    DocumentAct("link", mark("Link to another document…"), "link", "Ctrl+L", is_alive),
    DocumentAct("answer", mark("Write the reply…"), "reply", "Ctrl+Shift+N", can_be_answered),
    DocumentAct("send", mark("Mark as sent…"), "send", "F8", can_send, grouped=True),
    DocumentAct("deliver", mark("Note the delivery…"), "mail-open", "Shift+F8", can_arrive),
    DocumentAct(
        "open_file",
        mark("Open the file"),
        "external-link",
        "Ctrl+O",
        lambda document: bool(document.live_files),
        grouped=True,
    ),
    DocumentAct(
        "view", mark("See the pages"), "eye", "F3", lambda document: bool(document.live_files)
    ),
    DocumentAct("stamp", mark("Stamp on a copy…"), "stamp", "Ctrl+T", can_stamp),
    DocumentAct("print_card", mark("Print the card…"), "printer", "Ctrl+P", lambda _document: True),
    DocumentAct("copy", mark("New one like this"), "copy", "Ctrl+D", lambda _document: True),
    DocumentAct(
        "refuse",
        mark("Refuse registration…"),
        "x",
        "Ctrl+Shift+Del",
        lambda document: document.status is Status.RECEIVED,
        grouped=True,
    ),
    DocumentAct("annul", mark("Annul…"), "ban", "Ctrl+Del", is_alive),
)
"""In the order of the menu; `grouped` begins a group."""

READING = frozenset({"open_file", "view", "print_card", "copy"})
"""The acts that change nothing, so that another office's document takes them too."""
AT_HAND = ("edit", "attach", "link", "view", "print_card")
"""The acts that have a button of their own."""


def next_acts(document: Document) -> tuple[str, ...]:
    """Name the acts a document most likely waits for: they get large buttons."""
    if document.status is Status.RECEIVED:
        return ("register", "refuse")
    if document.status is Status.DRAFT:
        return ("register",)
    if waits_to_be_sent(document):
        return ("send",)
    return ("deliver",) if is_on_its_way(document) else ()
