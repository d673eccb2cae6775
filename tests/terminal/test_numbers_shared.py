"""Who gives the numbers of a journal, from a shell."""

from tests.terminal.conftest import Terminal


def test_each_workplace_may_count_for_itself(terminal: Terminal) -> None:
    """Its numbers bear its suffix from the first one on."""
    terminal.json(
        *("journal", "add", "--index", "ФЛ", "--kind", "internal", "--title-ru", "Филиал"),
        *("--policy", "suffix"),
    )
    given = terminal.json("register", "internal", "--journal", "ФЛ", "--subject-ru", "О графике")
    assert given["number"] == "1-k1"
    listed = {one["index"]: one["policy"] for one in terminal.json("journal", "list")}
    assert listed == {"ВХ": "exclusive", "ИСХ": "exclusive", "ВН": "exclusive", "ФЛ": "suffix"}


def test_one_workplace_may_give_all_numbers(terminal: Terminal) -> None:
    """This one unless another is named, and a stranger's cannot be."""
    changed = terminal.json("journal", "policy", "ВХ", "registrar")
    assert changed["policy"] == "registrar"
    assert terminal.register("Первое")["number"] == "1"
    assert "stranger" in terminal.refused(
        *("journal", "policy", "ВХ", "registrar", "--registrar", "stranger")
    )
    assert terminal.refused("journal", "policy", "ВХ", "registrar")


def test_a_number_that_is_not_disputed_stays(terminal: Terminal) -> None:
    """And the page of numbers says that none is, and that nothing waits."""
    given = terminal.register("Первое")
    assert "disputed" in terminal.refused("renumber", given["id"], "--reason", "так лучше")
    page = terminal.json("numbers", "--journal", "ВХ")
    assert (page["twice"], page["disputed"], page["awaiting"]) == ([], [], [])
    shown = terminal.json("show", given["id"])
    assert (shown["awaiting"], shown["disputed"], shown["former"]) == ("", "", [])
