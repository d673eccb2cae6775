"""The approval sheet («лист согласования», «келісу парағы»).

It has the columns of §4.3 of the records rules, and remarks below. Each visa shows the beginning of
its version's hash and whether the document still is that version; passes are numbered; whoever
acted for another stands beside the one they acted for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edo.queries.phrases import PaperLanguage, Phrase
from edo.queries.sheets import ApprovalSheet, Pass, Standing, VisaLine
from edo.reports.flow import BODY, LEADING, SMALL, Flow, write_sheet
from edo.reports.heads import (
    AUTHOR,
    GAP,
    SHORT,
    STATUS,
    TO_SIGN,
    acted_for,
    columns,
    day,
    heading,
    moment,
    printed_on,
    signer,
    titled,
)
from edo.reports.paper import A4_PORTRAIT, Colophon
from edo.reports.ruled import Banner, Cell, Line, write_table
from edo.reports.typeface import Cut

APPROVAL = Phrase(ru="Лист согласования", kk="Келісу парағы")
_PASS = Phrase(ru="Круг согласования {n}", kk="{n}-келісу айналымы")
_PUT_UP = Phrase(
    ru="версия {version}, представлена {at}: {who}", kk="{version} нұсқасы, {at} ұсынылды: {who}"
)
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
_MARKS = {
    Standing.VALID: Phrase(ru="действительна", kk="жарамды"),
    Standing.CHANGED: Phrase(ru="документ изменён после визы", kk="визадан кейін құжат өзгертілді"),
    Standing.VOID: Phrase(ru="не учитывается", kk="есепке алынбайды"),
    Standing.WAITING: Phrase(),
    Standing.SKIPPED: Phrase(ru="не запрашивается", kk="сұралмайды"),
}
_VISA_COLUMNS = (
    (Phrase(ru="№", kk="№"), 7),
    (Phrase(ru="Этап", kk="Кезең"), 25),
    (Phrase(ru="Фамилия, имя, отчество", kk="Аты-жөні"), 41),
    (Phrase(ru="Должность", kk="Лауазымы"), 36),
    (Phrase(ru="Дата", kk="Күні"), 19),
    (Phrase(ru="Подпись, версия документа", kk="Қолы, құжат нұсқасы"), 30),
    (Phrase(ru="Результат", kk="Нәтиже"), 28),
)


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
    title = titled(APPROVAL, sheet.about, language)
    colophon = Colophon(title, sheet.about.organisation.on(language), language, created)

    def draw(flow: Flow) -> None:
        _Approval(flow, sheet, language).draw()

    return write_sheet(path, A4_PORTRAIT, colophon, draw, printed_on(sheet.printed, language))


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
        write_table(flow, columns(_VISA_COLUMNS, language), self._rows())
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
            (Cell(day(line.at), pale=pale), Cell(f"{line.at:%H:%M}", pale=True, size=SMALL))
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
            TO_SIGN if line.standing is Standing.WAITING else 0,
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
            who = GAP.join((signer(line.who, self.language), moment(line.at)))
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
