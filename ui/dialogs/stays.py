"""Where a person worked, said line by line, for the sheets about them."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from edo.domain.organisation import Person, Stay
from edo.queries.organisation import Organisation
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.dialogs.form_sheet import FormSheet
from ui.widgets.both import own

SPAN = {
    (True, True): mark("{since} – {until}"),
    (True, False): mark("since {since}"),
    (False, True): mark("until {until}"),
}
"""How a stay is said by whether its first and its last day are known."""


def stays(words: Wording, whole: Organisation, person: Person) -> list[str]:
    """Say where somebody worked and works, the latest first."""
    offices = {one.id: (one.office.name_ru, one.office.name_kk) for one in whole.offices}
    units = {one.id: (one.unit.name_ru, one.unit.name_kk) for one in whole.units}
    positions = {one.id: (one.position.name_ru, one.position.name_kk) for one in whole.positions}
    nothing = ("", "")
    lines: list[str] = []
    for stay in reversed(person.stays):
        names = (
            own(words, *offices.get(stay.office, nothing)),
            own(words, *units.get(stay.unit, nothing)),
            own(words, *positions.get(stay.position, nothing)),
        )
        place = ", ".join(name for name in names if name)
        said = span(words, stay)
        lines.append(f"{said}: {place}" if said else place)
    return [line for line in lines if line]


def span(words: Wording, stay: Stay) -> str:
    """Say from when until when somebody was somewhere; empty where neither is known."""
    until = date.fromordinal(stay.until.toordinal() - 1) if stay.until else None
    template = SPAN.get((stay.since is not None, until is not None), "")
    if not template:
        return ""
    return words.text(template, since=words.date(stay.since), until=words.date(until))


def add_stays(sheet: FormSheet, desk: Desk, whole: Organisation, person: Person) -> None:
    """Put where somebody worked under a form, where there is more to say than one place."""
    lines = stays(desk.speech.words, whole, person)
    if len(lines) > 1:
        label = QLabel("\n".join([desk.speech.words.text("Where they worked:"), *lines]))
        label.setProperty("muted", True)
        label.setWordWrap(True)
        sheet.form.add(label)
