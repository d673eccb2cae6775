"""The evening: journals, cards and a stamped copy, as files a person can open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edo import printing
from edo.queries import directory
from edo.queries.phrases import PaperLanguage
from edo.reports.stamp import Corner
from edo.sample.story import JOURNALS, Story

_FORMS = (".pdf", ".xlsx", ".csv")
_CARDS = {
    "information": PaperLanguage.BOTH,
    "circular": PaperLanguage.BOTH,
    "complaint": PaperLanguage.KK,
}


@dataclass(frozen=True, slots=True)
class Result:
    """What was written: its name in the table's language, and where it lies, in each form."""

    what: str
    paths: tuple[Path, ...]

    @property
    def names(self) -> str:
        """The names of the files, the last ones by their ends alone."""
        first, *others = self.paths
        return ", ".join([first.name, *(path.suffix for path in others)])


def print_day(story: Story, folder: Path) -> Iterator[Result]:
    """Write the year's journals, some cards and a stamped copy; yield each when it is there."""
    yield from _journals(story, folder)
    yield from _cards(story, folder)
    path = folder / "stamped.pdf"
    printing.stamp(
        story.workplace,
        document=story.document("agreement"),
        path=path,
        corner=Corner.LOWER_RIGHT,
    )
    number = story.kept["agreement"].number
    yield Result(story.words.text("the scan of № {number} with the stamp", number=number), (path,))


def _journals(story: Story, folder: Path) -> Iterator[Result]:
    since = date(story.on.year, 1, 1)
    for kind, index in JOURNALS.items():
        item = story.workplace.read(directory.journal, index=index)
        title = item.journal.title_kk if story.words.language == "kk" else item.journal.title_ru
        paths = tuple(folder / f"journal-{kind.value}{form}" for form in _FORMS)
        for path in paths:
            printing.print_journal(
                story.workplace,
                journal=item.id,
                since=since,
                until=story.on,
                language=PaperLanguage.BOTH,
                path=path,
            )
        yield Result(title, paths)


def _cards(story: Story, folder: Path) -> Iterator[Result]:
    for key, language in _CARDS.items():
        path = folder / f"card-{key}.pdf"
        printing.print_card(
            story.workplace, document=story.document(key), language=language, path=path
        )
        number = story.kept[key].number
        yield Result(story.words.text("the card of № {number}", number=number), (path,))
