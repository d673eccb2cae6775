"""What happens to a training session: planned, people invited, marked, put right, held.

All of it is stated by who trains in the office that holds it, which every fact names; what they
bring together on two laptops without a network counts, and is never refused for having met.
"""

from datetime import date
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.course import BEST, LATEST, TITLE_LIMIT, check_file
from edo.domain.deputy import Moment, moment
from edo.domain.document import EARLIEST
from edo.domain.fact import Fact, Record, need, within
from edo.domain.rights import Right
from edo.domain.session import Form, Mark, Session, SessionStatus, Sheet
from edo.errors import Reason, Refusal

PEOPLE_LIMIT = 2_000
"""People one session is about."""
OFFICES_LIMIT = 1_000
TRAINERS_LIMIT = 50
SHEETS_LIMIT = 100
TEXT_LIMIT = 500
ID_LIMIT = 64
_CHANGEABLE = ("form", "begins", "ends", "offices", "trainers", "place")


class Marking(Record, frozen=True, omit_defaults=True):
    """One line of marking: a person, whether they were there, their result, a remark."""

    person: str
    present: bool
    result: int | None = None
    remark: str = ""


class SessionFact(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened to a session; `organiser` is the office that holds it."""

    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.TRAIN
    ABOUT: ClassVar[type] = Session
    PREFIX: ClassVar[str] = "v"

    organiser: str

    def scope(self, stamp: Stamp) -> str:
        """Return the office that holds it."""
        return self.organiser or stamp.space

    def known(self, state: Session | None) -> Session:
        """Return the session, if it is one of that office."""
        if state is None or state.organiser != self.organiser:
            raise Refusal(Reason.UNKNOWN_SESSION)
        return state


class SessionPlanned(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """A session was planned, or one of earlier days was entered."""

    NAME: ClassVar[str] = "session.planned"

    course: str
    title: str = ""
    form: Form = Form.ON_SITE
    begins: date
    ends: date
    offices: tuple[str, ...] = ()
    trainers: tuple[str, ...] = ()
    place: str = ""
    invited: tuple[str, ...] = ()

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Plan it."""
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="session", value="")
        need(self.course, "course", ID_LIMIT)
        need(self.organiser, "organiser", ID_LIMIT)
        within(self.title, "title", TITLE_LIMIT)
        return _checked(
            Session(
                title=self.title,
                office=stamp.space,
                author=stamp.person,
                since=stamp.hlc,
                course=self.course,
                organiser=self.organiser,
                form=self.form,
                begins=self.begins,
                ends=self.ends,
                offices=self.offices,
                trainers=self.trainers,
                place=self.place,
                invited=self.invited,
            )
        )


class SessionChanged(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """Where, when, for whom or by whom a session is held was changed. Fields merge one by one."""

    NAME: ClassVar[str] = "session.changed"

    fields: dict[str, Any]

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Change the fields."""
        del stamp
        session = self.known(state)
        for field in self.fields:
            if field not in _CHANGEABLE:
                raise Refusal(Reason.BAD_VALUE, field=field, value="")
        return _checked(session.with_fields(self.fields))


class Invited(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """People are to come; who is invited already stays where they are."""

    NAME: ClassVar[str] = "session.invited"

    people: tuple[str, ...]

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Invite them."""
        del stamp
        session = self.known(state)
        invited = tuple(dict.fromkeys((*session.invited, *self.people)))
        return _checked(replace(session, invited=invited))


class Uninvited(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """People need not come after all; what is marked of them stays."""

    NAME: ClassVar[str] = "session.uninvited"

    people: tuple[str, ...]

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Take them off the list."""
        del stamp
        session = self.known(state)
        invited = tuple(person for person in session.invited if person not in self.people)
        return replace(session, invited=invited)


class Marked(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """People were marked for the first time, as far as the trainer knew."""

    NAME: ClassVar[str] = "session.marked"

    marks: tuple[Marking, ...]

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Mark them, beside what others marked at once."""
        session = self.known(state)
        if not self.marks:
            raise Refusal(Reason.REQUIRED_FIELD, field="people")
        marks = dict(session.marks)
        for one in self.marks:
            mark = _mark(one, stamp)
            earlier = marks.get(one.person, ())
            if any(other.at == mark.at for other in earlier):
                raise Refusal(Reason.ALREADY_EXISTS, field="people", value="")
            marks[one.person] = (*earlier, mark)
        return _checked(replace(session, marks=marks))


class MarkCorrected(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """What was marked of a person was put right, or a difference settled.

    It counts even where what it takes the place of does not any more, as when its author could not
    mark after all: it is what an entitled trainer says.

    Attributes:
        mark: what is right.
        instead: the marks it takes the place of; they stay on record.
        reason: why.
    """

    NAME: ClassVar[str] = "session.mark_corrected"

    mark: Marking
    instead: tuple[Moment, ...]
    reason: str

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Put the mark beside the others, and those it takes the place of aside."""
        session = self.known(state)
        need(self.reason, "reason", TEXT_LIMIT)
        if not self.instead:
            raise Refusal(Reason.NOT_MARKED)
        earlier = session.marks.get(self.mark.person, ())
        kept = (replace(one, replaced=True) if one.at in self.instead else one for one in earlier)
        made = replace(_mark(self.mark, stamp), reason=self.reason)
        return _checked(replace(session, marks={**session.marks, self.mark.person: (*kept, made)}))


class SessionHeld(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """The session is over and everybody is marked, as far as its author knows.

    Whom another trainer invited meanwhile stays unmarked: that does not undo what was held.
    """

    NAME: ClassVar[str] = "session.held"

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """End it."""
        session = self.known(state)
        if session.is_held or session.status is SessionStatus.CANCELLED:
            raise Refusal(Reason.SESSION_OVER)
        if session.begins > stamp.on:
            raise Refusal(Reason.FUTURE_DATE, date=session.begins)
        if not session.marks:
            raise Refusal(Reason.NOT_MARKED)
        return replace(session, is_held=True)


class SessionCancelled(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """The session is not held; one at which people were marked was."""

    NAME: ClassVar[str] = "session.cancelled"

    reason: str

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Cancel it."""
        del stamp
        session = self.known(state)
        need(self.reason, "reason", TEXT_LIMIT)
        if session.marks:
            raise Refusal(Reason.SESSION_HAS_MARKS)
        if session.cancelled:
            raise Refusal(Reason.SESSION_OVER)
        return replace(session, cancelled=self.reason)


class SheetAttached(SessionFact, frozen=True, omit_defaults=True, kw_only=True):
    """A scan of the sheet people signed was added."""

    NAME: ClassVar[str] = "session.sheet_attached"

    name: str
    sha256: str
    size: int

    def apply(self, state: Session | None, stamp: Stamp) -> Session:
        """Add it; the same scan is there once."""
        session = self.known(state)
        check_file(self.name, self.sha256, self.size)
        if any(sheet.sha256 == self.sha256 for sheet in session.sheets):
            return session
        if len(session.sheets) >= SHEETS_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="sheets", limit=SHEETS_LIMIT)
        sheet = Sheet(self.name, self.sha256, self.size, stamp.person, stamp.hlc)
        return replace(session, sheets=(*session.sheets, sheet))


def _mark(one: Marking, stamp: Stamp) -> Mark:
    need(one.person, "person", ID_LIMIT)
    within(one.remark, "remark", TEXT_LIMIT)
    if not 0 <= (one.result or 0) <= BEST:
        raise Refusal(Reason.BAD_VALUE, field="result", value=str(one.result))
    result = one.result if one.present else None
    return Mark(
        present=one.present,
        result=result,
        remark=one.remark,
        by=stamp.person,
        at=moment(stamp),
    )


def _checked(session: Session) -> Session:
    for day in (session.begins, session.ends):
        if not EARLIEST <= day <= LATEST:
            raise Refusal(Reason.DATE_OUT_OF_RANGE, date=day)
    if session.ends < session.begins:
        raise Refusal(Reason.PERIOD_REVERSED, since=session.begins, until=session.ends)
    within(session.place, "place", TEXT_LIMIT)
    for field, limit in (
        ("offices", OFFICES_LIMIT),
        ("trainers", TRAINERS_LIMIT),
        ("people", PEOPLE_LIMIT),
    ):
        if len(getattr(session, field)) > limit:
            raise Refusal(Reason.TOO_LONG, field=field, limit=limit)
    return session


FACTS: tuple[type[Fact], ...] = (
    SessionPlanned,
    SessionChanged,
    Invited,
    Uninvited,
    Marked,
    MarkCorrected,
    SessionHeld,
    SessionCancelled,
    SheetAttached,
)
