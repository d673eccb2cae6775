"""Visas, signatures and confirmations as they were given: what each covers, and whether it holds.

They are read from histories, so those that were refused are there too, each with its reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edo.change import Stamp
from edo.domain.acquaintance import Acquainted
from edo.domain.approval import Approval
from edo.domain.approving import Signed, VisaGiven
from edo.domain.document import Document
from edo.domain.visa import Covered, Result, changed_fields, covered_by, version_of
from edo.queries.history import Event


@dataclass(frozen=True, slots=True)
class Given:
    """A visa, a signature, or a confirmation that somebody has read the document.

    Attributes:
        subject: id of the approval or the acquaintance.
        result: what it says; None for a confirmation.
        stamp: who stated it and when, by which device, quoting which record, in which segment.
        person: whose word it is: the author's, or of whom the author wrote it down from paper.
        behalf: whom the author acted for as a deputy; empty where for themselves.
        version: hex hash of what they saw; empty where that is not known.
        covered: that itself; None where it is not among what is known.
        reason: why it has no effect, a code of `Reason`; empty where it has.
        changed: names of card fields and ids of files that are different in the document now.
        is_current: the document still is what they saw.
        remarks: what they wrote.
        file: id of the file their remarks are in; empty for none.
    """

    subject: str
    result: Result | None
    stamp: Stamp
    person: str
    behalf: str
    version: str
    covered: Covered | None
    reason: str
    changed: tuple[str, ...]
    is_current: bool
    remarks: str = ""
    file: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether it counts for the version it was given for."""
        return not self.reason


def given(histories: Mapping[str, Iterable[Event]], document: Document) -> tuple[Given, ...]:
    """Return all that was given about a document, in the order all workplaces share.

    Args:
        histories: subject → its events, of approvals and acquaintances among others.
        document: as it is now.
    """
    now = covered_by(document)
    current = version_of(now)
    known = {current: now}
    events = [(one, event) for one, history in histories.items() for event in history]
    for _, event in events:
        if isinstance(event.after, Approval):
            known |= {one.version: one.covered for one in event.after.rounds}
    found = (one for subject, event in events for one in _given(subject, event, known, current))
    return tuple(sorted(found, key=lambda one: one.stamp.order))


def _given(
    subject: str, event: Event, known: Mapping[str, Covered], current: str
) -> Iterator[Given]:
    fact, stamp = event.fact, event.change.stamp
    match fact:
        case VisaGiven():
            result, remarks, file, person = fact.result, fact.remarks, fact.file, stamp.person
        case Signed():
            result, remarks, file, person = Result.SIGNED, "", "", stamp.person
        case Acquainted():
            result, remarks, file, person = None, "", "", fact.person
        case _:
            return
    covered = known.get(fact.version)
    changed = changed_fields(covered, known[current]) if covered is not None else ()
    yield Given(
        subject,
        result,
        stamp,
        person,
        fact.behalf,
        fact.version,
        covered,
        event.refused or _void(event),
        changed,
        fact.version == current,
        remarks,
        file,
    )


def _void(event: Event) -> str:
    """Return why a visa that was taken in does not count; empty where it does."""
    stamp = event.change.stamp
    visas = event.after.visas if isinstance(event.after, Approval) else ()
    return next((one.void for one in visas if (one.at, one.dev) == (stamp.hlc, stamp.dev)), "")
