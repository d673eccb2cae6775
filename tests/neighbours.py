"""More workplaces of one office, and their exchanges: for tests of the share."""

from pathlib import Path

from edo import keys
from edo.commands import organisation
from edo.domain.organisation import Person
from edo.exchange.exchange import Exchange
from edo.home import Home
from edo.joining import establish
from edo.share import publish
from edo.share.carrier import Carrier
from edo.workplace import Workplace, open_workplace
from tests.office import Chancery


def neighbour(chancery: Chancery, folder: Path, *, role: str = "clerk") -> Workplace:
    """Let another person into the office, and open their workplace.

    It knows the chain of authority and nothing else; the caller closes it.

    Args:
        chancery: the keeper's workplace.
        folder: of the new home; its name is the person's.
        role: of the person.
    """
    keeper = chancery.workplace
    key = keys.make(chancery.chance.randbytes)
    office = keeper.identity.office
    person = organisation.add_person(keeper, person=Person(name_ru=folder.name, office=office))
    keeper.extend(
        ("person.add", {"person": person}),
        ("device.add", {"device": key.name, "public": key.public.hex(), "person": person}),
        ("role.grant", {"person": person, "role": role, "scope": office}),
    )
    home = Home(folder)
    home.take()
    (folder / "inst").write_text(chancery.chance.randbytes(8).hex())
    key.save(home.device_key)
    establish(home, [*keeper.records], person=person, office=office, place="")
    home.release()
    return open_workplace(folder, at=chancery.clock, random=chancery.chance.randbytes)


def begun(chancery: Chancery, carrier: Carrier) -> Exchange:
    """Put the founding record on a share and return the keeper's exchange with it."""
    publish.put_records(carrier, -1, chancery.workplace.records[:1])
    return Exchange(chancery.workplace, carrier)
