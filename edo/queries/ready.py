"""Ready phrases a person is offered: their own, the office's, those every office starts with."""

from dataclasses import dataclass

from sqlalchemy import Connection

from edo.domain.phrase import STOCK, Phrase, Use
from edo.queries import directory


@dataclass(frozen=True, slots=True)
class ReadyPhrase:
    """A phrase with its id. `own`: the person's own; `stock`: as the program brought it."""

    id: str
    phrase: Phrase
    own: bool
    stock: bool


def phrases(connection: Connection, *, person: str, use: Use | None = None) -> list[ReadyPhrase]:
    """Return the phrases a person is offered: their own first, then the office's.

    Args:
        connection: of one snapshot.
        person: whose own are among them.
        use: what for; None: all.
    """
    kept = {item.id: item.phrase for item in directory.phrases(connection)}
    found = [
        ReadyPhrase(id, phrase, bool(phrase.owner), id not in kept)
        for id, phrase in {**STOCK, **kept}.items()
        if not phrase.removed and phrase.owner in ("", person) and use in (None, phrase.use)
    ]
    return sorted(found, key=lambda one: not one.own)
