"""What people may state about courses, sessions and staff, wise and foolish: for histories."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from edo.domain.certifying import CertificateAnnulled, CertificatePrepared, Certified
from edo.domain.course import (
    Audience,
    CourseChanged,
    CourseDefined,
    CourseRevised,
    Edition,
    Goal,
    Programme,
)
from edo.domain.deputy import Moment, moment
from edo.domain.fact import Fact
from edo.domain.organisation import Level, Person
from edo.domain.session import Form
from edo.domain.staffing import PersonAdded, PersonChanged, PersonLeft, PersonMoved
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
from tests.builders import OFFICE, SHA, TODAY, hlc, stamp

_people = st.sampled_from(["p1", "p2", "p7", ""])
_some = st.lists(st.sampled_from(["p1", "p2", "p7"]), max_size=3).map(tuple)
_offices = st.sampled_from([OFFICE, OFFICE, OFFICE, "o2", ""])
_texts = st.sampled_from(["Кокшетау", "Көкшетау", "", " "])
_papers = st.sampled_from(["d1", "d1", "d2", ""])
_reasons = st.sampled_from(["Описка", "Описка", " "])
_days = st.integers(-3, 2).map(lambda days: TODAY + timedelta(days)) | st.sampled_from(
    [date.min, date.max]
)
_results = st.none() | st.sampled_from([0, 59, 60, 100, 101, -1])
_programmes = st.none() | st.builds(
    Programme, st.sampled_from(["программа.pdf", ""]), st.just(SHA), st.integers(-1, 5)
)
_audiences = st.builds(
    Audience,
    st.lists(st.sampled_from(Level), max_size=2).map(tuple),
    st.lists(st.sampled_from([OFFICE, "o2"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(["s1", "s2"]), max_size=2).map(tuple),
    _some,
)
_editions = st.builds(
    Edition,
    on=_days,
    hours=st.sampled_from([0, 8, -1]),
    months=st.sampled_from([0, 12, 601]),
    threshold=st.none() | st.sampled_from([0, 60, 101]),
    audience=_audiences,
    goal=st.sampled_from(Goal),
    programme=_programmes,
    anew=st.booleans(),
)
_marks = st.lists(st.builds(Marking, _people, st.booleans(), _results, _texts), max_size=3)
_moments: st.SearchStrategy[Moment] = st.sampled_from(
    [moment(stamp(hlc(minute=minute), "p2")) for minute in (0, 1, 2)]
)


def _of(fact: Any, **told: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact]:
    """Draw a fact about a session of an office."""
    return st.builds(fact, organiser=_offices, **told)


COURSE: st.SearchStrategy[Fact] = st.one_of(
    st.builds(CourseDefined, title_ru=_texts, title_kk=_texts, edition=_editions),
    st.builds(
        CourseChanged,
        st.dictionaries(
            st.sampled_from(["title_ru", "title_kk", "closed", "editions", "nothing"]),
            st.sampled_from(["Курс", "", None, "2026-03-01", 7]),
            max_size=2,
        ),
    ),
    st.builds(CourseRevised, edition=_editions),
)
SESSION: st.SearchStrategy[Fact] = st.one_of(
    _of(
        SessionPlanned,
        course=st.sampled_from(["g1", ""]),
        title=_texts,
        form=st.sampled_from(Form),
        begins=_days,
        ends=_days,
        offices=st.just((OFFICE, "o2")),
        trainers=_some,
        place=_texts,
        invited=_some,
    ),
    _of(
        SessionChanged,
        fields=st.dictionaries(
            st.sampled_from(["begins", "ends", "place", "trainers", "form", "marks"]),
            st.sampled_from(["2026-03-01", "9999-12-31", "remote", ["p1"], "", 7]),
            max_size=2,
        ),
    ),
    _of(Invited, people=_some),
    _of(Uninvited, people=_some),
    *[_of(Marked, marks=_marks.map(tuple))] * 3,
    *[
        _of(
            MarkCorrected,
            mark=st.builds(Marking, _people, st.booleans(), _results, _texts),
            instead=st.lists(_moments, max_size=2).map(tuple),
            reason=_reasons,
        )
    ]
    * 2,
    _of(SessionHeld),
    _of(SessionCancelled, reason=_reasons),
    _of(
        SheetAttached,
        name=st.sampled_from(["лист.pdf", ""]),
        sha256=st.sampled_from([SHA, "x"]),
        size=st.integers(-1, 5),
    ),
    _of(CertificatePrepared, person=_people, document=_papers, office=_offices),
    _of(
        Certified, person=_people, document=_papers, office=_offices, number=st.just("1"), on=_days
    ),
    _of(CertificateAnnulled, person=_people, document=_papers, office=_offices, reason=_reasons),
)
STAFF: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        PersonAdded,
        st.builds(Person, st.sampled_from(["Иванова", ""]), office=_offices, joined=_days),
    ),
    st.builds(
        PersonChanged,
        st.dictionaries(
            st.sampled_from(["name_ru", "phone", "joined", "left", "office", "since", "past"]),
            st.sampled_from(["Школа", "", None, "2026-03-01", "9999-12-31", 7]),
            max_size=2,
        ),
        _offices,
    ),
    st.builds(
        PersonMoved,
        office=_offices,
        on=_days,
        to=st.sampled_from([OFFICE, "o2"]),
        position=st.sampled_from(["", "s1"]),
    ),
    st.builds(PersonLeft, office=_offices, on=_days),
)

SET_UP = CourseDefined(title_ru="Освоение документооборота", edition=Edition(on=date(2025, 1, 1)))
PLANNED = SessionPlanned(
    organiser=OFFICE, course="g1", begins=TODAY, ends=TODAY, trainers=("p2",), invited=("p1", "p7")
)
CAME = PersonAdded(Person("Иванова", office=OFFICE))
