"""A resolution («резолюция», «бұрыштама»): what the head says is to be done with a document.

Somebody asks for it, an assistant may prepare it, the head issues it; or a clerk writes it down on
the head's word, marked so. Its tasks are subjects of their own, given in the same act: see
`edo.domain.task`. Several resolutions may stand on one document.
"""

import hashlib
from datetime import date
from enum import StrEnum
from typing import ClassVar

from msgspec.structs import replace

from edo.change import Stamp, named_id
from edo.domain.card import Kind
from edo.domain.fact import Fact, Record, need, within
from edo.domain.rights import Right
from edo.domain.routed import Act, Routed, RoutedFact, Wait
from edo.domain.task import REASON_LIMIT, TEXT_LIMIT, Decided
from edo.domain.tasking import check_due, check_executors, check_rule, check_text
from edo.domain.workdays import Term
from edo.errors import Reason, Refusal

ITEMS_LIMIT = 50
_TITLE_LIMIT = 500


class ResolutionStatus(StrEnum):
    """Where a resolution stands."""

    ASKED = "asked"
    """The document was handed over; nobody has written anything."""
    DRAFT = "draft"
    """Somebody prepared it; it has no effect until it is issued."""
    ISSUED = "issued"
    RECALLED = "recalled"


OPEN = frozenset({ResolutionStatus.ASKED, ResolutionStatus.DRAFT})


class Item(Record, frozen=True, omit_defaults=True, kw_only=True):
    """One task of a resolution.

    Attributes:
        text_ru, text_kk: what is to be done.
        executors: the first one coordinates the others.
        due, rule: until when, and how the term was counted.
        controlled: whether the report must be accepted.
        controller: by whom; empty: by the author.
    """

    text_ru: str = ""
    text_kk: str = ""
    executors: tuple[str, ...] = ()
    due: date | None = None
    rule: Term | None = None
    controlled: bool = False
    controller: str = ""


class Resolution(Routed, frozen=True, omit_defaults=True, kw_only=True):
    """The state of a resolution. `author` is the head whose resolution it is or will be.

    Attributes:
        text_ru, text_kk: what it says beside its tasks.
        items: its tasks as they are written in it.
        tasks: their ids, once it is issued.
        to_file: nothing is to be done: the document goes into its dossier.
        status: where it stands; turned: timestamp since when.
        on: the day it was written.
        written_by: who wrote or prepared it, where that is not the author.
        spoken: it was written down on the author's word.
        issued_by: who issued it, for whom and when.
        asked_by: who handed the document over.
        note: what they said.
        recall: who took it back, and why.
    """

    SORT: ClassVar[str] = "resolution"

    text_ru: str = ""
    text_kk: str = ""
    items: tuple[Item, ...] = ()
    tasks: tuple[str, ...] = ()
    to_file: bool = False
    status: ResolutionStatus = ResolutionStatus.ASKED
    turned: int = 0
    on: date | None = None
    written_by: str = ""
    spoken: bool = False
    issued_by: Decided | None = None
    asked_by: str = ""
    note: str = ""
    recall: Decided | None = None

    @property
    def stage(self) -> str:
        """The code of its status."""
        return self.status.value

    def waits(self) -> tuple[Wait, ...]:
        """Return the head, until there is a resolution."""
        if self.status not in OPEN:
            return ()
        return (Wait(self.author, Act.RESOLVE, None, self.since),)


class ResolutionFact(RoutedFact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened to a resolution."""

    ABOUT: ClassVar[type] = Resolution
    PREFIX: ClassVar[str] = "r"


class _Beginning(ResolutionFact, frozen=True, omit_defaults=True, kw_only=True):
    """What may be the first that is said of a resolution.

    A later one of the kind is about the same document and the same head.
    """

    document: str
    kind: Kind
    title: str = ""
    author: str

    def _begun(self, state: Resolution | None, stamp: Stamp) -> Resolution:
        """Return the resolution, begun where it is new.

        Raises:
            Refusal: it is issued or taken back, or another head's.
        """
        if state is None:
            need(self.document, "document", REASON_LIMIT)
            need(self.author, "author", REASON_LIMIT)
            within(self.title, "title", _TITLE_LIMIT)
            return Resolution(
                document=self.document,
                kind=self.kind,
                title=self.title,
                office=stamp.space,
                author=self.author,
                since=stamp.hlc,
                turned=stamp.hlc,
            )
        _check_open(state)
        if (self.document, self.author) != (state.document, state.author):
            raise Refusal(Reason.ALREADY_EXISTS, field="resolution", value="")
        return state


class ResolutionAsked(_Beginning, frozen=True, omit_defaults=True, kw_only=True):
    """A document was handed over to the head."""

    NAME: ClassVar[str] = "resolution.asked"
    RIGHT: ClassVar[Right] = Right.REGISTER

    note: str = ""

    def apply(self, state: Resolution | None, stamp: Stamp) -> Resolution:
        """Wait for the head."""
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="resolution", value="")
        within(self.note, "note", REASON_LIMIT)
        return replace(self._begun(state, stamp), asked_by=stamp.person, note=self.note)


class _Written(_Beginning, frozen=True, omit_defaults=True, kw_only=True):
    """What a resolution says."""

    text_ru: str = ""
    text_kk: str = ""
    items: tuple[Item, ...] = ()
    to_file: bool = False

    def _check(self, on: date) -> None:
        within(self.text_ru, "text_ru", TEXT_LIMIT)
        within(self.text_kk, "text_kk", TEXT_LIMIT)
        if self.to_file and self.items:
            raise Refusal(Reason.FILED_WITH_TASKS)
        if len(self.items) > ITEMS_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="items", limit=ITEMS_LIMIT)
        if not (self.items or self.to_file):
            check_text(self.text_ru, self.text_kk)
        for item in self.items:
            check_text(item.text_ru or self.text_ru, item.text_kk or self.text_kk)
            check_executors(item.executors)
            check_due(item.due, on)
            check_rule(item.rule)


class ResolutionDrafted(_Written, frozen=True, omit_defaults=True, kw_only=True):
    """An assistant prepared it, or prepared it anew: the head issues it, changed or as it is."""

    NAME: ClassVar[str] = "resolution.drafted"
    RIGHT: ClassVar[Right] = Right.TAKE_PART

    def apply(self, state: Resolution | None, stamp: Stamp) -> Resolution:
        """Keep the draft."""
        self._check(date.min)
        return replace(
            self._begun(state, stamp),
            text_ru=self.text_ru,
            text_kk=self.text_kk,
            items=self.items,
            to_file=self.to_file,
            status=ResolutionStatus.DRAFT,
            turned=stamp.hlc,
            written_by=stamp.person,
        )


class ResolutionIssued(_Written, frozen=True, omit_defaults=True, kw_only=True):
    """The head decided, or a clerk wrote down what the head had said.

    `tasks` are the ids of the tasks of `items`, in their order. What two issue at once counts once.
    """

    NAME: ClassVar[str] = "resolution.issued"

    on: date
    tasks: tuple[str, ...] = ()
    spoken: bool = False

    def right(self, stamp: Stamp, state: Resolution | None) -> Right:
        """Return the head's right, or the clerk's for what was said."""
        del stamp, state
        return Right.REGISTER if self.spoken else Right.RESOLVE

    def apply(self, state: Resolution | None, stamp: Stamp) -> Resolution:
        """Issue it."""
        begun = self._begun(state, stamp)
        if not self.spoken and self.author != (self.behalf or stamp.person):
            raise Refusal(Reason.NOT_YOURS)
        if self.on > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=self.on)
        self._check(self.on)
        if len(self.tasks) != len(self.items):
            raise Refusal(Reason.BAD_VALUE, field="items", value=str(len(self.tasks)))
        writer = stamp.person if self.spoken else begun.written_by
        return replace(
            begun,
            text_ru=self.text_ru,
            text_kk=self.text_kk,
            items=self.items,
            to_file=self.to_file,
            tasks=self.tasks,
            status=ResolutionStatus.ISSUED,
            turned=stamp.hlc,
            on=self.on,
            written_by=writer if writer != self.author else "",
            spoken=self.spoken,
            issued_by=Decided(stamp.person, self.behalf, stamp.hlc),
        )


class ResolutionRecalled(ResolutionFact, frozen=True, omit_defaults=True, kw_only=True):
    """A resolution was taken back, or a document that was handed over in vain."""

    NAME: ClassVar[str] = "resolution.recalled"

    reason: str

    def right(self, stamp: Stamp, state: Resolution | None) -> Right:
        """Who wrote it takes it back, and its author; others must control."""
        if state is None:
            return Right.TAKE_PART
        own = (state.author, state.written_by, state.asked_by if state.status in OPEN else "")
        return Right.TAKE_PART if (self.behalf or stamp.person) in own else Right.CONTROL

    def apply(self, state: Resolution | None, stamp: Stamp) -> Resolution:
        """Take it back."""
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if state.status is ResolutionStatus.RECALLED:
            raise Refusal(Reason.RESOLUTION_RECALLED)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(
            state,
            status=ResolutionStatus.RECALLED,
            turned=stamp.hlc,
            recall=Decided(stamp.person, self.behalf, stamp.hlc, self.reason),
        )


FACTS: tuple[type[Fact], ...] = (
    ResolutionAsked,
    ResolutionDrafted,
    ResolutionIssued,
    ResolutionRecalled,
)


def asked_id(document: str, head: str, n: int) -> str:
    """Return the id of the n-th resolution on a document, where a head is asked for it."""
    told = f"edo/resolution/1\0{document} {head} {n}".encode()
    return named_id("r", hashlib.sha256(told).digest())


def _check_open(state: Resolution) -> None:
    if state.status is ResolutionStatus.ISSUED:
        raise Refusal(Reason.RESOLUTION_ISSUED)
    if state.status is ResolutionStatus.RECALLED:
        raise Refusal(Reason.RESOLUTION_RECALLED)
