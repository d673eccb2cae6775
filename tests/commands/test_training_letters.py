"""Invitations to training: outgoing letters to the offices whose people are to come, once each."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from edo.commands import courses, documents, organisation, staff, training
from edo.commands.training_letters import Invitation
from edo.domain.card import Kind
from edo.domain.course import Edition
from edo.domain.document import Document, Status
from edo.domain.organisation import Level, Office, Person, Position
from edo.errors import Reason, Refusal
from edo.queries import correspondents
from edo.queries.certificates import session as session_of
from edo.queries.phrases import PaperLanguage
from edo.sheets import training_letters
from tests.neighbours import beside
from tests.office import Chancery
from tests.reports import reading

AIGUL, BERIK, OWN = "Асанова Айгуль", "Берік Болат", "Власова Вера"
DAYS = date(2026, 10, 12), date(2026, 10, 14)


@dataclass
class Invited:
    """A session to which people of two branches and one of the office's own are invited."""

    chancery: Chancery
    session: str
    offices: list[str]

    def invite(self, **told: Any) -> list[Invitation]:
        """Write to the branches."""
        at = self.chancery.workplace
        return training_letters.invite(at, session=self.session, **told)

    def texts(self, document: Document, folder: Path) -> dict[str, str]:
        """Return what the letter's files say, by language."""
        found: dict[str, str] = {}
        for file in document.live_files:
            target = folder / f"{file.id}.pdf"
            self.chancery.workplace.blobs.copy_out(file.current.sha256, target, file.current.name)
            found[file.language] = " ".join(reading.texts(target))
        return found


@pytest.fixture
def session(chancery: Chancery) -> Invited:
    """Plan a session on site."""
    at = chancery.workplace
    own = at.identity.office
    offices = [
        organisation.add_office(
            at, office=Office(f"Филиал {name}", f"{name} филиалы", level=Level.BRANCH, parent=own)
        )
        for name in ("Аягоз", "Семей")
    ]
    clerk = organisation.add_position(at, position=Position("делопроизводитель", "іс жүргізуші"))
    people = [
        staff.add(at, person=Person(name, office=office, position=clerk))
        for name, office in zip((AIGUL, BERIK, OWN), (*offices, own), strict=True)
    ]
    edition = Edition(on=date(2026, 1, 1), hours=8)
    course = courses.define(at, title_ru="Освоение ЕЭД", title_kk="БЭҚ меңгеру", edition=edition)
    plan = training.Plan(
        course=course,
        begins=DAYS[0],
        ends=DAYS[1],
        offices=(offices[0],),
        place="Аягоз, актовый зал",
        invited=tuple(people),
    )
    return Invited(chancery, training.plan(at, plan=plan), offices)


def test_each_office_gets_a_letter_with_its_people(session: Invited, tmp_path: Path) -> None:
    """Both languages on sheets of their own; one's own office gets none."""
    made = session.invite()
    assert [one.offices for one in made] == [(one,) for one in session.offices]
    assert all(one.made and not one.number for one in made)
    document = session.chancery.document(made[0].document)
    assert (document.kind, document.status) == (Kind.OUTGOING, Status.DRAFT)
    assert document.card.subject_ru == "О проведении обучения: «Освоение ЕЭД»"
    assert document.card.note == "Обучение 12.10.2026–14.10.2026, Аягоз, актовый зал"
    (party,) = document.card.parties
    known = session.chancery.workplace.read(correspondents.correspondent, id=party.correspondent)
    assert known.correspondent.office == session.offices[0]
    said = session.texts(document, tmp_path)
    ru, kk = said["ru"], said["kk"]
    assert "с 12 по 14 октября 2026 года пройдёт обучение по курсу «Освоение ЕЭД»" in ru
    assert f"1. {AIGUL}, делопроизводитель" in ru
    assert "Обучение проводят: Иванова Айгуль." in ru
    assert "2026 жылғы 12 қазаннан 14 қазанға дейін «БЭҚ меңгеру» курсы бойынша оқыту" in kk
    assert f"1. {AIGUL}, іс жүргізуші" in kk
    assert BERIK not in ru + kk
    assert OWN not in ru + kk


def test_asking_again_does_not_double(session: Invited) -> None:
    """A second press makes nothing; what was invited since is written to alone."""
    first = session.invite()
    again = session.invite()
    assert [one.document for one in again] == [one.document for one in first]
    assert not any(one.made for one in again)
    assert all(len(session.chancery.document(one.document).live_files) == 2 for one in first)
    documents.annul(session.chancery.workplace, document=first[0].document, reason="Другой день")
    new, old = session.invite()
    assert (new.made, old.made) == (True, False)
    assert new.document != first[0].document


def test_one_letter_to_all_registered_at_once(session: Invited, tmp_path: Path) -> None:
    """The paper has the number, and names people office by office."""
    journal = session.chancery.journals[Kind.OUTGOING]
    (made,) = session.invite(together=True, journal=journal, language=PaperLanguage.RU)
    assert (made.number, made.offices) == ("1", tuple(session.offices))
    document = session.chancery.document(made.document)
    assert len(document.card.parties) == 2
    ru = session.texts(document, tmp_path)["ru"]
    assert "№ 1" in ru
    assert f"Филиал Аягоз: 1. {AIGUL}" in ru
    assert f"Филиал Семей: 1. {BERIK}" in ru
    assert session.invite(together=True, journal=journal)[0].number == "1"


def test_a_draft_is_registered_when_asked_for_later(session: Invited) -> None:
    """A letter that was drafted gets its number when the journal is named."""
    draft = session.invite()[0]
    numbered = session.invite(journal=session.chancery.journals[Kind.OUTGOING])[0]
    assert (numbered.document, numbered.number, numbered.made) == (draft.document, "1", False)


def test_an_office_without_names_is_asked_to_send_whom_it_must(
    session: Invited, tmp_path: Path
) -> None:
    """Where nobody of an office is invited by name, the letter says whom to send."""
    at = session.chancery.workplace
    people = at.read(session_of, id=session.session).invited
    training.uninvite(at, session=session.session, people=people)
    (made,) = session.invite()
    said = session.texts(session.chancery.document(made.document), tmp_path)
    assert "Просим обеспечить участие работников, подлежащих обучению." in said["ru"]
    training.change(at, session=session.session, fields={"offices": []})
    with pytest.raises(Refusal) as refused:
        session.invite()
    assert refused.value.reason is Reason.REQUIRED_FIELD


def test_a_journal_of_another_kind_is_refused(session: Invited) -> None:
    """Nothing is begun where the letters could not be registered."""
    with pytest.raises(Refusal) as refused:
        session.invite(journal=session.chancery.journals[Kind.INTERNAL])
    assert refused.value.reason is Reason.WRONG_KIND
    assert session.invite()[0].made


def test_who_trains_and_does_not_register_writes_drafts(
    session: Invited, memory_path: Path
) -> None:
    """A trainer may add nobody to the directory of correspondents: the office is named by name."""
    chancery = session.chancery
    with beside(chancery, memory_path / "Тренер", role="trainer") as (trainer, exchange, other):
        for one in (exchange, other):
            assert one.run().halt is None
        made = training_letters.invite(trainer, session=session.session)
        card = trainer.read(documents.asked.card, document=made[0].document).document.card
        assert [one.name for one in card.parties] == ["Филиал Аягоз"]
