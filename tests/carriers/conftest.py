"""Carriers that are not ours: tried only where `make test-carriers` asks for it.

What they need is brought by `tools/carriers.py`; a suite that cannot run says why.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.carriers.samba import Samba, samba

collect_ignore_glob = [] if "EDO_CARRIERS" in os.environ else ["*"]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samba]:
    """Start a Samba of our own."""
    with samba(tmp_path_factory.mktemp("samba")) as made:
        yield made


@pytest.fixture
def place(server: Samba, tmp_path: Path) -> str:
    """Make an empty folder on the server; its name there is as long as the test's."""
    name = tmp_path.name
    (server.folder / name).mkdir()
    return name
