"""Run the workloads: `python -m bench [NAME …] [--million] [--folder DIR]`."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import (
    asking,
    client,
    importing,
    keystrokes,
    office,
    onboarding,
    paper,
    recording,
    routing,
    scrolling,
    seen,
    sharing,
    training,
)
from bench.measure import Result
from edo.workplace import open_workplace

_MILLION = 1_000_000
_SMALL = 10_000
_ROUNDS = 10


def main() -> int:
    """Run what is asked for, each workload in a folder of its own."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", help=f"of: {', '.join(WORKLOADS)}; all by default")
    parser.add_argument("--million", action="store_true", help="also with 1 000 000 documents")
    parser.add_argument("--folder", type=Path, help="keep the filled offices here between runs")
    given = parser.parse_args()
    for name in given.names or WORKLOADS:
        for size in (_SMALL, _MILLION) if given.million and name in SIZED else (_SMALL,):
            folder = Path(tempfile.mkdtemp(prefix="bench-"))
            try:
                for result in WORKLOADS[name](folder, given.folder, size):
                    print(result.line(), flush=True)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    return 0


def _filled(folder: Path, kept: Path | None, size: int) -> office.Office:
    """Return an office of that size, made once where a folder to keep it is given."""
    home = (kept or folder) / f"office-{size}"
    if not home.exists():
        return office.make(home, size)
    workplace = open_workplace(home)
    journal = workplace.read(
        lambda connection: connection.exec_driver_sql(
            "SELECT journal FROM documents LIMIT 1"
        ).scalar_one()
    )
    return office.Office(workplace, str(journal), size)


def _pages(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    yield from asking.pages(made)
    made.workplace.close()


def _search(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    yield from asking.found(made, 5.0 if size == _SMALL else 80.0)
    made.workplace.close()


def _client(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    made.workplace.close()
    yield from client.start(made.workplace.home.folder, size)


def _held(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    made.workplace.close()
    yield from client.held(made.workplace.home.folder, size)


def _memory(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    made.workplace.close()
    yield from client.memory(made.workplace.home.folder, size, _ROUNDS)


def _palette(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    made.workplace.close()
    yield from keystrokes.keystrokes(made.workplace.home.folder, size)


def _scroll(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    made.workplace.close()
    yield from scrolling.scrolling(made.workplace.home.folder, size)


def _onboarding(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    yield from onboarding.onboarding(_filled(folder, kept, size), kept or folder, folder)


def _routing(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    made = _filled(folder, kept, size)
    yield from routing.routing(made, folder)
    made.workplace.close()


Workload = Callable[[Path, Path | None, int], Iterator[Result]]

WORKLOADS: dict[str, Workload] = {
    "one": lambda folder, _kept, size: recording.one(folder, existing=size),
    "bulk": lambda folder, _kept, _size: recording.bulk(folder),
    "pages": _pages,
    "search": _search,
    "text": lambda folder, _kept, _size: paper.text_found(folder),
    "journal": lambda folder, _kept, _size: paper.journals(folder),
    "client": _client,
    "held": _held,
    "memory": _memory,
    "palette": _palette,
    "scroll": _scroll,
    "share": lambda folder, _kept, _size: sharing.sharing(folder),
    "seen": lambda folder, _kept, _size: seen.seen(folder),
    "onboarding": _onboarding,
    "routing": _routing,
    "import": lambda folder, _kept, _size: importing.importing(folder),
    "training": lambda folder, _kept, _size: training.training(folder),
}
SIZED = frozenset(
    {
        "pages",
        "search",
        "client",
        "held",
        "memory",
        "palette",
        "scroll",
        "onboarding",
        "routing",
    }
)
"""Workloads that are also run with a million documents."""

if __name__ == "__main__":
    sys.exit(main())
