"""Deputies, working days and the inbox on the terminal."""

from tests.terminal.conftest import Terminal
from tests.terminal.days import day, year


def founder(terminal: Terminal) -> str:
    """Return the id of who founded the organisation."""
    return terminal.json("members")[0]["person"]


def add_person(terminal: Terminal, name: str) -> str:
    """Add a person to the first office."""
    office = terminal.json("members")[0]["office"]
    return terminal.json("person", "add", "--name-ru", name, "--office", office)["id"]


def test_a_deputy_is_named_listed_and_ended(terminal: Terminal) -> None:
    """By name or id; for another person, for some kinds, on the basis of an order."""
    me, head = founder(terminal), add_person(terminal, "Абенов Б.")
    days = ("--from", day(), "--to", day(10))
    named = terminal.json(
        *("deputy", "name", me, "--for", "Абенов Б.", *days),
        *("--kind", "orders", "--kind", "internal", "--basis", "Приказ № 4"),
    )
    assert named["lacking"] == []
    (row,) = terminal.json("deputy", "list")
    assert row == {
        "id": named["id"],
        "person": head,
        "person_name": "Абенов Б.",
        "deputy": me,
        "deputy_name": row["deputy_name"],
        "from": day(),
        "to": day(10),
        "kinds": ["orders", "internal"],
        "basis": "Приказ № 4",
        "lasting": "now",
        "named_by": me,
    }
    assert "acts now" in terminal("deputy", "list").out
    said = terminal("history", named["id"]).out
    assert "to act for Абенов Б. from" in said
    terminal.json("deputy", "end", named["id"])
    assert terminal.json("deputy", "list") == []
    assert terminal.json("deputy", "list", "--all", "--person", me)[0]["lasting"] == "ended"
    assert "was ended already" in terminal.refused("deputy", "end", named["id"])


def test_who_cannot_take_part_cannot_act_for_anybody(terminal: Terminal) -> None:
    """Nor oneself for oneself, nor somebody nobody knows, nor in days that have gone by."""
    add_person(terminal, "Абенов Б.")
    days = ("--from", day(), "--to", day(10))
    assert "give them a role first" in terminal.refused("deputy", "name", "Абенов Б.", *days)
    assert "own deputy" in terminal.refused("deputy", "name", founder(terminal), *days)
    terminal.refused("deputy", "name", "Никто", *days)
    past = ("--from", "2020-01-01", "--to", "2020-02-01")
    terminal.refused("deputy", "name", founder(terminal), "--for", "Абенов Б.", *past)


def test_the_calendar_is_listed_marked_and_asked(terminal: Terminal) -> None:
    """A day that is marked counts at once, and taken back no more."""
    asked = ("calendar", "due", "2026-03-19", "3", "working")
    assert terminal.json(*asked)["due"] == "2026-03-27"
    terminal.json(
        *("calendar", "mark", "2026-03-26", "holiday", "--name-ru", "Выходной"),
        *("--name-kk", "Демалыс", "--source", "Постановление № 1"),
    )
    assert terminal.json(*asked)["due"] == "2026-03-30"
    listed = terminal.json("calendar", "list", "--year", "2026")
    stated = [day for day in listed if day["stated"]]
    assert [(day["date"], day["kind"], day["name_kk"]) for day in stated] == [
        ("2026-03-26", "holiday", "Демалыс")
    ]
    assert "Постановление № 1" in terminal("calendar", "list", "--year", "2026").out
    terminal.json("calendar", "clear", "2026-03-26")
    assert terminal.json(*asked)["due"] == "2026-03-27"
    terminal.refused("calendar", "clear", "2026-03-26")
    assert terminal.json("calendar", "list") == terminal.json("calendar", "list", "--year", year())


def test_a_type_offers_a_term_that_is_taken_on_request(terminal: Terminal) -> None:
    """Never by itself, and not where a term was written by hand."""
    made = terminal.json(
        *("type", "add", "--name-ru", "Жалоба-1", "--kind", "incoming", "--term", "15w")
    )["id"]
    listed = {one["id"]: one for one in terminal.json("type", "list")}
    assert (listed[made]["term"], listed[made]["unit"]) == (15, "working")
    due = terminal.json("calendar", "due", day(), "15", "working")["due"]
    for n, (words, expected) in enumerate(
        (((), None), (("--due-by-type",), due), (("--due-by-type", "--due", day(10)), day(10)))
    ):
        given = terminal.register(f"Жалоба {n}", "--type", "Жалоба-1", *words)
        shown = terminal.json("show", given["id"])
        assert shown["due"] == expected
        by_rule = {"n": 15, "unit": "working", "start": day()}
        assert shown["rule"] == (by_rule if n == 1 else None)
    terminal.json("type", "change", made, "--no-term")
    listed = {one["id"]: one for one in terminal.json("type", "list")}
    assert listed[made]["term"] is None


def test_a_term_is_counted_again_only_when_it_is_asked_for(terminal: Terminal) -> None:
    """By the calendar as it is then; a date written by hand has no rule."""
    given = terminal.register("Письмо")["id"]
    counted = terminal.json("due", given, "--term", "3w", "--from", "2026-03-19")
    assert counted == {
        "id": given,
        "due": "2026-03-27",
        "start": "2026-03-19",
        "n": 3,
        "unit": "working",
    }
    terminal.json("calendar", "mark", "2026-03-26", "holiday")
    assert terminal.json("show", given)["due"] == "2026-03-27"
    assert terminal.json("due", given)["due"] == "2026-03-30"
    assert "3 working days, from 19.03.2026" in terminal("show", given).out
    assert "counted the term: 3 working days from 19.03.2026" in terminal("history", given).out
    terminal.json("change", given, "due=2026-05-05")
    assert terminal.json("show", given)["rule"] is None
    assert "term" in terminal.refused("due", given)
    outgoing = terminal.json(
        "register", "outgoing", "--journal", "ИСХ", "--to", "Школа", "--subject-ru", "А"
    )
    terminal.refused("due", outgoing["id"], "--term", "3w")


def test_an_inbox_tells_what_waits(terminal: Terminal) -> None:
    """With counts, act by act; nothing where nothing waits; and the digest of the day."""
    empty = terminal.json("inbox")
    assert (empty["count"], empty["groups"]) == (0, [])
    assert "Nothing waits for you." in terminal("inbox").out
    assert terminal.json("inbox", "--act", "approve") == []
    digest = terminal.json("inbox", "--digest")
    assert {digest[part]["count"] for part in ("new", "late", "today", "tomorrow")} == {0}
    assert digest["day"] == day() < digest["next_day"]
    assert "overdue 0" in terminal("inbox", "--digest").out
