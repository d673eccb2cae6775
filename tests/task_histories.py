"""What people may state about resolutions, tasks and readers, wise and foolish: for histories."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from edo.domain.acquaintance import (
    AcquaintanceAsked,
    AcquaintanceClosed,
    Acquainted,
    PeopleAdded,
    PersonTakenOff,
)
from edo.domain.card import Kind
from edo.domain.execution import (
    ExecutorsChanged,
    TaskAccepted,
    TaskFileBrought,
    TaskPartReported,
    TaskRemoved,
    TaskReopened,
    TaskReported,
    TaskReturned,
    TaskTaken,
)
from edo.domain.fact import Fact
from edo.domain.phrase import Phrase, PhraseKept, Use
from edo.domain.repetition import Repeat
from edo.domain.resolution import (
    Item,
    ResolutionAsked,
    ResolutionDrafted,
    ResolutionIssued,
    ResolutionRecalled,
)
from edo.domain.task_terms import ExtensionAsked, ExtensionGranted, ExtensionRefused, TermMoved
from edo.domain.tasking import RepetitionStopped, TaskDivided, TaskGiven
from edo.domain.workdays import Term
from tests.builders import SHA, TODAY

_people = st.sampled_from(["p1", "p2", "p3"])
_some = st.lists(_people, max_size=3).map(tuple)
_texts = st.sampled_from(["Подготовить ответ", "Жауап дайындау", "", " "])
_reasons = st.sampled_from(["Нет данных", "Нет данных", " "])
_days = st.integers(-2, 9).map(lambda days: TODAY + timedelta(days))
_dues = st.none() | _days
_rules = st.none() | st.builds(Term, st.integers(0, 3))
_counts = st.integers(0, 2)
_hashes = st.lists(st.sampled_from([SHA, "cd" * 32]), max_size=2).map(tuple)
_behalf: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"behalf": st.sampled_from(["", "", "", "p3"])}
)


def _acts(fact: Any, **told: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact]:
    """Draw a fact that a deputy may state."""
    return st.builds(
        lambda own, fields: fact(**own, **fields), _behalf, st.fixed_dictionaries(told)
    )


TASK: st.SearchStrategy[Fact] = st.one_of(
    _acts(
        TaskGiven,
        text_ru=_texts,
        executors=_some,
        author=_people,
        on=_days,
        due=_dues,
        rule=_rules,
        controlled=st.booleans(),
        controller=st.sampled_from(["", "p1"]),
        spoken=st.booleans(),
        repeat=st.none() | st.sampled_from(Repeat),
        turn=st.integers(0, 1),
        resolution=st.sampled_from(["", "", "r1"]),
    ),
    _acts(TaskDivided, task=st.sampled_from(["k2", "k3"])),
    _acts(RepetitionStopped, reason=_reasons),
    _acts(TaskTaken),
    _acts(TaskFileBrought, sha256=st.just(SHA), name=st.just("а.pdf"), size=st.integers(-1, 2)),
    _acts(TaskPartReported, text=_texts, executor=st.sampled_from(["", "p1", "p3"])),
    *[_acts(TaskReported, text=_texts, files=_hashes)] * 2,
    *[_acts(TaskAccepted, report=_counts, quality=st.integers(0, 6))] * 2,
    _acts(TaskReturned, report=_counts, comment=_reasons),
    _acts(ExecutorsChanged, executors=_some, reason=_reasons),
    _acts(TaskRemoved, reason=_reasons),
    _acts(TaskReopened, reason=_reasons),
    _acts(ExtensionAsked, until=_days, reason=_reasons),
    _acts(ExtensionGranted, request=_counts, due=_days),
    _acts(ExtensionRefused, request=_counts, comment=_reasons),
    _acts(TermMoved, due=_dues, rule=_rules, reason=_reasons),
)

_items = st.lists(
    st.builds(Item, text_ru=_texts, executors=_some, due=_dues, rule=_rules), max_size=2
).map(tuple)
_about: dict[str, st.SearchStrategy[Any]] = {
    "document": st.sampled_from(["d1", "d1", ""]),
    "kind": st.just(Kind.INCOMING),
    "author": st.sampled_from(["p2", "p2", "p3"]),
}
RESOLUTION: st.SearchStrategy[Fact] = st.one_of(
    _acts(ResolutionAsked, **_about, note=_texts),
    _acts(ResolutionDrafted, **_about, text_ru=_texts, items=_items, to_file=st.booleans()),
    _acts(
        ResolutionIssued,
        **_about,
        text_ru=_texts,
        items=_items,
        to_file=st.booleans(),
        on=_days,
        tasks=st.lists(st.sampled_from(["k1", "k2"]), max_size=2).map(tuple),
        spoken=st.booleans(),
    ),
    _acts(ResolutionRecalled, reason=_reasons),
)
ACQUAINTANCE: st.SearchStrategy[Fact] = st.one_of(
    _acts(
        AcquaintanceAsked,
        document=st.sampled_from(["d1", ""]),
        kind=st.just(Kind.ORDERS),
        people=_some,
        due=_dues,
    ),
    _acts(PeopleAdded, people=_some),
    _acts(PersonTakenOff, person=_people, reason=_reasons),
    *[_acts(Acquainted, person=_people, on=_dues, version=st.sampled_from(["", SHA, "1"]))] * 2,
    _acts(AcquaintanceClosed, reason=_reasons),
)
PHRASE: st.SearchStrategy[Fact] = st.builds(
    PhraseKept,
    st.builds(
        Phrase,
        text_ru=_texts,
        use=st.sampled_from(Use),
        owner=st.sampled_from(["", "p2"]),
        removed=st.booleans(),
    ),
)

GIVEN = TaskGiven(
    text_ru="Подготовить ответ",
    executors=("p1", "p3"),
    author="p2",
    on=TODAY,
    due=TODAY + timedelta(3),
    controlled=True,
)
DRAFTED = ResolutionDrafted(
    document="d1",
    kind=Kind.INCOMING,
    author="p2",
    items=(Item(text_ru="Подготовить ответ", executors=("p1",)),),
)
READ_BY = AcquaintanceAsked(document="d1", kind=Kind.ORDERS, people=("p1", "p2", "p3"))
KEPT = PhraseKept(Phrase("К исполнению"))
