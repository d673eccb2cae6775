"""Papers of training printed from what a workplace knows: the right offices on any day."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from edo.certification import Standing, judge
from edo.commands import certificates, organisation, staff
from edo.domain.course import Audience, Goal
from edo.domain.organisation import Level
from edo.errors import Reason, Refusal
from edo.queries.phrases import PaperLanguage
from edo.sheets import training_paper
from edo.transfer.codes import codes_in
from tests.builders import TODAY
from tests.classroom import Classroom, classroom
from tests.reports.reading import texts

RU, KK, BOTH = PaperLanguage.RU, PaperLanguage.KK, PaperLanguage.BOTH
DAY = timedelta(1)
MONTH = timedelta(30)
REGIONS = ("Ұстаз", "Алматинский горком", "Жетісу", "Караганда", "Павлодар", "Акмола", "Ұлытау")
TRAINED = REGIONS[:5]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Give the organisation with regions, a clerk and a head in each; the founder works in Abai."""
    with classroom(tmp_path / "home") as made:
        for name in REGIONS:
            if name != "Акмола":
                made.office(name, "Центр", Level.REGIONAL)
            made.hire(name, f"Делопроизводитель {name}", position=made.clerk)
            made.hire(name, f"Председатель {name}", position=made.head)
        yield made


@pytest.fixture
def course(room: Classroom) -> str:
    """Require of the regions a course; train five of them, one every ten days, Ұлытау in part."""
    course = room.course("Документооборот", months=12, audience=Audience(levels=(Level.REGIONAL,)))
    for n, name in enumerate(TRAINED):
        people = (f"Делопроизводитель {name}", f"Председатель {name}")
        room.train(course, TODAY - MONTH + timedelta(5 * n), *people, office=name)
    return course


def _told(
    room: Classroom, course: str, on: date, since: date | None = None, language: PaperLanguage = RU
) -> str:
    said = training_paper.told(room.workplace, course=course, on=on, since=since, language=language)
    return " ".join(said)


def _named(said: str, after: str) -> set[str]:
    """Return which regions are named in the sentence that has some words in it."""
    sentence = next(one for one in said.split(". ") if after in one)
    return {name for name in REGIONS if name in sentence}


@pytest.mark.parametrize("done", range(6))
def test_exactly_the_right_offices_are_named_on_any_day(
    room: Classroom, course: str, done: int
) -> None:
    """On the day of each session one more is trained; the day before it is not."""
    on = TODAY - MONTH + timedelta(5 * (done - 1)) if done else TODAY - MONTH - DAY
    said = _told(room, course, on)
    if done:
        assert _named(said, "По состоянию") == set(TRAINED[:done])
    else:
        assert "не прошла ни одна организация" in said
    assert _named(said, "Не прош") == set(REGIONS) - set(TRAINED[:done])


def test_a_pass_that_lapsed_is_told_of_as_such(room: Classroom, course: str) -> None:
    """A year later all five have to be trained anew, and are no longer among the trained."""
    said = _told(room, course, TODAY + timedelta(366))
    assert "не прошла ни одна организация" in said
    assert _named(said, "срок действия обучения истёк") == set(TRAINED)
    assert _named(said, "Не прош") == {"Акмола", "Ұлытау"}


def test_a_period_tells_what_happened_in_it_and_nothing_before(
    room: Classroom, course: str
) -> None:
    """Two sessions of five ended in these days."""
    since = TODAY - MONTH + timedelta(12)
    said = _told(room, course, TODAY, since)
    assert "проведено 2 обучения: " in said
    assert "За это время обучение прошли 4 работника" in said
    assert _named(said, "Обученными стали") == {"Караганда", "Павлодар"}
    assert _named(said, "По состоянию") == set(TRAINED)
    quiet = _told(room, course, TODAY, TODAY)
    assert "не проводилось" in quiet
    assert "Обученными" not in quiet


def test_some_of_an_office_are_counted(room: Classroom, course: str) -> None:
    """One of two is trained: neither among those who passed nor among those who did not."""
    room.train(course, TODAY - DAY, "Председатель Ұлытау", office="Ұлытау")
    said = _told(room, course, TODAY)
    assert "Обучены не все работники 1 организации: Ұлытау (1 из 2)" in said
    assert _named(said, "Не прош") == {"Акмола"}
    assert "Ұлытау (қаз) (2 қызметкердің 1-еуі)" in _told(room, course, TODAY, language=KK)


def test_the_goal_of_the_course_decides(room: Classroom) -> None:
    """Where a clerk is enough, a head who passed does not make the office trained."""
    audience = Audience(levels=(Level.REGIONAL,))
    course = room.course("Учёт", goal=Goal.CLERK, audience=audience)
    room.train(course, TODAY - DAY, "Делопроизводитель Ұстаз", office="Ұстаз")
    room.train(course, TODAY - DAY, "Председатель Жетісу", office="Жетісу")
    said = _told(room, course, TODAY)
    assert _named(said, "По состоянию") == {"Ұстаз"}
    assert _named(said, "Обучены не все") == {"Жетісу"}
    assert "ведущих делопроизводство" in said


def test_an_office_where_nobody_works_is_told_apart(room: Classroom, course: str) -> None:
    """It is neither trained nor untrained; one the course is not for is not named at all."""
    room.office("Тараз", "Центр", Level.REGIONAL)
    room.office("Шу", "Тараз")
    said = _told(room, course, TODAY)
    assert "По 1 организации сведений о работниках, подлежащих обучению, нет: " in said
    assert "Тараз" in said
    assert "Шу" not in said


def test_who_left_is_not_counted_any_more(room: Classroom, course: str) -> None:
    """And the office counts by those who stayed."""
    room.train(course, TODAY - DAY, "Председатель Ұлытау", office="Ұлытау")
    left = room.people["Делопроизводитель Ұлытау"]
    staff.leave(room.workplace, person=left, on=TODAY - DAY)
    assert "Ұлытау" in _named(_told(room, course, TODAY), "По состоянию")


def test_the_report_is_printed_with_its_table_and_chart(
    room: Classroom, course: str, tmp_path: Path
) -> None:
    """Every office with people stands in the table once, with its sums."""
    path = tmp_path / "r.pdf"
    printed = training_paper.print_report(
        room.workplace, course=course, on=TODAY, since=TODAY - MONTH, language=RU, path=path
    )
    said = " ".join(" ".join(texts(path)).replace("\u00a0", " ").split())
    assert printed.rows == len(REGIONS) + 1
    for name in REGIONS:
        share = "2 2 0 100 % обучена" if name in TRAINED else "2 0 2 0 % не обучена"
        assert f"{name} {share}" in said
    assert "Всего 15 10 5 66 %" in said
    assert "Проведённые обучения" in said
    with pytest.raises(Refusal) as refused:
        training_paper.print_report(room.workplace, course="g0", on=TODAY, language=RU, path=path)
    assert refused.value.reason is Reason.UNKNOWN_COURSE
    with pytest.raises(Refusal) as refused:
        _told(room, course, TODAY - DAY, TODAY)
    assert refused.value.reason is Reason.PERIOD_REVERSED


def test_the_report_of_one_region_tells_of_it_alone(
    room: Classroom, course: str, tmp_path: Path
) -> None:
    """Asked for an office, the paper bears its name and no other's figures."""
    path = tmp_path / "r.pdf"
    training_paper.print_report(
        room.workplace,
        course=course,
        on=TODAY,
        language=RU,
        path=path,
        since=TODAY - MONTH,
        under=room.offices["Ұстаз"],
    )
    said = " ".join(texts(path))
    assert "Ұстаз" in said
    assert not [name for name in REGIONS[1:] if name in said]


@pytest.mark.usefixtures("course")
def test_the_matrix_is_printed(room: Classroom, tmp_path: Path) -> None:
    """The centre's cell tells of all below it."""
    room.course("Охрана труда")
    path = tmp_path / "m.pdf"
    printed = training_paper.print_matrix(room.workplace, on=TODAY, language=RU, path=path)
    said = " ".join(" ".join(texts(path)).replace("\u00a0", " ").split())
    assert printed.rows == len(REGIONS) + 2
    assert "Документооборот" in said
    assert "Охрана труда" in said
    assert "Профсоюз работников образования 66 % частично" in said


def test_the_sheet_of_a_session_is_printed_and_found_again(
    room: Classroom, course: str, tmp_path: Path
) -> None:
    """Names, positions and offices of who was invited; the code names the session."""
    people = ("Делопроизводитель Акмола", "Председатель Акмола")
    session = room.plan(course, TODAY, *people, office="Акмола", place="Кокшетау")
    path = tmp_path / "s.pdf"
    printed = training_paper.print_attendance(
        room.workplace, session=session, language=KK, path=path
    )
    said = " ".join(" ".join(texts(path)).split())
    assert printed.rows == 2
    assert "Кокшетау (көшпелі)" in said
    assert "Делопроизводитель Акмола (қаз)" in said
    assert codes_in(path) == (f"EDOS1:{session}",)


def test_certificates_are_printed_and_their_codes_hold(
    room: Classroom, course: str, tmp_path: Path
) -> None:
    """One page for each who holds one; what is scanned from it is valid."""
    people = ("Делопроизводитель Акмола", "Председатель Акмола")
    session = room.train(course, TODAY, *people, office="Акмола")
    path = tmp_path / "c.pdf"
    at = room.workplace

    def printed(*people: str) -> int:
        made = training_paper.print_certificates(
            at, session=session, language=BOTH, path=path, people=people
        )
        return made.rows

    with pytest.raises(Refusal) as refused:
        printed()
    assert refused.value.reason is Reason.NOT_PASSED
    certificates.open_journal(at)
    issued = certificates.issue(at, session=session)
    assert printed() == 2
    pages = texts(path)
    assert [one.number in page for one, page in zip(issued, pages, strict=True)] == [True, True]
    codes = codes_in(path)
    assert len(codes) == 2
    for text in codes:
        judged = judge(text, on=TODAY, chain=at.chain)
        assert judged.standing is Standing.VALID
        assert judged.said.until == TODAY.replace(year=TODAY.year + 1)
    assert printed(issued[1].person) == 1


def test_an_office_that_comes_later_changes_no_earlier_day(room: Classroom, course: str) -> None:
    """Who came today was not required yesterday; who is trained then stays so."""
    before = _told(room, course, TODAY - DAY)
    room.office("Жезказган", "Центр", Level.REGIONAL)
    room.hire("Жезказган", "Новый", joined=TODAY)
    after = _told(room, course, TODAY - DAY)
    assert _named(after, "По состоянию") == _named(before, "По состоянию")
    assert "подлежащих обучению, нет: Жезказган" in after
    assert "Жезказган" in next(
        one for one in _told(room, course, TODAY).split(". ") if "Не прош" in one
    )


def test_a_closed_office_without_people_is_not_named(room: Classroom, course: str) -> None:
    """It works no more: there is nobody to wait for."""
    office = room.office("Жезказган", "Центр", Level.REGIONAL)
    organisation.change_office(room.workplace, office=office, fields={"closed": True})
    assert "Жезказган" not in _told(room, course, TODAY)


def test_of_many_offices_those_above_have_the_bars(room: Classroom, tmp_path: Path) -> None:
    """The chart stays readable: a region's bar tells of all below it."""
    for n in range(30):
        room.office(f"Филиал {n:02}", REGIONS[n % 7])
        room.hire(f"Филиал {n:02}", f"Работник {n:02}")
    course = room.course("Охрана труда")
    path = tmp_path / "r.pdf"
    training_paper.print_report(room.workplace, course=course, on=TODAY, language=RU, path=path)
    said = " ".join(" ".join(texts(path)).replace("\u00a0", " ").split())
    chart = said.partition("Охват обучением")[2].partition("Охват по месяцам")[0]
    assert all(name in chart for name in REGIONS)
    assert "0/7 не обучена" in chart
    assert "Филиал" not in chart
    assert all(f"Филиал {n:02}" in said for n in range(30))
