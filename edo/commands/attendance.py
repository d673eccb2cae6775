"""Read a training session as whoever opens it may act on it."""

from dataclasses import dataclass

from edo.domain.rights import Right
from edo.queries.attendance import Attendance, attendance
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Opened:
    """A session on somebody's screen.

    Attributes:
        attendance: the session.
        person: id of who looks.
        may_train: they may mark at it, and change it.
    """

    attendance: Attendance
    person: str
    may_train: bool


def open_session(workplace: Workplace, *, session: str) -> Opened:
    """Return a session and what the person here may do with it.

    Raises:
        Refusal: there is none.
    """
    found = workplace.read(attendance, session=session)
    person, roster = workplace.identity.person, workplace.roster
    return Opened(found, person, roster.can(person, Right.TRAIN, found.session.organiser))
