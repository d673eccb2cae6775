"""Stories of a training session: two trainers, who marks whom, and what it comes to."""

from datetime import date
from typing import Any

from edo.change import Change
from edo.domain.certifying import CertificateAnnulled, CertificatePrepared, Certified
from edo.domain.deputy import Moment
from edo.domain.fact import Fact
from edo.domain.fold import fold, take
from edo.domain.rights import Role
from edo.domain.session import Session
from edo.domain.training import (
    Invited,
    MarkCorrected,
    Marked,
    Marking,
    SessionCancelled,
    SessionChanged,
    SessionHeld,
    SessionPlanned,
    SheetAttached,
    Uninvited,
)
from edo.errors import Reason
from tests.builders import OFFICE, SHA, TODAY, change, hlc, roster, stamp
from tests.domain.telling import outcome

ANNA, BOLAT, BOSS, CLERK, READER = "t1", "t2", "a1", "c1", "r1"
"""Two trainers with a laptop each, an administrator, a clerk and a reader."""
ROSTER = roster(
    (ANNA, Role.TRAINER),
    (BOLAT, Role.TRAINER),
    (BOSS, Role.ADMINISTRATOR),
    (CLERK, Role.CLERK),
    (READER, Role.READER),
)
AIGUL, ERLAN, WALK_IN = "p1", "p2", "p9"
Step = tuple[str, Fact]


def planned(**fields: Any) -> SessionPlanned:
    """Plan the usual session: two people, today, by Anna and Bolat."""
    usual: dict[str, Any] = {
        "course": "g1",
        "title": "Курс",
        "begins": TODAY,
        "ends": TODAY,
        "offices": (OFFICE,),
        "trainers": (ANNA, BOLAT),
        "invited": (AIGUL, ERLAN),
    }
    return SessionPlanned(organiser=OFFICE, **usual | fields)


def marked(*lines: Marking) -> Marked:
    """Mark people."""
    return Marked(organiser=OFFICE, marks=lines)


def came(person: str, result: int | None = None) -> Marking:
    """Mark one as present."""
    return Marking(person, present=True, result=result)


def absent(person: str) -> Marking:
    """Mark one as absent."""
    return Marking(person, present=False)


def at(minute: int, person: str = ANNA) -> Moment:
    """Return the name of the mark somebody made in a minute of the story."""
    return hlc(minute=minute), f"device-of-{person}"


def corrected(mark: Marking, *instead: Moment, reason: str = "Описка") -> MarkCorrected:
    """Put a mark right."""
    return MarkCorrected(organiser=OFFICE, mark=mark, instead=instead, reason=reason)


def invited(*people: str) -> Invited:
    """Invite people."""
    return Invited(organiser=OFFICE, people=people)


def uninvited(*people: str) -> Uninvited:
    """Take people off the list."""
    return Uninvited(organiser=OFFICE, people=people)


def changed(**fields: Any) -> SessionChanged:
    """Change fields of the session."""
    return SessionChanged(organiser=OFFICE, fields=fields)


def sheet(sha256: str = SHA, name: str = "лист.pdf") -> SheetAttached:
    """Attach the sheet people signed."""
    return SheetAttached(organiser=OFFICE, name=name, sha256=sha256, size=10)


def prepared(person: str, document: str = "d1", office: str = OFFICE) -> CertificatePrepared:
    """Draw somebody's certificate up."""
    return CertificatePrepared(organiser=OFFICE, person=person, document=document, office=office)


def certified(person: str, number: str = "1", on: date = TODAY, **drawn_up: str) -> Certified:
    """Give somebody's certificate its number."""
    usual = {"document": "d1", "office": OFFICE, **drawn_up}
    return Certified(organiser=OFFICE, person=person, number=number, on=on, **usual)


def annulled(person: str, reason: str = "Ошибка", **drawn_up: str) -> CertificateAnnulled:
    """State that somebody's certificate is not valid."""
    usual = {"document": "d1", "office": OFFICE, **drawn_up}
    return CertificateAnnulled(organiser=OFFICE, person=person, reason=reason, **usual)


PLANNED: Step = (ANNA, planned())
HELD: Step = (ANNA, SessionHeld(organiser=OFFICE))
CANCELLED: Step = (ANNA, SessionCancelled(organiser=OFFICE, reason="Карантин"))
BOTH_CAME: Step = (ANNA, marked(came(AIGUL), came(ERLAN)))
AIGUL_CAME: Step = (ANNA, marked(came(AIGUL)))
DRAWN_UP: Step = (ANNA, prepared(AIGUL))
AIGUL_DID_NOT: Step = (BOLAT, marked(absent(AIGUL)))


def changes(*steps: Step, on: date = TODAY) -> list[Change]:
    """Return what was stated, each a minute after the one before."""
    return [
        change("v1", fact, stamp(hlc(on, minute=minute), person, seq=minute + 1))
        for minute, (person, fact) in enumerate(steps)
    ]


def after(*steps: Step, on: date = TODAY) -> Session:
    """Return the session after facts that are all accepted."""
    folded = fold(changes(*steps, on=on), ROSTER)
    assert not folded.refused
    assert isinstance(folded.state, Session)
    return folded.state


def refusal(*steps: Step, on: date = TODAY) -> Reason:
    """Return why the last fact is refused; all before it are accepted."""
    *before, last = changes(*steps, on=on)
    folded = fold(before, ROSTER)
    assert not folded.refused
    found = outcome(take, folded.state, steps[-1][1], last, ROSTER)
    assert isinstance(found, Reason)
    return found
