"""What happens to a document that is somebody's certificate, told on the session everybody reads.

Whoever gives, changes or annuls its number does so by the acts for any document; in the same
transaction the session learns of it, as far as the person may state it.
"""

from edo.domain.card import Kind
from edo.domain.certifying import CertificateAnnulled, Certified
from edo.domain.document import Document
from edo.domain.fact import Fact
from edo.domain.session import Session
from edo.entry import Entry
from edo.errors import Refusal
from edo.queries import certificates as asked


def certify(entry: Entry, document: str) -> None:
    """State on its session that a certificate has its number."""
    state = entry.state(document)
    if isinstance(state, Document) and state.kind is Kind.INTERNAL and state.number is not None:
        for session, person in asked.drawn_up_for(entry.connection, document=document):
            certify_person(entry, session, person, document)


def certify_person(entry: Entry, session: str, person: str, document: str) -> None:
    """State on a session that a person's certificate has its number, where it does not say so."""
    known, state = entry.state(session), entry.state(document)
    if not isinstance(known, Session) or not isinstance(state, Document) or not state.number:
        return
    given = known.certificates.get(person)
    if given is not None and (given.document, given.number) == (document, state.number.text):
        return
    fact = Certified(
        organiser=known.organiser,
        person=person,
        document=document,
        office=state.office,
        number=state.number.text,
        on=state.number.on,
    )
    _state(entry, session, fact)


def annul(entry: Entry, document: str, reason: str) -> None:
    """State on its session that a certificate is not valid any more."""
    state = entry.state(document)
    if not isinstance(state, Document) or state.kind is not Kind.INTERNAL or state.number is None:
        return
    for session, person in asked.drawn_up_for(entry.connection, document=document):
        known = entry.state(session)
        if isinstance(known, Session):
            fact = CertificateAnnulled(
                organiser=known.organiser,
                person=person,
                document=document,
                office=state.office,
                reason=reason,
            )
            _state(entry, session, fact)


def _state(entry: Entry, session: str, fact: Fact) -> None:
    """State a fact where its author may: the document's own act never fails for it."""
    try:
        entry.check(session, fact)
    except Refusal:
        return
    entry.record(session, fact)
