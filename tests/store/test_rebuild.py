"""Folding everything anew: with progress, in one transaction, also in a second process."""

from typing import Any

import msgspec
import pytest

from edo.commands import documents, numbers
from edo.domain.card import Kind
from edo.domain.roster import Roster
from edo.errors import Reason
from edo.queries.documents import count
from edo.queries.listing import Filter
from edo.store import ledger
from edo.store.database import FILE_NAME, ask
from edo.store.document_rows import name
from edo.store.fold_apart import Batch, batches, batches_apart, in_order
from edo.workplace import open_workplace
from tests.builders import TODAY
from tests.office import Chancery
from tests.tables import said


def filled(chancery: Chancery, number: int = 20) -> None:
    """Do a day's work."""
    for n in range(number):
        given = chancery.register(named=[f"Школа № {n % 7}"], their_number=f"01-{n}", note="срочно")
        if n % 5 == 0:
            documents.annul(chancery.workplace, document=given.document, reason="ошибка")
    numbers.reserve(
        chancery.workplace,
        journal=chancery.journals[Kind.INCOMING],
        count=2,
        whom="бухгалтерия",
        until=TODAY,
    )


def test_a_rebuild_tells_how_far_it_is(chancery: Chancery) -> None:
    """It never goes back, and ends with everything."""
    filled(chancery)
    told: list[tuple[int, int]] = []
    chancery.workplace.rebuild(lambda done, total: told.append((done, total)))
    total = chancery.workplace.read(ledger.count)
    assert told == sorted(told)
    assert {end for _, end in told} == {total}
    assert told[-1] == (total, total)


def test_a_rebuild_changes_nothing_that_is_right(chancery: Chancery) -> None:
    """As often as it is done."""
    filled(chancery)
    before = said(chancery.workplace)
    for _ in range(2):
        chancery.workplace.rebuild(lambda _done, _total: None)
        assert said(chancery.workplace) == before


def test_a_rebuild_that_breaks_off_leaves_the_old_tables(chancery: Chancery) -> None:
    """It is one transaction: a window closed in the middle loses nothing."""
    filled(chancery)
    before = said(chancery.workplace)

    def fall(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        chancery.workplace.rebuild(fall)
    assert said(chancery.workplace) == before
    assert chancery.register().number


def test_tables_of_another_release_are_folded_anew_when_they_are_opened(
    chancery: Chancery,
) -> None:
    """With a progress to show; once."""
    filled(chancery)
    before = said(chancery.workplace)
    chancery.workplace.write(ledger.keep, "tables", "another release's")
    chancery.workplace.write(lambda connection: connection.exec_driver_sql("DELETE FROM documents"))
    for expected in (True, False):
        told: list[tuple[int, int]] = []
        chancery.close()
        chancery.workplace = open_workplace(
            chancery.folder, progress=lambda done, total, told=told: told.append((done, total))
        )
        assert bool(told) == expected
    assert said(chancery.workplace) == before


def test_changes_that_are_set_aside_are_written_down_with_their_reason(chancery: Chancery) -> None:
    """A rebuild meets what another workplace stated too late."""
    document = chancery.register().document
    chancery.workplace.write(
        lambda connection: connection.exec_driver_sql(
            "INSERT INTO changes (segment, line, subject, kind, hlc, person, base, data)"
            " SELECT segment, line + 1, subject, 'document.changed', hlc + 1, person, base, ?"
            " FROM changes WHERE subject = ?",
            (b'{"fields":{"sheets":-1}}', document),
        )
    )
    for _ in range(2):
        chancery.workplace.rebuild(lambda _done, _total: None)
        rows = chancery.workplace.read(ask, "SELECT subject, reason FROM refused")
        assert rows == [(document, Reason.BAD_VALUE)]
    assert chancery.workplace.read(count, filter=Filter()) == 1


def test_a_second_process_folds_the_same(chancery: Chancery) -> None:
    """Batch by batch, what it sends is what this process would have made."""
    filled(chancery)
    workplace = chancery.workplace
    names = {
        id: name(id, "Школа", "Мектеп")
        for (id,) in workplace.read(ask, "SELECT correspondent FROM correspondents")
    }
    here = workplace.read(_batches, workplace.roster, names)
    path = chancery.folder / FILE_NAME
    apart = batches_apart(path, "d", "e", workplace.roster, names)
    assert apart is not None
    assert [_plain(batch) for batch in apart] == [_plain(batch) for batch in here]
    assert sum(len(batch.rows.documents) for batch in here) == 20


def _batches(connection: Any, roster: Roster, names: dict[str, Any]) -> list[Batch]:
    entries = in_order(connection, "d", "e")
    office = ledger.recall(connection, ledger.OFFICE)
    return list(batches(entries, roster, names.__getitem__, office))


def _plain(batch: Batch) -> Any:
    return msgspec.to_builtins(batch)
