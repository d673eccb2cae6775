"""Lines of the pane: addressees, files and links as something one can press."""

from __future__ import annotations

from collections.abc import Iterable

from edo.commands.reading import Content
from edo.domain.card import RECEIVED_KINDS, Party
from edo.domain.document import Document, File, Link
from edo.narrative import Narrator
from edo.queries.documents import Linked
from edo.sentences import mark
from edo.wording import Wording
from ui.desk import Desk
from ui.widgets.line_button import LineButton
from ui.widgets.select import sentence

SHEETS = frozenset({"xlsx", "xls", "ods", "csv"})
PICTURES = frozenset({"png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp", "gif"})
PAGED = PICTURES | {"pdf"}
"""Endings of files that have pages of their own."""
READABLE = PAGED | {"docx", "docm", "dotx", "odt", "rtf", "txt", "htm", "html", "eml"}
"""Endings of files whose pages can be shown, if only plain ones."""
BACK = {
    Link.REPLY: mark("answered by"),
    Link.APPENDIX: mark("has the appendix"),
    Link.BASIS: mark("is the basis of"),
    Link.REPLACES: mark("replaced by"),
    Link.RELATED: mark("related to"),
}
"""What a link reads like from its other end."""


def ending(name: str) -> str:
    """Give a file's ending in small letters, without the dot."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


def paged(files: Iterable[File]) -> list[File]:
    """Give the files whose pages can be shown: scans first, plain pages last."""
    found = [file for file in files if ending(file.current.name) in READABLE]
    plain = {file.id: ending(file.current.name) not in PAGED for file in found}
    return sorted(found, key=lambda file: (plain[file.id], file.role != "scan"))


def party_name(party: Party, narrator: Narrator) -> str:
    """Write an addressee: the name in the directory, and the person there."""
    name = narrator.name(party.correspondent) if party.correspondent else ""
    return ", ".join(part for part in (name, party.name) if part)


def party_note(document: Document, party: Party, words: Wording) -> str:
    """Write how one addressee's copy goes and how far it has come; nothing for a sender."""
    if document.kind in RECEIVED_KINDS:
        return ""
    state = words.name(party.state)
    parts = [
        words.name(party.method),
        f"{state} {words.date(party.on)}" if party.on else state,
        party.proof,
    ]
    return " · ".join(part for part in parts if part)


def file_line(desk: Desk, file: File, content: Content | None) -> LineButton:
    """Make the line of a file: its name, what it is, its size and its text."""
    words, current = desk.speech.words, file.current
    note = [words.name(file.role), words.size(current.size)]
    if content is None or content.path is None:
        note.append(words.text("not on this computer"))
    elif content.text is not None:
        if content.text.pages:
            note.append(words.plural("{n} page", "{n} pages", content.text.pages))
        note.append(words.name(content.text.state))
    if len(file.versions) > 1:
        note.append(words.text("version {n}", n=len(file.versions)))
    return LineButton(desk, icon_of(current.name), current.name, " · ".join(note))


def icon_of(name: str) -> str:
    """Choose the icon of a file by its ending."""
    kind = ending(name)
    if kind in SHEETS:
        return "file-spreadsheet"
    return "scan-line" if kind in PICTURES else "file-text"


def link_line(desk: Desk, linked: Linked) -> LineButton:
    """Make the line of a link: how, to which document, and its title."""
    words = desk.speech.words
    how = words.text(BACK[linked.link]) if linked.back else words.name(linked.link)
    number = f"№ {linked.number}" if linked.number else words.name(linked.status)
    date = words.date(linked.on)
    titles = (linked.subject_ru, linked.subject_kk)
    title = (titles[1] or titles[0]) if words.language == "kk" else (titles[0] or titles[1])
    text = f"{sentence(how)} {number}"
    if date:
        text = words.text("{link} of {date}", link=text, date=date)
    icon = "corner-down-right" if linked.back else "reply"
    return LineButton(desk, icon, text, title)
