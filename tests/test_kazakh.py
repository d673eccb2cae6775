"""Kazakh word forms: tables of words as documents write them."""

from datetime import date

import pytest

from edo import kazakh
from edo.kazakh import Case

_ORDER = (
    Case.GENITIVE,
    Case.DATIVE,
    Case.ACCUSATIVE,
    Case.LOCATIVE,
    Case.ATTRIBUTE,
    Case.ABLATIVE,
    Case.INSTRUMENTAL,
)
_DECLINED = """
Алматы Алматының Алматыға Алматыны Алматыда Алматыдағы Алматыдан Алматымен
Ұстаз Ұстаздың Ұстазға Ұстазды Ұстазда Ұстаздағы Ұстаздан Ұстазбен
Жетісу Жетісудың Жетісуға Жетісуды Жетісуда Жетісудағы Жетісудан Жетісумен
Қарағанды Қарағандының Қарағандыға Қарағандыны Қарағандыда Қарағандыдағы Қарағандыдан Қарағандымен
Павлодар Павлодардың Павлодарға Павлодарды Павлодарда Павлодардағы Павлодардан Павлодармен
Ақмола Ақмоланың Ақмолаға Ақмоланы Ақмолада Ақмоладағы Ақмоладан Ақмоламен
Ұлытау Ұлытаудың Ұлытауға Ұлытауды Ұлытауда Ұлытаудағы Ұлытаудан Ұлытаумен
Түркістан Түркістанның Түркістанға Түркістанды Түркістанда Түркістандағы Түркістаннан Түркістанмен
Семей Семейдің Семейге Семейді Семейде Семейдегі Семейден Семеймен
Өскемен Өскеменнің Өскеменге Өскеменді Өскеменде Өскемендегі Өскеменнен Өскеменмен
Шымкент Шымкенттің Шымкентке Шымкентті Шымкентте Шымкенттегі Шымкенттен Шымкентпен
Қонаев Қонаевтың Қонаевқа Қонаевты Қонаевта Қонаевтағы Қонаевтан Қонаевпен
ұйым ұйымның ұйымға ұйымды ұйымда ұйымдағы ұйымнан ұйыммен
қызметкер қызметкердің қызметкерге қызметкерді қызметкерде қызметкердегі қызметкерден қызметкермен
кәсіподақ кәсіподақтың кәсіподаққа кәсіподақты кәсіподақта кәсіподақтағы кәсіподақтан кәсіподақпен
келісу келісудің келісуге келісуді келісуде келісудегі келісуден келісумен
парк парктің паркке паркті паркте парктегі парктен паркпен
институт институттың институтқа институтты институтта институттағы институттан институтпен
магазин магазиннің магазинге магазинді магазинде магазиндегі магазиннен магазинмен
клуб клубтың клубқа клубты клубта клубтағы клубтан клубпен
«Ұстаз» «Ұстаз»-дың «Ұстаз»-ға «Ұстаз»-ды «Ұстаз»-да «Ұстаз»-дағы «Ұстаз»-дан «Ұстаз»-бен
АҚШ АҚШ-тың АҚШ-қа АҚШ-ты АҚШ-та АҚШ-тағы АҚШ-тан АҚШ-пен
ҰБТ ҰБТ-ның ҰБТ-ға ҰБТ-ны ҰБТ-да ҰБТ-дағы ҰБТ-дан ҰБТ-мен
PDF PDF-тің PDF-ке PDF-ті PDF-те PDF-тегі PDF-тен PDF-пен
2026 2026-ның 2026-ға 2026-ны 2026-да 2026-дағы 2026-дан 2026-мен
"""


@pytest.mark.parametrize("line", _DECLINED.strip().splitlines(), ids=lambda line: line.split()[0])
def test_case_endings_agree_with_the_last_sounds(line: str) -> None:
    """Harmony decides the vowel of an ending, the last sound its consonant."""
    word, *forms = line.split()
    assert [kazakh.with_case(word, case) for case in _ORDER] == forms


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        (
            "Ақмола облысы",
            "облысының облысына облысын облысында облысындағы облысынан облысымен",
        ),
        (
            "қалалық комитеті",
            "комитетінің комитетіне комитетін комитетінде комитетіндегі комитетінен комитетімен",
        ),
    ],
)
def test_what_belongs_to_something_takes_endings_of_its_own(phrase: str, forms: str) -> None:
    """After -ы, -і of the third person an -н- comes in."""
    head = phrase.rpartition(" ")[0]
    told = [kazakh.with_case(phrase, case, possessed=True) for case in _ORDER]
    assert told == [f"{head} {one}" for one in forms.split()]


@pytest.mark.parametrize(
    "line",
    [
        "ұйым ұйымдар ұйымы",
        "қызметкер қызметкерлер қызметкері",
        "комитет комитеттер комитеті",
        "кәсіподақ кәсіподақтар кәсіподағы",
        "бөлік бөліктер бөлігі",
        "кітап кітаптар кітабы",
        "қала қалалар қаласы",
        "оқу оқулар оқуы",
        "парк парктер паркі",
        "ансамбль ансамбльдер ансамблі",
        "филиал филиалдар филиалы",
        "сабақ сабақтар сабағы",
        "академия академиялар академиясы",
        "қағаз қағаздар қағазы",
    ],
)
def test_plurals_and_what_belongs(line: str) -> None:
    """A plural and a possessive follow the same two laws; п, к, қ soften before a vowel."""
    word, many, own = line.split()
    assert (kazakh.plural(word), kazakh.possessive(word)) == (many, own)


@pytest.mark.parametrize(
    "line",
    [
        "0 0-і 0-ден 0-ге",
        "1 1-і 1-ден 1-ге",
        "2 2-сі 2-ден 2-ге",
        "3 3-і 3-тен 3-ке",
        "4 4-і 4-тен 4-ке",
        "5 5-і 5-тен 5-ке",
        "6 6-сы 6-дан 6-ға",
        "7 7-сі 7-ден 7-ге",
        "8 8-і 8-ден 8-ге",
        "9 9-ы 9-дан 9-ға",
        "10 10-ы 10-нан 10-ға",
        "20 20-сы 20-дан 20-ға",
        "30 30-ы 30-дан 30-ға",
        "40 40-ы 40-тан 40-қа",
        "50 50-і 50-ден 50-ге",
        "60 60-ы 60-тан 60-қа",
        "70 70-і 70-тен 70-ке",
        "80 80-і 80-нен 80-ге",
        "90 90-ы 90-нан 90-ға",
        "100 100-і 100-ден 100-ге",
        "111 111-і 111-ден 111-ге",
        "450 450-і 450-ден 450-ге",
        "1000 1000-ы 1000-нан 1000-ға",
        "25000 25000-ы 25000-нан 25000-ға",
        "1000000 1000000-ы 1000000-нан 1000000-ға",
    ],
)
def test_numbers_in_digits_take_the_endings_they_are_read_with(line: str) -> None:
    """The last word of a number as it is read decides, after a hyphen."""
    digits, own, from_it, to_it = line.split()
    assert kazakh.possessive(digits) == own
    assert kazakh.with_case(digits, Case.ABLATIVE) == from_it
    assert kazakh.with_case(digits, Case.DATIVE) == to_it


def test_parts_of_a_whole_are_counted_with_collectives_up_to_seven() -> None:
    """20 ұйымның 6-уы is how parts are told; larger numbers have no collective."""
    told = " ".join(kazakh.part(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 21))
    assert told == "1-еуі 2-еуі 3-еуі 4-еуі 5-еуі 6-уы 7-еуі 8-і 9-ы 16-сы 21-і"


def test_thousands_stand_apart_from_five_digits_on() -> None:
    """The ending is that of the whole number, not of what stands behind the gap."""
    assert kazakh.part(9999) == "9999-ы"
    assert kazakh.part(25_000) == "25\u00a0000-ы"
    assert kazakh.part(25_001) == "25\u00a0001-і"


def test_an_ordinal_in_digits_has_a_hyphen_for_its_ending() -> None:
    """2-редакция is the second one."""
    assert kazakh.ordinal(2, "редакция") == "2-редакция"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (kazakh.long_date(date(2026, 11, 22)), "2026 жылғы 22 қараша"),
        (kazakh.as_of(date(2026, 11, 22)), "2026 жылғы 22 қарашадағы жағдай бойынша"),
        (kazakh.as_of(date(2026, 9, 1)), "2026 жылғы 1 қыркүйектегі жағдай бойынша"),
        (
            kazakh.period(date(2026, 10, 12), date(2026, 10, 14)),
            "2026 жылғы 12 қазаннан 14 қазанға дейін",
        ),
        (
            kazakh.period(date(2025, 12, 1), date(2026, 3, 9)),
            "2025 жылғы 1 желтоқсаннан 2026 жылғы 9 наурызға дейін",
        ),
        (kazakh.period(date(2026, 7, 5), date(2026, 7, 5)), "2026 жылғы 5 шілдеде"),
        (kazakh.days(date(2026, 10, 12), date(2026, 10, 14)), "12–14 қазан"),
        (kazakh.days(date(2026, 9, 30), date(2026, 10, 2)), "30 қыркүйек – 2 қазан"),
        (kazakh.days(date(2026, 8, 3), date(2026, 8, 3)), "3 тамыз"),
    ],
)
def test_dates_are_told_as_documents_tell_them(said: str, wanted: str) -> None:
    """The month takes the ending."""
    assert said == wanted


def test_every_month_can_be_begun_and_ended_with() -> None:
    """All twelve months in the ablative and the dative."""
    from_it = " ".join(kazakh.with_case(month, Case.ABLATIVE) for month in kazakh.MONTHS)
    to_it = " ".join(kazakh.with_case(month, Case.DATIVE) for month in kazakh.MONTHS)
    assert from_it == (
        "қаңтардан ақпаннан наурыздан сәуірден мамырдан маусымнан шілдеден тамыздан "
        "қыркүйектен қазаннан қарашадан желтоқсаннан"
    )
    assert to_it == (
        "қаңтарға ақпанға наурызға сәуірге мамырға маусымға шілдеге тамызға "
        "қыркүйекке қазанға қарашаға желтоқсанға"
    )


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ([], ""),
        (["Абай"], "Абай"),
        (["Абай", "Жетісу"], "Абай және Жетісу"),
        (["Абай", "Жетісу", "Ұлытау"], "Абай, Жетісу және Ұлытау"),
    ],
)
def test_lists_end_with_and(names: list[str], wanted: str) -> None:
    """«және» stands before the last name."""
    assert kazakh.listed(names) == wanted


def test_two_things_are_joined_by_what_the_first_one_ends_with() -> None:
    """мен, бен and пен agree with the sound before them."""
    assert kazakh.both("ұйым", "комитет") == "ұйым мен комитет"
    assert kazakh.both("комитет", "ұйым") == "комитет пен ұйым"
    assert kazakh.both("Ораз", "Әли") == "Ораз бен Әли"


def test_a_shortened_place_is_written_out_before_it_takes_an_ending() -> None:
    """An abbreviation with a full stop takes no ending."""
    place = kazakh.whole_place("Көкшетау қ.")
    assert place == "Көкшетау қаласы"
    assert kazakh.with_case(place, Case.LOCATIVE, possessed=True) == "Көкшетау қаласында"
    assert kazakh.whole_place("Көкшетау") == "Көкшетау"
