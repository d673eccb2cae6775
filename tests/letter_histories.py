"""What people may state about a letter or a receipt, wise and foolish: for drawing histories."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from edo.domain.fact import Fact
from edo.domain.letter import Answer, Cover, Enclosure, LetterStatus, letter_of, receipt_of
from edo.domain.lettering import (
    LetterAnswered,
    LetterOpened,
    LetterRecalled,
    LetterRefused,
    LetterRegistered,
    LetterSent,
    LetterTaken,
)
from edo.domain.receipting import Acknowledged, Dispatched, RecallAsked
from tests.builders import OFFICE, SHA, TODAY

OTHER = "o2"
"""The other office: whence a letter came, and where one went to."""
CAME = letter_of(sender=OTHER, document="d1", to=OFFICE, attempt=0)
WENT = letter_of(sender=OFFICE, document="d1", to=OTHER, attempt=0)
RECEIPT = receipt_of(WENT)
COVER = Cover("О путёвках", "Жолдамалар туралы", signed_by=("Иванова",))
FILE = Enclosure("письмо.pdf", SHA, 100)


def sent(**fields: Any) -> LetterSent:
    """Make a letter of the other office."""
    usual: dict[str, Any] = {
        "sender": OTHER,
        "document": "d1",
        "to": OFFICE,
        "number": "01-5/7",
        "on": TODAY,
        "cover": COVER,
        "files": (FILE,),
    }
    return LetterSent(**usual | fields)


def dispatched(**fields: Any) -> Dispatched:
    """Begin to wait for the other office's answers."""
    usual: dict[str, Any] = {
        "sender": OFFICE,
        "document": "d1",
        "to": OTHER,
        "number": "5",
        "on": TODAY,
    }
    return Dispatched(**usual | fields)


def acknowledged(n: int, status: LetterStatus, **fields: Any) -> Acknowledged:
    """Answer for the other office."""
    answer = Answer(status, **fields)
    return Acknowledged(sender=OFFICE, document="d1", to=OTHER, n=n, answer=answer)


_words = st.sampled_from(["", "не нам", "x" * 600])
_numbers = st.sampled_from(["7", "8", ""])
_days: st.SearchStrategy[date] = st.just(TODAY)
_answers = st.builds(Answer, st.sampled_from(LetterStatus), _numbers, _days, _words)
_counts = st.integers(0, 4)

LETTER: st.SearchStrategy[Fact] = st.one_of(
    st.sampled_from([sent(), sent(sender="o3"), sent(files=(Enclosure("", "x", 1),))]),
    st.builds(LetterRecalled, sender=st.sampled_from([OTHER, "o3"])),
    st.builds(LetterOpened),
    st.builds(LetterTaken, document=st.sampled_from(["d7", "d8"])),
    st.builds(
        LetterRegistered,
        document=st.sampled_from(["d7", "d8"]),
        number=_numbers,
        on=_days,
        former=st.sampled_from(["", "7"]),
    ),
    st.builds(LetterRefused, reason=_words),
    st.builds(LetterAnswered, n=_counts, answer=_answers),
)
RECEIPTS: st.SearchStrategy[Fact] = st.one_of(
    st.just(dispatched()),
    st.builds(
        RecallAsked, sender=st.just(OFFICE), document=st.just("d1"), to=st.sampled_from([OTHER])
    ),
    st.builds(
        Acknowledged,
        sender=st.just(OFFICE),
        document=st.just("d1"),
        to=st.just(OTHER),
        n=_counts,
        answer=_answers,
    ),
)
