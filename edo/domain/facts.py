"""Names on the wire ↔ fact classes. A released name is never reused."""

import msgspec

from edo.domain import (
    acquaintance,
    approving,
    attaching,
    awaiting,
    certifying,
    counting,
    course,
    deputy,
    document_type,
    execution,
    lettering,
    marking,
    numbering,
    organisation,
    phrase,
    receipting,
    registering,
    rerouting,
    resolution,
    route,
    sending,
    staffing,
    task_terms,
    tasking,
    training,
)
from edo.domain.fact import Fact
from edo.errors import UNPARSABLE, DamagedError

_MODULES = (
    registering,
    attaching,
    sending,
    counting,
    awaiting,
    document_type,
    numbering,
    organisation,
    staffing,
    deputy,
    marking,
    lettering,
    receipting,
    route,
    approving,
    rerouting,
    resolution,
    tasking,
    execution,
    task_terms,
    acquaintance,
    phrase,
    course,
    training,
    certifying,
)
FACTS: dict[str, type[Fact]] = {fact.NAME: fact for module in _MODULES for fact in module.FACTS}
"""Every fact this release knows, by its name."""

_decoders = {name: msgspec.json.Decoder(fact).decode for name, fact in FACTS.items()}
_encode = msgspec.json.Encoder().encode


def encode(fact: Fact) -> bytes:
    """Return the fact's fields as JSON."""
    return _encode(fact)


def decode(kind: str, data: bytes) -> Fact | None:
    """Return the fact, None for a name this release does not know.

    Raises:
        DamagedError: the fields are not those of the fact.
    """
    decoder = _decoders.get(kind)
    if decoder is None:
        return None
    try:
        return decoder(data)
    except UNPARSABLE as error:
        raise DamagedError("fact", kind=kind) from error
