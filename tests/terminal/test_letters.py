"""Letters between offices on the terminal: two homes and one share."""

from pathlib import Path

import pytest

from edo.commands import numbers
from edo.domain.card import Kind
from tests.neighbours import seat
from tests.terminal.conftest import Terminal
from tests.town import KEEPER, town


@pytest.fixture
def terminals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Terminal, Terminal]:
    """Found two offices, each with a journal of its own; nobody's program runs."""
    with town(tmp_path) as made:
        keeper = made.keeper
        branch = made.add_office("Филиал")
        keeper.extend(("office.add", {"office": branch, "parent": ""}))
        place = str(made.share)
        seat(keeper, made.home("Болат"), role="administrator", place=place, office=branch)
        numbers.open_journal(keeper, index="ИСХ", kind=Kind.OUTGOING, title_ru="Исходящие")
        made.exchange(KEEPER)
        made.start("Болат")
        made.settle()
        numbers.open_journal(
            made.open["Болат"], index="ВХ", kind=Kind.INCOMING, title_ru="Входящие"
        )
        return Terminal(made.home(KEEPER), capsys), Terminal(made.home("Болат"), capsys)


def test_a_letter_goes_there_and_its_number_comes_back(
    terminals: tuple[Terminal, Terminal],
) -> None:
    """Sent, seen in the tray, registered; and everything about it is told in words."""
    first, second = terminals
    made = first.json(
        *("register", "outgoing", "--journal", "ИСХ", "--to", "Филиал"),
        *("--subject-ru", "О путёвках"),
    )
    (state,) = first.json("letter", "send", made["id"])
    assert (state["office"], state["status"]) == ("Филиал", "sent")
    assert "already" in first.refused("letter", "send", made["id"], "--office", "Филиал")
    first.json("exchange")
    second.json("exchange")
    (row,) = second.json("letter", "tray")
    assert (row["their_number"], row["subject"]) == (made["number"], "О путёвках")
    letter = row["letter"]
    assert second.json("letter", "show", letter)["status"] == "received"
    assert second.json("letter", "open", letter)["status"] == "opened"
    taken = second.json("letter", "register", letter, "--journal", "ВХ")
    assert second.json("letter", "tray") == []
    assert second.json("show", taken["id"])["their_number"] == made["number"]
    said = second("history", letter).out
    assert "opened the letter" in said
    assert f"registered the letter under № {taken['number']}" in said
    second.json("exchange")
    first.json("exchange")
    (state,) = first.json("letter", "states", made["id"])
    assert (state["status"], state["number"]) == ("registered", taken["number"])
    assert "opened there" in first.refused("letter", "recall", made["id"])


def test_a_letter_is_refused_or_recalled(terminals: tuple[Terminal, Terminal]) -> None:
    """The sender hears why, and may send it again."""
    first, second = terminals
    made = first.json(
        *("register", "outgoing", "--journal", "ИСХ", "--to", "Филиал"),
        *("--subject-ru", "О взносах"),
    )
    first.json("send", made["id"])
    first.json("exchange")
    second.json("exchange")
    (row,) = second.json("letter", "tray")
    refused = second.json("letter", "refuse", row["letter"], "--reason", "Не нам")
    assert refused["status"] == "refused"
    assert "was refused" in second.refused("letter", "register", row["letter"], "--journal", "ВХ")
    second.json("exchange")
    first.json("exchange")
    (state,) = first.json("letter", "states", made["id"])
    assert (state["status"], state["reason"]) == ("refused", "Не нам")
    first.json("letter", "send", made["id"], "--office", "Филиал")
    _, again = first.json("letter", "recall", made["id"])
    assert "recalled" in again["said"]
    first.json("exchange")
    second.json("exchange")
    assert second.json("letter", "tray") == []
