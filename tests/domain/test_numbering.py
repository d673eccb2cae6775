"""Journals and their numbers: how one is written, set apart, and explained when it is missing."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain.card import Kind
from edo.domain.document import NUMBER_LIMIT, ORDINAL_LIMIT
from edo.domain.fact import Fact
from edo.domain.numbering import (
    CONTINUOUS_PERIOD,
    TOKENS,
    Journal,
    JournalChanged,
    JournalOpened,
    NumberReleased,
    NumberReserved,
    NumberVoided,
    Place,
    PlaceStatus,
    Restart,
    check_template,
    place_id,
    render,
    typed_number,
)
from edo.errors import Reason, Refusal
from tests.builders import CLERK, HEAD, JOURNAL, TODAY
from tests.domain.telling import allowed, day, outcome, refused, told


def journal(**fields: Any) -> Journal:
    """Make a journal of incoming letters."""
    usual: dict[str, Any] = {"index": "ВХ", "title_ru": "Журнал входящих"}
    return Journal(Kind.INCOMING, **usual | fields)


RESERVED = NumberReserved(JOURNAL, 2026, 5, "бухгалтерия", day(10))
RELEASED = NumberReleased("не понадобился")
VOIDED = NumberVoided(JOURNAL, 2026, 5, "испорчен бланк")


def test_a_journal_is_opened_once_and_changed_field_by_field() -> None:
    """Its fields merge one by one, as those of a card do."""
    opened = told(JournalOpened(journal()), JournalChanged({"title_kk": "Кіріс журналы"}))
    assert opened == journal(title_kk="Кіріс журналы", office="o1")
    assert told(JournalChanged({"closed": True}), state=opened).closed


REFUSED: dict[str, tuple[tuple[Fact, ...], Reason]] = {
    "a journal opened twice": (
        (JournalOpened(journal()), JournalOpened(journal())),
        Reason.ALREADY_EXISTS,
    ),
    "a journal without an index": ((JournalOpened(journal(index=" ")),), Reason.REQUIRED_FIELD),
    "an index that is a sentence": ((JournalOpened(journal(index="В" * 17)),), Reason.TOO_LONG),
    "a journal without a title": ((JournalOpened(journal(title_ru="")),), Reason.REQUIRED_FIELD),
    "an endless title": ((JournalOpened(journal(title_ru="Ж" * 301)),), Reason.TOO_LONG),
    "a journal that begins with nought": ((JournalOpened(journal(first=0)),), Reason.BAD_NUMBER),
    "a journal that begins too far": (
        (JournalOpened(journal(first=ORDINAL_LIMIT + 1)),),
        Reason.BAD_NUMBER,
    ),
    "a template without a number": (
        (JournalOpened(journal(template="{yyyy}")),),
        Reason.BAD_TEMPLATE,
    ),
    "a change of no journal": ((JournalChanged({"title_ru": "Ж"}),), Reason.UNKNOWN_SUBJECT),
    "a change of the kind": (
        (JournalOpened(journal()), JournalChanged({"kind": "outgoing"})),
        Reason.WRONG_KIND,
    ),
    "a change to a bad template": (
        (JournalOpened(journal()), JournalChanged({"template": "{n}{n}"})),
        Reason.BAD_TEMPLATE,
    ),
    "a change of a field no journal has": (
        (JournalOpened(journal()), JournalChanged({"colour": "red"})),
        Reason.BAD_VALUE,
    ),
    "a change to a word where a number is": (
        (JournalOpened(journal()), JournalChanged({"first": "one"})),
        Reason.BAD_VALUE,
    ),
    "a number reserved twice": ((RESERVED, RESERVED), Reason.NUMBER_RESERVED),
    "a number reserved after it was explained": ((VOIDED, RESERVED), Reason.NUMBER_RESERVED),
    "a number reserved for nobody": (
        (NumberReserved(JOURNAL, 2026, 5, " ", day(10)),),
        Reason.REQUIRED_FIELD,
    ),
    "a number reserved until yesterday": (
        (NumberReserved(JOURNAL, 2026, 5, "бухгалтерия", day(1)),),
        Reason.RESERVATION_EXPIRED,
    ),
    "nought reserved": (
        (NumberReserved(JOURNAL, 2026, 0, "бухгалтерия", day(10)),),
        Reason.BAD_NUMBER,
    ),
    "a number reserved beyond every journal": (
        (NumberReserved(JOURNAL, 2026, ORDINAL_LIMIT + 1, "бухгалтерия", day(10)),),
        Reason.BAD_NUMBER,
    ),
    "a number reserved in a year that is none": (
        (NumberReserved(JOURNAL, 1 << 40, 5, "бухгалтерия", day(10)),),
        Reason.BAD_NUMBER,
    ),
    "a release of what was not reserved": ((RELEASED,), Reason.NOT_RESERVED),
    "a second release": ((RESERVED, RELEASED, RELEASED), Reason.NOT_RESERVED),
    "a release of what was explained": ((VOIDED, RELEASED), Reason.NOT_RESERVED),
    "a release without a reason": ((RESERVED, NumberReleased("")), Reason.REQUIRED_FIELD),
    "an explanation that is none": (
        (NumberVoided(JOURNAL, 2026, 5, "  "),),
        Reason.REQUIRED_FIELD,
    ),
    "nought explained": ((NumberVoided(JOURNAL, 2026, 0, "нет"),), Reason.BAD_NUMBER),
    "a number explained beyond every journal": (
        (NumberVoided(JOURNAL, 2026, 10**30, "нет"),),
        Reason.BAD_NUMBER,
    ),
    "a number explained in a year that is none": (
        (NumberVoided(JOURNAL, -1, 5, "нет"),),
        Reason.BAD_NUMBER,
    ),
}


@pytest.mark.parametrize(("facts", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_rule_says_no(facts: tuple[Fact, ...], reason: Reason) -> None:
    """What would spoil a journal is refused with its reason."""
    assert refused(*facts) is reason


def test_who_may_open_reserve_and_explain() -> None:
    """A clerk reserves; journals and empty numbers are for who answers for them."""
    here = place_id(JOURNAL, 2026, 5)
    facts = ((JournalOpened(journal()), "j1"), (RESERVED, here), (VOIDED, here))
    clerk = [allowed(fact, CLERK, subject) for fact, subject in facts]
    assert clerk == [Reason.NOT_ALLOWED, "", Reason.NOT_ALLOWED]
    assert [allowed(fact, HEAD, subject) for fact, subject in facts] == ["", "", ""]


@pytest.mark.parametrize("fact", [RESERVED, VOIDED])
def test_a_number_is_set_apart_under_its_own_name_only(fact: Fact) -> None:
    """Or two workplaces would keep two opinions about one number."""
    for subject in ("n1", place_id(JOURNAL, 2026, 6), place_id("j2", 2026, 5)):
        assert allowed(fact, HEAD, subject) == Reason.UNKNOWN_SUBJECT


def test_a_reserve_is_given_back_or_explained_with_its_reason() -> None:
    """What became of a number stays written beside it."""
    kept: Place = told(RESERVED)
    assert (kept.status, kept.whom, kept.until) == (PlaceStatus.RESERVED, "бухгалтерия", day(10))
    released: Place = told(RESERVED, RELEASED)
    assert (released.status, released.reason) == (PlaceStatus.RELEASED, "не понадобился")
    for story in ((VOIDED,), (RESERVED, VOIDED), (RESERVED, RELEASED, VOIDED), (VOIDED, VOIDED)):
        voided: Place = told(*story)
        assert (voided.status, voided.reason) == (PlaceStatus.VOID, "испорчен бланк")


def test_the_place_of_a_number_has_one_name() -> None:
    """Every workplace calls the same number of the same journal the same."""
    assert place_id("j1", 2026, 5) == place_id("j1", 2026, 5)
    assert len({place_id(j, p, n) for j in ("j1", "j2") for p in (0, 2026) for n in (1, 12)}) == 8


@pytest.mark.parametrize(
    ("restart", "on", "period"),
    [
        (Restart.YEAR, date(2025, 12, 31), 2025),
        (Restart.YEAR, date(2026, 1, 1), 2026),
        (Restart.NEVER, date(2025, 12, 31), CONTINUOUS_PERIOD),
        (Restart.NEVER, date(2026, 1, 1), CONTINUOUS_PERIOD),
    ],
)
def test_a_number_belongs_to_the_year_of_its_own_date(
    restart: Restart, on: date, period: int
) -> None:
    """A late entry of December counts in December's year, whatever the calendar says today."""
    assert journal(restart=restart).period(on) == period


def test_only_the_period_a_journal_was_opened_in_begins_late() -> None:
    """Earlier numbers of that year are on paper; every other year begins with one."""
    half = journal(first=348, opened=2026)
    assert [half.first_of(period) for period in (2025, 2026, 2027)] == [1, 348, 1]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{n}", "12-а"),
        ("{n:4}", "0012-а"),
        ("{nom}/{n}", "02-15/12-а"),
        ("{n}-{yyyy}", "12-а-2026"),
        ("№ {n} от {yy}", "№ 12-а от 26"),
        ("{org}-{unit}-{exec}-{n}", "АБ-КАД-ИА-12-а"),
        ("{letter}-{n}", "И-12-а"),
        ("{n}{sfx}", "12-а"),
    ],
)
def test_a_number_is_written_by_its_template(template: str, expected: str) -> None:
    """Every token of the rules stands for its part; what lies between is free."""
    parts = {"org": "АБ", "unit": "КАД", "exec": "ИА", "letter": "И"}
    written = render(journal(template=template, dossier="02-15"), 12, "-а", TODAY, parts)
    assert written == expected


@given(st.text(alphabet="{}n:yмexoc4 /-", max_size=40) | st.text(max_size=70))
def test_a_template_is_refused_or_works_for_every_number(template: str) -> None:
    """A template that was accepted never fails on a usual number, and never repeats one."""
    if (refusal := outcome(check_template, template)) is not None:
        assert refusal is Reason.BAD_TEMPLATE
        return
    works = journal(template=template)
    numbers = {outcome(render, works, n, "", TODAY, {}) for n in (1, 2, 10, 999)}
    if Reason.BAD_NUMBER in numbers:  # the text around the number is too long
        return
    assert len(numbers) == 4
    assert all(number == number.strip() for number in numbers)


@pytest.mark.parametrize("token", sorted(TOKENS - {"n"}))
def test_every_token_of_the_rules_is_known(token: str) -> None:
    """One number stands in a template; the other tokens are free."""
    check_template("{" + token + "}/{n}")
    for wrong in ("{" + token + "}", "{n}/{n:3}", "{n", "n}", "{n:}", "{number}", "{n:44}"):
        with pytest.raises(Refusal):
            check_template(wrong)


def test_a_number_too_long_for_its_box_is_refused() -> None:
    """Paper has room for so many characters."""
    long = journal(template="{nom}-{n}", dossier="9" * NUMBER_LIMIT)
    with pytest.raises(Refusal) as refusal:
        render(long, 1, "", TODAY, {})
    assert refusal.value.reason is Reason.BAD_NUMBER


@pytest.mark.parametrize(
    ("typed", "n", "suffix"),
    [
        ("12", 12, ""),
        (" 12 ", 12, ""),
        ("0012", 12, ""),
        ("12-а", 12, "-а"),
        ("12а", 12, "а"),
        ("12/1", 12, "/1"),
        ("12.3", 12, ".3"),
        ("45-жқ", 45, "-жқ"),
        ("9999999", 9_999_999, ""),
    ],
)
def test_a_typed_number_is_read(typed: str, n: int, suffix: str) -> None:
    """Plain numbers, letters and fractions, as old journals have them."""
    assert typed_number(typed) == (n, suffix)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "0", "00", "-1", "а", "а12", "12-", "12--а", "12-абвг", "12/1234", "12 а"),
        *("1e3", "12345678", "12_а", "12-²", "12²", "12\n13", "б/н"),
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    """A slip of the finger is no registration."""
    with pytest.raises(Refusal) as refusal:
        typed_number(typed)
    assert refusal.value.reason is Reason.BAD_NUMBER


@given(st.text(alphabet="0123456789аәA-./² _\u0661\u00bd", max_size=12) | st.text(max_size=12))
def test_a_typed_number_is_an_ordinal_and_a_suffix_or_refused(typed: str) -> None:
    """Whatever is typed, a number that comes out can be written and read again."""
    read = outcome(typed_number, typed)
    if read is Reason.BAD_NUMBER:
        return
    n, suffix = read
    assert 1 <= n <= ORDINAL_LIMIT
    assert typed_number(f"{n}{suffix}") == (n, suffix)
    assert re.fullmatch(r"\d{1,7}\D?.{0,3}", f"{n}{suffix}")
