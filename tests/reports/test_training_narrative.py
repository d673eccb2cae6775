"""The paragraphs about who was trained: exactly the right names, agreeing with their numbers."""

from dataclasses import replace
from datetime import date

import pytest

from edo.domain.course import Goal
from edo.domain.session import Form
from edo.queries.phrases import PaperLanguage, Phrase
from edo.reports.training_figures import Figures, Held, Part
from edo.reports.training_narrative import WRITTEN_OUT, narrative

RU, KK = PaperLanguage.RU, PaperLanguage.KK
COURSE = Phrase(
    "Освоение единого электронного документооборота",
    "Бірыңғай электрондық құжат айналымын меңгеру",
)
APPARATUS = Phrase("аппарат Центрального комитета", "Орталық Комитет аппараты")
USTAZ = Phrase("«Ұстаз»", "«Ұстаз»")
ALMATY = Phrase("Алматинский горком", "Алматы қалалық комитеті")
ZHETISU = Phrase("Жетісуская областная организация", "Жетісу облыстық ұйымы")
KARAGANDA = Phrase("Карагандинская областная организация", "Қарағанды облыстық ұйымы")
PAVLODAR = Phrase("Павлодарская областная организация", "Павлодар облыстық ұйымы")
AKMOLA = Phrase("Акмолинская областная организация", "Ақмола облыстық ұйымы")
ULYTAU = Phrase("Ұлытауская областная организация", "Ұлытау облыстық ұйымы")
ABAI = Phrase("Абайская областная организация", "Абай облыстық ұйымы")
TRAINER = Phrase("Нұрланов А. Б.", "Нұрланов А. Б.")
TRAINED = (APPARATUS, USTAZ, ALMATY, ZHETISU, KARAGANDA, PAVLODAR)
ON = date(2026, 11, 22)
FIGURES = Figures(
    COURSE,
    ON,
    trained=TRAINED,
    untrained=(AKMOLA, ULYTAU),
    required=64,
    passed=51,
    left=13,
)


def _offices(n: int) -> tuple[Phrase, ...]:
    return tuple(Phrase(f"Комитет {i}", f"{i}-комитет") for i in range(1, n + 1))


def _said(figures: Figures, language: PaperLanguage) -> str:
    return " ".join(narrative(figures, language))


def test_a_day_in_russian() -> None:
    """The whole paragraph of the real case."""
    assert narrative(FIGURES, RU) == (
        (
            "По состоянию на 22 ноября 2026 года обучение по курсу «Освоение единого "
            "электронного документооборота» прошли 6 из 8 организаций: аппарат Центрального "
            "комитета, «Ұстаз», Алматинский горком, Жетісуская областная организация, "
            "Карагандинская областная организация и Павлодарская областная организация. Из 64 "
            "работников, подлежащих обучению, обучен 51, осталось обучить 13. Не прошли обучение 2 "
            "организации: Акмолинская областная организация и Ұлытауская областная организация. "
            "Организация считается обученной, если действующее обучение есть у каждого "
            "работника, подлежащего обучению."
        ),
    )


def test_a_day_in_kazakh() -> None:
    """The same in Kazakh, its endings made by rules."""
    assert narrative(FIGURES, KK) == (
        (
            "2026 жылғы 22 қарашадағы жағдай бойынша «Бірыңғай электрондық құжат айналымын "
            "меңгеру» оқу курсынан 8 ұйымның 6-уы өтті: Орталық Комитет аппараты, «Ұстаз», "
            "Алматы қалалық комитеті, Жетісу облыстық ұйымы, Қарағанды облыстық ұйымы және "
            "Павлодар облыстық ұйымы. Оқытылуға тиіс 64 қызметкердің 51-і оқудан өтті, 13-і әлі "
            "өткен жоқ. 2 ұйым оқудан өткен жоқ: Ақмола облыстық ұйымы және Ұлытау облыстық "
            "ұйымы. Оқытылуға тиіс әрбір қызметкері оқудан өткен және оның жарамдылық мерзімі "
            "аяқталмаған ұйым оқытылған деп есептеледі."
        ),
    )


def test_a_period_tells_what_was_held_in_it_and_then_how_things_stand() -> None:
    """Two paragraphs; the course is named once."""
    figures = replace(
        FIGURES,
        since=date(2026, 10, 1),
        held=(
            Held(
                date(2026, 10, 12),
                date(2026, 10, 13),
                (ZHETISU,),
                Phrase("г. Талдыкорган", "Талдықорған қ."),
                Form.ON_SITE,
                (TRAINER, Phrase("Серікова Г. Т.", "Серікова Г. Т.")),
            ),
            Held(date(2026, 11, 3), date(2026, 11, 3), (USTAZ, ALMATY), form=Form.REMOTE),
        ),
        newly=(ZHETISU, USTAZ, ALMATY),
        passed_within=21,
    )
    held_ru, state_ru = narrative(figures, RU)
    held_kk, state_kk = narrative(figures, KK)
    assert held_ru == (
        "С 1 октября по 22 ноября 2026 года по курсу «Освоение единого электронного "
        "документооборота» проведено 2 обучения: 12–13 октября – Жетісуская областная "
        "организация (выездное, г. Талдыкорган); 3 ноября – «Ұстаз», Алматинский горком "
        "(дистанционное). Обучающие: Нұрланов А. Б. и Серікова Г. Т. За это время обучение прошёл "
        "21 работник. Обученными стали 3 организации: Жетісуская областная организация, «Ұстаз» "
        "и Алматинский горком."
    )
    assert held_kk == (
        "2026 жылғы 1 қазаннан 22 қарашаға дейін «Бірыңғай электрондық құжат айналымын меңгеру» "
        "курсы бойынша 2 оқыту өткізілді: 12–13 қазан – Жетісу облыстық ұйымы (көшпелі, "
        "Талдықорған қаласы); 3 қараша – «Ұстаз», Алматы қалалық комитеті (қашықтан). "
        "Оқытушылар: Нұрланов А. Б. және Серікова Г. Т. Осы уақытта 21 қызметкер оқудан өтті. "
        "Жаңадан 3 ұйым оқытылды: Жетісу облыстық ұйымы, «Ұстаз» және Алматы қалалық комитеті."
    )
    assert state_ru.startswith("По состоянию на 22 ноября 2026 года обучение по этому курсу ")
    assert state_kk.startswith("2026 жылғы 22 қарашадағы жағдай бойынша осы курстан 8 ұйымның ")


def test_a_period_without_anything_says_so() -> None:
    """No training held is a sentence too, and nothing else is said of the period."""
    figures = replace(FIGURES, since=date(2026, 10, 1))
    assert narrative(figures, RU)[0] == (
        "С 1 октября по 22 ноября 2026 года обучение по курсу «Освоение единого электронного "
        "документооборота» не проводилось."
    )
    assert narrative(figures, KK)[0].endswith(" курсы бойынша оқыту өткізілген жоқ.")


@pytest.mark.parametrize(
    ("n", "ru", "kk"),
    [
        (1, "прошла 1 из 45 организаций: ", "45 ұйымның 1-еуі өтті: "),
        (2, "прошли 2 из 45 организаций: ", "45 ұйымның 2-еуі өтті: "),
        (5, "прошли 5 из 45 организаций: ", "45 ұйымның 5-еуі өтті: "),
        (21, "прошла 21 из 45 организаций: ", "45 ұйымның 21-і өтті: "),
        (44, "прошли 44 из 45 организаций (", "45 ұйымның 44-і өтті ("),
    ],
)
def test_the_trained_agree_with_their_number(n: int, ru: str, kk: str) -> None:
    """The verb in Russian, the ending of the number in Kazakh."""
    figures = Figures(COURSE, ON, trained=_offices(n), untrained=_offices(45 - n))
    assert ru in _said(figures, RU)
    assert kk in _said(figures, KK)


@pytest.mark.parametrize(
    ("n", "ru", "kk"),
    [
        (1, "Не прошла обучение 1 организация: ", "1 ұйым оқудан өткен жоқ: "),
        (2, "Не прошли обучение 2 организации: ", "2 ұйым оқудан өткен жоқ: "),
        (5, "Не прошли обучение 5 организаций: ", "5 ұйым оқудан өткен жоқ: "),
        (21, "Не прошла обучение 21 организация: ", "21 ұйым оқудан өткен жоқ: "),
    ],
)
def test_the_untrained_agree_with_their_number(n: int, ru: str, kk: str) -> None:
    """As those who were trained do."""
    figures = Figures(COURSE, ON, trained=(USTAZ,), untrained=_offices(n))
    assert ru in _said(figures, RU)
    assert kk in _said(figures, KK)


@pytest.mark.parametrize(
    ("n", "ru", "about"),
    [
        (1, "В 1 организации ", "По 1 организации "),
        (2, "В 2 организациях ", "По 2 организациям "),
        (21, "В 21 организации ", "По 21 организации "),
    ],
)
def test_where_training_ended_and_where_nobody_is_known(n: int, ru: str, about: str) -> None:
    """In the prepositional case, and in the dative."""
    expired = Figures(COURSE, ON, expired=_offices(n))
    nobody = Figures(COURSE, ON, unstaffed=_offices(n))
    assert f"{ru}срок действия обучения истёк: Комитет 1" in _said(expired, RU)
    assert f"{n} ұйымда оқудың жарамдылық мерзімі аяқталған: 1-комитет" in _said(expired, KK)
    told = f"{about}сведений о работниках, подлежащих обучению, нет: Комитет 1"
    assert told in _said(nobody, RU)
    told = f"{n} ұйым бойынша оқытылуға тиіс қызметкерлер туралы мәлімет жоқ: 1-комитет"
    assert told in _said(nobody, KK)


@pytest.mark.parametrize(
    ("required", "passed", "ru", "kk"),
    [
        (0, 0, "", ""),
        (
            1,
            0,
            "Единственный работник, подлежащий обучению, не обучен.",
            "Оқытылуға тиіс 1 қызметкер оқудан өткен жоқ.",
        ),
        (
            1,
            1,
            "Единственный работник, подлежащий обучению, обучен.",
            "Оқытылуға тиіс 1 қызметкер оқудан өтті.",
        ),
        (
            5,
            0,
            "Из 5 работников, подлежащих обучению, не обучен никто.",
            "Оқытылуға тиіс 5 қызметкердің бірде-біреуі оқудан өткен жоқ.",
        ),
        (
            21,
            2,
            "Из 21 работника, подлежащего обучению, обучено 2, осталось обучить 19.",
            "Оқытылуға тиіс 21 қызметкердің 2-еуі оқудан өтті, 19-ы әлі өткен жоқ.",
        ),
        (
            30,
            21,
            "Из 30 работников, подлежащих обучению, обучен 21, осталось обучить 9.",
            "Оқытылуға тиіс 30 қызметкердің 21-і оқудан өтті, 9-ы әлі өткен жоқ.",
        ),
        (
            40,
            40,
            "Обучены все работники, подлежащие обучению (40).",
            "Оқытылуға тиіс қызметкерлердің барлығы (40) оқудан өтті.",
        ),
    ],
)
def test_people_agree_with_their_numbers(required: int, passed: int, ru: str, kk: str) -> None:
    """None, one, some and all of them."""
    figures = Figures(
        COURSE, ON, untrained=(AKMOLA,), required=required, passed=passed, left=required - passed
    )
    said_ru, said_kk = _said(figures, RU), _said(figures, KK)
    assert ru in said_ru
    assert kk in said_kk
    assert ("работник" in said_ru.partition("Организация считается")[0]) == bool(ru)


def test_offices_where_some_are_trained_say_how_many() -> None:
    """They are neither among the trained nor among the untrained."""
    figures = Figures(COURSE, ON, trained=(USTAZ,), partly=(Part(ABAI, 3, 5),))
    ru, kk = _said(figures, RU), _said(figures, KK)
    assert "прошла 1 из 2 организаций: «Ұстаз». " in ru
    assert "Обучены не все работники 1 организации: Абайская областная организация (3 из 5)" in ru
    assert "1 ұйымның қызметкерлері түгел оқытылған жоқ: Абай облыстық ұйымы (5 " in kk
    assert "(5 қызметкердің 3-еуі)." in kk
    assert "Не прош" not in ru
    assert "нет." not in ru


def test_when_all_are_trained_it_is_said_that_none_is_left() -> None:
    """And the list of those who were not is not begun."""
    figures = Figures(COURSE, ON, trained=(USTAZ, ALMATY), required=7, passed=7)
    assert "Организаций, не прошедших обучение, нет." in _said(figures, RU)
    assert "Оқудан өтпеген ұйым жоқ." in _said(figures, KK)
    assert "Не прош" not in _said(figures, RU)


def test_when_nobody_is_required_nothing_is_counted() -> None:
    """One sentence, and no rule about what a trained office is."""
    figures = Figures(COURSE, ON)
    assert narrative(figures, RU) == (
        (
            "По состоянию на 22 ноября 2026 года нет организаций, работники которых подлежат "
            "обучению по курсу «Освоение единого электронного документооборота»."
        ),
    )
    assert len(narrative(figures, KK)[0].split(". ")) == 1


def test_none_trained_is_told_before_they_are_named() -> None:
    """A report that begins with an empty list would look as if something were missing."""
    figures = Figures(COURSE, ON, untrained=(AKMOLA, ULYTAU), required=4, left=4)
    assert "не прошла ни одна организация." in _said(figures, RU)
    assert "бірде-бір ұйым өткен жоқ." in _said(figures, KK)


def test_a_long_list_is_a_paragraph_and_a_longer_one_is_in_the_table() -> None:
    """Nobody reads a sentence of twenty names, nor a paragraph of a hundred."""
    figures = Figures(COURSE, ON, trained=_offices(20), untrained=_offices(WRITTEN_OUT + 1))
    first, *others = narrative(figures, RU)
    assert first.endswith("Комитет 19; Комитет 20.")
    assert "Не прошла обучение 41 организация (перечень приведён в таблице)." in others[0]
    assert len(others) == 1


@pytest.mark.parametrize("language", [RU, KK])
def test_every_name_is_told_once_and_under_its_own_heading(language: PaperLanguage) -> None:
    """No office is forgotten or told twice, whatever the lists hold."""
    lists = [
        tuple(Phrase(f"{mark}{i}х", f"{mark}{i}х") for i in range(12)) for mark in ("А", "Б", "В")
    ]
    figures = Figures(COURSE, ON, trained=lists[0], untrained=lists[1], expired=lists[2])
    paragraphs = narrative(figures, language)
    for own, paragraph in zip(lists, paragraphs, strict=False):
        assert [one.ru for one in own if one.ru in paragraph] == [one.ru for one in own]
    said = " ".join(paragraphs)
    assert all(said.count(one.ru) == 1 for own in lists for one in own)


def test_the_rule_is_told_as_it_is_set() -> None:
    """«At least one» is another promise than «every»."""
    figures = replace(FIGURES, goal=Goal.CLERK)
    assert "хотя бы у одного из работников, ведущих делопроизводство" in _said(figures, RU)
    assert "Іс жүргізуге жауапты кемінде бір қызметкері" in _said(figures, KK)


def test_marks_within_a_title_and_stops_within_names_are_not_doubled() -> None:
    """Quotation marks inside are of the second kind; «қ.» needs no second full stop."""
    figures = Figures(
        Phrase("Работа с «Ұстаз»", "«Ұстаз» жұмысы"),
        ON,
        untrained=(Phrase("Комитет г. Алматы, шк.", "Комитет, Алматы қ."),),
    )
    assert "по курсу «Работа с „Ұстаз“»" in _said(figures, RU)
    assert "Комитет, Алматы қ. " in _said(figures, KK)
