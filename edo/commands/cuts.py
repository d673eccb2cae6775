"""Where the work of a device ends that may go no further: what a cut names.

A cut voids every log it does not name, and all behind the segment it names. So the keeper looks on
the share too, in every office's space, also those this workplace does not collect. A head alone is
no proof: whoever signs one can promise segments to be made up later. Only what lies there counts.
"""

from collections.abc import Iterable

from edo.change import COMMON
from edo.domain.authority_record import Place
from edo.errors import Reason, Refusal, UnreachableError
from edo.segment import NOTHING, End, end_of
from edo.share import collect, logs
from edo.share.carrier import Carrier
from edo.share.collect import Judge
from edo.store import ledger
from edo.workplace import Workplace


def ends(workplace: Workplace, *, devices: Iterable[str]) -> list[Place]:
    """Return the last segment of every log of some devices: (space, device, number, hash).

    Raises:
        Refusal: the share does not answer, so that honest work might be cut off.
    """
    wanted = frozenset(devices)
    known = {key: end for key, end in workplace.read(ledger.tails).items() if key[1] in wanted}
    if workplace.carrier is not None:
        try:
            known |= _on_share(workplace, workplace.carrier, wanted, known)
        except UnreachableError as error:
            raise Refusal(Reason.CUT_NEEDS_SHARE) from error
    return [(space, dev, end.seq, end.hash) for (space, dev), end in known.items() if end.seq]


def _on_share(
    workplace: Workplace,
    carrier: Carrier,
    wanted: frozenset[str],
    known: dict[tuple[str, str], End],
) -> dict[tuple[str, str], End]:
    """Return where logs end on the share that are longer there than here."""
    if collect.read_founding(carrier) != workplace.records[0]:
        raise UnreachableError("share_absent")
    judge = Judge(workplace.identity.org, workplace.roster, workplace.chain, workplace.clock.now())
    judge = logs.patient(judge)  # what was sent before the cut counts, whatever its clock said
    found: dict[tuple[str, str], End] = {}
    for space in sorted({COMMON, *workplace.roster.offices}):
        for dev, head in logs.newest(carrier, judge, space, wanted).items():
            end = known.get((space, dev), NOTHING)
            if head.seq > end.seq:
                for segment, _ in logs.Log(carrier, judge, space, dev).after(end):
                    end = end_of(segment)
                found[space, dev] = end
    return found
