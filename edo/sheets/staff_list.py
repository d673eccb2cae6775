"""The staff of offices as a spreadsheet: who works where on a day, users of the program or not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from edo.domain.organisation import Person, Stay
from edo.printing import Printed
from edo.queries import directory
from edo.queries.journal_cells import Cell
from edo.queries.offices import offices
from edo.queries.phrases import PaperLanguage, Phrase
from edo.queries.sheet_rows import named
from edo.sheets.lists import ID, OFFICE, PERSON, POSITION, N, write_list
from edo.sheets.training_filling import order
from edo.workplace import Workplace

_TITLE = Phrase("Работники", "Қызметкерлер")
_COLUMNS = (
    (N, 6),
    (PERSON, 36),
    (POSITION, 32),
    (OFFICE, 46),
    (Phrase("Работает с", "Жұмыс істей бастаған күні"), 16),
    (Phrase("Последний рабочий день", "Соңғы жұмыс күні"), 16),
    (Phrase("Телефон", "Телефон"), 18),
    (Phrase("Эл. почта", "Эл. пошта"), 26),
    (ID, 20),
)


def list_staff(
    workplace: Workplace,
    *,
    on: date,
    language: PaperLanguage,
    path: Path,
    under: str = "",
    left: bool = False,
) -> Printed:
    """Write who works in offices on a day, office by office in the order of the tree.

    Args:
        workplace: where they are known.
        on: the day.
        language: of headings and names.
        path: the file to write, xlsx or csv.
        under: an office: only it and those below it; empty: all.
        left: also who left before that day, with where they worked last.

    Raises:
        Refusal: the name ends otherwise, or the file cannot be written.
    """
    tree = workplace.read(offices, language=order(language))
    chosen = {line.id for line in tree.below(under)}
    found: list[tuple[int, str, Person, Stay]] = []
    for item in workplace.read(directory.people, language=order(language), left=True):
        stay = _stay(item.person, on, left=left)
        if stay is None or (under and stay.office not in chosen):
            continue
        found.append((tree.places.get(stay.office, len(tree)), item.id, item.person, stay))
    found.sort(key=lambda one: one[0])
    positions = workplace.read(
        directory.entries, subjects={stay.position for *_, stay in found if stay.position}
    )

    def rows() -> Iterator[list[Cell]]:
        for place, (_, id, person, stay) in enumerate(found, start=1):
            office = tree[stay.office]
            yield [
                place,
                Phrase(person.name_ru, person.name_kk).on(language),
                named(positions.get(stay.position), "").on(language),
                Phrase(office.ru, office.kk).on(language) if stay.office else None,
                stay.since,
                person.left,
                person.phone,
                person.email,
                id,
            ]

    return write_list(workplace, path, _TITLE, _COLUMNS, rows(), language)


def _stay(person: Person, on: date, *, left: bool) -> Stay | None:
    """Return where somebody works on a day, or worked last where those who left are wanted."""
    for stay in reversed(person.stays):
        if (stay.since is None or stay.since <= on) and (stay.until is None or on < stay.until):
            return stay
    is_gone = person.left is not None and person.left < on
    return person.stays[-1] if left and is_gone else None
