"""The acquaintance sheet («лист ознакомления», «танысу парағы»), with room to sign by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.queries.sheets import AcquaintanceSheet, Reader, Standing
from edo.reports.flow import SMALL, Flow, write_sheet
from edo.reports.heads import (
    GAP,
    SHORT,
    STATUS,
    TO_SIGN,
    VERSION,
    columns,
    day,
    heading,
    moment,
    printed_on,
    signer,
    titled,
)
from edo.reports.paper import A4_PORTRAIT, Colophon
from edo.reports.ruled import Cell, Line, write_table
from edo.reports.typeface import Cut

ACQUAINTANCE = Phrase(ru="Лист ознакомления", kk="Танысу парағы")
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
_READ_SINCE = Phrase(ru="документ изменён позже", kk="құжат кейін өзгертілді")
_READER_COLUMNS = (
    (Phrase(ru="№", kk="№"), 8),
    (Phrase(ru="Фамилия, имя, отчество", kk="Аты-жөні"), 54),
    (Phrase(ru="Должность", kk="Лауазымы"), 46),
    (Phrase(ru="Дата ознакомления", kk="Танысқан күні"), 22),
    (Phrase(ru="Подпись", kk="Қолы"), 46),
)


def write_acquaintance(
    path: Path, *, sheet: AcquaintanceSheet, language: PaperLanguage, created: datetime
) -> int:
    """Print an acquaintance sheet; as `write_approval`."""
    title = titled(ACQUAINTANCE, sheet.about, language)
    colophon = Colophon(title, sheet.about.organisation.on(language), language, created)

    def draw(flow: Flow) -> None:
        _Acquaintance(flow, sheet, language).draw()

    return write_sheet(path, A4_PORTRAIT, colophon, draw, printed_on(sheet.printed, language))


@dataclass(frozen=True, slots=True)
class _Acquaintance:
    flow: Flow
    sheet: AcquaintanceSheet
    language: PaperLanguage

    def draw(self) -> None:
        flow, sheet, language = self.flow, self.sheet, self.language
        heading(flow, sheet.about, ACQUAINTANCE, language)
        opened = f"{moment(sheet.begun)}{GAP}{signer(sheet.author, language)}"
        flow.labelled(_ASKED.on(language), opened)
        flow.labelled(_DUE.on(language), written(sheet.due))
        flow.labelled(_NOTE.on(language), sheet.note)
        flow.labelled(_CLOSED.on(language), sheet.closed)
        flow.labelled(STATUS.on(language), self._count())
        flow.gap(3)
        rows = (self._line(place, one) for place, one in enumerate(sheet.readers, start=1))
        write_table(flow, columns(_READER_COLUMNS, language), rows)

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
                (Cell(day(one.on), pale=pale),),
                tuple(self._signature(one)),
            ),
            TO_SIGN if one.standing is Standing.WAITING else 0,
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
        version = f"{VERSION.on(language)} {one.version[:SHORT]}" if one.version else ""
        told = GAP.join(part for part in (moment(one.at), version) if part)
        yield Cell(told, size=SMALL, pale=True)
        if one.standing is Standing.CHANGED:
            yield Cell(_READ_SINCE.on(language), Cut.STRONG, size=SMALL)
