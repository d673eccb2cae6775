"""A number that is waited for, one that is disputed, and one that came to nothing."""

import pytest

from edo.domain.awaiting import DocumentRenumbered, NumberAwaited, temporary_reference
from edo.domain.card import Kind
from edo.domain.document import Status
from edo.domain.fact import Fact
from edo.domain.numbering import (
    Absence,
    Journal,
    JournalOpened,
    NumberReserved,
    NumberVoided,
    PlaceStatus,
    Policy,
    is_of_workplace,
    place_id,
    suffix_of_workplace,
    typed_number,
)
from edo.domain.registering import (
    DocumentCancelled,
    DocumentChanged,
    Registered,
    RegistrationRefused,
)
from edo.errors import Reason, Refusal
from tests.builders import CLERK, HEAD, SHA, TODAY, card, drafted, number, registered
from tests.domain.telling import allowed, day, refused, told

WAITS = NumberAwaited("j1", TODAY, "t-k3f9-1")
ANEW = DocumentRenumbered("1", number(2), "номер занят")
VOIDED = NumberVoided("j1", 2026, 5, Absence.CLAIM_UNUSED.value, SHA)


@pytest.mark.parametrize("kind", Kind)
def test_a_document_waits_and_gets_its_number(kind: Kind) -> None:
    """Its state stays what it was; the number ends the waiting."""
    waiting = told(drafted(kind), WAITS)
    assert waiting.status is told(drafted(kind)).status
    assert (waiting.awaiting.reference, waiting.awaiting.person) == ("t-k3f9-1", CLERK)
    done = told(drafted(kind), WAITS, registered(kind))
    assert (done.awaiting, done.status) == (None, Status.REGISTERED)
    assert done.device == f"device-of-{CLERK}"


@pytest.mark.parametrize(
    "end", [DocumentCancelled("ошибка"), RegistrationRefused("не нам")], ids=["annulled", "refused"]
)
def test_what_ends_without_a_number_waits_no_more(end: Fact) -> None:
    """Nobody gives it one."""
    assert told(drafted(), WAITS, end).awaiting is None


def test_a_reference_is_no_number() -> None:
    """It cannot be typed as one, and no journal writes one."""
    with pytest.raises(Refusal):
        typed_number(temporary_reference("k3f9abcdefghijkl", 12))
    assert temporary_reference("k3f9abcdefghijkl", 12) == "t-k3f9-12"


REFUSED: dict[str, tuple[tuple[Fact, ...], Reason]] = {
    "waiting for nothing": ((WAITS,), Reason.UNKNOWN_SUBJECT),
    "waiting twice": ((drafted(), WAITS, WAITS), Reason.NUMBER_AWAITED),
    "waiting with a number": ((registered(), WAITS), Reason.ALREADY_REGISTERED),
    "waiting after annulment": (
        (drafted(), DocumentCancelled("ошибка"), WAITS),
        Reason.DOCUMENT_CANCELLED,
    ),
    "waiting for no journal": (
        (drafted(), NumberAwaited("", TODAY, "t-k3f9-1")),
        Reason.REQUIRED_FIELD,
    ),
    "waiting since tomorrow": (
        (drafted(), NumberAwaited("j1", day(3), "t-k3f9-1")),
        Reason.FUTURE_DATE,
    ),
    "a number as a reference": ((drafted(), NumberAwaited("j1", TODAY, "12")), Reason.BAD_NUMBER),
    "waiting without a subject": (
        (drafted(subject_ru=""), WAITS),
        Reason.REQUIRED_FIELD,
    ),
    "emptying what waits": (
        (drafted(), WAITS, DocumentChanged({"subject_ru": ""})),
        Reason.REQUIRED_FIELD,
    ),
    "a new number for nothing": ((ANEW,), Reason.UNKNOWN_SUBJECT),
    "a new number in place of none": ((drafted(), ANEW), Reason.NOT_REGISTERED),
    "a new number twice": ((registered(), ANEW, ANEW), Reason.ALREADY_REGISTERED),
    "a new number for what is annulled": (
        (registered(), DocumentCancelled("ошибка"), ANEW),
        Reason.DOCUMENT_CANCELLED,
    ),
    "a new number without a reason": (
        (registered(), DocumentRenumbered("1", number(2), " ")),
        Reason.REQUIRED_FIELD,
    ),
    "the same number anew": (
        (registered(), DocumentRenumbered("1", number(1), "спор")),
        Reason.NOTHING_CHANGED,
    ),
    "a new number of tomorrow": (
        (registered(), DocumentRenumbered("1", number(2, on=day(3)), "спор")),
        Reason.FUTURE_DATE,
    ),
    "a claim that is no hash": (
        (Registered(Kind.INCOMING, number(), card(), "не хэш"),),
        Reason.BAD_VALUE,
    ),
    "a claim in vain for a reason of one's own": (
        (NumberVoided("j1", 2026, 5, "потому", SHA),),
        Reason.BAD_VALUE,
    ),
    "a claim in vain over a reserve": (
        (NumberReserved("j1", 2026, 5, "Иванова", TODAY), VOIDED),
        Reason.NUMBER_VOID,
    ),
    "a claim in vain twice": ((VOIDED, VOIDED), Reason.NUMBER_VOID),
    "a journal of a workplace nobody named": (
        (JournalOpened(Journal(Kind.INCOMING, "ВХ", "Журнал", policy=Policy.REGISTRAR)),),
        Reason.REQUIRED_FIELD,
    ),
}


@pytest.mark.parametrize("story", REFUSED)
def test_what_is_refused(story: str) -> None:
    """Each with its reason, on every machine alike."""
    facts, reason = REFUSED[story]
    assert refused(*facts) is reason


def test_a_new_number_keeps_the_old_one_beside_it() -> None:
    """The document is registered anew: by whom and when is what counts in the next dispute."""
    document = told(registered(), ANEW)
    assert document.number == number(2)
    assert [(one.number, one.reason) for one in document.former] == [(number(1), "номер занят")]
    assert document.registered > document.created


def test_who_registers_accounts_for_claims_and_who_annuls_explains_the_rest() -> None:
    """A claim in vain is no matter for the head."""
    subject = place_id("j1", 2026, 5)
    assert allowed(VOIDED, CLERK, subject) == ""
    by_person = NumberVoided("j1", 2026, 5, "испорчен бланк")
    assert allowed(by_person, CLERK, subject) == Reason.NOT_ALLOWED
    assert allowed(by_person, HEAD, subject) == ""
    explained = told(VOIDED, by_person)
    assert (explained.status, explained.reason, explained.claim) == (
        PlaceStatus.VOID,
        "испорчен бланк",
        "",
    )


def test_a_workplace_knows_its_own_suffixes() -> None:
    """They are no letters of the sequence."""
    assert suffix_of_workplace(2) == "-k2"
    assert is_of_workplace("-k12")
    assert not any(map(is_of_workplace, ("", "-а", "-k", "/2", "-к2")))
