"""What lies on a share under a name that is not its own, as in a replicator's conflict copies.

Signed objects say themselves where they belong; a content's name is its hash.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress

from edo import segment as segments
from edo.domain.authority_record import AuthorityRecord
from edo.domain.roster import Roster
from edo.errors import DamagedError, OutdatedError
from edo.share import authority, claims, frame, layout
from edo.share import head as heads
from edo.share.claims import Series, Token
from edo.share.head import Head

LIMIT = layout.CONTENT_LIMIT
"""Bytes looked at of one file: a content may have so many."""
_BLOB = re.compile(r"(spaces/[a-z0-9._-]+)/blobs/[0-9a-f]{2}")
_CLAIMS = re.compile(r"spaces/([a-z0-9._-]+)/claims/[a-z0-9._-]+/\d+/\d+")


def proper_name(data: bytes, folder: str, org: str, roster: Roster) -> str | None:
    """Return the name under which some bytes belong; None where nobody of the roster made them.

    A record of the chain is known by its looks only: `authority` judges what follows what.

    Args:
        data: the bytes.
        folder: where they were found; empty for the share itself.
        org: id of the organisation.
        roster: whose keys count.
    """
    ways: tuple[tuple[bytes, Callable[[], str | None]], ...] = (
        (segments.MAGIC, lambda: _segment(data, org, roster)),
        (heads.KIND.magic, lambda: _head(data, org, roster)),
        (authority.MAGIC, lambda: _record(data, org)),
        (claims.TOKEN.magic, lambda: _claim(data, folder, org, roster)),
    )
    for magic, named in ways:
        if data.startswith(magic):
            with suppress(DamagedError, OutdatedError):
                return named()
            return None
    match = _BLOB.fullmatch(folder)
    if match is None or not data:
        return None
    return layout.blob(match[1].removeprefix("spaces/"), hashlib.sha256(data).hexdigest())


def _segment(data: bytes, org: str, roster: Roster) -> str | None:
    header = segments.parse(data)[0].header
    device = roster.devices.get(header.dev)
    if device is None or header.org != org:
        return None
    segments.verify(data, device.public)
    return layout.segment(header.space, header.dev, header.seq)


def _head(data: bytes, org: str, roster: Roster) -> str | None:
    framed, head = frame.read(heads.KIND, data, Head)
    device = roster.devices.get(head.dev)
    if device is None:
        return None
    name = layout.head(head.space, head.dev, head.seq, framed.hash)
    told = layout.read_head(name.rpartition("/")[2])
    if told is None:
        return None
    heads.verify(data, org, head.space, told, device.public)
    return name


def _record(data: bytes, org: str) -> str | None:
    _, record = frame.read(authority.KIND, data, AuthorityRecord)
    return layout.record(record.n) if record.org == org and record.n >= 0 else None


def _claim(data: bytes, folder: str, org: str, roster: Roster) -> str | None:
    match = _CLAIMS.fullmatch(folder)
    if match is None:
        return None
    _, token = frame.read(claims.TOKEN, data, Token)
    series = Series(org, match[1], token.journal, token.period)
    claims.verify(data, series, token.n, roster, token.beside)
    return series.name(token.n, token.beside)
