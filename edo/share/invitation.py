"""Invitations: how the keeper lets a new workplace in, and how it knows whom it joins.

An invitation is an **offer** signed by the keeper's device, and the secret of a key of its own that
the offer names. The offer may be seen by anybody and is part of the request to join; the secret
goes from hand to hand. Nothing is trusted at first sight: the share must be the one whose founding
record and chain the offer quotes. `FORMAT.md` is the contract.
"""

import base64
import os
import unicodedata
from dataclasses import dataclass
from typing import Annotated

import msgspec

from edo import keys
from edo.change import Index
from edo.clock import COUNTER_BITS, Random, office_date
from edo.domain.fact import need, within
from edo.domain.organisation import NAME_LIMIT
from edo.domain.rights import Role
from edo.domain.roster import OPEN, Roster
from edo.errors import DamagedError, Reason, Refusal
from edo.share import authority, frame
from edo.share.authority import Chain

OFFER = frame.Kind(b"EDIN1\n", b"edo/offer/1", 8 * 1024)
INVITATION_LIMIT = OFFER.limit
"""Bytes an invitation file may have."""
SHOWN_LIMIT = 200
"""Characters of a name here: it is shown to be known again, and stated in full by facts."""
PLACE_LIMIT = 260
ROLES_LIMIT = 32

_SECRET = 45
"""The last line of an invitation: 32 bytes in base64, and the line's end."""

_UNSEEN = ("Cc", "Cf", "Cs")

Count = Annotated[int, msgspec.Meta(ge=0, le=(1 << 47) - 1)]
Public = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Name = Annotated[str, msgspec.Meta(max_length=SHOWN_LIMIT)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{1,40}\Z")]
"""An id of a subject; an office's names its space, so it must be fit for a path."""
ParentId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{0,40}\Z")]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Dev = Annotated[str, msgspec.Meta(pattern=r"^[a-z2-7]{16}\Z")]


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """Who will work at the new workplace, where, and as what.

    Attributes:
        person, person_name: id, and the name as people read it.
        office, office_name: the same of the office whose space is theirs.
        parent: id of the office above it, empty for the topmost.
        roles: (role, id of the office it holds in; empty for everywhere).
    """

    person: Id
    person_name: Name
    office: Id
    office_name: Name
    parent: ParentId = ""
    roles: Annotated[tuple[tuple[Role, ParentId], ...], msgspec.Meta(max_length=ROLES_LIMIT)] = ()


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """The public part of an invitation.

    Attributes:
        v: format version.
        org: id of the organisation.
        name: of the organisation.
        founding: hash of its founding record: the organisation's fingerprint.
        auth: index and hash of the last authority record when the offer was made.
        keeper: public key of the device that made it.
        key: public key of the invitation itself, good for one workplace.
        seat: what is offered.
        at, until: made, and good until; milliseconds since 1970 UTC, by the keeper's clock.
        place: where the share may be found, as a person would write it; a hint.
    """

    v: Count = 1
    org: Dev
    name: Name
    founding: Hash
    auth: tuple[Index, Hash]
    keeper: Public
    key: Public
    seat: Seat
    at: Count
    until: Count
    place: Annotated[str, msgspec.Meta(max_length=PLACE_LIMIT)] = ""

    @property
    def invitation(self) -> str:
        """Short name of the invitation's key: what it is called in the chain and on the share."""
        return keys.key_name(self.key)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation in the hands of who was invited.

    Attributes:
        offer: what it says.
        frame: the offer's bytes as the keeper signed them.
        key: the invitation's own key.
    """

    offer: Offer
    frame: bytes
    key: keys.SigningKey


def make_invitation(
    keeper: keys.SigningKey,
    chain: Chain,
    seat: Seat,
    *,
    at: int,
    until: int,
    place: str = "",
    random: Random = os.urandom,
) -> bytes:
    """Make an invitation file for one workplace.

    Args:
        keeper: the key of the keeper's device.
        chain: the authority chain as it stands.
        seat: what is offered.
        at, until: the instant, and when the invitation ends; milliseconds since 1970 UTC.
        place: a hint where the share is.
        random: answers n random bytes.

    Raises:
        Refusal: a name is missing or too long.
    """
    for field, name in (("person", seat.person_name), ("office", seat.office_name)):
        need(shown(name, NAME_LIMIT), field, NAME_LIMIT)
    within(place, "place", PLACE_LIMIT)
    key = keys.make(random)
    offer = Offer(
        org=chain.founding.org,
        name=shown(chain.founding.name, SHOWN_LIMIT),
        founding=chain.hashes[0],
        auth=chain.head,
        keeper=keeper.public,
        key=key.public,
        seat=msgspec.structs.replace(
            seat,
            person_name=shown(seat.person_name, SHOWN_LIMIT),
            office_name=shown(seat.office_name, SHOWN_LIMIT),
        ),
        at=at,
        until=until,
        place=shown(place, PLACE_LIMIT),
    )
    data = frame.seal(OFFER, offer, keeper) + base64.b64encode(key.seed) + b"\n"
    read_invitation(data)  # an id or role no reader takes is a mistake of the program: found here
    return data


def read_invitation(data: bytes) -> Invitation:
    """Read an invitation file; whether the share is the one it speaks of is for `check` to tell.

    Raises:
        DamagedError: the bytes are no invitation, or a part of it was changed.
        OutdatedError: a newer release made it.
    """
    framed, secret = data[:-_SECRET], data[-_SECRET:]
    try:
        offer = read_offer(framed)
        key = keys.from_seed(base64.b64decode(secret[:-1]))
    except (DamagedError, ValueError) as error:
        raise DamagedError("invitation") from error
    spelt = base64.b64encode(key.seed) + b"\n"
    if len(data) > INVITATION_LIMIT or key.public != offer.key or spelt != secret:
        raise DamagedError("invitation")
    return Invitation(offer, framed, key)


def read_offer(data: bytes) -> Offer:
    """Read an offer and check that the keeper it names has signed it.

    Raises:
        DamagedError: the bytes are no offer, or were changed.
        OutdatedError: a newer release made it.
    """
    framed, offer = frame.read(OFFER, data, Offer)
    if not frame.is_signed(OFFER, framed, offer.keeper):
        raise DamagedError("invitation")
    said = (offer.name, offer.seat.person_name, offer.seat.office_name, offer.place)
    if any(text != shown(text, len(text)) for text in said):
        raise DamagedError("invitation")
    return offer


def check_time(offer: Offer, now: int) -> None:
    """Refuse an offer that has ended.

    Args:
        offer: an invitation's.
        now: milliseconds since 1970 UTC.

    Raises:
        Refusal: it was good until an earlier moment.
    """
    if now > offer.until:
        raise Refusal(Reason.INVITATION_EXPIRED, on=office_date(offer.until << COUNTER_BITS))


def check_founding(offer: Offer, founding: bytes) -> None:
    """Refuse a share of another organisation, by its founding record alone.

    Args:
        offer: an invitation's.
        founding: what lies under `layout.FOUNDING`.

    Raises:
        Refusal: it is another organisation's.
        DamagedError: it is no founding record.
    """
    if authority.check([founding]).hashes[0] != offer.founding:
        raise Refusal(Reason.SHARE_FOREIGN)


def check_chain(offer: Offer, chain: Chain, roster: Roster) -> None:
    """Refuse a chain that is not the one an offer was made from, or an old copy of it.

    Args:
        offer: an invitation's.
        chain: the checked authority chain.
        roster: folded from it.

    Raises:
        Refusal: see `check_origin`; or the keeper's device that made the offer was closed since.
    """
    check_origin(offer, chain)
    device = roster.devices.get(keys.key_name(offer.keeper))
    if device is not None and device.until != OPEN:
        raise Refusal(Reason.INVITATION_FOREIGN)


def check_origin(offer: Offer, chain: Chain) -> None:
    """Refuse a chain that an offer was not made from.

    Raises:
        Refusal: another organisation's, another history, older than the offer, or the offer is not
            by who kept it then.
    """
    n, digest = offer.auth
    if (offer.org, offer.founding) != (chain.founding.org, chain.hashes[0]):
        raise Refusal(Reason.SHARE_FOREIGN)
    if n > chain.head[0]:
        raise Refusal(Reason.SHARE_OLDER)
    if chain.hashes[n + 1] != digest:
        raise Refusal(Reason.SHARE_FOREIGN)
    keeper = next(public for since, public in reversed(chain.keepers) if since <= n + 1)
    if offer.keeper != keeper:
        raise Refusal(Reason.INVITATION_FOREIGN)


def is_admitted(offer: Offer, public: bytes, roster: Roster) -> bool:
    """Tell whether the keeper let a new workplace in.

    Its key cannot stand in any copy of the chain older than its request, so a workplace that waits
    for this has not been shown an old state of the share.

    Args:
        offer: of the invitation it used.
        public: the new workplace's key.
        roster: folded from the chain on the share.
    """
    device = roster.devices.get(keys.key_name(public))
    return (
        device is not None
        and device.public == public
        and device.person == offer.seat.person
        and offer.seat.office in roster.offices
    )


def shown(text: str, limit: int) -> str:
    """Return a text of foreign origin as one line of at most `limit` visible characters."""
    seen = "".join(" " if letter.isspace() else letter for letter in text)
    seen = "".join(letter for letter in seen if unicodedata.category(letter) not in _UNSEEN)
    return " ".join(seen.split())[:limit].rstrip()
