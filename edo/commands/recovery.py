"""The root key: out of the home onto paper, and back where the keeper's computer is lost.

The key signs one thing only, who keeps the chain of authority. It is made when an organisation is
founded, printed as a code, forgotten in the home, and typed in again on the worst day.
"""

import secrets
from pathlib import Path

from edo import joining, keycode, keys, keystore
from edo.clock import Now, Random, now
from edo.domain.authority_record import KeeperPass
from edo.domain.rights import EVERYWHERE
from edo.domain.roster import OPEN, Roster, fold_roster
from edo.errors import DamagedError, Reason, Refusal
from edo.home import Home
from edo.keystore import FindStore, system_store
from edo.share import authority, collect, publish
from edo.share.authority import Chain
from edo.store.database import FILE_NAME
from edo.workplace import Connect, Workplace, share_at


def root_key(
    workplace: Workplace, *, password: str = "", store: FindStore = system_store
) -> keys.SigningKey:
    """Return the organisation's root key, where it still lies in the home.

    Args:
        workplace: the founder's.
        password: of the key's file, where it has one.
        store: where to look for the system's key store.

    Raises:
        Refusal: it is not here, or its password is missing or wrong.
    """
    path = workplace.home.root_key
    if not path.exists():
        raise Refusal(Reason.ROOT_KEY_NOT_HERE)
    key = keystore.load(path, password=password, store=store)
    if key.name != workplace.identity.org:
        raise DamagedError("key_file", path=str(path))
    return key


def has_root_key(workplace: Workplace) -> bool:
    """Tell whether the root key still lies in the home, where it should not stay."""
    return workplace.home.root_key.exists()


def read_code(workplace: Workplace, *, code: str) -> keys.SigningKey:
    """Return the root key whose code was typed from the sheet.

    Raises:
        Refusal: a line is missing or mistyped, or the code is another organisation's.
    """
    return belonging(code, workplace.chain)


def forget(workplace: Workplace, *, code: str, store: FindStore = system_store) -> None:
    """Remove the root key from the home, once its code was typed back from the sheet.

    Raises:
        Refusal: the code is not the key's, or the key is not here.
    """
    read_code(workplace, code=code)
    if not has_root_key(workplace):
        raise Refusal(Reason.ROOT_KEY_NOT_HERE)
    keystore.forget(workplace.home.root_key, store=store)


def take_keeping(workplace: Workplace, *, code: str) -> None:
    """Make this workplace the keeper's, by the root key: the keeper's own was lost.

    The old keeper's device goes on as a workplace until the new keeper ends it. Exchange before, so
    that the record follows the last one there is, and after, so that all learn of it.

    Raises:
        Refusal: the code is not the organisation's, or this workplace was closed or is the keeper.
    """
    root = read_code(workplace, code=code)
    _check_able(workplace.roster, workplace.device)
    workplace.extend(KeeperPass(device=workplace.device).told(), root=root)


def begin_again(
    folder: Path,
    *,
    place: str,
    code: str,
    password: str = "",
    at: Now = now,
    random: Random = secrets.token_bytes,
    make: Connect = share_at,
) -> None:
    """Make a workplace for the keeper in an empty folder, by the root key and the share alone.

    It is the workplace of whoever kept the chain last. An exchange brings everything the share has.
    Broken off, it may be begun again. Nothing is written before the code was found right.

    Args:
        folder: the home folder; no organisation may live in it yet.
        place: the shared folder.
        code: of the root key, as typed.
        password: protects the new key where it is not empty.
        at: the wall clock.
        random: answers n random bytes.
        make: makes the share's carrier.

    Raises:
        Refusal: the code is not the organisation's, or something was founded in the folder.
        DamagedError: the chain on the share is broken.
        UnreachableError: the share does not answer.
    """
    if (folder / FILE_NAME).exists():
        raise Refusal(Reason.ALREADY_FOUNDED, path=str(folder))
    keycode.read(code)
    records = collect.read_chain(make(place, ""))
    if not records:
        raise Refusal(Reason.SHARE_EMPTY, path=place)
    chain = authority.check(records)
    root = belonging(code, chain)
    roster = fold_roster(chain.records)
    home = Home(folder)
    home.take()
    try:
        key = keystore.fresh(home.device_key, password, random)
        if roster.keeper != key.name:
            person = roster.devices[roster.keeper].person
            kind, data = KeeperPass(key.name, key.public.hex(), person).told()
            records.append(authority.extend(records, kind, data, root, at()))
            publish.put_records(make(place, key.name), len(records) - 2, records[-1:])
            roster = fold_roster(authority.check(records).records)
        person = roster.devices[key.name].person
        office = _office_of(roster, person)
        joining.establish(home, records, person=person, office=office, place=place)
    finally:
        home.release()


def belonging(code: str, chain: Chain) -> keys.SigningKey:
    """Return the root key of a code, where it is that of a chain's organisation.

    Raises:
        Refusal: a line is missing or mistyped, or the code is another organisation's.
    """
    key = keys.from_seed(keycode.read(code))
    if key.name != chain.founding.org:
        raise Refusal(Reason.CODE_FOREIGN)
    return key


def _check_able(roster: Roster, device: str) -> None:
    if roster.keeper == device:
        raise Refusal(Reason.ALREADY_KEEPER)
    known = roster.devices.get(device)
    if known is None or known.until != OPEN:
        raise Refusal(Reason.DEVICE_RETIRED)


def _office_of(roster: Roster, person: str) -> str:
    """Return the office a person works in, as their roles tell; else the first below the body."""
    roles = next((one.roles for one in roster.members() if one.person == person), ())
    scopes = [scope for _, scope in roles if scope != EVERYWHERE]
    below = [office for office, parent in roster.offices.items() if parent]
    return next(iter((*scopes, *below, *roster.offices)))
