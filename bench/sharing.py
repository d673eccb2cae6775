"""The share: sending, collecting, looking when nothing is new, files, and who joins late."""

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TypeVar

from bench import office
from bench.measure import Bare, Result, Rows, median, rows_of, schema_of, seconds
from edo import keys
from edo.commands import documents, staff
from edo.commands.documents import Attachment
from edo.domain.organisation import Person
from edo.exchange.exchange import Exchange, Outcome
from edo.home import Home
from edo.joining import establish
from edo.share import head as heads
from edo.share import publish
from edo.share.carrier import LIST_LIMIT, Carrier, Claim, Put
from edo.share.folder import FolderCarrier
from edo.store import ledger
from edo.workplace import Workplace, open_workplace

T = TypeVar("T")
SLOW_SECONDS = 0.005
DEVICES = 500
FILES, FILE_BYTES = 500, 200_000
ONES = 60


@dataclass
class Counting:
    """A carrier that counts what it is asked, and is as slow as it is told.

    Attributes:
        carrier: the real one.
        seconds: added to each operation.
        asked: how often each operation was called.
    """

    carrier: Carrier
    seconds: float = 0.0
    asked: Counter[str] = field(default_factory=Counter[str])

    def put_new(self, name: str, content: bytes | Path) -> Put:
        """Write a new name."""
        return self._do("put", lambda: self.carrier.put_new(name, content))

    def read(self, name: str, limit: int) -> bytes | None:
        """Return an object's bytes."""
        return self._do("read", lambda: self.carrier.read(name, limit))

    def copy_out(self, name: str, target: Path, limit: int) -> bool:
        """Copy an object to a local file."""
        return self._do("read", lambda: self.carrier.copy_out(name, target, limit))

    def list(self, folder: str, limit: int = LIST_LIMIT) -> Iterator[str]:
        """Yield the last parts of names in a folder."""
        return iter(self._do("list", lambda: [*self.carrier.list(folder, limit)]))

    def claim(self, name: str, token: bytes) -> Claim:
        """Take a name only one can have."""
        return self._do("claim", lambda: self.carrier.claim(name, token))

    def drop_own(self, name: str) -> None:
        """Remove an object of this device."""
        self._do("drop", lambda: self.carrier.drop_own(name))

    def counted(self) -> dict[str, int]:
        """Return what was asked since the last time."""
        asked, self.asked = dict(self.asked), Counter()
        return asked

    def _do(self, what: str, act: Callable[[], T]) -> T:
        self.asked[what] += 1
        if self.seconds:
            Event().wait(self.seconds)
        return act()


@dataclass
class Seat:
    """A workplace at a share."""

    workplace: Workplace
    carrier: Counting
    exchange: Exchange

    def run(self) -> Outcome:
        """Exchange once."""
        return self.exchange.run()

    def timed(self) -> float:
        """Exchange once; return how long it took, in seconds."""
        return seconds(self.exchange.run)


@dataclass
class Pair:
    """The keeper's workplace, another, and the folder between them."""

    folder: Path
    made: office.Office
    seconds: float = 0.0

    def __post_init__(self) -> None:
        """Let the second one in and let both hear of everything."""
        self.share = self.folder / "share"
        self.share.mkdir(parents=True)
        founding = FolderCarrier(self.share, dev=self.made.workplace.device)
        publish.put_records(founding, -1, self.made.workplace.records[:1])
        self.ours = self.seat(self.made.workplace)
        self.theirs = self.seat(join(self.made.workplace, self.folder / "theirs"))
        self.settle(self.ours, self.theirs)

    def seat(self, workplace: Workplace) -> Seat:
        """Seat a workplace at the share."""
        carrier = Counting(FolderCarrier(self.share, dev=workplace.device), self.seconds)
        return Seat(workplace, carrier, Exchange(workplace, carrier))

    def settle(self, *seats: Seat) -> None:
        """Exchange until nobody has anything to say."""
        for _ in range(3):
            for seat in seats:
                seat.run()
        for seat in seats:
            seat.carrier.counted()

    def close(self) -> None:
        """Close both."""
        self.ours.workplace.close()
        self.theirs.workplace.close()


def join(keeper: Workplace, folder: Path) -> Workplace:
    """Let a person into the office and open their empty workplace."""
    key = keys.make()
    place = keeper.identity.office
    person = staff.add(keeper, person=Person(name_ru=folder.name, office=place))
    admit(keeper, key, person)
    home = Home(folder)
    home.take()
    key.save(home.device_key)
    establish(home, [*keeper.records], person=person, office=place, place="")
    home.release()
    return open_workplace(folder)


def admit(keeper: Workplace, key: keys.SigningKey, person: str) -> None:
    """Let a device into the chain, with its person as a clerk."""
    device = {"device": key.name, "public": key.public.hex(), "person": person}
    role = {"person": person, "role": "clerk", "scope": keeper.identity.office}
    keeper.extend(("person.add", {"person": person}), ("device.add", device), ("role.grant", role))


def sharing(folder: Path, size: int = 10_000) -> Iterator[Result]:
    """Time the share between workplaces on one machine, and with 5 ms added to each operation."""
    for delay in (0.0, SLOW_SECONDS):
        place = folder / f"after-{delay}"
        pair = Pair(place, office.make(place / "ours", 0), delay)
        also = {"added_ms": delay * 1000} if delay else {}
        yield from _in_bulk(pair, size, also)
        yield from _one_by_one(pair, also)
        yield from _together(pair, also)
        yield from _nothing_new(pair, size, also)
        if not delay:
            yield _bytes_per_change(pair)
            yield from _with_files(pair)
        pair.close()
    yield from _many_devices(folder / "devices")


def _in_bulk(pair: Pair, size: int, also: dict[str, float]) -> Iterator[Result]:
    lines = list(office.intakes(ids_of(pair), pair.made.workplace.clock.today(), size))
    documents.register_all(pair.made.workplace, journal=pair.made.journal, lines=lines)
    before = files_below(pair.share)
    sent = pair.ours.timed()
    stored = [path.read_bytes() for path in files_below(pair.share) - before]
    notes = {"documents": size, "files": len(stored), "bytes": sum(map(len, stored)), **also}
    asked = pair.ours.carrier.counted()
    yield Result("publish a bulk", sent, "s", 0.3, _bare_file(pair, stored), notes | asked)
    listed: list[tuple[float, float]] = []
    start, cpu = time.perf_counter(), time.process_time()

    def taken_in(_done: int, _all: int) -> None:
        listed.append((time.perf_counter() - start, time.process_time() - cpu))

    pair.theirs.exchange.run(taken_in)
    found, found_cpu = time.perf_counter() - start, time.process_time() - cpu
    shown_after, shown_cpu = listed[-1]
    rows = pair.theirs.workplace.read(rows_of)
    shown = {name: some for name, some in rows.items() if name != "search"}
    bare_listed, bare_cpu = _bare_rows(pair, shown)
    bare_found, index_cpu = _bare_rows(pair, {"search": rows["search"]})
    asked = pair.theirs.carrier.counted()
    notes = {"documents": size, "cpu": round(shown_cpu, 3), "bare_cpu": round(bare_cpu, 3)}
    yield Result(
        "collect a bulk into the lists", shown_after, "s", 0.8, bare_listed, notes | asked | also
    )
    notes = {"documents": size, "cpu": round(found_cpu, 3)}
    yield Result("collect a bulk until it is found", found, "s", 1.5, None, notes | also)
    notes = {"cpu": round(found_cpu - shown_cpu, 3), "bare_cpu": round(index_cpu, 3)}
    part = found - shown_after
    yield Result("  of which the index", part, "s", 2 * bare_found, bare_found, notes | also)


def _one_by_one(pair: Pair, also: dict[str, float]) -> Iterator[Result]:
    sent: list[float] = []
    got: list[float] = []
    bare: list[float] = []
    lines = list(office.intakes(ids_of(pair), pair.made.workplace.clock.today(), ONES))
    for line in lines:
        documents.register(pair.made.workplace, journal=pair.made.journal, card=line.card)
        before = files_below(pair.share)
        sent.append(pair.ours.timed() * 1000)
        stored = [path.read_bytes() for path in files_below(pair.share) - before]
        bare.append(_bare_file(pair, stored) * 1000)
        got.append(pair.theirs.timed() * 1000)
        pair.ours.run()
    spread = {"p95": round(sorted(sent)[int(ONES * 0.95)], 2), **also}
    yield Result("publish one registration", median(sent), "ms", 10, median(bare), spread)
    spread = {"p95": round(sorted(got)[int(ONES * 0.95)], 2), **also}
    asked = pair.theirs.carrier.counted()
    per_run = {name: round(count / ONES, 2) for name, count in asked.items()}
    yield Result("collect one registration", median(got), "ms", 10, None, spread | per_run)


def _together(pair: Pair, also: dict[str, float]) -> Iterator[Result]:
    lines = list(office.intakes(ids_of(pair), pair.made.workplace.clock.today(), 100))
    for line in lines:
        documents.register(pair.made.workplace, journal=pair.made.journal, card=line.card)
    pair.ours.carrier.counted()
    pair.theirs.carrier.counted()
    sent = pair.ours.timed() * 1000
    asked = pair.ours.carrier.counted()
    yield Result("publish 100 registrations", sent, "ms", 1_000, None, {**asked, **also})
    got = pair.theirs.timed() * 1000
    asked = pair.theirs.carrier.counted()
    yield Result("collect 100 registrations", got, "ms", 1_000, None, {**asked, **also})


def _nothing_new(pair: Pair, size: int, also: dict[str, float]) -> Iterator[Result]:
    more = [
        pair.seat(join(pair.made.workplace, pair.folder / name)) for name in ("third", "fourth")
    ]
    seats = [pair.ours, pair.theirs, *more]
    pair.settle(*seats)
    taken = [seat.timed() * 1000 for _ in range(10) for seat in seats]
    asked = Counter[str]()
    for seat in seats:
        asked.update(seat.carrier.counted())
    per_run = {name: round(count / len(taken), 2) for name, count in asked.items()}
    notes = {"workplaces": len(seats), "documents": size, **per_run, **also}
    yield Result("exchange when nothing is new", median(taken), "ms", 2, None, notes)
    for seat in more:
        seat.workplace.close()


def _bytes_per_change(pair: Pair) -> Result:
    changes = pair.theirs.workplace.read(ledger.count)
    size = sum(path.stat().st_size for path in files_below(pair.share))
    raw = pair.theirs.workplace.read(
        lambda connection: connection.exec_driver_sql(
            "SELECT sum(length(data)) FROM changes"
        ).scalar_one()
    )
    notes = {"changes": changes, "share_bytes": size}
    return Result("bytes on the share a change", size / changes, "B", 150, raw / changes, notes)


def _with_files(pair: Pair) -> Iterator[Result]:
    papers = pair.folder / "papers"
    papers.mkdir()
    (line,) = office.intakes(ids_of(pair), pair.made.workplace.clock.today(), 1)
    for n in range(FILES):
        path = papers / f"{n}.bin"
        path.write_bytes(os.urandom(FILE_BYTES))
        documents.register(
            pair.made.workplace, journal=pair.made.journal, card=line.card, files=[Attachment(path)]
        )
    sent, bare_sent = pair.ours.timed(), seconds(lambda: _copied(papers, pair.folder / "copies"))
    notes = {"files": FILES, "bytes_each": FILE_BYTES}
    yield Result("publish files", sent, "s", 2 * bare_sent, bare_sent, notes)
    got, bare_got = pair.theirs.timed(), seconds(lambda: _copied(papers, pair.folder / "again"))
    yield Result("collect files", got, "s", 2 * bare_got, bare_got, notes)


def _many_devices(folder: Path) -> Iterator[Result]:
    """Time a run when nothing is new and 500 devices have said so."""
    pair = Pair(folder, office.make(folder / "ours", 0))
    keeper = pair.made.workplace
    made = [keys.make() for _ in range(DEVICES)]
    for key in made:
        admit(keeper, key, keeper.new_id("p"))
    pair.settle(pair.ours, pair.theirs)
    for key in made:
        head = heads.Head(
            v=heads.VERSION,
            org=keeper.identity.org,
            space=keeper.identity.office,
            dev=key.name,
            inst="bench",
            seq=0,
            last="",
            hlc=keeper.clock.tick(),
            at=keeper.clock.now(),
            auth=keeper.authority,
        )
        publish.put_head(FolderCarrier(pair.share, dev=key.name), heads.sign(head, key), ())
    pair.settle(pair.ours, pair.theirs)
    taken = [pair.theirs.timed() * 1000 for _ in range(20)]
    asked = {name: n / 20 for name, n in pair.theirs.carrier.counted().items()}
    notes = {"devices": DEVICES, "read": 0, **asked}
    yield Result("exchange when nothing is new", median(taken), "ms", 50, None, notes)
    pair.close()


def ids_of(pair: Pair) -> list[str]:
    """Return the ids of the office's correspondents."""
    found = pair.made.workplace.read(
        lambda connection: (
            connection.exec_driver_sql("SELECT correspondent FROM correspondents ORDER BY key")
            .scalars()
            .all()
        )
    )
    return [str(id) for id in found]


def files_below(folder: Path) -> set[Path]:
    """Return all files below a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


def _bare_file(pair: Pair, stored: list[bytes]) -> float:
    """Time writing, syncing and reading the same bytes as one file."""
    path = pair.folder / "bare"

    def act() -> None:
        with path.open("wb") as file:
            file.writelines(stored)
            file.flush()
            os.fsync(file.fileno())
        path.read_bytes()

    return seconds(act)


def _bare_rows(pair: Pair, rows: Rows) -> tuple[float, float]:
    """Time inserting rows into an empty database with the same tables and indexes.

    Returns:
        Seconds on the clock, and of the processor.
    """
    path = pair.folder / "bare.db"
    for part in pair.folder.glob("bare.db*"):
        part.unlink()
    bare = Bare(path, pair.theirs.workplace.read(schema_of))
    cpu = time.process_time()
    taken = seconds(lambda: bare.insert(rows))
    cpu = time.process_time() - cpu
    bare.close()
    return taken, cpu


def _copied(papers: Path, target: Path) -> None:
    target.mkdir()
    for path in papers.iterdir():
        with path.open("rb") as source, (target / path.name).open("wb") as file:
            shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
