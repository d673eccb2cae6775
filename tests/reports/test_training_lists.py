"""Lists of training as spreadsheets: what is on screen comes back out of the file."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edo.commands import certificates, staff, training
from edo.domain.training import Marking
from edo.errors import Reason, Refusal
from edo.queries.phrases import PaperLanguage
from edo.queries.sessions import Chosen, View
from edo.sheets import staff_list, training_lists
from tests.builders import TODAY
from tests.classroom import Classroom, classroom

RU, KK, BOTH = PaperLanguage.RU, PaperLanguage.KK, PaperLanguage.BOTH
DAY = timedelta(1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Give an organisation with four people beside the founder."""
    with classroom(tmp_path / "home") as made:
        made.hire("Семей", "Серикова", position=made.clerk)
        made.hire("Семей", "Смагулов")
        made.hire("Акмола", "Ахметова", "=Алиев")
        yield made


@pytest.fixture
def course(room: Classroom) -> str:
    """Train three of them, with a certificate for each."""
    course = room.course("Документооборот", months=12)
    room.train(course, TODAY - DAY, "Серикова", "Смагулов", office="Семей")
    room.train(course, TODAY - DAY, "Ахметова", office="Акмола")
    return course


def rows(path: Path) -> list[dict[str, Any]]:
    """Return a workbook's rows by their headings; dates are dates."""
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    heads, *found = sheet.iter_rows(values_only=True)
    plain = [[one.date() if isinstance(one, datetime) else one for one in row] for row in found]
    return [dict(zip(map(str, heads), row, strict=True)) for row in plain]


def test_where_offices_stand(room: Classroom, course: str, tmp_path: Path) -> None:
    """Numbers are numbers; an office where nobody is required has no share."""
    path = tmp_path / "o.xlsx"
    training_lists.list_offices(room.workplace, course=course, on=TODAY, language=RU, path=path)
    found = {row["Организация"]: row for row in rows(path)}
    assert found["Семей"]["Обучены"] == 2
    assert (found["Семей"]["Охват, %"], found["Семей"]["Состояние"]) == (100, "обучена")
    assert (found["Акмола"]["Осталось"], found["Акмола"]["Состояние"]) == (1, "обучена частично")
    assert found["Аягоз"]["Охват, %"] is None
    assert found["Семей"]["Регион"] == "Областная организация Абай"
    assert found["Семей"]["Код"] == room.offices["Семей"]


@pytest.mark.usefixtures("course")
def test_the_matrix(room: Classroom, tmp_path: Path) -> None:
    """A share and a word for each course; an office above tells of all below it."""
    room.course("Охрана труда")
    path = tmp_path / "m.xlsx"
    printed = training_lists.list_matrix(room.workplace, on=TODAY, language=KK, path=path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    heads, *found = sheet.iter_rows(values_only=True)
    assert printed.rows == len(found) == 5
    assert heads[2] == "Документооборот (қаз), %"
    by_name = {row[1]: row for row in found}
    assert by_name["Семей (қаз)"][2:4] == (100, "оқытылған")
    assert by_name["Акмола (қаз)"][2:4] == (50, "ішінара оқытылған")


def test_who_is_left(room: Classroom, course: str, tmp_path: Path) -> None:
    """Each with position, office and since when; a name is never a formula."""
    path = tmp_path / "l.xlsx"
    training_lists.list_left(room.workplace, course=course, on=TODAY, language=RU, path=path)
    found = rows(path)
    names = [row["Фамилия, имя, отчество"] for row in found]
    assert "=Алиев" in names
    assert "Серикова" not in names
    one = found[names.index("=Алиев")]
    assert (one["Организация"], one["Проходил(а) раньше"]) == ("Акмола", "нет")
    assert isinstance(one["С какого дня"], date)
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    assert not [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.usefixtures("course")
def test_what_lapses(room: Classroom, tmp_path: Path) -> None:
    """Within a year all three do, within a month none."""
    path = tmp_path / "e.xlsx"
    at = room.workplace
    training_lists.list_ending(at, on=TODAY, language=RU, path=path, days=365)
    found = rows(path)
    assert len(found) == 3
    lapses = (TODAY - DAY).replace(year=TODAY.year + 1)
    assert found[0]["Действует до"] == lapses - DAY
    assert training_lists.list_ending(at, on=TODAY, language=RU, path=path, days=30).rows == 0


def test_sessions(room: Classroom, course: str, tmp_path: Path) -> None:
    """All of them, or those a list was narrowed to."""
    room.plan(course, TODAY + DAY, "Серикова", office="Семей", place="Семей, зал")
    path = tmp_path / "s.xlsx"
    at = room.workplace
    training_lists.list_sessions(at, language=RU, path=path)
    found = rows(path)
    assert len(found) == 3
    assert {row["Состояние"] for row in found} == {"запланировано", "проведено"}
    planned = Chosen(View.PLANNED)
    training_lists.list_sessions(at, language=RU, path=path, chosen=planned)
    (one,) = rows(path)
    assert (one["Место"], one["Приглашено"], one["Присутствовали"]) == ("Семей, зал", 1, 0)
    assert one["Начало"] == TODAY + DAY


def test_who_was_there(room: Classroom, course: str, tmp_path: Path) -> None:
    """Presence, result, remark and certificate of each."""
    session = room.plan(course, TODAY, "Серикова", "=Алиев", "Ахметова")
    marks = [
        Marking(room.people["Серикова"], True, 80, "Хорошо"),
        Marking(room.people["=Алиев"], False),
    ]
    training.mark(room.workplace, session=session, marks=marks)
    certificates.open_journal(room.workplace)
    certificates.issue(room.workplace, session=session)
    path = tmp_path / "m.xlsx"
    training_lists.list_marks(room.workplace, session=session, language=RU, path=path)
    there, absent, open_ = rows(path)
    assert (there["Присутствие"], there["Результат"], there["Примечание"]) == ("да", 80, "Хорошо")
    assert there["Сертификат"] == "СЕРТ-1"
    assert (absent["Присутствие"], absent["Результат"]) == ("нет", None)
    assert not open_["Присутствие"]


def test_staff(room: Classroom, tmp_path: Path) -> None:
    """Who works where on a day; who left only where they are asked for."""
    staff.leave(room.workplace, person=room.people["Смагулов"], on=TODAY - DAY)
    path = tmp_path / "p.xlsx"
    at = room.workplace
    staff_list.list_staff(at, on=TODAY, language=RU, path=path)
    names = [row["Фамилия, имя, отчество"] for row in rows(path)]
    assert "Смагулов" not in names
    assert len(names) == 4
    staff_list.list_staff(at, on=TODAY, language=RU, path=path, left=True)
    found = {row["Фамилия, имя, отчество"]: row for row in rows(path)}
    assert found["Смагулов"]["Последний рабочий день"] == TODAY - DAY
    assert found["Серикова"]["Должность"] == "Делопроизводитель"
    staff_list.list_staff(
        at, on=TODAY - 2 * DAY, language=RU, path=path, under=room.offices["Абай"]
    )
    assert {row["Организация"] for row in rows(path)} == {"Областная организация Абай", "Семей"}


def test_the_same_as_csv_and_nothing_else(room: Classroom, course: str, tmp_path: Path) -> None:
    """By the name of the file; another ending is refused."""
    at = room.workplace
    path = tmp_path / "o.csv"
    training_lists.list_offices(at, course=course, on=TODAY, language=BOTH, path=path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads, *found = csv.reader(file, delimiter=";")
    assert heads[1] == "Ұйым / Организация"
    assert len(found) == 5
    with pytest.raises(Refusal) as refused:
        training_lists.list_sessions(at, language=RU, path=tmp_path / "o.pdf")
    assert refused.value.reason is Reason.UNKNOWN_FORMAT
