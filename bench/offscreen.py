"""The client in a process of its own, without a screen: what it says about itself is read."""

import os
import subprocess
import sys


def said(module: str, *words: object, seconds: int) -> str:
    """Run a module of this package and return what it printed; an error ends the workload.

    Args:
        module: its name, without the package.
        words: what is told to it.
        seconds: how long it may take.
    """
    run = subprocess.run(
        [sys.executable, "-m", f"bench.{module}", *map(str, words)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        timeout=seconds,
        check=True,
    )
    return run.stdout
