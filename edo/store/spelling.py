"""How words are compared: folding, stems, fragments of numbers, and alphabetical order.

Pure functions of their arguments; everything derived from a word is remembered, because a register
repeats the same few thousand words. What these functions return is stored in the local tables, so a
change here must come with a rebuild of them; it never changes what is signed.

People type Kazakh names on a Russian keyboard (Костанай, устаз), leave out the dots of ё, and mix
in Latin letters that look right (A, B, C, E, H, i). Folding makes all of these equal, on both sides
of a comparison. Nothing is lost by it: the text as typed stays in the document.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from encodings import ptcp154
from functools import lru_cache
from threading import Lock
from typing import Final

import snowballstemmer

EXACT: Final = "№"
"""Put before a whole number to make a term that only the whole number equals."""

SCRAP: Final = 4
"""Longest fragment of a number that is one index term; a longer one is looked for in pieces.

Cutting the fragments keeps their number small: the numbers of a million documents share the same
few, and the index is made a third faster than with six characters.
"""

SORT_LENGTH: Final = 28
"""Longest sort key in bytes."""

_REMEMBERED = 1 << 16
_LONGEST_WORD = 64

_WORD = re.compile(r"[\w\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]+")
_STRAY = re.compile(r"[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]+")
_PLAIN = re.compile(r"[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{1,64}")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_KAZAKH = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_LETTERS = re.compile(r"[^\W\d]{2,}")
_LATIN_ALIKE = re.compile(r"[abcehikmoptxy]+", re.IGNORECASE)

_FOLDED_LETTERS = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
_LOWER_ALIKE = str.maketrans("abcehikmoptxy", "авсехикмортху")
"""Latin letters in a Cyrillic word: a small h there is the Kazakh һ, which folds to х."""
_UPPER_ALIKE = str.maketrans("ABCEHIKMOPTXY", "АВСЕНИКМОРТХУ")
_CAPITALS_ALIKE = str.maketrans("abcehikmoptxy", "авсеникмортху")
"""The same in numbers and all-Latin words, whose letters look alike as capitals: h is н."""

_EMPTY_WORDS = frozenset(
    _WORD.findall(
        "а в во для до же за и из к ко ли на не но о об от по при с со у бен жане мен пен",
    )
)
"""Folded words that say nothing in a title; left out of the index. Longer ones stay."""


class _NumberSigns(dict[int, str]):
    """What each character of a number becomes, worked out when first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code).casefold()
        sign = sign.translate(_CAPITALS_ALIKE).translate(_FOLDED_LETTERS)
        self[code] = found = sign if sign.isalnum() else ""
        return found


_NUMBER_SIGNS = _NumberSigns()


class _Words(dict[str, str]):
    """What each word becomes; a plain dict answers in half the time of functools.lru_cache."""

    def __init__(self, made: Callable[[str], str]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = made = self._made(word)
        return made


def _fold_word(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word.casefold().translate(_FOLDED_LETTERS)
    word = unicodedata.normalize("NFC", word[:_LONGEST_WORD])
    word = _STRAY.sub("", word)
    if _LATIN_ALIKE.fullmatch(word):
        return word.casefold().translate(_CAPITALS_ALIKE)
    if _CYRILLIC.search(word):
        word = word.translate(_UPPER_ALIKE).translate(_LOWER_ALIKE)
    return word.casefold().translate(_FOLDED_LETTERS)


_folded = _Words(_fold_word)


def split(text: str) -> list[str]:
    """Return the words of a text as they are written, in order, numbers among them."""
    return _WORD.findall(text.replace("_", " ") if "_" in text else text)


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word starts and ends, and the word, as `split` would return it."""
    for match in _WORD.finditer(text.replace("_", " ")):
        yield match.start(), match.end(), match.group()


def fold(text: str) -> str:
    """Return a text in the form in which texts are compared.

    Small letters, е for ё, the Russian letter for each Kazakh one, Cyrillic for Latin letters that
    look the same; quotation marks, hyphens and all other signs become one space between words. Two
    texts with equal folds are the same text to a person who types it.
    """
    return " ".join([_folded[word] for word in split(text)])


def rough(text: str) -> str:
    """Return a text folded letter by letter, nothing cut or joined: a quick first look into it."""
    return text.casefold().translate(_FOLDED_LETTERS)


def terms(text: str, language: str | None = None) -> list[str]:
    """Return the index terms of a text: the stem of each word, numbers as they are.

    Words that say nothing are left out, repetitions stay. `language` is that of the text, "kk" for
    Kazakh; anything else is stemmed as Russian, except the words that are visibly Kazakh by their
    letters.
    """
    stems = _kazakh if language == "kk" else _russian
    return [term for word in split(text) if (term := stems[word])]


def distinct_terms(text: str) -> set[str]:
    """Return the different index terms of a long text, whose language may change line by line."""
    russian, kazakh = set[str](), set[str]()
    for line in text.splitlines():
        (kazakh if _KAZAKH.search(line) else russian).update(split(line))
    return {*map(_russian.__getitem__, russian), *map(_kazakh.__getitem__, kazakh)} - {""}


def variants(word: str) -> tuple[str, ...]:
    """Return every term under which a word may have been indexed, its language being unknown.

    A Kazakh word may stand in a Russian title in Russian letters, so its own letters decide nothing
    here. Of a word that says nothing there is none.
    """
    russian, kazakh = _stemmed_as_russian(_folded[word]), _kazakh[word]
    return tuple(dict.fromkeys(term for term in (russian, kazakh) if term))


def beginnings(word: str) -> tuple[str, ...]:
    """Return the folded forms with which an indexed word may begin of which only this is typed.

    There are two when what is typed is all Latin look-alikes: *type* is indexed as Cyrillic,
    *typist* as Latin.
    """
    folded = _folded[word]
    if not folded:
        return ()
    latin = word.casefold()
    return (folded, latin) if _LATIN_ALIKE.fullmatch(word) and latin != folded else (folded,)


def number_key(number: str) -> str:
    """Return a number without punctuation, look-alike letters Cyrillic: *а1312в* of *A-1312/B*."""
    if not unicodedata.is_normalized("NFC", number):
        number = unicodedata.normalize("NFC", number)
    return number if number.isdecimal() and number.isascii() else number.translate(_NUMBER_SIGNS)


def number_terms(number: str) -> list[str]:
    """Return index terms by which any fragment of a registration number is found.

    They are every ending of the number's key, cut to `SCRAP` characters, so that a fragment is the
    beginning of one of them; the whole key behind `EXACT`; and letters in a row, whole. Of an empty
    number there are none.
    """
    key = number_key(number)[:_LONGEST_WORD]
    if not key:
        return []
    found = [EXACT + key, *_endings(key[1 - SCRAP :])]
    found += [key[i : i + SCRAP] for i in range(len(key) - SCRAP + 1)]
    if not key.isdecimal():
        found += _LETTERS.findall(key)
    return found


@lru_cache(_REMEMBERED)
def _endings(last: str) -> tuple[str, ...]:
    return tuple(last[i:] for i in range(len(last)))


def scrap_terms(scrap: str) -> list[str]:
    """Return beginnings of terms, all of which a number holding this fragment has."""
    key = number_key(scrap)[:_LONGEST_WORD]
    if len(key) <= SCRAP:
        return [key] if key else []
    return [key[i : i + SCRAP] for i in range(len(key) - SCRAP + 1)]


_russian_stem: Callable[[str], str] = snowballstemmer.stemmer("russian").stemWord
_russian_alone = Lock()
"""The stemmer works in place, so one thread at a time; the cache keeps the lock rare."""


def _russian_term(word: str) -> str:
    return _kazakh[word] if _KAZAKH.search(word) else _stemmed_as_russian(_folded[word])


def _kazakh_term(word: str) -> str:
    folded = _folded[word]
    return "" if folded in _EMPTY_WORDS else _stemmed_as_kazakh(folded)


_russian = _Words(_russian_term)
_kazakh = _Words(_kazakh_term)


def _stemmed_as_russian(folded: str) -> str:
    if folded in _EMPTY_WORDS:
        return ""
    with _russian_alone:
        return _russian_stem(folded)


# A last н falls everywhere (аудан becomes ауда), because ауданы reads as ауда-ны too.
_VOICELESS = "(?<=[бвгдкпстфхцчшщ])"
_VOICED_OR_VOWEL = "(?<=[аеёжзийлмноруыэюя])"
_KAZAKH_ENDINGS = re.compile(
    r"(?:(?<=...)|(?<=^[аеиоуы][^аеиоуы]))(?:"
    rf"{_VOICED_OR_VOWEL}[лд][ае]р|{_VOICELESS}т[ае]р"  # plural: құжаттар
    r"|(?:(?<![аеиоуы])[ыи])?(?:мыз|миз|ныз|низ)"  # our, your: ұйымымыз, ұйымыңыз
    r"|(?<=[аеоуэюя])с[ыи]|[ыи]с[ыи]?|(?<![аеиоы])[ыи]"  # his, its: ережесі, бұйрығы
    rf"|{_VOICED_OR_VOWEL}[нд][ыи]н|{_VOICELESS}т[ыи]н"  # genitive: ұйымның, кеңестің
    rf"|{_VOICED_OR_VOWEL}г[ае]|{_VOICELESS}к[ае]|(?<=[ыи])н[ае]"  # dative: ұйымға, жарғысына
    rf"|{_VOICED_OR_VOWEL}[нд][ыи]|{_VOICELESS}т[ыи]|(?<=[аеиоуы])н"  # accusative: ережесін
    rf"|(?:(?<=[ыи])н)?{_VOICED_OR_VOWEL}д[ае]|{_VOICELESS}т[ае]"  # locative: қалада, ұйымында
    r"|(?<![аеиоуы])[дт][ае]г[ыи]"  # of the locative: ауданындағы, облыстағы
    rf"|(?:(?<=[ыи])н)?{_VOICED_OR_VOWEL}[дн][ае]н|{_VOICELESS}т[ае]н"  # ablative: қаладан
    rf"|{_VOICED_OR_VOWEL}[мб]ен|{_VOICELESS}пен"  # instrumental: бұйрықпен
    r")$"
)
_VOICED = str.maketrans("бг", "пк")


def _stemmed_as_kazakh(word: str) -> str:
    """Take the endings of number, possession and case off a folded Kazakh noun.

    A stem keeps three letters, or two like those of іс and ат. Endings are taken off until none is
    left rather than in grammatical order: a noun that by chance ends like an ending then loses it
    in every form alike, which is what an index needs. A stem's last к and п, voiced before a vowel
    (бұйрық, бұйрығы), are made voiceless again.
    """
    if not word[-1:].isalpha():
        return word
    while len(shorter := _KAZAKH_ENDINGS.sub("", word)) < len(word):
        word = shorter
    return word[:-1] + word[-1].translate(_VOICED)


def _one_byte(text: str) -> bytes:
    """Encode in a code page with all letters of Russian and Kazakh; others fall away."""
    return codecs.charmap_encode(text, "ignore", ptcp154.encoding_table)[0]


_ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "аәбвгғдеёжзиійкқлмнңоөпрстуүұфхһцчшщъыьэюя",
}
_SPACE, _DIGITS, _LATIN, _CYRILLIC_LETTERS = 0x09, 0x10, 0x60, 0x80
_NUMBER = re.compile(rb"[\x10-\x19]+")
_NO_DIGITS = bytes({*range(256)} - {*range(0x10, 0x1A)})
_SIGNS_SPACE = " \u00a0-–—/\\.,;:_"


def _weights(language: str) -> tuple[bytes, bytes]:
    """Return the weight of each byte of the code page, and the bytes that weigh nothing."""
    weights = {ord(_one_byte(sign)): _SPACE for sign in _SIGNS_SPACE}
    letters = [(_DIGITS, "0123456789"), (_LATIN, "abcdefghijklmnopqrstuvwxyz")]
    for first, row in [*letters, (_CYRILLIC_LETTERS, _ALPHABETS[language])]:
        for place, letter in enumerate(row):
            for form in (letter, letter.upper()):
                weights[ord(_one_byte(form))] = first + place
    if language == "ru":
        for yo, ye in ("ёе", "ЁЕ"):
            weights[ord(_one_byte(yo))] = weights[ord(_one_byte(ye))]
    table = bytes(weights.get(byte, 0) for byte in range(256))
    return table, bytes(byte for byte in range(256) if byte not in weights)


_KAZAKH_WEIGHTS = _weights("kk")
_RUSSIAN_WEIGHTS = _weights("ru")


def _numeric(match: re.Match[bytes]) -> bytes:
    digits = match.group().lstrip(b"\x10")
    return bytes((0x20 + min(len(digits), 0x3F),)) + digits


def sort_key(text: str, language: str) -> bytes:
    """Return bytes that sort as the text does in the alphabet of a language, "kk" or else Russian.

    Numbers come first and compare by value (01-9 before 01-10), then Latin, then Cyrillic letters;
    case, quotation marks and brackets do not count, and punctuation between words counts as a
    space. At most `SORT_LENGTH` bytes, so texts that differ only further on are equal. In Russian ё
    is е unless nothing else differs (CLDR; in Kazakh it is a letter of its own after е).
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    kazakh = language == "kk"
    table, unweighed = _KAZAKH_WEIGHTS if kazakh else _RUSSIAN_WEIGHTS
    start = text[: SORT_LENGTH + 12]
    key = b"\t".join(_one_byte(start).translate(table, unweighed).split())
    if key.translate(None, _NO_DIGITS):
        key = _NUMBER.sub(_numeric, key)
    if not kazakh and ("ё" in start or "Ё" in start):
        return key[: SORT_LENGTH - 2].rstrip(b"\t") + b"\x00\x01"
    return key[:SORT_LENGTH].rstrip(b"\t")
