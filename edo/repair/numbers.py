"""Claims on numbers that came to nothing: their document is finished, or they are explained."""

from edo.claimed import claims_of, explain
from edo.commands.awaiting import settle_claims
from edo.domain.numbering import Absence
from edo.domain.roster import OPEN
from edo.queries import numbers
from edo.repair.refetch import exchanged
from edo.share import layout
from edo.share.carrier import Carrier
from edo.store import claims as kept
from edo.store import ledger
from edo.workplace import Workplace


def void_claims(workplace: Workplace, carrier: Carrier) -> int:
    """Account for every number claimed here, or by a workplace that was ended; return how many.

    Nothing is done while this workplace may not send.

    Raises:
        UnreachableError: the share does not answer.
        OutdatedError: a newer release wrote what lies there.
    """
    claims = claims_of(workplace)
    if claims is None or exchanged(workplace, carrier).halt is not None:
        return 0  # what uses a number may be known to a copy of this workplace alone
    done = len(workplace.read(kept.unused, workplace.device))
    settle_claims(workplace, whole=True)
    folder = layout.claimed(workplace.identity.office)
    for journal in sorted(carrier.list(folder)):
        state = workplace.read(numbers.journal_of, id=journal)
        for period in sorted(carrier.list(f"{folder}/{journal}")):
            if state is not None and period.isdecimal():
                claims.follow(journal, int(period), state.first_of(int(period)))
    done -= len(workplace.read(kept.unused, workplace.device))
    for dev in _ended(workplace):
        for claim, n in workplace.read(kept.unused, dev):
            with workplace.entry() as entry:
                why = Absence.CLAIM_UNUSED
                explain(entry, claim.journal, claim.period, n, why, claim.hash)
                done += 1
    return done


def _ended(workplace: Workplace) -> list[str]:
    """Return the devices that were ended, and whose work is all here: nothing uses more numbers."""
    office, roster = workplace.identity.office, workplace.roster
    found: list[str] = []
    for dev, device in roster.devices.items():
        end = roster.end_of(office, dev)
        if device.until != OPEN and end is not None:
            here = workplace.read(ledger.tail, office, dev)
            found += [dev] if here.seq >= end[0] else []
    return found
