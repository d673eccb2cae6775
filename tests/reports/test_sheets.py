"""Sheets about a document's way say what they must, in both languages, and stay within the page."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from edo.clock import OFFICE_ZONE
from edo.domain.approval import ApprovalStatus
from edo.domain.card import Kind
from edo.domain.task import TaskStatus
from edo.domain.visa import Result
from edo.queries.discipline import Discipline, Month, Tally
from edo.queries.people import NOBODY, Who
from edo.queries.phrases import PaperLanguage, Phrase, same
from edo.queries.sheets import (
    About,
    AcquaintanceSheet,
    ApprovalSheet,
    Instruction,
    Pass,
    Reader,
    ResolutionSlip,
    Signer,
    Standing,
    VisaLine,
)
from edo.queries.tasks import TaskRow
from edo.reports.acquaintance_sheet import write_acquaintance
from edo.reports.approval_sheet import write_approval
from edo.reports.figures import Heading
from edo.reports.overdue import write_overdue
from edo.reports.slip import write_slip
from edo.reports.summary import write_summary
from edo.sheets.filling import RESULTS, STATUSES
from tests.reports.reading import fonts, letters, texts

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=OFFICE_ZONE)
OLD, CURRENT = "3fa9c1d2" * 8, "b81e07aa" * 8
LONG = "Константинопольская-Жетписбаева Гүлбаршын Ұлықбекқызы"
AGREED = Phrase("Согласовано", "Келісілді")
ABOUT = About(
    organisation=Phrase("Отраслевой профсоюз «Білім»", "«Білім» салалық кәсіподағы"),
    office=Phrase("Областная организация Абай", "Абай облыстық ұйымы"),
    kind=Kind.OUTGOING,
    type=Phrase("Письмо", "Хат"),
    number="ИСХ-214/05",
    on=date(2026, 11, 22),
    subject=Phrase("О выделении средств", "Қаражат бөлу туралы"),
    parties=(Phrase("Министерство просвещения", "Оқу-ағарту министрлігі"),),
)
ANNA = Signer(same("Ли Анна"), Phrase("Юрист", "Заңгер"))
DEPUTY = Signer(same(LONG), Phrase("Главный бухгалтер", "Бас бухгалтер"), same("Ахметов Нұрғали"))


def moment(day: int) -> datetime:
    """Return a moment of the month."""
    return datetime(2026, 11, day, 10, 15, tzinfo=OFFICE_ZONE)


def approval(approvers: int = 1) -> ApprovalSheet:
    """Return a sheet of two passes: returned, then agreed by so many and a deputy."""
    stage = Phrase("Отделы", "Бөлімдер")
    first = Pass(
        1,
        OLD,
        ANNA,
        moment(18),
        lines=(
            VisaLine(1, stage, ANNA, moment(18), AGREED, Standing.CHANGED, OLD),
            VisaLine(
                1,
                stage,
                DEPUTY,
                moment(19),
                Phrase("Возвращено", "Қайтарылды"),
                Standing.VOID,
                OLD,
                Phrase("пришла поздно", "кеш келді"),
                "Исправить сумму",
                "Расчёт.xlsx",
            ),
        ),
    )
    many = [
        VisaLine(1, stage, DEPUTY if n % 2 else ANNA, moment(20), AGREED, Standing.VALID, CURRENT)
        for n in range(approvers)
    ]
    waiting = VisaLine(2, Phrase("Подписание", "Қол қою"), ANNA)
    second = Pass(2, CURRENT, DEPUTY, moment(20), "Сумма исправлена", (*many, waiting))
    status = Phrase("Согласован", "Келісілді")
    return ApprovalSheet(ABOUT, ANNA, status, (first, second), CURRENT, NOW)


def inside(path: Path, left: float, right: float, bottom: float) -> None:
    """Fail where a letter of any page stands outside its margins."""
    for number in range(len(texts(path))):
        for letter in letters(path, number):
            assert left - 1 <= letter.left, letter
            assert letter.right <= right + 1, letter
            assert letter.bottom >= bottom, letter


def test_an_approval_sheet_shows_each_visa_with_its_version_and_its_worth(tmp_path: Path) -> None:
    """Columns of the rules, passes numbered, marks, both names of a deputy, remarks below."""
    path = tmp_path / "sheet.pdf"
    assert write_approval(path, sheet=approval(), language=PaperLanguage.RU, created=NOW) == 1
    (text,) = texts(path)
    for said in (
        "Лист согласования",
        "Письмо «О выделении средств»",
        "ИСХ-214/05 · 22.11.2026",
        "Фамилия, имя, отчество Должность Дата",
        "Круг согласования 1",
        "Круг согласования 2",
        "3fa9c1d2 документ изменён после визы",
        "3fa9c1d2 не учитывается",
        "пришла поздно",
        "b81e07aa действительна",
        "за: Ахметов Нұрғали",
        "замечания: 1.2",
        "Исправить сумму файл: Расчёт.xlsx",
        "Сумма исправлена",
    ):
        assert said in text
    assert "Келіс" not in text
    assert all(fonts(path).values())


def test_an_approval_sheet_in_kazakh_and_in_both(tmp_path: Path) -> None:
    """In Kazakh alone no Russian word of the form is left; in both Kazakh stands first."""
    path = tmp_path / "sheet.pdf"
    write_approval(path, sheet=approval(), language=PaperLanguage.KK, created=NOW)
    (text,) = texts(path)
    for said in ("Келісу парағы", "2-келісу айналымы", "жарамды", "орнына: Ахметов Нұрғали"):
        assert said in text
    assert "Лист" not in text
    write_approval(path, sheet=approval(), language=PaperLanguage.BOTH, created=NOW)
    whole = " ".join(texts(path))
    assert "Келісу парағы / Лист согласования" in whole
    assert "Хат «Қаражат бөлу туралы» Письмо «О выделении средств»" in whole


def test_a_subject_in_one_language_stands_on_every_sheet(tmp_path: Path) -> None:
    """A Kazakh sheet of a document described in Russian alone names it all the same."""
    about = replace(ABOUT, subject=Phrase("О выделении средств"))
    sheet = replace(approval(), about=about)
    path = tmp_path / "sheet.pdf"
    write_approval(path, sheet=sheet, language=PaperLanguage.KK, created=NOW)
    assert "Хат «О выделении средств»" in texts(path)[0]


@pytest.mark.parametrize("language", list(PaperLanguage))
def test_forty_approvers_with_long_names_stay_on_the_page(
    tmp_path: Path, language: PaperLanguage
) -> None:
    """Nothing leaves the margins, nothing is cut, and every page has its head."""
    path = tmp_path / "sheet.pdf"
    pages = write_approval(path, sheet=approval(40), language=language, created=NOW)
    found = texts(path)
    assert len(found) == pages > 1
    assert all("№" in page for page in found)
    assert " ".join(found).count("b81e07aa") >= 41
    assert f"{pages} / {pages}" in found[-1]
    inside(path, 56, 562, 20)


def test_endless_remarks_go_on_overleaf(tmp_path: Path) -> None:
    """Remarks longer than a page are not lost; a word without blanks is broken."""
    line = approval().passes[0].lines[1]
    long = replace(line, remarks="слово " * 1500 + "конец", who=Signer(same("Ж" * 400)))
    one = replace(approval().passes[0], lines=(long,))
    path = tmp_path / "sheet.pdf"
    sheet = replace(approval(), passes=(one,))
    assert write_approval(path, sheet=sheet, language=PaperLanguage.RU, created=NOW) > 1
    assert "конец" in " ".join(texts(path))
    inside(path, 56, 562, 20)


def test_the_same_sheet_is_the_same_file(tmp_path: Path) -> None:
    """The same input gives the same bytes."""
    paths = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for path in paths:
        write_approval(path, sheet=approval(), language=PaperLanguage.BOTH, created=NOW)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_acquaintance_sheet_counts_and_leaves_room_to_sign(tmp_path: Path) -> None:
    """Who has read it, on paper or not, who has not, and who was taken off the list."""
    on = date(2026, 11, 20)
    readers = (
        Reader(ANNA, on, moment(20), version=CURRENT, standing=Standing.VALID),
        Reader(DEPUTY, on, moment(20), version=OLD, standing=Standing.CHANGED),
        Reader(ANNA, on, moment(21), same("Серикова Д."), standing=Standing.VALID),
        Reader(ANNA),
        Reader(ANNA, standing=Standing.SKIPPED, note="уволен"),
    )
    sheet = AcquaintanceSheet(ABOUT, ANNA, moment(18), readers, CURRENT, NOW, on, "Пункт 4", "")
    path = tmp_path / "sheet.pdf"
    assert write_acquaintance(path, sheet=sheet, language=PaperLanguage.RU, created=NOW) == 1
    (text,) = texts(path)
    for said in (
        "ознакомлены 3 из 4",
        "ознакомлен(а) 20.11.2026 10:15 · версия b81e07aa",
        "документ изменён позже",
        "расписался на бумаге, внёс(ла): Серикова Д.",
        "исключён(а) из списка уволен",
        "Пункт 4",
    ):
        assert said in text
    write_acquaintance(path, sheet=sheet, language=PaperLanguage.BOTH, created=NOW)
    assert "танысқандар: 3, барлығы: 4" in texts(path)[0]


def slip(points: int = 1) -> ResolutionSlip:
    """Return a resolution of so many points."""
    point = Instruction(
        Phrase("Подготовить ответ", "Жауап дайындаңыз"),
        (same("Ли Анна"), same(LONG)),
        date(2026, 12, 4),
        controlled=True,
    )
    return ResolutionSlip(
        about=ABOUT, author=DEPUTY, at=moment(20), points=(point,) * points, printed=NOW
    )


def test_a_resolution_names_who_coordinates_until_when_and_whose_word_it_is(tmp_path: Path) -> None:
    """Executors, instruction, term, control mark, the signature with both names; half a sheet."""
    path = tmp_path / "slip.pdf"
    assert write_slip(path, slip=slip(), language=PaperLanguage.BOTH, created=NOW) == 1
    (text,) = texts(path)
    for said in (
        "Бұрыштама / Резолюция",
        "Ли Анна (жинақтау / созыв)",
        "Жауап дайындаңыз Подготовить ответ",
        "мерзімі / срок: 04.12.2026",
        "Бақылау / Контроль",
        "Ахметов Нұрғали",
    ):
        assert said in text
    inside(path, 56, 562, 15)


def test_a_resolution_to_the_file_and_a_draft_say_so(tmp_path: Path) -> None:
    """No tasks, written down on the head's word; a draft is not taken for a resolution."""
    path = tmp_path / "slip.pdf"
    filed = replace(slip(0), to_file=True, from_word=same("Серикова Д."), is_draft=True)
    write_slip(path, slip=filed, language=PaperLanguage.RU, created=NOW)
    (text,) = texts(path)
    for said in ("Резолюция (проект)", "В дело", "записал(а): Серикова Д."):
        assert said in text
    assert "Контроль" not in text


def test_a_long_resolution_takes_another_slip(tmp_path: Path) -> None:
    """Ten points do not fit one half sheet, and the signature stands on the last."""
    path = tmp_path / "slip.pdf"
    pages = write_slip(path, slip=slip(10), language=PaperLanguage.BOTH, created=NOW)
    found = texts(path)
    assert pages > 1
    assert LONG.split(maxsplit=1)[0] in found[-1]
    inside(path, 56, 562, 15)


HEADING = Heading(ABOUT.organisation, ABOUT.office, NOW)
BUSY = Tally(given=12, in_time=6, late=2, removed=1, open=7, overdue=2, extended=3, returned=1)


def test_the_summary_is_one_page_however_many_there_are(tmp_path: Path) -> None:
    """The share, the figures beside the month before, bars, people; the rest are counted."""
    path = tmp_path / "summary.pdf"
    people = tuple((Who(f"p{n}", LONG, LONG), BUSY) for n in range(60))
    months = [Month(date(2026, n, 1), BUSY) for n in range(1, 12)]
    told = Discipline(date(2026, 11, 1), date(2026, 11, 30), BUSY, Tally(given=9), people)
    for language in PaperLanguage:
        pages = write_summary(
            path, heading=HEADING, told=told, months=months, language=language, created=NOW
        )
        assert pages == 1
        inside(path, 56, 562, 20)
    write_summary(
        path, heading=HEADING, told=told, months=months, language=PaperLanguage.RU, created=NOW
    )
    (text,) = texts(path)
    for said in (
        "60 %",
        "Дано поручений 12 9 +3",
        "из них просрочено 2 0 +2",
        "и ещё исполнителей",
    ):
        assert said in text


def test_a_month_without_tasks_has_a_summary_too(tmp_path: Path) -> None:
    """Nothing was due: no share is made up."""
    path = tmp_path / "summary.pdf"
    none = Tally()
    told = Discipline(date(2026, 11, 1), date(2026, 11, 30), none, none, ())
    months = [Month(date(2026, 11, 1), none)]
    write_summary(
        path, heading=HEADING, told=told, months=months, language=PaperLanguage.KK, created=NOW
    )
    assert "орындайтын тапсырма болған жоқ" in texts(path)[0]


def late(n: int) -> TaskRow:
    """Return a task whose term has passed."""
    return TaskRow(
        id=f"k{n}",
        document="d1",
        number=f"ВХ-{n}",
        on=date(2026, 10, 1),
        subject_ru="О путёвках",
        subject_kk="Жолдамалар туралы",
        text_ru="Подготовить ответ",
        text_kk="Жауап дайындаңыз",
        executors=(Who("p1", LONG, LONG), Who("p2", "Ли Анна", "Ли Анна")),
        author=Who("p3", "Иванова А.", "Иванова А."),
        controller=Who("p3", "Иванова А.", "Иванова А."),
        behalf=NOBODY if n % 2 else Who("p4", "Ахметов Н.", "Ахметов Н."),
        spoken=False,
        controlled=True,
        status=TaskStatus.IN_WORK,
        is_late=True,
        given_on=date(2026, 10, 1),
        due=date(2026, 11, 12),
        first_due=date(2026, 11, 2),
        ended_on=None,
        days_left=-10,
        moved=1,
        returns=0,
        asks_until=None,
        parent="",
        resolution="",
        series="",
        office="",
    )


def test_what_is_overdue_says_by_how_many_days_and_what_the_term_was(tmp_path: Path) -> None:
    """Each task with its document, executors, terms and days; more pages where there are many."""
    path = tmp_path / "overdue.pdf"
    today = date(2026, 11, 22)
    pages = write_overdue(
        path,
        heading=HEADING,
        rows=[late(n) for n in range(40)],
        count=41,
        today=today,
        language=PaperLanguage.RU,
        created=NOW,
    )
    found = texts(path)
    assert len(found) == pages > 1
    for said in (
        "по состоянию на 22.11.2026",
        "Всего: 41, показаны первые 40",
        "№ ВХ-0 · 01.10.2026",
        "12.11.2026 02.11.2026",
        "за: Ахметов Н.",
        " 10 1 ",
    ):
        assert said in found[0]
    inside(path, 56, 815, 15)


@pytest.mark.parametrize("words", [700, 1500])
def test_a_task_longer_than_a_page_goes_on_overleaf(tmp_path: Path, words: int) -> None:
    """No word of it is lost, and none leaves the page."""
    path = tmp_path / "overdue.pdf"
    row = replace(late(1), text_ru="слово " * words + "конец", executors=late(1).executors * 20)
    pages = write_overdue(
        path,
        heading=HEADING,
        rows=[late(0), row, late(2)],
        count=3,
        today=date(2026, 11, 22),
        language=PaperLanguage.RU,
        created=NOW,
    )
    whole = " ".join(texts(path))
    assert pages > 1
    assert whole.count("слово") == words
    assert whole.count("Ли Анна") == 22
    assert "№ ВХ-2" in whole
    inside(path, 56, 815, 15)


def test_nothing_overdue_is_good_news_on_paper(tmp_path: Path) -> None:
    """An empty list says so."""
    path = tmp_path / "overdue.pdf"
    write_overdue(
        path,
        heading=HEADING,
        rows=[],
        count=0,
        today=date(2026, 11, 22),
        language=PaperLanguage.BOTH,
        created=NOW,
    )
    assert "Мерзімі өткен тапсырмалар жоқ." in texts(path)[0]


def test_every_result_and_status_has_words_on_paper() -> None:
    """In both languages, and in neither as a code."""
    assert RESULTS.keys() == set(Result)
    assert STATUSES.keys() == set(ApprovalStatus)
    for phrase in (*RESULTS.values(), *STATUSES.values()):
        assert phrase.ru
        assert phrase.kk
        assert phrase.ru != phrase.kk
