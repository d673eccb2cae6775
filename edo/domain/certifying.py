"""Certificates of a training session: drawn up by who trains, numbered by who registers.

A certificate is an internal document with a number of its own journal. What of it everybody is to
know stands on the session, which all read: whose it is, its number and day, that it was annulled.
A trainer says in which office it was drawn up; only that office's registry says more of it.
"""

from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.fact import Fact, need
from edo.domain.rights import Right
from edo.domain.session import Certificate, Paper, Session
from edo.domain.training import ID_LIMIT, TEXT_LIMIT, SessionFact
from edo.errors import Reason, Refusal

CERTIFICATES_LIMIT = 20
"""Documents that were ever drawn up to be one person's certificate of one session."""


class CertificatePrepared(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """A document was drawn up to be somebody's certificate; whoever registers numbers it.

    Attributes:
        person: whose.
        document: id.
        office: in which it was drawn up.
    """

    NAME: ClassVar[str] = "session.certificate_prepared"

    person: str
    document: str
    office: str

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Remember it beside others: two trainers may have drawn one up at once."""
        del stamp
        session = self.known(state)
        if not any(mark.present for mark in session.standing(self.person)):
            raise Refusal(Reason.NOT_PASSED)
        need(self.document, "document", ID_LIMIT)
        need(self.office, "office", ID_LIMIT)
        known = session.prepared.get(self.person, ())
        if any(one.document == self.document for one in known):
            raise Refusal(Reason.ALREADY_EXISTS, field="document", value="")
        if len(known) >= CERTIFICATES_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="document", limit=CERTIFICATES_LIMIT)
        paper = Paper(self.document, self.office)
        return replace(session, prepared={**session.prepared, self.person: (*known, paper)})


class _OfRegistry(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """What the office where a certificate was drawn up says of it; it need not be the organiser."""

    person: str
    document: str
    office: str

    def scope(self, stamp: Stamp) -> str:
        """Return the office in which it was drawn up."""
        return self.office or stamp.space


class Certified(_OfRegistry, frozen=True, omit_defaults=True, kw_only=True):
    """What was drawn up got its number: somebody has a certificate.

    Who gave the number states it, and need not train: a trainer said before whose it is.
    """

    NAME: ClassVar[str] = "session.certified"
    RIGHT: ClassVar[Right] = Right.REGISTER

    number: str
    on: date

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Remember it; a later one takes its place, as where the first was spoiled."""
        session = self.known(state)
        if Paper(self.document, self.office) not in session.prepared.get(self.person, ()):
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        need(self.number, "number", ID_LIMIT)
        if self.on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=self.on)
        given = Certificate(self.document, self.number, self.on)
        return replace(session, certificates={**session.certificates, self.person: given})


class CertificateAnnulled(_OfRegistry, frozen=True, omit_defaults=True, kw_only=True):
    """A certificate is not valid: its registration was annulled, and its number stays burnt."""

    NAME: ClassVar[str] = "session.certificate_annulled"
    RIGHT: ClassVar[Right] = Right.ANNUL

    reason: str

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Note it on the certificate, if the person has no other by now."""
        del stamp
        session = self.known(state)
        given = session.certificates.get(self.person)
        is_of_office = Paper(self.document, self.office) in session.prepared.get(self.person, ())
        if given is None or given.document != self.document or not is_of_office:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if given.annulled:
            raise Refusal(Reason.ALREADY_CANCELLED)
        need(self.reason, "reason", TEXT_LIMIT)
        annulled = replace(given, annulled=self.reason)
        return replace(session, certificates={**session.certificates, self.person: annulled})


FACTS: tuple[type[Fact], ...] = (CertificatePrepared, Certified, CertificateAnnulled)
