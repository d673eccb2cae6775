"""Reading again what is lost, spoilt or was set aside here, as far as the share has it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from edo.change import COMMON
from edo.exchange.exchange import Exchange, Outcome
from edo.segment import Line, Segment
from edo.share import layout, logs
from edo.share.carrier import Carrier
from edo.share.collect import Judge
from edo.store import attachments, ledger, shared, tables_check
from edo.store.blobs import SIZE_LIMIT
from edo.workplace import Workplace

Tell = Callable[[int], object]
_AT_ONCE = 200


@dataclass(slots=True)
class Fetched:
    """What came back."""

    segments: int = 0
    files: int = 0

    def told(self) -> dict[str, int]:
        """Return how many of each kind."""
        return {"segments": self.segments, "files": self.files}


def refetch(workplace: Workplace, carrier: Carrier, tell: Tell = lambda _n: None) -> Fetched:
    """Fill the holes of the ledger and bring contents that are not whole; then exchange.

    Args:
        workplace: whose.
        carrier: of its share.
        tell: told how many segments and contents have come; what it raises ends this, and what
            came stays.

    Raises:
        UnreachableError: the share does not answer.
    """
    done = Fetched()

    def come(segments: int, files: int = 0) -> None:
        done.segments += segments
        done.files += files
        tell(done.segments + done.files)

    for one in workplace.read(shared.aside):
        workplace.write(shared.take_back, name=one.name)  # set aside again if it still is bad
    judge = Judge(workplace.identity.org, workplace.roster, workplace.chain, workplace.clock.now())
    for space in sorted(workplace.spaces):
        for dev in sorted(_devices(workplace, carrier, space)):
            _fill(workplace, logs.Log(carrier, judge, space, dev), come)
    for space in sorted(workplace.abroad()):
        _fill(workplace, logs.Log(carrier, judge, space, workplace.device), come)
    for files in _bring(workplace, carrier):
        come(0, files)
    outcome = exchanged(workplace, carrier)
    come(outcome.received.segments, outcome.received.files)
    return done


def exchanged(workplace: Workplace, carrier: Carrier) -> Outcome:
    """Exchange once, everything asked for anew."""
    return Exchange(workplace, carrier).run()


def _devices(workplace: Workplace, carrier: Carrier, space: str) -> set[str]:
    """Return the devices that have a log in a space, here or there."""
    held = {dev for where, dev in workplace.read(ledger.tails) if where == space}
    listed = (*carrier.list(layout.logs(space)), *carrier.list(layout.packed(space)))
    return workplace.roster.devices.keys() & {*held, *listed}


def _fill(workplace: Workplace, log: logs.Log, come: Tell) -> None:
    """Take in what the ledger lacks of a log, holes in it and what follows it."""
    held = workplace.read(ledger.numbers_of, space=log.space, dev=log.dev)
    ends = [0, *held]
    after = [
        seq
        for seq, following in zip(ends, [*held, None], strict=True)
        if following is None or following > seq + 1
    ]
    tail = workplace.read(ledger.tail, log.space, log.dev)
    if log.dev == workplace.device and tail.seq == ends[-1]:
        after = after[:-1]  # what this device has forgotten comes in by an exchange
    for seq in after:
        _follow(workplace, log, seq, frozenset(held), come)


def _follow(
    workplace: Workplace, log: logs.Log, seq: int, held: frozenset[int], come: Tell
) -> None:
    end = workplace.read(ledger.tail_at, space=log.space, dev=log.dev, seq=seq)
    batch: list[tuple[Segment, list[Line]]] = []
    for found in log.after(end):
        if found[0].header.seq in held:
            break
        batch.append(found)
        if len(batch) == _AT_ONCE:
            workplace.take_in(batch)
            come(len(batch))
            batch = []
    workplace.take_in(batch)
    come(len(batch))


def _bring(workplace: Workplace, carrier: Carrier) -> Iterator[int]:
    """Bring the contents that are missing or spoilt here."""
    blobs = workplace.blobs
    sent = workplace.read(lambda connection: [*attachments.sent_files(connection)])
    where = {sha256: space for space, sha256 in sent}
    for sha256 in workplace.read(tables_check.attached):
        if blobs.is_whole(sha256):
            continue
        for space in dict.fromkeys((where.get(sha256, COMMON), workplace.identity.office)):
            with blobs.incoming() as target:
                name = layout.blob(space, sha256)
                if carrier.copy_out(name, target, SIZE_LIMIT) and blobs.take(target, sha256):
                    workplace.write(shared.bring, [sha256])
                    yield 1
                    break
