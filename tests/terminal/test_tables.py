"""What a person reads in a terminal, in their language: headings, codes, times, names."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from edo.change import is_id
from tests.terminal.conftest import Terminal
from tests.terminal.days import day

HEAD, OTHER = "Иванова А.", "Серік С."
OF_NO_LANGUAGE = {"sha"}
"""What is written alike everywhere; so are ids, and names with a hyphen."""


@pytest.fixture
def story(terminal: Terminal, letter: Path) -> dict[str, str]:
    """Make one of everything that is on its way: route, approval, resolution, task, readers."""
    terminal.json("person", "add", "--name-ru", OTHER)
    terminal.json("position", "add", "--name-ru", "Юрист")
    stage = f"{HEAD}; @Юрист | parallel any 2w"
    kept = ("--name-ru", "Обычный", "--kind", "outgoing", "--kind", "internal")
    terminal.json("route", "add", *kept, "--stage", stage, "--signer", HEAD)
    document = terminal.register("О путёвках", "--file", letter)["id"]
    approval = terminal.json("approve", "start", document, "--stage", f"{HEAD} | 1d")["id"]
    line = ("--text-ru", "Подготовить", "--executor", HEAD, "--executor", OTHER)
    issued = terminal.json("resolve", document, *line, "--due", day(7))
    task = issued["tasks"][0]
    terminal.json("task", "report", task, "--text", "Часть", "--file", letter, "--executor", OTHER)
    terminal.json("task", "give", "--parent", task, "--executor", OTHER, "--text-ru", "Справка")
    terminal.json("task", "move", task, "--term", "9d", "--reason", "Отпуск")
    terminal.json("acquaint", "ask", document, "--person", OTHER)
    days = ("--from", day(), "--to", day(7), "--kind", "incoming")
    me = terminal.json("members")[0]["person"]
    terminal.json("deputy", "name", me, "--for", OTHER, *days)
    return {"document": document, "approval": approval, "task": task}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_english_is_left(terminal: Terminal, story: dict[str, str], language: str) -> None:
    """Tables, records and totals of everything on its way are in the person's language."""
    document, approval, task = story["document"], story["approval"], story["task"]
    asked = [
        *(("route", "list"), ("approve", "show", document), ("approve", "show", approval)),
        *(("approve", "nearing"), ("inbox",), ("inbox", "--digest"), ("deputy", "list")),
        *(("resolution", "list", document), ("task", "show", task), ("task", "list")),
        *(("control",), ("control", "--moved"), ("discipline",), ("discipline", "--months", "2")),
        *(("acquaint", "list", document), ("phrase", "list"), ("letter", "states", document)),
        *(("calendar", "mark", day(7), "holiday", "--name-ru", "Праздник"), ("letter", "tray")),
        *(("acquaint", "ask", document, "--person", HEAD),),
        *(("calendar", "list"), ("due", document, "--term", "3w"), ("history", document)),
        *(("history", approval), ("history", task), ("show", document), ("refused",)),
    ]
    for words in asked:
        said = terminal("--language", language, *words)
        assert said.code == 0, said.err
        assert not _english(said.out), (words, _english(said.out), said.out)


def test_a_route_shows_its_stages(terminal: Terminal, story: dict[str, str]) -> None:
    """Who decides, in which order, and how long they have stands in the list."""
    del story
    told = " ".join(terminal("--language", "ru", "route", "list").out.split())
    assert f"1. {HEAD}, Юрист (параллельно, решает первый, 2 рабочих дня)" in told
    assert f"; 2. {HEAD} (подписание)" in told
    (kept,) = terminal.json("route", "list")
    assert [one["term"] for one in kept["stages"]] == ["2w", ""]


def test_moments_are_read_by_scripts(terminal: Terminal, story: dict[str, str]) -> None:
    """A moment in JSON is written as ISO 8601 whatever the language, and people have ids."""
    (moved,) = terminal.json("control", "--moved")
    (term,) = terminal.json("task", "show", story["task"])["terms"]
    assert datetime.fromisoformat(moved["at"]) == datetime.fromisoformat(term["at"])
    me = terminal.json("members")[0]["person"]
    shown = terminal.json("task", "show", story["task"])
    assert (shown["author_id"], shown["executor_ids"][0]) == (me, me)
    (part,) = shown["tasks"]
    assert part["part_of"] == story["task"]


def test_a_task_is_shown_so_that_it_can_be_read(
    terminal: Terminal, story: dict[str, str], letter: Path
) -> None:
    """Its parts are a table that fits, its reports name files and not their hashes."""
    said = terminal("--language", "ru", "task", "show", story["task"]).out
    assert letter.name in said
    assert not re.search(r"[0-9a-f]{64}", said.partition("файлы:\n")[0])
    assert all(len(line) <= 200 for line in said.splitlines())
    assert "Справка" in said


def test_a_plan_that_does_not_fit_is_refused_in_words(
    terminal: Terminal, story: dict[str, str], tmp_path: Path
) -> None:
    """The refusal names the file and the place in it, in no foreign words."""
    plan = tmp_path / "план.json"
    plan.write_text(json.dumps([{"executors": [HEAD], "due": 7}]), encoding="utf-8")
    words = ("resolve", story["document"], "--text-ru", "х", "--tasks", plan)
    said = terminal.refused("--language", "ru", *words)
    assert "план.json $[0].due" in said


def _english(said: str) -> list[str]:
    words = re.findall(r"(?<![\w.«№-])[A-Za-z]{3,}(?![\w.])", said)
    return [word for word in words if word not in OF_NO_LANGUAGE and not is_id(word[0], word)]
