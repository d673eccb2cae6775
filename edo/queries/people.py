"""People as lists show them: an id with its names, looked up for a whole page at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from edo.domain.organisation import Person
from edo.queries import directory


@dataclass(frozen=True, slots=True)
class Who:
    """A person with their names; one that nobody has described is called by the id."""

    id: str
    ru: str
    kk: str

    def name(self, language: str) -> str:
        """Return the name in a language, or in the other where only that exists."""
        return (self.kk or self.ru) if language == "kk" else (self.ru or self.kk)


NOBODY = Who("", "", "")


class _Names(msgspec.Struct, frozen=True, gc=False):
    """The names in the state of a person."""

    name_ru: str = ""
    name_kk: str = ""


_decode = msgspec.json.Decoder(_Names).decode


def described(id: str, state: bytes | None) -> Who:
    """Return a person by their state in the directory; called by the id where it has none."""
    if state is None:
        return Who(id, id, id) if id else NOBODY
    names = _decode(state)
    return Who(id, names.name_ru, names.name_kk)


class People(dict[str, Who]):
    """People by id; whoever was not looked up is called by the id."""

    def __missing__(self, id: str) -> Who:
        return Who(id, id, id) if id else NOBODY

    def all(self, ids: Iterable[str]) -> tuple[Who, ...]:
        """Return some of them in the order given."""
        return tuple(self[id] for id in ids)


def people(connection: Connection, ids: Iterable[str]) -> People:
    """Look people up."""
    found = directory.entries(connection, subjects=ids)
    return People(
        {
            id: Who(id, state.name_ru, state.name_kk)
            for id, state in found.items()
            if isinstance(state, Person)
        }
    )
