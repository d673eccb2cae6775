"""Earlier documents the office received, and how each came to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from msgspec.structs import replace

from edo.commands import documents, resolutions, tasks
from edo.commands.assigning import Assignment
from edo.commands.documents import Attachment
from edo.domain.card import Card, Carrier, Control, Delivery, Language, Party
from edo.domain.document import Link
from edo.queries import execution
from edo.sample.chance import Chance, Topic, spoken
from edo.sample.diary import Act, Diary
from edo.sample.office import SampleOffice
from edo.sample.papers import Papers
from edo.sample.texts import CorrespondentText, Instruction, Said
from edo.sample.times import shift
from edo.sample.written import Written

_BY_POST = (Delivery.POST, Delivery.HAND)
_BY_WIRE = (Delivery.EMAIL, Delivery.PORTAL)
_WIRE = 0.6
_APPEAL_BY_WIRE = 0.3
_CHAIR, _CLERK = "chair", "clerk"
_FORGOTTEN = 0.06
"""Share of matters that never came to an end."""
_LATE = 0.06
_LATE_TASKS = 14
"""Of so many tasks one is done two days late."""
_DOSSIERS: Mapping[str, str] = {
    "union": "01-07",
    "branches": "10-02",
    "authority": "02-08",
    "schools": "06-03",
}
_APPEAL_DAYS = 15
"""Working days for an appeal (records rules, §5)."""
_USUAL_DAYS = 6
_SHEETS_A_VOLUME = 240
_DONE = Said(ru="Дан ответ", kk="Жауап берілді")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A received document that waits for its end; `task` is what was given about it."""

    document: str
    party: str
    topic: Topic
    task: str


class Received:
    """Receives earlier documents, each on its day."""

    def __init__(
        self,
        office: SampleOffice,
        papers: Papers,
        chance: Chance,
        diary: Diary,
        written: Written,
        recent: date,
        assigned: date,
    ) -> None:
        self._office = office
        self._workplace = office.workplace
        self._papers = papers
        self._chance = chance
        self._diary = diary
        self._written = written
        self._recent = recent
        self._assigned = assigned
        self._sheets = count(1, 3)
        self._tasks = count()

    def receive(self, moment: datetime) -> None:
        """Receive a letter."""
        chance, on = self._chance, moment.date()
        topic = chance.topic(chance.texts.incoming, on)
        sender = self._office.text.correspondent(
            chance.one(self._office.keys_of(topic.matter.senders))
        )
        if "branches" in sender.groups:
            topic = Topic(topic.matter, on, topic.chosen, Language.KK)
        instruction = chance.instruction(topic.matter)
        due = shift(on, instruction.days) if instruction.days else None
        theirs = shift(on, -chance.number(1, 5))
        wire = chance.happens(_WIRE)
        card = replace(
            self._taken_in(topic, moment, instruction, due),
            parties=(Party(self._office.correspondents[sender.key]),),
            their_number=self._their_number(sender, theirs),
            their_date=theirs,
            their_signatory=sender.head,
            delivery=chance.one(_BY_WIRE if wire else _BY_POST),
            carrier=Carrier.ELECTRONIC if wire else Carrier.PAPER,
            sheets=chance.one((1, 1, 1, 2, 2, 3)),
            sheets_attached=chance.one((None, None, None, 2, 4, 11)),
            handed_to=self._office.people[topic.matter.executor],
            dossier=next((_DOSSIERS[g] for g in sender.groups if g in _DOSSIERS), "02-03"),
        )
        files = [self._file(sender.key, card)] if wire and on > self._recent else []
        self._register("ВХ", card, topic, instruction, files)

    def hear(self, moment: datetime) -> None:
        """Receive an appeal of a person."""
        chance, on = self._chance, moment.date()
        person = chance.one(self._office.text.persons)
        language = Language.RU if person.name_ru == person.name_kk else Language.KK
        topic = chance.topic(chance.texts.appeals, on, language)
        instruction = chance.texts.resolutions[0]
        wire = chance.happens(_APPEAL_BY_WIRE)
        card = replace(
            self._taken_in(topic, moment, instruction, shift(on, _APPEAL_DAYS)),
            parties=(Party(self._office.correspondents[person.name_ru]),),
            delivery=Delivery.EMAIL if wire else chance.one(_BY_POST),
            carrier=Carrier.ELECTRONIC if wire else Carrier.PAPER,
            sheets=1,
            sheets_attached=chance.one((None, 2, 3)),
            dossier="09-01",
        )
        self._register("ОБР", card, topic, instruction, [])

    def _taken_in(
        self, topic: Topic, moment: datetime, instruction: Instruction, due: date | None
    ) -> Card:
        """Return what letters and appeals have in common."""
        card = Card(
            type=topic.matter.type,
            language=topic.language,
            received_at=f"{moment:%Y-%m-%dT%H:%M}",
            resolution=spoken(instruction, topic.language),
            executors=self._office.people[topic.matter.executor],
            control=Control.CONTROL if due else Control.NONE,
            due=due,
        )
        return self._chance.titled(card, topic.subject)

    def _their_number(self, sender: CorrespondentText, on: date) -> str:
        """Return a number the sender may have reached by a day, all year at the same pace."""
        reached = round(sender.pace * on.timetuple().tm_yday / 366)
        return sender.number.format(n=max(1, reached + self._chance.number(-2, 3)))

    def _file(self, sender: str, card: Card) -> Attachment:
        """Make the file a letter of late came with; older ones lie in the archive on paper."""
        language = "kk" if card.language is Language.KK or not card.subject_ru else "ru"
        heading = card.subject_kk if language == "kk" else card.subject_ru
        on = card.their_date or self._recent
        return Attachment(self._papers.plain(sender, heading, language, card.their_number, on))

    def _register(
        self,
        index: str,
        card: Card,
        topic: Topic,
        instruction: Instruction,
        files: list[Attachment],
    ) -> None:
        """Register it and let an answer, or a mark, come in time; seldom late or never."""
        chance = self._chance
        journal = self._office.journals[index]
        made = documents.register(self._workplace, journal=journal, card=card, files=files)
        task = self._assign(made.document, card, topic, instruction)
        if chance.happens(_FORGOTTEN):
            return
        longest = instruction.days or _USUAL_DAYS
        extra = 4 if chance.happens(_LATE) else 0
        waiting = _Waiting(made.document, card.parties[0].key, topic, task)
        act = self._answer(waiting) if topic.matter.reply_ru else self._finish(waiting)
        moment = chance.later(topic.on, min(2, longest), longest + extra)
        if task and card.due and next(self._tasks) % _LATE_TASKS == 0:
            moment = datetime.combine(shift(card.due, 2), moment.timetz())
        self._diary.note(moment, act)

    def _assign(self, document: str, card: Card, topic: Topic, instruction: Instruction) -> str:
        """Write down the chair's resolution of late as a task; return its id, if it is one."""
        executor = topic.matter.executor
        if topic.on < self._assigned or card.due is None or executor == _CLERK:
            return ""
        persons = self._office.persons
        item = Assignment((persons[executor],), instruction.ru, instruction.kk, due=card.due)
        resolution = resolutions.issue(
            self._workplace, document=document, items=[item], author=persons[_CHAIR]
        )
        found = self._workplace.read(execution.resolution, resolution=resolution)
        return found.resolution.tasks[0] if found else ""

    def _answer(self, waiting: _Waiting) -> Act:
        def act(moment: datetime) -> None:
            topic = waiting.topic
            links = [(Link.REPLY, waiting.document)]
            self._written.send(topic, topic.reply, [waiting.party], moment, links)
            self._mark(waiting, moment, _DONE)

        return act

    def _finish(self, waiting: _Waiting) -> Act:
        def act(moment: datetime) -> None:
            self._mark(waiting, moment, self._chance.one(self._chance.texts.endings))

        return act

    def _mark(self, waiting: _Waiting, moment: datetime, note: Said) -> None:
        """Mark the end of the work, with the sheets of the dossier it was filed in."""
        sheet = next(self._sheets)
        first = sheet % _SHEETS_A_VOLUME
        fields: dict[str, Any] = {
            "executed_on": moment.date().isoformat(),
            "execution_note": spoken(note, waiting.topic.language),
            "volume": 1 + sheet // _SHEETS_A_VOLUME,
            "pages": f"{first}–{first + 1}",
        }
        documents.change(self._workplace, document=waiting.document, fields=fields)
        if waiting.task:
            said = spoken(note, waiting.topic.language)
            tasks.report(self._workplace, task=waiting.task, text=said)
            tasks.accept(self._workplace, task=waiting.task)
