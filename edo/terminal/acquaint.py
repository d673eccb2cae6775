"""Acquaintance on the terminal: `edo acquaint …`."""

from argparse import Namespace
from typing import Any

from edo.commands import acquaintance as commands
from edo.commands.membership import find_person
from edo.domain.acquaintance import Acquaintance
from edo.errors import Reason, Refusal
from edo.queries import execution
from edo.queries.execution import AcquaintanceItem
from edo.terminal.answers import Answer, Told
from edo.terminal.values import day, several, someone
from edo.wording import Wording
from edo.workplace import Workplace


def ask(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo acquaint ask DOCUMENT`: ask people to read it; or add them to an acquaintance."""
    people = several(workplace, given.person)
    if given.add:
        commands.add(workplace, acquaintance=given.id, people=people)
        return _told(workplace, given.id, words)
    id = commands.ask(
        workplace,
        document=given.id,
        people=people,
        due=day(given.due),
        term=given.term,
        note=given.note or "",
        behalf=someone(workplace, given.behalf),
    )
    return _told(workplace, id, words)


def confirm(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo acquaint confirm ID`: one has read it, or signed the paper sheet."""
    person = someone(workplace, given.person)
    commands.confirm(workplace, acquaintance=given.id, person=person, on=day(given.on))
    return _told(workplace, given.id, words)


def close(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo acquaint close ID`: end it, or take one person off the list."""
    if given.person:
        person = find_person(workplace, name=given.person)
        commands.take_off(workplace, acquaintance=given.id, person=person, reason=given.reason)
    else:
        behalf = someone(workplace, given.behalf)
        commands.close(workplace, acquaintance=given.id, reason=given.reason, behalf=behalf)
    return _told(workplace, given.id, words)


def listed(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo acquaint list DOCUMENT`: who was asked to read it, and who has."""
    found = workplace.read(execution.acquaintances, document=given.document)
    plain = [_plain(one, words) for one in found]
    shown = [
        {name: row[name] for name in ("id", "status", "author", "due")}
        | {"people": "; ".join(_reader(one, words) for one in row["people"])}
        for row in plain
    ]
    return Told(plain, shown)


def _told(workplace: Workplace, id: str, words: Wording) -> Answer:
    found = workplace.read(execution.acquaintance, acquaintance=id)
    if found is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    plain = _plain(found, words)
    people = [
        {"who": one["person"], "date": one["date"], "by": one["by"]} for one in plain["people"]
    ]
    shown = {name: value for name, value in plain.items() if name != "author_id"}
    return Told(plain, shown | {"people": people})


def _reader(one: dict[str, Any], words: Wording) -> str:
    return f"{one['person']} — {words.date(one['date'])}" if one["date"] else one["person"]


def _plain(one: AcquaintanceItem, words: Wording) -> dict[str, Any]:
    told: Acquaintance = one.acquaintance
    return {
        "id": one.id,
        "document": told.document,
        "status": told.status,
        "author": one.author.name(words.language),
        "author_id": one.author.id,
        "due": told.due,
        "note": told.note,
        "people": [
            {
                "id": reader.who.id,
                "person": reader.who.name(words.language),
                "date": reader.on,
                "by": reader.by.name(words.language),
            }
            for reader in one.readers
        ],
        "reason": told.end.comment if told.end else "",
    }
