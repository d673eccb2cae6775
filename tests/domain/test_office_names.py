"""Which office is meant by what people write."""

import pytest

from edo.domain.office_names import Offices, is_office

OFFICES = Offices(
    {
        "centre": ("Центральный аппарат профсоюза", "Кәсіподақтың орталық аппараты", "ЦК"),
        "akmola": ("Акмолинская областная организация", "Ақмола облыстық ұйымы", ""),
        "aktobe": ("Актюбинская областная организация", "Ақтөбе облыстық ұйымы", ""),
        "karaganda": ("Карагандинская областная организация", "Қарағанды облыстық ұйымы", ""),
        "east": ("Восточно-Казахстанская областная организация", "Шығыс Қазақстан облыстық ұйымы"),
        "west": ("Западно-Казахстанская областная организация", "Батыс Қазақстан облыстық ұйымы"),
        "north": (
            "Северо-Казахстанская областная организация",
            "Солтүстік Қазақстан облыстық ұйымы",
        ),
        "almaty": ("Алматинская областная организация", "Алматы облыстық ұйымы", ""),
        "almaty-city": ("Алматинский городской комитет", "Алматы қалалық комитеті", ""),
        "ustaz": ("Организация «Ұстаз», город Алматы", "«Ұстаз» ұйымы, Алматы қаласы", "Ұстаз"),
        "abai": ("Абайская областная организация", "Абай облыстық ұйымы", ""),
        "abai-district": ("Абайский районный комитет", "Абай аудандық комитеті", ""),
        "zharma": ("Жарминский районный комитет", "Жарма аудандық комитеті", ""),
        "jetisu": ("Жетысуская областная организация", "Жетісу облыстық ұйымы", ""),
        "school-25": ("Школа № 25", "№ 25 мектеп", ""),
        "school-26": ("Школа № 26", "№ 26 мектеп", ""),
    }
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Акмолинская областная организация", "akmola"),
        ("АКМОЛИНСКАЯ ОБЛАСТНАЯ  ОРГАНИЗАЦИЯ", "akmola"),
        ("Акмолинский обком", "akmola"),
        ("Акмолинский обком профсоюза работников образования и науки", "akmola"),
        ("Акмолинская обл. орг.", "akmola"),
        ("Ақмола облысы", "akmola"),
        ("Акмола", "akmola"),
        ("Акмолинcкая областная организация", "akmola"),  # a Latin letter
        ("Карагадинская областная организация", "karaganda"),  # a letter left out
        ("ВКО", "east"),
        ("Восточный Казахстан", "east"),
        ("Шығыс Қазақстан облысы", "east"),
        ("ЗКО", "west"),
        ("Солтүстік Қазақстан", "north"),
        ("Актобе", "aktobe"),
        ("Жетісу", "jetisu"),
        ("область Жетысу", "jetisu"),
        ("Жетысуская область", "jetisu"),
        ("Алматинская область", "almaty"),
        ("г. Алматы", "almaty-city"),
        ("Алматинский горком", "almaty-city"),
        ("Алматы қаласы", "almaty-city"),
        ("«Устаз»", "ustaz"),
        ("область Абай", "abai"),
        ("Абайский район", "abai-district"),
        ("Жарма ауданы", "zharma"),
        ("Жарминский филиал", "zharma"),
        ("Аппарат ЦК профсоюза", "centre"),
        ("школа 25", "school-25"),
        ("Школа №26", "school-26"),
    ],
)
def test_an_office_is_known_by_what_people_call_it(written: str, meant: str) -> None:
    """In both languages, short, with a slip, and by words such as «обком»."""
    assert OFFICES.clear(written) == meant


@pytest.mark.parametrize("written", ["", "Марс", "Школа № 27", "Атырау", "Организация"])
def test_what_is_none_is_not_guessed_at(written: str) -> None:
    """A number differs, a place is not ours, a word says nothing."""
    assert OFFICES.find(written) == ()


def test_what_may_be_two_is_left_to_a_person() -> None:
    """«Алматы» is a region and a city: both are offered."""
    assert OFFICES.clear("Алматы") == ""
    assert set(OFFICES.find("Алматы")) == {"almaty", "almaty-city"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Акмолинская областная организация", True),
        ("«Ұстаз»", True),
        ("Абай аудандық комитеті", True),
        ("Ахметова Айгүл Кайратовна", False),
        ("Ким Роза", False),
        ("Городецкая Анна Олеговна", False),
        ("Калиева Гүлнар", False),
        ("область Абай", True),
        ("Астана қаласы", True),
        ("Аппарат ЦК", True),
        ("12", False),
    ],
)
def test_an_office_is_told_from_a_person(text: str, *, expected: bool) -> None:
    """By words that only offices have."""
    assert is_office(text) is expected
