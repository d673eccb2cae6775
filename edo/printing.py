"""Paper and files out of a workplace: journals, cards, the stamp on a copy.

The one place where what is asked of the tables, the words of both languages and the printed forms
come together; the terminal, the demo and the windows call it alike.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from edo import keycode
from edo.clock import OFFICE_ZONE
from edo.commands import recovery
from edo.domain.card import FIELDS, received_date
from edo.domain.document import Document, FileRole
from edo.errors import Reason, Refusal
from edo.narrative import Narrator
from edo.queries import directory, documents, journal_rows
from edo.queries.card import CardPaper
from edo.queries.card_form import arranged
from edo.queries.history import history
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports import card as card_report
from edo.reports import journal as journal_report
from edo.reports.recovery import RecoverySheet, write_recovery
from edo.reports.stamp import Corner, Receipt, stamp_overlay
from edo.transfer import pages, spreadsheet
from edo.wording import Wording
from edo.workplace import Workplace

T = TypeVar("T")

_SPREADSHEETS = (".xlsx", ".csv")
_PDF = (".pdf",)
_PAPERS = (*_PDF, *_SPREADSHEETS)
_MM_A_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written: where, and how many rows."""

    path: Path
    rows: int


def print_journal(
    workplace: Workplace,
    *,
    journal: str,
    since: date,
    until: date,
    language: PaperLanguage,
    path: Path,
    step: Callable[[int, int], object] = lambda _done, _total: None,
) -> Printed:
    """Print a journal for a period: as PDF, xlsx or CSV by the name of the file.

    Args:
        workplace: whose journal.
        journal: id of the journal.
        since: first day of registration.
        until: last day of registration.
        language: Russian, Kazakh or both.
        path: the file to write.
        step: told before each document how many are printed, and of how many; what it raises ends
            the printing, and nothing is written.

    Raises:
        Refusal: the period is empty, the kind of file is unknown, or it cannot be written.
    """
    if until < since:
        raise Refusal(Reason.PERIOD_REVERSED, since=since, until=until)
    check_format(path, _PAPERS)
    heading = workplace.read(
        journal_rows.heading,
        journal=journal,
        office=workplace.identity.office,
        since=since,
        until=until,
    )
    found = workplace.read(journal_rows.rows, journal=journal, since=since, until=until)
    rows = _told(found, step)
    created = made_at(workplace)
    if path.suffix.casefold() in _SPREADSHEETS:
        count = spreadsheet.write_journal(
            path, heading=heading, rows=rows, language=language, created=created
        )
        return Printed(path, count)
    printed = journal_report.write_journal(
        path, heading=heading, rows=rows, language=language, created=created
    )
    return Printed(path, printed.rows)


def _told(rows: Sequence[T], step: Callable[[int, int], object]) -> Iterator[T]:
    """Yield rows and tell how far they are."""
    for place, row in enumerate(rows):
        step(place, len(rows))
        yield row


def print_card(
    workplace: Workplace, *, document: str, language: PaperLanguage, path: Path
) -> Printed:
    """Print the registration card of a document.

    Raises:
        Refusal: there is no such document, the file is no PDF, or it cannot be written.
    """
    check_format(path, _PDF)
    card = card_paper(workplace, document=document, language=language)
    card_report.write_card(path, card=card, language=language, created=made_at(workplace))
    return Printed(path, 1)


def print_cards(
    workplace: Workplace,
    *,
    documents: Sequence[str],
    language: PaperLanguage,
    path: Path,
    step: Callable[[int, int], object],
) -> Printed:
    """Print the registration cards of several documents into one file, each on pages of its own.

    Args:
        workplace: whose documents.
        documents: their ids, in the order of the cards.
        language: Russian, Kazakh or both.
        path: the PDF to write.
        step: told before each card how many are printed, and of how many.

    Raises:
        Refusal: there is no such document, the file is no PDF, or it cannot be written.
    """
    check_format(path, _PDF)

    cards = (
        card_paper(workplace, document=document, language=language)
        for document in _told(documents, step)
    )
    count = card_report.write_cards(
        path, cards=cards, language=language, created=made_at(workplace)
    )
    return Printed(path, count)


def card_paper(workplace: Workplace, *, document: str, language: PaperLanguage) -> CardPaper:
    """Return what the registration card of a document says, its history included."""
    found = workplace.read(documents.card, document=document)
    told = workplace.read(history, subject=document, roster=workplace.roster)
    ru, kk = Narrator(Wording("ru"), told), Narrator(Wording("kk"), told)
    state = found.document
    organisation, office = workplace.read(
        journal_rows.organisation, office=workplace.identity.office
    )
    title = Phrase()
    if state.number is not None:
        journal = workplace.read(directory.entries, subjects=[state.number.journal])
        entry = journal[state.number.journal]
        title = Phrase(entry.title_ru or entry.title_kk, entry.title_kk or entry.title_ru)
    teller = kk if language is PaperLanguage.KK else ru
    return CardPaper(
        kind=state.kind,
        organisation=organisation,
        office=office,
        journal=title,
        index=found.journal,
        number=state.number.text if state.number else "",
        on=state.number.on if state.number else None,
        sections=arranged(state.kind, _values(found, ru, kk)),
        history=tuple(teller.sentence(event) for event in told.events),
        annulled=state.reason if state.status == "cancelled" else None,
    )


def stamp(workplace: Workplace, *, document: str, path: Path, corner: Corner) -> Printed:
    """Lay the incoming stamp on a copy of the document's first PDF or picture.

    Args:
        workplace: whose document.
        document: its id.
        path: the PDF to write.
        corner: where on the first page.

    Raises:
        Refusal: it has no number or no file to stamp, or the file is damaged.
    """
    check_format(path, _PDF)
    state = workplace.read(documents.card, document=document).document
    if state.number is None:
        raise Refusal(Reason.NOT_REGISTERED)
    source = _to_stamp(workplace, state)
    if source is None:
        raise Refusal(Reason.NOTHING_TO_STAMP)
    sheet = pages.look(source)
    if isinstance(sheet, pages.Unreadable):
        raise Refusal(Reason.CANNOT_STAMP, path=str(source), state=sheet.state)
    organisation, office = workplace.read(
        journal_rows.organisation, office=workplace.identity.office
    )
    receipt = Receipt(
        organisation=_short_names(organisation, office),
        number=state.number.text,
        on=received_date(state.card) or state.number.on,
        sheets=state.card.sheets,
        sheets_attached=state.card.sheets_attached,
    )
    overlay = stamp_overlay(
        sheet.width * _MM_A_POINT,
        sheet.height * _MM_A_POINT,
        receipt=receipt,
        created=made_at(workplace),
        corner=corner,
    )
    pages.overlay(source, path, overlay)
    return Printed(path, 1)


def print_recovery(workplace: Workplace, *, path: Path, password: str = "") -> Printed:
    """Print the recovery sheet: the organisation's root key on one page, in both languages.

    Args:
        workplace: the founder's, where the root key still lies.
        path: the PDF to write.
        password: of the key's file, where it has one.

    Raises:
        Refusal: the key is not here, or the file cannot be written.
    """
    check_format(path, _PDF)
    root = recovery.root_key(workplace, password=password)
    offices = (item.office for item in workplace.read(directory.offices))
    top = next((office for office in offices if not office.parent), None)
    name = workplace.chain.founding.name
    sheet = RecoverySheet(
        organisation=Phrase(top.name_ru or name, top.name_kk) if top else Phrase(name, name),
        org=root.name,
        fingerprint=workplace.chain.hashes[0],
        code=keycode.write(root.seed),
        made=workplace.clock.today(),
    )
    write_recovery(path, sheet=sheet, created=made_at(workplace))
    return Printed(path, 1)


def check_format(path: Path, endings: tuple[str, ...] = _PDF) -> None:
    """Refuse a name that does not end as the file it asks for.

    Raises:
        Refusal: it does not.
    """
    if path.suffix.casefold() not in endings:
        raise Refusal(Reason.UNKNOWN_FORMAT, path=str(path), endings=", ".join(endings))


def _short_names(organisation: Phrase, office: Phrase) -> Phrase:
    """Return the names for the stamp: in Kazakh alone, as the model stamp has them (§3.3).

    Four lines in two languages would be too small to read on a stamp of 60 by 25 mm.
    """
    said = "\n".join(one.kk or one.ru for one in (organisation, office) if one != Phrase())
    return Phrase(said, said)


def _to_stamp(workplace: Workplace, state: Document) -> Path | None:
    """Return the first file that has pages, scans before others."""
    files = sorted(state.live_files, key=lambda file: file.role is not FileRole.SCAN)
    for file in files:
        path = workplace.blobs.path(file.current.sha256)
        if not path.is_file():
            raise Refusal(Reason.FILE_MISSING_HERE, name=file.current.name)
        if not isinstance(pages.look(path), pages.Unreadable):
            return path
    return None


def _values(found: documents.Card, ru: Narrator, kk: Narrator) -> Mapping[str, Phrase]:
    card = found.document.card
    values: dict[str, Phrase] = {}
    for field in FIELDS:
        value: Any = getattr(card, field.name)
        if value in ("", None, ()):
            continue
        if isinstance(value, int) and not isinstance(value, StrEnum):
            values[field.name] = Phrase(str(value), str(value))
        else:
            values[field.name] = Phrase(ru.value(value), kk.value(value))
    if card.received_at:
        moment = datetime.fromisoformat(card.received_at)
        form = "%d.%m.%Y %H:%M" if len(card.received_at) > len("2026-11-22") else "%d.%m.%Y"
        values["received_at"] = Phrase(f"{moment:{form}}", f"{moment:{form}}")
    values["subject"] = Phrase(card.subject_ru, card.subject_kk)
    links = [
        Phrase(
            f"{ru.value(one.link)} № {one.number}",
            f"{kk.value(one.link)} № {one.number}",
        )
        for one in found.linked
        if not one.back
    ]
    values["links"] = Phrase("; ".join(p.ru for p in links), "; ".join(p.kk for p in links))
    names = "; ".join(file.current.name for file in found.document.live_files)
    values["files"] = Phrase(names, names)
    return values


def made_at(workplace: Workplace) -> datetime:
    """Return the time of making a paper states: the day alone, so that its bytes repeat."""
    return datetime.combine(workplace.clock.today(), datetime.min.time(), OFFICE_ZONE)
