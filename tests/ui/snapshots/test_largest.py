"""The largest texts on the screen of an office: every place fits, and nothing on it is cut."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from edo.domain.card import Kind
from tests.ui.snapshots.fitting import cut, cut_states
from tests.ui.snapshots.homes import Filled, home
from tests.ui.snapshots.walking import SMALL
from tests.ui.typing_keys import press, type_text
from ui.album import Set
from ui.album_scene import Shot
from ui.dialogs.registration import Registration, open_registration
from ui.main_window import MainWindow
from ui.pages.approvals import ApprovalsPage
from ui.pages.control import ControlPage
from ui.pages.execution.task_list import COLUMNS
from ui.pages.organisation import TABS, OrganisationPage
from ui.pictures import photograph
from ui.theme import Look, TextSize
from ui.ways import PLACES

SUBJECT = 280
"""Logical pixels in which some thirty of the largest letters stand."""
NAME = 160
"""Logical pixels in which a name and a first name stand."""


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_largest_texts_fit_the_screen_of_an_office(
    qtbot: QtBot, language: str, memory_path: Path
) -> None:
    """No place makes the window higher than the screen, cuts a word or scrolls sideways."""
    assert qtbot
    wrong: list[str] = []
    wide: dict[str, int] = {}

    def look(shot: Shot) -> None:
        window = shot.window
        size = window.width(), window.height()
        told = [
            *cut(window),
            *cut_states(window, stage.desk.theme),
            *_sideways(window),
            *_half_said(window),
            *_unsharp(window),
        ]
        wrong.extend(f"{shot.name}: {one}" for one in told)
        if shot.name == "control":
            view = cast(ControlPage, cast(MainWindow, window).page("control")).view
            wide[language] = view.columnWidth([one.code for one in COLUMNS].index("text"))
        if shot.name == "approvals":
            view = cast(ApprovalsPage, cast(MainWindow, window).page("approvals")).view
            at = [one.code for one in view.list.columns].index("author")
            # Where the author stands under the subject, the subject has one line instead of two.
            if view.isColumnHidden(at) or view.columnWidth(at) < NAME:
                wrong.append(f"author: {view.columnWidth(at)}")
        if size != SMALL:
            wrong.append(f"{shot.name}: {size}")

    with home(Filled.FULL, memory_path) as place:
        stage = Set(place.folder / "home", language, Look.LIGHT, moment=place.moment)
        stage.desk.theme.choose(text=TextSize.LARGEST)
        try:
            photograph(stage, _pages(stage), look)
        finally:
            stage.close()
            stage.desk.theme.choose(text=TextSize.USUAL)
    assert wrong == []
    assert wide[language] > SUBJECT


def _pages(stage: Set) -> Iterator[Shot | None]:
    for place in PLACES:
        if place.listed:
            stage.window.resize(*SMALL)
            stage.window.go(place.code).setFocus()
            yield stage.scene.shot(place.code)
    organisation = cast(OrganisationPage, stage.window.go("organisation"))
    for code, _name, _build in TABS:
        organisation.go(code).setFocus()
        yield stage.scene.shot(f"organisation.{code}")
    came: list[Registration] = []
    open_registration(stage.desk, Kind.INCOMING, then=came.append)
    while not (came and came[0].isVisible()):
        yield None
    window = came[0]
    window.resize(*SMALL)
    yield None
    line = QApplication.focusWidget()
    if line is not None:
        type_text(line, "Никому не известный отправитель")
        yield None
        press(line, Qt.Key.Key_Return)
    yield None
    yield Shot("registration", window)
    window.close()
    yield None


def _sideways(window: QWidget) -> Iterator[str]:
    for area in window.findChildren(QAbstractScrollArea):
        if area.isVisible() and area.window() is window and area.horizontalScrollBar().isVisible():
            yield f"sideways: {type(area).__name__} {area.accessibleName()}"


def _unsharp(window: QWidget) -> Iterator[str]:
    """Name the buttons whose icons are not drawn for the size they have."""
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.icon().isNull():
            size = button.iconSize()
            if size not in button.icon().availableSizes():
                yield f"unsharp: {button.accessibleName()} {button.text()} {size.toTuple()}"


def _half_said(window: QWidget) -> Iterator[str]:
    """Name the boxes that do not show the whole of what is chosen."""
    kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    for box in window.findChildren(QComboBox):
        if not box.isVisible() or box.window() is not window:
            continue
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        room = box.style().subControlRect(kind, option, part, box).width()
        if box.fontMetrics().horizontalAdvance(box.currentText()) > room:
            yield f"half said: {box.currentText()}"
