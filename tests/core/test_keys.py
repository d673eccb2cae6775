"""Keys: made, kept, found again, and never mistaken for another file."""

import stat
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edo import keys
from edo.errors import DamagedError, EdoError, Reason, Refusal


def test_a_key_comes_back_from_its_file(tmp_path: Path) -> None:
    """It signs as before, only its owner can read it, and its name fits a path."""
    path = tmp_path / "device.key"
    made = keys.make()
    made.save(path)
    again = keys.load(path)
    assert (again.public, again.name) == (made.public, made.name)
    assert keys.verify(made.public, again.sign(b"text"), b"text")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(made.name) == 16
    assert made.name.isalnum()
    assert made.name == made.name.lower()
    assert not keys.is_protected(path)


def test_a_protected_key_needs_its_password(tmp_path: Path) -> None:
    """Without it, and with another, the program says so; the private bytes are not in the file."""
    path = tmp_path / "device.key"
    made = keys.make()
    made.save(path, password="құпия")
    assert keys.is_protected(path)
    assert keys.load(path, password="құпия").public == made.public
    for password, reason in (("", Reason.PASSWORD_NEEDED), ("кот", Reason.WRONG_PASSWORD)):
        with pytest.raises(Refusal) as refusal:
            keys.load(path, password=password)
        assert refusal.value.reason is reason


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    """A file that is there stays; a folder that is not there is said."""
    path = tmp_path / "device.key"
    first = keys.make()
    first.save(path)
    for place in (path, tmp_path / "nowhere" / "device.key"):
        with pytest.raises(Refusal) as refusal:
            keys.make().save(place)
        assert refusal.value.reason is Reason.CANNOT_WRITE
    assert keys.load(path).public == first.public


def test_a_key_file_is_put_under_another_password(tmp_path: Path) -> None:
    """Under one, another, none: the key stays; a wrong old password changes nothing."""
    path = tmp_path / "device.key"
    made = keys.make()
    made.save(path)
    for old, new in (("", "құпия"), ("құпия", "кот"), ("кот", "")):
        keys.protect(path, old=old, new=new)
        assert keys.load(path, password=new).seed == made.seed
        assert keys.is_protected(path) == bool(new)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    keys.protect(path, old="", new="құпия")
    before = path.read_bytes()
    for old, reason in (("", Reason.PASSWORD_NEEDED), ("кот", Reason.WRONG_PASSWORD)):
        with pytest.raises(Refusal) as refusal:
            keys.protect(path, old=old, new="")
        assert refusal.value.reason is reason
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["device.key"]


def test_a_change_of_password_cut_short_loses_nothing(tmp_path: Path) -> None:
    """What an earlier try left beside is swept away; where nothing can be written, all stays."""
    path = tmp_path / "device.key"
    made = keys.make()
    made.save(path)
    beside = tmp_path / "device.key.new"
    beside.write_bytes(b"half of a key")
    keys.protect(path, old="", new="кот")
    assert not beside.exists()
    beside.mkdir()
    with pytest.raises(Refusal) as refusal:
        keys.protect(path, old="кот", new="")
    assert refusal.value.reason is Reason.CANNOT_WRITE
    assert keys.load(path, password="кот").public == made.public


def test_a_key_comes_back_from_its_secret_bytes() -> None:
    """32 bytes are the whole key; any other number is damage."""
    made = keys.make(lambda n: b"\x07" * n)
    assert made.seed == b"\x07" * 32
    assert keys.from_seed(made.seed).public == made.public
    for length in (0, 31, 33, 64):
        with pytest.raises(DamagedError):
            keys.from_seed(bytes(length))


def test_a_missing_key_file_is_said(tmp_path: Path) -> None:
    """The sentence names the file."""
    with pytest.raises(Refusal) as refusal:
        keys.load(tmp_path / "device.key")
    assert refusal.value.reason is Reason.CANNOT_READ
    assert refusal.value.values["path"] == str(tmp_path / "device.key")
    assert not keys.is_protected(tmp_path / "device.key")


def test_only_the_exact_words_and_the_right_key_verify() -> None:
    """Another text, another signature, another key: no."""
    one, other = keys.make(), keys.make()
    signature = one.sign(b"text")
    assert keys.verify(one.public, signature, b"text")
    assert not keys.verify(one.public, signature, b"Text")
    assert not keys.verify(other.public, signature, b"text")
    assert not keys.verify(one.public, signature[:-1], b"text")
    assert not keys.verify(one.public[:-1], signature, b"text")
    assert not keys.verify(b"", b"", b"")


fields = st.fixed_dictionaries(
    {"v": st.integers(-1, 2), "key": st.binary(max_size=64)},
    optional={
        "salt": st.binary(max_size=40),
        "nonce": st.binary(max_size=20),
        "passes": st.integers(-(10**20), 10**20),
        "kib": st.integers(-(10**20), 2000) | st.integers(10**7, 10**20),
    },
)


@settings(max_examples=150)
@given(fields.map(msgspec.json.encode) | st.binary(max_size=200))
def test_a_file_that_is_no_key_is_damage(content: bytes) -> None:
    """Whatever the bytes are, the answer is a sentence, and no monstrous work is done for them."""
    _try(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"v":1}',
        b'{"v":1,"key":""}',
        b'{"v":1,"key":"\xff"}',
        b'{"v":1,"key":"AAAA","x":' + b"[" * 2000,
        b" " * (keys.KEY_FILE_LIMIT + 10),
    ],
    ids=["empty", "keyless", "short", "no utf-8", "endless", "large"],
)
def test_a_broken_key_file_is_damage(content: bytes) -> None:
    """Each is told as damage of this file."""
    assert isinstance(_try(content), DamagedError)


def _try(content: bytes) -> keys.SigningKey | EdoError:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "device.key"
        path.write_bytes(content)
        try:
            return keys.load(path, password="кот")
        except EdoError as error:
            return error
