"""`edo verify` of certificates and sheets: at a workplace, beside a proof, and with nothing."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from edo import keys
from edo.certification import Standing, judge
from edo.commands import certificates, courses, proving, staff, training
from edo.commands.certificate_codes import code
from edo.domain.course import Edition
from edo.domain.organisation import Person
from edo.domain.training import Marking
from edo.errors import DamagedError, Reason, Refusal
from edo.queries.certificates import known as known_of
from edo.queries.phrases import PaperLanguage
from edo.reports.code import draw_code
from edo.reports.paper import A4_LANDSCAPE, MM, Colophon, Paper
from edo.share import certificate
from edo.workplace import Workplace, open_workplace
from tests.terminal.conftest import Terminal

NAME = "Асанова Айгүл"
TITLE = "Освоение единого электронного документооборота"


@dataclass
class Shown:
    """A certificate somebody shows.

    Attributes:
        terminal: of a workplace of the organisation that gave it.
        code: what is in its square.
        session, person, document: ids.
        proof: a proof about another document of the organisation.
        fingerprint: of the organisation.
        on: the day of the training.
    """

    terminal: Terminal
    code: str
    session: str
    person: str
    document: str
    proof: Path
    fingerprint: str
    on: date

    @contextmanager
    def workplace(self) -> Generator[Workplace]:
        """Open the workplace."""
        at = open_workplace(self.terminal.home)
        try:
            yield at
        finally:
            at.close()

    def verified(self, *words: str | Path) -> dict[str, Any]:
        """Verify the code at the workplace, whatever comes of it."""
        return _said(self.terminal, self.code, *words)


def _said(terminal: Terminal, *words: str | Path) -> dict[str, Any]:
    said = terminal("verify", *words, "--json")
    assert not said.err, said
    return {**json.loads(said.out), "exit": said.code}


@pytest.fixture
def shown(terminal: Terminal, tmp_path: Path) -> Shown:
    """Give a certificate with a number, and a proof that stands beside it."""
    letter = terminal.register("О путёвках")["id"]
    proof = tmp_path / "proof"
    terminal.json("verify", letter, "--out", proof)
    at = open_workplace(terminal.home)
    today = at.clock.today()
    person = staff.add(at, person=Person(NAME, office=at.identity.office))
    other = staff.add(at, person=Person("Берік Б.", office=at.identity.office))
    course = courses.define(at, title_ru=TITLE, title_kk="", edition=Edition(on=today, months=12))
    people = (person, other)
    plan = training.Plan(course=course, begins=today, ends=today, invited=people, place="Кокшетау")
    session = training.plan(at, plan=plan)
    marks = [Marking(one, present=True) for one in people]
    training.mark(at, session=session, marks=marks)
    training.hold(at, session=session)
    certificates.open_journal(at)
    issued = certificates.issue(at, session=session)
    made = code(at, session=session, person=person)
    fingerprint = proving.fingerprint(at)
    at.close()
    return Shown(terminal, made, session, person, issued[0].document, proof, fingerprint, today)


def printed(path: Path, *codes: str) -> Path:
    """Print codes on one sheet."""
    with path.open("wb") as file:
        made = Colophon("т", "о", PaperLanguage.RU, datetime(2026, 3, 11, tzinfo=UTC))
        paper = Paper(file, A4_LANDSCAPE, made)
        for place, one in enumerate(codes):
            draw_code(paper, 60 + 60 * MM * place, 500, 46 * MM, one)
        paper.next_page()
        paper.finish()
    return path


def test_a_certificate_is_valid_at_a_workplace(shown: Shown) -> None:
    """The chain knows the signer, the training's own record tells of it, and code 0 says so."""
    said = shown.verified()
    assert (said["standing"], said["exit"], said["recorded"]) == ("valid", 0, True)
    assert (said["person"], said["course"], said["number"]) == (NAME, TITLE, "СЕРТ-1")
    assert said["document"] == shown.document
    assert said["organisation"] == "Профсоюз"
    assert said["signer_name"] == "Иванова А."
    last = shown.on.replace(year=shown.on.year + 1) - timedelta(days=1)
    assert said["until"] == last.isoformat()


def test_an_annulled_one_does_not_hold(shown: Shown) -> None:
    """Whoever shows the paper still has it; the register says otherwise."""
    shown.terminal.json("annul", shown.document, "--reason", "Описка")
    said = shown.verified()
    assert (said["standing"], said["exit"]) == ("annulled", 1)


def test_one_whose_mark_was_put_right_does_not_hold(shown: Shown) -> None:
    """It was given for presence; now it is marked that nobody was there."""
    with shown.workplace() as at:
        training.correct(
            at,
            session=shown.session,
            mark=Marking(shown.person, present=False),
            reason="Отметили другого",
        )
    said = shown.verified()
    assert (said["standing"], said["exit"]) == ("annulled", 1)


def test_a_day_later_than_its_end_it_has_expired(shown: Shown) -> None:
    """The day named as its end is the first on which it does not hold."""
    with shown.workplace() as at:
        end = shown.on.replace(year=shown.on.year + 1)
        assert judge(shown.code, on=end, chain=at.chain).standing is Standing.EXPIRED
        before = date.fromordinal(end.toordinal() - 1)
        assert judge(shown.code, on=before, chain=at.chain).standing is Standing.VALID


def test_beside_a_proof_the_signer_is_known_and_without_one_only_the_form(
    shown: Shown, tmp_path: Path
) -> None:
    """A stranger without a home: with a proof of the organisation, and with nothing at all."""
    stranger = Terminal(tmp_path / "nowhere", shown.terminal._capsys)
    mark = ("--fingerprint", shown.fingerprint)
    said = _said(stranger, shown.code, "--bundle", shown.proof, *mark)
    assert (said["standing"], said["exit"], said["organisation"]) == ("valid", 0, "Профсоюз")
    assert not said["recorded"]
    said = _said(stranger, shown.code)
    assert (said["standing"], said["exit"], said["signer"]) == ("unknown", 1, "")
    assert "Only its form is right" in said["said"]
    assert not (tmp_path / "nowhere").exists()
    assert "fingerprint" in stranger.refused("verify", shown.code, "--bundle", shown.proof)
    bad = ("--bundle", shown.proof, "--fingerprint", "0" * 64)
    assert stranger("verify", shown.code, *bad).code == 3


def test_a_scan_is_verified_as_its_code_is(shown: Shown, tmp_path: Path) -> None:
    """PDF as printed; a scan with two codes answers twice, and the worse one decides."""
    said = _said(shown.terminal, printed(tmp_path / "scan.pdf", shown.code))
    assert (said["standing"], said["exit"]) == ("valid", 0)
    forged = shown.code[:60] + ("A" if shown.code[60] != "A" else "B") + shown.code[61:]
    both = printed(tmp_path / "both.pdf", shown.code, forged)
    told = shown.terminal("verify", both, "--json")
    assert told.code == 3
    assert told.out.count('"valid"') == 1
    assert told.out.count('"damaged"') == 1
    empty = printed(tmp_path / "empty.pdf", "просто текст")
    assert "no code of this program" in shown.terminal.refused("verify", empty)


def test_a_forged_one_ends_with_three(shown: Shown) -> None:
    """A sign changed, a stranger's key, another organisation's certificate."""
    changed = shown.code[:-6] + ("A" if shown.code[-6] != "A" else "B") + shown.code[-5:]
    assert shown.terminal("verify", changed).code == 3
    assert shown.terminal("verify", shown.code[:-1]).code == 3
    said = certificate.read(shown.code)[1]
    with shown.workplace() as at:
        stranger = certificate.seal(said, keys.make())
        with pytest.raises(DamagedError) as refused:
            judge(stranger, on=shown.on, chain=at.chain)
        assert refused.value.reason == "certificate_signature"
        foreign = msgspec.structs.replace(said, org="x" * 16)
        with pytest.raises(DamagedError) as refused:
            judge(certificate.seal(foreign, at.key), on=shown.on, chain=at.chain)
        assert refused.value.reason == "certificate_foreign"


def test_one_signed_by_who_lost_the_right_since_needs_the_record(shown: Shown) -> None:
    """The code alone cannot tell whether it was made before; the training's record can."""
    with shown.workplace() as at:
        known = at.read(known_of, session=shown.session, document=shown.document)
        (member,) = at.roster.members()
        for role, scope in member.roles:
            data = {"person": member.person, "role": role, "scope": scope, "cut": {}}
            at.extend(("role.revoke", data))
        alone = judge(shown.code, on=shown.on, chain=at.chain)
        assert alone.standing is Standing.RIGHT_ENDED
        assert judge(shown.code, on=shown.on, chain=at.chain, known=known).standing is (
            Standing.VALID
        )
        quoting_today = msgspec.structs.replace(
            certificate.read(shown.code)[1], auth=at.authority[0]
        )
        with pytest.raises(DamagedError) as refused:
            judge(certificate.seal(quoting_today, at.key), on=shown.on, chain=at.chain)
        assert refused.value.reason == "certificate_right"


def test_while_trainers_differ_it_does_not_count(shown: Shown) -> None:
    """A mark that came from another laptop says that its holder was not there."""
    with shown.workplace() as at:
        known = at.read(known_of, session=shown.session, document=shown.document)
        assert known.session is not None
        (mark,) = known.session.marks[shown.person]
        other = msgspec.structs.replace(mark, present=False, at=(mark.at[0] + 1, *mark.at[1:]))
        marks = {**known.session.marks, shown.person: (mark, other)}
        session = msgspec.structs.replace(known.session, marks=marks)
        differing = replace(known, session=session)
        judged = judge(shown.code, on=shown.on, chain=at.chain, known=differing)
        assert judged.standing is Standing.DISPUTED


def test_a_sheet_tells_its_session(shown: Shown, tmp_path: Path) -> None:
    """At a workplace the training is named; elsewhere its id is all there is."""
    sheet = certificate.sheet(shown.session)
    said = _said(shown.terminal, printed(tmp_path / "sheet.pdf", sheet))
    assert (said["session"], said["course"], said["exit"]) == (shown.session, TITLE, 0)
    assert "Кокшетау" in said["said"]
    stranger = Terminal(tmp_path / "nowhere", shown.terminal._capsys)
    said = _said(stranger, sheet)
    assert (said["session"], said["standing"], said["exit"]) == (shown.session, "unknown", 1)
    assert shown.terminal("verify", "EDOS1:d" + "0" * 16).code == 3


def test_who_did_not_pass_or_may_not_give_gets_no_code(shown: Shown) -> None:
    """A code is made of a certificate with a number, and of nothing else."""
    with shown.workplace() as at:
        absent = staff.add(at, person=Person("Власов В.", office=at.identity.office))
        with pytest.raises(Refusal) as refused:
            code(at, session=shown.session, person=absent)
        assert refused.value.reason is Reason.NOT_PASSED
        with pytest.raises(Refusal) as refused:
            code(at, session="v" + "0" * 16, person=shown.person)
        assert refused.value.reason is Reason.UNKNOWN_SESSION
