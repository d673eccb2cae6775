"""The words around what was found in the text of a file."""

from pathlib import Path

import pytest

from edo.commands.documents import Attachment
from edo.domain.text import TextState
from edo.queries.excerpts import LONGEST, Looked, excerpts
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


def look(office: Chancery, typed: str, key: int, since: int = 0) -> Looked:
    """Look through a stretch of a document's files."""
    return office.workplace.read(excerpts, text=typed, keys=[key], since=since)


def read(office: Chancery, typed: str, key: int) -> str:
    """Return the excerpt of a short text."""
    return look(office, typed, key).found[key].text


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
        said = read(office, typed, key)
        assert shown in [said[start:end] for start, end in marked(typed)(said)]
        assert said.startswith("… ")
        assert said.endswith(" …")
        assert len(said) < 220


def test_the_place_with_most_of_the_words_is_shown(tmp_path: Path) -> None:
    """One of two words stands at the beginning; both together further back."""
    text = "Список путевок. " + FILLER + "Путевки для ветеранов труда."
    with founded(tmp_path / "home") as office:
        key = with_text(office, tmp_path, text)
        said = read(office, "путёвка ветеран", key)
        assert "ветеранов" in said


def test_the_end_of_a_book_is_reached_a_stretch_at_a_time(tmp_path: Path) -> None:
    """No answer looks through more than a stretch; going on, the last word has its excerpt."""
    text = "слово " * (5 * LONGEST // 6 + 100) + "санаторий Алатау"
    with founded(tmp_path / "home") as office:
        key = with_text(office, tmp_path, text)
        told = [look(office, "санаторий", key, place * LONGEST) for place in range(6)]
        assert [bool(one.found) for one in told] == [False] * 5 + [True]
        assert [one.rest for one in told] == [(key,)] * 5 + [()]
        said = told[-1].found[key].text
        assert said.startswith("… слово")
        assert said.endswith("санаторий Алатау")


@pytest.mark.parametrize("shift", range(-12, 13, 3))
def test_a_word_between_two_stretches_is_found(tmp_path: Path, shift: int) -> None:
    """Wherever a stretch ends, the words around its end are whole in one of the two."""
    text = "а" * (LONGEST + shift - 6) + " санаторий " + "б " * LONGEST
    with founded(tmp_path / "home") as office:
        key = with_text(office, tmp_path, text)
        looks = [look(office, "санаторий", key, since) for since in (0, LONGEST)]
        assert any("санаторий" in one.found[key].text for one in looks if one.found)


def test_what_has_all_the_words_is_looked_through_no_further(tmp_path: Path) -> None:
    """A better place cannot come; a place with one of two words can still be bettered."""
    text = "Путевки в санаторий. " + FILLER * 20
    with founded(tmp_path / "home") as office:
        key = with_text(office, tmp_path, text)
        assert look(office, "путевка санаторий", key).rest == ()
        half = look(office, "путевка ветеран", key)
        assert (half.found[key].said, half.rest) == (1, (key,))
