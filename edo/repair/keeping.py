"""The keeping of the organisation's keys taken over by the recovery sheet, with all around it.

The record that names the new keeper must follow the last one there is, so what the others did is
heard first; all learn of it by the exchange that follows.
"""

from collections.abc import Callable

from edo.commands import recovery
from edo.exchange.exchange import Exchange
from edo.exchange.hands import several
from edo.repair import steps
from edo.workplace import Workplace

KEEPER = "keeper"
"""What the log of repairs calls it."""


def take_over(
    workplace: Workplace,
    *,
    code: str,
    without_share: bool = False,
    tell: Callable[[int, int], object] = lambda _done, _total: None,
) -> str:
    """Make this workplace the keeper's; return the device that kept the keys before.

    Args:
        workplace: another one than the keeper's, which was lost.
        code: of the root key, as typed.
        without_share: the shared folder was lost with the keeper's computer: nobody is heard. What
            the lost keeper had recorded and this workplace never heard of is lost then.
        tell: how many of how many sendings have come in; what it raises leaves all as it was.

    Raises:
        Refusal: the code is not the organisation's, or this workplace was closed or is the keeper.
        UnreachableError: the shared folder does not answer.
    """
    recovery.read_code(workplace, code=code)
    if workplace.carrier is not None and not without_share:
        Exchange(workplace, workplace.carrier, hands=several).run(tell)
    tell(0, 0)  # the last moment to stop
    lost = workplace.roster.keeper
    recovery.take_keeping(workplace, code=code)
    steps.log(
        workplace.home, KEEPER, {"device": workplace.device, "before": lost}, workplace.clock.now()
    )
    return lost
