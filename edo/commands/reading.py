"""What a clerk does with a document without changing it: read it whole, open and take out files."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edo.change import COMMON
from edo.commands.myself import Myself, myself
from edo.domain.organisation import Office
from edo.domain.roster import Roster
from edo.errors import Reason, refuse_os_error
from edo.queries import directory, documents, history
from edo.queries.directory import OfficeItem
from edo.queries.execution import DocumentExecution, of_document
from edo.queries.history import History
from edo.store import texts
from edo.store.texts import FileText
from edo.workplace import Workplace

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_NAME_LIMIT = 120
_OWN = 0o644
"""A copy taken out is the person's own, to write in."""
_NOBODY = Myself("", "")
_DIGITS = 12
"""Of a content's hash, enough to keep apart two files of one name."""


@dataclass(frozen=True, slots=True)
class Content:
    """A content of an attached file: where it lies, None if not on this computer; and its text."""

    path: Path | None
    text: FileText | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A document with its links, its history and the contents of its files by hash.

    `winner` is the document that has its number by right, where that is another one. `elsewhere` is
    the office that keeps the document, where that is not this workplace's: it can be read only.
    `execution` is what is to be done about it, `me` who reads it.
    """

    card: documents.Card
    history: History
    contents: dict[str, Content]
    winner: documents.Card | None = None
    elsewhere: Office | None = None
    execution: DocumentExecution | None = None
    me: Myself = _NOBODY


def other_offices(workplace: Workplace, *, language: str = "ru") -> list[OfficeItem]:
    """Return the other offices with journals whose documents come here too, by the alphabet."""
    others = workplace.spaces - {COMMON, workplace.identity.office}
    found = workplace.read(directory.registering_offices, language=language) if others else []
    return [one for one in found if one.id in others]


def read_document(workplace: Workplace, *, document: str) -> Whole:
    """Read a document whole, as it stands at one moment.

    Raises:
        Refusal: there is none.
    """
    card, told, known, winner, kept = workplace.read(
        _whole, document=document, roster=workplace.roster
    )
    elsewhere = kept if card.document.office != workplace.identity.office else None
    hashes = (version.sha256 for file in card.document.files for version in file.versions)
    contents = {
        sha256: Content(
            workplace.blobs.path(sha256) if workplace.blobs.holds(sha256) else None,
            known.get(sha256),
        )
        for sha256 in hashes
    }
    execution = workplace.read(of_document, document=document, today=workplace.clock.today())
    return Whole(card, told, contents, winner, elsewhere, execution, myself(workplace))


def open_copy(workplace: Workplace, *, sha256: str, name: str) -> Path:
    """Lay out a read-only copy of a content for other programs to open; return where it is.

    Args:
        workplace: whose file.
        sha256: its content.
        name: what it is called; characters that no computer allows in names are replaced.

    Raises:
        Refusal: the content is not on this computer, or the copy cannot be written.
    """
    target = workplace.home.opened / sha256[:_DIGITS] / safe_name(name)
    held = workplace.blobs.path(sha256)
    same = target.is_file() and held.is_file() and target.stat().st_size == held.stat().st_size
    if not same:
        workplace.blobs.copy_out(sha256, target, name)
    return target


def take_copy(workplace: Workplace, *, sha256: str, name: str, path: Path) -> Path:
    """Copy a content to a place a person chose.

    Raises:
        Refusal: the content is not on this computer, or the copy cannot be written.
    """
    workplace.blobs.copy_out(sha256, path, name)
    try:
        path.chmod(_OWN)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_WRITE, path) from error
    return path


def safe_name(name: str) -> str:
    """Return a file's name without what a folder elsewhere, or Windows, could not hold."""
    plain = _UNFIT.sub("_", name).strip(" .") or "_"
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) < _NAME_LIMIT // 2:
        plain = f"{stem[: _NAME_LIMIT - len(ending)]}.{ending}"
    plain = plain[: _NAME_LIMIT + 1]
    return f"_{plain}" if _RESERVED.match(plain) else plain


def _whole(
    connection: Any, *, document: str, roster: Roster
) -> tuple[documents.Card, History, dict[str, FileText], documents.Card | None, Office]:
    card = documents.card(connection, document=document)
    told = history.of_document(connection, document=document, roster=roster)
    hashes = [version.sha256 for file in card.document.files for version in file.versions]
    winner = documents.card(connection, document=card.winner) if card.winner else None
    office = card.document.office
    kept = directory.entries(connection, subjects=[office]).get(office, Office())
    return card, told, texts.states(connection, hashes=hashes), winner, kept
