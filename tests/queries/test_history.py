"""What happened to a subject, change by change."""

import pytest

from edo.commands import correspondents, documents
from edo.domain.card import Kind, Party
from edo.domain.document import Link
from edo.domain.registering import DocumentChanged, Registered
from edo.errors import Reason, Refusal
from edo.queries.history import History, history
from edo.store import ledger
from edo.workplace import Workplace
from tests.office import Chancery


def told(workplace: Workplace, subject: str) -> History:
    """Return the history of a subject."""
    return workplace.read(history, subject=subject, roster=workplace.roster)


def test_every_change_is_an_event_with_its_before_and_after(chancery: Chancery) -> None:
    """Oldest first; who, when and what."""
    draft = documents.begin(
        chancery.workplace,
        kind=Kind.INCOMING,
        card=chancery.document(chancery.register().document).card,
    )
    chancery.clock.move(minutes=5)
    chancery.register(document=draft)
    chancery.clock.move(days=1)
    documents.change(chancery.workplace, document=draft, fields={"note": "срочно"})
    begun, registered, changed = told(chancery.workplace, draft).events
    assert begun.before is None
    assert begun.after == registered.before
    assert isinstance(registered.fact, Registered)
    assert (changed.before.card.note, changed.after.card.note) == ("", "срочно")
    assert changed.fact == DocumentChanged({"note": "срочно"})
    assert begun.change.stamp.hlc < registered.change.stamp.hlc < changed.change.stamp.hlc
    assert changed.change.stamp.on == chancery.today
    assert changed.change.stamp.person == chancery.workplace.identity.person
    assert changed.change.base == (registered.change.stamp.name,)
    assert {event.refused for event in (begun, registered, changed)} == {""}


def test_all_that_a_history_mentions_has_a_name(chancery: Chancery) -> None:
    """People, journals, types, correspondents now and before, and linked documents."""
    other = chancery.register().document
    given = chancery.register(
        Kind.OUTGOING, parties=(Party(chancery.ministry),), links=[(Link.REPLY, other)]
    )
    fields = {"parties": [{"correspondent": chancery.school}], "type": "t-report"}
    documents.change(chancery.workplace, document=given.document, fields=fields)
    correspondents.merge(chancery.workplace, keep=chancery.school, other=chancery.ministry)
    names = told(chancery.workplace, given.document).names
    assert names[chancery.workplace.identity.person] == ("Иванова Айгуль", "Иванова Айгуль")
    assert names[chancery.ministry] == ("Министерство просвещения", "Оқу-ағарту министрлігі")
    assert names[chancery.school][0] == "Школа-гимназия № 8"
    assert names[chancery.journals[Kind.OUTGOING]] == ("ИСХ", "ИСХ")
    assert (names["t-letter"][0], names["t-report"][1]) == ("Письмо", "Есеп")
    assert names[other] == ("№ 1", "№ 1")


def test_nothing_is_known_of_what_never_was(chancery: Chancery) -> None:
    """It has no history."""
    with pytest.raises(Refusal) as error:
        told(chancery.workplace, "d0")
    assert error.value.reason is Reason.UNKNOWN_SUBJECT


def test_what_was_set_aside_is_told_with_its_reason(chancery: Chancery) -> None:
    """A change another workplace made too late, and one of a newer release, are in the history."""
    document = chancery.register().document
    chancery.close()
    with chancery.reopen().entry() as entry:
        changes = [one.change for one in ledger.of_subject(entry.connection, document)]
    assert len(changes) == 1
    late = DocumentChanged({"sheets": -1})
    _state(chancery, document, late.NAME, b'{"fields":{"sheets":-1}}')
    _state(chancery, document, "document.sung", b'{"melody":"do re mi"}')
    _, refused, unknown = told(chancery.workplace, document).events
    assert (refused.refused, refused.after) == (Reason.BAD_VALUE, refused.before)
    assert (unknown.fact, unknown.refused, unknown.after) == (None, "", unknown.before)


def _state(chancery: Chancery, subject: str, kind: str, data: bytes) -> None:
    """Put a change into the ledger past the rules, as a segment from elsewhere would."""
    chancery.workplace.write(
        lambda connection: connection.exec_driver_sql(
            "INSERT INTO changes (segment, line, subject, kind, hlc, person, base, data)"
            " SELECT segment, line + 1 + (SELECT count(*) FROM changes WHERE subject = ?), subject,"
            " ?, hlc + 1, person, base, ? FROM changes WHERE subject = ? ORDER BY id LIMIT 1",
            (subject, kind, data, subject),
        )
    )
