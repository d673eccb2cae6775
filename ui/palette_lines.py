"""What the palette shows: documents, people and commands as lines, in sections, the best first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from edo.domain.card import Kind
from edo.domain.document import Status
from edo.domain.organisation import Being
from edo.queries.documents import DocumentRow
from edo.queries.names import Likeness, Named, Typed
from edo.queries.search import Hit, Mark
from edo.sentences import mark
from edo.wording import Wording
from ui.models.document_list import ENDED, theirs
from ui.palette_last import DOCUMENT
from ui.widgets.palette_line import Heading, Item, Line, unmarked

DOCUMENTS, PEOPLE, COMMANDS = mark("Documents"), mark("People and correspondents"), mark("Commands")
ROOM = 12
"""Lines of all sections together, as many as are seen on the screens of offices."""
SHARES = {DOCUMENTS: 5, PEOPLE: 3, COMMANDS: 4}
"""Lines a section has where the others are full too; what one leaves the first of them takes."""
ENOUGH = 3
"""So many letters may mean a command before they mean a word of a title."""
ICONS = {
    Kind.INCOMING: "inbox",
    Kind.OUTGOING: "send",
    Kind.INTERNAL: "file-text",
    Kind.ORDERS: "gavel",
    Kind.MINUTES: "users",
    Kind.APPEALS: "message-square",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """A command that was found, and how well it fits."""

    line: Line
    likeness: Likeness


def document_line(
    row: DocumentRow,
    words: Wording,
    run: Callable[[], object],
    *,
    marks: Callable[[str], list[Mark]] = unmarked,
    office: str = "",
    in_file: bool = False,
) -> Line:
    """Make the line of a document: number and title; when, who and their number below.

    The title is that in which something was found, else the one in the person's language.
    """
    language = words.language
    titles = (row.subject(language), row.subject_ru, row.subject_kk)
    title = next((title for title in titles if title and marks(title)), titles[0])
    below = (words.date(row.on), row.correspondent(language), theirs(row, words))
    state = words.name(row.status) if row.status in (*ENDED, Status.DRAFT) else ""
    where = words.text("in a file") if in_file else words.name(row.kind)
    return Line(
        DOCUMENT + row.document,
        ICONS[row.kind],
        title,
        run,
        lead=f"№ {row.number}" if row.number else words.name(row.status),
        note=" · ".join(part for part in below if part) or words.name(row.status),
        beside=" · ".join(part for part in (office, state if row.number else "", where) if part),
        marks=marks,
    )


def hit_line(
    hit: Hit,
    words: Wording,
    run: Callable[[], object],
    marks: Callable[[str], list[Mark]],
    office: str,
) -> Line:
    """Make the line of a document found."""
    return document_line(hit.row, words, run, marks=marks, office=office, in_file=hit.in_file)


def person_line(
    one: Named, words: Wording, run: Callable[[], object], marks: Callable[[str], list[Mark]]
) -> Line:
    """Make the line of a person: the name as it was found, and what they are."""
    language = words.language
    names = (one.name(language), one.ru, one.kk)
    name = next((name for name in names if name and marks(name)), names[0])
    is_person = one.being is Being.PERSON
    what = words.text("Correspondent") if one.key else ""
    gone = words.text("left on {day}", day=words.date(one.left)) if one.left else ""
    note = " · ".join(part for part in (gone, one.about(language)) if part)
    return Line(
        "",
        "user" if is_person else "building",
        name,
        run,
        note=note or words.name(one.being),
        beside=what,
        marks=marks,
    )


def fitting(commands: Sequence[Line], wanted: Typed) -> list[Fit]:
    """Find commands by their names, or by what stands beside them; the best first."""
    found: list[Fit] = []
    for line in commands:
        like = wanted.likeness(line.title)
        if like is None and wanted.likeness(f"{line.title} {line.beside}") is not None:
            like = Likeness.INSIDE
        if like is not None:
            found.append(Fit(replace(line, marks=wanted.marks), like))
    return sorted(found, key=lambda fit: fit.likeness)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its marked English name, its lines, and how good the best is, less is better."""

    name: str
    lines: Sequence[Line]
    rank: int


def sections(
    hits: Sequence[Hit],
    documents: Sequence[Line],
    people: Sequence[Line],
    commands: Sequence[Fit],
    typed: str,
) -> list[Section]:
    """Put the sections in order: what is most likely meant comes first.

    That is the document of just this number, then a command called so, then documents of which one
    sees why they were found, people, other documents, and commands called similarly.

    Args:
        hits: documents found, with their lines in `documents`.
        people: lines of people found.
        commands: the best first.
        typed: what a person typed, folded.
    """
    whole = bool(hits) and hits[0].place.stage == 0
    called = len(typed) >= ENOUGH and bool(commands) and commands[0].likeness is Likeness.BEGINS
    seen = bool(documents) and documents[0].shows_why
    found = (
        Section(DOCUMENTS, documents, 0 if whole else 2 if seen else 4),
        Section(PEOPLE, people, 3),
        Section(COMMANDS, [fit.line for fit in commands], 1 if called else 5),
    )
    return sorted((one for one in found if one.lines), key=lambda one: one.rank)


def arranged(
    found: Sequence[Section],
    words: Wording,
    last: Line | None = None,
    fits: Callable[[Sequence[Item]], bool] = lambda _items: True,
) -> list[Item]:
    """Lay sections under one another in the room there is.

    Args:
        found: sections in their order.
        words: to name them in.
        last: what stands under all.
        fits: tells whether so many items are seen at once; where they are not, the longest
            sections are cut, each to one line at least.
    """
    shares = {one.name: min(len(one.lines), SHARES[one.name]) for one in found}
    left = ROOM - sum(shares.values())
    for one in found:
        more = min(left, len(one.lines) - shares[one.name])
        shares[one.name] += more
        left -= more
    items = _laid(found, shares, words, last)
    while not fits(items) and max(shares.values(), default=1) > 1:
        longest = max(shares, key=lambda name: shares[name])
        shares[longest] -= 1
        items = _laid(found, shares, words, last)
    return items


def _laid(
    found: Sequence[Section], shares: Mapping[str, int], words: Wording, last: Line | None
) -> list[Item]:
    items: list[Item] = []
    for one in found:
        items += [Heading(words.text(one.name)), *one.lines[: shares[one.name]]]
    return [*items, *([Heading("")] if items else []), last] if last else items
