"""Proofs and sheets from a shell."""

import hashlib
from pathlib import Path

from tests.reports.reading import texts
from tests.terminal.conftest import Terminal


def test_a_document_is_verified_written_and_verified_again(
    terminal: Terminal, letter: Path, tmp_path: Path
) -> None:
    """What is told of a document is what its proof tells, here and where there is no workplace."""
    document = terminal.register("О путёвках", "--file", letter)["id"]
    here = terminal.json("verify", document)
    assert (here["document"], here["number"], here["missing"]) == (document, "1", 0)
    assert here["visas"] == []
    assert [row["kind"] for row in here["history"]] == [
        "document.registered",
        "document.file_attached",
    ]
    assert here["fingerprint"] == terminal.json("status")["fingerprint"]
    path = tmp_path / "proof"
    written = terminal.json("verify", document, "--out", path, "--files")
    assert written["out"] == str(path)
    assert written["size"] == path.stat().st_size
    assert len(written["contents"]) == 1
    again = terminal.json("verify", path)
    assert again["history"] == here["history"]
    stranger = Terminal(tmp_path / "nowhere", terminal._capsys)
    elsewhere = stranger.json("verify", path, "--fingerprint", here["fingerprint"])
    assert elsewhere["history"] == here["history"]
    assert elsewhere["contents"] == written["contents"]
    assert not (tmp_path / "nowhere").exists()


def test_a_changed_proof_ends_with_three(terminal: Terminal, tmp_path: Path) -> None:
    """One sentence, no trace of the program's inside; the same for a file that is no proof."""
    document = terminal.register("О путёвках")["id"]
    path = tmp_path / "proof"
    terminal.json("verify", document, "--out", path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    said = terminal("verify", path)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("The proof does not hold")
    path.write_bytes("Просто файл".encode())
    assert terminal("verify", path).code == 3
    path.write_bytes(b"")
    assert terminal("verify", path, "--fingerprint", "0" * 64).code == 3


def test_what_cannot_be_verified_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    """No such document, no such file, no place for the files, no fingerprint."""
    document = terminal.register("О путёвках")["id"]
    terminal.refused("verify", "d" + "0" * 16)
    terminal.refused("verify", document, "--files")
    terminal.refused("verify", document, "--out", tmp_path / "no" / "folder")
    terminal.refused("verify", tmp_path / "none", "--fingerprint", "0" * 64)
    terminal.refused("verify", tmp_path, "--fingerprint", "0" * 64)
    terminal.refused("verify", tmp_path / "none", "--fingerprint", "12")
    proof = tmp_path / "proof"
    terminal.json("verify", document, "--out", proof)
    stranger = Terminal(tmp_path / "nowhere", terminal._capsys)
    assert "fingerprint" in stranger.refused("verify", proof)
    assert "edo found" in stranger.refused("verify", document)


def test_reports_of_execution_are_printed(terminal: Terminal, tmp_path: Path) -> None:
    """A quiet office has a summary and an empty list; a document nobody approved has no sheet."""
    document = terminal.register("О путёвках")["id"]
    path = tmp_path / "paper.pdf"
    terminal.json("report", "execution", "--out", path, "--language", "ru")
    assert "исполнять было нечего" in texts(path)[0]
    month = ("--from", "2026-03-01", "--to", "2026-03-31")
    terminal.json("report", "execution", *month, "--out", path, "--language", "ru")
    assert "с 01.03.2026 по 31.03.2026" in texts(path)[0]
    terminal.json("report", "overdue", "--out", path, "--language", "kk")
    assert "Мерзімі өткен тапсырмалар жоқ." in texts(path)[0]
    for sheet in ("approval", "acquaintance", "resolution"):
        terminal.refused("report", sheet, document, "--out", path)
        terminal.refused("report", sheet, "x", "--out", path)


def test_remarks_in_a_file_are_proved_by_its_hash(
    terminal: Terminal, letter: Path, tmp_path: Path
) -> None:
    """Who verifies sees which file holds the remarks, and types by their names."""
    words = ("--subject-ru", "О путёвках", "--to", "Акимат", "--file", letter)
    document = terminal.json("draft", "outgoing", *words)["id"]
    remarks = tmp_path / "замечания.txt"
    remarks.write_text("Нет сметы", encoding="utf-8")
    approval = terminal.json("approve", "start", document, "--stage", "Иванова А.")["id"]
    terminal.json("approve", "visa", approval, "remarks", "--file", remarks)
    (visa,) = terminal.json("verify", document)["visas"]
    sha256 = hashlib.sha256(remarks.read_bytes()).hexdigest()
    assert visa["remarks_file"] == {"name": remarks.name, "sha256": sha256}
    said = terminal("--language", "ru", "verify", document).out
    assert f"замечания в файле {remarks.name} ({sha256[:16]})" in said
    assert "t-letter" not in said
    assert "вид документа: — → Письмо" in said
