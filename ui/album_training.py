"""The pages of training in the album: every section, a session being marked, its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from ui.album_scene import Scene, Shot
from ui.dialogs.import_window import open_import
from ui.dialogs.session_sheet import SessionSheet
from ui.pages.section import Section
from ui.pages.training.mark_list import Press
from ui.pages.training.page import COURSES, SESSIONS, TABS, TrainingPage
from ui.pages.training.session_rows import Seen
from ui.pages.training.session_view import SessionView


def walk(scene: Scene, code: str) -> Iterator[Shot | None]:
    """Go through training, a place with a code."""
    yield from sections(scene, code)
    page = cast(TrainingPage, scene.window.go(code))
    courses = cast(Section, page.go(COURSES))
    yield None
    yield from scene.over("sheet.course", courses.change)
    yield from scene.over("sheet.plan", lambda: page.plan(""))
    sessions: Any = page.go(SESSIONS)
    yield None
    rows = sorted(sessions.held.rows, key=lambda row: -row.item.disputed)
    for row in rows[:1]:
        page.show_session(row.id)
        yield None
        view = cast(SessionView, sessions.session)
        yield from _session(scene, view)
        sessions.leave()
    people: Any = scene.window.go("organisation")
    staff: Any = people.go("people")
    yield None
    yield from scene.over("sheet.move", staff.move_person)
    yield from scene.over("sheet.leaving", staff.leave)
    yield from scene.over("sheet.import", lambda: open_import(scene.desk, scene.window))


def sections(scene: Scene, code: str) -> Iterator[Shot | None]:
    """Go through the sections of the page, and the month of the sessions."""
    page = cast(TrainingPage, scene.window.go(code))
    yield None
    for tab, *_told in TABS:
        cast(QWidget, page.go(tab)).setFocus()
        # Charts are read first, and then asked for.
        yield None
        yield scene.shot(f"training.{tab}")
    sessions: Any = page.go(SESSIONS)
    sessions.turn_over()
    yield None
    yield scene.shot("training.month")
    sessions.turn_over()
    page.go(TABS[0][0])


def _session(scene: Scene, view: SessionView) -> Iterator[Shot | None]:
    """Show a session as it is, asking for a reason, with two marks that differ, adding somebody."""
    yield scene.shot("session")
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
        yield scene.shot(name)
        view.marking.back_to_list()
    view.do("add")
    yield scene.shot("session.add")
    view.marking.back_to_list()
    if found is not None:
        shown = found.attendance
        yield from scene.over(
            "sheet.replan", lambda: SessionSheet(scene.desk, view.window(), shown).open()
        )
