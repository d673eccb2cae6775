"""Journals and their numbers: open and change, say who gives them, reserve, give back, explain."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from edo.claimed import Purpose, claims_of
from edo.commands import trial
from edo.commands.numberer import (
    DEFAULT_TEMPLATE,
    Numberer,
    journal_of,
    next_number,
    prepare,
)
from edo.domain.card import Kind
from edo.domain.fact import need
from edo.domain.numbering import (
    RESERVE_LIMIT,
    TITLE_LIMIT,
    Journal,
    JournalChanged,
    JournalOpened,
    NumberReleased,
    NumberReserved,
    NumberVoided,
    Policy,
    Restart,
    place_id,
)
from edo.entry import Entry
from edo.errors import Reason, Refusal, UnreachableError
from edo.queries import directory
from edo.queries import numbers as asked
from edo.share.probe import Grade
from edo.workplace import Workplace

RESERVE = "reserve"
"""What numbers to be set apart are claimed for, in place of a document."""


def open_journal(
    workplace: Workplace,
    *,
    index: str,
    kind: Kind,
    title_ru: str = "",
    title_kk: str = "",
    template: str = DEFAULT_TEMPLATE,
    restart: Restart = Restart.YEAR,
    first: int = 1,
    dossier: str = "",
    policy: Policy | None = None,
    registrar: str = "",
    signed_first: bool = False,
) -> str:
    """Open a journal in the office; return its id.

    Args:
        workplace: who acts.
        index: short name such as `ВХ`, unique in the office.
        kind: what is registered in it.
        title_ru: title on paper, in Russian; one of the two titles is needed.
        title_kk: title on paper, in Kazakh.
        template: form of its numbers, with `{n}` in it.
        restart: when its counter starts again.
        first: the first number here, where earlier ones of this period are on paper.
        dossier: index in the nomenclature of files, for `{nom}`.
        policy: who gives its numbers, where several workplaces keep it; see `usual_policy`.
        registrar: the device that gives them, where one does; empty means this one.
        signed_first: a draft gets its number only when it was approved to the end.

    Raises:
        Refusal: the index is taken, or a value does not fit.
    """
    policy = policy or usual_policy(workplace)
    with workplace.entry() as entry:
        _check_index(entry, index)
        opened = 0 if restart is Restart.NEVER else entry.today.year
        journal = Journal(
            kind,
            index.strip(),
            title_ru.strip(),
            title_kk.strip(),
            template.strip(),
            restart,
            first,
            opened,
            dossier.strip(),
            policy=policy,
            registrar=_registrar(entry, policy, registrar),
            signed_first=signed_first,
        )
        id = entry.new_id("j")
        entry.record(id, JournalOpened(journal))
        return id


def usual_policy(workplace: Workplace) -> Policy:
    """Return how a new journal gives its numbers where nobody says otherwise.

    Every workplace takes them where it is alone, and on a share that was shown to let one win, or
    that has not been rehearsed and shows nothing to the contrary. Else this workplace gives them.
    """
    return Policy.EXCLUSIVE if _lets_one_win(workplace) else Policy.REGISTRAR


def _lets_one_win(workplace: Workplace) -> bool:
    if workplace.carrier is None or workplace.roster.grade:
        return workplace.carrier is None or workplace.roster.grade == Grade.EXCLUSIVE
    try:
        found = trial.look_over(workplace)
    except UnreachableError:
        return False
    return found is not None and found.sound


def change_journal(workplace: Workplace, *, journal: str, fields: Mapping[str, Any]) -> None:
    """Change a journal's titles, template, first number or whether it is closed.

    Who gives its numbers is changed by `set_policy`.

    When it restarts can be changed as long as it gave no numbers: it would give them again.

    Raises:
        Refusal: there is no such journal, or a value does not fit.
    """
    if not fields.keys().isdisjoint(("policy", "registrar")):
        raise Refusal(Reason.BAD_VALUE, field="policy", value=str(fields.get("policy", "")))
    with workplace.entry() as entry:
        if "index" in fields:
            _check_index(entry, str(fields["index"]), but=journal)
        if "restart" in fields:
            _check_restart(entry, journal, str(fields["restart"]))
        entry.record(journal, JournalChanged(dict(fields)))


def set_policy(workplace: Workplace, *, journal: str, policy: Policy, registrar: str = "") -> None:
    """Change who gives a journal's numbers.

    Where one workplace gave them, only it can pass them on: it alone knows the last one. Where all
    claimed them, what they claimed is read first.

    Args:
        workplace: who acts.
        journal: id of the journal.
        policy: who gives its numbers from now on.
        registrar: the device that gives them, where one does; empty means this one.

    Raises:
        Refusal: another workplace gives the numbers now, or it is so already.
        UnreachableError: the share does not answer.
    """
    state = workplace.read(asked.journal_of, id=journal)
    claims = claims_of(workplace)
    if state is not None and state.policy is Policy.EXCLUSIVE and claims is not None:
        period = state.period(workplace.clock.today())
        claims.follow(journal, period, state.first_of(period))
    with workplace.entry() as entry:
        state = journal_of(entry, journal)
        if state.policy is Policy.REGISTRAR and state.registrar != entry.device:
            raise Refusal(Reason.NUMBERS_ELSEWHERE, value=state.index)
        chosen = _registrar(entry, policy, registrar)
        if (state.policy, state.registrar) == (policy, chosen):
            raise Refusal(Reason.NOTHING_CHANGED)
        fields = {"policy": policy.value, "registrar": chosen}
        entry.record(journal, JournalChanged(fields))


def reserve(
    workplace: Workplace, *, journal: str, count: int, whom: str, until: date
) -> tuple[int, ...]:
    """Set the next numbers apart for somebody; return them.

    Args:
        workplace: who acts.
        journal: id of the journal.
        count: how many numbers.
        whom: for whom.
        until: the last day the reserve holds.

    Raises:
        Refusal: too many, no name, a day in the past, the journal is closed, or its numbers are
            given elsewhere.
        UnreachableError: no number can be given now.
    """
    if not 1 <= count <= RESERVE_LIMIT:
        raise Refusal(Reason.TOO_MANY_NUMBERS, count=count, limit=RESERVE_LIMIT)
    prepare(workplace, journal, [None])
    with workplace.entry() as entry:
        numberer = Numberer(workplace, entry)
        period = numberer.journal(journal).period(entry.today)
        if until < entry.today:  # before numbers are claimed for nothing
            raise Refusal(Reason.RESERVATION_EXPIRED, until=until)
        need(whom.strip(), "whom", TITLE_LIMIT)
        purpose = Purpose(RESERVE, entry.new_id("n"))
        first, _ = numberer.next_of(journal, period, count, purpose)
        numbers = tuple(range(first, first + count))
        for n in numbers:
            fact = NumberReserved(journal, period, n, whom.strip(), until)
            entry.record(place_id(journal, period, n), fact)
        return numbers


def release(workplace: Workplace, *, journal: str, period: int, n: int, reason: str) -> None:
    """Give a reserved number back; it stays unused, with the reason.

    Raises:
        Refusal: it is not reserved, or there is no reason.
    """
    workplace.record(place_id(journal, period, n), NumberReleased(reason.strip()))


def explain(workplace: Workplace, *, journal: str, period: int, n: int, reason: str) -> None:
    """Say why a number has no document.

    Raises:
        Refusal: a document has the number, it is not missing yet, or there is no reason.
    """
    with workplace.entry() as entry:
        state = journal_of(entry, journal)
        if not state.first_of(period) <= n < next_number(entry, journal, state, period):
            raise Refusal(Reason.BAD_NUMBER, number=n)
        holder = asked.holder(entry.connection, journal=journal, period=period, n=n, suffix="")
        if holder is not None:
            raise Refusal(Reason.NUMBER_TAKEN, number=n)
        fact = NumberVoided(journal, period, n, reason.strip())
        entry.record(place_id(journal, period, n), fact)


def _registrar(entry: Entry, policy: Policy, registrar: str) -> str:
    if policy is not Policy.REGISTRAR:
        return ""
    chosen = registrar.strip() or entry.device
    if chosen not in entry.roster.devices:
        raise Refusal(Reason.BAD_VALUE, field="registrar", value=chosen)
    return chosen


def _check_restart(entry: Entry, id: str, restart: str) -> None:
    if restart != journal_of(entry, id).restart and asked.periods(entry.connection, journal=id):
        raise Refusal(Reason.BAD_VALUE, field="restart", value=restart)


def _check_index(entry: Entry, index: str, but: str = "") -> None:
    for item in directory.journals(entry.connection):
        if item.id != but and item.journal.index.casefold() == index.strip().casefold():
            raise Refusal(Reason.ALREADY_EXISTS, field="journal", value=index)
