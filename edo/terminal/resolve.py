"""Resolutions and ready phrases on the terminal: `edo resolve`, `edo resolution`, `edo phrase`."""

import re
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from edo.commands import phrases, resolutions
from edo.commands.assigning import Assignment
from edo.commands.membership import find_person
from edo.domain.phrase import Use
from edo.errors import UNPARSABLE, Reason, Refusal, refuse_os_error
from edo.queries import execution, ready
from edo.queries.execution import ResolutionItem
from edo.terminal.answers import Answer, Listed, Told
from edo.terminal.control import nodes
from edo.terminal.tasks import assignment
from edo.terminal.values import day, needed_day, someone
from edo.terminal.values import term as read_term
from edo.wording import Wording
from edo.workplace import Workplace

_RESOLUTION = ("id", "status", "author", "behalf", "date", "text_ru", "text_kk")
_TASK = ("id", "text", "executors", "due", "status", "late", "part_of")


def resolve(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo resolve DOCUMENT`: issue a resolution, one's own or on the head's word."""
    del words
    id = resolutions.issue(
        workplace,
        document=given.document,
        resolution=given.resolution or "",
        items=_items(workplace, given),
        text_ru=given.text_ru or "",
        text_kk=given.text_kk or "",
        to_file=given.to_file,
        author=someone(workplace, given.author),
        on=day(given.on),
        behalf=someone(workplace, given.behalf),
    )
    return _told(workplace, id)


def ask(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo resolution ask DOCUMENT`: hand it over to the head."""
    del words
    head = find_person(workplace, name=given.head)
    id = resolutions.hand_over(workplace, document=given.document, head=head, note=given.note or "")
    return _told(workplace, id)


def prepare(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo resolution draft`: prepare one for the head."""
    del words
    id = resolutions.prepare(
        workplace,
        author=someone(workplace, given.head),
        document=given.document or "",
        resolution=given.resolution or "",
        items=_items(workplace, given),
        text_ru=given.text_ru or "",
        text_kk=given.text_kk or "",
        to_file=given.to_file,
    )
    return _told(workplace, id)


def issue(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo resolution issue ID`: issue a prepared one as it is."""
    del words
    behalf = someone(workplace, given.behalf)
    return _told(workplace, resolutions.issue_draft(workplace, resolution=given.id, behalf=behalf))


def recall(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo resolution recall ID`: take it back with its tasks."""
    del words
    behalf = someone(workplace, given.behalf)
    resolutions.recall(workplace, resolution=given.id, reason=given.reason, behalf=behalf)
    return _told(workplace, given.id)


def show(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo resolution list DOCUMENT`: its resolutions, its tasks, who has read it."""
    found = workplace.read(
        execution.of_document, document=given.document, today=workplace.clock.today()
    )
    plain: dict[str, Any] = {
        "state": found.state,
        "resolutions": [_resolution(one, words) for one in found.resolutions],
        "tasks": nodes(found.tasks, words),
        "acquaintances": [
            {"id": one.id, "read": one.read, "people": len(one.readers)}
            for one in found.acquaintances
        ],
    }
    shown = plain | {
        "resolutions": _columns(plain["resolutions"], _RESOLUTION),
        "tasks": _columns(plain["tasks"], _TASK),
    }
    return Told(plain, shown)


def _columns(rows: list[dict[str, Any]], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


def list_phrases(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo phrase list`: what a person is offered."""
    del words
    use = Use(given.use) if given.use else None
    found = workplace.read(ready.phrases, person=workplace.identity.person, use=use)
    rows = [
        {
            "id": one.id,
            "text_ru": one.phrase.text_ru,
            "text_kk": one.phrase.text_kk,
            "use": one.phrase.use,
            "own": one.own,
            "stock": one.stock,
        }
        for one in found
    ]
    return Listed(rows, ("id", "text_ru", "text_kk", "use", "own"))


def keep_phrase(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo phrase keep`: keep a phrase, one's own or the office's."""
    del words
    id = phrases.keep(
        workplace,
        text_ru=given.text_ru or "",
        text_kk=given.text_kk or "",
        use=Use(given.use or Use.RESOLUTION),
        own=not given.office_wide,
        phrase=given.id or "",
    )
    return {"id": id}


def remove_phrase(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo phrase remove ID`: offer it no more."""
    del words
    phrases.remove(workplace, phrase=given.id)
    return {"id": given.id}


def _told(workplace: Workplace, id: str) -> Answer:
    found = workplace.read(execution.resolution, resolution=id)
    if found is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    one = found.resolution
    return {"id": id, "status": one.status, "tasks": list(one.tasks)}


def _resolution(one: ResolutionItem, words: Wording) -> dict[str, Any]:
    told, language = one.resolution, words.language
    return {
        "id": one.id,
        "status": told.status,
        "author": one.author.name(language),
        "author_id": one.author.id,
        "writer": one.writer.name(language),
        "by": one.issuer.name(language),
        "behalf": one.behalf.name(language),
        "spoken": told.spoken,
        "date": told.on,
        "text_ru": told.text_ru,
        "text_kk": told.text_kk,
        "to_file": told.to_file,
        "tasks": list(told.tasks),
        "reason": told.recall.comment if told.recall else "",
    }


class _Item(msgspec.Struct, forbid_unknown_fields=True):
    """One task as `--tasks` has it."""

    executors: list[str]
    text_ru: str = ""
    text_kk: str = ""
    due: str = ""
    term: str = ""
    control: bool = True
    controller: str = ""


def _items(workplace: Workplace, given: Namespace) -> list[Assignment]:
    """Return the tasks of a resolution: that of the options, or those of a file."""
    if given.tasks is None:
        one = assignment(workplace, given)
        return [replace(one, text_ru="", text_kk="")] if one.executors else []
    try:
        items = msgspec.json.decode(_read(given.tasks), type=list[_Item])
        terms = [read_term(item.term) if item.term else None for item in items]
    except (*UNPARSABLE, OSError, TypeError) as error:
        if isinstance(error, OSError):
            raise refuse_os_error(error, Reason.CANNOT_READ, str(given.tasks)) from error
        raise Refusal(Reason.BAD_VALUE, field="items", value=_place(error, given.tasks)) from error
    return [
        Assignment(
            executors=tuple(find_person(workplace, name=name) for name in item.executors),
            text_ru=item.text_ru,
            text_kk=item.text_kk,
            due=needed_day(item.due) if item.due else None,
            term=term,
            controlled=item.control,
            controller=someone(workplace, item.controller),
        )
        for item, term in zip(items, terms, strict=True)
    ]


def _place(error: Exception, file: Path) -> str:
    """Say which file does not fit, and where in it if that is known: `plan.json $[0].due`."""
    found = re.search(r"`(\$[^`]*)`", str(error))
    return f"{file} {found[1]}" if found else str(file)


def _read(file: Path) -> bytes:
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
