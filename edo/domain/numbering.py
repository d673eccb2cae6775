"""Journals and registration numbers: template, period, reserve, void, and why a number is missing.

A journal is kind × office × period. Its counter runs within the period of the registration's own
date, so a late entry takes its number from its own year. A number is never used twice: what was
reserved and not used, skipped or annulled stays in the list of numbers with its reason.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import Kind
from edo.domain.document import (
    EARLIEST,
    NUMBER_LIMIT,
    ORDINAL_LIMIT,
    REASON_LIMIT,
    check_claim,
)
from edo.domain.fact import Fact, Record, need, within
from edo.domain.rights import Right
from edo.errors import Reason, Refusal

INDEX_LIMIT = 16
TITLE_LIMIT = 300
RESERVE_LIMIT = 500
"""Numbers one person may reserve at once."""
GAP_LIMIT = 1_000
"""Numbers one entry by hand may leave open: more is a slip of the finger."""
CONTINUOUS_PERIOD = 0

TOKENS = frozenset({"n", "nom", "org", "unit", "exec", "yyyy", "yy", "sfx", "letter"})
"""Tokens of a number template (records rules, §3.2)."""

_TOKEN = re.compile(r"\{(\w+)(?::(\d))?\}")
_OF_WORKPLACE = re.compile(r"-k\d+")
_DEVICE_LIMIT = 64
_TYPED = re.compile(r"(\d{1,7})((?:[-/.]?[^\W\d_]{1,3}|[-/.]\d{1,3})?)")


class Restart(StrEnum):
    """When a journal's counter starts again."""

    YEAR = "year"
    NEVER = "never"


class Policy(StrEnum):
    """Who gives the numbers of a journal that several workplaces keep."""

    EXCLUSIVE = "exclusive"
    """Each workplace, by claiming them on a shared folder; a workplace alone just counts."""
    REGISTRAR = "registrar"
    """One workplace; requests reach it as changes."""
    SUFFIX = "suffix"
    """Each workplace counts for itself and writes its own suffix."""


class Journal(Record, frozen=True, omit_defaults=True):
    """A registration journal of one office.

    Attributes:
        kind: what is registered in it.
        index: its short name, such as `ВХ`; unique in the office.
        title_ru, title_kk: its title on paper.
        template: the form of its numbers.
        restart: yearly, or never.
        first: the first number of the period it was opened in; earlier ones are on paper.
        opened: the period `first` belongs to.
        dossier: index in the nomenclature of files, for `{nom}`.
        closed: no more registrations.
        policy: who gives its numbers.
        registrar: the device that gives them, where one does.
        office: whose it is: the space it was opened in.
        signed_first: a draft gets its number only when it was approved to the end.
    """

    kind: Kind
    index: str
    title_ru: str = ""
    title_kk: str = ""
    template: str = "{n}"
    restart: Restart = Restart.YEAR
    first: int = 1
    opened: int = CONTINUOUS_PERIOD
    dossier: str = ""
    closed: bool = False
    policy: Policy = Policy.EXCLUSIVE
    registrar: str = ""
    office: str = ""
    signed_first: bool = False

    def period(self, on: date) -> int:
        """Return the period a registration date falls into."""
        return CONTINUOUS_PERIOD if self.restart is Restart.NEVER else on.year

    def first_of(self, period: int) -> int:
        """Return the number a period begins with."""
        return self.first if period == self.opened else 1


class JournalOpened(Fact, frozen=True, omit_defaults=True):
    """A journal was opened in the office."""

    NAME: ClassVar[str] = "journal.opened"
    ABOUT: ClassVar[type] = Journal
    PREFIX: ClassVar[str] = "j"
    RIGHT: ClassVar[Right] = Right.KEEP_JOURNALS

    journal: Journal

    def apply(self, state: Journal | None, stamp: Stamp) -> Journal:
        """Open the journal."""
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="journal", value=state.index)
        check_journal(self.journal)
        return replace(self.journal, office=stamp.space)


class JournalChanged(Fact, frozen=True, omit_defaults=True):
    """A journal's fields were changed; numbers given before stay as they are."""

    NAME: ClassVar[str] = "journal.changed"
    ABOUT: ClassVar[type] = Journal
    PREFIX: ClassVar[str] = "j"
    RIGHT: ClassVar[Right] = Right.KEEP_JOURNALS

    fields: dict[str, Any]

    def apply(self, state: Journal | None, stamp: Stamp) -> Journal:
        """Change the journal."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if not self.fields.keys().isdisjoint({"kind", "office"}):
            raise Refusal(Reason.WRONG_KIND, kind=state.kind)
        journal = state.with_fields(self.fields)
        check_journal(journal)
        return journal

    def writes(self, before: Any, after: Any) -> tuple[str, ...]:
        """Return the fields that are stated."""
        del before, after
        return tuple(self.fields)


class PlaceStatus(StrEnum):
    """What became of a number that no document has."""

    RESERVED = "reserved"
    RELEASED = "released"
    VOID = "void"


class Place(Record, frozen=True, omit_defaults=True):
    """A number that was set apart: reserved for somebody, given back, or explained as missing.

    Attributes:
        journal, period, n, suffix: its place.
        status: what became of it.
        whom: for whom it is reserved.
        until: the last day the reserve holds.
        reason: why it was given back or stays empty.
        claim: hash of the claim that came to nothing; `reason` is then the code of an `Absence`.
    """

    journal: str
    period: int
    n: int
    status: PlaceStatus
    suffix: str = ""
    whom: str = ""
    until: date | None = None
    reason: str = ""
    claim: str = ""


class NumberReserved(Fact, frozen=True, omit_defaults=True):
    """A number was set apart for somebody until a day."""

    NAME: ClassVar[str] = "number.reserved"
    ABOUT: ClassVar[type] = Place
    PREFIX: ClassVar[str] = "n"

    journal: str
    period: int
    n: int
    whom: str
    until: date

    def is_about(self, subject: str) -> bool:
        """Tell whether the subject stands for this very number."""
        return subject == place_id(self.journal, self.period, self.n)

    def apply(self, state: Place | None, stamp: Stamp) -> Place:
        """Reserve the number."""
        if state is not None:
            raise Refusal(Reason.NUMBER_RESERVED, number=self.n, whom=state.whom)
        need(self.whom, "whom", TITLE_LIMIT)
        _check_place(self.period, self.n)
        if self.until < stamp.on:
            raise Refusal(Reason.RESERVATION_EXPIRED, until=self.until)
        return Place(
            self.journal,
            self.period,
            self.n,
            PlaceStatus.RESERVED,
            whom=self.whom,
            until=self.until,
        )


class NumberReleased(Fact, frozen=True, omit_defaults=True):
    """A reserve is not needed any more; the number stays unused, with its reason."""

    NAME: ClassVar[str] = "number.released"
    ABOUT: ClassVar[type] = Place
    PREFIX: ClassVar[str] = "n"

    reason: str

    def apply(self, state: Place | None, stamp: Stamp) -> Place:
        """Give the number back."""
        del stamp
        if state is None or state.status is not PlaceStatus.RESERVED:
            raise Refusal(Reason.NOT_RESERVED)
        need(self.reason, "reason", REASON_LIMIT)
        return replace(state, status=PlaceStatus.RELEASED, reason=self.reason)


class NumberVoided(Fact, frozen=True, omit_defaults=True):
    """Somebody explained why a number has no document.

    A workplace explains by itself what became of a claim on the share: `claim` is its hash then,
    and `reason` the code of an `Absence`. It says nothing over what a person set apart.
    """

    NAME: ClassVar[str] = "number.voided"
    ABOUT: ClassVar[type] = Place
    PREFIX: ClassVar[str] = "n"
    RIGHT: ClassVar[Right] = Right.ANNUL

    journal: str
    period: int
    n: int
    reason: str
    claim: str = ""

    def right(self, stamp: Stamp, state: object) -> Right:
        """Return the right: who registers may say that a claim came to nothing."""
        del stamp, state
        return Right.REGISTER if self.claim else self.RIGHT

    def is_about(self, subject: str) -> bool:
        """Tell whether the subject stands for this very number."""
        return subject == place_id(self.journal, self.period, self.n)

    def apply(self, state: Place | None, stamp: Stamp) -> Place:
        """Explain the number."""
        del stamp
        need(self.reason, "reason", REASON_LIMIT)
        _check_place(self.period, self.n)
        check_claim(self.claim)
        if self.claim and self.reason not in CLAIM_ABSENCES:
            raise Refusal(Reason.BAD_VALUE, field="reason", value=self.reason)
        if state is None:
            return Place(
                self.journal,
                self.period,
                self.n,
                PlaceStatus.VOID,
                reason=self.reason,
                claim=self.claim,
            )
        if self.claim:
            raise Refusal(Reason.NUMBER_VOID, number=self.n, why=state.reason or state.whom)
        return replace(state, status=PlaceStatus.VOID, reason=self.reason, claim="")


FACTS: tuple[type[Fact], ...] = (
    JournalOpened,
    JournalChanged,
    NumberReserved,
    NumberReleased,
    NumberVoided,
)


def place_id(journal: str, period: int, n: int) -> str:
    """Return the subject that stands for a number nobody registered."""
    return f"n{journal}.{period}.{n}"


def check_journal(journal: Journal) -> None:
    """Refuse a journal without an index or title, or with a template that cannot work."""
    need(journal.index, "index", INDEX_LIMIT)
    if not (journal.title_ru.strip() or journal.title_kk.strip()):
        raise Refusal(Reason.REQUIRED_FIELD, field="title_ru")
    within(journal.title_ru, "title_ru", TITLE_LIMIT)
    within(journal.title_kk, "title_kk", TITLE_LIMIT)
    _check_place(journal.opened, journal.first)
    check_template(journal.template)
    within(journal.registrar, "registrar", _DEVICE_LIMIT)
    if journal.policy is Policy.REGISTRAR:
        need(journal.registrar, "registrar", _DEVICE_LIMIT)


def check_template(template: str) -> None:
    """Refuse a template with an unknown token, or without `{n}`: its numbers would repeat."""
    tokens = [match[1] for match in _TOKEN.finditer(template)]
    rest = _TOKEN.sub("", template)
    wrong = len(template) > NUMBER_LIMIT * 2 or "{" in rest or "}" in rest
    if wrong or tokens.count("n") != 1 or not TOKENS.issuperset(tokens):
        raise Refusal(Reason.BAD_TEMPLATE, template=template)


def render(journal: Journal, n: int, suffix: str, on: date, parts: Mapping[str, str]) -> str:
    """Write a number by its journal's template.

    Args:
        journal: gives the template and `{nom}`.
        n: the ordinal; `{n:4}` pads it with zeros.
        suffix: follows the ordinal directly, as in `12-а`.
        on: registration date, for `{yyyy}` and `{yy}`.
        parts: the texts of `org`, `unit`, `exec`, `sfx` and `letter`, where known.

    Raises:
        Refusal: the number would be longer than a number may be.
    """
    if journal.template == "{n}":
        return f"{n}{suffix}"
    texts = {
        "nom": journal.dossier,
        "yyyy": f"{on.year:04}",
        "yy": f"{on.year % 100:02}",
        **parts,
    }

    def written(match: re.Match[str]) -> str:
        if match[1] == "n":
            return f"{n:0{match[2] or 1}}{suffix}"
        return texts.get(match[1], "")

    number = _TOKEN.sub(written, journal.template).strip()
    if len(number) > NUMBER_LIMIT:
        raise Refusal(Reason.BAD_NUMBER, number=number)
    return number


def suffix_of_workplace(ordinal: int) -> str:
    """Return what a workplace writes behind its numbers where each counts for itself: `-k2`."""
    return f"-k{ordinal}"


def is_of_workplace(suffix: str) -> bool:
    """Tell whether a suffix is one that `suffix_of_workplace` writes."""
    return _OF_WORKPLACE.fullmatch(suffix) is not None


def typed_number(text: str) -> tuple[int, str]:
    """Read a number given by hand: `12`, `12-а`, `12/1` → ordinal and suffix.

    Raises:
        Refusal: it is no number.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None or int(match[1]) == 0 or not _is_suffix(match[2].lstrip("-/.")):
        raise Refusal(Reason.BAD_NUMBER, number=text)
    return int(match[1]), match[2]


class Absence(StrEnum):
    """Why a number of a journal has no document."""

    RESERVE_EXPIRED = "reserve_expired"
    RESERVE_RELEASED = "reserve_released"
    EXPLAINED = "explained"
    ENTERED_BY_HAND = "entered_by_hand"
    UNEXPLAINED = "unexplained"
    CLAIMED = "claimed"
    """Another workplace claimed it; what it registered has not come yet."""
    CLAIM_UNUSED = "claim_unused"
    """A workplace claimed it and registered nothing under it."""
    CLAIM_UNREADABLE = "claim_unreadable"
    """What lies on the share in place of a claim is none."""


CLAIM_ABSENCES = frozenset({Absence.CLAIM_UNUSED.value, Absence.CLAIM_UNREADABLE.value})
"""What a workplace may say by itself of a number nobody has."""


def _is_suffix(text: str) -> bool:
    return not text or text.isalpha() or text.isdecimal()


def _check_place(period: int, n: int) -> None:
    is_period = period == CONTINUOUS_PERIOD or EARLIEST.year <= period <= date.max.year
    if not is_period or not 1 <= n <= ORDINAL_LIMIT:
        raise Refusal(Reason.BAD_NUMBER, number=n)
