"""An office for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import Chancery, founded


@pytest.fixture
def chancery(tmp_path: Path) -> Iterator[Chancery]:
    """Found an office on the usual day."""
    with founded(tmp_path / "home") as made:
        yield made
