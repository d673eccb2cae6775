"""The columns of the registration journals, as data: headings, widths, and how each is read.

Forms А to Д of §3.5 and the appeals of §6.4 of the records rules. Headings belong to the form, so
they are kept here in both languages and are not translated with the program.
"""

from collections.abc import Callable
from dataclasses import dataclass

from edo.domain.card import Kind
from edo.queries import journal_cells as cells
from edo.queries.journal_cells import Cell, Entry
from edo.queries.phrases import Phrase, written


@dataclass(frozen=True, slots=True)
class JournalColumn:
    """One column of a journal.

    Attributes:
        code: its name for programs, unique in its journal.
        heading: what stands above it.
        weight: its share of the page's width, near to millimetres on a landscape A4 page.
        read: the cell of one document.
        centred: its text stands in the middle of the cell.
        stays: an annulled document's cell is not struck through.
    """

    code: str
    heading: Phrase
    weight: float
    read: Callable[[Entry], Cell]
    centred: bool = False
    stays: bool = False


TITLES = {
    Kind.INCOMING: Phrase(
        ru="Журнал регистрации входящих документов", kk="Кіріс құжаттарды тіркеу журналы"
    ),
    Kind.OUTGOING: Phrase(
        ru="Журнал регистрации исходящих документов", kk="Шығыс құжаттарды тіркеу журналы"
    ),
    Kind.INTERNAL: Phrase(
        ru="Журнал регистрации внутренних документов", kk="Ішкі құжаттарды тіркеу журналы"
    ),
    Kind.ORDERS: Phrase(ru="Книга регистрации приказов", kk="Бұйрықтарды тіркеу кітабы"),
    Kind.MINUTES: Phrase(ru="Журнал регистрации протоколов", kk="Хаттамаларды тіркеу журналы"),
    Kind.APPEALS: Phrase(ru="Журнал регистрации обращений", kk="Өтініштерді тіркеу журналы"),
}


def columns(kind: Kind) -> tuple[JournalColumn, ...]:
    """Return the columns of a kind of journal, in their order on paper."""
    return _COLUMNS[kind]


_POSITION = JournalColumn(
    "position",
    Phrase(ru="№ п/п", kk="р/с №"),
    10.5,
    lambda entry: entry.position,
    centred=True,
    stays=True,
)


def _note(weight: float) -> JournalColumn:
    heading = Phrase(ru="Примечание", kk="Ескертпе")
    return JournalColumn("note", heading, weight, cells.note, stays=True)


_DOSSIER = JournalColumn("dossier", Phrase(ru="№ дела", kk="Іс №"), 18, lambda e: e.row.dossier)


def _registered(heading: Phrase) -> JournalColumn:
    return JournalColumn("on", heading, 17.3, lambda entry: entry.row.on, centred=True)


def _number(heading: Phrase) -> JournalColumn:
    return JournalColumn("number", heading, 17, lambda entry: entry.row.number, centred=True)


def _signed(heading: Phrase, weight: float = 23) -> JournalColumn:
    return JournalColumn(
        "signed_by", heading, weight, lambda entry: cells.lines(*entry.row.signed_by)
    )


_INCOMING = (
    _POSITION,
    JournalColumn(
        "received",
        Phrase(ru="Дата поступления", kk="Түскен күні"),
        17.3,
        lambda entry: entry.row.received or entry.row.on,
        centred=True,
    ),
    _number(Phrase(ru="Входящий № (индекс)", kk="Кіріс № (индексі)")),
    JournalColumn(
        "correspondents",
        Phrase(ru="Корреспондент (откуда поступил)", kk="Корреспондент (қайдан түсті)"),
        30,
        lambda entry: cells.names(entry.row.correspondents, entry.language),
    ),
    JournalColumn(
        "theirs",
        Phrase(
            ru="Дата и № (индекс) документа корреспондента",
            kk="Корреспондент құжатының күні мен № (индексі)",
        ),
        21.5,
        lambda entry: cells.date_and_number(entry.row.their_date, entry.row.their_number),
        centred=True,
    ),
    JournalColumn(
        "subject",
        Phrase(ru="Вид документа и краткое содержание", kk="Құжаттың түрі және қысқаша мазмұны"),
        46,
        cells.type_and_subject,
    ),
    JournalColumn(
        "sheets",
        Phrase(ru="Кол-во листов (документ/приложение)", kk="Парақ саны (құжат/қосымша)"),
        18,
        cells.sheets,
        centred=True,
    ),
    JournalColumn(
        "resolution",
        Phrase(
            ru="Резолюция или кому направлен документ",
            kk="Бұрыштама немесе құжат кімге жіберілді",
        ),
        22,
        lambda entry: cells.lines(entry.row.resolution, entry.row.handed_to),
    ),
    JournalColumn(
        "executors",
        Phrase(ru="Исполнитель, срок исполнения", kk="Орындаушы, орындау мерзімі"),
        22,
        lambda entry: cells.lines(entry.row.executors, written(entry.row.due)),
    ),
    JournalColumn(
        "acknowledged",
        Phrase(
            ru="Отметка (подпись) в получении документа, дата",
            kk="Құжатты алғаны туралы белгі (қолы), күні",
        ),
        17.5,
        lambda entry: entry.row.acknowledged,
    ),
    JournalColumn(
        "execution",
        Phrase(
            ru="Отметка об исполнении (дата, № ответа)",
            kk="Орындалғаны туралы белгі (күні, жауап №)",
        ),
        20.5,
        cells.execution,
    ),
    JournalColumn(
        "dossier",
        Phrase(ru="№ дела, том, листы", kk="Іс №, том, парақтар"),
        14,
        lambda entry: entry.row.dossier,
    ),
    _note(19.5),
)

_OUTGOING = (
    _POSITION,
    _registered(Phrase(ru="Дата регистрации", kk="Тіркелген күні")),
    _number(Phrase(ru="Исходящий № (индекс)", kk="Шығыс № (индексі)")),
    JournalColumn(
        "addressees",
        Phrase(ru="Адресат (кому направлен)", kk="Адресат (кімге жіберілді)"),
        33,
        lambda entry: cells.names(entry.row.addressees, entry.language),
    ),
    JournalColumn(
        "subject", Phrase(ru="Краткое содержание", kk="Қысқаша мазмұны"), 49, cells.subject
    ),
    JournalColumn(
        "reply_to",
        Phrase(ru="Ответ на № и дату", kk="Қай құжатқа жауап (№, күні)"),
        21,
        lambda entry: entry.row.reply_to,
    ),
    _signed(Phrase(ru="Кто подписал", kk="Қол қойған")),
    JournalColumn(
        "prepared_by",
        Phrase(ru="Исполнитель, телефон", kk="Орындаушы, телефоны"),
        23,
        lambda entry: cells.lines(entry.row.prepared_by, entry.row.phone),
    ),
    JournalColumn(
        "sheets",
        Phrase(ru="Кол-во листов/экз.", kk="Парақ/дана саны"),
        15,
        cells.sheets_and_copies,
        centred=True,
    ),
    JournalColumn(
        "delivery",
        Phrase(
            ru="Способ и дата отправки, отметка о доставке",
            kk="Жөнелту тәсілі мен күні, жеткізілгені туралы белгі",
        ),
        30,
        cells.delivery,
    ),
    _DOSSIER,
    _note(22),
)

_INTERNAL = (
    _POSITION,
    _registered(Phrase(ru="Дата", kk="Күні")),
    _number(Phrase(ru="№ (индекс)", kk="№ (индексі)")),
    JournalColumn("type", Phrase(ru="Вид документа", kk="Құжат түрі"), 24, cells.document_type),
    JournalColumn(
        "subject",
        Phrase(ru="Заголовок (краткое содержание)", kk="Тақырыбы (қысқаша мазмұны)"),
        57,
        cells.subject,
    ),
    _signed(Phrase(ru="Автор (кем подписан)", kk="Авторы (кім қол қойды)"), 27),
    JournalColumn(
        "executors",
        Phrase(ru="Исполнитель(и), кому направлен", kk="Орындаушы(лар), кімге жіберілді"),
        30,
        lambda entry: cells.lines(entry.row.executors, entry.row.handed_to),
    ),
    JournalColumn(
        "due",
        Phrase(ru="Срок исполнения", kk="Орындау мерзімі"),
        18,
        lambda entry: entry.row.due,
        centred=True,
    ),
    JournalColumn(
        "execution",
        Phrase(ru="Отметка об исполнении", kk="Орындалғаны туралы белгі"),
        27,
        cells.execution,
    ),
    _DOSSIER,
    _note(24),
)

_ORDERS = (
    _POSITION,
    _registered(Phrase(ru="Дата", kk="Күні")),
    _number(Phrase(ru="№ приказа", kk="Бұйрық №")),
    JournalColumn("subject", Phrase(ru="Заголовок", kk="Тақырыбы"), 84, cells.subject),
    _signed(Phrase(ru="Кем подписан", kk="Кім қол қойды"), 32),
    JournalColumn(
        "executors",
        Phrase(ru="Исполнитель", kk="Орындаушы"),
        32,
        lambda entry: cells.lines(entry.row.executors or entry.row.prepared_by),
    ),
    JournalColumn(
        "acquainted",
        Phrase(ru="Ознакомлены", kk="Танысқандар"),
        42,
        lambda entry: entry.row.acquainted,
    ),
    _note(28),
)

_MINUTES = (
    _POSITION,
    _registered(Phrase(ru="Дата заседания", kk="Отырыс күні")),
    JournalColumn(
        "body",
        Phrase(ru="Орган", kk="Орган"),
        34,
        lambda entry: entry.row.body.on(entry.language, "\n") or cells.document_type(entry),
    ),
    _number(Phrase(ru="№ протокола", kk="Хаттама №")),
    JournalColumn("subject", Phrase(ru="Вопросы", kk="Қаралған мәселелер"), 80, cells.subject),
    JournalColumn(
        "decisions",
        Phrase(ru="№ постановлений", kk="Қаулы №"),
        24,
        lambda entry: entry.row.decisions,
    ),
    _signed(Phrase(ru="Председатель", kk="Төраға"), 27),
    JournalColumn(
        "prepared_by", Phrase(ru="Секретарь", kk="Хатшы"), 27, lambda e: e.row.prepared_by
    ),
    _DOSSIER,
    _note(24),
)

_APPEALS = (
    _POSITION,
    JournalColumn(
        "on",
        Phrase(ru="Дата и № регистрации", kk="Тіркелген күні мен №"),
        19,
        lambda entry: cells.date_and_number(entry.row.on, entry.row.number),
        centred=True,
    ),
    JournalColumn(
        "correspondents",
        Phrase(ru="ФИО / наименование, ИИН/БИН", kk="Аты-жөні / атауы, ЖСН/БСН"),
        27,
        lambda entry: cells.lines(
            cells.names(entry.row.correspondents, entry.language), entry.row.appeal.identifier
        ),
    ),
    JournalColumn(
        "address",
        Phrase(ru="Адрес, телефон", kk="Мекенжайы, телефоны"),
        23,
        lambda entry: entry.row.appeal.address,
    ),
    JournalColumn(
        "form",
        Phrase(ru="Форма обращения", kk="Өтініш нысаны"),
        17,
        lambda entry: entry.row.appeal.form.on(entry.language, "\n"),
    ),
    JournalColumn(
        "channel",
        Phrase(ru="Откуда поступило", kk="Қайдан түсті"),
        17,
        lambda entry: entry.row.appeal.channel.on(entry.language, "\n"),
    ),
    JournalColumn(
        "subject",
        Phrase(ru="Вид и краткое содержание", kk="Түрі және қысқаша мазмұны"),
        39,
        cells.type_and_subject,
    ),
    JournalColumn(
        "repeated",
        Phrase(ru="Повторное / коллективное", kk="Қайталама / ұжымдық"),
        20,
        lambda entry: entry.row.appeal.repeated.on(entry.language, "\n"),
    ),
    JournalColumn(
        "resolution",
        Phrase(ru="Кому поручено, резолюция", kk="Кімге тапсырылды, бұрыштама"),
        23,
        lambda entry: cells.lines(entry.row.resolution, entry.row.executors, entry.row.handed_to),
    ),
    JournalColumn(
        "due",
        Phrase(ru="Срок", kk="Мерзімі"),
        17,
        lambda entry: entry.row.due,
        centred=True,
    ),
    JournalColumn(
        "extension",
        Phrase(ru="Продление", kk="Ұзартылуы"),
        16,
        lambda entry: entry.row.appeal.extension,
    ),
    JournalColumn(
        "outcome",
        Phrase(ru="Результат", kk="Нәтижесі"),
        19,
        lambda entry: cells.lines(
            cells.annulled(entry), entry.row.appeal.outcome.on(entry.language, "\n")
        ),
        stays=True,
    ),
    JournalColumn(
        "answer",
        Phrase(ru="Дата и № ответа", kk="Жауаптың күні мен №"),
        19,
        lambda entry: entry.row.answer,
    ),
    JournalColumn("dossier", Phrase(ru="В дело", kk="Іске"), 13, lambda e: e.row.dossier),
)

_COLUMNS = {
    Kind.INCOMING: _INCOMING,
    Kind.OUTGOING: _OUTGOING,
    Kind.INTERNAL: _INTERNAL,
    Kind.ORDERS: _ORDERS,
    Kind.MINUTES: _MINUTES,
    Kind.APPEALS: _APPEALS,
}
