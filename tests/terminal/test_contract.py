"""Every verb a script may count on: what it answers, key by key."""

from pathlib import Path

from pypdf import PdfReader

from tests.terminal.conftest import Terminal
from tests.terminal.days import day, year
from tests.transfer.files import pdf


def test_founding_answers_who_and_where(blank: Terminal) -> None:
    """An organisation is founded once; a second founding is refused and changes nothing."""
    names = ("--organisation", "Профсоюз", "--office", "Комитет", "--person", "Иванова")
    answer = blank.json("found", *names)
    assert set(answer) == {"organisation", "office", "person", "home"}
    assert "founded here already" in blank.refused("found", *names)
    assert blank.json("list") == []


def test_journals_are_opened_and_listed(terminal: Terminal) -> None:
    """A journal has an index, a kind, two titles and a template."""
    terminal.json(
        *("journal", "add", "--index", "ПР", "--kind", "orders", "--title-ru", "Приказы"),
        *("--title-kk", "Бұйрықтар", "--template", "{n}-п"),
    )
    listed = {one["index"]: one for one in terminal.json("journal", "list")}
    assert set(listed) == {"ВХ", "ИСХ", "ВН", "ПР"}
    assert listed["ПР"]["kind"] == "orders"
    assert listed["ПР"]["title_kk"] == "Бұйрықтар"
    assert listed["ПР"]["template"] == "{n}-п"


def test_correspondents_are_added_listed_and_merged(terminal: Terminal) -> None:
    """A duplicate is merged into the entry that is kept, and its documents move there."""
    keep = terminal.json(
        *("correspondent", "add", "--name-ru", "Министерство", "--name-kk", "Министрлік"),
        *("--bin", "941240000004"),
    )["id"]
    given = terminal.register("Первое")
    listed = terminal.json("correspondent", "list")
    other = next(one["id"] for one in listed if one["id"] != keep)
    merged = terminal.json("correspondent", "merge", keep, other)
    assert (merged["id"], merged["merged"], merged["documents"]) == (keep, other, 1)
    assert [one["id"] for one in terminal.json("correspondent", "list")] == [keep]
    assert terminal.json("show", given["id"])["correspondent"] == "Министерство"


def test_registering_answers_four_things(terminal: Terminal, letter: Path) -> None:
    """Incoming, outgoing and internal documents get id, number, date and journal."""
    incoming = terminal.register(
        *("О путёвках", "--subject-kk", "Жолдамалар туралы", "--their-number", "A-1312/B"),
        *("--their-date", day(), "--sheets", "3", "--on", day()),
        *("--file", letter),
    )
    outgoing = terminal.json(
        *("register", "outgoing", "--journal", "ИСХ", "--to", "Школа № 8", "Школа № 9"),
        *("--subject-ru", "Ответ", "--reply-to", incoming["id"]),
    )
    internal = terminal.json("register", "internal", "--journal", "ВН", "--subject-ru", "О графике")
    for answer, journal in ((incoming, "ВХ"), (outgoing, "ИСХ"), (internal, "ВН")):
        assert set(answer) == {"id", "number", "date", "journal"}
        assert (answer["number"], answer["journal"]) == ("1", journal)
        assert answer["date"] == day()
    shown = terminal.json("show", incoming["id"])
    assert (shown["sheets"], shown["their_number"]) == (3, "A-1312/B")
    assert [file["name"] for file in shown["files"]] == ["письмо.txt"]
    assert shown["links"][0] | {"date": ""} == {
        "link": "reply",
        "back": True,
        "id": outgoing["id"],
        "number": "1",
        "date": "",
        "subject": "Ответ",
    }
    assert terminal.json("show", outgoing["id"])["correspondent"] == "Школа № 8; Школа № 9"


def test_a_list_pages_by_the_last_document(terminal: Terminal) -> None:
    """Pages follow one another without a gap, newest first, and by year and journal."""
    ids = [terminal.register(f"Письмо {n}")["id"] for n in range(5)]
    first = terminal.json("list", "--journal", "ВХ", "--year", year(), "--limit", "2")
    second = terminal.json("list", "--journal", "ВХ", "--limit", "2", "--after", first[-1]["id"])
    third = terminal.json("list", "--limit", "2", "--after", second[-1]["id"])
    assert [one["id"] for one in (*first, *second, *third)] == ids[::-1]
    assert {"id", "number", "date", "subject", "correspondent", "state"} <= set(first[0])
    assert terminal.json("list", "--year", "1999") == []
    assert terminal.json("list", "--journal", "ИСХ") == []


def test_every_order_can_be_turned(terminal: Terminal) -> None:
    """Whatever a list is sorted by, ascending is descending turned round."""
    for subject in ("Бета", "Альфа", "Гамма"):
        terminal.register(subject)
    for sort in ("date", "number", "subject"):
        down = [one["id"] for one in terminal.json("list", "--sort", sort)]
        up = [one["id"] for one in terminal.json("list", "--sort", sort, "--ascending")]
        assert up == down[::-1]


def test_search_finds_words_scraps_and_texts(terminal: Terminal, letter: Path) -> None:
    """Word forms, a scrap of their number and the text of a file all find the document."""
    id = terminal.register("О выплатах", "--their-number", "A-1312/B", "--file", letter)["id"]
    for text in ("выплата", "1312", "санатории"):
        assert [one["id"] for one in terminal.json("search", text)] == [id], text
    for nothing in ("", "*", '"', "OR (", "'; DROP TABLE documents", "😀", "я" * 60_000):
        assert terminal.json("search", nothing) == []


def test_history_tells_every_change(terminal: Terminal) -> None:
    """Each change of a card is a sentence with its moment and its person."""
    id = terminal.register("О путёвках")["id"]
    terminal.json("change", id, "subject_ru=О льготных путёвках", "sheets=2")
    told = terminal.json("history", id)
    assert [one["kind"] for one in told] == ["document.registered", "document.changed"]
    assert "О льготных путёвках" in told[1]["sentence"]
    assert told[1]["person"] == "Иванова А."


def test_an_annulled_number_stays_and_is_explained(terminal: Terminal) -> None:
    """Annulling needs a reason, happens once, and the page of numbers tells it."""
    id = terminal.register("Ошибочное")["id"]
    assert terminal.json("annul", id, "--reason", "Задвоено") == {"id": id, "state": "cancelled"}
    assert "annulled already" in terminal.refused("annul", id, "--reason", "Ещё раз")
    assert terminal.register("Следующее")["number"] == "2"
    numbers = terminal.json("numbers", "--journal", "ВХ", "--year", year())
    assert numbers["last"] == 2
    assert numbers["annulled"] == [{"number": "1", "id": id, "reason": "Задвоено"}]
    assert numbers["missing"] == numbers["reserved"] == []


def test_reserved_numbers_wait_for_their_owner(terminal: Terminal) -> None:
    """A reserve holds the next numbers; one is used by hand, one given back, the rest wait."""
    until = day()
    line = ("reserve", "--journal", "ВХ", "--count", "3", "--for", "Приёмная", "--until", until)
    assert terminal.json(*line) == {"numbers": [1, 2, 3], "for": "Приёмная", "until": until}
    assert terminal.register("Мимо")["number"] == "4"
    assert terminal.register("По брони", "--number", "2")["number"] == "2"
    terminal.json("release", "--journal", "ВХ", "--number", "3", "--reason", "Не нужен")
    numbers = terminal.json("numbers", "--journal", "ВХ")
    assert [(one["number"], one["for"]) for one in numbers["reserved"]] == [("1", "Приёмная")]
    assert [(one["number"], one["reason"]) for one in numbers["missing"]] == [("3", "Не нужен")]


def test_journals_are_printed_in_three_formats(terminal: Terminal, tmp_path: Path) -> None:
    """A journal of a period becomes a PDF, a spreadsheet or a CSV by the name of the file."""
    terminal.register("О путёвках")
    line = ("report", "journal", "--journal", "ВХ", "--from", f"{year()}-01-01", "--to", day())
    for ending, starts in ((".pdf", b"%PDF"), (".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf")):
        out = tmp_path / f"журнал{ending}"
        assert terminal.json(*line, "--out", out) == {"out": str(out), "rows": 1}
        assert out.read_bytes().startswith(starts)
    for language in ("ru", "kk", "both"):
        terminal.json(*line, "--language", language, "--out", tmp_path / f"{language}.PDF")
    empty = ("--from", "2001-01-01", "--to", "2001-01-02", "--out", tmp_path / "пусто.pdf")
    assert terminal.json("report", "journal", "--journal", "ВХ", *empty)["rows"] == 0


def test_a_card_and_a_stamp_are_printed(terminal: Terminal, tmp_path: Path) -> None:
    """The card is a PDF, and the stamp stands on a copy of the attached one."""
    scan = tmp_path / "скан.pdf"
    content = pdf("Letter")
    scan.write_bytes(content)
    id = terminal.register("О путёвках", "--file", scan)["id"]
    for line in (("report", "card", id), ("stamp", id)):
        out = tmp_path / f"{line[0]}.pdf"
        assert terminal.json(*line, "--out", out)["out"] == str(out)
        assert len(PdfReader(out).pages) >= 1
    assert scan.read_bytes() == content


def test_check_and_rebuild_say_that_all_is_well(terminal: Terminal) -> None:
    """A sound home is clean before and after its tables are made anew."""
    terminal.register("О путёвках")
    before = terminal.json("check")
    assert (before["state"], before["findings"]) == ("clean", [])
    assert terminal.json("rebuild") == before
    assert [one["subject"] for one in terminal.json("list")] == ["О путёвках"]


def test_the_same_request_registers_once(terminal: Terminal) -> None:
    """A script that tries again gets the number it got before."""
    first = terminal.register("О путёвках", "--request", "письмо-1")
    assert terminal.register("О путёвках", "--request", "письмо-1") == first
    assert len(terminal.json("list")) == 1


def test_a_possible_duplicate_is_told(terminal: Terminal) -> None:
    """The same sender, number and date, or the same file, is registered but not silently."""
    line = ("--their-number", "12-01", "--their-date", day())
    first = terminal.register("О путёвках", *line)
    second = terminal.register("О путёвках", *line)
    assert [one["id"] for one in second["duplicates"]] == [first["id"]]


def test_a_draft_becomes_a_document(terminal: Terminal) -> None:
    """A draft has no number until it is registered under its own id; what it says it keeps."""
    draft = terminal.json(
        "draft", "outgoing", "--to", "Школа", "--subject-ru", "Ответ", "--sheets", "2"
    )
    assert draft["state"] == "draft"
    line = ("register", "outgoing", "--journal", "ИСХ", "--sheets", "3")
    assert terminal.json(*line, "--id", draft["id"])["id"] == draft["id"]
    made = terminal.json("show", draft["id"])
    assert (made["subject_ru"], made["sheets"], len(made["parties"])) == ("Ответ", 3, 1)


def test_sending_links_files_and_templates(terminal: Terminal, letter: Path) -> None:
    """The further verbs of a clerk's day answer in JSON too."""
    line = ("register", "outgoing", "--journal", "ИСХ", "--to", "Школа", "--subject-ru", "Ответ")
    id = terminal.json(*line)["id"]
    other = terminal.register("Вопрос")["id"]
    assert terminal.json("send", id, "--method", "email")["state"] == "sent"
    assert terminal.json("delivered", id, "--to", "Школа")["state"] == "delivered"
    assert terminal.json("link", id, "related", other)["link"] == "related"
    assert terminal.json("link", id, "related", other, "--remove")["other"] == other
    terminal.json("attach", id, "--file", letter, "--role", "appendix")
    file = terminal.json("show", id)["files"][0]
    out = letter.with_name("копия.txt")
    terminal.json("file", id, file["id"], "--out", out)
    assert out.read_bytes() == letter.read_bytes()
    letter.write_text("новое", encoding="utf-8")
    terminal.json("replace-file", id, file["id"], letter)
    assert terminal.json("show", id)["files"][0]["versions"] == 2
    terminal.json("remove-file", id, file["id"], "--reason", "Не тот")
    assert terminal.json("show", id)["files"] == []
    template = terminal.json("template", "save", "Ответ школе", id)["id"]
    assert [one["id"] for one in terminal.json("template", "list")] == [template]
    terminal.json("template", "remove", template)
    assert terminal.json("copy", id)["id"] != id
    taken = terminal.json("draft", "incoming", "--from", "Школа", "--subject-ru", "Не нам")["id"]
    assert terminal.json("refuse", taken, "--reason", "Не по адресу")["state"] == "refused"


def test_the_directories_are_kept_from_the_shell(terminal: Terminal) -> None:
    """Offices, units, positions, people and types are added, changed and listed."""
    office = terminal.json("office", "add", "--name-ru", "Филиал", "--level", "branch")["id"]
    terminal.json("office", "change", office, "--short", "Ф")
    terminal.json("unit", "add", "--name-ru", "Отдел")
    position = terminal.json("position", "add", "--name-ru", "Секретарь")["id"]
    line = ("--name-ru", "Омаров Б.", "--position", position, "--joined", "2020-01-09")
    person = terminal.json("person", "add", *line)["id"]
    terminal.json("person", "change", person, "--left", day())
    kind = terminal.json("type", "add", "--name-ru", "Запрос", "--kind", "incoming")["id"]
    terminal.json("type", "change", kind, "--closed", "yes")
    terminal.json("journal", "change", "ВХ", "--closed", "yes")
    assert "closed" in terminal.refused(
        *("register", "incoming", "--journal", "ВХ", "--from", "а", "--subject-ru", "б")
    )
    assert len(terminal.json("office", "list")) == 3
    for verb in ("unit", "position", "person", "type"):
        assert terminal.json(verb, "list")
        assert terminal(verb, "list").code == 0


def test_what_is_found_can_be_narrowed_and_put_in_order(terminal: Terminal) -> None:
    """A search takes the filters of a list, and the order of a column instead of the best first."""
    for subject in ("О плане Б", "О плане А", "О плане В"):
        terminal.register(subject)
    ordered = terminal.json("search", "план", "--sort", "subject", "--ascending")
    assert [row["subject"] for row in ordered] == ["О плане А", "О плане Б", "О плане В"]
    assert terminal.json("search", "план", "--kind", "outgoing") == []
