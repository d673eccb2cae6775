"""What a visa covers, what it may say, and how an approval remembers who was asked and answered.

A visa is about one version of a document: its files by the hash of their content and the fields of
its card that a reader of the paper sees. The version is the hash of both, so what somebody agreed
with can be told from every other state of the document for ever.
"""

import hashlib
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from edo.domain.document import Document, FileRole, is_sha256
from edo.domain.fact import Record, need, within
from edo.domain.route import ID_LIMIT, Approver, Mode, Rule
from edo.domain.workdays import Term
from edo.errors import Reason, Refusal

COVERED_FIELDS = (
    "type",
    "subject_ru",
    "subject_kk",
    "language",
    "access",
    "parties",
    "signed_by",
)
"""Fields of the card that an approval covers; of the parties, who they are."""

REMARKS_LIMIT = 2000
"""Characters of remarks."""
_FILES_LIMIT = 200
_VALUE_LIMIT = 40_000
"""Characters of one covered field, written as JSON."""
_VALUES = str | list[str | list[str]]

_encode = msgspec.json.Encoder(order="sorted").encode


class Covered(Record, frozen=True, omit_defaults=True):
    """What a visa is about.

    Attributes:
        files: (id of the file, hash of its content), by id.
        fields: card fields that are covered and not empty, as JSON has them.
    """

    files: tuple[tuple[str, str], ...] = ()
    fields: dict[str, Any] = msgspec.field(default_factory=dict[str, Any])


def covered_by(document: Document) -> Covered:
    """Return what an approval of a document, as it is, covers.

    Texts and appendices; scans only where there is no text, for a scan of what was signed comes
    later; remarks and proofs of sending never.
    """
    live = document.live_files
    roles = {FileRole.TEXT, FileRole.APPENDIX}
    if not any(file.role is FileRole.TEXT for file in live):
        roles.add(FileRole.SCAN)
    files = sorted((file.id, file.current.sha256) for file in live if file.role in roles)
    fields = {name: value for name in COVERED_FIELDS if (value := _plain(document, name))}
    return Covered(tuple(files), fields)


def version_of(covered: Covered) -> str:
    """Return the name of a version: the hash of what is covered, in one canonical form."""
    return hashlib.sha256(_encode({"fields": covered.fields, "files": covered.files})).hexdigest()


def changed_fields(before: Covered, after: Covered) -> tuple[str, ...]:
    """Return what differs between two versions: names of card fields, ids of files."""
    files, other = dict(before.files), dict(after.files)
    names = [name for name in COVERED_FIELDS if before.fields.get(name) != after.fields.get(name)]
    ids = [one for one in sorted(files.keys() | other.keys()) if files.get(one) != other.get(one)]
    return (*names, *ids)


def check_covered(covered: Covered) -> None:
    """Refuse what `covered_by` would never return."""
    if len(covered.files) > _FILES_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="files", limit=_FILES_LIMIT)
    for file, digest in covered.files:
        within(file, "files", ID_LIMIT)
        if not is_sha256(digest):
            raise Refusal(Reason.BAD_VALUE, field="files", value=digest)
    for name, value in covered.fields.items():
        if name not in COVERED_FIELDS or len(_encode(value)) > _VALUE_LIMIT:
            raise Refusal(Reason.BAD_VALUE, field="fields", value=name)
        try:
            msgspec.convert(value, _VALUES)
        except msgspec.ValidationError as error:
            raise Refusal(Reason.BAD_VALUE, field=name, value=str(error)) from error


class Result(StrEnum):
    """What a visa says."""

    AGREED = "agreed"
    REMARKS = "remarks"
    """Agreed, with remarks."""
    RETURNED = "returned"
    """To be revised and put up again."""
    REFUSED = "refused"
    """Refused with a reason: the approval is over."""
    SIGNED = "signed"


YES = frozenset({Result.AGREED, Result.REMARKS, Result.SIGNED})


class Visa(Record, frozen=True, omit_defaults=True):
    """A visa or a signature that was given.

    Attributes:
        person: who gave it.
        behalf: the person they acted for; empty where for themselves.
        result: what it says.
        stage: number of the stage, from 0.
        seat: key of the seat it decides.
        version: the version it is about.
        round: number of the pass in which it came in the common order, from 1.
        at: hybrid timestamp; with `dev`, the device it was given at, it names the change.
        remarks: text; a reason where it does not agree.
        file: id of a file of the document with remarks; empty for none.
        void: why it does not count, a code of `Reason`; empty where it does.
    """

    person: str
    result: Result
    stage: int
    seat: str
    version: str
    round: int
    at: int
    dev: str
    behalf: str = ""
    remarks: str = ""
    file: str = ""
    void: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether it counts for its version."""
        return not self.void


def check_words(result: Result, remarks: str, file: str) -> None:
    """Refuse a visa that lacks its remarks or its reason, or says too much."""
    within(remarks, "remarks", REMARKS_LIMIT)
    within(file, "file", ID_LIMIT)
    if result is Result.REMARKS and not file:
        need(remarks, "remarks", REMARKS_LIMIT)
    if result in (Result.RETURNED, Result.REFUSED):
        need(remarks, "reason", REMARKS_LIMIT)


class Trace(Record, frozen=True, omit_defaults=True):
    """Who did something on the way, for whom, and when."""

    person: str
    behalf: str
    at: int
    reason: str = ""


class Seat(Record, frozen=True, omit_defaults=True):
    """A place in a stage that one visa decides.

    Attributes:
        key: names it within the approval, for ever.
        approver: the person or position it was made for.
        people: who may decide it: one, or all who held the position when the stage started.
        former: those who could decide it in earlier passes.
        visa: place in `Approval.visas` of what decided it in this pass; None where nothing has.
        carried: the visa is of an earlier version, and the change does not concern it.
        added, skipped: who added or skipped it on the way, and why; None where nobody has.
    """

    key: str
    approver: Approver
    people: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    visa: int | None = None
    carried: bool = False
    added: Trace | None = None
    skipped: Trace | None = None

    @property
    def waits(self) -> bool:
        """Tell whether it is neither decided nor skipped."""
        return self.visa is None and self.skipped is None


class Step(Record, frozen=True, omit_defaults=True):
    """A stage of an approval that was started.

    Attributes:
        seats: in order.
        mode, rule, term, title, signing: as in the route.
        opened: timestamp of its start in this pass; 0 where it has not started.
        by: who stated its start.
        due: last day for those in it; None for no term.
    """

    seats: tuple[Seat, ...]
    mode: Mode = Mode.SEQUENTIAL
    rule: Rule = Rule.ALL
    term: Term | None = None
    title: str = ""
    signing: bool = False
    opened: int = 0
    by: str = ""
    due: date | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether enough of its seats are decided; nothing is signed by skipping signers."""
        decided = [seat for seat in self.seats if seat.visa is not None]
        left = [seat for seat in self.seats if seat.waits]
        if self.signing and not decided:
            return False
        return not left or (self.rule is Rule.ANY and bool(decided))

    @property
    def asked(self) -> tuple[Seat, ...]:
        """The seats that are waited for now."""
        if not self.opened or self.is_done:
            return ()
        left = tuple(seat for seat in self.seats if seat.waits)
        return left if self.mode is Mode.PARALLEL else left[:1]

    def seat(self, key: str) -> Seat | None:
        """Return a seat by its key."""
        return next((seat for seat in self.seats if seat.key == key), None)


class Round(Record, frozen=True, omit_defaults=True):
    """One pass: a version put up for approval.

    Attributes:
        version: its hash.
        covered: what it covers.
        put_up: by whom, for whom and when; the reason tells what was changed.
    """

    version: str
    covered: Covered
    put_up: Trace


class Opening(Record, frozen=True, omit_defaults=True):
    """An approver looked at a version."""

    person: str
    behalf: str
    round: int
    at: int


def _plain(document: Document, name: str) -> Any:
    card = document.card
    if name == "parties":
        return [[party.correspondent, party.name] for party in card.parties]
    if name == "signed_by":
        return list(card.signed_by)  # as it comes back out of JSON
    return msgspec.to_builtins(getattr(card, name))
