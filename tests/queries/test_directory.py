"""The short lists and the directory of correspondents."""

import pytest

from edo.commands import correspondents as kept
from edo.commands import courses, numbers, staff
from edo.domain.card import Kind, Party
from edo.domain.course import Edition
from edo.domain.numbering import Journal
from edo.domain.organisation import Correspondent, Person
from edo.errors import Reason, Refusal
from edo.queries import correspondents, directory
from tests.office import INDEXES, Chancery


def test_journals_are_listed_by_title_and_closed_ones_last(chancery: Chancery) -> None:
    """Of one kind or of all."""
    workplace = chancery.workplace
    numbers.change_journal(
        workplace, journal=chancery.journals[Kind.APPEALS], fields={"closed": True}
    )
    indexes = [item.journal.index for item in workplace.read(directory.journals)]
    assert indexes == ["ВН", "ВХ", "ИСХ", "ПР", "ПТ", "ОБР"]
    (one,) = workplace.read(directory.journals, kind=Kind.OUTGOING)
    assert (one.id, one.journal.index) == (chancery.journals[Kind.OUTGOING], "ИСХ")


def test_a_journal_is_found_by_its_index_or_id(chancery: Chancery) -> None:
    """Case and blanks apart; another word is no journal."""
    for kind, id in chancery.journals.items():
        for spelling in (id, INDEXES[kind], f" {INDEXES[kind].lower()} "):
            assert chancery.workplace.read(directory.journal, index=spelling).id == id
    with pytest.raises(Refusal) as error:
        chancery.workplace.read(directory.journal, index="ЖЖ")
    assert (error.value.reason, error.value.values["value"]) == (Reason.UNKNOWN_JOURNAL, "ЖЖ")


def test_entries_are_read_together(chancery: Chancery) -> None:
    """Whatever they are; ids nobody has are left out."""
    journal, person = chancery.journals[Kind.INCOMING], chancery.workplace.identity.person
    found = chancery.workplace.read(directory.entries, subjects=[journal, person, "j0", ""])
    assert {id: type(entry) for id, entry in found.items()} == {journal: Journal, person: Person}
    assert chancery.workplace.read(directory.entries, subjects=[]) == {}


def test_people_are_listed_in_the_alphabet_asked_for(chancery: Chancery) -> None:
    """Who has no name in one language stands by the name in the other."""
    office = chancery.workplace.identity.office
    for name in (Person("Ыскаков", "Ысқақов"), Person("Йодов"), Person("", "Ілияс")):
        entry = Person(name.name_ru, name.name_kk, office=office)
        staff.add(chancery.workplace, person=entry)

    def listed(language: str) -> list[str]:
        items = chancery.workplace.read(directory.people, language=language)
        return [item.person.name_kk or item.person.name_ru for item in items]

    assert listed("ru") == ["Иванова Айгуль", "Ілияс", "Йодов", "Ысқақов"]
    assert listed("kk") == ["Иванова Айгуль", "Йодов", "Ысқақов", "Ілияс"]


def add(chancery: Chancery, ru: str, kk: str = "") -> str:
    """Add a correspondent."""
    return kept.add(chancery.workplace, correspondent=Correspondent(ru, kk))


def names(chancery: Chancery, text: str, language: str = "ru") -> list[str]:
    """Return the names of the entries that hold a text, in their order."""
    found = chancery.workplace.read(correspondents.all_keys, text=text, language=language)
    rows = chancery.workplace.read(correspondents.rows, keys=found)
    return [row.correspondent.name_ru or row.correspondent.name_kk for row in rows]


def test_correspondents_are_found_by_any_words_in_any_order(chancery: Chancery) -> None:
    """In either language and spelling; signs of the database are plain signs."""
    add(chancery, "Управление образования области Абай", "Абай облысының білім басқармасы")
    add(chancery, "100% гарантия", "Іле_өзені")
    assert names(chancery, "абай управление") == ["Управление образования области Абай"]
    assert names(chancery, "билим") == ["Управление образования области Абай"]
    assert names(chancery, "иле озени") == ["100% гарантия"]
    assert names(chancery, "%") == names(chancery, "") == names(chancery, "_")
    assert len(names(chancery, "")) == 4
    assert names(chancery, "нет такого") == []


def test_correspondents_stand_in_the_alphabet_asked_for(chancery: Chancery) -> None:
    """Rows are given in the order of the keys, and keys nobody has are left out."""
    for ru, kk in (("Ыстык-Кол", "Ыстықкөл"), ("", "Іле ауданы"), ("Йод", "")):
        add(chancery, ru, kk)
    assert names(chancery, "", "ru")[:2] == ["Іле ауданы", "Йод"]
    assert names(chancery, "", "kk")[-2:] == ["Ыстык-Кол", "Іле ауданы"]
    found = chancery.workplace.read(correspondents.all_keys)
    rows = chancery.workplace.read(correspondents.rows, keys=[found[1], 999, found[0]])
    assert [row.key for row in rows] == [found[1], found[0]]


@pytest.mark.parametrize("typed", ["9901", "990140000384"])
def test_digits_complete_an_identifier(chancery: Chancery, typed: str) -> None:
    """A БИН is typed from a letterhead."""
    entry = Correspondent("Лицей", bin="990140000384")
    id = kept.add(chancery.workplace, correspondent=entry)
    assert [one.id for one in chancery.workplace.read(correspondents.completed, text=typed)] == [id]


def test_completion_gives_beginnings_first_and_no_more_than_asked(chancery: Chancery) -> None:
    """Then names that hold the words anywhere; the merged ones never."""
    for n in range(15):
        add(chancery, f"Лицей № {n}")
    first = add(chancery, "Абайский лицей")
    double = add(chancery, "Лицейский клуб")
    kept.merge(chancery.workplace, keep=first, other=double)

    def completed(text: str, limit: int) -> list[str]:
        found = chancery.workplace.read(correspondents.completed, text=text, limit=limit)
        return [one.correspondent.name_ru for one in found]

    assert len(completed("лиц", 12)) == 12
    assert "Абайский лицей" not in completed("лиц", 12)
    assert completed("лиц", 20)[-1] == "Абайский лицей"
    assert len(completed("лиц", 20)) == 16


def test_documents_of_a_correspondent_are_counted_once(chancery: Chancery) -> None:
    """A letter to an entry and to its merged double is one letter."""
    both = (Party(chancery.ministry), Party(chancery.school))
    chancery.register(Kind.OUTGOING, parties=both)
    kept.merge(chancery.workplace, keep=chancery.ministry, other=chancery.school)
    found = chancery.workplace.read(correspondents.correspondent, id=chancery.ministry)
    assert found.documents == 1
    with pytest.raises(Refusal) as error:
        chancery.workplace.read(correspondents.correspondent, id="c0")
    assert error.value.reason is Reason.UNKNOWN_CORRESPONDENT


def test_courses_are_listed_by_title_and_closed_ones_last(chancery: Chancery) -> None:
    """A course without a title in one's language stands where the other one puts it."""
    for ru, kk in (("Охрана труда", ""), ("Архив", "Мұрағат"), ("Делопроизводство", "Іс жүргізу")):
        courses.define(
            chancery.workplace, title_ru=ru, title_kk=kk, edition=Edition(on=chancery.today)
        )
    found = chancery.workplace.read(directory.courses)
    assert [one.course.title_ru for one in found] == ["Архив", "Делопроизводство", "Охрана труда"]
    courses.close(chancery.workplace, course=found[0].id, on=chancery.today)
    in_kazakh = chancery.workplace.read(directory.courses, language="kk")
    assert [one.course.title_kk for one in in_kazakh] == ["", "Іс жүргізу", "Мұрағат"]
    assert len(chancery.workplace.read(directory.courses, closed=False)) == 2
