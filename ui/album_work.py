"""Approval and execution in the album: their lists, and the windows over one of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from edo.domain.card import Kind
from edo.domain.document import Status
from edo.domain.progress import Progress
from edo.queries import approvals as asked
from edo.queries import documents
from edo.queries.documents import DocumentRow
from edo.queries.listing import Filter, Order
from edo.queries.task_lists import View
from ui.album_scene import Scene, Shot
from ui.pages.approvals import MINE, VIEWS, ApprovalsPage
from ui.pages.control import LIST, SUMMARY, ControlPage
from ui.pages.organisation import OrganisationPage
from ui.pages.section import Section
from ui.ways import APPROVALS, CONTROL, register_code

_LOOKED = 50
"""Documents among which an approved one is looked for."""


def approvals(scene: Scene) -> Iterator[Shot | None]:
    """Show the lists of approvals, and the windows over one of each where there are such."""
    page = cast(ApprovalsPage, scene.window.go(APPROVALS))
    yield None
    for code, *_rest in VIEWS[1:]:
        page.go(code)
        yield None
        yield scene.shot(f"approvals.{code}")
        if page.held.rows and code == "begun":
            yield from scene.over("sheet.version", partial(page.pane.approval.do, "revise"))
            yield from scene.over("sheet.proof", partial(page.pane.approval.do, "verify"))
    page.go(MINE)
    yield None
    yield from scene.over("sheet.decision", partial(page.pane.approval.do, "read"))
    for kind in (Kind.OUTGOING, Kind.INTERNAL):
        found: list[DocumentRow] = []
        register: Any = scene.window.go(register_code(kind))
        scene.desk.bridge.ask(_drafts, then=found.extend, owner=register, kind=kind)
        yield None
        if found:
            register.show_document(found[0].document)
            yield scene.shot(f"document.draft.{kind}")
            start = partial(register.pane.approval.do, "start")
            yield from scene.over(f"sheet.start.{kind}", start)
    section = cast(Section, cast(OrganisationPage, scene.window.go("organisation")).go("routes"))
    yield None
    yield from scene.over("sheet.routes", section.change)


def execution(scene: Scene) -> Iterator[Shot | None]:
    """Show what is on control, the summary, and the sheets of tasks and resolutions."""
    control = cast(ControlPage, scene.window.go(CONTROL))
    yield None
    for view in (View.OVERDUE, View.REVIEW, View.CONTROL):
        control.filters.show_view(view)
        yield None
        control.view.choose(control.list.key_at(0) or 0)
        yield scene.shot(f"control.{view}")
    for code in control.acts.codes:
        if code not in ("take", "accept"):
            yield from scene.over(f"sheet.task.{code}", partial(control.acts.do, code))
    yield from scene.over("sheet.task", control.give)
    control.tabs.setCurrentIndex(SUMMARY)
    yield scene.shot("control.summary")
    control.tabs.setCurrentIndex(LIST)
    register: Any = scene.window.go(register_code(Kind.INCOMING.value))
    found: list[DocumentRow] = []
    scene.desk.bridge.ask(executed, then=found.extend, owner=register)
    yield None
    if found:
        register.show_document(found[0].document)
        yield None
        section = register.pane.execution
        yield scene.shot("document.execution")
        for code in ("resolve", "file", "hand_over", "give", "acquaint"):
            yield from scene.over(f"sheet.{code}", partial(section.doing.do, code))
    phrases = cast(Section, cast(OrganisationPage, scene.window.go("organisation")).go("phrases"))
    yield None
    yield from scene.over("sheet.phrases", phrases.change)


def executed(connection: Any) -> list[DocumentRow]:
    """Give a letter something is to be done about, else any."""
    worked = Filter(kind=Kind.INCOMING, progress=Progress.IN_WORK)
    for filter in (worked, Filter(kind=Kind.INCOMING, status=Status.REGISTERED)):
        if rows := documents.page(connection, filter=filter, order=Order(), limit=1):
            return list(rows)
    return []


def approved(connection: Any) -> list[DocumentRow]:
    """Give the latest outgoing document that has a number and was approved, if there is one."""
    filter = Filter(kind=Kind.OUTGOING)
    rows = documents.page(connection, filter=filter, order=Order(), limit=_LOOKED)
    found = (one for one in rows if one.number)
    return [one for one in found if asked.of_document(connection, document=one.document)][:1]


def _drafts(connection: Any, *, kind: Kind) -> list[DocumentRow]:
    filter = Filter(kind=kind, status=Status.DRAFT)
    return list(documents.page(connection, filter=filter, order=Order(), limit=1))
