"""What a certificate's code proves, by what the verifier has: a workplace, a chain, or nothing.

The signature tells that a workplace wrote these very words; the chain, whose workplace it was and
that its person might give certificates; the ledger, what became of it since. What is not known is
said to be unknown: a code without a chain to judge it by proves nothing but its form.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from edo.domain.rights import Right
from edo.domain.roster import Roster, fold_roster
from edo.errors import DamagedError
from edo.queries.certificates import Known
from edo.share import certificate, frame
from edo.share.authority import Chain
from edo.share.certificate import Certificate

GIVING = (Right.TRAIN, Right.REGISTER)
"""Who holds one of these may give certificates."""


class Standing(StrEnum):
    """What is to be thought of a certificate."""

    VALID = "valid"
    EXPIRED = "expired"
    """It held until a day that is over."""
    ANNULLED = "annulled"
    """Its number was annulled, or the mark it was given for was put right."""
    DISPUTED = "disputed"
    """Trainers differ about whether its holder was there."""
    RIGHT_ENDED = "right_ended"
    """Its signer lost the right since, and nobody here knows whether it was given before."""
    UNKNOWN = "unknown"
    """There is no chain here that knows the signer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A certificate and what is to be thought of it.

    Attributes:
        said: what it says.
        standing: on the day `on`.
        organisation: its name as it was founded; empty where no chain is known.
        signer: id of the person whose workplace signed; empty where it is unknown.
        recorded: the training knows of this very certificate.
        person: id of who was given it, as the training tells; empty where it does not.
        is_session_known: the training is known here.
    """

    said: Certificate
    on: date
    standing: Standing
    organisation: str = ""
    signer: str = ""
    recorded: bool = False
    person: str = ""
    is_session_known: bool = False


def judge(text: str, *, on: date, chain: Chain | None = None, known: Known | None = None) -> Judged:
    """Judge the code of a certificate.

    Args:
        text: the code.
        on: the day of which it is asked.
        chain: of the organisation; None where the verifier has none.
        known: what a workplace knows of it, see `edo.queries.certificates`.

    Raises:
        DamagedError: it is no such code, of another organisation, forged, or signed by somebody who
            might not give it.
        OutdatedError: a newer release wrote it.
    """
    framed, said = certificate.read(text)
    if chain is None:
        return Judged(said, on, Standing.UNKNOWN)
    name = chain.founding.name
    if said.org != chain.founding.org:
        raise DamagedError("certificate_foreign")
    if said.dev not in chain.devices and said.auth >= len(chain.records):
        return Judged(said, on, Standing.UNKNOWN, name)
    roster = fold_roster(chain.records)
    signer = _signer(framed, said, chain, roster)
    found = known or Known()
    recorded = found.given is not None and found.given.number == said.number
    standing = _standing(said, on, found, recorded=recorded, still=_still(roster, said.dev))
    person = found.person if recorded else ""
    is_known = found.session is not None
    return Judged(said, on, standing, name, signer, recorded, person, is_known)


def _signer(framed: frame.Framed, said: Certificate, chain: Chain, roster: Roster) -> str:
    public = chain.devices.get(said.dev)
    if public is None or not certificate.is_signed(framed, public):
        raise DamagedError("certificate_signature")
    if not any(roster.could(said.dev, right, said.auth) for right in GIVING):
        raise DamagedError("certificate_right")
    return roster.devices[said.dev].person


def _still(roster: Roster, dev: str) -> bool:
    return any(roster.still_can(dev, right) for right in GIVING)


def _standing(
    said: Certificate, on: date, found: Known, *, recorded: bool, still: bool
) -> Standing:
    if found.annulled or (recorded and found.withdrawn):
        return Standing.ANNULLED
    if recorded and found.disputed:
        return Standing.DISPUTED
    if not still and not recorded:
        return Standing.RIGHT_ENDED
    if said.until is not None and on >= said.until:
        return Standing.EXPIRED
    return Standing.VALID
