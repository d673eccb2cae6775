"""Getting onto a share: a workplace that began alone connects, a new one asks and is let in.

What a new workplace has asked for lies in its home (`joining.json`) until the keeper lets its key
in; then its database is made from the chain, and the exchange fills it.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from edo import keystore, note
from edo.clock import COUNTER_BITS, Now, Random, now, office_date
from edo.domain.rights import Role
from edo.domain.roster import OPEN, fold_roster
from edo.errors import DamagedError, Reason, Refusal, refuse_os_error
from edo.home import Home
from edo.queries.share import EXCHANGED, FAILED, SURE
from edo.share import authority, collect, invitation, join, layout, publish
from edo.share.carrier import Carrier
from edo.share.patient import PatientCarrier
from edo.share.words import Words
from edo.store import ledger, rebuild
from edo.store.database import FILE_NAME, Database
from edo.workplace import SHARE, Connect, Workplace, share_at


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a new workplace has asked for.

    Attributes:
        place: where the share is.
        request: the bytes put there.
        name: under which they were put.
        person, office: ids of whose workplace it will be, and where.
        auth: index and hash of a record the chain must hold: no older share is believed.
        founding: hash of the organisation's founding record.
    """

    place: str
    request: bytes
    name: str
    person: str
    office: str
    auth: tuple[int, str]
    founding: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation says to who holds it.

    Attributes:
        organisation, person, office: names.
        roles: what they will be.
        until: the last day it is good on.
        place: where the share is; a hint.
    """

    organisation: str
    person: str
    office: str
    roles: tuple[Role, ...]
    until: date
    place: str


def invited_as(invited: bytes) -> Invited:
    """Read an invitation file, to show what it says.

    Raises:
        DamagedError: the file is no invitation.
        OutdatedError: a newer release made it.
    """
    offer = invitation.read_invitation(invited).offer
    seat = offer.seat
    return Invited(
        offer.name,
        seat.person_name,
        seat.office_name,
        tuple(role for role, _ in seat.roles),
        office_date(offer.until << COUNTER_BITS),
        offer.place,
    )


def read_file(path: Path) -> bytes:
    """Read an invitation file; of a larger file no more than tells that it is none.

    Raises:
        Refusal: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(invitation.INVITATION_LIMIT + 1)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, path) from error


def check_empty(place: str, *, make: Connect = share_at) -> None:
    """Refuse a folder in which an organisation's share lies already.

    Raises:
        Refusal: one does.
        UnreachableError: the folder does not answer.
    """
    if collect.read_founding(make(place, "")) is not None:
        raise Refusal(Reason.SHARE_FOREIGN, path=place)


def connect(workplace: Workplace, *, place: str, make: Connect = share_at) -> None:
    """Connect a workplace that began alone to an empty shared folder, or to its own share again.

    Args:
        workplace: the keeper's, or one whose share has moved.
        place: the folder's path.
        make: makes its carrier.

    Raises:
        Refusal: another organisation's share lies there, or only its keeper may begin one.
        UnreachableError: the folder does not answer.
    """
    carrier = make(place, workplace.device)
    found = collect.read_founding(carrier)
    if found is None:
        if workplace.roster.keeper != workplace.device:
            raise Refusal(Reason.SHARE_EMPTY, path=place)
        publish.put_records(carrier, -1, workplace.records[:1])
    elif found != workplace.records[0]:
        raise Refusal(Reason.SHARE_FOREIGN, path=place)
    workplace.write(ledger.keep, SHARE, place)
    workplace.write(ledger.keep, SURE, "1")
    workplace.carrier = carrier


def disconnect(workplace: Workplace) -> None:
    """Work without the share from now on; what was sent stays there.

    Raises:
        Refusal: others belong to the organisation: their numbers and these would be the same.
    """
    others = (
        name
        for name, device in workplace.roster.devices.items()
        if name != workplace.device and device.until == OPEN
    )
    if any(others):
        raise Refusal(Reason.SHARE_NEEDED)
    for name in (SHARE, SURE, EXCHANGED, FAILED):
        workplace.write(ledger.keep, name, "")
    workplace.carrier = None


def ask(
    folder: Path,
    *,
    invited: bytes,
    place: str,
    computer: str,
    password: str = "",
    at: Now = now,
    random: Random = secrets.token_bytes,
    make: Connect = share_at,
) -> Words:
    """Ask to join: make this workplace's key and put a request on the share.

    Asking again with the same invitation gives the same request.

    Args:
        folder: the home folder; no organisation may live in it yet.
        invited: bytes of the invitation file.
        place: the shared folder; where it is empty, the one the invitation names.
        computer: the computer's name, for the keeper to see.
        password: protects the key where it is not empty.
        at: the wall clock.
        random: answers n random bytes.
        make: makes the share's carrier.

    Returns:
        The six words both screens must show.

    Raises:
        Refusal: the invitation does not hold, or the share is not the one it speaks of.
        DamagedError: the file is no invitation.
        UnreachableError: the share does not answer.
    """
    home = Home(folder)
    if (folder / FILE_NAME).exists():
        raise Refusal(Reason.ALREADY_FOUNDED, path=str(folder))
    found = invitation.read_invitation(invited)
    place = place or found.offer.place
    if not place:
        raise Refusal(Reason.REQUIRED_FIELD, field="share")
    home.take()
    try:
        asked = note.recall(_note(home), Asked)
        if asked is None or _invitation_of(asked) != found.offer.invitation:
            invitation.check_time(found.offer, at())
            key = keystore.fresh(home.device_key, password, random)
            carrier = make(place, key.name)
            _check_share(carrier, found.offer, place)
            asking = join.make_request(
                found,
                key,
                inst=home.installation(),
                at=at(),
                computer=computer,
                random=random(4),
            )
            seat = found.offer.seat
            asked = Asked(
                place=place,
                request=asking.data,
                name=asking.name,
                person=seat.person,
                office=seat.office,
                auth=found.offer.auth,
                founding=found.offer.founding,
            )
            note.keep(_note(home), asked)
        make(asked.place, "").put_new(asked.name, asked.request)
    finally:
        home.release()
    return join.words_of(asked.request)


def is_asking(folder: Path) -> bool:
    """Tell whether the workplace in a folder has asked to join and was not let in yet."""
    home = Home(folder)
    return not (folder / FILE_NAME).exists() and note.recall(_note(home), Asked) is not None


def words(folder: Path) -> Words:
    """Return the six words of the request a workplace has made.

    Raises:
        Refusal: it has made none.
    """
    asked = note.recall(_note(Home(folder)), Asked)
    if asked is None:
        raise Refusal(Reason.NOT_FOUNDED, path=str(folder))
    return join.words_of(asked.request)


def finish(folder: Path, *, password: str = "", make: Connect = share_at) -> bool:
    """Make the workplace if the keeper has let it in by now; tell whether it is made.

    Raises:
        UnreachableError: the share does not answer.
        DamagedError: the chain on the share is broken, or an older one than the invitation's.
        Refusal: the invitation was not made by who kept that chain.
    """
    home = Home(folder)
    asked = note.recall(_note(home), Asked)
    if asked is None:
        raise Refusal(Reason.NOT_FOUNDED, path=str(folder))
    home.take()
    try:
        key = keystore.load(home.device_key, password=password)
        carrier = make(asked.place, key.name)
        records = collect.read_chain(carrier)
        if not records:
            return False
        chain = authority.check(records)
        if chain.hashes[0] != asked.founding:
            raise DamagedError("share_foreign", path=asked.place)
        if not chain.holds(asked.auth):
            raise DamagedError("share_older", path=asked.place)
        offer = join.offer_of(asked.request)
        invitation.check_origin(offer, chain)
        if not invitation.is_admitted(offer, key.public, fold_roster(chain.records)):
            return False
        establish(home, records, person=asked.person, office=asked.office, place=asked.place)
    finally:
        home.release()
    note.drop(_note(home))
    return True


class Knock:
    """Asks again and again whether the keeper has let the workplace in: see `finish`.

    It goes on with one carrier, so that a share that hangs is waited for once.

    Args:
        folder: the home folder.
        password: protects the key where it is not empty.
        make: makes the share's carrier.
    """

    def __init__(self, folder: Path, *, password: str = "", make: Connect = share_at) -> None:
        self._folder = folder
        self._password = password
        self._make = make
        self._carrier: Carrier | None = None
        self._over = False

    def __call__(self) -> bool:
        """Make the workplace if the keeper has let it in by now; tell whether it is made."""
        return finish(self._folder, password=self._password, make=self._made)

    def abandon(self) -> None:
        """Keep nobody waiting any longer: the program is being closed. Any thread may ask."""
        self._over = True
        if isinstance(self._carrier, PatientCarrier):
            self._carrier.abandon()

    def _made(self, place: str, dev: str) -> Carrier:
        self._carrier = self._carrier or self._make(place, dev)
        if self._over:
            self.abandon()
        return self._carrier


def establish(home: Home, records: list[bytes], *, person: str, office: str, place: str) -> None:
    """Make the database of a workplace that the chain knows; the exchange will fill it.

    Args:
        home: held by this program; its device key is there.
        records: the founding record and the whole chain.
        person: id of whose workplace it is.
        office: id of the office whose space is theirs.
        place: of the share.
    """
    temporary = home.folder / f"{FILE_NAME}.new"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{temporary}{suffix}").unlink(missing_ok=True)
    chain = authority.check(records)
    database = Database(temporary)
    try:
        with database.writing() as connection:
            ledger.add_authority(connection, enumerate(records, start=-1))
            for name, value in (("person", person), ("office", office), (SHARE, place)):
                ledger.keep(connection, name, value)
            rebuild.rebuild(connection, fold_roster(chain.records), lambda _done, _total: None)
    finally:
        database.close()
    try:
        temporary.replace(home.folder / FILE_NAME)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, home.folder) from error


def _check_share(carrier: Carrier, offer: invitation.Offer, place: str) -> None:
    """Refuse a folder that is not the share the invitation speaks of."""
    first = collect.read_founding(carrier)
    if first is None:
        raise Refusal(Reason.SHARE_EMPTY, path=place)
    invitation.check_founding(offer, first)


def _invitation_of(asked: Asked) -> str | None:
    return layout.read_request(asked.name.rpartition("/")[2])


def _note(home: Home) -> Path:
    return home.folder / "joining.json"
