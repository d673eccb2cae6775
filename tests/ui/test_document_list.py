"""What a register says of how far a document has come."""

from datetime import date

import pytest

from edo.domain.card import Kind, Language
from edo.domain.course import Course
from edo.domain.document import Status
from edo.queries.documents import DocumentRow
from edo.wording import Wording
from ui.models.document_list import state, state_tone
from ui.widgets.badge import Tone

TODAY = date(2026, 11, 22)


def row(
    number: str, status: Status, course: Course | None, term: date | None = None
) -> DocumentRow:
    """Make a row of a register."""
    return DocumentRow(
        key=1,
        document="d1",
        kind=Kind.OUTGOING,
        status=status,
        journal="ИСХ",
        number=number,
        on=TODAY,
        subject_ru="Ответ",
        subject_kk="",
        correspondent_ru="",
        correspondent_kk="",
        their_number="",
        their_date=None,
        type_ru="",
        type_kk="",
        language=Language.RU,
        files=0,
        due=None,
        by="",
        course=course,
        term=term,
    )


@pytest.mark.parametrize(
    ("number", "status", "course", "said"),
    [
        ("", Status.DRAFT, None, Status.DRAFT),
        ("", Status.DRAFT, Course.SIGNED, Course.SIGNED),
        ("1", Status.SENT, Course.SIGNED, Status.SENT),
        ("1", Status.REGISTERED, Course.IN_WORK, Course.IN_WORK),
        ("1", Status.REGISTERED, Course.EXECUTED, Course.EXECUTED),
        ("1", Status.CANCELLED, Course.IN_WORK, Status.CANCELLED),
    ],
)
def test_the_state_says_what_matters_now(
    number: str, status: Status, course: Course | None, said: Status | Course
) -> None:
    """An approval matters until there is a number, execution from then on."""
    words = Wording("ru")
    assert state(row(number, status, course), words, TODAY) == words.name(said)


def test_what_is_late_is_said_first() -> None:
    """A term that has passed is said before anything else; today is not late."""
    yesterday, today = date(2026, 11, 21), TODAY
    assert state_tone(row("1", Status.REGISTERED, Course.IN_WORK, yesterday), TODAY) is Tone.BAD
    assert state_tone(row("1", Status.REGISTERED, Course.IN_WORK, today), TODAY) is Tone.ACCENT
