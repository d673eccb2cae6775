"""Journals and numbers as a clerk keeps them: the next one, one by hand, one reserved."""

from datetime import date, timedelta
from typing import Any

import pytest

from edo.commands import documents, numbers, organisation
from edo.domain.card import Card, Kind, Party
from edo.domain.numbering import GAP_LIMIT, RESERVE_LIMIT, Absence, Restart
from edo.errors import Reason, Refusal
from edo.queries.numbers import periods
from tests.builders import TODAY
from tests.office import Chancery

LAST_YEAR = date(2025, 12, 30)


def refusal(act: Any, *given: Any, **told: Any) -> Refusal:
    """Return how an act is refused."""
    with pytest.raises(Refusal) as error:
        act(*given, **told)
    return error.value


def test_numbers_follow_each_other_journal_by_journal(chancery: Chancery) -> None:
    """Every journal counts for itself."""
    given = [
        chancery.register(kind).number
        for kind in (Kind.INCOMING, Kind.OUTGOING, Kind.INCOMING, Kind.INCOMING, Kind.OUTGOING)
    ]
    assert given == ["1", "1", "2", "3", "2"]


def test_a_year_begins_with_one_and_a_late_entry_counts_in_its_own(chancery: Chancery) -> None:
    """The counter is that of the document's date, not of the day it is entered."""
    assert [chancery.register(on=LAST_YEAR).number for _ in range(3)] == ["1", "2", "3"]
    assert chancery.register().number == "1"
    assert chancery.register(on=LAST_YEAR).number == "4"
    assert chancery.register().number == "2"
    chancery.clock.set(date(2027, 1, 4))
    assert chancery.register().number == "1"
    assert chancery.register(on=TODAY).number == "3"
    journal = chancery.journals[Kind.INCOMING]
    assert chancery.workplace.read(periods, journal=journal) == [2027, 2026, 2025]


def test_an_endless_journal_never_restarts(chancery: Chancery) -> None:
    """Minutes of an elected body count through its whole term."""
    journal = numbers.open_journal(
        chancery.workplace,
        index="ИК",
        kind=Kind.MINUTES,
        title_ru="Протоколы исполкома",
        restart=Restart.NEVER,
    )
    given = [chancery.register(Kind.MINUTES, journal=journal, on=LAST_YEAR).number]
    given += [chancery.register(Kind.MINUTES, journal=journal).number]
    chancery.clock.set(date(2027, 1, 4))
    given += [chancery.register(Kind.MINUTES, journal=journal).number]
    assert given == ["1", "2", "3"]


def test_a_journal_begun_on_paper_goes_on_from_its_first_number_here(chancery: Chancery) -> None:
    """Only the year it was opened in begins late, and what is on paper is not missing."""
    journal = numbers.open_journal(
        chancery.workplace, index="ВХ-2", kind=Kind.INCOMING, title_ru="Входящие", first=348
    )
    chancery.journals[Kind.INCOMING] = journal
    assert chancery.register().number == "348"
    assert chancery.register(on=LAST_YEAR).number == "1"
    assert chancery.numbers().missing == ()
    chancery.clock.set(date(2027, 1, 4))
    assert chancery.register().number == "1"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{n:4}", "0001"),
        ("{nom}/{n}", "02-15/1"),
        ("{n}-{yy}", "1-26"),
        ("{org}-{n}", "ОБЛ-1"),
        ("{letter}-{n}", "М-1"),
        ("{n}/{exec}", "1/СА"),
    ],
)
def test_a_number_is_written_by_the_template_of_its_journal(
    chancery: Chancery, template: str, expected: str
) -> None:
    """Parts come from the journal, the office, the card and the sender."""
    workplace = chancery.workplace
    journal = chancery.journals[Kind.OUTGOING]
    fields = {"template": template, "dossier": "02-15"}
    numbers.change_journal(workplace, journal=journal, fields=fields)
    name_office(chancery, "ОБЛ")
    given = chancery.register(Kind.OUTGOING, prepared_by="Серикова Алия")
    assert given.number == expected


def test_a_number_given_by_hand_is_taken_as_it_is(chancery: Chancery) -> None:
    """The old journal's numbers, lettered ones among them; the counter goes on behind the last."""
    assert chancery.register(number="12").number == "12"
    assert chancery.register(number="12-а").number == "12-а"
    assert chancery.register(number="12/1").number == "12/1"
    assert chancery.register(number="5").number == "5"
    assert chancery.register().number == "13"
    for typed in ("12", "12-а", "12-А", "0005", "13"):
        assert refusal(chancery.register, number=typed).reason is Reason.NUMBER_TAKEN
    why = {one.n: one.why for one in chancery.numbers().missing}
    assert why == dict.fromkeys([*range(1, 5), *range(6, 12)], Absence.ENTERED_BY_HAND)


@pytest.mark.parametrize("typed", ["б/н", "0", "12-²", "12-абвг", "12345678"])
def test_what_is_no_number_cannot_be_given_by_hand(chancery: Chancery, typed: str) -> None:
    """A slip of the finger burns nothing."""
    assert refusal(chancery.register, number=typed).reason is Reason.BAD_NUMBER
    assert chancery.register().number == "1"


@pytest.mark.parametrize("suffix", ["-α", "-中", "-ß", "-ё", "-я", "-z", "/9", "/999", ".1"])
def test_a_number_may_have_a_tail_of_any_alphabet(chancery: Chancery, suffix: str) -> None:
    """It is kept, sorted somewhere, and not given twice."""
    assert chancery.register(number=f"7{suffix}").number == f"7{suffix}"
    assert refusal(chancery.register, number=f"7{suffix}").reason is Reason.NUMBER_TAKEN
    chancery.assert_sound()


def test_a_leap_too_far_is_a_slip_of_the_finger(chancery: Chancery) -> None:
    """A thousand numbers are never left open at once."""
    error = refusal(chancery.register, number=str(GAP_LIMIT + 2))
    assert error.reason is Reason.TOO_MANY_NUMBERS
    assert chancery.register(number=str(GAP_LIMIT + 1)).number == str(GAP_LIMIT + 1)


def test_reserved_numbers_are_left_out_and_used_by_name(chancery: Chancery) -> None:
    """Who has a reserve gives its number by hand; it is no entry of an old journal then."""
    reserve(chancery, 3)
    assert chancery.register().number == "4"
    used = chancery.register(number="2")
    page = chancery.numbers()
    assert [one.n for one in page.reserved] == [1, 3]
    assert page.missing == ()
    assert page.last == 4
    number = chancery.document(used.document).number
    assert number is not None
    assert not number.by_hand


def test_a_reserve_runs_out_with_its_last_day(chancery: Chancery) -> None:
    """Until then it is reserved, the day after it is missing and says for whom it was."""
    reserve(chancery, 1, until=TODAY + timedelta(days=1))
    chancery.register()
    chancery.clock.move(days=1)
    assert [one.n for one in chancery.numbers().reserved] == [1]
    chancery.clock.move(days=1)
    (missing,) = chancery.numbers().missing
    assert (missing.n, missing.why, missing.reason) == (1, Absence.RESERVE_EXPIRED, "бухгалтерия")
    assert chancery.numbers().reserved == ()
    assert chancery.register(number="1").number == "1"
    assert chancery.numbers().missing == ()


def test_a_reserve_that_is_given_back_stays_unused_with_its_reason(chancery: Chancery) -> None:
    """Only a person may still use it, knowingly."""
    reserve(chancery, 2)
    journal = chancery.journals[Kind.INCOMING]
    where: dict[str, Any] = {"journal": journal, "period": 2026}
    numbers.release(chancery.workplace, **where, n=1, reason=" не понадобился ")
    assert (
        refusal(numbers.release, chancery.workplace, **where, n=1, reason="ещё раз").reason
        is Reason.NOT_RESERVED
    )
    assert (
        refusal(numbers.release, chancery.workplace, **where, n=9, reason="нет такого").reason
        is Reason.NOT_RESERVED
    )
    (missing,) = chancery.numbers().missing
    assert (missing.n, missing.reason) == (1, "не понадобился")
    assert chancery.register().number == "3"


def test_a_lettered_number_does_not_hide_its_plain_neighbour(chancery: Chancery) -> None:
    """12-а is not 12: a reserve of 12 stays a reserve, and a 12 nobody has is missing."""
    reserve(chancery, 1)
    chancery.register(number="1-а")
    assert [one.n for one in chancery.numbers().reserved] == [1]
    chancery.register(number="3-а")
    why = {one.n: one.why for one in chancery.numbers().missing}
    assert why == {2: Absence.ENTERED_BY_HAND, 3: Absence.ENTERED_BY_HAND}
    assert chancery.numbers().last == 3


@pytest.mark.parametrize(
    ("count", "until", "whom", "reason"),
    [
        (0, TODAY, "бухгалтерия", Reason.TOO_MANY_NUMBERS),
        (RESERVE_LIMIT + 1, TODAY, "бухгалтерия", Reason.TOO_MANY_NUMBERS),
        (1, TODAY - timedelta(days=1), "бухгалтерия", Reason.RESERVATION_EXPIRED),
        (1, TODAY, " ", Reason.REQUIRED_FIELD),
    ],
)
def test_a_reserve_that_makes_no_sense_is_refused(
    chancery: Chancery, count: int, until: date, whom: str, reason: Reason
) -> None:
    """And sets nothing apart."""
    journal = chancery.journals[Kind.INCOMING]
    error = refusal(
        numbers.reserve, chancery.workplace, journal=journal, count=count, whom=whom, until=until
    )
    assert error.reason is reason
    assert chancery.register().number == "1"


def test_a_gap_is_explained_and_its_number_is_not_used(chancery: Chancery) -> None:
    """An explanation stands for ever; what has a document, or is not there yet, has none."""
    chancery.register(number="4")
    explain(chancery, 2, "испорчен бланк")
    missing = {one.n: (one.why, one.reason) for one in chancery.numbers().missing}
    assert missing[2] == (Absence.EXPLAINED, "испорчен бланк")
    assert missing[3] == (Absence.ENTERED_BY_HAND, "")
    assert refusal(chancery.register, number="2").reason is Reason.NUMBER_VOID
    assert refusal(explain, chancery, 4, "занят").reason is Reason.NUMBER_TAKEN
    assert refusal(explain, chancery, 3, " ").reason is Reason.REQUIRED_FIELD


@pytest.mark.parametrize("n", [-1, 0, 2, 500_000, 10**30])
def test_only_a_missing_number_can_be_explained(chancery: Chancery, n: int) -> None:
    """A slip of the finger must not push the counter half a million on."""
    chancery.register()
    assert refusal(explain, chancery, n, "опечатка").reason is Reason.BAD_NUMBER
    assert chancery.register().number == "2"


def test_an_annulled_number_stays_burnt(chancery: Chancery) -> None:
    """It is on the page with its reason, and nobody gets it again."""
    first = chancery.register()
    documents.annul(chancery.workplace, document=first.document, reason="дважды введён")
    assert chancery.register().number == "2"
    assert refusal(chancery.register, number="1").reason is Reason.NUMBER_TAKEN
    page = chancery.numbers()
    assert [(one.number, one.reason) for one in page.annulled] == [("1", "дважды введён")]
    assert (page.missing, page.registered, page.twice) == ((), 2, ())


def test_a_closed_journal_gives_no_numbers(chancery: Chancery) -> None:
    """Neither the next, nor one by hand, nor a reserve; opened again it goes on."""
    journal = chancery.journals[Kind.INCOMING]
    chancery.register()
    numbers.change_journal(chancery.workplace, journal=journal, fields={"closed": True})
    for act in (chancery.register, lambda: reserve(chancery, 1)):
        assert refusal(act).reason is Reason.JOURNAL_CLOSED
    numbers.change_journal(chancery.workplace, journal=journal, fields={"closed": False})
    assert chancery.register().number == "2"


def test_an_index_is_unique_in_the_office(chancery: Chancery) -> None:
    """Case does not tell two journals apart, and a journal may keep its own index."""
    workplace, journal = chancery.workplace, chancery.journals[Kind.INCOMING]
    for index in ("ВХ", " вх "):
        error = refusal(
            numbers.open_journal, workplace, index=index, kind=Kind.INCOMING, title_ru="Ещё"
        )
        assert error.reason is Reason.ALREADY_EXISTS
    fields = {"index": "исх"}
    error = refusal(numbers.change_journal, workplace, journal=journal, fields=fields)
    assert error.reason is Reason.ALREADY_EXISTS
    numbers.change_journal(workplace, journal=journal, fields={"index": "вх"})


def test_a_journal_cannot_count_otherwise_once_it_gave_numbers(chancery: Chancery) -> None:
    """Another restart would give numbers a second time that are on paper already."""
    workplace, journal = chancery.workplace, chancery.journals[Kind.INCOMING]
    numbers.change_journal(workplace, journal=journal, fields={"restart": "never"})
    numbers.change_journal(workplace, journal=journal, fields={"restart": "year"})
    chancery.register()
    error = refusal(numbers.change_journal, workplace, journal=journal, fields={"restart": "never"})
    assert error.reason is Reason.BAD_VALUE


def test_an_unknown_journal_is_named(chancery: Chancery) -> None:
    """Nor is a correspondent one."""
    for wrong in ("j0", chancery.school):
        error = refusal(chancery.register, journal=wrong)
        assert error.reason is Reason.UNKNOWN_JOURNAL


def test_many_are_registered_at_once_or_none(chancery: Chancery) -> None:
    """One bad line in a bulk leaves the journal as it was."""
    journal = chancery.journals[Kind.INCOMING]
    good = documents.Intake(Card(subject_ru="О путёвках", parties=(Party(chancery.ministry),)))
    bad = documents.Intake(Card(subject_ru=""))
    by_hand = documents.Intake(good.card, number="2")
    for wrong in (bad, documents.Intake(good.card, number="1")):
        lines = [good, good, wrong]
        refusal(documents.register_all, chancery.workplace, journal=journal, lines=lines)
    made = documents.register_all(
        chancery.workplace, journal=journal, lines=[good, by_hand, good, good]
    )
    assert [one.number for one in made] == ["1", "2", "3", "4"]
    late = [documents.Intake(good.card, number=number) for number in ("9", "6")]
    made = documents.register_all(chancery.workplace, journal=journal, lines=[good, *late, good])
    assert [one.number for one in made] == ["5", "9", "6", "10"]


def reserve(chancery: Chancery, count: int, until: date = TODAY + timedelta(days=7)) -> None:
    """Reserve numbers for the accountants."""
    numbers.reserve(
        chancery.workplace,
        journal=chancery.journals[Kind.INCOMING],
        count=count,
        whom="бухгалтерия",
        until=until,
    )


def explain(chancery: Chancery, n: int, reason: str) -> None:
    """Explain a number of this year."""
    journal = chancery.journals[Kind.INCOMING]
    numbers.explain(chancery.workplace, journal=journal, period=2026, n=n, reason=reason)


def name_office(chancery: Chancery, short: str) -> None:
    """Give the office its short name."""
    organisation.change_office(
        chancery.workplace, office=chancery.workplace.identity.office, fields={"short": short}
    )
