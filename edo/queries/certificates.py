"""Certificates: of whom at which session, and how each of them stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from edo.domain.document import Document, Status
from edo.domain.session import Certificate, Session
from edo.errors import Reason, Refusal
from edo.queries.people import People, Who, people
from edo.store.database import ask

_decode = msgspec.json.Decoder(Session).decode
_decode_document = msgspec.json.Decoder(Document).decode

_STATE = "SELECT state FROM routed WHERE subject = ? AND sort = 'session'"
_PREPARED = "SELECT subject, state FROM routed WHERE sort = 'session' AND instr(state, ?) > 0"
_DOCUMENT = "SELECT state FROM documents WHERE document = ?"


class CertificateState(StrEnum):
    """How a certificate stands."""

    PREPARED = "prepared"
    """It is drawn up and waits for whoever registers, or for its number."""
    VALID = "valid"
    ANNULLED = "annulled"
    WITHDRAWN = "withdrawn"
    """It has its number, but by now it is marked that the person was not there, or not agreed."""


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One person's certificate.

    Attributes:
        person: whose.
        document: id; empty where none was drawn up.
        number: as written; empty before.
        on: day of registration.
        standing: how it stands.
        reference: temporary reference, where the document waits for its number here.
        reason: why it was annulled.
    """

    person: Who
    document: str
    number: str
    on: date | None
    standing: CertificateState
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known here of a certificate somebody shows.

    Attributes:
        session: the training; None where it is not known here.
        person: id of who was given it; empty where the training does not tell of it.
        given: what the training tells of it.
        annulled: its number was annulled in the register.
    """

    session: Session | None = None
    person: str = ""
    given: Certificate | None = None
    annulled: bool = False

    @property
    def disputed(self) -> bool:
        """Tell whether different things are marked of that person today."""
        return self.session is not None and self.person in self.session.disputed

    @property
    def withdrawn(self) -> bool:
        """Tell whether it does not hold by what is known, other than by a difference."""
        if self.annulled or (self.given is not None and self.given.annulled):
            return True
        mark = self.session.mark(self.person) if self.session and self.person else None
        return mark is not None and not mark.present


def known(connection: Connection, *, session: str, document: str) -> Known:
    """Look a certificate up by its session's id and its own in the register."""
    states = [_decode_document(state) for (state,) in ask(connection, _DOCUMENT, (document,))]
    annulled = any(state.status is Status.CANCELLED for state in states)
    for (state,) in ask(connection, _STATE, (session,)):
        held = _decode(state)
        for person, given in held.certificates.items():
            if given.document == document:
                return Known(held, person, given, annulled)
        return Known(held, annulled=annulled)
    return Known(annulled=annulled)


def session(connection: Connection, *, id: str) -> Session:
    """Return a session.

    Raises:
        Refusal: there is none.
    """
    for (state,) in ask(connection, _STATE, (id,)):
        return _decode(state)
    raise Refusal(Reason.UNKNOWN_SESSION)


def of_session(connection: Connection, *, session: Session) -> list[CertificateRow]:
    """Return the certificates of a session, drawn up or given, in the order of its sheet."""
    known = people(connection, session.people)
    return list(_rows(connection, session, known))


def drawn_up_for(connection: Connection, *, document: str) -> Iterator[tuple[str, str]]:
    """Yield (session, person) for whom a document was drawn up as a certificate."""
    for id, state in ask(connection, _PREPARED, (document.encode(),)):
        for person, papers in _decode(state).prepared.items():
            if any(one.document == document for one in papers):
                yield id, person


def _rows(connection: Connection, session: Session, known: People) -> Iterator[CertificateRow]:
    for person in session.people:
        given = session.certificates.get(person)
        prepared = [one.document for one in session.prepared.get(person, ())]
        if given is not None and (not prepared or prepared[-1] == given.document):
            annulled, holds = given.annulled, session.certificate(person) is not None
            standing = CertificateState.VALID if holds else CertificateState.WITHDRAWN
            yield CertificateRow(
                known[person],
                given.document,
                given.number,
                given.on,
                CertificateState.ANNULLED if annulled else standing,
                reason=annulled,
            )
        elif prepared:
            yield _prepared(connection, known[person], prepared)


def _prepared(connection: Connection, person: Who, documents: Iterable[str]) -> CertificateRow:
    """Return a certificate that has no number on the session, as far as its document is known."""
    id = tuple(documents)[-1]
    for (state,) in ask(connection, _DOCUMENT, (id,)):
        document = _decode_document(state)
        annulled = document.status is Status.CANCELLED
        standing = CertificateState.ANNULLED if annulled else CertificateState.PREPARED
        reference = document.awaiting.reference if document.awaiting else ""
        return CertificateRow(person, id, "", None, standing, reference, document.reason)
    return CertificateRow(person, id, "", None, CertificateState.PREPARED)
