"""What the day begins with, for those who register and for those who do not."""

from edo.commands.inbox import day
from tests.desks import AUTHOR, CHAIR, CLERK, Office


def test_a_draft_waits_for_its_author_and_for_who_registers(office: Office) -> None:
    """The chair finds no draft of somebody else's among what waits; its author and the clerk do."""
    draft = office.draft()
    office.meet()
    found = {
        name: [row.document for row in day(office.at[name]).office.drafts]
        for name in (AUTHOR, CHAIR, CLERK)
    }
    assert found == {AUTHOR: [draft], CHAIR: [], CLERK: [draft]}
    assert [day(office.at[name]).office.count for name in (AUTHOR, CHAIR)] == [1, 0]
