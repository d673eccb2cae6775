"""Words compared the way people type them, and put in the order of each alphabet."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from edo.store.spelling import (
    EXACT,
    SORT_LENGTH,
    beginnings,
    distinct_terms,
    fold,
    number_key,
    number_terms,
    places,
    scrap_terms,
    sort_key,
    split,
    terms,
    variants,
)

KAZAKH_LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
RUSSIAN_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("кала", "Қала"),
        ("устаз", "«Ұстаз»"),
        ("ЕЛКА", "ёлка"),
        ("Онир", "ӨҢІР"),
        ("ауе", "Әуе"),
        ("галым", "ғалым"),
        ("хауа", "Һауа"),
        ("утим", "үтім"),
        ("hауа", "һауа"),
        ("бiлiм", "білім"),
        ("TOO", "ТОО"),
        ("II", "ІІ"),
        ("научно технический", "научно-технический"),
        ("акт сверки pdf", "акт_сверки.pdf"),
        ("йод", "и\u0306од"),
        ("замок", "за\u0301мок"),
        ("перенос", "пере\u00adнос"),
    ],
)
def test_what_is_typed_equals_what_is_meant(typed: str, meant: str) -> None:
    """A word typed on the wrong keyboard or without its dots and quotes folds to the word meant."""
    assert fold(typed) == fold(meant)


def test_different_words_stay_different() -> None:
    """Folding does not touch й, ы, э and Latin words."""
    words = ["йод", "иод", "мыл", "мил", "эра", "ера", "office", "offise"]
    assert len({fold(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    "forms",
    [
        "предоставление предоставлении предоставлению предоставления",
        "отчёт отчета отчеты отчетов отчётами",
        "профсоюзный профсоюзного профсоюзная профсоюзных",
        "приказ приказа приказом приказы",
    ],
)
def test_russian_forms_share_a_term(forms: str) -> None:
    """Every form of a Russian word is indexed under one stem."""
    assert len(set(terms(forms, "ru"))) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "құжат құжаты құжатты құжаттың құжатқа құжаттан құжатпен құжаттарды құжаттарының",
        "бұйрық бұйрығы бұйрықты бұйрықтар бұйрыққа бұйрығымен бұйрығына",
        "кәсіподақ кәсіподағы кәсіподақтың кәсіподағының",
        "мектеп мектебі мектептер мектебінің мектепке",
        "ұйым ұйымы ұйымдар ұйымдардың ұйымында ұйымынан ұйымымыз",
        "комитет комитеті комитеттің комитетте комитетіне",
        "мәжіліс мәжілісі мәжілісінде",
        "шешім шешімі шешімін шешімнің шешімдер",
        "ереже ережесі ережелер ережесін ережеге",
        "аудан ауданы ауданында ауданның",
        "жарғы жарғысы жарғының",
        "іс істер ісі істің",
        "қала қалада қаласына қалалар кала калада каласы",
    ],
)
def test_kazakh_forms_share_a_term(forms: str) -> None:
    """Every form of a Kazakh noun is one term, typed with Kazakh letters or without."""
    assert len(set(terms(forms, "kk"))) == 1


def test_different_kazakh_nouns_keep_their_own_stems() -> None:
    """The words an office uses most do not fall together when their endings are taken off."""
    words = (
        "құжат бұйрық кәсіподақ мектеп ұйым комитет мәжіліс шешім ереже аудан жарғы қала хат"
        " өтініш хаттама келісім жоспар есеп тапсырма төраға қызметкер еңбек білім ғылым кеңес"
        " сала бөлім мұғалім жалақы демалыс"
    )
    found = terms(words, "kk")
    assert len(set(found)) == len(words.split())


def test_kazakh_word_in_a_russian_title_is_stemmed_as_kazakh() -> None:
    """The letters of a word decide, so a Kazakh name in a Russian title has its Kazakh stem."""
    assert terms("О выплате қызметкерлерге", "ru")[-1] in variants("қызметкер")


def test_lines_of_a_file_are_stemmed_in_their_own_language() -> None:
    """A Kazakh line and a Russian line of one file are found by forms of their words."""
    found = distinct_terms("Еңбек шартын балаларға\n\nДоговоры о труде, договор")
    assert {*variants("бала"), *variants("договора")} & found >= {"бала", "договор"}
    assert distinct_terms("и в № —") == set()


def test_places_of_words_lead_back_to_the_text() -> None:
    """Each word is where it is said to be."""
    text = "акт_сверки № 12/В «Ұстаз»"
    assert [text[start:end] for start, end, _ in places(text)] == split(text)


def test_empty_words_and_signs_leave_no_terms() -> None:
    """Prepositions and punctuation take no room in the index; numbers do."""
    assert terms("О, и — в № 12/3 «и»") == ["12", "3"]


@given(st.text())
def test_any_word_is_found_by_itself(text: str) -> None:
    """Whatever the language it was indexed in, a word typed again leads to its term."""
    for language in ("ru", "kk"):
        indexed = terms(text, language)
        assert {term for word in split(text) for term in variants(word)} >= set(indexed)


def test_beginning_of_a_latin_word_may_be_either_script() -> None:
    """The first letters of a Latin word may all look Cyrillic; both beginnings are looked for."""
    for typed in ("t", "ty", "typ"):
        assert fold("typist")[: len(typed)] in beginnings(typed)
        assert fold("type")[: len(typed)] in beginnings(typed)


@pytest.mark.parametrize(
    "scrap", ["1312", "12/B", "A", "a-1", "в", "В", "31", "1312/в", "A-1312/B", "а1312В"]
)
def test_any_scrap_of_a_number_is_found(scrap: str) -> None:
    """Any piece of A-1312/B begins one of its terms, in either script, punctuated or not."""
    stored = number_terms("A-1312/B")
    assert scrap_terms(scrap)
    for wanted in scrap_terms(scrap):
        assert any(term.startswith(wanted) for term in stored)


@given(st.text(alphabet="0123456789АВИСабвABCabс-/ .", max_size=30), st.data())
def test_every_fragment_of_every_number_is_found(number: str, data: st.DataObject) -> None:
    """For any number and any cut of it, the terms looked for begin terms that are stored."""
    start = data.draw(st.integers(0, len(number)))
    scrap = number[start : data.draw(st.integers(start, len(number)))]
    stored = number_terms(number)
    for wanted in scrap_terms(scrap):
        assert any(term.startswith(wanted) for term in stored)


def test_whole_number_has_its_own_term() -> None:
    """A number typed whole is told from longer ones that hold it."""
    assert EXACT + "12" in number_terms("1-2")
    assert EXACT + "12" not in number_terms("1-12")
    assert number_key("A-1312/B") == number_key("а1312в")
    assert number_terms(" -/ ") == scrap_terms("№") == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_order_is_that_of_the_locale(language: str) -> None:
    """Random words sort as Qt's collator sorts them."""
    collator = QCollator(QLocale({"kk": "kk_KZ", "ru": "ru_RU"}[language]))
    dice = random.Random(11)
    letters = KAZAKH_LETTERS if language == "kk" else KAZAKH_LETTERS.replace("ё", "")
    words = [
        "".join(dice.choices(letters + " ", k=dice.randint(1, 8))).strip() or "а"
        for _ in range(4000)
    ]
    for one, other in pairwise(words):
        mine = (sort_key(one, language) > sort_key(other, language)) - (
            sort_key(one, language) < sort_key(other, language)
        )
        theirs = collator.compare(one, other)
        assert mine == (theirs > 0) - (theirs < 0), (one, other)


def test_order_of_whole_alphabets() -> None:
    """Each language has its own place for the letters the other lacks."""
    for letters, language in [(KAZAKH_LETTERS, "kk"), (RUSSIAN_LETTERS, "ru")]:
        assert "".join(sorted(letters, key=lambda letter: sort_key(letter, language))) == letters


def test_yo_is_ye_in_russian_unless_nothing_else_differs() -> None:
    """Russian puts ёж between еда and ель, and все before всё; Kazakh puts every ё after е."""
    assert sorted(
        ["ель", "всё", "ёж", "еда", "все", "все мы"], key=lambda word: sort_key(word, "ru")
    ) == [
        "все",
        "всё",
        "все мы",
        "еда",
        "ёж",
        "ель",
    ]
    assert sort_key("ель", "kk") < sort_key("ёж", "kk")


def test_numbers_sort_by_value_and_before_letters() -> None:
    """Numbers in texts compare as numbers; then come Latin and Cyrillic; quotes do not count."""
    ordered = [
        "01-9",
        "01-10",
        "2",
        "10/1",
        "10/02",
        "10/3",
        "Akt",
        "zero",
        "«Авто»",
        "школа 9",
        "школа № 10",
    ]
    assert sorted(set(ordered), key=lambda text: sort_key(text, "ru")) == ordered
    assert sort_key("«Ұстаз»", "kk") == sort_key("ұстаз", "kk")


@given(st.text(), st.sampled_from(["ru", "kk"]))
def test_key_is_short_for_any_text(text: str, language: str) -> None:
    """No text breaks a sort key or makes it long."""
    assert len(sort_key(text, language)) <= SORT_LENGTH
