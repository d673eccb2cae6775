"""Hashes of files before they are taken in."""

import hashlib
from pathlib import Path

import pytest

from edo.errors import Reason, Refusal
from edo.store.blobs import SIZE_LIMIT
from edo.transfer.fingerprint import fingerprint


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    """The hash is the content's SHA-256, whatever the file is called."""
    path = tmp_path / "хат.pdf"
    path.write_bytes(b"letter" * 100_000)
    found = fingerprint(path)
    assert found.sha256 == hashlib.sha256(b"letter" * 100_000).hexdigest()
    assert found.size == 600_000


def test_what_cannot_be_taken_is_refused(tmp_path: Path) -> None:
    """What is not there, a folder, an empty file and a giant each have their reason."""
    empty, giant = tmp_path / "пусто.pdf", tmp_path / "видео.mp4"
    empty.touch()
    with giant.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    for path, reason in (
        (tmp_path / "нет.pdf", Reason.CANNOT_READ),
        (tmp_path, Reason.CANNOT_READ),
        (empty, Reason.FILE_EMPTY),
        (giant, Reason.FILE_TOO_LARGE),
    ):
        with pytest.raises(Refusal) as refused:
            fingerprint(path)
        assert refused.value.reason is reason
