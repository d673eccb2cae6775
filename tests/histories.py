"""Random histories: several people at several devices state real facts about one subject."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from edo.change import Change, Stamp
from edo.clock import COUNTER_BITS
from edo.domain import workdays
from edo.domain.attaching import FileAttached, FileRemoved, FileReplaced, Linked, Unlinked
from edo.domain.awaiting import DocumentRenumbered, NumberAwaited
from edo.domain.card import Card, Delivery, Kind, Language, Party
from edo.domain.counting import DueCounted
from edo.domain.deputy import DeputyEnded, DeputyNamed
from edo.domain.document import Link
from edo.domain.document_type import DocumentType, Template, TemplateSaved, TypeChanged, TypeDefined
from edo.domain.fact import Fact
from edo.domain.fold import heads
from edo.domain.marking import DayCleared, DayMarked, year_id
from edo.domain.numbering import (
    Journal,
    JournalChanged,
    JournalOpened,
    NumberReleased,
    NumberReserved,
    NumberVoided,
    place_id,
)
from edo.domain.organisation import (
    Correspondent,
    CorrespondentAdded,
    CorrespondentChanged,
    CorrespondentMerged,
    Office,
    OfficeAdded,
    OfficeChanged,
    Position,
    PositionAdded,
    PositionChanged,
    Unit,
    UnitAdded,
    UnitChanged,
)
from edo.domain.registering import (
    DocumentCancelled,
    DocumentChanged,
    Drafted,
    Registered,
    RegistrationRefused,
)
from edo.domain.rights import Role
from edo.domain.roster import Roster
from edo.domain.sending import Delivered, Sent
from edo.domain.workdays import DayKind, Term
from tests.approval_histories import APPROVAL, DEFINED, ROUTE, STARTED
from tests.builders import (
    OFFICE,
    SHA,
    TODAY,
    change,
    drafted,
    hlc,
    number,
    registered,
    roster,
    stamp,
)
from tests.letter_histories import CAME, LETTER, RECEIPT, RECEIPTS, dispatched, sent
from tests.task_histories import (
    ACQUAINTANCE,
    DRAFTED,
    GIVEN,
    KEPT,
    PHRASE,
    READ_BY,
    RESOLUTION,
    TASK,
)
from tests.training_histories import CAME as HIRED
from tests.training_histories import COURSE, PLANNED, SESSION, SET_UP, STAFF

PEOPLE: dict[str, Role] = {
    "p1": Role.CLERK,
    "p2": Role.ADMINISTRATOR,
    "p3": Role.ADMINISTRATOR,
    "p4": Role.READER,
}
"""A clerk, who registers; two heads, who may do everything; and one who only reads."""

texts = st.sampled_from(["", " ", "О путёвках", "Жолдама туралы", "№ 12/1 «А»"])
days = st.integers(-3, 2).map(lambda days: TODAY + timedelta(days))
parties = st.lists(
    st.builds(Party, st.sampled_from(["c1", "c2", ""]), st.sampled_from(["", "Акимат"])),
    max_size=3,
).map(tuple)
cards = st.builds(
    Card,
    subject_ru=texts,
    subject_kk=texts,
    parties=parties,
    their_number=st.sampled_from(["", "01-5/12", "б/н"]),
    their_date=st.none() | days,
    sheets=st.none() | st.integers(-1, 3),
    language=st.sampled_from(Language),
    delivery=st.none() | st.sampled_from(Delivery),
    note=texts,
)
names = st.sampled_from(["f1", "f2"])
others = st.sampled_from(["d2", "d3"])
keys = st.sampled_from(["c1", "c2", "Акимат"])
reasons = st.sampled_from(["ошибка", "ошибка", " "])
fields = st.dictionaries(
    st.sampled_from(["subject_ru", "note", "sheets", "their_date", "nothing"]),
    st.sampled_from(["О путёвках", "", 2, None, "2026-03-01", True, ["а"]]),
    max_size=3,
)
entry_fields = st.dictionaries(
    st.sampled_from(["name_ru", "name_kk", "bin", "short", "parent", "merged_into", "left"]),
    st.sampled_from(["Школа", "", "990140000384", "990140000385", None, "2026-03-01", 7]),
    max_size=2,
)

DOCUMENT: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        DueCounted, st.builds(Term, st.integers(0, 3), st.sampled_from(workdays.Unit)), days, days
    ),
    st.builds(Drafted, st.sampled_from([Kind.INCOMING, Kind.OUTGOING]), cards),
    st.builds(
        lambda kind, n, on, by_hand, card: Registered(
            kind, number(n, on=on, by_hand=by_hand), card
        ),
        st.sampled_from([Kind.INCOMING, Kind.OUTGOING]),
        st.integers(0, 4),
        days,
        st.booleans(),
        cards,
    ),
    st.builds(DocumentChanged, fields),
    st.builds(FileAttached, names, st.just("а.pdf"), st.just(SHA), st.integers(-1, 5)),
    st.builds(FileReplaced, names, st.just("б.pdf"), st.just(SHA), st.integers(0, 5)),
    st.builds(FileRemoved, names, reasons),
    st.builds(Linked, st.sampled_from(Link), others),
    st.builds(Unlinked, st.sampled_from(Link), others),
    st.builds(Sent, days, st.just("") | keys, st.sampled_from(["", "post", "pigeon"]), texts),
    st.builds(Delivered, keys, days, st.booleans(), texts),
    st.builds(DocumentCancelled, reasons),
    st.builds(RegistrationRefused, reasons, st.booleans()),
    st.builds(NumberAwaited, st.just("j1"), days, st.sampled_from(["t-k3f9-1", "t-k3f9-2", "7"])),
    st.builds(
        lambda was, n, on, reason: DocumentRenumbered(was, number(n, on=on), reason),
        st.sampled_from(["1", "2"]),
        st.integers(0, 4),
        days,
        reasons,
    ),
)
JOURNAL: st.SearchStrategy[Fact] = st.one_of(
    st.builds(JournalOpened, st.builds(Journal, st.sampled_from(Kind), texts, texts)),
    st.builds(
        JournalChanged,
        st.dictionaries(
            st.sampled_from(["title_ru", "template", "first", "closed", "restart", "kind"]),
            st.sampled_from(["Журнал", "{n}", "{n}-{yy}", "never", 5, 0, True]),
            max_size=2,
        ),
    ),
)
PLACE: st.SearchStrategy[Fact] = st.one_of(
    st.builds(NumberReserved, st.just("j1"), st.just(2026), st.just(5), texts, days),
    st.builds(NumberReleased, reasons),
    st.builds(NumberVoided, st.just("j1"), st.just(2026), st.just(5), reasons),
    st.builds(
        NumberVoided,
        st.just("j1"),
        st.just(2026),
        st.just(5),
        st.just("claim_unused") | reasons,
        st.just(SHA),
    ),
)
CORRESPONDENT: st.SearchStrategy[Fact] = st.one_of(
    st.builds(CorrespondentAdded, st.builds(Correspondent, texts, texts)),
    st.builds(CorrespondentChanged, entry_fields),
    st.builds(CorrespondentMerged, st.sampled_from(["c2", "c3"])),
)
TYPE: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        TypeDefined, st.builds(DocumentType, texts, kinds=st.just((Kind.INCOMING,)) | st.just(()))
    ),
    st.builds(
        TypeChanged,
        st.dictionaries(
            st.sampled_from(["name_ru", "required", "defaults", "closed"]),
            st.sampled_from(["Хат", ["note"], ["nothing"], {"sheets": 1}, {"sheets": -1}, True]),
            max_size=2,
        ),
    ),
)
_ENTRIES: tuple[tuple[Callable[..., Fact], Callable[..., Fact], st.SearchStrategy[Any]], ...] = (
    (OfficeAdded, OfficeChanged, st.builds(Office, texts)),
    (UnitAdded, UnitChanged, st.builds(Unit, st.just(OFFICE), texts)),
    (PositionAdded, PositionChanged, st.builds(Position, texts)),
)
DEPUTY: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        DeputyNamed,
        person=st.sampled_from(["p1", "p2", "p4"]),
        deputy=st.sampled_from(["p1", "p2", ""]),
        since=days,
        until=days,
        kinds=st.lists(st.sampled_from(Kind), max_size=3).map(tuple),
        basis=texts,
    ),
    st.builds(DeputyEnded, st.sampled_from(["p1", "p2"])),
)
CALENDAR: st.SearchStrategy[Fact] = st.one_of(
    st.builds(DayMarked, days, st.sampled_from(DayKind), texts, texts, texts),
    st.builds(DayCleared, days),
)
SUBJECTS: dict[str, st.SearchStrategy[Fact]] = {
    "document": DOCUMENT,
    "journal": JOURNAL,
    "place": PLACE,
    "correspondent": CORRESPONDENT,
    "type": TYPE,
    "deputy": DEPUTY,
    "calendar": CALENDAR,
    "approval": APPROVAL,
    "route": ROUTE,
    "task": TASK,
    "resolution": RESOLUTION,
    "acquaintance": ACQUAINTANCE,
    "phrase": PHRASE,
    "letter": LETTER,
    "receipt": RECEIPTS,
    "course": COURSE,
    "session": SESSION,
    "staff": STAFF,
    "template": st.builds(TemplateSaved, st.builds(Template, texts, st.sampled_from(Kind), cards)),
    **{
        added.__name__: st.builds(added, entries) | st.builds(changed, entry_fields)
        for added, changed, entries in _ENTRIES
    },
}
"""By kind of subject: facts a person might state about it, wise and foolish ones."""

OPENINGS: dict[str, Fact] = {
    "document": drafted(Kind.OUTGOING),
    "journal": JournalOpened(Journal(Kind.INCOMING, "ВХ", "Журнал")),
    "place": NumberReserved("j1", 2026, 5, "Иванова", TODAY),
    "correspondent": CorrespondentAdded(Correspondent("Школа")),
    "type": TypeDefined(DocumentType("Письмо", kinds=(Kind.INCOMING,))),
    "deputy": DeputyNamed(person="p1", deputy="p2", since=TODAY, until=TODAY),
    "calendar": DayMarked(TODAY, DayKind.HOLIDAY),
    "approval": STARTED,
    "route": DEFINED,
    "task": GIVEN,
    "resolution": DRAFTED,
    "acquaintance": READ_BY,
    "phrase": KEPT,
    "letter": sent(),
    "receipt": dispatched(),
    "OfficeAdded": OfficeAdded(Office("Семей")),
    "UnitAdded": UnitAdded(Unit(OFFICE, "Бухгалтерия")),
    "PositionAdded": PositionAdded(Position("Председатель")),
    "course": SET_UP,
    "session": PLANNED,
    "staff": HIRED,
}
"""Beginnings that hold, so that what follows has something to be about."""
BEGINNINGS = st.sampled_from(
    [drafted(), drafted(Kind.OUTGOING), registered(), registered(Kind.OUTGOING)]
)


def usual_roster() -> Roster:
    """Return the roster of the people of every history."""
    return roster(*PEOPLE.items())


@st.composite
def stamps(draw: st.DrawFn, length: int) -> list[Stamp]:
    """Draw the stamps of a history: clocks of several devices that do not quite agree."""
    made: list[Stamp] = []
    for place in range(length):
        person = draw(st.sampled_from(["p2", "p3"] * 4 + [*PEOPLE]))
        minutes = draw(st.integers(0, 4))
        made.append(
            Stamp(
                hlc=hlc(minute=minutes) + (draw(st.integers(0, 2)) << COUNTER_BITS),
                person=person,
                dev=f"device-of-{person}",
                seq=1 + place // 3,
                line=place,
                segment=f"{place // 3:064x}",
                space=OFFICE,
                authority=0,
            )
        )
    return made


@st.composite
def histories(draw: st.DrawFn, kind: str = "") -> list[Change]:
    """Draw the changes of one subject, most often with a beginning that holds.

    Args:
        draw: Hypothesis's.
        kind: one of `SUBJECTS`; empty draws any.
    """
    kind = kind or draw(st.just("document") | st.sampled_from(sorted(SUBJECTS)))
    facts = draw(st.lists(SUBJECTS[kind], min_size=1, max_size=12))
    named = {"place": place_id("j1", 2026, 5), "calendar": year_id(TODAY.year)}
    named |= {"letter": CAME, "receipt": RECEIPT}
    subject = named.get(kind, facts[0].PREFIX + "1")
    changes = [
        change(subject, fact, stamp)
        for fact, stamp in zip(facts, draw(stamps(len(facts))), strict=True)
    ]
    if kind in OPENINGS and draw(st.integers(0, 4)):
        beginning = draw(BEGINNINGS) if kind == "document" else OPENINGS[kind]
        changes.append(change(subject, beginning, stamp(hlc(minute=-1), "p2")))
    return changes


WRITERS = ("p1", "p2", "p3")
CARD_FIELDS = st.dictionaries(
    st.sampled_from(["note", "topic", "sheets", "parties"]), st.integers(0, 2), min_size=1
).map(lambda drawn: {name: _plain(name, n) for name, n in drawn.items()})
PARALLEL: st.SearchStrategy[Fact] = st.one_of(
    st.builds(DocumentChanged, CARD_FIELDS),
    st.builds(DocumentChanged, CARD_FIELDS),
    st.builds(Sent, st.just(TODAY), st.just("") | st.just("c1")),
    st.builds(Delivered, st.just("c1"), st.just(TODAY)),
    st.builds(lambda note: registered(Kind.OUTGOING, note=note), texts),
    st.builds(FileAttached, names, st.just("а.pdf"), st.just(SHA), st.just(1)),
    st.builds(DocumentChanged, st.just({"nothing": 1})),
)
"""What several people do with one document, most of it with its card."""


@st.composite
def offices(draw: st.DrawFn) -> list[Change]:
    """Draw a document's history at three workplaces that hear of one another now and then.

    Every author stands on what their workplace held, as the local door writes it.
    """
    first = draw(st.sampled_from([drafted(Kind.OUTGOING), registered(Kind.OUTGOING)]))
    begun = change("d1", first, stamp(hlc(), segment="0" * 64))
    held: dict[str, list[Change]] = {person: [begun] for person in WRITERS}
    made = [begun]
    for n in range(1, draw(st.integers(2, 9))):
        person = draw(st.sampled_from(WRITERS))
        for other in WRITERS:
            if draw(st.booleans()):
                held[person] += [one for one in held[other] if one not in held[person]]
        late = max(one.stamp.hlc for one in held[person])
        at = stamp(late + (draw(st.integers(1, 3)) << COUNTER_BITS), person, segment=f"{n:064x}")
        made.append(change("d1", draw(PARALLEL), at, heads(held[person])))
        held[person].append(made[-1])
    return made


def _plain(field: str, n: int) -> Any:
    match field:
        case "sheets":
            return n
        case "parties":
            return [{"correspondent": f"c{one}"} for one in range(1, n + 1)]
        case _:
            return "абв"[n]
