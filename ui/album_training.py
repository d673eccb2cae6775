"""The pages of training in the album: every section, a session being marked, its sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.dialogs.import_window import open_import
from ui.dialogs.session_sheet import SessionSheet
from ui.main_window import MainWindow
from ui.pages.section import Section
from ui.pages.training.mark_list import Press
from ui.pages.training.page import COURSES, SESSIONS, TABS, TrainingPage
from ui.pages.training.session_rows import Seen
from ui.pages.training.session_view import SessionView

S = TypeVar("S")
Take = Callable[[str], S]
"""Makes the shot of the window as it stands."""
Over = Callable[[str, Callable[[], object]], Iterator[S | None]]
"""Opens a sheet over the window, takes it, puts it away."""


def walk(
    desk: Desk, window: MainWindow, code: str, take: Take[S], over: Over[S]
) -> Iterator[S | None]:
    """Go through training.

    Args:
        desk: what the window was given.
        window: the program's.
        code: of the place.
        take, over: how shots are made.
    """
    yield from sections(window, code, take)
    page = cast(TrainingPage, window.go(code))
    courses = cast(Section, page.go(COURSES))
    yield None
    yield from over("sheet.course", courses.change)
    yield from over("sheet.plan", lambda: page.plan(""))
    sessions: Any = page.go(SESSIONS)
    yield None
    rows = sorted(sessions.held.rows, key=lambda row: -row.item.disputed)
    for row in rows[:1]:
        page.show_session(row.id)
        yield None
        view = cast(SessionView, sessions.session)
        yield from _session(desk, view, take, over)
        sessions.leave()
    people: Any = window.go("organisation")
    staff: Any = people.go("people")
    yield None
    yield from over("sheet.move", staff.move_person)
    yield from over("sheet.leaving", staff.leave)
    yield from over("sheet.import", lambda: open_import(desk, window))


def sections(window: MainWindow, code: str, take: Take[S]) -> Iterator[S | None]:
    """Go through the sections of the page, and the month of the sessions."""
    page = cast(TrainingPage, window.go(code))
    yield None
    for tab, *_told in TABS:
        cast(QWidget, page.go(tab)).setFocus()
        # Charts are read first, and then asked for.
        yield None
        yield take(f"training.{tab}")
    sessions: Any = page.go(SESSIONS)
    sessions.turn_over()
    yield None
    yield take("training.month")
    sessions.turn_over()
    page.go(TABS[0][0])


def _session(desk: Desk, view: SessionView, take: Take[S], over: Over[S]) -> Iterator[S | None]:
    """Show a session as it is, asking for a reason, with two marks that differ, adding somebody."""
    yield take("session")
    found = view.found
    there, differs = (Seen.PRESENT, Seen.PASSED), (Seen.DISPUTED,)
    for seen, name in ((there, "session.reason"), (differs, "session.differs")):
        row = next((one for one in view.marking.rows if one.seen in seen), None)
        if row is None:
            continue
        view.view.choose(view.list.key_at(row.number - 1) or 0)
        yield None
        if seen is there:
            view.view.pressed.emit(Press.ABSENT)
        yield take(name)
        view.marking.back_to_list()
    view.do("add")
    yield take("session.add")
    view.marking.back_to_list()
    if found is not None:
        shown = found.attendance
        yield from over("sheet.replan", lambda: SessionSheet(desk, view.window(), shown).open())
