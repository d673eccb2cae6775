"""Programs that are there to be killed, and how they are: see `tests.mortal` and `tests.clerk`.

A nursery is a program that forks a child at each line it reads, tells the child's number and, when
the child is no more, says "dead". What a child says before a full stop was acknowledged, and must
be there ever after.
"""

import faulthandler
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[1]
PATIENCE = 60
"""Seconds after which a program that says nothing is a failure."""


@dataclass
class Nursery:
    """Children that work on one home until they are killed.

    Attributes:
        process: which forks them.
        said: what they said so far, word by word.
    """

    process: "subprocess.Popen[bytes]"
    said: list[list[str]] = field(default_factory=list[list[str]])
    rest: bytes = b""

    def kill_one(self, what: str, after: float, *, since: str = "child") -> None:
        """Let a child work and kill it.

        Args:
            what: it does.
            after: seconds it may go on for.
            since: what it must have said first; by default that it was born.
        """
        self.tell(what)
        child = int(self.hear("child")[1])
        if since != "child":
            words = self.hear(since)
            assert words, f"nobody says {since}"
            self.said.append(words)
        if not self.hear("dead", after):
            os.kill(child, signal.SIGKILL)
            assert self.hear("dead"), "a killed child lives on"

    def tell(self, what: str) -> None:
        """Write a line to the program."""
        assert self.process.stdin is not None
        self.process.stdin.write(what.encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, awaited: str, seconds: float = PATIENCE) -> list[str]:
        """Listen until a word is said, or for so long; return what was said with it."""
        assert self.process.stdout is not None
        end = monotonic() + seconds
        while True:
            while b"\n" in self.rest:
                line, self.rest = self.rest.split(b"\n", 1)
                words = line.decode().split()
                assert words[0] != "failed", words
                if words[0] == awaited:
                    return words
                self.said.append(words)
            left = max(end - monotonic(), 0)
            if not select.select([self.process.stdout], [], [], left)[0]:
                return []
            heard = os.read(self.process.stdout.fileno(), 65536)
            assert heard, "the nursery itself died"
            self.rest += heard


@contextmanager
def nursery(module: str, *arguments: str) -> Generator[Nursery]:
    """Start a program of the tests; it ends when the block does."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        yield Nursery(process)


def say(*words: str) -> None:
    """Write a line in one piece, at once."""
    os.write(1, (" ".join(words) + "\n").encode())


def serve(live: Callable[[str], object]) -> None:
    """Fork a child for each line that comes, one after the other.

    Args:
        live: does the child's work; an error is said, for the test to fail by it. Where it was for
            long is told on the error output.
    """
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            faulthandler.dump_traceback_later(PATIENCE / 2)
            try:
                live(line.strip())
            finally:
                error = sys.exc_info()[1]
                if error is not None:
                    say("failed", repr(error))
                os._exit(1)
        say("child", str(child))
        os.waitpid(child, 0)
        say("dead")
