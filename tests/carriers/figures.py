"""How long the operations of a carrier take over SMB: `python -m tests.carriers.figures`.

One JSON line an operation, as `bench` prints them. Client and server share this machine and its
loopback, and the client speaks SMB in Python: what is measured is how many round trips there are
and what the server does, not a network.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from edo.share.carrier import Carrier
from tests.carriers.samba import SmbSystem, samba

TIMES = 100
SIZES = {"1 KB": 1_000, "64 KB": 64_000, "1 MB": 1_000_000}
NAMES = 500


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder, samba(Path(folder)) as server:
        for what, links in (("links", True), ("creation", False)):
            (server.folder / what).mkdir()
            system = SmbSystem(server)
            carrier = server.carrier(what, dev="a", links=links, system=system)
            for operation, act, times in operations(carrier):
                before = system.calls
                took = sorted(timed(act, n) for n in range(times))
                told = {
                    "carrier": f"Samba {server.version.removeprefix('Version ')}, {what}",
                    "operation": operation,
                    "times": times,
                    "calls": round((system.calls - before) / times, 1),
                    "ms_median": round(median(took), 1),
                    "ms_worst": round(took[-1], 1),
                    "per_second": round(1000 / median(took)),
                }
                sys.stdout.write(json.dumps(told) + "\n")
                sys.stdout.flush()


def operations(carrier: Carrier) -> Iterator[tuple[str, Callable[[int], object], int]]:
    """Yield operations to be timed: name, what is done the n-th time, how often."""
    chance = random.Random(1)
    for size, number in SIZES.items():
        data = chance.randbytes(number)
        times = TIMES if number < SIZES["1 MB"] else TIMES // 5
        yield f"put {size}", lambda n, d=data, s=size: carrier.put_new(_name(n, s), d), times
        yield f"read {size}", lambda n, s=size, k=number: carrier.read(_name(n, s), k), times
    yield "claim", lambda n: carrier.claim(f"claims/j/{n:07}", b"a" * 400), TIMES
    yield "claim that is taken", lambda n: carrier.claim(f"claims/j/{n:07}", b"b" * 400), TIMES
    for n in range(TIMES, NAMES):
        carrier.put_new(_name(n, "1 KB"), b"")
    yield f"list {NAMES} names", lambda _: list(carrier.list("s1kb")), TIMES // 5
    yield "read nothing", lambda n: carrier.read(f"nothing/{n}", 100), TIMES


def timed(act: Callable[[int], object], n: int) -> float:
    """Return how many milliseconds the n-th time took."""
    begun = perf_counter()
    act(n)
    return (perf_counter() - begun) * 1000


def _name(n: int, size: str) -> str:
    return f"s{size.replace(' ', '').lower()}/{n:07}"


if __name__ == "__main__":
    main()
