"""Which column holds what: by heads in three languages, by contents, as a person says."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from edo.domain.staff_list import Line, ListColumn, ListKind
from edo.errors import Reason, Refusal
from edo.transfer.columns import Mapped, guess, likely, told, unguessed
from edo.transfer.list_lines import lines
from edo.transfer.tabular import Row, Sheet, Sheets

PEOPLE = (
    ("1", "Ахметова Айгүл Кайратовна", "Акмолинский обком", "бухгалтер"),
    ("2", "Ким Р.И.", "Ақмола облыстық ұйымы", "заң кеңесшісі"),
)


def sheet(*rows: Sequence[str], name: str = "", hidden: bool = False) -> Sheet:
    """Make a sheet; an empty row is left out as the reader does."""
    return Sheet(
        name, tuple(Row(n, tuple(row)) for n, row in enumerate(rows, 1) if any(row)), hidden
    )


def held(mapped: Mapped) -> list[str]:
    """Return what the columns hold, from the left."""
    return [one.holds.value if one.holds else "" for one in mapped.columns]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("№", "Ф.И.О.", "Организация", "Должность"), ["", "name", "office", "position"]),
        (
            ("№ п/п", "ФИО работника", "Место работы", "Занимаемая должность (по штату)"),
            ["", "name", "office", "position"],
        ),
        (("р/с", "Аты-жөні", "Ұйымның атауы", "Лауазымы"), ["", "name", "office", "position"]),
        (
            ("№", "ФИО / Аты-жөні", "Ұйым / Организация", "Лауазымы/Должность"),
            ["", "name", "office", "position"],
        ),
        (("#", "Full name", "Organisation", "Job title"), ["", "name", "office", "position"]),
        (
            ("№", "Фамилия, имя, отчество", "Филиал", "Должность"),
            ["", "name", "office", "position"],
        ),
        (
            ("Т/с", "Тегі, аты, әкесінің аты", "Облыс", "Қызметі"),
            ["", "name", "office", "position"],
        ),
    ],
)
def test_heads_are_understood_in_three_languages(heads: Sequence[str], expected: list[str]) -> None:
    """With what people add to them."""
    assert held(guess(sheet(heads, *PEOPLE))) == expected


def test_a_name_may_stand_in_three_columns() -> None:
    """It is read as one."""
    one = sheet(
        ("Фамилия", "Имя", "Отчество", "Тел.", "E-mail"),
        ("Ким", "Роза", "Ивановна", "8 (701) 111-22-33", "kim@example.kz"),
    )
    mapped = guess(one)
    assert held(mapped) == ["surname", "given", "patronymic", "phone", "email"]
    assert lines(one, mapped) == (
        Line(2, "Ким Роза Ивановна", phone="8 (701) 111-22-33", email="kim@example.kz"),
    )


def test_a_head_of_two_rows_is_joined() -> None:
    """A group's name over several columns, with or without merged cells."""
    below = ("", "", "дата", "балл", "номер", "действует до")
    row = ("1", "Ким Роза Ивановна", "12.05.2026", "95", "17", "12.05.2027")
    for upper in (
        ("№", "ФИО", "Обучение", "", "Сертификат", ""),
        ("№", "ФИО", "Обучение", "Обучение", "Сертификат", "Сертификат"),
    ):
        one = sheet(("Список обученных",), (), upper, below, row)
        mapped = guess(one)
        assert held(mapped) == ["", "name", "passed", "result", "certificate", "until"]
        assert (mapped.kind, mapped.head) == (ListKind.TRAINING, 4)
        assert mapped.columns[2].title == "Обучение дата"
        (read,) = lines(one, mapped)
        assert (read.passed, read.until) == (date(2026, 5, 12), date(2027, 5, 12))
        assert (read.row, read.result, read.certificate) == (5, "95", "17")


def test_without_heads_the_contents_tell() -> None:
    """Names, phones and addresses show themselves."""
    one = sheet(
        ("Ким Роза Ивановна", "87011112233", "kim@example.kz", "12"),
        ("Ли Пётр", "8 701 111 22 34", "li@example.kz", "x"),
    )
    mapped = guess(one)
    assert held(mapped) == ["name", "phone", "email", ""]
    assert mapped.head == 0
    assert [line.name for line in lines(one, mapped)] == ["Ким Роза Ивановна", "Ли Пётр"]


def test_a_sheet_without_names_is_refused() -> None:
    """What holds no people is no list of them."""
    with pytest.raises(Refusal) as met:
        guess(sheet(("Месяц", "Сумма"), ("май", "12"), ("июнь", "13")))
    assert met.value.reason is Reason.NO_HEADINGS


def test_a_guess_says_how_sure_it_is_and_shows_a_sample() -> None:
    """A head whose contents are something else is less sure."""
    mapped = guess(sheet(("ФИО", "Телефон"), ("Ким Роза", "нет"), ("Ли Пётр", "87011112233")))
    assert (mapped.columns[0].sure, mapped.columns[1].sure) == (1.0, 0.75)
    assert mapped.columns[1].sample == ("нет", "87011112233")


def test_a_person_may_say_what_a_column_holds() -> None:
    """By its head or its number; what held it before holds nothing then."""
    one = sheet(("ФИО", "Куратор", "Прочее"), ("Ким Роза", "Ли Пётр", "Ақмола"))
    mapped = told(guess(one), {"куратор": ListColumn.NAME, "3": ListColumn.OFFICE})
    assert held(mapped) == ["", "name", "office"]
    assert told(mapped, {"Куратор": None}).place(ListColumn.NAME) == -1
    with pytest.raises(Refusal) as met:
        told(mapped, {"Адрес": ListColumn.OFFICE})
    assert met.value.reason is Reason.UNKNOWN_COLUMN
    assert held(unguessed(one, ListKind.STAFF)) == ["", "", ""]


def test_a_list_of_staff_says_nothing_of_training() -> None:
    """Asked for staff, columns of training are left out."""
    one = sheet(("ФИО", "Дата обучения"), ("Ким Роза", "12.05.2026"))
    assert guess(one).kind is ListKind.TRAINING
    assert held(guess(one, ListKind.STAFF)) == ["name", ""]


def test_the_sheet_that_looks_like_a_list_is_chosen() -> None:
    """Not the first one, not a hidden one, where another has people."""
    title = sheet(("Профсоюз",), name="Титул")
    people = sheet(("№", "Ф.И.О.", "Организация", "Должность"), *PEOPLE, name="Люди")
    hidden = sheet(("№", "Ф.И.О.", "Организация", "Должность", "Телефон"), *PEOPLE, hidden=True)
    assert likely(Sheets(Path(), (title, hidden, people))) is people
    assert likely(Sheets(Path(), (title, hidden))) is hidden
    assert likely(Sheets(Path(), (title,))) is title


def test_what_is_no_line_is_left_out() -> None:
    """Totals, numbers of columns, rows that only count."""
    one = sheet(
        ("№", "ФИО", "Организация"),
        ("1", "2", "3"),
        ("1", "Ким Роза", "Ақмола"),
        ("2", "", ""),
        ("Итого: 2",),
        ("", "Барлығы", "2"),
    )
    assert [line.row for line in lines(one, guess(one))] == [3]


def test_what_stands_over_people_is_kept_with_them() -> None:
    """An office, a unit, a month in a row of its own; never taken for a person."""
    one = sheet(
        ("ФИО", "Должность"),
        ("Акмолинская областная организация", ""),
        ("Ким Роза", "юрист"),
        ("Ли Пётр", ""),
        ("Ұстаз", "Ұстаз"),
        ("Цой Анна", ""),
    )
    read = [(line.name, line.section) for line in lines(one, guess(one))]
    akmola = "Акмолинская областная организация"
    assert read == [("Ким Роза", akmola), ("Ли Пётр", akmola), ("Цой Анна", "Ұстаз")]


def test_an_office_named_once_is_of_all_below() -> None:
    """Until another is named, or something stands over the next ones."""
    one = sheet(
        ("Организация", "ФИО"),
        ("Ақмола", "Ким Роза"),
        ("", "Ли Пётр"),
        ("Павлодар", "Цой Анна"),
        ("Май", "Май"),
        ("", "Пак Олег"),
    )
    read = [(line.name, line.office) for line in lines(one, guess(one))]
    assert read == [
        ("Ким Роза", "Ақмола"),
        ("Ли Пётр", "Ақмола"),
        ("Цой Анна", "Павлодар"),
        ("Пак Олег", ""),
    ]


def test_what_is_no_date_is_kept_with_the_line() -> None:
    """So that the verdict can say which."""
    one = sheet(("ФИО", "Дата приёма"), ("Ким Роза", "31.02.2026"), ("Ли Пётр", "-"))
    assert [line.wrong for line in lines(one, guess(one))] == [
        ((ListColumn.JOINED, "31.02.2026"),),
        (),
    ]
