"""The words around what was found in the text of a file."""

from pathlib import Path

import pytest

from edo.commands.documents import Attachment
from edo.domain.text import TextState
from edo.queries.excerpts import LONGEST, excerpts
from edo.queries.search import marked, search
from edo.store import texts
from tests.office import Chancery, founded

FILLER = "Общие положения и порядок работы комиссии. " * 300


def with_text(office: Chancery, folder: Path, text: str) -> int:
    """Register a letter with a file that was read, and return its key."""
    path = folder / "письмо.txt"
    path.write_text(text, encoding="utf-8")
    office.register(subject_ru="Письмо", files=[Attachment(path)])
    workplace = office.workplace
    (one,) = workplace.read(texts.waiting)
    workplace.write(texts.keep, sha256=one.sha256, state=TextState.FOUND, pages=1, text=text)
    (hit,) = workplace.read(search, text="Письмо")
    return hit.row.key


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("путёвкой", "путевки"),
        ("санатори", "санаторий"),
        ("балалар", "Балалардың"),
        ("путёвкой санаторий", "путевки"),
    ],
)
def test_the_words_stand_in_the_excerpt_in_whatever_form(
    tmp_path: Path, typed: str, shown: str
) -> None:
    """Far back in a text, in another form, in either language: the words around it are shown."""
    told = "Выделить три путевки в санаторий «Алатау». Балалардың демалысы туралы. "
    with founded(tmp_path / "home") as office:
        key = with_text(office, tmp_path, FILLER + told + FILLER)
        said = office.workplace.read(excerpts, text=typed, keys=[key])[key]
        assert shown in [said[start:end] for start, end in marked(typed)(said)]
        assert said.startswith("… ")
        assert said.endswith(" …")
        assert len(said) < 220


def test_the_place_with_most_of_the_words_is_shown(tmp_path: Path) -> None:
    """One of two words stands at the beginning; both together further back."""
    text = "Список путевок. " + FILLER + "Путевки для ветеранов труда."
    with founded(tmp_path / "home") as office:
        key = with_text(office, tmp_path, text)
        said = office.workplace.read(excerpts, text="путёвка ветеран", keys=[key])[key]
        assert "ветеранов" in said


def test_what_stands_too_far_back_has_no_excerpt(tmp_path: Path) -> None:
    """A book is looked through as far as one waits; the document is found all the same."""
    text = "слово " * (LONGEST // 6 + 10) + "санаторий"
    with founded(tmp_path / "home") as office:
        key = with_text(office, tmp_path, text)
        workplace = office.workplace
        assert workplace.read(excerpts, text="санаторий", keys=[key]) == {}
        assert [hit.row.key for hit in workplace.read(search, text="санаторий")] == [key]
