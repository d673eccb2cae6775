"""The report about a course and the matrix of courses: all names, right sums, every page headed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edo.domain.coverage import Readiness
from edo.domain.session import Form
from edo.queries.phrases import PaperLanguage, Phrase, same
from edo.reports.figures import Heading
from edo.reports.training_chart import Month
from edo.reports.training_figures import Figures, Held, Part
from edo.reports.training_matrix import MatrixCell, MatrixRow, TrainingMatrix, write_matrix
from edo.reports.training_report import OfficeLine, TrainingReport, dated, write_report
from tests.reports.reading import texts

RU, KK, BOTH = PaperLanguage.RU, PaperLanguage.KK, PaperLanguage.BOTH
MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
ON = date(2026, 11, 22)
UNION = Phrase("Отраслевой профсоюз «Білім»", "«Білім» салалық кәсіподағы")
COURSE = Phrase("Единый документооборот", "Бірыңғай құжат айналымы")
HEADING = Heading(UNION, Phrase(), MADE)
USTAZ = Phrase("«Ұстаз»", "«Ұстаз» ұйымы")
ABAI = Phrase("Абайская организация", "Абай ұйымы")
AKMOLA = Phrase("Акмолинская организация", "Ақмола ұйымы")
LINES = (
    OfficeLine(USTAZ, 4, 4, Readiness.TRAINED),
    OfficeLine(ABAI, 3, 5, Readiness.PARTLY),
    OfficeLine(AKMOLA, 0, 6, Readiness.NOT_TRAINED),
)
FIGURES = Figures(
    COURSE,
    ON,
    trained=(USTAZ,),
    partly=(Part(ABAI, 3, 5),),
    untrained=(AKMOLA,),
    required=15,
    passed=7,
    left=8,
    since=date(2026, 10, 1),
    held=(Held(ON, ON, (USTAZ,), same("Зал"), Form.CENTRE, (same("Нұрланов А."),)),),
)
REPORT = TrainingReport(
    HEADING,
    FIGURES,
    LINES,
    tuple(one.bar for one in LINES),
    (Month(date(2026, 10, 1), 0.2, 0.0), Month(date(2026, 11, 1), 0.47, 0.33)),
)


def _report(path: Path, language: PaperLanguage, report: TrainingReport = REPORT) -> str:
    write_report(path, report=report, language=language, created=MADE)
    return " ".join(" ".join(texts(path)).split())


def _matrix(path: Path, language: PaperLanguage, offices: int, courses: int) -> list[str]:
    cells = (
        MatrixCell(2, 2, Readiness.TRAINED),
        MatrixCell(1, 3, Readiness.PARTLY),
        MatrixCell(0, 4, Readiness.NOT_TRAINED),
        MatrixCell(0, 1, Readiness.EXPIRED),
        MatrixCell(0, 0, Readiness.NOBODY),
    )
    rows = tuple(
        MatrixRow(
            Phrase(f"Комитет {n:03}", f"Қомитет {n:03}"),
            tuple(cells[(n + place) % 5] for place in range(courses)),
            depth=min(n, 1),
        )
        for n in range(offices)
    )
    titles = tuple(Phrase(f"Курс {n:02}", f"Кұрс {n:02}") for n in range(courses))
    matrix = TrainingMatrix(HEADING, ON, titles, rows)
    pages = write_matrix(path, matrix=matrix, language=language, created=MADE)
    told = [" ".join(page.split()) for page in texts(path)]
    assert len(told) == pages
    return told


def test_the_report_tells_draws_and_lists(tmp_path: Path) -> None:
    """The paragraph, the chart and the table say the same figures."""
    said = _report(tmp_path / "r.pdf", RU)
    assert "Курс «Единый документооборот»" in said
    assert "с 1 октября по 22 ноября 2026 года" in said
    assert "прошла 1 из 3 организаций: «Ұстаз»" in said.replace("\u00a0", " ")
    assert "60 % 3/5 обучена частично" in said.replace("\u00a0", " ")
    assert "3 Акмолинская организация 6 0 6 0 % не обучена" in said.replace("\u00a0", " ")
    assert "Всего 15 7 8 46 %" in said.replace("\u00a0", " ")
    assert "Зал (в центральном органе)" in said


def test_the_report_in_kazakh_and_in_both(tmp_path: Path) -> None:
    """In both languages the Kazakh paragraphs come first."""
    kk = _report(tmp_path / "kk.pdf", KK)
    assert "Оқыту туралы есеп" in kk
    assert "ішінара оқытылған" in kk
    assert "обуч" not in kk
    both = _report(tmp_path / "both.pdf", BOTH)
    assert both.index("осы курстан 3") < both.index("По состоянию на")


@pytest.mark.parametrize("since", [None, date(2026, 10, 1)])
def test_a_report_says_of_which_days_it_is(since: date | None) -> None:
    """A day or a period, in either language."""
    figures = Figures(COURSE, ON, since=since)
    wanted = {
        None: ("на 22 ноября 2026 года", "2026 жылғы 22 қарашадағы жағдай бойынша"),
        date(2026, 10, 1): (
            "с 1 октября по 22 ноября 2026 года",
            "2026 жылғы 1 қазаннан 22 қарашаға дейін",
        ),
    }[since]
    assert (dated(figures, RU), dated(figures, KK)) == wanted


def test_offices_stand_under_their_regions(tmp_path: Path) -> None:
    """A region is named once, over its offices."""
    regions = (same("Первая область"), same("Вторая область"))
    lines = tuple(
        OfficeLine(same(f"Филиал {n}"), n, 4, Readiness.PARTLY, regions[n // 3]) for n in range(6)
    )
    said = _report(tmp_path / "r.pdf", RU, TrainingReport(HEADING, FIGURES, lines))
    assert said.count("Первая область") == said.count("Вторая область") == 1
    assert said.index("Филиал 2") < said.index("Вторая область") < said.index("Филиал 3")


def test_an_empty_report_is_a_sentence(tmp_path: Path) -> None:
    """Nobody required: no chart, no table, one page."""
    path = tmp_path / "r.pdf"
    said = _report(path, RU, TrainingReport(HEADING, Figures(COURSE, ON), ()))
    assert "нет организаций, работники которых подлежат обучению" in said
    assert "Охват" not in said
    assert len(texts(path)) == 1


def test_a_cell_says_its_share_and_its_word(tmp_path: Path) -> None:
    """With few courses there is room for both."""
    (page,) = _matrix(tmp_path / "m.pdf", RU, 2, 5)
    page = page.replace("\u00a0", " ")
    assert "на 22 ноября 2026 года" in page
    for told in ("100 % обучена", "33 % частично", "0 % нет", "0 % истёк", "—"):
        assert told in page


def test_every_page_of_a_large_matrix_has_its_head_and_no_office_is_lost(tmp_path: Path) -> None:
    """Courses that do not fit begin the list of offices anew."""
    pages = _matrix(tmp_path / "m.pdf", KK, 60, 25)
    whole = " ".join(pages)
    assert all(whole.count(f"Қомитет {n:03}") == 2 for n in range(60))
    first = [page for page in pages if "Кұрс 00" in page]
    rest = [page for page in pages if "Кұрс 24" in page]
    assert len(first) + len(rest) == len(pages)
    assert not set(first) & set(rest)
    assert "0 %*" in whole.replace("\u00a0", " ")


def test_a_matrix_without_courses_says_so(tmp_path: Path) -> None:
    """An empty page would look like a fault."""
    (page,) = _matrix(tmp_path / "m.pdf", RU, 3, 0)
    assert "Курсов, по которым кто-либо подлежит обучению, нет." in page


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    """So that two prints can be compared."""
    _report(tmp_path / "a.pdf", BOTH)
    _report(tmp_path / "b.pdf", BOTH)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
