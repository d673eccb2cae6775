"""History as sentences: who did what, when, and why it was refused where it was."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, cast

from edo import approval_words, execution_words, letter_words, training_words
from edo.domain import attaching as a
from edo.domain import counting as c
from edo.domain import deputy as e
from edo.domain import document as d
from edo.domain import document_type as t
from edo.domain import marking as w
from edo.domain import numbering as n
from edo.domain import organisation as o
from edo.domain import registering as r
from edo.domain import sending as s
from edo.domain.awaiting import DocumentRenumbered, NumberAwaited
from edo.domain.card import Card, Party, differences
from edo.domain.fact import Fact
from edo.queries.history import Event, History
from edo.wording import Wording

_OPEN = " :–—"
"""What a sentence would end in where a foolish fact names nothing."""


class Narrator:
    """Tells the events of one history in one language."""

    def __init__(self, words: Wording, history: History) -> None:
        self._words = words
        self._names = history.names

    def sentence(self, event: Event) -> str:
        """Say one event: moment, person, act, and the refusal if it was refused."""
        at, who = self.when_and_who(event)
        return self._words.text("{at} · {who}: {what}", at=at, who=who, what=self.what(event))

    def when_and_who(self, event: Event) -> tuple[str, str]:
        """Say the moment of an event, and the person."""
        return self._words.hlc(event.change.stamp.hlc), self._author(event)

    def what(self, event: Event) -> str:
        """Say what was done, why it has no effect where it has none, and what met it."""
        said = self.act(event)
        if event.refused:
            reason = self._words.reason(event.refused)
            no_effect = self._words.text("This has no effect: {reason}", reason=reason)
            said = f"{said.rstrip('.')}. {no_effect}"
        beside = " ".join(self._at_once(event))
        return f"{said.rstrip('.')}. {beside}" if beside else said

    def _author(self, event: Event) -> str:
        """Name who stated it, and whom they acted for."""
        person = event.change.stamp.person
        principal = event.fact.principal() if event.fact is not None else ""
        if principal in {"", person}:
            return self.name(person)
        names = {"who": self.name(person), "whom": self.name(principal)}
        return self._words.text("{who} for {whom}", **names)

    def _at_once(self, event: Event) -> Iterator[str]:
        """Say which fields somebody else changed at the same time, and who."""
        for field, changes in event.beside:
            who = dict.fromkeys(
                self._words.text(
                    "{who} ({at})",
                    who=self.name(change.stamp.person),
                    at=self._words.hlc(change.stamp.hlc),
                )
                for change in changes
            )
            yield self._words.text(
                "Changed at the same time: {field} — {who}.",
                field=self._words.field(field),
                who="; ".join(who),
            )

    def act(self, event: Event) -> str:
        """Say what was done, without who and when."""
        fact = event.fact
        if fact is None:
            return self._words.text(
                "something a newer release knows ({kind})", kind=event.change.kind
            )
        said = self._document(fact, event) or self._other(fact, event)
        return said.rstrip(_OPEN) or event.change.kind

    def name(self, id: str) -> str:
        """Return what an id is called."""
        ru, kk = self._names.get(id, (id, id))
        return kk if self._words.language == "kk" else ru

    def value(self, value: Any) -> str:
        """Write a field's value."""
        match value:
            case None | "" | ():
                return "—"
            case StrEnum():
                return self._words.name(value)
            case date():
                return self._words.date(value)
            case Mapping():
                return self._defaults(cast("Mapping[str, Any]", value))
            case tuple():
                return "; ".join(self._item(item) for item in cast("tuple[Any, ...]", value))
            case _:
                return self.name(str(value))

    def plain(self, field: str, value: Any) -> str:
        """Write a value of a card's field that is given as JSON has it."""
        return self.value(getattr(Card().with_fields({field: value}), field))

    def _defaults(self, values: Mapping[str, Any]) -> str:
        """Write what a type of document puts into a new card."""
        said = (
            f"{self._words.field(field)} {self.plain(field, values[field])}" for field in values
        )
        return "; ".join(said) or "—"

    def _item(self, item: Any) -> str:
        if not isinstance(item, Party):
            return self.name(str(item))
        name = self.name(item.correspondent) if item.correspondent else ""
        known = " ".join(part for part in (name, item.name) if part)
        state = f" ({self._words.name(item.state)})" if item.on else ""
        return known + state

    def _document(self, fact: Fact, event: Event) -> str:
        """Say what was done with a document; nothing for other facts."""
        return self._registration(fact, event) or self._file_act(fact, event) or self._sending(fact)

    def _registration(self, fact: Fact, event: Event) -> str:
        text = self._words.text
        match fact:
            case r.Drafted():
                return text("began the document")
            case r.Registered():
                said = text("registered it under № {number} of {date}", **self._number(fact.number))
                changed = event.before and self._changes(event)
                return f"{said}; {changed}" if changed else said
            case NumberAwaited():
                return text("asked for a number; it waits as {reference}", reference=fact.reference)
            case DocumentRenumbered():
                numbers = {"was": fact.was, **self._number(fact.number)}
                return text(
                    "registered it anew under № {number} of {date} instead of № {was}: {reason}",
                    **numbers,
                    reason=fact.reason,
                )
            case r.DocumentChanged():
                return self._changes(event) or text("changed nothing")
            case r.DocumentCancelled():
                return text("annulled it: {reason}", reason=fact.reason)
            case r.RegistrationRefused():
                return text("refused its registration: {reason}", reason=fact.reason)
            case _:
                return ""

    def _file_act(self, fact: Fact, event: Event) -> str:
        text = self._words.text
        match fact:
            case a.FileAttached():
                return text("attached the file “{name}”", name=fact.name)
            case a.FileReplaced():
                return text("brought a new version of the file “{name}”", name=fact.name)
            case a.FileRemoved():
                name = self._file(event, fact.file)
                return text("took the file “{name}” off: {reason}", name=name, reason=fact.reason)
            case a.Linked():
                other = {"link": self._words.name(fact.link), "document": self.name(fact.to)}
                return text("linked it: {link} {document}", **other)
            case a.Unlinked():
                other = {"link": self._words.name(fact.link), "document": self.name(fact.to)}
                return text("took the link away: {link} {document}", **other)
            case _:
                return ""

    def _sending(self, fact: Fact) -> str:
        text = self._words.text
        match fact:
            case s.Sent(party=""):
                said = text("sent it on {date}", date=self._words.date(fact.on))
            case s.Sent():
                whom, on = self.name(fact.party), self._words.date(fact.on)
                said = text("sent it to {whom} on {date}", whom=whom, date=on)
            case s.Delivered(arrived=True):
                said = text("noted that it reached {whom}", whom=self.name(fact.party))
            case s.Delivered():
                said = text("noted that it did not reach {whom}", whom=self.name(fact.party))
            case _:
                return ""
        return said + self._proof(fact.proof)

    def _other(self, fact: Fact, event: Event) -> str:
        text = self._words.text
        match fact:
            case n.JournalOpened():
                return text("opened the journal {index}", index=fact.journal.index)
            case n.NumberReserved():
                return text(
                    "reserved number {n} for {whom} until {until}",
                    n=fact.n,
                    whom=fact.whom,
                    until=self._words.date(fact.until),
                )
            case n.NumberReleased():
                return text("gave the number back: {reason}", reason=fact.reason)
            case n.NumberVoided() if fact.reason in n.CLAIM_ABSENCES:
                why = self._words.name(n.Absence(fact.reason))
                return text("explained why number {n} is missing: {reason}", n=fact.n, reason=why)
            case n.NumberVoided():
                return text(
                    "explained why number {n} is missing: {reason}", n=fact.n, reason=fact.reason
                )
            case o.CorrespondentMerged():
                return text("merged it into another entry")
            case t.TemplateSaved():
                return text("saved the template “{name}”", name=fact.template.name)
            case _:
                return (
                    self._standing(fact)
                    or execution_words.act(self._words, fact, self.name)
                    or letter_words.act(self._words, fact, self.name)
                    or approval_words.act(self._words, fact, event.after, self.name)
                    or training_words.act(self._words, fact, event.before, event.after, self.name)
                    or self._entry(event)
                )

    def _standing(self, fact: Fact) -> str:
        """Say who was named a deputy, how a term was counted, and what was stated of a day."""
        text, written = self._words.text, self._words.date
        match fact:
            case e.DeputyNamed():
                named = {"deputy": self.name(fact.deputy), "person": self.name(fact.person)}
                return text(
                    "named {deputy} to act for {person} from {since} to {until}",
                    **named,
                    since=written(fact.since),
                    until=written(fact.until),
                )
            case e.DeputyEnded():
                return text("ended the deputyship")
            case c.DueCounted():
                return text(
                    "counted the term: {term} from {start}, until {due}",
                    term=execution_words.term(self._words, fact.term),
                    start=written(fact.start),
                    due=written(fact.due),
                )
            case w.DayMarked():
                kind = self._words.name(fact.kind)
                return text("marked {date} as a {kind}", date=written(fact.on), kind=kind)
            case w.DayCleared():
                return text("took back what was stated of {date}", date=written(fact.on))
            case _:
                return ""

    def _entry(self, event: Event) -> str:
        if event.before is None:
            return self._words.text("made the entry")
        changed = [
            self._change(field, getattr(event.before, field), getattr(event.after, field))
            for field in event.after.__struct_fields__
            if getattr(event.before, field) != getattr(event.after, field)
        ]
        return "; ".join(changed) or self._words.text("changed nothing")

    def _changes(self, event: Event) -> str:
        if not isinstance(event.before, d.Document) or not isinstance(event.after, d.Document):
            return ""
        return "; ".join(
            self._change(field, old, new)
            for field, old, new in differences(event.before.card, event.after.card)
        )

    def _change(self, field: str, old: Any, new: Any) -> str:
        return self._words.text(
            "changed {field}: {old} → {new}",
            field=self._words.field(field),
            old=self.value(old),
            new=self.value(new),
        )

    def _number(self, number: d.Number) -> dict[str, object]:
        return {"number": number.text, "date": self._words.date(number.on)}

    def _file(self, event: Event, file: str) -> str:
        files = event.after.files if isinstance(event.after, d.Document) else ()
        return next((one.current.name for one in files if one.id == file), file)

    def _proof(self, proof: str) -> str:
        return f" ({proof})" if proof else ""
