"""Routes of approval an office keeps: define, change, offer no more."""

from collections.abc import Mapping
from typing import Any

from edo.domain.document_type import DocumentType
from edo.domain.organisation import Office, Person, Position, Unit
from edo.domain.rights import Right
from edo.domain.route import Approver, Route, RouteChanged, RouteDefined, Stage
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.workplace import Workplace


def define(workplace: Workplace, *, route: Route) -> str:
    """Keep a route; return its id.

    Raises:
        Refusal: it has no name or no stages, or names somebody who is not there.
    """
    with workplace.entry() as entry:
        _check(entry, route)
        id = entry.new_id("f")
        entry.record(id, RouteDefined(route))
        return id


def change(workplace: Workplace, *, route: str, fields: Mapping[str, Any]) -> None:
    """Change a route; approvals that run keep their own.

    Args:
        workplace: who acts.
        route: id.
        fields: name → plain value, as JSON has it.

    Raises:
        Refusal: there is no such route, or a value does not fit.
    """
    with workplace.entry() as entry:
        state = entry.known(Route, route)
        _check(entry, state.with_fields(dict(fields)))
        entry.record(route, RouteChanged(dict(fields)))


def remove(workplace: Workplace, *, route: str) -> None:
    """Offer a route no more.

    Raises:
        Refusal: there is none.
    """
    with workplace.entry() as entry:
        entry.known(Route, route)
        entry.record(route, RouteChanged({"closed": True}))


def check_people(entry: Entry, stages: tuple[Stage, ...]) -> None:
    """Refuse stages that name people or positions that are not there.

    Raises:
        Refusal: one is not, or has left.
    """
    for stage in stages:
        for approver in stage.approvers:
            check_approver(entry, approver)


def check_approver(entry: Entry, approver: Approver) -> None:
    """Refuse an approver who is not in the directory, or has left.

    Raises:
        Refusal: it is so.
    """
    if approver.person:
        person = entry.state(approver.person)
        if not isinstance(person, Person) or person.left is not None:
            raise Refusal(Reason.UNKNOWN_PERSON, value=approver.person)
    for id, kind in (
        (approver.position, Position),
        (approver.office, Office),
        (approver.unit, Unit),
    ):
        if id:
            entry.known(kind, id)


def check_signer(entry: Entry, approver: Approver) -> None:
    """Refuse a signer who takes part in the office and may not sign: they would wait for ever.

    Raises:
        Refusal: it is so.
    """
    person, roster, office = approver.person, entry.roster, entry.office
    takes_part = bool(person) and roster.can(person, Right.TAKE_PART, office)
    if takes_part and not roster.can(person, Right.SIGN, office):
        state = entry.state(person)
        raise Refusal(Reason.CANNOT_SIGN, value=state.name_ru or state.name_kk)


def _check(entry: Entry, route: Route) -> None:
    for type in route.types:
        entry.known(DocumentType, type, Reason.UNKNOWN_TYPE)
    check_people(entry, route.stages)
