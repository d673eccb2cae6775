"""Contents of attached files on a share: there, and in a deep look the right bytes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from edo.finding import Finding, Harm
from edo.share import layout
from edo.share.check.known import Known, Looked


def contents(share: Looked, known: Known) -> Iterator[Finding]:
    """Look for every content that a document of a collected space has."""
    by_folder: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for space, sha256 in known.files:
        by_folder[space, sha256[:2]].append(sha256)
    with TemporaryDirectory() as folder:
        for (space, start), wanted in sorted(by_folder.items()):
            listed = set(share.list(f"{layout.blobs(space)}/{start}"))
            for sha256 in sorted(wanted):
                name = layout.blob(space, sha256)
                if sha256 in listed:
                    found = _there(share, known, name, sha256, Path(folder))
                else:
                    found = _missing(known, name, sha256)
                if found is not None:
                    yield found


def _missing(known: Known, name: str, sha256: str) -> Finding:
    if known.has_file(sha256):
        return Finding(Harm.REPAIRABLE, "blob_missing", name)
    return Finding(Harm.DAMAGE, "blob_lost", name)


def _there(share: Looked, known: Known, name: str, sha256: str, folder: Path) -> Finding | None:
    is_here = known.has_file(sha256)
    if known.deep and not _is_whole(share, name, sha256, folder):
        return Finding(Harm.REPAIRABLE if is_here else Harm.DAMAGE, "blob_other", name)
    return None if is_here else Finding(Harm.REPAIRABLE, "file_absent", sha256)


def _is_whole(share: Looked, name: str, sha256: str, folder: Path) -> bool:
    target = folder / sha256
    try:
        if not share.carrier.copy_out(name, target, layout.CONTENT_LIMIT):
            return False
        with target.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    finally:
        target.unlink(missing_ok=True)
