"""Letting Python's collector of cycles rest while many values are made that have none."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def resting() -> Generator[None]:
    """Keep the collector from looking, until the block ends, through what it cannot free.

    A batch of ten thousand documents makes millions of values, none in a cycle, and the collector
    would look through all of them again and again: a third of the batch's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
