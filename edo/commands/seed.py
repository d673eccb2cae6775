"""Document types a new organisation starts with; an administrator changes them like any other."""

from edo.domain.card import Kind
from edo.domain.document_type import DocumentType
from edo.domain.workdays import Term

_APPEAL = Term(15)
"""Appeals are answered within so many working days (records rules, §5)."""
_IN, _OUT, _INNER = Kind.INCOMING, Kind.OUTGOING, Kind.INTERNAL
_LETTERS = (_IN, _OUT)
_PAPERS = (_IN, _OUT, _INNER)

DOCUMENT_TYPES: dict[str, DocumentType] = {
    "t-letter": DocumentType("Письмо", "Хат", _LETTERS),
    "t-cover-letter": DocumentType("Сопроводительное письмо", "Ілеспе хат", _LETTERS),
    "t-request": DocumentType("Запрос", "Сұрау салу", _LETTERS),
    "t-proposal": DocumentType("Предложение", "Ұсыныс", _LETTERS),
    "t-report": DocumentType("Отчёт", "Есеп", _PAPERS),
    "t-statement": DocumentType("Справка", "Анықтама", _PAPERS),
    "t-plan": DocumentType("План", "Жоспар", _PAPERS),
    "t-act": DocumentType("Акт", "Акт", _PAPERS),
    "t-agreement": DocumentType("Договор", "Шарт", _PAPERS),
    "t-collective-agreement": DocumentType("Коллективный договор", "Ұжымдық шарт", _PAPERS),
    "t-resolution": DocumentType("Постановление", "Қаулы", (*_PAPERS, Kind.MINUTES)),
    "t-decision": DocumentType("Решение", "Шешім", (*_PAPERS, Kind.MINUTES)),
    "t-memo": DocumentType("Служебная записка", "Қызметтік жазба", (_INNER,)),
    "t-report-memo": DocumentType("Докладная записка", "Баянхат", (_INNER,)),
    "t-explanation": DocumentType("Объяснительная записка", "Түсініктеме", (_INNER,)),
    "t-instruction": DocumentType("Инструкция", "Нұсқаулық", (_INNER,)),
    "t-regulation": DocumentType("Положение", "Ереже", (_INNER,)),
    "t-certificate": DocumentType("Сертификат об обучении", "Оқу туралы сертификат", (_INNER,)),
    "t-power": DocumentType("Доверенность", "Сенімхат", (_OUT, _INNER)),
    "t-order": DocumentType("Приказ", "Бұйрық", (Kind.ORDERS, _IN)),
    "t-directive": DocumentType("Распоряжение", "Өкім", (Kind.ORDERS, _IN)),
    "t-minutes": DocumentType("Протокол", "Хаттама", (Kind.MINUTES, _IN)),
    "t-extract": DocumentType(
        "Выписка из протокола", "Хаттамадан үзінді", (Kind.MINUTES, *_PAPERS)
    ),
    "t-application": DocumentType("Заявление", "Өтініш", (Kind.APPEALS, _IN), term=_APPEAL),
    "t-complaint": DocumentType("Жалоба", "Шағым", (Kind.APPEALS,), term=_APPEAL),
    "t-inquiry": DocumentType(
        "Обращение-запрос", "Сұрау салу түріндегі өтініш", (Kind.APPEALS,), term=_APPEAL
    ),
    "t-suggestion": DocumentType(
        "Обращение-предложение", "Ұсыныс түріндегі өтініш", (Kind.APPEALS,), term=_APPEAL
    ),
}
