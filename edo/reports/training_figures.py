"""What a report about training is made of: figures of one course on a day or in a period."""

from dataclasses import dataclass
from datetime import date

from edo.domain.course import Goal
from edo.domain.session import Form
from edo.queries.phrases import Phrase

FORMS = {
    Form.ON_SITE: Phrase("выездное", "көшпелі"),
    Form.REMOTE: Phrase("дистанционное", "қашықтан"),
    Form.CENTRE: Phrase("в центральном органе", "орталық органда"),
    Form.PRIOR: Phrase("пройдено ранее", "бұрын өткен"),
}
"""How a training is held, in words."""


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
    form: Form | None = None
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
        goal: when an office counts as trained.
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
    goal: Goal = Goal.EVERYONE
    since: date | None = None
    held: tuple[Held, ...] = ()
    newly: tuple[Phrase, ...] = ()
    passed_within: int = 0

    @property
    def total(self) -> int:
        """Offices where somebody is required."""
        return len(self.trained) + len(self.partly) + len(self.untrained) + len(self.expired)
