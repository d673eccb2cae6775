"""The directory of correspondents: add, change, and merge duplicates."""

from collections.abc import Mapping
from typing import Any

from edo.domain.organisation import (
    Being,
    Correspondent,
    CorrespondentAdded,
    CorrespondentChanged,
    CorrespondentMerged,
    check_entry,
)
from edo.errors import Reason, Refusal
from edo.queries import correspondents as asked
from edo.workplace import Entry, Workplace


def add(workplace: Workplace, *, correspondent: Correspondent) -> str:
    """Add a correspondent; return its id.

    Raises:
        Refusal: a name is missing, one with this name is there, or the БИН or ИИН is wrong.
    """
    check_entry(correspondent)
    with workplace.entry() as entry:
        for name in (correspondent.name_ru, correspondent.name_kk, correspondent.bin):
            if name.strip() and asked.named(entry.connection, text=name) is not None:
                raise Refusal(Reason.ALREADY_EXISTS, field="correspondent", value=name)
        id = entry.new_id("c")
        entry.record(id, CorrespondentAdded(correspondent))
        return id


def find_or_add(entry: Entry, *, text: str, being: Being = Being.ORGANISATION) -> str:
    """Return the id of the correspondent a text names, adding one where there is none.

    Args:
        entry: the transaction to add it in.
        text: an id, a name in either language, a БИН or an ИИН.
        being: what a new one is.

    Raises:
        Refusal: the text is empty or too long for a name.
    """
    found = asked.named(entry.connection, text=text)
    if found is not None:
        return found.id
    id = entry.new_id("c")
    entry.record(id, CorrespondentAdded(Correspondent(name_ru=text.strip(), being=being)))
    return id


def change(workplace: Workplace, *, correspondent: str, fields: Mapping[str, Any]) -> None:
    """Change an entry's fields; documents show the new name.

    Raises:
        Refusal: there is no such entry, or a value does not fit.
    """
    if "merged_into" in fields:
        raise Refusal(Reason.BAD_VALUE, field="correspondent", value="merged_into")
    workplace.record(correspondent, CorrespondentChanged(dict(fields)))


def merge(workplace: Workplace, *, keep: str, other: str) -> None:
    """Merge a duplicate into the entry that is kept; its documents move there.

    Args:
        workplace: who acts.
        keep: id of the entry that stays.
        other: id of the duplicate.

    Raises:
        Refusal: one of them is unknown or merged already, or they are the same.
    """
    if keep == other:
        raise Refusal(Reason.MERGE_WITH_ITSELF)
    with workplace.entry() as entry:
        for id in (keep, other):
            state = entry.state(id)
            if not isinstance(state, Correspondent):
                raise Refusal(Reason.UNKNOWN_CORRESPONDENT, value=id)
            if state.merged_into:
                name = state.name_ru or state.name_kk
                raise Refusal(Reason.CORRESPONDENT_MERGED, value=name)
        entry.record(other, CorrespondentMerged(keep))
