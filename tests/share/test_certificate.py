"""The code on a certificate: short, signed, with one spelling, and hostile to hostile input."""

import base64
import string
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edo import keys
from edo.errors import DamagedError, OutdatedError
from edo.share import certificate, frame
from edo.share.certificate import LONGEST, MARK, Certificate

KEY = keys.from_seed(bytes(range(32)))
OTHER = keys.from_seed(bytes(range(1, 33)))
SAID = Certificate(
    v=1,
    org="xbsxbarkr4od7qoi",
    dev=KEY.name,
    auth=24,
    person="Әбенова Гүлнұр Қайратқызы",
    course="Освоение единого электронного документооборота",
    edition=date(2026, 9, 1),
    passed=date(2026, 10, 13),
    until=date(2027, 10, 13),
    number="ОБ-7",
    session="v1kjpb7wg0z2sbr3e",
    document="d1kjpc1gt0wq6zjnh",
)
CODE = certificate.seal(SAID, KEY)


def _signed(line: bytes, key: keys.SigningKey = KEY) -> str:
    """Return a code of any line, rightly signed: its author is hostile and has a key."""
    data = line + frame.sign(certificate.KIND, line, key)
    return MARK + base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_a_code_is_read_as_it_was_sealed() -> None:
    """By its device's key, and no other."""
    framed, said = certificate.read(CODE)
    assert said == SAID
    assert certificate.is_signed(framed, KEY.public)
    assert not certificate.is_signed(framed, OTHER.public)


def test_blanks_and_ends_of_lines_mean_nothing() -> None:
    """A code copied from a letter is broken into lines."""
    broken = "\n ".join(CODE[place : place + 60] for place in range(0, len(CODE), 60))
    assert certificate.read(f" {broken}\r\n")[1] == SAID


def test_every_changed_sign_is_refused() -> None:
    """Each sign in turn replaced by each other sign there is, and by some there are not."""
    letters = string.ascii_letters + string.digits + "-_"
    for place in range(len(CODE)):
        for letter in {letters[place % 64], letters[(place * 7 + 11) % 64], "=", "+", "Ж", "\0"}:
            if letter == CODE[place]:
                continue
            changed = CODE[:place] + letter + CODE[place + 1 :]
            try:
                framed, _ = certificate.read(changed)
            except DamagedError:
                continue
            assert not certificate.is_signed(framed, KEY.public), (place, letter)


@given(st.text(max_size=600))
def test_no_text_does_harm(text: str) -> None:
    """Whatever is scanned or typed, it is read or refused with a reason."""
    for one in (text, MARK + text, CODE[: len(text)] + text):
        try:
            framed, _ = certificate.read(one)
        except (DamagedError, OutdatedError):
            continue
        assert "".join(one.split()) == CODE or not certificate.is_signed(framed, KEY.public)


@given(st.binary(max_size=340))
def test_no_signed_bytes_do_harm(line: bytes) -> None:
    """Who has a key may sign anything; what is not a certificate is refused all the same."""
    with pytest.raises((DamagedError, OutdatedError)):
        certificate.read(_signed(line))


def _line(*told: object, alphabet: int = 1) -> bytes:
    return bytes([alphabet]) + msgspec.json.encode(told).decode().encode(
        {1: "kz1048", 2: "utf-8"}[alphabet]
    )


TOLD = msgspec.to_builtins(SAID)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\1",
        b"\3" + _line(*TOLD)[1:],
        _line(*TOLD, alphabet=2),
        _line(*TOLD) + b" ",
        _line(*TOLD, 1),
        _line(*TOLD[:-1]),
        b"\1" + _line(*TOLD)[1:].replace(b",24,", b",24.0,"),
        b"\1" + _line(*TOLD)[1:].replace(b"[1,", b"[ 1,"),
        b"\1" + _line(*TOLD)[1:].replace(b"2026-10-13", b"2026-13-10"),
        _line(*TOLD[:4], "", *TOLD[5:]),
        _line(*TOLD[:4], "А\u202eБ", *TOLD[5:], alphabet=2),
        _line(*TOLD[:4], "А\nБ", *TOLD[5:]),
        _line(*TOLD[:4], "А" * 121, *TOLD[5:]),
        _line(*TOLD[:9], "9" * 65, *TOLD[10:]),
        _line(*TOLD[:10], "t1kjpb7wg0z2sbr3e", TOLD[11]),
        _line(*TOLD[:11], "d1"),
        _line(True, *TOLD[1:]),
        _line(1, "x" * 17, *TOLD[2:]),
        _line(*TOLD[:3], -2, *TOLD[4:]),
    ],
)
def test_another_spelling_of_a_certificate_is_none(line: bytes) -> None:
    """Rightly signed, and refused: what two readers could read in two ways proves nothing."""
    with pytest.raises(DamagedError):
        certificate.read(_signed(line))


def test_padding_and_other_endings_of_base64_are_refused() -> None:
    """The last sign of base64 has bits nobody reads: they must be zero."""
    for text in (CODE + "=", CODE + "==", CODE.replace("_", "/"), CODE[:-1], CODE + "A"):
        with pytest.raises(DamagedError):
            certificate.read(text)


def test_a_later_release_is_told_apart_from_damage() -> None:
    """Its codes ask for an update."""
    with pytest.raises(OutdatedError):
        certificate.read(_signed(_line(2, *TOLD[1:])))


def test_a_long_title_is_cut_and_a_long_name_is_not() -> None:
    """The code stays short enough for paper, in any letters."""
    long = msgspec.structs.replace(SAID, course="Қауіпсіздік " * 25)
    code = certificate.seal(long, KEY)
    said = certificate.read(code)[1]
    assert len(code) <= LONGEST
    assert said.course.endswith("…")
    assert long.course.startswith(said.course[:-1])
    assert len(said.course) > 50
    assert said.person == SAID.person
    rare = msgspec.structs.replace(SAID, person="Ğülnar Şaripova", course="Oqý ✓ " * 50)
    code = certificate.seal(rare, KEY)
    assert len(code) <= LONGEST
    assert certificate.read(code)[1].person == rare.person


def test_what_cannot_be_short_is_not_made() -> None:
    """Better no code than one nobody can scan."""
    with pytest.raises(ValueError, match="signs"):
        certificate.seal(msgspec.structs.replace(SAID, person="Ы" * 120, number="9" * 64), KEY)


def test_a_code_of_another_kind_signed_by_the_key_is_none() -> None:
    """Signatures of other objects do not pass for a certificate's."""
    line = certificate.read(CODE)[0].line
    other = frame.sign(frame.Kind(b"x\n", b"edo/claim/1", 100), line, KEY)
    text = MARK + base64.urlsafe_b64encode(line + other).decode().rstrip("=")
    assert not certificate.is_signed(certificate.read(text)[0], KEY.public)


def test_the_code_of_a_sheet_names_its_session() -> None:
    """And nothing else does."""
    session = "v1kjpb7wg0z2sbr3e"
    assert certificate.read_sheet(certificate.sheet(session)) == session
    for text in ("EDOS1:", "EDOS1:d1kjpc1gt0wq6zjnh", "EDOS1:" + "v" * 600, "EDOS1:v1 ../x"):
        with pytest.raises(DamagedError):
            certificate.read_sheet(text)
