"""Approvals as the person at a workplace meets them: what waits, and what they may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from edo.commands import documents
from edo.commands.inbox import registers_in
from edo.commands.reading import Whole, read_document
from edo.commands.registering import Registration
from edo.domain.approval import ApprovalStatus
from edo.domain.document import Document, Status
from edo.domain.organisation import Position
from edo.domain.rights import Right
from edo.domain.route import Approver
from edo.domain.visa import covered_by, version_of
from edo.errors import Reason, Refusal
from edo.queries import approval_lists, approvals, deputies, directory
from edo.queries import documents as asked
from edo.queries.approval_lists import ApprovalRow
from edo.queries.approvals import Approving
from edo.queries.directory import PersonItem
from edo.queries.people import NOBODY, Who, people
from edo.queries.waits import Counts
from edo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Part:
    """A seat the person may decide now.

    Attributes:
        approval: id.
        seat: its key; empty for a signature no seat was made for.
        signing: it is decided by signing.
        behalf: whom they would act for; nobody where for themselves.
    """

    approval: str
    seat: str
    signing: bool
    behalf: Who


@dataclass(frozen=True, slots=True)
class Approvals:
    """All approvals of a document, and what the person may do.

    Attributes:
        document: id.
        state: the document.
        all: the oldest first; the last is the one that matters.
        parts: seats of the last one the person may decide now, their own first.
        person: id of who works here.
        may: what they may do in this office.
        leads: they may do what its author may, while the document is not annulled; `leads_for` is
            the author they act for as a deputy.
        mine: the document is kept by this office.
        version: what the document is now.
    """

    document: str
    state: Document
    all: tuple[Approving, ...]
    parts: tuple[Part, ...]
    person: str
    may: frozenset[Right]
    leads: bool
    leads_for: str
    mine: bool
    version: str

    @property
    def last(self) -> Approving | None:
        """The approval that matters now."""
        return self.all[-1] if self.all else None

    @property
    def status(self) -> ApprovalStatus | None:
        """Where that one stands."""
        return self.all[-1].approval.status if self.all else None

    @property
    def goes_on(self) -> bool:
        """Tell whether an approval is under way, be it with its author."""
        under_way = self.last is not None and not self.last.approval.is_over
        return under_way and self.state.status is not Status.CANCELLED

    @property
    def can_start(self) -> bool:
        """Tell whether an approval can be started by the person."""
        closed = self.goes_on or self.status is ApprovalStatus.SIGNED
        dead = self.state.status in (Status.CANCELLED, Status.REFUSED)
        return self.mine and not closed and not dead and Right.DRAFT in self.may

    @property
    def free_part(self) -> Part | None:
        """The signature the person may give where the route names no signer."""
        last = self.last
        passed = last is not None and last.approval.status is ApprovalStatus.AGREED
        if last is None or not passed or not last.approval.is_over or last.approval.number:
            return None
        alive = self.state.status is not Status.CANCELLED
        may = self.mine and alive and Right.SIGN in self.may
        return Part(last.id, "", True, NOBODY) if may else None

    @property
    def can_register(self) -> bool:
        """Tell whether the document passed and waits for its number, for the person to give."""
        passed = self.last is not None and self.last.approval.is_over
        waits = self.status in (ApprovalStatus.SIGNED, ApprovalStatus.AGREED)
        open_ = self.state.number is None and self.state.awaiting is None
        alive = self.state.status is Status.DRAFT
        return self.mine and passed and waits and open_ and alive and Right.REGISTER in self.may

    def offers(self, code: str) -> bool:
        """Tell whether a usual next act is the person's to do now: `register` may not be."""
        if code != "register":
            return True
        return Right.REGISTER in self.may and not self.goes_on and not self.can_register


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who can be asked for a visa: a person, or a position with who holds it today.

    Attributes:
        approver: as a route has it.
        ru, kk: the name.
        note_ru, note_kk: a person's position, or who holds a position.
        reachable: a person with a workplace, or a position such a person holds.
        own: in this workplace's office.
    """

    approver: Approver
    ru: str
    kk: str
    note_ru: str
    note_kk: str
    reachable: bool
    own: bool


def read_approvals(workplace: Workplace, *, document: str) -> Approvals:
    """Return the approvals of a document, and what the person here may do about them.

    Raises:
        Refusal: there is no such document.
    """
    who, today = workplace.identity, workplace.clock.today()
    state = workplace.read(asked.card, document=document).document
    found = tuple(workplace.read(approvals.of_document, document=document))
    may = frozenset(right for right in Right if workplace.roster.can(who.person, right, who.office))
    acting = workplace.read(deputies.acting_for, who.person, today)
    others = [one.person for one in acting if one.kinds is None or state.kind in one.kinds]
    mine = state.office == who.office
    alive = state.status is not Status.CANCELLED
    last = found[-1] if found else None
    parts = _parts(workplace, last, others) if last is not None and mine and alive else ()
    author = last.approval.author if last is not None else ""
    can_lead = last is not None and mine and alive
    leads = can_lead and (author == who.person or Right.CONTROL in may)
    leads_for = author if can_lead and author in others else ""
    return Approvals(
        document,
        state,
        found,
        parts,
        who.person,
        may,
        leads or bool(leads_for),
        "" if leads else leads_for,
        mine,
        version_of(covered_by(state)),
    )


def read_ahead(workplace: Workplace, *, document: str) -> tuple[Whole, Approvals]:
    """Return a document whole with its approvals, to be shown next.

    Raises:
        Refusal: there is no such document.
    """
    whole = read_document(workplace, document=document)
    return whole, read_approvals(workplace, document=document)


def waiting(workplace: Workplace) -> list[ApprovalRow]:
    """Return the approvals that wait for the person here, and for whom they act for."""
    return workplace.read(
        approval_lists.waiting,
        person=workplace.identity.person,
        today=workplace.clock.today(),
        office=registers_in(workplace),
    )


def count(workplace: Workplace) -> Counts:
    """Return how many approvals wait for the person here."""
    return workplace.read(
        approval_lists.count,
        person=workplace.identity.person,
        today=workplace.clock.today(),
        office=registers_in(workplace),
    )


def begun(workplace: Workplace) -> list[ApprovalRow]:
    """Return the approvals the person here began that are not over."""
    person, today = workplace.identity.person, workplace.clock.today()
    return workplace.read(approval_lists.begun, author=person, today=today)


def running(workplace: Workplace) -> list[ApprovalRow]:
    """Return what is on its way in the office."""
    office, today = workplace.identity.office, workplace.clock.today()
    return workplace.read(approval_lists.running, office=office, today=today)


def past(workplace: Workplace) -> list[ApprovalRow]:
    """Return the approvals of the office that are over, the latest first."""
    office, today = workplace.identity.office, workplace.clock.today()
    return workplace.read(approval_lists.past, office=office, today=today)


def candidates(workplace: Workplace, *, language: str = "ru") -> list[Candidate]:
    """Return who can be asked for a visa: positions somebody holds, then people, own office first.

    Args:
        workplace: whose office comes first.
        language: whose alphabet orders them.
    """
    office = workplace.identity.office
    members = workplace.roster.people
    staff = workplace.read(directory.people, language=language)
    positions = workplace.read(directory.positions, language=language)
    called = {item.id: item.position for item in positions}
    holders: dict[str, list[PersonItem]] = {}
    for item in staff:
        if item.person.position and item.person.office in ("", office):
            holders.setdefault(item.person.position, []).append(item)
    roles = [
        Candidate(
            Approver(position=item.id),
            item.position.name_ru or item.position.name_kk,
            item.position.name_kk or item.position.name_ru,
            ", ".join(one.person.name_ru or one.person.name_kk for one in holders[item.id]),
            ", ".join(one.person.name_kk or one.person.name_ru for one in holders[item.id]),
            reachable=any(one.id in members for one in holders[item.id]),
            own=True,
        )
        for item in positions
        if item.id in holders and not item.position.closed
    ]
    people_here = [
        Candidate(
            Approver(person=item.id),
            item.person.name_ru or item.person.name_kk,
            item.person.name_kk or item.person.name_ru,
            _title(called.get(item.person.position))[0],
            _title(called.get(item.person.position))[1],
            reachable=item.id in members,
            own=item.person.office in ("", office),
        )
        for item in staff
    ]
    people_here.sort(key=lambda one: (not one.own, not one.reachable))
    return [*people_here, *roles]


def register_passed(workplace: Workplace, *, document: str, journal: str = "") -> Registration:
    """Register a document that was approved, as it was approved, in a journal of its kind.

    Args:
        workplace: who acts.
        document: id.
        journal: id; empty takes the only open journal of the kind.

    Raises:
        Refusal: it is not clear in which journal, or a rule says no. No number is used up.
    """
    state = workplace.read(asked.card, document=document).document
    if not journal:
        found = workplace.read(directory.journals, kind=state.kind)
        open_ = [item.id for item in found if not item.journal.closed]
        if len(open_) != 1:
            raise Refusal(Reason.REQUIRED_FIELD, field="journal")
        journal = open_[0]
    return documents.register(workplace, journal=journal, card=state.card, document=document)


def _parts(workplace: Workplace, last: Approving, others: Iterable[str]) -> tuple[Part, ...]:
    """Return the seats that can be decided now, one's own first."""
    state, me = last.approval, workplace.identity.person
    at = state.at
    if at is None:
        return ()
    names = workplace.read(people, tuple(others))
    found: list[Part] = []
    for principal in (me, *others):
        seat = state.seat_of(principal)
        if seat is not None and all(one.seat != seat.key for one in found):
            behalf = NOBODY if principal == me else names[principal]
            found.append(Part(last.id, seat.key, state.stages[at].signing, behalf))
    return tuple(found)


def _title(position: Position | None) -> tuple[str, str]:
    if position is None:
        return "", ""
    ru, kk = position.name_ru, position.name_kk
    return ru or kk, kk or ru
