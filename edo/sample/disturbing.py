"""A stranger in the shared folder: what they do is shown, has no effect, and is put right."""

from edo.commands.sharing import state
from edo.exchange.exchange import Halt
from edo.queries import documents as asked
from edo.sample.intruder import Forged, Intruder
from edo.sample.together import CLERK, SECOND, Together
from edo.share import layout

_STRANGE = "share_strange"
"""Why a workplace sets aside what lies under its own names."""


def break_in(day: Together) -> None:
    """Let a stranger forge an annulment in a clerk's name, and spoil what the clerk sent last."""
    text, seat = day.words.text, day.seats[CLERK]
    day.at(10, 0)
    made = day.register("inspection")
    day.tell(CLERK, text("registered: “{subject}”", subject=day.subject("inspection")), made.number)
    day.exchange(CLERK)
    day.at(10, 1)
    stranger = Intruder(day.stage.share, seat.random.randbytes)
    space, dev = seat.workplace.identity.office, seat.workplace.device
    spoilt = stranger.spoil(space, dev)
    day.warn(text("changed a byte of {name}", name=_short(spoilt)), made.number)
    forged = stranger.forge(space, dev, "Подделка")
    day.warn(
        text("put a forged annulment into the folder in the name of {name}", name=day.name(CLERK)),
        _number(day, forged),
    )
    day.at(10, 2)
    day.exchange(SECOND, CLERK)
    _tell_set_aside(day, SECOND)
    standing = _status(day, SECOND, forged)
    day.notice(text("the document stays as it was: {state}", state=standing), _number(day, forged))


def put_right(day: Together) -> None:
    """Let the clerk's workplace put its own true work in the place of the false."""
    text, seat = day.words.text, day.seats[CLERK]
    day.at(10, 12)
    seat.exchange()
    made = day.register("library")
    said = text("registered: “{subject}”", subject=day.subject("library"))
    day.tell(CLERK, said, made.number)
    outcome = seat.exchange()
    if outcome.halt is Halt.FORKED:
        _tell_set_aside(day, CLERK, just=_STRANGE)
    for minute in (14, 17):
        day.at(10, minute)
        mended = seat.exchange()
        outcome.mended += mended.mended
        outcome.sent += mended.sent
    if not outcome.sent.segments or not outcome.mended:
        raise AssertionError(outcome)
    day.notice(text("the false segment was taken away, the changed one replaced by the true one"))


def _tell_set_aside(day: Together, key: str, *, just: str = "") -> None:
    """Tell what a workplace has set aside: all of it, or what it did for one reason."""
    for one in state(day.seats[key].workplace).set_aside:
        if just in ("", one.reason):
            said = day.words.text(
                "set aside, without effect: {name}. {reason}",
                name=_short(one.name),
                reason=day.words.reason(one.reason),
            )
            day.tell(key, said)


def _status(day: Together, key: str, forged: Forged) -> str:
    card = day.seats[key].workplace.read(asked.card, document=forged.document)
    return day.words.name(card.document.status)


def _number(day: Together, forged: Forged) -> str:
    card = day.seats[CLERK].workplace.read(asked.card, document=forged.document)
    return card.document.number.text if card.document.number else ""


def _short(name: str) -> str:
    """Return the last parts of a name on the share, without a device's long name."""
    segment = layout.read_segment(name)
    last = name.rpartition("/")[2]
    head = layout.read_head(last)
    if segment is not None:
        return f"…/{segment[1][:4]}…/{segment[2]}.seg"
    return f"…/heads/{head.dev[:4]}…{head.seq}" if head else last
