"""The days off of Kazakhstan the program knows by itself: the table it carries, and a library.

The table wins, and years that stand in it whole are not asked of the library. The library is slow
to load and knows no Russian.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import msgspec

import resources
from edo.domain.workdays import Day, DayKind

_TABLE = "workdays/kz.toml"
_COUNTRY = "KZ"
_FIRST, _LAST = 1992, 2100
"""Years the library can tell of."""
_REMARK = re.compile(r"(?P<name>[^(]+?) \((?P<remark>[^)]*)\)")
_DATE = re.compile(r"\d\d\.\d\d\.\d{4}")
_WORKED = "Жұмыс күні"
_AND = "; "
"""Parts the names of two holidays of one day."""


class _Row(msgspec.Struct, frozen=True):
    on: date
    name_ru: str
    name_kk: str
    kind: DayKind = DayKind.HOLIDAY
    source: str = ""


class _Table(msgspec.Struct, frozen=True):
    whole: frozenset[int]
    names: dict[str, str]
    remarks: dict[str, str]
    days: tuple[_Row, ...]


@cache
def known(year: int) -> Mapping[date, Day]:
    """Return the days of a year that are not what their day of the week says, or have a name."""
    table = _table()
    carried = {
        row.on: Day(row.kind, row.name_ru, row.name_kk, row.source)
        for row in table.days
        if row.on.year == year
    }
    told = {} if year in table.whole or not _FIRST <= year <= _LAST else dict(_told(year, table))
    return MappingProxyType({**told, **carried})


@cache
def _table() -> _Table:
    text = resources.path(_TABLE).read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


def _told(year: int, table: _Table) -> Iterator[tuple[date, Day]]:
    """Yield the days the library tells."""
    from holidays import country_holidays

    found = country_holidays(_COUNTRY, language="kk", years=year)
    for on, name in found.items():
        yield on, Day(DayKind.HOLIDAY, in_russian(name, table.names, table.remarks), name)
    for on in found.weekend_workdays:
        if on.year == year:
            yield on, Day(DayKind.WORKDAY, table.names[_WORKED], _WORKED)


def in_russian(name: str, names: Mapping[str, str], remarks: Mapping[str, str]) -> str:
    """Return what the library calls a day in Kazakh in Russian; as it is where we have no word."""
    return _AND.join(_one_in_russian(one, names, remarks) for one in name.split(_AND))


def _one_in_russian(name: str, names: Mapping[str, str], remarks: Mapping[str, str]) -> str:
    parted = _REMARK.fullmatch(name)
    if parted is None:
        return names.get(name, name)
    remark = parted["remark"]
    on = next(iter(_DATE.findall(remark)), "")
    said = remarks.get(remark.replace(on, "{}") if on else remark, remark)
    return f"{names.get(parted['name'], parted['name'])} ({said.replace('{}', on)})"
