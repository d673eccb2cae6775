"""Paper, and the text of a file."""

import multiprocessing
from collections.abc import Iterator
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from bench import office
from bench.measure import Result, median, memory_mb, milliseconds, seconds
from edo import printing
from edo.commands import documents
from edo.domain.card import Card, Party
from edo.queries import search
from edo.queries.phrases import PaperLanguage
from edo.transfer.reading import read_waiting
from edo.workplace import open_workplace


def journals(folder: Path) -> Iterator[Result]:
    """Time a journal of 10 000 rows as PDF and xlsx, each in a process of its own."""
    made = office.make(folder / "journal", 10_000)
    made.workplace.close()
    for name, target in (("pdf", 8.0), ("xlsx", 4.0)):
        runs = [_apart(folder, made.journal, name) for _ in range(3)]
        yield Result(
            f"journal of 10 000 rows as {name}",
            median([spent for spent, _ in runs]),
            "s",
            target,
            notes={"memory_mb": round(max(memory for _, memory in runs)), "memory_target_mb": 300},
        )


def text_found(folder: Path) -> Iterator[Result]:
    """Time a born-digital letter registered until a word of it is found."""
    made = office.make(folder / "text", 1_000)
    letters = folder / "letters"
    letters.mkdir()
    taken: list[float] = []
    for n in range(10):
        letter = letters / f"letter-{n}.pdf"
        printing.print_journal(
            made.workplace,
            journal=made.journal,
            since=date(2000, 1, 1),
            until=date(2000, 1, 2 + n),
            language=PaperLanguage.BOTH,
            path=letter,
        )
        taken += milliseconds(lambda letter=letter: _register_and_find(made, letter), 1)
    made.workplace.close()
    yield Result("born-digital file registered until its text is found", median(taken), "ms", 500.0)


def _register_and_find(made: office.Office, letter: Path) -> None:
    card = Card(subject_ru="Письмо", parties=(Party(name="Горком"),))
    registration = documents.register(
        made.workplace, journal=made.journal, card=card, files=[documents.Attachment(letter)]
    )
    read_waiting(made.workplace, seconds=30)
    hits = made.workplace.read(search.search, text="регистрировались", newest_first=True)
    if registration.document not in [hit.row.document for hit in hits]:
        raise AssertionError(letter)


def _apart(folder: Path, journal: str, kind: str) -> tuple[float, float]:
    """Print in a fresh process; return seconds and the greatest memory in MB."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_print, args=(folder, journal, kind, theirs))
    process.start()
    answer: tuple[float, float] = ours.recv()
    process.join()
    return answer


def _print(folder: Path, journal: str, kind: str, answer: "Connection[object, object]") -> None:
    workplace = open_workplace(folder / "journal")
    today = workplace.clock.today()
    spent = seconds(
        lambda: printing.print_journal(
            workplace,
            journal=journal,
            since=date(2000, 1, 1),
            until=today,
            language=PaperLanguage.BOTH,
            path=folder / f"journal.{kind}",
        )
    )
    workplace.close()
    answer.send((spent, memory_mb()))
