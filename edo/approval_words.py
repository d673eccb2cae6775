"""Sentences about approvals and their routes: what was done, not who or when."""

from collections.abc import Callable
from typing import Any

from edo.domain.approval import Approval
from edo.domain.approving import (
    ApprovalFact,
    ApprovalStarted,
    Opened,
    Signed,
    StageOpened,
    VisaGiven,
)
from edo.domain.fact import Fact
from edo.domain.rerouting import (
    Aborted,
    ApproverAdded,
    ApproverSkipped,
    NumberNoted,
    PulledBack,
    Revised,
    Withdrawn,
)
from edo.domain.route import RouteChanged, RouteDefined
from edo.domain.visa import Result
from edo.sentences import mark
from edo.wording import Wording

Name = Callable[[str], str]
"""Tells what an id is called."""

_SHORT = 12
"""Signs of a version's hash that people read."""
_RESULTS = {
    Result.AGREED: mark("agreed with version {version}"),
    Result.REMARKS: mark("agreed with remarks with version {version}"),
    Result.RETURNED: mark("returned version {version} for revision"),
    Result.REFUSED: mark("refused version {version}"),
}


def act(words: Wording, fact: Fact, after: Any, name: Name) -> str:
    """Say what was done; nothing for other facts.

    Args:
        words: the language.
        fact: what was stated.
        after: the subject's state after it, None where there is none.
        name: tells what an id is called.
    """
    match fact:
        case RouteDefined():
            kept = fact.route.name_ru or fact.route.name_kk
            return words.text("kept the route “{name}”", name=kept)
        case RouteChanged():
            return words.text("changed the route")
        case ApprovalFact() if isinstance(after, Approval):
            said = _decided(words, fact, after) or _went_on(words, fact, after, name)
            return said or _ended(words, fact)
        case ApprovalFact():
            return words.text("acted on an approval that is not here")
        case _:
            return ""


def version(digest: str) -> str:
    """Return a version as people read it: the beginning of its hash."""
    return digest[:_SHORT]


def _decided(words: Wording, fact: ApprovalFact, after: Approval) -> str:
    match fact:
        case VisaGiven():
            said = words.text(_RESULTS.get(fact.result, "{version}"), version=version(fact.version))
            said += f": {fact.remarks}" if fact.remarks else ""
        case Signed():
            said = words.text("signed version {version}", version=version(fact.version))
        case _:
            return ""
    last = after.visas[-1] if after.visas else None
    if last is None or not last.void or (last.seat, last.version) != (fact.seat, fact.version):
        return said
    why = words.reason(last.void)
    return f"{said}. " + words.text("It does not count: {reason}", reason=why)


def _went_on(words: Wording, fact: ApprovalFact, after: Approval, name: Name) -> str:
    text = words.text
    match fact:
        case ApprovalStarted():
            put_up = version(after.rounds[0].version)
            return text("put version {version} up for approval", version=put_up)
        case StageOpened():
            said = text("stage {n} began", n=fact.at + 1)
            people = [one for seat in fact.people.values() for one in seat]
            said += f": {', '.join(map(name, people))}" if people else ""
            if fact.due is None:
                return said
            return said + ", " + text("until {date}", date=words.date(fact.due))
        case Opened():
            return text("looked at version {version}", version=version(fact.version))
        case Revised():
            put_up = version(after.version)
            said = text("put up a new version {version}", version=put_up)
            return f"{said}: {fact.reason}" if fact.reason else said
        case ApproverAdded():
            who = name(fact.approver.person or fact.approver.position)
            said = text("added {who} to stage {n}", who=who, n=fact.at + 1)
            return f"{said}: {fact.reason}" if fact.reason else said
        case ApproverSkipped():
            found = after.find(fact.seat)
            who = found[1].approver if found else None
            skipped = name(who.person or who.position) if who else fact.seat
            return text("skipped {who}: {reason}", who=skipped, reason=fact.reason)
        case _:
            return ""


def _ended(words: Wording, fact: ApprovalFact) -> str:
    text = words.text
    match fact:
        case Withdrawn():
            return text("withdrew it from approval: {reason}", reason=fact.reason)
        case PulledBack():
            return text("pulled it back before anybody looked")
        case Aborted():
            return text("gave the approval up: {reason}", reason=fact.reason)
        case NumberNoted():
            return text("noted the registration number {number}", number=fact.number)
        case _:
            return ""
