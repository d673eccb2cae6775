"""Whatever is written on the command line, a sentence comes back and nothing is lost."""

import os
from pathlib import Path

import pytest

from edo.store.blobs import SIZE_LIMIT
from tests.terminal.conftest import Terminal
from tests.terminal.days import year
from tests.transfer.files import pdf

INCOMING = ("register", "incoming", "--journal", "ВХ", "--from", "Школа", "--subject-ru", "Письмо")

REFUSED: dict[str, tuple[str, str]] = {
    "no day of the calendar": ("--on 2026-02-30", "is not a date"),
    "a date of another form": ("--on 22.11.2026", "is not a date"),
    "a date without dashes": ("--on 20261122", "is not a date"),
    "a week": ("--on 2026-W47-1", "is not a date"),
    "a future registration": ("--on 9999-12-31", "in the future"),
    "a year before all offices": ("--on 0001-01-01", "01.01.0001 is too long ago"),
    "their date of another form": ("--their-date 31.12.2026", "is not a date"),
    "a day of receipt that is none": ("--received-at zz", "is not a date"),
    "sheets below nothing": ("--sheets -1", "does not fit"),
    "sheets in words": ("--sheets три", "does not fit"),
    "sheets beyond all paper": ("--sheets 99999999999999999999", "does not fit"),
    "sheets in other digits": ("--sheets ٣", "does not fit"),
    "number nought": ("--number 0", "cannot be a registration number"),
    "a number below nothing": ("--number=-1", "cannot be a registration number"),
    "an endless number": ("--number 99999999999999999999", "cannot be a registration number"),
    "no number at all": ("--number б/н", "cannot be a registration number"),
    "an unknown type": ("--type нет", "no document type"),
    "an unknown draft": ("--id d1", "nothing here"),
    "a reply to nothing": ("--reply-to d1", "nothing here"),
    "a missing file": ("--file нет.pdf", "Cannot read"),
    "a device": ("--file /dev/zero", "Cannot read"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_registration_is_refused_with_a_sentence(terminal: Terminal, case: str) -> None:
    """A wrong value is refused by name, and no number is used up."""
    words, said = REFUSED[case]
    assert said in terminal.refused(*INCOMING, *words.split(" "))
    assert terminal.json("numbers", "--journal", "ВХ")["last"] == 0


def test_what_is_missing_is_named(terminal: Terminal) -> None:
    """A journal, a correspondent, a subject: whatever lacks or does not exist is said."""
    register, subject = ("register", "incoming"), ("--subject-ru", "Письмо")
    party = ("--from", "Школа")
    assert "no journal “НЕТ”" in terminal.refused(*register, "--journal", "НЕТ", *party, *subject)
    assert "kind" in terminal.refused(*register, "--journal", "ИСХ", *party, *subject)
    assert "correspondent" in terminal.refused(*register, "--journal", "ВХ", *subject)
    assert "correspondent" in terminal.refused(*register, "--journal", "ВХ", *subject, "--from", "")
    assert "subject" in terminal.refused(*register, "--journal", "ВХ", *party, "--subject-ru", " ")
    assert "correspondent" in terminal.refused("register", "outgoing", "--journal", "ИСХ", *subject)
    assert "too long" in terminal.refused(
        *register, "--journal", "ВХ", *party, "--subject-ru", "я" * 60_000
    )
    assert "control digit" in terminal.refused(
        "correspondent", "add", "--name-ru", "Школа", "--bin", "941240000005"
    )
    assert "12 digits" in terminal.refused(
        "correspondent", "add", "--name-ru", "Школа", "--bin", "12"
    )
    assert "no correspondent" in terminal.refused("list", "--correspondent", "нет")
    assert "no journal" in terminal.refused("numbers", "--journal", "НЕТ")


@pytest.mark.parametrize(
    "line",
    [
        ("show", "d1"),
        ("history", "d1"),
        ("annul", "d1", "--reason", "нет"),
        ("list", "--after", "d1"),
        ("stamp", "d1", "--out", "x.pdf"),
        ("report", "card", "d1", "--out", "x.pdf"),
        ("correspondent", "merge", "c1", "c2"),
        ("send", "d1"),
        ("link", "d1", "reply", "d2"),
        ("file", "d1", "f1", "--out", "x"),
        ("copy", "d1"),
    ],
)
def test_an_unknown_identifier_is_refused(terminal: Terminal, line: tuple[str, ...]) -> None:
    """No verb takes an identifier it does not know."""
    assert terminal.refused(*line)


@pytest.mark.parametrize(
    "line",
    [
        (),
        ("нет",),
        ("register",),
        ("annul", "d1"),
        ("list", "--limit", "-1"),
        ("list", "--limit", "0"),
        ("list", "--limit", "9" * 30),
        ("search", "а", "--limit", "много"),
        ("list", "--year", "0"),
        ("numbers", "--journal", "ВХ", "--year", "-1"),
        ("numbers", "--journal", "ВХ", "--year", "10000"),
        ("list", "--sort", "нет"),
        ("list", "--state", "нет"),
        ("list", "--kind", "нет"),
        ("reserve", "--journal", "ВХ", "--count", "0", "--for", "а", "--until", "2030-01-01"),
        ("report", "card", "d1", "--out", ""),
        ("report", "journal", "--journal", "ВХ", "--from", "2026-01-01", "--out", "x.pdf"),
        (*INCOMING, "--file", ""),
        (*INCOMING, "--delivery", "голубь"),
        ("search", "\udcff"),
        ("--home", "", "list"),
    ],
)
def test_a_broken_grammar_is_usage(terminal: Terminal, line: tuple[str, ...]) -> None:
    """What no reading of the command line allows ends with exit code 2 and one short line."""
    assert terminal.misused(*line).startswith("edo")


def test_files_that_cannot_be_taken_are_named(terminal: Terminal, tmp_path: Path) -> None:
    """A folder, an empty file and one beyond the limit are refused; an odd name is not."""
    empty, large = tmp_path / "пусто.pdf", tmp_path / "большой.bin"
    empty.touch()
    with large.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    assert "it is a folder" in terminal.refused(*INCOMING, "--file", tmp_path)
    assert "is empty" in terminal.refused(*INCOMING, "--file", empty)
    assert "too large" in terminal.refused(*INCOMING, "--file", large)
    assert terminal.json("list") == []
    odd = Path(os.fsdecode(bytes(tmp_path) + b"/\xff.txt"))
    try:
        odd.write_text("письмо", encoding="utf-8")
    except OSError:
        return  # this system has no such names
    id = terminal.json(*INCOMING, "--file", odd)["id"]
    assert terminal.json("show", id)["files"][0]["name"] == "?.txt"


def test_paper_goes_only_where_it_can(terminal: Terminal, tmp_path: Path) -> None:
    """A missing folder, a folder for a file and a foreign ending are refused."""
    id = terminal.json(*INCOMING)["id"]
    begins, ends = f"{year()}-01-01", f"{year()}-12-31"
    journal = ("report", "journal", "--journal", "ВХ", "--from", begins, "--to", ends)
    for line in (journal, ("report", "card", id)):
        assert "Cannot write" in terminal.refused(*line, "--out", tmp_path / "нет" / "x.pdf")
        (tmp_path / "папка.pdf").mkdir(exist_ok=True)
        assert "Cannot write" in terminal.refused(*line, "--out", tmp_path / "папка.pdf")
        assert "must end in" in terminal.refused(*line, "--out", tmp_path / "x.docx")
    assert "before it begins" in terminal.refused(
        *("report", "journal", "--journal", "ВХ", "--from", ends, "--to", begins),
        *("--out", tmp_path / "x.pdf"),
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "папка.pdf"]


def test_a_stamp_needs_something_to_stand_on(
    terminal: Terminal, tmp_path: Path, letter: Path
) -> None:
    """Without a PDF or a picture, or with a broken one, there is nothing to stamp."""
    broken = tmp_path / "битый.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    for files in ((), ("--file", letter), ("--file", broken)):
        id = terminal.json(*INCOMING, *files)["id"]
        assert "no PDF" in terminal.refused("stamp", id, "--out", tmp_path / "x.pdf")
    scan = tmp_path / "скан.pdf"
    scan.write_bytes(pdf("Letter"))
    id = terminal.json(*INCOMING, "--file", scan)["id"]
    assert "must end in" in terminal.refused("stamp", id, "--out", tmp_path / "x.docx")
    assert "corner" in terminal.refused(
        "stamp", id, "--out", tmp_path / "x.pdf", "--corner", "середина"
    )


def test_a_name_of_an_organisation_has_an_end(blank: Terminal) -> None:
    """A founding with an empty or endless name is refused, and the folder stays free."""
    rest = ("--office", "Комитет", "--person", "Иванова")
    assert "organisation" in blank.refused("found", "--organisation", " ", *rest)
    assert "too long" in blank.refused("found", "--organisation", "я" * 5000, *rest)
    blank.json("found", "--organisation", "Профсоюз", *rest)
