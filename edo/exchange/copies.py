"""Work that lies on the share only in a replicator's conflict copy: given its own name again.

Two computers that both saw a file replicated may leave one of them under a name such as
`… (conflicted copy …)`. Signed objects say where they belong. The copies themselves stay.
"""

from collections.abc import Iterator

from edo import segment
from edo.errors import DamagedError, OutdatedError
from edo.share import authority, layout, strays
from edo.share.carrier import Carrier, Foreign, Put
from edo.workplace import Workplace


def import_copies(workplace: Workplace, carrier: Carrier) -> int:
    """Put what conflict copies hold where it belongs, if nothing lies there; return how many.

    Raises:
        UnreachableError: the share does not answer.
    """
    if not isinstance(carrier, Foreign):
        return 0
    put = 0
    for folder in _folders(workplace, carrier):
        for part in carrier.strays(folder):
            data = carrier.read_stray(folder, part, strays.LIMIT) or b""
            put += _put(workplace, carrier, folder, data)
    return put


def _folders(workplace: Workplace, carrier: Carrier) -> Iterator[str]:
    """Yield the folders in which objects of the spaces this workplace collects lie."""
    yield from (f"{layout.AUTH}/{bucket}" for bucket in carrier.list(layout.AUTH))
    for space in sorted(workplace.spaces):
        yield layout.heads(space)
        for folder in (layout.logs(space), layout.claimed(space)):
            yield from _below(carrier, folder)
        blobs = layout.blobs(space)
        yield from (f"{blobs}/{part}" for part in carrier.list(blobs))


def _below(carrier: Carrier, folder: str) -> Iterator[str]:
    """Yield the folders below one that hold files: their names are numbers."""
    for part in carrier.list(folder):
        inner = f"{folder}/{part}"
        is_bucket = part.isdecimal() and inner.count("/") > _DEPTH[inner.split("/")[2]]
        if is_bucket:
            yield inner
        elif inner.count("/") <= _DEPTH[inner.split("/")[2]]:
            yield from _below(carrier, inner)


_DEPTH = {"log": 3, "claims": 4}
"""Slashes in the name of the deepest folder that holds folders only."""


def _put(workplace: Workplace, carrier: Carrier, folder: str, data: bytes) -> bool:
    name = strays.proper_name(data, folder, workplace.identity.org, workplace.roster)
    if name is None:
        return False
    if layout.is_record(name):
        try:
            authority.follow(workplace.chain, data)
        except (DamagedError, OutdatedError):
            return False
    put = carrier.put_new(name, data)
    if put is Put.DIFFERENT and (told := layout.read_segment(name)):
        name = layout.branch(*told, segment.parse(data)[0].hash)  # the log forked
        put = carrier.put_new(name, data)
    return put is Put.CREATED
