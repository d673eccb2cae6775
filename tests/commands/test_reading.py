"""Reading a document whole, and copies of its files for other programs."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from edo.commands import reading
from edo.commands.documents import Attachment
from edo.domain.text import TextState
from edo.errors import Reason, Refusal
from tests.office import Chancery, founded


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office."""
    with founded(tmp_path / "home") as made:
        yield made


def test_a_document_is_read_with_its_history_and_files(office: Chancery, tmp_path: Path) -> None:
    """Card, history and the state of every file's text come together, of one moment."""
    letter = tmp_path / "письмо.txt"
    letter.write_text("О путёвках", encoding="utf-8")
    made = office.register(files=[Attachment(letter)])
    whole = reading.read_document(office.workplace, document=made.document)
    assert whole.card.document.number is not None
    assert [event.change.kind for event in whole.history.events] == [
        "document.registered",
        "document.file_attached",
    ]
    (content,) = whole.contents.values()
    assert content.path is not None
    assert content.path.read_bytes() == letter.read_bytes()
    assert content.text is not None
    assert content.text.state is TextState.WAITING


def test_a_content_that_is_not_here_has_no_path(office: Chancery, tmp_path: Path) -> None:
    """A file whose content is missing is told apart, not an error of reading the document."""
    letter = tmp_path / "a.txt"
    letter.write_text("a", encoding="utf-8")
    made = office.register(files=[Attachment(letter)])
    (sha256,) = reading.read_document(office.workplace, document=made.document).contents
    office.workplace.blobs.path(sha256).unlink()
    whole = reading.read_document(office.workplace, document=made.document)
    assert whole.contents[sha256].path is None
    with pytest.raises(Refusal) as refused:
        reading.open_copy(office.workplace, sha256=sha256, name="a.txt")
    assert refused.value.reason is Reason.FILE_MISSING_HERE


def test_an_opened_copy_is_read_only_and_laid_out_once(office: Chancery, tmp_path: Path) -> None:
    """Another program may open the copy but not change what the office keeps."""
    letter = tmp_path / "письмо.txt"
    letter.write_text("О путёвках", encoding="utf-8")
    sha256 = office.workplace.blobs.put(letter).sha256
    copy = reading.open_copy(office.workplace, sha256=sha256, name="письмо.txt")
    assert copy.name == "письмо.txt"
    assert copy.is_relative_to(office.workplace.home.opened)
    assert not copy.stat().st_mode & stat.S_IWUSR
    before = copy.stat().st_mtime_ns
    assert reading.open_copy(office.workplace, sha256=sha256, name="письмо.txt") == copy
    assert copy.stat().st_mtime_ns == before


def test_a_copy_taken_out_is_the_person_s_own(office: Chancery, tmp_path: Path) -> None:
    """A copy taken out can be written in."""
    letter = tmp_path / "a.txt"
    letter.write_text("a", encoding="utf-8")
    sha256 = office.workplace.blobs.put(letter).sha256
    out = tmp_path / "out.txt"
    reading.take_copy(office.workplace, sha256=sha256, name="a.txt", path=out)
    assert out.stat().st_mode & stat.S_IWUSR


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("письмо.pdf", "письмо.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("con.txt", "_con.txt"),
        ("..", "_"),
        ("", "_"),
    ],
)
def test_names_from_elsewhere_cannot_leave_the_folder(name: str, safe: str) -> None:
    """What other computers call a file never leads out of the folder of copies."""
    assert reading.safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    """A name too long for some disks is cut before its ending."""
    cut = reading.safe_name("ы" * 300 + ".pdf")
    assert cut.endswith(".pdf")
    assert len(cut) <= 125


def test_an_unknown_document_is_refused(office: Chancery) -> None:
    """What is not there cannot be read."""
    with pytest.raises(Refusal) as refused:
        reading.read_document(office.workplace, document="dnothing")
    assert refused.value.reason is Reason.UNKNOWN_SUBJECT
