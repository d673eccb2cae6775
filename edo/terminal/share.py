"""The share on the terminal: connect, exchange, join."""

import json
import platform
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

from edo import joining, sharing_words
from edo.commands import sharing
from edo.errors import (
    DamagedError,
    EdoError,
    Reason,
    Refusal,
    UnreachableError,
    refuse_os_error,
)
from edo.exchange.exchange import Exchange, Outcome
from edo.exchange.hands import several
from edo.exchange.loop import Loop
from edo.share.words import Words
from edo.terminal.answers import Answer, Told
from edo.wording import Wording
from edo.workplace import Workplace

INVITATION_READ = 64 * 1024
"""Bytes of an invitation file that are read at most."""
SHOWN = 20
"""Awaited objects a person is shown; JSON has all."""
MANY = 100
"""Segments that come in at once from which on a person who looks on is told how far it is."""
Progress = Callable[[int, int], None]


def connect(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo share connect DIR`: connect a workplace that began alone, or again."""
    joining.connect(workplace, place=str(given.folder.absolute()))
    told = _told(exchange_now(workplace, progress(given, words)))
    place = str(given.folder.absolute())
    shown = {name: n for name, n in told.items() if n}
    return Told({"share": place} | told, {"share": place} | shown, _line(workplace, words))


def disconnect(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo share disconnect`: work without the share again."""
    del given
    waiting = sharing.state(workplace).waiting
    joining.disconnect(workplace)
    plain = {"share": "", "waiting": waiting}
    return Told(plain, {}, words.text("This workplace is alone"))


def exchange(workplace: Workplace, given: Namespace, words: Wording) -> Answer:
    """`edo exchange`: collect and send once."""
    outcome = exchange_now(workplace, progress(given, words))
    told = _told(outcome)
    shown: dict[str, Any] = {name: n for name, n in told.items() if n}
    awaited = sorted(outcome.pending.items())
    plain = told | {"awaited": [{"name": name, "reason": why} for name, why in awaited]}
    if awaited:
        shown["pending"] = [
            {"why": words.reason(why), "name": name} for name, why in awaited[:SHOWN]
        ]
    return Told(plain, shown, _line(workplace, words))


def exchange_now(workplace: Workplace, tell: Progress = lambda _done, _total: None) -> Outcome:
    """Run one exchange.

    Raises:
        UnreachableError: there is no share, or it does not answer.
    """
    if workplace.carrier is None:
        raise UnreachableError("share_none")
    return Exchange(workplace, workplace.carrier, hands=several).run(tell)


def send_behind(workplace: Workplace) -> None:
    """Send what a command has just recorded; where the share does not answer it waits."""
    if workplace.carrier is None:
        return
    try:
        Exchange(workplace, workplace.carrier, hands=several).run()
    except UnreachableError:
        return


def progress(given: Namespace, words: Wording) -> Progress:
    """Return what shows a person who looks on how much has come in."""

    def tell(done: int, total: int) -> None:
        if total >= MANY and sys.stderr.isatty() and not given.json:
            said = words.text("{done} of {total} sendings taken in", done=done, total=total)
            print(f"\r{said}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return tell


def join(home: Path, given: Namespace, words: Wording, password: str) -> Answer:
    """`edo join FILE`: ask to be let in; the six words are compared by voice."""
    try:
        with given.invitation.open("rb") as file:
            invited = file.read(INVITATION_READ)
    except OSError as error:
        raise refuse_os_error(error, Reason.CANNOT_READ, given.invitation) from error
    six = joining.ask(
        home,
        invited=invited,
        place=str(given.share.absolute()) if given.share else "",
        computer=platform.node(),
        password=password,
    )
    plain = {"home": str(home), "words_ru": list(six.ru), "words_kk": list(six.kk)}
    said = words.text("Read these words to the keeper. When you are let in, run “edo exchange”.")
    return Told(plain, six_words(six), said)


def finish_joining(home: Path, words: Wording, password: str) -> None:
    """Make the workplace if the keeper has let it in.

    Raises:
        Refusal: not yet.
    """
    del words
    if not joining.finish(home, password=password):
        raise Refusal(Reason.NOT_ADMITTED)


def watch(workplace: Workplace, given: Namespace, words: Wording) -> None:
    """Exchange again and again until the time is over; 0 seconds mean for ever."""
    if workplace.carrier is None:
        raise UnreachableError("share_none")

    def tell(ended: Outcome | EdoError) -> None:
        _say(ended, given, words)

    loop = Loop(workplace, workplace.carrier, tell, progress(given, words))
    if given.seconds:
        timer = Timer(given.seconds, loop.stop)
        timer.daemon = True
        timer.start()
    try:
        loop.run()
    except KeyboardInterrupt:
        return


def six_words(six: Words) -> dict[str, str]:
    """Return the six words in both languages."""
    return {"words_ru": " ".join(six.ru), "words_kk": " ".join(six.kk)}


def _say(ended: Outcome | EdoError, given: Namespace, words: Wording) -> None:
    """Tell what an exchange came to, where it came to anything."""
    if isinstance(ended, EdoError):
        print(words.refusal(ended), file=sys.stderr, flush=True)
        return
    if ended.halt is not None:
        print(words.reason(f"halt_{ended.halt}"), file=sys.stderr, flush=True)
    told = _counts(ended)
    if not any(told[name] for name in ("sent", "received", "records", "set_aside")):
        return
    if given.json:
        print(json.dumps(told), flush=True)
    else:
        print("  ".join(f"{words.field(name)} {n}" for name, n in told.items() if n), flush=True)


def _told(outcome: Outcome) -> dict[str, int]:
    if outcome.halt is not None:
        raise DamagedError(f"halt_{outcome.halt}")
    return _counts(outcome)


def _counts(outcome: Outcome) -> dict[str, int]:
    received, sent = outcome.received, outcome.sent
    return {
        "sent": sent.segments,
        "files_sent": sent.files,
        "received": received.changes,
        "files_received": received.files,
        "records": received.records,
        "pending": len(outcome.pending),
        "set_aside": received.set_aside,
    }


def _line(workplace: Workplace, words: Wording) -> str:
    return sharing_words.say(words, sharing.state(workplace), workplace.clock.now()).line
