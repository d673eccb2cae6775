"""What a report about training is made of: figures of one course on a day or in a period."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from edo.queries.phrases import Phrase


class Way(Enum):
    """How a training was held; the value is what it is called in both languages."""

    ON_SITE = Phrase("выездное", "көшпелі")
    REMOTE = Phrase("дистанционное", "қашықтан")
    CENTRE = Phrase("очное", "орталықта")


@dataclass(frozen=True, slots=True)
class Part:
    """An office where some are trained: so many people out of so many."""

    office: Phrase
    trained: int
    required: int


@dataclass(frozen=True, slots=True)
class Held:
    """A training that was held, from its first day to its last."""

    since: date
    until: date
    offices: tuple[Phrase, ...]
    place: Phrase = Phrase()
    way: Way | None = None
    trainers: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What the narrative is made of.

    Attributes:
        course: its title.
        on: the day of which offices and people are counted.
        trained, partly, untrained, expired: offices with people who are required; each in one.
        unstaffed: offices without such people.
        required, passed, left: people, on that day.
        everyone: an office is trained when all such people hold a valid pass; else when one does.
        since: first day of the period that ends with `on`; None to tell the day alone.
        held: trainings of the period, or all until that day where there is no period.
        newly: offices that became trained in the period, `passed_within` people who passed in it.
    """

    course: Phrase
    on: date
    trained: tuple[Phrase, ...] = ()
    partly: tuple[Part, ...] = ()
    untrained: tuple[Phrase, ...] = ()
    expired: tuple[Phrase, ...] = ()
    unstaffed: tuple[Phrase, ...] = ()
    required: int = 0
    passed: int = 0
    left: int = 0
    everyone: bool = True
    since: date | None = None
    held: tuple[Held, ...] = ()
    newly: tuple[Phrase, ...] = ()
    passed_within: int = 0

    @property
    def total(self) -> int:
        """Offices where somebody is required."""
        return len(self.trained) + len(self.partly) + len(self.untrained) + len(self.expired)
