"""Sheets about a document's way: who agreed with what («лист согласования»), and who has read it.

The approval sheet has the columns of §4.3 of the records rules, and remarks below. Each visa shows
the beginning of its version's hash and whether the document still is that version; passes are
numbered; whoever acted for another stands beside the one they acted for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edo.outfile import replacing
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.queries.sheets import (
    About,
    AcquaintanceSheet,
    ApprovalSheet,
    Pass,
    Reader,
    Signer,
    Standing,
    VisaLine,
)
from edo.reports.flow import BODY, LEADING, SMALL, Flow, Footed, finish
from edo.reports.paper import A4_PORTRAIT, MM, Colophon, Paper
from edo.reports.ruled import Banner, Cell, Line, write_table
from edo.reports.table import Column
from edo.reports.typeface import Cut

SHORT = 8
"""Digits of a version's hash that are printed."""

APPROVAL = Phrase(ru="Лист согласования", kk="Келісу парағы")
ACQUAINTANCE = Phrase(ru="Лист ознакомления", kk="Танысу парағы")
DOCUMENT = Phrase(ru="К документу", kk="Құжатқа")
NUMBER = Phrase(ru="Рег. № и дата", kk="Тіркеу № және күні")
NO_NUMBER = Phrase(ru="проект, не зарегистрирован", kk="жоба, тіркелмеген")
PARTIES = Phrase(ru="Корреспондент, адресат", kk="Корреспондент, адресат")
STATUS = Phrase(ru="Состояние", kk="Күйі")
AUTHOR = Phrase(ru="Автор", kk="Авторы")

_FOR = Phrase(ru="за", kk="орнына")
_PASS = Phrase(ru="Круг согласования {n}", kk="{n}-келісу айналымы")
_PUT_UP = Phrase(
    ru="версия {version}, представлена {at}: {who}", kk="{version} нұсқасы, {at} ұсынылды: {who}"
)
_VERSION = Phrase(ru="версия", kk="нұсқа")
_REMARK = Phrase(ru="замечания", kk="ескертулер")
_REMARKS = Phrase(ru="Замечания", kk="Ескертулер")
_FILE = Phrase(ru="файл", kk="файл")
_NOW = Phrase(ru="Версия документа на момент печати", kk="Құжаттың басып шығару кезіндегі нұсқасы")
_LEGEND = Phrase(
    ru="Версия — отпечаток текста и полей карточки, которые видел подписавший. "
    "Каждая виза заверена ключом рабочего места и проверяется программой.",
    kk="Нұсқа — қол қоюшы көрген мәтін мен карточка өрістерінің таңбасы. "
    "Әр виза жұмыс орнының кілтімен куәландырылған және бағдарламамен тексеріледі.",
)
_PRINTED = Phrase(ru="Отпечатано {at}", kk="{at} басып шығарылды")
_READ = Phrase(ru="ознакомлен(а)", kk="таныстым")
_ON_PAPER = Phrase(
    ru="расписался на бумаге, внёс(ла): {who}", kk="қағазда қол қойды, енгізген: {who}"
)
_DUE = Phrase(ru="Срок", kk="Мерзімі")
_NOTE = Phrase(ru="Обратить внимание", kk="Назар аударыңыз")
_ASKED = Phrase(ru="Лист открыт", kk="Парақ ашылды")
_CLOSED = Phrase(ru="Закрыт досрочно", kk="Мерзімінен бұрын жабылды")
_COUNT = Phrase(ru="ознакомлены {done} из {all}", kk="танысқандар: {done}, барлығы: {all}")
_OFF = Phrase(ru="исключён(а) из списка", kk="тізімнен шығарылды")
_MARKS = {
    Standing.VALID: Phrase(ru="действительна", kk="жарамды"),
    Standing.CHANGED: Phrase(ru="документ изменён после визы", kk="визадан кейін құжат өзгертілді"),
    Standing.VOID: Phrase(ru="не учитывается", kk="есепке алынбайды"),
    Standing.WAITING: Phrase(),
    Standing.SKIPPED: Phrase(ru="не запрашивается", kk="сұралмайды"),
}
_READ_SINCE = Phrase(ru="документ изменён позже", kk="құжат кейін өзгертілді")
_GAP = "  ·  "
_TO_SIGN = 9 * MM
"""Height of a line somebody may still sign by hand."""

_VISA_COLUMNS = (
    (Phrase(ru="№", kk="№"), 7),
    (Phrase(ru="Этап", kk="Кезең"), 25),
    (Phrase(ru="Фамилия, имя, отчество", kk="Аты-жөні"), 41),
    (Phrase(ru="Должность", kk="Лауазымы"), 36),
    (Phrase(ru="Дата", kk="Күні"), 19),
    (Phrase(ru="Подпись, версия документа", kk="Қолы, құжат нұсқасы"), 30),
    (Phrase(ru="Результат", kk="Нәтиже"), 28),
)
_READER_COLUMNS = (
    (Phrase(ru="№", kk="№"), 8),
    (Phrase(ru="Фамилия, имя, отчество", kk="Аты-жөні"), 54),
    (Phrase(ru="Должность", kk="Лауазымы"), 46),
    (Phrase(ru="Дата ознакомления", kk="Танысқан күні"), 22),
    (Phrase(ru="Подпись", kk="Қолы"), 46),
)
_CENTRED = frozenset({"№", "Дата", "Дата ознакомления"})


def write_approval(
    path: Path, *, sheet: ApprovalSheet, language: PaperLanguage, created: datetime
) -> int:
    """Print an approval sheet as a PDF and return the number of its pages.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        sheet: what stands on it.
        language: Russian, Kazakh, or both, Kazakh first.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    title = _titled(APPROVAL, sheet.about, language)
    colophon = Colophon(title, sheet.about.organisation.on(language), language, created)
    with replacing(path) as file:
        paper = Paper(
            file, A4_PORTRAIT, colophon, Footed(title, _printed(sheet.printed, language)).draw
        )
        _Approval(Flow(paper), sheet, language).draw()
        return finish(paper)


def write_acquaintance(
    path: Path, *, sheet: AcquaintanceSheet, language: PaperLanguage, created: datetime
) -> int:
    """Print an acquaintance sheet; as `write_approval`."""
    title = _titled(ACQUAINTANCE, sheet.about, language)
    colophon = Colophon(title, sheet.about.organisation.on(language), language, created)
    with replacing(path) as file:
        paper = Paper(
            file, A4_PORTRAIT, colophon, Footed(title, _printed(sheet.printed, language)).draw
        )
        _Acquaintance(Flow(paper), sheet, language).draw()
        return finish(paper)


def moment(at: datetime | None) -> str:
    """Write a date and time as forms have them; empty for none."""
    return f"{at:%d.%m.%Y %H:%M}" if at else ""


def signer(who: Signer, language: PaperLanguage) -> str:
    """Return who acted, with whom they acted for."""
    name = who.name.on(language)
    if who.behalf == Phrase():
        return name
    return f"{name} ({acted_for(who, language)})"


def acted_for(who: Signer, language: PaperLanguage) -> str:
    """Return the words that name the person somebody acted for."""
    return f"{_FOR.on(language)}: {who.behalf.on(language)}"


def heading(flow: Flow, about: About, title: Phrase, language: PaperLanguage) -> None:
    """Write whose sheet it is, what it is, and to which document it belongs."""
    for phrase in (about.organisation, about.office):
        if phrase != Phrase():
            flow.text(phrase.on(language, "\n"), BODY + 0.4, centred=True)
    flow.gap(3)
    flow.text(title.on(language), 14, Cut.STRONG, centred=True)
    flow.gap(4)
    flow.labelled(DOCUMENT.on(language), _document(about, language))
    flow.labelled(NUMBER.on(language), numbered(about, language))
    names = "; ".join(one.on(language) for one in about.parties)
    theirs = " ".join(part for part in (about.their_number, written(about.their_date)) if part)
    if theirs:
        names = f"{names}{_GAP}№ {theirs}" if names else f"№ {theirs}"
    flow.labelled(PARTIES.on(language), names)


def numbered(about: About, language: PaperLanguage) -> str:
    """Return number and date of the registration, or that there is none."""
    if not about.number:
        return NO_NUMBER.on(language)
    return f"{about.number}{_GAP}{written(about.on)}"


def _document(about: About, language: PaperLanguage) -> str:
    """Return type and subject, in each language for itself where there are both."""
    type, subject = about.type, about.subject
    if not subject.ru or not subject.kk:
        return _called(type.on(language), subject.ru or subject.kk)
    both = Phrase(_called(type.ru, subject.ru), _called(type.kk, subject.kk))
    return both.on(language, "\n")


def _called(type: str, subject: str) -> str:
    return " ".join(part for part in (type, f"«{subject}»" if subject else "") if part)


def _titled(title: Phrase, about: About, language: PaperLanguage) -> str:
    return f"{title.on(language)} {about.number}".strip()


def _printed(at: datetime, language: PaperLanguage) -> str:
    return Phrase(_PRINTED.ru.format(at=moment(at)), _PRINTED.kk.format(at=moment(at))).on(language)


def _columns(told: tuple[tuple[Phrase, int], ...], language: PaperLanguage) -> list[Column]:
    return [
        Column(phrase.on(language, "\n"), weight, phrase.ru in _CENTRED) for phrase, weight in told
    ]


def _day(on: date | datetime | None) -> str:
    return on.strftime("%d.%m.%Y") if on else ""


@dataclass(frozen=True, slots=True)
class _Approval:
    flow: Flow
    sheet: ApprovalSheet
    language: PaperLanguage

    def draw(self) -> None:
        flow, sheet, language = self.flow, self.sheet, self.language
        heading(flow, sheet.about, APPROVAL, language)
        flow.labelled(AUTHOR.on(language), self._author())
        flow.labelled(STATUS.on(language), sheet.status.on(language))
        flow.gap(3)
        write_table(flow, _columns(_VISA_COLUMNS, language), self._rows())
        self._legend()
        self._remarks()

    def _author(self) -> str:
        who = self.sheet.author
        post = who.position.on(self.language)
        return ", ".join(part for part in (signer(who, self.language), post) if part)

    def _rows(self) -> Iterator[Line | Banner]:
        for one in self.sheet.passes:
            yield Banner(self._phrase(_PASS, n=one.number), self._put_up(one))
            for place, line in enumerate(one.lines, start=1):
                yield self._line(one, place, line)

    def _put_up(self, one: Pass) -> str:
        told = Phrase(
            *(
                text.format(
                    version=one.version[:SHORT], at=moment(one.at), who=signer(one.by, only)
                )
                for text, only in (
                    (_PUT_UP.ru, PaperLanguage.RU),
                    (_PUT_UP.kk, PaperLanguage.KK),
                )
            )
        ).on(self.language)
        return f"{told}\n{one.note}" if one.note else told

    def _line(self, one: Pass, place: int, line: VisaLine) -> Line:
        language = self.language
        pale = line.standing in (Standing.VOID, Standing.SKIPPED)
        name = Cell(line.who.name.on(language, "\n"), Cut.STRONG if line.at else Cut.REGULAR, pale)
        behalf = acted_for(line.who, language) if line.who.behalf != Phrase() else ""
        title = line.title.on(language, "\n")
        stage = f"{line.stage}. {title}" if title else f"{line.stage}"
        when = (
            (Cell(_day(line.at), pale=pale), Cell(f"{line.at:%H:%M}", pale=True, size=SMALL))
            if (line.at)
            else ()
        )
        return Line(
            (
                (Cell(str(place), pale=pale),),
                (Cell(stage, pale=pale),),
                (name, Cell(behalf, pale=pale)),
                (Cell(line.who.position.on(language, "\n"), pale=pale),),
                when,
                self._signature(one, line),
                self._result(one, place, line, pale=pale),
            ),
            _TO_SIGN if line.standing is Standing.WAITING else 0,
        )

    def _signature(self, one: Pass, line: VisaLine) -> tuple[Cell, ...]:
        mark = _MARKS[line.standing].on(self.language, "\n")
        is_last = one is self.sheet.passes[-1]
        cut = Cut.STRONG if is_last and line.standing is Standing.CHANGED else Cut.REGULAR
        pale = line.standing in (Standing.VOID, Standing.SKIPPED)
        return Cell(line.version[:SHORT], pale=pale), Cell(mark, cut, pale)

    def _result(self, one: Pass, place: int, line: VisaLine, *, pale: bool) -> tuple[Cell, ...]:
        see = ""
        if line.remarks or line.file:
            see = f"{_REMARK.on(self.language)}: {one.number}.{place}"
        return (
            Cell(line.result.on(self.language, "\n"), Cut.REGULAR if pale else Cut.STRONG, pale),
            Cell(line.why.on(self.language, "\n"), size=SMALL),
            Cell(see, size=SMALL),
        )

    def _remarks(self) -> None:
        found = [
            (f"{one.number}.{place}", line)
            for one in self.sheet.passes
            for place, line in enumerate(one.lines, start=1)
            if line.remarks or line.file
        ]
        if not found:
            return
        flow = self.flow
        flow.gap(5)
        flow.keep(4 * BODY * LEADING)
        flow.text(_REMARKS.on(self.language), 10, Cut.STRONG)
        for n, line in found:
            flow.gap(1.5)
            who = _GAP.join((signer(line.who, self.language), moment(line.at)))
            flow.keep(2 * BODY * LEADING)
            flow.text(f"{n}   {who}", BODY, Cut.STRONG)
            if line.remarks:
                flow.text(line.remarks, BODY + 0.4, indent=22)
            if line.file:
                flow.text(f"{_FILE.on(self.language)}: {line.file}", BODY, Cut.SLANTED, indent=22)

    def _legend(self) -> None:
        flow = self.flow
        flow.gap(2)
        flow.keep(5 * SMALL * LEADING)
        flow.paper.grey(0.3)
        groups = " ".join(
            self.sheet.version[start : start + SHORT]
            for start in range(0, len(self.sheet.version), SHORT)
        )
        flow.text(f"{_NOW.on(self.language)}: {groups}", SMALL)
        flow.text(_LEGEND.on(self.language, "\n"), SMALL)
        flow.paper.grey(0)

    def _phrase(self, phrase: Phrase, **values: object) -> str:
        return Phrase(phrase.ru.format(**values), phrase.kk.format(**values)).on(self.language)


@dataclass(frozen=True, slots=True)
class _Acquaintance:
    flow: Flow
    sheet: AcquaintanceSheet
    language: PaperLanguage

    def draw(self) -> None:
        flow, sheet, language = self.flow, self.sheet, self.language
        heading(flow, sheet.about, ACQUAINTANCE, language)
        opened = f"{moment(sheet.begun)}{_GAP}{signer(sheet.author, language)}"
        flow.labelled(_ASKED.on(language), opened)
        flow.labelled(_DUE.on(language), written(sheet.due))
        flow.labelled(_NOTE.on(language), sheet.note)
        flow.labelled(_CLOSED.on(language), sheet.closed)
        flow.labelled(STATUS.on(language), self._count())
        flow.gap(3)
        rows = (self._line(place, one) for place, one in enumerate(sheet.readers, start=1))
        write_table(flow, _columns(_READER_COLUMNS, language), rows)

    def _count(self) -> str:
        listed = [one for one in self.sheet.readers if one.standing is not Standing.SKIPPED]
        done = sum(one.on is not None for one in listed)
        values = {"done": done, "all": len(listed)}
        return Phrase(_COUNT.ru.format(**values), _COUNT.kk.format(**values)).on(self.language)

    def _line(self, place: int, one: Reader) -> Line:
        language = self.language
        pale = one.standing is Standing.SKIPPED
        name = Cell(one.who.name.on(language, "\n"), Cut.STRONG if one.on else Cut.REGULAR, pale)
        return Line(
            (
                (Cell(str(place), pale=pale),),
                (name,),
                (Cell(one.who.position.on(language, "\n"), pale=pale),),
                (Cell(_day(one.on), pale=pale),),
                tuple(self._signature(one)),
            ),
            _TO_SIGN if one.standing is Standing.WAITING else 0,
        )

    def _signature(self, one: Reader) -> Iterator[Cell]:
        language = self.language
        if one.standing is Standing.SKIPPED:
            yield Cell(_OFF.on(language), pale=True)
            yield Cell(one.note, pale=True, size=SMALL)
            return
        if one.on is None:
            return
        if one.from_paper != Phrase():
            told = Phrase(
                _ON_PAPER.ru.format(who=one.from_paper.on(PaperLanguage.RU)),
                _ON_PAPER.kk.format(who=one.from_paper.on(PaperLanguage.KK)),
            )
            yield Cell(told.on(language), size=SMALL)
        else:
            yield Cell(_READ.on(language))
        version = f"{_VERSION.on(language)} {one.version[:SHORT]}" if one.version else ""
        told = _GAP.join(part for part in (moment(one.at), version) if part)
        yield Cell(told, size=SMALL, pale=True)
        if one.standing is Standing.CHANGED:
            yield Cell(_READ_SINCE.on(language), Cut.STRONG, size=SMALL)
