"""How the exchange stands, in words: one sentence for a bottom line, and what the lists say.

The windows and the terminal say the same.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from edo.errors import EdoError, UnreachableError
from edo.queries.share import Peer, Status
from edo.sentences import mark
from edo.share.probe import Grade, Probe
from edo.share.rehearsal import Rehearsal, Verdict
from edo.wording import Wording

SILENT = ("share_timeout", "share_gone")
HALTS = {
    "copied": mark("This workplace has a double"),
    "replaced": mark("This workplace was replaced by another"),
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
BEHIND = mark("What this workplace sent earlier is being brought back; then it sends again.")
GRADES = {
    Grade.EXCLUSIVE: mark("every workplace may take them here, as a rehearsal has shown"),
    Grade.EVENTUAL: mark("one workplace should give them, no rehearsal has shown more"),
}
"""What a share is good for, of registration numbers."""
UNSOUND = mark(
    "The folder does not keep what is written to it: registration numbers must not be taken in it."
)
COPIED = mark(
    "The folder seems to be copied between computers: one workplace should give the numbers."
)
PROVED = mark("The folder does what is needed, and a rehearsal has shown that one claim wins.")
SOUND = mark(
    "The folder does what is needed for this computer. Whether every workplace may take numbers"
    " is shown by a rehearsal on two computers at once."
)
"""What trying the folder out has shown."""
VERDICTS = {
    Verdict.EXCLUSIVE: mark("Of many claims on one number one won, and all saw the same winner."),
    Verdict.LIES: mark(
        "Two workplaces won the same number: numbers must not be taken in this folder. "
        "Let one workplace give them."
    ),
    Verdict.ALONE: mark("Nobody else came. Begin on two computers within the same minute."),
    Verdict.UNFINISHED: mark(
        "Somebody did not finish, or could not see who won. Run it once more on all computers."
    ),
    Verdict.NO_RACE: mark(
        "Somebody came too late to win anything, so nothing is proved. Run it once more."
    ),
}
"""What a rehearsal has shown."""
_YET = mark(
    "Yet there are signs that the folder is copied between computers, so it is not trusted."
)
_STATED = mark("The numbers in this folder from now on: {grade}.")
_KEEPER_STATES = mark("The keeper’s workplace must take part for it to count.")
CLOCK_SLACK = 2_000
"""Milliseconds two clocks may differ without a word: old file systems count in such steps."""


class Mood(StrEnum):
    """What the state feels like."""

    NEUTRAL = "neutral"
    GOOD = "good"
    PASSING = "passing"
    """Ends by itself, or by a small act."""
    BAD = "bad"


class Ended(Protocol):
    """How the last exchange of this run of the program ended."""

    @property
    def at(self) -> int:
        """When, milliseconds since 1970 UTC."""
        ...

    @property
    def error(self) -> EdoError | None:
        """Why it did not; None where it did."""
        ...

    @property
    def halt(self) -> str:
        """Code of why nothing is sent from here; empty where it is."""
        ...

    @property
    def since(self) -> int:
        """Since when the exchanges fail; 0 where all is well."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """The state in words.

    Attributes:
        mood: what it feels like.
        title: a few words.
        text: a sentence or two under the title.
        line: all of it in a line.
    """

    mood: Mood
    title: str
    text: str
    line: str


def say(words: Wording, status: Status, now: int, last: Ended | None = None) -> Said:
    """Say how the exchange stands.

    Args:
        words: in which language.
        status: what the workplace remembers.
        now: milliseconds since 1970 UTC.
        last: how the last exchange of this run of the program ended.
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
        return Said(Mood.NEUTRAL, title, "", f"{title}…")
    return _good(words, status, last, now)


def heard(words: Wording, at: int, now: int) -> str:
    """Say when a workplace was heard last."""
    return words.ago(at, now) if at else words.text("not heard yet")


def has(words: Wording, peer: Peer) -> str:
    """Say how much of ours a workplace has."""
    if not peer.at:
        return words.text("has not exchanged yet")
    if peer.has_all:
        return words.text("has everything")
    return words.plural("lacks {n} sending of ours", "lacks {n} sendings of ours", peer.lacks)


def behind(words: Wording, peer: Peer) -> str:
    """Say how much of a workplace's work is here."""
    if not peer.at:
        return ""
    if not peer.behind:
        return words.text("we have everything")
    return words.plural(
        "{n} sending is still to come", "{n} sendings are still to come", peer.behind
    )


def clock(words: Wording, offset: int) -> str:
    """Say how a server's clock goes; `offset` is its time less ours, in milliseconds."""
    if abs(offset) <= CLOCK_SLACK:
        return words.text("goes as ours")
    for unit, ahead, late in _UNITS:
        if abs(offset) >= unit or unit == _UNITS[-1][0]:
            return words.text(ahead if offset > 0 else late, n=round(abs(offset) / unit))
    return ""


_UNITS = (
    (24 * 3_600_000, mark("{n} days ahead of ours"), mark("{n} days behind ours")),
    (3_600_000, mark("{n} h ahead of ours"), mark("{n} h behind ours")),
    (60_000, mark("{n} min ahead of ours"), mark("{n} min behind ours")),
    (1_000, mark("{n} s ahead of ours"), mark("{n} s behind ours")),
)


def tried(words: Wording, probe: Probe, grade: str) -> Said:
    """Say what trying the folder out from one computer has shown.

    Args:
        words: in which language.
        probe: what was found.
        grade: what the chain says the folder is good for.
    """
    if not (probe.exclusive and probe.reads_back):
        mood, title = Mood.BAD, UNSOUND
    elif probe.replicators or probe.online_only:
        mood, title = Mood.PASSING, COPIED
    elif grade == Grade.EXCLUSIVE:
        mood, title = Mood.GOOD, PROVED
    else:
        mood, title = Mood.GOOD, SOUND
    facts = [
        words.text("The server's clock {how}", how=clock(words, probe.offset)),
        "" if probe.free is None else words.text("{size} free", size=words.size(probe.free)),
        probe.network,
        ", ".join(probe.replicators),
    ]
    said, text = words.text(title), " · ".join(fact for fact in facts if fact)
    return Said(mood, said, text, _joined(said, text))


def rehearsed(
    words: Wording, shown: Rehearsal, probe: Probe, *, stated: str, keeper: str
) -> list[str]:
    """Say what a rehearsal has shown, in sentences.

    Args:
        words: in which language.
        shown: what came of it.
        probe: what the folder does for this workplace.
        stated: what the chain says of the folder since, where the keeper's has just said so.
        keeper: the device that keeps the chain.
    """
    said = [words.text(VERDICTS[shown.verdict])]
    exclusive = shown.verdict is Verdict.EXCLUSIVE
    if exclusive and probe.grade(rehearsed=True) is Grade.EVENTUAL:
        said.append(words.text(_YET))
    if stated:
        said.append(words.text(_STATED, grade=words.text(GRADES[Grade(stated)])))
    elif exclusive and keeper not in shown.devs:
        said.append(words.text(_KEEPER_STATES))
    return said


def _alone(words: Wording) -> Said:
    kept = words.text("Everything is kept on this computer")
    title = words.text("This workplace is alone")
    return Said(Mood.NEUTRAL, title, kept + ".", f"{title} · {kept}")


def _halted(words: Wording, halt: str, status: Status) -> Said:
    text = words.reason(f"halt_{halt}") if halt != "behind" else words.text(BEHIND)
    line = _joined(text, _waits(words, status))
    mood = Mood.PASSING if halt == "behind" else Mood.BAD
    return Said(mood, words.text(HALTS.get(halt, OTHER_TROUBLE)), line, line)


def _troubled(
    words: Wording, error: EdoError, status: Status, last: Ended | None, now: int
) -> Said:
    reason = str(error.reason)
    since = (last.since if last else 0) or status.exchanged
    if reason in SILENT and since:
        text = words.text(
            "The folder does not answer since {time}. You can work on.",
            time=words.when(since, now),
        )
    else:
        text = words.refusal(error)
    line = _joined(text, _waits(words, status))
    mood = Mood.PASSING if reason in PASSING else Mood.BAD
    return Said(mood, words.text(TROUBLES.get(reason, OTHER_TROUBLE)), line, line)


def _good(words: Wording, status: Status, last: Ended | None, now: int) -> Said:
    everyone = len(status.peers)
    having = sum(peer.has_all for peer in status.peers)
    parts = [words.text("Exchange {ago}", ago=words.ago(_at(status, last), now))]
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
    aside = status.unseen
    if aside:
        parts.append(words.plural("{n} object set aside", "{n} objects set aside", aside))
    if aside:
        title = mark("Something was set aside")
    elif having == everyone and not status.documents:
        title = mark("Everything is exchanged")
    else:
        title = mark("The exchange goes on")
    line = " · ".join(parts)
    return Said(Mood.PASSING if aside else Mood.GOOD, words.text(title), line, line)


def _error(status: Status, last: Ended | None) -> EdoError | None:
    if last is not None:
        return last.error
    return UnreachableError(status.failed, path=status.place) if status.failed else None


def _at(status: Status, last: Ended | None) -> int:
    """Give when the last good exchange was."""
    return last.at if last and last.error is None and not last.halt else status.exchanged


def _waits(words: Wording, status: Status) -> str:
    if not status.documents:
        return ""
    return words.plural("{n} document waits here.", "{n} documents wait here.", status.documents)


def _joined(*sentences: str) -> str:
    return " ".join(one for one in sentences if one)
