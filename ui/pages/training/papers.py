"""Training on paper and as spreadsheets: what can be printed or written out, by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from edo.queries.sessions import Chosen
from ui.desk import Desk
from ui.widgets.list_out import ListOut
from ui.widgets.paper_out import PaperOut

PAPER, LISTS = "edo.sheets.training_paper", "edo.sheets.training_lists"


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what is printed.

    Attributes:
        on: the day.
        under: an office: it and those below it; empty: all.
        course: id of the course, `title` what it is called; empty where none is chosen.
    """

    on: date
    under: str = ""
    course: str = ""
    title: str = ""


class TrainingPapers(QObject):
    """Offers what can be printed from a section; the windows for files are asked by `PaperOut`."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self.paper = PaperOut(desk, host, PAPER)
        self.lists = PaperOut(desk, host, LISTS)
        self.menu = QMenu(host)

    def report(self, scope: Scope) -> None:
        """Print the report: which offices are trained in a course, which are not, who is left."""
        title = self.text("Report on training")
        self._ask(self.paper, "print_report", title, scope, course=scope.course)

    def matrix(self, scope: Scope) -> None:
        """Print offices × courses."""
        title = self.text("Offices and courses")
        self._ask(self.paper, "print_matrix", title, scope)

    def write_matrix(self, scope: Scope) -> None:
        """Write offices × courses as a spreadsheet."""
        title = self.text("Offices and courses")
        self._ask(self.lists, "list_matrix", title, scope)

    def write_offices(self, scope: Scope) -> None:
        """Write where offices stand with a course as a spreadsheet."""
        title = self.text("Offices in one course")
        self._ask(self.lists, "list_offices", title, scope, course=scope.course)

    def write_left(self, scope: Scope) -> None:
        """Write who is left to train as a spreadsheet."""
        title = self.text("Who is left to train")
        self._ask(self.lists, "list_left", title, scope, course=scope.course)

    def write_ending(self, scope: Scope) -> None:
        """Write the passes that end soon as a spreadsheet."""
        title = self.text("Passes that end soon")
        self._ask(self.lists, "list_ending", title, scope)

    def write_sessions(self, chosen: Chosen) -> None:
        """Write the sessions of a list as a spreadsheet."""
        title = self.text("Training sessions")
        name = f"{self._desk.today().isoformat()} {title}.xlsx"
        self.lists.ask("list_sessions", title, name, chosen=chosen)

    def offer(self, button: QWidget, entries: Sequence[tuple[str, Any]]) -> None:
        """Let a person choose one of several: names in their language, and what each does."""
        self.menu.clear()
        for name, act in entries:
            self.menu.addAction(name).triggered.connect(partial(_do, act))
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def printing(self, button: QWidget, scope: Scope, seen: ListOut | None = None) -> None:
        """Offer what can be printed of offices, and the list as it is seen."""
        entries: list[tuple[str, Any]] = [
            (f"{self.text('Offices and courses')}…", partial(self.matrix, scope))
        ]
        if seen is not None:
            entries.append((self.text("Print this list…"), seen.print_out))
        if scope.course:
            name = f"{self.text('Report on training')}: {scope.title}…"
            entries.insert(0, (name, partial(self.report, scope)))
        self.offer(button, entries)

    def writing(self, button: QWidget, scope: Scope, seen: ListOut | None = None) -> None:
        """Offer what can be written as a spreadsheet of offices, and the list as it is seen."""
        entries: list[tuple[str, Any]] = [
            (f"{self.text('Offices and courses')}…", partial(self.write_matrix, scope)),
            (f"{self.text('Passes that end soon')}…", partial(self.write_ending, scope)),
        ]
        if seen is not None:
            entries.append((self.text("Export this list…"), seen.export))
        if scope.course:
            for name, act in (
                (self.text("Offices in one course"), self.write_offices),
                (self.text("Who is left to train"), self.write_left),
            ):
                entries.insert(0, (f"{name}: {scope.title}…", partial(act, scope)))
        self.offer(button, entries)

    def _ask(self, out: PaperOut, function: str, title: str, scope: Scope, **words: Any) -> None:
        ending = "pdf" if out is self.paper else "xlsx"
        name = f"{scope.on.isoformat()} {title}.{ending}"
        out.ask(function, title, name, on=scope.on, under=scope.under, **words)

    def text(self, text: str) -> str:
        """Say a name in the person's language."""
        return self._desk.speech.words.text(text)


def _do(act: Any, *_checked: bool) -> None:
    act()
