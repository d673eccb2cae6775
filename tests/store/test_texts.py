"""Texts of files: read once for a content, found wherever it is attached, kept by a rebuild."""

from pathlib import Path

import pytest

from edo.commands import documents
from edo.commands.documents import Attachment
from edo.domain.text import TextState
from edo.queries.search import search
from edo.salvage import salvage
from edo.store import texts
from edo.store.texts import FileText, Waiting
from tests.office import Chancery


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Write a file to attach."""
    path = tmp_path / "письмо.txt"
    path.write_text("Просим выделить путёвки в санаторий Алмалы")
    return path


def waiting(chancery: Chancery) -> list[Waiting]:
    """Return what waits to be read."""
    return chancery.workplace.read(texts.waiting)


def keep(chancery: Chancery, one: Waiting, state: TextState = TextState.FOUND) -> list[str]:
    """Read a file, as the background does."""
    content = chancery.workplace.blobs.path(one.sha256).read_text()
    text = content if state is TextState.FOUND else ""
    return chancery.workplace.write(texts.keep, sha256=one.sha256, state=state, pages=1, text=text)


def found(chancery: Chancery, text: str) -> dict[str, bool]:
    """Return the documents a word finds, and whether only in their files."""
    hits = chancery.workplace.read(search, text=text)
    return {hit.row.document: hit.in_file for hit in hits}


def test_a_new_content_waits_and_is_found_once_it_was_read(chancery: Chancery, scan: Path) -> None:
    """By any form of its words; whoever shows the document is told."""
    document = chancery.register(files=[Attachment(scan)]).document
    (one,) = waiting(chancery)
    assert one.name == "письмо.txt"
    assert found(chancery, "санаторий") == {}
    assert keep(chancery, one) == [document]
    assert waiting(chancery) == []
    assert found(chancery, "санатория") == {document: True}
    assert chancery.workplace.read(texts.states, hashes=[one.sha256, "0" * 64]) == {
        one.sha256: FileText(TextState.FOUND, 1, len(scan.read_text()))
    }


def test_a_content_is_read_once_for_all_who_have_it(chancery: Chancery, scan: Path) -> None:
    """Attached to a second document it is found there at once."""
    first = chancery.register(files=[Attachment(scan)]).document
    second = chancery.register(files=[Attachment(scan), Attachment(scan)]).document
    (one,) = waiting(chancery)
    assert set(keep(chancery, one)) == {first, second}
    third = chancery.register(files=[Attachment(scan)]).document
    assert waiting(chancery) == []
    assert found(chancery, "санаторий") == dict.fromkeys([first, second, third], True)


def test_a_file_that_was_replaced_or_removed_is_found_no_more(
    chancery: Chancery, scan: Path, tmp_path: Path
) -> None:
    """What counts is what the document has now."""
    document = chancery.register(files=[Attachment(scan)]).document
    keep(chancery, waiting(chancery)[0])
    (file,) = chancery.document(document).live_files
    other = tmp_path / "новое.txt"
    other.write_text("Просим перенести совещание")
    documents.replace_file(chancery.workplace, document=document, file=file.id, path=other)
    assert found(chancery, "санаторий") == {}
    keep(chancery, waiting(chancery)[0])
    assert found(chancery, "совещание") == {document: True}
    documents.remove_file(chancery.workplace, document=document, file=file.id, reason="не тот")
    assert found(chancery, "совещание") == {}


def test_a_rebuild_reads_nothing_again(chancery: Chancery, scan: Path) -> None:
    """Texts are no part of the ledger and stay; what waited waits on."""
    document = chancery.register(files=[Attachment(scan)]).document
    keep(chancery, waiting(chancery)[0])
    scan.write_text("Другое письмо")
    chancery.register(files=[Attachment(scan)])
    chancery.workplace.rebuild(lambda _done, _total: None)
    assert len(waiting(chancery)) == 1
    assert found(chancery, "санаторий") == {document: True}
    chancery.assert_sound()


@pytest.mark.parametrize("state", [TextState.EMPTY, TextState.DAMAGED, TextState.ENCRYPTED])
def test_a_file_without_a_text_is_not_tried_again(
    chancery: Chancery, scan: Path, state: TextState
) -> None:
    """The state says why."""
    chancery.register(files=[Attachment(scan)])
    (one,) = waiting(chancery)
    keep(chancery, one, state)
    assert waiting(chancery) == []
    assert chancery.workplace.read(texts.states, hashes=[one.sha256])[one.sha256].state is state


def test_after_a_salvage_files_are_read_anew(chancery: Chancery, scan: Path) -> None:
    """A new database knows no texts; reading them costs only time."""
    document = chancery.register(files=[Attachment(scan)]).document
    keep(chancery, waiting(chancery)[0])
    chancery.close()
    salvage(chancery.folder)
    chancery.reopen()
    keep(chancery, waiting(chancery)[0])
    assert found(chancery, "санаторий") == {document: True}
