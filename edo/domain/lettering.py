"""What happens to a letter of another office, stated in the space of the office it came to."""

from datetime import date
from typing import Any, ClassVar

from msgspec.structs import replace

from edo.change import Stamp
from edo.domain.card import Card, Kind, check_card
from edo.domain.document import (
    FILE_NAME_LIMIT,
    FILE_SIZE_LIMIT,
    FILES_LIMIT,
    NUMBER_LIMIT,
    REASON_LIMIT,
    is_sha256,
)
from edo.domain.fact import Fact, need, within
from edo.domain.letter import (
    ATTEMPTS_LIMIT,
    OVER,
    Answer,
    Cover,
    Enclosure,
    Letter,
    LetterStatus,
    Told,
    incoming_card,
    letter_of,
)
from edo.errors import Reason, Refusal


class LetterFact(Fact, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened to a letter, stated in the space of the office it came to."""

    ABOUT: ClassVar[type] = Letter
    PREFIX: ClassVar[str] = "l"


class LetterSent(LetterFact, frozen=True, omit_defaults=True, kw_only=True):
    """Another office sent a letter. It is stated by the sender, where the recipient reads it."""

    NAME: ClassVar[str] = "letter.sent"
    ABROAD: ClassVar[bool] = True

    sender: str
    document: str
    to: str
    attempt: int = 0
    number: str
    on: date
    cover: Cover
    files: tuple[Enclosure, ...] = ()
    proof: Enclosure | None = None
    answers: str = ""

    def scope(self, stamp: Stamp) -> str:
        """Return the sender's office: it answers for the letter."""
        del stamp
        return self.sender

    def is_about(self, subject: str) -> bool:
        """Its id names whose letter it is and to whom."""
        return subject == letter_of(
            sender=self.sender, document=self.document, to=self.to, attempt=self.attempt
        )

    def apply(self, state: Letter | None, stamp: Stamp) -> Letter:
        """Let the letter arrive."""
        if state is not None:
            raise Refusal(Reason.LETTER_ALREADY_SENT)
        if stamp.space != self.to:
            raise Refusal(Reason.WRONG_SPACE)
        if self.sender == self.to:
            raise Refusal(Reason.LETTER_TO_ITSELF)
        if not 0 <= self.attempt < ATTEMPTS_LIMIT:
            raise Refusal(Reason.TOO_LONG, field="attempt", limit=ATTEMPTS_LIMIT)
        made = Letter(
            kind=Kind.INCOMING,
            title=self.cover.subject_ru or self.cover.subject_kk,
            office=stamp.space,
            author=stamp.person,
            since=stamp.hlc,
            sender=self.sender,
            theirs=self.document,
            attempt=self.attempt,
            number=self.number,
            on=self.on,
            cover=self.cover,
            files=self.files,
            proof=self.proof,
            answers=self.answers,
        )
        _check(made)
        return made


class LetterRecalled(LetterFact, frozen=True, omit_defaults=True, kw_only=True):
    """The sender wants it back: only while nobody has opened it."""

    NAME: ClassVar[str] = "letter.recalled"
    ABROAD: ClassVar[bool] = True

    sender: str

    def scope(self, stamp: Stamp) -> str:
        """Return the sender's office: it answers for the letter."""
        del stamp
        return self.sender

    def apply(self, state: Letter | None, stamp: Stamp) -> Letter | None:
        """Take the letter back; who states it may not see the letter, and then nothing happens."""
        del stamp
        if state is None:
            return None
        if state.sender != self.sender:
            raise Refusal(Reason.NOT_ALLOWED)
        if state.status in OVER:
            return state
        if state.status is not LetterStatus.RECEIVED:
            raise Refusal(Reason.LETTER_OPENED)
        return replace(state, status=LetterStatus.RECALLED)


class LetterOpened(LetterFact, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody read it: it cannot be recalled any more."""

    NAME: ClassVar[str] = "letter.opened"

    def apply(self, state: Letter | None, stamp: Stamp) -> Letter:
        """Open the letter; who opens it again changes nothing."""
        letter = _there(state)
        if letter.status is not LetterStatus.RECEIVED:
            return letter
        return _opened(letter, stamp)


class LetterTaken(LetterFact, frozen=True, omit_defaults=True, kw_only=True):
    """It became an incoming document, which will have its number."""

    NAME: ClassVar[str] = "letter.taken"

    document: str

    def apply(self, state: Letter | None, stamp: Stamp) -> Letter:
        """Take the letter in; two who do so at once make one document."""
        letter = _unrefused(state)
        if letter.document == self.document:
            return letter
        if letter.document:
            raise Refusal(Reason.LETTER_TAKEN)
        return replace(
            _opened(letter, stamp),
            status=LetterStatus.TAKEN,
            document=self.document,
            taker=stamp.person,
        )


class LetterRegistered(LetterFact, frozen=True, omit_defaults=True, kw_only=True):
    """Its document has its number; `former` is the number it had before, if it got another one."""

    NAME: ClassVar[str] = "letter.registered"

    document: str
    number: str
    on: date
    former: str = ""

    def apply(self, state: Letter | None, stamp: Stamp) -> Letter:
        """Note the number."""
        letter = _unrefused(state)
        need(self.number, "number", NUMBER_LIMIT)
        if letter.document != self.document:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        if letter.registered == self.number:
            return letter
        if letter.registered != self.former:
            raise Refusal(
                Reason.ALREADY_REGISTERED, number=letter.registered, date=letter.registered_on
            )
        return replace(
            letter,
            status=LetterStatus.REGISTERED,
            registered=self.number,
            registered_on=self.on,
            taker=stamp.person,
        )


class LetterRefused(LetterFact, frozen=True, omit_defaults=True, kw_only=True):
    """It goes back with a reason: a wrong addressee, a file that is missing."""

    NAME: ClassVar[str] = "letter.refused"

    reason: str

    def apply(self, state: Letter | None, stamp: Stamp) -> Letter:
        """Refuse the letter."""
        letter = _unrefused(state)
        need(self.reason, "reason", REASON_LIMIT)
        if letter.document:
            raise Refusal(Reason.LETTER_TAKEN)
        return replace(
            _opened(letter, stamp),
            status=LetterStatus.REFUSED,
            reason=self.reason,
            taker=stamp.person,
        )


class LetterAnswered(LetterFact, frozen=True, omit_defaults=True, kw_only=True):
    """The sender was told how it stands: the same as the receipt was, of the same number."""

    NAME: ClassVar[str] = "letter.answered"

    n: int
    answer: Answer

    def apply(self, state: Letter | None, stamp: Stamp) -> Letter:
        """Remember what was told."""
        if state is None:
            raise Refusal(Reason.UNKNOWN_SUBJECT)
        told = Told(self.n, stamp.dev, self.answer)
        return replace(state, told=told.later(state.told))


FACTS: tuple[type[Fact], ...] = (
    LetterSent,
    LetterRecalled,
    LetterOpened,
    LetterTaken,
    LetterRegistered,
    LetterRefused,
    LetterAnswered,
)


def _there(state: Letter | None) -> Letter:
    """Return the letter a fact is about.

    Raises:
        Refusal: there is none, or it was recalled.
    """
    if state is None:
        raise Refusal(Reason.UNKNOWN_SUBJECT)
    if state.status is LetterStatus.RECALLED:
        raise Refusal(Reason.LETTER_RECALLED)
    return state


def _unrefused(state: Letter | None) -> Letter:
    letter = _there(state)
    if letter.status is LetterStatus.REFUSED:
        raise Refusal(Reason.ALREADY_REFUSED)
    return letter


def _opened(letter: Letter, stamp: Stamp) -> Letter:
    if letter.opened:
        return letter
    return replace(letter, status=LetterStatus.OPENED, opened=stamp.hlc, opener=stamp.person)


def _check(letter: Letter) -> None:
    """Refuse what no card could hold, and files that are none."""
    need(letter.number, "number", NUMBER_LIMIT)
    need(letter.title, "subject_ru", REASON_LIMIT)
    check_card(incoming_card(letter, ()))
    values: dict[str, Any] = {name: getattr(letter.cover, name) for name in _COVERED}
    check_card(Card(**values))
    if len(letter.files) > FILES_LIMIT:
        raise Refusal(Reason.TOO_LONG, field="files", limit=FILES_LIMIT)
    for file in (*letter.files, *([letter.proof] if letter.proof else ())):
        within(file.name, "files", FILE_NAME_LIMIT)
        if not file.name or not 0 <= file.size <= FILE_SIZE_LIMIT or not is_sha256(file.sha256):
            raise Refusal(Reason.BAD_VALUE, field="files", value=file.name)


_COVERED = Cover.__struct_fields__
