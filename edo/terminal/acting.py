"""What waits for a person and who acts for whom, on the terminal."""

from argparse import Namespace
from typing import Any

from edo.commands import deputies as commands
from edo.commands import inbox as asked
from edo.commands.membership import find_person
from edo.domain.card import Kind
from edo.domain.routed import Act
from edo.queries.deputies import DeputyRow, deputyships
from edo.queries.waiting import WaitingRow
from edo.terminal.answers import Answer, Told
from edo.terminal.values import needed_day, texts
from edo.wording import Wording
from edo.workplace import Workplace


def name(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo deputy name PERSON`: name who acts for oneself, or for another."""
    made = commands.name(
        workplace,
        deputy=find_person(workplace, name=given.deputy),
        since=needed_day(given.since),
        until=needed_day(given.until),
        person=find_person(workplace, name=given.person) if given.person else "",
        kinds=tuple(Kind(kind) for kind in texts(given.kind)),
        basis=given.basis or "",
    )
    plain = {"id": made.id, "lacking": [right.value for right in made.lacking]}
    if not made.lacking:
        return plain
    said = words.text(
        "A deputy acts by their own rights. This one may not: {rights}.",
        rights=", ".join(words.name(right) for right in made.lacking),
    )
    return Told(plain, {"id": made.id}, said)


def end(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo deputy end ID`: end a deputyship before its last day."""
    del words
    commands.end(workplace, deputyship=given.id)
    return {"id": given.id}


def list_deputies(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo deputy list`: who acts for whom."""
    rows = workplace.read(
        deputyships,
        today=workplace.clock.today(),
        person=find_person(workplace, name=given.person) if given.person else "",
        past=given.all,
    )
    return Told([_deputy(row) for row in rows], [_deputy_in_words(row, words) for row in rows])


def inbox(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo inbox`: everything that waits for whoever works here."""
    if given.digest:
        return _digest(workplace, words)
    if given.doing:
        found = asked.page(workplace, act=Act(given.doing), limit=given.limit)
        return Told([_row(row) for row in found], [_in_words(row, words) for row in found])
    told = asked.waiting(workplace, limit=given.limit)
    plain = {
        "count": told.counts.count,
        "late": told.counts.late,
        "today": told.counts.today,
        "soon": told.counts.soon,
        "more": told.counts.more,
        "groups": [
            {
                "act": group.act.value,
                "count": group.counts.count,
                "late": group.counts.late,
                "rows": [_row(row) for row in group.rows],
            }
            for group in told.groups
        ],
    }
    shown = [_in_words(row, words) for group in told.groups for row in group.rows]
    return Told(plain, shown, "" if shown else words.text("Nothing waits for you."))


def _digest(workplace: Workplace, words: Wording) -> Answer:
    told = asked.digest(workplace)
    parts = {
        "new": told.fresh,
        "late": told.late,
        "today": told.today,
        "tomorrow": told.tomorrow,
    }
    plain: dict[str, Any] = {
        "day": told.day,
        "next_day": told.next_day,
        "count": told.count,
        "more": told.more,
    }
    for part, of in parts.items():
        plain[part] = {"count": of.count, "rows": [_row(row) for row in of.rows]}
    said = words.text(
        "{date}: new {new}, overdue {late}, due today {today}, due by {next_day} {tomorrow}.",
        date=words.date(told.day),
        next_day=words.date(told.next_day),
        **{part: of.count for part, of in parts.items()},
    )
    rows = {row.place: row for of in parts.values() for row in of.rows}
    return Told(plain, [_in_words(rows[place], words) for place in sorted(rows)], said)


def _row(row: WaitingRow) -> dict[str, Any]:
    return {
        "id": row.subject,
        "sort": row.sort,
        "act": row.act.value,
        "title": row.title,
        "document": row.document,
        "kind": row.kind.value if row.kind else None,
        "number": row.number,
        "date": row.on,
        "from": row.author.id,
        "from_name": row.author.name("ru"),
        "due": row.due,
        "urgency": row.urgency.value,
        "since": row.since.isoformat(timespec="seconds"),
        "behalf": row.behalf.id,
        "behalf_name": row.behalf.name("ru"),
        "office": row.for_office,
    }


def _in_words(row: WaitingRow, words: Wording) -> dict[str, Any]:
    number = f"№ {row.number} {words.date(row.on)}" if row.number else ""
    return {
        "act": words.name(row.act),
        "due": words.date(row.due),
        "urgency": words.name(row.urgency),
        "title": row.title,
        "number": number,
        "from_name": row.author.name(words.language),
        "behalf": row.behalf.name(words.language),
        "id": row.subject,
    }


def _deputy(row: DeputyRow) -> dict[str, Any]:
    one = row.deputyship
    return {
        "id": row.id,
        "person": one.person,
        "person_name": row.person.name("ru"),
        "deputy": one.deputy,
        "deputy_name": row.deputy.name("ru"),
        "from": one.since,
        "to": one.until,
        "kinds": [kind.value for kind in one.kinds],
        "basis": one.basis,
        "lasting": row.lasting.value,
        "named_by": one.named_by,
    }


def _deputy_in_words(row: DeputyRow, words: Wording) -> dict[str, Any]:
    one = row.deputyship
    return {
        "behalf": row.person.name(words.language),
        "deputy": row.deputy.name(words.language),
        "from": words.date(one.since),
        "to": words.date(one.until),
        "kinds": ", ".join(words.name(kind) for kind in one.kinds),
        "lasting": words.name(row.lasting),
        "id": row.id,
    }
