"""How a session is said: where and when, who teaches, how far marking has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from edo.domain.session import SessionStatus
from edo.queries.attendance import Attendance
from edo.wording import Wording
from ui.pages.training.session_rows import PersonRow, Seen
from ui.theme import Tone
from ui.widgets.both import own
from ui.widgets.select import sentence

TONES = {
    SessionStatus.PLANNED: Tone.ACCENT,
    SessionStatus.HELD: Tone.GOOD,
    SessionStatus.CANCELLED: Tone.NEUTRAL,
}
NAMED = 3
"""Offices that are named; of more only the number is said."""


def days(words: Wording, begins: date, ends: date) -> str:
    """Say on which days a session is."""
    if begins == ends:
        return words.date(begins)
    return f"{words.date(begins)} – {words.date(ends)}"


def offices(words: Wording, found: Attendance) -> str:
    """Say for whom a session is."""
    names = [own(words, *found.offices.get(id, ("", ""))) for id in found.session.offices]
    said = ", ".join(name for name in names[:NAMED] if name)
    if len(names) > NAMED:
        said = f"{said} {words.text('and {n} more', n=words.number(len(names) - NAMED))}"
    return said


def where(words: Wording, found: Attendance) -> str:
    """Say where a session is."""
    session = found.session
    return " · ".join(part for part in (sentence(words.name(session.form)), session.place) if part)


def place(words: Wording, found: Attendance) -> str:
    """Say when, where and for whom a session is."""
    session = found.session
    parts = (
        days(words, session.begins, session.ends),
        where(words, found),
        offices(words, found),
    )
    return " · ".join(part for part in parts if part)


def trainers(words: Wording, found: Attendance) -> str:
    """Say who teaches, and what is asked for."""
    session, edition = found.session, found.edition
    names = ", ".join(found.who[id].name(words.language) for id in session.trainers)
    parts = [words.text("Trainers: {names}", names=names) if names else ""]
    if edition is not None and edition.hours:
        parts.append(words.plural("{n} hour", "{n} hours", edition.hours))
    if edition is not None and edition.threshold is not None:
        parts.append(words.text("passes with {n} of 100", n=edition.threshold))
    if session.cancelled and session.status is SessionStatus.CANCELLED:
        parts.append(words.text("Not held: {reason}", reason=session.cancelled))
    return " · ".join(part for part in parts if part)


def progress(words: Wording, rows: Sequence[PersonRow]) -> str:
    """Say how many are marked, and what of."""
    if not rows:
        return words.text("Nobody is on the list yet")
    seen = [row.seen for row in rows]
    done = len(seen) - seen.count(Seen.UNMARKED)
    absent, differ = seen.count(Seen.ABSENT), seen.count(Seen.DISPUTED)
    parts = [
        words.text("Marked {done} of {all}", done=words.number(done), all=words.number(len(seen)))
    ]
    if absent:
        parts.append(words.text("absent: {n}", n=words.number(absent)))
    if failed := seen.count(Seen.FAILED):
        parts.append(words.text("did not pass: {n}", n=words.number(failed)))
    if missing := seen.count(Seen.NO_RESULT):
        parts.append(words.text("without a result: {n}", n=words.number(missing)))
    if differ:
        parts.append(words.text("marks differ: {n}", n=words.number(differ)))
    return " · ".join(parts)


def sent(words: Wording, found: Attendance, *, resting: bool) -> tuple[str, str, str]:
    """Say how safe it is: the words, the icon and its colour; empty where there is nothing to say.

    Args:
        words: the person's language.
        found: the session.
        resting: everything that was marked is written down.
    """
    if not resting:
        return words.text("Being written down…"), "loader-circle", "muted"
    if not found.shared:
        return "", "", ""
    if found.only_here:
        return words.text("Only here: not sent yet"), "upload", "warn"
    return words.text("Everything is sent"), "check", "good"
