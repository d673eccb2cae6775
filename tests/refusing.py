"""Why something is refused."""

from typing import Any

import pytest

from edo.errors import Reason, Refusal


def refusal(act: Any, *given: Any, **told: Any) -> Reason:
    """Return why an act is refused."""
    with pytest.raises(Refusal) as caught:
        act(*given, **told)
    return caught.value.reason
