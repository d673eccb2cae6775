"""Letters between offices: the tray, one letter, and what became of those we sent."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection

from edo.domain.card import RECEIVED_KINDS, Delivery, Party
from edo.domain.document import Document
from edo.domain.letter import (
    PROGRAM,
    Enclosure,
    Letter,
    LetterStatus,
    Receipt,
    incoming_card,
    incoming_of,
)
from edo.domain.organisation import Correspondent
from edo.domain.routed import Act
from edo.errors import Reason, Refusal
from edo.queries import correspondents, directory, filling
from edo.queries.filling import Basis
from edo.store.database import ask

_letter = msgspec.json.Decoder(Letter).decode
_receipt = msgspec.json.Decoder(Receipt).decode

_TRAY = (
    "SELECT subject, state FROM routed WHERE sort = 'letter' AND stage IN ('received', 'opened')"
    " ORDER BY since, subject"
)
_COUNT = "SELECT count(*) FROM routed WHERE sort = 'letter' AND stage IN ('received', 'opened')"
_ONE = "SELECT state FROM routed WHERE subject = ? AND sort = 'letter'"
_OF_DOCUMENT = (
    "SELECT subject FROM routed WHERE document = ? AND document <> '' AND sort = 'letter'"
)
_RECEIPTS = (
    "SELECT subject, state FROM routed"
    " WHERE document = ? AND document <> '' AND sort = 'receipt' ORDER BY since"
)
_SENT = (
    "SELECT subject, state FROM routed WHERE sort = 'receipt' AND stage = ?"
    " ORDER BY since DESC LIMIT ?"
)
_NUMBER = "SELECT number, registered_on FROM documents WHERE document = ?"
_CARD = "SELECT state FROM documents WHERE document = ?"
_CORRESPONDENT = "SELECT state FROM correspondents WHERE correspondent = ?"
_UNTOLD = (
    "SELECT subject FROM waits WHERE person = ? AND act = ? AND subject > ?"
    " ORDER BY subject LIMIT ?"
)
_LACKED = "SELECT 1 FROM absent_files WHERE sha256 = ?"
SHOWN = 200


@dataclass(frozen=True, slots=True)
class OfficeName:
    """An office as lists call it."""

    id: str
    ru: str
    kk: str

    def name(self, language: str) -> str:
        """Return its name in a language, or in the other where only that exists."""
        return (self.kk or self.ru) if language == "kk" else (self.ru or self.kk)


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A letter that waits.

    Attributes:
        letter: id.
        sender: the office it came from.
        number, on: its registration there.
        subject_ru, subject_kk: its title.
        files: how many came with it, the proof apart; `absent` of them are not here yet.
        since: timestamp of its sending.
        status: received, or opened by `opener`.
        answers: the document of ours it replies to, empty for none.
    """

    letter: str
    sender: OfficeName
    number: str
    on: date | None
    subject_ru: str
    subject_kk: str
    files: int
    absent: int
    since: int
    status: LetterStatus
    opener: str
    answers: str


@dataclass(frozen=True, slots=True)
class Named:
    """A document beside a letter: its id, number and date; empty before it has them."""

    document: str
    number: str
    on: str


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One letter, whole.

    Attributes:
        id: of the letter.
        letter: its state.
        sender: the office it came from.
        absent: hashes of contents that are not here yet.
        incoming: the document made of it here, also where the letter was recalled after all.
        answers: the document of ours it replies to.
    """

    id: str
    letter: Letter
    sender: OfficeName
    absent: frozenset[str]
    incoming: Named | None
    answers: Named | None


@dataclass(frozen=True, slots=True)
class Addressee:
    """What is known of one letter we sent.

    Attributes:
        letter: its id; `office` is where it went.
        document: ours; `ours` is its number and date, as far as it is here.
        status: how far it has come.
        number, on: its registration there.
        reason: why it was refused.
        sent: timestamp of sending by `author`; `told` of the last answer, 0 for none.
        is_recalling: it was called back and nobody has answered.
        attempt: how often the document had been sent there before.
        is_last: no later letter brought the document there.
    """

    letter: str
    office: OfficeName
    document: str
    title: str
    status: LetterStatus
    number: str
    on: date | None
    reason: str
    sent: int
    author: str
    told: int
    is_recalling: bool
    attempt: int
    is_last: bool
    ours: Named | None = None

    @property
    def can_recall(self) -> bool:
        """Whether it may be recalled, as far as is known."""
        waits = self.status in (LetterStatus.SENT, LetterStatus.RECEIVED)
        return self.is_last and waits and not self.is_recalling

    @property
    def can_resend(self) -> bool:
        """Whether the document may be sent there again."""
        return self.is_last and self.status in (LetterStatus.REFUSED, LetterStatus.RECALLED)


def tray(connection: Connection) -> list[TrayRow]:
    """Return the letters that wait to be taken in here, the oldest first."""
    found = [(subject, _letter(state)) for subject, state in ask(connection, _TRAY)]
    names = _names(connection)
    return [
        TrayRow(
            letter=subject,
            sender=_office(names, one.sender),
            number=one.number,
            on=one.on,
            subject_ru=one.cover.subject_ru,
            subject_kk=one.cover.subject_kk,
            files=len(one.files),
            absent=len(_absent(connection, one.files)),
            since=one.since,
            status=one.status,
            opener=one.opener,
            answers=one.answers,
        )
        for subject, one in found
    ]


def waiting(connection: Connection) -> int:
    """Return how many letters wait to be taken in here."""
    return ask(connection, _COUNT)[0][0]


def letter(connection: Connection, *, id: str) -> LetterItem:
    """Return one letter that came to this office.

    Raises:
        Refusal: there is none.
    """
    rows = ask(connection, _ONE, (id,))
    if not rows:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    one = _letter(rows[0][0])
    files = (*one.files, *([one.proof] if one.proof else ()))
    return LetterItem(
        id=id,
        letter=one,
        sender=_office(_names(connection), one.sender),
        absent=_absent(connection, files),
        incoming=_named(connection, incoming_of(id)),
        answers=_named(connection, one.answers) if one.answers else None,
    )


def basis(connection: Connection, *, id: str) -> Basis:
    """Return the card a letter fills in, for a form; a command that is given it makes the entries.

    Raises:
        Refusal: there is no such letter.
    """
    state = letter(connection, id=id).letter
    sender = correspondents.of_office(connection, state.sender) or state.sender
    return filling.of_card(connection, card=incoming_card(state, (Party(sender),)))


def of_document(connection: Connection, *, document: str) -> LetterItem | None:
    """Return the letter a document was made of, None where it was made of none."""
    found = made_into(connection, document=document)
    return letter(connection, id=found[0]) if found else None


def states(connection: Connection, *, document: str) -> list[Addressee]:
    """Return what is known of each letter that brought a document to an office, oldest first."""
    found = [_receipt(state) for _, state in ask(connection, _RECEIPTS, (document,))]
    last = {one.to: max(it.attempt for it in found if it.to == one.to) for one in found}
    names = _names(connection)
    return [_addressee(names, one, is_last=one.attempt == last[one.to]) for one in found]


def sent(connection: Connection, *, status: LetterStatus, limit: int = SHOWN) -> list[Addressee]:
    """Return letters we sent that stand so, the newest first: those refused, those on their way."""
    found = [_receipt(state) for _, state in ask(connection, _SENT, (status.value, limit))]
    names = _names(connection)
    told = (_addressee(names, one, is_last=_is_last(connection, one)) for one in found)
    return [replace(one, ours=_named(connection, one.document)) for one in told]


def due(
    connection: Connection, *, document: str, own: str, offices: Container[str]
) -> list[OfficeName]:
    """Return the offices a document would go to now as letters.

    Args:
        connection: of one snapshot.
        document: id.
        own: the office that sends.
        offices: those that have workplaces.
    """
    rows = ask(connection, _CARD, (document,))
    state = msgspec.json.decode(rows[0][0], type=Document) if rows else None
    if state is None or state.number is None or state.kind in RECEIVED_KINDS:
        return []
    last = {one.office.id: one for one in states(connection, document=document) if one.is_last}
    names, found = _names(connection), list[str]()
    for party in state.card.parties:
        office = _stands_for(connection, party.correspondent)
        goes = party.method in (None, Delivery.EDO) and office not in (*found, "", own)
        before = last.get(office)
        if goes and office in offices and (before is None or before.can_resend):
            found.append(office)
    return [_office(names, office) for office in found]


def made_into(connection: Connection, *, document: str) -> list[str]:
    """Return the ids of the letters a document was made of: one, or none."""
    return [letter for (letter,) in ask(connection, _OF_DOCUMENT, (document,))]


def untold(connection: Connection, *, after: str, limit: int) -> list[str]:
    """Return letters of whose state the sender may not know, by id, after one."""
    rows = ask(connection, _UNTOLD, (PROGRAM, Act.TELL.value, after, limit))
    return [letter for (letter,) in rows]


def _stands_for(connection: Connection, correspondent: str) -> str:
    """Return the office a correspondent stands for, merges followed; empty for none."""
    seen: set[str] = set()
    while correspondent and correspondent not in seen:
        seen.add(correspondent)
        rows = ask(connection, _CORRESPONDENT, (correspondent,))
        if not rows:
            break
        state = msgspec.json.decode(rows[0][0], type=Correspondent)
        if state.office:
            return state.office
        correspondent = state.merged_into
    return ""


def _is_last(connection: Connection, one: Receipt) -> bool:
    others = (_receipt(state) for _, state in ask(connection, _RECEIPTS, (one.document,)))
    return all(other.attempt <= one.attempt for other in others if other.to == one.to)


def _addressee(names: dict[str, OfficeName], one: Receipt, *, is_last: bool) -> Addressee:
    answer = one.answer
    return Addressee(
        letter=one.letter,
        office=_office(names, one.to),
        document=one.document,
        title=one.title,
        status=answer.status,
        number=answer.number,
        on=answer.on,
        reason=answer.reason,
        sent=one.since,
        author=one.author,
        told=one.told_at,
        is_recalling=one.is_recalling,
        attempt=one.attempt,
        is_last=is_last,
    )


def _names(connection: Connection) -> dict[str, OfficeName]:
    return {
        item.id: OfficeName(item.id, item.office.name_ru, item.office.name_kk)
        for item in directory.offices(connection)
    }


def _office(names: dict[str, OfficeName], id: str) -> OfficeName:
    return names.get(id) or OfficeName(id, id, id)


def _named(connection: Connection, document: str) -> Named | None:
    rows: list[Any] = ask(connection, _NUMBER, (document,))
    return Named(document, *rows[0]) if rows else None


def _absent(connection: Connection, files: tuple[Enclosure, ...]) -> frozenset[str]:
    return frozenset(file.sha256 for file in files if ask(connection, _LACKED, (file.sha256,)))
