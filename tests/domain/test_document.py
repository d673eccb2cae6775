"""A document from its first line to its end: what may happen to it and what may not."""

from datetime import date

import pytest

from edo.domain.attaching import FileRemoved, FileReplaced, Linked, Unlinked
from edo.domain.card import Card, DeliveryState, Kind, Party
from edo.domain.document import (
    FILES_LIMIT,
    LINKS_LIMIT,
    ORDINAL_LIMIT,
    REASON_LIMIT,
    FileRole,
    Link,
    LinkTo,
    Status,
)
from edo.domain.fact import Fact
from edo.domain.registering import (
    DocumentCancelled,
    DocumentChanged,
    Drafted,
    Registered,
    RegistrationRefused,
)
from edo.domain.sending import Delivered, Sent
from edo.errors import Reason
from tests.builders import (
    CLERK,
    HEAD,
    SHA,
    TODAY,
    attached,
    card,
    drafted,
    hlc,
    number,
    registered,
    stamp,
)
from tests.domain.telling import allowed, day, refused, told

OUT = registered(Kind.OUTGOING, parties=(Party("c1"), Party(name="Акимат города Семей")))
CANCELLED = DocumentCancelled("зарегистрирован дважды")
OTHER_SHA = "cd" * 32


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Kind.INCOMING, Status.RECEIVED),
        (Kind.APPEALS, Status.RECEIVED),
        (Kind.OUTGOING, Status.DRAFT),
        (Kind.INTERNAL, Status.DRAFT),
        (Kind.ORDERS, Status.DRAFT),
        (Kind.MINUTES, Status.DRAFT),
    ],
)
def test_a_letter_begins_as_received_and_our_own_paper_as_a_draft(
    kind: Kind, status: Status
) -> None:
    """Only what comes from outside can be received."""
    document = told(Drafted(kind))
    assert (document.status, document.number, document.author) == (status, None, CLERK)


@pytest.mark.parametrize("kind", Kind)
def test_a_document_of_every_kind_is_registered_at_once_or_from_its_draft(kind: Kind) -> None:
    """The number, the day and the registrar are the same either way."""
    at_once, from_draft = told(registered(kind)), told(drafted(kind), registered(kind))
    for document in (at_once, from_draft):
        assert document.status is Status.REGISTERED
        assert document.number == number(1)
        assert document.registrar == CLERK
    assert from_draft.created < from_draft.registered
    assert at_once.created == at_once.registered


def test_registering_takes_the_card_as_it_is_then() -> None:
    """What the draft said before is replaced by the card that got the number."""
    document = told(drafted(note="черновик"), registered(note=""))
    assert document.card == card()


REFUSED: dict[str, tuple[tuple[Fact, ...], Reason]] = {
    "a second beginning": ((drafted(), drafted()), Reason.ALREADY_EXISTS),
    "a beginning after registration": ((registered(), drafted()), Reason.ALREADY_EXISTS),
    "a second registration": ((registered(), registered(n=2)), Reason.ALREADY_REGISTERED),
    "a registration of what was sent": (
        (OUT, Sent(TODAY), registered(Kind.OUTGOING, 2)),
        Reason.ALREADY_REGISTERED,
    ),
    "a registration after annulment": (
        (drafted(), CANCELLED, registered()),
        Reason.DOCUMENT_CANCELLED,
    ),
    "a registration after refusal": (
        (drafted(), RegistrationRefused("не нам"), registered()),
        Reason.ALREADY_REFUSED,
    ),
    "a registration as another kind": (
        (drafted(Kind.INCOMING), registered(Kind.INTERNAL)),
        Reason.WRONG_KIND,
    ),
    "a registration tomorrow": (
        (Registered(Kind.INCOMING, number(on=day(3)), card()),),
        Reason.FUTURE_DATE,
    ),
    "a registration before all journals": (
        (Registered(Kind.INCOMING, number(on=date(1989, 12, 31)), card()),),
        Reason.DATE_OUT_OF_RANGE,
    ),
    "the number nought": ((registered(n=0),), Reason.BAD_NUMBER),
    "a negative number": ((registered(n=-1),), Reason.BAD_NUMBER),
    "a number beyond every journal": ((registered(n=ORDINAL_LIMIT + 1),), Reason.BAD_NUMBER),
    "a number without a text": (
        (Registered(Kind.INCOMING, number(text=""), card()),),
        Reason.BAD_NUMBER,
    ),
    "a number that fits no box": (
        (Registered(Kind.INCOMING, number(text="1" * 33), card()),),
        Reason.BAD_NUMBER,
    ),
    "a number with a tail that fits no box": (
        (Registered(Kind.INCOMING, number(suffix="9" * 33, text="1"), card()),),
        Reason.BAD_NUMBER,
    ),
    "a number of another year": (
        (Registered(Kind.INCOMING, number(period=2025), card()),),
        Reason.BAD_NUMBER,
    ),
    "an incoming letter from nobody": ((registered(parties=()),), Reason.REQUIRED_FIELD),
    "an outgoing letter to nobody": (
        (registered(Kind.OUTGOING, parties=()),),
        Reason.REQUIRED_FIELD,
    ),
    "a document about nothing": ((registered(subject_ru=" "),), Reason.REQUIRED_FIELD),
    "a change of what is not there": ((DocumentChanged({"note": "х"}),), Reason.UNKNOWN_SUBJECT),
    "a change after annulment": (
        (registered(), CANCELLED, DocumentChanged({"note": "х"})),
        Reason.DOCUMENT_CANCELLED,
    ),
    "a change of a field no card has": (
        (registered(), DocumentChanged({"colour": "red"})),
        Reason.BAD_VALUE,
    ),
    "a change to a value of the wrong kind": (
        (registered(), DocumentChanged({"sheets": "много"})),
        Reason.BAD_VALUE,
    ),
    "a change to an unknown code": (
        (registered(), DocumentChanged({"language": "de"})),
        Reason.BAD_VALUE,
    ),
    "a change that empties the subject of a registered document": (
        (registered(), DocumentChanged({"subject_ru": ""})),
        Reason.REQUIRED_FIELD,
    ),
    "a change that takes the sender off a registered letter": (
        (registered(), DocumentChanged({"parties": []})),
        Reason.REQUIRED_FIELD,
    ),
    "a change to fewer than no sheets": (
        (registered(), DocumentChanged({"sheets": -1})),
        Reason.BAD_VALUE,
    ),
    "a file of what is not there": ((attached(),), Reason.UNKNOWN_SUBJECT),
    "the same file twice": ((registered(), attached(), attached()), Reason.ALREADY_EXISTS),
    "a file after annulment": ((registered(), CANCELLED, attached()), Reason.DOCUMENT_CANCELLED),
    "a file without a name": ((registered(), attached(name="")), Reason.BAD_VALUE),
    "a file with an endless name": ((registered(), attached(name="ф" * 256)), Reason.TOO_LONG),
    "a file of negative size": ((registered(), attached(size=-1)), Reason.BAD_VALUE),
    "a file whose hash is too short": ((registered(), attached(sha256="ab")), Reason.BAD_VALUE),
    "a file whose hash is no number": (
        (registered(), attached(sha256="../" * 21 + "z")),
        Reason.BAD_VALUE,
    ),
    "a version of no file": (
        (registered(), FileReplaced("f1", "a.pdf", SHA, 1)),
        Reason.UNKNOWN_FILE,
    ),
    "a version of a removed file": (
        (registered(), attached(), FileRemoved("f1", "не тот"), FileReplaced("f1", "a", SHA, 1)),
        Reason.UNKNOWN_FILE,
    ),
    "a removal of no file": ((registered(), FileRemoved("f1", "не тот")), Reason.UNKNOWN_FILE),
    "a removal without a reason": (
        (registered(), attached(), FileRemoved("f1", " ")),
        Reason.REQUIRED_FIELD,
    ),
    "a second removal": (
        (registered(), attached(), FileRemoved("f1", "не тот"), FileRemoved("f1", "не тот")),
        Reason.UNKNOWN_FILE,
    ),
    "a link after annulment": (
        (registered(), CANCELLED, Linked(Link.REPLY, "d2")),
        Reason.DOCUMENT_CANCELLED,
    ),
    "an end of no link": ((registered(), Unlinked(Link.REPLY, "d2")), Reason.NOT_LINKED),
    "an end of another link": (
        (registered(), Linked(Link.REPLY, "d2"), Unlinked(Link.BASIS, "d2")),
        Reason.NOT_LINKED,
    ),
    "sending what has no number": ((drafted(Kind.OUTGOING), Sent(TODAY)), Reason.NOT_REGISTERED),
    "sending what came in": ((registered(), Sent(TODAY)), Reason.CANNOT_SEND),
    "sending an appeal": ((registered(Kind.APPEALS), Sent(TODAY)), Reason.CANNOT_SEND),
    "sending tomorrow": ((OUT, Sent(day(3))), Reason.FUTURE_DATE),
    "sending to a stranger": ((OUT, Sent(TODAY, party="c9")), Reason.NO_ADDRESSEE),
    "sending when nobody waits": ((OUT, Sent(TODAY), Sent(TODAY)), Reason.NO_ADDRESSEE),
    "sending by pigeon": ((OUT, Sent(TODAY, method="pigeon")), Reason.BAD_VALUE),
    "sending after annulment": ((OUT, CANCELLED, Sent(TODAY)), Reason.DOCUMENT_CANCELLED),
    "a receipt longer than a page": ((OUT, Sent(TODAY, proof="9" * 501)), Reason.TOO_LONG),
    "delivery of what was not sent": ((OUT, Delivered("c1", TODAY)), Reason.NOT_SENT),
    "delivery to a stranger": ((OUT, Sent(TODAY), Delivered("c9", TODAY)), Reason.NO_ADDRESSEE),
    "delivery tomorrow": ((OUT, Sent(TODAY), Delivered("c1", day(3))), Reason.FUTURE_DATE),
    "annulment of what is not there": ((CANCELLED,), Reason.UNKNOWN_SUBJECT),
    "a second annulment": ((registered(), CANCELLED, CANCELLED), Reason.ALREADY_CANCELLED),
    "annulment without a reason": (
        (registered(), DocumentCancelled("  ")),
        Reason.REQUIRED_FIELD,
    ),
    "annulment with a novel": (
        (registered(), DocumentCancelled("х" * (REASON_LIMIT + 1))),
        Reason.TOO_LONG,
    ),
    "refusing our own draft": (
        (drafted(Kind.OUTGOING), RegistrationRefused("не нам")),
        Reason.WRONG_KIND,
    ),
    "refusing what is registered": (
        (registered(), RegistrationRefused("не нам")),
        Reason.ALREADY_REGISTERED,
    ),
    "refusing twice": (
        (drafted(), RegistrationRefused("не нам"), RegistrationRefused("не нам")),
        Reason.ALREADY_REFUSED,
    ),
    "refusing without a reason": ((drafted(), RegistrationRefused("")), Reason.REQUIRED_FIELD),
}


@pytest.mark.parametrize(("facts", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_rule_says_no(facts: tuple[Fact, ...], reason: Reason) -> None:
    """What would spoil a document is refused with its reason."""
    assert refused(*facts) is reason


def test_an_earlier_date_needs_its_own_right() -> None:
    """A clerk registers today; yesterday is for who may back-date, and so is a number by hand."""
    today = registered()
    yesterday = Registered(Kind.INCOMING, number(on=day(1)), card())
    by_hand = Registered(Kind.INCOMING, number(by_hand=True), card())
    assert [allowed(fact, CLERK) for fact in (today, yesterday, by_hand)] == [
        "",
        Reason.BACKDATING_NOT_ALLOWED,
        Reason.BACKDATING_NOT_ALLOWED,
    ]
    assert [allowed(fact, HEAD) for fact in (today, yesterday, by_hand)] == ["", "", ""]


def test_annulling_needs_its_own_right() -> None:
    """A clerk cannot make a number disappear, not even that of a document which is not there."""
    assert allowed(CANCELLED, CLERK) == Reason.NOT_ALLOWED
    assert allowed(CANCELLED, HEAD) == Reason.UNKNOWN_SUBJECT


def test_today_is_the_day_in_the_office() -> None:
    """At seven in the evening in Greenwich it is tomorrow already in the offices of Kazakhstan."""
    late = stamp(hlc(TODAY, hour=23, minute=59))
    next_day = stamp(hlc(day(3), hour=0, minute=0))
    fact = Registered(Kind.INCOMING, number(on=day(3)), card())
    assert refused(fact, at=late) is Reason.FUTURE_DATE
    assert fact.apply(None, next_day).number == number(on=day(3))


@pytest.mark.parametrize("period", [0, 2026])
def test_a_number_belongs_to_the_year_of_its_date_or_to_an_endless_journal(period: int) -> None:
    """Nought stands for the journal that never restarts."""
    document = told(Registered(Kind.INCOMING, number(period=period), card()))
    assert document.number.period == period


def test_a_change_touches_only_its_fields() -> None:
    """Fields merge one by one, so two people who change two fields both have their way."""
    document = told(registered(sheets=2), DocumentChanged({"note": "срочно"}))
    document = told(DocumentChanged({"sheets": 3}), state=document)
    assert document.card == card(note="срочно", sheets=3)


def test_a_draft_may_be_incomplete_and_a_registered_document_may_not() -> None:
    """What a registration demands can be missing only before it."""
    begun = told(Drafted(Kind.INCOMING, Card(note="без темы")))
    assert told(DocumentChanged({"note": ""}), state=begun).card == Card()


def test_versions_of_a_file_follow_each_other_and_none_is_lost() -> None:
    """The newest version is the file; the older ones stay below it."""
    document = told(registered(), attached(), FileReplaced("f1", "письмо 2.pdf", OTHER_SHA, 7))
    (file,) = document.live_files
    assert [version.sha256 for version in file.versions] == [SHA, OTHER_SHA]
    assert (file.current.name, file.current.size) == ("письмо 2.pdf", 7)
    assert file.versions[0].hlc < file.versions[1].hlc


def test_a_removed_file_is_out_of_sight_and_not_out_of_the_document() -> None:
    """Its versions and the reason stay."""
    document = told(registered(), attached(role=FileRole.SCAN), FileRemoved("f1", "чужой скан"))
    assert document.live_files == ()
    assert (document.files[0].removed, document.files[0].role) == ("чужой скан", FileRole.SCAN)


def test_a_document_takes_so_many_files_and_links_and_no_more() -> None:
    """Lists a person could not read are refused, one link more than enough among them."""
    full = told(registered(), *(attached(f"f{n}") for n in range(FILES_LIMIT)))
    linked = told(registered(), *(Linked(Link.RELATED, f"d{n}") for n in range(LINKS_LIMIT)))
    for state, fact in ((full, attached("one more")), (linked, Linked(Link.BASIS, "one more"))):
        assert refused(fact, state=state) is Reason.TOO_LONG


def test_the_same_link_twice_is_one_link() -> None:
    """A double click on "link" is no error."""
    reply = Linked(Link.REPLY, "d2")
    document = told(registered(), reply, reply, Linked(Link.BASIS, "d2"))
    assert document.links == (LinkTo(Link.REPLY, "d2"), LinkTo(Link.BASIS, "d2"))
    assert told(Unlinked(Link.REPLY, "d2"), state=document).links == (LinkTo(Link.BASIS, "d2"),)


def test_sending_marks_all_who_wait() -> None:
    """One act sends every copy; each addressee keeps the method of their own unless told."""
    document = told(OUT, Sent(TODAY, method="post", proof="реестр 7"))
    assert document.status is Status.SENT
    assert {_delivery(party) for party in document.card.parties} == {
        (DeliveryState.SENT, TODAY, "post", "реестр 7")
    }


def test_each_addressee_goes_their_own_way() -> None:
    """One copy is on its way, another has arrived, a third came back and is sent again."""
    document = told(OUT, Sent(day(1), party="c1"))
    first, second = document.card.parties
    assert (first.state, second.state) == (DeliveryState.SENT, DeliveryState.WAITING)
    document = told(
        Delivered("c1", TODAY, arrived=False, proof="адресат выбыл"),
        Sent(TODAY),
        Delivered("Акимат города Семей", TODAY),
        state=document,
    )
    first, second = document.card.parties
    assert (first.state, first.proof) == (DeliveryState.NOT_DELIVERED, "адресат выбыл")
    assert second.state is DeliveryState.DELIVERED
    again = told(Sent(TODAY, party="c1", method="courier"), state=document).card.parties[0]
    assert _delivery(again)[:3] == (DeliveryState.SENT, TODAY, "courier")


def test_what_was_sent_with_a_long_receipt_can_still_be_changed() -> None:
    """A proof that sending accepted is no reason to refuse the next change of the card."""
    document = told(OUT, Sent(TODAY, proof="9" * REASON_LIMIT))
    assert told(DocumentChanged({"note": "х"}), state=document).card.note == "х"


def test_an_annulled_document_keeps_its_number() -> None:
    """The number is burnt, with its reason."""
    document = told(registered(n=7), CANCELLED)
    assert (document.status, document.number.n) == (Status.CANCELLED, 7)
    assert document.reason == "зарегистрирован дважды"


def test_a_refused_letter_tells_why_and_whether_it_went_back() -> None:
    """It has no number and never gets one."""
    document = told(drafted(), RegistrationRefused("не нам", returned=True))
    assert (document.status, document.reason, document.returned) == (
        Status.REFUSED,
        "не нам",
        True,
    )


def _delivery(party: Party) -> tuple[DeliveryState, date | None, str, str]:
    return (party.state, party.on, str(party.method or ""), party.proof)
