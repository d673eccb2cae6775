"""Honest work beyond a cut: what came after its author's end, and letting it count after all."""

from collections.abc import Collection

from edo.domain.authority_record import Adopt
from edo.errors import Reason, Refusal
from edo.queries import refused as asked
from edo.queries.refused import RefusedSegment
from edo.workplace import Workplace

AT_ONCE = 50
"""Segments one record names: it may have 8 KiB."""


def refused(workplace: Workplace) -> tuple[RefusedSegment, ...]:
    """Return the segments that are here and have changes without effect."""
    return workplace.read(asked.refused, roster=workplace.roster)


def adopt(
    workplace: Workplace, *, device: str, only: Collection[int] = ()
) -> tuple[RefusedSegment, ...]:
    """Let work of a device count that came after its author's end; return what was adopted.

    Args:
        workplace: the keeper's.
        device: whose work.
        only: numbers of the segments; all that were cut off, where empty.

    Raises:
        Refusal: nothing of this device was cut off, or this is not the keeper's workplace.
    """
    found = tuple(
        one
        for one in refused(workplace)
        if one.device == device and one.is_cut and (not only or one.seq in only)
    )
    if not found:
        raise Refusal(Reason.NOTHING_TO_ADOPT)
    places = [(one.space, one.device, one.seq, one.hash) for one in found]
    parts = (places[start : start + AT_ONCE] for start in range(0, len(places), AT_ONCE))
    workplace.extend(*(Adopt(part).told() for part in parts))
    return found
