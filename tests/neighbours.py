"""More workplaces of one office, and their exchanges: for tests of the share."""

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from edo import keys
from edo.clock import Random
from edo.commands import staff
from edo.domain.organisation import Person
from edo.exchange.exchange import Exchange
from edo.home import Home
from edo.joining import establish
from edo.share import publish
from edo.share.carrier import Carrier
from edo.workplace import Workplace, open_workplace
from tests.office import Chancery
from tests.share.carriers import MemoryCarrier, at_once


def neighbour(
    chancery: Chancery, folder: Path, *, role: str = "clerk", place: str = ""
) -> Workplace:
    """Let another person into the office, and open their workplace.

    It knows the chain of authority and nothing else; the caller closes it.

    Args:
        chancery: the keeper's workplace.
        folder: of the new home; its name is the person's.
        role: of the person.
        place: of the share, where it is a folder.
    """
    chance = chancery.chance.randbytes
    seat(chancery.workplace, folder, role=role, place=place, random=chance)
    return open_workplace(folder, at=chancery.clock, random=chance)


def seat(
    keeper: Workplace,
    folder: Path,
    *,
    role: str = "clerk",
    place: str = "",
    random: Random = secrets.token_bytes,
    office: str = "",
) -> None:
    """Let another person into an office, and make the home of their workplace.

    Args:
        keeper: the keeper's workplace.
        folder: of the new home; its name is the person's.
        role: of the person.
        place: of the share.
        random: answers n random bytes.
        office: id; empty means the keeper's.
    """
    key = keys.make(random)
    office = office or keeper.identity.office
    person = staff.add(keeper, person=Person(name_ru=folder.name, office=office))
    keeper.extend(
        ("person.add", {"person": person}),
        ("device.add", {"device": key.name, "public": key.public.hex(), "person": person}),
        ("role.grant", {"person": person, "role": role, "scope": office}),
    )
    home = Home(folder)
    home.take()
    (folder / "inst").write_text(random(8).hex())
    key.save(home.device_key)
    establish(home, [*keeper.records], person=person, office=office, place=place)
    home.release()


def begun(chancery: Chancery, carrier: Carrier) -> Exchange:
    """Put the founding record on a share and return the keeper's exchange with it."""
    publish.put_records(carrier, -1, chancery.workplace.records[:1])
    return Exchange(chancery.workplace, carrier)


@contextmanager
def beside(
    chancery: Chancery, folder: Path, *, role: str
) -> Generator[tuple[Workplace, Exchange, Exchange]]:
    """Open another person's workplace beside the keeper's, at a share in memory.

    Args:
        chancery: the keeper's workplace.
        folder: of the new home; its name is the person's.
        role: of the person.

    Yields:
        The new workplace, the keeper's exchange and its own; nothing was exchanged yet.
    """
    share = MemoryCarrier()
    exchange = begun(chancery, share)
    made = neighbour(chancery, folder, role=role)
    try:
        for one in (chancery.workplace, made):
            one.carrier, one.pause = share, at_once
        yield made, exchange, Exchange(made, share)
    finally:
        made.close()
