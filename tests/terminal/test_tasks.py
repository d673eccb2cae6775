"""Resolutions, tasks, acquaintance and control on the terminal, as a script uses them."""

import json
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal
from tests.terminal.days import day

HEAD, BOSS, OTHER = "Иванова А.", "Петров П.", "Серик С."


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    """Give a terminal in an office of three."""
    for name in (BOSS, OTHER):
        terminal.json("person", "add", "--name-ru", name)
    return terminal


def test_a_letter_is_resolved_done_and_off_control(desk: Terminal, letter: Path) -> None:
    """From handing over to acceptance, every verb answers where the task stands."""
    document = desk.register("О путёвках")["id"]
    asked = desk.json("resolution", "ask", document, "--head", HEAD)
    assert asked["status"] == "asked"
    two = ("--executor", BOSS, "--executor", OTHER)
    issued = desk.json(
        *("resolve", document, "--text-ru", "Подготовить ответ", *two, "--due", day(20))
    )
    assert (issued["id"], issued["status"]) == (asked["id"], "issued")
    (task,) = issued["tasks"]
    desk.json("task", "report", task, "--text", "Смета готова", "--executor", OTHER)
    desk.json("task", "extend", task, "--until", day(30), "--reason", "Нет данных")
    assert desk.json("task", "extend", task, "--grant")["due"] == day(30)
    told = desk.json("task", "report", task, "--text", "Ответ направлен", "--file", letter)
    assert told["status"] == "on_review"
    assert desk.json("task", "return", task, "--comment", "Мало")["status"] == "returned"
    desk.json("task", "report", task, "--text", "Ответ направлен")
    (row,) = desk.json("control")
    assert (row["id"], row["status"], row["late"]) == (task, "on_review", False)
    accepted = desk.json("task", "accept", task, "--quality", "5")
    assert accepted["status"] == "done"
    assert desk.json("control") == []
    shown = desk.json("task", "show", task)
    assert [one["verdict"] for one in shown["reports"]] == ["declined", "agreed"]
    assert [one["executor"] for one in shown["parts"]] == [OTHER]
    assert [(one["was"], one["due"]) for one in shown["terms"]] == [(day(20), day(30))]
    assert [one["name"] for one in shown["files"]] == [letter.name]
    assert (shown["returns"], shown["moved"]) == (1, 1)
    whole = desk.json("resolution", "list", document)
    assert (whole["state"], len(whole["tasks"])) == ("done", 1)
    card = desk.json("show", document)
    assert (card["resolution"], card["executed_on"]) == ("Подготовить ответ", day(0))
    (moved,) = desk.json("control", "--moved")
    assert (moved["was"], moved["reason"]) == (day(20), "Нет данных")


def test_a_head_sees_who_handed_a_document_over(desk: Terminal) -> None:
    """A resolution that is waited for comes from who asked for it, not from the head."""
    me = desk.json("members")[0]["person"]
    days = ("--from", day(), "--to", day(3))
    desk.json("deputy", "name", me, "--for", BOSS, *days)
    document = desk.register("О путёвках")["id"]
    desk.json("resolution", "ask", document, "--head", BOSS)
    (group,) = desk.json("inbox")["groups"]
    (row,) = group["rows"]
    assert (row["act"], row["from"], row["behalf_name"]) == ("resolve", me, BOSS)


def test_several_tasks_at_once(desk: Terminal, tmp_path: Path) -> None:
    """Several tasks of one resolution come from a file; what does not fit is refused by name."""
    document = desk.register("О путёвках")["id"]
    plan = tmp_path / "plan.json"
    items = [
        {"executors": [BOSS], "text_ru": "Подготовить ответ", "term": "3w"},
        {"executors": [OTHER, BOSS], "text_kk": "Ұсыныс енгізіңіз", "control": False},
    ]
    plan.write_text(json.dumps(items), encoding="utf-8")
    issued = desk.json("resolve", document, "--tasks", plan, "--text-ru", "К исполнению")
    assert len(issued["tasks"]) == 2
    assert [row["id"] for row in desk.json("control")] == [issued["tasks"][0]]
    assert len(desk.json("task", "list")) == 2
    recalled = desk.json("resolution", "recall", issued["id"], "--reason", "Ошибка")
    assert recalled["status"] == "recalled"
    assert desk.json("task", "list") == []
    plan.write_text('[{"whom": []}]', encoding="utf-8")
    assert "tasks of the resolution" in desk.refused("resolve", document, "--tasks", plan)
    assert "Cannot read" in desk.refused("resolve", document, "--tasks", tmp_path / "нет.json")
    assert "Nobody called" in desk.refused(
        "resolve", document, "--executor", "Никто", "--text-ru", "х"
    )


def test_overdue_and_soon(desk: Terminal) -> None:
    """The controller's lists are by term; the summary says who is late."""
    late = desk.json(
        *("task", "give", "--executor", BOSS, "--text-ru", "Справка", "--on", day(-9)),
        *("--due", day(-1), "--basis", "Протокол № 3"),
    )["id"]
    soon = desk.json("task", "give", "--executor", OTHER, "--text-ru", "Акт", "--due", day(2))["id"]
    assert [row["id"] for row in desk.json("control", "--overdue")] == [late]
    assert [row["id"] for row in desk.json("control", "--soon", "3")] == [soon]
    assert [row["id"] for row in desk.json("control", "--executor", OTHER)] == [soon]
    assert [row["id"] for row in desk.json("control", "--after", late)] == [soon]
    found = desk.json("discipline", "--since", day(-30), "--until", day(0))
    assert (found["total"]["given"], found["total"]["overdue"]) == (2, 1)
    assert found["executors"][0]["executor"] == BOSS
    assert len(desk.json("discipline", "--months", "3")) == 3
    moved = ("task", "move", late, "--term", "5w", "--reason", "Отпуск", "--executor", OTHER)
    desk.json(*moved)
    assert desk.json("control", "--overdue") == []
    assert desk.json("task", "remove", soon, "--reason", "Не нужно")["status"] == "removed"
    assert desk.json("task", "reopen", soon, "--reason", "Ошибка")["status"] == "in_work"
    weekly = ("--repeat", "weekly", "--due", day(1))
    again = desk.json("task", "give", "--executor", BOSS, "--text-ru", "Отчёт", *weekly)["id"]
    assert desk.json("task", "renew") == []
    desk.json("task", "remove", again, "--series", "--reason", "Не нужно")
    assert "does not come again" in desk.refused(
        "task", "remove", again, "--series", "--reason", "Ещё раз"
    )


def test_who_has_read_it(desk: Terminal) -> None:
    """People are asked, confirm, and are added; the paper sheet is written down."""
    document = desk.register("Приказ")["id"]
    id = desk.json(
        *("acquaint", "ask", document, "--person", HEAD, "--person", BOSS, "--term", "3w")
    )["id"]
    desk.json("acquaint", "confirm", id)
    done = desk.json("acquaint", "confirm", id, "--person", BOSS, "--on", day(-1))
    assert (done["status"], done["people"][1]["by"]) == ("done", HEAD)
    again = desk.json("acquaint", "ask", id, "--add", "--person", OTHER)
    assert again["status"] == "open"
    off = desk.json("acquaint", "close", id, "--person", OTHER, "--reason", "Отпуск")
    assert off["status"] == "done"
    (listed,) = desk.json("acquaint", "list", document)
    assert [one["person"] for one in listed["people"]] == [HEAD, BOSS]


def test_ready_phrases(desk: Terminal) -> None:
    """What the program brings is offered until it is taken off; one's own come first."""
    stock = desk.json("phrase", "list", "--use", "resolution")
    assert {"К исполнению", "В дело"} <= {one["text_ru"] for one in stock}
    own = desk.json("phrase", "keep", "--text-ru", "Срочно!", "--text-kk", "Шұғыл!")["id"]
    desk.json("phrase", "remove", "h-file")
    desk.json("phrase", "keep", "h-execute", "--text-ru", "Исполнить", "--text-kk", "Орындау")
    found = desk.json("phrase", "list", "--use", "resolution")
    assert found[0]["id"] == own
    assert {"Исполнить"} == {one["text_ru"] for one in found if one["id"] == "h-execute"}
    assert "h-file" not in {one["id"] for one in found}


def test_a_person_reads_tables_and_sentences(desk: Terminal) -> None:
    """Without --json there is a table, a line of totals, and history in words."""
    document = desk.register("О путёвках")["id"]
    issued = desk.json(
        *("resolve", document, "--text-ru", "Подготовить ответ", "--executor", BOSS, "--term", "3w")
    )
    (task,) = issued["tasks"]
    assert "On control: 1;" in desk("control").out
    assert BOSS in desk("resolution", "list", document).out
    assert "In all" in desk("discipline").out
    told = desk("history", task).out
    assert f"gave a task: {BOSS} — Подготовить ответ, until" in told
    assert "(3 working days)" in told
    assert "issued a resolution" in desk("history", issued["id"]).out
