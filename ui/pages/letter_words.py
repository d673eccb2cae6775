"""What is said of letters between offices in lists, on a document and in the window that reads."""

from __future__ import annotations

from edo.domain.letter import Answer, LetterStatus
from edo.letter_words import standing
from edo.queries.letters import Addressee, LetterItem
from edo.wording import Wording
from ui.theme import Tone
from ui.widgets.select import sentence

TONES = {
    LetterStatus.SENT: Tone.NEUTRAL,
    LetterStatus.RECEIVED: Tone.ACCENT,
    LetterStatus.OPENED: Tone.ACCENT,
    LetterStatus.TAKEN: Tone.ACCENT,
    LetterStatus.REGISTERED: Tone.QUIET,
    LetterStatus.REFUSED: Tone.BAD,
    LetterStatus.RECALLED: Tone.NEUTRAL,
}


def state(words: Wording, one: Addressee) -> str:
    """Say in a word how far a letter we sent has come."""
    return words.text("recalling") if one.is_recalling else words.name(one.status)


def tone(one: Addressee) -> Tone:
    """Tell what that feels like."""
    return Tone.WARN if one.is_recalling else TONES[one.status]


def told(words: Wording, one: Addressee) -> str:
    """Say what the sender knows beside the state: the number there, why it was refused, when."""
    said = ""
    if one.status is LetterStatus.REGISTERED and one.on is not None:
        said = words.text("№ {number} of {date}", number=one.number, date=words.date(one.on))
    elif one.status is LetterStatus.REFUSED:
        said = one.reason
    when = words.hlc(one.told or one.sent)
    return " · ".join(part for part in (said, when) if part)


def spoken(words: Wording, one: Addressee) -> str:
    """Say all of it, to be read aloud."""
    return sentence(
        standing(
            words,
            Answer(one.status, one.number, one.on, one.reason),
            is_recalling=one.is_recalling,
        )
    )


def whence(words: Wording, item: LetterItem) -> str:
    """Say from whom a letter came, under which number there."""
    one = item.letter
    return words.text(
        "{office}, № {number} of {date}",
        office=item.sender.name(words.language),
        number=one.number,
        date=words.date(one.on),
    )
