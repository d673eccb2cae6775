"""The office most stories begin in."""

from collections.abc import Generator

import pytest

from tests.desks import Office
from tests.desks import office as furnished


@pytest.fixture
def office() -> Generator[Office]:
    """Give the office, with nothing done yet."""
    with furnished() as made:
        yield made
