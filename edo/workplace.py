"""An open place of work: one person's key and the local database.

Two doors lead into the ledger: `record`, what this person does, and (with a share) what others did.
A command opens an `Entry`: one transaction in which it reads, decides and states facts; when it
ends, everything stated is sealed into signed segments, the touched subjects' rows are rewritten,
and all of it is durable at once, or nothing is.
"""

import secrets
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec

from edo import keys
from edo import segment as segments
from edo.change import COMMON, Change, Stamp, Touched, new_id
from edo.clock import HybridClock, Now, now
from edo.collector import resting
from edo.domain import facts
from edo.domain.document_type import DocumentType
from edo.domain.fact import Fact, need
from edo.domain.fold import fold, heads, take
from edo.domain.numbering import Journal
from edo.domain.organisation import (
    NAME_LIMIT,
    Correspondent,
    Level,
    Office,
    OfficeAdded,
    Person,
    PersonAdded,
)
from edo.domain.roster import EVERYWHERE, Role, Roster, fold_roster
from edo.errors import DamagedError, Reason, Refusal, refuse_os_error
from edo.home import Home
from edo.segment import CHANGES_LIMIT, Line, Log
from edo.share import authority
from edo.store import ledger, rebuild
from edo.store.blobs import Blobs
from edo.store.database import FILE_NAME, Connection, Database
from edo.store.refold import Writer

P = ParamSpec("P")
T = TypeVar("T")

Random = Callable[[int], bytes]
"""Answers n random bytes."""

_RAW_LIMIT = 3 * 1024 * 1024
"""Bytes of changes put into one segment: under the stored limit even if nothing compresses."""
_REMEMBERED = (Journal, DocumentType, Correspondent)
_MEMORY_LIMIT = 500
_PENDING = "@"
"""Marks, in a base, a change of this entry that is not sealed yet."""


Listener = Callable[[Touched], None]


@dataclass(slots=True)
class _Subject:
    """A subject as one entry sees it."""

    state: Any
    heads: tuple[str, ...]


@dataclass(slots=True)
class _Pending:
    """Changes of one space that are not sealed yet."""

    lines: list[Line] = field(default_factory=list[Line])


@dataclass(frozen=True, slots=True)
class Identity:
    """Who works here.

    Attributes:
        org: id of the organisation.
        person: id of the person.
        office: id of the office; the name of its space.
        inst: id of the installation.
    """

    org: str
    person: str
    office: str
    inst: str


class Workplace:
    """One person's place of work. Make it by `found` or `open`; close it when done."""

    def __init__(
        self,
        home: Home,
        database: Database,
        key: keys.SigningKey,
        identity: Identity,
        chain: authority.Chain,
        clock: HybridClock,
        random: Random,
    ) -> None:
        self.home = home
        self.identity = identity
        self.clock = clock
        self.roster: Roster = fold_roster(chain.records)
        self.authority = chain.head
        self.blobs = Blobs(home.blobs)
        self._database = database
        self._key = key
        self._random = random
        self._listeners: list[Listener] = []
        self._memory: dict[str, _Subject] = {}

    @property
    def device(self) -> str:
        """The short name of this device's key."""
        return self._key.name

    def new_id(self, prefix: str) -> str:
        """Make the id of a subject that will be begun later."""
        return new_id(prefix, self.clock.tick(), self._random)

    @contextmanager
    def entry(self) -> Generator["Entry"]:
        """Open one transaction in which a command reads, decides and states facts.

        Raises:
            Refusal: a rule said no, or the disk is full; nothing was kept.
        """
        with self._database.writing() as connection:
            entry = Entry(self, connection, self._key, self._random, self._memory)
            yield entry
            touched = entry.finish()
        self._memory = entry.remembered()
        if touched.subjects:
            for listener in tuple(self._listeners):
                listener(touched)

    def record(self, subject: str, *stated: Fact) -> None:
        """State facts about one subject.

        Raises:
            Refusal: a rule said no; nothing was kept.
        """
        with self.entry() as entry:
            for fact in stated:
                entry.record(subject, fact)

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
        with resting(), self._database.writing() as connection:
            rebuild.rebuild(connection, self.roster, progress, path=self._database.path)

    def integrity(self) -> list[str]:
        """Return what is wrong with the database file itself; nothing where all is well."""
        return self._database.check_integrity()

    def close(self) -> None:
        """Close the database and let other programs in."""
        self._database.close()
        self.home.release()


class Entry:
    """One transaction at the local door.

    A rule is tried on each fact as it is stated, against the subject's state with all facts stated
    before; the fold tries the same rule again on every machine.
    """

    def __init__(
        self,
        workplace: Workplace,
        connection: Connection,
        key: keys.SigningKey,
        random: Random,
        memory: Mapping[str, "_Subject"],
    ) -> None:
        self.connection = connection
        self.today: date = workplace.clock.today()
        self._workplace = workplace
        self._key = key
        self._random = random
        self._memory = memory
        self._subjects: dict[str, _Subject] = {}
        self._new: set[str] = set()
        self._touched: dict[str, None] = {}
        self._pending: dict[str, _Pending] = {}

    @property
    def person(self) -> str:
        """Id of the person who acts."""
        return self._workplace.identity.person

    @property
    def office(self) -> str:
        """Id of the office they act in."""
        return self._workplace.identity.office

    def new_id(self, prefix: str) -> str:
        """Make the id of a new subject."""
        subject = new_id(prefix, self._workplace.clock.tick(), self._random)
        self._subjects[subject] = _Subject(None, ())
        self._new.add(subject)
        return subject

    def state(self, subject: str) -> Any:
        """Return a subject's state, this entry's own facts included; None where there is none."""
        return self._subject(subject).state

    def record(self, subject: str, fact: Fact) -> None:
        """State a fact about a subject.

        Raises:
            Refusal: the rule, or the roster, says no.
        """
        known = self._subject(subject)
        space = COMMON if fact.COMMON else self.office
        stamp = Stamp(
            hlc=self._workplace.clock.tick(),
            person=self.person,
            dev=self._key.name,
            seq=0,
            line=0,
            segment="",
            space=space,
            authority=self._workplace.authority[0],
        )
        data = facts.encode(fact)
        change = Change(subject, fact.NAME, stamp, known.heads, data)
        known.state = take(known.state, fact, change, self._workplace.roster)
        pending = self._pending.setdefault(space, _Pending())
        pending.lines.append(
            Line(subject, fact.NAME, stamp.hlc, stamp.person, known.heads, msgspec.Raw(data))
        )
        known.heads = (f"{_PENDING}{len(pending.lines) - 1}",)
        self._touched[subject] = None

    def finish(self) -> Touched:
        """Seal what was stated and rewrite the rows of its subjects."""
        for space, pending in self._pending.items():
            self._seal(space, pending.lines)
        if self._touched:
            states = {subject: self._subjects[subject].state for subject in self._touched}
            Writer(self.connection).write(states, new=frozenset(self._new))
        return Touched(frozenset(self._touched))

    def remembered(self) -> dict[str, _Subject]:
        """Return the journals, types and correspondents the next entry need not read again.

        Only this program writes here, so what a committed entry saw stays true until the next.
        Subjects this entry stated facts about are left out: their heads have new names.
        """
        seen = {
            subject: known
            for subject, known in {**self._memory, **self._subjects}.items()
            if subject not in self._touched and isinstance(known.state, _REMEMBERED)
        }
        return seen if len(seen) <= _MEMORY_LIMIT else {}

    def _subject(self, subject: str) -> _Subject:
        known = self._subjects.get(subject)
        if known is None and (kept := self._memory.get(subject)) is not None:
            known = self._subjects[subject] = _Subject(kept.state, kept.heads)
        if known is None:
            changes = [one.change for one in ledger.of_subject(self.connection, subject)]
            state = fold(changes, self._workplace.roster).state
            known = self._subjects[subject] = _Subject(state, heads(changes))
        return known

    def _seal(self, space: str, lines: list[Line]) -> None:
        """Seal the lines of one space into as many segments as their limits ask for."""
        end = ledger.tail(self.connection, space, self._key.name)
        identity = self._workplace.identity
        sealed: list[str] = []
        for chunk in _chunks(lines):
            first = len(sealed)
            resolved = [_with_base(line, sealed, first) for line in chunk]
            log = Log(
                org=identity.org,
                space=space,
                dev=self._key.name,
                inst=identity.inst,
                seq=end.seq + 1,
                prev=end.hash,
                authority=self._workplace.authority,
            )
            segment = segments.seal(resolved, log, self._key)
            ledger.append(self.connection, segment, resolved)
            sealed.extend(f"{segment.hash}:{n}" for n in range(len(chunk)))
            end = ledger.Tail(log.seq, segment.hash)


def open_workplace(
    folder: Path,
    *,
    password: str = "",
    progress: rebuild.Progress = lambda _done, _total: None,
    at: Now = now,
    random: Random = secrets.token_bytes,
) -> Workplace:
    """Open the workplace in a folder.

    Args:
        folder: the home folder.
        password: of the key file, where it has one.
        progress: told (done, in all) while tables of another release are folded anew.
        at: the wall clock.
        random: answers n random bytes.

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
        return _opened(home, database, password, progress, at, random)
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
) -> Workplace:
    with database.reading() as connection:
        chain = [data for _, data in ledger.authority_chain(connection)]
        kept = {name: ledger.recall(connection, name) for name in ("person", "office")}
        seen = ledger.latest_hlc(connection)
        due = rebuild.is_due(connection)
    if not chain:
        raise Refusal(Reason.NOT_FOUNDED, path=str(home.folder))
    if not home.device_key.exists():
        raise DamagedError("home_files", path=str(home.folder), detail=home.device_key.name)
    checked = authority.check(chain)
    key = keys.load(home.device_key, password=password)
    if not all(kept.values()):  # lost with a damaged database
        kept = _found_again(database, key.name, fold_roster(checked.records))
    workplace = Workplace(
        home,
        database,
        key,
        Identity(checked.founding.org, kept["person"], kept["office"], home.installation()),
        checked,
        HybridClock(at, seen=seen),
        random,
    )
    if due:
        workplace.rebuild(progress)
    workplace.blobs.sweep()
    return workplace


def _found_again(database: Database, dev: str, roster: Roster) -> dict[str, str]:
    """Tell from the roster and the ledger whose device this is and in which office it works."""
    with database.writing() as connection:
        device = roster.devices.get(dev)
        found = {
            "person": device.person if device else "",
            "office": ledger.office_of(connection, dev),
        }
        for name, value in found.items():
            ledger.keep(connection, name, value)
    return found


def found_workplace(
    folder: Path,
    *,
    organisation: str,
    office: str,
    person: str,
    password: str = "",
    setup: Callable[["Entry"], None] = lambda _entry: None,
    at: Now = now,
    random: Random = secrets.token_bytes,
) -> Workplace:
    """Found an organisation with one office and one person, who has every role.

    Args:
        folder: the home folder; no organisation may live in it yet.
        organisation: name of the whole organisation.
        office: name of the first office.
        person: name of the founder.
        password: protects the keys where it is not empty.
        setup: states what the organisation starts with, in the same transaction.
        at: the wall clock.
        random: answers n random bytes.

    Raises:
        Refusal: a name is missing, something was founded here, or the folder cannot be written.
    """
    for name, value in (("organisation", organisation), ("office", office), ("person", person)):
        need(value, name, NAME_LIMIT)
    home = Home(folder)
    home.take()
    database = None
    try:
        database = Database(folder / FILE_NAME)
        _check_unfounded(database, folder)
        names = (organisation, office, person)
        return _founded(home, database, names, password, setup, at, random)
    except BaseException:
        if database is not None:
            database.close()
        home.release()
        raise


def _founded(
    home: Home,
    database: Database,
    names: tuple[str, str, str],
    password: str,
    setup: Callable[["Entry"], None],
    at: Now,
    random: Random,
) -> Workplace:
    organisation, office, person = names
    clock = HybridClock(at)
    root, device = _make_key(home.root_key, password), _make_key(home.device_key, password)
    body, first = new_id("o", clock.tick(), random), new_id("o", clock.tick(), random)
    founder = new_id("p", clock.tick(), random)
    chain = [authority.found(organisation, root, device, at())]
    for kind, data in (
        ("office.add", {"office": body}),
        ("office.add", {"office": first, "parent": body}),
        ("person.add", {"person": founder}),
        ("device.add", {"device": device.name, "public": device.public.hex(), "person": founder}),
        *(
            ("role.grant", {"person": founder, "role": role.value, "scope": EVERYWHERE})
            for role in Role
        ),
    ):
        chain.append(authority.extend(chain, kind, data, device, at()))
    checked = authority.check(chain)
    identity = Identity(checked.founding.org, founder, first, home.installation())
    workplace = Workplace(home, database, device, identity, checked, clock, random)
    with database.writing() as connection:
        ledger.add_authority(connection, enumerate(chain, start=-1))
        ledger.keep(connection, "person", founder)
        ledger.keep(connection, "office", first)
        rebuild.rebuild(connection, workplace.roster, lambda _done, _total: None)
        entry = Entry(workplace, connection, device, random, {})
        entry.record(body, OfficeAdded(Office(name_ru=organisation, level=Level.REPUBLICAN)))
        entry.record(first, OfficeAdded(Office(name_ru=office, parent=body)))
        entry.record(founder, PersonAdded(Person(name_ru=person, office=first)))
        setup(entry)
        entry.finish()
    return workplace


def _check_unfounded(database: Database, folder: Path) -> None:
    with database.reading() as connection:
        if ledger.authority_chain(connection):
            raise Refusal(Reason.ALREADY_FOUNDED, path=str(folder))


def _make_key(path: Path, password: str) -> keys.SigningKey:
    """Make a key; one already there, of a founding cut short or a lost database, is set aside."""
    if path.exists():
        try:
            path.replace(path.with_name(f"{path.name}.{secrets.token_hex(4)}"))
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error
    key = keys.make()
    key.save(path, password=password)
    return key


def _chunks(lines: list[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    size = 0
    for line in lines:
        weight = len(bytes(line.data)) + 200
        if chunk and (len(chunk) >= CHANGES_LIMIT or size + weight > _RAW_LIMIT):
            yield chunk
            chunk, size = [], 0
        chunk.append(line)
        size += weight
    if chunk:
        yield chunk


def _with_base(line: Line, sealed: list[str], first: int) -> Line:
    """Name the changes a line stands on: full names, or `:n` for a line of the same segment."""
    if not any(name.startswith(_PENDING) for name in line.base):
        return line
    base = tuple(_base_name(name, sealed, first) for name in line.base)
    return Line(line.subject, line.kind, line.hlc, line.person, base, line.data)


def _base_name(name: str, sealed: list[str], first: int) -> str:
    if not name.startswith(_PENDING):
        return name
    place = int(name[1:])
    return sealed[place] if place < first else f":{place - first}"
