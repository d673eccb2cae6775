"""Courses, staff, sessions and marks on the terminal, as a script uses them."""

from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal
from tests.terminal.days import day
from tests.terminal.trained import AIGUL, BERIK, BRANCH, DINA, PEOPLE, VERA, at_branch, planned


@pytest.fixture
def desk(blank: Terminal, trained_home: Path) -> Terminal:
    """Give a terminal in an organisation with a branch of four and a course."""
    at_branch(blank, trained_home)
    return blank


def marks(desk: Terminal, session: str) -> dict[str, str]:
    """Return what is marked of whom."""
    people = desk.json("training", "session", "show", session)["people"]
    return {one["person"]: one["mark"] for one in people}


def test_a_session_from_plan_to_certificate(desk: Terminal) -> None:
    """Planned, marked but for two, held; certificates have numbers of their own journal."""
    session = planned(desk, "Асанова А.", "берик болат", "Власова", "Дина Д.")
    told = desk.json(
        *("training", "mark", session, "--all-present", "--except", "Асанова", "Дина Д.")
    )
    assert (told["unmarked"], told["people"]) == (0, 4)
    assert marks(desk, session) == {
        AIGUL: "absent",
        BERIK: "present",
        VERA: "present",
        DINA: "absent",
    }
    assert desk.json("training", "session", "hold", session)["status"] == "held"
    drafts = desk.json("training", "certificate", "issue", session)
    assert [one["number"] for one in drafts] == ["", ""]
    given = desk.json("training", "certificate", "issue", session, "--open-journal")
    assert [(one["person"], one["number"]) for one in given] == [
        (BERIK, "СЕРТ-1"),
        (VERA, "СЕРТ-2"),
    ]
    assert [one["document"] for one in given] == [one["document"] for one in drafts]
    assert desk.json("training", "certificate", "issue", session, "--open-journal") == given
    desk.json("annul", given[0]["document"], "--reason", "Испорчен")
    listed = desk.json("training", "certificate", "list", session)
    assert [(one["number"], one["state"]) for one in listed] == [
        ("СЕРТ-1", "annulled"),
        ("СЕРТ-2", "valid"),
    ]


def test_a_mark_is_put_right_with_a_reason(desk: Terminal) -> None:
    """Marking twice is refused by name; a correction needs a reason and stays in the history."""
    session = planned(desk, AIGUL)
    desk.json("training", "mark", session, "Асанова", "--result", "90", "--remark", "отлично")
    assert marks(desk, session) == {AIGUL: "present, result 90, отлично"}
    assert AIGUL in desk.refused("training", "mark", session, "Асанова", "--absent")
    line = ("training", "correct", session, "Асанова", "--absent")
    assert "reason" in desk.misused(*line)
    desk.json(*line, "--reason", "Перепутали")
    assert marks(desk, session) == {AIGUL: "absent"}
    told = desk.json("training", "session", "show", session, "--history")
    assert told[-1]["sentence"].endswith(
        f"put right of {AIGUL}: present, result 90, отлично → absent: Перепутали"
    )
    shown = desk("training", "session", "show", session, "--history")
    assert [one["sentence"] for one in told] == shown.out.splitlines()


def test_people_are_added_on_the_spot(desk: Terminal) -> None:
    """Who was not invited is marked, and who is not in the directory is added to it."""
    session = planned(desk, AIGUL)
    desk.json("training", "mark", session, "Власова Вера")
    desk.json("training", "mark", session, "--new", "Ерлан Е.", "--office", "аягоз", "--absent")
    assert marks(desk, session) == {AIGUL: "", VERA: "present", "Ерлан Е.": "absent"}
    assert "Ерлан Е." in [one["person"] for one in desk.json("staff", "list", "--office", "АЯГ")]


def test_a_session_is_changed_invited_to_and_cancelled(desk: Terminal) -> None:
    """What is said of it changes field by field; a cancelled one says why."""
    session = planned(desk, AIGUL, on=3)
    act = ("training", "session")
    desk.json(*act, "change", session, "--form", "remote", "--ends", day(4), "--place", "")
    desk.json(*act, "invite", session, "Берік", "Власова")
    assert desk.json(*act, "uninvite", session, "Асанова")["people"] == 2
    assert "future" in desk.refused(*act, "hold", session)
    desk.json(*act, "cancel", session, "--reason", "Карантин")
    shown = desk.json(*act, "show", session)
    assert (shown["form"], shown["ends"], shown["place"]) == ("remote", day(4), "")
    assert (shown["status"], shown["cancelled"]) == ("cancelled", "Карантин")
    assert [one["person"] for one in shown["people"]] == [BERIK, VERA]


def test_letters_go_to_the_offices(desk: Terminal) -> None:
    """One letter for each office, registered where a journal is named; asking again makes none."""
    session = planned(desk, AIGUL)
    (draft,) = desk.json("training", "invite-letters", session, "--language", "ru")
    assert (draft["number"], draft["office_names"], draft["made"]) == ("", [BRANCH], True)
    (sent,) = desk.json("training", "invite-letters", session, "--journal", "ИСХ")
    assert (sent["document"], sent["number"]) == (draft["document"], "1")
    assert desk.json("show", draft["document"])["subject_ru"].startswith("О проведении обучения")


def test_a_course_gets_other_rules(desk: Terminal) -> None:
    """A revision changes what is said and keeps the rest; a closed course is listed when asked."""
    act = ("training", "course")
    rules = ("--threshold", "60", "--position", "делопр", "--level", "branch", "--anew")
    told = desk.json(*act, "revise", "документооборот", *rules)
    shown = desk.json(*act, "show", told["id"])
    first, second = shown["editions"]
    assert (first["months"], second["months"], second["hours"]) == (12, 12, 8)
    assert (second["threshold"], second["anew"]) == (60, True)
    assert second["audience"]["levels"] == ["branch"]
    assert "positions: Делопроизводитель" in shown["rules"]
    desk.json(*act, "change", told["id"], "--title-kk", "Құжат айналымы")
    desk.json(*act, "revise", "айналым", "--on", day(1), "--everybody", "--threshold", "0")
    last = desk.json(*act, "show", "Айналымы")["editions"][-1]
    assert not last.get("audience")
    assert "threshold" not in last
    desk.json(*act, "close", told["id"])
    assert desk.json(*act, "list") == []
    assert [one["closed"] for one in desk.json(*act, "list", "--all")] == [day(0)]
    assert desk.json(*act, "close", told["id"], "--open")["closed"] is None


def test_staff_comes_moves_and_leaves(desk: Terminal) -> None:
    """Where somebody works on a day is answered by the days that were stated."""
    moved = desk.json("staff", "move", "Асанова А.", "--on", day(-5), "--position", "делопроизв")
    assert desk.json("staff", "leave", "Берик", "--on", day(-2))["left"] == day(-2)
    desk.json("staff", "correct", "Власова", "--phone", "8 7222 1", "--joined", day(-100))
    now = {one["person"]: one["position"] for one in desk.json("staff", "list", "--office", "АЯГ")}
    assert now == {AIGUL: "Делопроизводитель", VERA: "", DINA: ""}
    before = desk.json("staff", "list", "--office", "АЯГ", "--on", day(-10))
    assert {one["person"]: one["position"] for one in before} == dict.fromkeys(PEOPLE, "")
    all_of_them = desk.json("staff", "list", "--office", "АЯГ", "--left")
    assert [one["left"] for one in all_of_them if one["person"] == BERIK] == [day(-2)]
    shown = desk.json("staff", "show", moved["id"])
    assert [one["position"] for one in shown["stays"]] == ["", "Делопроизводитель"]
    assert shown["stays"][0]["until"] == day(-6)
    told = desk.json("staff", "show", "Власова", "--history")
    assert [one["kind"] for one in told] == ["person.added", "person.changed"]


def test_a_name_that_fits_several_is_refused_with_them(desk: Terminal) -> None:
    """Nobody is marked who was not meant: a name shared by two needs the office, or the id."""
    desk.json("staff", "add", "--name-ru", VERA)
    session = planned(desk)
    said = desk.refused("training", "session", "invite", session, VERA)
    assert BRANCH in said
    assert "Комитет" in said
    desk.json("training", "session", "invite", session, VERA, "--office", "аягоз")
    desk.json("training", "mark", session, VERA)
    (row,) = desk.json("training", "session", "show", session)["people"]
    assert row["office_name"] == BRANCH


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("staff", "show", "Никто Н."), "Никто Н."),
        (("staff", "add", "--name-ru", "А", "--office", "Марс"), "no office"),
        (("staff", "add", "--name-ru", "А", "--position", "Космонавт"), "no position"),
        (("staff", "add", "--name-ru", "А", "--unit", "Отдел"), "no unit"),
        (("training", "course", "show", "Черчение"), "no course"),
        (("training", "session", "show", "v0000000000000000"), "no such training session"),
        (("training", "mark", "v0000000000000000", "А"), "no such training session"),
    ],
)
def test_what_is_not_there_is_refused_by_name(
    desk: Terminal, line: tuple[str, ...], said: str
) -> None:
    """A name nobody knows is said in one sentence."""
    assert said in desk.refused(*line)


def test_a_person_reads_tables(desk: Terminal, tmp_path: Path) -> None:
    """Without --json the same is said in tables with names, not ids."""
    session = planned(desk, AIGUL)
    shown = desk("training", "session", "show", session).out
    assert AIGUL in shown
    assert BRANCH in shown
    assert "for everybody; 8 hours" in desk("training", "course", "list").out
    assert "Nothing found." in desk("training", "certificate", "list", session).out
    plain = tmp_path / "лист.txt"
    plain.write_text("не скан")
    assert desk.refused("training", "session", "sheet", plain)
    assert desk.json("training", "session", "sheet", plain, session)["id"] == session
