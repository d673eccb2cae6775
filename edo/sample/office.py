"""Founding the sample office: the tree, the people, the journals, those it writes to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from edo.commands import correspondents, numbers, organisation, staff
from edo.domain.organisation import Being, Correspondent, Level, Office, Person, Position, Unit
from edo.keystore import nowhere
from edo.queries import directory
from edo.sample.texts import OfficeText, Sample, sample
from edo.sample.times import Clockwork
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """The office as the story needs it: ids by the keys of the texts.

    Attributes:
        workplace: where all is done.
        clock: what the workplace takes for the time.
        text: what it was made from.
        journals: journal ids by index.
        correspondents: ids by key; of the people who write appeals by their Russian name.
        people: short names by key, as papers have them.
        persons: their ids by key.
        offices: ids of offices by key; the region's own key is empty.
        positions: ids by key.
    """

    workplace: Workplace
    clock: Clockwork
    text: Sample
    journals: dict[str, str]
    correspondents: dict[str, str]
    people: dict[str, str]
    persons: dict[str, str]
    offices: dict[str, str]
    positions: dict[str, str]

    def keys_of(self, names: tuple[str, ...]) -> list[str]:
        """Return the keys of correspondents that groups or keys stand for."""
        return [
            one.key
            for one in self.text.correspondents
            if one.key in names or not set(names).isdisjoint(one.groups)
        ]


def found_office(
    home: Path, *, clock: Clockwork, random: Callable[[int], bytes], on: date
) -> SampleOffice:
    """Found the office in a folder.

    Args:
        home: the folder; nothing is in it.
        clock: stands at the moment of founding.
        random: makes the ids.
        on: day of founding.
    """
    text = sample()
    clerk = text.people[0]
    workplace = organisation.found(
        home,
        organisation=text.union.name_ru,
        office=text.region.name_ru,
        person=clerk.name_ru,
        at=clock,
        random=random,
        store=nowhere,
    )
    offices = _offices(workplace, text)
    positions = _positions(workplace, text)
    persons = _people(workplace, text, offices, positions, on)
    return SampleOffice(
        workplace,
        clock,
        text,
        dict(_journals(workplace, text)),
        dict(_correspondents(workplace, text)),
        {person.key: person.short for person in text.people if person.key},
        persons,
        offices,
        positions,
    )


def _offices(workplace: Workplace, text: Sample) -> dict[str, str]:
    """Complete the two offices that were founded, add those below; return ids by key."""
    region = workplace.identity.office
    found = {item.id: item.office for item in workplace.read(directory.offices)}
    union = found[region].parent
    for id, said in ((union, text.union), (region, text.region)):
        fields = {
            name: getattr(said, name)
            for name in ("name_kk", "short", "bin", "address", "phone", "email")
        }
        organisation.change_office(workplace, office=id, fields=fields)
    ids = {"": region, "union": union}
    for said in text.branches:
        ids[said.key] = _add_office(workplace, said, Level.BRANCH, region)
    for said in text.primary:
        _add_office(workplace, said, Level.PRIMARY, ids[said.under])
    return ids


def _add_office(workplace: Workplace, said: OfficeText, level: Level, parent: str) -> str:
    office = Office(
        name_ru=said.name_ru,
        name_kk=said.name_kk,
        short=said.short,
        level=level,
        parent=parent,
        bin=said.bin,
        address=said.address,
        phone=said.phone,
        email=said.email,
    )
    return organisation.add_office(workplace, office=office)


def _positions(workplace: Workplace, text: Sample) -> dict[str, str]:
    return {
        said.key: organisation.add_position(
            workplace, position=Position(said.name_ru, said.name_kk)
        )
        for said in text.positions
    }


def _people(
    workplace: Workplace,
    text: Sample,
    offices: dict[str, str],
    positions: dict[str, str],
    on: date,
) -> dict[str, str]:
    """Complete the entry of the clerk, add the others; return the ids of those with a key."""
    region = offices[""]
    units = {
        said.key: organisation.add_unit(
            workplace, unit=Unit(region, said.name_ru, said.name_kk, said.short)
        )
        for said in text.units
    }
    clerk = text.people[0]
    organisation.change_entry(
        workplace,
        subject=workplace.identity.person,
        fields={
            "name_kk": clerk.name_kk,
            "unit": units[clerk.unit],
            "position": positions[clerk.position],
            "joined": on.isoformat(),
        },
    )
    ids = {clerk.key: workplace.identity.person}
    for place, said in enumerate(text.people[1:]):
        person = Person(
            name_ru=said.name_ru,
            name_kk=said.name_kk,
            office=offices[said.office],
            unit=units.get(said.unit, ""),
            position=positions[said.position],
            joined=on - timedelta(days=400 + 173 * place),
            left=on - timedelta(days=3) if said.left else None,
        )
        id = staff.add(workplace, person=person)
        if said.key:
            ids[said.key] = id
    return ids


def _journals(workplace: Workplace, text: Sample) -> Iterator[tuple[str, str]]:
    for said in text.journals:
        yield (
            said.index,
            numbers.open_journal(
                workplace,
                index=said.index,
                kind=said.kind,
                title_ru=said.title_ru,
                title_kk=said.title_kk,
                template=said.template,
                restart=said.restart,
                first=said.first,
                dossier=said.dossier,
            ),
        )


def _correspondents(workplace: Workplace, text: Sample) -> Iterator[tuple[str, str]]:
    for being, many in (
        (Being.ORGANISATION, text.correspondents),
        (Being.PERSON, text.persons),
    ):
        for said in many:
            entry = Correspondent(
                name_ru=said.name_ru,
                name_kk=said.name_kk,
                being=being,
                bin=said.bin,
                head=said.head,
                address=said.address,
                phone=said.phone,
                email=said.email,
            )
            id = correspondents.add(workplace, correspondent=entry)
            yield said.key or said.name_ru, id
