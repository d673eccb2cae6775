"""What else lies on a share: conflict copies, leftovers, strangers; and the room there is."""

from collections.abc import Iterator

from edo.finding import Finding, Harm
from edo.share import layout, strays
from edo.share.carrier import Foreign
from edo.share.check.known import Known, Looked
from edo.share.signs import replicators

_STALE = 48 * 60 * 60 * 1000
_CROWDED = 2 * layout.BUCKET
"""Names in a folder that by design holds half of them."""
_ROOT = (layout.AUTH, layout.SPACES, layout.JOIN, layout.PROBE)


def others(share: Looked, known: Known) -> Iterator[Finding]:
    """Look for what is none of ours in the folders that were looked into, and at their size."""
    share.list(layout.JOIN)
    carrier = share.carrier
    for folder, count in sorted(share.folders.items()):
        if count > _CROWDED:
            yield Finding(Harm.NOTICE, "folder_crowded", f"{folder}: {count}")
    if not isinstance(carrier, Foreign):
        return
    for folder in sorted({"", *_ROOT, *share.folders}):
        for part in carrier.strays(folder):
            if not replicators([part]):
                yield _stray(carrier, share, known, folder, part)
        for part, since in carrier.temporaries(folder):
            if known.now - since > _STALE:
                where = f"{folder}/{part}" if folder else part
                yield Finding(Harm.NOTICE, "temporary", where)


def _stray(carrier: Foreign, share: Looked, known: Known, folder: str, part: str) -> Finding:
    """Tell a copy that holds what the share lacks from one that holds nothing new."""
    where = f"{folder}/{part}" if folder else part
    data = carrier.read_stray(folder, part, strays.LIMIT) or b""
    name = strays.proper_name(data, folder, known.org, known.roster)
    if name is not None and share.read(name, strays.LIMIT) is None:
        return Finding(Harm.REPAIRABLE, "stray_holds", where)
    return Finding(Harm.NOTICE, "stray", where)
