"""Any number of histories, one after another: `python -m tests.world SEEDS [FIRST [STEPS]]`.

One line at the end sums up; a seed that fails is told at once and kept in `failed.txt` here, from
where it goes into `tests/share/regressions.txt`.
"""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from edo.errors import EdoError
from tests.signatures import tried_once
from tests.world.telling import STORIES, Summary, tell

_FAILED = Path(__file__).with_name("failed.txt")


def one(seed: int, steps: int) -> Summary | str:
    """Tell one history; return what failed, if something did."""
    try:
        with tried_once():
            return tell(seed, steps)
    except (AssertionError, EdoError, LookupError, TypeError, ValueError) as error:
        return f"{seed} {type(error).__name__}: {error}"[:300]


def say(line: str) -> None:
    """Tell a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(seeds: int = 500, first: int = 0, steps: int = 200) -> int:
    """Tell histories on all processors; return how many failed."""
    befell: Counter[str] = Counter()
    failed: list[str] = []
    done = 0
    with ProcessPoolExecutor() as pool:
        numbers = range(first, first + seeds)
        for told in pool.map(partial(one, steps=steps), numbers, chunksize=8):
            if isinstance(told, str):
                failed.append(told)
                say(f"FAILED {told}")
            else:
                done += told.steps
                befell += told.befell
    if failed:
        with _FAILED.open("a") as file:
            file.writelines(f"{line}\n" for line in failed)
    faults = ", ".join(f"{name} {count}" for name, count in sorted(befell.items()))
    say(f"seeds {seeds}, steps {done}, stories {len(STORIES)}, failures {len(failed)}: {faults}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(min(main(*map(int, sys.argv[1:])), 1))
