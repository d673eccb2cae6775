"""The offices in the order of their tree: each behind the one above it, neighbours by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from edo.domain.organisation import Level, Office
from edo.queries import directory


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office as a line of the tree; one that nobody has described is called by its id.

    Attributes:
        id: empty for people who work in no office.
        ru, kk, short: its names; each of the first two stands in for the other.
        level: its level.
        parent: id of the office above; empty for the topmost.
        depth: how many offices are above it.
        closed: it works no more.
        region: id of the office of the regional level it is, or stands under; empty for others.
    """

    id: str
    ru: str
    kk: str
    short: str = ""
    level: Level = Level.PRIMARY
    parent: str = ""
    depth: int = 0
    closed: bool = False
    region: str = ""

    @classmethod
    def of(
        cls, id: str, office: object, *, depth: int = 0, parent: str = "", region: str = ""
    ) -> "OfficeLine":
        """Return the line of what the directory has under an id."""
        if not isinstance(office, Office):
            return cls(id, id, id)
        ru, kk = office.name_ru or office.name_kk, office.name_kk or office.name_ru
        return cls(id, ru, kk, office.short, office.level, parent, depth, office.closed, region)

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.kk if language == "kk" else self.ru


class Offices(Mapping[str, OfficeLine]):
    """The offices by id, in the order of the tree."""

    def __init__(self, lines: tuple[OfficeLine, ...]) -> None:
        self.lines = lines
        self._by_id = {line.id: line for line in lines}

    def __getitem__(self, id: str) -> OfficeLine:
        """Return an office; one that is not known is called by its id."""
        return self._by_id.get(id) or OfficeLine(id, id, id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each office stands in the tree, counted from 0."""
        return {line.id: place for place, line in enumerate(self.lines)}

    def below(self, under: str) -> tuple[OfficeLine, ...]:
        """Return an office and all below it, in the order of the tree; all where none is named."""
        if not under:
            return self.lines
        start = self.places.get(under)
        if start is None:
            return ()
        found = [self.lines[start]]
        for line in self.lines[start + 1 :]:
            if line.depth <= found[0].depth:
                break
            found.append(line)
        return tuple(found)


def offices(connection: Connection, *, language: str = "ru") -> Offices:
    """Return all offices, neighbours in the alphabet of a language.

    Offices that stand under each other in a circle, or under one that is not known, begin a tree.
    """
    items = {item.id: item.office for item in directory.offices(connection, language=language)}
    children: dict[str, list[str]] = {}
    for id, office in items.items():
        children.setdefault(office.parent if office.parent in items else "", []).append(id)
    lines: list[OfficeLine] = []
    seen: set[str] = set()

    def walk(root: str) -> None:
        left = [(root, 0, "")]
        while left:
            id, depth, region = left.pop()
            if id in seen:
                continue
            seen.add(id)
            one = items[id]
            if one.level is Level.REGIONAL:
                region = id
            above = one.parent if depth else ""
            lines.append(OfficeLine.of(id, one, depth=depth, parent=above, region=region))
            left += [(child, depth + 1, region) for child in reversed(children.get(id, ()))]

    for id in (*children.get("", ()), *items):
        walk(id)
    return Offices(tuple(lines))
