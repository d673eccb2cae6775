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
"""Signs of a version's hash, where nothing better is known of it."""
_RESULTS = {
    Result.AGREED: mark("agreed with version {n}{files}"),
    Result.REMARKS: mark("agreed with remarks with version {n}{files}"),
    Result.RETURNED: mark("returned version {n}{files} for revision"),
    Result.REFUSED: mark("refused version {n}{files}"),
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
            said = _decided(words, fact, after, name) or _went_on(words, fact, after, name)
            return said or _ended(words, fact)
        case ApprovalFact():
            return words.text("acted on an approval that is not here")
        case _:
            return ""


def _version(words: Wording, after: Approval, digest: str, name: Name) -> dict[str, str]:
    """Tell which version it is of those put up, and the files it covers, as far as they are known.

    The same content may have been put up twice: the latest counts.
    """
    found = [(n, one) for n, one in enumerate(after.rounds, 1) if one.version == digest]
    if not found:
        return {"n": digest[:_SHORT], "files": ""}
    n, one = found[-1]
    known = [name(sha256) for _file, sha256 in one.covered.files if name(sha256) != sha256]
    files = known[0] if known else ""
    if len(known) > 1:
        files += " " + words.text("and {n} more", n=len(known) - 1)
    return {"n": str(n), "files": f" ({files})" if files else ""}


def _decided(words: Wording, fact: ApprovalFact, after: Approval, name: Name) -> str:
    match fact:
        case VisaGiven():
            seen = _version(words, after, fact.version, name)
            said = words.text(_RESULTS.get(fact.result, "{n}"), **seen)
            said += f": {fact.remarks}" if fact.remarks else ""
        case Signed():
            seen = _version(words, after, fact.version, name)
            said = words.text("signed version {n}{files}", **seen)
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
            begun = _version(words, after, after.rounds[0].version, name)
            return text("put version {n}{files} up for approval", **begun)
        case StageOpened():
            said = text("stage {n} began", n=fact.at + 1)
            people = [one for seat in fact.people.values() for one in seat]
            said += f": {', '.join(map(name, people))}" if people else ""
            if fact.due is None:
                return said
            return said + ", " + text("until {date}", date=words.date(fact.due))
        case Opened():
            seen = _version(words, after, fact.version, name)
            return text("looked at version {n}{files}", **seen)
        case Revised():
            revised = _version(words, after, after.version, name)
            said = text("put up a new version {n}{files}", **revised)
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
