"""The order of documents within a day is the same everywhere, whatever came when."""

import random
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from edo import segment
from edo.commands import documents
from edo.commands.documents import Intake
from edo.domain.card import Card, Kind, Party
from edo.domain.document import Document, Status
from edo.domain.roster import Roster
from edo.segment import Line, Segment
from edo.store import arrival, ledger, rebuild, search
from edo.store.database import ask, create
from edo.store.day_order import STRIDE, standing
from edo.store.document_rows import first_key
from edo.store.ledger_tables import LEDGER
from edo.store.refold import Writer
from tests.builders import TODAY, card, hlc
from tests.office import Chancery, founded

Arrived = tuple[Segment, list[Line]]
_state = msgspec.json.Decoder(Document).decode


@dataclass(frozen=True)
class Past:
    """What one workplace recorded: its segments, and who might state what."""

    segments: list[Arrived]
    roster: Roster


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    """Record three days of letters that were begun and registered in different orders."""
    with founded(tmp_path_factory.mktemp("past") / "home") as office:
        chance = random.Random(5)
        begun: list[str] = []
        for _ in range(3):
            for _ in range(8):
                office.clock.move(minutes=7)
                begun.append(_begin(office))
                if chance.random() < 0.7:
                    chance.shuffle(begun)
                    office.register(document=begun.pop())
            late = Intake(Card(subject_ru="Из журнала", parties=(Party(office.school),)))
            documents.register_all(
                office.workplace, journal=office.journals[Kind.INCOMING], lines=[late] * 3
            )
            office.register(on=office.today - timedelta(days=1))
            documents.change(office.workplace, document=begun[-1], fields={"note": "позже"})
            documents.annul(office.workplace, document=begun.pop(), reason="ошибка")
            office.clock.move(days=1)
        kept = office.workplace.read(lambda connection: list(ledger.all_segments(connection)))
        segments = [segment.parse(one.data)[0] for one in kept]
        yield Past([(one, segment.lines(one)) for one in segments], office.workplace.roster)


def _begin(office: Chancery) -> str:
    card = Card(subject_ru="О путёвках", parties=(Party(office.school),))
    return documents.begin(office.workplace, kind=Kind.INCOMING, card=card)


@contextmanager
def another(past: Past, batches: list[list[Arrived]]) -> Generator[Connection]:
    """Give the database of a workplace that received the segments in these batches."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        create(connection, LEDGER)
        rebuild.rebuild(connection, past.roster, lambda _done, _total: None)
        for batch in batches:
            arrival.take_in(connection, batch, past.roster)
        yield connection
    engine.dispose()


def listed(connection: Connection) -> list[str]:
    """Return the documents in the order of their keys, each found by its words."""
    rows = ask(connection, "SELECT key, document, state FROM documents ORDER BY key")
    keys = [key for key, _, _ in rows]
    states = {document: _state(state) for _, document, state in rows}
    assert [one.document for one in sorted(standing(*item) for item in states.items())] == [
        document for _, document, _ in rows
    ]
    for others in ("SELECT key FROM parties ORDER BY key", "SELECT rowid FROM search ORDER BY 1"):
        assert [key for (key,) in ask(connection, others)] == keys
    for word in ("путёвках", "выделении", "журнала"):
        assert [hit.key for hit in search.find(connection, word, limit=1000)] == [
            key for key, document, _ in rows[::-1] if word in states[document].card.subject_ru
        ]
    return [document for _, document, _ in rows]


@given(data=st.data())
def test_any_order_of_arrival_gives_the_list_a_rebuild_gives(
    past: Past, data: st.DataObject
) -> None:
    """Segments come shuffled and in batches of any size; the list is that of the folded states."""
    count = len(past.segments)
    shuffled = [past.segments[place] for place in data.draw(st.permutations(range(count)))]
    cuts = data.draw(st.sets(st.integers(1, count - 1), max_size=6))
    batches = [shuffled[start:end] for start, end in pairwise([0, *sorted(cuts), count])]
    with another(past, batches) as connection:
        arrived = listed(connection)
        rebuild.rebuild(connection, past.roster, lambda _done, _total: None)
        assert listed(connection) == arrived


def test_each_segment_by_itself_backwards_gives_the_same(past: Past) -> None:
    """Every document is then the first of its day, and there is no room for most."""
    with another(past, [past.segments]) as at_once, another(past, []) as slowly:
        for one in reversed(past.segments):
            arrival.take_in(slowly, [one], past.roster)
        assert listed(slowly) == listed(at_once)


def test_a_registration_without_effect_does_not_decide_the_place(chancery: Chancery) -> None:
    """A rebuild expects its document to stand there, and puts it where it belongs."""
    given = []
    for _ in range(4):
        chancery.clock.move(minutes=5)
        given.append(chancery.register().document)
    workplace = chancery.workplace
    workplace.write(
        lambda connection: connection.exec_driver_sql(
            "INSERT INTO changes (segment, line, subject, kind, hlc, person, base, data)"
            " SELECT segment, line + 1, subject, kind, hlc - ?, person, base,"
            " replace(CAST(data AS TEXT), '\"n\":3', '\"n\":0') FROM changes WHERE subject = ?",
            (7 * 60_000 << 16, given[2]),
        )
    )
    workplace.rebuild(lambda _done, _total: None)
    assert workplace.read(listed) == given
    assert workplace.read(ask, "SELECT count(*) FROM refused") == [(1,)]


def keys_of(chancery: Chancery) -> dict[str, int]:
    """Return the places of today's documents in the day."""
    rows = chancery.workplace.read(ask, "SELECT document, key FROM documents ORDER BY key")
    return {document: key - first_key(TODAY) for document, key in rows}


def test_the_last_of_the_day_goes_behind_all_others(chancery: Chancery) -> None:
    """Nothing moves in the usual case; a draft that gets its number is the last again."""
    draft = _begin(chancery)
    other = chancery.register().document
    assert keys_of(chancery) == {draft: STRIDE, other: 2 * STRIDE}
    chancery.register(document=draft)
    assert keys_of(chancery) == {draft: 3 * STRIDE, other: 2 * STRIDE}
    third = chancery.register().document
    assert keys_of(chancery)[third] == 4 * STRIDE


def test_a_document_that_arrives_late_leaves_the_others_where_they_are(chancery: Chancery) -> None:
    """There is room between any two; only when it is used up some of those behind move."""
    moment = hlc(minute=10)

    def arrive(*moments: int) -> dict[str, int]:
        states = {f"d{at}": document(created=at) for at in moments}
        chancery.workplace.write(lambda connection: Writer(connection).write(states))
        return keys_of(chancery)

    before = arrive(moment, moment + 1000, moment + 2000)
    after = arrive(*range(moment + 1, moment + STRIDE), moment - 1)
    assert before.items() <= after.items()
    pushed = arrive(moment + STRIDE)
    assert [*pushed] == sorted(pushed, key=lambda id: int(id[1:]))
    assert {id for id in after if after[id] != pushed[id]} == {f"d{moment + 1000}"}
    assert chancery.workplace.read(listed) == [*pushed]


def document(created: int) -> Document:
    """Make the state of a letter without a number."""
    return Document(Kind.INCOMING, Status.RECEIVED, card(), created=created, author="p1")
