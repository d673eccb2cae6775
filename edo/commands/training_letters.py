"""Invitations to a training session: outgoing documents to the offices whose people are to come.

Each document's id is made of the session and the office, so asking again never doubles one. What
the letter looks like is told by the caller, for paper is made elsewhere.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from edo.commands import documents
from edo.commands.documents import Attachment, request_document
from edo.domain.card import FIELD_BY_NAME, Card, Kind, Language, Party
from edo.domain.document import Document, FileRole, Status
from edo.domain.organisation import Office, Person
from edo.domain.rights import Right
from edo.domain.session import Session
from edo.errors import Reason, Refusal
from edo.queries import certificates, correspondents, directory
from edo.queries import documents as asked
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.workplace import Workplace

TYPE = "t-letter"
HEADING = Phrase(ru="О проведении обучения", kk="Оқыту өткізу туралы")
_NOTE = Phrase(ru="Обучение {days}", kk="Оқыту {days}")
_LANGUAGES: dict[PaperLanguage, tuple[str, ...]] = {
    PaperLanguage.RU: ("ru",),
    PaperLanguage.KK: ("kk",),
    PaperLanguage.BOTH: ("kk", "ru"),
}
_OF_CARD = {
    PaperLanguage.RU: Language.RU,
    PaperLanguage.KK: Language.KK,
    PaperLanguage.BOTH: Language.BOTH,
}
_ALL = "all"
"""Stands for the office in the id of one letter to all."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An office that is invited, and its people who are to come; none where nobody is named."""

    id: str
    office: Office
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Summons:
    """What an invitation says.

    Attributes:
        session: to what.
        offices: to whom it goes.
        number, on: of its registration; empty on a draft.
    """

    session: Session
    offices: tuple[Invited, ...]
    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """What became of one invitation.

    Attributes:
        document: id.
        offices: ids of the offices it goes to.
        number: as written; empty where it waits or is a draft.
        awaiting: temporary reference, where it waits for its number.
        made: it was made by this very act, not before.
    """

    document: str
    offices: tuple[str, ...]
    number: str = ""
    awaiting: str = ""
    made: bool = True


Write = Callable[[Path, Summons, str], None]
"""Writes the letter to a file in a language, `ru` or `kk`."""


def invite(
    workplace: Workplace,
    *,
    session: str,
    write: Write,
    journal: str = "",
    together: bool = False,
    language: PaperLanguage = PaperLanguage.BOTH,
) -> list[Invitation]:
    """Write to the offices whose people are to come to a session, but to one's own.

    Args:
        workplace: who acts.
        session: id.
        write: makes the letter's file, one for each language.
        journal: id of the journal to register them in at once; empty: drafts.
        together: one letter to all offices, in place of one to each.
        language: of the letters.

    Raises:
        Refusal: there is no such session, nobody is invited, the journal is of another kind, or a
            right is missing.
        UnreachableError: see `documents.register`.
    """
    state = workplace.read(certificates.session, id=session)
    offices = invited(workplace, state)
    if not offices:
        raise Refusal(Reason.REQUIRED_FIELD, field="offices")
    _check_journal(workplace, journal)
    groups = [offices] if together else [(one,) for one in offices]
    letters = _Letters(workplace, session, state, write, language)
    return [letters.send(some, journal) for some in groups]


def invited(workplace: Workplace, session: Session) -> tuple[Invited, ...]:
    """Return the offices a session concerns, but one's own, each with who of them is invited."""
    entries = workplace.read(directory.entries, subjects=session.invited)
    people: dict[str, list[Person]] = {office: [] for office in session.offices}
    for id in session.invited:
        if isinstance(person := entries.get(id), Person) and person.left is None:
            people.setdefault(person.office, []).append(person)
    known = {item.id: item.office for item in workplace.read(directory.offices)}
    own = workplace.identity.office
    return tuple(
        Invited(id, known[id], tuple(some))
        for id, some in people.items()
        if id in known and id != own
    )


def _check_journal(workplace: Workplace, journal: str) -> None:
    if journal:
        kind = workplace.read(directory.journal, index=journal).journal.kind
        if kind is not Kind.OUTGOING:
            raise Refusal(Reason.WRONG_KIND, kind=kind)


class _Letters:
    """Writes the invitations to one session."""

    def __init__(
        self,
        workplace: Workplace,
        id: str,
        session: Session,
        write: Write,
        language: PaperLanguage,
    ) -> None:
        self._workplace = workplace
        self._id = id
        self._session = session
        self._write = write
        self._language = language

    def send(self, offices: tuple[Invited, ...], journal: str) -> Invitation:
        """Return an invitation, begun and registered where it is not yet."""
        name = offices[0].id if len(offices) == 1 else _ALL
        document, known = self._document(name)
        ids = tuple(one.id for one in offices)
        if known is None:
            card = self._card(offices)
            documents.begin(self._workplace, kind=Kind.OUTGOING, card=card, document=document)
            known = self._state(document)
        is_new = not known.live_files
        number, waits = known.number, known.awaiting
        if journal and number is None and waits is None:
            documents.register(self._workplace, journal=journal, card=known.card, document=document)
            known = self._state(document)
            number, waits = known.number, known.awaiting
        if is_new:
            on = number.on if number else None
            self._attach(
                document, Summons(self._session, offices, number.text if number else "", on)
            )
        reference = waits.reference if waits else ""
        return Invitation(document, ids, number.text if number else "", reference, is_new)

    def _document(self, name: str) -> tuple[str, Document | None]:
        """Return the id of an office's letter, and the letter; the first that was not annulled."""
        for attempt in count():
            id = request_document(f"training/{self._id}/{name}/{attempt}")
            try:
                state = self._state(id)
            except Refusal:
                return id, None
            if state.status is not Status.CANCELLED:
                return id, state
        raise AssertionError(name)

    def _state(self, document: str) -> Document:
        return self._workplace.read(asked.card, document=document).document

    def _card(self, offices: Sequence[Invited]) -> Card:
        first, last = written(self._session.begins), written(self._session.ends)
        days = first if first == last else f"{first}–{last}"
        said = PaperLanguage.KK if self._language is PaperLanguage.KK else PaperLanguage.RU
        note = ", ".join(
            part for part in (_NOTE.on(said).format(days=days), self._session.place) if part
        )
        has = _LANGUAGES[self._language]
        return Card(
            type=TYPE,
            subject_ru=self._subject(HEADING.ru) if "ru" in has else "",
            subject_kk=self._subject(HEADING.kk) if "kk" in has else "",
            language=_OF_CARD[self._language],
            parties=tuple(self._party(one) for one in offices),
            note=note[: FIELD_BY_NAME["note"].limit],
        )

    def _subject(self, heading: str) -> str:
        subject = f"{heading}: «{self._session.title}»"
        return subject[: FIELD_BY_NAME["subject_ru"].limit]

    def _party(self, one: Invited) -> Party:
        """Return the addressee: the correspondent of the office, which who registers may add."""
        identity = self._workplace.identity
        known = self._workplace.read(correspondents.of_office, one.id)
        if known:
            return Party(known)
        if self._workplace.roster.can(identity.person, Right.REGISTER, identity.office):
            return Party(one.id)
        return Party(name=(one.office.name_ru or one.office.name_kk)[:_NAME_LIMIT])

    def _attach(self, document: str, summons: Summons) -> None:
        with TemporaryDirectory() as folder:
            for language, path in self._files(Path(folder)):
                self._write(path, summons, language)
                file = Attachment(path, FileRole.TEXT, language)
                documents.attach(self._workplace, document=document, file=file)

    def _files(self, folder: Path) -> Iterable[tuple[str, Path]]:
        for language in _LANGUAGES[self._language]:
            name = f"{HEADING.kk if language == 'kk' else HEADING.ru}.pdf"
            yield language, folder / name


_NAME_LIMIT = 200
"""Characters of a name among a card's parties."""
