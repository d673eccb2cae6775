"""Claims on numbers that came to nothing: their document is finished, or they are explained."""

from edo.claimed import claims_of, explain
from edo.commands.waiting import settle_claims
from edo.domain.numbering import Absence
from edo.domain.roster import OPEN
from edo.queries import numbers
from edo.share import layout
from edo.share.carrier import Carrier
from edo.store import claims as kept
from edo.workplace import Workplace


def void_claims(workplace: Workplace, carrier: Carrier) -> int:
    """Account for every number claimed here, or by a workplace that was ended; return how many.

    Raises:
        UnreachableError: the share does not answer.
        OutdatedError: a newer release wrote what lies there.
    """
    claims = claims_of(workplace)
    if claims is None:
        return 0
    done = len(workplace.read(kept.unused, workplace.device))
    settle_claims(workplace, whole=True)
    folder = layout.claimed(workplace.identity.office)
    for journal in sorted(carrier.list(folder)):
        state = workplace.read(numbers.journal_of, id=journal)
        for period in sorted(carrier.list(f"{folder}/{journal}")):
            if state is not None and period.isdecimal():
                claims.follow(journal, int(period), state.first_of(int(period)))
    done -= len(workplace.read(kept.unused, workplace.device))
    ended = [name for name, one in workplace.roster.devices.items() if one.until != OPEN]
    for dev in ended:
        for claim, n in workplace.read(kept.unused, dev):
            with workplace.entry() as entry:
                why = Absence.CLAIM_UNUSED
                explain(entry, claim.journal, claim.period, n, why, claim.hash)
                done += 1
    return done
