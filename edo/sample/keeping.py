"""The end of the day: duplicates merged, texts read, documents found, numbers looked over."""

from pathlib import Path

from edo.commands import correspondents, documents
from edo.domain.card import Kind
from edo.domain.text import TextState
from edo.queries import correspondents as known
from edo.queries import directory, numbers
from edo.queries.search import search
from edo.sample.story import JOURNALS, Story, text_file
from edo.sample.texts import cards
from edo.store import texts
from edo.transfer.reading import read_waiting

_READING_SECONDS = 30.0


def merge_duplicates(story: Story) -> None:
    """Merge the school that was typed by another name into its entry."""
    text = story.words.text
    story.at(16, 20)
    other = story.workplace.read(known.named, text="Школа № 25 г. Семей")
    if other is None:
        return
    keep = story.office.correspondents["school_25"]
    correspondents.merge(story.workplace, keep=keep, other=other.id)
    said = text(
        "merged a duplicate, its documents moved: “{other}” → {keep}",
        other=other.correspondent.name_ru,
        keep=story.whom("school_25"),
    )
    story.tell(said)


def read_texts(story: Story) -> None:
    """Let the program read the texts of the day's files, as it does in the background."""
    text, workplace = story.words.text, story.workplace
    story.at(16, 28)
    waiting = [one.sha256 for one in workplace.read(texts.waiting, limit=200)]
    read_waiting(workplace, seconds=_READING_SECONDS)
    states = workplace.read(texts.states, hashes=waiting).values()
    found = sum(one.state is TextState.FOUND for one in states)
    scans = sum(one.state is TextState.EMPTY for one in states)
    said = text(
        "read the files of the day: {found} have a text, {scans} are scans without one",
        found=found,
        scans=scans,
    )
    story.notice(said)


def find(story: Story) -> None:
    """Find documents by a form of a word, by Kazakh typed without its letters, by a scrap."""
    story.at(16, 41)
    for text in (
        "коллективных договоров",
        "салалык келисим",
        "1853",
        "учитель технологии",
    ):
        hits = story.workplace.read(search, text=text, limit=50)
        first = hits[0] if hits else None
        said = story.words.text(
            "searched for “{text}”: {found}",
            text=text,
            found=story.words.plural("{n} document", "{n} documents", len(hits)),
        )
        story.tell(said, first.row.number if first else "")


def look_over_numbers(story: Story) -> None:
    """Look over the numbers of every journal: what is missing has its reason."""
    text = story.words.text
    story.at(16, 55)
    for kind, index in JOURNALS.items():
        item = story.workplace.read(directory.journal, index=index)
        found = story.workplace.read(
            numbers.numbers,
            id=item.id,
            journal=item.journal,
            period=item.journal.period(story.on),
            today=story.on,
        )
        said = text(
            "{kind}: registered {registered}, missing with a reason {missing}, "
            "annulled {annulled}, reserved {reserved}",
            kind=story.words.name(kind),
            registered=found.registered,
            missing=len(found.missing),
            annulled=len(found.annulled),
            reserved=len(found.reserved),
        )
        story.tell(said, str(found.last))


def take_last_letters(story: Story) -> None:
    """Take in letters that came at the end of the day; they wait for tomorrow."""
    moment = story.at(17, 44)
    _take_in(story, "waiting", story.papers.pdf("waiting", "01-09-322 Справка", moment))
    story.at(17, 52)
    text = cards()["waiting_kk"]
    file = story.papers.plain(text.parties[0], text.kk, "kk", text.their_number, story.on)
    _take_in(story, "waiting_kk", file)


def _take_in(story: Story, key: str, file: Path) -> None:
    documents.begin(
        story.workplace, kind=Kind.INCOMING, card=story.card(key), files=[text_file(file)]
    )
    said = story.words.text(
        "took in a letter that waits to be registered: “{subject}”", subject=story.subject(key)
    )
    story.tell(said)
