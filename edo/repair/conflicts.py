"""Work that lies on the share only in a replicator's conflict copy: given its own name again."""

from edo.check import check
from edo.errors import DamagedError, OutdatedError
from edo.repair.refetch import exchanged
from edo.share import authority, strays
from edo.share.carrier import Carrier, Foreign, Put
from edo.workplace import Workplace


def import_strays(workplace: Workplace, carrier: Carrier) -> int:
    """Put what conflict copies hold where it belongs, if nothing lies there; return how many.

    The copies themselves stay. What follows from what they hold comes in by an exchange.

    Raises:
        UnreachableError: the share does not answer.
    """
    if not isinstance(carrier, Foreign):
        return 0
    put = 0
    for one in check(workplace).findings:
        if one.code == "stray_holds":
            folder, _, part = one.where.rpartition("/")
            data = carrier.read_stray(folder, part, strays.LIMIT) or b""
            put += _put(workplace, carrier, folder, data)
    exchanged(workplace, carrier)
    return put


def _put(workplace: Workplace, carrier: Carrier, folder: str, data: bytes) -> bool:
    org = workplace.identity.org
    name = strays.proper_name(data, folder, org, workplace.roster)
    if name is None:
        return False
    if name.startswith("auth/"):
        try:
            authority.follow(workplace.chain, data)
        except (DamagedError, OutdatedError):
            return False
    return carrier.put_new(name, data) is Put.CREATED
