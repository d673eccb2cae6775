"""A letter between offices, and its receipt: who may do what, in which order, and what counts."""

from itertools import permutations
from typing import Any

import pytest
from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import Carrier, Delivery, Party, check_complete
from edo.domain.fact import Fact
from edo.domain.fold import fold, take
from edo.domain.letter import (
    PROGRAM,
    Answer,
    Cover,
    Enclosure,
    LetterStatus,
    incoming_card,
    letter_of,
    receipt_of,
)
from edo.domain.lettering import (
    LetterAnswered,
    LetterOpened,
    LetterRecalled,
    LetterRefused,
    LetterRegistered,
    LetterTaken,
)
from edo.domain.receipting import RecallAsked
from edo.domain.rights import Role
from edo.domain.routed import OFFICE as WHOEVER
from edo.domain.routed import Act
from edo.errors import Reason
from tests.builders import CLERK, HEAD, OFFICE, SHA, TODAY, change, hlc, roster, stamp
from tests.domain.telling import outcome, refused, told
from tests.letter_histories import (
    CAME,
    OTHER,
    RECEIPT,
    acknowledged,
    dispatched,
    sent,
)

RECALLED = LetterRecalled(sender=OTHER)
OPENED = LetterOpened()
TAKEN = LetterTaken(document="d7")
REGISTERED = LetterRegistered(document="d7", number="12", on=TODAY)
REFUSED = LetterRefused(reason="не нам")
WISH = RecallAsked(sender=OFFICE, document="d1", to=OTHER)


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ((), LetterStatus.RECEIVED),
        ((OPENED,), LetterStatus.OPENED),
        ((OPENED, OPENED), LetterStatus.OPENED),
        ((TAKEN,), LetterStatus.TAKEN),
        ((OPENED, TAKEN, TAKEN), LetterStatus.TAKEN),
        ((TAKEN, REGISTERED), LetterStatus.REGISTERED),
        ((TAKEN, REGISTERED, OPENED), LetterStatus.REGISTERED),
        ((REFUSED,), LetterStatus.REFUSED),
        ((RECALLED,), LetterStatus.RECALLED),
        ((RECALLED, RECALLED), LetterStatus.RECALLED),
        ((REFUSED, RECALLED), LetterStatus.REFUSED),
    ],
)
def test_a_letter_comes_so_far(facts: tuple[Fact, ...], status: LetterStatus) -> None:
    """And waits for somebody of the office only while nothing is decided."""
    letter = told(sent(), *facts)
    assert letter.status is status
    waits = {one.act for one in letter.waits() if one.person == WHOEVER}
    is_open = status in (LetterStatus.RECEIVED, LetterStatus.OPENED)
    assert waits == ({Act.TAKE_IN} if is_open else set())


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ((sent(), sent()), Reason.LETTER_ALREADY_SENT),
        ((sent(sender=OFFICE),), Reason.LETTER_TO_ITSELF),
        ((sent(to=OTHER),), Reason.WRONG_SPACE),
        ((sent(number=""),), Reason.REQUIRED_FIELD),
        ((sent(number="7" * 33),), Reason.TOO_LONG),
        ((sent(cover=Cover()),), Reason.REQUIRED_FIELD),
        ((sent(cover=Cover("x" * 501)),), Reason.TOO_LONG),
        ((sent(cover=Cover("x", sheets=-1)),), Reason.BAD_VALUE),
        ((sent(attempt=1_000),), Reason.TOO_LONG),
        ((sent(files=(Enclosure("", SHA, 1),)),), Reason.BAD_VALUE),
        ((sent(files=(Enclosure("а", "../x", 1),)),), Reason.BAD_VALUE),
        ((sent(proof=Enclosure("а", SHA, -1)),), Reason.BAD_VALUE),
        ((sent(files=(Enclosure("а", SHA, 1),) * 201),), Reason.TOO_LONG),
        ((sent(), LetterRecalled(sender="o3")), Reason.NOT_ALLOWED),
        ((sent(), OPENED, RECALLED), Reason.LETTER_OPENED),
        ((sent(), TAKEN, RECALLED), Reason.LETTER_OPENED),
        ((sent(), RECALLED, OPENED), Reason.LETTER_RECALLED),
        ((sent(), RECALLED, TAKEN), Reason.LETTER_RECALLED),
        ((sent(), RECALLED, REFUSED), Reason.LETTER_RECALLED),
        ((sent(), REFUSED, TAKEN), Reason.ALREADY_REFUSED),
        ((sent(), REFUSED, REFUSED), Reason.ALREADY_REFUSED),
        ((sent(), TAKEN, REFUSED), Reason.LETTER_TAKEN),
        ((sent(), TAKEN, LetterTaken(document="d8")), Reason.LETTER_TAKEN),
        ((sent(), LetterRefused(reason=" ")), Reason.REQUIRED_FIELD),
        ((sent(), REGISTERED), Reason.UNKNOWN_SUBJECT),
        (
            (sent(), TAKEN, REGISTERED, LetterRegistered(document="d7", number="13", on=TODAY)),
            Reason.ALREADY_REGISTERED,
        ),
        ((OPENED,), Reason.UNKNOWN_SUBJECT),
        ((LetterAnswered(n=1, answer=Answer(LetterStatus.RECEIVED)),), Reason.UNKNOWN_SUBJECT),
    ],
)
def test_what_a_letter_refuses(facts: tuple[Fact, ...], reason: Reason) -> None:
    """Each with its own reason."""
    assert refused(*facts) is reason


def test_a_new_number_takes_the_place_of_the_one_it_names() -> None:
    """A dispute ends so; whoever repeats a number changes nothing."""
    anew = LetterRegistered(document="d7", number="13", on=TODAY, former="12")
    letter = told(sent(), TAKEN, REGISTERED, REGISTERED, anew, anew)
    assert (letter.registered, letter.status) == ("13", LetterStatus.REGISTERED)


def test_a_letter_fills_a_card_in() -> None:
    """Nothing is lacking that registration demands but the day."""
    letter = told(sent())
    card = incoming_card(letter, (Party("c1"),))
    check_complete(replace(card, received_at=TODAY.isoformat()), letter.kind)
    assert (card.their_number, card.their_date, card.their_signatory) == (
        "01-5/7",
        TODAY,
        "Иванова",
    )
    assert (card.subject_kk, card.delivery) == ("Жолдамалар туралы", Delivery.EDO)
    assert card.carrier is Carrier.ELECTRONIC


@pytest.mark.parametrize(
    ("person", "scope", "fact", "space", "may"),
    [
        (CLERK, OTHER, sent(), OFFICE, True),
        (CLERK, OFFICE, sent(), OFFICE, False),
        (CLERK, "", sent(), OFFICE, True),
        (HEAD, OTHER, sent(), OFFICE, False),
        (CLERK, "o3", RECALLED, OFFICE, False),
        (CLERK, OTHER, RECALLED, OFFICE, True),
        (CLERK, OTHER, OPENED, OFFICE, False),
        (CLERK, OFFICE, OPENED, OFFICE, True),
        (CLERK, OTHER, REFUSED, OFFICE, False),
    ],
)
def test_who_may_state_what(person: str, scope: str, fact: Fact, space: str, *, may: bool) -> None:
    """The sender's clerks send and recall; the recipient's do the rest; managers neither."""
    known = roster((CLERK, Role.CLERK), (HEAD, Role.MANAGER), scope=scope)
    before = None if fact == sent() else told(sent())
    made = change(CAME, fact, stamp(person=person, space=space))
    answer = outcome(take, before, fact, made, known)
    assert (answer is not Reason.NOT_ALLOWED) is may


@pytest.mark.parametrize(
    ("scope", "fact", "may"),
    [
        (OFFICE, dispatched(), True),
        (OTHER, dispatched(), False),
        (OTHER, acknowledged(1, LetterStatus.RECEIVED), True),
        (OFFICE, acknowledged(1, LetterStatus.RECEIVED), False),
        ("o3", acknowledged(1, LetterStatus.RECEIVED), False),
        (OFFICE, WISH, True),
    ],
)
def test_who_may_answer(scope: str, fact: Fact, *, may: bool) -> None:
    """The sender begins a receipt, and only the office it went to answers."""
    made = change(RECEIPT, fact, stamp())
    answer = outcome(take, None, fact, made, roster((CLERK, Role.CLERK), scope=scope))
    assert (answer is not Reason.NOT_ALLOWED) is may


@pytest.mark.parametrize(
    "fact",
    [sent(document="d2"), sent(sender="o3"), sent(attempt=1)],
    ids=["document", "sender", "attempt"],
)
def test_nobody_takes_the_place_of_anothers_letter(fact: Fact) -> None:
    """An id is the hash of what it stands for."""
    made = change(CAME, fact, stamp())
    assert outcome(take, None, fact, made, roster()) is Reason.UNKNOWN_SUBJECT
    other = letter_of(sender=OTHER, document="d1", to="o3", attempt=0)
    assert receipt_of(other) != receipt_of(CAME) != CAME


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_answer_that_counts_is_the_same_in_any_order(order: tuple[int, ...]) -> None:
    """In both offices: the greatest number, and of two the greater device."""
    answers = [
        (1, "device-a", LetterStatus.RECEIVED),
        (2, "device-a", LetterStatus.REFUSED),
        (2, "device-b", LetterStatus.REGISTERED),
        (1, "device-c", LetterStatus.OPENED),
    ]
    letter: Any = told(sent())
    receipt: Any = None
    for minute, place in enumerate(order):
        n, dev, status = answers[place]
        at: Stamp = stamp(hlc(minute=minute), dev=dev)
        letter = LetterAnswered(n=n, answer=Answer(status)).apply(letter, at)
        receipt = acknowledged(n, status).apply(receipt, at)
    assert letter.told == receipt.told
    assert receipt.status is LetterStatus.REGISTERED


def test_a_letter_waits_for_the_program_until_its_sender_knows() -> None:
    """And again when something else is true."""
    letter = told(sent())
    assert not letter.is_told
    assert PROGRAM in {one.person for one in letter.waits()}
    letter = told(LetterAnswered(n=1, answer=letter.answer), state=letter)
    assert letter.is_told
    assert PROGRAM not in {one.person for one in letter.waits()}
    assert not told(OPENED, state=letter).is_told


def test_a_receipt_that_was_answered_before_it_was_begun() -> None:
    """The clock of the sender may be ahead: nothing is lost."""
    receipt = told(acknowledged(1, LetterStatus.OPENED), dispatched(title="О путёвках"))
    assert (receipt.status, receipt.number, receipt.title) == (
        LetterStatus.OPENED,
        "5",
        "О путёвках",
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (LetterStatus.RECEIVED, None),
        (LetterStatus.OPENED, Reason.LETTER_OPENED),
        (LetterStatus.REGISTERED, Reason.LETTER_OPENED),
        (LetterStatus.REFUSED, Reason.LETTER_OVER),
        (LetterStatus.RECALLED, Reason.LETTER_OVER),
    ],
)
def test_when_a_letter_may_be_wanted_back(status: LetterStatus, reason: Reason | None) -> None:
    """As far as the sender knows; what is true the other office's space says."""
    facts = dispatched(), acknowledged(1, status), WISH
    if reason is None:
        assert told(*facts).is_recalling
        assert not told(*facts, acknowledged(2, LetterStatus.OPENED)).is_recalling
    else:
        assert refused(*facts) is reason


def test_who_recalls_may_not_see_the_letter() -> None:
    """Where it is stated first, it changes nothing, and keeps nothing from being sent."""
    assert RECALLED.apply(None, stamp()) is None
    changes = [
        change(CAME, RECALLED, stamp(hlc(minute=0), segment="a")),
        change(CAME, sent(), stamp(hlc(minute=1), segment="b")),
    ]
    folded = fold(changes, roster())
    assert folded.refused == ()
    assert folded.state.status is LetterStatus.RECEIVED
