"""Routes of approval: ordered stages, who decides in each, by which rule and within which term.

An approver is a person, or a position in an office: who holds it is found out when the stage
starts, by the command that states so. Routes an office keeps are data of the office; the route of
one approval is its own copy, which may be changed before it starts and, with a trace, on the way.
"""

from enum import StrEnum
from typing import Any, ClassVar

from edo.change import Stamp
from edo.domain.card import Kind
from edo.domain.fact import Fact, Record, within
from edo.domain.workdays import Term, check_term
from edo.errors import Reason, Refusal

NAME_LIMIT = 200
ID_LIMIT = 64
STAGES_LIMIT = 30
APPROVERS_LIMIT = 50
"""Approvers of one stage."""


class Mode(StrEnum):
    """Whether the approvers of a stage are asked one after another, or all at once."""

    SEQUENTIAL = "sequential"
    PARALLEL = "parallel"


class Rule(StrEnum):
    """Who must have decided before a stage is over."""

    ALL = "all"
    ANY = "any"
    """The first visa decides, whatever it says."""


class Reset(StrEnum):
    """Who is asked again when a new version is put up."""

    EVERYONE = "everyone"
    CONCERNED = "concerned"
    """Those who had not agreed, and those whom its author names as concerned by the change."""


class Approver(Record, frozen=True, omit_defaults=True):
    """Who is to give a visa: a person, or whoever holds a position when the stage starts.

    Attributes:
        person: id; empty where a position is named.
        position: id of a position.
        office: id of the office the position is in; empty for the approval's own.
        unit: id of the unit it is in; empty for any.
    """

    person: str = ""
    position: str = ""
    office: str = ""
    unit: str = ""


class Stage(Record, frozen=True, omit_defaults=True):
    """One stage of a route.

    Attributes:
        approvers: who decides, in order.
        mode: one after another, or all at once.
        rule: whether all must decide, or anyone.
        term: how long they have; None for no term.
        title: what it is called; empty for its number alone.
        signing: they sign: the last stage, after all others have agreed.
    """

    approvers: tuple[Approver, ...] = ()
    mode: Mode = Mode.SEQUENTIAL
    rule: Rule = Rule.ALL
    term: Term | None = None
    title: str = ""
    signing: bool = False


class Route(Record, frozen=True, omit_defaults=True):
    """A route an office keeps to start approvals from («маршрут согласования»).

    Attributes:
        name_ru, name_kk: its name.
        kinds: the kinds of document it is for; empty for all.
        types: ids of the document types it is for; empty for all.
        stages: in order.
        reset: who is asked again when a new version is put up.
        closed: not offered any more.
    """

    name_ru: str = ""
    name_kk: str = ""
    kinds: tuple[Kind, ...] = ()
    types: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    reset: Reset = Reset.EVERYONE
    closed: bool = False

    def fits(self, kind: Kind, type: str) -> bool:
        """Tell whether it is meant for a document of this kind and type."""
        return kind in (self.kinds or (kind,)) and type in (self.types or (type,))


class RouteDefined(Fact, frozen=True, omit_defaults=True):
    """An office keeps a route from now on."""

    NAME: ClassVar[str] = "route.defined"
    ABOUT: ClassVar[type] = Route
    PREFIX: ClassVar[str] = "f"

    route: Route

    def apply(self, state: Route | None, stamp: Stamp) -> Route:
        """Keep the route."""
        del stamp
        if state is not None:
            raise Refusal(Reason.ALREADY_EXISTS, field="route", value=state.name_ru)
        check_route(self.route)
        return self.route


class RouteChanged(Fact, frozen=True, omit_defaults=True):
    """Fields of a route were changed; approvals that run keep their own."""

    NAME: ClassVar[str] = "route.changed"
    ABOUT: ClassVar[type] = Route
    PREFIX: ClassVar[str] = "f"

    fields: dict[str, Any]

    def apply(self, state: Route | None, stamp: Stamp) -> Route:
        """Change the route."""
        del stamp
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        changed = state.with_fields(self.fields)
        check_route(changed)
        return changed

    def writes(self, before: Any, after: Any) -> tuple[str, ...]:
        """Return the fields that are stated."""
        del before, after
        return tuple(self.fields)


FACTS: tuple[type[Fact], ...] = (RouteDefined, RouteChanged)


def check_route(route: Route) -> None:
    """Refuse a route without a name, or with stages that cannot be."""
    if not (route.name_ru.strip() or route.name_kk.strip()):
        raise Refusal(Reason.REQUIRED_FIELD, field="name_ru")
    for field in ("name_ru", "name_kk"):
        within(getattr(route, field), field, NAME_LIMIT)
    check_stages(route.stages)


def check_stages(stages: tuple[Stage, ...]) -> None:
    """Refuse no stages, too many, one without approvers, or a signing that is not the last."""
    if not stages:
        raise Refusal(Reason.REQUIRED_FIELD, field="stages")
    if len(stages) > STAGES_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="stages", limit=STAGES_LIMIT)
    if any(stage.signing for stage in stages[:-1]):
        raise Refusal(Reason.SIGNING_COMES_LAST)
    for stage in stages:
        _check_stage(stage)


def check_approver(approver: Approver) -> None:
    """Refuse an approver who is neither a person nor a position, or both."""
    if bool(approver.person) is bool(approver.position):
        raise Refusal(Reason.REQUIRED_FIELD, field="approvers")
    for field in approver.__struct_fields__:
        within(getattr(approver, field), field, ID_LIMIT)


def _check_stage(stage: Stage) -> None:
    if not stage.approvers:
        raise Refusal(Reason.REQUIRED_FIELD, field="approvers")
    if len(stage.approvers) > APPROVERS_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="approvers", limit=APPROVERS_LIMIT)
    if len(set(stage.approvers)) < len(stage.approvers):
        raise Refusal(Reason.ALREADY_EXISTS, field="approvers", value="")
    if stage.term is not None:
        check_term(stage.term)
    within(stage.title, "title", NAME_LIMIT)
    for approver in stage.approvers:
        check_approver(approver)
