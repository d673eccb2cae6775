"""How one cell of a printed journal is read from a document.

Paper and spreadsheets read the same cells. The standard phrases of a form belong to the form, so
they are kept here in both languages and are not translated with the program.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from edo.domain.card import Delivery, DeliveryState
from edo.queries.journal import Dispatch, JournalRow
from edo.queries.phrases import PaperLanguage, Phrase, written

Cell = str | int | date | None
"""A value of a column; None leaves the cell empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a journal, ready to be read by columns.

    Attributes:
        position: its place in the period, from 1.
        row: the document.
        language: the language of the journal.
    """

    position: int
    row: JournalRow
    language: PaperLanguage


ANNULLED = Phrase(ru="аннулирован", kk="күші жойылды")

METHODS = {
    Delivery.HAND: Phrase(ru="нарочно", kk="қолма-қол"),
    Delivery.POST: Phrase(ru="почта", kk="пошта"),
    Delivery.REGISTERED_MAIL: Phrase(ru="заказное письмо", kk="тапсырыс хат"),
    Delivery.EMAIL: Phrase(ru="эл. почта", kk="эл. пошта"),
    Delivery.PORTAL: Phrase(ru="портал", kk="портал"),
    Delivery.FAX: Phrase(ru="факс", kk="факс"),
    Delivery.MESSENGER: Phrase(ru="мессенджер", kk="мессенджер"),
    Delivery.COURIER: Phrase(ru="курьер", kk="курьер"),
    Delivery.EDO: Phrase(ru="ЭДО", kk="ЭҚА"),
}

STATES = {
    DeliveryState.WAITING: Phrase(ru="не отправлено", kk="жөнелтілмеді"),
    DeliveryState.SENT: Phrase(ru="отправлено", kk="жөнелтілді"),
    DeliveryState.DELIVERED: Phrase(ru="доставлено", kk="жеткізілді"),
    DeliveryState.NOT_DELIVERED: Phrase(ru="не доставлено", kk="жеткізілмеді"),
}


def entries(rows: Iterable[JournalRow], language: PaperLanguage) -> Iterator[Entry]:
    """Yield the rows of a period numbered from 1."""
    for position, row in enumerate(rows, start=1):
        yield Entry(position, row, language)


def as_text(cell: Cell) -> str:
    """Return a cell as it is printed: dates as 22.11.2026, nothing for None."""
    if cell is None:
        return ""
    return written(cell) if isinstance(cell, date) else str(cell)


def lines(*parts: str) -> str:
    """Return the parts that are not empty, one below another, none twice."""
    return "\n".join(dict.fromkeys(part for part in parts if part))


def names(phrases: tuple[Phrase, ...], language: PaperLanguage) -> str:
    """Return names one below another, numbered where there are several."""
    return _numbered([phrase.on(language, "\n") for phrase in phrases])


def date_and_number(on: date | None, number: str) -> str:
    """Return a date and, below it, a number with its sign."""
    signed = number if not number or number.startswith("№") else f"№ {number}"
    return lines(written(on), signed)


def sheets(entry: Entry) -> str:
    """Return the sheets of the document and of its annexes, such as «3 / 2»."""
    return _two_counts(entry.row.sheets, entry.row.sheets_attached)


def sheets_and_copies(entry: Entry) -> str:
    """Return the sheets of the document and the number of copies, such as «3 / 2»."""
    return _two_counts(entry.row.sheets, entry.row.copies)


def document_type(entry: Entry) -> str:
    """Return the name of the document's type."""
    return Phrase(entry.row.type_ru, entry.row.type_kk).on(entry.language, "\n")


def subject(entry: Entry) -> str:
    """Return the document's heading; both where both are printed and exist."""
    return Phrase(entry.row.subject_ru, entry.row.subject_kk).on(entry.language, "\n")


def type_and_subject(entry: Entry) -> str:
    """Return type and heading as one sentence in each language."""
    row = entry.row
    both = Phrase(
        ru=_sentence(row.type_ru or row.type_kk, row.subject_ru),
        kk=_sentence(row.type_kk or row.type_ru, row.subject_kk),
    )
    return both.on(entry.language, "\n") or document_type(entry)


def note(entry: Entry) -> str:
    """Return the note; for an annulled document, first that it is annulled and why."""
    return lines(annulled(entry), entry.row.note)


def annulled(entry: Entry) -> str:
    """Return «аннулирован» and the reason, or nothing for a document that holds."""
    row = entry.row
    if not row.cancelled:
        return ""
    mark = ANNULLED.on(entry.language)
    return f"{mark}: {row.cancel_reason}" if row.cancel_reason else mark


def execution(entry: Entry) -> str:
    """Return the mark of execution: when, what was done, the number of the reply."""
    row = entry.row
    return lines(written(row.executed_on), row.execution_note, row.answer)


def delivery(entry: Entry) -> str:
    """Return how each copy went, numbered like the addressees; once where all went alike."""
    went = [_dispatch(dispatch, entry.language) for dispatch in entry.row.delivery]
    return went[0] if len(set(went)) == 1 else _numbered(went)


def _numbered(texts: list[str]) -> str:
    if len(texts) <= 1:
        return "".join(texts)
    numbered = (f"{place}) {text}" for place, text in enumerate(texts, start=1) if text)
    return "\n".join(numbered)


def _two_counts(first: int | None, second: int | None) -> str:
    if first is None and second is None:
        return ""
    return f"{'–' if first is None else first} / {'–' if second is None else second}"


def _sentence(kind: str, subject: str) -> str:
    return f"{kind}. {subject}" if kind and subject else subject


def _dispatch(dispatch: Dispatch, language: PaperLanguage) -> str:
    if dispatch == Dispatch():
        return ""
    parts = (
        METHODS[dispatch.method].on(language) if dispatch.method else "",
        written(dispatch.sent_on),
        STATES[dispatch.state].on(language),
        dispatch.proof,
    )
    return ", ".join(part for part in parts if part)
