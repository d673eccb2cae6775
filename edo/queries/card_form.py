"""The registration card's form as data: names of its fields in both languages and their places.

Labels follow §3.4 of the records rules. They belong to the form and are not translated with the
program.
"""

from collections.abc import Mapping

from edo.domain.card import FIELD_BY_NAME, RECEIVED_KINDS, Kind
from edo.queries.card import CardField, CardSection
from edo.queries.phrases import Phrase

TITLE = Phrase(ru="Регистрационно-контрольная карточка", kk="Тіркеу-бақылау карточкасы")

NAMES = {
    Kind.INCOMING: Phrase(ru="Входящий документ", kk="Кіріс құжат"),
    Kind.OUTGOING: Phrase(ru="Исходящий документ", kk="Шығыс құжат"),
    Kind.INTERNAL: Phrase(ru="Внутренний документ", kk="Ішкі құжат"),
    Kind.ORDERS: Phrase(ru="Приказ", kk="Бұйрық"),
    Kind.MINUTES: Phrase(ru="Протокол", kk="Хаттама"),
    Kind.APPEALS: Phrase(ru="Обращение", kk="Өтініш"),
}

LABELS = {
    "received_at": Phrase(ru="Дата (время) поступления", kk="Түскен күні (уақыты)"),
    "their_number": Phrase(ru="Исходящий № отправителя", kk="Жөнелтушінің шығыс №"),
    "their_date": Phrase(ru="Дата документа", kk="Құжаттың күні"),
    "their_signatory": Phrase(ru="Кто подписал", kk="Қол қойған"),
    "type": Phrase(ru="Вид документа", kk="Құжат түрі"),
    "subject": Phrase(ru="Заголовок (краткое содержание)", kk="Тақырыбы (қысқаша мазмұны)"),
    "language": Phrase(ru="Язык документа", kk="Құжат тілі"),
    "sheets": Phrase(ru="Листов документа", kk="Құжат парақтарының саны"),
    "sheets_attached": Phrase(ru="Листов приложений", kk="Қосымша парақтарының саны"),
    "copies": Phrase(ru="Количество экземпляров", kk="Дана саны"),
    "delivery": Phrase(ru="Способ доставки", kk="Жеткізу тәсілі"),
    "carrier": Phrase(ru="Носитель", kk="Тасығыш"),
    "access": Phrase(ru="Гриф", kk="Қол жеткізу белгісі"),
    "character": Phrase(ru="Характер вопроса", kk="Мәселенің сипаты"),
    "topic": Phrase(ru="Тематика", kk="Тақырып санаты"),
    "place": Phrase(ru="Место составления", kk="Жасалған жері"),
    "signed_by": Phrase(ru="Кто подписал", kk="Қол қойған"),
    "prepared_by": Phrase(ru="Исполнитель (подготовил)", kk="Дайындаған"),
    "phone": Phrase(ru="Телефон", kk="Телефоны"),
    "handed_to": Phrase(ru="Кому направлен документ", kk="Құжат кімге жіберілді"),
    "resolution": Phrase(ru="Резолюция", kk="Бұрыштама"),
    "executors": Phrase(ru="Исполнитель", kk="Орындаушы"),
    "control": Phrase(ru="Контроль", kk="Бақылау түрі"),
    "due": Phrase(ru="Срок исполнения", kk="Орындау мерзімі"),
    "executed_on": Phrase(ru="Дата исполнения", kk="Орындалған күні"),
    "execution_note": Phrase(ru="Отметка об исполнении", kk="Орындалғаны туралы белгі"),
    "dossier": Phrase(ru="Дело №", kk="Іс №"),
    "volume": Phrase(ru="Том", kk="Том"),
    "pages": Phrase(ru="Листы дела", kk="Істің парақтары"),
    "links": Phrase(ru="Связанные документы", kk="Байланысты құжаттар"),
    "files": Phrase(ru="Файлы", kk="Файлдар"),
    "note": Phrase(ru="Примечание", kk="Ескертпе"),
}
"""Names of the fields of `edo.domain.card.Card`; both subjects are one field on paper."""

_CORRESPONDENT = Phrase(ru="Корреспондент", kk="Корреспондент")
_ADDRESSEES = Phrase(ru="Адресат(ы)", kk="Адресат(тар)")

_BESIDES = frozenset({"subject", "links", "files"})
"""Fields on paper that are not one field of `Card`."""

_SECTIONS = (
    (
        Phrase(ru="Регистрация", kk="Тіркеу"),
        (
            ("parties", 6),
            ("their_number", 2),
            ("their_date", 2),
            ("received_at", 2),
            ("type", 2),
            ("language", 2),
            ("delivery", 2),
            ("subject", 6),
            ("their_signatory", 2),
            ("signed_by", 3),
            ("prepared_by", 3),
            ("phone", 2),
            ("place", 4),
            ("carrier", 2),
            ("access", 2),
            ("topic", 2),
            ("character", 4),
            ("sheets", 2),
            ("sheets_attached", 2),
            ("copies", 2),
            ("links", 3),
            ("files", 3),
        ),
    ),
    (
        Phrase(ru="Рассмотрение и исполнение", kk="Қарау және орындау"),
        (
            ("resolution", 6),
            ("handed_to", 3),
            ("executors", 3),
            ("control", 2),
            ("due", 2),
            ("executed_on", 2),
            ("execution_note", 6),
        ),
    ),
    (
        Phrase(ru="Хранение", kk="Сақтау"),
        (("dossier", 2), ("volume", 2), ("pages", 2), ("note", 6)),
    ),
)
"""Each field with the sixths of the card's width it takes."""


def label(name: str, kind: Kind) -> Phrase:
    """Return what a field is called on the card of a kind of document."""
    if name == "parties":
        return _CORRESPONDENT if kind in RECEIVED_KINDS else _ADDRESSEES
    return LABELS[name]


def arranged(kind: Kind, values: Mapping[str, Phrase]) -> tuple[CardSection, ...]:
    """Put the values of a card into their places.

    Every field the kind has is shown, the empty ones too, for a printed card is written on.

    Args:
        kind: kind of the document.
        values: text of each filled field by its name, `subject` for both titles, and `links` and
            `files` besides the fields of `Card`.
    """
    return tuple(
        CardSection(title, tuple(fields))
        for title, places in _SECTIONS
        if (
            fields := [
                CardField(label(name, kind), values.get(name, Phrase()), span)
                for name, span in places
                if name in _BESIDES or kind in FIELD_BY_NAME[name].kinds
            ]
        )
    )
