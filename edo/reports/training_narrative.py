"""«Какие организации прошли / не прошли обучение» as an official's paragraphs, ru and kk.

Pure text out of figures. Every sentence says one figure and its names; where there is nothing to
say there is no sentence. Names stay in the nominative, after a colon, in both languages, so that no
name is ever bent wrongly; everything around them agrees with the numbers by rules.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edo import kazakh, russian
from edo.domain.course import Goal
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.training_figures import FORMS, Figures, Held

IN_LINE = 8
"""Names that may stand within a sentence; longer lists are paragraphs of their own."""
WRITTEN_OUT = 40
"""Names that are written at all; of longer lists only the number is told."""
_GOALS = {
    Goal.EVERYONE: Phrase(
        "Организация считается обученной, если действующее обучение есть у каждого работника, "
        "подлежащего обучению.",
        "Оқытылуға тиіс әрбір қызметкері оқудан өткен және оның жарамдылық мерзімі аяқталмаған "
        "ұйым оқытылған деп есептеледі.",
    ),
    Goal.CLERK: Phrase(
        "Организация считается обученной, если действующее обучение есть хотя бы у одного из "
        "работников, ведущих делопроизводство.",
        "Іс жүргізуге жауапты кемінде бір қызметкері оқудан өткен және оның жарамдылық мерзімі "
        "аяқталмаған ұйым оқытылған деп есептеледі.",
    ),
}
_INNER_MARKS = str.maketrans("«»", "„“")


def narrative(figures: Figures, language: PaperLanguage) -> tuple[str, ...]:
    """Return the paragraphs in one language; for both call it twice.

    A sentence with a long list is a paragraph of its own, others follow one another.
    """
    teller = _Kazakh(figures) if language is PaperLanguage.KK else _Russian(figures)
    told = [*teller.period(), _Sentence("", breaks=True), *teller.state()]
    paragraphs: list[str] = []
    begun: list[str] = []
    for sentence in (*told, _Sentence("", breaks=True)):
        if sentence.breaks and begun:
            paragraphs.append(" ".join(begun))
            begun = []
        if sentence.breaks and sentence.text:
            paragraphs.append(sentence.text)
        elif sentence.text:
            begun.append(sentence.text)
    return tuple(paragraphs)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence; one that breaks stands alone."""

    text: str
    breaks: bool = False


class _Teller(ABC):
    """What both languages have in common: which sentences there are, and how names are listed."""

    language: PaperLanguage
    in_table: str

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    @property
    def title(self) -> str:
        """The course in quotation marks; those within are of the second kind."""
        return f"«{self.name(self.figures.course).translate(_INNER_MARKS)}»"

    def name(self, phrase: Phrase) -> str:
        return phrase.on(self.language)

    @abstractmethod
    def period(self) -> Iterator[_Sentence]:
        """Tell what was done since a day; nothing where no day is given."""

    @abstractmethod
    def state(self) -> Iterator[_Sentence]:
        """Tell how things stand on the day."""

    @abstractmethod
    def listed(self, names: Sequence[str]) -> str:
        """Write names one after the other."""

    def with_names(self, said: str, names: Sequence[str]) -> _Sentence:
        """Return a sentence that ends with its names, or says where they are."""
        if len(names) > WRITTEN_OUT:
            return _Sentence(f"{said} ({self.in_table}).")
        is_long = len(names) > IN_LINE
        if is_long or any("," in one for one in names):
            return _Sentence(_stopped(f"{said}: {'; '.join(names)}"), breaks=is_long)
        return _Sentence(_stopped(f"{said}: {self.listed(names)}"))

    def trainers(self, one: str, many: str) -> Iterator[_Sentence]:
        """Name everybody who held a training, once."""
        held = self.figures.held
        names = dict.fromkeys(self.name(who) for session in held for who in session.trainers)
        if names:
            yield self.with_names(many if len(names) > 1 else one, list(names))

    def told(self, said: str, offices: Sequence[Phrase]) -> _Sentence:
        return self.with_names(said, [self.name(one) for one in offices])


class _Russian(_Teller):
    language = PaperLanguage.RU
    in_table = "перечень приведён в таблице"

    def listed(self, names: Sequence[str]) -> str:
        return russian.listed(names)

    @property
    def _course(self) -> str:
        return f"по курсу {self.title}"

    def period(self) -> Iterator[_Sentence]:
        figures = self.figures
        if figures.since is None:
            return
        when = russian.period(figures.since, figures.on)
        when = f"{when[0].upper()}{when[1:]}"
        if not figures.held:
            yield _Sentence(f"{when} обучение {self._course} не проводилось.")
        else:
            yield self._sessions(f"{when} {self._course} проведено ")
            yield from self.trainers("Обучающий", "Обучающие")
        if n := figures.passed_within:
            people = russian.counted(n, "работник", "работника", "работников")
            verb = "прошёл" if russian.is_one(n) else "прошли"
            yield _Sentence(f"За это время обучение {verb} {people}.")
        if figures.newly:
            verb = "стала" if russian.is_one(len(figures.newly)) else "стали"
            count = _offices_ru(len(figures.newly))
            yield self.told(f"Обученными {verb} {count}", figures.newly)

    def state(self) -> Iterator[_Sentence]:
        figures = self.figures
        course = self._course if figures.since is None else "по этому курсу"
        yield self._trained(f"По состоянию на {russian.long_date(figures.on)}", course)
        yield from self._people()
        if figures.partly:
            n = len(figures.partly)
            whose = f"{n} {_of_offices_ru(n)}"
            parts = [f"{self.name(p.office)} ({p.trained} из {p.required})" for p in figures.partly]
            yield self.with_names(f"Обучены не все работники {whose}", parts)
        if n := len(figures.untrained):
            verb = "прошла" if russian.is_one(n) else "прошли"
            yield self.told(f"Не {verb} обучение {_offices_ru(n)}", figures.untrained)
        if figures.expired:
            where = _in_offices_ru(len(figures.expired))
            yield self.told(f"{where} срок действия обучения истёк", figures.expired)
        if figures.trained and len(figures.trained) == figures.total:
            yield _Sentence("Организаций, не прошедших обучение, нет.")
        if figures.unstaffed:
            about = _about_offices_ru(len(figures.unstaffed))
            said = f"{about} сведений о работниках, подлежащих обучению, нет"
            yield self.told(said, figures.unstaffed)
        if figures.held and figures.since is None:
            yield self._sessions("Всего проведено ")
        if figures.total:
            yield _Sentence(_GOALS[figures.goal].ru)

    def _trained(self, opening: str, course: str) -> _Sentence:
        figures, n = self.figures, len(self.figures.trained)
        if not figures.total:
            return _Sentence(
                f"{opening} нет организаций, работники которых подлежат обучению {course}."
            )
        if not n:
            return _Sentence(f"{opening} обучение {course} не прошла ни одна организация.")
        verb = "прошла" if russian.is_one(n) else "прошли"
        if n == figures.total == 1:
            count = "1 организация"
        elif n == figures.total:
            verb, count = "прошли", f"все организации, работники которых ему подлежат ({n})"
        else:
            count = f"{n} из {figures.total} {_of_offices_ru(figures.total)}"
        return self.told(f"{opening} обучение {course} {verb} {count}", figures.trained)

    def _people(self) -> Iterator[_Sentence]:
        figures, n = self.figures, self.figures.required
        if not n:
            return
        if n == 1:
            is_not = "" if figures.passed else " не"
            yield _Sentence(f"Единственный работник, подлежащий обучению,{is_not} обучен.")
        elif not figures.left:
            yield _Sentence(f"Обучены все работники, подлежащие обучению ({russian.grouped(n)}).")
        elif not figures.passed:
            whose = "работника, подлежащего" if russian.is_one(n) else "работников, подлежащих"
            yield _Sentence(f"Из {russian.grouped(n)} {whose} обучению, не обучен никто.")
        else:
            whose = "работника, подлежащего" if russian.is_one(n) else "работников, подлежащих"
            done = "обучен" if russian.is_one(figures.passed) else "обучено"
            yield _Sentence(
                f"Из {russian.grouped(n)} {whose} обучению, {done} "
                f"{russian.grouped(figures.passed)}, осталось обучить "
                f"{russian.grouped(figures.left)}."
            )

    def _sessions(self, opening: str) -> _Sentence:
        held = self.figures.held
        count = russian.counted(len(held), "обучение", "обучения", "обучений")
        told = [self._held(one) for one in held]
        if len(told) > WRITTEN_OUT:
            return _Sentence(f"{opening}{count} ({self.in_table}).")
        return _Sentence(f"{opening}{count}: {'; '.join(told)}.", breaks=len(told) > IN_LINE)

    def _held(self, one: Held) -> str:
        when = russian.days(one.since, one.until)
        if one.until.year != self.figures.on.year:
            when += f" {one.until.year} года"
        offices = _few(one.offices, self.language, _offices_ru(len(one.offices)))
        return _with_details(one, f"{when} – {offices}" if offices else when, self.language)


class _Kazakh(_Teller):
    language = PaperLanguage.KK
    in_table = "тізімі кестеде келтірілген"

    def listed(self, names: Sequence[str]) -> str:
        return kazakh.listed(names)

    def period(self) -> Iterator[_Sentence]:
        figures = self.figures
        if figures.since is None:
            return
        opening = f"{kazakh.period(figures.since, figures.on)} {self.title} курсы бойынша"
        if not figures.held:
            yield _Sentence(f"{opening} оқыту өткізілген жоқ.")
        else:
            yield self._sessions(opening)
            yield from self.trainers("Оқытушы", "Оқытушылар")
        if n := figures.passed_within:
            yield _Sentence(f"Осы уақытта {kazakh.grouped(n)} қызметкер оқудан өтті.")
        if n := len(figures.newly):
            yield self.told(f"Жаңадан {n} ұйым оқытылды", figures.newly)

    def state(self) -> Iterator[_Sentence]:
        figures = self.figures
        course = f"{self.title} оқу курсынан" if figures.since is None else "осы курстан"
        yield self._trained(kazakh.as_of(figures.on), course)
        yield from self._people()
        if n := len(figures.partly):
            parts = [
                f"{self.name(p.office)} ({p.required} қызметкердің {kazakh.part(p.trained)})"
                for p in figures.partly
            ]
            yield self.with_names(f"{n} ұйымның қызметкерлері түгел оқытылған жоқ", parts)
        if n := len(figures.untrained):
            yield self.told(f"{n} ұйым оқудан өткен жоқ", figures.untrained)
        if n := len(figures.expired):
            yield self.told(f"{n} ұйымда оқудың жарамдылық мерзімі аяқталған", figures.expired)
        if figures.trained and len(figures.trained) == figures.total:
            yield _Sentence("Оқудан өтпеген ұйым жоқ.")
        if n := len(figures.unstaffed):
            said = f"{n} ұйым бойынша оқытылуға тиіс қызметкерлер туралы мәлімет жоқ"
            yield self.told(said, figures.unstaffed)
        if figures.held and figures.since is None:
            yield self._sessions("Барлығы")
        if figures.total:
            yield _Sentence(_GOALS[figures.goal].kk)

    def _trained(self, opening: str, course: str) -> _Sentence:
        figures, n = self.figures, len(self.figures.trained)
        if not figures.total:
            return _Sentence(f"{opening} {course} қызметкерлері өтуге тиіс ұйым жоқ.")
        if not n:
            return _Sentence(f"{opening} {course} бірде-бір ұйым өткен жоқ.")
        if n == figures.total == 1:
            count = "1 ұйым өтті"
        elif n == figures.total:
            count = f"қызметкерлері оқытылуға тиіс барлық ұйым ({n}) өтті"
        else:
            count = f"{figures.total} ұйымның {kazakh.part(n)} өтті"
        return self.told(f"{opening} {course} {count}", figures.trained)

    def _people(self) -> Iterator[_Sentence]:
        figures, n = self.figures, self.figures.required
        if not n:
            return
        if n == 1:
            done = "өтті" if figures.passed else "өткен жоқ"
            yield _Sentence(f"Оқытылуға тиіс 1 қызметкер оқудан {done}.")
        elif not figures.left:
            yield _Sentence(
                f"Оқытылуға тиіс қызметкерлердің барлығы ({kazakh.grouped(n)}) оқудан өтті."
            )
        elif not figures.passed:
            yield _Sentence(
                f"Оқытылуға тиіс {kazakh.grouped(n)} қызметкердің бірде-біреуі оқудан өткен жоқ."
            )
        else:
            yield _Sentence(
                f"Оқытылуға тиіс {kazakh.grouped(n)} қызметкердің {kazakh.part(figures.passed)} "
                f"оқудан өтті, {kazakh.part(figures.left)} әлі өткен жоқ."
            )

    def _sessions(self, opening: str) -> _Sentence:
        held = self.figures.held
        said = f"{opening} {len(held)} оқыту өткізілді"
        told = [self._held(one) for one in held]
        if len(told) > WRITTEN_OUT:
            return _Sentence(f"{said} ({self.in_table}).")
        return _Sentence(f"{said}: {'; '.join(told)}.", breaks=len(told) > IN_LINE)

    def _held(self, one: Held) -> str:
        when = kazakh.days(one.since, one.until)
        if one.until.year != self.figures.on.year:
            when = f"{one.until.year} жылғы {when}"
        offices = _few(one.offices, self.language, f"{len(one.offices)} ұйым")
        return _with_details(one, f"{when} – {offices}" if offices else when, self.language)


def _few(offices: Sequence[Phrase], language: PaperLanguage, count: str) -> str:
    """Name the offices of one training, or say how many there were."""
    if len(offices) > IN_LINE:
        return count
    return ", ".join(one.on(language) for one in offices)


def _with_details(one: Held, said: str, language: PaperLanguage) -> str:
    """Put in brackets how and where a training was held."""
    place = one.place.on(language)
    if language is PaperLanguage.KK:
        place = kazakh.whole_place(place)
    told = (FORMS[one.form].on(language) if one.form else "", place)
    beside = ", ".join(filter(None, told))
    return f"{said} ({beside})" if beside else said


def _stopped(said: str) -> str:
    """End a sentence; a name that ends in a full stop has it already."""
    return said if said.endswith(".") else f"{said}."


def _offices_ru(n: int) -> str:
    return russian.counted(n, "организация", "организации", "организаций")


def _of_offices_ru(n: int) -> str:
    return "организации" if russian.is_one(n) else "организаций"


def _in_offices_ru(n: int) -> str:
    return f"В {n} {'организации' if russian.is_one(n) else 'организациях'}"


def _about_offices_ru(n: int) -> str:
    return f"По {n} {'организации' if russian.is_one(n) else 'организациям'}"
