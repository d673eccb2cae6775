"""Invitations to training as letters on the office's blank, each language on one of its own."""

from collections.abc import Iterator
from pathlib import Path

from edo import kazakh, russian
from edo.commands import training_letters as commands
from edo.commands.training_letters import HEADING, Invitation, Invited, Summons
from edo.domain.course import Course
from edo.domain.organisation import Office, Person, Position
from edo.domain.session import Form, Session
from edo.printing import made_at
from edo.queries import directory
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.letter import Blank, Letter, write_letter
from edo.workplace import Workplace

_FORMS = {
    Form.ON_SITE: Phrase(ru="с выездом", kk="көшпелі"),
    Form.REMOTE: Phrase(ru="дистанционно", kk="қашықтан"),
    Form.CENTRE: Phrase(ru="в центральном органе", kk="орталық органда"),
}
_BEGIN = Phrase(
    ru="Сообщаем, что {days} пройдёт обучение по курсу «{title}».",
    kk="{days} «{title}» курсы бойынша оқыту өтетінін хабарлаймыз.",
)
_FORM = Phrase(ru="Форма проведения: {form}.", kk="Өткізу нысаны: {form}.")
_PLACE = Phrase(ru="Место проведения: {place}.", kk="Өткізу орны: {place}.")
_HOURS = Phrase(ru="Продолжительность: {hours} ч.", kk="Ұзақтығы: {hours} сағат.")
_NAMED = Phrase(
    ru="Просим обеспечить участие следующих работников:",
    kk="Мына қызметкерлердің қатысуын қамтамасыз етуіңізді сұраймыз:",
)
_ANYBODY = Phrase(
    ru="Просим обеспечить участие работников, подлежащих обучению.",
    kk="Оқытылуға тиіс қызметкерлердің қатысуын қамтамасыз етуіңізді сұраймыз.",
)
_TRAINERS = Phrase(ru="Обучение проводят: {people}.", kk="Оқытушылар: {people}.")
_BIN = Phrase(ru="БИН", kk="БСН")
_PHONE = Phrase(ru="тел.", kk="тел.")


def invite(
    workplace: Workplace,
    *,
    session: str,
    journal: str = "",
    together: bool = False,
    language: PaperLanguage = PaperLanguage.BOTH,
) -> list[Invitation]:
    """Write to the offices whose people are to come to a session, as PDF on the office's blank.

    Arguments and refusals are those of `edo.commands.training_letters.invite`.
    """
    return commands.invite(
        workplace,
        session=session,
        write=_Writing(workplace).write,
        journal=journal,
        together=together,
        language=language,
    )


class _Writing:
    """Writes letters of one workplace; it looks up what all of them name."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._offices = {item.id: item.office for item in workplace.read(directory.offices)}
        self._positions = {item.id: item.position for item in workplace.read(directory.positions)}

    def write(self, path: Path, summons: Summons, language: str) -> None:
        """Write one letter in a language."""
        session = summons.session
        subjects = (session.course, *session.trainers, self._workplace.identity.person)
        known = self._workplace.read(directory.entries, subjects=subjects)
        course = known.get(session.course)
        said = _Said(language, self._positions)
        people = [one for id in session.trainers if isinstance(one := known.get(id), Person)]
        author = known.get(self._workplace.identity.person)
        letter = Letter(
            blank=self._blank(language),
            number=summons.number,
            on=summons.on,
            addressees=tuple(_name(one.office, language) for one in summons.offices),
            heading=said.text(HEADING),
            body=tuple(said.body(session, course, summons.offices, people)),
            prepared_by=_name(author, language) if isinstance(author, Person) else "",
        )
        write_letter(
            path,
            letter=letter,
            language=PaperLanguage(language),
            created=made_at(self._workplace),
        )

    def _blank(self, language: str) -> Blank:
        """Return whose paper it is: the office below those it belongs to."""
        names: list[str] = []
        id, seen = self._workplace.identity.office, set[str]()
        own = self._offices.get(id, Office())
        while id in self._offices and id not in seen:
            seen.add(id)
            names.insert(0, _name(self._offices[id], language))
            id = self._offices[id].parent
        on = PaperLanguage(language)
        contacts = (
            own.address,
            f"{_PHONE.on(on)} {own.phone}" if own.phone else "",
            own.email,
            f"{_BIN.on(on)} {own.bin}" if own.bin else "",
        )
        return Blank(tuple(names), tuple(line for line in contacts if line))


class _Said:
    """The text of a letter in one language."""

    def __init__(self, language: str, positions: dict[str, Position]) -> None:
        self._language = language
        self._positions = positions

    def text(self, phrase: Phrase, **told: object) -> str:
        """Return a phrase with its places filled."""
        return phrase.on(PaperLanguage(self._language)).format(**told)

    def body(
        self,
        session: Session,
        course: object,
        offices: tuple[Invited, ...],
        trainers: list[Person],
    ) -> Iterator[str]:
        """Yield the paragraphs."""
        is_known = isinstance(course, Course)
        title = course.title(self._language) if is_known else session.title
        forms = kazakh if self._language == "kk" else russian
        days = forms.period(session.begins, session.ends)
        yield self.text(
            _BEGIN, days=_capital(days) if self._language == "kk" else days, title=title
        )
        if session.form in _FORMS:
            yield self.text(_FORM, form=self.text(_FORMS[session.form]))
        if session.place:
            yield self.text(_PLACE, place=session.place)
        if is_known and (hours := course.taught(session.ends).hours):
            yield self.text(_HOURS, hours=hours)
        yield from self._people(offices)
        if trainers:
            people = ", ".join(_name(one, self._language) for one in trainers)
            yield self.text(_TRAINERS, people=people)

    def _people(self, offices: tuple[Invited, ...]) -> Iterator[str]:
        """Yield who is asked to come, office by office where the letter goes to several."""
        if not any(one.people for one in offices):
            yield self.text(_ANYBODY)
            return
        yield self.text(_NAMED)
        for one in offices:
            if len(offices) > 1 and one.people:
                yield f"{_name(one.office, self._language)}:"
            for n, person in enumerate(one.people, 1):
                position = self._positions.get(person.position)
                parts = [_name(person, self._language)]
                parts += [_name(position, self._language)] if position else []
                yield f"{n}. {', '.join(parts)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _name(entry: Office | Person | Position, language: str) -> str:
    ru, kk = entry.name_ru, entry.name_kk
    return (kk or ru) if language == "kk" else (ru or kk)
