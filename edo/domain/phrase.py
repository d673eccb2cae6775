"""Ready phrases: short texts in both languages for resolutions, reports, remarks and visas.

An office's are kept by whoever registers there, one's own by oneself. Those every office starts
with need no fact: one that is kept under the id of such a phrase stands in its place.
"""

from enum import StrEnum
from typing import ClassVar

from edo.change import Stamp
from edo.domain.fact import Fact, Record, within
from edo.domain.rights import Right
from edo.errors import Reason, Refusal

PHRASE_LIMIT = 500


class Use(StrEnum):
    """What a phrase is for: a remark is one on a report, a visa's is one on a document."""

    RESOLUTION = "resolution"
    REPORT = "report"
    REMARK = "remark"
    VISA = "visa"


class Phrase(Record, frozen=True, omit_defaults=True):
    """A ready phrase. `owner` is whose own it is; empty: the office's. `removed`: not offered."""

    text_ru: str = ""
    text_kk: str = ""
    use: Use = Use.RESOLUTION
    owner: str = ""
    removed: bool = False


STOCK: dict[str, Phrase] = {
    "h-execute": Phrase("К исполнению", "Орындауға"),
    "h-note": Phrase("К сведению", "Мәлімет үшін"),
    "h-work": Phrase("В работу", "Жұмыс бабында қолдануға"),
    "h-reply": Phrase("Подготовить ответ", "Жауап дайындаңыз"),
    "h-propose": Phrase("Внести предложения", "Ұсыныс енгізіңіз"),
    "h-control": Phrase("На контроль", "Бақылауға алыңыз"),
    "h-file": Phrase("В дело", "Іске тігіңіз"),
    "h-acquaint": Phrase("Ознакомить", "Таныстырыңыз"),
    "h-done": Phrase("Исполнено", "Орындалды", Use.REPORT),
    "h-answered": Phrase("Ответ направлен", "Жауап жолданды", Use.REPORT),
    "h-incomplete": Phrase("Исполнено не в полном объёме", "Толық орындалмаған", Use.REMARK),
    "h-proof": Phrase(
        "Приложить подтверждающий документ", "Растайтын құжатты қоса беріңіз", Use.REMARK
    ),
    "h-mistakes": Phrase("Исправить ошибки в тексте", "Мәтіндегі қателерді түзетіңіз", Use.VISA),
    "h-apart": Phrase(
        "Русский и казахский тексты расходятся",
        "Қазақша және орысша мәтіндер сәйкес келмейді",
        Use.VISA,
    ),
    "h-law": Phrase(
        "Привести в соответствие с законодательством", "Заңнамаға сәйкес келтіріңіз", Use.VISA
    ),
    "h-term": Phrase("Уточнить срок", "Мерзімін нақтылаңыз", Use.VISA),
    "h-grounds": Phrase("Приложить обоснование", "Негіздемесін қоса беріңіз", Use.VISA),
    "h-other": Phrase("Не относится к моей компетенции", "Менің құзыретіме жатпайды", Use.VISA),
}
"""Phrases every office starts with, by id; those of resolutions from records rules, §3.6."""


class PhraseKept(Fact, frozen=True, omit_defaults=True):
    """A phrase was kept, changed, or is not offered any more."""

    NAME: ClassVar[str] = "phrase.kept"
    ABOUT: ClassVar[type] = Phrase
    PREFIX: ClassVar[str] = "h"

    phrase: Phrase

    def right(self, stamp: Stamp, state: Phrase | None) -> Right:
        """One's own phrases are one's own affair."""
        del stamp, state
        return Right.TAKE_PART if self.phrase.owner else Right.REGISTER

    def apply(self, state: Phrase | None, stamp: Stamp) -> Phrase:
        """Keep it."""
        if self.phrase.owner not in ("", stamp.person):
            raise Refusal(Reason.NOT_YOURS)
        if state is not None and state.owner != self.phrase.owner:
            raise Refusal(Reason.NOT_YOURS)
        if not (self.phrase.text_ru.strip() or self.phrase.text_kk.strip()):
            raise Refusal(Reason.REQUIRED_FIELD, field="text_ru")
        within(self.phrase.text_ru, "text_ru", PHRASE_LIMIT)
        within(self.phrase.text_kk, "text_kk", PHRASE_LIMIT)
        return self.phrase


FACTS: tuple[type[Fact], ...] = (PhraseKept,)
