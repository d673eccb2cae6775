"""A registration card is one page with every field in its place."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edo.domain.card import FIELDS, Kind
from edo.queries.card import CardPaper
from edo.queries.card_form import LABELS, arranged, label
from edo.queries.phrases import PaperLanguage, Phrase, same
from edo.reports.card import write_card
from tests.reports.reading import fonts, letters, texts

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
VALUES = {
    "parties": Phrase(ru="Министерство", kk="Министрлік"),
    "subject": Phrase(ru="О сведениях", kk="Әр өңірдің ұйымдары һәм ғылым қызметкерлері"),
    "their_number": same("12-05/318"),
    "type": Phrase(ru="Письмо", kk="Хат"),
    "note": same("Түпнұсқасы кейін түседі"),
}
CARD = CardPaper(
    kind=Kind.INCOMING,
    organisation=Phrase(ru="Абайская областная организация", kk="Абай облыстық ұйымы"),
    journal=Phrase(ru="Журнал регистрации", kk="Тіркеу журналы"),
    index="ВХ",
    number="347/02-15",
    on=date(2026, 1, 15),
    sections=arranged(Kind.INCOMING, VALUES),
    history=("Ахметова Г.С. тіркеді", "Ким Е.В. өзгертті"),
)


def printed(
    path: Path, card: CardPaper = CARD, language: PaperLanguage = PaperLanguage.BOTH
) -> list[str]:
    """Print a card and return the text of its pages."""
    pages = write_card(path, card=card, language=language, created=CREATED)
    found = texts(path)
    assert len(found) == pages
    return found


def test_a_card_is_one_page(tmp_path: Path) -> None:
    """Number, date, fields and history of an ordinary card stand on one page, fonts embedded."""
    (page,) = printed(tmp_path / "card.pdf")

    for text in (
        "347/02-15",
        "15.01.2026",
        "Әр өңірдің ұйымдары һәм ғылым қызметкерлері О сведениях",
        "Хат / Письмо",
        "12-05/318",
        "Ахметова Г.С. тіркеді",
        "Контрольные отметки",
        "1 / 1",
    ):
        assert text in page
    assert all(fonts(tmp_path / "card.pdf").values())


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", PaperLanguage)
def test_every_kind_has_its_fields_on_one_page(
    tmp_path: Path, kind: Kind, language: PaperLanguage
) -> None:
    """Each field of a kind is labelled, also when it is empty, and nothing leaves the page."""
    card = replace(CARD, kind=kind, sections=arranged(kind, VALUES))

    (page,) = printed(tmp_path / "card.pdf", card, language)

    for field in FIELDS:
        if kind in field.kinds and not field.name.startswith("subject_"):
            assert label(field.name, kind).on(language) in page
    assert all(
        20 < letter.left < letter.right < 575 for letter in letters(tmp_path / "card.pdf", 0)
    )


def test_every_field_of_the_card_has_a_label() -> None:
    """A field added to the card must be given its name on paper."""
    on_paper = {field.name for field in FIELDS} - {"parties", "subject_ru", "subject_kk"}

    assert on_paper <= set(LABELS)
    assert all(phrase.ru and phrase.kk for phrase in LABELS.values())
    shown = {
        field.label for kind in Kind for section in arranged(kind, {}) for field in section.fields
    }
    assert set(LABELS.values()) <= shown


def test_one_language_leaves_the_other_out(tmp_path: Path) -> None:
    """A Kazakh card has no Russian label."""
    (page,) = printed(tmp_path / "card.pdf", language=PaperLanguage.KK)

    assert "Тіркелген күні" in page
    assert "Дата регистрации" not in page


def test_a_long_history_goes_on_over_the_page(tmp_path: Path) -> None:
    """No sentence of the history is lost, and the next page says whose card it is."""
    history = tuple(f"оқиға{number} " + "ұзын " * (number % 40) for number in range(150))

    pages = printed(tmp_path / "card.pdf", replace(CARD, history=history))

    words = " ".join(pages).split()
    assert [word for word in words if word.startswith("оқиға")] == [
        sentence.split()[0] for sentence in history
    ]
    assert len(pages) > 2
    assert all("347/02-15" in page for page in pages)
    assert "Контрольные отметки" in pages[-1]


def test_a_very_long_subject_is_printed_whole(tmp_path: Path) -> None:
    """Five hundred letters in each language find their place."""
    subject = Phrase(ru=("слово " * 83).strip(), kk=("сөзі " * 100).strip())
    sections = arranged(Kind.INCOMING, VALUES | {"subject": subject})

    pages = " ".join(printed(tmp_path / "card.pdf", replace(CARD, sections=sections)))

    assert pages.split().count("слово") == 83
    assert pages.split().count("сөзі") == 100


def test_an_annulled_card_says_so(tmp_path: Path) -> None:
    """The annulment and its reason stand above the fields."""
    (page,) = printed(tmp_path / "card.pdf", replace(CARD, annulled="қате тіркелген"))

    assert "КҮШІ ЖОЙЫЛДЫ / АННУЛИРОВАН: қате тіркелген" in page
