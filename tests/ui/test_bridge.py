"""The one crossing between threads."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from edo.errors import EdoError, Reason, Refusal
from tests.ui.shelf import Letter, Shelf
from ui.bridge import Bridge
from ui.desk import Desk
from ui.long_run import LongRun

Settle = Callable[[], None]


def add(shelf: Shelf, subject: str) -> int:
    """Put a letter on the shelf and say so."""
    if not subject:
        raise Refusal(Reason.REQUIRED_FIELD, field="subject")
    shelf.letters.append(Letter(len(shelf.letters) + 1, subject))
    shelf.touch("d1")
    return len(shelf.letters)


def subjects(shelf: Shelf, *, containing: str = "") -> list[str]:
    """Answer the subjects of the letters."""
    return [letter.subject for letter in shelf.letters if containing in letter.subject]


def test_commands_run_apart_and_answer_on_the_thread_of_the_windows(
    desk: Desk, settle: Settle
) -> None:
    """A command runs on the writer's thread, one after another; its answer comes home."""
    threads: list[str] = []
    answers: list[tuple[int, str]] = []

    def noted(shelf: Shelf, subject: str) -> int:
        threads.append(threading.current_thread().name)
        return add(shelf, subject)

    for subject in ("First", "Second", "Third"):
        desk.bridge.run(
            noted,
            subject,
            then=lambda n: answers.append((n, threading.current_thread().name)),
        )
    settle()
    home = threading.current_thread().name
    assert answers == [(1, home), (2, home), (3, home)]
    assert set(threads) == {"writer_0"}


def test_a_commit_is_told_to_the_windows(desk: Desk, qtbot: QtBot) -> None:
    """What a command touched arrives as a signal."""
    with qtbot.waitSignal(desk.bridge.touched) as told:
        desk.bridge.run(add, "Letter")
    assert told.args is not None
    assert told.args[0].subjects == frozenset({"d1"})


def test_a_refusal_goes_to_the_window_or_to_whoever_asked(desk: Desk, settle: Settle) -> None:
    """A refusal is a signal, unless the one who ran the command takes it upon itself."""
    told: list[EdoError] = []
    taken: list[EdoError] = []
    desk.bridge.failed.connect(told.append)
    desk.bridge.run(add, "")
    desk.bridge.run(add, "", otherwise=taken.append)
    settle()
    assert [error.reason for error in told] == [Reason.REQUIRED_FIELD]
    assert [error.reason for error in taken] == [Reason.REQUIRED_FIELD]


def test_only_the_latest_answer_to_a_question_is_shown(
    desk: Desk, shelf: Shelf, settle: Settle
) -> None:
    """Of questions asked while typing the last is answered; another key is another matter."""
    shelf.letters = [Letter(1, "one"), Letter(2, "two")]
    shelf.gate.clear()
    answers: list[list[str]] = []
    for scrap in ("o", "on", "t", "n", "e", "one"):
        desk.bridge.ask(subjects, key="search", then=answers.append, containing=scrap)
    desk.bridge.ask(subjects, key="other", then=answers.append, containing="two")
    shelf.gate.set()
    settle()
    assert sorted(answers) == [["one"], ["two"]]
    assert len(shelf.asked) <= 4, "the readers had begun two; the rest was not even asked"


def test_nobody_is_told_whose_window_is_gone(desk: Desk, shelf: Shelf, settle: Settle) -> None:
    """An answer to a window that was closed meanwhile is dropped."""
    heard: list[object] = []

    class Window(QObject):
        @Slot(object)
        def hear(self, answer: object) -> None:
            heard.append(answer)

    window = Window()
    shelf.gate.clear()
    desk.bridge.ask(subjects, then=window.hear)
    delete(window)
    shelf.gate.set()
    settle()
    assert heard == []


def test_a_mistake_in_a_query_reaches_the_crash_window(desk: Desk, qtbot: QtBot) -> None:
    """What is no refusal is a bug: its traceback is sent, and the bridge goes on working."""

    def broken(_shelf: Shelf) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(desk.bridge.crashed) as told:
        desk.bridge.ask(broken, then=print)
    assert told.args is not None
    assert "ZeroDivisionError" in told.args[0]
    with qtbot.waitSignal(desk.bridge.touched):
        desk.bridge.run(add, "Letter")


def test_busy_is_said_while_something_is_written(desk: Desk, settle: Settle) -> None:
    """The window knows that the writer works, once for a row of commands."""
    said: list[bool] = []
    desk.bridge.busy.connect(said.append)
    for subject in ("one", "two"):
        desk.bridge.run(add, subject)
    settle()
    assert said == [True, False]


def test_a_long_run_tells_how_far_it_is_and_can_be_stopped(desk: Desk, qtbot: QtBot) -> None:
    """A long command reports its progress, and stops at its next step when somebody asks."""
    reached = threading.Event()
    go_on = threading.Event()

    def count(_shelf: Shelf, *, progress: Callable[[int, int], bool]) -> int:
        for done in range(1, 1001):
            if not progress(done, 1000):
                return done
            if done == 500:
                reached.set()
                go_on.wait(10)
        return 1000

    stopped_at: list[int] = []
    run: LongRun = desk.bridge.run_long(count, "Counting", then=stopped_at.append)
    progressed: list[tuple[int, int]] = []
    run.progressed.connect(lambda done, total: progressed.append((done, total)))
    qtbot.waitUntil(reached.is_set)
    with qtbot.waitSignal(run.ended):
        run.cancel()
        go_on.set()
    assert stopped_at == [501]
    assert progressed[0] == (1, 1000)


def test_questions_asked_before_the_workplace_is_open_wait_for_it(qtbot: QtBot) -> None:
    """The window is there before the workplace is; its questions are answered when that opens."""
    gate = threading.Event()
    shelf = Shelf()
    shelf.letters = [Letter(1, "here")]

    def slow() -> Shelf:
        gate.wait(10)
        return shelf

    bridge = Bridge(slow)
    answers: list[list[str]] = []
    bridge.ask(subjects, then=answers.append)
    with qtbot.waitSignal(bridge.opened):
        gate.set()
    qtbot.waitUntil(lambda: bridge.resting)
    assert answers == [["here"]]
    bridge.close()
    assert shelf.closed


def test_a_workplace_that_does_not_open_is_told_apart(qtbot: QtBot) -> None:
    """Where the workplace cannot be opened the reason is a signal; questions are dropped."""

    def refused() -> Any:
        raise Refusal(Reason.NOT_FOUNDED)

    bridge = Bridge(refused)
    answers: list[list[str]] = []
    with qtbot.waitSignal(bridge.unopened) as told:
        bridge.ask(subjects, then=answers.append)
    qtbot.waitUntil(lambda: bridge.resting)
    assert told.args is not None
    assert told.args[0].reason == Reason.NOT_FOUNDED
    assert answers == []
    bridge.close()


def test_closing_finishes_what_is_being_written_and_tells_nobody(shelf: Shelf) -> None:
    """A command under way is finished, its answer is not delivered, and no thread is left."""
    bridge = Bridge(lambda: shelf)
    answers: list[int] = []
    bridge.run(add, "Letter", then=answers.append)
    bridge.close()
    bridge.run(add, "Too late", then=answers.append)
    assert [letter.subject for letter in shelf.letters] == ["Letter"]
    assert shelf.closed
    assert answers == []
    left = {thread.name.split("_")[0] for thread in threading.enumerate()}
    assert not left & {"writer", "reader", "files", "aside"}


@pytest.mark.parametrize("fails", [False, True])
def test_work_with_files_has_one_thread_of_its_own(
    desk: Desk, settle: Settle, *, fails: bool
) -> None:
    """A function that needs no workplace runs on the thread for files, refusals and all."""
    heard: list[object] = []

    def page(name: str, *, width: int) -> tuple[str, int, str]:
        if fails:
            raise Refusal(Reason.CANNOT_READ, path=name)
        return name, width, threading.current_thread().name

    desk.bridge.work(page, "a.pdf", width=100, then=heard.append, otherwise=heard.append)
    settle()
    if fails:
        assert isinstance(heard[0], Refusal)
    else:
        assert heard == [("a.pdf", 100, "files_0")]
