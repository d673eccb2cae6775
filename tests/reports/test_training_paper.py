"""The attendance sheet and the certificate on paper: what they say, and what their scans give."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from edo.domain.session import Form
from edo.queries.phrases import PaperLanguage, Phrase, same
from edo.reports.certificate import CertificateSheet, write_certificates
from edo.reports.figures import Heading
from edo.reports.training_sheet import AttendanceSheet, Attendee, write_attendance
from edo.transfer.codes import codes_in
from edo.transfer.pages import Page, render
from tests.reports.reading import texts
from tests.share.test_certificate import CODE

RU, KK, BOTH = PaperLanguage.RU, PaperLanguage.KK, PaperLanguage.BOTH
MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
UNION = Phrase("Отраслевой профсоюз «Білім»", "«Білім» салалық кәсіподағы")
AKMOLA = Phrase("Акмолинская областная организация", "Ақмола облыстық ұйымы")
COURSE = Phrase(
    "Освоение единого электронного документооборота",
    "Бірыңғай электрондық құжат айналымын меңгеру",
)
NAMES = ("Әбенова Гүлнұр Қайратқызы", "Серікбаев Нұржан", "Петрова Анна Викторовна")
SESSION = "EDOS1:v1kjpb7wg0z2sbr3e"
SHEET = AttendanceSheet(
    Heading(UNION, AKMOLA, MADE),
    COURSE,
    date(2026, 10, 12),
    date(2026, 10, 13),
    Form.ON_SITE,
    "г. Кокшетау",
    (AKMOLA,),
    (same("Нұрланов Асқар"), same("Серікова Г.")),
    tuple(
        Attendee(same(name), Phrase("Главный специалист", "Бас маман"), AKMOLA) for name in NAMES
    ),
    4,
    SESSION,
)
CERTIFICATE = CertificateSheet(
    organisation=UNION,
    office=Phrase(),
    person=same(NAMES[0]),
    course=COURSE,
    hours=8,
    begins=date(2026, 10, 12),
    ends=date(2026, 10, 13),
    place="г. Кокшетау",
    number="СЕРТ-7",
    given=date(2026, 10, 14),
    until=date(2027, 10, 13),
    trainer=same("Нұрланов А."),
    code=CODE,
)


def _sheet(path: Path, language: PaperLanguage, sheet: AttendanceSheet = SHEET) -> str:
    write_attendance(path, sheet=sheet, language=language, created=MADE)
    return " ".join(" ".join(texts(path)).split())


def _certificate(path: Path, language: PaperLanguage, *sheets: CertificateSheet) -> str:
    write_certificates(path, sheets=sheets, language=language, created=MADE)
    return " ".join(" ".join(texts(path)).split())


def test_the_sheet_has_a_line_for_everybody_and_some_more(tmp_path: Path) -> None:
    """Who was invited in their order, empty lines numbered on, trainers below."""
    said = _sheet(tmp_path / "sheet.pdf", RU)
    assert "Лист присутствия" in said
    assert "12–13 октября 2026 года" in said
    assert "г. Кокшетау (выездное)" in said
    places = [said.index(name) for name in NAMES]
    assert places == sorted(places)
    spot = said.index("Присутствовали сверх списка")
    assert [said.index(f" {n} ", spot) for n in (4, 5, 6, 7)]
    assert said.index("Обучающие", spot) < said.index("Нұрланов Асқар", spot)


def test_the_sheet_in_kazakh_and_in_both(tmp_path: Path) -> None:
    """Each heading in the language asked for, Kazakh first where both are."""
    kk = _sheet(tmp_path / "kk.pdf", KK)
    assert "Қатысу парағы" in kk
    assert "2026 жылғы 12–13 қазан" in kk
    assert "Лист" not in kk
    both = _sheet(tmp_path / "both.pdf", BOTH)
    assert both.index("Қатысу парағы") < both.index("Лист присутствия")


def test_a_long_sheet_goes_on_and_ends_with_the_trainers(tmp_path: Path) -> None:
    """A hundred people take several pages; nobody is lost between them."""
    people = tuple(Attendee(same(f"Человек {n:03}")) for n in range(100))
    path = tmp_path / "long.pdf"
    said = _sheet(path, RU, replace(SHEET, people=people, empty=0))
    assert len(texts(path)) > 2
    assert all(f"Человек {n:03}" in said for n in range(100))
    assert "сверх списка" not in said


def test_the_code_of_a_scanned_sheet_leads_to_its_session(tmp_path: Path) -> None:
    """Whichever language it was printed in."""
    for language in PaperLanguage:
        path = tmp_path / f"{language}.pdf"
        _sheet(path, language)
        assert codes_in(path) == (SESSION,)


def test_a_certificate_says_who_what_when_and_until_when(tmp_path: Path) -> None:
    """In Russian the number of hours agrees; in Kazakh dates take their endings."""
    ru = _certificate(tmp_path / "ru.pdf", RU, CERTIFICATE)
    assert "№ СЕРТ-7" in ru
    assert NAMES[0] in ru
    assert f"прошёл (прошла) обучение по курсу «{COURSE.ru}»" in ru
    assert "12–13 октября 2026 года, 8 академических часов, г. Кокшетау" in ru
    assert "Действителен до 12 октября 2027 года" in ru
    assert "Выдан 14 октября 2026 года" in ru
    kk = _certificate(tmp_path / "kk.pdf", KK, CERTIFICATE)
    assert f"«{COURSE.kk}» курсы бойынша оқудан өтті" in kk
    assert "2026 жылғы 12–13 қазан, 8 академиялық сағат, г. Кокшетау" in kk
    assert "2027 жылғы 12 қазанға дейін жарамды" in kk
    assert "2026 жылғы 14 қазанда берілді" in kk
    assert "Действителен" not in kk
    both = _certificate(tmp_path / "both.pdf", BOTH, CERTIFICATE)
    assert both.count(NAMES[0]) == 1
    assert "дейін жарамды" in both
    assert "Действителен до" in both


@pytest.mark.parametrize(
    ("hours", "said"), [(1, "1 академический час,"), (22, "22 академических часа,")]
)
def test_hours_agree(tmp_path: Path, hours: int, said: str) -> None:
    """As numbers do in Russian."""
    assert said in _certificate(tmp_path / "h.pdf", RU, replace(CERTIFICATE, hours=hours))


def test_one_without_end_says_so_and_no_hours_are_no_hours(tmp_path: Path) -> None:
    """What is not known is not printed as nought."""
    said = _certificate(tmp_path / "e.pdf", RU, replace(CERTIFICATE, until=None, hours=0))
    assert "Срок действия не ограничен" in said
    assert "академическ" not in said


def test_many_are_printed_a_page_each(tmp_path: Path) -> None:
    """And each has its own name and number."""
    sheets = [
        replace(CERTIFICATE, person=same(name), number=f"СЕРТ-{n}") for n, name in enumerate(NAMES)
    ]
    path = tmp_path / "many.pdf"
    assert write_certificates(path, sheets=sheets, language=RU, created=MADE) == 3
    for n, page in enumerate(texts(path)):
        assert NAMES[n] in page
        assert f"СЕРТ-{n}" in page


@pytest.mark.parametrize("language", list(PaperLanguage))
def test_the_code_is_read_from_a_grey_scan_at_150_dots(
    tmp_path: Path, language: PaperLanguage
) -> None:
    """Printed, put askew on the glass, kept as a poor JPEG."""
    path = tmp_path / "c.pdf"
    _certificate(path, language, CERTIFICATE)
    drawn = render(path, 0, 1754)
    assert isinstance(drawn, Page)
    image = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb).convert("L")
    scan = tmp_path / "scan.jpg"
    askew = image.rotate(2.5, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    askew.save(scan, quality=45, dpi=(150, 150))
    assert codes_in(scan) == (CODE,)


def test_long_names_and_titles_stay_on_the_sheet(tmp_path: Path) -> None:
    """They are written smaller; nothing leaves the page or is cut."""
    long = replace(
        CERTIFICATE,
        trainer=Phrase("Абдрахманов Нурсултан Муратбекович", "Әбдірахманов Нұрсұлтан Мұратбекұлы"),
        person=same("Константинопольская-Абдрахманова Елизавета Нұрсұлтанқызы"),
        course=Phrase("Делопроизводство " * 15, "Іс жүргізу " * 20),
    )
    for language in PaperLanguage:
        said = _certificate(tmp_path / "l.pdf", language, long)
        assert long.person.ru in said
        assert "…" not in said
        assert (long.trainer.kk if language is KK else long.trainer.ru) in said
        if language is not KK:
            assert said.count("Делопроизводство") == 15
