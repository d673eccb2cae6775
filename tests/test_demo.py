"""The story of `edo demo`: three days are played for real, and the offices are left full."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edo.check import check
from edo.cli import main
from edo.commands import proving
from edo.commands.sharing import state
from edo.demo import play
from edo.domain.approval import ApprovalStatus
from edo.domain.card import DeliveryState, Kind, Language
from edo.domain.coverage import Readiness
from edo.domain.document import Link, Status
from edo.domain.letter import LetterStatus
from edo.domain.numbering import Absence
from edo.domain.resolution import ResolutionStatus
from edo.domain.routed import Act
from edo.domain.task import TaskStatus
from edo.domain.visa import Result
from edo.queries import (
    approvals,
    correspondents,
    coverage,
    directory,
    discipline,
    documents,
    execution,
    letters,
    numbers,
    task_lists,
    tasks,
    waiting,
)
from edo.queries.documents import DocumentRow
from edo.queries.execution import Execution
from edo.queries.listing import Filter, Order, Sort
from edo.queries.search import search
from edo.queries.task_lists import Chosen
from edo.sample.fourth import COLLEAGUE, TRAINER, fourth
from edo.sample.stage import Stage
from edo.sample.texts import sample
from edo.sample.third import ACCOUNTANT, CHAIR, DEPUTY, INSPECTOR, LAWYER, third
from edo.sample.times import shift
from edo.sample.together import together
from edo.store import ledger, outbox
from edo.wording import Wording
from edo.workplace import Workplace, open_workplace
from tests.places import in_memory
from tests.reports.reading import texts
from tests.tables import said

pytestmark = pytest.mark.timeout(300)
ON = date(2026, 11, 20)
THIRD = date(2026, 11, 24)
FOURTH = date(2026, 11, 25)
_PAPERS = (".pdf", ".docx", ".xlsx", ".csv")

_BY_THE_CLOCK = ("clock_apart",)
"""What a check finds where the clock was told another day than the folder's."""
_FORGED = "head_other"
"""And where the forged head was not swept away with older true ones."""


@dataclass(frozen=True, slots=True)
class Played:
    """A demo that was played, its table and its workplaces.

    Attributes:
        workplace: of the clerk who worked alone on the first day.
        second: of the colleague in the same office; `offline` as it was without the share.
        union, branch: of the other two offices.
        chair, deputy, accountant, lawyer, inspector: of those who come on the third day.
        trainer, colleague: of those who come on the fourth.
    """

    folder: Path
    rows: Sequence[dict[str, Any]]
    workplace: Workplace
    second: Workplace
    offline: Workplace
    union: Workplace
    branch: Workplace
    chair: Workplace
    deputy: Workplace
    accountant: Workplace
    lawyer: Workplace
    inspector: Workplace
    trainer: Workplace
    colleague: Workplace

    @property
    def days(self) -> tuple[Sequence[dict[str, Any]], ...]:
        """The rows of each day."""
        said = ("the next day", "the third day", "the fourth day")
        starts = [0, *(self.rows.index(self.told(part)) for part in said), len(self.rows)]
        return tuple(self.rows[first:last] for first, last in pairwise(starts))

    @property
    def region(self) -> tuple[Workplace, ...]:
        """All workplaces of the office of the first day."""
        new = (self.chair, self.deputy, self.accountant, self.lawyer, self.inspector)
        return (self.workplace, self.second, *new)

    @property
    def everybody(self) -> tuple[Workplace, ...]:
        """All workplaces that still exchange."""
        return (*self.region, self.union, self.branch, self.trainer, self.colleague)

    def routed(self, key: str, *, at: Workplace | None = None) -> documents.Card:
        """Return a document of the third day, whole, as a workplace has it."""
        workplace = at or self.workplace
        text = next(one for one in third().cards if one.key == key)
        kind = Kind.INCOMING if text.their_number else Kind.OUTGOING
        rows = workplace.read(documents.page, filter=Filter(kind=kind), limit=50)
        found = next(row.document for row in rows if row.subject_kk == text.kk)
        return workplace.read(documents.card, document=found)

    def letter(self, key: str, *, at: Workplace | None = None) -> documents.Card:
        """Return a letter of the second day, whole, as a workplace has it."""
        workplace, subject = at or self.workplace, together().paper(key).kk
        rows = workplace.read(documents.page, filter=Filter(kind=Kind.INCOMING), limit=50)
        found = next(row.document for row in rows if row.subject_kk == subject)
        return workplace.read(documents.card, document=found)

    def all_told(self, part: str) -> list[dict[str, Any]]:
        """Return every row of the table that holds a text."""
        return [row for row in self.rows if part in row["what"]]

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
def played() -> Iterator[Played]:
    """Play the days once for all stories that only look."""
    folder = in_memory("edo-demo-")
    rows = play(folder, Wording("en"), on=ON)
    names = ["home", "home-second", "home-second-offline", "home-union", "home-branch"]
    names += [
        f"home-{key}" for key in (CHAIR, DEPUTY, ACCOUNTANT, LAWYER, INSPECTOR, TRAINER, COLLEAGUE)
    ]
    with ExitStack() as opened:
        workplaces = [open_workplace(folder / name) for name in names]
        for one in workplaces:
            opened.callback(one.close)
        yield Played(folder, rows, *workplaces)
    shutil.rmtree(folder)


def test_the_table_tells_the_days_from_morning_to_evening(played: Played) -> None:
    """Every row has its time, who, what and number, and time goes on."""
    assert all(list(row) == ["at", "who", "what", "number"] for row in played.rows)
    known = (("08:40", "18:00"), ("08:30", "11:10"), ("08:25", "17:30"), ("08:25", "17:30"))
    for day, hours in zip(played.days, known, strict=True):
        times = [row["at"] for row in day]
        assert times == sorted(times)
        assert (times[0], times[-1]) == hours
        assert str(played.folder / "home") in day[-1]["what"]
    assert "20" in played.rows[0]["what"]


def test_the_office_that_is_left_is_whole_and_full(played: Played) -> None:
    """Ledger, tables and files agree, but for a stranger's; every list has what it shows."""
    found = {one.code for one in check(played.workplace).findings}
    assert found - {_FORGED} == {*_BY_THE_CLOCK, "set_aside"}
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
        rows = [
            row for row in played.listed(kind) if row.on and row.on.year == ON.year and row.on <= ON
        ]
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


def test_played_again_it_replaces_itself_and_tells_the_same(
    played: Played, memory_path: Path
) -> None:
    """On a Sunday Friday is played; where a demo was, the same days come out, nothing doubled."""
    words = Wording("en")
    before = Stage(memory_path, words)
    before.clear()
    (before.home / "keys").mkdir(parents=True)
    (before.home / "edo.db").write_text("of an earlier demo")
    (memory_path / "mine.txt").write_text("mine")
    again = play(memory_path, words, on=date(2026, 11, 22))
    places = str(memory_path), str(played.folder)
    told = [{**row, "what": row["what"].replace(*places)} for row in again]
    assert [_steady(row) for row in told] == [_steady(row) for row in played.rows]
    assert (memory_path / "mine.txt").read_text() == "mine"
    names = {path.name for path in memory_path.rglob("*.*") if path.suffix in _PAPERS}
    assert names == {path.name for path in played.folder.rglob("*.*") if path.suffix in _PAPERS}


_CHANCE = re.compile(r"shows: .*|folder holds .*|…/\w+…")
"""What every run makes anew: words to compare, names of keys, bytes."""
_RACED = ("at the same moment", "changed the subject", "written by two", "settled it")
_STRANGER = ("forged annulment", "stays as it was")
"""What is done with a number two clerks have raced for."""


def _steady(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without what chance has made of it."""
    is_raced = any(part in row["what"] for part in (*_RACED, *_STRANGER))
    number = "" if is_raced else row["number"]
    return {**row, "what": _CHANCE.sub("", row["what"]), "number": number}


def test_three_workplaces_come_in_by_six_words(played: Played) -> None:
    """Who asks and who lets in read the same words; the keeping goes to the body above."""
    for days, new in ((1, 3), (3, 2)):
        rows = played.days[days]
        for step in ("the screen shows", "compared the six words"):
            assert len([row for row in rows if step in row["what"]]) == new
    workplaces = (played.workplace, played.second, played.union, played.branch)
    assert {one.roster.keeper for one in workplaces} == {played.union.device}
    assert {one.authority for one in workplaces} == {played.union.authority}
    assert len({one.identity.office for one in workplaces}) == 3
    assert played.second.identity.office == played.workplace.identity.office


def test_two_clerks_in_one_journal_never_get_the_same_number(played: Played) -> None:
    """What both registered at one moment are the next numbers, none twice and none left out."""
    told = played.all_told("at the same moment")
    given = [int(number) for row in told for number in row["number"].split(", ")]
    before = int(played.told("Incoming: registered")["number"])
    assert sorted(given) == list(range(before + 1, before + 7))
    assert all(len(row["number"].split(", ")) == 3 for row in told)
    journal = played.letter("attestation").document.number
    assert journal is not None
    item = played.workplace.read(directory.journals)
    found = played.workplace.read(
        numbers.numbers,
        id=journal.journal,
        journal=next(one.journal for one in item if one.id == journal.journal),
        period=journal.period,
        today=ON,
    )
    assert (found.twice, found.disputed, found.waiting) == ((), (), ())
    assert Absence.CLAIM_UNUSED not in {one.why for one in found.missing}


def test_what_was_registered_offline_gets_its_number_by_itself(played: Played) -> None:
    """Under a temporary reference as long as the share is away; afterwards as any other."""
    rows = played.offline.read(documents.awaiting)
    references = {row.awaiting for row in rows}
    assert {row["number"] for row in played.all_told("without the share")} == references
    assert len(references) == 2
    offline = state(played.offline)
    assert offline.failed == "share_gone"
    assert {one.number for one in offline.only_here} == references
    for row in rows:
        card = played.workplace.read(documents.card, document=row.document)
        number = card.document.number
        assert number is not None
        assert played.told(row.awaiting)["number"] == number.text
        assert number.on == ON + timedelta(days=3)
    for workplace in (played.workplace, played.second):
        assert workplace.read(documents.awaiting) == []


def test_a_field_written_by_two_is_shown_until_it_is_settled(played: Played) -> None:
    """Both values stand on the card; one of the two writes what is to be."""
    edit = together().edit
    (parallel,) = played.letter("attestation", at=played.offline).document.parallel
    assert [one.value for one in parallel.values] == [edit.clerk, edit.second]
    for workplace in (played.workplace, played.second):
        settled = played.letter("attestation", at=workplace).document
        assert settled.parallel == ()
        assert settled.card.subject_ru == edit.settled


def test_what_a_stranger_put_there_is_shown_and_has_no_effect(played: Played) -> None:
    """A forged annulment and a changed file are set aside; the true work arrives after all."""
    reasons = {one.reason for one in state(played.offline).set_aside}
    assert reasons == {"head_signature", "segment_body"}
    forged = played.told("forged annulment")["number"]
    assert played.card(Kind.INCOMING, forged).document.status is Status.REGISTERED
    with pytest.raises(StopIteration):
        played.letter("inspection", at=played.offline)
    for key in ("inspection", "library"):
        ours, theirs = played.letter(key), played.letter(key, at=played.second)
        assert ours.document == theirs.document
    assert "segment_body" not in {one.reason for one in state(played.second).set_aside}
    assert {"share_strange"} <= {one.reason for one in state(played.workplace).set_aside}


def test_registers_of_two_offices_stay_apart(played: Played) -> None:
    """The branch has its own numbers and nothing of the region's, and the other way round."""
    rows = played.branch.read(documents.page, filter=Filter(), limit=10)
    assert sorted(row.number for row in rows) == ["С-1", "С-1/шығ", "С-2", "С-2/шығ", "С-3"]
    assert not {row.document for row in rows} & {
        row.document for row in played.listed(Kind.INCOMING)
    }
    certificates = played.union.read(documents.page, filter=Filter(), limit=100)
    assert {row.type_ru for row in certificates} == {"Сертификат об обучении"}
    region = played.workplace.identity.office
    tails = [row[:2] for row in played.branch.read(ledger.tails)]
    assert {space for space, _ in tails} == {*played.branch.spaces, region}
    assert region not in played.branch.spaces
    letters_of_its_own = [(region, played.branch.device)]
    assert [tail for tail in tails if tail[0] == region] == letters_of_its_own


def test_in_the_end_all_see_the_same(played: Played) -> None:
    """The workplaces of one office agree in every table; nothing waits anywhere.

    But for the index: each reads the files' texts for itself, and the others have not yet.
    """
    ours = said(played.workplace)
    for other in (played.second, played.inspector):
        theirs = said(other)
        for table in ours.keys() - {"index", "found"}:
            assert ours[table] == theirs[table], table
    assert len(played.all_told("byte for byte")) == 11
    for workplace in played.everybody:
        assert workplace.read(outbox.waiting) == 0
        assert all(peer.has_all for peer in state(workplace).peers)
    for workplace in (played.workplace, played.second, played.chair, played.union, played.branch):
        found = {one.code for one in check(workplace).findings}
        assert found <= {*_BY_THE_CLOCK, _FORGED, "set_aside"}


def test_a_letter_goes_from_the_desk_to_done_in_time(played: Played) -> None:
    """Resolution with two executors, answer, approval, signature, number, report, off control."""
    letter, answer = played.routed("safety"), played.routed("answer")
    assert [one.document for one in letter.answered_by] == [answer.id]
    assert letter.document.card.executed_on == THIRD
    assert answer.document.status is Status.SENT
    for workplace in played.region:
        found = workplace.read(execution.of_document, document=letter.id, today=THIRD)
        (resolution,) = found.resolutions
        (node,) = found.tasks
        assert resolution.resolution.status is ResolutionStatus.ISSUED
        task = workplace.read(tasks.task, task=node.row.id, today=THIRD).task
        assert task.status is TaskStatus.DONE
        assert len(task.executors) == 2
        assert len(task.parts) == 1
        assert found.state is Execution.DONE


def test_three_approve_two_versions_and_the_deputy_signs(played: Played) -> None:
    """What was agreed before the slip was found counts for nothing that was sent."""
    answer = played.routed("answer").id
    for workplace in played.region:
        (found,) = workplace.read(approvals.of_document, document=answer)
        state = found.approval
        assert state.status is ApprovalStatus.SIGNED
        first, last = state.visas[:3], state.visas[3:]
        assert {visa.version for visa in last} == {state.version}
        assert state.version not in {visa.version for visa in first}
        results = [visa.result for visa in first]
        assert sorted(results) == [Result.AGREED, Result.AGREED, Result.RETURNED]
        assert {visa.person for visa in first} == {visa.person for visa in last[:3]}
        signature = last[-1]
        assert (signature.result, signature.person) == (Result.SIGNED, _person(played.deputy))
        assert signature.behalf == _person(played.chair)


def test_the_centre_sees_who_was_trained_on_any_day(played: Played) -> None:
    """Two trainers met again; six offices are trained, one in part, and two are left."""
    found = {
        name: {
            row.office.ru
            for row in played.union.read(coverage.matrix, on=on).rows
            if row.cells[0].readiness is readiness
        }
        for name, on, readiness in (
            ("trained", FOURTH, Readiness.TRAINED),
            ("partly", FOURTH, Readiness.PARTLY),
            ("left", FOURTH, Readiness.NOT_TRAINED),
            ("trained before", shift(FOURTH, -30), Readiness.TRAINED),
        )
    }
    names = {one.key: one.name_ru for one in fourth().regions}
    union, region = sample().union.name_ru, sample().region.name_ru
    early = {names[key] for key in ("ustaz", "almaty", "zhetisu")} | {union}
    assert found["trained before"] == early
    assert found["trained"] == early | {names["karaganda"], names["pavlodar"]}
    assert found["partly"] == {region}
    assert found["left"] == {names["akmola"], names["ulytau"]}
    rows = played.days[3]
    given = [row["number"] for row in rows if row["what"].startswith("gave ")]
    assert given == ["СЕРТ-1 … СЕРТ-8"]


def test_the_report_names_the_right_offices_in_both_languages(played: Played) -> None:
    """On paper and in the table: six are trained, one in part, two are not; the codes hold."""
    said = " ".join(row["what"] for row in played.days[3])
    paper = " ".join(" ".join(texts(played.folder / "training-report.pdf")).split())
    for told in (said, paper.replace("\u00a0", " ")):
        assert "прошли 6 из 9 организаций" in told
        assert "Абайская областная организация (8 из 9)" in told
        assert (
            "Не прошли обучение 2 организации: Акмолинская областная организация и "
            "Улытауская областная организация." in told
        )
        assert "9 ұйымның 6-уы өтті" in told
        assert "Абай облыстық ұйымы (9 қызметкердің 8-і)" in told
        assert "2 ұйым оқудан өткен жоқ: Ақмола облыстық ұйымы және Ұлытау облыстық ұйымы." in told
    assert "8 codes were read off the printed certificates: all are valid" in said


def _person(workplace: Workplace) -> str:
    return workplace.identity.person


def _waiting(workplace: Workplace) -> set[Act]:
    """Return what somebody is waited for to do on the evening of the third day."""
    found = workplace.read(waiting.waiting, person=_person(workplace), today=THIRD)
    return {group.act for group in found.groups}


def test_control_has_something_red(played: Played) -> None:
    """Late, moved, weekly and waiting tasks are told apart."""
    read = played.workplace.read
    counts = read(task_lists.counts, chosen=Chosen(), today=THIRD)
    assert counts.overdue > 1
    assert counts.soon > 0
    assert counts.review == 2
    assert len(read(task_lists.moved_terms, chosen=Chosen(), today=THIRD)) == 1
    found = read(discipline.discipline, since=ON.replace(day=1), until=THIRD, today=THIRD)
    assert found.total.late


def test_the_order_was_read_by_all_but_one(played: Played) -> None:
    """Three have read it at their workplaces, one on paper; the deputy is still asked."""
    assert "4 of 5" in played.told("have read it")["what"]
    assert Act.ACQUAINT in _waiting(played.deputy)


def test_a_letter_between_offices_is_registered_refused_and_answered(played: Played) -> None:
    """The sender sees both states; the answer stands beside the question in both offices."""
    question = played.routed("census")
    states = {
        one.office.id: one.status
        for one in played.workplace.read(letters.states, document=question.id)
    }
    assert states == {
        played.branch.identity.office: LetterStatus.REGISTERED,
        played.union.identity.office: LetterStatus.REFUSED,
    }
    (answer,) = question.answered_by
    assert answer.number == played.told("registered the answer")["number"]
    theirs = played.routed("census_answer", at=played.branch)
    assert [one.number for one in theirs.linked if not one.back] == ["С-3"]
    for workplace in (played.workplace, played.branch):
        assert len(workplace.read(letters.tray)) == 1
    assert played.union.read(letters.tray) == []


def test_the_chair_has_something_to_do(played: Played) -> None:
    """A resolution, a signature and reports wait for him, and for his deputy in his name."""
    for workplace in (played.chair, played.deputy):
        acts = _waiting(workplace)
        assert acts >= {Act.RESOLVE, Act.SIGN, Act.ACCEPT}


def test_the_sheets_of_the_third_day_say_what_happened(played: Played) -> None:
    """Approval sheet, slip, acquaintance sheet, summary and list of what is overdue."""
    number = played.told("registered as the answer")["number"]
    sheet = " ".join(texts(played.folder / "approval-sheet.pdf"))
    assert number in sheet
    assert "Петрова" in sheet
    assert "Жумабаев" in sheet
    assert "документ изменён" in sheet
    for name, part in (
        ("resolution-slip", "Подготовить предложения"),
        ("acquaintance-sheet", "О дежурстве"),
        ("execution-summary", "Касымов"),
        ("overdue", "Сверить реестр"),
    ):
        assert part in " ".join(texts(played.folder / f"{name}.pdf")), name


def test_the_answer_is_proved_where_nothing_else_is_known(
    played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the fingerprint alone the proof holds; with any byte of it changed it proves nothing."""
    fingerprint = proving.fingerprint(played.workplace)
    data = (played.folder / "proof.edo").read_bytes()
    far = tmp_path / "far.edo"
    for place in (None, 0, len(data) // 3, len(data) // 2, len(data) - 1):
        changed = bytearray(data)
        if place is not None:
            changed[place] ^= 1
        far.write_bytes(changed)
        code = main(["verify", str(far), "--fingerprint", fingerprint, "--language", "en"])
        assert (code == 0) == (place is None), place
        told = capsys.readouterr().out
        assert (played.told("wrote the proof")["number"] in told) == (place is None)
