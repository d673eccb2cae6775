"""Certificates: drawn up by who trains, numbered once, known to everybody who reads the session."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from edo.commands import certificates, courses, documents, numbers, staff, training
from edo.commands.awaiting import number_waiting
from edo.commands.certificates import Issued
from edo.commands.certifying import certify
from edo.domain.awaiting import DocumentRenumbered
from edo.domain.card import Kind
from edo.domain.course import Edition
from edo.domain.document import Status
from edo.domain.numbering import Policy
from edo.domain.organisation import Person
from edo.domain.session import Session
from edo.domain.training import Marking
from edo.errors import Reason, Refusal, UnreachableError
from edo.exchange.exchange import Exchange
from edo.queries.certificates import CertificateRow, CertificateState, of_session
from edo.queries.certificates import session as session_of
from edo.queries.phrases import PaperLanguage
from edo.workplace import Workplace
from tests.neighbours import begun, beside
from tests.office import Chancery
from tests.share.carriers import MemoryCarrier, at_once

NAMES = ("Асанова А.", "Берік Б.", "Власов В.")


class Silent(MemoryCarrier):
    """A share that does not answer."""

    def read(self, name: str, limit: int) -> bytes | None:
        """Answer nothing."""
        raise UnreachableError("share_gone", path=name)


@dataclass
class Trained:
    """A session at which two passed and one did not come.

    Attributes:
        chancery: whose.
        session: id.
        people: ids, in the order of `NAMES`.
    """

    chancery: Chancery
    session: str
    people: list[str]

    def issue(self, *people: str, journal: str = "", at: Workplace | None = None) -> list[Issued]:
        """Give certificates."""
        workplace = at or self.chancery.workplace
        return certificates.issue(workplace, session=self.session, people=people, journal=journal)

    def state(self, at: Workplace | None = None) -> Session:
        """Return the session."""
        return (at or self.chancery.workplace).read(session_of, id=self.session)

    def rows(self, at: Workplace | None = None) -> list[CertificateRow]:
        """Return the certificates as a list shows them."""
        return (at or self.chancery.workplace).read(of_session, session=self.state(at))


@pytest.fixture
def trained(chancery: Chancery) -> Trained:
    """Hold a session in an office that has a journal for certificates."""
    at = chancery.workplace
    office = at.identity.office
    people = [staff.add(at, person=Person(name, office=office)) for name in NAMES]
    course = courses.define(
        at,
        title_ru="Освоение единого электронного документооборота",
        title_kk="Бірыңғай электрондық құжат айналымын меңгеру",
        edition=Edition(on=chancery.today, hours=8, months=12),
    )
    day = chancery.today
    plan = training.Plan(course=course, begins=day, ends=day, invited=tuple(people), place="Зал")
    session = training.plan(at, plan=plan)
    marks = [Marking(person, present=person != people[2]) for person in people]
    training.mark(at, session=session, marks=marks)
    training.hold(at, session=session)
    return Trained(chancery, session, people)


def test_who_passed_gets_one_and_asking_again_does_not_double(trained: Trained) -> None:
    """Whoever passed has a document with a number of the certificates' own journal, once."""
    at = trained.chancery.workplace
    journal = certificates.open_journal(at)
    first = trained.issue()
    assert [one.number for one in first] == ["СЕРТ-1", "СЕРТ-2"]
    assert trained.issue(journal=journal) == first
    given = trained.state().certificates
    assert list(given) == trained.people[:2]
    assert [one.number for one in given.values()] == ["СЕРТ-1", "СЕРТ-2"]
    document = trained.chancery.document(first[0].document)
    assert (document.kind, document.card.type) == (Kind.INTERNAL, "t-certificate")
    day = trained.chancery.today.strftime("%d.%m.%Y")
    title = "Освоение единого электронного документооборота"
    assert document.card.subject_ru == f"Асанова А.: «{title}», {day}"
    assert document.card.subject_kk.startswith("Асанова А.: «Бірыңғай")
    trained.chancery.assert_sound()


def test_who_did_not_come_gets_none(trained: Trained) -> None:
    """A certificate for who was absent is refused, and no number is burnt."""
    certificates.open_journal(trained.chancery.workplace)
    with pytest.raises(Refusal) as refused:
        trained.issue(trained.people[0], trained.people[2])
    assert refused.value.reason is Reason.NOT_PASSED
    assert [one.number for one in trained.issue(trained.people[0])] == ["СЕРТ-1"]


def test_a_journal_of_letters_is_refused(trained: Trained) -> None:
    """Certificates have numbers of an internal journal only."""
    with pytest.raises(Refusal) as refused:
        trained.issue(journal=trained.chancery.journals[Kind.OUTGOING])
    assert refused.value.reason is Reason.WRONG_KIND
    assert trained.rows() == []


def test_an_annulled_one_is_shown_as_such_and_another_may_be_given(trained: Trained) -> None:
    """Annulling the document tells the session; a new certificate has a new number."""
    at = trained.chancery.workplace
    certificates.open_journal(at)
    first, _ = trained.issue()
    documents.annul(at, document=first.document, reason="Ошибка в фамилии")
    assert trained.state().certificate(trained.people[0]) is None
    row = trained.rows()[0]
    assert (row.standing, row.reason) == (CertificateState.ANNULLED, "Ошибка в фамилии")
    again, other = trained.issue()
    assert (again.number, other.number) == ("СЕРТ-3", "СЕРТ-2")
    assert trained.rows()[0].standing is CertificateState.VALID


def test_a_mark_that_is_put_right_withdraws_it(trained: Trained) -> None:
    """A certificate of who turns out not to have been there does not hold."""
    certificates.open_journal(trained.chancery.workplace)
    trained.issue()
    absent = Marking(trained.people[0], present=False)
    training.correct(
        trained.chancery.workplace, session=trained.session, mark=absent, reason="Перепутали"
    )
    assert [one.standing for one in trained.rows()] == [
        CertificateState.WITHDRAWN,
        CertificateState.VALID,
    ]


def test_who_trains_only_draws_drafts_up_for_the_clerk(trained: Trained, memory_path: Path) -> None:
    """A trainer's certificates are drafts; when a clerk registers one, the session has it."""
    chancery = trained.chancery
    with beside(chancery, memory_path / "Тренер", role="trainer") as (trainer, exchange, other):
        _meet(chancery, exchange, other)
        drawn = trained.issue(at=trainer)
        assert [one.number for one in drawn] == ["", ""]
        assert trained.issue(at=trainer) == drawn
        _meet(chancery, other, exchange)
        assert [one.standing for one in trained.rows()] == [CertificateState.PREPARED] * 2
        journal = certificates.open_journal(chancery.workplace)
        document = chancery.document(drawn[0].document)
        assert document.status is Status.DRAFT
        documents.register(
            chancery.workplace, journal=journal, card=document.card, document=drawn[0].document
        )
        assert [one.number for one in trained.rows()] == ["СЕРТ-1", ""]
        _meet(chancery, exchange, other)
        assert trained.rows(trainer)[0].standing is CertificateState.VALID
        assert trained.rows(trainer) == trained.rows()
        assert [one.number for one in trained.issue(at=trainer)] == ["СЕРТ-1", ""]


def test_a_clerk_numbers_all_that_a_trainer_drew_up(trained: Trained, memory_path: Path) -> None:
    """Who registers and does not train numbers what is drawn up in one go, and nothing else."""
    chancery = trained.chancery
    journal = certificates.open_journal(chancery.workplace)
    with beside(chancery, memory_path / "Серикова", role="clerk") as (clerk, exchange, other):
        _meet(chancery, exchange, other)
        assert trained.issue(journal=journal, at=clerk) == []
        with pytest.raises(Refusal) as refused:
            trained.issue(trained.people[0], journal=journal, at=clerk)
        assert refused.value.reason is Reason.NOT_ALLOWED
        # Under another index it is not the usual journal any more: drafts are drawn up.
        numbers.change_journal(chancery.workplace, journal=journal, fields={"index": "С"})
        drawn = trained.issue()
        assert [one.number for one in drawn] == ["", ""]
        _meet(chancery, exchange, other)
        given = trained.issue(journal=journal, at=clerk)
        assert [one.number for one in given] == ["СЕРТ-1", "СЕРТ-2"]
        _meet(chancery, other, exchange)
        assert [one.standing for one in trained.rows()] == [CertificateState.VALID] * 2


def test_what_waits_for_its_number_is_certified_when_it_comes(
    trained: Trained, memory_path: Path
) -> None:
    """Where another workplace gives the numbers, that one tells the session."""
    chancery = trained.chancery
    journal = numbers.open_journal(
        chancery.workplace,
        index="СЕРТ",
        kind=Kind.INTERNAL,
        title_ru="Сертификаты",
        policy=Policy.REGISTRAR,
    )
    place = memory_path / "Делопроизводитель"
    with beside(chancery, place, role="administrator") as (clerk, exchange, other):
        _meet(chancery, exchange, other)
        waiting = trained.issue(journal=journal, at=clerk)
        assert all(one.awaiting and not one.number for one in waiting)
        assert [one.reference for one in trained.rows(clerk)] == [one.awaiting for one in waiting]
        _meet(chancery, other, exchange)
        number_waiting(chancery.workplace)
        _meet(chancery, exchange, other)
        assert [one.number for one in trained.rows(clerk)] == ["1", "2"]
        assert [one.number for one in trained.issue(journal=journal, at=clerk)] == ["1", "2"]


def test_without_a_network_they_wait_and_are_numbered_at_the_next_exchange(
    trained: Trained,
) -> None:
    """Where the share does not answer, every certificate waits; asking again doubles none."""
    chancery, share = trained.chancery, MemoryCarrier()
    certificates.open_journal(chancery.workplace)
    exchange = begun(chancery, share)
    chancery.workplace.carrier, chancery.workplace.pause = share, at_once
    _meet(chancery, exchange)
    chancery.workplace.carrier = Silent()
    waiting = trained.issue()
    assert all(one.awaiting and not one.number for one in waiting)
    assert trained.issue() == waiting
    assert [one.standing for one in trained.rows()] == [CertificateState.PREPARED] * 2
    chancery.workplace.carrier = share
    _meet(chancery, exchange)
    assert [one.number for one in trained.rows()] == ["СЕРТ-1", "СЕРТ-2"]
    assert [one.document for one in trained.issue()] == [one.document for one in waiting]
    chancery.assert_sound()


def test_a_number_given_anew_is_told_too(trained: Trained) -> None:
    """A certificate whose number another document has by right is known by its new number."""
    chancery = trained.chancery
    journal = certificates.open_journal(chancery.workplace)
    first, _ = trained.issue(journal=journal)
    state = chancery.document(first.document)
    assert state.number is not None
    number = replace(state.number, n=7, text="СЕРТ-7")
    fact = DocumentRenumbered("СЕРТ-1", number, "Спор")
    with chancery.workplace.entry() as entry:
        entry.record(first.document, fact)
        certify(entry, first.document)
    assert trained.rows()[0].number == "СЕРТ-7"


def test_the_language_is_the_cards(trained: Trained) -> None:
    """A certificate in Kazakh has no Russian subject."""
    (made,) = certificates.issue(
        trained.chancery.workplace,
        session=trained.session,
        people=trained.people[:1],
        language=PaperLanguage.KK,
    )
    card = trained.chancery.document(made.document).card
    assert (card.subject_ru, card.language.value) == ("", "kk")


def _meet(chancery: Chancery, *exchanges: Exchange) -> None:
    for one in exchanges:
        chancery.clock.move(minutes=1)
        assert one.run().halt is None
