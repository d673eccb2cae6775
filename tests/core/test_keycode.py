"""A key written on paper comes back, and a slip of the hand is found in its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo import keycode
from edo.errors import Reason, Refusal

KEY = bytes(range(32))
LINES = keycode.write(KEY)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.binary(min_size=32, max_size=32))
def test_a_code_says_its_key(key: bytes) -> None:
    """Four lines of four groups of four signs, none of which is taken for another."""
    lines = keycode.write(key)
    assert [[len(group) for group in line.split("-")] for line in lines] == [[4] * 4] * 4
    assert set("".join(lines)) <= {*SIGNS, "-"}
    assert keycode.read("\n".join(lines)) == key


def test_a_code_stays_what_it_is() -> None:
    """A sheet printed years ago is read by today's program."""
    assert LINES == (
        "000G-40R4-0M30-FN1Y",
        "104G-M2RC-1M70-Z72B",
        "208H-44RM-2MB1-FY4T",
        "30CH-M6RW-3MF1-YGW0",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "\n".join(f" {n}. {line}" for n, line in enumerate(LINES, 1)),
        "\r\n\r\n".join(f"{n}) {line}  " for n, line in enumerate(LINES, 1)),
        "".join(LINES),
        " ".join(LINES).replace("-", " "),
        "\n".join(line.replace("-", "\n") for line in LINES),
        "\n".join(LINES).lower(),
        "\n".join(LINES).replace("0", "O").replace("1", "l"),
        "\n".join(LINES).translate(str.maketrans("0ABCEHKMPTXY", "ОАВСЕНКМРТХУ")),
        "\n".join(LINES).replace("-", " – "),
    ],
    ids=[
        "numbered",
        "apart",
        "in one go",
        "blanks",
        "groups",
        "small",
        "alike",
        "cyrillic",
        "dashes",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    """Spaces, line ends, case and signs that look alike make no difference."""
    assert keycode.read(typed) == KEY


def test_a_mistyped_sign_is_found_in_its_group() -> None:
    """Whatever sign of whatever line is typed wrong, its group of that line is named."""
    for n, line in enumerate(LINES):
        for place, sign in enumerate(line):
            if sign == "-":
                continue
            wrong = SIGNS[(SIGNS.index(sign) + 1) % len(SIGNS)]
            typed = [*LINES]
            typed[n] = line[:place] + wrong + line[place + 1 :]
            with pytest.raises(Refusal) as refusal:
                keycode.read("\n".join(typed))
            assert refusal.value.reason is Reason.CODE_GROUP_WRONG
            assert refusal.value.values == {"n": n + 1, "group": place // 5 + 1}


@pytest.mark.parametrize(
    ("typed", "told_of"),
    [
        ("", (Reason.CODE_INCOMPLETE, 0)),
        ("\n".join(LINES[:3]), (Reason.CODE_INCOMPLETE, 3)),
        ("\n".join((*LINES, LINES[0])), (Reason.CODE_INCOMPLETE, 5)),
        ("\n".join((LINES[0], LINES[2], LINES[1], LINES[3])), (Reason.CODE_LINE_MOVED, 2)),
        ("\n".join((LINES[0], LINES[1][:-1], *LINES[2:])), (Reason.CODE_GROUP_LENGTH, 2)),
        ("\n".join((*LINES[:3], LINES[3] + "0")), (Reason.CODE_GROUP_LENGTH, 4)),
        ("\n".join((*LINES[:3], LINES[3].replace("-", "")[1:])), (Reason.CODE_LINE_LENGTH, 4)),
        ("\n".join((LINES[0][::-1], *LINES[1:])), (Reason.CODE_LINE_WRONG, 1)),
        (
            "\n".join((*LINES[:2], LINES[2].replace("-", "Щ"), LINES[3])),
            (Reason.CODE_SIGN_WRONG, 3),
        ),
        ("".join(LINES)[:-1], (Reason.CODE_LINE_LENGTH, 4)),  # nothing else is out of place
    ],
)
def test_a_wrong_line_is_named(typed: str, told_of: tuple[Reason, int]) -> None:
    """Missing, doubled, exchanged, short, long, or with a sign that no code has."""
    assert told(typed) == told_of


@pytest.mark.parametrize(
    ("line", "told_of"),
    [
        ("000G-4OR4-0M3Ж-FN1Y", (Reason.CODE_SIGN_WRONG, {"n": 1, "group": 3, "sign": "Ж"})),
        ("000G-40R4-0M3-FNЩ1Y", (Reason.CODE_SIGN_WRONG, {"n": 1, "group": 4, "sign": "Щ"})),
        ("000G-40R-0M30-FN1Y", (Reason.CODE_GROUP_LENGTH, {"n": 1, "group": 2, "signs": 3})),
        ("1. 000G 40R40M30 FN1", (Reason.CODE_LINE_LENGTH, {"n": 1, "signs": 15})),
        ("000G-4R04-0M30-FN1Y", (Reason.CODE_GROUP_WRONG, {"n": 1, "group": 2})),
        (LINES[3], (Reason.CODE_LINE_MOVED, {"n": 1, "other": 4})),
    ],
    ids=["cyrillic", "in a long group", "short group", "short", "changed about", "another line"],
)
def test_what_is_wrong_in_a_line_is_told(line: str, told_of: tuple[Reason, object]) -> None:
    """The group to be compared with the sheet, as far as that shows."""
    with pytest.raises(Refusal) as refusal:
        keycode.check(1, line)
    assert (refusal.value.reason, refusal.value.values) == told_of


@given(st.text(max_size=120))
def test_no_text_is_taken_for_a_code(typed: str) -> None:
    """Anything else is refused, and nothing but a refusal is ever raised."""
    told(typed)


def test_only_a_whole_key_is_written() -> None:
    """Another length is a mistake of the program."""
    with pytest.raises(ValueError, match="31"):
        keycode.write(bytes(31))


def told(typed: str) -> tuple[Reason, object]:
    """Return what a refused code is refused for."""
    with pytest.raises(Refusal) as refusal:
        keycode.read(typed)
    return refusal.value.reason, refusal.value.values["n"]
