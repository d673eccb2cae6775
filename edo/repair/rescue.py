"""An organisation out of any pile of files: segments, packs, records, contents, wherever they lie.

Every signed object says where it belongs, so a share is laid out anew in an empty folder first, and
a workplace is made from it: by its own key, or by the root key's code as the keeper's.
"""

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from edo import keys, keystore
from edo.clock import Now, Random, now
from edo.commands import recovery
from edo.domain.roster import OPEN, Roster, fold_roster
from edo.errors import Reason, Refusal, refuse_os_error
from edo.home import Home
from edo.joining import establish
from edo.repair import steps
from edo.repair.pile import Known, Laid, Pile, Rescued, Tell
from edo.repair.refetch import refetch
from edo.share import collect
from edo.share.authority import Chain
from edo.share.carrier import Carrier
from edo.store import ledger
from edo.store.database import FILE_NAME
from edo.workplace import SHARE, Connect, Workplace, open_workplace, share_at

RESCUE = "rescue"
"""What the log of repairs calls it."""


def rescue(
    pile: Path,
    home: Path,
    place: Path,
    *,
    code: str = "",
    key: Path | None = None,
    password: str = "",
    tell: Tell = lambda _done, _total: None,
    at: Now = now,
    random: Random = secrets.token_bytes,
    make: Connect = share_at,
) -> Rescued:
    """Make a share and a workplace out of a pile of files; nothing in the pile is changed.

    Broken off, it may be begun again with the same folders, and goes on.

    Args:
        pile: a folder; everything in it is looked at.
        home: of the new workplace. Its own key may lie there already.
        place: an empty folder for the share.
        code: of the root key, where there is no own key.
        key: file of the own key, where it does not lie in the home and there is no code.
        password: of the own key, or for the new one.
        tell: how much of how much is done; what it raises ends the rescue.
        at: the wall clock.
        random: answers n random bytes.
        make: makes the share's carrier.

    Raises:
        Refusal: a folder cannot be read or written, the code or the key is another organisation's,
            or something else lies in the folders named.
        DamagedError: no founding record is in the pile.
        UnreachableError: the folder for the share cannot be used.
    """
    _check_apart(pile, home, place)
    found = Pile(pile, tell)
    known = found.chain()
    opened = partial(open_workplace, home, password=password, at=at, random=random, connect=make)
    is_begun = (home / FILE_NAME).exists()
    if code:
        recovery.belonging(code, known[0])
    if is_begun:
        _check_begun(opened, home, place, known)
    elif key is not None and not code:
        _bring_key(key, Home(home), known[0], password)
    elif not code and not Home(home).device_key.exists():
        raise Refusal(Reason.REQUIRED_FIELD, field="code")
    laid = Laid(_empty_share(place, known, make), known)
    laid.lay(found)
    if is_begun:
        tell(0, 0)
    elif code:
        recovery.begin_again(
            home, place=str(place), code=code, password=password, at=at, random=random, make=make
        )
    else:
        _by_own_key(Home(home), laid, str(place), password)
    _read_in(opened, laid.done, tell)
    steps.log(Home(home), RESCUE, laid.done.told(), at())
    return laid.done


def _check_apart(pile: Path, home: Path, place: Path) -> None:
    """Refuse to write into the pile."""
    for folder in (place, home):
        if folder.resolve().is_relative_to(pile.resolve()):
            raise Refusal(Reason.RESCUE_INSIDE, path=str(folder))


def _empty_share(place: Path, known: Known, make: Connect) -> Carrier:
    """Make the folder for the share; one in which this organisation's lies already will do."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, place) from error
    carrier = make(str(place), "")
    if collect.read_founding(carrier) not in (None, known[1][0]):
        raise Refusal(Reason.SHARE_FOREIGN, path=str(place))
    return carrier


def _check_begun(opened: Callable[[], Workplace], home: Path, place: Path, known: Known) -> None:
    """Refuse a home that no rescue into the same folder has begun."""
    workplace = opened()
    try:
        share = workplace.read(lambda connection: ledger.recall(connection, SHARE))
        if workplace.records[0] != known[1][0] or share != str(place):
            raise Refusal(Reason.ALREADY_FOUNDED, path=str(home))
    finally:
        workplace.close()


def _read_in(opened: Callable[[], Workplace], done: Rescued, tell: Tell) -> None:
    """Fill the new workplace with what was laid out."""
    workplace = opened()
    try:
        if workplace.carrier is not None:
            total = done.segments + done.files
            refetch(workplace, workplace.carrier, lambda n: tell(min(n, total), total))
    finally:
        workplace.close()


def _bring_key(path: Path, home: Home, chain: Chain, password: str) -> None:
    """Copy the file of a key the chain knows into a home.

    Raises:
        Refusal: it cannot be read, its password is wrong, or its workplace was closed.
    """
    key = keystore.load(path, password=password)
    _check_open(fold_roster(chain.records), key.name)
    home.take()
    try:
        keys.replace_private(home.device_key, path.read_bytes())
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error
    finally:
        home.release()


def _check_open(roster: Roster, name: str) -> str:
    """Return whose workplace the holder of a key is, while it is one."""
    device = roster.devices.get(name)
    if device is None or device.until != OPEN:
        raise Refusal(Reason.DEVICE_RETIRED)
    return device.person


def _by_own_key(home: Home, laid: Laid, place: str, password: str) -> None:
    """Make the workplace of a key that lies in the home and that the chain knows."""
    home.take()
    try:
        key = keystore.load(home.device_key, password=password)
        roster = laid.roster
        person = _check_open(roster, key.name)
        if key.name in laid.inst:
            home.new_installation(laid.inst[key.name])  # it goes on where its work ended
        roles = next((one.roles for one in roster.members() if one.person == person), ())
        offices = [scope for _, scope in roles if scope in roster.offices]
        office = next(iter((*offices, *roster.offices)))
        establish(home, laid.known[1], person=person, office=office, place=place)
    finally:
        home.release()
