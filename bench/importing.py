"""A list of 25 000 people from a spreadsheet: read, judged against as many, taken in."""

import multiprocessing
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from openpyxl import Workbook

from bench.measure import Result, memory_mb, seconds
from edo.commands import courses, organisation, staff_import
from edo.domain.course import Edition
from edo.domain.organisation import Level, Office
from edo.domain.staff_list import Line, ListKind, Plan, Verdict
from edo.keystore import nowhere
from edo.transfer import tabular
from edo.transfer.columns import guess, likely
from edo.transfer.list_lines import lines
from edo.workplace import Workplace, open_workplace

PEOPLE = 25_000
OFFICES = 450
SEED = 20261122

_ROOTS = (
    *("Ахмет", "Сейт", "Жұма", "Нұрлан", "Омар", "Сапар", "Байжан", "Тоқтар", "Қасым", "Ибра"),
    *("Әбдір", "Сүлейм", "Мұхам", "Исмаил", "Иван", "Петр", "Сидор", "Оспан", "Тлеу", "Кенже"),
)
_ENDINGS = ("ов", "ова", "бек", "баев", "баева", "қали", "енов", "енова", "ұлы", "ин")
_GIVEN = (
    *("Айгүл", "Болат", "Роза", "Пётр", "Ерлан", "Әсел", "Жансая", "Айнұр", "Гүлнар", "Серік"),
    *("Марат", "Динара", "Асхат", "Бақыт", "Нұрлан", "Сәуле", "Алма", "Жанар", "Дәулет", "Қайрат"),
)
_FATHERS = ("Кайрат", "Марат", "Болат", "Серик", "Ерлан", "Нурлан", "Асхат", "Бекет", "Темир")
_PATRONYMICS = ("овна", "ович", "ұлы", "қызы")
_POSITIONS = ("Бухгалтер", "Делопроизводитель", "Юрист", "Председатель", "Инструктор")
_HEADS = ("№", "Ф.И.О.", "Организация", "Должность", "Телефон", "Дата приёма")

Answer = TypeVar("Answer")


def importing(folder: Path) -> Iterator[Result]:
    """Time a list of staff, first taken into an empty organisation, then given again retyped."""
    home, first, again = folder / "home", folder / "first.xlsx", folder / "again.xlsx"
    _found(home)
    chance = random.Random(SEED)
    people = _people(chance)
    _write(first, people)
    _write(again, [(_retyped(name, chance), office) for name, office in people])
    taken = _apart(_take, home, first)
    yield Result(
        f"take {PEOPLE} people in from a spreadsheet: read, judged, written",
        taken["seconds"],
        "s",
        20.0,
        notes=taken,
    )
    judged = _apart(_judge, home, again)
    yield Result(
        f"read {PEOPLE} rows, typed anew, and judge them against {PEOPLE} people",
        judged["seconds"],
        "s",
        20.0,
        notes=judged,
    )


def _found(home: Path) -> None:
    """Found an organisation of as many offices as the union may have, and a course for all."""
    workplace = organisation.found(
        home, organisation="Профсоюз", office="Аппарат", person="Иванова А.", store=nowhere
    )
    parent = workplace.identity.office
    for n in range(OFFICES):
        office = Office(
            name_ru=f"Районный комитет № {n}",
            name_kk=f"№ {n} аудандық комитет",
            level=Level.BRANCH,
            parent=parent,
        )
        organisation.add_office(workplace, office=office)
    edition = Edition(on=date(2026, 1, 1), months=24)
    courses.define(workplace, title_ru="Документооборот", title_kk="", edition=edition)
    workplace.close()


def _people(chance: random.Random) -> list[tuple[str, str]]:
    """Return (name, office) of different people; whole names repeat as they do in a country."""
    surnames = ["".join(parts) for parts in product(_ROOTS, _ENDINGS)]
    fathers = ["".join(parts) for parts in product(_FATHERS, _PATRONYMICS)]
    return [
        (
            f"{chance.choice(surnames)} {chance.choice(_GIVEN)} {chance.choice(fathers)}",
            f"Районный комитет № {n % OFFICES}",
        )
        for n in range(PEOPLE)
    ]


def _retyped(name: str, chance: random.Random) -> str:
    """Type a name as somebody else would: with initials, turned round, with a slip, in capitals."""
    surname, given, patronymic = name.split()
    place = chance.randrange(len(surname))
    return chance.choice(
        (
            name,
            f"{surname} {given[0]}.{patronymic[0]}.",
            f"{given} {patronymic} {surname}",
            f"{surname[:place]}н{surname[place + 1 :]} {given} {patronymic}",
            name.upper(),
        )
    )


def _write(path: Path, people: list[tuple[str, str]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Список")
    sheet.append(_HEADS)
    begun = date(2015, 1, 5)
    for n, (name, office) in enumerate(people, 1):
        position = _POSITIONS[n % len(_POSITIONS)]
        sheet.append((n, name, office, position, 77010000000 + n, begun + timedelta(n % 3000)))
    book.save(path)


def _apart(work: Callable[..., None], home: Path, file: Path) -> dict[str, Any]:
    """Do a work in a fresh process, so that its memory is its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(home, file, theirs))
    process.start()
    answer: dict[str, Any] = ours.recv()
    process.join()
    return answer


def _take(home: Path, file: Path, answer: "Connection[object, object]") -> None:
    workplace = open_workplace(home)
    told = _Told()
    plan = told.judged(workplace, file)
    taken = told.timed("take_s", lambda: staff_import.take(workplace, plan=plan))
    workplace.close()
    answer.send(told.notes() | {"added": taken.added})


def _judge(home: Path, file: Path, answer: "Connection[object, object]") -> None:
    workplace = open_workplace(home)
    told = _Told()
    plan = told.judged(workplace, file)
    workplace.close()
    counts = {verdict.value: many for verdict, many in plan.counts().items() if many}
    found = sum(one.verdict in {Verdict.NEW, Verdict.NO_OFFICE} for one in plan.rows)
    answer.send(told.notes() | {"verdicts": counts, "not_found": found})


class _Told:
    """What was measured, step by step."""

    def __init__(self) -> None:
        self._steps: dict[str, float] = {}

    def judged(self, workplace: Workplace, file: Path) -> Plan:
        """Read and judge a list, each step timed."""
        sheet = self.timed("read_s", lambda: likely(tabular.read(file)))
        read: tuple[Line, ...] = self.timed("columns_s", lambda: lines(sheet, guess(sheet)))
        return self.timed(
            "judge_s", lambda: staff_import.judge(workplace, lines=read, kind=ListKind.STAFF)
        )

    def timed(self, name: str, work: Callable[[], Answer]) -> Answer:
        """Do a step, and keep how long it took."""
        done: list[Answer] = []
        self._steps[name] = round(seconds(lambda: done.append(work())), 2)
        return done[0]

    def notes(self) -> dict[str, Any]:
        """Return the steps, their sum and the memory of the process."""
        spent = round(sum(self._steps.values()), 2)
        return {"seconds": spent, **self._steps, "memory_mb": round(memory_mb())}
