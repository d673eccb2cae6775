"""Looking a workplace over: what is whole is called whole, and every harm is found and named."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from edo import keys, segment
from edo.check import check
from edo.commands import correspondents, courses, documents, numbers, training
from edo.commands.documents import Attachment
from edo.commands.training import Plan
from edo.domain.card import Kind
from edo.domain.course import Edition
from edo.domain.document import Link
from edo.domain.training import Marking
from edo.finding import Finding, Harm
from edo.segment import Line, Log
from edo.store.database import FILE_NAME
from tests.builders import TODAY
from tests.office import Chancery, founded
from tests.tables import said


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office with something in every table."""
    (tmp_path / "письмо.txt").write_text("О путёвках")
    scan = [Attachment(tmp_path / "письмо.txt")]
    with founded(tmp_path / "home") as made:
        first = made.register(files=scan, their_number="01-5/12")
        made.register(Kind.OUTGOING, links=[(Link.REPLY, first.document)], note="срочно")
        documents.change(made.workplace, document=first.document, fields={"sheets": 2})
        numbers.reserve(
            made.workplace, journal=made.journals[Kind.INCOMING], count=1, whom="И.", until=TODAY
        )
        correspondents.merge(made.workplace, keep=made.ministry, other=made.school)
        train(made)
        yield made


def train(made: Chancery) -> None:
    """Hold a training, so that the tables of coverage have something too."""
    workplace, me = made.workplace, made.workplace.identity.person
    course = courses.define(
        workplace, title_ru="Документооборот", title_kk="", edition=Edition(on=TODAY)
    )
    offices = (workplace.identity.office,)
    session = training.plan(
        workplace, plan=Plan(course, TODAY, TODAY, offices=offices, invited=(me,))
    )
    training.mark(workplace, session=session, marks=[Marking(me, True)])
    training.hold(workplace, session=session)


def harm(office: Chancery, *statements: str) -> None:
    """Change the database behind the program's back."""
    office.close()
    with closing(sqlite3.connect(office.folder / FILE_NAME)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement
        connection.commit()
    office.reopen()


def found(office: Chancery) -> set[tuple[Harm, str]]:
    """Return what a look over the office finds, where it finds it apart."""
    return {(one.harm, one.code) for one in check(office.workplace).findings}


def test_it_tells_how_far_it_is_and_stops_where_it_is_asked_to(office: Chancery) -> None:
    """The count goes up to all there is; stopped half-way, it says that there may be more."""
    steps: list[tuple[int, int]] = []
    whole = check(office.workplace, progress=lambda done, total: steps.append((done, total)))
    total = whole.segments + whole.changes + whole.files
    assert steps == sorted(steps)
    assert steps[-1] == (total, total)
    assert not whole.stopped
    half = check(office.workplace, progress=lambda done, total: done < total // 2)
    assert half.stopped
    assert half.findings == ()


def test_an_office_that_is_whole_is_called_so(office: Chancery) -> None:
    """It is told how much was looked at."""
    examined = check(office.workplace)
    assert examined.findings == ()
    assert (examined.files, examined.segments > 10, examined.changes > 40) == (1, True, True)


TABLES = {
    "a state": "UPDATE documents SET state = '{}'",
    "a state of a correspondent": "UPDATE correspondents SET state = '{}'",
    "a column of a document": "UPDATE documents SET subject_ru = 'О другом'",
    "a name on a document": "UPDATE documents SET correspondent_kk = 'Басқа'",
    "a sort key": "UPDATE documents SET subject_order_kk = x'00'",
    "an ordinal": "UPDATE documents SET place = place + 4096",
    "a correspondent's spelling": "UPDATE correspondents SET folded_ru = 'другое'",
    "an office's order": "UPDATE directory SET order_ru = x'00'",
    "a reserve": "UPDATE places SET n = n + 1",
    "a party": "UPDATE parties SET correspondent = 'c0'",
    "a link": "DELETE FROM links",
    "an attachment": "DELETE FROM attachments",
    "a document": "DELETE FROM documents WHERE kind = 'outgoing'",
    "a journal": "DELETE FROM directory WHERE sort = 'journal'",
    "a word of the index": "UPDATE search SET card = card || ' лишнее'",
    "where somebody works": "UPDATE stays SET position = 's0'",
    "a place nobody worked at": "INSERT INTO stays VALUES ('p0', 0, 'o0', '', '', 0, 4000000)",
    "a day of a session": "UPDATE sessions SET ends = ends + 1",
    "an office of a session": "DELETE FROM session_offices",
    "a mark": "UPDATE session_people SET said = 'absent'",
    "a mark of no session": (
        "INSERT INTO session_people SELECT 'v0', person, 0, 0, said, result FROM session_people"
    ),
    "who is covered": "UPDATE coverage SET session = '', passed = 0",
    "who is required": "DELETE FROM coverage",
    "an office's standing": "UPDATE standings SET covered = covered + 1",
    "a document twice": (
        "INSERT INTO directory SELECT 'o0', sort, order_ru, order_kk, state FROM directory LIMIT 1"
    ),
}


@pytest.mark.parametrize("statement", TABLES.values(), ids=TABLES)
def test_a_table_that_differs_from_the_ledger_is_found_and_mended(
    office: Chancery, statement: str
) -> None:
    """Nothing is lost by it: a rebuild brings back what was there before."""
    before = said(office.workplace)
    harm(office, statement)
    assert {harm for harm, _ in found(office)} == {Harm.REPAIRABLE}
    office.workplace.rebuild(lambda _done, _total: None)
    assert check(office.workplace).findings == ()
    assert said(office.workplace) == before


LEDGER = {
    "a fact": "UPDATE changes SET data = '{}' WHERE id = 20",
    "a person": "UPDATE changes SET person = 'p0' WHERE id = 20",
    "a time": "UPDATE changes SET hlc = hlc + 1 WHERE id = 20",
    "a basis": "UPDATE changes SET base = 'x' WHERE id = 20",
    "a change taken away": "DELETE FROM changes WHERE id = (SELECT max(id) FROM changes)",
    "a change slipped in": (
        "INSERT INTO changes (segment, line, subject, kind, hlc, person, base, data)"
        " SELECT segment, 99, subject, kind, hlc, person, base, data FROM changes WHERE id = 20"
    ),
    "a change of no segment": (
        "INSERT INTO changes (segment, line, subject, kind, hlc, person, base, data)"
        " SELECT 999, 0, 'd0', 'document.sung', hlc, person, base, data FROM changes WHERE id = 20"
    ),
    "a right": "UPDATE segments SET authority = authority - 1 WHERE id = 3",
    "a time of a segment": "UPDATE segments SET hlc = hlc + 1 WHERE id = 3",
    "a name": "UPDATE segments SET hash = 'x' WHERE id = 3",
}


@pytest.mark.parametrize("statement", LEDGER.values(), ids=LEDGER)
def test_a_ledger_that_differs_from_its_segments_is_found(office: Chancery, statement: str) -> None:
    """Only what was signed counts."""
    harm(office, statement)
    assert (Harm.DAMAGE, "ledger_segment") in found(office)


SEGMENTS = {
    "segment_body": (
        "UPDATE segments SET data = CAST(substr(data, 1, length(data) - 1) || 'x' AS BLOB)"
        " WHERE id = 1"
    ),
    "segment_signature": (
        "UPDATE segments SET data = CAST(replace(data, '\"seq\":1', '\"seq\":2') AS BLOB)"
        " WHERE id = 1"
    ),
    "segment_magic": "UPDATE segments SET data = x'00' WHERE id = 1",
}


@pytest.mark.parametrize(("code", "statement"), SEGMENTS.items(), ids=SEGMENTS)
def test_a_segment_that_was_touched_is_found(office: Chancery, code: str, statement: str) -> None:
    """By its signature, its hash, or what it should begin with."""
    harm(office, statement)
    assert (Harm.DAMAGE, code) in found(office)


def test_a_segment_that_is_not_there_is_found(office: Chancery) -> None:
    """The next one knows that there was one before."""
    harm(office, "DELETE FROM segments WHERE id = 3")
    assert (Harm.DAMAGE, "segment_chain") in found(office)


def test_a_segment_that_was_exchanged_is_found(office: Chancery) -> None:
    """Signed with the same key under the same number it still is not the one the next stands on."""
    key = keys.load(office.workplace.home.device_key)
    office.close()
    with closing(sqlite3.connect(office.folder / FILE_NAME)) as connection:
        row = connection.execute("SELECT id, data FROM segments WHERE space <> 'common'").fetchone()
        header = segment.parse(row[1])[0].header
        rows = connection.execute(
            "SELECT subject, kind, hlc, person, data FROM changes WHERE segment = ?", row[:1]
        )
        lines = [
            Line(subject, kind, hlc + 1, person, (), msgspec.Raw(data))
            for subject, kind, hlc, person, data in rows
        ]
        log = Log(header.org, header.space, header.dev, header.inst, 1, "", header.auth)
        other = segment.seal(lines, log, key)
        told = (other.hash, other.header.hlc[1], other.data, row[0])
        connection.execute("UPDATE segments SET hash = ?, hlc = ?, data = ? WHERE id = ?", told)
        connection.execute("UPDATE changes SET hlc = hlc + 1, base = '' WHERE segment = ?", row[:1])
        connection.commit()
    office.reopen()
    assert {code for _, code in found(office)} - {"table"} == {"segment_chain"}


def test_a_file_that_is_gone_or_other_is_found(office: Chancery) -> None:
    """Its hash says where."""
    (blob,) = (path for path in office.workplace.home.blobs.rglob("*") if path.is_file())
    finding = Finding(Harm.DAMAGE, "file", blob.name)
    blob.chmod(0o600)
    blob.write_bytes(b"other")
    assert check(office.workplace).findings == (finding,)
    blob.unlink()
    assert check(office.workplace).findings == (finding,)


def test_a_look_over_changes_nothing(office: Chancery) -> None:
    """Not even what is wrong."""
    harm(office, "UPDATE documents SET subject_ru = 'О другом'")
    before = said(office.workplace)
    assert check(office.workplace) == check(office.workplace)
    assert said(office.workplace) == before
