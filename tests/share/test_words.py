"""Six words tell two requests apart by voice, in Russian and in Kazakh."""

import hashlib
from itertools import combinations

import pytest

from edo.share.words import six_words, summed, word_list

RUSSIAN, KAZAKH = word_list("ru"), word_list("kk")
LETTERS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюя",
}
HEARD = {
    "ru": str.maketrans("оейэябпвфгкдтжшзсыщ", "аиииаббввггддзззсиз"),
    "kk": str.maketrans("кқгғхһңөұүыіәй", "ггггггноууииаи"),
}


@pytest.mark.parametrize("language", LETTERS)
def test_every_byte_has_a_short_word_of_its_own(language: str) -> None:
    """256 words of four to eight letters of the language, in alphabetical order."""
    words = word_list(language)
    assert len(set(words)) == len(words) == 256
    assert all(4 <= len(word) <= 8 for word in words)
    assert set("".join(words)) <= set(LETTERS[language])
    assert list(words) == sorted(words)


@pytest.mark.parametrize("language", LETTERS)
def test_no_word_is_heard_as_another(language: str) -> None:
    """One letter more, less or other makes no word of the list, and sounding alike makes none."""
    words = word_list(language)
    assert [pair for pair in combinations(words, 2) if near(*pair)] == []
    heard = [word.translate(HEARD[language]) for word in words]
    assert len(set(heard)) == len(words)


def test_a_word_tells_its_language() -> None:
    """No word stands in both lists, so nobody reads a word of the wrong row."""
    assert not set(RUSSIAN) & set(KAZAKH)


def test_the_lists_never_change() -> None:
    """A workplace of today and one of years later show the same words."""
    whole = "\n".join((*RUSSIAN, *KAZAKH)).encode()
    assert (
        hashlib.sha256(whole).hexdigest()
        == "4fa82ecb47659d5a58c745db976939d0d86c665d6a03b9fbab1498377171c9f5"
    )


def test_words_stand_for_bytes_in_both_languages() -> None:
    """The first six bytes, in their order; fewer are a mistake of the program."""
    told = six_words(bytes([0, 255, 1, 254, 2, 253, 9, 9]))
    assert told.ru == tuple(RUSSIAN[n] for n in (0, 255, 1, 254, 2, 253))
    assert told.kk == tuple(KAZAKH[n] for n in (0, 255, 1, 254, 2, 253))
    with pytest.raises(ValueError, match="5"):
        six_words(bytes(5))


def test_words_sum_up_the_organisation_and_the_request() -> None:
    """Another organisation or one other byte gives other words, and the sum never changes."""
    sums = [summed("00", b"request"), summed("01", b"request"), summed("00", b"Request")]
    assert len({six_words(one) for one in sums}) == 3
    assert summed("0", b"0request") != sums[0]
    assert sums[0].hex()[:12] == "ce6d76094535"


def near(one: str, other: str) -> bool:
    """Tell whether one letter makes two words one."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) < 2
    return short in {long[:n] + long[n + 1 :] for n in range(len(long))}
