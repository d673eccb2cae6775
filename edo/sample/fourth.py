"""The fourth day: who goes round and trains, what is said, and what came to be under which key."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

import msgspec

from edo.domain.session import Form
from edo.sample.texts import OfficeText, Said, read
from edo.sample.third import Third
from edo.sample.times import shift

TRAINER, COLLEAGUE = "trainer", "second_trainer"
"""Who trains; keys of people."""


class CourseText(Said, frozen=True, kw_only=True):
    """The course: its hours, how many months a pass holds, since when people are required."""

    hours: int
    months: int
    ago: int


class StaffText(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of an office's staff."""

    office: str
    name_ru: str
    name_kk: str
    position: str


class HeldText(msgspec.Struct, frozen=True, kw_only=True):
    """A session at one office: so many working days ago, or ahead."""

    office: str
    form: Form
    place: str
    ago: int = 0
    ahead: int = 0


class FourthText(msgspec.Struct, frozen=True, kw_only=True):
    """All texts of the fourth day."""

    course: CourseText
    regions: tuple[OfficeText, ...]
    staff: tuple[StaffText, ...]
    held: tuple[HeldText, ...]
    planned: tuple[HeldText, ...]
    said: dict[str, Said]


@cache
def fourth() -> FourthText:
    """Return the texts of the fourth day."""
    return read("training", FourthText)


@dataclass(slots=True, kw_only=True)
class Fourth(Third):
    """The fourth day being played.

    Attributes:
        offices: ids of offices by key.
        staff: ids of an office's people by its key.
    """

    offices: dict[str, str] = field(default_factory=dict[str, str])
    staff: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def said(self, key: str) -> str:
        """Return what somebody says, in the table's language."""
        text = fourth().said[key]
        return text.kk if self.words.language == "kk" else text.ru

    def day(self, n: int) -> date:
        """Return the day so many working days from this one."""
        return shift(self.on, n)

    def title(self, key: str) -> str:
        """Return what an office is called in the table's language."""
        sample = self.office.text
        known = {"": sample.region, "union": sample.union}
        text = known.get(key) or next(one for one in fourth().regions if one.key == key)
        return text.name_kk if self.words.language == "kk" else text.name_ru
