"""Journals and their numbers on the terminal."""

from argparse import Namespace
from typing import Any

from edo.commands import numbers as number_commands
from edo.domain.card import Kind
from edo.domain.gaps import Missing
from edo.domain.numbering import Absence, Policy, Restart
from edo.queries import directory, numbers
from edo.sentences import mark
from edo.terminal.answers import Answer, Told
from edo.terminal.values import given_fields, needed_day
from edo.wording import Wording
from edo.workplace import Workplace


def add_journal(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal add`: open a journal."""
    policy = Policy(given.policy) if given.policy else number_commands.usual_policy(workplace)
    id = number_commands.open_journal(
        workplace,
        index=given.index,
        kind=Kind(given.kind),
        title_ru=given.title_ru or "",
        title_kk=given.title_kk or "",
        template=given.template,
        restart=Restart(given.restart),
        first=given.first,
        dossier=given.dossier or "",
        policy=policy,
        registrar=given.registrar or "",
        signed_first=bool(given.signed_first),
    )
    plain = {"id": id, "index": given.index, "policy": policy}
    chosen = policy is Policy.REGISTRAR and not given.policy
    return Told(plain, plain, words.text(_ONE_GIVES) if chosen else "")


_ONE_GIVES = mark(
    "This workplace gives the numbers of the journal: it was not shown yet that several may take "
    "them in this shared folder. “edo rehearse” shows it, “edo journal policy” changes it."
)


def set_policy(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal policy INDEX POLICY`: change who gives a journal's numbers."""
    del words
    journal = workplace.read(directory.journal, index=given.journal)
    policy = Policy(given.policy)
    number_commands.set_policy(
        workplace, journal=journal.id, policy=policy, registrar=given.registrar or ""
    )
    return {"id": journal.id, "index": journal.journal.index, "policy": policy}


def list_journals(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal list`: the office's journals."""
    del given
    items = workplace.read(directory.journals, language=words.language)
    return [
        {
            "id": item.id,
            "index": item.journal.index,
            "kind": item.journal.kind,
            "title_ru": item.journal.title_ru,
            "title_kk": item.journal.title_kk,
            "template": item.journal.template,
            "restart": item.journal.restart,
            "closed": item.journal.closed,
            "policy": item.journal.policy,
            "registrar": item.journal.registrar,
            "signed_first": item.journal.signed_first,
        }
        for item in items
    ]


def change_journal(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo journal change INDEX`: change or close a journal."""
    del words
    journal = workplace.read(directory.journal, index=given.journal)
    fields = given_fields(given, "title_ru", "title_kk", "template", "dossier", "first")
    fields |= {"closed": given.closed == "yes"} if given.closed else {}
    if given.signed_first is not None:
        fields["signed_first"] = given.signed_first
    number_commands.change_journal(workplace, journal=journal.id, fields=fields)
    return {"id": journal.id, "index": journal.journal.index}


def show_numbers(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo numbers`: the last number, and every number that needs a word."""
    journal, period = _place(workplace, given)
    found = workplace.read(
        numbers.numbers,
        id=journal.id,
        journal=journal.journal,
        period=period,
        today=workplace.clock.today(),
    )
    totals = {"last": found.last, "registered": found.registered}
    missing = [
        {"number": one.number, "n": one.n, "why": one.why, "reason": absence(one, words)}
        for one in found.missing
    ]
    annulled = [
        {"number": one.number, "id": one.document, "reason": one.reason} for one in found.annulled
    ]
    reserved = [_reserved(one, words) for one in found.reserved]
    plain = {**totals, "missing": missing, "annulled": annulled, "reserved": reserved}
    shown = {
        **totals,
        "missing": [{"number": one["number"], "reason": one["reason"]} for one in missing],
        "annulled": annulled,
        "reserved": [{name: one[name] for name in ("number", "for", "until")} for one in reserved],
    }
    twice = {
        "twice": list(found.twice),
        "disputed": [
            {"number": one.number, "id": one.document, "winner": one.winner}
            for one in found.disputed
        ],
        "awaiting": [
            {"awaiting": one.awaiting.reference, "id": one.document, "date": one.awaiting.on}
            for one in found.waiting
        ],
    }
    return Told(plain | twice, shown | twice)


def _reserved(one: numbers.Reserved, words: Wording) -> dict[str, Any]:
    until = words.date(one.until)
    return {
        "number": str(one.n),
        "n": one.n,
        "for": one.whom,
        "until": one.until,
        "reason": words.text("reserved for {whom} until {until}", whom=one.whom, until=until),
    }


def absence(missing: Missing, words: Wording) -> str:
    """Say why a number has no document."""
    match missing.why:
        case Absence.EXPLAINED | Absence.RESERVE_RELEASED:
            return missing.reason
        case Absence.RESERVE_EXPIRED:
            return words.text(
                "was reserved for {whom} until {until} and not used",
                whom=missing.reason,
                until=words.date(missing.until),
            )
        case _:
            return words.name(missing.why)


def reserve(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo reserve`: set numbers apart."""
    del words
    journal = workplace.read(directory.journal, index=given.journal)
    until = needed_day(given.until)
    reserved = number_commands.reserve(
        workplace, journal=journal.id, count=given.count, whom=given.whom, until=until
    )
    return {"numbers": list(reserved), "for": given.whom, "until": until}


def release(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo release`: give a reserved number back."""
    del words
    journal, period = _place(workplace, given)
    number_commands.release(
        workplace, journal=journal.id, period=period, n=given.number, reason=given.reason
    )
    return {"number": given.number, "reason": given.reason}


def explain(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo explain`: say why a number has no document."""
    del words
    journal, period = _place(workplace, given)
    number_commands.explain(
        workplace, journal=journal.id, period=period, n=given.number, reason=given.reason
    )
    return {"number": given.number, "reason": given.reason}


def _place(workplace: Workplace, given: Namespace) -> tuple[directory.JournalItem, int]:
    """Return the journal, and the period of the year asked for."""
    journal = workplace.read(directory.journal, index=given.journal)
    today = workplace.clock.today()
    return journal, journal.journal.period(today.replace(year=given.year or today.year, day=1))
