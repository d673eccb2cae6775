"""The verdict on every row of a list."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain.judging import Defaults, Known, judge
from edo.domain.known_people import KnownPerson
from edo.domain.said_result import Result, said_result
from edo.domain.staff_list import Choice, Line, ListColumn, ListKind, Plan, RowAct, Verdict

TODAY = date(2026, 11, 22)
DAY = date(2026, 5, 12)
AKMOLA, PAVLODAR = "Акмолинская областная организация", "Павлодарская областная организация"
OFFICES = {
    "oa": (AKMOLA, "Ақмола облыстық ұйымы", ""),
    "op": (PAVLODAR, "Павлодар облыстық ұйымы", ""),
    "oc": ("Алматинский городской комитет", "Алматы қалалық комитеті", ""),
    "or": ("Алматинская областная организация", "Алматы облыстық ұйымы", ""),
}
PEOPLE = (
    KnownPerson("p1", ("Ахметова Айгүл Кайратовна", "Ахметова Айгүл Қайратқызы"), "oa"),
    KnownPerson("p2", ("Ким Роза Ивановна", ""), "op"),
    KnownPerson("p3", ("Ли Пётр Ильич", ""), "oa"),
    KnownPerson("p4", ("Ли Пётр Ильич", ""), "oa"),
    KnownPerson("p5", ("Цой Анна Сергеевна", ""), "oa", left=date(2025, 1, 1)),
    KnownPerson("p6", ("Омаров Серик Маратович", ""), "op"),
    KnownPerson("p7", ("Омаров Серик Маратович", ""), "oc"),
    KnownPerson("p8", ("Сейтов Б.К.", ""), "op"),
)
COURSES = {"g1": ("Электронный документооборот", "Электрондық құжат айналымы")}
KNOWN = Known(PEOPLE, OFFICES, COURSES, frozenset({("p1", "g1", DAY)}))


def line(name: str, office: str = AKMOLA, row: int = 2, **told: Any) -> Line:
    """Make a line of a list."""
    return Line(row, name, office, **told)


def judged(*lines: Line, kind: ListKind = ListKind.STAFF, **defaults: Any) -> Plan:
    """Judge lines."""
    return judge(lines, KNOWN, kind=kind, today=TODAY, defaults=Defaults(**defaults))


@pytest.mark.parametrize(
    ("given_line", "verdict", "candidates"),
    [
        (line("Новикова Анна Петровна"), Verdict.NEW, ()),
        (line("Ахметова Айгуль Кайратовна"), Verdict.KNOWN, ("p1",)),
        (line("Ахметова А.К.", "Акмолинский обком"), Verdict.KNOWN, ("p1",)),
        (line("Айгүл Ахметова", "Ақмола облысы"), Verdict.KNOWN, ("p1",)),
        (line("Сейтов Болат Каирович", PAVLODAR), Verdict.KNOWN, ("p8",)),
        (line("Ким Роза Ивановна"), Verdict.MOVED, ("p2",)),
        (line("Ли Пётр Ильич"), Verdict.SAME_NAME, ("p3", "p4")),
        (line("Ли П.И."), Verdict.SAME_NAME, ("p3", "p4")),
        (line("Омаров Серик Маратович"), Verdict.SAME_NAME, ("p6", "p7")),
        (line("Цой Анна Сергеевна"), Verdict.MOVED, ("p5",)),
        (line("Ахмедова Айгүл Кайратовна"), Verdict.ALIKE, ("p1",)),
        (line("Ахметова А."), Verdict.ALIKE, ("p1",)),
        (line("Кем Роза Ивановна"), Verdict.ALIKE, ("p2",)),
        (line("Ким Р.И."), Verdict.NEW, ()),  # initials say too little of another office
        (line("Новикова Анна", "Марс"), Verdict.NO_OFFICE, ()),
        (line("Новикова Анна", ""), Verdict.NO_OFFICE, ()),
        (line("Новикова Анна", "Алматы"), Verdict.NO_OFFICE, ()),
        (line("Ахметова"), Verdict.NO_NAME, ()),
        (line("А.К."), Verdict.NO_NAME, ()),
        (line("12"), Verdict.NO_NAME, ()),
        (line("Январь / Қаңтар"), Verdict.NO_NAME, ()),
        (line("Новикова (Громова) Анна"), Verdict.NEW, ()),
        (line(""), Verdict.NO_NAME, ()),
        (
            line("Акмолинская областная организация профсоюза работников образования и науки"),
            Verdict.NO_NAME,
            (),
        ),
        (line("Новикова Анна", wrong=((ListColumn.JOINED, "скоро"),)), Verdict.WRONG_DATE, ()),
        (line("Новикова Анна", joined=DAY, left=date(2026, 5, 11)), Verdict.WRONG_DATE, ()),
        (line("Новикова Анна", left=date(2026, 11, 23)), Verdict.WRONG_DATE, ()),
        (line("Новикова Анна", joined=date(1899, 1, 1)), Verdict.WRONG_DATE, ()),
    ],
)
def test_every_row_gets_its_verdict(
    given_line: Line, verdict: Verdict, candidates: tuple[str, ...]
) -> None:
    """By the name, the office and what is known there and elsewhere."""
    (row,) = judged(given_line).rows
    assert (row.verdict, tuple(one.person for one in row.candidates)) == (verdict, candidates)


def test_offices_that_may_be_meant_are_offered() -> None:
    """«Алматы» is two of ours."""
    (row,) = judged(line("Новикова Анна", "Алматы")).rows
    assert set(row.offices) == {"oc", "or"}


def test_rows_without_an_office_are_of_the_one_that_is_told() -> None:
    """A list of one office need not name it."""
    (row,) = judged(line("Ахметова А.К.", ""), office="oa").rows
    assert (row.verdict, row.office) == (Verdict.KNOWN, "oa")


@pytest.mark.parametrize(
    ("section", "default", "office"),
    [
        ("Акмолинский обком", "", "oa"),
        ("Акмолинский обком", "op", "oa"),
        ("Бухгалтерия", "op", "op"),
        ("Бухгалтерия", "", ""),
        ("", "op", "op"),
    ],
)
def test_what_stands_over_a_row_is_its_office_if_it_is_one(
    section: str, default: str, office: str
) -> None:
    """Else it is a unit of the office whose list it is; and without that nobody's."""
    (row,) = judged(line("Новикова Анна", "", section=section), office=default).rows
    assert row.office == office
    assert (row.verdict is Verdict.NO_OFFICE) is not bool(office)


def test_a_person_may_say_which_office_or_course_is_meant() -> None:
    """For all rows that write it so."""
    rows = [
        line("Новикова Анна", "Облсовет", passed=DAY, course="ЭДО"),
        line("Громов Иван", "Алматы", row=3, passed=DAY, course="ЭДО"),
    ]
    plan = judged(
        *rows,
        kind=ListKind.TRAINING,
        offices={"Облсовет": "oa", "Алматы": "oc"},
        courses={"ЭДО": "g1"},
    )
    told = [(row.verdict, row.office, row.course) for row in plan.rows]
    assert told == [(Verdict.NEW, "oa", "g1"), (Verdict.NEW, "oc", "g1")]


def test_who_is_given_twice_is_a_double() -> None:
    """By the same name, and by two names of one person; the row above is named."""
    plan = judged(
        line("Новикова Анна"),
        line("НОВИКОВА Анна", row=3),
        line("Новикова Анна", PAVLODAR, row=4),
        line("Ахметова А.К.", row=5),
        line("Ахметова Айгүл Кайратовна", row=6),
    )
    assert [(row.verdict, row.first) for row in plan.rows] == [
        (Verdict.NEW, 0),
        (Verdict.DOUBLE, 2),
        (Verdict.NEW, 0),
        (Verdict.KNOWN, 0),
        (Verdict.DOUBLE, 5),
    ]


@pytest.mark.parametrize(
    ("given_line", "verdict"),
    [
        (line("Ахметова А.К.", passed=DAY, course="Электронный документооборот"), Verdict.ALREADY),
        (line("Ахметова А.К.", passed=DAY, course="электрондық құжат айналымы"), Verdict.ALREADY),
        (
            line(
                "Ахметова А.К.", passed=date(2026, 5, 13), course="Электронный документооборот ЭДО"
            ),
            Verdict.KNOWN,
        ),
        (line("Ахметова А.К.", passed=DAY, course="Электроный документооборот"), Verdict.ALREADY),
        (line("Ахметова А.К.", passed=DAY, course="Охрана труда"), Verdict.NO_COURSE),
        (line("Ахметова А.К.", passed=DAY), Verdict.NO_COURSE),
        (line("Ахметова А.К.", course="Электронный документооборот"), Verdict.WRONG_DATE),
        (
            line("Ахметова А.К.", passed=date(2026, 11, 23), course="Электронный документооборот"),
            Verdict.WRONG_DATE,
        ),
        (
            line("Ким Роза Ивановна", "", passed=DAY, course="Электронный документооборот"),
            Verdict.KNOWN,
        ),
        (
            line("Цой Анна Сергеевна", passed=DAY, course="Электронный документооборот"),
            Verdict.KNOWN,
        ),
        (
            line("Новикова Анна", "", passed=DAY, course="Электронный документооборот"),
            Verdict.NO_OFFICE,
        ),
    ],
)
def test_a_list_of_training_is_judged_by_course_and_day_too(
    given_line: Line, verdict: Verdict
) -> None:
    """A pass that is known is not new; without office a person is known by the whole name."""
    (row,) = judged(given_line, kind=ListKind.TRAINING).rows
    assert row.verdict is verdict


def test_judging_can_be_stopped() -> None:
    """What was judged stays, and says that it is not the whole."""
    lines = [line("Новикова Анна", row=n) for n in range(2, 1002)]
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 400

    plan = judge(lines, KNOWN, kind=ListKind.STAFF, today=TODAY, progress=progress)
    assert (len(plan.rows), plan.is_whole) == (400, False)
    assert told == [(0, 1000), (200, 1000), (400, 1000)]


def test_what_needs_a_choice_is_left_until_it_is_made() -> None:
    """A choice counts only where the row allows it."""
    plan = judged(line("Ким Роза Ивановна"), line("12", row=3), line("Новикова Анна", row=4))
    moved, nobody, new = plan.rows
    move = Choice(RowAct.MOVE, "p2")
    assert plan.choice(moved, {}) == plan.choice(nobody, {3: move}) == Choice(RowAct.SKIP)
    assert plan.choice(moved, {2: move}) == move
    assert plan.choice(new, {}) == plan.choice(new, {4: move}) == Choice(RowAct.ADD)
    assert plan.counts()[Verdict.MOVED] == 1
    assert sum(plan.counts().values()) == 3


names = st.sampled_from([name for one in PEOPLE for name in one.names if name] + ["Новикова Анна"])


@given(st.lists(st.tuples(names, st.sampled_from([AKMOLA, PAVLODAR])), max_size=8))
def test_every_row_is_judged_and_nobody_is_known_twice(rows: list[tuple[str, str]]) -> None:
    """Whatever a list holds: a verdict a row, and no person in two rows."""
    plan = judged(*(line(name, office, n) for n, (name, office) in enumerate(rows, 2)))
    assert [one.line.row for one in plan.rows] == list(range(2, len(rows) + 2))
    known = [one.candidates[0].person for one in plan.rows if one.verdict is Verdict.KNOWN]
    assert len(known) == len(set(known))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", Result(passed=True)),
        ("95", Result(passed=True, points=95)),
        ("95 %", Result(passed=True, points=95)),
        ("87,5 балла", Result(passed=True, points=87)),
        ("0,95", Result(passed=True, points=95)),
        ("100 ұпай", Result(passed=True, points=100)),
        ("зачёт", Result(passed=True, remark="зачёт")),
        ("Пройден", Result(passed=True, remark="Пройден")),
        ("өтті", Result(passed=True, remark="өтті")),
        ("120", Result(passed=True, remark="120")),
        ("не зачёт", Result(passed=False, remark="не зачёт")),
        ("незачёт", Result(passed=False, remark="незачёт")),
        ("Не явился", Result(passed=False, remark="Не явился")),
        ("неявка", Result(passed=False, remark="неявка")),
        ("отсутствовал", Result(passed=False, remark="отсутствовал")),
        ("өтпеді", Result(passed=False, remark="өтпеді")),
        ("тест тапсырмады", Result(passed=False, remark="тест тапсырмады")),
        ("қатыспады", Result(passed=False, remark="қатыспады")),
        ("absent", Result(passed=False, remark="absent")),
        ("необходимый минимум набран", Result(passed=True, remark="необходимый минимум набран")),
    ],
)
def test_results_are_read_as_people_write_them(said: str, expected: Result) -> None:
    """Points, per cents, words of three languages."""
    assert said_result(said) == expected
