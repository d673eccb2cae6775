"""The whole life of a share from a shell: found, invited, admitted, at work, ended, recovered."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edo import keycode, keys
from edo.commands import membership, trial
from edo.wording import Wording
from edo.workplace import open_workplace
from tests.terminal.conftest import Terminal


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """Make an empty folder to share."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def keeper(tmp_path: Path, share: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Found an organisation on the share, with a journal every workplace takes numbers in."""
    made = Terminal(tmp_path / "keeper", capsys)
    names = ("--organisation", "Профсоюз", "--office", "Абай", "--person", "Айгуль")
    made.json("found", *names, "--share", share)
    line = ("--index", "ВН", "--kind", "internal", "--title-ru", "Внутренние")
    made.json("journal", "add", *line, "--policy", "exclusive")
    return made


@pytest.fixture
def clerk(keeper: Terminal, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Let a clerk's workplace in."""
    return joined(keeper, "Ерлан", capsys)


def joined(keeper: Terminal, name: str, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Invite somebody, let them ask, and admit them."""
    made = Terminal(keeper.home.with_name(name), capsys)
    invited = keeper.home.with_name(f"{name}.edi")
    seat = ("--person", name, "--office", "Абай", "--role", "clerk")
    keeper.json("invite", *seat, "--out", invited)
    made.json("join", invited)
    keeper.json("admit", "--yes")
    made.json("exchange")
    return made


def note(terminal: Terminal, subject: str) -> dict[str, Any]:
    """Register a memo."""
    return terminal.json("register", "internal", "--journal", "ВН", "--subject-ru", subject)


def subjects(terminal: Terminal) -> dict[str, str]:
    """Give number → subject of a register."""
    return {row["number"]: row["subject"] for row in terminal.json("list", "--journal", "ВН")}


def code(terminal: Terminal) -> list[str]:
    """Read the root key's code, as it stands on the sheet."""
    return list(keycode.write(keys.load(terminal.home / "keys" / "root.key").seed))


def test_two_workplaces_live_on_one_folder(
    keeper: Terminal, share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Invited, joined with six words, admitted; numbers run on; each knows of the others."""
    invited = keeper.home.with_name("приглашение.edi")
    seat = ("--person", "Ерлан", "--office", "Абай", "--role", "clerk")
    assert keeper.json("invite", *seat, "--out", invited)["days"] == 14
    clerk = Terminal(keeper.home.with_name("clerk"), capsys)
    asked = clerk.json("join", invited, "--share", share)
    assert len(asked["words_ru"]) == len(asked["words_kk"]) == 6
    for line in (("exchange",), ("status",), ("list",)):
        assert "has not let this workplace in" in clerk.refused(*line)
    (waiting,) = keeper.json("admit")
    assert (waiting["person"], waiting["admitted"]) == ("Ерлан", False), "nobody was asked"
    (admitted,) = keeper.json("admit", "--yes")
    assert admitted["words_ru"] == " ".join(asked["words_ru"])
    assert admitted["admitted"]
    assert clerk.json("exchange")["received"] > 20
    assert note(keeper, "Первая")["number"] == "1"
    assert note(clerk, "Вторая")["number"] == "2"
    keeper.json("exchange")
    assert subjects(keeper) == {"1": "Первая", "2": "Вторая"}
    clerk.json("exchange")
    assert subjects(clerk) == subjects(keeper)
    keeper.json("exchange")
    told = keeper.json("status")
    (peer,) = told["workplaces"]
    assert (peer["name"], peer["has_all"], peer["lacks"], peer["behind"]) == ("Ерлан", True, 0, 0)
    assert told["said"].endswith("1 workplace has everything")
    assert {name: told[name] for name in ("share", "failed", "grade", "keeper", "waiting")} == {
        "share": str(share),
        "failed": "",
        "grade": "eventual",
        "keeper": True,
        "waiting": 0,
    }
    assert (told["key"], told["set_aside"], told["only_here"]) == ("owner", [], [])
    assert told["probe"]["exclusive"]
    assert told["probe"]["replicators"] == []
    assert abs(told["probe"]["clock_offset_ms"]) < 60_000
    for line in ("heard", "device"):
        assert peer[line]
    assert keeper.json("check")["state"] == "clean"


def test_a_person_reads_the_status(keeper: Terminal, clerk: Terminal) -> None:
    """One sentence first, then lines and tables in words; an open key is said on the side."""
    note(keeper, "Первая")
    (keeper.home.parent / "share" / ".stfolder").mkdir()
    said = keeper("status")
    first, _, rest = said.out.partition("\n")
    assert first == "Exchange just now · 0 of 1 workplaces have everything"
    for words in ("lacks 1 sending of ours", "Syncthing", "goes as ours", "this workplace"):
        assert words in rest
    assert "edo key store" in said.err
    said = clerk("members")
    assert "Айгуль" in said.out
    assert "keeps the keys" in said.out
    assert "this one" in said.out


def test_roles_come_and_go(keeper: Terminal, clerk: Terminal) -> None:
    """A role granted, taken; a workplace ended keeps what it did and does no more."""
    line = ("--person", "Ерлан", "--role", "administrator")
    keeper.json("grant", *line)
    assert "already" in keeper.refused("grant", *line)
    clerk.json("exchange")
    clerk.json("unit", "add", "--name-ru", "Бухгалтерия")
    keeper.json("revoke", *line)
    clerk.json("exchange")
    assert "right" in clerk.refused("unit", "add", "--name-ru", "Склад")
    assert note(clerk, "Ещё делопроизводитель")["number"] == "1"
    keeper.json("exchange")
    (device,) = (
        seat["device"]
        for one in keeper.json("members")
        if one["name"] == "Ерлан"
        for seat in one["devices"]
    )
    assert "keeper" in clerk.refused("retire", device)
    keeper.json("retire", device)
    clerk.json("exchange")
    assert "right" in clerk.refused("register", "internal", "--journal", "ВН", "--subject-ru", "Я")
    assert subjects(keeper) == {"1": "Ещё делопроизводитель"}
    keeper.json("retire", "--person", "Ерлан")
    (left,) = (one for one in keeper.json("members") if one["name"] == "Ерлан")
    assert (left["left"], left["roles"], left["devices"]) == (True, [], [])


def test_honest_work_beyond_a_cut_is_let_in(keeper: Terminal, clerk: Terminal, share: Path) -> None:
    """It was done offline before the end was known: shown without effect, then adopted."""
    away = share.with_name("away")
    note(clerk, "Вовремя")
    keeper.json("exchange")
    share.rename(away)
    held = clerk.json("draft", "internal", "--subject-ru", "В поле")
    clerk.json("change", held["id"], "note=из командировки")
    away.rename(share)
    (device,) = (one["device"] for one in keeper.json("status")["workplaces"])
    keeper.json("retire", device)
    keeper.json("exchange")
    clerk("exchange")
    keeper.json("exchange")
    found = keeper.json("refused")
    assert [each["device"] for each in found] == [device] * len(found)
    assert found
    assert all(each["cut"] and each["reasons"] == ["not_allowed"] for each in found)
    assert "edo adopt" in keeper("refused").out
    assert keeper.json("adopt", device)["segments"] == len(found)
    assert keeper.json("refused") == []
    assert keeper.json("show", held["id"])["note"] == "из командировки"
    assert "cut off" in keeper.refused("adopt", device)


def test_the_keeping_is_passed_on_and_won_back(keeper: Terminal, clerk: Terminal) -> None:
    """By the keeper's word first; then, the new keeper's computer lost, by the sheet's code."""
    (device,) = (one["device"] for one in keeper.json("status")["workplaces"])
    signs = code(keeper)
    sheet = keeper.home.with_name("лист.pdf")
    assert keeper.json("recovery", "sheet", "--out", sheet)["out"] == str(sheet)
    assert sheet.read_bytes().startswith(b"%PDF")
    keeper.json("keeper", "pass", device)
    clerk.json("exchange")
    assert "keeper" in keeper.refused("grant", "--person", "Ерлан", "--role", "reader")
    clerk.json("grant", "--person", "Ерлан", "--role", "reader")
    assert keeper.json("recovery", "check", "--code", *signs)["right"]
    won = keeper.json("recovery", "keeper", "--code", *signs)
    assert won["before"] == device
    keeper.json("retire", device)
    clerk.json("exchange")
    assert "keeper" in clerk.refused("grant", "--person", "Айгуль", "--role", "reader")
    assert "already" in keeper.refused("recovery", "keeper", "--code", *signs)
    assert keeper.json("key", "status")["root_key_here"]
    keeper.json("recovery", "forget", "--code", *signs)
    assert not keeper.json("key", "status")["root_key_here"]
    assert "recovery sheet" in keeper.refused("recovery", "sheet", "--out", sheet)


def test_the_sheet_and_the_folder_bring_all_back(
    keeper: Terminal, share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every computer is lost: an empty home becomes the keeper's."""
    note(keeper, "Что было")
    signs = code(keeper)
    shutil.rmtree(keeper.home)
    again = Terminal(keeper.home.with_name("again"), capsys)
    again.json("recovery", "keeper", "--share", share, "--code", *signs)
    again.json("exchange")
    assert subjects(again) == {"1": "Что было"}
    assert again.json("status")["keeper"]
    assert joined(again, "Болат", capsys).json("list", "--journal", "ВН")


def test_a_key_goes_under_a_password(keeper: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only with it the workplace opens; where there is no key store it says so."""
    assert keeper.json("key", "status")["kept"] == "owner"
    assert "no key store" in keeper.refused("key", "store")
    assert "password" in keeper.refused("key", "protect")
    monkeypatch.setenv("EDO_NEW_PASSWORD", "құпия")
    assert keeper.json("key", "protect")["kept"] == "password"
    assert "EDO_PASSWORD" in keeper.refused("status")
    monkeypatch.setenv("EDO_PASSWORD", "құпия")
    assert keeper.json("status")["key"] == "password"
    assert keeper("status").err == ""
    assert keeper.json("key", "file")["kept"] == "owner"


def test_a_rehearsal_makes_the_folder_count(keeper: Terminal, clerk: Terminal) -> None:
    """Two workplaces race; the keeper's says what it showed, and new journals follow it.

    Until then the trial on one computer counts: a sign of a program that copies the folder.
    """
    line = ("--kind", "orders", "--title-ru", "Приказы")
    assert keeper.json("journal", "add", "--index", "П0", *line)["policy"] == "exclusive"
    sign = Path(keeper.json("status")["share"], ".stfolder")
    sign.mkdir()
    assert keeper.json("journal", "add", "--index", "П1", *line)["policy"] == "registrar"
    sign.rmdir()
    assert keeper.json("rehearse", "--wait", "0")["verdict"] == "alone"
    rehearsing = threading.Thread(target=_take_part, args=(clerk.home,))
    rehearsing.start()
    shown = keeper.json("rehearse", "--wait", "60")
    rehearsing.join()
    assert (shown["verdict"], shown["grade"], shown["stated"]) == ("exclusive", "exclusive", True)
    assert sum(one["won"] for one in shown["workplaces"]) == 200
    assert {one["name"] for one in shown["workplaces"]} == {"Айгуль", "Ерлан"}
    assert keeper.json("status")["rehearsed"]
    assert keeper.json("journal", "add", "--index", "П2", *line)["policy"] == "exclusive"
    clerk.json("exchange")
    assert clerk.json("status")["grade"] == "exclusive"


def _take_part(home: Path) -> None:
    workplace = open_workplace(home)
    try:
        trial.take_part(workplace)
    finally:
        workplace.close()


def test_the_exchange_for_ever_prints_what_came(keeper: Terminal, clerk: Terminal) -> None:
    """A line for what came, JSON for a script; nothing for nothing; a stopped one ends well."""
    note(clerk, "Пришло")
    said = keeper("exchange", "--watch", "--seconds", "1", "--json")
    assert said.code == 0
    (line,) = said.out.splitlines()
    assert json.loads(line)["received"] > 0
    note(clerk, "Ещё")
    assert "changes received" in keeper("exchange", "--watch", "--seconds", "1").out


def test_another_offices_register_is_read_by_who_may(
    keeper: Terminal, clerk: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    """An auditor everywhere lists it by office and kind; its name stands in the rows."""
    other = Terminal(keeper.home.with_name("Жанар"), capsys)
    invited = keeper.home.with_name("second.edi")
    seat = ("--person", "Жанар", "--office", "Семей", "--role", "administrator")
    keeper.json("invite", *seat, "--out", invited)
    other.json("join", invited)
    keeper.json("admit", "--yes")
    other.json("exchange")
    line = ("--index", "ВН", "--kind", "internal", "--title-ru", "Внутренние")
    other.json("journal", "add", *line, "--policy", "exclusive")
    note(other, "Семейская")
    keeper.json("grant", "--person", "Айгуль", "--role", "auditor")
    keeper.json("exchange")
    listed = ("list", "--office", "Семей", "--kind", "internal")
    (row,) = keeper.json(*listed)
    assert (row["subject"], row["office_name"]) == ("Семейская", "Семей")
    assert keeper.json("search", "Семейская", "--office", "Семей", "--journal", "ВН")
    assert keeper.json("list", "--kind", "internal") == []
    assert "kind" in keeper.refused("list", "--office", "Семей")
    assert "no office" in keeper.refused("list", "--office", "Нигде", "--kind", "internal")
    clerk.json("exchange")
    assert clerk.json(*listed) == []


@pytest.fixture
def afloat(share: Path) -> Iterator[Path]:
    """Give the share, and make it writable again at the end."""
    yield share
    for folder in (share, *(path for path in share.rglob("*") if path.is_dir())):
        folder.chmod(0o755)


def test_a_folder_that_vanishes_stops_nobody(
    keeper: Terminal, clerk: Terminal, share: Path
) -> None:
    """Work goes on with exit code 0, the status says what waits, all goes out when it is back."""
    away = share.with_name("away")
    share.rename(away)
    kept = clerk.json("draft", "internal", "--subject-ru", "Без папки")
    waits = note(clerk, "Ждёт номера")
    assert waits["number"] == ""
    assert waits["awaiting"].startswith("t-")
    assert "is not there" in clerk.refused("exchange")
    told = clerk.json("status")
    assert told["failed"] == "share_gone"
    assert told["documents_only_here"] == 2
    assert told["waiting"] >= 2
    assert {one["id"] for one in told["only_here"]} == {kept["id"], waits["id"]}
    assert told["trouble"]
    assert "2 documents wait here" in told["said"]
    assert "answer" in keeper.refused("retire", clerk.json("key", "status")["device"])
    away.rename(share)
    clerk.json("exchange")
    clerk.json("exchange")
    assert clerk.json("status")["waiting"] == 0
    keeper.json("exchange")
    assert subjects(keeper) == {"1": "Ждёт номера"}


def test_a_folder_that_can_only_be_read_stops_nobody(clerk: Terminal, afloat: Path) -> None:
    """What is new waits, and the sentence says why."""
    for folder in (afloat, *(path for path in afloat.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    if os.access(afloat, os.W_OK):
        pytest.skip("this user may write into a folder that can only be read")
    clerk.json("draft", "internal", "--subject-ru", "Подождёт")
    assert clerk("exchange").code == 1
    assert clerk.json("status")["waiting"] == 1


def test_a_wrong_folder_changes_nothing(
    keeper: Terminal, clerk: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Empty, another organisation's, none at all; the keeper alone moves a share, others follow."""
    empty = tmp_path / "empty"
    empty.mkdir()
    other = Terminal(tmp_path / "other", capsys)
    names = ("--organisation", "Чужие", "--office", "Там", "--person", "Некто")
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    other.json("found", *names, "--share", foreign)
    assert "holds no share yet" in clerk.refused("share", "connect", empty)
    assert "another organisation" in clerk.refused("share", "connect", foreign)
    assert "not there" in clerk.refused("share", "connect", tmp_path / "nowhere")
    assert "given twice" in clerk.refused("share", "disconnect")
    invited = tmp_path / "one.edi"
    seat = ("--person", "Асет", "--office", "Абай", "--role", "reader")
    keeper.json("invite", *seat, "--out", invited)
    third = Terminal(tmp_path / "third", capsys)
    assert "another organisation" in third.refused("join", invited, "--share", foreign)
    moved = tmp_path / "moved"
    (tmp_path / "share").rename(moved)
    for one in (keeper, clerk):
        assert one.json("share", "connect", moved)["share"] == str(moved)
    assert note(clerk, "На новом месте")["number"] == "1"
    assert other.json("share", "disconnect")["share"] == ""
    assert other("status").out.startswith("This workplace is alone")
    assert "is alone" in other.refused("exchange")


REFUSED: dict[str, tuple[str, str, str]] = {
    "a stranger's role": (
        "grant --person Никто --role reader",
        "«Никто»",
        "«Никто»",
    ),
    "an office nobody knows": (
        "grant --person Айгуль --role reader --office Нигде",
        "«Нигде»",
        "«Нигде»",
    ),
    "a role nobody has": ("revoke --person Айгуль --role reader --office Абай", "", ""),
    "a workplace nobody knows": ("retire abcdefgh", "", ""),
    "nothing to retire": ("retire", "", ""),
    "an invitation that is not there": ("join нет.edi", "нет.edi", "нет.edi"),
    "a code too short": ("recovery check --code ABCD", "4", "4"),
    "a mistyped code": (
        "recovery check --code " + " ".join(["AAAA-AAAA-AAAA-AAAA"] * 4),
        "строке 1",
        "1",
    ),
    "a foreign code": (
        "recovery check --code " + " ".join(keycode.write(bytes(range(32)))),
        "не корневой ключ",
        "түбірлік кілті емес",
    ),
    "the keeper's own end": ("retire --person Айгуль", "хранител", "сақтаушы"),
    "nothing to adopt": ("adopt abcdefgh", "edo refused", "edo refused"),
}


def test_refusals_are_said_in_both_languages(keeper: Terminal) -> None:
    """Exit code 1 and a sentence; every sentence has its translations, none leaves its places."""
    for line, ru, kk in REFUSED.values():
        home = ("--home", keeper.home.with_name("new")) if "join" in line else ()
        english = keeper(*line.split(), *home)
        for language, said in (("ru", ru), ("kk", kk)):
            answer = keeper(*line.split(), *home, "--language", language)
            assert (answer.code, answer.out) == (1, ""), line
            assert said in answer.err
            assert answer.err != english.err
            assert "{" not in answer.err


def test_an_invitation_ends(keeper: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is over is refused where it is used, and a used one admits nobody else."""
    invited = keeper.home.with_name("old.edi")
    late = open_workplace(keeper.home, at=lambda: 1_600_000_000_000)
    try:
        data = membership.invite(
            late, person="Поздний", office="Абай", roles=[membership.Role.READER], days=1
        )
    finally:
        late.close()
    invited.write_bytes(data)
    asking = Terminal(keeper.home.with_name("late"), capsys)
    assert "was good until" in asking.refused("join", invited)
    joined(keeper, "Первый", capsys)
    second = Terminal(keeper.home.with_name("second"), capsys)
    second("join", keeper.home.with_name("Первый.edi"))
    (found,) = keeper.json("admit", "--yes")
    assert found["reason"] == "invitation_used"
    assert "already joined" in keeper("admit").out


def test_what_has_not_come_is_told_by_name(keeper: Terminal, clerk: Terminal, share: Path) -> None:
    """A replicator has brought the head of a log, and not yet what it promises."""
    note(clerk, "Ещё в пути")
    (last,) = (path for path in share.rglob("*.seg") if path.stat().st_mtime_ns == _newest(share))
    held = last.read_bytes()
    last.unlink()
    told = keeper.json("exchange")
    assert [one["reason"] for one in told["awaited"]] == ["missing"]
    assert told["awaited"][0]["name"].endswith(last.name)
    assert "has not come yet" in keeper("exchange").out
    last.write_bytes(held)
    assert keeper.json("exchange")["awaited"] == []
    assert subjects(keeper) == {"1": "Ещё в пути"}


def _newest(share: Path) -> int:
    return max(path.stat().st_mtime_ns for path in share.rglob("*.seg"))


def test_every_reason_of_the_share_has_a_sentence() -> None:
    """What was set aside, or is awaited, says more than that something is damaged."""
    words = Wording("en")
    general = words.reason("no such code")
    codes = (
        "segment_signature head_signature frame_signature pack_signature claim_signature"
        " segment_place head_place head_name pack_place claim_place segment_number segment_time"
        " segment_authority segment_too_large segment_limits pack_too_large claim_limits"
        " segment_magic segment_frame segment_header segment_body segment_count segment_lines"
        " segment_device frame_kind frame_lines frame_value pack_index pack_body"
        " authority_chain authority_signature authority_keeper authority_fork authority_record"
        " missing short future unknown_device unknown_record other_branch segment_version"
    )
    assert [code for code in codes.split() if words.reason(code) == general] == []
