"""What whoever works here watches over: everybody's tasks, or one's own."""

from edo.domain.rights import Right
from edo.queries import task_lists
from edo.queries.task_lists import Chosen
from edo.workplace import Workplace


def overdue(workplace: Workplace) -> int:
    """Return how many tasks are overdue: all, or one's own where one does not control."""
    identity = workplace.identity
    controls = workplace.roster.can(identity.person, Right.CONTROL, identity.office)
    chosen = Chosen(executor="" if controls else identity.person)
    return workplace.read(task_lists.counts, chosen=chosen, today=workplace.clock.today()).overdue
