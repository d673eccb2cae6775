"""The journals an office begins with: one for each kind of document, under the usual titles.

An index can be changed as long as nothing is registered, a journal closed at any time.
"""

from edo.commands import numbers
from edo.domain.card import Kind
from edo.workplace import Workplace

USUAL: tuple[tuple[Kind, str, str, str], ...] = (
    (
        Kind.INCOMING,
        "ВХ",
        "Журнал регистрации входящих документов",
        "Кіріс құжаттарын тіркеу журналы",
    ),
    (
        Kind.OUTGOING,
        "ИСХ",
        "Журнал регистрации исходящих документов",
        "Шығыс құжаттарын тіркеу журналы",
    ),
    (
        Kind.INTERNAL,
        "ВН",
        "Журнал регистрации внутренних документов",
        "Ішкі құжаттарды тіркеу журналы",
    ),
    (Kind.ORDERS, "ПР", "Журнал регистрации приказов", "Бұйрықтарды тіркеу журналы"),
    (Kind.MINUTES, "ПРОТ", "Журнал регистрации протоколов", "Хаттамаларды тіркеу журналы"),
    (Kind.APPEALS, "ОБР", "Журнал регистрации обращений", "Өтініштерді тіркеу журналы"),
)
"""Kind, index, title in Russian and in Kazakh."""


def open_usual(workplace: Workplace) -> tuple[str, ...]:
    """Open them in an office that has none; return their ids.

    Raises:
        Refusal: an index is taken already.
    """
    return tuple(
        numbers.open_journal(
            workplace, index=index, kind=kind, title_ru=title_ru, title_kk=title_kk
        )
        for kind, index, title_ru, title_kk in USUAL
    )
