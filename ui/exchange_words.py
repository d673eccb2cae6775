"""The state of the exchange in words: a title for its page, a line for the bottom of the window."""

from __future__ import annotations

from dataclasses import dataclass

from edo.errors import EdoError, UnreachableError
from edo.queries.share import Status
from edo.sentences import mark
from edo.wording import Wording
from ui.exchange_thread import Exchanged
from ui.theme import Tone

SILENT = ("share_timeout", "share_gone")
HALTS = {
    "copied": mark("This workplace has a double"),
    "forked": mark("Something else lies under the name of this workplace"),
    "chain": mark("The list of members is another one"),
    "behind": mark("Earlier work of this workplace comes back first"),
}
"""Why nothing is sent from here → the title."""
TROUBLES = {
    "share_timeout": mark("The shared folder does not answer"),
    "share_gone": mark("The shared folder is not there"),
    "share_absent": mark("This is not our shared folder"),
    "share_foreign": mark("This is another organisation's folder"),
    "share_denied": mark("The shared folder does not let us in"),
    "share_read_only": mark("The shared folder can only be read"),
    "share_full": mark("The shared folder is full"),
}
OTHER_TROUBLE = mark("The exchange does not work")
PASSING = frozenset({*SILENT, "share_absent", "share_read_only", "share_full"})
"""Troubles that end by themselves or by a small act; the others want the keeper."""


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
    if not status.place:
        return _alone(words)
    halt = last.halt if last else status.failed if status.failed in HALTS else ""
    if halt:
        return _halted(words, halt, status)
    error = _error(status, last)
    if error is not None:
        return _troubled(words, error, status, last, now)
    if not _at(status, last):
        title = words.text("The first exchange is under way")
        return Said(Tone.NEUTRAL, "refresh-cw", title, "", f"{title}…")
    return _good(words, status, last, now)


def _alone(words: Wording) -> Said:
    kept = words.text("Everything is kept on this computer")
    title = words.text("This workplace is alone")
    return Said(Tone.NEUTRAL, "database", title, kept + ".", f"{title} · {kept}")


def _halted(words: Wording, halt: str, status: Status) -> Said:
    text = words.reason(f"halt_{halt}") if halt != "behind" else words.text(BEHIND)
    tone = Tone.WARN if halt == "behind" else Tone.BAD
    line = _joined(text, _waits(words, status))
    return Said(tone, "triangle-alert", words.text(HALTS.get(halt, OTHER_TROUBLE)), line, line)


BEHIND = mark("What this workplace sent earlier is being brought back; then it sends again.")


def _troubled(
    words: Wording, error: EdoError, status: Status, last: Exchanged | None, now: int
) -> Said:
    reason = str(error.reason)
    tone = Tone.WARN if reason in PASSING else Tone.BAD
    since = (last.since if last else 0) or status.exchanged
    if reason in SILENT and since:
        text = words.text(
            "The folder does not answer since {time}. You can work on.",
            time=words.when(since, now),
        )
    else:
        text = words.refusal(error)
    line = _joined(text, _waits(words, status))
    title = words.text(TROUBLES.get(reason, OTHER_TROUBLE))
    return Said(tone, "triangle-alert", title, line, line)


def _good(words: Wording, status: Status, last: Exchanged | None, now: int) -> Said:
    ago = words.ago(_at(status, last), now)
    everyone = len(status.peers)
    having = sum(peer.has_all for peer in status.peers)
    parts = [words.text("Exchange {ago}", ago=ago)]
    if not everyone:
        parts.append(words.text("no other workplace yet"))
    elif having == everyone:
        parts.append(
            words.plural("{n} workplace has everything", "{n} workplaces have everything", everyone)
        )
    else:
        parts.append(words.text("{n} of {all} workplaces have everything", n=having, all=everyone))
    if status.documents:
        parts.append(
            words.plural("{n} document only here", "{n} documents only here", status.documents)
        )
    aside = len(status.set_aside)
    if aside:
        parts.append(words.plural("{n} object set aside", "{n} objects set aside", aside))
    if aside:
        title = mark("Something was set aside")
    elif having == everyone and not status.documents:
        title = mark("Everything is exchanged")
    else:
        title = mark("The exchange goes on")
    return Said(
        Tone.WARN if aside else Tone.GOOD,
        "triangle-alert" if aside else "check",
        words.text(title),
        " · ".join(parts),
        " · ".join(parts),
    )


def _error(status: Status, last: Exchanged | None) -> EdoError | None:
    if last is not None:
        return last.error
    return UnreachableError(status.failed, path=status.place) if status.failed else None


def _at(status: Status, last: Exchanged | None) -> int:
    """Give when the last good exchange was."""
    return last.at if last and last.error is None and not last.halt else status.exchanged


def _waits(words: Wording, status: Status) -> str:
    if not status.documents:
        return ""
    return words.plural("{n} document waits here.", "{n} documents wait here.", status.documents)


def _joined(*sentences: str) -> str:
    return " ".join(one for one in sentences if one)
