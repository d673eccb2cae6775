"""Look over a workplace and its share, and say what is wrong: read everything, write nothing.

Checked at home: the database file, the authority chain, every segment's signature and place in its
log, the ledger against its segments, the tables against a fold from scratch, the attached files.
On the share: see `edo.share.check`.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edo import segment as segments
from edo.domain.fold import fold
from edo.domain.numbering import Absence
from edo.domain.roster import Roster
from edo.errors import DamagedError, OutdatedError, UnreachableError
from edo.finding import Finding, Harm
from edo.known import known
from edo.queries import numbers
from edo.share.carrier import Carrier
from edo.share.check import chain, claims, contents, logs, names
from edo.share.check.known import Known, Looked
from edo.share.layout import NAME_LIMIT
from edo.share.publish import STRANGE
from edo.store import claims as claims_known
from edo.store import coverage, ledger, shared, tables_check
from edo.store.database import Connection
from edo.workplace import SHARE, Workplace

_LITTLE_ROOM = 200 * 1024 * 1024
"""Bytes free on a disk below which it is said."""
_LONG_PATH = 250
"""Characters of a path that older programs on Windows still open."""
_AWAY = ("share_absent", "share_foreign", "founding")
Progress = Callable[[int, int], object]
"""Told how much of how much was read; False asks to stop."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was looked at, and what was found.

    Attributes:
        findings: what is wrong, or worth knowing.
        segments, changes, files: how many were looked at here.
        objects: how many names of the share were seen; 0 for a workplace that is alone.
        stopped: it was stopped before the end, so there may be more to find.
    """

    findings: tuple[Finding, ...]
    segments: int
    changes: int
    files: int
    objects: int = 0
    stopped: bool = False


class _Pace:
    """How far the reading is; `go` counts on and tells whether to."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.stopped = False
        self._done, self._total, self._progress = 0, total, progress

    def go(self, steps: int = 1) -> bool:
        """Count some more steps; False once somebody asked to stop."""
        self._done = min(self._total, self._done + steps)
        if self._progress is not None and self._progress(self._done, self._total) is False:
            self.stopped = True
        return not self.stopped


def check(
    workplace: Workplace, *, deep: bool = False, progress: Progress | None = None
) -> Examined:
    """Look over a workplace that could be opened, and its share.

    Args:
        workplace: where nothing is written.
        deep: read also contents, packs and old claims on the share.
        progress: told how many of all segments, changes and files here are read.
    """
    findings = [Finding(Harm.DAMAGE, "database", line) for line in workplace.integrity()]
    if findings:
        return Examined(tuple(findings), 0, 0, 0)
    counted = workplace.read(tables_check.counted)
    count = len(workplace.read(tables_check.attached))
    pace = _Pace(sum(counted) + count, progress)
    findings += workplace.read(_segments, roster=workplace.roster, pace=pace)
    findings += workplace.read(_tables, roster=workplace.roster, pace=pace)
    findings += _room("home", workplace.home.folder)
    lacking = [*_files(workplace, pace)]
    if pace.stopped:
        found = tuple(dict.fromkeys([*findings, *lacking]))
        return Examined(found, *counted, count, stopped=True)
    objects = 0
    if workplace.carrier is not None:
        told = known(workplace, {one.where for one in lacking}, deep=deep)
        share, found = _share(workplace, workplace.carrier, told)
        objects = share.objects
        there = {one.where for one in found if one.code == "file_absent"}
        findings += [one for one in lacking if one.where not in there]
        findings += [*found, *_remembered(workplace, found)]
    else:
        findings += lacking
    return Examined(tuple(dict.fromkeys(findings)), *counted, count, objects)


def _files(workplace: Workplace, pace: _Pace) -> Iterator[Finding]:
    """Look for the contents of attached files: lost or changed, or not brought here yet."""
    awaited = {one.sha256 for one in workplace.read(shared.missed, limit=1_000_000)}
    for sha256 in workplace.read(tables_check.attached):
        if not pace.go():
            return
        if not workplace.blobs.is_whole(sha256):
            is_awaited = sha256 in awaited and not workplace.blobs.holds(sha256)
            yield (
                Finding(Harm.NOTICE, "file_awaited", sha256)
                if is_awaited
                else Finding(Harm.DAMAGE, "file", sha256)
            )


def _share(workplace: Workplace, carrier: Carrier, told: Known) -> tuple[Looked, list[Finding]]:
    """Look a share over; where it does not answer, say so, and that is all."""
    share, findings = Looked(carrier), list[Finding]()
    try:
        findings += chain.marker(share, told)
        if not any(one.code in _AWAY for one in findings):
            findings += _looked_over(share, told)
            findings += _room("share", Path(workplace.read(ledger.recall, SHARE)))
    except UnreachableError as error:
        findings.append(Finding(Harm.REPAIRABLE, "share_away", error.reason))
    return share, findings


def _looked_over(share: Looked, told: Known) -> Iterator[Finding]:
    for look in (
        chain.chain,
        logs.spaces,
        claims.claimed,
        contents.contents,
        names.others,
    ):
        yield from look(share, told)


def _remembered(workplace: Workplace, found: list[Finding]) -> Iterator[Finding]:
    """Tell of what was set aside and is not found again, and of numbers nobody accounts for."""
    where = {one.where for one in found}
    for one in workplace.read(shared.aside):
        if one.name not in where:
            is_mended = one.reason == STRANGE  # its owner's own lies there by now
            yield Finding(Harm.NOTICE if is_mended else Harm.REPAIRABLE, "set_aside", one.name)
    if workplace.device in workplace.roster.replaced:
        yield Finding(Harm.REPAIRABLE, "replaced", workplace.device)
    for one in workplace.read(numbers.disputed):
        yield Finding(Harm.NOTICE, "number_disputed", one.number)
    for where in workplace.read(_unexplained, today=workplace.clock.today()):
        yield Finding(Harm.NOTICE, "number_unexplained", where)


def _unexplained(connection: Connection, *, today: date) -> list[str]:
    """Return the numbers that neither a document has nor anybody explains."""
    found: list[str] = []
    for journal, period in claims_known.series(connection):
        state = numbers.journal_of(connection, id=journal)
        if state is not None and numbers.has_gaps(
            connection, id=journal, journal=state, period=period
        ):
            told = numbers.numbers(
                connection, id=journal, journal=state, period=period, today=today
            )
            gone = [one for one in told.missing if one.why is Absence.UNEXPLAINED]
            found += [f"{state.index} {period or ''} № {one.n}" for one in gone]
    return found


def _room(place: str, folder: Path) -> Iterator[Finding]:
    """Look whether a disk is nearly full, and whether the share's paths get too long."""
    if place == "share" and len(str(folder)) + NAME_LIMIT > _LONG_PATH:
        yield Finding(Harm.NOTICE, "path_long", str(folder))
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return
    if free < _LITTLE_ROOM:
        yield Finding(Harm.NOTICE, "room", str(folder))


def _segments(connection: Connection, *, roster: Roster, pace: _Pace) -> list[Finding]:
    """Verify every segment, its place in its log, and the changes the ledger took from it."""
    findings: list[Finding] = []
    ends: dict[tuple[str, str], dict[str, int]] = {}
    lines = 0
    for kept in ledger.all_segments(connection):
        if not pace.go():
            return findings
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
    ends: dict[tuple[str, str], dict[str, int]],
) -> Iterator[Finding]:
    """Verify one segment behind those of its log before it, on whatever branch of it."""
    header = segments.parse(kept.data)[0].header
    device = roster.devices.get(header.dev)
    if device is None:
        yield Finding(Harm.DAMAGE, "segment_device", str(kept.id))
        return
    segment = segments.verify(kept.data, device.public)
    held = ends.get((header.space, header.dev), {}) | {"": 0}
    if held.get(header.prev) != header.seq - 1:
        yield Finding(Harm.DAMAGE, "segment_chain", f"{header.space}/{header.dev}/{header.seq}")
    near = {name: seq for name, seq in held.items() if seq >= header.seq - 1}
    ends[header.space, header.dev] = near | {segment.hash: header.seq}
    lines = ledger.kept_of(segment, segments.lines(segment))
    if kept.told != ledger.told_of(segment) or lines != ledger.lines_of(connection, kept.id):
        yield Finding(Harm.DAMAGE, "ledger_segment", str(kept.id))


def _tables(connection: Connection, *, roster: Roster, pace: _Pace) -> list[Finding]:
    """Compare every subject's row with a fold of its changes."""
    known = tables_check.Tables(connection)
    findings: list[Finding] = []
    for subject, entries in ledger.by_subject(connection):
        if not pace.go(len(entries)):
            return findings
        if not known.agree(subject, fold((entry.change for entry in entries), roster).state):
            findings.append(Finding(Harm.REPAIRABLE, "table", subject))
    findings += [Finding(Harm.REPAIRABLE, "table", one) for one in coverage.wrong(connection)]
    if surplus := known.surplus():
        findings.append(Finding(Harm.REPAIRABLE, "table_rows", str(surplus)))
    return findings
