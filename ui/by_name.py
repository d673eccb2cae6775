"""Functions of the core by their names: their modules are read by the thread that calls them.

A question is asked by the windows and answered by another thread. Where its module was read by
whoever asks, the windows would stand still for it, a dozen modules long, as the program starts.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def by_name(module: str, name: str) -> Callable[..., Any]:
    """Give a function to ask the bridge for; its module has nothing of Qt's.

    Args:
        module: where it stands, as `edo.commands.control`.
        name: of the function there.
    """

    def call(*things: object, **words: object) -> Any:
        return getattr(import_module(module), name)(*things, **words)

    call.__name__ = name
    return call
