"""Names on the share: made and read here only. Contract: `FORMAT.md`.

A name is `[a-z0-9._-]` parts joined by `/`, at most 120 characters, without a word a person wrote.
"""

import re
from dataclasses import dataclass

NAME_LIMIT = 120
"""Characters of a whole name."""
BUCKET = 1_000
"""Objects a folder holds by design."""
CONTENT_LIMIT = 200 * 1024 * 1024
"""Bytes an attached file's content may have."""
FOUNDING = "org.json"
"""The founding record; where it is missing, the share is not here."""
AUTH = "auth"
"""The folder of the authority chain, bucket by bucket."""
SPACES = "spaces"
"""The folder of the spaces, each by its id."""
JOIN = "join"
PROBE = "probe"
SIDE = "-"
"""Parts a number from its suffix in the name of a claim beside the sequence."""

# No dot at either end: some systems hide the one and drop the other.
_ONE = r"[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?"
_NAME = re.compile(f"{_ONE}(?:/{_ONE})*")
_HEAD = re.compile(r"([a-z2-7]{16})\.(\d{12})\.([0-9a-f]{12})")
_SEGMENT = re.compile(r"spaces/([a-z0-9._-]+)/log/([a-z2-7]{16})/\d{9}/(\d{12})\.seg")
_PACK = re.compile(r"(\d{12})-(\d{12})\.pack")
_CLAIM = re.compile(r"(\d{7})")
_REQUEST = re.compile(r"([a-z2-7]{16})\.([0-9a-f]{8})\.req")
_TEMPORARY = re.compile(r".+\.[0-9a-f]{8}\.tmp")


@dataclass(frozen=True, slots=True)
class HeadName:
    """What the name of a head tells: the device, the last segment of its log, the head's hash."""

    dev: str
    seq: int
    hash: str


def is_name(name: str) -> bool:
    """Tell whether a name is one this format may use."""
    return len(name) <= NAME_LIMIT and _NAME.fullmatch(name) is not None


def is_temporary(part: str) -> bool:
    """Tell whether the last part of a name is of a file still being written."""
    return _TEMPORARY.fullmatch(part) is not None


def record(n: int) -> str:
    """Return the name of a record of the authority chain."""
    return f"{AUTH}/{n // BUCKET:05}/{n:08}.rec"


def is_record(name: str) -> bool:
    """Tell whether a name is of a record of the authority chain; the founding one is not meant."""
    return name.startswith(f"{AUTH}/")


def space(id: str) -> str:
    """Return the folder of a space."""
    return f"{SPACES}/{id}"


def heads(space: str) -> str:
    """Return the folder of a space's heads."""
    return f"{SPACES}/{space}/heads"


def head(space: str, dev: str, seq: int, digest: str) -> str:
    """Return the name of a head; `digest` is the SHA-256 of its signed line in hex."""
    return f"{heads(space)}/{dev}.{seq:012}.{digest[:12]}"


def read_head(part: str) -> HeadName | None:
    """Read the last part of a head's name; None where it is none."""
    match = _HEAD.fullmatch(part)
    return HeadName(match[1], int(match[2]), match[3]) if match else None


def logs(space: str) -> str:
    """Return the folder of a space's logs, each by its device."""
    return f"{SPACES}/{space}/log"


def log(space: str, dev: str) -> str:
    """Return the folder of a device's log."""
    return f"{logs(space)}/{dev}"


def segment(space: str, dev: str, seq: int) -> str:
    """Return the name of a segment."""
    return f"{log(space, dev)}/{seq // BUCKET:09}/{seq:012}.seg"


def branch(space: str, dev: str, seq: int, digest: str) -> str:
    """Return the name of a segment whose own name another branch of its log has; by its hash."""
    return f"{log(space, dev)}/{seq // BUCKET:09}/{seq:012}.{digest[:12]}.seg"


def read_segment(name: str) -> tuple[str, str, int] | None:
    """Read the whole name of a segment as (space, device, number); None where it is none."""
    match = _SEGMENT.fullmatch(name)
    found = (match[1], match[2], int(match[3])) if match else None
    return found if found and segment(*found) == name else None


def packed(space: str) -> str:
    """Return the folder of a space's packs, by device."""
    return f"{SPACES}/{space}/packs"


def packs(space: str, dev: str) -> str:
    """Return the folder of a device's packs."""
    return f"{packed(space)}/{dev}"


def pack(space: str, dev: str, first: int, last: int) -> str:
    """Return the name of a pack of the segments `first` to `last`."""
    return f"{packs(space, dev)}/{first:012}-{last:012}.pack"


def read_pack(part: str) -> tuple[int, int] | None:
    """Read the last part of a pack's name as (first, last); None where it is none."""
    match = _PACK.fullmatch(part)
    return (int(match[1]), int(match[2])) if match else None


def blobs(space: str) -> str:
    """Return the folder of the contents of attached files, by the first two digits of a hash."""
    return f"{SPACES}/{space}/blobs"


def blob(space: str, sha256: str) -> str:
    """Return the name of an attached file's content."""
    return f"{blobs(space)}/{sha256[:2]}/{sha256}"


def claimed(space: str) -> str:
    """Return the folder of a space's claims, by journal and period."""
    return f"{SPACES}/{space}/claims"


def claims(space: str, journal: str, period: int) -> str:
    """Return the folder of a journal's claims in a period."""
    return f"{claimed(space)}/{journal}/{period}"


def claim(space: str, journal: str, period: int, n: int, beside: str = "") -> str:
    """Return the name of a claim.

    Args:
        space: the office's.
        journal: its id.
        period: of the journal.
        n: the ordinal number.
        beside: what tells a claim beside the sequence, `[a-z0-9]`; empty for one in sequence.
    """
    part = f"{n:07}{SIDE}{beside}" if beside else f"{n:07}"
    return f"{claims(space, journal, period)}/{n // BUCKET:05}/{part}"


def read_claim(part: str) -> int | None:
    """Read the last part of a claim in sequence as its number; None where it is none."""
    return int(part) if _CLAIM.fullmatch(part) else None


def request(invitation: str, random: str) -> str:
    """Return the name of a request to join; `random` is 8 hex digits."""
    return f"{JOIN}/{invitation}.{random}.req"


def read_request(part: str) -> str | None:
    """Read the last part of a request's name as its invitation; None where it is none."""
    match = _REQUEST.fullmatch(part)
    return match[1] if match else None


def probe(dev: str, part: str) -> str:
    """Return the name of a device's probe file."""
    return f"{PROBE}/{dev}/{part}"
