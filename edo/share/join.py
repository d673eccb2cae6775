"""Requests to join: a new workplace asks, the keeper checks and writes the records that admit it.

A request is signed twice: by who may ask — the invitation's key, or the older key of a workplace
that must be enrolled anew — and by the new key, so nobody brings another's key. Only the keeper's
records admit anybody; before that, two people compare the six words of the request.
`FORMAT.md` is the contract.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from edo import keys
from edo.domain.authority_record import Content, DeviceAdd, OfficeAdd, PersonAdd, RoleGrant
from edo.domain.roster import OPEN, Device, Roster
from edo.errors import DamagedError, Reason, Refusal
from edo.share import frame, layout
from edo.share.authority import Chain
from edo.share.invitation import (
    Count,
    Dev,
    Hash,
    Invitation,
    Offer,
    Public,
    check_chain,
    check_time,
    read_offer,
    shown,
)
from edo.share.words import Words, six_words, summed

REQUEST = frame.Kind(b"EDJR1\n", b"edo/join/1", 16 * 1024)
COMPUTER_LIMIT = 64
"""Characters of a computer's name that are shown."""

_SIGNATURES = 2


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The line of a request.

    Attributes:
        v: format version.
        org: id of the organisation.
        founding: hash of its founding record.
        offer: the offer's frame; empty where a known workplace asks to be enrolled anew.
        old: short name of the key such a workplace had until now, else empty.
        public: the new key.
        inst: random id of the installation.
        at: milliseconds since 1970 UTC, by the new workplace's clock; for people.
        computer: the computer's name, for people.
    """

    v: Count = 1
    org: Dev
    founding: Hash
    offer: str = ""
    old: Annotated[str, msgspec.Meta(max_length=16)] = ""
    public: Public
    inst: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{1,32}\Z")]
    at: Count
    computer: Annotated[str, msgspec.Meta(max_length=COMPUTER_LIMIT)] = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A request ready to be put on the share.

    Attributes:
        name: its name there.
        data: its bytes.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was checked: all that is left is to compare the words.

    Attributes:
        asked: what it says.
        device: short name of the new key.
        person: id of whose it will be.
        offer: the offer it follows; None where a known workplace asks to be enrolled anew.
        line: as it was signed, for the words.
    """

    asked: Asked
    device: str
    person: str
    offer: Offer | None
    line: bytes

    @property
    def replaces(self) -> str:
        """Short name of the workplace's key until now; empty for a new workplace."""
        return self.asked.old


def make_request(
    invitation: Invitation,
    device: keys.SigningKey,
    *,
    inst: str,
    at: int,
    computer: str,
    random: bytes,
) -> Asking:
    """Ask to join by an invitation.

    Args:
        invitation: as it was read.
        device: the key made for the new workplace.
        inst: id of the installation.
        at: milliseconds since 1970 UTC.
        computer: the computer's name.
        random: 4 random bytes that keep two tries apart.
    """
    offer = invitation.offer
    asked = Asked(
        org=offer.org,
        founding=offer.founding,
        offer=invitation.frame.decode(),
        public=device.public,
        inst=inst,
        at=at,
        computer=shown(computer, COMPUTER_LIMIT),
    )
    return _ask(asked, invitation.key, device, random)


def make_renewal(
    old: keys.SigningKey,
    device: keys.SigningKey,
    chain: Chain,
    *,
    inst: str,
    at: int,
    computer: str,
    random: bytes,
) -> Asking:
    """Ask to be enrolled anew: a copied or restored workplace may not go on under its old key.

    Args:
        old: the key the chain knows.
        device: the key made to follow it.
        chain: the authority chain as the workplace holds it.
        inst, at, computer, random: as in `make_request`.
    """
    asked = Asked(
        org=chain.founding.org,
        founding=chain.hashes[0],
        old=old.name,
        public=device.public,
        inst=inst,
        at=at,
        computer=shown(computer, COMPUTER_LIMIT),
    )
    return _ask(asked, old, device, random)


def _ask(asked: Asked, by: keys.SigningKey, device: keys.SigningKey, random: bytes) -> Asking:
    data = frame.seal(REQUEST, asked, by, device)
    return Asking(layout.request(by.name, random.hex()), data)


def words_of(data: bytes) -> Words:
    """Return the six words of a request; both screens show them.

    Raises:
        DamagedError: the bytes are no request.
        OutdatedError: a newer release made it.
    """
    framed, asked = frame.read(REQUEST, data, Asked, signatures=_SIGNATURES)
    return six_words(summed(asked.founding, framed.line))


def offer_of(data: bytes) -> Offer:
    """Return the offer a new workplace's own request follows.

    Raises:
        DamagedError: the bytes are no such request.
        OutdatedError: a newer release made it.
    """
    return read_offer(_read(data)[1].offer.encode())


def read_request(data: bytes, chain: Chain, roster: Roster, now: int) -> Request:
    """Read a request found on the share and check all that can be checked without people.

    Args:
        data: the stored bytes.
        chain: the keeper's authority chain.
        roster: folded from it.
        now: milliseconds since 1970 UTC, by the keeper's clock.

    Raises:
        DamagedError: the bytes are no request, or were changed.
        OutdatedError: a newer release made it.
        Refusal: it is meant for another organisation, was admitted already, or its invitation has
            ended, was used, or was not made by a keeper.
    """
    try:
        framed, asked = _read(data)
        offer = read_offer(asked.offer.encode()) if asked.offer else None
    except DamagedError as error:
        raise DamagedError("join_request") from error
    if (asked.org, asked.founding) != (chain.founding.org, chain.hashes[0]):
        raise Refusal(Reason.REQUEST_FOREIGN)
    if offer is None:
        known = _known(asked.old, roster)
        by, person = known.public, known.person
    else:
        by, person = offer.key, offer.seat.person
    if not frame.is_signed(REQUEST, framed, by):
        raise DamagedError("join_request")
    device = keys.key_name(asked.public)
    if (found := roster.devices.get(device)) is not None:
        raise Refusal(Reason.ALREADY_ADMITTED if found.until == OPEN else Reason.DEVICE_RETIRED)
    if offer is not None:
        _check_offer(offer, chain, roster, now)
    return Request(asked, device, person, offer, framed.line)


def _read(data: bytes) -> tuple[frame.Framed, Asked]:
    framed, asked = frame.read(REQUEST, data, Asked, signatures=_SIGNATURES)
    if (
        not frame.is_signed(REQUEST, framed, asked.public, place=1)
        or asked.computer != shown(asked.computer, COMPUTER_LIMIT)
        or bool(asked.old) == bool(asked.offer)
    ):
        raise DamagedError("join_request")
    return framed, asked


def _known(dev: str, roster: Roster) -> Device:
    known = roster.devices.get(dev)
    if known is None:
        raise Refusal(Reason.REQUEST_FOREIGN)
    # Of two programs that used one key the second may ask too, when the first has a new one.
    if known.until != OPEN and dev not in roster.replaced:
        raise Refusal(Reason.DEVICE_RETIRED)
    return known


def _check_offer(offer: Offer, chain: Chain, roster: Roster, now: int) -> None:
    check_chain(offer, chain, roster)
    if offer.invitation in roster.invitations_used:
        raise Refusal(Reason.INVITATION_USED)
    check_time(offer, now)


def records_for(request: Request, roster: Roster) -> list[tuple[str, dict[str, Any]]]:
    """Return kind and data of the records that admit a workplace, in their order.

    What stands in the chain already is left out, and the device comes last, for it uses the
    invitation up: an admission cut short is finished by admitting the same request again. The
    older key of a workplace enrolled anew is not ended here: its cut is for the keeper to name.

    Args:
        request: checked, and its words compared.
        roster: as the chain stands.
    """
    told: list[Content] = []
    seat = request.offer.seat if request.offer else None
    if seat is not None:
        if seat.office not in roster.offices:
            told.append(OfficeAdd(seat.office, seat.parent))
        if seat.person not in roster.people:
            told.append(PersonAdd(seat.person))
        has = {role for one in roster.members() if one.person == seat.person for role in one.roles}
        told += [
            RoleGrant(seat.person, role.value, scope)
            for role, scope in dict.fromkeys(seat.roles)
            if (role, scope) not in has
        ]
    told.append(
        DeviceAdd(
            device=request.device,
            public=request.asked.public.hex(),
            person=request.person,
            invitation=request.offer.invitation if request.offer else "",
            replaces=request.replaces,
        )
    )
    return [one.told() for one in told]
