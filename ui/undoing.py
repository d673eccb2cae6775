"""The way back: what was done by one key is countered by one key, where a fact can counter it.

A number, a visa and a signature have no way back: they are annulled or superseded, with a reason.
Entries that were merged, a workplace that was ended and a keeping that was passed on have none
either: no fact counters them, and the sheet that asks says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.notice_bar import Notice
from ui.widgets.telling import tell


def offer_undo(
    desk: Desk,
    host: QWidget,
    said: str,
    command: Callable[..., object],
    after: Callable[[], object] = lambda: None,
    **words: Any,
) -> None:
    """Say what was done, and offer to counter it for as long as the message is there.

    Args:
        desk: of the window.
        host: the page it was done on.
        said: what was done, in the person's language.
        command: what counters it; `words` are its arguments.
        after: called once it was countered, for what no commit tells of.
    """
    button = desk.speech.words.text("Undo")
    back = partial(_counter, desk, host, command, after, words)
    tell(host, Notice(said, Tone.GOOD, button, back, undo=True))


def _counter(
    desk: Desk,
    host: QWidget,
    command: Callable[..., object],
    after: Callable[[], object],
    words: dict[str, Any],
) -> None:
    done = Notice(desk.speech.words.text("Undone"), Tone.GOOD)

    def on_done(_answer: object) -> None:
        tell(host, done)
        after()

    desk.bridge.run(command, then=on_done, owner=host, **words)
