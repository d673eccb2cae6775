"""Founding an organisation: its root key, its first device, office and person."""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from edo import keys, keystore
from edo.change import new_id
from edo.clock import HybridClock, Now, Random, now
from edo.domain.fact import need
from edo.domain.organisation import (
    NAME_LIMIT,
    Level,
    Office,
    OfficeAdded,
    Person,
)
from edo.domain.rights import Role, scope_of
from edo.domain.staffing import PersonAdded
from edo.domain.typed import clean
from edo.entry import Entry, Identity
from edo.errors import Reason, Refusal, refuse_os_error
from edo.home import Home
from edo.keystore import FindStore, system_store
from edo.share import authority
from edo.store import ledger, rebuild
from edo.store.database import FILE_NAME, Database
from edo.workplace import Workplace


def found_workplace(
    folder: Path,
    *,
    organisation: str,
    office: str,
    person: str,
    password: str = "",
    setup: Callable[[Entry], None] = lambda _entry: None,
    at: Now = now,
    random: Random = secrets.token_bytes,
    store: FindStore = system_store,
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
        store: where to look for the system's key store.

    Raises:
        Refusal: a name is missing, something was founded here, or the folder cannot be written.
    """
    organisation, office, person = map(clean, (organisation, office, person))
    for name, value in (("organisation", organisation), ("office", office), ("person", person)):
        need(value, name, NAME_LIMIT)
    home = Home(folder)
    home.take()
    database = None
    try:
        database = Database(folder / FILE_NAME)
        _check_unfounded(database, folder)
        names = (organisation, office, person)
        made = [
            make_key(path, password, random, store) for path in (home.root_key, home.device_key)
        ]
        return _founded(home, database, names, made, setup, at, random)
    except BaseException:
        if database is not None:
            database.close()
        home.release()
        raise


def _founded(
    home: Home,
    database: Database,
    names: tuple[str, str, str],
    made: Sequence[keys.SigningKey],
    setup: Callable[[Entry], None],
    at: Now,
    random: Random,
) -> Workplace:
    organisation, office, person = names
    clock = HybridClock(at)
    root, device = made
    body, first = new_id("o", clock.tick(), random), new_id("o", clock.tick(), random)
    founder = new_id("p", clock.tick(), random)
    chain = [authority.found(organisation, root, device, at())]
    for kind, data in (
        ("office.add", {"office": body}),
        ("office.add", {"office": first, "parent": body}),
        ("person.add", {"person": founder}),
        ("device.add", {"device": device.name, "public": device.public.hex(), "person": founder}),
        *(
            ("role.grant", {"person": founder, "role": role.value, "scope": scope_of(role, first)})
            for role in Role
        ),
    ):
        chain.append(authority.extend(chain, kind, data, device, at()))
    identity = Identity(root.name, founder, first, home.installation())
    workplace = Workplace(
        home, database, device, identity, chain, authority.check(chain), clock, random
    )
    with database.writing() as connection:
        ledger.add_authority(connection, enumerate(chain, start=-1))
        ledger.keep(connection, "person", founder)
        ledger.keep(connection, "office", first)
        rebuild.rebuild(connection, workplace.roster, lambda _done, _total: None)
        entry = Entry(workplace.actor(), connection, {})
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


def make_key(path: Path, password: str, random: Random, store: FindStore) -> keys.SigningKey:
    """Make a key; one already there, of a founding cut short or a lost database, is set aside."""
    if path.exists():
        try:
            path.replace(path.with_name(f"{path.name}.{secrets.token_hex(4)}"))
        except OSError as error:
            raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error
    key = keys.make(random)
    keystore.keep(key, path, password=password, store=store)
    return key
