"""Numbers of several workplaces: claimed, waited for, accounted for, disputed."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from edo.commands import awaiting, documents, numbers
from edo.commands.documents import Intake, Registration
from edo.domain.card import Card, Kind, Party
from edo.domain.numbering import Absence, Policy
from edo.errors import Reason, Refusal, UnreachableError
from edo.exchange.exchange import Exchange
from edo.queries import directory
from edo.queries import numbers as asked
from edo.queries.documents import card as card_of
from edo.share.carrier import Carrier, Claim, Outcome
from edo.store import claims
from edo.store.refold import Writer
from edo.workplace import Workplace
from tests.neighbours import begun, neighbour
from tests.office import Chancery
from tests.share.carriers import Crash, CrashAt, MemoryCarrier, at_once

CARD = Card(subject_ru="О путёвках", parties=(Party(name="Акимат"),))


class Silent(MemoryCarrier):
    """A share that does not answer."""

    def read(self, name: str, limit: int) -> bytes | None:
        """Answer nothing."""
        raise UnreachableError("share_gone", path=name)


class Liar(MemoryCarrier):
    """A share that gives every claim, whoever has it."""

    def __init__(self, share: MemoryCarrier) -> None:
        super().__init__()
        self.share = share
        self.given: dict[str, bytes] = {}

    def read(self, name: str, limit: int) -> bytes | None:
        """Return what is there, or what it said would be there."""
        return self.given.get(name) or self.share.read(name, limit)

    def claim(self, name: str, token: bytes) -> Claim:
        """Say yes."""
        self.given[name] = token
        return Claim(Outcome.MINE, token)


class Unmounted(MemoryCarrier):
    """A share in whose place its empty mount point stands during some acts."""

    def __init__(self, share: MemoryCarrier, mount_point: MemoryCarrier, acts: range) -> None:
        super().__init__()
        self.share = share
        self.mount_point = mount_point
        self.acts = acts
        self.done = 0

    @property
    def there(self) -> MemoryCarrier:
        """What this act finds."""
        self.done += 1
        return self.mount_point if self.done in self.acts else self.share

    def read(self, name: str, limit: int) -> bytes | None:
        """Return what is there."""
        return self.there.read(name, limit)

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name there."""
        return self.there.claim(name, token)


class Two:
    """The keeper's workplace and a clerk's, at one share."""

    def __init__(self, chancery: Chancery, folder: Path) -> None:
        self.chancery = chancery
        self.share = MemoryCarrier()
        self.journal = chancery.journals[Kind.INCOMING]
        own = begun(chancery, self.share)
        self.first, self.second = chancery.workplace, neighbour(chancery, folder / "Серикова")
        self.exchanges = [own, Exchange(self.second, self.share)]
        for workplace in (self.first, self.second):
            workplace.carrier, workplace.pause = self.share, at_once
        self.exchange()

    def exchange(self) -> None:
        """Let both hear of everything."""
        for _ in range(2):
            for one in self.exchanges:
                one.run()

    def register(self, at: Workplace, **told: Any) -> Registration:
        """Register a letter at a workplace."""
        told.setdefault("journal", self.journal)
        return documents.register(at, card=CARD, **told)

    def page(self, at: Workplace) -> asked.Numbers:
        """Return the page of numbers as a workplace has it."""
        journal = at.read(directory.journal, index=self.journal)
        return at.read(
            asked.numbers,
            id=journal.id,
            journal=journal.journal,
            period=journal.journal.period(at.clock.today()),
            today=at.clock.today(),
        )

    def number(self, at: Workplace, document: str) -> str:
        """Return a document's number as a workplace has it."""
        number = at.read(card_of, document=document).document.number
        return number.text if number else ""


@pytest.fixture
def two(chancery: Chancery, tmp_path: Path) -> Iterator[Two]:
    """Two workplaces at one share."""
    made = Two(chancery, tmp_path)
    yield made
    made.second.close()


def test_two_workplaces_count_as_one(two: Two) -> None:
    """Though neither hears of the other's documents before the evening."""
    given = [two.register(at).number for at in (two.first, two.second, two.second, two.first)]
    assert given == ["1", "2", "3", "4"]
    gone = two.page(two.first).missing
    assert {one.why for one in gone} == {Absence.CLAIMED}
    two.exchange()
    for at in (two.first, two.second):
        page = two.page(at)
        assert (page.registered, page.missing, page.twice) == (4, (), ())


def test_documents_from_before_the_share_keep_their_numbers(
    chancery: Chancery, tmp_path: Path
) -> None:
    """They are claimed as a whole, so that the next one comes behind them."""
    for _ in range(3):
        chancery.register()
    chancery.register(number="9")
    two = Two(chancery, tmp_path)
    awaiting.settle_claims(two.first)
    assert two.register(two.second).number == "10"
    assert two.register(two.first).number == "11"
    assert two.register(two.first, number="5").number == "5"
    two.second.close()


def test_a_batch_and_a_reserve_are_one_claim_each(two: Two) -> None:
    """And nobody's numbers run into another's."""
    before = len(two.share.objects)
    done = documents.register_all(two.first, journal=two.journal, lines=[Intake(CARD)] * 30)
    assert [one.number for one in done] == [str(n) for n in range(1, 31)]
    until = two.chancery.today
    kept = numbers.reserve(two.first, journal=two.journal, count=5, whom="Иванова", until=until)
    assert kept == (31, 32, 33, 34, 35)
    assert len(two.share.objects) == before + 2
    assert two.register(two.second).number == "36"


def test_an_old_journal_is_entered_by_hand_with_one_claim(two: Two) -> None:
    """Its gaps are entered by hand, and stay this workplace's to fill."""
    before = len(two.share.objects)
    lines = [Intake(CARD, number=str(n)) for n in (3, 4, 9)]
    assert [
        one.number for one in documents.register_all(two.first, journal=two.journal, lines=lines)
    ] == ["3", "4", "9"]
    assert len(two.share.objects) == before + 1
    assert two.register(two.first, number="5").number == "5"
    assert {one.why for one in two.page(two.first).missing} == {Absence.ENTERED_BY_HAND}
    assert two.register(two.second).number == "10"


def test_numbers_by_hand_go_to_one(two: Two) -> None:
    """A number reached, one left open on the way, one with a letter, one somebody has."""
    clerk = two.second
    administrator(two)
    assert two.register(two.first, number="12").number == "12"
    assert two.register(clerk, number="7").number == "7"
    assert two.register(clerk, number="12-а").number == "12-а"
    assert two.register(clerk, number="15-а").number == "15-а"
    for typed in ("7", "12-А", "15-а"):
        with pytest.raises(Refusal) as refusal:
            two.register(two.first, number=typed)
        assert refusal.value.reason is Reason.NUMBER_TAKEN
    with pytest.raises(Refusal):
        two.register(clerk, number="12")
    assert two.register(two.first, number="15").number == "15"
    assert two.register(clerk).number == "16"
    two.exchange()
    assert two.page(two.first).twice == ()


def test_a_reserve_is_used_by_one_of_two(two: Two) -> None:
    """Whoever of them comes first, though neither has heard of the other yet."""
    administrator(two)
    until = two.chancery.today
    numbers.reserve(two.first, journal=two.journal, count=2, whom="Иванова", until=until)
    two.exchange()
    assert two.register(two.second, number="2").number == "2"
    with pytest.raises(Refusal):
        two.register(two.first, number="2")


def administrator(two: Two) -> None:
    """Let the clerk enter numbers by hand."""
    person, office = two.second.identity.person, two.second.identity.office
    two.first.extend(("role.grant", {"person": person, "role": "administrator", "scope": office}))
    two.exchange()


def test_without_the_share_a_document_waits_and_is_numbered_by_itself(two: Two) -> None:
    """Under a reference that is no number; the day of registration is the day of the number."""
    administrator(two)
    two.second.carrier = Silent()
    waits = two.register(two.second, document=two.second.new_id("d"))
    assert (waits.number, waits.awaiting) == ("", f"t-{two.second.device[:4]}-1")
    again = two.register(two.second, document=waits.document)
    assert again == waits
    assert two.register(two.second).awaiting.endswith("-2")
    with pytest.raises(UnreachableError):
        two.register(two.second, number="5")
    with pytest.raises(UnreachableError):
        documents.register_all(two.second, journal=two.journal, lines=[Intake(CARD)])
    assert awaiting.number_waiting(two.second) == []
    assert two.page(two.second).waiting[0].document == waits.document
    two.chancery.clock.move(days=1)
    assert two.register(two.first).number == "1"
    two.exchange()
    assert awaiting.number_waiting(two.first) == []
    two.second.carrier = two.share
    done = awaiting.number_waiting(two.second)
    assert [(one.number, one.on) for one in done] == [
        ("2", two.chancery.today),
        ("3", two.chancery.today),
    ]
    assert done[0].document == waits.document
    two.exchange()
    assert two.number(two.first, waits.document) == "2"
    assert two.first.read(asked.waiting) == []


def test_one_workplace_gives_the_numbers_where_the_journal_says_so(two: Two) -> None:
    """The others' documents wait until their requests have travelled there and back."""
    numbers.set_policy(two.first, journal=two.journal, policy=Policy.REGISTRAR)
    two.exchange()
    one, other = two.register(two.second), two.register(two.second)
    assert one.awaiting
    assert other.awaiting
    assert two.register(two.first).number == "1"
    for act in (
        lambda: two.register(two.second, number="7"),
        lambda: documents.register_all(two.second, journal=two.journal, lines=[Intake(CARD)]),
        lambda: numbers.reserve(
            two.second, journal=two.journal, count=1, whom="А", until=two.chancery.today
        ),
    ):
        with pytest.raises(Refusal):
            act()
    assert awaiting.number_waiting(two.second) == []
    two.exchange()
    given = [two.number(two.second, waits.document) for waits in (one, other)]
    assert given == ["2", "3"]


def test_each_workplace_counts_for_itself_with_its_own_suffix(two: Two) -> None:
    """Nobody waits for anybody, and no two numbers are alike."""
    numbers.set_policy(two.first, journal=two.journal, policy=Policy.SUFFIX)
    two.exchange()
    given = [two.register(at).number for at in (two.first, two.second, two.second, two.first)]
    assert given == ["1-k1", "1-k2", "2-k2", "2-k1"]
    assert two.register(two.first, number="5").number == "5-k1"
    two.exchange()
    page = two.page(two.second)
    assert page.twice == ()
    assert {one.number for one in page.missing} == {"3-k1", "4-k1"}


def test_who_gives_the_numbers_passes_them_on_himself(two: Two) -> None:
    """Only that workplace knows the last one."""
    administrator(two)
    numbers.set_policy(two.first, journal=two.journal, policy=Policy.REGISTRAR)
    two.exchange()
    with pytest.raises(Refusal) as refusal:
        numbers.set_policy(two.second, journal=two.journal, policy=Policy.SUFFIX)
    assert refusal.value.reason is Reason.NUMBERS_ELSEWHERE
    numbers.set_policy(
        two.first, journal=two.journal, policy=Policy.REGISTRAR, registrar=two.second.device
    )
    two.exchange()
    assert two.register(two.first).awaiting
    assert two.register(two.second).number == "1"


def crashed(two: Two, k: int, *, after: bool) -> tuple[str, bool]:
    """Let the program end at the k-th operation of a registration, and open it again.

    Returns:
        The document that was to be registered, and whether there was a k-th operation.
    """
    chancery = two.chancery
    carrier: Carrier = CrashAt(two.share, k, after=after)
    chancery.workplace.carrier = carrier
    document = chancery.workplace.new_id("d")
    ended = False
    try:
        two.register(chancery.workplace, document=document)
    except Crash:
        ended = True
    two.first = chancery.reopen()
    two.first.carrier, two.first.pause = two.share, at_once
    two.exchanges[0] = Exchange(two.first, two.share)
    return document, ended


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("retries", [False, True])
def test_wherever_the_program_ends_every_number_is_accounted_for(
    two: Two, *, after: bool, retries: bool
) -> None:
    """A retry gets the number that was claimed; without one the number is explained."""
    k, is_more = 1, True
    while is_more:
        document, is_more = crashed(two, k, after=after)
        two.register(two.second)
        if retries:
            two.register(two.first, document=document)
        awaiting.settle_claims(two.first)
        two.register(two.first)
        k += 1
    assert k > 3
    two.exchange()
    awaiting.settle_claims(two.second)
    for at in (two.first, two.second):
        page = two.page(at)
        assert {one.why for one in page.missing} <= {Absence.CLAIM_UNUSED}
        assert bool(page.missing) is not retries
        assert page.registered + len(page.missing) == page.last
        assert page.twice == ()
    two.chancery.assert_sound()


def test_a_document_whose_claim_was_made_in_vain_is_finished(two: Two) -> None:
    """The answer was lost, the document waits: the number it was given is its number."""

    class Deaf(MemoryCarrier):
        def read(self, name: str, limit: int) -> bytes | None:
            return two.share.read(name, limit)

        def claim(self, name: str, token: bytes) -> Claim:
            two.share.claim(name, token)
            raise UnreachableError("share_timeout")

    two.first.carrier = Deaf()
    waits = two.register(two.first)
    assert waits.awaiting
    two.first.carrier = two.share
    assert two.register(two.second).number == "2"
    assert [one.number for one in awaiting.settle_claims(two.first)] == ["1"]
    assert awaiting.settle_claims(two.first) == []
    assert two.number(two.first, waits.document) == "1"


def test_two_register_one_draft_and_the_second_number_is_explained(two: Two) -> None:
    """The earlier registration stands everywhere."""
    draft = documents.begin(two.first, kind=Kind.INCOMING, card=CARD)
    two.exchange()
    two.register(two.first, document=draft)
    two.chancery.clock.move(minutes=1)
    two.register(two.second, document=draft)
    two.exchange()
    awaiting.settle_claims(two.second)
    two.exchange()
    for at in (two.first, two.second):
        assert two.number(at, draft) == "1"
        assert [(one.n, one.why) for one in two.page(at).missing] == [(2, Absence.CLAIM_UNUSED)]


def test_junk_in_place_of_a_claim_is_passed_over_and_explained(two: Two) -> None:
    """Whoever has no key can cost a number, and everybody sees which."""
    office = two.first.identity.office
    two.share.plant(f"spaces/{office}/claims/{two.journal}/2026/00000/0000001", b"junk")
    assert two.register(two.first).awaiting
    two.chancery.clock.move(minutes=2)
    assert [one.number for one in awaiting.number_waiting(two.first)] == ["2"]
    two.exchange()
    assert two.register(two.second).awaiting
    assert [(one.n, one.why) for one in two.page(two.second).missing] == [
        (1, Absence.CLAIM_UNREADABLE)
    ]
    two.chancery.clock.move(minutes=2)
    assert [one.number for one in awaiting.number_waiting(two.second)] == ["3"]


def test_an_empty_folder_in_place_of_the_share_gives_no_numbers(two: Two) -> None:
    """In a mount point without its mount every number would be free."""
    assert two.register(two.first).number == "1"
    two.second.carrier = MemoryCarrier()
    assert two.register(two.second).awaiting
    assert two.second.carrier.objects == {}


def test_a_mount_point_that_stands_there_for_a_moment_gives_no_numbers(two: Two) -> None:
    """Whenever the mount comes and goes, a claim made outside the share binds nobody."""
    mount_point = MemoryCarrier()
    windows = [range(first, first + size) for first in range(1, 6) for size in range(1, 6)]
    for acts in windows:
        two.second.carrier = Unmounted(two.share, mount_point, acts)
        two.register(two.second)
        two.second.carrier = two.share
        two.register(two.first)
        two.exchange()
    assert mount_point.objects
    for at in (two.first, two.second):
        page = two.page(at)
        assert (page.twice, page.missing, page.waiting) == ((), (), ())
        given = at.read(claims.given, journal=two.journal, period=two.chancery.today.year)
        assert given == frozenset(range(1, 2 * len(windows) + 1))


def test_a_number_given_twice_by_a_lying_share_is_disputed_everywhere_alike(two: Two) -> None:
    """The earlier registration keeps it; the other is registered anew by a person."""
    administrator(two)
    first = two.register(two.first)
    two.chancery.clock.move(minutes=1)
    two.second.carrier = Liar(two.share)
    second = two.register(two.second)
    two.second.carrier = two.share
    assert first.number == second.number == "1"
    two.exchange()
    for at in (two.first, two.second):
        page = two.page(at)
        assert page.twice == ("1",)
        assert [(one.document, one.winner) for one in page.disputed] == [
            (second.document, first.document)
        ]
        before = at.read(asked.disputed)
        at.rebuild(lambda _done, _total: None)
        assert at.read(asked.disputed) == before
    with pytest.raises(Refusal) as refusal:
        awaiting.renumber(two.second, document=first.document, reason="спор")
    assert refusal.value.reason is Reason.NOT_DISPUTED
    done = awaiting.renumber(two.second, document=second.document, reason="номер занят")
    assert done.number == "2"
    two.exchange()
    for at in (two.first, two.second):
        assert two.page(at).twice == ()
        assert at.read(asked.disputed) == []
        state = at.read(card_of, document=second.document).document
        assert [one.number.text for one in state.former] == ["1"]


def test_a_dispute_ends_when_the_one_that_won_counts_no_more(two: Two) -> None:
    """What its author might not state, as a later cut may show, has no number either."""
    first = two.register(two.first)
    two.second.carrier = Liar(two.share)
    second = two.register(two.second)
    two.second.carrier = two.share
    two.exchange()
    (dispute,) = two.first.read(asked.disputed)
    gone = {first.document, second.document} - {dispute.document}
    two.first.write(lambda connection: Writer(connection).write(dict.fromkeys(gone)))
    assert two.first.read(asked.disputed) == []


def test_what_is_refused_claims_nothing(two: Two) -> None:
    """Rules are tried before a number is taken."""
    before = two.share.objects
    incomplete = Card(subject_ru="О путёвках")
    with suppress(Refusal):
        documents.register(two.second, journal=two.journal, card=incomplete)
        pytest.fail("a letter needs its sender")
    for told in (
        {"number": "5"},
        {"on": two.chancery.today.replace(day=1)},
        {"links": [("reply", "d0000000000000000")]},
    ):
        with pytest.raises(Refusal):
            two.register(two.second, **told)
    with pytest.raises(Refusal):
        numbers.reserve(
            two.second, journal=two.journal, count=3, whom=" ", until=two.chancery.today
        )
    assert two.share.objects == before
