"""The card: which fields a kind has, what it demands, and where the limits are."""

from datetime import date, timedelta
from typing import Any

import pytest

from edo.domain.card import (
    FIELDS,
    RECEIVED_KINDS,
    Card,
    Control,
    Delivery,
    DeliveryState,
    Kind,
    Party,
    check_card,
    check_complete,
    differences,
    fresh_copy,
    received_date,
)
from edo.errors import Reason, Refusal
from tests.builders import SENDER, TODAY, card

TEXTS = [
    field
    for field in FIELDS
    if type(getattr(Card(), field.name)) is str and field.name != "received_at"
]
COUNTS = ("sheets", "sheets_attached", "copies", "volume")


def only(field: str, value: Any) -> Card:
    """Make a card with one field filled in."""
    return Card(**{field: value})


def test_the_table_of_fields_is_the_card_itself() -> None:
    """Every field of the card stands once in the table that windows and paper read."""
    names = [field.name for field in FIELDS]
    assert sorted(names) == sorted(Card.__struct_fields__)
    assert all(field.required <= field.kinds for field in FIELDS)


@pytest.mark.parametrize(("field", "limit"), [(field.name, field.limit) for field in TEXTS])
def test_a_text_has_room_for_so_many_characters(field: str, limit: int) -> None:
    """The last character that fits is accepted, one more is refused by name."""
    check_card(only(field, "ю" * limit))
    refusal = _refused(only(field, "ю" * (limit + 1)))
    assert (refusal.reason, refusal.values["field"]) == (Reason.TOO_LONG, field)


@pytest.mark.parametrize("field", COUNTS)
def test_a_count_is_no_less_than_nothing(field: str) -> None:
    """Nought sheets are possible, fewer are a slip of the finger, and so is a mountain."""
    check_card(only(field, 0))
    for wrong in (-1, 10_000_000):
        refusal = _refused(only(field, wrong))
        assert (refusal.reason, refusal.values["field"]) == (Reason.BAD_VALUE, field)


WRONG: dict[str, tuple[dict[str, Any], Reason]] = {
    "a party that is nobody": ({"parties": (Party(),)}, Reason.REQUIRED_FIELD),
    "a party named by a blank": ({"parties": (Party(name=" "),)}, Reason.REQUIRED_FIELD),
    "the same party twice": ({"parties": (Party("c1"), Party("c1"))}, Reason.ALREADY_EXISTS),
    "the same name twice": (
        {"parties": (Party(name="Акимат"), Party(name="Акимат"))},
        Reason.ALREADY_EXISTS,
    ),
    "a party with an endless name": ({"parties": (Party(name="а" * 201),)}, Reason.TOO_LONG),
    "a crowd": (
        {"parties": tuple(Party(name=str(n)) for n in range(201))},
        Reason.TOO_LONG,
    ),
    "too many signatures": ({"signed_by": tuple(map(str, range(21)))}, Reason.TOO_LONG),
    "an endless signature": ({"signed_by": ("ы" * 201,)}, Reason.TOO_LONG),
    "receipt on no day": ({"received_at": "вчера"}, Reason.BAD_DATE),
    "receipt on a day that never was": ({"received_at": "2026-02-30"}, Reason.BAD_DATE),
}


@pytest.mark.parametrize(("fields", "reason"), WRONG.values(), ids=WRONG)
def test_a_card_is_refused(fields: dict[str, Any], reason: Reason) -> None:
    """What no card can hold is refused with its reason."""
    assert _refused(Card(**fields)).reason is reason


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_demands_its_fields_and_no_other(kind: Kind) -> None:
    """A sender or addressee is demanded of letters; a subject of all."""
    letter = kind in RECEIVED_KINDS or kind is Kind.OUTGOING
    alone = Card(subject_kk="Жолдама туралы")
    if letter:
        assert _incomplete(alone, kind).values["field"] == "parties"
    check_complete(card(), kind)
    assert _incomplete(card(subject_ru=""), kind).values["field"] == "subject_ru"


def test_a_type_may_demand_more_where_the_kind_has_the_field() -> None:
    """A field the kind does not have is not demanded of it."""
    required = frozenset({"their_number", "sheets", "note"})
    for missing in ("their_number", "sheets", "note"):
        whole: dict[str, Any] = {"their_number": "1", "sheets": 1, "note": "н"}
        lacking = {name: value for name, value in whole.items() if name != missing}
        refusal = _incomplete(card(**lacking), Kind.INCOMING, required)
        assert refusal.values["field"] == missing
    check_complete(card(sheets=0, note="н"), Kind.INTERNAL, required)


def test_a_demanded_text_is_not_made_of_spaces() -> None:
    """Blanks typed into a demanded field leave it empty."""
    refusal = _incomplete(card(their_number="  "), Kind.INCOMING, frozenset({"their_number"}))
    assert refusal.values["field"] == "their_number"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-03-02T17:45", date(2026, 3, 2)),
    ],
)
def test_the_day_of_receipt_may_have_an_hour(typed: str, day: date | None) -> None:
    """Urgent papers are marked with the time too."""
    assert received_date(Card(received_at=typed)) == day


def test_a_fresh_copy_leaves_behind_what_belongs_to_one_paper() -> None:
    """A new card starts from an old one without its numbers, days and deliveries."""
    old = card(
        parties=(
            Party(SENDER, "на имя", Delivery.POST, DeliveryState.DELIVERED, TODAY, "реестр 7"),
        ),
        their_number="01-5/12",
        their_date=TODAY,
        received_at="2026-03-02",
        due=TODAY + timedelta(10),
        executed_on=TODAY,
        execution_note="отвечено",
        control=Control.CONTROL,
        volume=1,
        pages="1-3",
        note="срочно",
    )
    copy = fresh_copy(old)
    assert copy == card(
        parties=(Party(SENDER, "на имя", Delivery.POST),),
        control=Control.CONTROL,
        note="срочно",
    )
    check_complete(copy, Kind.INCOMING)


def test_differences_are_told_field_by_field() -> None:
    """History says what was, what is, and nothing of what stayed."""
    before, after = card(note="а", sheets=1), card(note="б", sheets=1, due=TODAY)
    assert list(differences(before, after)) == [("due", None, TODAY), ("note", "а", "б")]
    assert list(differences(after, after)) == []


def _refused(wrong: Card) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        check_card(wrong)
    return refusal.value


def _incomplete(lacking: Card, kind: Kind, required: frozenset[str] = frozenset()) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        check_complete(lacking, kind, required)
    assert refusal.value.reason is Reason.REQUIRED_FIELD
    return refusal.value
