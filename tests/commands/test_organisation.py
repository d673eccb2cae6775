"""The organisation: founded once, its offices in a tree, its people, types and templates."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from edo.commands import forms, organisation, staff
from edo.domain.card import Card, Kind
from edo.domain.document_type import DocumentType
from edo.domain.organisation import Level, Office, Person, Position, Unit
from edo.domain.rights import Right
from edo.errors import Reason, Refusal
from edo.founding import found_workplace
from edo.queries import directory
from edo.queries.forms import kept
from edo.store.drafts import SIZE_LIMIT
from edo.workplace import open_workplace
from tests.builders import stamp
from tests.office import Chancery, founded
from tests.refusing import refusal

NAMES: dict[str, Any] = {"organisation": "Профсоюз", "office": "Абай", "person": "Иванова"}


def test_a_founder_may_do_everything(chancery: Chancery) -> None:
    """One office, one person with every role, and the usual types of documents."""
    workplace = chancery.workplace
    person, office = workplace.identity.person, workplace.identity.office
    now = stamp(person=person, dev=workplace.device, space=office, authority=workplace.authority[0])
    assert all(workplace.roster.allows(now, right) for right in Right)
    offices = workplace.read(directory.offices)
    assert {item.office.level for item in offices} == {Level.REPUBLICAN, Level.REGIONAL}
    assert [item.person.name_ru for item in workplace.read(directory.people)] == ["Иванова Айгуль"]
    assert len(workplace.read(directory.types)) > 20
    chancery.assert_sound()


@pytest.mark.parametrize("blank", NAMES)
def test_nothing_is_founded_without_its_names(tmp_path: Path, blank: str) -> None:
    """Each of the three names is needed, and nothing is left behind."""
    told = NAMES | {blank: "  "}
    assert refusal(organisation.found, tmp_path / "home", **told) is Reason.REQUIRED_FIELD
    assert not (tmp_path / "home").exists()


def test_an_organisation_is_founded_once(chancery: Chancery) -> None:
    """A second founding in the same folder is refused, while open and after."""
    assert refusal(organisation.found, chancery.folder, **NAMES) is Reason.HOME_IN_USE
    chancery.close()
    assert refusal(organisation.found, chancery.folder, **NAMES) is Reason.ALREADY_FOUNDED
    chancery.reopen()
    chancery.assert_sound()


def test_a_founding_that_was_broken_off_can_be_done_again(tmp_path: Path) -> None:
    """Whatever the first attempt left in the folder does not stand in the way."""

    def fall(_entry: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        found_workplace(tmp_path / "home", **NAMES, setup=fall)
    assert refusal(open_workplace, tmp_path / "home") is Reason.NOT_FOUNDED
    with founded(tmp_path / "home") as chancery:
        assert chancery.register().number == "1"
        chancery.assert_sound()


def test_a_password_guards_the_keys(tmp_path: Path) -> None:
    """Without it the workplace stays shut; with it everything is there."""
    organisation.found(tmp_path / "home", **NAMES, password="құпия").close()
    assert refusal(open_workplace, tmp_path / "home") is Reason.PASSWORD_NEEDED
    assert refusal(open_workplace, tmp_path / "home", password="кот") is Reason.WRONG_PASSWORD
    open_workplace(tmp_path / "home", password="құпия").close()


def test_offices_stand_in_a_tree(chancery: Chancery) -> None:
    """Body, region, branch, primary organisation; the branch may be left out."""
    workplace = chancery.workplace
    region = workplace.identity.office

    def add(name: str, level: Level, parent: str) -> str:
        office = Office(name, level=level, parent=parent)
        return organisation.add_office(workplace, office=office)

    branch = add("Семей", Level.BRANCH, region)
    primary = add("Школа № 8", Level.PRIMARY, branch)
    add("Вуз", Level.PRIMARY, region)
    assert refusal(add, "Второй регион", Level.REGIONAL, region) is Reason.OFFICE_CYCLE
    assert refusal(add, "Над школой", Level.REGIONAL, primary) is Reason.OFFICE_CYCLE
    assert refusal(add, "Нигде", Level.PRIMARY, "o0") is Reason.UNKNOWN_SUBJECT
    move: dict[str, Any] = {"office": branch, "fields": {"parent": primary}}
    assert refusal(organisation.change_office, workplace, **move) is Reason.OFFICE_CYCLE
    itself: dict[str, Any] = {"office": branch, "fields": {"parent": branch}}
    assert refusal(organisation.change_office, workplace, **itself) is Reason.OFFICE_CYCLE
    sink: dict[str, Any] = {"office": branch, "fields": {"level": "primary"}}
    assert refusal(organisation.change_office, workplace, **sink) is Reason.OFFICE_CYCLE
    organisation.change_office(workplace, office=primary, fields={"parent": region})
    chancery.assert_sound()


def test_people_have_units_and_positions_of_known_offices(chancery: Chancery) -> None:
    """They come, change, and leave; who left is offered no more."""
    workplace = chancery.workplace
    office = workplace.identity.office
    unit = organisation.add_unit(workplace, unit=Unit(office, "Бухгалтерия"))
    position = organisation.add_position(workplace, position=Position("Бухгалтер"))
    person = staff.add(
        workplace, person=Person("Серикова Алия", office=office, unit=unit, position=position)
    )
    stray = Unit("o0", "Отдел")
    assert refusal(organisation.add_unit, workplace, unit=stray) is Reason.UNKNOWN_SUBJECT
    nowhere = Person("Ахметов Болат", office="o0")
    assert refusal(staff.add, workplace, person=nowhere) is Reason.UNKNOWN_OFFICE
    organisation.change_entry(workplace, subject=unit, fields={"name_kk": "Есепханa"})
    organisation.change_entry(workplace, subject=person, fields={"left": "2026-03-01"})
    here = [item.id for item in workplace.read(directory.people, office=office)]
    assert here == [workplace.identity.person]
    everyone = workplace.read(directory.people, left=True)
    assert {item.person.left for item in everyone} == {None, date(2026, 3, 1)}
    change: dict[str, Any] = {"subject": "p0", "fields": {"left": "2026-03-01"}}
    assert refusal(organisation.change_entry, workplace, **change) is Reason.UNKNOWN_SUBJECT


def test_types_are_offered_for_their_kinds_until_they_are_closed(chancery: Chancery) -> None:
    """In the alphabet of the language asked for."""
    workplace = chancery.workplace
    made = organisation.define_type(
        workplace, type=DocumentType("Ёлка", "Әдеби хат", kinds=(Kind.INCOMING,))
    )

    def offered(language: str) -> list[str]:
        items = workplace.read(directory.types, kind=Kind.INCOMING, language=language)
        return [item.id for item in items]

    assert made in offered("ru")
    assert offered("kk").index(made) < offered("ru").index(made)
    organisation.change_entry(workplace, subject=made, fields={"closed": True})
    assert made not in offered("ru")
    assert workplace.read(directory.document_type, name="әдеби ХАТ").id == made
    with pytest.raises(Refusal):
        workplace.read(directory.document_type, name="Поэма")


def test_a_template_is_kept_replaced_and_removed(chancery: Chancery) -> None:
    """A card to start from, one kind at a time."""
    workplace = chancery.workplace
    told: dict[str, Any] = {"kind": Kind.OUTGOING, "card": Card(subject_ru="О созыве")}
    made = organisation.save_template(workplace, name=" Созыв ", **told)
    assert organisation.save_template(workplace, name="Созыв совета", **told, template=made) == made
    (item,) = workplace.read(directory.templates, kind=Kind.OUTGOING)
    assert (item.template.name, item.template.card.subject_ru) == ("Созыв совета", "О созыве")
    assert workplace.read(directory.templates, kind=Kind.INCOMING) == []
    assert refusal(organisation.save_template, workplace, name=" ", **told) is Reason.REQUIRED_FIELD
    organisation.remove_template(workplace, template=made)
    assert workplace.read(directory.templates) == []
    missing = {"template": "m0"}
    assert refusal(organisation.remove_template, workplace, **missing) is Reason.UNKNOWN_SUBJECT


def test_a_form_being_filled_in_survives(chancery: Chancery) -> None:
    """Closed or killed, the program finds it as it was typed, until it is handed in."""
    forms.keep_form(chancery.workplace, name="registration/incoming", value=b"one")
    forms.keep_form(chancery.workplace, name="registration/incoming", value=b"two")
    forms.keep_form(chancery.workplace, name="filter/all", value=b"x")
    forms.keep_form(chancery.workplace, name="registration/large", value=bytes(SIZE_LIMIT + 1))
    chancery.reopen()
    (form,) = chancery.workplace.read(kept, prefix="registration/")
    assert (form.name, form.value) == ("registration/incoming", b"two")
    forms.forget_form(chancery.workplace, name="registration/incoming")
    assert chancery.workplace.read(kept, prefix="registration/") == []
    assert [one.name for one in chancery.workplace.read(kept)] == ["filter/all"]
