"""The marker and the authority chain on a share, against those known here."""

from collections.abc import Iterator

from edo.errors import DamagedError, OutdatedError
from edo.finding import Finding, Harm
from edo.share import authority, collect, layout
from edo.share.authority import RECORD_LIMIT
from edo.share.check.known import Known, Looked, harm_of


def marker(share: Looked, known: Known) -> Iterator[Finding]:
    """Look at the founding record; nothing else is worth looking at where it is another's."""
    found = share.read(layout.FOUNDING, RECORD_LIMIT)
    if found is None:
        yield Finding(Harm.REPAIRABLE, "share_absent", layout.FOUNDING)
    elif found != known.records[0]:
        try:
            authority.check([found])
        except (DamagedError, OutdatedError) as error:
            harm = harm_of(error.reason, found, known.records[0])
            yield Finding(harm, "founding", layout.FOUNDING)
        else:
            yield Finding(Harm.REPAIRABLE, "share_foreign", layout.FOUNDING)


def chain(share: Looked, known: Known) -> Iterator[Finding]:
    """Compare every record with the one known here, and judge those that are new."""
    records = known.records[1:]
    listed = _listed(share)
    for n, held in enumerate(records):
        found = share.read(layout.record(n), RECORD_LIMIT) if n in listed else None
        if found is None:
            yield Finding(Harm.REPAIRABLE, "record_missing", layout.record(n))
        elif found != held:
            yield _other(found, held, n, known)
    yield from _new(share, known, sorted(n for n in listed if n >= len(records)))


def _listed(share: Looked) -> set[int]:
    found: set[int] = set()
    for bucket in share.list(layout.AUTH):
        for part in share.list(f"{layout.AUTH}/{bucket}"):
            number = part.removesuffix(".rec")
            if (
                number.isdecimal()
                and layout.record(int(number)) == f"{layout.AUTH}/{bucket}/{part}"
            ):
                found.add(int(number))
    return found


def _other(found: bytes, held: bytes, n: int, known: Known) -> Finding:
    """Say what lies in the place of a record."""
    try:
        authority.follow(known.chain, found)
        reason = "authority_chain"
    except (DamagedError, OutdatedError) as error:
        reason = error.reason
    code = "chain_forked" if reason == "authority_fork" else "record_other"
    is_record = reason not in ("frame_kind", "frame_lines", "frame_value", "frame_signature")
    harm = harm_of("authority_signature" if is_record else reason, found, held)
    return Finding(harm, code, layout.record(n))


def _new(share: Looked, known: Known, listed: list[int]) -> Iterator[Finding]:
    """Judge the records that follow those known here."""
    first = len(known.records) - 1
    found = collect.read_records(share.carrier, first)
    grown = authority.grow(known.chain, found)
    if grown.records:
        yield Finding(Harm.NOTICE, "records_new", layout.record(first))
    end = first + len(grown.records)
    for n in listed:
        if n >= end:
            data = share.read(layout.record(n), RECORD_LIMIT) or b""
            fault = grown.fault.reason if grown.fault and n == end else "authority_signature"
            is_frame = data.startswith(authority.MAGIC)
            harm = harm_of(fault if is_frame else "frame_kind", data, None)
            yield Finding(harm, "record_other", layout.record(n))
