"""What is told while nobody looks: news of others' work, at once as one, never in quiet hours."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from edo.commands import tasks
from edo.commands.assigning import Assignment
from edo.domain.acquaintance import AcquaintanceAsked
from edo.domain.card import Kind
from tests.ui.day import Day
from tests.ui.real import Hands, hands
from ui.main_window import MainWindow
from ui.notifying import ON, QUIET, TOLD, Message, Notifier, is_quiet
from ui.tray import STAY, Tray
from ui.ways import PLACES, TODAY

HOUR = 3_600_000
BEGINS = 9
"""The hour the office's clock shows at first."""


@dataclass
class Watch:
    """Somebody's day, what was told of it, and the hour it is told at."""

    at: Hands
    day: Day
    told: list[Message] = field(default_factory=list[Message])
    hour: int = 11

    def __post_init__(self) -> None:
        desk = replace(
            self.at.desk, now=lambda: self.day.office.clock() + (self.hour - BEGINS) * HOUR
        )
        self.notifier = Notifier(desk, self.told.append, desk.bridge)

    def look(self) -> None:
        """Look for what is new, as a moment later it does by itself."""
        self.at.settle()
        self.notifier.look()
        self.at.settle()

    def comes(self, count: int = 1) -> None:
        """Let colleagues ask to read the letter so many times."""
        for _one in range(count):
            office = self.day.office
            office.clock.move(minutes=1)
            fact = AcquaintanceAsked(
                document=self.day.letter,
                kind=Kind.INCOMING,
                title="О предоставлении сведений",
                people=(self.day.me,),
            )
            self.day.head.states(office.workplace.new_id("q"), fact, (), office.clock())


@pytest.fixture
def watch(qtbot: QtBot, tmp_path: Path) -> Iterator[Watch]:
    """Watch over a day."""
    with hands(qtbot, tmp_path / "home") as at:
        files = tmp_path / "files"
        files.mkdir()
        made = Watch(at, Day(at.chancery, files))
        made.at.wait(lambda: made.at.desk.memory.get(TOLD) != "")
        made.at.settle()
        yield made


def test_only_what_others_did_is_told_and_many_as_one(watch: Watch) -> None:
    """One's own task is no news; one thing has its title; three are a number and the first."""
    watch.day.task("Своё", 9)
    watch.look()
    assert watch.told == []
    watch.comes()
    watch.look()
    (first,) = watch.told
    assert first.title.startswith("New for you: ")
    assert first.text == "О предоставлении сведений о культурно-массовой работе"
    watch.look()
    assert len(watch.told) == 1, "told once"
    watch.comes(5)
    watch.look()
    assert len(watch.told) == 2
    assert watch.told[1].title == "5 new things for you"
    assert watch.told[1].text.splitlines()[-1] == "and 2 more"


def test_quiet_hours_hold_it_back_and_it_is_told_after(watch: Watch) -> None:
    """Nothing is lost: what came at night is told in the morning; who wants nothing hears none."""
    watch.at.desk.choices.set(QUIET, "18-9")
    watch.hour = 23
    watch.comes(2)
    watch.look()
    assert watch.told == []
    watch.hour = 11
    watch.look()
    assert [one.title for one in watch.told] == ["2 new things for you"]
    watch.at.desk.choices.set(ON, "no")
    watch.comes()
    watch.look()
    assert len(watch.told) == 1


def test_once_a_day_it_is_told_what_is_due(watch: Watch) -> None:
    """Late, due today and by the next working day, with what is new: one message a day."""
    workplace, today = watch.day.office.workplace, watch.day.office.today
    for days in (0, 1, 2):
        due = today + timedelta(days=days)
        assignment = Assignment((watch.day.me,), text_ru=f"Дело {days}", due=due)
        tasks.give(workplace, assignment=assignment)
    watch.day.office.clock.move(days=1)
    watch.comes()
    watch.look()
    (told,) = watch.told
    assert told.title == "What waits for you today"
    head, *lines = told.text.splitlines()
    assert head == "1 new · 1 overdue · 1 due today · 1 due by 04.03.2026"
    assert lines[0] == "Дело 0, until 02.03.2026"
    watch.look()
    assert len(watch.told) == 1


def test_quiet_hours_may_go_over_midnight() -> None:
    """From 20 to 8: the evening and the night."""
    assert [hour for hour in range(24) if is_quiet("20-8", hour)] == [*range(8), 20, 21, 22, 23]
    assert [hour for hour in range(24) if is_quiet("13-14", hour)] == [13]
    assert not any(is_quiet(hours, 3) for hours in ("", "never", "7"))


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "support raise")
def test_the_sign_leads_to_the_first_page(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system has a place for it, its menu silences and opens; elsewhere nothing is."""
    with hands(qtbot, tmp_path / "home") as at:
        window = MainWindow(at.desk, PLACES)
        qtbot.addWidget(window)
        assert Tray(at.desk, window, print).icon is None, "offscreen there is no such place"
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
        led: list[str] = []
        tray = Tray(at.desk, window, led.append)
        assert tray.icon is not None
        menu = tray.icon.contextMenu()
        menu.aboutToShow.emit()
        _open, silent, _quit = menu.actions()
        assert silent.isChecked()
        silent.trigger()
        assert at.desk.choices.get(ON) == "no"
        window.show()
        tray.icon.messageClicked.emit()
        assert window.here == TODAY
        tray.tell(Message("Новое для вас", "О смете", "d1"))
        tray.icon.messageClicked.emit()
        assert led == ["d1"]
        at.settle()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "support raise")
def test_a_closed_window_stays_beside_the_clock_where_it_is_wanted(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At first closing ends; once chosen, it hides the window, says so once, and Ctrl+Q ends."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    with hands(qtbot, tmp_path / "home") as at:
        window = MainWindow(at.desk, PLACES)
        qtbot.addWidget(window)
        tray = Tray(at.desk, window, print)
        ended: list[bool] = []
        window.closing.connect(lambda: ended.append(True))
        window.show()
        at.desk.choices.set(STAY, "yes")
        window.close()
        assert window.isHidden()
        assert ended == []
        tray.come_forward()
        assert window.isVisible()
        at.desk.choices.set(STAY, "no")
        window.close()
        assert ended == [True]
        window.show()
        at.desk.choices.set(STAY, "yes")
        window.quit()
        assert ended == [True, True]
