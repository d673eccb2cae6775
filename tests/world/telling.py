"""Histories told from beginning to end, and the stories they follow."""

from collections import Counter
from dataclasses import replace

from edo.store import ledger
from tests.share.faulty import NONE, USUAL
from tests.world import villain
from tests.world.verdict import is_member, judge, stated
from tests.world.world import Story, Summary, World, world

CALM = Story("calm")
BAD_SHARE = Story("bad share", USUAL)
SERVER = Story(
    "server",
    USUAL,
    ((villain.power_cut, 1), (villain.keep_copy, 1), (villain.go_back, 0.7)),
)
HOMES = Story(
    "homes",
    replace(USUAL, longest=20),
    ((villain.back_up, 3), (villain.restore, 1.5), (villain.clone, 0.3), (villain.power_cut, 0.5)),
)
STRANGER = Story(
    "stranger",
    NONE,
    (
        (villain.forge_segment, 2),
        (villain.forge_head, 2),
        (villain.forge_record, 1),
        (villain.swap, 2),
        (villain.litter, 3),
        (villain.spoil, 1),
        (villain.remove, 1),
    ),
)
INSIDERS = Story("insiders", USUAL, ((villain.overstep, 5), (villain.dismiss, 0.7)))
STORIES = (CALM, BAD_SHARE, SERVER, HOMES, STRANGER, INSIDERS)


def tell(seed: int, steps: int = 200, story: Story | None = None) -> Summary:
    """Tell the history of a seed and judge what it came to.

    Raises:
        AssertionError: something is not as it must be.
    """
    story = story or STORIES[seed % len(STORIES)]
    with world(seed, story, workplaces=3 + seed // len(STORIES) % 3) as made:
        for number in range(steps):
            made.step()
            if number % 10 == 0:
                _nothing_goes(made)
        _nothing_goes(made)
        held = [(seat, stated(seat)) for seat in made.seats]
        rounds = made.settle()
        # What only a workplace holds that may not send is not lost, and not sent.
        sending = [changes for seat, changes in held if seat.halt is None and is_member(seat)]
        judge(made, frozenset(one for changes in sending for one in changes))
        befell = made.befell + Counter({k.value: n for k, n in made.share.injected.items()})
        return Summary(seed, made.trace, steps, rounds, befell)


def _nothing_goes(made: World) -> None:
    """No change leaves a ledger."""
    for seat in made.seats:
        now = seat.workplace.read(ledger.count)
        assert now >= seat.held, (made.seed, seat.name, "changes went")
        seat.held = now
