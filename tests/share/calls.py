"""The operating system's calls as a test wants them: counted, failing, or the last ones made."""

from collections.abc import Callable
from typing import Any

from edo.share.system import System
from tests.share.carriers import Crash

CALLS = [name for name in vars(System) if not name.startswith("_") and name != "folder"]
"""Every call a folder carrier makes."""
Meet = Callable[[str, Callable[[], Any]], Any]


class Met(System):
    """Calls that meet the test first.

    Args:
        meet: takes the call's name and the call itself; does it, or something else.
    """

    def __init__(self, meet: Meet) -> None:
        self.meet = meet


def _met(name: str) -> Callable[..., Any]:
    def call(system: Met, *args: Any, **how: Any) -> Any:
        return system.meet(name, lambda: getattr(System, name)(system, *args, **how))

    return call


for _name in CALLS:
    setattr(Met, _name, _met(_name))


class Failing:
    """Lets a call fail some times, before it is done or though it was.

    Args:
        call: which.
        error: what it raises.
        times: how often.
        done: do it before it fails.
    """

    def __init__(
        self, call: str, error: OSError, times: int = 1_000, *, done: bool = False
    ) -> None:
        self._call = call
        self._error = error
        self._done = done
        self.left = times

    def __call__(self, name: str, call: Callable[[], Any]) -> Any:
        """Meet a call."""
        if name != self._call or not self.left:
            return call()
        self.left -= 1
        if self._done:
            call()
        raise self._error


class Written:
    """Writes down the calls that are made."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __call__(self, name: str, call: Callable[[], Any]) -> Any:
        """Meet a call."""
        self.calls.append(name)
        return call()


class LastCall:
    """Ends the program at the k-th call, before or after it is done.

    Args:
        k: which call, counted from 1; 0 for none.
        call: count calls of this name only.
        after: do it first.
    """

    def __init__(self, k: int = 0, *, call: str = "", after: bool = False) -> None:
        self._k = k
        self._call = call
        self._after = after
        self.made = 0
        self._dead = False

    def __call__(self, name: str, call: Callable[[], Any]) -> Any:
        """Meet a call."""
        if self._dead:
            # A killed program tidies nothing up.
            raise Crash
        if self._call in ("", name):
            self.made += 1
        self._dead = self.made == self._k > 0
        if self._dead and not self._after:
            raise Crash
        answer = call()
        if self._dead:
            raise Crash
        return answer
