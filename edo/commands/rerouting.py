"""What the author of an approval does on the way: puts up anew, adds, skips, withdraws."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from edo.commands.approval import holders, open_next
from edo.commands.assigning import going_on
from edo.commands.documents import Attachment
from edo.commands.registering import restate
from edo.commands.routes import check_approver, check_signer
from edo.domain.approval import AT_HOME, Approval
from edo.domain.attaching import FileAttached, FileRemoved, FileReplaced
from edo.domain.document import Document
from edo.domain.rerouting import (
    Aborted,
    ApproverAdded,
    ApproverSkipped,
    PulledBack,
    Revised,
    Withdrawn,
)
from edo.domain.route import Approver
from edo.domain.visa import covered_by, version_of
from edo.entry import Entry
from edo.errors import Reason, Refusal
from edo.store.blobs import Blob
from edo.workplace import Workplace


def revise(
    workplace: Workplace,
    *,
    approval: str,
    files: Mapping[str, Path] | None = None,
    added: Sequence[Attachment] = (),
    removed: Mapping[str, str] | None = None,
    fields: Mapping[str, Any] | None = None,
    again: Sequence[str] = (),
    reason: str = "",
    behalf: str = "",
) -> None:
    """Change what is covered and put up the new version, in one act.

    A document that is with its author may be put up as it is, changed before or not.

    Args:
        workplace: who acts.
        approval: id.
        files: id of a file → where its new version lies.
        added: new files.
        removed: id of a file → why it is taken off.
        fields: fields of the card, name → plain value.
        again: keys of the seats the change concerns, where not everyone is asked again.
        reason: what was changed, in words.
        behalf: the person one acts for as a deputy.

    Raises:
        Refusal: nothing would change, the approval is over, or one may not.
    """
    replaced = [(id, workplace.blobs.put(path)) for id, path in (files or {}).items()]
    attached = [(one, workplace.blobs.put(one.path)) for one in added]
    with workplace.entry() as entry:
        state = going_on(entry, Approval, approval)
        document = state.document
        for id, blob in replaced:
            entry.record(document, FileReplaced(id, blob.name, blob.sha256, blob.size))
        for one, blob in attached:
            entry.record(document, _attached(entry, one, blob))
        for id, why in (removed or {}).items():
            entry.record(document, FileRemoved(id, why.strip()))
        if fields:
            written = entry.known(Document, document)
            restate(entry, document, written, written.card.with_fields(dict(fields)))
        covered = covered_by(entry.known(Document, document))
        if version_of(covered) == state.version and state.status not in AT_HOME:
            raise Refusal(Reason.NOTHING_CHANGED)
        fact = Revised(covered=covered, again=tuple(again), reason=reason.strip(), behalf=behalf)
        entry.record(approval, fact)
        open_next(workplace, entry, approval)


def add(
    workplace: Workplace,
    *,
    approval: str,
    at: int,
    approver: Approver,
    before: str = "",
    reason: str = "",
    behalf: str = "",
) -> str:
    """Add an approver to a stage that is not over; return the key of their seat.

    Args:
        workplace: who acts.
        approval: id.
        at: number of the stage, from 0.
        approver: a person or a position.
        before: key of the seat they come before; empty for the end of the stage.
        reason: why.
        behalf: the person one acts for as a deputy.

    Raises:
        Refusal: the stage is over, they are in it already, or one may not.
    """
    with workplace.entry() as entry:
        state = going_on(entry, Approval, approval)
        check_approver(entry, approver)
        signing = 0 <= at < len(state.stages) and state.stages[at].signing
        if signing:
            check_signer(entry, approver)
        key = entry.new_id("v")
        people = ()
        if approver.position:
            people = holders(entry, approver, state.office, signing=signing)
        fact = ApproverAdded(
            at=at,
            seat=key,
            approver=approver,
            people=people,
            before=before,
            reason=reason.strip(),
            behalf=behalf,
        )
        entry.record(approval, fact)
        return key


def skip(workplace: Workplace, *, approval: str, seat: str, reason: str, behalf: str = "") -> None:
    """Wait for an approver no more.

    Raises:
        Refusal: they have decided already, there is no reason, or one may not.
    """
    with workplace.entry() as entry:
        fact = ApproverSkipped(seat=seat, reason=reason.strip(), behalf=behalf)
        entry.record(approval, fact)
        open_next(workplace, entry, approval)


def pull_back(workplace: Workplace, *, approval: str, behalf: str = "") -> None:
    """Take back what nobody has looked at yet.

    Raises:
        Refusal: somebody has, or one may not.
    """
    workplace.record(approval, PulledBack(behalf=behalf))


def withdraw(workplace: Workplace, *, approval: str, reason: str, behalf: str = "") -> None:
    """Take a document back to change it; it may be put up again.

    Raises:
        Refusal: there is no reason, it is over, or one may not.
    """
    workplace.record(approval, Withdrawn(reason=reason.strip(), behalf=behalf))


def abort(workplace: Workplace, *, approval: str, reason: str, behalf: str = "") -> None:
    """Give an approval up for good.

    Raises:
        Refusal: there is no reason, it is over, or one may not.
    """
    workplace.record(approval, Aborted(reason=reason.strip(), behalf=behalf))


def _attached(entry: Entry, one: Attachment, blob: Blob) -> FileAttached:
    return FileAttached(
        entry.new_id("f"), blob.name, blob.sha256, blob.size, one.role, one.language
    )
