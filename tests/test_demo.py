"""The story of `edo demo`: one day is played for real, and the office is left full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edo.check import check
from edo.demo import play
from edo.domain.card import DeliveryState, Kind, Language
from edo.domain.document import Link, Status
from edo.domain.numbering import Absence
from edo.queries import correspondents, directory, documents, numbers
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter, Order, Sort
from edo.queries.search import search
from edo.sample.stage import Stage
from edo.wording import Wording
from edo.workplace import Workplace, open_workplace
from tests.reports.reading import texts

ON = date(2026, 11, 20)
_PAPERS = (".pdf", ".docx", ".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Played:
    """A demo that was played, its table and its workplace."""

    folder: Path
    rows: Sequence[dict[str, Any]]
    workplace: Workplace

    def listed(self, kind: Kind) -> list[DocumentRow]:
        """Return all documents of a kind."""
        return self.workplace.read(documents.page, filter=Filter(kind=kind), limit=1000)

    def told(self, part: str) -> dict[str, Any]:
        """Return the first row of the table that holds a text."""
        return next(row for row in self.rows if part in row["what"])

    def card(self, kind: Kind, number: str) -> documents.Card:
        """Return the document with a number, whole."""
        found = next(row for row in self.listed(kind) if row.number == number)
        return self.workplace.read(documents.card, document=found.document)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Play the day once for all stories that only look."""
    folder = tmp_path_factory.mktemp("demo")
    rows = play(folder, Wording("en"), on=ON)
    workplace = open_workplace(folder / "home")
    yield Played(folder, rows, workplace)
    workplace.close()


def test_the_table_tells_the_day_from_morning_to_evening(played: Played) -> None:
    """Every row has its time, who, what and number, and time goes on."""
    times = [row["at"] for row in played.rows]
    assert all(list(row) == ["at", "who", "what", "number"] for row in played.rows)
    assert times == sorted(times)
    assert (times[0], times[-1]) == ("08:40", "18:00")
    assert "20" in played.rows[0]["what"]
    assert str(played.folder / "home") in played.rows[-1]["what"]


def test_the_office_that_is_left_is_whole_and_full(played: Played) -> None:
    """Ledger, tables and files agree, and every list has what its page shows."""
    assert check(played.workplace).findings == ()
    states = {(kind, row.status) for kind in Kind for row in played.listed(kind)}
    assert {status for _, status in states} == set(Status)
    assert {kind for kind, _ in states} == set(Kind)
    assert sum(len(played.listed(kind)) for kind in Kind) > 300
    incoming = played.listed(Kind.INCOMING)
    assert {row.on.year for row in incoming if row.on} == {2025, 2026}
    assert any(row.due and row.due < ON for row in incoming)
    read = played.workplace.read
    assert len(read(directory.offices)) > 15
    assert len(read(directory.people, left=True)) > 15
    assert len(read(directory.templates)) == 4
    assert len(read(correspondents.all_keys)) > 30


def test_every_number_that_is_missing_has_its_reason(played: Played) -> None:
    """The page of numbers shows reserves, annulled and missing numbers, none unexplained."""
    reasons: set[Absence] = set()
    annulled, reserved = 0, 0
    for item in played.workplace.read(directory.journals):
        found = played.workplace.read(
            numbers.numbers,
            id=item.id,
            journal=item.journal,
            period=item.journal.period(ON),
            today=ON,
        )
        reasons |= {one.why for one in found.missing}
        annulled += len(found.annulled)
        reserved += len(found.reserved)
        assert found.twice == ()
    assert Absence.UNEXPLAINED not in reasons
    assert {Absence.EXPLAINED, Absence.RESERVE_EXPIRED, Absence.RESERVE_RELEASED} <= reasons
    assert annulled >= 3
    assert reserved == 3


def test_what_came_in_is_in_the_register_as_it_came(played: Played) -> None:
    """Yesterday's paper journal, a letter found late, a duplicate, a wrong registration."""
    entered = played.card(Kind.INCOMING, played.told("paper journal")["number"]).document
    assert entered.number is not None
    assert (entered.number.on, entered.number.by_hand) == (date(2026, 11, 19), True)
    assert entered.card.received_at == "2026-11-19"
    late = played.card(Kind.INCOMING, played.told("found late")["number"]).document
    assert late.number is not None
    assert late.number.suffix == "-а"
    assert late.number.on < ON
    first = played.told("possible duplicate")["number"]
    refused = [row for row in played.listed(Kind.INCOMING) if row.status is Status.REFUSED]
    assert any(f"№ {first}" in _reason(played, row) for row in refused)
    wrong = played.card(Kind.INCOMING, played.told("annulled the registration")["number"])
    assert wrong.document.status is Status.CANCELLED
    assert "already" in played.told("refused:")["what"]


def _reason(played: Played, row: DocumentRow) -> str:
    return played.workplace.read(documents.card, document=row.document).document.reason


def test_what_went_out_went_in_both_languages_to_all(played: Played) -> None:
    """One number, two language versions, a replaced file, and each addressee's own state."""
    number = played.told("both languages under one number")["number"]
    circular = played.card(Kind.OUTGOING, number).document
    assert circular.card.language is Language.BOTH
    assert {file.language for file in circular.live_files} == {"kk", "ru"}
    assert sorted(len(file.versions) for file in circular.live_files) == [1, 2]
    assert len(circular.card.parties) == 9
    states = [party.state for party in circular.card.parties]
    assert {DeliveryState.SENT, DeliveryState.DELIVERED} == set(states)
    assert [link.link for link in circular.links] == [Link.BASIS]
    assert played.told("pressed twice")["number"] == number
    answer = played.card(Kind.OUTGOING, played.told("answer to № 04-12/1853")["number"])
    assert [one.link for one in answer.linked if not one.back] == [Link.REPLY]
    question = played.workplace.read(documents.card, document=answer.linked[0].document)
    assert [one.document for one in question.answered_by] == [answer.id]
    assert question.document.card.executed_on == ON


def test_a_correspondent_typed_by_another_name_was_merged(played: Played) -> None:
    """The letter that was typed for the duplicate belongs to the kept entry now."""
    assert played.workplace.read(correspondents.named, text="Школа № 25 г. Семей") is None
    told = played.told("merged a duplicate")["what"]
    kept = played.workplace.read(correspondents.named, text=told.split("→ ")[1])
    assert kept is not None
    letter = played.told("согласовании проекта коллективного договора")["number"]
    parties = played.card(Kind.INCOMING, letter).document.card.parties
    rows = played.workplace.read(documents.page, filter=Filter(correspondent=kept.id), limit=100)
    assert letter in [row.number for row in rows]
    assert len(parties) == 1


def test_the_files_of_the_day_are_found_by_what_they_say(played: Played) -> None:
    """A form of a word, Kazakh without its letters, a scrap of a number, a text in a file."""
    for text, what in (
        ("коллективных договоров", "О согласовании проекта коллективного договора"),
        ("салалык келисим", "Салалық келісімнің жобасы"),
        ("1853", "О проекте отраслевого соглашения"),
        ("учитель технологии", "Об участии в расследовании несчастного случая"),
    ):
        hits = played.workplace.read(search, text=text, limit=50)
        assert any(what in hit.row.subject_ru + hit.row.subject_kk for hit in hits), text
        assert f": {len(hits)} document" in played.told(f"“{text}”")["what"]


def test_the_papers_of_the_day_lie_in_the_folder(played: Played) -> None:
    """Journals in three forms, cards, a stamped scan: readable, with the day's numbers."""
    number = played.told("01-15/718")["number"]
    for kind in Kind:
        journal = " ".join(texts(played.folder / f"journal-{kind.value}.pdf"))
        book = openpyxl.load_workbook(played.folder / f"journal-{kind.value}.xlsx")
        lines = (played.folder / f"journal-{kind.value}.csv").read_text("utf-8-sig")
        rows = [row for row in played.listed(kind) if row.on and row.on.year == ON.year]
        assert book.worksheets[0].max_row == 1 + len(rows)
        newest = max(rows, key=lambda row: row.key).number
        assert newest in journal
        assert newest in lines
    card = " ".join(texts(played.folder / "card-information.pdf"))
    assert "Тіркеу-бақылау карточкасы" in card
    assert number in card
    (stamped,) = texts(played.folder / "stamped.pdf")
    assert "КІРІС / ВХОДЯЩИЙ №" in stamped
    ends = {path.suffix for path in (played.folder / "files").iterdir()}
    assert ends == {".pdf", ".docx", ".xlsx"}


def test_lists_can_be_read_in_every_order(played: Played) -> None:
    """The full office is enough to page through by every column."""
    for sort in Sort:
        for language in ("ru", "kk"):
            order = Order(sort, descending=False, language=language)
            rows = played.workplace.read(
                documents.page, filter=Filter(kind=Kind.INCOMING), order=order, limit=1000
            )
            assert len(rows) == len(played.listed(Kind.INCOMING))


def test_played_again_it_replaces_itself_and_tells_the_same(played: Played, tmp_path: Path) -> None:
    """On a Sunday Friday is played; where a demo was, the same day comes out, nothing doubled."""
    words = Wording("en")
    before = Stage(tmp_path, words)
    before.clear()
    (before.home / "keys").mkdir(parents=True)
    (before.home / "edo.db").write_text("of an earlier demo")
    (tmp_path / "mine.txt").write_text("mine")
    again = play(tmp_path, words, on=date(2026, 11, 22))
    places = str(tmp_path), str(played.folder)
    told = [{**row, "what": row["what"].replace(*places)} for row in again]
    assert told == list(played.rows)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    names = {path.name for path in tmp_path.rglob("*.*") if path.suffix in _PAPERS}
    assert names == {path.name for path in played.folder.rglob("*.*") if path.suffix in _PAPERS}
