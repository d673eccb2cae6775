"""Certificates: drawn up for who passed, numbered in a journal of their own.

A certificate is an internal document. Its id is made of the session, the person and the office, so
asking again never doubles it. Where no number can be given now it waits as any document does, and
where one trains but does not register, it is a draft for who does: the session learns of the number
when there is one.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from edo.change import named_id
from edo.claimed import Purpose
from edo.commands import courses, numbers
from edo.commands.certifying import certify_person
from edo.commands.numberer import Numberer, prepare
from edo.commands.registering import (
    Intake,
    await_number,
    complete,
    register_or_wait,
)
from edo.commands.seed import DOCUMENT_TYPES
from edo.domain.card import FIELD_BY_NAME, Card, Kind, Language, Party
from edo.domain.certifying import CertificatePrepared
from edo.domain.document import Status
from edo.domain.document_type import DocumentType, TypeDefined
from edo.domain.organisation import Person
from edo.domain.registering import Drafted
from edo.domain.rights import Right
from edo.domain.session import Paper, Session
from edo.entry import Entry
from edo.errors import Reason, Refusal, UnreachableError
from edo.queries import directory
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.workplace import Workplace

INDEX, TEMPLATE = "СЕРТ", "СЕРТ-{n}"
"""How a journal for certificates is usually opened."""
TYPE, OTHER_TYPE = "t-certificate", "t-statement"
"""The type of a certificate, and what takes its place where nobody may define it."""
TITLE = Phrase(ru="Журнал регистрации сертификатов", kk="Сертификаттарды тіркеу журналы")
_NAME_LIMIT = 200
"""Characters of a name among a card's parties."""
_SUBJECT = Phrase(ru="{name}: «{title}», {date}", kk="{name}: «{title}», {date}")
_LANGUAGES = {
    PaperLanguage.RU: Language.RU,
    PaperLanguage.KK: Language.KK,
    PaperLanguage.BOTH: Language.BOTH,
}


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of one person's certificate.

    Attributes:
        person: id.
        document: id.
        number: as written; empty where it waits or is a draft.
        on: day of registration.
        awaiting: temporary reference, where it waits for its number.
    """

    person: str
    document: str
    number: str = ""
    on: date | None = None
    awaiting: str = ""


def open_journal(workplace: Workplace, *, index: str = INDEX, template: str = TEMPLATE) -> str:
    """Open a journal for certificates in this office; return its id.

    Raises:
        Refusal: there is a journal of that index, or one may not open journals.
    """
    return numbers.open_journal(
        workplace,
        index=index,
        kind=Kind.INTERNAL,
        title_ru=TITLE.ru,
        title_kk=TITLE.kk,
        template=template,
    )


def usual_journal(workplace: Workplace) -> str:
    """Return the id of this office's journal for certificates, empty where there is none."""
    for item in workplace.read(directory.journals, kind=Kind.INTERNAL):
        if item.journal.index.casefold() == INDEX.casefold() and not item.journal.closed:
            return item.id
    return ""


def issue(
    workplace: Workplace,
    *,
    session: str,
    people: Iterable[str] = (),
    journal: str = "",
    language: PaperLanguage = PaperLanguage.BOTH,
) -> list[Issued]:
    """Give certificates to people who passed at a session.

    Who has one keeps it; in place of an annulled one another is given. Without a journal, or where
    one may not register here, they are drawn up as drafts.

    Args:
        workplace: who acts.
        session: id.
        people: ids; empty: all who passed.
        journal: id of the journal; empty: the usual one of this office, if there is one.
        language: of the certificates.

    Raises:
        Refusal: somebody did not pass, the journal is of another kind, or one may not train, and
            nobody drew the certificate up.
    """
    identity = workplace.identity
    journal = journal or usual_journal(workplace)
    if not workplace.roster.can(identity.person, Right.REGISTER, identity.office):
        journal = ""
    if journal:
        prepare(workplace, journal, [None])
    with workplace.entry() as entry:
        known = entry.known(Session, session, Reason.UNKNOWN_SESSION)
        passed = _passed(entry, known)
        wanted = tuple(dict.fromkeys(people)) or _all_of(entry, known, passed)
        if not set(passed).issuperset(wanted):
            raise Refusal(Reason.NOT_PASSED)
        held = {person: _held(known, person) for person in wanted}
        drawn = _Drawing(entry, session, known, language)
        papers = {person: drawn.document(person) for person, one in held.items() if one is None}
        if journal:
            _Numbering(workplace, entry, journal).number(papers.values())
            for person, document in papers.items():
                certify_person(entry, session, person, document)
        return [one or _as_it_is(entry, person, papers[person]) for person, one in held.items()]


def certificate_id(session: str, person: str, office: str, attempt: int = 0) -> str:
    """Return the id of the document that is a person's certificate of a session.

    Args:
        session, person: ids.
        office: that draws it up: documents of two offices are never one.
        attempt: how many before it were annulled.
    """
    text = f"edo/certificate/1\0{session}\0{person}\0{office}\0{attempt}"
    return named_id("d", hashlib.sha256(text.encode()).digest())


def _passed(entry: Entry, session: Session) -> tuple[str, ...]:
    """Return who passed, in the order of the sheet."""
    edition = courses.known(entry, session.course).taught(session.ends)
    return tuple(
        person
        for person in session.people
        if (mark := session.mark(person)) is not None
        and edition.is_pass(present=mark.present, result=mark.result)
    )


def _all_of(entry: Entry, session: Session, passed: tuple[str, ...]) -> tuple[str, ...]:
    """Return for whom one may give certificates: without training, whose are drawn up."""
    if entry.roster.can(entry.person, Right.TRAIN, session.organiser):
        return passed
    return tuple(person for person in passed if person in session.prepared)


def _held(session: Session, person: str) -> Issued | None:
    """Return the certificate a person has, if nobody annulled it."""
    given = session.certificates.get(person)
    if given is None or given.annulled:
        return None
    return Issued(person, given.document, given.number, given.on)


def _as_it_is(entry: Entry, person: str, document: str) -> Issued:
    state = entry.state(document)
    number, waits = state.number, state.awaiting
    return Issued(
        person,
        document,
        number.text if number else "",
        number.on if number else None,
        waits.reference if waits else "",
    )


class _Drawing:
    """Draws certificates of one session up within one entry."""

    def __init__(self, entry: Entry, id: str, session: Session, language: PaperLanguage) -> None:
        self._entry = entry
        self._id = id
        self._session = session
        self._language = language
        self._course = courses.known(entry, session.course)
        self._type = _type(entry)

    def document(self, person: str) -> str:
        """Return the document that is somebody's certificate, begun where there is none."""
        document = self._next(person)
        paper = Paper(document, self._entry.office)
        if paper not in self._session.prepared.get(person, ()):
            fact = CertificatePrepared(
                organiser=self._session.organiser,
                person=person,
                document=paper.document,
                office=paper.office,
            )
            self._entry.record(self._id, fact)
        if self._entry.state(document) is None:
            self._entry.record(document, Drafted(Kind.INTERNAL, self._card(person)))
        return document

    def _next(self, person: str) -> str:
        """Return the first id of a document of theirs that was not annulled."""
        for attempt in count():
            id = certificate_id(self._id, person, self._entry.office, attempt)
            state = self._entry.state(id)
            if state is None or state.status is not Status.CANCELLED:
                return id
        raise AssertionError(person)

    def _card(self, person: str) -> Card:
        state = self._entry.state(person)
        named = state if isinstance(state, Person) else Person(person, person)
        day = written(self._session.ends)
        subjects = {
            language: subject.format(
                name=(named.name_kk or named.name_ru)
                if language == "kk"
                else (named.name_ru or named.name_kk),
                title=self._course.title(language),
                date=day,
            )[: FIELD_BY_NAME["subject_ru"].limit]
            for language, subject in (("ru", _SUBJECT.ru), ("kk", _SUBJECT.kk))
        }
        name = (named.name_ru or named.name_kk)[:_NAME_LIMIT]
        return Card(
            type=self._type,
            subject_ru=subjects["ru"] if self._language is not PaperLanguage.KK else "",
            subject_kk=subjects["kk"] if self._language is not PaperLanguage.RU else "",
            language=_LANGUAGES[self._language],
            parties=(Party(name=name),),
            place=self._session.place[: FIELD_BY_NAME["place"].limit],
        )


class _Numbering:
    """Numbers certificates within one entry."""

    def __init__(self, workplace: Workplace, entry: Entry, journal: str) -> None:
        self._workplace = workplace
        self._entry = entry
        self._journal = journal
        self._numberer = Numberer(workplace, entry)
        kind = self._numberer.journal(journal).kind
        if kind is not Kind.INTERNAL:
            raise Refusal(Reason.WRONG_KIND, kind=kind)

    def number(self, documents: Iterable[str]) -> None:
        """Register those that have no number, by one claim for all, or let them wait."""
        ready = [
            complete(self._entry, self._numberer, self._journal, Intake(state.card), document)
            for document in documents
            if (state := self._entry.state(document)).number is None and state.awaiting is None
        ]
        if not ready:
            return
        try:
            purpose = Purpose(ready[0].document, "batch")
            self._numberer.expect(self._journal, [(one.on, "") for one in ready], purpose)
        except UnreachableError:
            for one in ready:
                await_number(self._workplace, self._entry, one)
            return
        for one in ready:
            register_or_wait(self._workplace, self._entry, self._numberer, one)


def _type(entry: Entry) -> str:
    """Return the type of certificates: an organisation of an earlier release may lack it."""
    if isinstance(entry.state(TYPE), DocumentType):
        return TYPE
    fact = TypeDefined(DOCUMENT_TYPES[TYPE])
    try:
        entry.check(TYPE, fact)
    except Refusal:
        return OTHER_TYPE if isinstance(entry.state(OTHER_TYPE), DocumentType) else ""
    entry.record(TYPE, fact)
    return TYPE
