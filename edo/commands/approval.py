"""Approval: put a document up, decide about it, sign it, open the next stage.

A command that completes a stage opens the next one in the same entry. Where two visas that complete
it meet only in the shared folder, `advance` opens it at the next exchange of anybody concerned.
"""

from collections.abc import Sequence
from contextlib import suppress

from edo.clock import COUNTER_BITS, office_time
from edo.commands.approved import check_startable
from edo.commands.assigning import going_on
from edo.commands.documents import Attachment
from edo.commands.registering import USUAL_TYPES
from edo.commands.routes import check_people, check_signer
from edo.domain.approval import (
    TO_OPEN,
    Approval,
    ApprovalStatus,
    is_theirs,
    objection,
)
from edo.domain.approving import ApprovalStarted, Opened, Signed, StageOpened, VisaGiven
from edo.domain.attaching import FileAttached
from edo.domain.document import Document, FileRole, Status
from edo.domain.registering import DocumentChanged
from edo.domain.rerouting import NumberNoted
from edo.domain.rights import Right
from edo.domain.route import Approver, Reset, Route, Stage
from edo.domain.visa import YES, Opening, Result, Seat, covered_by, version_of
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.queries import approvals as asked
from edo.queries import directory
from edo.queries.calendar import calendar
from edo.workplace import Workplace


def start(
    workplace: Workplace,
    *,
    document: str,
    stages: Sequence[Stage] = (),
    route: str = "",
    reset: Reset | None = None,
    behalf: str = "",
) -> str:
    """Put a document up for approval, as it is now; return the approval's id.

    Args:
        workplace: who acts.
        document: id.
        stages: the route; empty takes those of `route` as they are.
        route: id of a route the office keeps; empty where the route was made for this.
        reset: who is asked again when a new version is put up; None: as the route says.
        behalf: the person one acts for as a deputy.

    Raises:
        Refusal: the document is annulled, is being approved or is signed; the route has no stages
            or names somebody who is not there.
    """
    with workplace.entry() as entry:
        state = entry.known(Document, document)
        if state.status in (Status.CANCELLED, Status.REFUSED):
            raise Refusal(Reason.DOCUMENT_CANCELLED)
        check_startable(entry, document)
        kept = _route(entry, route)
        chosen = tuple(stages) or kept.stages
        check_people(entry, chosen)
        for signer in (one for stage in chosen if stage.signing for one in stage.approvers):
            check_signer(entry, signer)
        if not state.card.type:  # a registration would give it its usual one later
            entry.record(document, DocumentChanged({"type": USUAL_TYPES[state.kind]}))
        id = entry.new_id("a")
        fact = ApprovalStarted(
            document=document,
            kind=state.kind,
            covered=covered_by(entry.known(Document, document)),
            stages=chosen,
            reset=kept.reset if reset is None else reset,
            route=route,
            number=state.number.text if state.number else "",
            behalf=behalf,
        )
        entry.record(id, fact)
        open_next(workplace, entry, id)
        return id


def visa(
    workplace: Workplace,
    *,
    approval: str,
    version: str,
    result: Result,
    remarks: str = "",
    file: Attachment | None = None,
    seat: str = "",
    behalf: str = "",
) -> None:
    """Give a visa on the version one has looked at.

    Args:
        workplace: who acts.
        approval: id.
        version: what was looked at.
        result: any but signed.
        remarks: what there is to say; the reason where one does not agree.
        file: remarks as a file; it is attached to the document and changes nothing of the version.
        seat: key of the seat; empty: the one in which the person is waited for.
        behalf: the person one acts for as a deputy.

    Raises:
        Refusal: it is another version by now, it is not this person's turn, or the remarks lack.
    """
    blob = workplace.blobs.put(file.path) if file else None
    with workplace.entry() as entry:
        state = going_on(entry, Approval, approval)
        chosen = _seat(entry, state, seat, version, behalf)
        if result in YES:
            _check_version(entry, state, version)
        id = ""
        if file and blob:
            id = entry.new_id("f")
            fact = FileAttached(
                id, blob.name, blob.sha256, blob.size, FileRole.REMARKS, file.language
            )
            entry.record(state.document, fact)
        given = VisaGiven(
            seat=chosen.key,
            version=version,
            result=result,
            remarks=remarks.strip(),
            file=id,
            behalf=behalf,
        )
        entry.record(approval, given)
        open_next(workplace, entry, approval)


def sign(
    workplace: Workplace, *, approval: str, version: str, seat: str = "", behalf: str = ""
) -> None:
    """Sign the version one has looked at, after all have agreed.

    Where the route names no signer, whoever may sign signs.

    Raises:
        Refusal: it is another version by now, not all have agreed, or one may not sign it.
    """
    with workplace.entry() as entry:
        state = going_on(entry, Approval, approval)
        key = ""
        if state.stages[-1].signing:
            key = _seat(entry, state, seat, version, behalf).key
        elif (why := objection(state, "", version)) is not None:
            raise Refusal(why)
        _check_version(entry, state, version)
        entry.record(approval, Signed(version=version, seat=key, behalf=behalf))


def opened(workplace: Workplace, *, approval: str, version: str, behalf: str = "") -> bool:
    """Note that somebody who is waited for looks at a version; tell whether that was new.

    Nothing is noted of who is not waited for.
    """
    principal = behalf or workplace.identity.person
    state = workplace.read(asked.approval, approval=approval).approval
    if state.seat_of(principal) is None or state.version != version:
        return False
    if any(one.round == state.round and one.behalf == behalf for one in _looks(workplace, state)):
        return False
    with suppress(Refusal):  # a deputy whose time is over looks on
        workplace.record(approval, Opened(version=version, behalf=behalf))
        return True
    return False


def advance(workplace: Workplace) -> list[str]:
    """Open the stages that can start, and note numbers that were given; return the approvals.

    Called after an exchange brought changes: only those concerned in an approval do it, and doing
    it twice changes nothing.
    """
    person = workplace.identity.person
    done: list[str] = []
    for id, state in workplace.read(asked.to_open):
        if state.office == workplace.identity.office and _is_concerned(state, person):
            with suppress(Refusal), workplace.entry() as entry:
                open_next(workplace, entry, id)
                done.append(id)
    for id, number in workplace.read(asked.numbered, person=person):
        with suppress(Refusal):
            workplace.record(id, NumberNoted(number=number))
            done.append(id)
    return done


def open_next(workplace: Workplace, entry: Entry, approval: str) -> None:
    """State that the next stage starts, if it can: who holds its positions, until when it is due.

    Raises:
        Refusal: one has no part in this office.
    """
    state = entry.known(Approval, approval)
    at = state.to_open
    if state.stage != TO_OPEN or at is None:
        return
    step = state.stages[at]
    people = {
        seat.key: holders(entry, seat.approver, state.office, signing=step.signing)
        for seat in step.seats
        if seat.approver.position and seat.waits
    }
    due = None
    if step.term is not None:
        now = office_time(workplace.clock.now() << COUNTER_BITS).time()
        due = calendar(entry.connection).due(entry.today, step.term, now)
    entry.record(approval, StageOpened(at=at, round=state.round, people=people, due=due))


def holders(
    entry: Entry, approver: Approver, office: str, *, signing: bool = False
) -> tuple[str, ...]:
    """Return who holds a position today; those who may decide, where any of them may.

    Args:
        entry: of this transaction.
        approver: names the position.
        office: where the position is, if it does not say; where the approval is.
        signing: they are to sign.
    """
    found = [
        item.id
        for item in directory.people(entry.connection, office=approver.office or office)
        if item.person.position == approver.position and approver.unit in ("", item.person.unit)
    ]
    right = Right.SIGN if signing else Right.TAKE_PART
    able = [person for person in found if entry.roster.can(person, right, office)]
    return tuple(able or found)


def _is_concerned(state: Approval, person: str) -> bool:
    seats = (seat for step in state.stages for seat in step.seats)
    given = {name for visa in state.visas for name in (visa.person, visa.behalf)}
    return person == state.author or person in given or any(is_theirs(one, person) for one in seats)


def _seat(entry: Entry, state: Approval, key: str, version: str, behalf: str) -> Seat:
    """Return the seat a person decides.

    Raises:
        Refusal: it is not theirs, or a decision would not count.
    """
    principal = behalf or entry.person
    if key:
        found = state.find(key)
        chosen = found[1] if found else None
    else:
        chosen = state.seat_of(principal) or _any_seat(state, principal)
    if chosen is None or not is_theirs(chosen, principal):
        raise Refusal(Reason.NOT_APPROVER)
    why = objection(state, chosen.key, version)
    if why is None and state.status is ApprovalStatus.RETURNED:
        why = Reason.STAGE_DECIDED  # that it was returned is known here
    if why is not None:
        raise Refusal(why)
    return chosen


def _any_seat(state: Approval, principal: str) -> Seat | None:
    """Return the last seat that is a person's, to tell why they cannot decide it."""
    seats = [seat for step in state.stages for seat in step.seats if is_theirs(seat, principal)]
    return seats[-1] if seats else None


def _looks(workplace: Workplace, state: Approval) -> list[Opening]:
    person = workplace.identity.person
    return [one for one in state.openings if one.person == person]


def _check_version(entry: Entry, state: Approval, version: str) -> None:
    """Refuse where the document is not here as it was put up.

    Raises:
        Refusal: it was changed since.
    """
    document = entry.known(Document, state.document)
    if version_of(covered_by(document)) != version:
        raise Refusal(Reason.VERSION_CHANGED)


def _route(entry: Entry, route: str) -> Route:
    if not route:
        return Route()
    return entry.known(Route, route)
