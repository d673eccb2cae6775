"""Look over a workplace and say what is wrong: read everything, write nothing.

Checked: the database file itself, the authority chain, every segment's signature and place in its
log, the ledger against its segments, the tables against a fold from scratch, the attached files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from edo import segment as segments
from edo.domain.fold import fold
from edo.domain.roster import Roster
from edo.errors import DamagedError, OutdatedError
from edo.store import ledger, tables_check
from edo.store.database import Connection
from edo.workplace import Workplace


class Harm(StrEnum):
    """How bad a finding is."""

    REPAIRABLE = "repairable"
    """`edo rebuild` mends it; nothing is lost."""
    DAMAGE = "damage"
    """Bytes are lost or were changed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: how bad, which check found it, and where."""

    harm: Harm
    code: str
    where: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What was looked at, and what is wrong with it."""

    findings: tuple[Finding, ...]
    segments: int
    changes: int
    files: int


def check(workplace: Workplace) -> Examined:
    """Look over a workplace that could be opened."""
    findings = [Finding(Harm.DAMAGE, "database", line) for line in workplace.integrity()]
    if findings:
        return Examined(tuple(findings), 0, 0, 0)
    findings += workplace.read(_segments, roster=workplace.roster)
    findings += workplace.read(_tables, roster=workplace.roster)
    hashes = workplace.read(tables_check.attached)
    findings += [
        Finding(Harm.DAMAGE, "file", sha256)
        for sha256 in hashes
        if not workplace.blobs.is_whole(sha256)
    ]
    counted = workplace.read(tables_check.counted)
    return Examined(tuple(findings), *counted, len(hashes))


def _segments(connection: Connection, *, roster: Roster) -> list[Finding]:
    """Verify every segment, its place in its log, and the changes the ledger took from it."""
    findings: list[Finding] = []
    ends: dict[tuple[str, str], tuple[int, str]] = {}
    lines = 0
    for kept in ledger.all_segments(connection):
        try:
            findings += _segment(connection, kept, roster, ends)
        except (DamagedError, OutdatedError) as error:
            findings.append(Finding(Harm.DAMAGE, error.reason, str(kept.id)))
        lines += len(ledger.lines_of(connection, kept.id))
    if strays := ledger.count(connection) - lines:
        findings.append(Finding(Harm.DAMAGE, "ledger_segment", f"+{strays}"))
    return findings


def _segment(
    connection: Connection,
    kept: ledger.KeptSegment,
    roster: Roster,
    ends: dict[tuple[str, str], tuple[int, str]],
) -> Iterator[Finding]:
    header = segments.parse(kept.data)[0].header
    device = roster.devices.get(header.dev)
    if device is None:
        yield Finding(Harm.DAMAGE, "segment_device", str(kept.id))
        return
    segment = segments.verify(kept.data, device.public)
    before = ends.get((header.space, header.dev), (0, ""))
    if (header.seq, header.prev) != (before[0] + 1, before[1]):
        yield Finding(Harm.DAMAGE, "segment_chain", f"{header.space}/{header.dev}/{header.seq}")
    ends[header.space, header.dev] = (header.seq, segment.hash)
    lines = ledger.kept_of(segment, segments.lines(segment))
    if kept.told != ledger.told_of(segment) or lines != ledger.lines_of(connection, kept.id):
        yield Finding(Harm.DAMAGE, "ledger_segment", str(kept.id))


def _tables(connection: Connection, *, roster: Roster) -> list[Finding]:
    """Compare every subject's row with a fold of its changes."""
    known = tables_check.Tables(connection)
    findings = [
        Finding(Harm.REPAIRABLE, "table", subject)
        for subject, entries in ledger.by_subject(connection)
        if not known.agree(subject, fold((entry.change for entry in entries), roster).state)
    ]
    if surplus := known.surplus():
        findings.append(Finding(Harm.REPAIRABLE, "table_rows", str(surplus)))
    return findings
