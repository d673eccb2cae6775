"""Text breaks into lines that fit and that together are the text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edo.reports.typeface import Cut, Ruler, presentable
from edo.reports.wrapping import HYPHEN, wrap

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
RULER = Ruler(Cut.REGULAR, 7.5)
WORDS = st.text(st.sampled_from("аәбқңұіһ -/.,№7«»(W\n\u00a0Б"), max_size=200)


def joined(lines: list[str]) -> str:
    """Return what the lines say, without the blanks and hyphens that breaking takes and gives."""
    return "".join(line.removesuffix(HYPHEN) for line in lines).replace(" ", "")


@given(WORDS | st.text(max_size=200), st.floats(12, 300))
@example("республикалық", 30)
@example("әлеуметтік-экономикалық", 60)
@example("\u0301" * 40, 12)
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    """Whatever is written, every letter is on some line and every line fits its cell."""
    shown = presentable(text)

    lines = wrap(shown, width, RULER)

    assert joined(lines) == shown.replace(" ", "").replace("\n", "")
    assert all(RULER[line] <= width + 1e-6 for line in lines)
    assert not any("\n" in line for line in lines)


@given(WORDS)
def test_presenting_twice_is_presenting_once(text: str) -> None:
    """Presentable text is left as it is."""
    assert presentable(presentable(text)) == presentable(text)


def test_words_stay_whole_where_they_fit() -> None:
    """A line breaks at blanks, and a number keeps its hyphens together."""
    lines = wrap("кіріс 01-07/128-ОР тіркелді", RULER["01-07/128-ОР"] + 1, RULER)

    assert lines == ["кіріс", "01-07/128-ОР", "тіркелді"]


def test_a_compound_word_breaks_at_its_own_hyphen() -> None:
    """A hyphen or slash between letters is a good place to break and gets no second hyphen."""
    width = RULER["есеп информационно-"] + 1

    lines = wrap("есеп информационно-аналитический", width, RULER)

    assert lines == ["есеп информационно-", "аналитический"]


def test_a_long_word_breaks_between_syllables() -> None:
    """A word wider than its cell is broken between syllables and marked with a hyphen."""
    lines = wrap("зарегистрирован", RULER["зарегистр"], RULER)

    assert lines == ["зарегист" + HYPHEN, "рирован"]


def test_lines_of_the_text_stay_lines() -> None:
    """A line end in the text is a line end on paper."""
    assert wrap("Хат\nПисьмо", 500, RULER) == ["Хат", "Письмо"]


@pytest.mark.parametrize("cut", Cut)
def test_every_cut_has_the_kazakh_letters(cut: Cut) -> None:
    """Every cut of the typeface can draw the letters of both languages and the usual signs."""
    ruler = Ruler(cut, 10)

    assert presentable(KAZAKH + "Ёё№«»–—…₸") == KAZAKH + "Ёё№«»–—…₸"
    assert all(ruler[letter] > 0 for letter in KAZAKH)


def test_text_is_made_drawable() -> None:
    """Letters are composed, invisible signs vanish, and a strange letter leaves a mark."""
    assert presentable("и\u0306") == "й"
    assert presentable("а\u00ad\u200b\x00б\tв  г\r\n д") == "аб в г\nд"
    assert presentable("雨") == "\ufffd"
