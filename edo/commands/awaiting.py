"""Numbers after the fact: given to documents that wait, accounted for, and given anew in a dispute.

The exchange calls `settle_claims` and `number_waiting` when the share answers; a person renumbers.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from edo.claimed import Counter, NumberClaims, Purpose, claims_of, explain
from edo.commands.answering import tell_of_document
from edo.commands.certifying import certify
from edo.commands.numberer import Numberer, prepare
from edo.commands.registering import Ready, Registration, check_ready, register_ready
from edo.domain.awaiting import DocumentRenumbered
from edo.domain.document import Document
from edo.domain.numbering import Absence, Journal, Policy
from edo.entry import Entry
from edo.errors import Reason, Refusal, UnreachableError
from edo.queries import directory
from edo.queries import numbers as asked
from edo.queries.directory import JournalItem
from edo.queries.numbers import Waiting
from edo.share.claiming import NUMBER_UNKNOWN
from edo.store import claims as kept
from edo.store.claims import KeptClaim
from edo.workplace import Workplace

_LATELY = 7 * 24 * 60 * 60_000
"""Milliseconds: claims of the last week are looked over every time, older ones when asked."""


def number_waiting(workplace: Workplace) -> list[Registration]:
    """Give numbers to documents that wait, as far as this workplace may; who asked first is first.

    Numbers claimed on the share are given to what was asked for here; the one workplace that gives
    the numbers of a journal gives them to all. The day of registration is the day the number is
    given. A document that cannot be registered as it is waits on.

    Raises:
        OutdatedError: a newer release wrote what lies on the share.
    """
    done: list[Registration] = []
    for waits in workplace.read(asked.waiting):
        journal = waits.awaiting.journal
        if not _is_due(workplace, waits, workplace.read(asked.journal_of, id=journal)):
            continue
        prepare(workplace, journal, [None])
        try:
            with workplace.entry() as entry:
                made = _number(workplace, entry, waits)
        except Refusal:
            continue
        if made is None:
            break
        done.append(made)
    return done


def settle_claims(workplace: Workplace, *, whole: bool = False) -> list[Registration]:
    """Account for every number this device claimed: finish its document, or say it is not used.

    A crash between a claim and the registration leaves a number nobody has, and so does a
    registration that another workplace's turned out to precede. Numbers given before the share was
    there are claimed as a whole by the first workplace that comes.

    Args:
        workplace: whose claims.
        whole: look over all claims ever made, not only those of late.

    Returns:
        The registrations that were finished.

    Raises:
        UnreachableError: the share does not answer.
        OutdatedError: a newer release wrote what lies on the share.
    """
    claims = claims_of(workplace)
    if claims is None:
        return []
    unread: list[UnreachableError] = []
    followed = _unfollowed(workplace, claims, whole=whole)
    for settle in (*_uncovered(workplace, claims), *followed):
        try:
            settle()
        except UnreachableError as error:
            if error.reason != NUMBER_UNKNOWN:
                raise
            unread.append(error)  # the other series do not wait for it
    since = 0 if whole else workplace.clock.now() - _LATELY
    made = _account_for(workplace, claims, since)
    if unread and not made:
        raise unread[0]
    return made


def renumber(workplace: Workplace, *, document: str, reason: str) -> Registration:
    """Register a document anew whose number another one has by right.

    Args:
        workplace: who acts.
        document: id.
        reason: the person's words.

    Raises:
        Refusal: its number is not disputed, there is no reason, or the right is missing.
        UnreachableError: no number can be given now.
    """
    state = workplace.read(asked.document_of, id=document)
    number = state.number if state is not None else None
    if state is None or number is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT if state is None else Reason.NOT_REGISTERED)
    prepare(workplace, number.journal, [None])
    with workplace.entry() as entry:
        if not asked.winner(entry.connection, document=document):
            raise Refusal(Reason.NOT_DISPUTED, number=number.text)
        numberer = Numberer(workplace, entry)
        index, today = numberer.journal(number.journal).index, entry.today
        likely = numberer.probe(number.journal, today, state.card)
        entry.check(document, DocumentRenumbered(number.text, likely, reason.strip()))
        purpose = Purpose(document, str(len(state.former) + 1))
        given = numberer.allot(number.journal, today, state.card, "", purpose)
        fact = DocumentRenumbered(number.text, given.number, reason.strip(), given.claim)
        entry.record(document, fact)
        tell_of_document(entry, document)
        certify(entry, document)
        return Registration(document, given.number.text, today, index)


def _is_due(workplace: Workplace, waits: Waiting, journal: Journal | None) -> bool:
    """Tell whether this workplace gives the number a document waits for."""
    if journal is None or journal.closed:
        return False
    if journal.policy is Policy.REGISTRAR:
        return journal.registrar == workplace.device
    return waits.awaiting.dev == workplace.device


def _number(workplace: Workplace, entry: Entry, waits: Waiting) -> Registration | None:
    """Register a document that waits; None where no number can be given now."""
    numberer = Numberer(workplace, entry)
    ready = _ready(entry, numberer, waits.document, entry.today)
    check_ready(entry, numberer, ready)
    try:
        return register_ready(entry, numberer, ready)
    except UnreachableError:
        return None  # what was learnt on the way is kept


def _ready(entry: Entry, numberer: Numberer, document: str, on: date) -> Ready:
    state = entry.state(document)
    if not isinstance(state, Document) or state.awaiting is None:
        raise Refusal(Reason.NOTHING_CHANGED)
    journal = state.awaiting.journal
    index = numberer.journal(journal).index
    return Ready(document, journal, index, state.kind, state.card, on)


def _uncovered(workplace: Workplace, claims: NumberClaims) -> Iterator[Callable[[], None]]:
    """Yield what claims the numbers of each series that was begun without a share."""
    for item in workplace.read(directory.journals):
        if item.journal.policy is not Policy.EXCLUSIVE:
            continue
        for period in workplace.read(asked.periods, journal=item.id):
            if not workplace.read(kept.is_noted, item.id, period):
                yield partial(_cover, workplace, claims, item, period)


def _cover(workplace: Workplace, claims: NumberClaims, item: JournalItem, period: int) -> None:
    """Claim the numbers of a series that was begun without a share."""
    last = workplace.read(asked.last, journal=item.id, period=period)
    counter = Counter(item.id, period, item.journal.first_of(period), last)
    claims.prepare(item.id, [period])
    with workplace.entry() as entry:
        claims.cover(entry, counter, last)


def _unfollowed(
    workplace: Workplace, claims: NumberClaims, *, whole: bool
) -> Iterator[Callable[[], None]]:
    """Yield what reads the chain of each series this workplace ever claimed a number of.

    Series of years that are over are read on when all are looked over, at the start.
    """
    year = workplace.clock.today().year
    for journal, period in workplace.read(kept.noted):
        if not whole and 0 < period < year:
            continue
        state = workplace.read(asked.journal_of, id=journal)
        if state is not None:
            yield partial(claims.follow, journal, period, state.first_of(period))


def _account_for(workplace: Workplace, claims: NumberClaims, since: int) -> list[Registration]:
    """Finish or explain the numbers claimed here that nobody has."""
    done: list[Registration] = []
    for claim, n in workplace.read(kept.unused, workplace.device, since=since):
        with workplace.entry() as entry:
            made = _finish(workplace, entry, claims, claim)
            if made is None:
                why = Absence.CLAIM_UNUSED
                explain(entry, claim.journal, claim.period, n, why, claim.hash)
            else:
                done.append(made)
    return done


def _finish(
    workplace: Workplace, entry: Entry, claims: NumberClaims, claim: KeptClaim
) -> Registration | None:
    """Register the document a claim was made for, if it waits for a number of that series."""
    state = entry.state(claim.document)
    waits = state.awaiting if isinstance(state, Document) else None
    if waits is None or waits.journal != claim.journal:
        return None
    if not claims.is_own(claim, Purpose(claim.document)):
        return None
    numberer = Numberer(workplace, entry)
    try:
        if numberer.journal(claim.journal).period(entry.today) != claim.period:
            return None
        ready = _ready(entry, numberer, claim.document, entry.today)
        check_ready(entry, numberer, ready)
    except Refusal:
        return None
    numberer.claimed(claim)
    return register_ready(entry, numberer, ready)
