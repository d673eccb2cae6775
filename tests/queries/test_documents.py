"""Lists of documents: any filter, any order, any page is what a person would sort by hand."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from edo.clock import office_date
from edo.commands import documents as commands
from edo.commands.documents import Attachment
from edo.domain.attaching import FileAttached
from edo.domain.card import Card, Kind, Language, Party
from edo.domain.document import Document, Link, Number, Status
from edo.domain.organisation import Correspondent, CorrespondentAdded
from edo.domain.registering import DocumentCancelled, Drafted, Registered
from edo.domain.sending import Sent
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import duplicates
from edo.queries.documents import (
    DocumentRow,
    card,
    count,
    counts,
    in_order,
    keys,
    latest_of,
    page,
    rows,
)
from edo.queries.duplicates import Duplicate
from edo.queries.listing import RARE, Filter, Order, Sort
from edo.store.database import ask
from edo.store.document_rows import DAY_BITS
from edo.store.spelling import number_key, sort_key
from tests.builders import TODAY
from tests.office import INDEXES, Chancery, founded

SUBJECTS = (
    "О путёвках",
    "Об отпуске",
    "Ёлка",
    "ель",
    "Іс туралы",
    "Ыстықкөл",
    "Йод",
    "№ 12",
    "01-9",
)
SUFFIXES = ("", "/2", "/10", "-а", "-б")
"""In their order."""
TYPES = ("t-letter", "t-letter", "t-letter", "t-report", "")

Place = tuple[Any, int]
"""What a line is sorted by, and its key."""


@dataclass(frozen=True)
class Line:
    """A document as the hand that sorts it sees it."""

    key: int
    id: str
    state: Document
    names: tuple[tuple[str, str], ...]

    @property
    def day(self) -> date:
        """Day of registration, or of the beginning where there is no number."""
        number = self.state.number
        return number.on if number else office_date(self.state.created)

    def place(self, order: Order) -> Place:
        """Return what puts the line in its place."""
        return self._value(order), self.key

    def _value(self, order: Order) -> Any:
        card, number, kk = self.state.card, self.state.number, order.language == "kk"
        match order.sort:
            case Sort.DATE:
                return self.key
            case Sort.NUMBER:
                if number is None:
                    return (0, 0, 0)
                return (number.period, number.n, SUFFIXES.index(number.suffix))
            case Sort.CORRESPONDENT:
                ru, own = self.names[0] if self.names else ("", "")
                return _in_alphabet(ru, own, kk_first=kk)
            case Sort.SUBJECT:
                return _in_alphabet(card.subject_ru, card.subject_kk, kk_first=kk)
            case Sort.THEIR_NUMBER:
                return number_key(card.their_number).encode()
            case Sort.STATUS:
                return self.state.status.value


def _tests(filter: Filter) -> list[Callable[[Line], bool]]:
    """Return what a line must meet that a filter lets through."""
    tests: list[tuple[object, Callable[[Line], bool]]] = [
        (filter.kind, lambda line: line.state.kind is filter.kind),
        (
            filter.journal,
            lambda line: (
                line.state.number is not None and line.state.number.journal == filter.journal
            ),
        ),
        (filter.since, lambda line: filter.since is not None and line.day >= filter.since),
        (filter.until, lambda line: filter.until is not None and line.day <= filter.until),
        (filter.status, lambda line: line.state.status is filter.status),
        (
            filter.correspondent,
            lambda line: (
                filter.correspondent in {one.correspondent for one in line.state.card.parties}
            ),
        ),
        (filter.type, lambda line: line.state.card.type == filter.type),
        (filter.language, lambda line: line.state.card.language is filter.language),
        (
            filter.has_files is not None,
            lambda line: bool(line.state.live_files) == filter.has_files,
        ),
        (
            filter.person,
            lambda line: (line.state.registrar or line.state.author) == filter.person,
        ),
    ]
    return [test for wanted, test in tests if wanted]


def _in_alphabet(ru: str, kk: str, *, kk_first: bool = False) -> bytes:
    return sort_key(kk or ru, "kk") if kk_first else sort_key(ru or kk, "ru")


@dataclass
class Archive:
    """An office with thousands of documents, and the same documents as lines on a table."""

    office: Chancery
    lines: list[Line]
    people: list[str]
    _in_order: dict[Order, list[tuple[Place, Line]]] = field(default_factory=dict)

    def sorted(self, filter: Filter, order: Order) -> list[tuple[Place, Line]]:
        """Filter and sort by hand; with each line its place. An order is put once."""
        if order not in self._in_order:
            places = [(line.place(order), line) for line in self.lines]
            places.sort(key=itemgetter(0), reverse=order.descending)
            self._in_order[order] = places
        chosen = self._in_order[order]
        for test in _tests(filter):
            chosen = [one for one in chosen if test(one[1])]
        return chosen


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Fill an office: so many incoming letters that their lists are walked, the others few."""
    with founded(tmp_path_factory.mktemp("archive") / "home", on=date(2024, 1, 3)) as office:
        yield Archive(office, *_filled(office))


def _filled(office: Chancery) -> tuple[list[Line], list[str]]:
    chance = random.Random(1)
    names = {office.ministry: ("Министерство просвещения", "Оқу-ағарту министрлігі")}
    with office.workplace.entry() as entry:
        for n in range(40):
            ru, kk = chance.choice(SUBJECTS) + f" {n}", chance.choice(("", f"Мектеп {n}"))
            id = entry.new_id("c")
            entry.record(id, CorrespondentAdded(Correspondent(ru, kk)))
            names[id] = (ru, kk or ru)
    people = list(names)
    last: dict[tuple[str, int], int] = {}
    for day in range(300):
        office.clock.move(days=3)
        with office.workplace.entry() as entry:
            for _ in range(18):
                _paper(entry, office, chance, people, last)
            if day % 30 == 0:
                _draft(entry, chance, people)
    found = office.workplace.read(ask, "SELECT key, document, state FROM documents")
    lines = [_line(key, id, state, names) for key, id, state in found]
    common = sum(line.state.kind is Kind.INCOMING for line in lines)
    assert common > RARE
    return lines, people


def _line(key: int, id: str, state: bytes, names: dict[str, tuple[str, str]]) -> Line:
    document = msgspec.json.decode(state, type=Document)
    parties = document.card.parties
    told = tuple(
        names[one.correspondent] if one.correspondent else (one.name,) * 2 for one in parties
    )
    return Line(key, id, document, tuple((one[0], one[-1]) for one in told))


def _paper(
    entry: Entry,
    office: Chancery,
    chance: random.Random,
    people: list[str],
    last: dict[tuple[str, int], int],
) -> None:
    kind = chance.choices([Kind.INCOMING, Kind.OUTGOING, Kind.INTERNAL], [16, 2, 1])[0]
    journal = office.journals[kind]
    on = entry.today - timedelta(days=chance.choice([0, 0, 0, 1, 40]))
    n = last[journal, on.year] = last.get((journal, on.year), 0) + chance.choice([0, 1, 1, 1])
    suffix = chance.choice(SUFFIXES) if n else ""
    made = Number(journal, on.year, max(n, 1), suffix, f"{n}{suffix}", on, bool(suffix))
    document = entry.new_id("d")
    entry.record(document, Registered(kind, made, _card(chance, people)))
    if chance.random() < 0.05:
        for name in ("а", "б")[: chance.randrange(1, 3)]:
            sha256 = f"{chance.randrange(50):064x}"
            entry.record(document, FileAttached(entry.new_id("f"), f"{name}.pdf", sha256, 1))
    if kind is not Kind.INCOMING and chance.random() < 0.5:
        entry.record(document, Sent(entry.today))
    elif chance.random() < 0.03:
        entry.record(document, DocumentCancelled("ошибка"))


def _draft(entry: Entry, chance: random.Random, people: list[str]) -> None:
    kind = chance.choice([Kind.INCOMING, Kind.OUTGOING])
    entry.record(entry.new_id("d"), Drafted(kind, _card(chance, people)))


def _card(chance: random.Random, people: list[str]) -> Card:
    whom = [people[0]] if chance.random() < 0.93 else []
    whom += chance.sample(people[1:], chance.choice([0, 0, 1, 2]))
    chance.shuffle(whom)
    named = Party(name=f"Акимат {chance.randrange(9)}")
    return Card(
        type=chance.choice(TYPES),
        subject_ru=chance.choice(SUBJECTS),
        subject_kk=chance.choice(("", "", *SUBJECTS)),
        language=chance.choices([Language.RU, Language.KK, Language.BOTH], [40, 1, 1])[0],
        parties=tuple(map(Party, whom)) or (named,),
        their_number=chance.choice(("", "б/н", f"01-{chance.randrange(30)}/А", "A-1312/B")),
        their_date=chance.choice((None, TODAY)),
    )


DAYS = st.dates(date(2023, 12, 1), date(2026, 12, 31)) | st.just(date.max) | st.just(date.min)


@st.composite
def filters(draw: st.DrawFn, archive: Archive) -> Filter:
    """Draw a filter: mostly of few parts, common and rare ones."""

    def some(strategy: st.SearchStrategy[Any], otherwise: Any) -> Any:
        return draw(strategy) if draw(st.integers(0, 3)) == 0 else otherwise

    kinds = st.sampled_from([Kind.INCOMING, Kind.INCOMING, *Kind])
    return Filter(
        kind=draw(st.none() | kinds),
        journal=some(st.sampled_from([*archive.office.journals.values(), "j0"]), ""),
        since=some(DAYS, None),
        until=some(DAYS, None),
        status=some(st.sampled_from(Status), None),
        correspondent=some(st.sampled_from([archive.people[0], *archive.people, "c0"]), ""),
        type=some(st.sampled_from(["t-letter", "t-report", "t-poem"]), ""),
        language=some(st.sampled_from(Language), None),
        has_files=some(st.booleans(), None),
        person=some(st.sampled_from([archive.office.workplace.identity.person, "p0"]), ""),
    )


def any_of(lines: list[Line]) -> st.SearchStrategy[Line]:
    """Draw a line by its place: `sampled_from` would sum up thousands of documents each time."""
    return st.integers(0, len(lines) - 1).map(lines.__getitem__)


ORDERS = st.builds(Order, st.sampled_from(Sort), st.booleans(), st.sampled_from(["ru", "kk"]))


# A filter, an order and a page are short enough to read; shortening them would take minutes.
@settings(max_examples=200, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(data=st.data(), order=ORDERS, limit=st.sampled_from([1, 2, 50, 3000]))
def test_every_page_of_every_list_is_what_a_hand_would_sort(
    archive: Archive, data: st.DataObject, order: Order, limit: int
) -> None:
    """The first page, the page behind any document, the whole, and the count."""
    filter = data.draw(filters(archive))
    read = archive.office.workplace.read
    expected = archive.sorted(filter, order)
    assert [row.document for row in read(page, filter=filter, order=order, limit=limit)] == [
        line.id for _, line in expected[:limit]
    ]
    assert list(read(keys, filter=filter, order=order)) == [line.key for _, line in expected]
    assert read(count, filter=filter) == len(expected)
    lines = [line for _, line in expected] or archive.lines
    mark = data.draw(any_of(lines) | any_of(archive.lines))
    here = mark.place(order)
    behind = [
        line for place, line in expected if place != here and (place < here) == order.descending
    ]
    found = read(page, filter=filter, order=order, limit=limit, after=mark.id)
    assert [row.document for row in found] == [line.id for line in behind[:limit]]


@given(data=st.data(), order=ORDERS, limit=st.integers(0, 30))
def test_any_documents_are_put_in_order(
    archive: Archive, data: st.DataObject, order: Order, limit: int
) -> None:
    """What a search found is sorted like a list."""
    chosen = data.draw(
        st.lists(any_of(archive.lines), max_size=30, unique_by=lambda line: line.key)
    )
    expected = sorted(chosen, key=lambda line: line.place(order), reverse=order.descending)
    wanted = [*(line.key for line in chosen), 7]
    found = archive.office.workplace.read(in_order, keys=wanted, order=order, limit=limit)
    assert found == [line.key for line in expected[:limit]]


@given(data=st.data())
def test_a_row_shows_what_the_card_says(archive: Archive, data: st.DataObject) -> None:
    """Names of journal, type and people for their ids; both languages; nothing invented."""
    line = data.draw(any_of(archive.lines))
    (row,) = archive.office.workplace.read(rows, keys=[line.key])
    state, number = line.state, line.state.number
    assert row == DocumentRow(
        key=line.key,
        document=line.id,
        kind=state.kind,
        status=state.status,
        journal=INDEXES[state.kind] if number else "",
        number=number.text if number else "",
        on=number.on if number else None,
        subject_ru=state.card.subject_ru,
        subject_kk=state.card.subject_kk,
        correspondent_ru="; ".join(ru for ru, _ in line.names),
        correspondent_kk="; ".join(kk for _, kk in line.names),
        their_number=state.card.their_number,
        their_date=state.card.their_date,
        type_ru={"t-letter": "Письмо", "t-report": "Отчёт", "": ""}[state.card.type],
        type_kk={"t-letter": "Хат", "t-report": "Есеп", "": ""}[state.card.type],
        language=state.card.language,
        files=len(state.live_files),
        due=None,
        by="Иванова Айгуль",
    )


def test_the_key_of_a_document_grows_with_its_day(archive: Archive) -> None:
    """Newest first is the order of the table itself."""
    assert all(line.key >> DAY_BITS == line.day.toordinal() for line in archive.lines)
    assert len({line.key for line in archive.lines}) == len(archive.lines)


def test_what_waits_for_the_clerk_is_counted(archive: Archive) -> None:
    """Drafts and letters taken in, kind by kind."""
    waiting = archive.office.workplace.read(counts)
    for (kind, status), number in waiting.items():
        assert number == sum(
            (line.state.kind, line.state.status) == (kind, status) for line in archive.lines
        )
    assert sum(waiting.values()) == 10


def test_a_page_behind_nothing_is_refused(archive: Archive) -> None:
    """A document that is not there cannot be the end of a page."""
    with pytest.raises(Refusal) as error:
        archive.office.workplace.read(page, filter=Filter(), after="d0")
    assert error.value.reason is Reason.UNKNOWN_SUBJECT
    with pytest.raises(Refusal) as error:
        archive.office.workplace.read(card, document="d0")
    assert error.value.reason is Reason.UNKNOWN_SUBJECT


def test_russian_and_kazakh_have_their_own_orders(chancery: Chancery) -> None:
    """І stands beside И in the one alphabet and near the end of the other."""
    for subject in ("Ыстықкөл", "Іле", "Йод", "Ель", "ёлка", "Ежевика", "№ 10", "№ 9"):
        chancery.register(subject_ru=subject)

    def listed(language: str) -> list[str]:
        order = Order(Sort.SUBJECT, descending=False, language=language)
        found = chancery.workplace.read(page, filter=Filter(kind=Kind.INCOMING), order=order)
        return [row.subject(language) for row in found]

    assert listed("ru") == ["№ 9", "№ 10", "Ежевика", "ёлка", "Ель", "Іле", "Йод", "Ыстықкөл"]
    assert listed("kk") == ["№ 9", "№ 10", "Ежевика", "Ель", "ёлка", "Йод", "Ыстықкөл", "Іле"]


def found_doubles(chancery: Chancery, **asked: Any) -> list[tuple[str, bool]]:
    """Ask for documents that may be the one being registered."""
    usual: dict[str, Any] = {
        "kind": Kind.INCOMING,
        "correspondents": [chancery.ministry],
        "their_number": "01-5/12",
        "their_date": TODAY,
    }
    found: list[Duplicate] = chancery.workplace.read(duplicates.possible, **usual | asked)
    return [(one.row.document, one.same_file) for one in found]


def test_the_same_letter_is_known_by_its_sender_number_and_date(chancery: Chancery) -> None:
    """However the number is written; «б/н» is no number, and another day is another letter."""
    first = chancery.register(their_number="01-5/12", their_date=TODAY).document
    same = [(first, False)]
    assert found_doubles(chancery) == same
    for spelling in ("01-5-12", " 01–5/12 ", "01512"):
        assert found_doubles(chancery, their_number=spelling) == same
    assert found_doubles(chancery, correspondents=[chancery.school, chancery.ministry]) == same
    other: list[dict[str, Any]] = [
        {"their_number": "01-5/13"},
        {"their_date": TODAY - timedelta(days=1)},
        {"their_date": None},
        {"correspondents": [chancery.school]},
        {"correspondents": []},
        {"kind": Kind.OUTGOING},
        {"but": first},
    ]
    for asked in other:
        assert found_doubles(chancery, **asked) == [], asked
    chancery.register(their_number="б/н", their_date=TODAY)
    assert found_doubles(chancery, their_number="б/н") == []
    commands.annul(chancery.workplace, document=first, reason="ошибка")
    assert found_doubles(chancery) == []


def test_latin_letters_that_look_alike_do_not_hide_a_double(chancery: Chancery) -> None:
    """A-1312/B typed in either alphabet is one number."""
    first = chancery.register(their_number="A-1312/B", their_date=TODAY).document
    assert found_doubles(chancery, their_number="А-1312/В") == [(first, False)]


def test_the_same_file_is_known_in_any_journal(chancery: Chancery, tmp_path: Path) -> None:
    """By its content, under any name; a file that was replaced or annulled with is another."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"content")
    first = chancery.register(Kind.OUTGOING, files=[Attachment(scan)]).document
    (file,) = chancery.document(first).live_files
    told: dict[str, Any] = {"hashes": [file.current.sha256], "their_number": ""}
    assert found_doubles(chancery, **told) == [(first, True)]
    assert found_doubles(chancery, **told, but=first) == []
    scan.write_bytes(b"other")
    commands.replace_file(chancery.workplace, document=first, file=file.id, path=scan)
    assert found_doubles(chancery, **told) == []


def test_links_are_read_from_both_ends(chancery: Chancery) -> None:
    """Each end knows the other's number, kind and state; answers stand apart."""
    letter = chancery.register().document
    answer = chancery.register(Kind.OUTGOING, links=[(Link.REPLY, letter)]).document
    basis = chancery.register(Kind.INTERNAL, links=[(Link.BASIS, letter)]).document
    found = chancery.workplace.read(card, document=letter)
    assert [(one.link, one.document, one.back) for one in found.linked] == [
        (Link.REPLY, answer, True),
        (Link.BASIS, basis, True),
    ]
    assert [one.document for one in found.answered_by] == [answer]
    (forward,) = chancery.workplace.read(card, document=answer).linked
    assert (forward.document, forward.number, forward.back) == (letter, "1", False)
    assert forward.kind is Kind.INCOMING


def test_the_latest_of_a_correspondent_is_found(chancery: Chancery) -> None:
    """Of the kind asked for; of a stranger there is none."""
    chancery.register(note="старое")
    chancery.register(note="новое")
    chancery.register(Kind.OUTGOING, note="исходящее")
    latest = chancery.workplace.read(latest_of, correspondent=chancery.ministry, kind=Kind.INCOMING)
    assert latest is not None
    assert latest.card.note == "новое"
    nobody = chancery.workplace.read(latest_of, correspondent=chancery.school, kind=Kind.INCOMING)
    assert nobody is None
