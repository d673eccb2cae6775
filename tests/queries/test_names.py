"""People by what is typed: the staff and correspondents, in any spelling; how texts fit words."""

from collections.abc import Iterator

import pytest

from edo.commands import correspondents, organisation, staff
from edo.domain.organisation import Being, Correspondent, Person, Position
from edo.queries import directory
from edo.queries.names import Likeness, Named, named, typed
from edo.queries.search import recalled
from tests.builders import TODAY
from tests.office import Chancery, founded


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Give an office with staff, one of whom has left, and people among its correspondents."""
    with founded(tmp_path_factory.mktemp("names") / "home") as made:
        place = made.workplace
        home = place.read(directory.offices)[0].id
        held = organisation.add_position(
            place, position=Position("Главный бухгалтер", "Бас бухгалтер")
        )
        for ru, kk in (
            ("Касымова Медина Каиратовна", "Қасымова Мәдина Қайратқызы"),
            ("Семёнова Алёна", "Семёнова Алёна"),
            ("Ибраева-Нурланова Жанар", "Ибраева-Нұрланова Жанар"),
        ):
            staff.add(place, person=Person(ru, kk, office=home, position=held))
        gone = staff.add(place, person=Person("Касымов Дамир", office=home))
        staff.leave(place, person=gone, on=TODAY)
        correspondents.add(
            place,
            correspondent=Correspondent("Касымбаев Олжас", being=Being.PERSON, address="Семей"),
        )
        yield made


def found(office: Chancery, text: str, limit: int = 5) -> list[Named]:
    """Return who is found."""
    return office.workplace.read(named, text=text, limit=limit)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("касым", ["Касымова", "Касымбаев", "Касымов"]),
        ("ҚАСЫМОВА", ["Касымова"]),
        ("Kасымова", ["Касымова"]),
        ("мәдина", ["Касымова"]),
        ("медина касым", ["Касымова"]),
        ("касымова м", ["Касымова"]),
        ("Касымова М.К.", ["Касымова"]),
        ("семенова", ["Семёнова"]),
        ("алёна", ["Семёнова"]),
        ("нурланова", ["Ибраева-Нурланова"]),
        ("айгуль", ["Иванова"]),
        ("оқу ағарту", ["Министерство"]),
        ("просвещ", ["Министерство"]),
        ("гимназ", ["Школа-гимназия"]),
        ("касымова айгуль", []),
        ("348", []),
        ("", []),
        ('"', []),
        ("*[алё", ["Семёнова"]),
        ("%_'", []),
    ],
)
def test_people_are_found_in_any_spelling(office: Chancery, text: str, names: list[str]) -> None:
    """By parts of a name in any order, either language's letters, ё or е, Latin look-alikes."""
    assert [one.ru.split()[0] for one in found(office, text)] == names


def test_who_is_found_says_what_they_are(office: Chancery) -> None:
    """The staff by position and office, who left by the day, correspondents by their address."""
    clerk, stranger, gone = found(office, "касым")
    assert clerk.about("ru") == "Главный бухгалтер · Областная организация Абай"
    assert clerk.about("kk") == "Бас бухгалтер · Областная организация Абай"
    assert (clerk.key, clerk.name("kk")) == (0, "Қасымова Мәдина Қайратқызы")
    assert (stranger.about("ru"), stranger.being) == ("Семей", Being.PERSON)
    assert stranger.key > 0
    assert gone.left == TODAY
    assert [one.id for one in found(office, "касым", limit=1)] == [clerk.id]


@pytest.mark.parametrize(
    ("text", "name", "likeness", "marked"),
    [
        ("печать", "Печать журнала", Likeness.BEGINS, ["Печать"]),
        ("печать ж", "Печать журнала", Likeness.BEGINS, ["Печать", "ж"]),
        ("журн печ", "Печать журнала", Likeness.PARTS, ["Печ", "журн"]),
        ("журналы", "Печать журнала", Likeness.INSIDE, ["журнал"]),
        ("печать", "Напечатать карточку", Likeness.INSIDE, ["печа"]),
        ("кар", "Қараңғы", Likeness.BEGINS, ["Қар"]),
        ("тем", "Тёмное", Likeness.BEGINS, ["Тём"]),
        ("ема", "Тема", None, []),
        ("журнал дела", "Печать журнала", None, ["журнал"]),
        ("", "Печать журнала", None, []),
    ],
)
def test_a_text_fits_words(
    text: str, name: str, likeness: Likeness | None, marked: list[str]
) -> None:
    """Best where it begins so, then where each word begins one, then inside and in other forms."""
    wanted = typed(text)
    assert wanted.likeness(name) == likeness
    assert [name[start:end] for start, end in wanted.marks(name)] == marked


def test_documents_are_recalled_in_the_order_they_were_seen(office: Chancery) -> None:
    """By their ids; one that is not here is left out."""
    first, second = (office.register(subject_ru=text).document for text in ("О первом", "О втором"))
    rows = office.workplace.read(recalled, ids=[second, "d-unknown", first])
    assert [row.subject_ru for row in rows] == ["О втором", "О первом"]
    assert office.workplace.read(recalled, ids=[]) == []
