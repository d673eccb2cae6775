"""Every command that can be given now, as lines of the palette.

Places and acts are those of the window; actions those of the page one is on, of the window and of
the bottom line, if a person could press their key or button now; what other pages let one begin
with nothing chosen is a table (`palette_begins`). They are gathered when the palette
is opened; nothing here is asked of the core.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from edo.sentences import mark
from ui.desk import Desk
from ui.handbook import folder_of, show_handbook
from ui.handbook_text import read_contents
from ui.main_window import MainWindow
from ui.palette_begins import Begins, is_reachable
from ui.places import Place
from ui.speech import FULL_NAMES, LANGUAGES
from ui.theme import Look, TextSize
from ui.widgets.palette_line import Line

PARTS = {"organisation": "ui.pages.organisation", "training": "ui.pages.training.page"}
"""Places with sections behind tabs, and the modules that name the sections (`TABS`)."""
SETTINGS, SETTINGS_MODULE = "settings", "ui.pages.setting_lines"
LOOKS = {
    Look.LIGHT: (mark("Light"), "sun"),
    Look.DARK: (mark("Dark"), "moon"),
    Look.SYSTEM: (mark("As the system has it"), "sliders-horizontal"),
}
SIZES = {
    TextSize.USUAL: mark("Usual"),
    TextSize.LARGER: mark("Larger"),
    TextSize.LARGEST: mark("Largest"),
}


class Commands:
    """Gathers the commands of a window."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        self._desk, self._window = desk, window
        self._begins = Begins(desk, window)
        self._chapters: dict[str, list[tuple[str, str]]] = {}

    def gather(self) -> list[Line]:
        """Give every command there is now, once each."""
        found = [
            *self.places(),
            *self._acts(),
            *self._actions(),
            *self._begins.lines(),
            *self._parts(),
            *self._languages(),
            *self._looks(),
            *self._settings(),
            *self._handbook(),
        ]
        once: dict[tuple[str, str], Line] = {}
        for line in found:
            once.setdefault((line.title, line.beside), line)
        return list(once.values())

    def places(self) -> list[Line]:
        """Give the places at the left."""
        return [
            Line(
                f"go:{place.code}",
                place.icon,
                self._say(place.name),
                partial(self._window.visit, place.code),
                keys=keys_of(self._window.action_of(place.code)),
            )
            for place in self._window.places
            if place.listed
        ]

    def _acts(self) -> Iterator[Line]:
        button = self._window.primary.accessibleName()
        for act, action in self._window.acts:
            if action.isEnabled() and action.isVisible():
                yield Line(
                    f"act:{act.code}",
                    act.icon,
                    action.text(),
                    action.trigger,
                    beside=button,
                    keys=keys_of(action),
                )

    def _actions(self) -> Iterator[Line]:
        """Give the actions of the page, then those of the window."""
        window, page = self._window, self._window.stage.currentWidget()
        known = {id(action) for _act, action in window.acts}
        known |= {id(window.action_of(place.code)) for place in window.places}
        known.add(id(window.action_of("search")))
        if page is not None:
            where = self._where(page)
            for action in (*page.actions(), *page.findChildren(QAction)):
                if id(action) not in known and is_reachable(action):
                    known.add(id(action))
                    yield self._line(action, where)
        for action in window.actions():
            if id(action) not in known and is_reachable(action):
                yield self._line(action, "")

    def _line(self, action: QAction, where: str) -> Line:
        keys = keys_of(action)
        return Line(
            f"key:{self._window.here if where else ''}:{keys}" if keys else "",
            self._desk.theme.icon_name(action) or "corner-down-right",
            action.text().replace("&", "").rstrip("…"),
            action.trigger,
            beside=where,
            keys=keys,
        )

    def _where(self, page: QWidget) -> str:
        """Name the place one is in, and the section of it."""
        place = next((one for one in self._window.places if one.code == self._window.here), None)
        tabs: Any = getattr(page, "tabs", None)
        tab = tabs.tabText(tabs.currentIndex()) if hasattr(tabs, "tabText") else ""
        return " · ".join(part for part in (self._say(place.name) if place else "", tab) if part)

    def _parts(self) -> Iterator[Line]:
        """Give the sections of places, as far as their modules have been read."""
        for place in self._window.places:
            for code, name, *_rest in _read(PARTS.get(place.code, ""), "TABS"):
                yield Line(
                    f"go:{place.code}:{code}",
                    place.icon,
                    self._say(name),
                    partial(self._go_to_part, place, code),
                    beside=self._say(place.name),
                )

    def _go_to_part(self, place: Place, code: str) -> None:
        page: Any = self._window.go(place.code)
        page.go(code).setFocus()

    def _languages(self) -> Iterator[Line]:
        for code in LANGUAGES:
            if code != self._desk.speech.language:
                yield Line(
                    f"language:{code}",
                    "languages",
                    FULL_NAMES[code],
                    partial(self._speak, code),
                    beside=self._say(mark("Language")),
                )

    def _looks(self) -> Iterator[Line]:
        theme = self._desk.theme
        for look, (name, icon) in LOOKS.items():
            if look is not theme.look:
                act = partial(self._choose, "look", look.value, look=look)
                yield Line(
                    f"look:{look}", icon, self._say(name), act, beside=self._say(mark("Look"))
                )
        for size, name in SIZES.items():
            if size is not theme.text_size:
                act = partial(self._choose, "text_size", size.value, text=size)
                beside = self._say(mark("Size of texts"))
                yield Line(f"size:{size}", "zoom-in", self._say(name), act, beside=beside)
        low = not theme.compact
        yield Line(
            "compact",
            "list",
            self._say(mark("Low rows") if low else mark("High rows")),
            partial(self._choose, "compact", "yes" if low else "no", compact=low),
            beside=self._say(mark("Look")),
        )

    def _speak(self, code: str) -> None:
        self._desk.choices.set("language", code)
        self._desk.speech.speak(code)

    def _choose(self, kept: str, value: str, **chosen: Any) -> None:
        self._desk.choices.set(kept, value)
        self._desk.theme.choose(**chosen)

    def _settings(self) -> Iterator[Line]:
        """Give the lines of the settings, as far as their module has been read."""
        for name in _read(SETTINGS_MODULE, "NAMES"):
            yield Line(
                f"setting:{name}",
                "settings",
                self._say(name),
                partial(self._show_setting, name),
                beside=self._say(mark("Settings")),
            )

    def _show_setting(self, name: str) -> None:
        page: Any = self._window.go(SETTINGS)
        page.show_setting(name)

    def _handbook(self) -> Iterator[Line]:
        """Give the chapters of the handbook; its contents are read once a language."""
        folder, language = folder_of(self._desk.speech.language)
        if language not in self._chapters:
            self._chapters[language] = [
                titled for group in read_contents(folder) for titled in group.chapters.items()
            ]
        for code, title in self._chapters[language]:
            yield Line(
                f"chapter:{code}",
                "book-open",
                title,
                partial(self._show_chapter, code),
                beside=self._say(mark("Handbook")),
            )

    def _show_chapter(self, code: str) -> None:
        page = self._window.stage.currentWidget()
        show_handbook(self._desk, self._window, page).go(code)

    def _say(self, text: str) -> str:
        return self._desk.speech.words.text(text) if text else ""


def keys_of(action: QAction | None) -> str:
    """Give the keys of an action as a person reads them."""
    if action is None:
        return ""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _read(module: str, name: str) -> Any:
    """Give a table of a module that has been read; one being read behind has none yet."""
    return getattr(sys.modules.get(module), name, ())
