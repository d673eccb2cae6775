"""Deputyships that come late, in any order: all that deputies stated is judged by them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edo import segment
from edo.change import COMMON
from edo.clock import COUNTER_BITS
from edo.commands import deputies as naming
from edo.domain import facts
from edo.domain.acquaintance import Acquaintance, AcquaintanceAsked, PeopleAdded
from edo.domain.card import Kind
from edo.domain.deputy import DeputyEnded, DeputyNamed
from edo.domain.fact import Fact
from edo.domain.fold import fold
from edo.domain.rights import Role
from edo.errors import Reason
from edo.queries.deputies import Principal, acting_for
from edo.segment import Line, Log, Segment
from edo.store import ledger
from edo.store.database import Connection, ask
from edo.store.tables_check import Tables
from edo.workplace import Workplace, open_workplace
from tests.builders import TODAY, instant
from tests.colleague import Colleague, colleague
from tests.office import Chancery, founded

MINUTE = 60_000
Sealed = tuple[Segment, list[Line]]


@dataclass
class Author:
    """A colleague who seals what they state and sends it later, log by log."""

    who: Colleague
    ends: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])

    def seals(self, subject: str, fact: Fact, at: int) -> Sealed:
        """Seal one fact as the next segment of its space's log."""
        place = self.who.workplace
        space = COMMON if fact.COMMON else place.identity.office
        seq, prev = self.ends.get(space, (0, ""))
        data = msgspec.Raw(facts.encode(fact))
        line = Line(subject, fact.NAME, at << COUNTER_BITS, self.who.person, (), data)
        log = Log(
            org=place.identity.org,
            space=space,
            dev=self.who.key.name,
            inst="author",
            seq=seq + 1,
            prev=prev,
            authority=place.authority,
        )
        sealed = segment.seal([line], log, self.who.key)
        self.ends[space] = (seq + 1, sealed.hash)
        return sealed, [line]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chancery]:
    """Found an office into which the tests let people."""
    with founded(tmp_path_factory.mktemp("office") / "home") as made:
        yield made


def pair(place: Workplace) -> tuple[Author, Author]:
    """Let a head and a deputy in."""
    head = colleague(place, "Абенов Б.", role=Role.MANAGER.value)
    deputy = colleague(place, "Серикова Г.", role=Role.EXECUTOR.value)
    return Author(head), Author(deputy)


def asked(kind: Kind = Kind.ORDERS) -> AcquaintanceAsked:
    """Ask one person to read a document."""
    return AcquaintanceAsked(document="d1", kind=kind, people=("p-first",))


def truly(connection: Connection, place: Workplace, subject: str) -> bool:
    """Tell whether the rows of a subject are what all its changes come to."""
    entries = ledger.of_subject(connection, subject)
    folded = fold((one.change for one in entries), place.roster)
    aside = {one.change.stamp.order: one.reason for one in folded.refused}
    expected = [
        (one.id, aside[one.change.stamp.order])
        for one in entries
        if one.change.stamp.order in aside
    ]
    found = ask(
        connection,
        "SELECT change, reason FROM refused WHERE subject = ? ORDER BY change",
        (subject,),
    )
    agrees = Tables(connection).agree(subject, folded.state)
    return agrees and [tuple(row) for row in found] == sorted(expected)


def people_of(place: Workplace, subject: str) -> tuple[str, ...]:
    """Return who is to read, as the tables have it."""

    def look(connection: Connection) -> bytes:
        return ask(connection, "SELECT state FROM routed WHERE subject = ?", (subject,))[0][0]

    return msgspec.json.decode(place.read(look), type=Acquaintance).people


def test_what_a_deputy_did_waits_for_their_naming(office: Chancery) -> None:
    """It has no effect until the naming is heard of, and none after an end that was before it."""
    place = office.workplace
    head, deputy = pair(place)
    subject, id = place.new_id("q"), place.new_id("e")
    start = instant(hour=10)
    begun = head.seals(subject, asked(), start)
    named = head.seals(id, naming_of(head, deputy), start + MINUTE)
    acts = [
        deputy.seals(
            subject, PeopleAdded(people=(f"p-{n}",), behalf=head.who.person), start + n * MINUTE
        )
        for n in (0, 5, 9)
    ]
    ended = head.seals(id, DeputyEnded(head.who.person), start + 7 * MINUTE)
    place.take_in([begun, *acts])
    assert people_of(place, subject) == ("p-first",)
    touched = place.take_in([named]).subjects
    assert touched == {id, subject}
    assert people_of(place, subject) == ("p-first", "p-5", "p-9")
    assert place.take_in([ended]).subjects == {id, subject}
    assert people_of(place, subject) == ("p-first", "p-5")
    assert place.read(refusals, subject) == [Reason.NOT_DEPUTY, Reason.NOT_DEPUTY]
    place.rebuild(lambda _done, _total: None)
    assert people_of(place, subject) == ("p-first", "p-5")


def refusals(connection: Connection, subject: str) -> list[str]:
    """Return why changes of a subject were set aside."""
    statement = "SELECT reason FROM refused WHERE subject = ?"
    return [row[0] for row in ask(connection, statement, (subject,))]


def naming_of(head: Author, deputy: Author, *kinds: Kind, first: int = 0) -> DeputyNamed:
    """Name the deputy from a day on."""
    return DeputyNamed(
        person=head.who.person,
        deputy=deputy.who.person,
        since=TODAY + timedelta(first),
        until=TODAY + timedelta(9),
        kinds=kinds,
    )


def test_a_key_that_is_cut_names_nobody(office: Chancery) -> None:
    """A naming behind the end of its author's key is void, and so is what was done by it."""
    place = office.workplace
    head, deputy = pair(place)
    subject, id = place.new_id("q"), place.new_id("e")
    start = instant(hour=11)
    begun = head.seals(subject, asked(), start)
    place.take_in([begun, head.seals(id, naming_of(head, deputy), start + MINUTE)])
    act = PeopleAdded(people=("p-1",), behalf=head.who.person)
    place.take_in([deputy.seals(subject, act, start + 2 * MINUTE)])
    assert people_of(place, subject) == ("p-first", "p-1")
    office_log = {head.who.key.name: (1, begun[0].hash)}
    cut = {place.identity.office: office_log}
    place.extend(("device.retire", {"device": head.who.key.name, "cut": cut}))
    assert people_of(place, subject) == ("p-first",)
    assert place.read(truly, place, subject)


def test_who_is_named_here_may_act_at_once(office: Chancery) -> None:
    """Also after the program was started again."""
    place = office.workplace
    office.clock.set(TODAY, 15)
    head, deputy = pair(place)
    named = naming.name(
        place,
        person=head.who.person,
        deputy=deputy.who.person,
        since=TODAY,
        until=TODAY,
    )
    assert named.lacking
    subject = place.new_id("q")
    place.take_in([head.seals(subject, asked(), place.clock.now())])
    acted_for = place.read(acting_for, deputy.who.person, TODAY)
    assert acted_for == (Principal(head.who.person, None),)
    at = place.clock.now() + MINUTE
    act = PeopleAdded(people=("p-1",), behalf=head.who.person)
    place.take_in([deputy.seals(subject, act, at)])
    assert people_of(place, subject) == ("p-first", "p-1")
    naming.end(place, deputyship=named.id)
    act = PeopleAdded(people=("p-2",), behalf=head.who.person)
    place.take_in([deputy.seals(subject, act, at + 60 * MINUTE)])
    assert people_of(place, subject) == ("p-first", "p-1")
    office.workplace.close()
    office.workplace = open_workplace(office.folder, at=office.clock)
    assert office.workplace.roster.deputies.known == place.roster.deputies.known


STATED = st.lists(
    st.tuples(
        st.sampled_from(["named", "named", "ended", "act", "act", "act"]),
        st.integers(0, 2),
        st.integers(0, 3 * 24 * 60),
        st.sampled_from([(), (Kind.ORDERS,), (Kind.INCOMING,)]),
    ),
    min_size=3,
    max_size=10,
)


@settings(max_examples=40)
@given(STATED, st.data())
def test_whatever_comes_first_all_is_judged_by_all(
    office: Chancery, stated: list[tuple[str, int, int, tuple[Kind, ...]]], data: st.DataObject
) -> None:
    """After every arrival the tables are what the whole ledger comes to, folded from nothing."""
    place = office.workplace
    head, deputy = pair(place)
    subjects = [place.new_id("q") for _ in range(3)]
    ids = [place.new_id("e") for _ in range(3)]
    start = instant()
    opening = [
        head.seals(subject, asked(kind), start)
        for subject, kind in zip(subjects, (Kind.ORDERS, Kind.INCOMING, Kind.ORDERS), strict=True)
    ]
    logs: dict[tuple[str, str], list[Sealed]] = {}
    times = sorted({1 + minute for _, _, minute, _ in stated})
    for at, (what, n, _, kinds) in zip(times, stated, strict=False):
        author = deputy if what == "act" else head
        fact: Fact
        match what:
            case "named":
                subject, fact = ids[n], naming_of(head, deputy, *kinds, first=n)
            case "ended":
                subject, fact = ids[n], DeputyEnded(head.who.person)
            case _:
                subject = subjects[n]
                fact = PeopleAdded(people=(f"p-{at}",), behalf=head.who.person)
        sealed = author.seals(subject, fact, start + at * MINUTE)
        logs.setdefault((sealed[0].header.space, author.who.person), []).append(sealed)
    place.take_in(opening)
    while waiting := [log for log in logs.values() if log]:
        log = data.draw(st.sampled_from(waiting))
        count = data.draw(st.integers(1, len(log)))
        place.take_in(log[:count])
        del log[:count]
        for subject in (*subjects, *ids):
            assert place.read(truly, place, subject)
