"""Histories told from beginning to end, and the stories they follow."""

from collections import Counter
from dataclasses import replace

from edo.store import ledger
from tests.share.faulty import NONE, USUAL
from tests.world import approvals, cheat, errands, lessons, rogue, villain
from tests.world.acts import AWAY, LETTERS, MEETING, annul, exchange
from tests.world.school import schooled
from tests.world.staff import staffed
from tests.world.verdict import judge, stated, survivors
from tests.world.world import Story, Summary, World, world

CALM = Story("calm")
BAD_SHARE = Story("bad share", USUAL)
SERVER = Story(
    "server",
    USUAL,
    ((villain.power_cut, 1), (villain.keep_copy, 1), (villain.go_back, 0.7)),
    is_exclusive=False,
)
HOMES = Story(
    "homes",
    replace(USUAL, longest=20),
    ((villain.back_up, 3), (villain.restore, 1.5), (villain.clone, 0.3)),
)
LOST = Story(
    "lost work",
    replace(USUAL, longest=20, error_before=0.005, error_after=0.005),
    (
        (villain.keep_all, 3),
        (villain.restore, 1.5),
        (villain.clone, 0.3),
        (villain.power_cut, 1.5),
        (villain.put_all_back, 1),
    ),
    is_exclusive=False,
    is_torn=True,
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
LIARS = Story("liars", replace(USUAL, two_winners=0.2), is_exclusive=False)
OFFICES = Story("offices", acts=LETTERS)
POST = Story(
    "post",
    replace(USUAL, longest=8, delay=0.1, error_before=0.01, error_after=0.01, flipped=0.003),
    (
        *LETTERS,
        (exchange, 40),
        (villain.back_up, 2),
        (villain.restore, 1),
        (villain.keep_copy, 1),
        (villain.go_back, 0.5),
        (villain.overstep, 2),
        (villain.write_in_anothers_name, 2),
    ),
    is_exclusive=False,
)
"""Offices that write to each other over a share that does what bad shares do."""
ROUTING = Story(
    "routing",
    replace(USUAL, longest=20),
    (
        (approvals.begin_draft, 2),
        (approvals.start, 9),
        (approvals.decide, 40),
        (approvals.decide_at_once, 9),
        (approvals.look, 3),
        (approvals.revise, 9),
        (approvals.reroute, 7),
        (approvals.register_passed, 5),
        (approvals.deputise, 6),
        (approvals.move, 1),
        (errands.hand_over, 3),
        (errands.resolve, 9),
        (errands.resolve_at_once, 3),
        (errands.give, 7),
        (errands.do, 20),
        (errands.do_at_once, 6),
        (errands.watch, 14),
        (errands.acquaint, 9),
        (errands.meet, 12),
        (errands.pass_days, 4),
        (rogue.exceed, 5),
        (villain.overstep, 1),
        (villain.dismiss, 0.6),
        (villain.back_up, 3),
        (villain.restore, 1.5),
    ),
    usual=MEETING,
    begin=staffed,
    epilogue=villain.disown,
)
"""Documents that are approved, resolved, executed and read, by deputies too."""
TRAINING = Story(
    "training",
    replace(USUAL, longest=20),
    (
        (lessons.keep_course, 3),
        (lessons.keep_staff, 9),
        (lessons.move_at_once, 2),
        (lessons.plan, 7),
        (lessons.arrange, 14),
        (lessons.mark, 14),
        (lessons.mark_at_once, 8),
        (lessons.correct, 9),
        (lessons.correct_at_once, 5),
        (lessons.certify, 5),
        (annul, 1),
        (errands.meet, 12),
        (errands.pass_days, 4),
        (cheat.mark_unasked, 5),
        (villain.overstep, 1),
        (villain.dismiss_while_whole, 0.6),
        (villain.back_up, 3),
        (villain.restore, 1.5),
    ),
    usual=(*AWAY, (exchange, 45)),
    begin=schooled,
    epilogue=villain.disown,
)
"""Trainers who mark the same rooms on laptops of their own, and staff that comes and goes."""
STORIES = (CALM, BAD_SHARE, SERVER, HOMES, STRANGER, INSIDERS, LOST, LIARS)
"""Told by their seeds, so that a seed stays the history it was."""
LATER = (OFFICES, POST, ROUTING, TRAINING)
"""Told by name, or by seeds of their own."""


def tell(seed: int, steps: int = 200, story: str = "", workplaces: int = 0) -> Summary:
    """Tell the history of a seed and judge what it came to.

    Args:
        seed: decides everything, and what is not told here.
        steps: how many.
        story: name of one; the seed's where it is empty.
        workplaces: how many, 0 for the seed's own number.

    Raises:
        AssertionError: something is not as it must be.
    """
    known = (*STORIES, *LATER)
    chosen = next((one for one in known if one.name == story), STORIES[seed % len(STORIES)])
    with world(seed, chosen, workplaces or 3 + seed // len(STORIES) % 3) as made:
        for number in range(steps):
            made.step()
            if number % 10 == 0:
                _nothing_goes(made)
        _nothing_goes(made)
        held = [(seat, stated(seat)) for seat in made.seats]
        rounds = made.settle()
        if chosen.epilogue is not None and seed % 4 == 0:
            chosen.epilogue(made, made.keeper)
            rounds += made.settle()
        judge(made, survivors(held))
        befell = made.befell + Counter({k.value: n for k, n in made.share.injected.items()})
        return Summary(seed, made.trace, steps, rounds, befell)


def _nothing_goes(made: World) -> None:
    """No change leaves a ledger."""
    for seat in made.seats:
        now = seat.workplace.read(ledger.count)
        assert now >= seat.held, (made.seed, seat.name, "changes went")
        seat.held = now
