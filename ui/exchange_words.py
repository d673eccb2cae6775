"""The state of the exchange as windows show it: its words, with a tone and an icon."""

from __future__ import annotations

from dataclasses import dataclass

from edo import sharing_words
from edo.commands.trial import Tried
from edo.queries.share import Status
from edo.sharing_words import Mood
from edo.wording import Wording
from ui.exchange_thread import Exchanged
from ui.theme import Tone

TONES = {
    Mood.NEUTRAL: Tone.NEUTRAL,
    Mood.GOOD: Tone.GOOD,
    Mood.PASSING: Tone.WARN,
    Mood.BAD: Tone.BAD,
}
ICONS = {Mood.GOOD: "check", Mood.PASSING: "triangle-alert", Mood.BAD: "triangle-alert"}
WAITS, ALONE = "refresh-cw", "database"
"""Icons of a share that was not exchanged with yet, and of no share."""


@dataclass(frozen=True, slots=True)
class Said:
    """The state in words.

    Attributes:
        tone: what it feels like.
        icon: the name of an icon.
        title: a few words.
        text: a sentence or two under the title.
        line: all of it in a line.
    """

    tone: Tone
    icon: str
    title: str
    text: str
    line: str


def say(words: Wording, status: Status, last: Exchanged | None, now: int) -> Said:
    """Say how the exchange stands.

    Args:
        words: in which language.
        status: what the workplace remembers.
        last: how the last exchange of this run of the program ended.
        now: milliseconds since 1970 UTC.
    """
    said = sharing_words.say(words, status, now, last)
    icon = ICONS.get(said.mood, WAITS if status.place else ALONE)
    return Said(TONES[said.mood], icon, said.title, said.text, said.line)


def say_tried(words: Wording, tried: Tried) -> Said:
    """Say what trying the shared folder out has shown."""
    said = sharing_words.tried(words, tried.probe, tried.grade)
    return Said(TONES[said.mood], ICONS[said.mood], said.title, said.text, said.line)
