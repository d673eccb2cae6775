"""The organisation and its correspondents: names, identifiers, and who may change them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo.domain.card import Kind
from edo.domain.document_type import DocumentType, TypeDefined
from edo.domain.fact import Fact, Record
from edo.domain.organisation import (
    FACTS,
    Being,
    Correspondent,
    CorrespondentAdded,
    CorrespondentChanged,
    CorrespondentMerged,
    Level,
    Office,
    OfficeAdded,
    OfficeChanged,
    Person,
    Position,
    PositionAdded,
    PositionChanged,
    Unit,
    UnitAdded,
    UnitChanged,
    check_identifier,
)
from edo.domain.staffing import PersonAdded, PersonChanged
from edo.errors import Reason
from tests.builders import CLERK, HEAD, TODAY
from tests.domain.telling import allowed, outcome, refused, told

MINISTRY = Correspondent("Министерство просвещения")
ENTRIES: dict[str, tuple[Fact, type[Any], Record]] = {
    "office": (
        OfficeAdded(Office("Семей", level=Level.BRANCH)),
        OfficeChanged,
        Office("Семей", "Семей", level=Level.BRANCH),
    ),
    "unit": (UnitAdded(Unit("o1", "Бухгалтерия")), UnitChanged, Unit("o1", "Бухгалтерия", "Семей")),
    "position": (
        PositionAdded(Position("Председатель")),
        PositionChanged,
        Position("Председатель", "Семей"),
    ),
    "person": (
        PersonAdded(Person("Иванова", joined=TODAY)),
        PersonChanged,
        Person("Иванова", "Семей", joined=TODAY),
    ),
    "correspondent": (
        CorrespondentAdded(MINISTRY),
        CorrespondentChanged,
        Correspondent("Министерство просвещения", "Семей"),
    ),
}


@pytest.mark.parametrize(("added", "changed", "after"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_is_added_once_and_changed_field_by_field(
    added: Fact, changed: type[Any], after: Record
) -> None:
    """Offices, units, positions, people and correspondents live by the same rules."""
    assert told(added, changed({"name_kk": "Семей"})) == after
    assert refused(added, added) is Reason.ALREADY_EXISTS
    assert refused(changed({"name_kk": "х"})) is Reason.UNKNOWN_SUBJECT
    assert refused(added, changed({"name_ru": "", "name_kk": " "})) is Reason.REQUIRED_FIELD
    assert refused(added, changed({"name_ru": "х" * 501})) is Reason.TOO_LONG
    assert refused(added, changed({"colour": "red"})) is Reason.BAD_VALUE
    assert refused(added, changed({"name_ru": 7})) is Reason.BAD_VALUE


@pytest.mark.parametrize("added", [fact for fact, _, _ in ENTRIES.values()], ids=ENTRIES)
def test_who_may_keep_the_directories(added: Fact) -> None:
    """A clerk keeps correspondents and staff; the organisation itself is for who keeps it."""
    keeps = isinstance(added, CorrespondentAdded | PersonAdded)
    clerk = "" if keeps else Reason.NOT_ALLOWED
    assert (allowed(added, CLERK), allowed(added, HEAD)) == (clerk, "")


def test_the_organisation_is_everyone_s_and_correspondents_are_the_office_s() -> None:
    """Facts about the tree go to the space all read, those about correspondents do not."""
    assert {fact.COMMON for fact in FACTS if fact.NAME.startswith("correspondent")} == {False}
    assert {fact.COMMON for fact in FACTS if not fact.NAME.startswith("correspondent")} == {True}


def test_a_duplicate_points_at_the_entry_that_is_kept() -> None:
    """Its own words stay as they were, and it is merged once."""
    merged = told(CorrespondentAdded(MINISTRY), CorrespondentMerged("c2"))
    assert merged == Correspondent("Министерство просвещения", merged_into="c2")
    added = CorrespondentAdded(MINISTRY)
    story = (added, CorrespondentMerged("c2"), CorrespondentMerged("c3"))
    assert refused(*story) is Reason.CORRESPONDENT_MERGED
    assert refused(CorrespondentMerged("c2")) is Reason.UNKNOWN_CORRESPONDENT
    assert refused(added, CorrespondentMerged("")) is Reason.UNKNOWN_CORRESPONDENT


def test_entries_are_merged_only_by_merging() -> None:
    """No change of fields moves documents from one entry to another."""
    by_change = (CorrespondentAdded(MINISTRY), CorrespondentChanged({"merged_into": "c2"}))
    assert refused(*by_change) is Reason.BAD_VALUE
    added = CorrespondentAdded(Correspondent("Министерство", merged_into="c2"))
    assert refused(added) is Reason.BAD_VALUE


# Worked out by hand from the rule; the last two need the second row of weights.
GOOD = ["990140000384", "600400052132", "030940003478", "123456789013", "377835337400"]
CITIZEN = GOOD[3]


@pytest.mark.parametrize("identifier", GOOD)
def test_an_identifier_with_its_control_digit_is_accepted(identifier: str) -> None:
    """БИН and ИИН follow one rule."""
    check_identifier(identifier)
    told(CorrespondentAdded(Correspondent("Школа", bin=identifier)))
    told(OfficeAdded(Office("Школа", bin=identifier)))


@pytest.mark.parametrize(
    "mistyped",
    ["990140000385", "990140000834", "909140000384", "123456789023", "000000002810"],
)
def test_a_wrong_digit_is_noticed(mistyped: str) -> None:
    """A digit mistyped, two that changed places, and a number for which there is no digit."""
    assert outcome(check_identifier, mistyped) is Reason.WRONG_CONTROL_DIGIT
    added = CorrespondentAdded(Correspondent("Школа", bin=mistyped))
    assert refused(added) is Reason.WRONG_CONTROL_DIGIT


@pytest.mark.parametrize(
    "identifier",
    [
        "1",
        "12345678901",
        "1234567890123",
        "12345678901a",
        "１２３４５６７８９０１３",
        " 12345678901",
    ],
)
def test_what_is_not_twelve_digits_is_no_identifier(identifier: str) -> None:
    """Digits of other alphabets and blanks are not digits of an identifier."""
    assert outcome(check_identifier, identifier) is Reason.WRONG_IDENTIFIER


@given(st.text(alphabet="0123456789", min_size=11, max_size=11))
def test_eleven_digits_have_one_control_digit_or_none(eleven: str) -> None:
    """Never two; none where both rows of weights give ten."""
    good = [d for d in "0123456789" if outcome(check_identifier, eleven + d) is None]
    first = sum(int(d) * w for d, w in zip(eleven, range(1, 12), strict=True)) % 11
    shifted = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
    second = sum(int(d) * w for d, w in zip(eleven, shifted, strict=True)) % 11
    control = first if first < 10 else second
    assert good == ([str(control)] if control < 10 else [])


TYPE = DocumentType("Письмо", "Хат", (Kind.INCOMING,))
WRONG_TYPES: dict[str, tuple[DocumentType, Reason]] = {
    "without a name": (DocumentType(kinds=(Kind.INCOMING,)), Reason.REQUIRED_FIELD),
    "of no kind": (DocumentType("Письмо"), Reason.REQUIRED_FIELD),
    "with an endless name": (
        DocumentType("П" * 201, kinds=(Kind.INCOMING,)),
        Reason.TOO_LONG,
    ),
    "demanding a field no card has": (
        DocumentType("Письмо", kinds=(Kind.INCOMING,), required=("colour",)),
        Reason.BAD_VALUE,
    ),
    "starting with a field no card has": (
        DocumentType("Письмо", kinds=(Kind.INCOMING,), defaults={"colour": "red"}),
        Reason.BAD_VALUE,
    ),
    "starting with a value that does not fit": (
        DocumentType("Письмо", kinds=(Kind.INCOMING,), defaults={"sheets": "много"}),
        Reason.BAD_VALUE,
    ),
    "starting with a value beyond its limit": (
        DocumentType("Письмо", kinds=(Kind.INCOMING,), defaults={"sheets": -1}),
        Reason.BAD_VALUE,
    ),
}


@pytest.mark.parametrize(("wrong", "reason"), WRONG_TYPES.values(), ids=WRONG_TYPES)
def test_a_type_that_cannot_work_is_refused(wrong: DocumentType, reason: Reason) -> None:
    """A document type is data, and data have rules too."""
    assert refused(TypeDefined(wrong)) is reason
    assert told(TypeDefined(TYPE)) == TYPE


def test_a_person_may_be_a_correspondent() -> None:
    """Citizens write as well, and their ИИН is checked the same."""
    citizen = Correspondent("Ахметов Б.", being=Being.PERSON, bin=CITIZEN)
    assert told(CorrespondentAdded(citizen)).being is Being.PERSON
