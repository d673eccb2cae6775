"""What a place and an act of the main window are, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.desk import Desk

Build = Callable[[Desk, QWidget], QWidget]
"""Makes a page within the widget it will stand in; put there later, it would be dressed twice."""


def later(module: str, name: str, **words: object) -> Build:
    """Make a page's builder that reads the page's module only when it is first visited."""

    def build(desk: Desk, parent: QWidget) -> QWidget:
        return cast(QWidget, getattr(import_module(module), name)(desk, parent=parent, **words))

    return build


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the main window and its line in the list at the left.

    Attributes:
        code: its name in the program (`documents.incoming`).
        name: marked English text.
        icon: the name of an icon.
        build: makes the page when it is first visited.
        group: a marked English heading over the first place of a group, or nothing.
        listed: whether it has a line at the left; a card or the search results have none.
    """

    code: str
    name: str
    icon: str
    build: Build
    group: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person can begin from anywhere: an entry of the primary button's menu."""

    code: str
    name: str
    icon: str
    run: Callable[[], object]
    keys: str = ""
