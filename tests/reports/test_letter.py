"""Stories about a letter on a blank: requisites in their places, text as typists set it."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from edo.clock import OFFICE_ZONE
from edo.queries.phrases import PaperLanguage
from edo.reports.letter import Blank, Letter, write_letter
from tests.reports.reading import fonts, letters, texts

CREATED = datetime(2026, 11, 20, 10, 0, tzinfo=OFFICE_ZONE)
KAZAKH = Letter(
    blank=Blank(
        ("Қазақстандық салалық кәсіподақ", "Абай облыстық ұйымы"),
        ("Семей қ., Абай к-сі, 87", "тел. 52-16-40"),
    ),
    number="02-04/318",
    on=date(2026, 11, 20),
    answers="01-15/204",
    answers_on=date(2026, 11, 12),
    addressees=("Білім басқармасы", "Көшірмесі: кәсіподақ орталығы"),
    heading="Келісімнің жобасы туралы",
    body=(
        "|Құрметті әріптестер!|",
        "Ұйым хаттарыңызды қарап, " + "жоба бойынша ұсыныстарын жолдайды, " * 6 + "сәлеммен.",
    ),
    annex="2 парақта.",
    position="Төраға",
    signatory="Н. Жұмабаев",
    prepared_by="Г. Әбдірахманова, 52-16-42",
)
RUSSIAN = replace(
    KAZAKH,
    blank=Blank(("Отраслевой профсоюз", "Абайская областная организация"), ()),
    addressees=("Управление образования",),
    heading="О проекте соглашения",
    body=("Организация рассмотрела письмо.",),
)


def _written(folder: Path, letter: Letter, language: PaperLanguage = PaperLanguage.KK) -> Path:
    path = folder / "letter.pdf"
    write_letter(path, letter=letter, language=language, created=CREATED)
    return path


def test_a_kazakh_letter_speaks_kazakh_from_its_blank_to_its_last_line(tmp_path: Path) -> None:
    """Name, date, number, reference, addressee, heading, text, annex, signature, executor."""
    (text,) = texts(_written(tmp_path, KAZAKH))
    assert "АБАЙ ОБЛЫСТЫҚ ҰЙЫМЫ" in text
    assert "20.11.2026 ж. № 02-04/318" in text
    assert "12.11.2026 ж. № 01-15/204 хатыңызға" in text
    for part in ("Білім басқармасы", "Келісімнің жобасы туралы", "Құрметті әріптестер!"):
        assert part in text
    assert "Қосымша: 2 парақта." in text
    assert "Төраға" in text
    assert "Орынд. Г. Әбдірахманова, 52-16-42" in text


def test_the_russian_version_stands_on_a_blank_of_its_own(tmp_path: Path) -> None:
    """Two languages never share a blank: nothing Kazakh is left in the form's own wording."""
    (text,) = texts(_written(tmp_path, RUSSIAN, PaperLanguage.RU))
    assert "20.11.2026 г. № 02-04/318" in text
    assert "На № 01-15/204 от 12.11.2026 г." in text
    assert "Приложение: 2 парақта." in text
    assert "Исп. " in text
    assert "хатыңызға" not in text


def test_the_addressee_stands_right_of_the_date(tmp_path: Path) -> None:
    """The date begins the left half of the sheet, the addressee the right one, on one height."""
    drawn = letters(_written(tmp_path, KAZAKH), 0)
    page = "".join(letter.text for letter in drawn)
    day = drawn[page.index("20.11.2026ж.")]
    addressee = drawn[page.index("Білімбасқармасы")]
    assert day.left < 100
    assert addressee.left > 297
    assert abs(day.bottom - addressee.bottom) < 2


def test_the_text_fills_its_lines_to_both_margins(tmp_path: Path) -> None:
    """Every line of a paragraph but its last ends at the right margin."""
    drawn = letters(_written(tmp_path, KAZAKH), 0)
    page = "".join(letter.text for letter in drawn)
    start = page.index("Ұйымхаттарыңызды")
    end = page.index("сәлеммен.")
    part = drawn[start:end]
    lines = {round(letter.bottom) for letter in part if letter.text in "аеоыін"}
    ends = [max(each.right for each in part if abs(each.bottom - line) < 6) for line in lines]
    full = sorted(ends)[1:]
    assert len(full) >= 2
    assert max(full) - min(full) < 3
    assert max(full) == pytest.approx((210 - 14) * 72 / 25.4, abs=2)


def test_initials_are_not_torn_from_their_name(tmp_path: Path) -> None:
    """A line may end before initials, not between them and the name."""
    for filler in range(20, 60):
        letter = replace(
            KAZAKH, body=("а" * 7 + " " + "б" * filler + " Н. С. Жұмабаев қол қойды.",)
        )
        drawn = letters(_written(tmp_path, letter), 0)
        page = "".join(each.text for each in drawn)
        first = page.index("Н.С.Жұмабаев")
        assert abs(drawn[first].bottom - drawn[first + 4].bottom) < 6


def test_a_long_letter_goes_on_with_a_page_number_and_its_signature(tmp_path: Path) -> None:
    """The last page holds the signature together with some of the text, and says its number."""
    letter = replace(KAZAKH, body=("Ұзақ мәтін жалғасады. " * 40,) * 6)
    path = tmp_path / "long.pdf"
    pages = write_letter(path, letter=letter, language=PaperLanguage.KK, created=CREATED)
    said = texts(path)
    assert pages == len(said) >= 2
    assert said[-1].startswith(f"{pages} ") or said[-1].endswith(f" {pages}")
    assert "Н. Жұмабаев" in said[-1]
    assert "Орынд." in said[-1]
    assert "Н. Жұмабаев" not in said[0]


def test_an_application_of_a_person_has_no_blank(tmp_path: Path) -> None:
    """A plain sheet begins with whom it is for; its title stands in the middle."""
    letter = Letter(
        addressees=("Төрағаға\nИ. Волковадан",),
        title="ӨТІНІШ",
        body=("Көмек көрсетуді сұраймын.",),
        signatory="И. Волкова",
    )
    (text,) = texts(_written(tmp_path, letter))
    assert text.startswith("Төрағаға И. Волковадан ӨТІНІШ")
    assert "№" not in text


@pytest.mark.parametrize("language", [PaperLanguage.KK, PaperLanguage.RU])
def test_the_same_letter_gives_the_same_bytes(tmp_path: Path, language: PaperLanguage) -> None:
    """Printing twice at one moment makes one content, so a copy is known as a copy."""
    first = _written(tmp_path, KAZAKH, language).read_bytes()
    assert _written(tmp_path, KAZAKH, language).read_bytes() == first
    assert all(fonts(tmp_path / "letter.pdf").values())


def test_both_languages_at_once_are_printed_as_kazakh(tmp_path: Path) -> None:
    """A blank has one language; asked for both, it takes the state language."""
    both = _written(tmp_path, KAZAKH, PaperLanguage.BOTH).read_bytes()
    assert _written(tmp_path, KAZAKH, PaperLanguage.KK).read_bytes() == both
