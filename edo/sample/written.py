"""Earlier documents the office wrote: letters, memos, orders, minutes."""

from collections.abc import Sequence
from dataclasses import replace as changed
from datetime import datetime

from msgspec.structs import replace

from edo.commands import documents, numbers
from edo.commands.documents import Registration
from edo.domain.card import Card, Carrier, Control, Delivery, Kind, Language, Party
from edo.domain.document import Link
from edo.queries import numbers as asked
from edo.sample.chance import LANGUAGES, Chance, Topic
from edo.sample.diary import Act, Diary
from edo.sample.office import SampleOffice
from edo.sample.texts import Matter, Said
from edo.sample.times import shift

_METHODS = (Delivery.EMAIL, Delivery.EMAIL, Delivery.POST, Delivery.HAND)
_SIGNERS = ("chair", "chair", "chair", "deputy")
_KNOWN = 0.85
"""Share of letters of which it becomes known whether they arrived."""
_LOST = 0.03
_DUE = 0.5


class Written:
    """Writes earlier documents, each on its day."""

    def __init__(self, office: SampleOffice, chance: Chance, diary: Diary) -> None:
        self._office = office
        self._workplace = office.workplace
        self._chance = chance
        self._diary = diary

    def write(self, moment: datetime) -> None:
        """Write a letter nobody asked for."""
        chance, on = self._chance, moment.date()
        topic = chance.topic(chance.texts.outgoing, on)
        keys = self._office.keys_of(topic.matter.to)
        if topic.matter.all:
            topic = changed(topic, language=Language.BOTH)
        else:
            keys = [chance.one(keys)]
        parties = [self._office.correspondents[key] for key in keys]
        self.send(topic, topic.subject, parties, moment)

    def send(
        self,
        topic: Topic,
        said: Said,
        parties: Sequence[str],
        moment: datetime,
        links: Sequence[tuple[Link, str]] = (),
    ) -> Registration:
        """Register a letter, send it, and let it arrive later."""
        card = self._letter(topic, said, parties)
        made = documents.register(
            self._workplace, journal=self._office.journals["ИСХ"], card=card, links=links
        )
        method = card.delivery or Delivery.POST
        proof = f"реестр № {self._chance.number(3, 60)}" if method is Delivery.POST else ""
        documents.send(self._workplace, document=made.document, method=method.value, proof=proof)
        if self._chance.happens(_KNOWN):
            wait = (0, 1) if method is Delivery.EMAIL else (2, 6)
            when = self._chance.later(moment.date(), *wait)
            self._diary.note(when, self._arrive(made.document, card.parties))
        return made

    def _letter(self, topic: Topic, said: Said, parties: Sequence[str]) -> Card:
        chance, people = self._chance, self._office.people
        method = chance.one(_METHODS)
        card = Card(
            language=topic.language,
            parties=tuple(Party(party, method=method) for party in parties),
            delivery=method,
            carrier=Carrier.ELECTRONIC if method is Delivery.EMAIL else Carrier.PAPER,
            sheets=chance.one((1, 1, 1, 2)),
            copies=1 + len(parties),
            signed_by=(people[chance.one(_SIGNERS)],),
            prepared_by=people[topic.matter.executor],
            phone=f"52-16-4{chance.number(1, 6)}",
            dossier="02-04",
        )
        return chance.titled(card, said)

    def _arrive(self, document: str, parties: Sequence[Party]) -> Act:
        def act(_moment: datetime) -> None:
            for party in parties:
                lost = self._chance.happens(_LOST)
                documents.mark_delivery(
                    self._workplace,
                    document=document,
                    party=party.key,
                    arrived=not lost,
                    proof="қайтарылды: мекенжайы қате" if lost else "",
                )

        return act

    def remark(self, moment: datetime) -> None:
        """Write a memo, a report, an act."""
        topic = self._chance.topic(
            self._chance.texts.internal, moment.date(), self._chance.one(LANGUAGES[1:])
        )
        self._inner(Kind.INTERNAL, "ВН", topic, "deputy")

    def order(self, moment: datetime) -> None:
        """Write an order."""
        topic = self._chance.topic(self._chance.texts.orders, moment.date(), Language.BOTH)
        self._inner(Kind.ORDERS, "ПР", topic, topic.matter.executor)

    def _inner(self, kind: Kind, index: str, topic: Topic, executor: str) -> None:
        chance, people = self._chance, self._office.people
        author = "chair" if kind is Kind.ORDERS else topic.matter.executor
        due = shift(topic.on, chance.number(4, 15)) if chance.happens(_DUE) else None
        card = Card(
            type=topic.matter.type,
            language=topic.language,
            sheets=chance.one((1, 1, 2)),
            signed_by=(people[author],),
            prepared_by=people[topic.matter.executor],
            executors=people[executor],
            control=Control.CONTROL if due else Control.NONE,
            due=due,
            dossier="01-05" if kind is Kind.ORDERS else "02-06",
        )
        card = chance.titled(card, topic.subject)
        journal = self._office.journals[index]
        document = documents.register(self._workplace, journal=journal, card=card).document
        if due:
            self._diary.note(chance.later(topic.on, 2, 9), self._finish(document))

    def _finish(self, document: str) -> Act:
        def act(moment: datetime) -> None:
            fields = {"executed_on": moment.date().isoformat(), "execution_note": "Орындалды"}
            documents.change(self._workplace, document=document, fields=fields)

        return act

    def meet(self, moment: datetime) -> None:
        """Keep the minutes of a meeting of the Executive Committee."""
        chance, people = self._chance, self._office.people
        topic = chance.topic(chance.texts.minutes, moment.date(), Language.BOTH)
        card = Card(
            type="t-minutes",
            language=topic.language,
            sheets=chance.number(3, 7),
            place="Семей қ.",
            signed_by=(people["chair"],),
            prepared_by=people["clerk"],
            dossier="01-02",
        )
        documents.register(
            self._workplace,
            journal=self._office.journals["ПРОТ"],
            card=chance.titled(card, topic.subject),
        )

    def skip_number(self, moment: datetime) -> None:
        """Give a number by hand behind the next one, as once on paper, and say why."""
        on = moment.date()
        topic = self._chance.topic(self._chance.texts.internal, on, Language.RU)
        card = Card(
            type=topic.matter.type,
            language=topic.language,
            sheets=1,
            signed_by=(self._office.people["deputy"],),
            dossier="02-06",
        )
        journal = self._office.journals["ВН"]
        last = self._workplace.read(asked.last, journal=journal, period=on.year)
        documents.register(
            self._workplace,
            journal=journal,
            card=self._chance.titled(card, topic.subject),
            number=str(last + 2),
        )
        numbers.explain(
            self._workplace,
            journal=journal,
            period=on.year,
            n=last + 1,
            reason="Номер пропущен при нумерации на бумаге",
        )

    def leave_reserve(self, moment: datetime) -> None:
        """Reserve a number of an order that nobody will use: the reserve runs out."""
        numbers.reserve(
            self._workplace,
            journal=self._office.journals["ПР"],
            count=1,
            whom=f"{self._office.people['accountant']}, түгендеу",
            until=shift(moment.date(), 5),
        )

    def release_reserve(self, moment: datetime) -> None:
        """Reserve a number of a letter and give it back."""
        journal = self._office.journals["ИСХ"]
        (n,) = numbers.reserve(
            self._workplace,
            journal=journal,
            count=1,
            whom=self._office.people["deputy"],
            until=shift(moment.date(), 5),
        )
        reason = "Письмо решено не отправлять"
        period = moment.year
        numbers.release(self._workplace, journal=journal, period=period, n=n, reason=reason)

    def mistake(self, index: str, matters: Sequence[Matter], why: str) -> Act:
        """Return the registering of a document that is annulled at once."""

        def act(moment: datetime) -> None:
            topic = self._chance.topic(matters, moment.date(), Language.BOTH)
            key = self._chance.one(self._office.keys_of((*topic.matter.senders, *topic.matter.to)))
            party = Party(self._office.correspondents[key])
            card = Card(type=topic.matter.type, language=topic.language, sheets=1)
            card = self._chance.titled(replace(card, parties=(party,)), topic.subject)
            journal = self._office.journals[index]
            made = documents.register(self._workplace, journal=journal, card=card)
            documents.annul(self._workplace, document=made.document, reason=why)

        return act
