"""A key lies in the system's store, under a password or in a file, and the program knows which."""

import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked, PasswordDeleteError

from edo import keys, keystore
from edo.errors import DamagedError, Reason, Refusal
from edo.keystore import Protection


@dataclass
class Store:
    """A store of secrets that can be locked, full of another's secrets, or forgetful."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    locked: bool = False
    forgets: bool = False
    stubborn: bool = False

    def get_password(self, service: str, username: str) -> str | None:
        """Give a secret."""
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        if self.locked:
            raise KeyringLocked
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        if self.stubborn:
            raise PasswordDeleteError
        del self.kept[service, username]


def nowhere() -> None:
    """Find no store."""


def forbidden() -> None:
    """Fail where a store is asked for that nobody needs."""
    raise AssertionError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the key lies, or the note of it."""
    return tmp_path / "device.key"


def test_a_new_key_goes_where_it_is_safest(path: Path) -> None:
    """Into the store; without one into an open file, and the program can say so."""
    store = Store()
    made = keys.make()
    assert keystore.keep(made, path, store=lambda: store) is Protection.STORE
    assert keystore.protection(path) is Protection.STORE
    assert keystore.load(path, store=lambda: store).seed == made.seed
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(store.kept) == 1

    other = path.with_name("other.key")
    assert keystore.keep(made, other, store=nowhere) is Protection.OWNER
    assert keystore.protection(other) is Protection.OWNER
    assert keystore.load(other, store=forbidden).seed == made.seed


def test_the_note_tells_nothing_secret(path: Path) -> None:
    """What stays in the folder is the public key; as a key file it is damage."""
    store = Store()
    made = keys.make()
    keystore.keep(made, path, store=lambda: store)
    (secret,) = store.kept.values()
    told = path.read_bytes()
    assert secret.encode() not in told
    assert keys.from_seed(bytes.fromhex(secret)).public == made.public
    with pytest.raises(DamagedError):
        keys.load(path)


def test_a_chosen_password_comes_first(path: Path) -> None:
    """Who names a password needs it, and no store is asked for."""
    made = keys.make()
    kept = keystore.keep(made, path, password="құпия", store=forbidden)
    assert kept is keystore.protection(path) is Protection.PASSWORD
    assert keystore.load(path, password="құпия", store=forbidden).seed == made.seed
    with pytest.raises(Refusal) as refusal:
        keystore.load(path, store=forbidden)
    assert refusal.value.reason is Reason.PASSWORD_NEEDED


@pytest.mark.parametrize("store", [Store(locked=True), Store(forgets=True)], ids=["locked", "void"])
def test_a_store_that_does_not_keep_is_no_store(path: Path, store: Store) -> None:
    """A new key then lies in its file; one that is there stays in it."""
    made = keys.make()
    assert keystore.keep(made, path, store=lambda: store) is Protection.OWNER
    before = path.read_bytes()
    with pytest.raises(Refusal) as refusal:
        keystore.move_in(path, store)
    assert refusal.value.reason is Reason.KEY_STORE_REFUSES
    assert path.read_bytes() == before


def test_a_key_moves_into_the_store_and_out_again(path: Path) -> None:
    """From under a password into the store, from there under another; doing it twice is no harm."""
    store = Store()
    made = keys.make()
    made.save(path, password="құпия")
    with pytest.raises(Refusal):
        keystore.move_in(path, store, password="кот")
    for _ in range(2):
        keystore.move_in(path, store, password="құпия")
        assert keystore.protection(path) is Protection.STORE
    assert keystore.load(path, store=lambda: store).seed == made.seed
    for _ in range(2):
        keystore.move_out(path, store, password="кот")
        assert keystore.protection(path) is Protection.PASSWORD
    assert keys.load(path, password="кот").seed == made.seed
    assert store.kept == {}


def test_what_a_store_does_not_forget_does_no_harm(path: Path) -> None:
    """The file holds the key from then on."""
    store = Store(stubborn=True)
    made = keys.make()
    keystore.keep(made, path, store=lambda: store)
    keystore.move_out(path, store)
    assert keystore.load(path, store=forbidden).seed == made.seed


def test_a_silent_store_is_said(path: Path) -> None:
    """Not there, locked, or without the key: a sentence, and the note stays."""
    store = Store()
    keystore.keep(keys.make(), path, store=lambda: store)
    before = path.read_bytes()
    for found in (None, Store(locked=True), Store()):
        with pytest.raises(Refusal) as refusal:
            keystore.load(path, store=lambda found=found: found)
        assert refusal.value.reason is Reason.KEY_STORE_SILENT
    with pytest.raises(Refusal):
        keystore.move_out(path, Store())
    assert path.read_bytes() == before


@pytest.mark.parametrize("secret", ["", "ключ", "00", "11" * 32])
def test_another_secret_under_the_name_of_the_key_is_damage(path: Path, secret: str) -> None:
    """No key, a part of one, or another's."""
    store = Store()
    keystore.keep(keys.make(), path, store=lambda: store)
    store.kept = dict.fromkeys(store.kept, secret)
    with pytest.raises(DamagedError):
        keystore.load(path, store=lambda: store)


def test_two_keys_lie_in_one_store(path: Path) -> None:
    """Two workplaces of one person on one computer do not take each other's key."""
    store = Store()
    made = {path.with_name(f"{n}.key"): keys.make() for n in range(2)}
    for place, key in made.items():
        keystore.keep(key, place, store=lambda: store)
    for place, key in made.items():
        assert keystore.load(place, store=lambda: store).seed == key.seed
    assert len({service for service, _ in store.kept}) == 2


def test_a_key_that_is_not_there_is_said(path: Path) -> None:
    """The sentence names the file."""
    for act in (keystore.protection, keystore.load):
        with pytest.raises(Refusal) as refusal:
            act(path)
        assert refusal.value.reason is Reason.CANNOT_READ
        assert refusal.value.values["path"] == str(path)


def run(code: str, backend: str) -> int:
    """Run a program where a person chose a backend of the library, and return its exit code."""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHON_KEYRING_BACKEND": backend},
        cwd=Path(__file__).resolve().parents[2],
        check=False,
    )
    return ended.returncode


def test_a_key_in_a_file_never_waits_for_the_library_of_stores(path: Path) -> None:
    """A start loads nothing of it."""
    keys.make().save(path)
    code = f"""
import pathlib, sys
from edo import keystore
keystore.load(pathlib.Path({str(path)!r}))
assert not [name for name in sys.modules if name.startswith("keyring")]
"""
    assert run(code, "keyring.backends.null.Keyring") == 0


@pytest.mark.parametrize(
    ("backend", "fit"),
    [
        ("keyring.backends.null.Keyring", False),
        ("keyring.backends.fail.Keyring", False),
        ("keyring.backends.chainer.ChainerBackend", False),
        ("no.such.Keyring", False),
        ("__main__.Plain", False),
        ("__main__.Good", True),
    ],
)
def test_only_a_store_fit_for_secrets_is_taken(backend: str, *, fit: bool) -> None:
    """Not one that drops or refuses, a chain of nothing, one not there, or an open file."""
    code = f"""
from keyring.backend import KeyringBackend
from edo import keystore

class Plain(KeyringBackend):
    priority = 0.5
    def get_password(self, service, username): return None
    def set_password(self, service, username, password): pass

class Good(Plain):
    priority = 5

found = keystore.system_store()
assert isinstance(found, Good) if {fit} else found is None
"""
    assert run(code, backend) == 0


def test_a_key_is_forgotten_by_file_and_store(path: Path, tmp_path: Path) -> None:
    """What the store has goes with the note; a store that cannot forget does not keep the note."""
    made, store, other = keys.make(), Store(), tmp_path / "other.key"
    keystore.keep(made, path, store=lambda: store)
    keystore.forget(path, store=lambda: store)
    assert not path.exists()
    assert not store.kept
    made.save(other)
    keystore.forget(other, store=forbidden)
    assert not other.exists()
    store.stubborn = True
    keystore.keep(made, path, store=lambda: store)
    keystore.forget(path, store=lambda: store)
    assert not path.exists()
