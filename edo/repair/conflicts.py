"""Work that lies on the share only in a replicator's conflict copy, taken in at once."""

from edo.exchange.copies import import_copies
from edo.repair.refetch import exchanged
from edo.share.carrier import Carrier
from edo.workplace import Workplace


def import_strays(workplace: Workplace, carrier: Carrier) -> int:
    """Give what conflict copies hold its own name, then exchange; return how many there were.

    Raises:
        UnreachableError: the share does not answer.
    """
    put = import_copies(workplace, carrier)
    exchanged(workplace, carrier)
    return put
