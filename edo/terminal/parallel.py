"""Fields that two changed at once, on the terminal: listed with their values, and settled."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from edo.clock import office_time
from edo.commands import documents as commands
from edo.domain.document import Document
from edo.domain.parallel import ParallelEdit
from edo.errors import Reason, Refusal
from edo.narrative import Narrator
from edo.queries import directory
from edo.queries import documents as asked
from edo.queries.history import history
from edo.terminal.answers import Answer
from edo.terminal.values import field_value
from edo.wording import Wording
from edo.workplace import Workplace


def settle(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo settle ID --field F`: say which value a field is to have."""
    del words
    field = given.field
    if given.keep is None:
        value = _typed(workplace, field, given.value)
    else:
        document = workplace.read(asked.card, document=given.id).document
        value = _kept(document, field, given.keep)
    commands.settle(workplace, document=given.id, field=field, value=value)
    return {"id": given.id, "changed": [field]}


def plain(document: Document) -> list[dict[str, Any]]:
    """Return the parallel edits for scripts: values by their numbers, the last one stands."""
    return [
        {
            "field": edit.field,
            "values": [
                {"n": n, "value": one.value, "person": one.person, "at": at, "stands": stands}
                for n, at, stands, one in _numbered(edit)
            ],
        }
        for edit in document.parallel
    ]


def shown(
    workplace: Workplace, id: str, document: Document, words: Wording
) -> list[dict[str, Any]]:
    """Return the parallel edits for a person: one line a value."""
    if not document.parallel:
        return []
    narrator = Narrator(words, workplace.read(history, subject=id, roster=workplace.roster))
    return [
        {
            "field": words.field(edit.field),
            "n": n,
            "value": narrator.plain(edit.field, one.value),
            "person": narrator.name(one.person),
            "at": words.hlc(one.hlc),
            "stands": stands,
        }
        for edit in document.parallel
        for n, _, stands, one in _numbered(edit)
    ]


def _numbered(edit: ParallelEdit) -> Iterator[tuple[int, str, bool, Any]]:
    for n, one in enumerate(edit.values, 1):
        at = office_time(one.hlc).isoformat(timespec="seconds")
        yield n, at, n == len(edit.values), one


def _kept(document: Document, field: str, n: int) -> Any:
    for edit in document.parallel:
        if edit.field == field:
            if n <= len(edit.values):
                return edit.values[n - 1].value
            raise Refusal(Reason.BAD_VALUE, field=field, value=str(n))
    raise Refusal(Reason.NOTHING_TO_SETTLE, field=field)


def _typed(workplace: Workplace, field: str, text: str) -> Any:
    if field == "parties":
        raise Refusal(Reason.BAD_VALUE, field=field, value=text)
    value = field_value(field, text)
    return workplace.read(directory.document_type, name=value).id if field == "type" else value
