"""An open place of work: one person's key, the local database, and the share if there is one.

Two doors lead into the ledger: `entry`, what this person does, and `take_in`, what others did.
Both end in the same two steps, appending to the ledger and rewriting the rows of touched subjects,
in one transaction. Any thread may use either door; they are passed one at a time.
"""

import secrets
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any, Concatenate, ParamSpec, TypeVar

from edo import keys, keystore, resealing
from edo.change import Touched, new_id
from edo.clock import HybridClock, Now, Random, now
from edo.collector import resting
from edo.domain.authority_record import AuthorityRecord
from edo.domain.fact import Fact
from edo.domain.roster import Roster, fold_roster
from edo.entry import Actor, Entry, Identity, Known
from edo.errors import DamagedError, Reason, Refusal
from edo.home import Home
from edo.segment import Line, Segment
from edo.share import authority
from edo.share.authority import NOTHING_CHECKED, Chain
from edo.share.carrier import Carrier
from edo.share.folder import FolderCarrier
from edo.share.patient import PatientCarrier
from edo.share.trouble import Sleep, rest
from edo.store import arrival, deputies, forks, indexing, ledger, outbox, rebuild
from edo.store.blobs import Blobs
from edo.store.database import FILE_NAME, Connection, Database
from edo.store.document_rows import Name
from edo.store.refold import Writer

P = ParamSpec("P")
T = TypeVar("T")

Listener = Callable[[Touched], None]
Connect = Callable[[str, str], Carrier]
"""Makes the carrier of a share from its place and the device's name."""

SHARE = "share"
"""Name under which the ledger remembers where the shared folder is."""
INDEXED_AT_ONCE = 2_000
"""Documents put into the full-text index by one transaction: nobody waits longer for the door."""
_NAMES_LIMIT = 20_000
_MARK = "authority_checked"


class Workplace:
    """One person's place of work. Make it by `found_workplace` or `open_workplace`; close it."""

    def __init__(
        self,
        home: Home,
        database: Database,
        key: keys.SigningKey,
        identity: Identity,
        records: Sequence[bytes],
        chain: Chain,
        clock: HybridClock,
        random: Random,
        carrier: Carrier | None = None,
    ) -> None:
        self.home = home
        self.identity = identity
        self.clock = clock
        self.carrier = carrier
        self.pause: Sleep = rest
        self.blobs = Blobs(home.blobs)
        self.random = random
        self._database = database
        self._key = key
        self._listeners: list[Listener] = []
        self._memory: dict[str, Known] = {}
        self._names: dict[str, Name] = {}
        self._door = RLock()
        self._records = tuple(records)
        self.chain = chain
        self.roster: Roster = self.read(_roster_of, chain)

    @property
    def device(self) -> str:
        """The short name of this device's key."""
        return self._key.name

    @property
    def key(self) -> keys.SigningKey:
        """The device's key: signs what leaves this workplace."""
        return self._key

    @property
    def authority(self) -> tuple[int, str]:
        """Index and hash of the last authority record known here."""
        return self.chain.head

    @property
    def records(self) -> tuple[bytes, ...]:
        """The authority chain as it is stored, the founding record first."""
        return self._records

    @property
    def spaces(self) -> frozenset[str]:
        """The spaces this workplace collects; none once its person has left."""
        reads = self.roster.reads(self.identity.person)
        return reads | {self.identity.office} if reads else reads

    def abroad(self) -> frozenset[str]:
        """Return the spaces this workplace does not collect and sent letters to."""
        return self.read(ledger.spaces_of, dev=self.device) - self.spaces

    def new_id(self, prefix: str) -> str:
        """Make the id of a subject that will be begun later."""
        return new_id(prefix, self.clock.tick(), self.random)

    def actor(self) -> Actor:
        """Return who acts at the local door."""
        return Actor(self.identity, self._key, self.clock, self.random, self.roster, self.authority)

    @contextmanager
    def entry(self) -> Generator[Entry]:
        """Open one transaction in which a command reads, decides and states facts.

        Raises:
            Refusal: a rule said no, or the disk is full; nothing was kept.
        """
        with self._door:
            with self._database.writing() as connection:
                entry = Entry(self.actor(), connection, self._memory)
                yield entry
                touched = entry.finish()
                roster, again = self.roster, frozenset[str]()
                if deputies.among(touched.subjects):
                    roster, again = arrival.rejudge(connection, roster, roster)
            self.roster, touched = roster, Touched(touched.subjects | again)
            self._memory = entry.remembered()
            self._forget(touched)
        self._tell(touched)

    def record(self, subject: str, *stated: Fact) -> None:
        """State facts about one subject.

        Raises:
            Refusal: a rule said no; nothing was kept.
        """
        with self.entry() as entry:
            for fact in stated:
                entry.record(subject, fact)

    def take_in(self, arrived: Sequence[tuple[Segment, list[Line]]]) -> Touched:
        """Take in verified segments others sent: all of them durably, or none.

        Segments this ledger holds already change nothing.

        Args:
            arrived: segments with their changes, each log in its order.
        """
        if not arrived:
            return Touched(frozenset())
        latest = max(segment.header.hlc[1] for segment, _ in arrived)
        with self._door, self._with_names():
            with resting(), self._database.writing() as connection:
                touched = arrival.take_in(connection, arrived, self.roster, self._names)
                roster, again = arrival.judge(connection, arrived, self.roster)
                touched = Touched(touched.subjects | again)
            self.roster = roster
            self._forget(touched)
            self.clock.witness(latest)
        self._tell(touched)
        return touched

    def index_waiting(self) -> bool:
        """Put some documents that came in bulk into the full-text index; tell whether there were.

        Called until none wait: each time is one short transaction.
        """
        if not self.read(indexing.waiting, limit=1):
            return False
        with (
            self._door,
            self._with_names(),
            resting(),
            self._database.writing() as connection,
        ):
            name_of = Writer(connection, names=self._names).name_of
            done = indexing.index(connection, name_of, limit=INDEXED_AT_ONCE)
        self._tell(Touched(frozenset(done)))
        return True

    def rejoin(self, arrived: Sequence[tuple[Segment, list[Line]]]) -> None:
        """Take in what this device once sent and has forgotten; what it stated since follows it.

        Args:
            arrived: verified segments of one log of this device, see `resealing.rejoin`.
        """
        with self._door:
            self.clock.witness(max(segment.header.hlc[1] for segment, _ in arrived))
            with resting(), self._database.writing() as connection:
                touched = resealing.rejoin(connection, self.actor(), arrived)
                roster, again = arrival.rejudge(connection, self.roster, self.roster)
            self.roster, touched = roster, Touched(touched.subjects | again)
            self._memory, self._names = {}, {}
        self._tell(touched)

    def renew(
        self, key: keys.SigningKey, inst: str, arrived: Sequence[tuple[Segment, list[Line]]]
    ) -> None:
        """Go on under another key that the chain has let in, at another installation.

        Args:
            key: the new one.
            inst: id of the new installation.
            arrived: verified segments the old key has sent from elsewhere, see `resealing.renew`.
        """
        with self._door:
            old, self._key = self.device, key
            self.identity = replace(self.identity, inst=inst)
            for segment, _ in arrived:
                self.clock.witness(segment.header.hlc[1])
            with resting(), self._database.writing() as connection:
                touched = resealing.renew(connection, self.actor(), old, arrived)
                roster = self.roster.with_forks(forks.links(connection))
                roster, again = arrival.rejudge(connection, self.roster, roster)
            self.roster, touched = roster, Touched(touched.subjects | again)
            self._memory = {}
        self._tell(touched)

    def extend(
        self, *records: tuple[str, Mapping[str, Any]], root: keys.SigningKey | None = None
    ) -> None:
        """Extend the authority chain by records; only the keeper's device may, or the root key.

        Args:
            records: kind and data of each.
            root: signs them instead of this device's key; it may pass the keeping, no more.

        Raises:
            Refusal: this device is not the keeper's.
            DamagedError: the root key may not sign these records.
        """
        with self._door:
            if root is None and self.roster.keeper != self.device:
                raise Refusal(Reason.NOT_KEEPER)
            stored = list(self._records)
            at = self.clock.now()
            for kind, data in records:
                stored.append(authority.extend(stored, kind, data, root or self._key, at))
            self.learn(stored[len(self._records) :])

    def learn(self, records: Sequence[bytes]) -> None:
        """Take in the next records of the authority chain.

        Subjects whose changes they cut off, or let in again, are folded anew.

        Those known here already change nothing, and a bad one does not keep those before it out.

        Raises:
            DamagedError: a record is not the next one, or not the keeper's.
            OutdatedError: a newer release wrote a record.
        """
        with self._door:
            grown = authority.grow(self.chain, records)
            touched = self._grow(grown.chain, grown.records)
        self._tell(touched)
        if grown.fault is not None:
            raise grown.fault

    def _grow(self, chain: Chain, records: Sequence[bytes]) -> Touched:
        if not records:
            return Touched(frozenset())
        first = len(self._records) - 1
        with self._database.writing() as connection:
            roster = _roster_of(connection, chain)
            ledger.add_authority(connection, enumerate(records, start=first))
            _keep_mark(connection, chain)
            devices = _judged_anew(chain.records[first:], roster)
            touched = arrival.refold(connection, devices, roster, before=self.roster)
        self._records, self.chain, self.roster = (*self._records, *records), chain, roster
        self._memory, self._names = {}, {}
        return touched

    def read(
        self, query: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Ask a query; it sees one moment of the database."""
        with self._database.reading() as connection:
            return query(connection, *args, **kwargs)

    def write(
        self, act: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Change what is not signed, such as typed drafts and texts of files, in a transaction."""
        with self._database.writing() as connection:
            return act(connection, *args, **kwargs)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told after every commit, on the thread that committed. Returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, subjects: Iterable[str]) -> None:
        """Tell listeners that something about these subjects is new beside the ledger."""
        for listener in tuple(self._listeners):
            listener(Touched(frozenset(subjects)))

    def rebuild(self, progress: rebuild.Progress) -> None:
        """Drop all tables and fold the ledger again."""
        with self._door, resting(), self._database.rewriting() as connection:
            outbox.only_own_waits(connection, self.device)
            rebuild.rebuild(connection, self.roster, progress, path=self._database.path)

    def integrity(self) -> list[str]:
        """Return what is wrong with the database file itself; nothing where all is well."""
        return self._database.check_integrity()

    def close(self) -> None:
        """Close the database and let other programs in."""
        self._database.close()
        self.home.release()

    @contextmanager
    def _with_names(self) -> Generator[None]:
        """Remember names that a transaction looks up, if it succeeds."""
        try:
            yield
        except BaseException:
            self._names.clear()
            raise
        if len(self._names) > _NAMES_LIMIT:
            self._names.clear()

    def _forget(self, touched: Touched) -> None:
        """Drop what would not be read again: it has changed."""
        if any(not subject.startswith("d") for subject in touched.subjects):
            self._names.clear()
        for subject in touched.subjects & self._memory.keys():
            del self._memory[subject]

    def _tell(self, touched: Touched) -> None:
        if touched.subjects:
            for listener in tuple(self._listeners):
                listener(touched)


def share_at(place: str, dev: str) -> Carrier:
    """Return the carrier of a shared folder, which never keeps a person waiting for long."""
    return PatientCarrier(FolderCarrier(Path(place), dev=dev))


def _roster_of(connection: Connection, chain: Chain) -> Roster:
    """Return who may state what and who acts for whom, as the chain and the ledger tell."""
    roster = fold_roster(chain.records).with_forks(forks.links(connection))
    return deputies.informed(connection, roster)


def _keep_mark(connection: Connection, chain: Chain) -> None:
    """Remember how much of the chain was checked: its signatures are not checked at each start."""
    count, digest = chain.mark
    ledger.keep(connection, _MARK, f"{count} {digest}")


def _recall_mark(connection: Connection) -> tuple[int, str]:
    count, _, digest = ledger.recall(connection, _MARK).partition(" ")
    return (int(count), digest) if count.isdecimal() else NOTHING_CHECKED


def _judged_anew(records: Iterable[AuthorityRecord], roster: Roster) -> frozenset[str]:
    """Return the devices whose earlier changes some records cut off or let in again."""
    people = {record.data.get("person") for record in records if "cut" in record.data}
    named = {record.data.get("device") for record in records if "cut" in record.data}
    for record in records:
        named.update(segment[1] for segment in record.data.get("segments", ()))
    return frozenset(
        dev for dev, device in roster.devices.items() if dev in named or device.person in people
    )


def open_workplace(
    folder: Path,
    *,
    password: str = "",
    progress: rebuild.Progress = lambda _done, _total: None,
    at: Now = now,
    random: Random = secrets.token_bytes,
    connect: Connect = share_at,
) -> Workplace:
    """Open the workplace in a folder.

    Args:
        folder: the home folder.
        password: of the key file, where it has one.
        progress: told (done, in all) while tables of another release are folded anew.
        at: the wall clock.
        random: answers n random bytes.
        connect: makes the carrier of the shared folder, where there is one.

    Raises:
        Refusal: nothing was founded here, another program holds it, or the password is wrong.
        DamagedError: the database or the keys are broken.
        OutdatedError: a newer release wrote the database.
    """
    home = Home(folder)
    if not (folder / FILE_NAME).exists():
        raise Refusal(Reason.NOT_FOUNDED, path=str(folder))
    home.take()
    database = None
    try:
        database = Database(folder / FILE_NAME)
        return _opened(home, database, password, progress, at, random, connect)
    except BaseException:
        if database is not None:
            database.close()
        home.release()
        raise


def _opened(
    home: Home,
    database: Database,
    password: str,
    progress: rebuild.Progress,
    at: Now,
    random: Random,
    connect: Connect,
) -> Workplace:
    with database.reading() as connection:
        records = [data for _, data in ledger.authority_chain(connection)]
        kept = {name: ledger.recall(connection, name) for name in ("person", "office")}
        place = ledger.recall(connection, SHARE)
        mark = _recall_mark(connection)
        seen = ledger.latest_hlc(connection)
        due = rebuild.is_due(connection)
    if not records:
        raise Refusal(Reason.NOT_FOUNDED, path=str(home.folder))
    if not home.device_key.exists():
        raise DamagedError("home_files", path=str(home.folder), detail=home.device_key.name)
    chain = authority.check(records, trusted=mark)
    key = keystore.load(home.device_key, password=password)
    if not all(kept.values()):  # lost with a damaged database
        kept = _found_again(database, key.name, fold_roster(chain.records))
    workplace = Workplace(
        home,
        database,
        key,
        Identity(chain.founding.org, kept["person"], kept["office"], home.installation()),
        records,
        chain,
        HybridClock(at, seen=seen),
        random,
        connect(place, key.name) if place else None,
    )
    if chain.mark != mark:
        workplace.write(_keep_mark, chain)
    if due:
        workplace.rebuild(progress)
    while workplace.carrier is None and workplace.index_waiting():
        pass  # an exchange was broken off, and there will be no other to finish it
    workplace.blobs.sweep()
    return workplace


def _found_again(database: Database, dev: str, roster: Roster) -> dict[str, str]:
    """Tell from the roster and the ledger whose device this is and in which office it works."""
    with database.writing() as connection:
        device = roster.devices.get(dev)
        found = {
            "person": device.person if device else "",
            "office": ledger.office_of(connection, dev, roster.reads(device.person))
            if device
            else "",
        }
        for name, value in found.items():
            ledger.keep(connection, name, value)
    return found
