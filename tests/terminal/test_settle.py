"""Fields that two changed at once, on the terminal."""

from pathlib import Path

import pytest

from edo.clock import now
from edo.commands import documents
from edo.domain.registering import DocumentChanged
from edo.workplace import open_workplace
from tests.colleague import colleague
from tests.terminal.conftest import Terminal


@pytest.fixture
def letter_at_once(terminal: Terminal) -> str:
    """Register a letter whose note and sheets two changed at once."""
    document = terminal.register("О путёвках")["id"]
    workplace = open_workplace(Path(terminal.home))
    try:
        other = colleague(workplace, "Ерлан Б.")
        seen = other.sees(document)
        fields = {"note": "срочно", "sheets": 2, "control": "control"}
        documents.change(workplace, document=document, fields=fields)
        theirs = DocumentChanged({"note": "не срочно", "sheets": 3, "control": "special"})
        other.states(document, theirs, seen, now() + 1000)
    finally:
        workplace.close()
    return document


def test_a_card_lists_what_two_changed_at_once(terminal: Terminal, letter_at_once: str) -> None:
    """For scripts every value with its number; the last stands. For people a table."""
    shown = terminal.json("show", letter_at_once)
    edits = {edit["field"]: edit["values"] for edit in shown["parallel"]}
    assert list(edits) == ["sheets", "control", "note"]
    assert [(one["n"], one["value"], one["stands"]) for one in edits["sheets"]] == [
        (1, 2, False),
        (2, 3, True),
    ]
    assert shown["sheets"] == 3
    assert all(set(one) == {"n", "value", "person", "at", "stands"} for one in edits["note"])
    table = terminal("show", letter_at_once).out
    assert "changed by two at once:" in table
    lines = [line.split() for line in table.splitlines() if line.startswith("control ")]
    assert [line[:3] for line in lines[-2:]] == [
        ["control", "1", "control"],
        ["control", "2", "special"],
    ]
    assert "Ерлан Б." in table
    assert terminal.json("history", letter_at_once)[1]["sentence"].count("at the same time") == 3


def test_a_value_is_kept_by_its_number_or_typed(terminal: Terminal, letter_at_once: str) -> None:
    """What is settled is no longer listed; what nobody disputes cannot be settled."""
    answer = terminal.json("settle", letter_at_once, "--field", "note", "--keep", "1")
    assert answer == {"id": letter_at_once, "changed": ["note"]}
    terminal.json("settle", letter_at_once, "--field", "sheets", "--value", "4")
    shown = terminal.json("show", letter_at_once)
    assert (shown["note"], shown["sheets"]) == ("срочно", 4)
    assert [edit["field"] for edit in shown["parallel"]] == ["control"]
    said = terminal.refused("settle", letter_at_once, "--field", "note", "--keep", "1")
    assert "settled already" in said
    terminal.refused("settle", letter_at_once, "--field", "control", "--keep", "3")
    terminal.refused("settle", letter_at_once, "--field", "control", "--value", "strict")
    terminal.refused("settle", letter_at_once, "--field", "parties", "--value", "Акимат")
    terminal.misused("settle", letter_at_once, "--field", "control")
    terminal.misused("settle", letter_at_once, "--field", "nothing", "--keep", "1")
    terminal.json("settle", letter_at_once, "--field", "control", "--keep", "2")
    assert terminal.json("show", letter_at_once)["parallel"] == []
