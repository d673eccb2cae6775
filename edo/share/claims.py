"""Claims on registration numbers: signed tokens under names that only one claimer can have.

The numbers of one journal and period are a chain of claims. Each is named by the number right
behind the end of the claim before, the first by the period's first number, and covers one number
or more: whoever knows where the chain ends knows the one name the next claim can have. Numbers with
a suffix, and numbers inside the chain that were left open, are claimed beside the sequence.
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated

import msgspec

from edo import keys
from edo.domain.document import ORDINAL_LIMIT
from edo.domain.roster import Roster
from edo.errors import DamagedError, OutdatedError
from edo.share import frame, layout
from edo.share.carrier import TOKEN_LIMIT

TOKEN = frame.Kind(b"EDCL1\n", b"edo/claim/1", TOKEN_LIMIT)
"""How a token is framed."""
COUNT_LIMIT = 10_000
"""Numbers one claim may cover."""
PLAIN = "x"
"""What tells a claim beside the sequence on a number without a suffix."""
_TEXT = 128


class Token(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a claim says.

    Attributes:
        v: format version.
        org, journal, period: whose numbers.
        n: the first number claimed, as in the name.
        count: how many are claimed.
        free: how many of the first of them are left open for entry by hand.
        beside: what tells a claim beside the sequence, as in the name; empty in sequence.
        dev, person: who claims.
        document: what for; empty for numbers given before the share was there.
        nonce: the same for every try of one claimer for one thing.
    """

    v: int
    org: str
    journal: str
    period: int
    n: Annotated[int, msgspec.Meta(ge=1, le=ORDINAL_LIMIT)]
    count: Annotated[int, msgspec.Meta(ge=1, le=COUNT_LIMIT)] = 1
    free: Annotated[int, msgspec.Meta(ge=0, le=COUNT_LIMIT)] = 0
    beside: Annotated[str, msgspec.Meta(max_length=_TEXT)] = ""
    dev: str
    person: Annotated[str, msgspec.Meta(max_length=_TEXT)]
    document: Annotated[str, msgspec.Meta(max_length=_TEXT)]
    nonce: Annotated[str, msgspec.Meta(max_length=_TEXT)]

    @property
    def last(self) -> int:
        """The last number claimed."""
        return self.n + self.count - 1


@dataclass(frozen=True, slots=True)
class Series:
    """A chain of claims: the numbers of one journal in one period.

    Attributes:
        org: id of the organisation.
        space: the office whose journal it is.
        journal: its id.
        period: calendar year, or 0.
    """

    org: str
    space: str
    journal: str
    period: int

    def name(self, n: int, beside: str = "") -> str:
        """Return the name of a claim on the share."""
        return layout.claim(self.space, self.journal, self.period, n, beside)


@dataclass(frozen=True, slots=True)
class Claimer:
    """Who claims: the key that signs, and whose it is."""

    key: keys.SigningKey
    person: str

    def token(
        self,
        series: Series,
        n: int,
        *,
        count: int = 1,
        free: int = 0,
        beside: str = "",
        document: str,
        nonce: str,
    ) -> bytes:
        """Make a token; the same words make the same bytes."""
        said = Token(
            v=TOKEN.version,
            org=series.org,
            journal=series.journal,
            period=series.period,
            n=n,
            count=count,
            free=free,
            beside=beside,
            dev=self.key.name,
            person=self.person,
            document=document,
            nonce=nonce,
        )
        return frame.seal(TOKEN, said, self.key)


def verify(data: bytes, series: Series, n: int, roster: Roster, beside: str = "") -> Token:
    """Read what was found under the name of a claim.

    A device that was retired since made its claims by right; a number is worth nothing without the
    change that registers it, which the roster judges.

    Args:
        data: the bytes found.
        series: the chain it was found in.
        n: the number it is named by.
        roster: knows the devices of the organisation.
        beside: what else is in its name.

    Raises:
        DamagedError: it is no claim, not of this name, or not signed by a device.
        OutdatedError: a newer release wrote it. Where no device signed it one bit of the version
            may be another: it is damaged, and the chain goes on past it in its time.
    """
    try:
        framed, token = frame.read(TOKEN, data, Token)
    except OutdatedError as error:
        if _is_ours(data, roster):
            raise
        raise DamagedError("claim_signature") from error
    told = (token.org, token.journal, token.period, token.n, token.beside)
    if told != (series.org, series.journal, series.period, n, beside):
        raise DamagedError("claim_place")
    if token.last > ORDINAL_LIMIT or token.free > token.count or (beside and token.count > 1):
        raise DamagedError("claim_limits")
    device = roster.devices.get(token.dev)
    if device is None or not frame.is_signed(TOKEN, framed, device.public):
        raise DamagedError("claim_signature")
    return token


def _is_ours(data: bytes, roster: Roster) -> bool:
    """Tell whether any device of the organisation signed what this release cannot read."""
    framed = frame.split(TOKEN, data)
    return any(frame.is_signed(TOKEN, framed, one.public) for one in roster.devices.values())


def digest(data: bytes) -> str:
    """Return the hash by which a claim, or what lies in its place, is named elsewhere."""
    return hashlib.sha256(data).hexdigest()


def beside(suffix: str) -> str:
    """Return what tells the claim on a number with a suffix, or on one left open, in its name."""
    return suffix.casefold().encode().hex() or PLAIN


def nonce(*parts: str) -> str:
    """Return the nonce that always stands for the same claimer, thing and attempt."""
    told = "\0".join(("edo/nonce/1", *parts))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
