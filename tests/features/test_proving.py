"""What was given about a document, proved where nothing else is known; and printed."""

import os
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from edo.cli import main
from edo.commands import (
    acquaintance,
    approval,
    deputies,
    membership,
    proving,
    rerouting,
    resolutions,
)
from edo.commands.assigning import Assignment
from edo.domain.rights import Role
from edo.domain.route import Mode, Reset
from edo.domain.visa import Result
from edo.errors import DamagedError, Reason, Refusal
from edo.queries.phrases import PaperLanguage
from edo.sheets import paper
from edo.verification import Proof
from tests.desks import AUTHOR, BOOKKEEPER, CHAIR, CLERK, LAWYER, ROLES, Office
from tests.reports.reading import texts


def story(office: Office) -> str:
    """Let a letter be returned, put up anew, agreed with by a deputy too, and signed."""
    beside = office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL)
    id = office.start(beside, office.stage(CHAIR, signing=True))
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id, Result.RETURNED)
    office.meet()
    office.revise(id, reason="Смета приложена")
    today = office.chancery.today
    deputies.name(office.at[BOOKKEEPER], deputy=office.person(LAWYER), since=today, until=today)
    office.meet()
    office.decide(LAWYER, id, Result.REMARKS, remarks="Проверить итог")
    office.decide(LAWYER, id, behalf=office.person(BOOKKEEPER))
    office.meet()
    approval.sign(office.at[CHAIR], approval=id, version=office.state(CHAIR, id).version)
    office.meet()
    return id


def proved(office: Office, name: str, document: str, path: Path) -> Proof:
    """Write a bundle at somebody's and judge it by the fingerprint alone."""
    exported = proving.write_bundle(office.at[name], document=document, path=path, files=True)
    found = proving.prove_file(path, fingerprint=proving.fingerprint(office.at[CLERK]))
    assert found == exported.proof
    return found


def test_every_visa_says_what_it_covers_and_whether_it_holds(
    office: Office, tmp_path: Path
) -> None:
    """Results, versions, both names of a deputy, what changed since; the same from anywhere."""
    id = story(office)
    document = office.state(CLERK, id).document
    proof = proved(office, CHAIR, document, tmp_path / "one")
    told = [(one.result, one.holds, one.is_current) for one in proof.given]
    assert told == [
        (Result.AGREED, True, False),
        (Result.RETURNED, True, False),
        (Result.REMARKS, True, True),
        (Result.AGREED, True, True),
        (Result.SIGNED, True, True),
    ]
    shown = office.shown(CLERK, id)
    assert [one.version for one in proof.given] == [one.version for one in shown.approval.visas]
    instead = proof.given[3]
    assert (instead.person, instead.behalf) == (office.person(LAWYER), office.person(BOOKKEEPER))
    assert {instead.person, instead.behalf} <= proof.names.keys()
    (file,) = proof.document.files
    assert proof.given[0].changed == (file.id,)
    covered = proof.given[0].covered
    assert covered is not None
    assert covered.files == ((file.id, file.versions[0].sha256),)
    assert covered.fields["subject_ru"] == "О путёвках"
    assert len(proof.contents) == 2
    others = [proved(office, name, document, tmp_path / name) for name in (AUTHOR, CLERK)]
    assert all(one.given == proof.given for one in others)
    assert all(one.states == proof.states for one in others)


def test_a_visa_that_came_too_late_is_there_with_its_reason(office: Office, tmp_path: Path) -> None:
    """Given on the first version while the second was up: it counts for the first, and says so."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL))
    office.decide(BOOKKEEPER, id, Result.RETURNED)
    office.meet(BOOKKEEPER, AUTHOR)
    office.revise(id)
    office.decide(LAWYER, id)
    office.meet()
    proof = proved(office, CLERK, office.state(CLERK, id).document, tmp_path / "proof")
    late = proof.given[-1]
    assert (late.person, late.holds, late.reason) == (
        office.person(LAWYER),
        False,
        Reason.VERSION_CHANGED,
    )


def test_a_visa_after_the_cut_proves_nothing(office: Office, tmp_path: Path) -> None:
    """What was given by a right that was lost is in the bundle, refused, as at every workplace."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL))
    home = office.chancery.workplace.identity.office
    role = Role(ROLES[LAWYER])
    membership.revoke(office.at[CLERK], person=office.person(LAWYER), role=role, office=home)
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id)
    office.meet()
    document = office.state(CLERK, id).document
    proof = proved(office, CLERK, document, tmp_path / "proof")
    told = {one.person: (one.holds, one.reason) for one in proof.given}
    assert told == {
        office.person(LAWYER): (False, Reason.NOT_ALLOWED),
        office.person(BOOKKEEPER): (True, ""),
    }


def test_who_knows_more_judges_by_it(office: Office, tmp_path: Path) -> None:
    """A bundle made before a right was cut holds for a stranger, and no more at a workplace."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER, mode=Mode.PARALLEL))
    home = office.chancery.workplace.identity.office
    role = Role(ROLES[LAWYER])
    office.decide(LAWYER, id)
    path = tmp_path / "proof"
    lawyer, clerk = office.at[LAWYER], office.at[CLERK]
    proving.write_bundle(lawyer, document=office.state(LAWYER, id).document, path=path)
    membership.revoke(clerk, person=office.person(LAWYER), role=role, office=home)
    fingerprint = proving.fingerprint(clerk)
    stranger = proving.prove_file(path, fingerprint=fingerprint)
    member = proving.prove_file(path, fingerprint=fingerprint, workplace=clerk)
    assert [one.holds for one in stranger.given] == [True]
    assert [one.reason for one in member.given] == [Reason.NOT_ALLOWED]
    assert member.records > stranger.records


def test_who_was_no_deputy_proves_nothing(office: Office, tmp_path: Path) -> None:
    """A deputyship that was ended before the visa was given is in the bundle, and ends it there."""
    today = office.chancery.today
    named = deputies.name(office.at[LAWYER], deputy=office.person(AUTHOR), since=today, until=today)
    id = office.start(office.stage(LAWYER, CHAIR, mode=Mode.PARALLEL))
    office.chancery.clock.move(minutes=1)
    deputies.end(office.at[LAWYER], deputyship=named.id)
    office.decide(AUTHOR, id, behalf=office.person(LAWYER))
    office.meet()
    proof = proved(office, CLERK, office.state(CLERK, id).document, tmp_path / "proof")
    assert [(one.holds, one.reason) for one in proof.given] == [(False, Reason.NOT_DEPUTY)]


def test_any_byte_of_it_counts(office: Office, tmp_path: Path) -> None:
    """A bundle of a whole story fails wherever one bit of it is another."""
    id = story(office)
    path, bad = tmp_path / "proof", tmp_path / "bad"
    proving.write_bundle(
        office.at[CHAIR], document=office.state(CHAIR, id).document, path=path, files=True
    )
    whole = path.read_bytes()
    fingerprint = proving.fingerprint(office.at[CHAIR])
    chance = random.Random(7)
    for place in {0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(150))}:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        bad.write_bytes(changed)
        with pytest.raises(DamagedError):
            proving.prove_file(bad, fingerprint=fingerprint)


def test_on_a_machine_without_a_home(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shell tells it with no workplace there at all, and ends with 3 where it fails."""
    id = story(office)
    path, nowhere = tmp_path / "proof", tmp_path / "nowhere"
    document = office.state(CHAIR, id).document
    proving.write_bundle(office.at[CHAIR], document=document, path=path)
    fingerprint = proving.fingerprint(office.at[CHAIR]).upper()
    line = ["--home", str(nowhere), "--language", "en", "verify", str(path)]
    assert main([*line, "--fingerprint", fingerprint]) == 0
    said = capsys.readouterr().out
    assert "Signatures and rights hold" in said
    assert "Юрист for Бухгалтер: agreed — holds; the document is the same" in said
    assert "changed since: письмо-2.txt" in said
    assert main([*line, "--fingerprint", "0" * 64]) == 3
    assert "another organisation" in capsys.readouterr().err
    assert main([*line, "--fingerprint", "no"]) == 1
    path.write_bytes(path.read_bytes()[:-1])
    assert main([*line, "--fingerprint", fingerprint]) == 3
    assert "does not hold" in capsys.readouterr().err
    assert not os.path.lexists(nowhere)


def test_sheets_are_printed_from_what_stands(office: Office, tmp_path: Path) -> None:
    """Approval, acquaintance and resolution sheets of one letter, in both languages."""
    id = story(office)
    clerk, chair = office.at[CLERK], office.at[CHAIR]
    document = office.state(CLERK, id).document
    path = tmp_path / "sheet.pdf"
    language = PaperLanguage.RU
    paper.print_approval(clerk, approval=id, language=language, path=path)
    whole = " ".join(texts(path))
    version = office.state(CLERK, id).version[:8]
    for text in ("Круг согласования 2", "Смета приложена", "за: Бухгалтер", "Проверить итог"):
        assert text in whole
    assert f"{version} действительна" in whole
    for text in ("Подписан ", "Согласовано с замечаниями", "Возвращено на доработку"):
        assert text in whole
    assert "документ изменён после визы" in whole
    readers = [office.person(LAWYER), office.person(BOOKKEEPER)]
    asked = acquaintance.ask(clerk, document=document, people=readers)
    office.meet()
    acquaintance.confirm(office.at[LAWYER], acquaintance=asked)
    office.meet()
    paper.print_acquaintance(clerk, acquaintance=asked, language=language, path=path)
    assert "ознакомлены 1 из 2" in " ".join(texts(path))
    due = office.chancery.today + timedelta(days=3)
    given = resolutions.issue(
        chair,
        document=document,
        items=[Assignment((office.person(LAWYER),), text_ru="Подготовить ответ", due=due)],
    )
    paper.print_resolution(chair, resolution=given, language=language, path=path)
    assert f"Подготовить ответ срок: {due:%d.%m.%Y}" in " ".join(texts(path))
    office.chancery.clock.move(days=10)
    paper.print_overdue(chair, language=language, path=path)
    assert "Подготовить ответ" in " ".join(texts(path))
    since, until = date(2026, 3, 1), date(2026, 3, 31)
    paper.print_summary(chair, since=since, until=until, language=language, path=path)
    assert "Дано поручений 1 0 +1" in " ".join(texts(path))
    with pytest.raises(Refusal):
        paper.print_summary(chair, since=until, until=since, language=language, path=path)
    with pytest.raises(Refusal):
        paper.print_approval(clerk, approval=id, language=language, path=path.with_suffix(".docx"))


def test_the_sheet_shows_what_was_asked_for_and_not_given(office: Office, tmp_path: Path) -> None:
    """Somebody waited for has a line to sign; one of several is enough by the route's rule."""
    id = office.start(office.stage(LAWYER, BOOKKEEPER), office.stage(CHAIR, signing=True))
    office.decide(LAWYER, id)
    path = tmp_path / "sheet.pdf"
    paper.print_approval(office.at[LAWYER], approval=id, language=PaperLanguage.RU, path=path)
    whole = " ".join(texts(path))
    assert "2 1. Согласование Бухгалтер" in whole
    assert "3 2. Подписание Председатель" in whole


def test_a_visa_that_was_kept_says_of_which_version_it_is(office: Office, tmp_path: Path) -> None:
    """Who is not asked again stands in the new pass with the old version; who was skipped, too."""
    beside = office.stage(LAWYER, BOOKKEEPER, CHAIR, mode=Mode.PARALLEL)
    id = office.start(beside, reset=Reset.CONCERNED)
    old = office.state(AUTHOR, id).version[:8]
    office.decide(LAWYER, id)
    office.decide(BOOKKEEPER, id, Result.RETURNED)
    office.meet()
    office.revise(id)
    (seat,) = (
        one.key
        for one in office.state(AUTHOR, id).stages[0].seats
        if one.approver.person == office.person(CHAIR)
    )
    rerouting.skip(office.at[AUTHOR], approval=id, seat=seat, reason="в отпуске")
    office.meet()
    path = tmp_path / "sheet.pdf"
    paper.print_approval(office.at[CLERK], approval=id, language=PaperLanguage.RU, path=path)
    _, second = " ".join(texts(path)).split("Круг согласования 2")
    assert f"{old} документ изменён после визы Согласовано сохранена" in second
    assert "не запрашивается Исполнитель: в отпуске" in second
    assert "2 1. Согласование Бухгалтер" in second
