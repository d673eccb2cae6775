"""A new workplace joins a large office: everything comes out of packs, in a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import office, sharing
from bench.measure import Bare, Result, memory_mb, rows_of, schema_of, seconds
from edo.exchange.exchange import Exchange
from edo.exchange.packing import Packer
from edo.queries.documents import page
from edo.queries.listing import Filter
from edo.share import publish
from edo.share.folder import FolderCarrier
from edo.store import ledger
from edo.workplace import Workplace, open_workplace


def onboarding(made: office.Office, kept: Path, folder: Path) -> Iterator[Result]:
    """Time a new workplace from its first exchange until all is listed, and until all is found.

    Args:
        made: the office.
        kept: where its share lies, as long as the office is kept.
        folder: for the newcomer.
    """
    keeper = made.workplace
    share = kept / f"share-{made.size}"
    share.mkdir(parents=True, exist_ok=True)
    carrier = FolderCarrier(share, dev=keeper.device)
    publish.put_records(carrier, -1, keeper.records[:1])
    newcomer = folder / f"newcomer-{time.time_ns()}"
    sharing.join(keeper, newcomer).close()
    exchange = Exchange(keeper, carrier)
    sent = seconds(exchange.run)
    packed = seconds(lambda: Packer(keeper, carrier).pack(at_least=1))
    exchange.run()
    changes = keeper.read(ledger.count)
    keeper.close()
    told = subprocess.run(
        [sys.executable, "-m", "bench.onboarding", str(newcomer), str(share)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = json.loads(told)
    notes = {
        "documents": made.size,
        "changes": changes,
        "publish_s": round(sent, 1),
        "pack_s": round(packed, 1),
        "share_mb": round(sum(p.stat().st_size for p in sharing.files_below(share)) / 1e6),
        **found,
    }
    bare = _bare_rows(newcomer, folder) if made.size <= _BARE_LIMIT else None
    yield Result("join an office, until all is listed", found["listed_s"], "s", 240, bare, notes)
    yield Result("  its memory", found["memory_mb"], "MB", 500, None)


_BARE_LIMIT = 100_000
"""Documents whose rows are held in memory to be inserted once more."""


def _bare_rows(newcomer: Path, folder: Path) -> float:
    workplace = open_workplace(newcomer)
    rows = workplace.read(rows_of)
    bare = Bare(folder / "bare.db", workplace.read(schema_of))
    workplace.close()
    taken = seconds(lambda: bare.insert(rows))
    bare.close()
    return taken


def _first_page(workplace: Workplace) -> float:
    return seconds(lambda: workplace.read(page, filter=Filter()))


def main() -> None:
    """Be the newcomer: collect everything and tell how it went."""
    home, share = map(Path, sys.argv[1:])
    workplace = open_workplace(home)
    pages: list[float] = []
    when: list[float] = []
    start, cpu = time.perf_counter(), time.process_time()

    def progress(_done: int, _total: int) -> None:
        when.append(time.perf_counter() - start)
        if len(when) % 20 == 1:
            pages.append(_first_page(workplace))

    carrier = FolderCarrier(share, dev=workplace.device)
    exchange = Exchange(workplace, carrier)
    outcome = exchange.run(progress)
    found = time.perf_counter() - start
    exchange.run()
    told = {
        "listed_s": round(when[-1], 1),
        "found_s": round(found, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        "first_listed_s": round(when[0], 2),
        "segments": outcome.received.segments,
        "slowest_commit_s": round(max(b - a for a, b in zip([0, *when], when, strict=False)), 2),
        "nothing_new_ms": round(min(seconds(exchange.run) for _ in range(10)) * 1000, 2),
        "slowest_page_ms": round(max(pages) * 1000, 1),
        "memory_mb": round(memory_mb()),
    }
    workplace.close()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
