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


Workload = Callable[[Path, Path | None, int], Iterator[Result]]
"""Measured in a folder of its own, with the one that keeps offices, if any, and a size."""


def _open(measured: Callable[[office.Office, Path, int], Iterator[Result]]) -> Workload:
    """Return a workload in an open office, which is closed behind it."""

    def run(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
        made = _filled(folder, kept, size)
        yield from measured(made, folder, size)
        made.workplace.close()

    return run


def _at_home(measured: Callable[[Path, int], Iterator[Result]]) -> Workload:
    """Return a workload at the home of an office that nobody has open."""

    def run(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
        made = _filled(folder, kept, size)
        made.workplace.close()
        yield from measured(made.workplace.home.folder, size)

    return run


def _onboarding(folder: Path, kept: Path | None, size: int) -> Iterator[Result]:
    yield from onboarding.onboarding(_filled(folder, kept, size), kept or folder, folder)


WORKLOADS: dict[str, Workload] = {
    "one": lambda folder, _kept, size: recording.one(folder, existing=size),
    "bulk": lambda folder, _kept, _size: recording.bulk(folder),
    "pages": _open(lambda made, _folder, _size: asking.pages(made)),
    "search": _open(
        lambda made, _folder, size: asking.found(made, 5.0 if size == _SMALL else 80.0)
    ),
    "text": lambda folder, _kept, _size: paper.text_found(folder),
    "journal": lambda folder, _kept, _size: paper.journals(folder),
    "client": _at_home(client.start),
    "held": _at_home(client.held),
    "memory": _at_home(lambda home, size: client.memory(home, size, _ROUNDS)),
    "palette": _at_home(keystrokes.keystrokes),
    "scroll": _at_home(scrolling.scrolling),
    "share": lambda folder, _kept, _size: sharing.sharing(folder),
    "seen": lambda folder, _kept, _size: seen.seen(folder),
    "onboarding": _onboarding,
    "routing": _open(lambda made, folder, _size: routing.routing(made, folder)),
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
