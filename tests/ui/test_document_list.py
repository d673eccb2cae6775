"""What a register says of how far a document has come."""

from datetime import date

import pytest

from edo.domain.card import Kind, Language
from edo.domain.document import Status
from edo.domain.progress import Progress
from edo.queries.documents import DocumentRow
from edo.wording import Wording
from ui.models.document_list import state, state_tone
from ui.widgets.badge import Tone

TODAY = date(2026, 11, 22)


def row(
    number: str,
    status: Status,
    progress: Progress | None = None,
    term: date | None = None,
    kind: Kind = Kind.OUTGOING,
) -> DocumentRow:
    """Make a row of a register."""
    return DocumentRow(
        key=1,
        document="d1",
        kind=kind,
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
        progress=progress,
        term=term,
    )


@pytest.mark.parametrize(
    ("number", "status", "progress", "said"),
    [
        ("", Status.DRAFT, None, Status.DRAFT),
        ("", Status.DRAFT, Progress.SIGNED, Progress.SIGNED),
        ("1", Status.SENT, Progress.SIGNED, Status.SENT),
        ("1", Status.REGISTERED, Progress.IN_WORK, Progress.IN_WORK),
        ("1", Status.REGISTERED, Progress.EXECUTED, Progress.EXECUTED),
        ("1", Status.CANCELLED, Progress.IN_WORK, Status.CANCELLED),
    ],
)
def test_the_state_says_what_matters_now(
    number: str, status: Status, progress: Progress | None, said: Status | Progress
) -> None:
    """An approval matters until there is a number, execution from then on."""
    words = Wording("ru")
    assert state(row(number, status, progress), words, TODAY) == words.name(said)


def test_what_is_late_is_said_first() -> None:
    """A term that has passed is said before anything else; today is not late."""
    yesterday, today = date(2026, 11, 21), TODAY
    assert state_tone(row("1", Status.REGISTERED, Progress.IN_WORK, yesterday), TODAY) is Tone.BAD
    assert state_tone(row("1", Status.REGISTERED, Progress.IN_WORK, today), TODAY) is Tone.ACCENT


def test_what_is_as_it_should_be_is_quiet() -> None:
    """Registered, sent, executed are words alone; what is still to be sent shows."""
    for one in (
        row("1", Status.REGISTERED, kind=Kind.INCOMING),
        row("1", Status.SENT),
        row("1", Status.REGISTERED, Progress.EXECUTED, kind=Kind.INCOMING),
    ):
        assert state_tone(one, TODAY) is Tone.QUIET
    for one in (
        row("1", Status.REGISTERED),
        row("1", Status.CANCELLED),
        row("1", Status.REGISTERED, Progress.IN_WORK, kind=Kind.INCOMING),
    ):
        assert state_tone(one, TODAY) is not Tone.QUIET
