"""What this workplace knows of its share, for the share to be compared with."""

from collections.abc import Collection, Mapping

from edo.domain.numbering import Absence
from edo.queries import numbers
from edo.share.check.known import Known, KnownClaim, Log, Series
from edo.store import attachments, claims, ledger, outbox, shared, tables_check
from edo.store.database import Connection
from edo.workplace import Workplace


def known(workplace: Workplace, lacking: Collection[str], *, deep: bool = False) -> Known:
    """Return what a workplace knows.

    Args:
        workplace: whose share is looked over.
        lacking: hashes of the contents that are not whole here.
        deep: read also what costs long.
    """
    current = frozenset(workplace.read(tables_check.attached))
    sent = frozenset(workplace.read(lambda connection: [*attachments.sent_files(connection)]))

    def stored(space: str, dev: str, first: int, last: int) -> Mapping[int, bytes]:
        rows = workplace.read(ledger.stored, space=space, dev=dev, first=first, last=last)
        return {seq: data for _, seq, data in rows}

    return Known(
        device=workplace.device,
        inst=workplace.identity.inst,
        records=workplace.records,
        chain=workplace.chain,
        roster=workplace.roster,
        spaces=workplace.spaces,
        ends=workplace.read(_ends),
        stored=stored,
        heads={(one.space, one.dev): one.name for one in workplace.read(shared.heads)},
        files=frozenset(one for one in sent if one[1] in current),
        has_file=lambda sha256: sha256 not in lacking,
        series=lambda journal, period: workplace.read(_series, journal, period),
        now=workplace.clock.now(),
        deep=deep,
    )


def _ends(connection: Connection) -> dict[Log, tuple[int, str]]:
    """Return where each log ends as far as the share should have it."""
    found: dict[Log, tuple[int, str]] = {}
    for (space, dev), tail in ledger.tails(connection).items():
        end = tail.seq, tail.hash
        if waiting := outbox.unsent(connection, space=space, dev=dev):
            before = ledger.tail_at(connection, space=space, dev=dev, seq=waiting - 1)
            end = before.seq, before.hash
        found[space, dev] = end
    return found


def _series(connection: Connection, journal: str, period: int) -> Series | None:
    state = numbers.journal_of(connection, id=journal)
    if state is None:
        return None
    held = claims.in_sequence(connection, journal, period)
    return Series(
        first=state.first_of(period),
        claims={one.n: KnownClaim(one.last, one.hash) for one in held},
        given=claims.given(connection, journal, period),
        unreadable=frozenset(one.n for one in held if not one.dev)
        | claims.explained(connection, journal, period, Absence.CLAIM_UNREADABLE),
    )
