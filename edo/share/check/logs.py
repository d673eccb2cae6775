"""Heads, segments and packs on a share: signed, dense, and the same as in the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from edo import segment as segments
from edo.change import COMMON
from edo.clock import COUNTER_BITS
from edo.errors import DamagedError, OutdatedError
from edo.finding import Finding, Harm
from edo.segment import STORED_LIMIT
from edo.share import collect, layout, packs
from edo.share import head as heads
from edo.share.check.known import Known, Log, Looked, harm_of
from edo.share.collect import FUTURE_MS, PendingError
from edo.share.head import Head
from edo.share.packs import Place

_DAY = 24 * 60 * 60 * 1000
_NOTHING: Mapping[int, bytes] = MappingProxyType({})


def spaces(share: Looked, known: Known) -> Iterator[Finding]:
    """Look over the logs of every space there is."""
    ours = {COMMON, *known.roster.offices}
    for space in sorted({*share.list(layout.SPACES), *known.spaces}):
        if space in ours:
            share.list(layout.space(space))
            newest: dict[str, Head] = {}
            yield from _heads(share, known, space, newest)
            yield from _logs(share, known, space, newest)
        else:
            yield Finding(Harm.NOTICE, "space_unknown", layout.space(space))


def _heads(share: Looked, known: Known, space: str, newest: dict[str, Head]) -> Iterator[Finding]:
    """Verify the heads of a space, and note the newest of each device."""
    spoilt: list[tuple[layout.HeadName, str]] = []
    for part in share.list(layout.heads(space)):
        name, told = f"{layout.heads(space)}/{part}", layout.read_head(part)
        if told is None:
            yield Finding(Harm.NOTICE, "name_unknown", name)
            continue
        device = known.roster.devices.get(told.dev)
        if device is None:
            yield Finding(Harm.TAMPERED, "device_unknown", name)
            continue
        data = share.read(name, heads.KIND.limit)
        if data is None:
            continue  # dropped by its owner meanwhile
        try:
            head = heads.verify(data, known.org, space, told, device.public)
        except (DamagedError, OutdatedError) as error:
            if (harm := harm_of(error.reason, data, None)) is Harm.TAMPERED:
                yield Finding(harm, "head_other", name)
            else:
                spoilt.append((told, name))
            continue
        yield from _judge_head(head, known, name)
        before = newest.get(told.dev)
        if before is None or (before.seq, before.hlc) < (head.seq, head.hlc):
            newest[told.dev] = head
    yield from _past(spoilt, newest)
    yield from _vanished(known, space, newest)


def _past(
    spoilt: Iterable[tuple[layout.HeadName, str]], newest: Mapping[str, Head]
) -> Iterator[Finding]:
    """Tell of heads that are damaged; where a newer one is whole, nobody misses them."""
    for told, name in spoilt:
        is_past = told.dev in newest and newest[told.dev].seq >= told.seq
        yield Finding(Harm.NOTICE if is_past else Harm.DAMAGE, "head_other", name)


def _vanished(known: Known, space: str, newest: Mapping[str, Head]) -> Iterator[Finding]:
    """Tell of heads that were heard of, and are there no more, nor any newer ones."""
    for (where, dev), name in sorted(known.heads.items()):
        told = layout.read_head(name.rpartition("/")[2])
        is_here = dev in newest and told is not None and newest[dev].seq >= told.seq
        if where == space and not is_here:
            yield Finding(Harm.REPAIRABLE, "head_missing", name)


def _judge_head(head: Head, known: Known, name: str) -> Iterator[Finding]:
    if head.dev == known.device and head.inst != known.inst:
        yield Finding(Harm.REPAIRABLE, "copied", name)
    if head.hlc >> COUNTER_BITS > known.now + FUTURE_MS:
        yield Finding(Harm.NOTICE, "clock_apart", name)
    if head.seq and known.holds((head.space, head.dev)):
        held = known.stored(head.space, head.dev, head.seq, head.seq).get(head.seq)
        if held is not None and segments.parse(held)[0].hash != head.last:
            yield _fork(head.dev, head.inst, segments.parse(held)[0].header.inst, known, name)


def _fork(dev: str, inst: str, here: str, known: Known, name: str) -> Finding:
    """Say that a device signed two courses of its log; a copied workplace does so honestly."""
    if inst != here or dev == known.device:
        return Finding(Harm.REPAIRABLE, "copied", name)
    return Finding(Harm.TAMPERED, "log_forked", name)


def _logs(share: Looked, known: Known, space: str, newest: Mapping[str, Head]) -> Iterator[Finding]:
    listed = set(share.list(layout.logs(space)))
    held = {dev for where, dev in known.ends if where == space and known.holds((where, dev))}
    for dev in sorted({*listed, *newest, *held}):
        if dev in known.roster.devices:
            yield from _log(share, known, (space, dev), newest.get(dev))
        elif dev in listed:
            yield Finding(Harm.TAMPERED, "device_unknown", layout.log(space, dev))


def _log(share: Looked, known: Known, log: Log, head: Head | None) -> Iterator[Finding]:
    """Look over one log: nothing missing, every segment the one that was signed."""
    last = known.ends.get(log, (0, ""))[0] if known.holds(log) else 0
    promised = max(head.seq if head else 0, last)
    there = set(_present(share, log)) if promised else set[int]()
    packed: set[int] = set()
    yield from _packs(share, known, log, packed)
    missing = sorted(seq for seq in range(1, promised + 1) if seq not in there | packed)
    yield from _missing(missing, log, last, head, known)
    for first in range(0, max(there, default=0) + 1, layout.BUCKET):
        some = [seq for seq in sorted(there) if first <= seq < first + layout.BUCKET]
        held = _held(known, log, first, first + layout.BUCKET - 1) if some else _NOTHING
        for seq in some:
            data = share.read(layout.segment(*log, seq), STORED_LIMIT)
            if data is not None and data != held.get(seq):
                yield from _segment(data, log, seq, held.get(seq), known)


def _present(share: Looked, log: Log) -> Iterator[int]:
    for bucket in share.list(layout.log(*log)):
        folder = f"{layout.log(*log)}/{bucket}"
        for part in share.list(folder):
            told = layout.read_segment(f"{folder}/{part}")
            if told is not None:
                yield told[2]


def _missing(
    missing: list[int], log: Log, held: int, head: Head | None, known: Known
) -> Iterator[Finding]:
    for first, last in _ranges(missing):
        name = layout.segment(*log, first)
        where = name if first == last else f"{name} … {last}"
        if last <= held:
            yield Finding(Harm.REPAIRABLE, "segment_missing", where)
        elif head is not None and known.now - head.at < _DAY:
            yield Finding(Harm.NOTICE, "segment_awaited", where)
        else:
            yield Finding(Harm.DAMAGE, "segment_lost", where)


def _segment(
    data: bytes, log: Log, seq: int, held: bytes | None, known: Known
) -> Iterator[Finding]:
    """Say what is wrong with a segment that is not the one held."""
    name = layout.segment(*log, seq)
    try:
        header = collect.whole(data, known.roster.devices[log[1]].public).header
    except PendingError:
        yield Finding(harm_of("short", data, held), "segment_other", name)
    except (DamagedError, OutdatedError) as error:
        yield Finding(harm_of(error.reason, data, held), "segment_other", name)
    else:
        if (header.org, header.space, header.dev, header.seq) != (known.org, *log, seq):
            yield Finding(Harm.TAMPERED, "segment_other", name)
        elif held is not None:
            here = segments.parse(held)[0].header.inst
            yield _fork(log[1], header.inst, here, known, name)


def _packs(share: Looked, known: Known, log: Log, packed: set[int]) -> Iterator[Finding]:
    """Note which segments lie in packs; read the packs in a deep look."""
    for part in share.list(layout.packs(*log)):
        name, told = f"{layout.packs(*log)}/{part}", layout.read_pack(part)
        if told is None or not 0 <= told[1] - told[0] < packs.SEGMENTS_LIMIT:
            yield Finding(Harm.NOTICE, "name_unknown", name)
            continue
        if not known.deep:
            packed.update(range(told[0], told[1] + 1))
            continue
        data = share.read(name, packs.SIZE_LIMIT) or b""
        public = known.roster.devices[log[1]].public
        held = _held(known, log, *told)
        try:
            found = packs.verify(data, Place(known.org, *log), told, public)
        except PendingError:
            is_held = len(held) == told[1] - told[0] + 1
            harm = Harm.REPAIRABLE if is_held else Harm.DAMAGE
            yield Finding(harm, "pack_other", name)
            continue
        except (DamagedError, OutdatedError) as error:
            is_held = len(held) == told[1] - told[0] + 1
            yield Finding(harm_of(error.reason, data, b"" if is_held else None), "pack_other", name)
            continue
        for seq, inner in found.segments():
            packed.add(seq)
            if inner != held.get(seq):
                yield from _segment(inner, log, seq, held.get(seq), known)


def _held(known: Known, log: Log, first: int, last: int) -> Mapping[int, bytes]:
    return known.stored(*log, first, last) if known.holds(log) else _NOTHING


def _ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of consecutive numbers as (first, last)."""
    ordered = list(numbers)
    if not ordered:
        return
    first = ordered[0]
    for before, after in pairwise([*ordered, ordered[-1] + 2]):
        if after != before + 1:
            yield first, before
            first = after
