"""The organisation: offices in a tree, units, positions, people; and its correspondents.

The tree is republican body → regional or city organisation → branch → primary organisation; a
primary organisation may stand directly under a region (records rules, §12).
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.fact import Fact, Record, within
from edo.domain.rights import Right
from edo.errors import Reason, Refusal

NAME_LIMIT = 500
SHORT_LIMIT = 64

_IDENTIFIER_DIGITS = 12
_FIRST_WEIGHTS = tuple(range(1, 12))
_NO_CONTROL = 10
_ONE = timedelta(days=1)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


class Level(StrEnum):
    """The level of an office in the union."""

    REPUBLICAN = "republican"
    REGIONAL = "regional"
    BRANCH = "branch"
    PRIMARY = "primary"


LEVELS = tuple(Level)
"""From the top down."""


class Office(Record, frozen=True, omit_defaults=True):
    """One office; its id is also the name of its space."""

    name_ru: str = ""
    name_kk: str = ""
    short: str = ""
    level: Level = Level.REGIONAL
    parent: str = ""
    bin: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    closed: bool = False


class Unit(Record, frozen=True, omit_defaults=True):
    """A unit of an office («подразделение», «құрылымдық бөлімше»)."""

    office: str
    name_ru: str = ""
    name_kk: str = ""
    short: str = ""
    closed: bool = False


class Position(Record, frozen=True, omit_defaults=True):
    """A position («должность», «лауазым»); `clerk`: who holds it keeps the office's records."""

    name_ru: str = ""
    name_kk: str = ""
    closed: bool = False
    clerk: bool = False


class Stay(Record, frozen=True, omit_defaults=True):
    """Where a person worked, from one day on until the day before another; None: open."""

    office: str = ""
    unit: str = ""
    position: str = ""
    since: date | None = None
    until: date | None = None


class Person(Record, frozen=True, omit_defaults=True):
    """A person who works in an office, a user of the program or not.

    Attributes:
        joined: first day in the organisation; None where nobody knows.
        left: last day in it.
        since: first day where they work now; None: they have been there from the beginning.
        past: where they worked before, the earliest first; the first began on the day they joined.
    """

    name_ru: str = ""
    name_kk: str = ""
    office: str = ""
    unit: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""
    joined: date | None = None
    left: date | None = None
    since: date | None = None
    past: tuple[Stay, ...] = ()

    @property
    def stays(self) -> tuple[Stay, ...]:
        """Where they worked and work, the earliest first."""
        until = self.left + _ONE if self.left and self.left < date.max else None
        now = Stay(self.office, self.unit, self.position, self.since, until)
        first, *later = (*self.past, now)
        # The day they joined may be put right long after they moved.
        begun = first if first.since else replace(first, since=self.joined)
        return (begun, *later)


class Being(StrEnum):
    """What a correspondent is."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Correspondent(Record, frozen=True, omit_defaults=True):
    """Who writes to us or is written to. `merged_into` names the entry that took its place.

    `office` is the id of the office of our own organisation it stands for: what is addressed to it
    goes there as a letter by this program.
    """

    name_ru: str = ""
    name_kk: str = ""
    being: Being = Being.ORGANISATION
    bin: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    head: str = ""
    note: str = ""
    merged_into: str = ""
    office: str = ""


def check_entry(entry: Record) -> None:
    """Refuse a directory entry without a name, with a text too long or a wrong БИН or ИИН."""
    names = [getattr(entry, field, "") for field in ("name_ru", "name_kk")]
    if not any(name.strip() for name in names):
        raise Refusal(Reason.REQUIRED_FIELD, field="name_ru")
    for field in entry.__struct_fields__:
        value = getattr(entry, field)
        if isinstance(value, str):
            within(value, field, SHORT_LIMIT if field == "short" else NAME_LIMIT)
    if identifier := getattr(entry, "bin", ""):
        check_identifier(identifier)


def check_identifier(identifier: str) -> None:
    """Refuse a БИН or ИИН that is not 12 digits with a right control digit.

    The control digit is Σ digit·weight mod 11 with weights 1…11; where that gives 10, again with
    weights 3…11, 1, 2; where that gives 10 too, no such number exists (records rules, §6).
    """
    if len(identifier) != _IDENTIFIER_DIGITS or not (identifier.isascii() and identifier.isdigit()):
        raise Refusal(Reason.WRONG_IDENTIFIER, value=identifier)
    digits = [int(digit) for digit in identifier]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        control = sum(d * w for d, w in zip(digits, weights, strict=False)) % 11
        if control != _NO_CONTROL:
            break
    if control != digits[-1]:
        raise Refusal(Reason.WRONG_CONTROL_DIGIT, value=identifier)


class Added(Fact, frozen=True, omit_defaults=True):
    """A new entry of a directory."""

    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.ORGANISE

    def apply(self, state: Any, stamp: Stamp) -> Any:
        """Add the entry."""
        del stamp
        entry = getattr(self, self.__struct_fields__[0])
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field=self.__struct_fields__[0], value="")
        check_entry(entry)
        return entry


class Changed(Fact, frozen=True, omit_defaults=True):
    """Fields of an entry were changed. Fields merge one by one."""

    COMMON: ClassVar[bool] = True
    RIGHT: ClassVar[Right] = Right.ORGANISE

    fields: dict[str, Any]

    def apply(self, state: Any, stamp: Stamp) -> Any:
        """Change the entry."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        entry = state.with_fields(self.fields)
        check_entry(entry)
        return entry

    def writes(self, before: Any, after: Any) -> tuple[str, ...]:
        """Return the fields that are stated."""
        del before, after
        return tuple(self.fields)


class OfficeAdded(Added, frozen=True, omit_defaults=True):
    """An office joined the tree."""

    NAME: ClassVar[str] = "office.added"
    ABOUT: ClassVar[type] = Office
    PREFIX: ClassVar[str] = "o"
    office: Office


class OfficeChanged(Changed, frozen=True, omit_defaults=True):
    """An office's fields were changed."""

    NAME: ClassVar[str] = "office.changed"
    ABOUT: ClassVar[type] = Office
    PREFIX: ClassVar[str] = "o"


class UnitAdded(Added, frozen=True, omit_defaults=True):
    """A unit was set up."""

    NAME: ClassVar[str] = "unit.added"
    ABOUT: ClassVar[type] = Unit
    PREFIX: ClassVar[str] = "u"
    unit: Unit


class UnitChanged(Changed, frozen=True, omit_defaults=True):
    """A unit's fields were changed."""

    NAME: ClassVar[str] = "unit.changed"
    ABOUT: ClassVar[type] = Unit
    PREFIX: ClassVar[str] = "u"


class PositionAdded(Added, frozen=True, omit_defaults=True):
    """A position was added to the directory."""

    NAME: ClassVar[str] = "position.added"
    ABOUT: ClassVar[type] = Position
    PREFIX: ClassVar[str] = "s"
    position: Position


class PositionChanged(Changed, frozen=True, omit_defaults=True):
    """A position's fields were changed."""

    NAME: ClassVar[str] = "position.changed"
    ABOUT: ClassVar[type] = Position
    PREFIX: ClassVar[str] = "s"


class CorrespondentAdded(Added, frozen=True, omit_defaults=True):
    """A correspondent was added to the office's directory."""

    NAME: ClassVar[str] = "correspondent.added"
    ABOUT: ClassVar[type] = Correspondent
    PREFIX: ClassVar[str] = "c"
    COMMON: ClassVar[bool] = False
    RIGHT: ClassVar[Right] = Right.REGISTER
    correspondent: Correspondent

    def apply(self, state: Correspondent | None, stamp: Stamp) -> Correspondent:
        """Add the entry; it is merged, if ever, by a fact of its own."""
        if self.correspondent.merged_into:
            raise Refusal(Reason.BAD_VALUE, field="merged_into", value="")
        return super().apply(state, stamp)


class CorrespondentChanged(Changed, frozen=True, omit_defaults=True):
    """A correspondent's fields were changed."""

    NAME: ClassVar[str] = "correspondent.changed"
    ABOUT: ClassVar[type] = Correspondent
    PREFIX: ClassVar[str] = "c"
    COMMON: ClassVar[bool] = False
    RIGHT: ClassVar[Right] = Right.REGISTER

    def apply(self, state: Correspondent | None, stamp: Stamp) -> Correspondent:
        """Change the entry; entries are merged only by merging."""
        if "merged_into" in self.fields:
            raise Refusal(Reason.BAD_VALUE, field="merged_into", value="")
        return super().apply(state, stamp)


class CorrespondentMerged(Fact, frozen=True, omit_defaults=True):
    """An entry was a duplicate: its documents belong to another entry now."""

    NAME: ClassVar[str] = "correspondent.merged"
    ABOUT: ClassVar[type] = Correspondent
    PREFIX: ClassVar[str] = "c"

    into: str

    def apply(self, state: Correspondent | None, stamp: Stamp) -> Correspondent:
        """Point the entry at the one that is kept."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_CORRESPONDENT, value="")
        if state.merged_into:
            raise Refusal(Reason.CORRESPONDENT_MERGED, value=state.name_ru or state.name_kk)
        if not self.into:
            raise Refusal(Reason.UNKNOWN_CORRESPONDENT, value="")
        return replace(state, merged_into=self.into)


FACTS: tuple[type[Fact], ...] = (
    OfficeAdded,
    OfficeChanged,
    UnitAdded,
    UnitChanged,
    PositionAdded,
    PositionChanged,
    CorrespondentAdded,
    CorrespondentChanged,
    CorrespondentMerged,
)
