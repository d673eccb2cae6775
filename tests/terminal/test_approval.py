"""Approval from a shell: routes, visas, versions, what is refused."""

from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import Terminal

HEAD = "Иванова А."


@pytest.fixture
def document(terminal: Terminal, tmp_path: Path) -> str:
    """Give an outgoing draft with a text."""
    text = tmp_path / "письмо.txt"
    text.write_text("Просим выделить путёвки.", encoding="utf-8")
    drafted = terminal.json(
        "draft", "outgoing", "--subject-ru", "О путёвках", "--to", "Акимат", "--file", text
    )
    return drafted["id"]


def statuses(answer: dict[str, Any]) -> tuple[str, int]:
    """Return where an approval stands, and in which pass."""
    return answer["status"], answer["round"]


def test_a_letter_is_approved_and_signed(terminal: Terminal, document: str, tmp_path: Path) -> None:
    """A letter goes the way of a kept route: returned, put up anew, agreed, signed, numbered."""
    position = terminal.json("position", "add", "--name-ru", "Главный бухгалтер")["id"]
    person = terminal.json("person", "list")[0]["id"]
    terminal.json("person", "change", person, "--position", position)
    stage = "@Главный бухгалтер | parallel any 3w"
    route = ("--kind", "outgoing", "--stage", stage, "--signer", HEAD, "--reset", "concerned")
    terminal.json("route", "add", "--name-ru", "Письмо", *route)
    (kept,) = terminal.json("route", "list", "--kind", "outgoing")
    assert kept["stages"][0]["term"] == "3w"
    assert kept["stages"][1]["signing"]

    begun = terminal.json("approve", "start", document, "--route", "Письмо")
    id = begun["id"]
    assert begun["waits"][0]["act"] == "approve"
    assert "REMARKS" not in terminal("approve", "show", id).out
    terminal.refused("approve", "visa", id, "returned")
    terminal.refused("approve", "sign", id)
    returned = terminal.json("approve", "visa", id, "returned", "--remarks", "Нет сметы")
    assert statuses(returned) == ("returned", 1)

    text = terminal.json("show", document)["files"][0]["id"]
    other = tmp_path / "другое.txt"
    other.write_text("Просим десять путёвок.", encoding="utf-8")
    again = terminal.json("approve", "revise", document, "--replace", text, other)
    assert statuses(again) == ("running", 2)
    assert [one["valid"] for one in again["visas"]] == [False]
    old = begun["version"]
    terminal.refused("approve", "visa", id, "agreed", "--version", old)
    agreed = terminal.json("approve", "visa", id, "agreed", "--version", again["version"][:16])
    assert statuses(agreed) == ("agreed", 2)
    another = tmp_path / "третье.txt"
    another.write_text("Просим сто путёвок.", encoding="utf-8")
    assert "approved" in terminal.refused("replace-file", document, text, another)
    signed = terminal.json("approve", "sign", id)
    assert signed["status"] == "signed"
    assert [one["valid"] for one in signed["visas"]] == [False, True, True]
    assert signed["waits"] == [{"person": "", "act": "register", "due": None}]
    line = ("--journal", "ИСХ", "--id", document, "--to", "Акимат", "--subject-ru", "О путёвках")
    terminal.json("register", "outgoing", *line)
    (shown,) = terminal.json("approve", "show", document)
    assert (shown["waits"], shown["number"], shown["changed"]) == ([], "1", [])


def test_an_approval_is_steered(terminal: Terminal, document: str) -> None:
    """Approvers are added and skipped; what nobody saw is pulled back; the rest needs a reason."""
    other = terminal.json("person", "add", "--name-ru", "Серикова Б.")["id"]
    id = terminal.json("approve", "start", document, "--stage", f"{HEAD};")["id"]
    added = terminal.json("approve", "add", id, "Серикова Б.", "--reason", "Смета")
    seat = added["stages"][0]["seats"][1]
    assert (seat["person"], seat["added"]["reason"]) == (other, "Смета")
    terminal.misused("approve", "skip", id, seat["seat"])
    skipped = terminal.json("approve", "skip", id, seat["seat"], "--reason", "В отпуске")
    assert skipped["stages"][0]["seats"][1]["skipped"]["reason"] == "В отпуске"
    assert terminal.json("approve", "withdraw", id)["status"] == "withdrawn"
    terminal.refused("approve", "visa", id, "agreed")
    assert statuses(terminal.json("approve", "revise", id)) == ("running", 2)
    assert terminal.json("approve", "abort", id, "--reason", "Не нужно")["status"] == "aborted"
    terminal.refused("approve", "revise", id)
    assert terminal.json("approve", "nearing") == []


def test_a_route_is_changed_and_put_away(terminal: Terminal) -> None:
    """What is changed of a route is changed, and the rest stays."""
    terminal.json("route", "add", "--name-ru", "Приказ", "--stage", HEAD, "--kind", "orders")
    terminal.json("route", "change", "Приказ", "--signer", HEAD, "--name-kk", "Бұйрық")
    (kept,) = terminal.json("route", "list")
    assert (kept["kinds"], kept["name_kk"]) == (["orders"], "Бұйрық")
    assert [one["signing"] for one in kept["stages"]] == [True]
    terminal.refused("route", "add", "--name-ru", "Пустой")
    terminal.refused("route", "add", "--name-ru", "Чужой", "--stage", "Никто")
    terminal.refused("route", "add", "--name-ru", "Срок", "--stage", f"{HEAD} | soon")
    terminal.json("route", "remove", "Бұйрық")
    assert terminal.json("route", "list") == []
    assert terminal.json("route", "list", "--all")[0]["closed"]


def test_a_history_tells_of_an_approval(terminal: Terminal, document: str) -> None:
    """What happened to an approval is told in sentences."""
    id = terminal.json("approve", "start", document, "--stage", HEAD)["id"]
    terminal.json("approve", "visa", id, "remarks", "--remarks", "Исправить дату")
    told = terminal("history", id).out
    assert "agreed with remarks" in told
    assert "Исправить дату" in told
