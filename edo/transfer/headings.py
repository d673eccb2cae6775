"""What the head of a column says it holds: in Russian, Kazakh or English, or two at once."""

import re
from collections.abc import Mapping
from functools import lru_cache

from edo.domain.likeness import fold
from edo.domain.staff_list import ListColumn

_SAID: Mapping[ListColumn, tuple[str, ...]] = {
    ListColumn.NAME: (
        "фио",
        "ф и о",
        "фамилия имя отчество",
        "фамилия имя",
        "фамилия и о",
        "ф и о работника",
        "работник",
        "сотрудник",
        "слушатель",
        "обучающийся",
        "обученный",
        "аты жөні",
        "тегі аты әкесінің аты",
        "тегі аты",
        "т а ә",
        "т а ж",
        "қызметкер",
        "тыңдаушы",
        "full name",
        "name",
        "employee",
        "person",
    ),
    ListColumn.SURNAME: ("фамилия", "тегі", "surname", "last name", "family name"),
    ListColumn.GIVEN: ("имя", "аты", "есімі", "first name", "given name"),
    ListColumn.PATRONYMIC: ("отчество", "әкесінің аты", "patronymic", "middle name"),
    ListColumn.OFFICE: (
        "организация",
        "наименование организации",
        "название организации",
        "член организация",
        "место работы",
        "офис",
        "филиал",
        "регион",
        "область",
        "профсоюзная организация",
        "ұйым",
        "ұйымы",
        "ұйымның атауы",
        "ұйым атауы",
        "жұмыс орны",
        "өңір",
        "облыс",
        "organisation",
        "organization",
        "office",
        "region",
    ),
    ListColumn.UNIT: (
        "отдел",
        "подразделение",
        "структурное подразделение",
        "бөлім",
        "бөлімі",
        "бөлімше",
        "құрылымдық бөлімше",
        "unit",
        "department",
    ),
    ListColumn.POSITION: (
        "должность",
        "занимаемая должность",
        "лауазым",
        "лауазымы",
        "қызметі",
        "атқаратын қызметі",
        "position",
        "job title",
    ),
    ListColumn.PHONE: (
        "телефон",
        "тел",
        "номер телефона",
        "сотовый",
        "моб",
        "мобильный",
        "контакты",
        "ұялы",
        "байланыс",
        "phone",
        "mobile",
    ),
    ListColumn.EMAIL: (
        "email",
        "e-mail",
        "e mail",
        "mail",
        "почта",
        "эл почта",
        "электронная почта",
        "электронный адрес",
        "пошта",
        "электрондық пошта",
    ),
    ListColumn.JOINED: (
        "дата приема",
        "дата приема на работу",
        "принят",
        "дата поступления",
        "работает с",
        "дата назначения",
        "жұмысқа қабылданған күні",
        "қабылданған күні",
        "жұмысқа кірген күні",
        "joined",
        "hired",
        "start date",
    ),
    ListColumn.LEFT: (
        "дата увольнения",
        "уволен",
        "дата выбытия",
        "выбыл",
        "жұмыстан шыққан күні",
        "босатылған күні",
        "left",
        "end date",
    ),
    ListColumn.COURSE: (
        "курс",
        "наименование курса",
        "название курса",
        "тема",
        "тема обучения",
        "программа",
        "программа обучения",
        "курс атауы",
        "курстың атауы",
        "тақырып",
        "тақырыбы",
        "course",
    ),
    ListColumn.PASSED: (
        "дата обучения",
        "дата прохождения",
        "дата прохождения обучения",
        "когда обучен",
        "дата проведения",
        "дата окончания",
        "дата",
        "пройдено",
        "оқыту күні",
        "оқыған күні",
        "өткен күні",
        "күні",
        "passed",
        "date",
        "training date",
    ),
    ListColumn.RESULT: (
        "результат",
        "балл",
        "баллы",
        "оценка",
        "итог",
        "отметка",
        "нәтиже",
        "нәтижесі",
        "баға",
        "ұпай",
        "result",
        "score",
        "mark",
    ),
    ListColumn.CERTIFICATE: (
        "сертификат",
        "номер сертификата",
        "удостоверение",
        "номер удостоверения",
        "свидетельство",
        "куәлік",
        "сертификат нөмірі",
        "certificate",
    ),
    ListColumn.UNTIL: (
        "действителен до",
        "действует до",
        "срок действия",
        "действительно до",
        "жарамды",
        "дейін жарамды",
        "жарамдылық мерзімі",
        "valid until",
        "expires",
        "valid to",
    ),
}
_PHRASES = [
    (fold(phrase).replace("-", " "), column)
    for column, phrases in _SAID.items()
    for phrase in phrases
]
_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_EXACT, _STARTS, _HOLDS = 1.0, 0.9, 0.7
_LONGEST = 80
"""Characters of a head; what is longer is a sentence."""


@lru_cache(maxsize=4096)
def said_columns(head: str) -> Mapping[ListColumn, float]:
    """Return what a head may say, each with how sure that is, from 0 to 1."""
    texts = {_plain(text) for text in (head, *head.split("/"))} - {""}
    if max(map(len, texts), default=0) > _LONGEST:
        return {}
    matched = [
        (phrase, column, sure)
        for text in texts
        for phrase, column in _PHRASES
        if (sure := _sureness(text, phrase))
    ]
    found: dict[ListColumn, float] = {}
    for phrase, column, sure in matched:
        # «Фамилия» within «фамилия, имя, отчество» is not what is meant.
        is_part = any(phrase != longer and phrase in longer for longer, _column, _ in matched)
        if not is_part:
            found[column] = max(sure, found.get(column, 0.0))
    return found


def _plain(head: str) -> str:
    """Return a head, or one language of it, without brackets and signs."""
    return " ".join(fold(_BRACKETS.sub(" ", head)).replace("-", " ").replace("№", " ").split())


def _sureness(said: str, phrase: str) -> float:
    """Return how sure a phrase is meant; a longer one counts for more than a part of it."""
    if said == phrase:
        return _EXACT
    share = len(phrase) / len(said)
    if said.startswith(phrase + " "):
        return _STARTS * (0.8 + 0.2 * share)
    if f" {phrase} " in f" {said} ":
        return _HOLDS * (0.8 + 0.2 * share)
    return 0.0
