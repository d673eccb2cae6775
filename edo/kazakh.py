"""Kazakh word forms by rules, for sentences on paper: endings, numbers in digits, dates, lists.

An ending agrees with the last sounds of its word twice: in its vowel (back or front, the law of
harmony) and in its first consonant (after a vowel, a nasal, another voiced sound, a voiceless one).
Rules of spelling: words in б, в, г, д take the endings of voiceless sounds (клубқа, штабтан);
clusters such as рк, нк, кт, and a soft sign, take front vowels (паркке); to digits, abbreviations,
foreign letters and a closing quotation mark an ending is joined by a hyphen (6-сы, «Ұстаз»-дың).

What rules cannot know (a borrowed word that keeps its own harmony) stands in `_BACK`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

MONTHS = (
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
)

_ONES = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_POWERS = ((100, "жүз"), (1_000, "мың"), (1_000_000, "миллион"), (1_000_000_000, "миллиард"))
_COLLECTIVE = ("", "еуі", "еуі", "еуі", "еуі", "еуі", "уы", "еуі")
"""Endings of біреуі, екеуі … алтауы, жетеуі: one to seven things out of many."""

_BACK_VOWELS, _FRONT_VOWELS = frozenset("аоұыя"), frozenset("әөүіеэё")
_NEUTRAL_VOWELS = frozenset("иую")
_VOWELS = _BACK_VOWELS | _FRONT_VOWELS
_ANY_VOWELS = _VOWELS | _NEUTRAL_VOWELS
_FRONT_ENDS = ("рк", "рг", "нк", "нг", "кс", "кт", "ск", "лк", "г")
_BACK = frozenset({"жетісу", "көксу", "тарих"})
_GROUPED = 10_000
_SOFTENED = {"п": "б", "к": "г", "қ": "ғ"}
_CLOSING = "»”\"')"
_SURNAME = re.compile(r"(?<=\w{3})[ое]в$")
"""Surnames keep the harmony of what stands before -ов, -ев: Қонаевтың, Әуезовтің."""
_SHORT_WORDS = {"қ.": "қаласы", "қ": "қаласы", "обл.": "облысы", "ауд.": "ауданы"}
_CALLED = (
    "Б=бе В=ве Г=ге Ғ=ғы Д=де Ж=же З=зе К=ка Қ=қа Л=эл М=эм Н=эн Ң=ың П=пе Р=эр С=эс Т=те Ф=эф "
    "Х=ха Һ=һа Ц=це Ч=че Ш=ша Щ=ща "
    "B=бе C=це D=де F=эф G=ге H=аш J=йот K=ка L=эл M=эм N=эн P=пе Q=ку R=эр S=эс T=те V=ве W=ве "
    "X=икс Z=зет"
)
_LETTERS: dict[str, str] = {pair[0]: pair[2:] for pair in _CALLED.split(" ")}
"""How consonants are called where an abbreviation is read letter by letter."""
_LATIN = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввсиз", strict=True))
)
_READ_AS_WORDS = {"АҚШ": "ақш", "БАҚ": "бақ", "АЭС": "аэс", "ЖЭК": "жэк"}


class Case(StrEnum):
    """Cases of a noun; the place may also be told as an attribute: қаладағы."""

    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    LOCATIVE = "locative"
    ATTRIBUTE = "attribute"
    ABLATIVE = "ablative"
    INSTRUMENTAL = "instrumental"


class _End(Enum):
    """What the last sound of a word is, as far as endings ask."""

    VOWEL = 1
    GLIDE = 2
    LIQUID = 3
    NASAL = 4
    BUZZ = 5
    HARD = 6


_ENDS = {
    **dict.fromkeys("рйуию", _End.GLIDE),
    "л": _End.LIQUID,
    **dict.fromkeys("мнң", _End.NASAL),
    **dict.fromkeys("зж", _End.BUZZ),
    **dict.fromkeys(_VOWELS, _End.VOWEL),
}


@dataclass(frozen=True, slots=True)
class _Sound:
    """How a word sounds at its end, and what stands between it and an ending."""

    word: str
    between: str

    @property
    def end(self) -> _End:
        return _ENDS.get(self.word.rstrip("ьъ")[-1:], _End.HARD)

    def vowel(self, back: str, front: str) -> str:
        return front if _is_front(self.word) else back


def with_case(phrase: str, case: Case, *, possessed: bool = False) -> str:
    """Put a phrase into a case: its last word takes the ending.

    Args:
        phrase: words in the nominative, a number in digits, or a name in quotation marks.
        case: wanted.
        possessed: the phrase ends in -ы/-і/-сы/-сі of the third person (облысы, комитеті).
    """
    sound = _sound(phrase)
    return phrase + sound.between + _ending(sound, case, possessed=possessed)


def plural(noun: str) -> str:
    """Return the plural of a noun: ұйымдар, қызметкерлер, кәсіподақтар."""
    sound = _sound(noun)
    first = {_End.VOWEL: "л", _End.GLIDE: "л", _End.HARD: "т"}.get(sound.end, "д")
    return noun + sound.between + first + sound.vowel("ар", "ер")


def possessive(phrase: str) -> str:
    """Return what belongs to a third person: ұйымы, қаласы, кәсіподағы; digits too: 2-сі."""
    sound = _sound(phrase)
    if sound.end is _End.VOWEL:
        return phrase + sound.between + sound.vowel("сы", "сі")
    if sound.between:
        return phrase + sound.between + sound.vowel("ы", "і")
    phrase = phrase.removesuffix("ь")
    if phrase[-1] in _SOFTENED and phrase[-2:-1].casefold() in _ANY_VOWELS:
        phrase = phrase[:-1] + _SOFTENED[phrase[-1]]
    return phrase + sound.vowel("ы", "і")


def part(n: int) -> str:
    """Write how many out of many: 6-уы, 8-і, 26-сы.

    One to seven things are counted with a collective (алтауы); there is none of larger numbers.
    """
    if 0 < n < len(_COLLECTIVE):
        return f"{n}-{_COLLECTIVE[n]}"
    return f"{grouped(n)}-{possessive(str(n)).partition('-')[2]}"


def grouped(n: int) -> str:
    """Write a number with its thousands apart, as it is done from five digits on."""
    return f"{n:,}".replace(",", "\N{NO-BREAK SPACE}") if n >= _GROUPED else str(n)


def ordinal(n: int, noun: str) -> str:
    """Write a number that tells the order: 2-редакция; the hyphen stands for its ending."""
    return f"{n}-{noun}"


def day(on: date, case: Case | None = None) -> str:
    """Write day and month: 12 қазан; in a case: 12 қазаннан."""
    said = f"{on.day} {MONTHS[on.month - 1]}"
    return with_case(said, case) if case else said


def long_date(on: date, case: Case | None = None) -> str:
    """Write a date in words, as documents do: 2026 жылғы 22 қараша."""
    return f"{on.year} жылғы {day(on, case)}"


def as_of(on: date) -> str:
    """Say how things stand on a day: 2026 жылғы 22 қарашадағы жағдай бойынша."""
    return f"{long_date(on, Case.ATTRIBUTE)} жағдай бойынша"


def period(since: date, until: date) -> str:
    """Say from which to which day: 2026 жылғы 12 қазаннан 14 қазанға дейін."""
    if since == until:
        return long_date(since, Case.LOCATIVE)
    last = day(until, Case.DATIVE) if since.year == until.year else long_date(until, Case.DATIVE)
    return f"{long_date(since, Case.ABLATIVE)} {last} дейін"


def days(since: date, until: date) -> str:
    """Write the days something lasted: 12 қазан, 12–14 қазан, 30 қыркүйек – 2 қазан."""
    if since == until:
        return day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{day(until)}"
    return f"{day(since)} – {day(until)}"


def listed(names: Sequence[str], between: str = ", ") -> str:
    """Write names one after the other, «және» before the last."""
    if not names[1:]:
        return "".join(names)
    return f"{between.join(names[:-1])} және {names[-1]}"


def both(first: str, second: str) -> str:
    """Join two things of one kind: ұйым мен комитет, қазан пен қараша, Ораз бен Әли."""
    end = _sound(first).end
    word = {_End.HARD: "пен", _End.BUZZ: "бен"}.get(end, "мен")
    return f"{first} {word} {second}"


def whole_place(place: str) -> str:
    """Write out what is shortened in the name of a place: Көкшетау қ. — Көкшетау қаласы."""
    words = place.split()
    return " ".join([*words[:-1], _SHORT_WORDS.get(words[-1], words[-1])]) if words[1:] else place


def _ending(sound: _Sound, case: Case, *, possessed: bool) -> str:
    end, low = sound.end, sound.vowel("а", "е")
    if case is Case.GENITIVE:
        first = _first(end, {_End.VOWEL: "н", _End.NASAL: "н"}, hard="т", other="д")
        return first + sound.vowel("ың", "ің")
    if case is Case.INSTRUMENTAL:
        return _first(end, {_End.BUZZ: "б"}, hard="п", other="м") + "ен"
    if possessed:
        return {
            Case.DATIVE: f"н{low}",
            Case.ACCUSATIVE: "н",
            Case.LOCATIVE: f"нд{low}",
            Case.ATTRIBUTE: f"нд{low}{sound.vowel('ғы', 'гі')}",
            Case.ABLATIVE: f"н{low}н",
        }[case]
    if case is Case.DATIVE:
        return (sound.vowel("қ", "к") if end is _End.HARD else sound.vowel("ғ", "г")) + low
    if case is Case.ACCUSATIVE:
        return _first(end, {_End.VOWEL: "н"}, hard="т", other="д") + sound.vowel("ы", "і")
    if case is Case.ABLATIVE:
        return _first(end, {_End.NASAL: "н"}, hard="т", other="д") + low + "н"
    place = _first(end, {}, hard="т", other="д") + low
    return place + sound.vowel("ғы", "гі") if case is Case.ATTRIBUTE else place


def _first(end: _End, own: dict[_End, str], *, hard: str, other: str) -> str:
    """Return the first consonant of an ending."""
    return own.get(end, hard if end is _End.HARD else other)


def _sound(phrase: str) -> _Sound:
    """Return how a phrase sounds at its end."""
    bare = phrase.rstrip(_CLOSING)
    between = "-" if bare != phrase else ""
    digits = bare[len(bare.rstrip("0123456789")) :]
    if digits:
        return _Sound(_last_word(int(digits)), "-")
    word = bare.replace("-", " ").rpartition(" ")[2].lstrip("«“\"'(")
    if word in _READ_AS_WORDS:
        return _Sound(_READ_AS_WORDS[word], "-")
    if len(word) > 1 and word.isupper():
        return _Sound(_spelled(word), "-")
    low = word.casefold()
    if low.isascii():
        return _Sound(low.translate(_LATIN), "-")
    return _Sound(low, between)


def _last_word(n: int) -> str:
    """Return the word a number ends with when it is read."""
    if n % 10 or not n:
        return _ONES[n % 10]
    if n % 100:
        return _TENS[n % 100 // 10]
    return next(word for size, word in reversed(_POWERS) if n % size == 0)


def _spelled(word: str) -> str:
    """Return how an abbreviation ends when it is read; its own vowels rule the harmony."""
    last = _LETTERS.get(word[-1], word[-1].casefold())
    own = [letter for letter in word.casefold() if letter in _VOWELS]
    if not own or word[-1] not in _LETTERS:
        return last
    return own[-1] + last if last[-1] not in _VOWELS else last[:-1] + own[-1]


def _is_front(word: str) -> bool:
    """Tell whether a word takes front vowels: mostly its last vowel decides."""
    if word in _BACK:
        return False
    if word.endswith(("ь", *_FRONT_ENDS)):
        return True
    word = _SURNAME.sub("", word)
    for place in range(len(word) - 1, -1, -1):
        letter = word[place]
        if letter in _VOWELS:
            return letter in _FRONT_VOWELS
        if letter in _NEUTRAL_VOWELS and place < len(word) - 1:
            return letter == "и"
    return word.endswith("и")
